"""What is known of a result, drawn as five small steps of which those reached are filled."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rccdesk.services.initiatives import level_words
from rccdesk.ui import theme

LEVELS = 5  # 0-4
_STEP, _GAP, _HIGH = 6.0, 2.0, 13.0  # px at 100 % text
MARK_WIDTH = round(LEVELS * (_STEP + _GAP) - _GAP)  # px at 100 % text
_LOWEST = 0.32  # of the height: the first step


def short_words(level: int) -> str:
    """Return a level in a table, where the third is said as more than the one before it."""
    if level == 3:
        return QCoreApplication.translate("EvidenceMark", "3 … med jämförelse")
    return level_words(level)


def paint_evidence(painter: QPainter, rect: QRectF, level: int) -> None:
    """Paint the steps at the left of ``rect``, in its middle; ``level`` is 0-4."""
    scale = theme.current().text_scale
    high = _HIGH * scale
    foot = rect.center().y() + high / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number in range(LEVELS):
        part = _LOWEST + (1 - _LOWEST) * number / (LEVELS - 1)
        left = rect.left() + number * (_STEP + _GAP) * scale
        step = QRectF(left, foot - high * part, _STEP * scale, high * part)
        reached = number <= level
        painter.setPen(QPen(theme.colour("pri" if reached else "line2"), 1))
        painter.setBrush(theme.colour("pri" if reached else "surface"))
        painter.drawRect(step.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()


class EvidenceMark(QWidget):
    """The steps with the number and the words of the level, read as one text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = 0
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    @property
    def words(self) -> str:
        """The words shown."""
        return self._words

    def show_level(self, level: int) -> None:
        """Show ``level``, 0-4, with its number and words."""
        self._level = level
        self._words = level_words(level)
        self.setAccessibleName(self._words)
        self.setToolTip(self._words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the steps and the words."""
        width = QFontMetricsF(theme.font("small", 600)).horizontalAdvance(self._words)
        return QSize(
            round(MARK_WIDTH * theme.current().text_scale + 10 + width + 2),
            theme.current().size("chip"),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint steps and words."""
        del event
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint_evidence(painter, rect, self._level)
        painter.setFont(theme.font("small", 600))
        painter.setPen(theme.colour("text"))
        painter.drawText(
            rect.adjusted(MARK_WIDTH * theme.current().text_scale + 8, 0, 0, 0),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            self._words,
        )
        painter.end()
