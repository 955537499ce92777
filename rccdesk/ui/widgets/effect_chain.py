"""The chain from what is tried to what it is for, as boxes; a missing link is a dashed box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QVBoxLayout, QWidget

from rccdesk.ui import theme
from rccdesk.ui.icons import pixmap
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label

_LEAST_BOX = 176  # px at 100 % text under which the boxes go under each other
_ARROW = 26


@dataclass(frozen=True, slots=True)
class ChainBox:
    """A box: what kind of link it is, its names, what is said of it, and what its button does."""

    heading: str
    names: tuple[str, ...] = ()
    words: str = ""
    is_gap: bool = False
    button: str = ""
    act: Callable[[], object] | None = None
    icon: str = ""


class EffectChainView(QWidget):
    """Boxes joined by arrows, beside each other or, where it is narrow, under each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.buttons: tuple[Button, ...] = ()
        theme.current().changed.connect(self._place)

    def show_links(self, links: Sequence[ChainBox]) -> None:
        """Show the links in their order."""
        clear(self._row)
        self._count = len(links)
        buttons = []
        for number, link in enumerate(links):
            if number:
                self._row.addWidget(_Arrow())
            box, button = _box(link)
            self._row.addWidget(box, 1)
            if button is not None:
                buttons.append(button)
        self.buttons = tuple(buttons)
        self._place()

    def minimumSizeHint(self) -> QSize:
        """Ask for no width: the boxes go under each other."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the boxes in the new room."""
        super().resizeEvent(event)
        self._place()

    @property
    def is_stacked(self) -> bool:
        """Whether the boxes stand under each other."""
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def _place(self) -> None:
        needed = self._count * (_LEAST_BOX + _ARROW) * theme.current().text_scale
        beside, under = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wanted = beside if self.width() >= needed else under
        if wanted != self._row.direction():
            self._row.setDirection(wanted)
        for arrow in self.findChildren(_Arrow):
            arrow.point(down=wanted == under)


def _box(link: ChainBox) -> tuple[QFrame, Button | None]:
    box = QFrame()
    if link.is_gap:
        box.setProperty("box", "doubt")
    else:
        box.setProperty("card", "true")
    spoken = (link.heading, *link.names, link.words)
    box.setAccessibleName(". ".join(part for part in spoken if part))
    column = QVBoxLayout(box)
    column.setContentsMargins(12, 8, 12, 10)
    column.setSpacing(3)
    column.addWidget(Label(link.heading, "caption", "text2", wraps=True))
    for name in link.names:
        column.addWidget(Label(name, "small_strong", wraps=True))
    if link.words:
        kind, role = ("small_strong", "text2") if link.is_gap else ("caption", "text2")
        column.addWidget(Label(link.words, kind, role, wraps=True))
    column.addStretch(1)
    button = None
    if link.button and link.act is not None:
        kind = "recommended" if link.is_gap else "link"
        button = Button(link.button, kind, link.act, icon=link.icon, small=True)
        button.setAccessibleName(f"{link.button}, {link.heading}")
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return box, button


class _Arrow(QWidget):
    """Points from a box to the next."""

    def __init__(self) -> None:
        super().__init__()
        self._down = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def point(self, *, down: bool) -> None:
        """Point down, or to the right."""
        self._down = down
        policy, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred
        self.setSizePolicy(free if down else policy, policy if down else free)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = round(_ARROW * theme.current().text_scale)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        drawing = pixmap("expand" if self._down else "next", "text2", 18, self.devicePixelRatioF())
        side = drawing.width() / drawing.devicePixelRatio()
        rect = QRectF(self.rect())
        left = rect.center().x() - side / 2
        painter.drawPixmap(round(left), round(rect.center().y() - side / 2), drawing)
        painter.end()
