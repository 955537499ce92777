"""The figures of a period that an analysis may speak of: what "Lägg till siffra" offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.enums import Goal, Grain
from rccdesk.services import improvements, indicators, lead_times
from rccdesk.services.labels import get_labels
from rccdesk.services.lead_times import LeadTimeQuery

if TYPE_CHECKING:
    from rccdesk.services.analyses.model import AnalysisKey
    from rccdesk.services.database import Database
    from rccdesk.services.improvements import FigureOrigin


def list_candidates(
    database: Database, key: AnalysisKey, regions: tuple[str, ...]
) -> tuple[FigureOrigin, ...]:
    """Return the figures of the selection that are shown: lead time, then the indicators.

    ``regions`` are the codes of the area, none for the whole. The figures of the topic come
    first; an indicator without a figure of the period is left out.
    """
    found = [*_goals(database, key, regions), *_indicators(database, key)]
    return tuple(sorted(found, key=lambda origin: origin.topic != key.topic))


def _goals(database: Database, key: AnalysisKey, regions: tuple[str, ...]) -> list[FigureOrigin]:
    labels = get_labels(database)
    query = LeadTimeQuery(
        goal=Goal.LEAD_TIME,
        svf=key.svf,
        region=regions,
        grain=Grain.QUARTER,
        period=key.period or None,
    )
    table = lead_times.get_lead_times(database, query)
    return [
        improvements.make_origin(table, row, labels, svf=key.svf, area=key.area, period=key.period)
        for row in table.rows[:1]
        if not row.hidden and row.value is not None
    ]


def _indicators(database: Database, key: AnalysisKey) -> list[FigureOrigin]:
    found = []
    for indicator in indicators.list_indicators(database):
        if not indicator.figure_count:
            continue
        query = indicators.IndicatorQuery(indicator.key, by=("period", "unit"))
        table = indicators.get_indicator(database, query)
        labels = get_labels(database, measure=indicator.title, population=indicator.population)
        found += [
            improvements.make_origin(
                table, row, labels, svf=key.svf, area=key.area, period=key.period
            )
            for row in table.rows
            if (row.get("unit") or "") == key.area
            and row.get("period") == key.period
            and not row.is_total
            and not row.hidden
            and row.value is not None
        ]
    return found
