"""Tables of running words: how columns share the room, and rows that are higher than a slide."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Sequence
from itertools import permutations, zip_longest
from typing import Any

import numpy as np

from rccdesk.formats import NBSP
from rccdesk.services.charts import layout
from rccdesk.services.charts.spec import TableSpec
from rccdesk.services.packs.slides.parts import BREAK
from rccdesk.services.packs.slides.text import LINE, SIZE, SLACK, count_lines, text_width, wrap

_LONGEST_WORD = 14.0  # times the type; a longer word may be broken
_LONG, _LEAST = 11.0, 3.0  # the same on a page
_MEASURED = 60  # rows that widths are chosen by
_CANDIDATES, _FEW = {2: 24, 3: 16, 4: 12, 5: 8, 6: 6, 7: 5, 8: 4}, 3  # widths by columns
_NARROW = 12.0  # px, too little to choose in
_STEPS = (80.0, 40.0, 20.0, 20.0, 10.0)  # px
_OF = re.compile(r"(?<=\d) (av|of|till|to) (?=[-+\u2212]?\d)")
_PERIOD = re.compile(r"(?<=[a-zåäö] \d) (?=\d{4}\b)")
_PERCENT = re.compile(r"(?<=\d) (?=%)")
_TIED = re.compile(f"{NBSP}(av|of|till|to){NBSP}")
_KEPT = re.compile(r"\d[-\u2013]\d")  # dates and intervals, which programs break at their lines


def column_widths(table: TableSpec, room: float, pads: Sequence[float]) -> list[float]:
    """Return the width in px of each column: those that make the table lowest in ``room`` px.

    ``pads`` is what each column needs beside its words. Words and numbers are kept whole where
    they can be; a table of short cells is left narrower than the room.
    """
    columns = [_Column(table, number) for number in range(len(table.columns))]
    for head_lines in (1, 2, 0):
        full = [column.width(head_lines) + pad for column, pad in zip(columns, pads, strict=True)]
        if sum(full) <= room:
            return full
    least = [column.least + pad for column, pad in zip(columns, pads, strict=True)]
    if sum(least) >= room:  # the longest words are broken, the others are whole
        return _capped(least, room)
    widths = _improved(columns, _lowest(columns, room - sum(pads)), room - sum(pads))
    return [width + pad for width, pad in zip(widths, pads, strict=True)]


def least_widths(table: TableSpec) -> list[float]:
    """Return the width in px of each column's longest word."""
    return [_Column(table, number).least for number in range(len(table.columns))]


def _capped(widths: Sequence[float], room: float) -> list[float]:
    """Return the widths that fill ``room`` where none is wider than one cap."""
    low, high = 0.0, max(widths)
    for _ in range(20):
        cap = (low + high) / 2
        low, high = (low, cap) if sum(min(width, cap) for width in widths) > room else (cap, high)
    return [min(width, low) for width in widths]


