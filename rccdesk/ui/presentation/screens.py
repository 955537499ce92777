"""Where a presentation stands: on the screen that the group sees."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


def place_on_screen(window: QWidget, parent: QWidget | None) -> None:
    """Fill another screen than the one of ``parent``, or the same where there is one only."""
    screens = QGuiApplication.screens()
    own = parent.screen() if parent is not None else None
    other = next((screen for screen in screens if screen is not own), own)
    if other is not None:
        window.setGeometry(other.availableGeometry())
    window.showFullScreen()
    window.activateWindow()
