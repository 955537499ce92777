"""What waits for the user: icon, title, one line, and a way there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rccdesk.ui import theme
from rccdesk.ui.icons import set_icon
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label, rule

if TYPE_CHECKING:
    from rccdesk.services.overview import Attention


class AttentionList(QFrame):
    """A card with what needs attention, or the sentence that nothing does."""

    def __init__(self, go: Callable[[Attention], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        self._go = go
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 14, 8)
        self._title = Label(self.tr("Behöver din uppmärksamhet"), "h2", wraps=True)
        self._count = Label("", "small_strong", "text2")
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        column.addLayout(head)
        self._items = QVBoxLayout()
        self._items.setSpacing(0)
        column.addLayout(self._items)
        self._nothing = Label(self.tr("Inget väntar på dig."), "small", "text2", wraps=True)
        self._nothing.setContentsMargins(14, 8, 14, 12)
        column.addWidget(self._nothing)
        column.addStretch(1)

    def show_items(self, items: tuple[Attention, ...]) -> None:
        """Show ``items`` in their order."""
        clear(self._items)
        for item in items:
            self._items.addWidget(rule("h"))
            self._items.addWidget(_Item(item, self._go))
        self._count.setText(str(len(items)) if items else "")
        self._nothing.setVisible(not items)


class _Item(QAbstractButton):
    def __init__(self, item: Attention, go: Callable[[Attention], object]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(f"{item.title}. {item.line}")
        self.clicked.connect(lambda: go(item))
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(10)
        icon, chevron = QLabel(), QLabel()
        set_icon(icon, item.icon, "text2", 18)
        set_icon(chevron, "next", "text2", 16)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(item.title, "table_strong", wraps=True))
        words.addWidget(Label(item.line, "caption", "text2", wraps=True))
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(chevron)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._row.minimumSize().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(52, self._row.heightForWidth(width))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self.underMouse():
            painter = QPainter(self)
            painter.fillRect(self.rect(), theme.colour("hover"))
            painter.end()
