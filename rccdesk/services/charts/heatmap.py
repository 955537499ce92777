"""Rows by periods in one hue: the tone follows the share, never the distance or the order."""

from __future__ import annotations

import dataclasses

from rccdesk.periods import Period, parse_period
from rccdesk.services.charts import figures, sentences
from rccdesk.services.charts.feet import source_line
from rccdesk.services.charts.figures import Column
from rccdesk.services.charts.labels import (
    Labels,
    axis_label,
    capital,
    grain_of,
    measure_name,
)
from rccdesk.services.charts.lead_time_words import joined
from rccdesk.services.charts.spec import (
    ChartKind,
    ChartSpec,
    Doubt,
    HeatCell,
    TableColumn,
    TableSpec,
)
from rccdesk.services.charts.symbols import MARKS, Symbol, without_marks
from rccdesk.services.charts.time_axis import all_periods, grain_words, period_field, year_marks
from rccdesk.services.charts.warnings import (
    excluded_line,
    input_warnings,
    nothing_shown,
    other_population,
)
from rccdesk.services.charts.words import selection_subtitle
from rccdesk.services.publishing import PublishableRow, PublishableTable
from rccdesk.texts import text

TONES = (0.08, 0.22, 0.36, 0.5, 0.64)
"""How strongly `bar` covers the ground at tone 0-4: the text on it keeps its contrast."""

_SIGN = {symbol: mark for mark, symbol in MARKS.items()}
_DOUBT_SIGN = {
    Doubt.NONE: "",
    Doubt.NOT_REPRESENTATIVE: _SIGN[Symbol.NOT_REPRESENTATIVE],
    Doubt.UNKNOWN: _SIGN[Symbol.UNKNOWN],
}


def tone_of(value: float | None, *, is_share: bool = True) -> int | None:
    """Return the tone 0-4 of a share by fifths of 0-1; None for what is no share."""
    if value is None or not is_share or value < 0:
        return None
    return min(4, int(value * 5 + 1e-9))


def build_heatmap(table: PublishableTable, labels: Labels, *, row_field: str) -> ChartSpec:
    """Return ``row_field`` by period; ``table`` is by both.

    Rows stand in the order of the table. ValueError where two figures share a cell.
    """
    by = period_field(table)
    found: dict[tuple[str | None, str], PublishableRow] = {}
    codes: dict[str | None, None] = {}
    for row in table.rows:
        key = row.get(by)
        if key is None or row.is_total:
            continue
        code = row.get(row_field)
        codes[code] = None
        if (code, key) in found:
            raise ValueError(f"{code} {key}")
        found[code, key] = row
    periods = all_periods(tuple(sorted({parse_period(key) for _code, key in found})))
    names = tuple(labels.name(row_field, code) for code in codes)
    column = figures.column_for(table, found.values())
    cells = tuple(
        _cell(
            (i, j),
            (name, period),
            found.get((code, period.key)),
            table,
            column,
        )
        for i, (code, name) in enumerate(zip(codes, names, strict=True))
        for j, period in enumerate(periods)
    )
    all_unknown = {c.doubt for c in cells if c.value is not None} == {Doubt.UNKNOWN}
    if all_unknown:
        # A sign in every cell tells no more than one sentence.
        cells = tuple(dataclasses.replace(cell, doubt=Doubt.NONE) for cell in cells)
    title = _title(table, labels, row_field, periods)
    grain = grain_of(periods)
    when = text("charts.population.each", grain=text(f"charts.grain.{grain}")) if grain else ""
    subtitle = selection_subtitle(table, labels, when)
    finding, explanation = _words(table, labels, cells, periods, found, row_field)
    if other := other_population(row_field, codes, labels):
        explanation = (*explanation, other)
    if all_unknown:
        explanation = (*explanation, text("charts.sentence.all_unknown"))
    # All cells together are too long to be listened to: the newest period with figures.
    newest = max((cell.column for cell in cells if cell.value is not None), default=0)
    alt_cells = " ".join(cell.spoken for cell in cells if cell.column == newest)
    return ChartSpec(
        kind=ChartKind.HEATMAP,
        title=title,
        subtitle=subtitle,
        finding=finding,
        explanation=explanation,
        context=_context(row_field),
        foot=tuple(
            line
            for line in (
                _marks(cells),
                excluded_line(table, labels),
                source_line(table, labels, tuple(found.values())),
            )
            if line
        ),
        alt=without_marks(
            f"{text('charts.spoken.heatmap')} {title}. {subtitle}. {finding} {alt_cells}"
        ),
        table=_table(title, row_field, names, periods, cells),
        is_share=table.is_proportion,
        direction="neutral",
        axis_label="" if table.is_proportion else table.unit_of_measure,
        row_labels=names,
        column_labels=tuple(axis_label(period) for period in periods),
        year_marks=year_marks(periods),
        cells=cells,
        preliminary_from=min((c.column for c in cells if c.preliminary), default=None),
        is_example=table.is_example,
    )