class _Column:
    """The words of a column, measured once."""

    def __init__(self, table: TableSpec, number: int) -> None:
        whole = {*table.whole_rows}
        self._space = text_width(" ", SIZE)
        cells = [
            _measured(cells[number], bold=row in whole)
            for row, cells in enumerate(table.rows[:_MEASURED])
        ]
        head = _measured(table.columns[number].title, bold=True)
        self._cells = [*cells, head]
        longest = max(word for cell in self._cells for piece in cell for word in piece)
        self._full = max(map(self._length, cells or self._cells))
        self._full = max(self._full, *(word for piece in head for word in piece))
        self._head = self._length(head)
        self.least = SLACK * min(longest, _LONGEST_WORD * SIZE)

    def _length(self, cell: list[list[float]]) -> float:
        return max(sum(words) + self._space * (len(words) - 1) for words in cell)

    def width(self, head_lines: int = 0) -> float:
        """Return the width at which no cell is broken, and the head has ``head_lines`` at most.

        Without ``head_lines`` it has two, or more where the cells are narrow.
        """
        most = max(len(cell) for cell in self._cells)
        low = self.least / SLACK
        high = max(self._full, low, self._head if head_lines else 0.0)
        while high - low > 4.0:
            middle = (low + high) / 2
            *cells, head = self.lines(middle * SLACK)
            if max(cells, default=1) <= most and head <= (head_lines or 2):
                high = middle
            else:
                low = middle
        return high * SLACK + 1

    def lines(self, width: float) -> list[int]:
        """Return the lines of each cell, the head last, in ``width`` px."""
        return [sum(self._lines(words, width / SLACK) for words in cell) for cell in self._cells]

    def _lines(self, words: Sequence[float], width: float) -> int:
        lines, used = 1, 0.0
        for word in words:
            if used and used + self._space + word > width:
                lines, used = lines + 1, 0.0
            used += word + (self._space if used else 0.0)
            if used > width:
                lines += int(used // width)
                used %= width
        return lines


def _measured(words: str, *, bold: bool) -> list[list[float]]:
    """Return the widths of the words of a cell, in the pieces that stand on lines of their own."""
    return [
        [text_width(word, SIZE, bold=bold) for word in piece.split(" ")]
        for piece in words.split(BREAK)
    ]


def _lowest(columns: Sequence[_Column], room: float) -> list[float]:
    """Return the widths with the fewest lines over all rows, of a few for each column."""
    most = _CANDIDATES.get(len(columns), _FEW)
    choices = [_choices(column, most, room) for column in columns]
    rest = [sum(each[0] for each in choices[number + 1 :]) for number in range(len(columns))]
    used = np.zeros(1)
    chosen = np.zeros((1, 0), dtype=np.int16)
    lines = np.zeros((1, len(columns[0].lines(room))), dtype=np.int16)
    for number, (column, widths) in enumerate(zip(columns, choices, strict=True)):
        counted = np.array([column.lines(width) for width in widths], dtype=np.int16)
        used = (used[:, None] + np.array(widths)[None, :]).ravel()
        lines = np.maximum(lines[:, None, :], counted[None, :, :]).reshape(-1, lines.shape[1])
        picks = np.tile(np.arange(len(widths), dtype=np.int16), len(chosen))
        chosen = np.column_stack([np.repeat(chosen, len(widths), axis=0), picks])
        fits = used + rest[number] <= room + 0.5
        used, lines, chosen = used[fits], lines[fits], chosen[fits]
    # Of equals the narrowest, which shares the rest.
    best = chosen[int((_cost(lines) + used / (room * 10)).argmin())]
    return [choices[number][pick] for number, pick in enumerate(best)]


def _cost(lines: Any) -> Any:
    """Return how high rows are: rather two rows of two lines than one of four."""
    return (lines**1.5).sum(axis=-1)


def _improved(columns: Sequence[_Column], widths: list[float], room: float) -> list[float]:
    """Return the widths after what is left is shared and some is moved where rows become lower."""
    full = [column.width() for column in columns]
    gives = [max(0.0, most - width) for most, width in zip(full, widths, strict=True)]
    part = min(1.0, (room - sum(widths)) / sum(gives)) if sum(gives) else 0.0
    widths = [width + give * part for width, give in zip(widths, gives, strict=True)]
    lines = np.array([each.lines(w) for each, w in zip(columns, widths, strict=True)])
    cost = _cost(lines.max(axis=0))
    for step in _STEPS:
        for giving, taking in permutations(range(len(columns)), 2):
            if widths[giving] - step < columns[giving].least:
                continue
            tried = lines.copy()
            tried[giving] = columns[giving].lines(widths[giving] - step)
            tried[taking] = columns[taking].lines(widths[taking] + step)
            if _cost(tried.max(axis=0)) < cost:
                lines, cost = tried, _cost(tried.max(axis=0))
                widths[giving], widths[taking] = widths[giving] - step, widths[taking] + step
    return widths


def _choices(column: _Column, most: int, room: float) -> list[float]:
    """Return widths to choose from, the least first, spread over what there is to choose."""
    full = min(column.width(), room)
    if full - column.least < _NARROW:
        return [column.least] if full <= column.least else [column.least, full]
    return [column.least + (full - column.least) * n / (most - 1) for n in range(most)]


def word_widths(
    table: TableSpec, room: float, gap: float, slack: float, size: float = SIZE
) -> list[float]:
    """Return widths for a page that fill ``room``, in the unit of ``size``: numbers whole.

    What is left is shared by how much there is to say, the long cells less than their length.
    """
    least, wanted = [], []
    for number, column in enumerate(table.columns):
        cells = [row[number] for row in table.rows]
        longest = max((_word(cell, size) for cell in (*cells, column.title)), default=0.0)
        full = max((layout.text_width(cell, size, bold=True) for cell in cells), default=0.0)
        longest = max(full, longest) if column.numeric else min(longest, _LONG * size)
        least.append(max(longest * slack + 2 * gap, _LEAST * size))
        said = sum(layout.text_width(cell, size) for cell in cells) / max(1, len(cells))
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
    most = max(1, int(room / (SIZE * LINE)) - 1)
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


def tied(words: str) -> str:
    """Return ``words`` with what belongs to numbers, as in "50 av 60" and "kvartal 3 2026"."""
    return _PERCENT.sub(NBSP, _PERIOD.sub(NBSP, _OF.sub(f"{NBSP}\\1{NBSP}", words)))


def untied_table(table: TableSpec) -> TableSpec:
    """Return a table whose cells may be broken beside "av": better than within a number."""
    rows = tuple(tuple(_TIED.sub(r" \1 ", cell) for cell in row) for row in table.rows)
    return dataclasses.replace(table, rows=rows)


def tied_table(table: TableSpec) -> TableSpec:
    """Return a table whose cells hold together what belongs together."""
    return dataclasses.replace(
        table,
        columns=tuple(
            dataclasses.replace(column, title=tied(column.title)) for column in table.columns
        ),
        rows=tuple(tuple(map(tied, row)) for row in table.rows),
    )


def kept_together(words: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return ``words`` so that no date or interval is broken where a line ends at ``width`` px.

    Programs break them at their lines: a line break before them does what the room makes anyhow.
    A word that is wider gets hyphens that show where it is broken.
    """
    if BREAK in words:
        pieces = words.split(BREAK)
        return BREAK.join(kept_together(each, width, size, bold=bold) for each in pieces)
    lines = wrap(words, width, size, bold=bold)
    if " ".join(lines) != words:  # a word was cut
        return " ".join(_hyphened(word, width, size, bold=bold) for word in words.split(" "))
    if not _KEPT.search(words):
        return words
    joined = lines[0] if lines else ""
    for line in lines[1:]:
        starts = _KEPT.search(line.split(" ", 1)[0])
        joined += f"{BREAK if starts else ' '}{line}"
    return joined


def _word(words: str, size: float) -> float:
    return max((layout.text_width(word, size, bold=True) for word in words.split()), default=0.0)


def _hyphened(word: str, width: float, size: float, *, bold: bool) -> str:
    pieces = wrap(word, width, size, bold=bold)
    return "\u00ad".join([*(piece.removesuffix("-") for piece in pieces[:-1]), *pieces[-1:]])


def _lines(row: Sequence[str], rooms: Sequence[float]) -> int:
    return max(count_lines(cell, width, SIZE) for cell, width in zip(row, rooms, strict=True))


def _pieces(cell: str, width: float, most: int) -> list[str]:
    lines = [line for piece in cell.split(BREAK) for line in wrap(piece, width, SIZE)]
    return [" ".join(lines[start : start + most]) for start in range(0, len(lines), most)]
