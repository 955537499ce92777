"""Widths of texts, wrapping, axis steps and label places: what every chart renderer shares."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rccdesk.formats import NBSP

# Advance widths of Source Sans 3 Regular in 1/1000 em, to the nearest ten (read from the font).
_WIDTHS = {
    240: "|",
    250: "',.:;ij·",
    260: "Il",
    290: "!f",
    300: "()[]{}",
    310: "-",
    340: "t",
    350: "/\\r",
    370: "²¹",
    420: "*?sz",
    430: '"”',
    450: "x",
    460: "c",
    470: "vy",
    480: "JY–",
    490: "FL",
    500: "#$+0123456789<=>^_aegk~åäé§−≥≤×",
    510: "X",
    520: "V",
    530: "ES",
    540: "ATZ`houöÅÄüø",
    550: "bn",
    560: "dpq",
    570: "CPR",
    580: "K",
    590: "B",
    610: "&",
    620: "DG→",
    640: "U",
    650: "HN",
    660: "OQÖØ",
    720: "w",
    730: "M",
    780: "æ",
    790: "W",
    820: "%Æ",
    830: "m",
    850: "@",
    950: "…",
}
_WIDTH = {character: width / 1000 for width, group in _WIDTHS.items() for character in group}
_WIDTH[" "] = _WIDTH[NBSP] = 0.2
_UNKNOWN = 0.6
_BOLD = 1.035  # semibold against regular, over running text


def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """Return the width of ``words`` set in ``size`` (any unit; the answer is in the same)."""
    return (
        sum(_WIDTH.get(character, _UNKNOWN) for character in words)
        * size
        * (_BOLD if bold else 1.0)
    )


def widest(texts: Iterable[str], size: float, *, bold: bool = False) -> float:
    """Return the width of the widest text, 0 for none."""
    return max((text_width(words, size, bold=bold) for words in texts), default=0.0)


def wrap(words: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return ``words`` in lines no wider than ``width``; a longer word is cut with a hyphen."""
    lines: list[str] = []
    line = ""
    for word in words.split(" "):
        longer = f"{line} {word}" if line else word
        if text_width(longer, size, bold=bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while text_width(line, size, bold=bold) > width and len(line) > 2:
            cut = _fitting(line, width, size, bold=bold)
            lines.append(f"{line[:cut]}-")
            line = line[cut:]
    return (*lines, line) if line else tuple(lines)


def _fitting(word: str, width: float, size: float, *, bold: bool) -> int:
    for cut in range(len(word) - 1, 1, -1):
        if text_width(f"{word[:cut]}-", size, bold=bold) <= width:
            return cut
    return 1


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
