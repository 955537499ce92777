"""What tables paint before the words of a cell: a symbol of a state, or an icon."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from rccdesk.enums import ItemState
from rccdesk.services.charts.symbols import Symbol
from rccdesk.ui import theme
from rccdesk.ui.charts.symbols import draw_symbol
from rccdesk.ui.icons import pixmap
from rccdesk.ui.plan_state import paint_plan_state

Mark = Callable[[QPainter, QRectF], object]


def symbol_mark(symbol: Symbol) -> Mark:
    """Return what paints ``symbol`` as wide as its box, in the middle of its height."""
    return partial(_paint_symbol, symbol)


def plan_state_mark(state: ItemState | None) -> Mark:
    """Return what paints where a goal or an activity stands, as `symbol_mark`."""
    return partial(_paint_plan_state, state)


def choice_mark(*, chosen: bool) -> Mark:
    """Return what paints one choice of several: a filled disc for the chosen, rings for others."""
    return partial(_paint_choice, chosen)


def icon_mark(meaning: str, size: int = 14) -> Mark:
    """Return what paints the icon of ``meaning`` in the middle of its box."""
    return partial(_paint_icon, meaning, size)


def _paint_symbol(symbol: Symbol, painter: QPainter, rect: QRectF) -> None:
    side = rect.width()
    draw_symbol(painter, QRectF(rect.x(), rect.center().y() - side / 2, side, side), symbol)


def _paint_plan_state(state: ItemState | None, painter: QPainter, rect: QRectF) -> None:
    side = rect.width()
    box = QRectF(rect.x(), rect.center().y() - side / 2, side, side)
    paint_plan_state(painter, box, state)


def _paint_choice(chosen: bool, painter: QPainter, rect: QRectF) -> None:
    side = rect.width() - 1
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("pri" if chosen else "line2"), 1))
    painter.setBrush(theme.colour("pri" if chosen else "surface"))
    painter.drawEllipse(QRectF(rect.x() + 0.5, rect.center().y() - side / 2, side, side))


def _paint_icon(meaning: str, size: int, painter: QPainter, rect: QRectF) -> None:
    drawn = pixmap(meaning, "text2", size, painter.device().devicePixelRatioF())
    side = drawn.height() / drawn.devicePixelRatio()
    painter.drawPixmap(QPointF(rect.x(), rect.center().y() - side / 2), drawn)
