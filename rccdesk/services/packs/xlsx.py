"""A pack as a workbook: Läs mig, a sheet for each table, and Metod.

No cell can become a formula: every text is written as a text. Numbers that can be counted with
are numbers. A chart stands beside the table of its numbers, as a native chart.
"""

from __future__ import annotations

import io
import math
import re
from typing import TYPE_CHECKING

from rccdesk.formats import workbook_text
from rccdesk.services.charts.symbols import MARKS, Symbol, split_marks
from rccdesk.services.charts.workbook import read_number
from rccdesk.services.charts.workbook_blocks import chart_block
from rccdesk.services.charts.workbook_charts import Place, make_chart
from rccdesk.services.packs.model import SIGNATURE
from rccdesk.services.tokens import load_colours
from rccdesk.texts import text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from rccdesk.services.charts.spec import ChartSpec, TableSpec
    from rccdesk.services.packs.model import Pack, Section

_AUTHOR = "rccdesk"
_LEAST, _NAME, _NOTE, _MOST = 9, 28, 100, 60  # widths of columns, in characters
_LINE_PT = 15.0
_CHART_ROWS = 24
_LONGEST_NAME = 31  # characters of a sheet's name
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def write_xlsx(pack: Pack) -> bytes:
    """Return the pack as a workbook. Its properties hold the title and no person."""
    import xlsxwriter

    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"author": _AUTHOR, "title": workbook_text(pack.title)})
        _Writer(book, pack).write()
    return target.getvalue()


