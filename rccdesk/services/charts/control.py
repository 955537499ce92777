"""Control limits, phases, runs and marked events on their way into a trend."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import ChartEventKind
from rccdesk.periods import Period
from rccdesk.services.charts.figures import Column
from rccdesk.services.charts.spec import (
    Annotation,
    Break,
    Phase,
    Point,
    TableColumn,
    TableSpec,
)
from rccdesk.services.charts.time_axis import after, holding, limit_change
from rccdesk.services.publishing import PublishableTable
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.chart_events import ChartEventRow
    from rccdesk.services.series import Series

CHANGES = {
    "improvement": "improvement",
    "concern": "concern",
    "neutral": "neutral_change",
    "common_cause": "common_cause",
    "none": "too_few",
}
RUN = "run"


def control_points(points: tuple[Point, ...], series: Series, column: Column) -> tuple[Point, ...]:
    """Return the points with limits, signals and runs; a run chart has no limits.

    The intervals go: two kinds of limits in one picture are not told apart.
    """
    known = {point.period: point for point in series.points}
    made = []
    for point in points:
        found = known.get(point.period)
        lower = upper = None
        signals: tuple[str, ...] = ()
        run = ""
        if found is not None and point.value is not None and not point.preliminary:
            if series.method != RUN:
                lower, upper = _number(found.lower), _number(found.upper)
            signals, run = tuple(found.signals), found.run
        spoken = [point.spoken]
        if lower is not None and upper is not None:
            interval = column.interval(lower, upper)
            spoken.append(text("charts.spoken.limits", interval=interval))
        if run:
            spoken.append(text(f"charts.spoken.{run}"))
        elif "outside" in signals:
            spoken.append(text("charts.spoken.outside"))
        made.append(
            dataclasses.replace(
                point,
                low=None,
                high=None,
                lower=lower,
                upper=upper,
                signals=signals,
                run=run,
                spoken=" ".join(words for words in spoken if words),
            )
        )
    return tuple(made)


def _number(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else float(value)


def control_phases(points: tuple[Point, ...], series: Series, column: Column) -> tuple[Phase, ...]:
    """Return the centre lines over the points that are not preliminary."""
    where = {point.period: index for index, point in enumerate(points)}
    members: dict[int, list[int]] = {}
    for found in series.points:
        index = where.get(found.period)
        if index is None or points[index].preliminary:
            continue
        members.setdefault(found.phase, []).append(index)
    phases = []
    for number, phase in enumerate(series.phases):
        indices = members.get(number)
        centre = _number(phase.centre)
        if not indices or centre is None:
            continue
        with_limits = any(points[index].lower is not None for index in indices)
        phases.append(
            Phase(
                start=min(indices),
                stop=max(indices),
                centre=centre,
                label=_phase_label(series.method, phase.is_trial, with_limits, column, centre),
                is_trial=phase.is_trial,
            )
        )
    return tuple(sorted(phases, key=lambda phase: phase.start))


def _phase_label(
    method: str, is_trial: bool, with_limits: bool, column: Column, centre: float
) -> str:
    value = column.value(centre)
    if method == RUN:
        return text("charts.phase.median", value=value)
    if not with_limits:
        return text("charts.phase.mean", value=value)
    key = "mean_trial" if is_trial else "mean_limits"
    return text(f"charts.phase.{key}", value=value)


def trend_breaks(
    table: PublishableTable, periods: tuple[Period, ...], events: Sequence[ChartEventRow]
) -> tuple[Break, ...]:
    """Return a mark before the first period that begins on or after each change."""
    labels: dict[int, list[str]] = {}
    cuts: set[int] = set()
    for day, old, new in table.limit_changes:
        index = after(day, periods)
        if index:
            labels.setdefault(index, []).append(limit_change("limit_changed_label", day, old, new))
            cuts.add(index)
    for event in events:
        index = after(event.day, periods)
        if not index:
            continue
        if event.kind == ChartEventKind.BREAK:
            words = event.label or text(
                "charts.sentence.definition_changed_label", date=formats.iso_date(event.day)
            )
            labels.setdefault(index, []).append(words)
            cuts.add(index)
        elif event.kind == ChartEventKind.REBASE:
            words = text("charts.sentence.rebased_label", period=periods[index].label())
            if event.reason:
                words = text(
                    "charts.sentence.rebased", period=periods[index].label(), reason=event.reason
                )
            labels.setdefault(index, []).append(words)
    return tuple(
        Break(index, text("charts.separator").join(dict.fromkeys(found)), index in cuts)
        for index, found in sorted(labels.items())
    )


def noted(periods: tuple[Period, ...], events: Sequence[ChartEventRow]) -> tuple[Annotation, ...]:
    """Return what the users noted in the series, each at the period that holds its day."""
    found = []
    for event in sorted(events, key=lambda event: event.day):
        index = holding(event.day, periods)
        if event.kind != ChartEventKind.NOTE or index is None:
            continue
        when = formats.iso_date(event.day)
        second = text("charts.sentence.association_small", when=when)
        found.append(Annotation(index, event.label, second))
    return tuple(found)


def event_sentences(
    table: PublishableTable, periods: tuple[Period, ...], events: Sequence[ChartEventRow]
) -> tuple[str, ...]:
    """Return what is said of changed limits and definitions, new limits and notes."""
    said = [
        limit_change("limit_changed", *change)
        for change in table.limit_changes
        if periods and periods[0].last < change[0] <= periods[-1].first
    ]
    noted = False
    for event in sorted(events, key=lambda event: event.day):
        index = after(event.day, periods)
        date = formats.iso_date(event.day)
        if event.kind == ChartEventKind.BREAK and index:
            said.append(text("charts.sentence.definition_changed", date=date))
        elif event.kind == ChartEventKind.REBASE and index:
            period = periods[index].label()
            words = text("charts.sentence.rebased_plain", period=period)
            if event.reason:
                words = text("charts.sentence.rebased", period=period, reason=event.reason)
            said.append(sentence(words))
        elif event.kind == ChartEventKind.BASELINE and event.until is not None:
            said.append(
                text("charts.sentence.baseline", first=date, last=formats.iso_date(event.until))
            )
        elif event.kind == ChartEventKind.NOTE and holding(event.day, periods) is not None:
            said.append(sentence(text("charts.sentence.annotated", date=date, label=event.label)))
            if event.initiative and event.reason:
                said.append(sentence(event.reason))
            noted = True
    if noted:
        said.append(text("charts.sentence.association"))
    return tuple(dict.fromkeys(said))


def sentence(words: str) -> str:
    """Return ``words`` with a full stop at the end."""
    words = words.strip()
    return words if not words or words[-1] in ".:" else f"{words}."


def method_line(series: Series, points: tuple[Point, ...]) -> str:
    """Return how centre and limits were computed, and what their lines look like."""
    said = [series.method_text]
    said.append(text("charts.foot.control_run" if series.method == RUN else "charts.foot.control"))
    if any(point.run for point in points):
        said.append(text("charts.foot.run"))
    return " ".join(part for part in said if part)


def control_table(
    table: TableSpec,
    points: tuple[Point, ...],
    phases: tuple[Phase, ...],
    series: Series,
    column: Column,
) -> TableSpec:
    """Return the table with centre, limits and signals of each period."""
    heads = [TableColumn(text("charts.table.centre"), numeric=True)]
    if series.method == RUN:
        heads = [TableColumn(text("charts.table.centre_run"), numeric=True)]
    else:
        heads.append(TableColumn(text("charts.table.lower"), numeric=True))
        heads.append(TableColumn(text("charts.table.upper"), numeric=True))
    heads.append(TableColumn(text("charts.table.signal")))
    # The status stands last, with its symbol.
    at = len(table.columns) - (0 if table.columns[-1].numeric or len(table.columns) == 1 else 1)
    rows = []
    for index, (point, cells) in enumerate(zip(points, table.rows, strict=True)):
        phase = next((p for p in phases if p.start <= index <= p.stop), None)
        more = [formats.MISSING if phase is None else column.value(phase.centre)]
        if series.method != RUN:
            more += [column.value(point.lower), column.value(point.upper)]
        more.append(signal_words(point))
        rows.append((*cells[:at], *more, *cells[at:]))
    return dataclasses.replace(
        table,
        columns=(*table.columns[:at], *heads, *table.columns[at:]),
        rows=tuple(rows),
    )


def signal_words(point: Point) -> str:
    """Return the special causes of a point in words; the sign for none."""
    if not point.run and not point.signals:
        return text("charts.table.signals_none")
    words = text(f"charts.change.{CHANGES[point.run]}") if point.run else ""
    why = ", ".join(text(f"charts.signal.{signal}") for signal in point.signals)
    return ": ".join(part for part in (words, why) if part)
