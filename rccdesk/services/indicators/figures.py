"""The figures of an indicator over a selection, as a table that may be published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Row, select

from rccdesk.enums import GoalStatus
from rccdesk.errors import NotFoundError
from rccdesk.models import ImportBatch
from rccdesk.periods import ROLLING, Period, parse_period, rolling_12
from rccdesk.services import organisation
from rccdesk.services.doubts import list_open_rules
from rccdesk.services.imports.coverage import effective_measurements
from rccdesk.services.indicators.catalogue import IndicatorRow, get_indicator_row
from rccdesk.services.indicators.level_status import LevelStatus, Place, only_code
from rccdesk.services.indicators.nested_periods import list_nested_margins
from rccdesk.services.publishing import (
    Level,
    PublishableRow,
    PublishableTable,
    Source,
    publish_rows,
)
from rccdesk.services.statistics.proportions import exact_interval, wilson_interval
from rccdesk.services.statistics.suppression import Margin, make_margins
from rccdesk.services.store_settings import (
    IntervalMethod,
    SmallNumberLimits,
    get_interval_method,
    get_small_number_limits,
)
from rccdesk.services.value_keys import FIGURE_FIELDS, make_key
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database

BY_FIELDS = FIGURE_FIELDS
_NATION = frozenset(("riket", "hela riket", "sverige", "hela sverige"))
Interval = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class IndicatorQuery:
    """An indicator, the fields of its rows (none: all that occur), and a selection.

    ``period`` keeps the figures whose period lies within it; ``where`` those with one of the
    codes of a field; ``snapshot`` is the batch whose state is asked for.
    """

    indicator: str
    by: tuple[str, ...] | None = None
    period: str | None = None
    snapshot: int | None = None
    where: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Figure:
    """One figure of the table, from one measurement or the sum of several parts."""

    fields: tuple[tuple[str, str | None], ...]
    period: Period | None
    numerator: float | None
    denominator: float | None
    value: float | None
    masked: str | None = None
    is_total: bool = False
    doubts: tuple[str, ...] = ()
    source: Source | None = None


def get_indicator(database: Database, query: IndicatorQuery) -> PublishableTable:
    """Return the figures of an indicator as known now, or just after a batch.

    Rows of fewer fields than occur sum the parts by numerator and denominator and leave the
    totals of the source out; what cannot be summed (percentages alone, masked parts, periods that
    overlap) has no value and a doubt. Raises NotFoundError ``no_such_indicator`` or
    ``no_such_batch``, ValueError for a query that makes no sense.
    """
    if set(query.by or ()) - set(BY_FIELDS) or {name for name, _ in query.where} - set(BY_FIELDS):
        raise ValueError(f"by {query.by}")
    indicator = get_indicator_row(database, query.indicator)
    with database.read() as session:
        if query.snapshot is not None and session.get(ImportBatch, query.snapshot) is None:
            raise NotFoundError("no_such_batch", batch=query.snapshot)
        measured = effective_measurements(session, query.indicator, query.snapshot)
        batch_ids = sorted({row.batch_id for row in measured})
        dates = session.execute(
            select(ImportBatch.extract_date, ImportBatch.file_name)
            .where(ImportBatch.batch_id.in_(batch_ids))
            .order_by(ImportBatch.batch_id)
        ).all()
    doubts: dict[str, list[tuple[int, str]]] = {}
    for (batch_id, value_key), rules in list_open_rules(database, frozenset(batch_ids)).items():
        doubts.setdefault(value_key, []).extend((batch_id, rule) for rule in rules)
    extract_date = min((date for date, _ in dates), default=None)
    measured = _select(measured, query, extract_date)
    occurring = tuple(name for name in BY_FIELDS if any(getattr(row, name) for row in measured))
    by = query.by or occurring
    is_full = set(occurring) <= set(by)
    parts = [row for row in measured if not row.is_total]
    if is_full:
        figures = [_as_figure(row, by) for row in measured]
    else:
        figures = _sum_parts(parts or measured, by)
    figures.sort(key=_sort_key)
    regions = {region.code for region in organisation.list_regions(database)}
    small = get_small_number_limits(database)
    is_exact = get_interval_method(database) is IntervalMethod.EXACT
    interval = exact_interval if is_exact else wilson_interval
    status = LevelStatus(database, indicator)
    asked = status.place(only_code(query.where, "unit"), only_code(query.where, "group"))
    rows = [
        _with_levels(_make_row(indicator, query, figure, interval), figure, status, asked)
        for figure in figures
    ]
    rows = [_with_doubts(row, doubts) for row in rows]
    whole = _whole(measured, parts)
    published_whole = (
        None
        if whole is None
        else _publish(
            [_with_levels(_make_row(indicator, query, whole, interval), whole, status, asked)],
            [whole],
            small,
            is_proportion=indicator.is_proportion,
        )[0]
    )
    return PublishableTable(
        measure=indicator.key,
        is_proportion=indicator.is_proportion,
        direction=indicator.direction,
        status=GoalStatus.IN_FORCE,
        levels=_levels(status, figures, by, asked),
        by=by,
        rows=_publish(rows, figures, small, is_proportion=indicator.is_proportion),
        whole=published_whole,
        extract_date=extract_date,
        selection=_selection(query),
        unit_of_measure=indicator.unit_of_measure,
        region_count=len({row.unit for row in parts} & regions),
        nation=whole is not None and whole.is_total and _is_nation(measured),
        is_example=database.is_example,
        batch_ids=tuple(batch_ids),
        # Not the source of the card: that tells who defined the measure, not who counted.
        source=", ".join(
            dict.fromkeys(name or text("typing_in.source_of_figures") for _, name in dates)
        )
        or indicator.source,
    )


def _select(
    measured: Sequence[Row[Any]], query: IndicatorQuery, extract_date: dt.date | None
) -> list[Row[Any]]:
    chosen = list(measured)
    if query.period:
        if query.period != ROLLING:
            wanted = parse_period(query.period)
        elif extract_date is None:
            return []
        else:
            wanted = rolling_12(extract_date)
        within: dict[str, bool] = {}
        for key in {row.period for row in chosen}:
            period = parse_period(key)
            within[key] = wanted.first <= period.first and period.last <= wanted.last
        chosen = [row for row in chosen if within[row.period]]
    for name, codes in query.where:
        chosen = [row for row in chosen if getattr(row, name) in codes]
    return chosen


def _as_figure(row: Row[Any], by: Sequence[str]) -> _Figure:
    return _Figure(
        fields=tuple((name, getattr(row, name) or None) for name in by),
        period=parse_period(row.period),
        numerator=row.numerator,
        denominator=row.denominator,
        value=row.value,
        masked=row.masked,
        is_total=row.is_total,
        source=Source(row.batch_id, row.sheet, f"{row.column}{row.row or ''}"),
    )


def _sum_parts(parts: Sequence[Row[Any]], by: Sequence[str]) -> list[_Figure]:
    groups: dict[tuple[str, ...], list[Row[Any]]] = {}
    for row in parts:
        groups.setdefault(tuple(getattr(row, name) for name in by), []).append(row)
    return [_sum_group(rows, by) for rows in groups.values()]


def _sum_group(rows: Sequence[Row[Any]], by: Sequence[str]) -> _Figure:
    if len(rows) == 1:
        return replace(_as_figure(rows[0], by), is_total=False)
    fields = tuple((name, getattr(rows[0], name) or None) for name in by)
    periods = sorted({parse_period(row.period) for row in rows})
    period = periods[0] if len(periods) == 1 else None
    doubts = []
    if any(later.first <= earlier.last for earlier, later in pairwise(periods)):
        doubts.append("periods_overlap")
    masked = next((row.masked for row in rows if row.masked), None)
    if any(row.numerator is None or row.denominator is None for row in rows) and not masked:
        doubts.append("percent_without_counts")
    if doubts or masked:
        return _Figure(fields, period, None, None, None, masked, doubts=tuple(doubts))
    return _Figure(
        fields,
        period,
        numerator=sum(row.numerator for row in rows),
        denominator=sum(row.denominator for row in rows),
        value=None,
    )


def _whole(measured: Sequence[Row[Any]], parts: Sequence[Row[Any]]) -> _Figure | None:
    """Return the figure of all units together: the source's own total, else the sum."""
    totals = [row for row in measured if row.is_total]
    if len(totals) == 1:
        return replace(_as_figure(totals[0], ()), fields=())
    return _sum_group(parts, ()) if parts else None