class _Writer:
    """A workbook under way."""

    def __init__(self, book: Workbook, pack: Pack) -> None:
        self._book, self._pack = book, pack
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._strong = book.add_format({"bold": True})
        self._heading = book.add_format({"bold": True, "font_size": 12, "bottom": 1})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._right = book.add_format({"align": "right", "valign": "top"})
        self._example = book.add_format({"bold": True, "bg_color": load_colours()["demo"]})
        self._formats: dict[str, Format] = {}
        self._names: set[str] = set()
        self._tables = 0

    def write(self) -> None:
        """Write all sheets."""
        self._write_first()
        for section in self._pack.sections:
            for number, table in enumerate(section.tables or _tables_of(section)):
                charts = section.charts[number : number + 1]
                if number == len(section.tables) - 1:
                    charts = section.charts[number:]
                self._write_table(section, table, charts)
        self._write_method()

    def _sheet(self, name: str) -> Worksheet:
        wanted = " ".join(_FORBIDDEN.sub(" ", workbook_text(name)).split()).strip("'")
        wanted = wanted[:_LONGEST_NAME].strip() or text("packs.workbook.sheet")
        made, number = wanted, 1
        while made.casefold() in self._names:
            number += 1
            tail = f" {number}"
            made = f"{wanted[: _LONGEST_NAME - len(tail)]}{tail}"
        self._names.add(made.casefold())
        sheet = self._book.add_worksheet(made)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        if self._pack.is_example:
            sheet.set_header(f"&R{text('packs.example')}")
        return sheet

    def _text(
        self, sheet: Worksheet, row: int, column: int, words: str, look: Format | None = None
    ) -> None:
        sheet.write_string(row, column, _plain(words), look)

    def _write_first(self) -> None:
        pack = self._pack
        sheet = self._sheet(text("packs.workbook.first"))
        sheet.set_column(0, 0, _NAME)
        sheet.set_column(1, 1, _NOTE)
        self._text(sheet, 0, 0, pack.title, self._title)
        row = 1
        if pack.is_example:
            self._text(sheet, row, 0, text("packs.method.example"), self._example)
            row += 1
        row = self._lines(sheet, row, self._about())
        if pack.summary:
            row = self._section_head(sheet, row, text("packs.chapter.summary"))
            for line in pack.summary:
                row = self._note(sheet, row, line)
        method = text("packs.chapter.method")
        previous = ""
        for section in pack.sections:
            if (section.chapter or section.heading) == method:
                continue
            name = section.chapter or section.heading
            if name != previous:
                row = self._section_head(sheet, row, name)
                previous = name
            if section.heading != name:
                self._text(sheet, row, 0, section.heading, self._strong)
                row += 1
            row = self._words_of(sheet, row, section)
            if section.tables or section.charts:
                row = self._note(sheet, row, text("packs.workbook.own_sheet"))
        if pack.abbreviations:
            row = self._section_head(sheet, row, text("packs.chapter.abbreviations"))
            self._lines(sheet, row, pack.abbreviations)

    def _about(self) -> tuple[tuple[str, str], ...]:
        pack = self._pack
        state = text(f"packs.{pack.state}") if pack.state else ""
        lines = (
            ("about", pack.subtitle),
            ("organisation", pack.organisation),
            ("state", state),
            ("made_on", pack.made_on.isoformat()),
            ("data_until", pack.data_until),
            ("number", pack.pack_id),
            ("sheets", self._sheet_words()),
        )
        return tuple((text(f"packs.workbook.{key}"), words) for key, words in lines if words)

    def _sheet_words(self) -> str:
        count = sum(len(section.tables) or len(section.charts) for section in self._pack.sections)
        return text("packs.workbook.count", count=count) if count else ""

    def _tall(self, sheet: Worksheet, row: int, *cells: tuple[str, float]) -> None:
        """Give a row the height of its longest words: not every program finds it by itself."""
        lines = max(_count_lines(_plain(words), width) for words, width in cells)
        if lines > 1:
            sheet.set_row(row, _LINE_PT * lines)

    def _note(self, sheet: Worksheet, row: int, words: str) -> int:
        self._text(sheet, row, 1, words, self._wrapped)
        self._tall(sheet, row, (words, _NOTE))
        return row + 1

    def _section_head(self, sheet: Worksheet, row: int, words: str) -> int:
        self._text(sheet, row + 1, 0, words, self._heading)
        return row + 2

    def _lines(self, sheet: Worksheet, row: int, lines: tuple[tuple[str, str], ...]) -> int:
        for what, words in lines:
            self._text(sheet, row, 0, what, self._bold)
            self._text(sheet, row, 1, words, self._wrapped)
            self._tall(sheet, row, (what, _NAME), (words, _NOTE))
            row += 1
        return row

    def _words_of(self, sheet: Worksheet, row: int, section: Section) -> int:
        if section.key_figure:
            row = self._note(sheet, row, f"{section.key_figure} {section.key_text}")
        for words in section.paragraphs:
            if words != SIGNATURE:
                row = self._note(sheet, row, words)
        row = self._lines(sheet, row, section.facts)
        for symbol, words in section.remarks:
            said = f"{text(f'packs.symbol.{symbol}')}: {words}" if symbol else words
            row = self._note(sheet, row, said)
        for words in section.notes if not section.tables else ():
            row = self._note(sheet, row, words)
        return row

    def _write_table(
        self, section: Section, table: TableSpec, charts: tuple[ChartSpec, ...]
    ) -> None:
        is_alone = len(section.tables) < 2
        name = section.heading if is_alone else table.title or section.heading
        sheet = self._sheet(name)
        sheet.set_landscape()
        self._text(sheet, 0, 0, name, self._title)
        row = 1
        if table.title and table.title != name:
            self._text(sheet, row, 0, table.title)
            row += 1
        if self._pack.is_example:
            self._text(sheet, row, 0, text("packs.method.example"), self._example)
            row += 1
        row = self._grid(sheet, row + 1, table) + 1
        for words in (*table.notes, *section.notes):
            self._text(sheet, row, 0, words)
            row += 1
        for chart in charts:
            row = self._chart(sheet, row + 1, chart)

    def _grid(self, sheet: Worksheet, row: int, table: TableSpec) -> int:
        """Write a table as a table of the workbook; return the row after it."""
        heads = _unlike([_plain(column.title) for column in table.columns])
        last = len(heads) - 1
        widths = _widths(table)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        self._tables += 1
        sheet.add_table(
            *(row, 0, row + max(1, len(table.rows)), last),
            {
                "name": f"Tabell{self._tables}",
                "style": "Table Style Light 1",
                "columns": [{"header": head} for head in heads],
            },
        )
        sheet.freeze_panes(row + 1, 1)
        signs = {symbol.value: sign for sign, symbol in MARKS.items()}
        for number, cells in enumerate(table.rows):
            _before, after = table.row_symbols[number] if table.row_symbols else ("", "")
            self._tall(sheet, row + 1 + number, *zip(cells, widths, strict=True))
            for column, words in enumerate(cells):
                cell = words
                if after and column == last:
                    cell = f"{words} {signs.get(after, '')}"
                self._cell(
                    sheet, (row + 1 + number, column), cell, numeric=table.columns[column].numeric
                )
        return row + max(1, len(table.rows)) + 1

    def _cell(self, sheet: Worksheet, at: tuple[int, int], words: str, *, numeric: bool) -> None:
        found = read_number(words) if numeric and words else None
        if found is None:
            self._text(sheet, *at, words, self._right if numeric else self._wrapped)
            return
        value, form = found
        if form not in self._formats:
            self._formats[form] = self._book.add_format({"num_format": form, "valign": "top"})
        sheet.write_number(*at, value, self._formats[form])

    def _chart(self, sheet: Worksheet, row: int, spec: ChartSpec) -> int:
        """Place a native chart with the numbers it is drawn from under it."""
        block = chart_block(spec)
        self._text(sheet, row, 0, spec.title, self._strong)
        self._text(sheet, row + 1, 0, spec.subtitle)
        start = row + 3 + _CHART_ROWS
        chart = None
        if block.rows:
            self._text(sheet, start - 1, 0, text("charts.workbook.chart_numbers"), self._strong)
            for column, head in enumerate(block.heads):
                self._text(sheet, start, column, head, self._bold)
            for number, cells in enumerate(block.rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, str):
                        self._text(sheet, start + 1 + number, column, cell)
                    elif cell is not None:
                        share = block.is_share[column]
                        sheet.write_number(
                            start + 1 + number, column, cell, self._number(share=share)
                        )
            place = Place(sheet.get_name().replace("'", "''"), start, 0, block)
            title = [sheet.get_name(), row, 0]
            chart = make_chart(self._book, spec, place, None, title)
        if chart is None:
            self._text(sheet, row + 2, 0, text("charts.workbook.not_drawn"))
            return row + 3
        alt = {"description": workbook_text(spec.alt or spec.title)}
        sheet.insert_chart(row + 2, 0, chart, alt)
        return start + len(block.rows) + 2

    def _number(self, *, share: bool) -> Format:
        form = "0.0 %" if share else "0.##"
        if form not in self._formats:
            self._formats[form] = self._book.add_format({"num_format": form})
        return self._formats[form]

    def _write_method(self) -> None:
        pack = self._pack
        method = text("packs.chapter.method")
        sheet = self._sheet(text("packs.workbook.method"))
        sheet.set_column(0, 0, _NOTE)
        self._text(sheet, 0, 0, method, self._title)
        row = 2
        for section in pack.sections:
            if (section.chapter or section.heading) == method:
                for words in (*section.paragraphs, *section.notes):
                    self._text(sheet, row, 0, words, self._wrapped)
                    self._tall(sheet, row, (words, _NOTE))
                    row += 1
        feet = [line for each in pack.sections for chart in each.charts for line in chart.foot]
        for words in dict.fromkeys(feet):
            self._text(sheet, row, 0, words, self._wrapped)
            self._tall(sheet, row, (words, _NOTE))
            row += 1
        made = text("packs.workbook.program", version=pack.program_version)
        self._text(sheet, row, 0, made, self._wrapped)


