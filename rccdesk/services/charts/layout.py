"""Widths of texts, wrapping, axis steps and label places: what every chart renderer shares."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rccdesk.services.font_widths import SOURCE_SANS, Face


def text_width(words: str, size: float, *, bold: bool = False, face: Face = SOURCE_SANS) -> float:
    """Return the width of ``words`` set in ``size`` (any unit; the answer is in the same)."""
    return face.width(words, bold=bold) * size


def widest(
    texts: Iterable[str], size: float, *, bold: bool = False, face: Face = SOURCE_SANS
) -> float:
    """Return the width of the widest text, 0 for none."""
    return max((text_width(words, size, bold=bold, face=face) for words in texts), default=0.0)


def wrap(
    words: str, width: float, size: float, *, bold: bool = False, face: Face = SOURCE_SANS
) -> tuple[str, ...]:
    """Return ``words`` in lines no wider than ``width``; a longer word is cut with a hyphen."""
    space = text_width(" ", size, bold=bold, face=face)
    lines: list[str] = []
    line, used = "", 0.0
    for word in words.split(" "):
        needed = text_width(word, size, bold=bold, face=face)
        if line and used + space + needed <= width:
            line, used = f"{line} {word}", used + space + needed
            continue
        if line:
            lines.append(line)
        line, used = word, needed
        while used > width and len(line) > 2:
            cut = _fitting(line, width, size, bold=bold, face=face)
            lines.append(f"{line[:cut]}-")
            used -= text_width(line[:cut], size, bold=bold, face=face)
            line = line[cut:]
    return (*lines, line) if line else tuple(lines)


def _fitting(word: str, width: float, size: float, *, bold: bool, face: Face) -> int:
    """Return how much of a word has room with a hyphen, at least one letter and not all.

    Looked for from its beginning: a word of many lines costs no more than its letters.
    """

    def fits(cut: int) -> bool:
        return text_width(f"{word[:cut]}-", size, bold=bold, face=face) <= width

    low, high = 1, 2
    while high < len(word) and fits(high):
        low, high = high, high * 2
    high = min(high, len(word))
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def share_ticks() -> tuple[float, ...]:
    """Return the steps of a share's axis: 0 to 1 by 0.2, always the whole."""
    return (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def value_ticks(maximum: float) -> tuple[float, ...]:
    """Return about five even steps from 0 to at least ``maximum``: 1, 2, 2.5 or 5 times ten."""
    if maximum <= 0:
        return (0.0, 1.0)
    rough = maximum / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999999)
    count = math.ceil(maximum / step - 1e-9)
    return tuple(round(step * index, 10) for index in range(count + 1))


def label_places(count: int, width: float, label: float, year_starts: Sequence[int] = ()) -> range:
    """Return which of ``count`` points get a label of width ``label`` on ``width``.

    With ``year_starts`` (the points that begin a year) the labels repeat each year: their
    distance divides the year or is whole years, and the first of a year has one.
    """
    if count <= 1 or width <= 0:
        return range(count)
    needed = label * count / width
    year = max((b - a for a, b in pairwise(year_starts)), default=0)
    strides = [s for s in range(1, year) if year % s == 0] if year else [1, 2, 5, 10]
    strides += [(year or 10) * number for number in range(1, 40)]
    stride = next((stride for stride in strides if stride >= needed), count)
    offset = year_starts[1] % stride if year and len(year_starts) > 1 else 0
    return range(offset, count, stride)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the drawing, with the origin at the top left."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Box, gap: float = 0.0) -> bool:
        """Tell whether the two rectangles touch or lie closer than ``gap``."""
        return (
            self.x < other.x + other.width + gap
            and other.x < self.x + self.width + gap
            and self.y < other.y + other.height + gap
            and other.y < self.y + self.height + gap
        )

    def holds(self, other: Box) -> bool:
        """Tell whether ``other`` lies within this rectangle, edges included."""
        return (
            other.x >= self.x
            and other.y >= self.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )


def free_place(wanted: Sequence[Box], taken: Iterable[Box], gap: float = 1.0) -> Box | None:
    """Return the first of the ``wanted`` places that overlaps nothing ``taken``; None if none."""
    occupied = tuple(taken)
    return next((box for box in wanted if not any(box.overlaps(t, gap) for t in occupied)), None)
