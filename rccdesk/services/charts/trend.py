"""A measure over time: gaps, stepwise targets, breaks, preliminary periods. No control limits."""

from __future__ import annotations

import datetime as dt

from rccdesk import formats
from rccdesk.enums import Grain
from rccdesk.periods import Period, list_periods, parse_period
from rccdesk.services.charts import figures, sentences
from rccdesk.services.charts.feet import interval_mark, source_line
from rccdesk.services.charts.figures import Column
from rccdesk.services.charts.labels import (
    Labels,
    axis_label,
    capital,
    grain_of,
    measure_name,
)
from rccdesk.services.charts.spec import Break, ChartKind, ChartSpec, Point, Target
from rccdesk.services.charts.symbols import without_marks
from rccdesk.services.charts.tables import Line, figure_table
from rccdesk.services.charts.words import selection_subtitle, target_label
from rccdesk.services.publishing import PublishableRow, PublishableTable
from rccdesk.texts import text


def build_trend(table: PublishableTable, labels: Labels) -> ChartSpec:
    """Return the series of ``table``, whose by-field is ``period`` or ``start_period``.

    Rows of other by-fields must have been chosen away. Periods between the first and the last
    that the table lacks become gaps. ValueError where two rows share a period.
    """
    by = next(name for name in table.by if name in ("period", "start_period"))
    found: dict[str, PublishableRow] = {}
    for row in table.rows:
        key = row.get(by)
        if key is None or row.is_total:
            continue
        if key in found:
            raise ValueError(key)
        found[key] = row
    periods = _all_periods(tuple(sorted(parse_period(key) for key in found)))
    lines = tuple(_line(period, found.get(period.key), table) for period in periods)
    column = figures.column_for(table, (line.row for line in lines))
    points = tuple(
        _point(period, line, table, column) for period, line in zip(periods, lines, strict=True)
    )
    preliminary = next((i for i, point in enumerate(points) if point.preliminary), None)
    breaks = _breaks(table, periods)
    title = _title(table, labels, periods)
    grain = grain_of(periods)
    when = text("charts.population.each", grain=text(f"charts.grain.{grain}")) if grain else ""
    subtitle = selection_subtitle(table, labels, when)
    finding, explanation = _words(table, periods, lines, preliminary)
    spoken = " ".join(point.spoken for point in points)
    return ChartSpec(
        kind=ChartKind.TREND,
        title=title,
        subtitle=subtitle,
        finding=finding,
        explanation=explanation,
        context="",
        foot=tuple(
            line
            for line in (
                _marks(points, labels),
                source_line(table, labels, tuple(line.row for line in lines)),
            )
            if line
        ),
        alt=without_marks(f"{text('charts.spoken.trend')} {title}. {subtitle}. {spoken}"),
        table=figure_table(title, text("charts.heading.period"), table, lines, column),
        is_share=table.is_proportion,
        direction=table.direction,
        axis_label="" if table.is_proportion else table.unit_of_measure,
        points=points,
        year_marks=_year_marks(periods),
        targets=_targets(table, periods),
        breaks=breaks,
        preliminary_from=preliminary,
        is_example=table.is_example,
    )


def _all_periods(known: tuple[Period, ...]) -> tuple[Period, ...]:
    grain = grain_of(known)
    if not known or grain is None:
        return known
    every = list_periods(known[0].first, known[-1].last, grain)
    return every if {period.key for period in known} <= {p.key for p in every} else known


def _line(period: Period, row: PublishableRow | None, table: PublishableTable) -> Line:
    if row is None:
        row = PublishableRow(value_key="", fields=(("period", period.key),))
    levels = figures.valid_levels(table, period.last)
    return Line(capital(period.label()), row, levels, figures.doubt_of(row, table))


def _point(period: Period, line: Line, table: PublishableTable, column: Column) -> Point:
    row = line.row
    return Point(
        label=axis_label(period),
        period=period.key,
        value=row.value,
        low=row.ci_low,
        high=row.ci_high,
        value_text=figures.value_text(row, column),
        count_text=figures.count_text(row),
        preliminary=row.preliminary and row.value is not None,
        hidden_text=figures.hidden_text(row, table),
        value_key=row.value_key,
        spoken=sentences.spoken_row(line.name, row, table, column, line.levels, line.doubt),
    )


