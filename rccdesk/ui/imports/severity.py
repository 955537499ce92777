"""The severity of a problem: its symbol, and its word on a tint."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rccdesk.enums import Severity
from rccdesk.services.charts.symbols import Symbol
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.charts.symbols import draw_symbol
from rccdesk.ui.icons import icon_side, pixmap

_TONES = {
    Severity.STOP: ("bad_text", "bad_tint"),
    Severity.WARNING: ("near_text", "near_tint"),
    Severity.INFO: ("pri", "pri_tint"),
}


class SeverityMark(QWidget):
    """The symbol of a severity: a square, a triangle, or an i in a ring; as high as a chip."""

    def __init__(self, severity: Severity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity = severity
        self.setFixedSize(QSize(icon_side(16), theme.current().size("chip")))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the symbol."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - self.width()) // 2
        area = QRectF(0, top, self.width(), self.width()).adjusted(1, 1, -1, -1)
        if self._severity is Severity.INFO:
            painter.drawPixmap(0, top, pixmap("note", "text2", 16, self.devicePixelRatioF()))
        elif self._severity is Severity.WARNING:
            draw_symbol(painter, area, Symbol.LOWER_REACHED)
        else:
            painter.fillRect(area.adjusted(1, 1, -1, -1), theme.colour("bad"))
        painter.end()


class SeverityChip(QWidget):
    """The word of a severity on its tint."""

    def __init__(self, severity: Severity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity = severity
        self._words = text(f"imports.severity.{severity.value}")
        self.setAccessibleName(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of a chip and the width of its word."""
        width = QFontMetricsF(theme.font("small", 600)).horizontalAdvance(self._words)
        return QSize(round(width) + 18, theme.current().size("chip"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tint and the word."""
        del event
        role, tint = _TONES[self._severity]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "line2" if theme.current().is_contrast else tint
        painter.setPen(QPen(theme.colour(edge), 1))
        painter.setBrush(theme.colour(tint))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.colour(role))
        painter.setFont(theme.font("small", 600))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)
        painter.end()
