"""Tables of a document: columns by their words, heads that repeat, rows that no page cuts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from docx.oxml import parse_xml

from rccdesk.formats import NBSP, workbook_text
from rccdesk.services.charts.layout import text_width
from rccdesk.services.font_widths import ARIAL
from rccdesk.services.packs.column_widths import (
    Column,
    Measure,
    choose_size,
    least_room,
    share_room,
)
from rccdesk.services.packs.document.symbols import Place, symbol_names

_SIZES = (9.5, 9.0, 8.5, 8.0, 7.5)  # pt, the largest that keeps the words whole
_SIDE = 80  # twips
_GAP = 8.0  # pt, both sides of a cell
_BROKEN = 1.6  # office programs end a line within an interval, where the program's PDF does not
_SHORT = 9  # rows that are kept on one page, as those of the regions
_SLACK = 1.06  # faces differ
_LONGEST = 15.0  # times the type: a longer word may be broken
_TWIPS = 20
_SYMBOL_ROOM = "Mi"  # as wide as a symbol and its distance
_IN_NUMBER = re.compile(r"(?<=\d)-(?=\d)")


@dataclass(frozen=True, slots=True)
class TableLook:
    """The sizes of type to choose from in pt, the largest first, and the room over a row."""

    sizes: Sequence[float] = _SIZES
    gap: int = 35  # twips


USUAL, CLOSE = TableLook(), TableLook((8.5, 8.0, 7.5), 20)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as finished texts."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    whole: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()
    symbols: tuple[tuple[str, str], ...] = ()  # before and after the words of the last cell


def fits(grid: Grid, room: float) -> bool:
    """Tell whether no word need be broken in ``room`` pt at the least type."""
    return least_room(_columns(grid), _measure(_SIZES[-1])) <= room


def choose_widths(
    grid: Grid, room: float, sizes: Sequence[float] = _SIZES
) -> tuple[list[float], float]:
    """Return the widths of the columns in pt, filling ``room``, and the size of the type."""
    columns = _columns(grid)
    found = choose_size(sizes, room, columns, _measure, broken_numbers=_BROKEN)
    return found or (share_room(columns, room, _measure(sizes[-1])), sizes[-1])


def _columns(grid: Grid) -> list[Column]:
    found = []
    for number, head in enumerate(grid.heads):
        cells = [row[number] for row in grid.rows]
        if number == len(grid.heads) - 1 and grid.symbols:
            cells = [
                words.replace(" ", NBSP) + _SYMBOL_ROOM * sum(map(bool, marks))
                if any(marks)
                else words
                for words, marks in zip(cells, grid.symbols, strict=True)
            ]
        found.append(Column(head, [_cut(cell) for cell in cells], grid.numeric[number], _GAP))
    return found


def _cut(cell: str) -> str:
    """Return a cell with what no line can hold in pieces, as the office program breaks it."""
    words = []
    for word in cell.split(" "):
        most = max(1, int(_LONGEST * len(word) / max(_width(word, 1.0), _LONGEST)))
        words += [word[start : start + most] for start in range(0, len(word), most)] or [""]
    return " ".join(words)


def _measure(size: float) -> Measure:
    return lambda words: _width(words, size)


def _width(words: str, size: float) -> float:
    return text_width(words, size, bold=True, face=ARIAL) * _SLACK


def table_element(
    grid: Grid,
    room: float,
    *,
    style: str,
    body: str,
    quiet: str,
    symbol: Callable[[str, float, Place], str],
    name: str = "",
    look: TableLook = USUAL,
    is_kept: bool = False,
) -> Any:
    """Return a table in the style of id ``style``.

    ``body`` is the mark of a paragraph's style, ``quiet`` the colour of hidden rows. ``symbol``
    returns a run with a symbol by its name, the size of the type, and where it stands. One
    that ``is_kept`` ends on the page of what follows it.
    """
    widths, size = choose_widths(grid, room, look.sizes)
    twips = [round(width * _TWIPS) for width in widths]
    half = round(size * 2)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)

    def cell(
        number: int,
        words: str,
        *,
        bold: bool,
        colour: str,
        top: bool,
        keep: bool,
        marks: tuple[str, str] = ("", ""),
    ) -> str:
        edge = (
            '<w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/></w:tcBorders>'
            if top
            else ""
        )
        look_of = (
            f'{"<w:b/>" if bold else ""}{colour}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        )
        place = '<w:jc w:val="right"/>' if grid.numeric[number] else ""
        kept = "<w:keepNext/>" if keep else ""
        before, after = marks if number == len(grid.heads) - 1 else ("", "")
        wraps = _width(words, size) + _GAP > widths[number]
        lines = "<w:br/>".join(
            _words(line, whole=wraps) for line in workbook_text(words).split("\n")
        )
        spoken = f"<w:r><w:rPr>{look_of}</w:rPr>{lines}</w:r>"
        if before:
            spoken = f"{symbol(before, size, Place.BEFORE)}{spoken}"
        if after:
            spoken = f"{spoken}{symbol(after, size, Place.AFTER)}"
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{twips[number]}" w:type="dxa"/>{edge}</w:tcPr><w:p><w:pPr>'
            f'{body}{kept}<w:spacing w:before="{look.gap}" w:after="{look.gap}" w:line="245"'
            f' w:lineRule="auto"/>{place}</w:pPr>{spoken}</w:p></w:tc>'
        )

    def row(cells: Sequence[str], properties: str, **given: Any) -> str:
        made = "".join(cell(number, words, **given) for number, words in enumerate(cells))
        return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{made}</w:tr>"

    grey = f'<w:color w:val="{quiet}"/>' if quiet else ""
    last = len(grid.rows) - 1
    # No row or two alone on a page; a table of few rows stands on one.
    kept = {*range(last)} if last < _SHORT else {0, 1, last - 2, last - 1}
    kept |= {last} if is_kept else set()
    rows = [row(grid.heads, "<w:tblHeader/>", bold=True, colour="", top=False, keep=True)]
    rows += [
        row(
            cells,
            "",
            bold=index in grid.whole,
            colour=grey if index in grid.hidden else "",
            top=index in grid.whole,
            keep=index in kept,
            marks=grid.symbols[index] if grid.symbols else ("", ""),
        )
        for index, cells in enumerate(grid.rows)
    ]
    named = f'<w:tblStyle w:val="{escape(style)}"/>' if style else ""
    said = f'<w:tblCaption w:val="{escape(workbook_text(name))}"/>' if name else ""
    return parse_xml(
        f"<w:tbl {symbol_names()}><w:tblPr>{named}"
        f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{_SIDE}" w:type="dxa"/><w:right w:w="{_SIDE}" w:type="dxa"/>'
        "</w:tblCellMar>"
        f'<w:tblLook w:val="0420" w:firstRow="1" w:noVBand="1"/>{said}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _words(line: str, *, whole: bool) -> str:
    """Return a line of a cell; where the cell goes on, no line ends within a date."""
    pieces = _IN_NUMBER.split(line) if whole else [line]
    return "<w:noBreakHyphen/>".join(
        f'<w:t xml:space="preserve">{escape(piece, quote=False)}</w:t>' for piece in pieces
    )
