"""One pathway over time in a pack: its control chart over the months or quarters up to the extract.

The grain is the one that the summary judges by, so that chart and summary say the same.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

from rccdesk.enums import Grain
from rccdesk.periods import Period, parse_period, period_of
from rccdesk.services import chart_events, lead_times, store_settings
from rccdesk.services.charts.spec import ChartSpec, TableSpec
from rccdesk.services.packs.sections import trend_section
from rccdesk.services.packs.spans import protect_months
from rccdesk.services.packs.together import hide_groups
from rccdesk.services.series import make_series
from rccdesk.services.statistics.outlook import TRIAL_POINTS
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.chart_events import ChartEventRow
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.lead_times import LeadTimeQuery, Summary
    from rccdesk.services.packs.model import Section
    from rccdesk.services.packs.together import Group
    from rccdesk.services.publishing import PublishableRow, PublishableTable
    from rccdesk.services.series import Series
    from rccdesk.services.statistics.outlook import Assurance, Variation

# The columns that a control chart's table keeps: what the chart draws, and the status.
_SHOWN = ("centre", "centre_run", "lower", "upper", "signal")


@dataclasses.dataclass(frozen=True, slots=True)
class Judged:
    """What a control chart says: change and outlook."""

    variation: Variation
    assurance: Assurance


def series_section(
    database: Database,
    labels: Labels,
    query: LeadTimeQuery,
    name: str,
    summary: Summary,
    period: Period | None,
    hidden: frozenset[Group] = frozenset(),
) -> tuple[Section, PublishableTable, Judged] | None:
    """Return the control chart of one pathway, its figures, and what it says.

    ``hidden`` are not shown. None with fewer than two periods.
    """
    by_month = any(row.svf in query.svf and row.grain is Grain.MONTH for row in summary.rows)
    table = _table(database, query, summary, Grain.MONTH, period) if by_month else None
    # A pack shows fewer months than the window: with too few of them it goes by quarters.
    if table is None or _count_newest(database, table) < TRIAL_POINTS:
        table = _table(database, query, summary, Grain.QUARTER, period)
    if table is None or len(table.rows) < 2:
        return None
    table = hide_groups(table, hidden)
    series, events = _series(database, table)
    judged = Judged(series.variation, series.assurance)
    made = trend_section(table, labels, name, series=series, events=events)
    tables = tuple(
        _narrow(chart, made_of) for chart, made_of in zip(made.charts, made.tables, strict=True)
    )
    return dataclasses.replace(made, tables=tables), table, judged


def _table(
    database: Database,
    query: LeadTimeQuery,
    summary: Summary,
    grain: Grain,
    period: Period | None,
) -> PublishableTable | None:
    """Return the figures by a grain, so that no longer period of the pack tells a hidden one."""
    span = _span(summary, grain)
    if span is None:
        return None
    asked = dataclasses.replace(query, by=("period",), grain=grain, period=span)
    table = lead_times.get_lead_times(database, asked)
    kept = _until(table, period)
    if kept and len(kept) < len(table.rows):  # asked for again: its sum is of what is shown
        first, last = (row.get("period") for row in (kept[0], kept[-1]))
        asked = dataclasses.replace(asked, period=f"{first}:{last}")
        table = lead_times.get_lead_times(database, asked)
    longer: tuple[PublishableRow, ...] = ()
    if grain is Grain.MONTH:
        by_quarter = dataclasses.replace(asked, grain=Grain.QUARTER, period=None)
        longer = lead_times.get_lead_times(database, by_quarter).rows
    longer += _of_pack(database, query, grain, period)
    limit = store_settings.get_small_number_limits(database).group
    return protect_months(table, dataclasses.replace(table, rows=longer), limit)


def _of_pack(
    database: Database, query: LeadTimeQuery, grain: Grain, period: Period | None
) -> tuple[PublishableRow, ...]:
    """Return the figure of the pack's own period where that is longer than the grain."""
    least = {Grain.MONTH: 1, Grain.QUARTER: 3}.get(grain, 12)
    if period is None or period.months <= least:
        return ()
    asked = dataclasses.replace(query, by=("svf",), period=period.key)
    rows = lead_times.get_lead_times(database, asked).rows
    return tuple(dataclasses.replace(row, fields=(("period", period.key),)) for row in rows)


def _series(
    database: Database, table: PublishableTable
) -> tuple[Series, tuple[ChartEventRow, ...]]:
    events = chart_events.list_events(database, table.measure, table.selection)
    return make_series(table, events=events), events


def _count_newest(database: Database, table: PublishableTable) -> int:
    """Return how many periods the newest centre of a series rests on."""
    series, _events = _series(database, table)
    newest = len(series.phases) - 1
    return sum(point.phase == newest and not point.left_out for point in series.points)


def _span(summary: Summary, grain: Grain) -> str | None:
    """Return the periods from the first that the summary judges to the extract's."""
    if summary.first_month is None or summary.extract_date is None:
        return None
    first, last = period_of(summary.first_month, grain), period_of(summary.extract_date, grain)
    return f"{first.key}:{last.key}"


def _until(table: PublishableTable, period: Period | None) -> tuple[PublishableRow, ...]:
    """Return the rows to the end of the pack's period, and on where all that follows may change.

    What is settled after the period would make the chart say something else than the summary.
    """
    if period is None:
        return table.rows
    later = [row for row in table.rows if _first_day(row) > period.last]
    if all(row.preliminary for row in later):
        return table.rows
    return tuple(row for row in table.rows if row not in later)


def _first_day(row: PublishableRow) -> dt.date:
    return parse_period(row.get("period") or "").first


def _narrow(chart: ChartSpec, table: TableSpec) -> TableSpec:
    """Return the table of a control chart with what it draws: a page has no room for the rest."""
    if not chart.phases:
        return table
    titles = {text(f"charts.table.{key}") for key in _SHOWN}
    titles |= {text(f"charts.table.{key}") for key in ("numerator", "numerator_plain")}
    titles |= {text("charts.table.denominator"), text("charts.heading.share")}
    last = len(table.columns) - 1
    kept = [
        index
        for index, column in enumerate(table.columns)
        if index in (0, last) or column.title in titles
    ]
    return dataclasses.replace(
        table,
        columns=tuple(table.columns[index] for index in kept),
        rows=tuple(tuple(row[index] for index in kept) for row in table.rows),
    )
