"""Goals and activities in one column: told apart by words, numbers, indents and empty cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rccdesk.services.imports.values import clean_text

GOAL, ACTIVITY = "goal", "activity"
_BULLET = re.compile(r"\s*(?:[-–—•*·▪◦o]\s+|[•▪◦]|[a-z]\)\s*)|\s{2,}\S|\t")
_SAID_GOAL = re.compile(r"(?:mål|delmål|målområde|område)\b[ :]*[\d.]*", re.IGNORECASE)
_SAID_ACTIVITY = re.compile(r"(?:aktivitet|åtgärd|insats|uppgift)\b[ :]*[\d.]*", re.IGNORECASE)
_NUMBER = re.compile(r"(\d+(?:\.\d+)*)[.:)]?\s")


def is_mixed(cells: Sequence[object]) -> bool:
    """Tell whether a column of goals holds activities too: its own words or bullets say so."""
    texts = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
    marked = [text for text in texts if _SAID_ACTIVITY.match(text.strip()) or _BULLET.match(text)]
    return bool(marked) and len(marked) < len(texts)


def tell_apart(cells: Sequence[object], alone: Sequence[bool]) -> list[str]:
    """Return goal or activity for every cell; ``alone``: the rest of its row is empty.

    What a cell says of itself holds; then a bullet or an indent; then the number: the deepest
    are activities, unless rows without a number stand under them; then that a heading stands
    alone on its row.
    """
    depths = [_depth(cell) for cell in cells]
    is_plain = [not depth and bool(clean_text(cell)) for depth, cell in zip(depths, cells)]  # noqa: B905
    has_numbers = any(depths)
    has_bullets = any(_is_bullet(cell) for cell in cells)
    deepest = max(depths, default=0)
    found = []
    for at, cell in enumerate(cells):
        words = clean_text(cell)
        if _SAID_ACTIVITY.match(words):
            kind = ACTIVITY
        elif _SAID_GOAL.match(words):
            kind = GOAL
        elif _is_bullet(cell):
            kind = ACTIVITY
        elif has_numbers:
            leaves = (
                ACTIVITY if deepest > 1 and depths[at] == deepest and not any(is_plain) else GOAL
            )
            kind = leaves if depths[at] else ACTIVITY
        elif has_bullets:
            kind = GOAL
        else:
            kind = GOAL if alone[at] else ACTIVITY
        found.append(kind)
    return found


def without_bullet(cell: object) -> str:
    """Return the words of a cell without what stands before them as a sign."""
    words = clean_text(cell)
    return re.sub(r"^(?:[-–—•*·▪◦]\s*|o\s+)", "", words) or words


def _is_bullet(cell: object) -> bool:
    return isinstance(cell, str) and _BULLET.match(cell) is not None


def _depth(cell: object) -> int:
    if not isinstance(cell, str) or _is_bullet(cell):
        return 0
    match = _NUMBER.match(cell.strip())
    return match[1].count(".") + 1 if match else 0
