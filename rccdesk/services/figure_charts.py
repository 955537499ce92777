"""The series over time that a figure stands in, as a chart: what a meeting looks at beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rccdesk.enums import Grain
from rccdesk.errors import RccdeskError
from rccdesk.periods import MONTHS_PER_GRAIN, ROLLING, parse_period
from rccdesk.services import chart_events, figure_keys, indicators, lead_times
from rccdesk.services.charts.build import build_trend
from rccdesk.services.indicators import IndicatorQuery
from rccdesk.services.labels import get_labels
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.series import make_series
from rccdesk.services.value_keys import is_goal_key, read_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.charts.spec import ChartSpec
    from rccdesk.services.database import Database
    from rccdesk.services.figure_keys import Figure
    from rccdesk.services.publishing import PublishableTable

_LEAST = 2  # periods that make a line


def get_figure_table(database: Database, value_key: str) -> PublishableTable | None:
    """Return the series that a figure stands in, in periods as long as its own; None: none."""
    try:
        found = figure_keys.find_figure(database, value_key)
        return _over_time(database, found, value_key)
    except (RccdeskError, ValueError):
        return None


def get_figure_chart(
    database: Database,
    value_key: str,
    change: Callable[[PublishableTable], PublishableTable] | None = None,
) -> ChartSpec | None:
    """Return the figure's series over time with its control limits, under the rules of today.

    ``change`` may hide more of it, for the sake of what stands beside. Periods as long as the
    figure's own. None where the figure is gone, or has no series.
    """
    table = get_figure_table(database, value_key)
    if table is None:
        return None
    if change is not None:
        table = change(table)
    if sum(row.value is not None for row in table.rows) < _LEAST:
        return None
    labels = _labels(database, table.measure)
    events = chart_events.list_events(database, table.measure, table.selection)
    return build_trend(table, labels, series=make_series(table, events=events), events=events)


def _labels(database: Database, measure: str) -> Labels:
    if is_goal_key(measure):
        return get_labels(database)
    row = indicators.get_indicator_row(database, measure)
    return get_labels(database, measure=row.title, population=row.population)


def _over_time(database: Database, found: Figure, value_key: str) -> PublishableTable:
    fields = read_key(value_key).fields
    period = fields.get("period") or fields.get("start_period")
    if isinstance(found.query, LeadTimeQuery):
        grain = _grain(period) if period else found.query.grain
        query = replace(found.query, by=("period",), period=None, grain=grain)
        return lead_times.get_lead_times(database, query)
    where = tuple(
        (name, tuple(code.split("+"))) for name, code in fields.items() if name != "period"
    )
    table = indicators.get_indicator(
        database, IndicatorQuery(found.query.indicator, by=("period",), where=where)
    )
    if not period or period == ROLLING:
        return table
    months = parse_period(period).months
    kept = [row for row in table.rows if parse_period(row.get("period") or "").months == months]
    return replace(table, rows=tuple(kept))


def _grain(period: str) -> Grain:
    """Return the grain of periods as long; quarters beside what has no such neighbours."""
    months = 0 if period == ROLLING else parse_period(period).months
    grains = {length: grain for grain, length in MONTHS_PER_GRAIN.items()}
    return grains.get(months, Grain.QUARTER)
