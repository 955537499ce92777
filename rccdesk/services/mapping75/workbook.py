"""The mapping as a workbook: what it is over the table, and the causes on a sheet of their own.

Every text is written as a text, so that no cell can become a formula. Notes and single pathways
are never among them.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.files import write_atomic
from rccdesk.services import labels as names
from rccdesk.services.charts.labels import Labels
from rccdesk.services.mapping75 import words
from rccdesk.services.mapping75.table import MappingQuery, MappingTable, get_mapping
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database

Cell = str | int | float | None
_PERCENT_COLUMNS = (4, 5, 6)
_COLUMNS = ("region", "svf", "denominator", "over", "share", "low", "high", "limit", "note")
_CAUSE_COLUMNS = ("region", "svf", "cause", "count", "share")
_WIDTHS = (26, 30, 12, 18, 10, 16, 16, 20, 60)


def export_mapping(database: Database, query: MappingQuery, target: Path) -> Path:
    """Write the mapping to ``target`` (xlsx); FileWriteError as `rccdesk.files.writing`."""
    table = get_mapping(database, query)
    write_atomic(target, workbook_bytes(table, names.get_labels(database)))
    return target


def workbook_bytes(table: MappingTable, labels: Labels) -> bytes:
    """Return the workbook of a mapping."""
    # Imported here: its library takes 4 MB, which the window has little of.
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"author": "rccdesk", "title": text("mapping75.name")})
        formats_of = (
            book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            book.add_format({"num_format": "0.0%"}),
            book.add_format({"bold": True}),
        )
        _write(
            book.add_worksheet(text("mapping75.workbook.sheet")),
            header_lines(table, labels),
            [text(f"mapping75.column.{name}") for name in _COLUMNS],
            _rows(table, labels),
            _PERCENT_COLUMNS,
            formats_of,
        )
        _write(
            book.add_worksheet(text("mapping75.workbook.causes_sheet")),
            header_lines(table, labels)[:3],
            [text(f"mapping75.column.{name}") for name in _CAUSE_COLUMNS],
            _cause_rows(table, labels),
            (4,),
            formats_of,
        )
    return buffer.getvalue()


def header_lines(table: MappingTable, labels: Labels) -> list[str]:
    """Return what stands over the table: what it is, of when, by which rule, from where."""
    limits = text(
        "mapping75.unconfirmed" if table.has_unconfirmed else "mapping75.workbook.limits_confirmed"
    )
    day = formats.iso_date(table.extract_date) if table.extract_date else formats.MISSING
    chosen = [
        f"{labels.name('region', choice.region)}: {words.choice_count(choice)}"
        for choice in table.choices
    ]
    return [
        text("mapping75.name"),
        *([text("mapping75.workbook.example")] if table.is_example else []),
        text("mapping75.workbook.period", period=words.period_words(table)),
        text("mapping75.rule"),
        text("mapping75.workbook.agreement"),
        *(chosen or [text("mapping75.not_chosen")]),
        text("mapping75.workbook.limits", words=limits),
        text("mapping75.workbook.source", source=table.source, date=day),
        text("mapping75.workbook.small", count=table.least),
        text("mapping75.workbook.notes"),
    ]


def _rows(table: MappingTable, labels: Labels) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for row in table.rows:
        figures: list[Cell] = [row.denominator, row.over_75_percent_count, row.proportion]
        figures += [row.ci_low, row.ci_high]
        if row.hidden is not None:
            figures = [formats.HIDDEN] * 5
        limit: Cell = row.limit_days if row.limit_days is not None else words.limit_words(row)
        rows.append(
            [
                words.region_words(row, labels),
                labels.name("svf", row.svf),
                *figures,
                limit,
                words.remarks(row, table),
            ]
        )
    return rows


def _cause_rows(table: MappingTable, labels: Labels) -> list[list[Cell]]:
    return [
        [
            words.region_words(row, labels),
            labels.name("svf", row.svf),
            words.cause_name(key, table),
            count,
            None if row.causes_exceed else count / (row.over_75_percent_count or 1),
        ]
        for row in table.rows
        for key, count in row.causes
    ]


def _write(
    sheet: object,
    lines: Sequence[str],
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    percent: Sequence[int],
    formats_of: tuple[object, object, object],
) -> None:
    from xlsxwriter.worksheet import Worksheet

    assert isinstance(sheet, Worksheet)
    head, share, strong = formats_of
    for column, width in enumerate(_WIDTHS[: len(heads)]):
        sheet.set_column(column, column, width)
    for number, line in enumerate(lines):
        written = formats.workbook_text(line)
        sheet.write_string(number, 0, written, strong if number == 0 else None)
    top = len(lines) + 1
    for column, title in enumerate(heads):
        sheet.write_string(top, column, title, head)
    for number, row in enumerate(rows, start=top + 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, formats.workbook_text(value))
            elif value is not None:
                sheet.write_number(number, column, value, share if column in percent else None)
    sheet.freeze_panes(top + 1, 2)
