"""The words of cells as they fit; fonts and cut words are kept, as hundreds of cells ask."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

from rccdesk.ui import theme

_MOST_KEPT = 4096
_kept: dict[tuple[str, str, int | None, float, int], str] = {}


def font_of(kind: str, weight: int | None = None) -> QFont:
    """Return a font of the theme in the text size in use."""
    return _font(kind, weight, theme.current().text_scale)[0]


def width_of(words: str, kind: str, weight: int | None = None) -> int:
    """Return the px that ``words`` take in a font of the theme."""
    return _font(kind, weight, theme.current().text_scale)[1].horizontalAdvance(words)


def fitted(words: str, kind: str, weight: int | None, width: int) -> str:
    """Return ``words``, cut at the right where they need more than ``width`` px."""
    scale = theme.current().text_scale
    key = (words, kind, weight, scale, width)
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        metrics = _font(kind, weight, scale)[1]
        found = _kept[key] = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
    return found


@cache
def _font(kind: str, weight: int | None, _text_scale: float) -> tuple[QFont, QFontMetrics]:
    font = theme.font(kind, weight)
    return font, QFontMetrics(font)
