"""The sheets Data and Nyckeltal: every table of a pack, and its figures one on each row."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from rccdesk.formats import NBSP
from rccdesk.services.charts.symbols import MARKS
from rccdesk.texts import text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from rccdesk.services.charts.spec import TableSpec
    from rccdesk.services.packs.model import Pack, PackFigure, Section
    from rccdesk.services.packs.xlsx_book import Book

_LEAST, _FIRST, _MOST = 9, 44, 30  # widths of columns, in characters
_SYMBOL = 28  # more, for the last column of a table with symbols
_FIGURES = ("section", "figure", "words", "value", "numerator", "denominator")
_FIGURE_WIDTHS = (40, 48, 34, 12, 12, 12)
_OF = re.compile(rf"(\d[\d{NBSP}]*)\s[^\W\d]+\s(\d[\d{NBSP}]*)")


def tables_of(section: Section) -> tuple[TableSpec, ...]:
    """Return the tables of a section; of its charts, where it has none of its own."""
    return section.tables or tuple(chart.table for chart in section.charts)


def table_count(pack: Pack) -> int:
    """Return how many tables the sheet Data has."""
    return sum(len(tables_of(section)) for section in pack.sections)


def write_data(book: Book) -> None:
    """Write every table of the pack under its heading, each a table of the workbook."""
    sheet = book.sheet("data", landscape=True)
    row = book.head(sheet, text("packs.workbook.data_title"))
    sections = [section for section in book.pack.sections if tables_of(section)]
    if not sections:
        book.text(sheet, row, 0, text("packs.workbook.no_tables"))
        return
    widths = _widths([table for section in sections for table in tables_of(section)])
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for section in sections:
        book.text(sheet, row, 0, section.heading, "chapter")
        row += 1
        for table in tables_of(section):
            row = _table(book, sheet, row, table, widths)
        for words in section.notes:
            book.text(sheet, row, 0, words)
            row += 1
        row += 1


def _table(book: Book, sheet: Worksheet, row: int, table: TableSpec, widths: list[float]) -> int:
    """Write a table with its title and notes; return the row after the space under it."""
    if table.title:
        book.text(sheet, row, 0, table.title, "strong")
        row += 1
    heads = [(column.title, column.numeric) for column in table.columns]
    if heads:
        book.table(sheet, row, heads, len(table.rows))
        book.tall(sheet, row, *zip((f"{head}    " for head, _ in heads), widths, strict=False))
    signs = {symbol.value: sign for sign, symbol in MARKS.items()}
    last = len(heads) - 1
    for number, cells in enumerate(table.rows):
        row += 1
        _before, after = table.row_symbols[number] if table.row_symbols else ("", "")
        said = [
            f"{words} {signs.get(after, '')}" if after and column == last else words
            for column, words in enumerate(cells)
        ]
        for column, words in enumerate(said):
            numeric = table.columns[column].numeric
            look = "" if numeric or not column else "indented"
            book.words(sheet, (row, column), words, numeric=numeric, look=look)
        book.tall(sheet, row, *zip(said, widths, strict=False))
    row += 1 if table.rows else 2
    for words in table.notes:
        book.text(sheet, row, 0, words)
        row += 1
    return row + 1


def _widths(tables: list[TableSpec]) -> list[float]:
    """Return the width of each column of the sheet: the longest cell of all tables, to a limit."""
    widths: list[float] = []
    for table in tables:
        signed = any(after for _before, after in table.row_symbols)
        for number, column in enumerate(table.columns):
            most = _FIRST if number == 0 else _MOST
            words = [len(row[number]) for row in table.rows]
            head = max((len(word) for word in column.title.split()), default=0) + 4
            wanted = max([*words, head, _LEAST]) + 2
            wanted += _SYMBOL if signed and number == len(table.columns) - 1 else 0
            if number == len(widths):
                widths.append(_LEAST)
            widths[number] = min(most, max(widths[number], wanted))
    return widths


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
    places = count(row + 1)
    for section in keyed:
        at = next(places)
        said = (section.heading, section.key_text, section.key_figure)
        _names(book, sheet, at, said)
        numbers = _numerator_of(section.key_figure)
        value = numbers[0] / numbers[1] if numbers and numbers[1] else None
        book.number(sheet, (at, 3), value, "0.0 %")
        for column, number in enumerate(numbers or (None, None), 4):
            book.number(sheet, (at, column), number, "#,##0")
    for section, figure in rows:
        at = next(places)
        _names(book, sheet, at, (section.heading, figure.name, figure.words))
        book.number(sheet, (at, 3), figure.value, _form(figure))
        book.number(sheet, (at, 4), figure.numerator, "#,##0.##")
        book.number(sheet, (at, 5), figure.denominator, "#,##0.##")


def _names(book: Book, sheet: Worksheet, row: int, said: tuple[str, ...]) -> None:
    for column, words in enumerate(said):
        book.text(sheet, row, column, words, "indented" if column else "wrapped")
    book.tall(sheet, row, *zip(said, _FIGURE_WIDTHS, strict=False))


def _form(figure: PackFigure) -> str:
    """Return the form of a value: a share where its words say per cent, else a number."""
    return "0.0 %" if "%" in figure.words else "#,##0.##"


def _numerator_of(words: str) -> tuple[float, float] | None:
    """Return numerator and denominator of a key figure as "383 av 496"; None for any other."""
    found = _OF.fullmatch(words)
    if found is None:
        return None
    return float(found[1].replace(NBSP, "")), float(found[2].replace(NBSP, ""))
