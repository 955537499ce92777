"""The result card of an initiative, as it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from rccdesk.services import initiatives
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.initiatives import ResultCard

_MOST_WIDTH = 820
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
        self._sheets = QVBoxLayout()
        self._sheets.setSpacing(12)
        column.addLayout(self._sheets)
        column.addStretch(1)
        self.pages: list[_Sheet] = []

    def show_card(self, card: ResultCard) -> None:
        """Say what may be said of the result."""
        self.said.setText(card.result)

    def show_pages(self, pictures: list[bytes]) -> None:
        """Show the pages under each other; the page that holds the tab scrolls."""
        clear(self._sheets)
        self.pages = []
        for number, picture in enumerate(pictures, start=1):
            words = self.tr("Sida {number} av {count}")
            sheet = _Sheet(picture, words.format(number=number, count=len(pictures)))
            self.pages.append(sheet)
            self._sheets.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for sheet in self.pages:
            sheet.fit(min(self.width() - 4, _MOST_WIDTH))


class _Sheet(QLabel):
    """A page as a picture, as wide as it is told."""

    def __init__(self, picture: bytes, words: str) -> None:
        super().__init__()
        self._whole = QPixmap()
        self._whole.loadFromData(picture)
        self.setProperty("sheet", "true")
        self.setAccessibleName(words)

    def fit(self, width: int) -> None:
        ratio = self.devicePixelRatioF()
        smooth = Qt.TransformationMode.SmoothTransformation
        shown = self._whole.scaledToWidth(max(round(width * ratio), 1), smooth)
        shown.setDevicePixelRatio(ratio)
        self.setPixmap(shown)
        self.setFixedSize(QSize(round(shown.width() / ratio), round(shown.height() / ratio)))
