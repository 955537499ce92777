"""Tables of running words: columns share the room, and no row is higher than a slide."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from itertools import zip_longest

from rccdesk.services.charts.layout import text_width, wrap
from rccdesk.services.charts.spec import TableSpec
from rccdesk.services.packs.slide_parts import SMALLEST

_SIZE = SMALLEST * 96 / 72  # px
_LINE = _SIZE * 1.2
_LONGEST_WORD, _LEAST = 11.0, 3.0  # times the type; a longer word is broken


def word_widths(
    table: TableSpec, room: float, gap: float, slack: float, size: float = _SIZE
) -> list[float]:
    """Return widths that fill ``room``, in the unit of ``size``: longest word least, numbers whole.

    What is left is shared by how much there is to say, the long cells less than their length.
    """
    least, wanted = [], []
    for number, column in enumerate(table.columns):
        cells = [row[number] for row in table.rows]
        longest = max((_word(cell, size) for cell in (*cells, column.title)), default=0.0)
        full = max((text_width(cell, size, bold=True) for cell in cells), default=0.0)
        longest = max(full, longest) if column.numeric else min(longest, _LONGEST_WORD * size)
        least.append(max(longest * slack + 2 * gap, _LEAST * size))
        said = sum(text_width(cell, size) for cell in cells) / max(1, len(cells))
        wanted.append(0.0 if column.numeric else math.sqrt(max(full, said)))
    left = room - sum(least)
    if left <= 0:
        return [width * room / sum(least) for width in least]
    total = sum(wanted) or 1.0
    return [width + left * want / total for width, want in zip(least, wanted, strict=True)]


def split_rows(table: TableSpec, rooms: Sequence[float], room: float) -> TableSpec:
    """Return a table whose rows are at most ``room`` px high: longer ones go on in further rows.

    ``rooms`` is how wide the words of each column may be.
    """
    most = max(1, int(room / _LINE) - 1)
    if table.row_symbols or not any(_lines(row, rooms) > most for row in table.rows):
        return table
    rows: list[tuple[str, ...]] = []
    places: dict[int, int] = {}
    for index, row in enumerate(table.rows):
        places[index] = len(rows)
        if _lines(row, rooms) <= most:
            rows.append(row)
            continue
        pieces = [_pieces(cell, width, most) for cell, width in zip(row, rooms, strict=True)]
        rows += zip_longest(*pieces, fillvalue="")
    return dataclasses.replace(
        table,
        rows=tuple(rows),
        whole_rows=tuple(places[index] for index in table.whole_rows),
        hidden_rows=tuple(places[index] for index in table.hidden_rows),
    )


def _word(words: str, size: float) -> float:
    return max((text_width(word, size, bold=True) for word in words.split()), default=0.0)


def _lines(row: Sequence[str], rooms: Sequence[float]) -> int:
    return max(len(wrap(cell, width, _SIZE)) for cell, width in zip(row, rooms, strict=True))


def _pieces(cell: str, width: float, most: int) -> list[str]:
    lines = wrap(cell, width, _SIZE)
    return [" ".join(lines[start : start + most]) for start in range(0, len(lines), most)]
