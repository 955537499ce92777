"""Text in the types and roles of the token file."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

_MOST_HEIGHTS = 16  # kept of a label, of the widths that layouts try


class Label(QLabel):
    """A label in a type (h1, h2, body, small …) and a role (text, text2, text3 …).

    ``wraps`` breaks lines; ``elides`` cuts at the right, with the whole text as tool tip.
    """

    def __init__(
        self,
        words: str = "",
        kind: str = "body",
        role: str = "text",
        parent: QWidget | None = None,
        *,
        wraps: bool = False,
        elides: bool = False,
    ) -> None:
        super().__init__(words, parent)
        self._elides = elides
        self._heights: dict[tuple[object, ...], int] = {}
        self.setProperty("type", kind)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if elides:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words where they stand; layouts forget the greatest width.

        Layouts within layouts ask a thousand times as a page is filled, and Qt lays out each time.
        """
        width = min(width, self.maximumWidth())
        words = self.text()
        if not words or not self.wordWrap():
            return super().heightForWidth(width)
        margins = self.contentsMargins()
        sides = margins.left(), margins.top(), margins.right(), margins.bottom()
        key = (width, words, self.font().key(), sides)
        if key not in self._heights:
            if len(self._heights) >= _MOST_HEIGHTS:
                self._heights.clear()
            self._heights[key] = super().heightForWidth(width)
        return self._heights[key]

    def changeEvent(self, event: QEvent) -> None:
        """Forget the heights: a style sheet may have other margins."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._heights.clear()

    def minimumSizeHint(self) -> QSize:
        """Let a label that elides become narrow."""
        hint = super().minimumSizeHint()
        return QSize(0, hint.height()) if self._elides else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, cut at the right where they do not fit."""
        if not self._elides:
            super().paintEvent(event)
            return
        rect = self.contentsRect()
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, rect.width()
        )
        tip = self.text() if words != self.text() else ""
        if tip != self.toolTip():
            self.setToolTip(tip)
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            rect,
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
            self.palette(),
            True,  # noqa: FBT003 - Qt's own order
            words,
            self.foregroundRole(),
        )


def rule(direction: str = "h", parent: QWidget | None = None) -> QFrame:
    """Return a 1 px divider, ``h`` or ``v``."""
    line = QFrame(parent)
    line.setProperty("line", direction)
    return line


def set_role(label: QLabel, role: str) -> None:
    """Give ``label`` another text colour."""
    label.setProperty("role", role)
    style: QStyle = label.style()
    style.unpolish(label)
    style.polish(label)
