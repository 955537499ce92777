"""Make a series from a table by period: method, phases, limits, signals, words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rccdesk.enums import GoalStatus
from rccdesk.errors import NotComputableError
from rccdesk.periods import Period, parse_period
from rccdesk.services.chart_events import ChartEventRow
from rccdesk.services.publishing import PublishableRow, PublishableTable
from rccdesk.services.series import sentences
from rccdesk.services.series.model import Method, Series, SeriesPhase, SeriesPoint
from rccdesk.services.series.spans import Span, line_up, make_spans
from rccdesk.services.statistics.outlook import (
    MIN_POINTS,
    TRIAL_POINTS,
    Assurance,
    Variation,
    assure,
    judge_side,
    vary,
)
from rccdesk.services.statistics.p_chart import PChart, p_chart, p_prime_chart
from rccdesk.services.statistics.run_rules import MIN_RUN_POINTS, run_signal
from rccdesk.services.statistics.signals import BIT, CROSSINGS, RUN
from rccdesk.services.statistics.xmr import xmr_chart

# Binomial limits are too narrow for very many cases, where any difference between periods counts
# as more than chance (Laney 2002). With fewer, the same spread may well be a change to be told.
_MANY_CASES = 1000
_WIDER = 1.5  # σ_z; chance alone seldom gives as much over twelve periods
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PhaseChart:
    """The chart of one span: its centre, and per point limits, signals and their sides."""

    centre: float
    lower: Floats
    upper: Floats
    signals: list[tuple[str, ...]]
    sides: tuple[int, ...]
    count: int  # points that it rests on
    usable: int  # points that may have signals
    sigma_z: float = 1.0


def make_series(
    table: PublishableTable,
    *,
    events: Sequence[ChartEventRow] = (),
    method: str | None = None,
    baseline: str | None = None,
    screened: bool = True,
) -> Series:
    """Return the series of a table whose only by-field is its period.

    ``method`` None chooses: a run chart under 12 usable points, else p for shares with counts (p′
    where they are very many and vary more than binomially) and XmR for the rest. ``events`` are
    the marks that hold for it; ``baseline`` is a period FROM:TO that centre and limits rest on.
    Raises NotComputableError ``series_needs_counts`` for a p chart of what has none,
    ``series_no_limits_period`` for a baseline without two usable points in one phase; ValueError
    for an unknown method or a period that is none.
    """
    lined = line_up(table)
    periods = [period for period, _ in lined]
    left_out = [_left_out(row) for _, row in lined]
    usable = [not why for why in left_out]
    frozen = parse_period(baseline) if baseline else None
    spans = make_spans(periods, usable, table.limit_changes, events, frozen)
    if frozen is not None and not any(span.baseline for span in spans):
        raise NotComputableError("series_no_limits_period", period=frozen.label())
    rows = [None if why else row for (_, row), why in zip(lined, left_out, strict=True)]
    has_counts = _has_counts(table, rows)
    chosen = _choose(method, table, sum(usable), has_counts=has_counts)
    charts = [_chart(chosen, rows, span, screened=screened) for span in spans]
    if method is None and chosen is Method.P and _is_too_narrow(rows, spans):
        chosen = Method.P_PRIME
        charts = [_chart(chosen, rows, span, screened=screened) for span in spans]
    if chosen is Method.XMR and table.is_proportion:
        charts = [_within_0_1(chart) for chart in charts]
    points = _points(lined, left_out, spans, charts, chosen, table.direction)
    phases = tuple(
        SeriesPhase(
            span.start,
            span.stop,
            _known(chart.centre),
            chart.count < TRIAL_POINTS,
            periods[span.start].key if span.start < len(periods) else "",
            span.reason,
        )
        for span, chart in zip(spans, charts, strict=True)
    )
    return _judge(table, chosen, points, phases, charts, spans[-1], periods, screened=screened)


def _left_out(row: PublishableRow | None) -> str:
    if row is None:
        return "missing"
    if row.hidden is not None:
        return "hidden"
    if row.masked:
        return "masked"
    if row.value is None or not math.isfinite(row.value):
        return "missing"
    return "preliminary" if row.preliminary else ""


def _has_counts(table: PublishableTable, rows: Sequence[PublishableRow | None]) -> bool:
    return table.is_proportion and all(
        row.numerator is not None
        and row.denominator is not None
        and 0 <= row.numerator <= row.denominator
        for row in rows
        if row is not None
    )


def _choose(
    method: str | None, table: PublishableTable, usable: int, *, has_counts: bool
) -> Method:
    if method is not None:
        chosen = Method(method)
        if chosen in (Method.P, Method.P_PRIME) and not has_counts:
            raise NotComputableError("series_needs_counts")
        return chosen
    if usable < TRIAL_POINTS:
        return Method.RUN
    # The inclusion counts against expected cases, which are no cases drawn from: not binomial.
    return Method.P if has_counts and not table.is_inclusion else Method.XMR


def _chart(
    method: Method, rows: Sequence[PublishableRow | None], span: Span, *, screened: bool
) -> PhaseChart:
    inside = rows[span.start : span.stop]
    frozen = None
    if span.baseline is not None:
        frozen = (span.baseline[0] - span.start, span.baseline[1] - span.start)
    values = _column(inside, "value")
    is_there = ~np.isnan(values)
    rests = is_there if frozen is None else is_there[frozen[0] : frozen[1]]
    count, usable = int(rests.sum()), int(is_there.sum())
    if not usable:
        nothing = np.full(len(inside), math.nan)
        return PhaseChart(math.nan, nothing, nothing, [()] * len(inside), (0,) * len(inside), 0, 0)
    if method is Method.RUN:
        return _run_chart(values, frozen, count, usable)
    if method is Method.XMR:
        xmr = xmr_chart(values, screened=screened, baseline=frozen)
        width = np.ones(len(inside))
        return PhaseChart(
            xmr.centre,
            xmr.lower * width,
            xmr.upper * width,
            xmr.signals,
            xmr.sides,
            count,
            usable,
        )
    make = p_prime_chart if method is Method.P_PRIME else p_chart
    chart: PChart = make(
        _column(inside, "numerator"), _column(inside, "denominator"), baseline=frozen
    )
    return PhaseChart(
        chart.centre,
        chart.lower,
        chart.upper,
        chart.signals,
        chart.sides,
        count,
        usable,
        chart.sigma_z,
    )


def _run_chart(
    values: Floats, frozen: tuple[int, int] | None, count: int, usable: int
) -> PhaseChart:
    """Return the run chart: the median, and signals of the order of the points (Anhøj)."""
    rests = values if frozen is None else values[frozen[0] : frozen[1]]
    centre = float(np.nanmedian(rests))
    found = run_signal(values, centre)
    nothing = np.full(len(values), math.nan)
    marks: list[list[str]] = [[] for _ in values]
    if usable >= MIN_RUN_POINTS:
        for point in found.run_points:
            marks[point].append(RUN)
        if found.crossing_signals:
            # Few crossings are of the whole order; the stretch that is under way carries the mark.
            for point in found.last_run:
                marks[point].append(CROSSINGS)
    with np.errstate(invalid="ignore"):
        sides = np.nan_to_num(np.sign(values - centre)).astype(int)
    signals = [tuple(mark) for mark in marks]
    return PhaseChart(centre, nothing, nothing, signals, tuple(sides.tolist()), count, usable)


def _is_too_narrow(rows: Sequence[PublishableRow | None], spans: Sequence[Span]) -> bool:
    """Tell whether shares of very many cases vary more than binomially, in the longest phase."""
    longest = max(spans, key=lambda span: span.stop - span.start)
    inside = rows[longest.start : longest.stop]
    n = _column(inside, "denominator")
    if np.isnan(n).all() or np.nanmean(n) < _MANY_CASES:
        return False
    return p_prime_chart(_column(inside, "numerator"), n).sigma_z > _WIDER


def _within_0_1(chart: PhaseChart) -> PhaseChart:
    return PhaseChart(
        chart.centre,
        np.maximum(chart.lower, 0.0),
        np.minimum(chart.upper, 1.0),
        chart.signals,
        chart.sides,
        chart.count,
        chart.usable,
    )


def _points(
    lined: Sequence[tuple[Period, PublishableRow | None]],
    left_out: Sequence[str],
    spans: Sequence[Span],
    charts: Sequence[PhaseChart],
    method: Method,
    direction: str,
) -> tuple[SeriesPoint, ...]:
    points = []
    for number, (span, chart) in enumerate(zip(spans, charts, strict=True)):
        needed = MIN_RUN_POINTS if method is Method.RUN else MIN_POINTS
        for place in range(span.stop - span.start):
            period, row = lined[span.start + place]
            why = left_out[span.start + place]
            if why or row is None:
                # Nothing of a hidden period, not even limits: in a p chart their width tells its
                # number of cases. Centre and limits rest on the shown periods alone, whose
                # figures stand beside them, so that a published total gives away no more.
                shown = row if why == "preliminary" else None
                points.append(
                    SeriesPoint(
                        period.key,
                        shown.value if shown else None,
                        shown.numerator if shown else None,
                        shown.denominator if shown else None,
                        None,
                        None,
                        number,
                        left_out=why,
                    )
                )
                continue
            signals = chart.signals[place]
            is_drawn = bool(signals) and chart.usable >= needed
            points.append(
                SeriesPoint(
                    period.key,
                    row.value,
                    row.numerator,
                    row.denominator,
                    _known(float(chart.lower[place])),
                    _known(float(chart.upper[place])),
                    number,
                    signals,
                    str(judge_side(chart.sides[place], direction)) if is_drawn else "",
                )
            )
    return tuple(points)


def _judge(
    table: PublishableTable,
    method: Method,
    points: tuple[SeriesPoint, ...],
    phases: tuple[SeriesPhase, ...],
    charts: Sequence[PhaseChart],
    span: Span,
    periods: Sequence[Period],
    *,
    screened: bool,
) -> Series:
    """Say what the newest phase says, at its last usable point."""
    newest, chart = phases[-1], charts[-1]
    last = next((n for n in range(newest.stop - 1, newest.start - 1, -1)
                 if not points[n].left_out), None)  # fmt: skip
    variation, assurance, target = Variation.NONE, Assurance.NONE, None
    if last is not None:
        point = points[last]
        has_enough = method is not Method.RUN or chart.usable >= MIN_RUN_POINTS
        if has_enough:
            bits = sum(BIT[name] for name in point.signals)
            side = chart.sides[last - newest.start]
            variation = vary(bits, side, table.direction, chart.usable)
        target = _target(table, periods[last])
        lower = math.nan if point.lower is None else point.lower
        upper = math.nan if point.upper is None else point.upper
        assurance = assure(lower, upper, target, table.direction, chart.usable)
    said = sentences.Said(
        table=table,
        method=method,
        points=points,
        periods=periods,
        phase=newest,
        last=last,
        variation=variation,
        assurance=assurance,
        target=target,
        usable=chart.usable,
        baseline=span.baseline,
    )
    change, outlook = sentences.change_words(said), sentences.outlook_words(said)
    how = sentences.method_words(said, sigma_z=chart.sigma_z, screened=screened)
    parts = [change, sentences.trial_words(said) if newest.is_trial else "", outlook, how]
    return Series(
        method=method,
        points=points,
        phases=phases,
        centre=newest.centre,
        variation=variation,
        assurance=assurance,
        limits_are_trial=newest.is_trial,
        screened=screened and method is Method.XMR,
        sentence=" ".join(part for part in parts if part),
        change_text=change,
        outlook_text=outlook,
        method_text=how,
        target=target,
        direction=table.direction,
    )


def _target(table: PublishableTable, period: Period) -> float | None:
    """Return the level that is hardest to reach in the period; the user's own where none else is.

    None of a proposed goal: it drives no status, and the outlook is read as one.
    """
    if table.status == GoalStatus.PROPOSED:
        return None
    valid = [
        level
        for level in table.levels
        if (level.valid_from is None or level.valid_from <= period.last)
        and (level.valid_to is None or period.last <= level.valid_to)
    ]
    values = [level.value for level in valid if not level.is_own] or [lv.value for lv in valid]
    if not values:
        return None
    return min(values) if table.direction == "lower" else max(values)


def _column(rows: Sequence[PublishableRow | None], name: str) -> Floats:
    found = [None if row is None else getattr(row, name) for row in rows]
    return np.array([math.nan if value is None else value for value in found], dtype=np.float64)


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None
