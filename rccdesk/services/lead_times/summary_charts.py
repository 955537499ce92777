"""What the control chart of each SVF says over the last 60 months: all of them at once.

By month, or by quarter where the months are too few to be shown; where the quarters are few too
they are a run chart, as a series of so few. A change of limit and what users
have marked begin a chart anew, as in a series, and what a series hides has no part here either.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rccdesk.enums import ChartEventKind, Direction, GoalStatus, Grain
from rccdesk.periods import MONTHS_PER_GRAIN, Period, period_of, rolling_12
from rccdesk.services.chart_events import ChartEventRow, list_events, normalize_selection
from rccdesk.services.lead_times.inclusion import month_index
from rccdesk.services.lead_times.monthly import MonthlyCounts, count_by_month
from rccdesk.services.lead_times.query import LeadTimeQuery
from rccdesk.services.lead_times.rows import find_extract_dates, is_preliminary
from rccdesk.services.lead_times.rules import Rules
from rccdesk.services.lead_times.table import find_limit_changes
from rccdesk.services.pathways.columns import LeadTimeColumns, first_of_month
from rccdesk.services.pathways.coverage import date_of, day_number, oldest_extracts
from rccdesk.services.remembering import remembered
from rccdesk.services.statistics.outlook import TRIAL_POINTS, Assurance, Variation, assure, vary
from rccdesk.services.statistics.p_chart import p_chart, p_charts, p_prime_chart
from rccdesk.services.statistics.run_rules import MIN_RUN_POINTS, run_signal
from rccdesk.services.statistics.signals import BIT, CROSSINGS, RUN
from rccdesk.services.statistics.suppression import Margin, suppress

if TYPE_CHECKING:
    from rccdesk.services.database import Database

MONTHS = 60
_GRAINS = (Grain.MONTH, Grain.QUARTER)
_MANY_CASES, _WIDER = 1000, 1.5  # when p charts are widened, as in a series


@dataclass(frozen=True, slots=True)
class Said:
    """What the chart of one SVF says."""

    variation: Variation = Variation.NONE
    assurance: Assurance = Assurance.NONE
    is_trial: bool = False
    grain: Grain | None = None
    points: int = 0


@dataclass(frozen=True, slots=True)
class _Charted:
    """All SVF by the periods of one grain; ``usable`` marks the periods that count."""

    grain: Grain
    periods: tuple[Period, ...]
    counts: MonthlyCounts
    usable: NDArray[np.bool_]


def read_charts(
    database: Database,
    columns: LeadTimeColumns,
    query: LeadTimeQuery,
    rules: Rules,
    last: int,
) -> dict[str, Said]:
    """Return what the chart of each SVF says, by the finest grain that has enough periods."""
    counts = count_by_month(columns, query)
    svfs = [svf or "" for svf in columns.labels["svf"]]
    changes = find_limit_changes(columns, rules)
    events = _list_all_events(database, rules.goal.key)
    left = np.array([not query.svf or svf in query.svf for svf in svfs], dtype=bool)
    said: dict[str, Said] = {}
    for grain in _GRAINS:
        each = _chart_by(grain, counts, columns, query, rules, last, left)
        chosen = np.nonzero(left & (each.usable.sum(axis=1) >= TRIAL_POINTS))[0]
        left[chosen] = False
        if not len(chosen):
            continue
        marks = {n: _events_of(svfs[n], query, events) if events else () for n in chosen.tolist()}
        usable = each.usable[chosen].copy()
        for row, n in enumerate(chosen.tolist()):
            usable[row, : _phase_start(each.periods, changes.get(svfs[n], ()), marks[n])] = False
        judged = _judge(each, chosen, usable, marks, rules)
        said |= {svfs[n]: what for n, what in zip(chosen.tolist(), judged, strict=True)}
    few = np.nonzero(left & each.usable.any(axis=1))[0].tolist()  # of the last, coarsest grain
    for n in few:
        marks_of = _events_of(svfs[n], query, events) if events else ()
        start = _phase_start(each.periods, changes.get(svfs[n], ()), marks_of)
        said[svfs[n]] = _judge_run(each, n, start, marks_of)
    return said


@remembered
def _list_all_events(database: Database, measure: str) -> tuple[ChartEventRow, ...]:
    return list_events(database, measure, None)


def _chart_by(
    grain: Grain,
    counts: MonthlyCounts,
    columns: LeadTimeColumns,
    query: LeadTimeQuery,
    rules: Rules,
    last: int,
    wanted: NDArray[np.bool_],
) -> _Charted:
    """Return the last 60 months by a grain, without what is hidden or preliminary.

    Of the SVF that are not ``wanted``, and of those with too few periods anyway, more may be
    hidden than is told.
    """
    length = MONTHS_PER_GRAIN[grain]
    # Whole spans over all of the extract: what must be hidden depends on all that is published.
    first = counts.first_month // length * length
    end = -(-(counts.first_month + counts.every.shape[1]) // length) * length
    everything = counts.last_months(end - 1, end - first).summed(length)
    window = _window(first, end - first, query, columns) if grain is Grain.MONTH else None
    hidden = _hide(everything.every, everything.within, window, grain, rules, wanted)
    until = (last + 1) // length * length  # the last whole span
    low = until - MONTHS
    periods = _periods(low, until, grain)
    shown = counts.last_months(until - 1, MONTHS).summed(length)
    usable = shown.every > 0
    at = (np.arange(low, until, length) - first) // length
    inside = (at >= 0) & (at < hidden.shape[1])
    usable[:, inside] &= ~hidden[:, at[inside]]
    places = columns.places(query.region)
    extracts = oldest_extracts(columns.segments, places, _spans(periods))
    final = [
        day is None or not is_preliminary(period, date_of(day), rules.lag_days)
        for period, day in zip(periods, extracts, strict=True)
    ]
    return _Charted(grain, periods, shown, usable & np.array(final))


def _window(
    first: int, count: int, query: LeadTimeQuery, columns: LeadTimeColumns
) -> NDArray[np.bool_] | None:
    """Mark the months of the rolling year, which is published beside the months."""
    found = find_extract_dates(columns, query)(None, None)
    if found is None:
        return None
    start = month_index(rolling_12(found)) - first
    month = np.arange(count)
    window: NDArray[np.bool_] = (month >= start) & (month < start + 12)
    return window


def _hide(
    every: NDArray[np.int64],
    within: NDArray[np.int64],
    window: NDArray[np.bool_] | None,
    grain: Grain,
    rules: Rules,
    wanted: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Return which periods of each SVF are hidden, as `publish_rows` hides those of its series."""
    small = rules.small
    least = small.month if grain is Grain.MONTH else small.group
    hidden = (every > 0) & (every < least)
    lines = [np.ones(every.shape[1], dtype=bool)]
    if window is not None:
        lines += [window, ~window]
    needs = np.zeros(len(every), dtype=bool)
    for line in lines:
        here = hidden[:, line]
        number = here.sum(axis=1)
        cases = np.where(here, every[:, line], 0).sum(axis=1)
        size = (every[:, line] > 0).sum(axis=1)
        # Two of enough cases hide each other; all else is for the rule itself.
        needs |= (number > 0) & ((number == 1) | (cases - number + 1 < small.group))
        needs |= hidden.any(axis=1) & (size == 1)
    needs &= wanted & ((every >= least).sum(axis=1) >= MIN_RUN_POINTS)
    for row in np.nonzero(needs)[0].tolist():
        there = np.nonzero(every[row] > 0)[0]
        nothing = np.zeros(len(there), np.int64)
        is_single = grain is Grain.MONTH and len(there) == 1
        margins = [Margin(nothing, is_single)]
        if window is not None:
            margins.append(Margin(nothing * 2 + window[there]))
        hidden[row, there] = suppress(
            every[row, there].astype(np.float64),
            within[row, there].astype(np.float64),
            hidden[row, there],
            margins,
            limit=small.group,
            month_limit=small.month,
        )
    return hidden


