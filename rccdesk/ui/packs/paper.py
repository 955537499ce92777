"""The pages of a pack as pictures, from the numbers that it was made with."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from rccdesk.ui.turns import Turns
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label

_LEAST_HEIGHT = 240
_LEAST_WIDTH, _MOST_WIDTH = 200, 820
_FRAME = 2  # px, the lines around a page


class Paper(QScrollArea):
    """Shows pages under each other, as wide as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        inside.setProperty("ground", "bg")
        self._sheets = QVBoxLayout(inside)
        self._sheets.setContentsMargins(0, 0, 8, 0)
        self._sheets.setSpacing(12)
        self.pages: list[tuple[QLabel, QImage]] = []
        self._turns = Turns(self)
        self.setProperty("ground", "bg")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Förhandsvisning"))
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setWidget(inside)

    def show_nothing(self, problem: str = "") -> None:
        """Say what comes here, or why it does not."""
        self._turns.drop()
        clear(self._sheets)
        self.pages = []
        card = QFrame()
        card.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 24, 24, 24)
        title = self.tr("Underlaget kan inte visas") if problem else self.tr("Här visas underlaget")
        column.addWidget(Label(title, "h2", wraps=True))
        words = problem or self.tr(
            "Här syns sidorna som de blir i filen. Alla format har samma siffror, och diagrammen "
            "i PowerPoint kan redigeras. Underlaget är ett utkast och sparas med sina siffror, så "
            "att det alltid kan visas som det var."
        )
        column.addWidget(Label(words, "body", "text2", wraps=True))
        self._sheets.addWidget(card)
        self._sheets.addStretch(1)

    def show_pages(self, pictures: list[QImage]) -> None:
        """Show pages, each as soon as there is time to draw it."""
        clear(self._sheets)
        self.pages = []
        for number, picture in enumerate(pictures, start=1):
            sheet = QLabel()
            sheet.setProperty("sheet", True)  # noqa: FBT003 - Qt's own order
            sheet.setAccessibleName(
                self.tr("Sida {number} av {count}").format(number=number, count=len(pictures))
            )
            self.pages.append((sheet, picture))
            self._sheets.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self._sheets.addStretch(1)
        self._fit()
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give each page its room at once, and its picture in a turn of its own."""
        width = min(max(self.viewport().width() - 16, _LEAST_WIDTH), _MOST_WIDTH)
        for sheet, picture in self.pages:
            height = round(width * picture.height() / max(picture.width(), 1))
            sheet.setFixedSize(width + _FRAME, height + _FRAME)
        self._turns.run(*(partial(self._draw, *page, width) for page in self.pages))

    def _draw(self, sheet: QLabel, picture: QImage, width: int) -> None:
        ratio = self.devicePixelRatioF()
        scaled = picture.scaledToWidth(
            round(width * ratio), Qt.TransformationMode.SmoothTransformation
        )
        scaled.setDevicePixelRatio(ratio)
        sheet.setPixmap(QPixmap.fromImage(scaled))
