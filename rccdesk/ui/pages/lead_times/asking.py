"""From the page's question to the queries of the services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.services import organisation
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.value_keys import read_key
from rccdesk.ui.selection import HEALTH_CARE_REGION, REGION

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.ui.pages.lead_times.answers import Question

_SELECTING = ("svf", "region", "period")


def make_query(
    question: Question,
    area: tuple[str, ...],
    by: tuple[str, ...] = (),
    *,
    period: str | None = None,
    svf: tuple[str, ...] | None = None,
) -> LeadTimeQuery:
    """Return the query of a question; ``period`` and ``svf`` replace those of the selection."""
    wanted = question.period if period is None else period
    return LeadTimeQuery(
        goal=question.goal,
        svf=question.svf if svf is None else svf,
        region=area,
        by=by,
        grain=question.grain,
        period=wanted or None,
        snapshot=question.snapshot,
    )


def area_codes(database: Database, question: Question) -> tuple[str, ...]:
    """Return the codes of the regions that are chosen; none for all in the extract."""
    if question.area_kind == REGION:
        return (question.area,)
    if question.area_kind == HEALTH_CARE_REGION:
        found = [rcc for rcc in organisation.list_rccs(database) if rcc.key == question.area]
        return found[0].region_codes if found else ()
    return ()


def span_of(question: Question) -> str:
    """Return the period of a chart over time: the chosen span, or all there is."""
    return question.period if ":" in question.period else ""


def query_of_key(value_key: str, question: Question) -> LeadTimeQuery:
    """Return the query that answers with the one figure ``value_key``.

    The key says all that its figure is of: without a region it is of all regions, also where one
    is chosen, as the whole beside the regions is.
    """
    fields = read_key(value_key).fields

    def chosen(name: str) -> tuple[str, ...]:
        return tuple(fields[name].split("+")) if name in fields else ()

    return LeadTimeQuery(
        goal=question.goal,
        svf=chosen("svf"),
        region=chosen("region"),
        period=fields.get("period"),
        snapshot=question.snapshot,
        where=tuple((name, chosen(name)) for name in fields if name not in _SELECTING),
    )
