"""The result card of an initiative, as it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rccdesk.services import initiatives
from rccdesk.ui.packs.paper import Paper
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.initiatives import ResultCard

_LEAST_HEIGHT = 420
_PPI = 110.0


def draw_card(_database: Database, card: ResultCard) -> list[bytes]:
    """Return the pages of a card as PNG."""
    return initiatives.preview_cards([card], ppi=_PPI)


class CardTab(QWidget):
    """Shows the pages under the buttons; ``print_`` and ``export`` are asked for."""

    print_ = Signal()
    export = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        tools = FlowLayout(gap=8)
        self.print_button = Button(
            self.tr("Skriv ut resultatkort…"), act=self.print_.emit, icon="document_pdf"
        )
        self.export_button = Button(
            self.tr("Exportera resultatkort…"), act=self.export.emit, icon="save"
        )
        for button in (self.print_button, self.export_button):
            tools.addWidget(button)
        column.addLayout(tools)
        self.said = Label("", "small", "text2", wraps=True)
        column.addWidget(self.said)
        self.paper = Paper()
        self.paper.setMinimumHeight(_LEAST_HEIGHT)
        column.addWidget(self.paper, 1)

    def show_card(self, card: ResultCard) -> None:
        """Say what may be said of the result."""
        self.said.setText(card.result)

    def show_pages(self, pages: list[bytes]) -> None:
        """Show the pages."""
        self.paper.show_pages(pages)