def _title(
    table: PublishableTable, labels: Labels, row_field: str, periods: tuple[Period, ...]
) -> str:
    measure = measure_name(table, labels)
    per = text(f"charts.per.{row_field}")
    if not periods:
        return text("charts.title.comparison_all", measure=measure, per=per)
    return text(
        "charts.title.heatmap",
        measure=measure,
        per=per,
        grain=grain_words(periods),
        first=periods[0].label(),
        last=periods[-1].label(),
    )


def _cell(
    place: tuple[int, int],
    named: tuple[str, Period],
    row: PublishableRow | None,
    table: PublishableTable,
    column: Column,
) -> HeatCell:
    name, period = named
    if row is None:
        row = PublishableRow(value_key="", fields=())
    levels = figures.valid_levels(table, period.last)
    doubt = figures.doubt_of(row, table)
    label = f"{name}, {period.label()}"
    return HeatCell(
        row=place[0],
        column=place[1],
        value=row.value,
        value_text=figures.value_text(row, column),
        tone=tone_of(row.value, is_share=table.is_proportion),
        hidden_text=figures.hidden_text(row, table),
        preliminary=row.preliminary and row.value is not None,
        value_key=row.value_key,
        spoken=sentences.spoken_row(label, row, table, column, levels, doubt),
        doubt=doubt,
    )


def _words(
    table: PublishableTable,
    labels: Labels,
    cells: tuple[HeatCell, ...],
    periods: tuple[Period, ...],
    found: dict[tuple[str | None, str], PublishableRow],
    row_field: str,
) -> tuple[str, tuple[str, ...]]:
    """Return the span of the last complete period; no row is named as the highest or lowest."""
    warnings = input_warnings(
        table, ((labels.name(row_field, code), row) for (code, _), row in found.items())
    )
    shown = [cell for cell in cells if cell.value is not None]
    if not shown:
        return nothing_shown(table), warnings
    complete = [cell for cell in shown if not cell.preliminary] or shown
    last = max(cell.column for cell in complete)
    latest = sorted(
        (cell for cell in complete if cell.column == last), key=lambda cell: cell.value or 0.0
    )
    key = "heat_latest_one" if len(latest) == 1 else "heat_latest"
    finding = text(
        f"charts.sentence.{key}",
        period=capital(periods[last].label()),
        low=latest[0].value_text,
        high=latest[-1].value_text,
    )
    said = []
    if len(shown) < len(cells):
        said.append(text("charts.sentence.heat", shown=len(shown), total=len(cells)))
    if table.is_proportion:
        said.append(text("charts.sentence.heat_tones"))
    if any(cell.preliminary for cell in cells):
        said.append(sentences.preliminary_sentence(table))
    if figures.is_proposed(table):
        said.append(text("charts.sentence.proposed"))
    if table.measure == "svf_lead_time" and any(
        row.value is not None and row.limit_days is None for row in found.values()
    ):
        said.append(text("charts.sentence.limits_mixed"))
    return finding, joined((*said, *warnings))


def _context(row_field: str) -> str:
    if row_field in ("region", "home_region", "health_care_region"):
        return text("charts.sentence.context")
    if row_field in ("unit", "home_unit"):
        return text("charts.sentence.context_other")
    return ""


def _marks(cells: tuple[HeatCell, ...]) -> str:
    parts = []
    doubts = {cell.doubt for cell in cells}
    if Doubt.NOT_REPRESENTATIVE in doubts:
        parts.append(text("charts.foot.heat_not_representative"))
    if Doubt.UNKNOWN in doubts:
        parts.append(text("charts.foot.heat_unknown"))
    if any(cell.preliminary for cell in cells):
        parts.append(text("charts.foot.heat_preliminary"))
    if any(cell.value is None for cell in cells):
        parts.append(f"{text('charts.foot.hidden')} · {text('charts.foot.missing')}.")
    return " ".join(parts)


def _table(
    title: str,
    row_field: str,
    names: tuple[str, ...],
    periods: tuple[Period, ...],
    cells: tuple[HeatCell, ...],
) -> TableSpec:
    by_row: dict[int, list[str]] = {}
    for cell in cells:
        star = "*" if cell.preliminary else ""
        sign = _DOUBT_SIGN[cell.doubt]
        words = " ".join(part for part in (f"{cell.value_text}{star}", sign) if part)
        by_row.setdefault(cell.row, []).append(words)
    notes = [text("charts.table.rounding"), text("charts.table.signs")]
    if any(cell.preliminary for cell in cells):
        notes.append(text("charts.table.preliminary"))
    if any(cell.doubt is not Doubt.NONE for cell in cells):
        notes.append(text("charts.table.not_representative"))
    return TableSpec(
        title=title,
        columns=(
            TableColumn(text(f"charts.heading.{row_field}")),
            *(TableColumn(capital(period.label()), numeric=True) for period in periods),
        ),
        rows=tuple((name, *by_row.get(index, ())) for index, name in enumerate(names)),
        notes=tuple(notes),
        row_symbols=tuple(("", "") for _ in names),
    )
