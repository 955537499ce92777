"""A chart as a workbook: a native chart, its numbers as a table, and what it is about.

No cell can become a formula: every text is written as a text, and names in charts are references.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rccdesk.files import write_atomic
from rccdesk.formats import MINUS, NBSP, workbook_text
from rccdesk.services.charts.spec import ChartKind, ChartSpec
from rccdesk.services.charts.symbols import MARKS
from rccdesk.services.charts.workbook_blocks import (
    Block,
    Cell,
    chart_block,
    funnel_limits_block,
    word,
)
from rccdesk.services.charts.workbook_charts import Place, heat_colours, make_chart
from rccdesk.services.tokens import load_colours
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_AUTHOR = "rccdesk"
_CHART_ROWS = 24  # that a chart covers, before the numbers behind it
_WIDE, _NARROW, _NOTE = 34, 13, 110
_NUMBER = re.compile(r"-?\d+(?:\.(\d+))?")


def write_chart_workbook(spec: ChartSpec, path: Path) -> None:
    """Write ``spec`` to ``path``. Raises FileWriteError, and leaves what was there as it was."""
    write_atomic(path, chart_workbook(spec))


def chart_workbook(spec: ChartSpec) -> bytes:
    """Return the workbook of ``spec``: the sheets of the chart, of its numbers, and about it."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"author": _AUTHOR, "title": workbook_text(spec.title)})
        _Writer(book, spec).write()
    return target.getvalue()


