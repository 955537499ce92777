"""The printed pages of a sheet whose blocks stand under each other: its scale and its breaks.

A program that fits a sheet to the width of a page may pass over breaks set by hand, so the scale
is set instead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SIDE, TOP = 0.3, 0.65  # margins, in inches
_SHORT_SIDE, _LONG_SIDE = 8.27, 11.69  # A4, in inches
_ACROSS, _DOWN = 0.925, 0.97  # of the page: a column is wider in one program than in another
_LEAST_SCALE = 10.0  # per cent
_SMALLER = 0.88  # times the scale, so that a block is whole
_MOST_BREAKS = 1000  # a sheet holds 1023


def print_whole(
    sheet: Worksheet,
    blocks: Sequence[tuple[int, int]],
    height: Callable[[int], float],
    width: float,
    *,
    landscape: bool,
) -> None:
    """Let a sheet print ``width`` px of columns on A4 with its blocks whole, at most full size.

    A scale that is a little smaller is chosen where it leaves fewer blocks cut.
    """
    across, down = (_LONG_SIDE, _SHORT_SIDE) if landscape else (_SHORT_SIDE, _LONG_SIDE)
    room = (across - 2 * SIDE) * 96 * _ACROSS
    scale = max(_LEAST_SCALE, min(100.0, 100 * room / max(1.0, width)))
    full = (down - 2 * TOP) * 72 * _DOWN * 100  # pt of rows, times the scale in per cent
    needed = [full / max(1.0, sum(map(height, range(*block)))) for block in blocks]
    scale = min((each for each in needed if scale * _SMALLER <= each < scale), default=scale)
    sheet.set_print_scale(int(scale))
    breaks = breaks_before(blocks, height, full / int(scale))
    if breaks:
        sheet.set_h_pagebreaks(breaks[:_MOST_BREAKS])


def breaks_before(
    blocks: Sequence[tuple[int, int]], height: Callable[[int], float], page: float
) -> list[int]:
    """Return the rows that begin a page, so that no block is cut that holds on one.

    ``blocks`` are (first row, row after the last) and follow upon each other. Where a block of
    more than a page ends, programs differ: the next begins a page.
    """
    found: list[int] = []
    used = 0.0
    top = 0
    for first, after in blocks:
        used += sum(height(row) for row in range(top, first))
        needed = sum(height(row) for row in range(first, after))
        top = after
        if used and used + needed > page:
            found.append(first)
            used = 0.0
        used += needed
    return found
