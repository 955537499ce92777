"""What the window shows while a file is being opened: which, and a way to leave it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.states import BusyState

_PATIENCE_MS = 500


class OpeningState(QWidget):
    """A sentence and a bar, and after half a second a button that calls ``cancel``."""

    def __init__(self, cancel: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 0)
        self._busy = BusyState()
        column.addWidget(self._busy)
        self.leave = Button(self.tr("Avbryt"), "secondary", cancel)
        self.leave.hide()
        column.addWidget(self.leave)
        column.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(self.leave.show)

    def start(self, sentence: str) -> None:
        """Wait a moment, then show ``sentence``."""
        self._busy.start(sentence)
        self._timer.start()

    def stop(self) -> None:
        """Hide everything again."""
        self._busy.stop()
        self._timer.stop()
        self.leave.hide()
