"""The table of every figure of a measure, each with its cell."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.periods import parse_period
from rccdesk.services import indicators
from rccdesk.services.charts import figures
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.indicators import IndicatorQuery
from rccdesk.texts import text
from rccdesk.ui.pages.panel_words import doubt_sentences

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.publishing import PublishableRow, PublishableTable
    from rccdesk.ui.pages.indicators.answers import Answer


def fill_figures(database: Database, answer: Answer, labels: Labels) -> Answer:
    """Return every figure as it was imported, with its cell; the source's totals last."""
    assert answer.indicator is not None
    query = IndicatorQuery(
        answer.indicator.key,
        period=answer.period or None,
        snapshot=answer.question.snapshot,
        where=answer.where(),
    )
    table = indicators.get_indicator(database, query)
    rows = (
        *(row for row in table.rows if not row.is_total),
        *(row for row in table.rows if row.is_total),
    )
    column = figures.column_for(table, rows)
    with_counts = any(row.numerator is not None for row in rows)
    with_interval = any(figures.has_interval(row) for row in rows)
    columns = [TableColumn(text(f"charts.heading.{name}")) for name in table.by]
    if with_counts:
        columns.append(TableColumn(text("charts.table.numerator_plain"), numeric=True))
        columns.append(TableColumn(text("charts.table.denominator"), numeric=True))
    kind = "share" if table.is_proportion else "value"
    columns.append(TableColumn(text(f"charts.heading.{kind}"), numeric=True))
    if with_interval:
        columns.append(TableColumn(text("charts.table.interval"), numeric=True))
    columns.append(TableColumn(text("figures.cell")))
    columns.append(TableColumn(text("figures.note")))
    cells = tuple(
        _cells(row, table, labels, column, with_counts=with_counts, with_interval=with_interval)
        for row in rows
    )
    totals = sum(row.is_total for row in rows)
    hidden = [i for i, row in enumerate(rows) if row.hidden or row.masked]
    title = text("figures.all_figures", measure=answer.indicator.title)
    if answer.period:
        title = f"{title}, {parse_period(answer.period).label()}"
    return dataclasses.replace(
        answer,
        table=TableSpec(
            title,
            tuple(columns),
            cells,
            notes=(text("charts.table.signs"),),
            whole_rows=tuple(range(len(rows) - totals, len(rows))),
            hidden_rows=tuple(hidden),
        ),
        foot=(source_line(table),),
        shown_count=len(rows),
    )


def _cells(
    row: PublishableRow,
    table: PublishableTable,
    labels: Labels,
    column: figures.Column,
    *,
    with_counts: bool,
    with_interval: bool,
) -> tuple[str, ...]:
    hidden = bool(row.hidden or row.masked)
    sign = formats.HIDDEN if hidden else formats.MISSING

    def count(value: float | None) -> str:
        if value is None:
            return sign
        return formats.number(value, 0 if float(value).is_integer() else 1)

    cells = [labels.name(name, row.get(name)) if row.get(name) else "." for name in table.by]
    if with_counts:
        cells += [count(row.numerator), count(row.denominator)]
    cells.append(figures.value_text(row, column))
    if with_interval:
        known = figures.has_interval(row)
        cells.append(column.interval(row.ci_low, row.ci_high) if known else sign)
    cells.append(cell_words(row))
    notes = [figures.hidden_text(row, table).strip("().")]
    if row.is_total:
        notes.append(text("figures.total_row"))
    notes += doubt_sentences(row)
    cells.append(". ".join(note for note in notes if note))
    return tuple(cells)


def cell_words(row: PublishableRow) -> str:
    """Return sheet and cell of a figure, as in "Utfall C2"; a sum has none."""
    if row.hidden or row.masked:
        return formats.HIDDEN
    if row.source is None:
        return formats.NOT_APPLICABLE
    place = f"{row.source.sheet} {row.source.cell}".strip()
    return place or text("typing_in.cell")


def source_line(table: PublishableTable) -> str:
    """Return what the figures come from, and as of when."""
    parts = [text("charts.foot.source_undated", source=table.source)]
    if table.extract_date is not None:
        date = formats.iso_date(table.extract_date)
        parts = [text("charts.foot.source", source=table.source, date=date)]
    if table.is_example:
        parts.append(text("charts.foot.example"))
    return text("charts.separator").join(parts)