class _Writer:
    """A workbook under way."""

    def __init__(self, book: Workbook, spec: ChartSpec) -> None:
        self._book, self._spec = book, spec
        self._bold = book.add_format({"bold": True})
        self._head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self._number_head = book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "align": "right"}
        )
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._right = book.add_format({"align": "right"})
        self._example = book.add_format({"bold": True, "bg_color": load_colours()["demo"]})
        self._formats: dict[tuple[str, str, bool], Format] = {}

    def write(self) -> None:
        """Write all sheets."""
        self._write_chart()
        self._write_numbers()
        self._write_about()

    def _sheet(self, key: str) -> tuple[Worksheet, int]:
        """Return a new sheet with the title, and the mark of example data; and the next row."""
        sheet = self._book.add_worksheet(word(key))
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        self._text(sheet, 0, 0, self._spec.title, self._bold)
        if not self._spec.is_example:
            return sheet, 1
        self._text(sheet, 1, 0, text("charts.foot.example"), self._example)
        sheet.set_header(f"&R{text('charts.foot.example')}")
        return sheet, 2

    def _text(
        self, sheet: Worksheet, row: int, column: int, words: str, look: Format | None = None
    ) -> None:
        sheet.write_string(row, column, workbook_text(words), look)

    def _format(self, number: str, colour: str = "", *, striped: bool = False) -> Format:
        key = (number, colour, striped)
        if key not in self._formats:
            look: dict[str, Any] = {"num_format": number, "align": "right"}
            if striped:
                ground, line = load_colours()["surface"], load_colours()["line"]
                look |= {"pattern": 16, "fg_color": colour or ground, "bg_color": line}
            elif colour:
                look["bg_color"] = colour
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]

    def _write_chart(self) -> None:
        spec = self._spec
        sheet, row = self._sheet("charts")
        self._text(sheet, row, 0, spec.subtitle)
        self._text(sheet, row + 1, 0, spec.finding, self._bold)
        sheet.set_column(0, 0, _WIDE)
        sheet.set_column(1, 60, _NARROW)
        top = row + 3
        block = chart_block(spec)
        is_map = spec.kind is ChartKind.HEATMAP
        start = top if is_map else top + _CHART_ROWS
        if not is_map:
            self._text(sheet, start, 0, word("chart_numbers"), self._bold)
            start += 1
        place = Place(word("charts"), start, 0, block)
        self._write_block(sheet, place)
        limits = None
        if spec.kind is ChartKind.FUNNEL:
            under = start + len(block.rows) + 3
            limits = Place(word("charts"), under, 0, funnel_limits_block(spec))
            self._write_block(sheet, limits)
        chart = make_chart(self._book, spec, place, limits, [word("charts"), 0, 0])
        if chart is not None:
            alt = {"description": workbook_text(spec.alt or spec.title)}
            sheet.insert_chart(top, 0, chart, alt)
        elif not is_map or not block.rows:
            self._text(sheet, top, 0, word("not_drawn"))
        if is_map:
            self._text(sheet, start + len(block.rows) + 2, 0, word("tones"))

    def _write_block(self, sheet: Worksheet, place: Place) -> None:
        block = place.block
        for column, name in enumerate(block.heads):
            look = self._head if column == 0 else self._number_head
            self._text(sheet, place.row, place.column + column, name, look)
        for number, row in enumerate(block.rows):
            for column, cell in enumerate(row):
                at = (place.row + 1 + number, place.column + column)
                self._write_cell(sheet, at, cell, self._look(block, number, column))
        self._write_signs(sheet, place)

    def _write_cell(self, sheet: Worksheet, at: tuple[int, int], cell: Cell, look: Format) -> None:
        if isinstance(cell, str):
            self._text(sheet, *at, cell)
        elif cell is not None:
            sheet.write_number(*at, cell, look)

    def _look(self, block: Block, row: int, column: int) -> Format:
        number = "0.0 %" if block.is_share[column] else "0.##"
        if self._spec.kind is not ChartKind.HEATMAP or column == 0:
            return self._format(number)
        cell = next(c for c in self._spec.cells if (c.row, c.column) == (row, column - 1))
        colour = heat_colours()[cell.tone] if cell.tone is not None else ""
        return self._format("0 %", colour, striped=cell.preliminary)

    def _write_signs(self, sheet: Worksheet, place: Place) -> None:
        """Write the sign of a heat map's cell without a value: hidden or missing, in no colour."""
        if self._spec.kind is not ChartKind.HEATMAP:
            return
        for cell in self._spec.cells:
            if cell.value is None:
                at = (place.row + 1 + cell.row, place.column + 1 + cell.column)
                self._text(sheet, *at, cell.value_text, self._right)

    def _write_numbers(self) -> None:
        table = self._spec.table
        sheet, row = self._sheet("numbers")
        row += 1
        for column, head in enumerate(table.columns):
            look = self._number_head if head.numeric else self._head
            self._text(sheet, row, column, head.title, look)
        sheet.freeze_panes(row + 1, 1)
        sheet.set_column(0, 0, _WIDE)
        sheet.set_column(1, max(1, len(table.columns) - 1), _NARROW)
        signs = {symbol.value: sign for sign, symbol in MARKS.items()}
        doubts = [signs.get(after, "") for _before, after in table.row_symbols]
        for number, cells in enumerate(table.rows, start=row + 1):
            doubt = doubts[number - row - 1] if doubts else ""
            for column, words in enumerate(cells):
                cell = f"{words} {doubt}" if doubt and column == len(cells) - 1 else words
                self._write_words(
                    sheet, number, column, cell, numeric=table.columns[column].numeric
                )
        row += len(table.rows) + 2
        for note in table.notes:
            self._text(sheet, row, 0, note)
            row += 1

    def _write_words(
        self, sheet: Worksheet, row: int, column: int, cell: str, *, numeric: bool
    ) -> None:
        """Write a finished text: as a number where it is one, so that it can be counted with."""
        found = read_number(cell) if numeric and cell else None
        if found is None:
            self._text(sheet, row, column, cell, self._right if numeric else None)
            return
        value, form = found
        sheet.write_number(row, column, value, self._format(form))

    def _write_about(self) -> None:
        spec = self._spec
        sheet, row = self._sheet("about")
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, _NOTE)
        parts = (
            ("title", (spec.title,)),
            ("selection", (spec.subtitle,)),
            ("says", (spec.finding, *spec.explanation)),
            ("context", (spec.context,)),
            ("foot", spec.foot),
            ("alt", (spec.alt,)),
        )
        row += 1
        for key, lines in parts:
            shown = [line for line in lines if line]
            for index, line in enumerate(shown):
                if index == 0:
                    self._text(sheet, row, 0, word(key), self._bold)
                self._text(sheet, row, 1, line, self._wrapped)
                row += 1


def read_number(cell: str) -> tuple[float, str] | None:
    """Return a finished text as a number with its format; None where it is no plain number."""
    plain = cell.replace(MINUS, "-")
    is_share = plain.endswith("%")
    plain = plain.removesuffix("%").rstrip(f"{NBSP} ")
    if language() == "sv":
        plain = plain.replace(NBSP, "").replace(",", ".")
    else:
        plain = plain.replace(",", "")
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return None
    decimals = len(match[1] or "")
    form = "0." + "0" * decimals if decimals else "0"
    if is_share:
        return round(float(plain) / 100, decimals + 4), f"{form} %"
    return float(plain), form if abs(float(plain)) < 1000 else f"#,##{form}"
