"""The printed pages of a sheet whose blocks stand under each other: its scale and its breaks.

A program that fits a sheet to the width of a page may pass over breaks set by hand, so the scale
is set instead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SIDE, TOP = 0.3, 0.75  # margins, in inches
_SHORT_SIDE, _LONG_SIDE = 8.27, 11.69  # A4, in inches
_ACROSS, _DOWN = 0.925, 0.97  # of the page: a column is wider in one program than in another
_LEAST_SCALE = 10
_MOST_BREAKS = 1000  # a sheet holds 1023


class Paper:
    """A page of A4 at the scale at which ``width`` px of columns fill it, at most full size."""

    def __init__(self, width: float, *, landscape: bool) -> None:
        across, down = (
            (_LONG_SIDE, _SHORT_SIDE) if landscape else (_SHORT_SIDE, _LONG_SIDE)
        )  # fmt: skip
        room = (across - 2 * SIDE) * 96 * _ACROSS
        self.scale = max(_LEAST_SCALE, min(100, int(100 * room / max(1.0, width))))
        self.height = (down - 2 * TOP) * 72 * _DOWN / (self.scale / 100)  # pt of rows

    def set_up(self, sheet: Worksheet, breaks: Sequence[int]) -> None:
        """Give a sheet the scale, and a new page before each of the rows."""
        sheet.set_print_scale(self.scale)
        if breaks:
            sheet.set_h_pagebreaks(list(breaks[:_MOST_BREAKS]))


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
