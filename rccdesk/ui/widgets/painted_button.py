"""Buttons that paint themselves: what all of them share, and the row that leads on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rccdesk.ui import theme
from rccdesk.ui.icons import icon_side, set_icon
from rccdesk.ui.widgets.labels import Label


class PaintedButton(QAbstractButton):
    """A button reached by Tab, with the hand over it, painted anew as the pointer comes and goes.

    What lies in it lets the pointer through once `let_through` has been called.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def let_through(self) -> None:
        """Let presses on the words and symbols reach the button."""
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class RowButton(PaintedButton):
    """A row with icon, title, one line and an arrow; at least ``least`` px high.

    Without ``icon`` the room for it stays empty.
    """

    def __init__(
        self,
        icon: str,
        title: str,
        line: str,
        *,
        line_role: str = "text2",
        least: int = 52,
        margin: int = 6,
    ) -> None:
        super().__init__()
        self._least = least
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(f"{title}. {line}")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(14, margin, 14, margin)
        row.setSpacing(10)
        symbol, chevron = QLabel(), QLabel()
        symbol.setFixedWidth(icon_side(18))
        if icon:
            set_icon(symbol, icon, "text2", 18)
        set_icon(chevron, "next", "text2", 16)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(title, "table_strong", wraps=True))
        words.addWidget(Label(line, "caption", line_role, wraps=True))
        row.addWidget(symbol, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(chevron)
        self.let_through()

    def sizeHint(self) -> QSize:
        """Return the layout's wish."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least height; the words wrap to any width."""
        return QSize(0, self._row.minimumSize().height())

    def hasHeightForWidth(self) -> bool:
        """Return that words which wrap need more height in a narrow row."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need in ``width`` px."""
        return max(self._least, self._row.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground under the pointer."""
        del event
        if self.underMouse():
            painter = QPainter(self)
            painter.fillRect(self.rect(), theme.colour("hover"))
            painter.end()
