"""A flat button "label value ⌄" with a menu, as in the selection bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from rccdesk.ui import theme
from rccdesk.ui.icons import icon_side, pixmap

_GAP = 7
_SIDE = 8
_SLACK = 4  # text may be drawn a little wider than it measures

Entry = tuple[str, bool, Callable[[], object]]
"""Words, whether chosen, and what choosing does."""


class ChoiceButton(QToolButton):
    """Shows what is chosen and offers the rest. Long values shorten in the middle."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = self._shown = label
        self._value = ""
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def value(self) -> str:
        """The value shown."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show ``value``."""
        self._value = value
        words = f"{self._label}: {value}"
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def show_label(self, *, shown: bool) -> None:
        """Show the label beside the value, or leave it to tool tip and accessible name."""
        self._shown = self._label if shown else ""
        self.updateGeometry()
        self.update()

    def fill(self, sections: Sequence[Sequence[Entry]]) -> None:
        """Offer ``sections`` of entries with lines between them."""
        self._menu.clear()
        for entries in sections:
            if entries and not self._menu.isEmpty():
                self._menu.addSeparator()
            for words, chosen, act in entries:
                action = QAction(words.replace("&", "&&"), self._menu)
                action.setCheckable(True)
                action.setChecked(chosen)
                action.triggered.connect(lambda _checked=False, act=act: act())
                self._menu.addAction(action)
        self.setEnabled(not self._menu.isEmpty())

    def sizeHint(self) -> QSize:
        """Return room for the label, the value and the arrow."""
        label, value = self._metrics()
        width = label.horizontalAdvance(self._shown) + value.horizontalAdvance(self._value)
        return QSize(width + 2 * (_SIDE + _GAP) + icon_side(16) + _SLACK, self._height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a short value, or a long one cut to a few letters."""
        label, value = self._metrics()
        shortest = min(value.horizontalAdvance(self._value), value.averageCharWidth() * 9)
        width = label.horizontalAdvance(self._shown) + shortest
        return QSize(width + 2 * (_SIDE + _GAP) + icon_side(16) + _SLACK, self._height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the two weights of text, which no style sheet can."""
        painter = QPainter(self)
        if self.underMouse() and self.isEnabled():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(self.rect(), 4, 4)
        label, value = self._metrics()
        rect = self.rect().adjusted(_SIDE, 0, -_SIDE, 0)
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text2"))
        painter.drawText(rect, left, self._shown)
        start = rect.left() + label.horizontalAdvance(self._shown) + _GAP
        room = rect.right() - start - icon_side(16) - _GAP
        painter.setFont(theme.font("h3"))
        painter.setPen(theme.colour("text" if self.isEnabled() else "text3"))
        words = value.elidedText(self._value, Qt.TextElideMode.ElideMiddle, room + 1)
        painter.drawText(QRect(start, 0, room + 1, self.height()), left, words)
        arrow = pixmap("expand", "text2", 16, self.devicePixelRatioF())
        x = start + value.horizontalAdvance(words) + _GAP
        painter.drawPixmap(x, (self.height() - icon_side(16)) // 2, arrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu on arrow down too."""
        if event.key() == Qt.Key.Key_Down:
            self.showMenu()
        else:
            super().keyPressEvent(event)

    def _metrics(self) -> tuple[QFontMetrics, QFontMetrics]:
        return QFontMetrics(theme.font("caption")), QFontMetrics(theme.font("h3"))

    def _height(self) -> int:
        return theme.current().size("control")
