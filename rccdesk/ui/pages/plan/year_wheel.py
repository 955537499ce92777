"""The year as a wheel of twelve months with how much falls in each; a month is chosen by arrows."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from rccdesk import formats
from rccdesk.ui import theme
from rccdesk.ui.style import ring_width

_MONTHS = 12
_TURN = 360 / _MONTHS
_INNER = 0.42  # of the radius
_LEAST = 260


class YearWheel(QWidget):
    """Twelve sectors from January at the top, clockwise. ``chosen`` carries a month, 0 for all."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("own_focus", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._counts: tuple[int, ...] = (0,) * _MONTHS
        self._late: tuple[int, ...] = (0,) * _MONTHS
        self._month = 0
        self._now = 0
        self._year = 0

    def show_counts(self, year: int, counts: Sequence[int], late: Sequence[int], now: int) -> None:
        """Show how many days each month has, and how many are overdue; ``now`` is this month."""
        self._year, self._counts, self._late = year, tuple(counts), tuple(late)
        self._now = now
        self._name()
        self.update()

    @property
    def month(self) -> int:
        """The chosen month, 0 for the whole year."""
        return self._month

    def choose(self, month: int) -> None:
        """Choose a month, 0 for the whole year."""
        self._month = month % (_MONTHS + 1)
        self._name()
        self.update()
        self.chosen.emit(self._month)

    def sizeHint(self) -> QSize:
        """Return a square."""
        side = round(_LEAST * 1.4 * theme.current().text_scale)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Return the least square that the words fit in."""
        return QSize(_LEAST, _LEAST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the months with the arrows; Home and Escape give the whole year."""
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
        }
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        elif event.key() in steps:
            step = steps[Qt.Key(event.key())]
            self.choose((self._month - 1 + step) % _MONTHS + 1 if self._month else 1)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_Escape) and self._month:
            self.choose(0)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the month that is pressed; the middle gives the whole year."""
        middle, radius = self._place()
        offset = event.position() - middle
        distance = math.hypot(offset.x(), offset.y())
        if distance > radius:
            return
        if distance < radius * _INNER:
            self.choose(0)
            return
        turned = (math.degrees(math.atan2(offset.x(), -offset.y())) + 360) % 360
        self.choose(int(turned // _TURN) + 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sectors, their words and the year in the middle."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, radius = self._place()
        for month in range(1, _MONTHS + 1):
            path = self._sector(month, middle, radius)
            count = self._counts[month - 1]
            ground = "pri_tint" if count else "surface"
            if month == self._month:
                ground = "sel"
            painter.setPen(QPen(theme.colour("line2"), 1))
            painter.setBrush(theme.colour(ground))
            painter.drawPath(path)
            self._paint_words(painter, month, middle, radius)
        self._paint_middle(painter, middle, radius)
        if self._month:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            focused = self.hasFocus()
            pen = QPen(theme.colour("focus" if focused else "pri"), ring_width())
            painter.setPen(pen)
            painter.drawPath(self._sector(self._month, middle, radius - 1))
        elif self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), ring_width()))
            painter.drawEllipse(middle, radius * _INNER - 3, radius * _INNER - 3)
        painter.end()

    def _paint_words(self, painter: QPainter, month: int, middle: QPointF, radius: float) -> None:
        angle = math.radians((month - 0.5) * _TURN)
        far = radius * (1 + _INNER) / 2
        point = middle + QPointF(math.sin(angle) * far, -math.cos(angle) * far)
        height = theme.current().line("caption")
        width = radius * 0.5
        now = month == self._now
        box = QRectF(point.x() - width / 2, point.y() - height, width, height)
        painter.setFont(theme.font("caption", 600 if now or month == self._month else None))
        painter.setPen(theme.colour("pri" if now else "text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, formats.month_name(month, short=True))
        box.translate(0, height)
        count, late = self._counts[month - 1], self._late[month - 1]
        painter.setFont(theme.font("table", 600 if late else None))
        painter.setPen(theme.colour("text" if count else "text3"))
        words = formats.number(count) if count else formats.MISSING
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_middle(self, painter: QPainter, middle: QPointF, radius: float) -> None:
        side = radius * _INNER * 1.4
        box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side / 2 + 6)
        painter.setFont(theme.font("h1"))
        painter.setPen(theme.colour("text"))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.drawText(box, int(flags), str(self._year))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text2"))
        below = QRectF(box.left(), box.bottom(), side, side / 2)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, int(flags), self.tr("%n datum", "", sum(self._counts)))

    def _sector(self, month: int, middle: QPointF, radius: float) -> QPainterPath:
        outer = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        small = radius * _INNER
        inner = QRectF(middle.x() - small, middle.y() - small, 2 * small, 2 * small)
        start = 90 - (month - 1) * _TURN
        path = QPainterPath()
        path.arcMoveTo(outer, start)
        path.arcTo(outer, start, -_TURN)
        path.arcTo(inner, start - _TURN, _TURN)
        path.closeSubpath()
        return path

    def _place(self) -> tuple[QPointF, float]:
        most = round(_LEAST * 1.7 * theme.current().text_scale)
        side = min(self.width(), self.height(), most)
        return QPointF(self.width() / 2, self.height() / 2), side / 2 - 4

    def _name(self) -> None:
        """Say the month and its count to screen readers."""
        if self._month:
            month = formats.month_name(self._month)
            count = self._counts[self._month - 1]
            words = self.tr("Årshjul {year}: {month}, {count} datum")
        else:
            month, count = "", sum(self._counts)
            words = self.tr("Årshjul {year}: hela året, {count} datum")
        self.setAccessibleName(words.format(year=self._year, month=month, count=count))
