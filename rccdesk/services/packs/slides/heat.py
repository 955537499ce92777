"""Rows by periods on a slide: a native table whose cells have the tone of their value."""

from __future__ import annotations

import dataclasses
import math
from itertools import pairwise
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn

from rccdesk.formats import NBSP, percent
from rccdesk.services.charts.heatmap import TONES
from rccdesk.services.charts.spec import ChartSpec, HeatCell
from rccdesk.services.charts.svg_bars import DOUBT_SYMBOLS
from rccdesk.services.charts.workbook_charts import heat_colours
from rccdesk.services.packs.slides.parts import (
    SMALLEST,
    add_rect,
    add_symbol,
    add_text,
    clean_text,
    colour,
    describe,
    write,
)
from rccdesk.services.packs.slides.periods import hatching
from rccdesk.services.packs.slides.tables import plain_table
from rccdesk.services.packs.slides.text import LINE, SIZE, SLACK, text_width, widest, wrap
from rccdesk.texts import text

_Box = tuple[float, float, float, float]
_NAMES = 300.0  # px for the names; more where the columns leave it
_OVER, _HEAD, _LEGEND = 2.0, 30.0, 34.0  # px
_ABOVE = 38.0  # px from the map up to the line of the finding
_CELL = 64.0
_SYMBOL = 15.0
_GAP = 10.0


