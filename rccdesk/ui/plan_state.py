"""Where a goal or an activity stands, drawn: one symbol, word, tone and ground for every view."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from rccdesk.enums import ItemState
from rccdesk.services.charts.symbols import Symbol
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.charts.symbols import symbol_pixmap

STATES = (
    ItemState.NOT_STARTED,
    ItemState.ON_TRACK,
    ItemState.LATE,
    ItemState.OBSTRUCTED,
    ItemState.DONE,
    ItemState.NOT_NOW,
    ItemState.DROPPED,
)
"""The states of goals and activities, in the order they are offered; a digit chooses one."""

REGION_STATES = (*STATES, ItemState.STRUCK)
"""The states of a goal in a region."""

_SYMBOLS = {
    ItemState.NOT_STARTED: Symbol.NONE,
    ItemState.ON_TRACK: Symbol.ON_TRACK,
    ItemState.LATE: Symbol.LOWER_REACHED,
    ItemState.OBSTRUCTED: Symbol.NOT_REACHED,
    ItemState.DONE: Symbol.REACHED,
    ItemState.NOT_NOW: Symbol.NOT_NOW,
    ItemState.DROPPED: Symbol.DROPPED,
    ItemState.STRUCK: Symbol.DROPPED,
}
_TONES = {ItemState.LATE: "near_text", ItemState.DONE: "ok_text", ItemState.OBSTRUCTED: "text"}
_GROUNDS = {
    ItemState.LATE: "near_tint",
    ItemState.DONE: "ok_tint",
    ItemState.OBSTRUCTED: "surface2",
}
_HEAVY = frozenset({ItemState.LATE, ItemState.OBSTRUCTED})
UNKNOWN = "unknown"
_STEP = 5  # px between the lines of the hatching


def state_words(state: ItemState | None) -> str:
    """Return a state in full; None: nothing is known."""
    return text(f"plans.state.{UNKNOWN if state is None else state.value}")


def short_words(state: ItemState | None) -> str:
    """Return a state as it stands in the cells of the matrix of regions, and only there."""
    return text(f"plans.state_short.{UNKNOWN if state is None else state.value}")


def state_tone(state: ItemState | None) -> str:
    """Return the colour of the word of a state."""
    return "text2" if state is None else _TONES.get(state, "text")


def state_ground(state: ItemState | None) -> str:
    """Return the ground of a state, "" for none."""
    return "" if state is None else _GROUNDS.get(state, "")


def is_heavy(state: ItemState | None) -> bool:
    """Return whether the word of a state is written in bold: late and obstructed."""
    return state in _HEAVY


def paint_plan_state(painter: QPainter, rect: QRectF, state: ItemState | None) -> None:
    """Paint the symbol of a state into a square; a ring where nothing is known."""
    symbol = Symbol.NONE if state is None else _SYMBOLS[state]
    ratio, side = painter.device().devicePixelRatioF(), round(rect.width())
    corner = QPoint(round(rect.left()), round(rect.top()))
    painter.drawPixmap(corner, _symbol_tile(symbol, side, ratio, _colours()))


def _colours() -> tuple[str, ...]:
    """Return what the symbols are drawn in, by which their drawings are kept."""
    return tuple(theme.current().hex(name) for name in ("ok", "near", "near_text", "text2", "pri"))


@cache
def _symbol_tile(
    symbol: Symbol,
    side: int,
    ratio: float,
    colours: tuple[str, ...],  # noqa: ARG001 - the key
) -> QPixmap:
    """Return a symbol drawn once: the matrix has hundreds of them."""
    return symbol_pixmap(symbol, side, ratio)


def paint_hatching(painter: QPainter, rect: QRect) -> None:
    """Paint the ground of what has no plan: thin diagonal lines."""
    ratio = painter.device().devicePixelRatioF()
    tile = _hatch_tile(theme.current().hex("line"), ratio)
    painter.drawTiledPixmap(rect, tile)


@cache
def _hatch_tile(colour: str, ratio: float) -> QPixmap:
    """Return a tile that goes on in all directions."""
    side = _STEP * 4
    tile = QPixmap(round(side * ratio), round(side * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 1))
    for start in range(-side, 2 * side, _STEP):
        painter.drawLine(QPointF(start, side), QPointF(start + side, 0))
    painter.end()
    return tile


class StateMark(QWidget):
    """A state as symbol and word, on its ground; read as one text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: ItemState | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def show_state(self, state: ItemState | None, words: str = "") -> None:
        """Show a state by its own words, or by ``words``."""
        self._state, self._words = state, words or state_words(state)
        self.setAccessibleName(self._words)
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """The words shown."""
        return self._words

    def sizeHint(self) -> QSize:
        """Return the room of the symbol and the words."""
        width = QFontMetricsF(theme.font("small", 600)).horizontalAdvance(self._words)
        side = theme.current().text_scale * 12
        return QSize(round(width + side + 26), theme.current().size("chip"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, symbol and words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = state_ground(self._state) or "surface2"
        painter.setPen(QPen(theme.colour("line2" if theme.current().is_contrast else ground), 1))
        painter.setBrush(theme.colour(ground))
        rect = QRectF(self.rect())
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        side = theme.current().text_scale * 12
        paint_plan_state(painter, QRectF(8, rect.center().y() - side / 2, side, side), self._state)
        painter.setFont(theme.font("small", 600))
        painter.setPen(theme.colour(state_tone(self._state)))
        room = rect.adjusted(side + 15, 0, -4, 0)
        words = painter.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, round(room.width()) + 1
        )
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, left, words)
        painter.end()
