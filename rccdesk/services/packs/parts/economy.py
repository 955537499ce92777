"""The money: what goals say of their budget, funding that ends, what the agreement follows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.periods import parse_period
from rccdesk.services import initiatives, plans, store_settings
from rccdesk.services.agreement import figures as agreement
from rccdesk.services.agreement.charts import build_inclusion
from rccdesk.services.charts.labels import capital
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.pack_figures import figures_of
from rccdesk.services.packs.parts.asking import Material, day_words, make_table
from rccdesk.services.packs.parts.few_started import without_few
from rccdesk.services.packs.parts.opening import missing_expected
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.periods import Period

_AHEAD_DAYS = 365


def make_economy(material: Material) -> tuple[Section, ...]:
    """Return the budget lines of the plan, the funding that ends within a year, the agreement."""
    return (
        *_budgets(material),
        *_funding(material),
        *_reports(material),
        *_agreement(material),
    )


def _budgets(material: Material) -> tuple[Section, ...]:
    plan = plans.main_plan(material.database)
    rows = [
        (item.name, item.budget, item.responsible)
        for item in (plans.list_items(material.database, plan.uuid) if plan else ())
        if item.budget and item.state not in plans.CLOSED
    ]
    if not rows:
        return ()
    table = make_table(("goal", "budget", "owner"), rows)
    return (Section(heading=text("packs.steering.budgets"), tables=(table,)),)


def _funding(material: Material) -> tuple[Section, ...]:
    found = initiatives.list_funding_ending(material.database, material.today, days=_AHEAD_DAYS)
    if not found:
        return ()
    rows = (
        (
            each.row.title,
            each.row.funding,
            day_words(each.row.funding_ends_on),
            text("packs.steering.ended" if each.days_left < 0 else "packs.steering.ends"),
        )
        for each in found
    )
    table = make_table(("initiative", "funding", "ends", "state"), rows)
    return (Section(heading=text("packs.steering.funding"), tables=(table,)),)


def _agreement(material: Material) -> tuple[Section, ...]:
    """Return the inclusion per half-year, which the agreement follows for all pathways together."""
    limits = store_settings.get_small_number_limits(material.database)
    found = without_few(agreement.get_inclusion(material.database), limits.group)
    if not any(row.value is not None for row in found.table.rows):
        return ()
    chart = build_inclusion(found, material.labels)
    shown = found.shown
    rows = [row for row in found.table.rows if shown and row.get("period") == shown.key]
    missing = missing_expected(material.database)
    said = (chart.finding, f"{capital(missing)}." if missing else "")
    return (
        Section(
            heading=text("packs.steering.agreement"),
            paragraphs=tuple(words for words in said if words),
            charts=(chart,),
            tables=(chart.table,),
            figures=figures_of(found.table, material.labels, rows),
            notes=chart.foot,
        ),
    )


def _reports(material: Material) -> tuple[Section, ...]:
    """Return the periods that the agreement's reports are of, and from when each is complete.

    The last day of a report stands in the agreement of its year, which the program does not have.
    """
    found = agreement.get_inclusion(material.database)
    until = found.table.extract_date
    if until is None or not found.periods:
        return ()
    lag = store_settings.get_reporting_lag_days(material.database)
    years = agreement.list_years(material.database).known
    rows = [_period(text("packs.agreement.half"), period, lag, until) for period in found.periods]
    rows += [
        _period(text("packs.agreement.year"), parse_period(str(year)), lag, until)
        for year in reversed(years[:1])
    ]
    table = make_table(("report", "period", "complete", "state"), rows)
    return (
        Section(
            heading=text("packs.steering.reports"),
            paragraphs=(text("packs.agreement.dates"),),
            tables=(table,),
            notes=(text("packs.agreement.lag", count=lag, day=formats.iso_date(until)),),
        ),
    )


def _period(what: str, period: Period, lag: int, until: dt.date) -> tuple[str, ...]:
    complete = period.last + dt.timedelta(days=lag)
    key = "complete" if complete <= until else "preliminary"
    return what, capital(period.label()), complete.isoformat(), text(f"packs.agreement.{key}")
