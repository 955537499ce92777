"""Tables of a document: columns by their words, heads that repeat, rows that no page cuts."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from rccdesk.formats import workbook_text
from rccdesk.services.charts.layout import text_width
from rccdesk.services.font_widths import ARIAL

_SIZES = (9.5, 9.0, 8.5, 8.0)  # pt, the largest that keeps the words whole
_GAP = 8.0  # pt, both sides of a cell
_SLACK = 1.06  # faces differ
_LONGEST = 15.0  # times the type: a longer word may be broken
_TWIPS = 20
_HYPHEN = re.compile(r"-(?!\d)")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as finished texts."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    whole: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()


def fits(grid: Grid, room: float) -> bool:
    """Tell whether no word need be broken in ``room`` pt at the least type."""
    return sum(least for least, _ in _wishes(grid, _SIZES[-1])) <= room


def choose_widths(grid: Grid, room: float) -> tuple[list[float], float]:
    """Return the widths of the columns in pt, filling ``room``, and the size of the type."""
    for size in _SIZES:
        wishes = _wishes(grid, size)
        if sum(least for least, _ in wishes) <= room:
            break
    widths = [least for least, _ in wishes]
    left = room - sum(widths)
    if left < 0:
        return [width * room / sum(widths) for width in widths], size
    more = [full - least for least, full in wishes]
    if sum(more) <= left:
        widths = [full for _, full in wishes]
        words = [0.0 if number else math.sqrt(full)
                 for (_, full), number in zip(wishes, grid.numeric, strict=True)]  # fmt: skip
        words = words if any(words) else [1.0] * len(words)
        spare = room - sum(widths)
        widths = [w + spare * part / sum(words) for w, part in zip(widths, words, strict=True)]
        return widths, size
    shares = [math.sqrt(each) for each in more]
    while left > 0.5 and any(shares):  # no column is given more than it can use
        given = left / sum(shares)
        left = 0.0
        for number, share in enumerate(shares):
            extra = min(more[number], given * share)
            left += given * share - extra
            widths[number] += extra
            more[number] -= extra
            if more[number] <= 0:
                shares[number] = 0.0
    return widths, size


def _wishes(grid: Grid, size: float) -> list[tuple[float, float]]:
    """Return for each column the width of its longest word, and of its longest cell, in pt."""
    found = []
    for number, head in enumerate(grid.heads):
        cells = [row[number] for row in grid.rows]
        words = {word for cell in (*cells, head) for word in _words(cell)}
        least = max((_width(word, size) for word in words), default=0.0)
        full = max((_width(cell, size) for cell in cells), default=0.0)
        least = min(least, _LONGEST * size)
        if grid.numeric[number]:
            least = max(least, min(full, _LONGEST * size))
        long_head = _width(head, size)
        full = max(full, long_head if long_head < 6 * size else long_head * 0.55)
        found.append((least + _GAP, max(least, full) + _GAP))
    return found


def _words(cell: str) -> list[str]:
    """Return what is to be whole; a line may break after a hyphen, but not in a date."""
    return _HYPHEN.sub("- ", cell).split(" ")


def _width(words: str, size: float) -> float:
    return text_width(words, size, bold=True, face=ARIAL) * _SLACK


def table_element(
    grid: Grid, room: float, *, style: str, body: str, quiet: str, name: str = ""
) -> Any:
    """Return a table in the style of id ``style``.

    ``body`` is the mark of a paragraph's style, ``quiet`` the colour of hidden rows.
    """
    widths, size = choose_widths(grid, room)
    twips = [round(width * _TWIPS) for width in widths]
    half = round(size * 2)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)

    def cell(number: int, words: str, *, bold: bool, colour: str, top: bool, keep: bool) -> str:
        edge = (
            '<w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/></w:tcBorders>'
            if top
            else ""
        )
        look = f'{"<w:b/>" if bold else ""}{colour}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        place = '<w:jc w:val="right"/>' if grid.numeric[number] else ""
        kept = "<w:keepNext/>" if keep else ""
        lines = "".join(
            f"{'<w:br/>' if index else ''}"
            f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>'
            for index, line in enumerate(workbook_text(words).split("\n"))
        )
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{twips[number]}" w:type="dxa"/>{edge}</w:tcPr><w:p><w:pPr>'
            f'{body}{kept}<w:spacing w:before="30" w:after="30"/>{place}</w:pPr>'
            f"<w:r><w:rPr>{look}</w:rPr>{lines}</w:r></w:p></w:tc>"
        )

    def row(cells: Sequence[str], properties: str, **look: Any) -> str:
        made = "".join(cell(number, words, **look) for number, words in enumerate(cells))
        return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{made}</w:tr>"

    grey = f'<w:color w:val="{quiet}"/>' if quiet else ""
    last = len(grid.rows) - 1
    rows = [row(grid.heads, "<w:tblHeader/>", bold=True, colour="", top=False, keep=True)]
    rows += [
        row(
            cells,
            "",
            bold=index in grid.whole,
            colour=grey if index in grid.hidden else "",
            top=index in grid.whole,
            keep=index == 0 or index == last - 1,  # no row alone on a page
        )
        for index, cells in enumerate(grid.rows)
    ]
    named = f'<w:tblStyle w:val="{escape(style)}"/>' if style else ""
    said = f'<w:tblCaption w:val="{escape(workbook_text(name))}"/>' if name else ""
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>{named}"
        f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
        "</w:tblCellMar>"
        f'<w:tblLook w:val="0420" w:firstRow="1" w:noVBand="1"/>{said}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
