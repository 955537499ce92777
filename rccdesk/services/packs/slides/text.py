"""How much room words take on a slide, in the face that the presentation is written in."""

from __future__ import annotations

from collections.abc import Iterable

from rccdesk.services.charts import layout
from rccdesk.services.packs.slides.look import current_look
from rccdesk.services.packs.slides.parts import BREAK, SMALLEST

SIZE = SMALLEST * 96 / 72  # px
SLACK = 1.015  # programs round and kern each in their own way
LINE = 1.17  # height of a line, times the type


def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """Return the width of ``words`` set in ``size``, in the same unit."""
    return layout.text_width(words, size, bold=bold, face=current_look().face)


def widest(texts: Iterable[str], size: float, *, bold: bool = False) -> float:
    """Return the width of the widest text, 0 for none."""
    return layout.widest(texts, size, bold=bold, face=current_look().face)


def wrap(words: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return ``words`` in lines no wider than ``width``; a longer word is cut with a hyphen."""
    return layout.wrap(words, width, size, bold=bold, face=current_look().face)


def count_lines(words: str, width: float, size: float, *, bold: bool = False) -> int:
    """Return how many lines ``words`` take in ``width``, with those that they break themselves."""
    return sum(max(1, len(wrap(each, width, size, bold=bold))) for each in words.split(BREAK))


def bold_width(words: str) -> float:
    """Return the width in px that a label of the smallest size needs."""
    return text_width(words, SIZE, bold=True) * SLACK + 6
