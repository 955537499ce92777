"""The sheet Diagram: native charts, each over the numbers it is drawn from."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from rccdesk.formats import workbook_text
from rccdesk.services.charts.spec import ChartKind
from rccdesk.services.charts.workbook_blocks import Block, chart_block, funnel_limits_block
from rccdesk.services.charts.workbook_charts import Place, make_chart
from rccdesk.texts import text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from rccdesk.services.charts.spec import ChartSpec
    from rccdesk.services.packs.xlsx_book import Book

_CHART_ROWS = 24
_NAME, _NUMBER = 44, 14  # widths of columns, in characters
_COLUMNS = 60


def write_charts(book: Book) -> None:
    """Write every chart of the pack under each other."""
    sheet = book.sheet("charts", landscape=True)
    row = book.head(sheet, text("packs.workbook.charts_title"))
    charts = [chart for section in book.pack.sections for chart in section.charts]
    if not charts:
        book.text(sheet, row, 0, text("packs.workbook.no_charts"))
        return
    sheet.set_column(0, 0, _NAME)
    sheet.set_column(1, _COLUMNS, _NUMBER)
    for chart in charts:
        row = _chart(book, sheet, row, chart) + 1


def _chart(book: Book, sheet: Worksheet, row: int, spec: ChartSpec) -> int:
    """Place a chart with its numbers under it; return the row after them."""
    block = chart_block(spec)
    book.text(sheet, row, 0, spec.title, "strong")
    book.text(sheet, row + 1, 0, spec.subtitle)
    start = row + 3 + _CHART_ROWS
    chart = None
    after = row + 3
    if block.rows:
        place = Place(sheet.get_name(), start, 0, block)
        limits = None
        if spec.kind is ChartKind.FUNNEL:
            under = start + len(block.rows) + 2
            limits = Place(sheet.get_name(), under, 0, funnel_limits_block(spec))
        chart = make_chart(book.book, spec, place, limits, [sheet.get_name(), row, 0])
        if chart is not None:
            alt = {"description": workbook_text(spec.alt or spec.title)}
            sheet.insert_chart(row + 2, 0, chart, alt)
            book.text(sheet, start - 1, 0, text("charts.workbook.chart_numbers"), "strong")
            after = _block(book, sheet, start, block)
            if limits is not None:
                after = _block(book, sheet, limits.row, limits.block)
    if chart is None:  # its numbers are a table of the sheet Data
        book.text(sheet, row + 2, 0, text("charts.workbook.not_drawn"))
    for words in spec.foot:
        book.text(sheet, after, 0, words)
        after += 1
    return after


def _block(book: Book, sheet: Worksheet, row: int, block: Block) -> int:
    """Write the numbers of a chart. A gap is left blank: any sign there would be drawn as 0."""
    for column, head in enumerate(block.heads):
        book.text(sheet, row, column, head, "name")
    for number, cells in enumerate(block.rows, row + 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                book.text(sheet, number, column, cell)
            elif cell is not None and math.isfinite(cell):
                form = "0.0 %" if block.is_share[column] else "0.##"
                book.number(sheet, (number, column), cell, form)
    return row + len(block.rows) + 1
