"""Several units over time: the own one and the whole stand out, the others are the ground."""

from __future__ import annotations

from dataclasses import dataclass

from rccdesk import formats
from rccdesk.periods import Period, parse_period
from rccdesk.services.charts import figures
from rccdesk.services.charts.feet import source_line
from rccdesk.services.charts.figures import Column
from rccdesk.services.charts.labels import (
    Labels,
    axis_label,
    capital,
    everyone,
    grain_of,
    measure_name,
)
from rccdesk.services.charts.lead_time_words import joined
from rccdesk.services.charts.spec import (
    ChartKind,
    ChartSpec,
    Line,
    Point,
    TableColumn,
    TableSpec,
)
from rccdesk.services.charts.symbols import without_marks
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


@dataclass(frozen=True, slots=True)
class _Unit:
    name: str
    rows: tuple[PublishableRow | None, ...]
    is_own: bool = False
    is_whole: bool = False


def build_lines(
    table: PublishableTable,
    labels: Labels,
    *,
    field: str,
    own_code: str | None = None,
    whole: PublishableTable | None = None,
) -> ChartSpec:
    """Return every code of ``field`` over the periods; ``table`` is by both.

    ``whole`` is the same measure by period alone, over the same selection; it must be published
    with the same rules. Total rows of ``table`` serve as the whole too. ValueError where two
    figures share a place.
    """
    by = period_field(table)
    found: dict[tuple[str | None, bool], dict[str, PublishableRow]] = {}
    for row in table.rows:
        _place(found.setdefault((row.get(field), row.is_total), {}), row, by)
    if whole is not None:
        for row in whole.rows:
            _place(found.setdefault((None, True), {}), row, period_field(whole))
    keys = {key for each in found.values() for key in each}
    periods = all_periods(tuple(sorted(parse_period(key) for key in keys)))
    units = tuple(
        _Unit(
            name=everyone(table, labels) if is_whole else labels.name(field, code),
            rows=tuple(each.get(period.key) for period in periods),
            is_own=not is_whole and own_code is not None and code == own_code,
            is_whole=is_whole,
        )
        # The whole last, as in a comparison; the others in the order of the table.
        for (code, is_whole), each in sorted(found.items(), key=lambda item: item[0][1])
        if each
    )
    column = figures.column_for(table, (row for unit in units for row in unit.rows))
    lines = tuple(_line(unit, periods, column) for unit in units)
    title = _title(table, labels, field, periods)
    grain = grain_of(periods)
    when = text("charts.population.each", grain=text(f"charts.grain.{grain}")) if grain else ""
    subtitle = selection_subtitle(table, labels, when)
    finding, explanation = _words(table, units, periods, column)
    points = tuple(_axis_point(period, units, index) for index, period in enumerate(periods))
    preliminary = next((i for i, point in enumerate(points) if point.preliminary), None)
    marks = []
    if preliminary is not None:
        marks.append(text("charts.foot.preliminary"))
    if any(value is None for line in lines for value in line.values):
        marks.append(text("charts.foot.lines_gap"))
    rows = tuple(row for unit in units for row in unit.rows if row is not None)
    # The others are read line by line, and stand in the table: together they are too long.
    spoken = " ".join(line.spoken for line in lines if line.is_own or line.is_whole)
    return ChartSpec(
        kind=ChartKind.LINES,
        title=title,
        subtitle=subtitle,
        finding=finding,
        explanation=explanation,
        context=_context(field),
        foot=tuple(
            line
            for line in (
                " ".join(marks),
                excluded_line(table, labels),
                source_line(table, labels, rows),
            )
            if line
        ),
        alt=without_marks(f"{text('charts.spoken.lines')} {title}. {subtitle}. {finding} {spoken}"),
        table=_table(title, units, periods, column),
        is_share=table.is_proportion,
        direction=figures.direction_of(table),
        axis_label="" if table.is_proportion else table.unit_of_measure,
        points=points,
        year_marks=year_marks(periods),
        targets=step_targets(table, periods),
        preliminary_from=preliminary,
        column_labels=tuple(axis_label(period) for period in periods),
        lines=lines,
        is_example=table.is_example,
    )


def _place(each: dict[str, PublishableRow], row: PublishableRow, by: str) -> None:
    key = row.get(by)
    if key is None:
        return
    if key in each:
        raise ValueError(key)
    each[key] = row