def _judge(
    charted: _Charted,
    chosen: NDArray[np.int64],
    usable: NDArray[np.bool_],
    marks: dict[int, tuple[ChartEventRow, ...]],
    rules: Rules,
) -> list[Said]:
    """Return what each chosen SVF's chart says at its last usable period."""
    within = charted.counts.within[chosen].astype(np.float64)
    every = charted.counts.every[chosen].astype(np.float64)
    charts = p_charts(within, every, usable, direction=Direction.HIGHER)
    width = usable.shape[1]
    last = width - 1 - np.argmax(usable[:, ::-1], axis=1)
    rows = np.arange(len(chosen))
    lower, upper = charts.lower[rows, last].tolist(), charts.upper[rows, last].tolist()
    mean = np.where(usable, every, 0).sum(axis=1) / np.maximum(usable.sum(axis=1), 1)
    found = []
    for row, n in enumerate(chosen.tolist()):
        count = int(charts.counts[row])
        variation, low, high, rests = charts.variation[row], lower[row], upper[row], count
        baselines = [mark for mark in marks[n] if mark.kind == ChartEventKind.BASELINE]
        if count and (baselines or mean[row] >= _MANY_CASES):
            variation, low, high, rests = _judge_alone(
                within[row], every[row], usable[row], charted.periods, baselines
            )
        target = _target(charted.periods[int(last[row])], rules)
        found.append(
            Said(
                variation,
                assure(low, high, target, Direction.HIGHER, count) if count else Assurance.NONE,
                rests < TRIAL_POINTS,
                charted.grain,
                count,
            )
        )
    return found


