"""Paragraphs on slides: their kinds, and how much room each takes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rccdesk.services.packs.slides.parts import SMALLEST
from rccdesk.services.packs.slides.text import LINE, SLACK, wrap

HEADING, PROPOSAL = 20.0, 20.0  # pt
PADDING, _LITTLE_PADDING = 14.0, 7.0  # px within the box of a proposal
LABEL_GAP = 4.0  # px
GAP = 10.0  # px under a paragraph
RUNNING = frozenset({"plain", "bullet", "item"})  # styles that share a text
_GAPS = {"heading": 4.0, "caption": 6.0, "item": 4.0}  # px under words of another style
_BEFORE_HEADING = 12.0
_LABEL = re.compile(r"([^:.!?]{2,44}:) (?=\S)")


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. ``style``: plain, bullet, item, proposal, heading or caption."""

    words: str
    label: str = ""
    style: str = "plain"
    size: float = SMALLEST


def words_height(item: Words, width: float) -> float:
    """Return the height in px of a paragraph with the space under it, ``width`` px of room."""
    size = item.size * 96 / 72
    room = words_width(item, width)
    if item.style == "proposal":
        label = SMALLEST * 96 / 72 * LINE + LABEL_GAP if item.label else 0.0
        words = len(wrap(item.words, room, size)) * size * LINE
        return label + words + 2 * padding_of(item) + GAP
    said = f"{item.label} {item.words}" if item.label else item.words
    lines = max(1, len(wrap(said, room, size, bold=item.style == "heading")))
    if item.style == "heading":
        return _BEFORE_HEADING + lines * size * LINE + gap_under(item)
    return lines * size * LINE + gap_under(item)


def padding_of(item: Words) -> float:
    """Return the px over and under the words in the box of a proposal."""
    return PADDING if item.size >= PROPOSAL else _LITTLE_PADDING


def words_width(item: Words, width: float) -> float:
    """Return how wide the lines of a paragraph may be in ``width`` px."""
    beside = {"proposal": 2 * PADDING + 6.0, "bullet": 24.0}.get(item.style, 0.0)
    return (width - beside) / SLACK - (12.0 if item.label else 0.0)


def heading_top(item: Words) -> float:
    """Return the px over the words of an item within its height."""
    return _BEFORE_HEADING if item.style == "heading" else 0.0


def gap_under(item: Words) -> float:
    """Return the px under the words of an item within its height."""
    return _GAPS.get(item.style, GAP)


def labelled(paragraph: str) -> tuple[str, str]:
    """Return what a paragraph begins with before a colon, and the rest."""
    found = _LABEL.match(paragraph)
    if not found:
        return "", paragraph
    return found[1], paragraph[found.end() :]
