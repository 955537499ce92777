"""A link that offers a choice under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from rccdesk.ui.widgets.buttons import Button

Offer = tuple[str, Callable[[], object]]
"""The words of a choice, and what choosing it does."""


class MenuLink(Button):
    """A link with an arrow; Space, Enter and arrow down open its menu."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, "link", None, parent, icon="expand", small=True)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow after the words
        self.menu_shown = QMenu(self)
        self.menu_shown.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.clicked.connect(self._open)
        self.hide()

    def offer(self, offers: Sequence[Offer]) -> None:
        """Offer these choices; without any there is no link."""
        self.menu_shown.clear()
        for words, act in offers:
            self.menu_shown.addAction(words.replace("&", "&&"), partial(_call, act))
        self.setVisible(bool(offers))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu on arrow down and Enter too."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if not self.menu_shown.isEmpty():
            self.menu_shown.popup(self.mapToGlobal(QPoint(0, self.height())))


def _call(act: Callable[[], object], *_checked: object) -> None:
    act()