def _title(table: PublishableTable, labels: Labels, field: str, periods: tuple[Period, ...]) -> str:
    measure, per = measure_name(table, labels), text(f"charts.per.{field}")
    if not periods:
        return text("charts.title.comparison_all", measure=measure, per=per)
    return text(
        "charts.title.lines",
        measure=measure,
        per=per,
        grain=grain_words(periods),
        first=periods[0].label(),
        last=periods[-1].label(),
    )


def _value_text(row: PublishableRow | None, column: Column) -> str:
    return formats.MISSING if row is None else figures.value_text(row, column)


def _line(unit: _Unit, periods: tuple[Period, ...], column: Column) -> Line:
    texts = tuple(_value_text(row, column) for row in unit.rows)
    spoken = ", ".join(
        f"{period.label()} {words}"
        for period, row, words in zip(periods, unit.rows, texts, strict=True)
        if row is not None and row.value is not None
    )
    return Line(
        label=unit.name,
        values=tuple(None if row is None else row.value for row in unit.rows),
        value_texts=texts,
        is_own=unit.is_own,
        is_whole=unit.is_whole,
        value_keys=tuple(
            "" if row is None or row.value is None else row.value_key for row in unit.rows
        ),
        spoken=f"{unit.name}: {spoken or text('charts.missing_sentence').rstrip('.')}.",
    )


def _axis_point(period: Period, units: tuple[_Unit, ...], index: int) -> Point:
    """Return the period alone: the values stand in the lines."""
    rows = [unit.rows[index] for unit in units]
    return Point(
        label=axis_label(period),
        period=period.key,
        value=None,
        preliminary=any(row is not None and row.preliminary for row in rows),
    )


def _words(
    table: PublishableTable,
    units: tuple[_Unit, ...],
    periods: tuple[Period, ...],
    column: Column,
) -> tuple[str, tuple[str, ...]]:
    """Return the last complete figure of the own unit and of the whole."""
    warnings = input_warnings(
        table,
        ((unit.name, row) for unit in units for row in unit.rows if row is not None),
    )
    if not any(row is not None and row.value is not None for u in units for row in u.rows):
        return nothing_shown(table), warnings
    said = []
    for unit in units:
        if not unit.is_own and not unit.is_whole:
            continue
        complete = [
            (period, row)
            for period, row in zip(periods, unit.rows, strict=True)
            if row is not None and row.value is not None and not row.preliminary
        ]
        if complete:
            period, row = complete[-1]
            count = figures.count_text(row)
            figure = column.value(row.value) + (f" ({count})" if count else "")
            said.append(
                text(
                    "charts.sentence.lines_own",
                    name=unit.name,
                    period=period.label(),
                    figure=figure,
                )
            )
    shown = text(
        "charts.sentence.lines_shown", count=len(units), periods=formats.number(len(periods))
    )
    finding, *more = (*said, shown) if said else (shown,)
    if figures.is_proposed(table):
        more.append(text("charts.sentence.proposed"))
    return finding, joined((*more, *warnings))


def _context(field: str) -> str:
    if field in ("region", "home_region", "health_care_region"):
        return text("charts.sentence.context")
    return text("charts.sentence.context_other") if field in ("unit", "home_unit") else ""


def _table(
    title: str,
    units: tuple[_Unit, ...],
    periods: tuple[Period, ...],
    column: Column,
) -> TableSpec:
    """Return a row per period: many periods make long tables, not wide ones."""
    rows = []
    for index, period in enumerate(periods):
        cells = []
        for unit in units:
            row = unit.rows[index]
            star = "*" if row is not None and row.preliminary and row.value is not None else ""
            cells.append(f"{_value_text(row, column)}{star}")
        rows.append((capital(period.label()), *cells))
    notes = [text("charts.table.rounding"), text("charts.table.signs")]
    if any(row is not None and row.preliminary for unit in units for row in unit.rows):
        notes.append(text("charts.table.preliminary"))
    return TableSpec(
        title=title,
        columns=(
            TableColumn(text("charts.heading.period")),
            *(TableColumn(unit.name, numeric=True) for unit in units),
        ),
        rows=tuple(rows),
        notes=tuple(notes),
        row_symbols=tuple(("", "") for _ in rows),
    )
