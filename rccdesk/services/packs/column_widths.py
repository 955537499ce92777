"""How the columns of a page's table share its room: the widths that make the table lowest."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np

from rccdesk.formats import NBSP

Measure = Callable[[str], float]
"""The width of a text in the type of the table, in pt."""

_MEASURED = 80  # rows that widths are chosen by
_STEPS = (32.0, 16.0, 8.0, 4.0)  # pt
_POWER = 1.5  # rather two rows of two lines than one of three
_HEAD = 0.4  # of a row: heads may be of two lines
_SHORT_HEAD = 6.0  # ems that a head of one line may be
_NUMBERS_GROW = 0.4  # of what words are given of the room to spare
_EVEN = 12.0  # pt that a short column counts as more when room is shared
_LINE, _NUMBER_LINE = 0.05, 0.4  # of a row, what a line of a cell counts where it is not highest
_MOST_EVEN = 6  # lines
_CHOICE = 3.0  # pt between widths to choose from
_SMALLER_TYPE = 0.12  # of the lines of a table, that a step to smaller type must save
_SMALLER_LINES = 3.0  # and lines, whatever the table has
_NOTHING = 1e-6
_HYPHEN = re.compile(r"-(?!\d)")
_OF = re.compile(r"(?<=\d) (av|of) (?=\d)")
_YEAR = re.compile(r"(?<=[^\W\d]) (\d) (?=\d{4}\b)")  # of a quarter or a half
_COUNT = re.compile(r"\bn = (?=\d)")


@dataclass(frozen=True, slots=True)
class Column:
    """The words of a column; ``pad`` is what its cells need beside their words, in pt."""

    head: str
    cells: Sequence[str]
    is_numeric: bool
    pad: float


def tied(words: str) -> str:
    """Return ``words`` with what belongs together in one piece: "50 av 60", "n = 60", "3 2026"."""
    words = _YEAR.sub(f" \\1{NBSP}", words)
    return _COUNT.sub(f"n{NBSP}={NBSP}", _OF.sub(f"{NBSP}\\1{NBSP}", words))


def choose_size(
    sizes: Sequence[float],
    room: float,
    columns: Sequence[Column],
    measure_of: Callable[[float], Measure],
    *,
    broken_numbers: float = 1.1,
) -> tuple[list[float], float] | None:
    """Return the widths of columns and the size of their type, None where words must be broken.

    ``sizes`` are from the largest. A smaller one is chosen where it saves lines enough, and
    numbers are on one line where that costs few: ``broken_numbers`` is what the lines count for
    where they are not.
    """
    best: tuple[list[float], float] | None = None
    fewest = math.inf
    whole = [dataclasses.replace(each, cells=_on_one_line(each)) for each in columns]
    for measured, price in ((whole, 1.0), (columns, broken_numbers)):
        for number, size in enumerate(sizes):
            if least_room(measured, measure_of(size)) > room:
                continue
            widths = share_room(measured, room, measure_of(size))
            lines = _rows_high(measured, widths, measure_of(size))
            lines = lines * price * (1 + _SMALLER_TYPE * number) + _SMALLER_LINES * number
            if lines < fewest:
                best, fewest = (widths, size), lines
    return best


def _on_one_line(column: Column) -> Sequence[str]:
    if not column.is_numeric:
        return column.cells
    return [cell.replace(" ", NBSP) for cell in column.cells]


def _rows_high(columns: Sequence[Column], widths: Sequence[float], measure: Measure) -> float:
    measured = [_Lines(column, measure) for column in columns]
    lines = [each.lines(width) for each, width in zip(measured, widths, strict=True)]
    return float(sum(max(row) for row in zip(*lines, strict=True)))


def least_room(columns: Sequence[Column], measure: Measure) -> float:
    """Return the room in which no word need be broken, in pt."""
    return sum(_Lines(column, measure).least for column in columns)


def share_room(columns: Sequence[Column], room: float, measure: Measure) -> list[float]:
    """Return the width of each column in pt, filling ``room``.

    Words are whole where they can be. What is to spare is shared by what the columns have to say.
    """
    measured = [_Lines(column, measure) for column in columns]
    least = [each.least for each in measured]
    if sum(least) >= room:
        return _capped(least, room)
    full = [each.full for each in measured]
    if sum(full) <= room:
        return _shared(measured, full, room)
    begun = (_bought(measured, room), _even(measured, room))
    tried = [_moved(measured, _shared(measured, widths, room)) for widths in begun if widths]
    best = min(tried, key=lambda widths: _cost_of(measured, widths))
    return _shared(measured, _trimmed(measured, best), room)


def _capped(widths: Sequence[float], room: float) -> list[float]:
    """Return the widths that fill ``room`` where none is wider than one cap."""
    low, high = 0.0, max(widths)
    for _ in range(30):
        cap = (low + high) / 2
        low, high = (low, cap) if sum(min(width, cap) for width in widths) > room else (cap, high)
    return [min(width, low) for width in widths]


def _shared(measured: Sequence[_Lines], widths: Sequence[float], room: float) -> list[float]:
    """Return the widths with what is left of ``room``, numbers given less than words."""
    weights = [
        (width + _EVEN) * (_NUMBERS_GROW if each.is_numeric else 1.0)
        for each, width in zip(measured, widths, strict=True)
    ]
    spare = room - sum(widths)
    return [width + spare * w / sum(weights) for width, w in zip(widths, weights, strict=True)]


def _bought(measured: Sequence[_Lines], room: float) -> list[float]:
    """Return the widths after rows are made lower, what gives most for its width first."""
    widths = [each.least for each in measured]
    while True:
        left = room - sum(widths)
        cost, best, bought = _cost_of(measured, widths), 0.0, None
        lines = np.array([each.lines(w) for each, w in zip(measured, widths, strict=True)])
        for number, each in enumerate(measured):
            wider = [w for w in each.choices if widths[number] < w <= widths[number] + left]
            if not wider:
                continue
            others = np.delete(lines, number, axis=0).max(axis=0, initial=1)
            mine = np.array([each.lines(width) for width in wider])
            little = _little(measured, lines) - each.weigh(lines[number]) + each.weigh(mine)
            gains = cost - _height(np.maximum(others, mine)) - little
            gains /= np.array(wider) - widths[number]
            place = int(gains.argmax())
            if gains[place] > best + _NOTHING:
                best, bought = float(gains[place]), (number, wider[place])
        if bought is None:
            return widths
        widths[bought[0]] = bought[1]


def _even(measured: Sequence[_Lines], room: float) -> list[float]:
    """Return the widths with the fewest lines that no cell exceeds, none where there are many."""
    for most in range(2, _MOST_EVEN + 1):
        widths = [each.within(most) for each in measured]
        if sum(widths) <= room:
            return widths
    return []


def _moved(measured: Sequence[_Lines], widths: list[float]) -> list[float]:
    """Return the widths after some is moved from column to column where rows become lower."""
    cost = _cost_of(measured, widths)
    for step in _STEPS:
        for giving, taking in permutations(range(len(measured)), 2):
            if widths[giving] - step < measured[giving].least:
                continue
            tried = list(widths)
            tried[giving] -= step
            tried[taking] += step
            found = _cost_of(measured, tried)
            if found < cost - _NOTHING:
                widths, cost = tried, found
    return widths


def _cost_of(measured: Sequence[_Lines], widths: Sequence[float]) -> float:
    lines = np.array([each.lines(width) for each, width in zip(measured, widths, strict=True)])
    return float(_height(lines.max(axis=0)) + _little(measured, lines))


def _height(lines: Any) -> Any:
    """Return how high rows of so many lines are together; the last is the head."""
    high = lines**_POWER
    return high[..., :-1].sum(axis=-1) + _HEAD * high[..., -1]


def _little(measured: Sequence[_Lines], lines: Any) -> float:
    return float(sum(each.weigh(mine) for each, mine in zip(measured, lines, strict=True)))


def _trimmed(measured: Sequence[_Lines], widths: Sequence[float]) -> list[float]:
    """Return the least widths in which every cell has as many lines as in ``widths``."""
    return [each.tightest(width) for each, width in zip(measured, widths, strict=True)]


class _Lines:
    """A column measured once: its longest word, its longest cell, and its lines in a width."""

    def __init__(self, column: Column, measure: Measure) -> None:
        self.is_numeric = column.is_numeric
        self._pad = column.pad
        self._space = measure(" ")
        texts = [*column.cells[:_MEASURED], column.head]
        known: dict[str, tuple[tuple[float, bool], ...]] = {}
        for words in texts:
            if words not in known:
                known[words] = tuple(_pieces(words, measure))
        self._cells = [known[words] for words in texts]
        self.least = column.pad + max(
            (width for words in known.values() for width, _ in words), default=0.0
        )
        cells = max((self._length(words) for words in self._cells[:-1]), default=0.0)
        head = self._length(self._cells[-1])
        if head > _SHORT_HEAD * measure("m"):
            head = self._two_lines(self._cells[-1])
        self.full = max(self.least, max(cells, head) + column.pad)
        steps = int((self.full - self.least) / _CHOICE)
        self.choices = [*(self.least + _CHOICE * step for step in range(1, steps + 1)), self.full]
        self._known: dict[float, list[int]] = {}

    def lines(self, width: float) -> list[int]:
        """Return the lines of each cell, the head last, in ``width`` pt."""
        key = round(width, 1)
        if key not in self._known:
            room = width - self._pad + _NOTHING
            found = {words: self._count(words, room) for words in set(self._cells)}
            self._known[key] = [found[words] for words in self._cells]
        return self._known[key]

    def weigh(self, lines: Any) -> Any:
        """Return what so many lines count for, whatever the other cells of their rows have."""
        return (_NUMBER_LINE if self.is_numeric else _LINE) * (lines**_POWER).sum(axis=-1)

    def within(self, most: int) -> float:
        """Return the least width to choose in which no cell has more than ``most`` lines."""
        return next(
            (
                width
                for width in (self.least, *self.choices)
                if max(self.lines(width)[:-1], default=0) <= most
            ),
            self.full,
        )

    def tightest(self, width: float) -> float:
        """Return the least width with the same lines as ``width``."""
        lines, low, high = self.lines(width), self.least, width
        while high - low > 1.0:
            middle = (low + high) / 2
            low, high = (low, middle) if self.lines(middle) == lines else (middle, high)
        return high

    def _length(self, words: Sequence[tuple[float, bool]]) -> float:
        return sum(width + self._space * spaced for width, spaced in words)

    def _two_lines(self, words: Sequence[tuple[float, bool]]) -> float:
        width = self._length(words) / 2
        while self._count(words, width) > 2:
            width += 2.0
        return width

    def _count(self, words: Sequence[tuple[float, bool]], room: float) -> int:
        lines, used = 1, 0.0
        for width, spaced in words:
            gap = self._space if spaced else 0.0
            if used and used + gap + width > room:
                lines, used, gap = lines + 1, 0.0, 0.0
            used += width + (gap if used else 0.0)
            if used > room > 0:
                lines += int(used // room)
                used %= room
        return lines


def _pieces(words: str, measure: Measure) -> list[tuple[float, bool]]:
    """Return the width of each piece of a text, and whether a space stands before it.

    A line may break after a hyphen, but not in a date.
    """
    found: list[tuple[float, bool]] = []
    for number, word in enumerate(words.replace("\n", " ").split(" ")):
        for place, piece in enumerate(_HYPHEN.sub("-\n", word).split("\n")):
            found.append((measure(piece), number > 0 and place == 0))
    return found