def _is_nation(measured: Sequence[Row[Any]]) -> bool:
    return any(row.is_total and row.unit.casefold() in _NATION for row in measured)


def _make_row(
    indicator: IndicatorRow, query: IndicatorQuery, figure: _Figure, interval: Interval
) -> PublishableRow:
    is_proportion = indicator.is_proportion
    numerator, denominator, value = figure.numerator, figure.denominator, figure.value
    has_counts = numerator is not None and bool(denominator)
    low = high = None
    if is_proportion and numerator is not None and denominator and numerator <= denominator:
        low, high = interval(numerator, denominator)
    if has_counts and (is_proportion or value is None):
        value = (numerator or 0) / (denominator or 1)
    named = {name: code for name, code in figure.fields if code}
    named.update({name: "+".join(codes) for name, codes in query.where if name not in named})
    if query.period and "period" not in named:
        named["period"] = query.period
    doubts = list(figure.doubts)
    if is_proportion and value is not None and value > 1:
        doubts.append("share_over_100")
    return PublishableRow(
        value_key=make_key(indicator.key, named, order=BY_FIELDS, is_total=figure.is_total),
        fields=figure.fields,
        numerator=numerator,
        denominator=denominator,
        value=value,
        ci_low=low,
        ci_high=high,
        masked=figure.masked,
        is_total=figure.is_total,
        doubts=tuple(doubts),
        source=figure.source,
    )


