"""The first rows of a large file, shown while the rest of it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from rccdesk.ui.imports.sheet_grid import SheetGridView
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.imports import FirstLook


class FirstRows(QWidget):
    """The room of the steps while a file is read the first time; empty until there are rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        self._card = QFrame()
        self._card.setProperty("card", "true")
        room.addWidget(self._card)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        self._title = Label("", "h2", wraps=True)
        column.addWidget(self._title)
        self.grid = SheetGridView(lowest=0)  # nothing scrolls around it: it takes what is left
        self.grid.setObjectName("first_rows")
        column.addWidget(self.grid, 1)
        column.addWidget(
            Label(
                self.tr("Resten av filen läses. Inget har sparats."), "small", "text2", wraps=True
            )
        )
        self.begin()

    def begin(self) -> None:
        """Show nothing: another file is going to be read."""
        self._card.hide()

    def show_rows(self, look: FirstLook) -> None:
        """Show the first rows of a sheet."""
        self._title.setText(
            self.tr("De första raderna på bladet ”{sheet}”").format(sheet=look.grid.sheet)
        )
        self.grid.show_grid(look.grid, look.header_row)
        self._card.show()