def _title(table: PublishableTable, labels: Labels, periods: tuple[Period, ...]) -> str:
    measure = measure_name(table, labels)
    grain = grain_of(periods)
    if not periods:
        return measure
    words = text(f"charts.grain.{grain}") if grain else text("charts.heading.period").lower()
    return text(
        "charts.title.trend",
        measure=measure,
        grain=words,
        first=periods[0].label(),
        last=periods[-1].label(),
    )


def _year_marks(periods: tuple[Period, ...]) -> tuple[tuple[int, str], ...]:
    if grain_of(periods) in (None, Grain.YEAR):
        return ()
    marks: list[tuple[int, str]] = []
    for index, period in enumerate(periods):
        if index == 0 or periods[index - 1].first.year != period.first.year:
            marks.append((index, str(period.first.year)))
    return tuple(marks)


def _targets(table: PublishableTable, periods: tuple[Period, ...]) -> tuple[Target, ...]:
    """Return one target per run of periods with the same level."""
    targets: list[Target] = []
    for index, period in enumerate(periods):
        levels = figures.valid_levels(table, period.last)
        main = figures.main_level(levels, table.direction)
        for level in levels:
            is_lower = level is not main
            label = target_label(level, table, is_lower=is_lower)
            run = next(
                (
                    position
                    for position, target in enumerate(targets)
                    if target.stop == index - 1
                    and (target.value, target.label, target.is_lower_level)
                    == (level.value, label, is_lower)
                ),
                None,
            )
            start = index if run is None else targets.pop(run).start
            targets.append(Target(level.value, label, start, index, is_lower))
    return tuple(sorted(targets, key=lambda target: (target.is_lower_level, target.start)))


def _breaks(table: PublishableTable, periods: tuple[Period, ...]) -> tuple[Break, ...]:
    """Return a break before the first period that begins on or after a change of limit."""
    breaks: dict[int, list[str]] = {}
    for day, old, new in table.limit_changes:
        index = next((i for i, period in enumerate(periods) if period.first >= day), None)
        if index:
            label = _limit_change("limit_changed_label", day, old, new)
            breaks.setdefault(index, []).append(label)
    return tuple(
        Break(index, text("charts.separator").join(dict.fromkeys(labels)))
        for index, labels in sorted(breaks.items())
    )


def _limit_change(key: str, day: dt.date, old: int | None, new: int | None) -> str:
    unknown = text("charts.sentence.limit_unknown")
    return text(
        f"charts.sentence.{key}",
        date=formats.iso_date(day),
        old=unknown if old is None else formats.number(old),
        new=unknown if new is None else formats.number(new),
    )


def _words(
    table: PublishableTable,
    periods: tuple[Period, ...],
    lines: tuple[Line, ...],
    preliminary: int | None,
) -> tuple[str, tuple[str, ...]]:
    """Return the sentence about the last complete period, and what must be known with it."""
    mature = [line for line in lines if line.row.value is not None and not line.row.preliminary]
    shown = mature or [line for line in lines if line.row.value is not None]
    if not shown:
        return text("charts.sentence.nothing"), ()
    line = shown[-1]
    column = figures.column_for(table, (line.row,))
    finding = " ".join(
        sentence
        for sentence in (
            sentences.figure_sentence(line.name, line.row, column),
            sentences.distance_sentence(line.row, table, line.levels, column),
        )
        if sentence
    )
    selection = line.name[:1].lower() + line.name[1:]
    further = list(sentences.further_sentences(line.row, table, line.levels, line.doubt, selection))
    within = [
        change for change in table.limit_changes if periods[0].last < change[0] <= periods[-1].first
    ]
    further += [_limit_change("limit_changed", *change) for change in within]
    if preliminary is not None and not line.row.preliminary and table.extract_date is not None:
        further.append(
            text(
                "charts.sentence.preliminary_from",
                period=periods[preliminary].label(),
                date=formats.iso_date(table.extract_date),
            )
        )
    return finding, tuple(dict.fromkeys(further))


def _marks(points: tuple[Point, ...], labels: Labels) -> str:
    parts: list[str] = []
    if any(point.low is not None for point in points):
        parts.append(interval_mark(labels))
    if any(point.preliminary for point in points):
        parts.append(text("charts.foot.preliminary"))
    if any(point.value is None for point in points):
        parts.append(text("charts.foot.gap"))
    return " ".join(parts)