def _plain(words: str) -> str:
    """Return words that a cell can hold; a symbol character is written as what it means."""
    parts = (
        f"[{text(f'packs.symbol.{piece.value}')}]" if isinstance(piece, Symbol) else piece
        for piece in split_marks(workbook_text(words))
    )
    return "".join(parts)


def _tables_of(section: Section) -> tuple[TableSpec, ...]:
    """Return the tables of the charts of a section that has none of its own."""
    return tuple(chart.table for chart in section.charts)


def _count_lines(words: str, width: float) -> int:
    """Return about how many lines words take in a column, of so many characters."""
    return sum(max(1, math.ceil(len(line) * 1.05 / width)) for line in words.split("\n"))


def _widths(table: TableSpec) -> list[float]:
    """Return the width of each column: its longest cell and its head, the button with it."""
    widths: list[float] = []
    for number, column in enumerate(table.columns):
        cells = [len(_plain(row[number])) for row in table.rows]
        longest = max([*cells, len(_plain(column.title)) + 4, _LEAST])
        signed = number == len(table.columns) - 1 and any(b for _a, b in table.row_symbols)
        widths.append(min(_MOST, longest + 2 + (28 if signed else 0)))
    return widths


def _unlike(heads: list[str]) -> list[str]:
    """Return heads that all differ, as a table of a workbook needs; an empty one gets a name."""
    made: list[str] = []
    for number, head in enumerate(heads, 1):
        name = head or text("packs.workbook.column", number=number)
        while name.casefold() in {each.casefold() for each in made}:
            name += " "
        made.append(name)
    return made
