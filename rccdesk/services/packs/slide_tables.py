"""Native tables on slides: type of 18 pt, split over slides where they are long."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from rccdesk.services.charts.layout import text_width, wrap
from rccdesk.services.charts.spec import TableSpec
from rccdesk.services.charts.symbols import Symbol
from rccdesk.services.packs.slide_parts import (
    SMALLEST,
    add_symbol,
    clean_text,
    colour,
    describe,
    px,
    write,
)
from rccdesk.services.packs.slide_words import split_rows, word_widths
from rccdesk.texts import text

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # Office: no style, no grid
_SIZE = SMALLEST * 96 / 72  # px
_SLACK = 1.12  # other fonts are wider than ours, which the reader may lack
_ROW, _GAP = 38.0, 14.0
_SYMBOL = 18.0
_LEAST_NAME = 200.0  # px
_QUIET = 6  # rows without figures from which they are told in words
_ROWS_ROOM = 445.0  # px for the rows of a table


def table_parts(table: TableSpec, room: float, height: float = _ROWS_ROOM) -> tuple[TableSpec, ...]:
    """Return the table in parts that fit a slide each; the whole stands last.

    ``room`` is the width in px, ``height`` that of the rows under the heads.
    """
    widths = _widths(table, room)
    table = split_rows(table, [_room(width) for width in widths], height)
    starts, used = [0], 0.0
    for index, row in enumerate(table.rows):
        tall = _row_height(table, row, widths)
        if used + tall > height and index:
            starts.append(index)
            used = 0.0
        used += tall
    edges = [*starts, len(table.rows)]
    return tuple(_part(table, start, stop) for start, stop in pairwise(edges))


def without_quiet(table: TableSpec) -> tuple[TableSpec, tuple[str, ...]]:
    """Return the table without its many rows that have no figure, and those in words by reason."""
    quiet = [index for index in table.hidden_rows if index not in table.whole_rows]
    if len(quiet) < _QUIET or len(quiet) == len(table.rows):
        return table, ()
    names: dict[str, list[str]] = {}
    for index in quiet:
        reason = table.rows[index][-1].rstrip("¹ ").strip("()")
        names.setdefault(reason, []).append(table.rows[index][0])
    said = tuple(
        f"{reason[:1].upper()}{reason[1:]} ({len(found)}): {', '.join(found)}."
        for reason, found in names.items()
    )
    kept = [index for index in range(len(table.rows)) if index not in quiet]
    places = {index: place for place, index in enumerate(kept)}
    return dataclasses.replace(
        table,
        rows=tuple(table.rows[index] for index in kept),
        row_symbols=tuple(table.row_symbols[index] for index in kept if table.row_symbols),
        whole_rows=tuple(places[index] for index in table.whole_rows),
        hidden_rows=tuple(places[i] for i in table.hidden_rows if i in places),
    ), said


def _part(table: TableSpec, start: int, stop: int) -> TableSpec:
    span = range(start, stop)
    return dataclasses.replace(
        table,
        rows=table.rows[start:stop],
        row_symbols=table.row_symbols[start:stop],
        whole_rows=tuple(index - start for index in table.whole_rows if index in span),
        hidden_rows=tuple(index - start for index in table.hidden_rows if index in span),
    )


def plain_table(
    slide: Any, box: tuple[float, float], widths: Sequence[float], heights: Sequence[float]
) -> Any:
    """Add an empty table without style at ``box`` (x, y in px); cells have no margins."""
    frame = slide.shapes.add_table(
        len(heights), len(widths), px(box[0]), px(box[1]), px(sum(widths)), px(sum(heights))
    )
    table = frame.table
    table.first_row = table.horz_banding = False
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN
    for column, width in zip(table.columns, widths, strict=True):
        column.width = px(width)
    for row, height in zip(table.rows, heights, strict=True):
        row.height = px(height)
    for row in table.rows:
        for cell in row.cells:
            cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = 0
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            # An empty cell is as high as its type, by default 18 pt with spacing.
            cell.text_frame.paragraphs[0].font.size = Pt(SMALLEST)
    return frame


def rule_over(row: Any, token: str, width: float) -> None:
    """Draw a line over a row of a table."""
    for cell in row.cells:
        properties = cell._tc.get_or_add_tcPr()
        line = etree.Element(qn("a:lnT"), w=str(Pt(width)), cap="flat", cmpd="sng", algn="ctr")
        fill = etree.SubElement(line, qn("a:solidFill"))
        etree.SubElement(fill, qn("a:srgbClr")).set("val", str(colour(token)))
        properties.insert(0, line)


def add_table(slide: Any, table: TableSpec, box: tuple[float, float, float]) -> float:
    """Add ``table`` at ``box`` (x, y, width in px) and return the y under it."""
    x, y, room = box
    widths = _widths(table, room)
    lines = max(
        len(wrap(column.title, width - _GAP, _SIZE * _SLACK, bold=True))
        for column, width in zip(table.columns, widths, strict=True)
    )
    head = 8.0 + lines * _SIZE * 1.2
    heights = [head, *(_row_height(table, row, widths) for row in table.rows)]
    frame = plain_table(slide, (x, y), widths, heights)
    frame.name = clean_text(table.title)
    describe(frame, _alt(table))
    native = frame.table
    native.first_row = True
    for number, column in enumerate(table.columns):
        cell = native.cell(0, number)
        cell.vertical_anchor = MSO_ANCHOR.BOTTOM
        align = PP_ALIGN.RIGHT if column.numeric else PP_ALIGN.LEFT
        write(cell.text_frame, column.title, SMALLEST, token="text2", bold=True, align=align)
        _pad(cell, table, number)
    for index, row in enumerate(table.rows):
        top = y + sum(heights[: index + 1]) + (heights[index + 1] - _SYMBOL) / 2
        _fill_row(slide, native, table, index, row, (x, top), widths)
    return y + sum(heights)


def _room(width: float) -> float:
    """Return how wide the words of a column may be, px."""
    return (width - _GAP) / _SLACK + 1


def _row_height(table: TableSpec, row: Sequence[str], widths: Sequence[float]) -> float:
    lines = len(wrap(row[0], widths[0] / _SLACK, _SIZE, bold=True))
    last = len(row) - 1 if table.row_symbols else len(row)  # symbols stand beside one line
    others = zip(row[1:last], widths[1:last], strict=True)
    cells = (len(wrap(words, _room(width), _SIZE)) for words, width in others)
    lines = max(lines, *cells, 1)
    return _ROW + (lines - 1) * _SIZE * 1.2


def _fill_row(
    slide: Any,
    native: Any,
    table: TableSpec,
    index: int,
    row: tuple[str, ...],
    corner: tuple[float, float],
    widths: Sequence[float],
) -> None:
    whole, hidden = index in table.whole_rows, index in table.hidden_rows
    rule_over(native.rows[index + 1], "line2" if whole or index == 0 else "line", 1.0)
    before, after = table.row_symbols[index] if table.row_symbols else ("", "")
    last = len(row) - 1
    for number, (words, column) in enumerate(zip(row, table.columns, strict=True)):
        cell = native.cell(index + 1, number)
        align = PP_ALIGN.RIGHT if column.numeric else PP_ALIGN.LEFT
        write(
            cell.text_frame, words, SMALLEST,
            token="text3" if hidden else "text", bold=whole, align=align,
        )  # fmt: skip
        _pad(cell, table, number)
        if number == last and before:
            cell.margin_left = px(_gap(table, number) + _SYMBOL + 8)
    x = corner[0] + sum(widths[:-1]) + _gap(table, last)
    y = corner[1]
    if before:
        add_symbol(slide, Symbol(before), x, y, _SYMBOL, row[last])
        x += _SYMBOL + 8
    if after:
        end = x + text_width(row[last], _SIZE, bold=whole) * _SLACK + 8
        alt = text(f"packs.symbol.{after}")
        end = min(end, corner[0] + sum(widths) - _SYMBOL)
        add_symbol(slide, Symbol(after), end, y, _SYMBOL, alt)


def _pad(cell: Any, table: TableSpec, number: int) -> None:
    if number and not table.columns[number].numeric:
        cell.margin_left = px(_gap(table, number))


def _widths(table: TableSpec, room: float) -> list[float]:
    """Return widths by content; what is over goes to the first column, which also gives."""
    widths = []
    for number, column in enumerate(table.columns):
        cells = [row[number] for row in table.rows]
        width = max(
            [text_width(words, _SIZE, bold=True) for words in cells]
            + [text_width(word, _SIZE, bold=True) for word in column.title.split()],
            default=0.0,
        )
        if number == len(table.columns) - 1 and table.row_symbols:
            marked = (
                text_width(words, _SIZE, bold=True) + (_SYMBOL + 8) * (bool(before) + bool(after))
                for words, (before, after) in zip(cells, table.row_symbols, strict=True)
            )
            width = max(width, *marked)
        widths.append(width * _SLACK + _gap(table, number))
    over = room - sum(widths)
    if over >= 0:
        widths[0] += min(over, 120.0)
        return widths
    # Names and words may take two lines, figures may not.
    given = min(-over, max(0.0, widths[0] - _LEAST_NAME))
    widths[0] -= given
    over += given
    for number in range(1, len(widths) - 1):
        if over >= 0:
            break
        if not table.columns[number].numeric:
            narrow = max(_two_lines([row[number] for row in table.rows]), widths[number] + over)
            over += widths[number] - min(widths[number], narrow)
            widths[number] = min(widths[number], narrow)
    if over < 0 and not table.row_symbols:
        return word_widths(table, room, _GAP, _SLACK)
    widths[0] += min(0.0, over)
    return widths


def _two_lines(cells: Sequence[str]) -> float:
    """Return the width at which no cell needs more than two lines."""
    widths = [text_width(word, _SIZE, bold=True) for cell in cells for word in cell.split(" ")]
    widths += [text_width(cell, _SIZE) / 2 for cell in cells]
    width = max(widths, default=0.0)
    while any(len(wrap(cell, width, _SIZE)) > 2 for cell in cells):
        width += 6.0
    return width * _SLACK + 2 * _GAP


def _gap(table: TableSpec, number: int) -> float:
    """Return the space before a column: more where words follow right-aligned numbers."""
    follows = number and table.columns[number - 1].numeric and not table.columns[number].numeric
    return 2 * _GAP if follows else _GAP


def _alt(table: TableSpec) -> str:
    titles = ", ".join(column.title for column in table.columns)
    return f"{table.title}: {titles}."
