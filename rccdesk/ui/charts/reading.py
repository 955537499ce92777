"""Reading a chart mark by mark, with the arrow keys or the pointer.

One `Reading` serves every kind of chart: it shows the sentence of the mark in a small box beside
it and gives the same sentence to screen readers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QKeyEvent
from PySide6.QtGui import QMouseEvent as MouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QLabel

_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)


class Reading(QObject):
    """Steps through the marks of ``canvas``; ``index`` is -1 where none is read.

    ``rect_of`` gives the rectangle of a mark in the viewport, ``index_at`` the mark under a point
    (-1 for none), ``reveal`` scrolls a mark into view.
    """

    moved = Signal(int)

    def __init__(
        self,
        canvas: QAbstractScrollArea,
        rect_of: Callable[[int], QRect],
        index_at: Callable[[QPoint], int],
        reveal: Callable[[int], None] = lambda _index: None,
    ) -> None:
        """Listen to the keys and the pointer of ``canvas``."""
        super().__init__(canvas)
        self._canvas = canvas
        self._rect_of = rect_of
        self._index_at = index_at
        self._reveal = reveal
        self._texts: tuple[str, ...] = ()
        self._start = 0
        self._description = ""
        self.index = -1
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Act on keys of the canvas and on the pointer over its viewport."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if kind == QEvent.Type.MouseMove and isinstance(event, MouseEvent):
            self._hover(event.position().toPoint())
        elif kind in (QEvent.Type.Leave, QEvent.Type.Resize):
            self._hover(QPoint(-1, -1))
        elif kind == QEvent.Type.FocusOut and watched is self._canvas:
            self.clear()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._texts:
            return False
        key = Qt.Key(event.key())
        if key in _BACK:
            self.step(-1)
        elif key in _ON:
            self.step(1)
        elif key == Qt.Key.Key_Home:
            self.read(0)
        elif key == Qt.Key.Key_End:
            self.read(len(self._texts) - 1)
        elif key == Qt.Key.Key_Escape and self.index >= 0:
            self.clear()
        else:
            return False
        return True

    def _hover(self, position: QPoint) -> None:
        index = self._index_at(position) if position.x() >= 0 else -1
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
