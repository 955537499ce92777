"""The window as somebody without a mouse uses it, with a picture of each step.

``RCCDESK_PICTURES=DIR`` saves the pictures there; ``RCCDESK_THEME=dark`` (or ``contrast``),
``RCCDESK_SCALE=2.0`` and ``RCCDESK_SIZE=1920x1080`` say how they look.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from rccdesk.app import build_window
from rccdesk.services.database import Database
from rccdesk.settings import Settings
from rccdesk.ui import registry, theme
from rccdesk.ui.dialogs.saving_dialog import SavingDialog
from rccdesk.ui.main_window import MainWindow
from rccdesk.ui.tasks import TaskRunner
from tests.ui.keyboard import Keyboard, Keys
from tests.ui.page_checks import check_names_and_tabs, visible_words

Settle = Callable[[TaskRunner], None]


class Walk(Keyboard):
    """Somebody who walks through the window; ``name`` begins the names of the pictures."""

    def __init__(self, window: MainWindow, settle: Settle, name: str) -> None:
        super().__init__(window, lambda: settle(window.tasks))
        self.window, self._name, self._shots = window, name, 0

    @property
    def page(self) -> Any:
        """The page shown, to look at."""
        found = self.window.stack.page
        assert found is not None
        return found

    @property
    def database(self) -> Database:
        """The file, to look in."""
        assert self.window.database is not None
        return self.window.database

    @property
    def words(self) -> str:
        """All that the window in front shows, to read."""
        shown = QApplication.activeWindow()
        assert shown is not None
        return visible_words(shown)

    def go_to(self, key: str) -> Any:
        """Press the shortcut of a page and return the page, to look at."""
        keys = [entry.key for entry in registry.shown_pages()]
        self.press(Qt.Key(int(Qt.Key.Key_1) + keys.index(key)), Keys.ControlModifier)
        assert self.window.stack.key == key
        return self.page

    def front(self, kind: type[Any]) -> Any:
        """Return the window in front, to look at."""
        found = QApplication.activeWindow()
        assert isinstance(found, kind), found
        return found

    def leave(self) -> None:
        """Press Enter in a field of a dialog, else its button: it stores and closes."""
        dialog = self.front(SavingDialog)
        if isinstance(self.focus, QLineEdit):
            self.press(Qt.Key.Key_Return)
        else:
            self.push(dialog.accept_button.text())
        assert QApplication.activeWindow() is not dialog, visible_words(dialog)

    def shoot(self, name: str) -> None:
        """Check that the page can be walked, and save a picture where somebody wants one."""
        if QApplication.activeWindow() is self.window:
            check_names_and_tabs(self.page)
        self._shots += 1
        folder = os.environ.get("RCCDESK_PICTURES")
        if folder:
            self._settle()  # what was typed is laid out
            Path(folder).mkdir(parents=True, exist_ok=True)
            shown = QApplication.activePopupWidget() or QApplication.activeWindow()
            assert shown is not None
            shown.grab().save(str(Path(folder) / f"{self._name}_{self._shots:02}_{name}.png"))


def begin_walk(
    qtbot: QtBot, qapp: QApplication, store: Path, settle: Settle, name: str = "walk"
) -> Walk:
    """Return a walk through a window over ``store``, begun on its settings."""
    look = os.environ.get("RCCDESK_THEME", "light"), float(os.environ.get("RCCDESK_SCALE", "1"))
    if look != ("light", 1.0):
        theme.install(qapp, *look)
    window = build_window(store, Settings(last_page="settings"), remembers=False)
    qtbot.addWidget(window)
    width, height = map(int, os.environ.get("RCCDESK_SIZE", "1366x768").split("x"))
    window.resize(width, height)
    window.show()
    settle(window.tasks)
    return Walk(window, settle, name)
