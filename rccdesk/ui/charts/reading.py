"""Reading a chart mark by mark, with the arrow keys or the pointer.

One `Reading` serves every kind of chart: it shows the sentence of the mark in a small box beside
it and gives the same sentence to screen readers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
)
from PySide6.QtGui import QMouseEvent as MouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QLabel

from rccdesk.ui.style import draw_ring

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Down: (0, 1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEY_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
Neighbour = Callable[[int, int, int], int]
"""(mark, steps to the right, steps down) -> mark"""


class Reading(QObject):
    """Steps through the marks of ``canvas``; ``index`` is -1 where none is read.

    ``rect_of`` gives the rectangle of a mark in the viewport, ``index_at`` the mark under a point
    (-1 for none), ``reveal`` scrolls a mark into view. ``neighbour`` is for marks in a grid;
    without it right and down both lead to the next mark.
    """

    moved = Signal(int)
    hovered = Signal(int)  # the mark under the pointer, -1 for none
    chosen = Signal(int)  # by Enter or a double click
    menu_asked = Signal(int, QPoint)  # the mark, -1 for none, and where on the screen

    def __init__(
        self,
        canvas: QAbstractScrollArea,
        rect_of: Callable[[int], QRect],
        index_at: Callable[[QPoint], int],
        reveal: Callable[[int], None] = lambda _index: None,
        neighbour: Neighbour | None = None,
    ) -> None:
        """Listen to the keys and the pointer of ``canvas``."""
        super().__init__(canvas)
        self._canvas = canvas
        self._rect_of = rect_of
        self._index_at = index_at
        self._reveal = reveal
        self._neighbour = neighbour
        self._texts: tuple[str, ...] = ()
        self._start = 0
        self._description = ""
        self.index = -1
        self._under_pointer = -1
        self._by_key = False
        self.box = QLabel(canvas.viewport())
        self.box.setObjectName("readout")
        self.box.setWordWrap(True)
        self.box.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.box.hide()
        canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        canvas.viewport().setMouseTracking(True)
        canvas.installEventFilter(self)
        canvas.viewport().installEventFilter(self)

    def set_texts(self, texts: Sequence[str], *, start: int, name: str, description: str) -> None:
        """Take the sentences of the marks; ``start`` is read first."""
        self._texts = tuple(texts)
        self._under_pointer = -1
        self._start = start
        self._description = description
        self._canvas.setAccessibleName(name)
        self.clear()
        self._canvas.setAccessibleDescription(description)

    def step(self, by: int) -> None:
        """Read the mark ``by`` steps on, stopping at the ends."""
        if self._texts:
            target = self._start if self.index < 0 else self.index + by
            self.read(min(max(target, 0), len(self._texts) - 1))

    def move(self, right: int, down: int) -> None:
        """Read the mark beside the one that is read; the first one where none is."""
        if self._neighbour is None or self.index < 0:
            self.step(right + down)
        else:
            self.read(self._neighbour(self.index, right, down))

    def resume(self, index: int) -> None:
        """Go on at the mark ``index`` after new data, without saying it again."""
        if 0 <= index < len(self._texts):
            self.index = index
            self._canvas.setAccessibleDescription(self._texts[index])
            self._show_box(index)

    def read(self, index: int) -> None:
        """Read the mark ``index`` aloud and in its box."""
        self.index = index
        sentence = self._texts[index]
        self._reveal(index)
        self._show_box(index)
        self._canvas.setAccessibleDescription(sentence)
        QAccessible.updateAccessibility(
            QAccessibleEvent(self._canvas, QAccessible.Event.DescriptionChanged)
        )
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._canvas, sentence))
        self.moved.emit(index)

    def clear(self) -> None:
        """Read nothing."""
        self.box.hide()
        if self.index >= 0:
            self.index = -1
            self._canvas.setAccessibleDescription(self._description)
            self.moved.emit(-1)

    def paint_ring(self, painter: QPainter) -> None:
        """Show that the keys go to the chart while no mark is read; a mark has its own ring."""
        if not (self._by_key and self.index < 0 and self._canvas.hasFocus()):
            return
        draw_ring(painter, QRectF(self._canvas.viewport().rect()), 4)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Act on keys of the canvas and on the pointer over its viewport."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return watched is self._canvas and self._key(event)
        if kind == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            self._ask_menu(event)
            return True
        if kind == QEvent.Type.MouseButtonDblClick and isinstance(event, MouseEvent):
            index = (
                self._index_at(event.position().toPoint()) if watched is not self._canvas else -1
            )
            if index >= 0 and event.button() == Qt.MouseButton.LeftButton:
                self.chosen.emit(index)
                return True
            return False
        if kind == QEvent.Type.MouseMove and isinstance(event, MouseEvent):
            self._hover(event.position().toPoint())
        elif kind in (QEvent.Type.Leave, QEvent.Type.Resize):
            self._hover(QPoint(-1, -1))
        elif kind == QEvent.Type.FocusOut and watched is self._canvas:
            self.clear()
            self._canvas.viewport().update()
        elif kind == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            self._by_key = event.reason() in _KEY_REASONS
            self._canvas.viewport().update()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_F10 and modifiers == Qt.KeyboardModifier.ShiftModifier:
            self._ask_menu(None)  # not every system makes a menu event of these keys
            return True
        if modifiers or not self._texts:
            return False
        if key in _ARROWS:
            self.move(*_ARROWS[key])
        elif key == Qt.Key.Key_Home:
            self.read(0)
        elif key == Qt.Key.Key_End:
            self.read(len(self._texts) - 1)
        elif key in _ENTER and self.index >= 0:
            self.chosen.emit(self.index)
        elif key == Qt.Key.Key_Escape and self.index >= 0:
            self.clear()
        else:
            return False
        return True

    def _ask_menu(self, event: QContextMenuEvent | None) -> None:
        """Ask for the menu of the mark under the pointer, or by key of the one that is read."""
        viewport = self._canvas.viewport()
        if event is not None and event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self._index_at(viewport.mapFromGlobal(event.globalPos()))
            self.menu_asked.emit(index, event.globalPos())
            return
        rect = self._rect_of(self.index) if self.index >= 0 else viewport.rect()
        self.menu_asked.emit(self.index, viewport.mapToGlobal(rect.center()))

    def _hover(self, position: QPoint) -> None:
        index = self._index_at(position) if position.x() >= 0 else -1
        if index != self._under_pointer:
            self._under_pointer = index
            self.hovered.emit(index)
        if index >= 0:
            self._show_box(index)
        elif self.index >= 0:
            self._show_box(self.index)
        else:
            self.box.hide()

    def _show_box(self, index: int) -> None:
        if not self._texts[index]:
            self.box.hide()
            return
        frame = self._canvas.viewport().rect()
        mark = self._rect_of(index)
        self.box.setText(self._texts[index])
        line = self.box.fontMetrics().horizontalAdvance(self._texts[index]) + 24
        width = min(line, 420, frame.width())
        size = QSize(width, self.box.heightForWidth(width))
        self.box.resize(size)
        below = mark.bottom() + 4
        fits_below = below + size.height() <= frame.bottom()
        y = below if fits_below else max(frame.top(), mark.top() - 4 - size.height())
        x = min(max(mark.center().x() - size.width() // 2, 0), frame.right() - size.width())
        self.box.move(max(x, 0), y)
        self.box.show()
        self.box.raise_()
