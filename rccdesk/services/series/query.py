"""What is asked of a series, and the table that answers it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rccdesk.enums import Grain
from rccdesk.errors import NotComputableError
from rccdesk.periods import MONTHS_PER_GRAIN, parse_period
from rccdesk.services import chart_events, indicators, lead_times
from rccdesk.services.indicators import IndicatorQuery
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.publishing import PublishableRow, PublishableTable
from rccdesk.services.series.funnels import FunnelSeries, make_funnel
from rccdesk.services.series.making import make_series
from rccdesk.services.series.model import Series
from rccdesk.services.value_keys import is_goal_key
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_PERIOD = ("period",)


@dataclass(frozen=True, slots=True)
class SeriesQuery:
    """One series: a goal or indicator, a selection, and how it is charted.

    ``svf`` (prefixes) selects pathways of a goal, ``group`` figures of an indicator; ``region``
    and ``unit`` both. ``chart`` is a `Method`; None chooses. ``grain`` None: months of a goal,
    the commonest length of an indicator. ``baseline`` is a period FROM:TO.
    """

    measure: str
    svf: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    unit: str | None = None
    group: str | None = None
    chart: str | None = None
    grain: Grain | None = None
    baseline: str | None = None
    period: str | None = None
    snapshot: int | None = None


def get_series(database: Database, query: SeriesQuery) -> Series:
    """Return the series that is asked for, with the marks of the users in it.

    Raises as `get_lead_times`, `get_indicator` and `make_series`; NotComputableError
    ``series_field_unknown`` for a field that the measure is not divided by,
    ``series_no_such_grain`` for a length of period that an indicator has no figures of.
    """
    table = get_table(database, query)
    events = chart_events.list_events(database, query.measure, table.selection)
    return make_series(table, events=events, method=query.chart, baseline=query.baseline)


def get_funnel(database: Database, query: SeriesQuery) -> FunnelSeries:
    """Return the units of a selection as a funnel; raises as `get_series` and `make_funnel`."""
    if query.unit is not None:
        raise _cannot_be_divided(query.measure, "unit")
    if is_goal_key(query.measure):
        return make_funnel(lead_times.get_lead_times(database, _goal_query(query, ("region",))))
    return make_funnel(indicators.get_indicator(database, _indicator_query(query, ("unit",))))


def get_table(database: Database, query: SeriesQuery) -> PublishableTable:
    """Return the figures of a series: a table by period; raises as `get_series`."""
    if is_goal_key(query.measure):
        return lead_times.get_lead_times(database, _goal_query(query, _PERIOD))
    asked = _indicator_query(query, _PERIOD)
    table = indicators.get_indicator(database, asked)
    if not any(row.value is not None or row.hidden for row in table.rows):
        # Shares or medians of several units that cannot be summed: the source's own totals.
        full = indicators.get_indicator(database, replace(asked, by=None))
        totals = tuple(_of_period(row) for row in full.rows if _is_plain_total(row))
        table = replace(table, rows=totals or table.rows)
    return replace(table, rows=_of_grain(table, query.grain))


def _goal_query(query: SeriesQuery, by: tuple[str, ...]) -> LeadTimeQuery:
    if query.group is not None:
        raise _cannot_be_divided(query.measure, "group")
    return LeadTimeQuery(
        goal=query.measure,
        svf=query.svf,
        region=query.region,
        by=by,
        grain=query.grain or Grain.MONTH,
        period=query.period,
        snapshot=query.snapshot,
        where=(("unit", (query.unit,)),) if query.unit is not None else (),
    )


def _indicator_query(query: SeriesQuery, by: tuple[str, ...]) -> IndicatorQuery:
    if query.svf:
        raise _cannot_be_divided(query.measure, "svf")
    units = (query.unit,) if query.unit is not None else query.region
    where = [("unit", units)] if units else []
    where += [("group", (query.group,))] if query.group is not None else []
    return IndicatorQuery(
        query.measure,
        by=by,
        period=query.period,
        snapshot=query.snapshot,
        where=tuple(where),
    )


def _cannot_be_divided(measure: str, field: str) -> NotComputableError:
    return NotComputableError(
        "series_field_unknown", measure=measure, field=text(f"series.field.{field}")
    )


def _is_plain_total(row: PublishableRow) -> bool:
    return row.is_total and all(
        code is None for name, code in row.fields if name not in ("period", "unit")
    )


def _of_period(row: PublishableRow) -> PublishableRow:
    return replace(row, fields=(("period", row.get("period")),))


def _of_grain(table: PublishableTable, grain: Grain | None) -> tuple[PublishableRow, ...]:
    """Return the rows whose periods have one length: a month does not follow a year."""
    lengths = [parse_period(row.get("period") or "").months for row in table.rows]
    if not lengths:
        return table.rows
    if grain is None:
        wanted = max(Counter(lengths).items(), key=lambda each: (each[1], -each[0]))[0]
    else:
        wanted = MONTHS_PER_GRAIN[grain]
        if wanted not in lengths:
            raise NotComputableError("series_no_such_grain", grain=text(f"series.grain.{grain}"))
    return tuple(row for row, length in zip(table.rows, lengths, strict=True) if length == wanted)
