"""Where two long texts differ, word by word, with what is the same cut short."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

LONG = 48  # characters from which a text is worth a comparison word by word
_KEPT = 6  # words that stay on each side of a difference
_MOST = 4000  # words; longer texts are shown without marks
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class TextPart:
    """A piece of a text; ``is_different`` where the other text has not got it."""

    words: str
    is_different: bool


def compare(old: str, new: str) -> tuple[tuple[TextPart, ...], tuple[TextPart, ...]]:
    """Return both texts in parts; empty where they are short, empty or without likeness."""
    if max(len(old), len(new)) < LONG or not old or not new:
        return (), ()
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > _MOST:
        return (), ()
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    blocks = matcher.get_opcodes()
    if all(kind != "equal" for kind, *_ in blocks):
        return (), ()
    left = [(before[a:b], kind != "equal") for kind, a, b, _c, _d in blocks]
    right = [(after[c:d], kind != "equal") for kind, _a, _b, c, d in blocks]
    return _shorten(left), _shorten(right)


def _shorten(pieces: Sequence[tuple[list[str], bool]]) -> tuple[TextPart, ...]:
    parts = []
    for number, (tokens, is_different) in enumerate(pieces):
        kept = tokens
        if not is_different and len(tokens) > 4 * _KEPT + 1:
            head = [] if number == 0 else tokens[: 2 * _KEPT]
            tail = [] if number == len(pieces) - 1 else tokens[-2 * _KEPT :]
            kept = [*head, " … ", *tail]
        if kept:
            parts.append(TextPart("".join(kept), is_different))
    return tuple(parts)
