"""A measure over time: gaps, stepwise targets, breaks, preliminary periods, control limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.periods import Period, parse_period
from rccdesk.services.charts import control, figures, sentences
from rccdesk.services.charts.feet import interval_mark, source_line
from rccdesk.services.charts.figures import Column
from rccdesk.services.charts.labels import (
    Labels,
    axis_label,
    capital,
    grain_of,
    measure_name,
)
from rccdesk.services.charts.spec import ChartKind, ChartSpec, Phase, Point
from rccdesk.services.charts.symbols import without_marks
from rccdesk.services.charts.tables import Line, figure_table
from rccdesk.services.charts.time_axis import (
    all_periods,
    grain_words,
    period_field,
    step_targets,
    year_marks,
)
from rccdesk.services.charts.warnings import excluded_line, input_warnings, nothing_shown
from rccdesk.services.charts.words import selection_subtitle
from rccdesk.services.publishing import PublishableRow, PublishableTable
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.chart_events import ChartEventRow
    from rccdesk.services.series import Series

_OUTLOOKS = frozenset({"pass", "fail", "hit_or_miss"})


def build_trend(
    table: PublishableTable,
    labels: Labels,
    *,
    series: Series | None = None,
    events: Sequence[ChartEventRow] = (),
) -> ChartSpec:
    """Return the series of ``table``, whose by-field is ``period`` or ``start_period``.

    Rows of other by-fields must have been chosen away. Periods between the first and the last
    that the table lacks become gaps. ``series`` (made from the same table) brings centre, limits
    and the words about change; ``events`` are what is marked in it. ValueError where two rows
    share a period.
    """
    by = period_field(table)
    found: dict[str, PublishableRow] = {}
    for row in table.rows:
        key = row.get(by)
        if key is None or row.is_total:
            continue
        if key in found:
            raise ValueError(key)
        found[key] = row
    periods = all_periods(tuple(sorted(parse_period(key) for key in found)))
    lines = tuple(_line(period, found.get(period.key), table) for period in periods)
    column = figures.column_for(table, (line.row for line in lines))
    points = tuple(
        _point(period, line, table, column) for period, line in zip(periods, lines, strict=True)
    )
    title = _title(table, labels, periods)
    numbers = figure_table(title, text("charts.heading.period"), table, lines, column)
    phases: tuple[Phase, ...] = ()
    if series is not None:
        controlled = control.control_points(points, series, column)
        phases = control.control_phases(controlled, series, column)
        if phases:
            points = controlled
            numbers = control.control_table(numbers, points, phases, series, column)
    preliminary = next((i for i, point in enumerate(points) if point.preliminary), None)
    grain = grain_of(periods)
    when = text("charts.population.each", grain=text(f"charts.grain.{grain}")) if grain else ""
    subtitle = selection_subtitle(table, labels, when)
    finding, explanation = _words(table, periods, lines, preliminary, series, events)
    spoken = " ".join(point.spoken for point in points)
    kind = text("charts.spoken.control" if phases else "charts.spoken.trend")
    said = " ".join((finding, *explanation)) if phases else ""
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
                control.method_line(series, points) if series and phases else "",
                _marks(points, labels),
                excluded_line(table, labels),
                source_line(table, labels, tuple(line.row for line in lines)),
            )
            if line
        ),
        alt=without_marks(" ".join(f"{kind} {title}. {subtitle}. {said} {spoken}".split(" "))),
        table=numbers,
        is_share=table.is_proportion,
        direction=figures.direction_of(table),
        axis_label="" if table.is_proportion else table.unit_of_measure,
        points=points,
        year_marks=year_marks(periods),
        targets=step_targets(table, periods),
        breaks=control.trend_breaks(table, periods, events),
        annotations=control.noted(periods, events),
        preliminary_from=preliminary,
        phases=phases,
        method=series.method if series is not None and phases else "",
        change=control.CHANGES.get(series.variation, "too_few") if series is not None else "",
        change_text=series.change_text if series is not None else "",
        outlook=_outlook(series),
        outlook_text=series.outlook_text if series is not None else "",
        is_example=table.is_example,
    )


def _outlook(series: Series | None) -> str:
    return series.assurance if series is not None and series.assurance in _OUTLOOKS else ""


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
    if not periods:
        return measure
    return text(
        "charts.title.trend",
        measure=measure,
        grain=grain_words(periods),
        first=periods[0].label(),
        last=periods[-1].label(),
    )


def _words(
    table: PublishableTable,
    periods: tuple[Period, ...],
    lines: tuple[Line, ...],
    preliminary: int | None,
    series: Series | None,
    events: Sequence[ChartEventRow],
) -> tuple[str, tuple[str, ...]]:
    """Return the sentence about the last complete period, and what must be known with it."""
    mature = [line for line in lines if line.row.value is not None and not line.row.preliminary]
    shown = mature or [line for line in lines if line.row.value is not None]
    warnings = input_warnings(table, ((line.name, line.row) for line in lines))
    if not shown:
        return nothing_shown(table), warnings
    line = shown[-1]
    column = figures.column_for(table, (line.row,))
    distance = sentences.distance_sentence(line.row, table, line.levels, column)
    further: list[str] = []
    if series is None:
        figure = sentences.figure_sentence(line.name, line.row, column)
        finding = " ".join(part for part in (figure, distance) if part)
    else:
        figure = sentences.short_sentence(line.name, line.row, column)
        change = control.sentence(series.change_text)
        finding = " ".join(part for part in (figure, change) if part)
        further.append(control.sentence(series.outlook_text))
        further.append(distance)
        if series.limits_are_trial and series.method != control.RUN:
            further.append(text("charts.sentence.trial_limits"))
    selection = line.name[:1].lower() + line.name[1:]
    general = text("charts.sentence.inclusion_over_100")
    further += (
        said
        for said in sentences.further_sentences(line.row, table, line.levels, line.doubt, selection)
        if said != general
    )
    further += control.event_sentences(table, periods, events)
    if preliminary is not None and not line.row.preliminary and table.extract_date is not None:
        further.append(
            text(
                f"charts.sentence.preliminary_from{'' if series is None else '_control'}",
                period=periods[preliminary].label(),
                date=formats.iso_date(table.extract_date),
            )
        )
    return finding, tuple(dict.fromkeys(said for said in (*further, *warnings) if said))


def _marks(points: tuple[Point, ...], labels: Labels) -> str:
    parts: list[str] = []
    if any(point.low is not None for point in points):
        parts.append(interval_mark(labels))
    if any(point.preliminary for point in points):
        parts.append(text("charts.foot.preliminary"))
    if any(point.value is None for point in points):
        parts.append(text("charts.foot.gap"))
    return " ".join(parts)
