"""What the tables of Uppdraget paint alike: ground, focus, words that are cut at the right."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from rccdesk.ui import theme
from rccdesk.ui.style import draw_ring

SIDE = 6  # px left and right of what a cell holds
_EDGE, _MOST_SHOWN = 3, 4096
_shown: dict[tuple[str, float, bool, int], str] = {}  # words as they fit in a font and a width
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def font_of(kind: str, weight: int = 400) -> QFont:
    """Return a font of the theme; kept, as each cell asks for it."""
    return _font(kind, weight, theme.current().text_scale)


@cache
def _font(kind: str, weight: int, _text_scale: float) -> QFont:
    return theme.font(kind, weight)


def draw_ground(
    painter: QPainter, option: QStyleOptionViewItem, view: QAbstractItemView, *, is_first: bool
) -> None:
    """Paint a cell's ground, its line, the edge of a chosen row and the ring of the focus."""
    area = QRect(option.rect)
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(area, theme.colour("sel"))
        painter.setPen(theme.colour("sel_line"))
        painter.drawLine(area.topLeft(), area.topRight())
        if is_first:
            edge = QRect(area.x(), area.y(), _EDGE, area.height())
            painter.fillRect(edge, theme.colour("pri"))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(area, theme.colour("hover"))
    painter.setPen(theme.colour("line"))
    painter.drawLine(area.bottomLeft(), area.bottomRight())
    if option.state & QStyle.StateFlag.State_HasFocus and view.hasFocus():
        draw_ring(painter, QRectF(area))


def draw_words(
    painter: QPainter,
    area: QRect,
    words: str,
    font: QFont,
    role: str = "text",
    *,
    at_right: bool = False,
) -> None:
    """Paint one line of words in the colour ``role``, cut at the right where it does not fit."""
    painter.setFont(font)
    painter.setPen(theme.colour(role))
    key = (words, font.pointSizeF(), font.bold(), area.width())
    shown = _shown.get(key)
    if shown is None:
        if len(_shown) >= _MOST_SHOWN:
            _shown.clear()
        cut = Qt.TextElideMode.ElideRight
        shown = _shown[key] = QFontMetrics(font).elidedText(words, cut, area.width() + 1)
    painter.drawText(area, _RIGHT if at_right else _LEFT, shown)


def width_of(words: str, font: QFont) -> int:
    """Return the px that ``words`` take."""
    return QFontMetrics(font).horizontalAdvance(words) + 2
