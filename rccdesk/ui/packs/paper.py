"""The pages of a pack as pictures, from the numbers that it was made with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from rccdesk.ui.packs.preview import read_page, size_of
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from PySide6.QtCore import QSize

    from rccdesk.ui.tasks import Task, TaskRunner

_LEAST_HEIGHT, _HEIGHT_UNDER = 240, 480
_LEAST_WIDTH, _MOST_WIDTH = 200, 820
_FRAME = 2  # px, the lines around a page
_ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)  # of the room there is
_NEAR = 3  # pages before and after the one that is read, as many as the least size shows
_FIRST = 0.35  # of the height that is seen: the page that lies there is the one that is read
_LARGER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)


@dataclass(slots=True)
class _Sheet:
    """A page: where it is shown, what is shown, and what is being read for it."""

    label: QLabel
    content: bytes
    size: QSize
    reading: Task | None = None
    is_drawn: bool = False


class Paper(QScrollArea):
    """Shows pages under each other, as wide as there is room for, or larger and smaller.

    The pages near the one that is read are drawn, beside the window; the others take no memory.

    ``place_changed`` comes with the number of the page that is read (from 1, 0 for none) and how
    many there are.
    """

    place_changed = Signal(int, int)

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        inside = self._inside = QWidget()
        inside.setProperty("ground", "bg")
        self._sheets = QVBoxLayout(inside)
        self._sheets.setContentsMargins(0, 0, 8, 0)
        self._sheets.setSpacing(12)
        self.pages: list[_Sheet] = []
        self.zoom = 1.0
        self._width = _LEAST_WIDTH
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
        self._clear()
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

    def show_pages(self, pages: list[bytes], *, keeps_place: bool = False) -> None:
        """Show pages that are PNG, each when it has been read; the place stays if asked for."""
        place = self.verticalScrollBar().value() if keeps_place else 0
        self._clear()
        for number, page in enumerate(pages, start=1):
            sheet = QLabel()
            sheet.setProperty("sheet", True)  # noqa: FBT003 - Qt's own order
            sheet.setAccessibleName(
                self.tr("Sida {number} av {count}").format(number=number, count=len(pages))
            )
            self.pages.append(_Sheet(sheet, page, size_of(page)))
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
        for number, sheet in enumerate(self.pages, start=1):
            if found and sheet.label.y() > at:
                break
            found = number
        return found

    def _tell_place(self) -> None:
        self._draw_near()
        self.place_changed.emit(self.page, len(self.pages))

    # Drawing

    def _clear(self) -> None:
        for sheet in self.pages:
            _let_go(sheet)
        clear(self._sheets)
        self.pages = []

    def _fit(self) -> None:
        """Give each page its room."""
        room = min(max(self.viewport().width() - 16, _LEAST_WIDTH), _MOST_WIDTH)
        self._width = round(room * self.zoom)
        for sheet in self.pages:
            height = round(self._width * sheet.size.height() / max(sheet.size.width(), 1))
            sheet.label.setFixedSize(self._width + _FRAME, height + _FRAME)
            if sheet.reading is not None:
                sheet.reading.drop()
                sheet.reading = None
            sheet.is_drawn = False  # what it shows stays until it comes in its new size
        self._draw_near()

    def _draw_near(self) -> None:
        """Read the pages around the one that is read, the nearest first, and let the others go."""
        read = self.page
        numbered = enumerate(self.pages, start=1)
        for number, sheet in sorted(numbered, key=lambda each: abs(each[0] - read)):
            if abs(number - read) > _NEAR:
                _let_go(sheet)
            elif not sheet.is_drawn and sheet.reading is None:
                width = round(self._width * self.devicePixelRatioF())
                sheet.reading = self._tasks.run_alone(self, read_page, sheet.content, width)
                sheet.reading.then(partial(self._draw, sheet))

    def _draw(self, sheet: _Sheet, picture: QImage) -> None:
        sheet.reading, sheet.is_drawn = None, True
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        sheet.label.setPixmap(QPixmap.fromImage(picture))


def _let_go(sheet: _Sheet) -> None:
    if sheet.reading is not None:
        sheet.reading.drop()
    if sheet.reading is not None or sheet.is_drawn:
        sheet.label.clear()
    sheet.reading, sheet.is_drawn = None, False
