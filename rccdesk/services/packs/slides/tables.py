"""Native tables on slides: type of 18 pt, columns by what they say, split where they are long."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from rccdesk.services.charts.spec import TableSpec
from rccdesk.services.charts.symbols import Symbol
from rccdesk.services.packs.slides.folds import MISSING, closer, lower_first
from rccdesk.services.packs.slides.look import current_look
from rccdesk.services.packs.slides.own_slides import WIDE
from rccdesk.services.packs.slides.parts import (
    BREAK,
    SMALLEST,
    add_symbol,
    clean_text,
    colour,
    describe,
    px,
    write,
)
from rccdesk.services.packs.slides.text import LINE, SIZE, SLACK, count_lines, text_width
from rccdesk.services.packs.slides.words import (
    column_widths,
    kept_together,
    least_widths,
    split_rows,
    untied_table,
)
from rccdesk.texts import text

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # Office: no style, no grid
_PAD, _AFTER_NUMBERS = 8.0, 12.0  # px
_OVER, _TIGHT = 8.0, 2.0  # px that a row is higher than its lines
_SYMBOL = 18.0
_WIDEN = 120.0  # px at most that a name gets beyond its words
_LEAST_ROWS = 3  # on the last slide, or all slides share the rows
_QUIET = 6  # rows without figures from which they are told in words


@dataclass(frozen=True, slots=True)
class TablePart:
    """Rows of a table that stand on one slide, with the room that they take in px."""

    table: TableSpec
    widths: tuple[float, ...]
    heights: tuple[float, ...]  # the head first

    @property
    def height(self) -> float:
        """Return the height in px."""
        return sum(self.heights)


def table_parts(
    table: TableSpec, width: float, first: float, others: float, *, is_tight: bool = False
) -> tuple[TablePart, ...]:
    """Return the table in as few parts as there are slides for, none of them of a row or two.

    ``first`` is the room in px on the first slide, ``others`` that on each of the next. Rows
    are a little lower where the table ``is_tight``.
    """
    if width < WIDE and _is_crowded(table, width):
        table = closer(table)
    if _is_crowded(table, width):
        table = untied_table(table)
    widths = _widths(table, width)
    head = _head_height(table, widths)
    over = _TIGHT if is_tight else _OVER
    rooms = [_words_room(table, number, widths) for number in range(len(widths))]
    table = split_rows(table, rooms, min(first, others) - head)
    tall = [_row_height(table, index, rooms) + over for index in range(len(table.rows))]
    starts = _starts(tall, first - head, others - head)
    if len(starts) > 1 and len(tall) - starts[-1] < _LEAST_ROWS:
        starts = _evened(tall, len(starts), first - head, others - head)
    edges = [*starts, len(tall)]
    return tuple(
        TablePart(
            _part(table, start, stop) if (start, stop) != (0, len(tall)) else table,
            widths, (head, *tall[start:stop]),
        )
        for start, stop in pairwise(edges)
    )  # fmt: skip


def _is_crowded(table: TableSpec, width: float) -> bool:
    """Tell whether words of a table are broken in ``width`` px."""
    return _least_width(table, current_look().face.name) > width


@lru_cache(maxsize=256)
def _least_width(table: TableSpec, _face: str) -> float:
    """Return the px that a table needs with whole words."""
    fixed = _symbol_column(table)
    least = least_widths(table)[: len(table.columns) - bool(fixed)]
    pads = (_left(table, number) + _PAD for number in range(len(least)))
    return sum(least) + sum(pads) + fixed


def _symbol_column(table: TableSpec) -> float:
    """Return the width in px of a last column with symbols, which stand beside one line."""
    if not table.row_symbols:
        return 0.0
    last = len(table.columns) - 1
    after = max(bool(after) for _before, after in table.row_symbols)  # numbers end before them
    sizes = [text_width(table.columns[last].title, SIZE, bold=True) * SLACK]
    for index, (row, symbols) in enumerate(zip(table.rows, table.row_symbols, strict=True)):
        signs = bool(symbols[0]) + (after if table.columns[last].numeric else bool(symbols[1]))
        width = text_width(row[last], SIZE, bold=index in table.whole_rows) * SLACK
        sizes.append(width + (_SYMBOL + 8) * signs)
    return max(sizes) + _left(table, last) + _PAD


def _starts(tall: Sequence[float], first: float, others: float) -> list[int]:
    """Return the first row of each slide, each slide as full as it gets."""
    starts, used, room = [0], 0.0, first
    for index, height in enumerate(tall):
        if used + height > room + 0.5 and index > starts[-1]:
            starts.append(index)
            used, room = 0.0, others
        used += height
    return starts


def _evened(tall: Sequence[float], count: int, first: float, others: float) -> list[int]:
    """Return the first rows so that ``count`` slides have about as much room left."""
    low, high = 0.0, max(0.0, (first + (count - 1) * others - sum(tall)) / count + 1)
    for _ in range(12):
        middle = (low + high) / 2
        if len(_starts(tall, first - middle, others - middle)) <= count:
            low = middle
        else:
            high = middle
    return _starts(tall, first - low, others - low)


def count_details(table: TableSpec) -> int:
    """Return how many columns of details a table has that may be left out."""
    if table.row_symbols and table.columns[-1].is_detail:
        return 0
    return sum(column.is_detail for column in table.columns)


def without_details(table: TableSpec, count: int = 99) -> tuple[TableSpec, tuple[str, ...]]:
    """Return the table without its last ``count`` columns of details, and what they say."""
    left = [n for n, column in enumerate(table.columns) if column.is_detail][-count:]
    left = left if count else []
    kept = [n for n in range(len(table.columns)) if n not in left]
    if not left or (table.row_symbols and table.columns[-1].is_detail):
        return table, ()
    said = tuple(
        f"{row[0]}: "
        + ", ".join(f"{table.columns[n].title.lower()} {row[n]}" for n in left if row[n])
        for row in table.rows
        if any(row[n] for n in left)
    )
    return dataclasses.replace(
        table,
        columns=tuple(table.columns[n] for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in table.rows),
    ), said


def without_missing(table: TableSpec, width: float) -> tuple[TableSpec, tuple[str, ...]]:
    """Return a narrow crowded table without the columns that say nothing, and those in words."""
    last = len(table.columns) - bool(table.row_symbols)
    empty = [
        number
        for number in range(1, last)
        if all(row[number] in ("", MISSING) for row in table.rows)
    ]
    if width >= WIDE or not table.rows or not empty or not _is_crowded(table, width):
        return table, ()
    kept = [number for number in range(len(table.columns)) if number not in empty]
    names = ", ".join(lower_first(table.columns[number].title) for number in empty)
    return dataclasses.replace(
        table,
        columns=tuple(table.columns[number] for number in kept),
        rows=tuple(tuple(row[number] for number in kept) for row in table.rows),
    ), (text("packs.steering.unsaid", names=names),)


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
    heights = [max(1.0, height) for height in heights]  # long names may leave no room
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
    _rule(row, token, width, "lnT")


def _rule(row: Any, token: str, width: float, side: str) -> None:
    for cell in row.cells:
        properties = cell._tc.get_or_add_tcPr()
        line = etree.Element(qn(f"a:{side}"), w=str(Pt(width)), cap="flat", cmpd="sng", algn="ctr")
        fill = etree.SubElement(line, qn("a:solidFill"))
        etree.SubElement(fill, qn("a:srgbClr")).set("val", str(colour(token)))
        properties.insert(0, line)


def add_table(slide: Any, part: TablePart, corner: tuple[float, float], name: str) -> None:
    """Add a part of a table at ``corner`` (x, y in px); ``name`` says what it is about."""
    table, widths, heights = part.table, part.widths, part.heights
    frame = plain_table(slide, corner, widths, heights)
    frame.name = clean_text(name)
    describe(frame, _alt(table, name))
    native = frame.table
    native.first_row = True
    for number, column in enumerate(table.columns):
        cell = native.cell(0, number)
        cell.vertical_anchor = MSO_ANCHOR.BOTTOM
        cell.fill.solid()
        cell.fill.fore_color.rgb = colour("surface2")
        cell.margin_bottom = px(4)
        align = PP_ALIGN.RIGHT if column.numeric else PP_ALIGN.LEFT
        title = kept_together(column.title, _words_room(table, number, widths), SIZE, bold=True)
        write(cell.text_frame, title, SMALLEST, token="text2", bold=True, align=align)
        _pad(cell, table, number)
    for index in range(len(table.rows)):
        top = corner[1] + sum(heights[: index + 1]) + (heights[index + 1] - _SYMBOL) / 2
        _fill_row(slide, native, part, index, (corner[0], top))
    if table.rows:
        _rule(native.rows[len(table.rows)], "line", 1.0, "lnB")


def _head_height(table: TableSpec, widths: Sequence[float]) -> float:
    lines = max(
        (
            count_lines(column.title, _words_room(table, number, widths), SIZE, bold=True)
            for number, column in enumerate(table.columns)
        ),
        default=1,
    )
    return 8.0 + max(1, lines) * SIZE * LINE


def _row_height(table: TableSpec, index: int, rooms: Sequence[float]) -> float:
    bold = index in table.whole_rows
    row = table.rows[index]
    last = len(row) - 1 if table.row_symbols else len(row)  # symbols stand beside one line
    cells = zip(row[:last], rooms[:last], strict=True)
    lines = max([1, *(count_lines(words, room, SIZE, bold=bold) for words, room in cells)])
    return lines * SIZE * LINE


def _fill_row(
    slide: Any, native: Any, part: TablePart, index: int, corner: tuple[float, float]
) -> None:
    table, widths = part.table, part.widths
    row = table.rows[index]
    whole, hidden = index in table.whole_rows, index in table.hidden_rows
    rule_over(native.rows[index + 1], "line2" if whole or index == 0 else "line", 1.0)
    before, after = table.row_symbols[index] if table.row_symbols else ("", "")
    last = len(row) - 1
    for number, (words, column) in enumerate(zip(row, table.columns, strict=True)):
        cell = native.cell(index + 1, number)
        align = PP_ALIGN.RIGHT if column.numeric else PP_ALIGN.LEFT
        room = _words_room(table, number, widths)
        write(
            cell.text_frame, kept_together(words, room, SIZE, bold=whole), SMALLEST,
            token="text3" if hidden else "text", bold=whole, align=align,
        )  # fmt: skip
        _pad(cell, table, number)
        if number == last and before:
            cell.margin_left = px(_left(table, number) + _SYMBOL + 8)
    x = corner[0] + sum(widths[:-1]) + _left(table, last)
    y = corner[1]
    if table.columns[last].numeric:
        _mark_number(slide, part, index, (corner[0] + sum(widths) - _PAD, y), native)
        return
    if before:
        add_symbol(slide, Symbol(before), x, y, _SYMBOL, row[last])
        x += _SYMBOL + 8
    if after:
        end = x + text_width(row[last], SIZE, bold=whole) * SLACK + 8
        alt = text(f"packs.symbol.{after}")
        end = min(end, corner[0] + sum(widths) - _SYMBOL)
        add_symbol(slide, Symbol(after), end, y, _SYMBOL, alt)


def _mark_number(
    slide: Any, part: TablePart, index: int, corner: tuple[float, float], native: Any
) -> None:
    """Draw the symbols of a number beside it: ``corner`` is the right end of its column, px."""
    table = part.table
    x, y = corner
    last = len(table.columns) - 1
    before, after = table.row_symbols[index] if table.row_symbols else ("", "")
    if any(each for _before, each in table.row_symbols):
        x -= _SYMBOL + 8  # all numbers of the column end there
        cell = native.cell(index + 1, last)
        cell.margin_right = px(_PAD + _SYMBOL + 8)
        cell.margin_left = px(_PAD)
    if after:
        add_symbol(slide, Symbol(after), x + 8, y, _SYMBOL, text(f"packs.symbol.{after}"))
    if before:
        words = table.rows[index][last]
        width = text_width(words, SIZE, bold=index in table.whole_rows) * SLACK
        add_symbol(slide, Symbol(before), x - width - 8 - _SYMBOL, y, _SYMBOL, words)


def _pad(cell: Any, table: TableSpec, number: int) -> None:
    cell.margin_left, cell.margin_right = px(_left(table, number)), px(_PAD)


def _left(table: TableSpec, number: int) -> float:
    """Return the space before the words of a column: more where they follow numbers."""
    follows = number and table.columns[number - 1].numeric and not table.columns[number].numeric
    return _PAD + (_AFTER_NUMBERS if follows else 0.0)


def _words_room(table: TableSpec, number: int, widths: Sequence[float]) -> float:
    """Return how wide the words of a column may be, px."""
    return (widths[number] - _left(table, number) - _PAD) / SLACK + 1


def _widths(table: TableSpec, room: float) -> tuple[float, ...]:
    """Return widths by content; what is over goes to the first column."""
    return _measured(table, room, current_look().face.name)


@lru_cache(maxsize=256)  # a table is tried on several slides before it has its own
def _measured(table: TableSpec, room: float, _face: str) -> tuple[float, ...]:
    last = len(table.columns) - 1
    pads = [_left(table, number) + _PAD for number in range(last + 1)]
    if table.row_symbols:
        fixed = _symbol_column(table)
        columns = dataclasses.replace(
            table, columns=table.columns[:last], rows=tuple(row[:last] for row in table.rows)
        )
        widths = [*column_widths(columns, room - fixed, pads[:last]), fixed]
    else:
        widths = column_widths(table, room, pads)
    widths[0] += max(0.0, min(room - sum(widths), _WIDEN))
    return tuple(widths)


def _alt(table: TableSpec, name: str) -> str:
    titles = ", ".join(column.title.replace(f"-{BREAK}", "") for column in table.columns)
    return f"{name.rstrip('.')}: {titles}."
