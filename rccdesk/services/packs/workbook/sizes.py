"""How much room words take in cells of Arial 10: widths of columns, lines, heights of rows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rccdesk.services.charts import layout
from rccdesk.services.font_widths import ARIAL
from rccdesk.services.packs.column_widths import Column, share_room

ROOM = 1300.0  # px of columns that a screen of 1366 shows, and that print at 8 pt on A4
LEAST, MOST = 8.0, 44.0  # widths of columns, in characters
_MOST_ROOM, _EASE = 1700.0, 1.1  # px; times what the longest words need
_DIGIT, _PAD = 7.0, 5.0  # px of a column: each character of its width, and beside them
_INDENT = 10.0  # px before words
INDENT = _INDENT / _DIGIT  # the same in characters
_EM = 10 * 96 / 72  # px
_SLACK = 1.03  # programs round and kern each in their own way
_ROW, _LINE, _BESIDE = 13.5, 12.75, 1.5  # pt
_TALLEST = 400.0  # pt: a program shows no row above 409
_CHOSEN = 78  # rows, at most, that widths are chosen by

Row = Sequence[tuple[str, bool]]  # words, and whether they are a number that no line may break


def pixels(width: float) -> float:
    """Return the px that a column of so many characters takes."""
    return math.floor(width * _DIGIT + 0.5) + _PAD


def measure(words: str, *, bold: bool = False) -> float:
    """Return the px of words on one line."""
    return layout.text_width(words, _EM, bold=bold, face=ARIAL) * _SLACK


@lru_cache(maxsize=20_000)
def count_lines(words: str, width: float, *, bold: bool = False) -> int:
    """Return how many lines words take in a column of so many characters."""
    room = pixels(width) - _PAD
    lines = words.split("\n")
    if all(len(line) * _EM <= room for line in lines):  # no letter is wider than an em
        return len(lines)
    return sum(
        max(1, len(layout.wrap(line, room / _SLACK, _EM, bold=bold, face=ARIAL))) for line in lines
    )


def height_of(lines: int) -> float:
    """Return the height of a row of so many lines, in pt."""
    return _ROW if lines <= 1 else min(_TALLEST, _BESIDE + _LINE * lines)


def share_widths(heads: Iterable[Row], rows: Iterable[Row]) -> list[float]:
    """Return the widths of the columns of a sheet whose tables stand under each other.

    Every cell is on one line where the columns then hold in the room of a screen; else the room
    is shared so that rows are low. No word and no number is broken where that can be.
    """
    said = {True: [*dict.fromkeys(map(tuple, heads))], False: [*dict.fromkeys(map(tuple, rows))]}
    unlike = [*said[True], *said[False]]
    count = max((len(row) for row in unlike), default=0)
    whole, least, full = [""] * count, [pixels(LEAST)] * count, [pixels(LEAST)] * count
    for bold, lines in said.items():
        for line in lines:
            for column, (words, is_number) in enumerate(line):
                pad = _PAD + (0.0 if is_number else _INDENT)
                width = measure(words, bold=bold) + pad
                full[column] = max(full[column], min(width, pixels(MOST)))
                for piece in (words,) if is_number else words.split():
                    width = min(measure(piece, bold=bold) + pad, pixels(MOST))
                    if width > least[column]:
                        least[column], whole[column] = width, piece
    widths = full
    if sum(full) > ROOM:
        room = min(_MOST_ROOM, max(ROOM, _EASE * sum(least)))
        shared = _share(unlike, whole, room)
        widths = [max(one, two) for one, two in zip(least, shared, strict=True)]
    return [math.ceil((width - _PAD) / _DIGIT) for width in widths]


def _share(rows: Sequence[Row], whole: Sequence[str], room: float) -> list[float]:
    """Return widths in px that fill the room, chosen by rows from all over the sheet."""
    said = rows[:: math.ceil(len(rows) / _CHOSEN) or 1]
    columns = []
    for number, piece in enumerate(whole):
        cells = [row[number][0] if number < len(row) else "" for row in said]
        # A space that does not break holds a widest word together, whatever it is made of.
        cells.append(piece.replace(" ", "\u00a0"))
        columns.append(Column("", cells, is_numeric=False, pad=_PAD + _INDENT))
    return share_room(columns, room, measure)
