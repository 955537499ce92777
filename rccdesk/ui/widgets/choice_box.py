"""Fields that change only when the user means it: the wheel scrolls the page over them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateEdit


class ChoiceBox(QComboBox):
    """A combo box that leaves the wheel to what it lies in."""

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices (key, words); the chosen one stays where it is among them."""
        chosen = str(self.currentData() or "")
        with QSignalBlocker(self):
            self.clear()
            for key, words in choices:
                self.addItem(words, key)
            self.setCurrentIndex(max(0, self.findData(chosen)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()


class DateField(QDateEdit):
    """A date in the form 2026-11-22 that leaves the wheel to what it lies in."""

    def __init__(self) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy-MM-dd")
        self.setKeyboardTracking(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()
