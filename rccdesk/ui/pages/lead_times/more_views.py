"""The button "Fler vyer" in the head of Ledtider: what the sidebar has no room for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from rccdesk.ui.widgets.buttons import Button


class MoreViews(Button):
    """Opens a menu with the summary of all SVF and the pages beside Ledtider."""

    def __init__(
        self,
        show_summary: Callable[[], object],
        navigate: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", "secondary", self.open_menu, parent, icon="expand")
        self.setText(self.tr("Fler vyer"))
        self.setAccessibleDescription(self.tr("Öppnar en meny."))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the chevron after the words
        menu = self.choices = QMenu(self)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        menu.addAction(self.tr("Alla SVF"), show_summary)
        menu.addSeparator()
        for key, words in (
            ("goals", self.tr("Målmodeller sida vid sida")),
            ("mapping75", self.tr("75 %-kartläggning")),
            ("agreement", self.tr("Överenskommelsen")),
            ("limits", self.tr("Ledtidskatalog")),
        ):
            menu.addAction(words, partial(_go, navigate, key))

    def open_menu(self) -> None:
        """Show the menu under the button."""
        self.choices.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu on arrow down too."""
        if event.key() == Qt.Key.Key_Down:
            self.open_menu()
        else:
            super().keyPressEvent(event)


def _go(navigate: Callable[[str], object], key: str, _checked: bool = False) -> None:
    navigate(key)