def split_heat(spec: ChartSpec, box: _Box) -> tuple[ChartSpec, ...]:
    """Return the map in parts that fit a slide each: first all rows, then further periods."""
    names = _names(spec, box[2])
    per_slide = max(1, int((box[2] - names) // _needed(spec)))
    pieces = -(-len(spec.column_labels) // per_slide) or 1
    even = -(-len(spec.column_labels) // pieces)
    room = box[3] - _HEAD * (2 if spec.year_marks else 1)
    room -= 0.0 if _legend_fits_above(spec, box[2]) else _LEGEND
    total = sum(_row_height(name, names) for name in spec.row_labels)
    room = min(room, total / max(1, math.ceil(total / room)) + SIZE * LINE)
    parts = []
    for column in range(0, max(1, len(spec.column_labels)), max(1, even)):
        rows, used = [0], 0.0
        for index, name in enumerate(spec.row_labels):
            height = _row_height(name, names)
            if used + height > room and index > rows[-1]:
                rows.append(index)
                used = 0.0
            used += height
        edges = [*rows, len(spec.row_labels)]
        parts += [
            _part(spec, (start, stop), (column, column + even)) for start, stop in pairwise(edges)
        ]
    return tuple(parts)


def _part(spec: ChartSpec, rows: tuple[int, int], columns: tuple[int, int]) -> ChartSpec:
    stop = min(columns[1], len(spec.column_labels))
    years, year = [], ""
    known = dict(spec.year_marks)
    for index in range(stop):
        if index in known:
            year = known[index]
        if index >= columns[0] and (index in known or index == columns[0]) and year:
            years.append((index - columns[0], year))
    return dataclasses.replace(
        spec,
        row_labels=spec.row_labels[rows[0] : rows[1]],
        column_labels=spec.column_labels[columns[0] : stop],
        year_marks=tuple(years),
        cells=tuple(
            dataclasses.replace(cell, row=cell.row - rows[0], column=cell.column - columns[0])
            for cell in spec.cells
            if rows[0] <= cell.row < rows[1] and columns[0] <= cell.column < stop
        ),
    )


def _names(spec: ChartSpec, room: float) -> float:
    full = widest(spec.row_labels, SIZE) * SLACK + _GAP
    cells = len(spec.column_labels) * max(_CELL, _needed(spec))
    return min(full, max(_NAMES, room - cells))


def _row_height(name: str, names: float) -> float:
    return len(wrap(name, (names - _GAP) / SLACK, SIZE)) * SIZE * LINE + _OVER


def _needed(spec: ChartSpec) -> float:
    """Return the room of the widest cell, with its sign of doubt."""
    signs = _SYMBOL + 8 if any(cell.doubt in DOUBT_SYMBOLS for cell in spec.cells) else 0.0
    words = [*map(_words, spec.cells), *spec.column_labels]
    return widest(words, SIZE) * SLACK + _GAP + 2 * signs


def _words(cell: HeatCell) -> str:
    """Return the value without its unit, which the legend has; a star where preliminary."""
    plain = cell.value_text.removesuffix(f"{NBSP}%").removesuffix("%")
    return f"{plain}*" if cell.preliminary and cell.value is not None else plain


def add_heat(slide: Any, spec: ChartSpec, box: _Box) -> None:
    """Add the map into ``box`` (px): a table with a tone in each cell, and what tones mean."""
    x, y, width, _height = box
    count = max(1, len(spec.column_labels))
    names = _names(spec, width)
    cell_width = min((width - names) / count, max(_needed(spec), 90.0))
    heads = [_HEAD, _HEAD] if spec.year_marks else [_HEAD]
    heights = [*heads, *(_row_height(name, names) for name in spec.row_labels)]
    if _legend_fits_above(spec, width):
        _draw_legend(slide, spec, x + width - _legend_width(), y - _ABOVE)
    else:
        _draw_legend(slide, spec, x, y)
        y += _LEGEND
    frame = plain_table(slide, (x, y), [names, *[cell_width] * count], heights)
    frame.name = clean_text(spec.title)
    describe(frame, spec.alt)
    native = frame.table
    native.first_row = True
    for index, year in spec.year_marks:
        write(native.cell(0, index + 1).text_frame, year, SMALLEST, bold=True)
        native.cell(0, index + 1).text_frame.word_wrap = False
    head = len(heads) - 1
    for index, label in enumerate(spec.column_labels):
        cell = native.cell(head, index + 1)
        write(cell.text_frame, label, SMALLEST, token="text2", align=PP_ALIGN.CENTER)
    for row, name in enumerate(spec.row_labels):
        write(native.cell(row + len(heads), 0).text_frame, name, SMALLEST)
    for cell in spec.cells:
        corner = (
            x + names + cell.column * cell_width,
            y + sum(heights[: cell.row + len(heads)]),
        )
        size = (cell_width, heights[cell.row + len(heads)])
        target = native.cell(cell.row + len(heads), cell.column + 1)
        _fill(slide, target, cell, corner, size)


def _fill(
    slide: Any,
    native: Any,
    cell: HeatCell,
    corner: tuple[float, float],
    size: tuple[float, float],
) -> None:
    token = "text3" if cell.value is None else "text"
    write(native.text_frame, _words(cell), SMALLEST, token=token, align=PP_ALIGN.CENTER)
    if cell.tone is not None:  # the tones are light on dark slides too
        native.text_frame.paragraphs[0].runs[0].font.color.rgb = colour(token, "light")
    if cell.tone is not None:
        tint = heat_colours()[cell.tone].lstrip("#").upper()
        native.fill.solid()
        native.fill.fore_color.rgb = RGBColor.from_string(tint)
        properties = native._tc.get_or_add_tcPr()
        if cell.preliminary:
            properties.replace(properties.find(qn("a:solidFill")), hatching("surface", tint))
        _edge(properties)
    if cell.value is not None and cell.doubt in DOUBT_SYMBOLS:
        name = DOUBT_SYMBOLS[cell.doubt]
        x = corner[0] + size[0] - _SYMBOL - 5
        y = corner[1] + (size[1] - _SYMBOL) / 2
        add_symbol(slide, name, x, y, _SYMBOL, text(f"packs.symbol.{name}"))


def _edge(properties: Any) -> None:
    """Part a cell from its neighbours by a line in the colour of the ground."""
    for number, tag in enumerate(("lnL", "lnR", "lnT", "lnB")):
        line = etree.Element(qn(f"a:{tag}"), w="12700", cap="flat", cmpd="sng", algn="ctr")
        fill = etree.SubElement(line, qn("a:solidFill"))
        etree.SubElement(fill, qn("a:srgbClr")).set("val", "FFFFFF")
        properties.insert(number, line)


def _legend_words(tone: int) -> str:
    low, high = tone * 0.2, 1.0 if tone == len(TONES) - 1 else tone * 0.2 + 0.19
    return f"{percent(low)[:-2].rstrip()}–{percent(high)}"


def _legend_width() -> float:
    sizes = (text_width(_legend_words(tone), SIZE) * SLACK + 4 for tone in range(len(TONES)))
    return sum(30 + size + 20 for size in sizes) - 20


def _legend_fits_above(spec: ChartSpec, width: float) -> bool:
    """Tell whether the legend has room beside the finding, which stands over the map."""
    said = text_width(spec.finding, SIZE) * SLACK
    return bool(said) and said + 40 + _legend_width() <= width


def _draw_legend(slide: Any, spec: ChartSpec, x: float, y: float) -> None:
    """Say what the tones stand for."""
    if not spec.is_share or not any(cell.tone is not None for cell in spec.cells):
        return
    for tone in range(len(TONES)):
        words = _legend_words(tone)
        alt = text("packs.alt.part", label=words)
        swatch = add_rect(slide, (x, y + 4, 22, 20), "bar", alt, alt)
        swatch.fill.fore_color.rgb = RGBColor.from_string(heat_colours()[tone].lstrip("#").upper())
        size = text_width(words, SIZE) * SLACK + 4
        add_text(slide, (x + 30, y, size, 30), words, SMALLEST, token="text2")
        x += 30 + size + 20