def _judge_alone(
    within: NDArray[np.float64],
    every: NDArray[np.float64],
    usable: NDArray[np.bool_],
    periods: Sequence[Period],
    baselines: Sequence[ChartEventRow],
) -> tuple[Variation, float, float, int]:
    """Return variation, limits and points of a chart of frozen limits, or of very many cases."""
    frozen = _frozen(periods, usable, baselines)
    numerators = np.where(usable, within, math.nan)
    denominators = np.where(usable, every, math.nan)
    chart = p_chart(numerators, denominators, baseline=frozen)
    if float(np.nanmean(denominators)) >= _MANY_CASES:
        wider = p_prime_chart(numerators, denominators, baseline=frozen)
        chart = wider if p_prime_chart(numerators, denominators).sigma_z > _WIDER else chart
    last = int(np.nonzero(usable)[0][-1])
    count = int(usable.sum())
    bits = sum(BIT[name] for name in chart.signals[last])
    variation = vary(bits, chart.sides[last], Direction.HIGHER, count)
    rests = count if frozen is None else int(usable[frozen[0] : frozen[1]].sum())
    return variation, float(chart.lower[last]), float(chart.upper[last]), rests


def _judge_run(charted: _Charted, row: int, start: int, marks: Sequence[ChartEventRow]) -> Said:
    """Return what a run chart says from the period ``start``; it has no limits and no outlook."""
    usable = charted.usable[row].copy()
    usable[:start] = False
    count = int(usable.sum())
    if count < MIN_RUN_POINTS:
        return Said(is_trial=True, grain=charted.grain, points=count)
    within, every = charted.counts.within[row], charted.counts.every[row]
    values = np.where(usable, within / np.maximum(every, 1), math.nan)
    frozen = _frozen(charted.periods, usable, marks)
    rests = values if frozen is None else values[frozen[0] : frozen[1]]
    centre = float(np.nanmedian(rests))
    found = run_signal(values, centre)
    last = int(np.nonzero(usable)[0][-1])
    bits = BIT[RUN] if last in found.run_points else 0
    if found.crossing_signals and last in found.last_run:
        bits |= BIT[CROSSINGS]
    side = int(np.sign(values[last] - centre))
    variation = vary(bits, side, Direction.HIGHER, count)
    return Said(variation, is_trial=True, grain=charted.grain, points=count)


def _frozen(
    periods: Sequence[Period], usable: NDArray[np.bool_], marks: Sequence[ChartEventRow]
) -> tuple[int, int] | None:
    """Return the newest baseline with two usable periods; None for none."""
    frozen: tuple[int, int] | None = None
    for mark in marks:
        if mark.kind != ChartEventKind.BASELINE:
            continue
        until = mark.until or mark.day
        inside = [n for n, p in enumerate(periods) if mark.day <= p.first and p.last <= until]
        if sum(bool(usable[n]) for n in inside) > 1:
            frozen = inside[0], inside[-1] + 1
    return frozen


def _target(period: Period, rules: Rules) -> float | None:
    """Return what the outlook is compared with: nothing proposed, and nothing not yet in force."""
    goal = rules.goal
    if goal.status == GoalStatus.PROPOSED or not goal.is_valid(period.last, period.last):
        return None
    return goal.target


def _events_of(
    svf: str, query: LeadTimeQuery, events: Sequence[ChartEventRow]
) -> tuple[ChartEventRow, ...]:
    """Return the marks that hold for the series of an SVF in the selection."""
    pairs = [("svf", svf), *(("region", code) for code in query.region)]
    pairs += [(name, code or "") for name, codes in query.where for code in codes]
    series = set(normalize_selection(pairs))
    return tuple(event for event in events if series.issuperset(event.selection))


def _phase_start(
    periods: Sequence[Period],
    changes: Sequence[tuple[dt.date, int | None, int | None]],
    marks: Sequence[ChartEventRow],
) -> int:
    """Return where the newest phase begins: with the first period on or after the last cut."""
    days = [change[0] for change in changes]
    days += [
        mark.day for mark in marks if mark.kind in (ChartEventKind.BREAK, ChartEventKind.REBASE)
    ]
    starts = [next((n for n, p in enumerate(periods) if p.first >= day), 0) for day in days]
    return max(starts, default=0)


@lru_cache(maxsize=16)
def _spans(periods: tuple[Period, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((day_number(period.first), day_number(period.last)) for period in periods)


@lru_cache(maxsize=16)
def _periods(first: int, end: int, grain: Grain) -> tuple[Period, ...]:
    length = MONTHS_PER_GRAIN[grain]
    return tuple(period_of(first_of_month(month), grain) for month in range(first, end, length))