def _with_levels(
    row: PublishableRow, figure: _Figure, status: LevelStatus, asked: Place
) -> PublishableRow:
    """Hold a figure against the levels of its own unit, SVF and period."""
    day = figure.period.last if figure.period else None
    place = status.place(row.get("unit") or asked.unit, row.get("group") or asked.svf)
    if figure.is_total and not asked.unit:
        place = Place(svf=place.svf)
    return replace(
        row,
        level_met=status.count(row, day, place),
        doubts=(*row.doubts, *status.doubts(day, place, asked)),
    )


def _with_doubts(
    row: PublishableRow, doubts: Mapping[str, Sequence[tuple[int, str]]]
) -> PublishableRow:
    """Add the rules of the open doubts of exactly this value.

    They are of the batch that brought the figure, or of a later one: a part that is typed anew
    makes one doubt the total of the file. What an earlier batch said was of another figure.
    """
    if row.source is None or row.value_key not in doubts:
        return row
    own = row.source.batch_id
    found = [rule for batch_id, rule in doubts[row.value_key] if batch_id >= own]
    return replace(row, doubts=tuple(dict.fromkeys((*row.doubts, *found))))


def _levels(
    status: LevelStatus, figures: Sequence[_Figure], by: Sequence[str], asked: Place
) -> tuple[Level, ...]:
    """Return the levels of the newest period, of every period where they are set side by side."""
    days = sorted({each.period.last for each in figures if each.period})
    if tuple(by) != ("period",):
        days = days[-1:]
    found = [level for day in days or (None,) for level in status.published(day, asked)]
    return tuple(sorted(dict.fromkeys(found), key=lambda level: level.value))


def _publish(
    rows: Sequence[PublishableRow],
    figures: Sequence[_Figure],
    small: SmallNumberLimits,
    *,
    is_proportion: bool,
) -> tuple[PublishableRow, ...]:
    """Hide what is few. Totals of the source are sums beside the rows, not rows of the sums."""
    is_month = [
        figure.period is not None and (figure.period.last - figure.period.first).days <= 30
        for figure in figures
    ]
    names = [name for name, _ in figures[0].fields] if figures else []
    columns = [
        np.unique([figure.fields[n][1] or "" for figure in figures], return_inverse=True)[1]
        for n in range(len(names))
    ]
    codes = np.stack(columns, axis=1) if columns else np.zeros((len(rows), 0), np.int64)
    is_total = np.array([figure.is_total for figure in figures], dtype=bool)
    position = names.index("period") if "period" in names else None
    margins = []
    for margin in make_margins(
        codes, period_column=position, is_month=bool(is_month) and all(is_month)
    ):
        lines = np.where(is_total, -1, margin.lines)
        margins.append(Margin(lines, margin.is_month))
    if position is not None:
        places = [
            tuple(code for name, code in figure.fields if name != "period") for figure in figures
        ]
        periods = [figure.period for figure in figures]
        margins += list_nested_margins(periods, places, is_total.tolist())
    return publish_rows(
        rows,
        margins,
        is_month=is_month,
        limit=small.group,
        month_limit=small.month,
        cells=small.cells and is_proportion,
    )


def _sort_key(figure: _Figure) -> tuple[Any, ...]:
    """Sort by the fields in their order: period by time, texts, absent last, totals last."""
    parts: list[Any] = []
    for name, code in figure.fields:
        if name == "period" and figure.period is not None:
            parts.append((0, figure.period.first.toordinal(), figure.period.last.toordinal(), ""))
        else:
            parts.append((code is None, 0, 0, code or ""))
    return (*parts, figure.is_total)


def _selection(query: IndicatorQuery) -> tuple[tuple[str, str], ...]:
    chosen = [(name, code) for name, codes in query.where for code in codes]
    if query.period:
        chosen.append(("period", query.period))
    if query.snapshot is not None:
        chosen.append(("snapshot", str(query.snapshot)))
    return tuple(chosen)
