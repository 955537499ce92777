"""The sheets Data and Nyckeltal: every table of a pack, and its figures one on each row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

from rccdesk.formats import NBSP
from rccdesk.services.charts.symbols import MARKS
from rccdesk.services.charts.workbook import read_number
from rccdesk.services.packs.workbook.book import FILTERED, plain
from rccdesk.services.packs.workbook.pages import print_whole
from rccdesk.services.packs.workbook.sizes import INDENT, Row, measure, pixels, share_widths
from rccdesk.texts import text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from rccdesk.services.charts.spec import TableSpec
    from rccdesk.services.packs.model import Pack, PackFigure, Section
    from rccdesk.services.packs.workbook.book import Book

_BUTTON = "mm"  # what a button takes of the head of a filtered table
_RUNNING, _FREE = 60, 3  # letters of a last cell that widths are not chosen by, columns beside
_SIZED = 2000  # rows of a table that its widths are chosen by
_FIGURES = ("section", "figure", "words", "value", "numerator", "denominator")
_FIGURE_WIDTHS = (46, 52, 36, 12, 12, 12)
_OF = re.compile(rf"(\d[\d{NBSP}]*)\s[^\W\d]+\s(\d[\d{NBSP}]*)")

_SHARE = re.compile(rf"(\d+)(?:[.,](\d+))?{NBSP}%")
_COUNTS = re.compile(rf"(\d[\d{NBSP}]*) (?:av|of) (\d[\d{NBSP}]*)")


def tables_of(section: Section) -> tuple[TableSpec, ...]:
    """Return the tables of a section; of its charts, where it has none of its own."""
    return section.tables or tuple(chart.table for chart in section.charts)


def table_count(pack: Pack) -> int:
    """Return how many tables the sheet Data has."""
    return sum(len(tables_of(section)) for section in pack.sections)


def write_data(book: Book) -> dict[int, int]:
    """Write every table of the pack under its heading, each a table of the workbook.

    Return the row of each section that has a table, by its place in the pack, counted from 1.
    """
    sheet = book.sheet("data", landscape=True)
    row = book.head(sheet, text("packs.workbook.data_title"))
    sections = [(n, each) for n, each in enumerate(book.pack.sections) if tables_of(each)]
    if not sections:
        book.text(sheet, row, 0, text("packs.workbook.no_tables"))
        return {}
    tables = [table for _, section in sections for table in tables_of(section)]
    most = max(len(table.columns) for table in tables)
    lines = (line for table in tables for line in _lines_of(table, most))
    widths = share_widths(map(_heads_of, tables), lines)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    places: dict[int, int] = {}
    blocks: list[tuple[int, int]] = []
    for number, section in sections:
        places[number] = row + 1
        top = row
        book.text(sheet, row, 0, section.heading, "chapter")
        row += 1
        for table in tables_of(section):
            row = _table(book, sheet, row, table, widths)
            blocks.append((top, row))
            top = row
        for words in section.notes:
            book.across(sheet, row, words, widths)
            row += 1
        blocks[-1] = (blocks[-1][0], row)
        row += 1
    width = sum(map(pixels, widths))
    print_whole(sheet, blocks, lambda at: book.height(sheet, at), width, landscape=True)
    return places


def _table(book: Book, sheet: Worksheet, row: int, table: TableSpec, widths: list[float]) -> int:
    """Write a table with its title and notes; return the row after the space under it."""
    if table.title:
        book.text(sheet, row, 0, table.title, "strong")
        row += 1
    heads = [(column.title, column.numeric) for column in table.columns]
    if heads:
        book.table(sheet, row, heads, len(table.rows))
        cells = zip((words for words, _ in _heads_of(table)), widths, strict=False)
        book.tall(sheet, row, *cells, bold=True)
    for number in range(len(table.rows)):
        row += 1
        said = _said(table, number)
        for column, words in enumerate(said):
            numeric = table.columns[column].numeric
            look = "" if numeric or not column else "indented"
            if (
                column
                and column == len(said) - 1
                and not numeric
                and _runs_on(words, widths[column:])
            ):
                look, said[column] = "running", ""
            book.words(sheet, (row, column), words, numeric=numeric, look=look)
        room = (width - INDENT * bool(column) for column, width in enumerate(widths))
        book.tall(sheet, row, *zip(said, room, strict=False))
    row += 1 if table.rows else 2
    for words in table.notes:
        book.across(sheet, row, words, widths)
        row += 1
    return row + 1


def _runs_on(words: str, widths: list[float]) -> bool:
    """Tell whether words need more than the first of the widths, and are on one line in all."""
    said = plain(words)
    return "\n" not in said and widths[0] - INDENT < measure(said) / 7 < sum(widths) - 3


def _said(table: TableSpec, number: int) -> list[str]:
    """Return the words of a row, its symbol after those of the last column."""
    signs = {symbol.value: sign for sign, symbol in MARKS.items()}
    _before, after = table.row_symbols[number] if table.row_symbols else ("", "")
    said = [*table.rows[number]]
    if after and said:
        said[-1] = f"{said[-1]} {signs.get(after, '')}"
    return said


def _heads_of(table: TableSpec) -> Row:
    filtered = len(table.rows) > FILTERED
    return [
        (f"{column.title} {_BUTTON}" if filtered else column.title, False)
        for column in table.columns
    ]


def _lines_of(table: TableSpec, most: int) -> Iterator[Row]:
    """Return what the widths of a table's columns are chosen by, on a sheet of ``most`` columns.

    Short words of a last column run on where there are columns enough that are free beside it.
    """
    last = len(table.columns) - 1 if len(table.columns) <= most - _FREE else -1
    for number in range(min(len(table.rows), _SIZED)):
        line = [
            (plain(words), column.numeric and read_number(words) is not None)
            for words, column in zip(_said(table, number), table.columns, strict=False)
        ]
        if last > 0 and not table.columns[last].numeric and len(line[last][0]) <= _RUNNING:
            line[last] = ("", False)
        yield line


def write_figures(book: Book) -> None:
    """Write the figures of the pack as one table: what, in words, value, numerator, n."""
    sheet = book.sheet("figures", landscape=True)
    for column, width in enumerate(_FIGURE_WIDTHS):
        sheet.set_column(column, column, width)
    row = book.head(sheet, text("packs.workbook.figures_title"))
    sections = book.pack.sections
    rows = [(section, figure) for section in sections for figure in section.figures]
    keyed = [section for section in sections if section.key_figure and not section.figures]
    if not rows and not keyed:
        book.text(sheet, row, 0, text("packs.workbook.no_figures"))
        return
    numeric = ("value", "numerator", "denominator")
    heads = [(text(f"packs.workbook.figure_{key}"), key in numeric) for key in _FIGURES]
    book.table(sheet, row, heads, len(rows) + len(keyed))
    sheet.freeze_panes(row + 1, 0)
    sheet.repeat_rows(row)
    places = count(row + 1)
    for section in keyed:
        at = next(places)
        said = (section.heading, section.key_text, section.key_figure)
        _names(book, sheet, at, said)
        numbers = _numerator_of(section.key_figure)
        value = numbers[0] / numbers[1] if numbers and numbers[1] else None
        _numbers(book, sheet, at, (value, *(numbers or (None, None))), "0.0 %")
    for section, figure in rows:
        at = next(places)
        _names(book, sheet, at, (section.heading, figure.name, figure.words))
        told = (figure.value, figure.numerator, figure.denominator)
        _numbers(book, sheet, at, told if any(n is not None for n in told) else _told_by(figure),
                 _form(figure))  # fmt: skip


def _names(book: Book, sheet: Worksheet, row: int, said: tuple[str, ...]) -> None:
    for column, words in enumerate(said):
        book.text(sheet, row, column, words, "indented" if column else "wrapped")
        book.tall(sheet, row, (words, _FIGURE_WIDTHS[column] - INDENT * bool(column)))


def _numbers(
    book: Book, sheet: Worksheet, row: int, told: tuple[float | None, ...], form: str
) -> None:
    book.number(sheet, (row, 3), told[0], form)
    for column, number in enumerate(told[1:], 4):
        book.number(sheet, (row, column), number, "#,##0.##")


def _form(figure: PackFigure) -> str:
    """Return the form of a value: with the decimals of its words where they say per cent."""
    said = _SHARE.search(figure.words)
    if said is None:
        return "#,##0.##"
    return f"0.{'0' * len(said[2])} %" if said[2] else "0 %"


def _told_by(figure: PackFigure) -> tuple[float | None, float | None, float | None]:
    """Return value, numerator and denominator as the words of a figure tell them, if they do."""
    share, counts = _SHARE.match(figure.words), _COUNTS.search(figure.words)
    if share is None:
        return None, None, None
    value = float(f"{share[1]}.{share[2] or 0}") / 100
    if counts is None:
        return value, None, None
    part, whole = (float(number.replace(NBSP, "")) for number in counts.groups())
    return (part / whole if whole else value), part, whole


def _numerator_of(words: str) -> tuple[float, float] | None:
    """Return numerator and denominator of a key figure as "383 av 496"; None for any other."""
    found = _OF.fullmatch(words)
    if found is None:
        return None
    return float(found[1].replace(NBSP, "")), float(found[2].replace(NBSP, ""))
