"""The pages of a pack as pictures, from the numbers that it was made with."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from rccdesk.ui.turns import Turns
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label

_LEAST_HEIGHT, _HEIGHT_UNDER = 240, 480
_LEAST_WIDTH, _MOST_WIDTH = 200, 820
_FRAME = 2  # px, the lines around a page
_ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)  # of the room there is
_FIRST = 0.35  # of the height that is seen: the page that lies there is the one that is read
_LARGER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)


class Paper(QScrollArea):
    """Shows pages under each other, as wide as there is room for, or larger and smaller.

    ``place_changed`` comes with the number of the page that is read (from 1, 0 for none) and how
    many there are.
    """

    place_changed = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = self._inside = QWidget()
        inside.setProperty("ground", "bg")
        self._sheets = QVBoxLayout(inside)
        self._sheets.setContentsMargins(0, 0, 8, 0)
        self._sheets.setSpacing(12)
        self.pages: list[tuple[QLabel, QImage]] = []
        self.zoom = 1.0
        self._turns = Turns(self)
        self.setProperty("ground", "bg")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Förhandsvisning"))
        self.setAccessibleDescription(
            self.tr("Page Up och Page Down bläddrar. Ctrl med plus eller minus ändrar storleken.")
        )
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setWidget(inside)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._tell_place())
        self.verticalScrollBar().rangeChanged.connect(lambda *_range: self._tell_place())

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
        self._tell_place()

    def show_pages(self, pictures: list[QImage], *, keeps_place: bool = False) -> None:
        """Show pages, each as soon as there is time to draw it; the place stays if asked for."""
        place = self.verticalScrollBar().value() if keeps_place else 0
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
        self._go_to(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to a page, or change the size."""
        key, bar = event.key(), self.verticalScrollBar()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if key in _LARGER or key == Qt.Key.Key_Minus:
                self.change_zoom(1 if key in _LARGER else -1)
                return
            if key == Qt.Key.Key_0:
                self._set_zoom(1.0)
                return
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(bar.minimum() if key == Qt.Key.Key_Home else bar.maximum())
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change the size with Ctrl, else scroll."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and turned:
            self.change_zoom(1 if turned > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def be_under(self, *, is_under: bool) -> None:
        """Take room for half a page where nothing lies beside, else what there is."""
        height = _HEIGHT_UNDER if is_under else _LEAST_HEIGHT
        if self.minimumHeight() != height:
            self.setMinimumHeight(height)

    # Size

    def change_zoom(self, step: int) -> None:
        """Show the pages larger (1) or smaller (-1)."""
        at = _ZOOMS.index(self.zoom) + step
        if 0 <= at < len(_ZOOMS):
            self._set_zoom(_ZOOMS[at])

    def can_zoom(self, step: int) -> bool:
        """Whether there is a next size."""
        return bool(self.pages) and 0 <= _ZOOMS.index(self.zoom) + step < len(_ZOOMS)

    def _set_zoom(self, zoom: float) -> None:
        bar = self.verticalScrollBar()
        place = round(bar.value() * zoom / self.zoom)
        self.zoom = zoom
        self._fit()
        self._go_to(place)

    def _go_to(self, place: int) -> None:
        """Scroll to a place of pages that have just got another size."""
        inside = self._inside
        inside.resize(inside.width(), self._sheets.totalMinimumSize().height())
        self._sheets.activate()
        self.verticalScrollBar().setValue(place)
        self._tell_place()

    # The page that is read

    @property
    def page(self) -> int:
        """The number of the page that is read, from 1; 0 where there is none."""
        at = self.verticalScrollBar().value() + self.viewport().height() * _FIRST
        found = 0
        for number, (sheet, _picture) in enumerate(self.pages, start=1):
            if found and sheet.y() > at:
                break
            found = number
        return found

    def _tell_place(self) -> None:
        self.place_changed.emit(self.page, len(self.pages))

    def _fit(self) -> None:
        """Give each page its room at once, and its picture in a turn of its own, nearest first."""
        room = min(max(self.viewport().width() - 16, _LEAST_WIDTH), _MOST_WIDTH)
        width = round(room * self.zoom)
        for sheet, picture in self.pages:
            height = round(width * picture.height() / max(picture.width(), 1))
            sheet.setFixedSize(width + _FRAME, height + _FRAME)
        read = self.page
        order = sorted(enumerate(self.pages, start=1), key=lambda each: abs(each[0] - read))
        self._turns.run(*(partial(self._draw, *page, width) for _number, page in order))

    def _draw(self, sheet: QLabel, picture: QImage, width: int) -> None:
        ratio = self.devicePixelRatioF()
        scaled = picture.scaledToWidth(
            round(width * ratio), Qt.TransformationMode.SmoothTransformation
        )
        scaled.setDevicePixelRatio(ratio)
        sheet.setPixmap(QPixmap.fromImage(scaled))
