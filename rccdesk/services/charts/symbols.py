"""The shapes that stand for a status, as path commands in a unit square.

Every renderer draws from here (SVG, Qt, slides), so that a symbol looks the same everywhere and
none depends on a font. In texts a symbol is written as its character in `MARKS`; renderers
replace the character by the drawing (`split_marks`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Symbol(StrEnum):
    """The drawn symbols."""

    REACHED = "reached"  # disc
    LOWER_REACHED = "lower_reached"  # triangle with an edge
    NOT_REACHED = "not_reached"  # square
    NONE = "none"  # ring: missing, hidden, preliminary, no level
    NOT_REPRESENTATIVE = "not_representative"  # diamond, right half filled
    UNKNOWN = "representativeness_unknown"  # empty diamond
    ON_TRACK = "on_track"  # ring, left half filled
    NOT_NOW = "not_now"  # two upright bars
    DROPPED = "dropped"  # one flat bar


Command = tuple[str, tuple[float, ...]]
"""M x y, L x y, C x1 y1 x2 y2 x y (cubic), or Z; y grows downwards, all within 0-1."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One closed path of a symbol.

    ``fill`` and ``stroke`` are names of tokens, empty for none; ``stroke_width`` is a part of
    the square's side.
    """

    path: tuple[Command, ...]
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 0.0


def _polygon(*points: tuple[float, float]) -> tuple[Command, ...]:
    first, *others = points
    return (("M", first), *(("L", point) for point in others), ("Z", ()))


def _disc(radius: float) -> tuple[Command, ...]:
    k = radius * 0.5522847498  # control points of a quarter circle
    r = radius
    c = 0.5
    return (
        ("M", (c + r, c)),
        ("C", (c + r, c + k, c + k, c + r, c, c + r)),
        ("C", (c - k, c + r, c - r, c + k, c - r, c)),
        ("C", (c - r, c - k, c - k, c - r, c, c - r)),
        ("C", (c + k, c - r, c + r, c - k, c + r, c)),
        ("Z", ()),
    )


def _left_half(radius: float) -> tuple[Command, ...]:
    k = radius * 0.5522847498
    r, c = radius, 0.5
    return (
        ("M", (c, c + r)),
        ("C", (c - k, c + r, c - r, c + k, c - r, c)),
        ("C", (c - r, c - k, c - k, c - r, c, c - r)),
        ("Z", ()),
    )


def _box(left: float, top: float, right: float, bottom: float) -> tuple[Command, ...]:
    return _polygon((left, top), (right, top), (right, bottom), (left, bottom))


_DIAMOND = _polygon((0.5, 0.06), (0.94, 0.5), (0.5, 0.94), (0.06, 0.5))
_RIGHT_HALF = _polygon((0.5, 0.06), (0.94, 0.5), (0.5, 0.94))

SHAPES: dict[Symbol, tuple[Shape, ...]] = {
    Symbol.REACHED: (Shape(_disc(0.46), fill="ok"),),
    Symbol.LOWER_REACHED: (
        Shape(
            _polygon((0.5, 0.08), (0.96, 0.9), (0.04, 0.9)),
            fill="near",
            stroke="near_text",
            stroke_width=0.09,
        ),
    ),
    Symbol.NOT_REACHED: (
        Shape(_polygon((0.08, 0.08), (0.92, 0.08), (0.92, 0.92), (0.08, 0.92)), fill="not"),
    ),
    Symbol.NONE: (Shape(_disc(0.41), stroke="none", stroke_width=0.13),),
    Symbol.NOT_REPRESENTATIVE: (
        Shape(_RIGHT_HALF, fill="text2"),
        Shape(_DIAMOND, stroke="text2", stroke_width=0.11),
    ),
    Symbol.UNKNOWN: (Shape(_DIAMOND, stroke="text2", stroke_width=0.11),),
    Symbol.ON_TRACK: (
        Shape(_left_half(0.41), fill="pri"),
        Shape(_disc(0.41), stroke="pri", stroke_width=0.13),
    ),
    Symbol.NOT_NOW: (
        Shape(_box(0.2, 0.08, 0.38, 0.92), fill="text2"),
        Shape(_box(0.62, 0.08, 0.8, 0.92), fill="text2"),
    ),
    Symbol.DROPPED: (Shape(_box(0.06, 0.42, 0.94, 0.58), fill="text2"),),
}

MARKS: dict[str, Symbol] = {
    "●": Symbol.REACHED,
    "▲": Symbol.LOWER_REACHED,
    "■": Symbol.NOT_REACHED,
    "○": Symbol.NONE,
    "◆": Symbol.NOT_REPRESENTATIVE,
    "◇": Symbol.UNKNOWN,
    "◐": Symbol.ON_TRACK,
    "‖": Symbol.NOT_NOW,
    "▬": Symbol.DROPPED,
}


def split_marks(words: str) -> tuple[str | Symbol, ...]:
    """Return ``words`` cut at its symbol characters, each replaced by its Symbol."""
    pieces: list[str | Symbol] = []
    start = 0
    for position, character in enumerate(words):
        if character in MARKS:
            if position > start:
                pieces.append(words[start:position])
            pieces.append(MARKS[character])
            start = position + 1
    if start < len(words):
        pieces.append(words[start:])
    return tuple(pieces)


def without_marks(words: str) -> str:
    """Return ``words`` without symbol characters, for screen readers and plain text."""
    return "".join(piece for piece in split_marks(words) if not isinstance(piece, Symbol)).strip()
