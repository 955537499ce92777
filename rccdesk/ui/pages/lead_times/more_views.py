"""The button "Fler vyer" in the head of Ledtider: what the sidebar has no room for."""

from __future__ import annotations

from collections.abc import Callable

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
        super().__init__("", "secondary", None, parent)
        self.setText(self.tr("Fler vyer"))
        menu = QMenu(self)
        menu.addAction(self.tr("Alla SVF"), show_summary)
        menu.addSeparator()
        for key, words in (
            ("goals", self.tr("Målmodeller sida vid sida")),
            ("mapping75", self.tr("75 %-kartläggning")),
            ("agreement", self.tr("Överenskommelsen")),
            ("limits", self.tr("Ledtidskatalog")),
        ):
            menu.addAction(words, lambda key=key: navigate(key))
        self.setMenu(menu)
