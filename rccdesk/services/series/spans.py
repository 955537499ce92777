"""The periods of a series, where its phases begin, and which periods its limits rest on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rccdesk import formats
from rccdesk.enums import ChartEventKind, Grain
from rccdesk.periods import MONTHS_PER_GRAIN, Period, list_periods, parse_period
from rccdesk.services.chart_events import ChartEventRow
from rccdesk.services.publishing import PublishableRow, PublishableTable
from rccdesk.texts import text

_BY_MONTHS = {months: grain for grain, months in MONTHS_PER_GRAIN.items()}


@dataclass(frozen=True, slots=True)
class Span:
    """Points ``start`` to ``stop`` (half-open) that may be compared; why they begin, in words.

    ``baseline`` (half-open, within the span) is what centre and limits rest on, if it is frozen.
    """

    start: int
    stop: int
    reason: str = ""
    baseline: tuple[int, int] | None = None


def grain_of(periods: Sequence[Period]) -> Grain | None:
    """Return the common length of the periods; None where they differ or are no months."""
    lengths = {period.months for period in periods}
    return _BY_MONTHS.get(lengths.pop()) if len(lengths) == 1 else None


def line_up(table: PublishableTable) -> list[tuple[Period, PublishableRow | None]]:
    """Return the rows by time, with None for periods between them that have none.

    A total of the source gives way to the figure that stands beside it.
    """
    found: dict[Period, PublishableRow] = {}
    for row in table.rows:
        key = row.get("period") or row.get("start_period")
        if key is None:
            continue
        period = parse_period(key)
        if period not in found or found[period].is_total:
            found[period] = row
    known = sorted(found)
    grain = grain_of(known) if known else None
    if grain is None:
        return [(period, found[period]) for period in known]
    every = list_periods(known[0].first, known[-1].last, grain)
    if not set(known) <= set(every):  # spans as 2025-02:2025-04
        return [(period, found[period]) for period in known]
    return [(period, found.get(period)) for period in every]


def make_spans(
    periods: Sequence[Period],
    usable: Sequence[bool],
    limit_changes: Sequence[tuple[dt.date, int | None, int | None]],
    events: Sequence[ChartEventRow],
    baseline: Period | None,
) -> list[Span]:
    """Cut a series where a limit or a definition changed and where new limits were asked for.

    A span begins with the first period that begins on the day or after: the period that the day
    lies in is of both kinds and stays with the old.
    """
    reasons: dict[int, list[str]] = {}
    for day, old, new in limit_changes:
        if index := _after(day, periods):
            reasons.setdefault(index, []).append(_limit_changed(day, old, new))
    for event in sorted(events, key=lambda each: each.day):
        if event.kind not in (ChartEventKind.BREAK, ChartEventKind.REBASE):
            continue
        if index := _after(event.day, periods):
            words = event.label or event.reason
            if event.kind == ChartEventKind.REBASE:
                words = event.reason or event.label
            reasons.setdefault(index, []).append(words)
    frozen = [
        (event.day, event.until)
        for event in sorted(events, key=lambda each: each.day)
        if event.kind == ChartEventKind.BASELINE and event.until is not None
    ]
    if baseline is not None:
        frozen = [(baseline.first, baseline.last)]
    edges = [0, *sorted(reasons), len(periods)]
    return [
        Span(
            start,
            stop,
            " ".join(dict.fromkeys(reasons.get(start, []))),
            _baseline(periods, usable, frozen, start, stop),
        )
        for start, stop in pairwise(edges)
    ]


def _baseline(
    periods: Sequence[Period],
    usable: Sequence[bool],
    frozen: Sequence[tuple[dt.date, dt.date]],
    start: int,
    stop: int,
) -> tuple[int, int] | None:
    """Return the latest frozen baseline that has two usable periods in the span."""
    for first, last in reversed(frozen):
        inside = [
            index
            for index in range(start, stop)
            if first <= periods[index].first and periods[index].last <= last
        ]
        if sum(usable[index] for index in inside) > 1:
            return inside[0], inside[-1] + 1
    return None


def _after(day: dt.date, periods: Sequence[Period]) -> int | None:
    return next((i for i, period in enumerate(periods) if period.first >= day), None)


def _limit_changed(day: dt.date, old: int | None, new: int | None) -> str:
    unknown = text("series.limit_unknown")
    return text(
        "series.limit_changed",
        date=formats.iso_date(day),
        old=unknown if old is None else formats.number(old),
        new=unknown if new is None else formats.number(new),
    )
