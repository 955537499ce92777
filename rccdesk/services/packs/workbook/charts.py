"""The sheet Diagram: native charts, each over the numbers it is drawn from."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from rccdesk.formats import workbook_text
from rccdesk.services.charts.spec import ChartKind
from rccdesk.services.charts.workbook_blocks import Block, chart_block, funnel_limits_block
from rccdesk.services.charts.workbook_charts import Place, make_chart
from rccdesk.services.packs.workbook.book import plain
from rccdesk.services.packs.workbook.pages import print_whole
from rccdesk.services.packs.workbook.sizes import measure, pixels
from rccdesk.texts import text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from rccdesk.services.charts.spec import ChartSpec
    from rccdesk.services.packs.workbook.book import Book

_CHART_PT = 18.0  # a row that a chart lies over: told, so that no program makes it lower
_CHART_PX = _CHART_PT * 96 / 72
_LEAST_CHART, _BAR, _BESIDE = 340, 26, 140  # px
_NUMBER, _LEAST_NAME, _MOST_NAME = 12.0, 24.0, 44.0  # widths of columns, in characters
_CHART_WIDTH = 900  # px


def write_charts(book: Book) -> None:
    """Write every chart of the pack under each other, none cut by the end of a page."""
    sheet = book.sheet("charts")
    row = book.head(sheet, text("packs.workbook.charts_title"))
    charts = [chart for section in book.pack.sections for chart in section.charts]
    if not charts:
        book.text(sheet, row, 0, text("packs.workbook.no_charts"))
        return
    widths = _widths(charts)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    blocks = []
    for chart in charts:
        after = _chart(book, sheet, row, chart, widths)
        blocks.append((row, after))
        row = after + 1
    width = max(_CHART_WIDTH, sum(map(pixels, widths)))
    print_whole(sheet, blocks, lambda at: book.height(sheet, at), width, landscape=False)


def _widths(charts: list[ChartSpec]) -> list[float]:
    """Return the widths of the columns: the names of what is drawn, and its numbers."""
    blocks = [_limits_of(chart) or chart_block(chart) for chart in charts]
    blocks += [chart_block(chart) for chart in charts]
    names = [str(row[0]) for block in blocks for row in block.rows if isinstance(row[0], str)]
    widest = max((measure(plain(name)) for name in names), default=0.0) / 7 + 2
    columns = max(len(block.heads) for block in blocks)
    first = min(_MOST_NAME, max(_LEAST_NAME, math.ceil(widest)))
    numbers = max(columns - 1, math.ceil((_CHART_WIDTH - pixels(first)) / pixels(_NUMBER)))
    return [first, *([_NUMBER] * numbers)]


def _limits_of(spec: ChartSpec) -> Block | None:
    return funnel_limits_block(spec) if spec.kind is ChartKind.FUNNEL else None


def _chart(book: Book, sheet: Worksheet, row: int, spec: ChartSpec, widths: list[float]) -> int:
    """Place a chart with its numbers under it; return the row after them."""
    block = chart_block(spec)
    book.text(sheet, row, 0, spec.title, "strong")
    book.across(sheet, row + 1, spec.subtitle, widths)
    height = max(_LEAST_CHART, _BAR * len(spec.bars or spec.stacks) + _BESIDE)
    under = row + 2 + math.ceil(height / _CHART_PX)
    start = under + 2
    chart = None
    after = row + 3
    if block.rows:
        place = Place(sheet.get_name(), start, 0, block)
        limits = None
        limited = _limits_of(spec)
        if limited is not None:
            limits = Place(sheet.get_name(), start + len(block.rows) + 2, 0, limited)
        chart = make_chart(book.book, spec, place, limits, [sheet.get_name(), row, 0])
        if chart is not None:
            for covered in range(row + 2, under):
                book.set_height(sheet, covered, _CHART_PT)
            chart.set_size({"width": _CHART_WIDTH, "height": height})
            alt = {"description": workbook_text(spec.alt or spec.title)}
            sheet.insert_chart(row + 2, 0, chart, alt)
            book.text(sheet, start - 1, 0, text("charts.workbook.chart_numbers"), "strong")
            after = _block(book, sheet, start, block, widths)
            if limits is not None:
                after = _block(book, sheet, limits.row, limits.block, widths)
    if chart is None:  # its numbers are a table of the sheet Data
        book.text(sheet, row + 2, 0, text("charts.workbook.not_drawn"))
    for words in spec.foot:
        book.across(sheet, after, words, widths)
        after += 1
    return after


def _block(book: Book, sheet: Worksheet, row: int, block: Block, widths: list[float]) -> int:
    """Write the numbers of a chart. A gap is left blank: any sign there would be drawn as 0."""
    for column, head in enumerate(block.heads):
        book.text(sheet, row, column, head, "name_right" if column else "name")
    book.tall(sheet, row, *zip(block.heads, widths, strict=False), bold=True)
    for number, cells in enumerate(block.rows, row + 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                book.text(sheet, number, column, cell, "right" if column else "wrapped")
                book.tall(sheet, number, (cell, widths[column]))
            elif cell is not None and math.isfinite(cell):
                form = "0.0 %" if block.is_share[column] else "0.##"
                book.number(sheet, (number, column), cell, form)
    return row + len(block.rows) + 1
