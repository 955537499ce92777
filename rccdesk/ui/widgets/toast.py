"""A short message with "Ångra", bottom right, for ten seconds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QEnterEvent, QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from rccdesk.ui import theme
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

_SECONDS = 10
_WIDTH = 360
_GAP = 12
_LOOK_MS = 200


class Toast(QFrame):
    """Lies over ``anchor`` at its lower right; waits while pointed at or focused."""

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor)
        self.setObjectName("toast")
        self._anchor = anchor
        self._undo: Callable[[], object] | None = None
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(8)
        self._sentence = Label("", "small", "text", wraps=True)
        self._button = Button(self.tr("Ångra"), "flat", self._press, small=True)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        self._look = QTimer(self)  # meanwhile another page may come, over it or with a button
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._place)
        self._button.installEventFilter(self)
        anchor.installEventFilter(self)
        self.hide()

    @property
    def sentence(self) -> str:
        """The words shown."""
        return self._sentence.text()

    def say(self, sentence: str, undo: Callable[[], object] | None = None, act: str = "") -> None:
        """Show ``sentence``, with "Ångra" where ``undo`` is given.

        ``act`` are the words of another act, as "Öppna" for a file that has been saved.
        """
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self._undo = undo
        self._button.setText(act or self.tr("Ångra"))
        self._button.setVisible(undo is not None)
        self._place()
        self.show()
        self._timer.start()
        self._look.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop looking for what it must not cover."""
        self._look.stop()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the corner, and stay while the button has the focus."""
        kind = event.type()
        if watched is self._anchor and kind == QEvent.Type.Resize and self.isVisible():
            self._place()
        elif watched is self._button and kind == QEvent.Type.FocusIn:
            self._timer.stop()
        elif watched is self._button and kind == QEvent.Type.FocusOut:
            self._timer.start()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while pointed at."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Start the time again."""
        self._timer.start()
        super().leaveEvent(event)

    def _place(self) -> None:
        width = min(round(_WIDTH * theme.current().text_scale), self._anchor.width() - 2 * _GAP)
        self.setFixedWidth(width)
        self.ensurePolished()
        height = max(self._row.totalHeightForWidth(width), self.sizeHint().height())
        self.resize(width, height)
        place = QRect(
            self._anchor.width() - width - _GAP,
            self._anchor.height() - height - _GAP,
            width,
            height,
        )
        for button in self._anchor.findChildren(Button):
            if button.property("kind") == "primary" and button.isVisible():
                covered = QRect(button.mapTo(self._anchor, QPoint(0, 0)), button.size())
                if covered.intersects(place):
                    place.moveBottom(covered.top() - _GAP)
        self.move(place.topLeft())
        self.raise_()

    def _press(self) -> None:
        self.hide()
        if self._undo is not None:
            self._undo()
