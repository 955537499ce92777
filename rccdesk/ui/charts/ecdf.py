"""The share within any number of days: a step line, and a line that the user moves along it."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from rccdesk import formats
from rccdesk.services.charts.spec import ChartSpec, Mark
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.charts import labels, scale
from rccdesk.ui.charts.hatch import paint_band
from rccdesk.ui.charts.number_axis import paint_numbers
from rccdesk.ui.charts.plot import ThemedPlot

_SETTLE_MS = 250  # a held arrow key asks for new figures once, when it is let go
_REACH = 8  # px at which the pointer takes the line


class EcdfView(ThemedPlot):
    """Draws the steps of a ChartSpec. ``days_chosen`` carries the days the user moved to."""

    days_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._days: list[int] = []
        self._shares: list[float] = []
        self.marked: int | None = None
        self._dragging = False
        super().__init__(parent)
        self._curve = pg.PlotCurveItem(antialias=True)
        self.addItem(self._curve)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._tell)
        self.reading.moved.connect(self._follow_keys)

    def show_chart(self, spec: ChartSpec) -> None:
        """Draw ``spec``; the keyboard goes on where it was when only the days are others."""
        kept = self.reading.index if self.hasFocus() else -1
        ordered = sorted(spec.steps, key=lambda one: one.days)
        self._days = [one.days for one in ordered]
        self._shares = [one.share for one in ordered]
        self.marked = spec.marked_days
        self._settle.stop()
        super().show_chart(spec)
        if kept >= 0 and kept == spec.marked_days:
            self.reading.resume(kept)

    def share_within(self, days: int) -> float:
        """Return the share that the curve shows at ``days``."""
        place = bisect_right(self._days, days)
        return self._shares[place - 1] if place else 0.0

    def fill(self) -> None:
        """Put the steps into the curve."""
        self.axis = scale.share_axis()
        self.view.setRange(
            xRange=(0, self._last() + 0.5), yRange=(0, 1), padding=0, disableAutoRange=True
        )
        if not self._days:
            self._curve.setData([], [])
            return
        x = np.repeat(np.array([0, *self._days], dtype=float), 2)[1:]
        y = np.repeat(np.array([0.0, *self._shares], dtype=float), 2)[:-1]
        pen = pg.mkPen(theme.colour("text2"), width=2)
        self._curve.setData(np.append(x, self._last() + 0.5), np.append(y, y[-1:]), pen=pen)

    def is_empty(self) -> bool:
        """Tell whether there are no steps."""
        return not self._days

    def mark_texts(self) -> list[str]:
        """Return the sentence of every day of the axis."""
        return [self._sentence(day) for day in range(self._last() + 1)] if self._days else []

    def first_mark(self) -> int:
        """Return the marked day, the limit, or the day that half had reached."""
        spec = self._known()
        half = next((d for d, s in zip(self._days, self._shares, strict=True) if s >= 0.5), 0)
        for day in (self.marked, spec.limit_days, half):
            if day is not None:
                return min(day, self._last())
        return 0

    def mark_rect(self, index: int) -> QRect:
        """Return a square around the curve at that day."""
        at = self.at(index, self.share_within(index))
        return QRectF(at.x() - 9, at.y() - 9, 18, 18).toRect()

    def mark_at(self, position: QPoint) -> int:
        """Return the day under ``position``."""
        if not self._days or not self.plot_rect().contains(QPointF(position)):
            return -1
        day: int = round(self.view.mapSceneToView(QPointF(position)).x())
        return min(max(day, 0), self._last())

    def spec_index(self, mark: int) -> int:
        """Return the step that the curve stands on at that day."""
        return bisect_right(self._days, mark) - 1

    def margins(self) -> tuple[float, float, float, float]:
        """Return room for the numbers, two rows of labels over the plot, the name of the axis."""
        line = self.line_height()
        return self.axis_width(), 2 * line + 14, 14, 2 * line + 14

    def paint_ground(self, painter: QPainter, plot: QRectF) -> None:
        """Paint the side within the limit, grid, axes and target lines."""
        spec = self._known()
        if spec.limit_days is not None and self._days and spec.direction != "neutral":
            edge = self.at(spec.limit_days, 0).x()
            area = QRectF(plot.left(), plot.top(), edge - plot.left(), plot.height())
            paint_band(painter, area.intersected(plot), "band1", self.devicePixelRatioF())
        self.paint_value_axis(painter, plot)
        self._paint_days(painter, plot)
        for target in spec.targets:
            if target.value <= 1:
                painter.setPen(QPen(theme.colour("near" if target.is_lower_level else "ok"), 1.6))
                y = self.at(0, target.value).y()
                painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))

    def paint_over(self, painter: QPainter, plot: QRectF) -> None:
        """Paint the limit, the movable line and all labels."""
        spec = self._known()
        if not self._days:
            return
        if spec.limit_days is not None:
            x = self.at(spec.limit_days, 0).x()
            painter.setPen(QPen(theme.colour("ok"), 1.6))
            painter.drawLine(QPointF(x, plot.top() - 5), QPointF(x, plot.bottom()))
        for mark in self._quiet_marks():
            # Only their days are exact: the curve is pooled, so that no share is pointed at.
            pen = QPen(theme.colour("none"), 1.2)
            pen.setDashPattern([3, 3])
            painter.setPen(pen)
            painter.drawLine(self._on_curve(mark), self.at(mark.days, 0))
        if self.marked is not None:
            self._paint_marked(painter, plot, self.marked)
        halo = theme.colour("surface")
        for label, box in self.placed_labels(plot):
            labels.draw(painter, label, box, halo)

    def placed_labels(self, plot: QRectF) -> list[tuple[labels.Label, QRectF]]:
        """Return each label with its place."""
        spec = self._known()
        strong = theme.font("axis", 600)
        height = labels.size_of("0", strong)[1]
        found = []
        places: tuple[QPointF, ...]
        for mark in self._quiet_marks():
            width, line = labels.size_of(mark.label, theme.font("axis"))
            x, top = self._on_curve(mark).x(), self._on_curve(mark).y()
            lefts = (x - 6 - width, x + 6)
            heights = (top - line - 3, self.at(0, 0.16).y(), self.at(0, 0.08).y())
            places = tuple(QPointF(left, y) for y in heights for left in lefts)
            plain = theme.font("axis")
            found.append(labels.Label(mark.label, plain, theme.colour("text"), places, 3))
        if self.marked is not None:
            words = self._short(self.marked)
            width = labels.size_of(words, strong)[0]
            x, y = self.at(self.marked, 0).x(), plot.top() - 2 * height - 8
            places = (
                QPointF(x + 9, y),
                QPointF(x - 9 - width, y),
                QPointF(max(plot.right() - width, 0), y),
            )
            found.append(labels.Label(words, strong, theme.colour("pri"), places, 0))
        if spec.limit_days is not None:
            words = text("charts.axis.limit", days=spec.limit_days)
            width = labels.size_of(words, strong)[0]
            x, y = self.at(spec.limit_days, 0).x(), plot.top() - height - 4
            places = (QPointF(x + 5, y), QPointF(x - 5 - width, y))
            found.append(labels.Label(words, strong, theme.colour("ok_text"), places, 1))
        for target in spec.targets:
            if target.value > 1:
                continue
            width = labels.size_of(target.label, strong)[0]
            y = self.at(0, target.value).y()
            token = "near_text" if target.is_lower_level else "ok_text"
            xs = (plot.left() + 6, plot.right() - width - 6, plot.center().x())
            places = tuple(QPointF(x, line) for line in (y - height - 2, y + 2) for x in xs)
            found.append(labels.Label(target.label, strong, theme.colour(token), places, 2))
        curve = [
            self.at(day, self.share_within(day))
            for day in range(0, self._last() + 1, max(self._last() // 60, 1))
        ]
        uprights = [
            QRectF(self.at(day, 0).x() - 2, plot.top(), 4, plot.height())
            for day in (spec.limit_days, self.marked, *(mark.days for mark in self._quiet_marks()))
            if day is not None
        ]
        frame = QRectF(self.viewport().rect())
        return labels.place(found, frame, labels.along(curve), uprights)

    # moving the line

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the line, or bring it to the day that was pressed."""
        day = self.mark_at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or day < 0:
            super().mousePressEvent(event)
            return
        self._dragging = True
        self._move_to(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the line with the pointer."""
        if self._dragging:
            x = self.view.mapSceneToView(event.position()).x()
            self._move_to(min(max(round(x), 0), self._last()))
            return
        near = self.marked is not None and self.plot_rect().contains(event.position())
        near = near and abs(self.at(self.marked or 0, 0).x() - event.position().x()) <= _REACH
        shape = Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which days were chosen."""
        if self._dragging and event.button() == Qt.MouseButton.LeftButton:
            self._dragging = False
            self._tell()
            return
        super().mouseReleaseEvent(event)

    def _move_to(self, day: int) -> None:
        self.marked = day
        self.viewport().update()

    def _follow_keys(self, day: int) -> None:
        if day >= 0:
            self._move_to(day)
            self._settle.start()

    def _tell(self) -> None:
        if self.marked is not None and self.spec is not None:
            self.days_chosen.emit(self.marked)

    # parts

    def _known(self) -> ChartSpec:
        assert self.spec is not None
        return self.spec

    def _last(self) -> int:
        """Return the last day of the axis."""
        spec = self._known()
        days = [*self._days[-1:], self.marked or 0, spec.limit_days or 0]
        return max([*days, 1])

    def _share_words(self, day: int) -> str:
        """Return the share in words: between two steps the curve tells what it is at least."""
        share = formats.percent(self.share_within(day))
        if day in self._days or not self._days or not self._days[0] <= day < self._days[-1]:
            return share
        least: str = self.tr("minst {share}")
        return least.format(share=share)

    def _sentence(self, day: int) -> str:
        sentence: str = self.tr("Inom {days} dagar: {share}.")
        return sentence.format(days=formats.number(day), share=self._share_words(day))

    def _short(self, day: int) -> str:
        known = next((mark.label for mark in self._known().marks if mark.days == day), "")
        if known and day == self._known().marked_days:
            return known
        words: str = self.tr("{share} inom {days} dagar")
        return words.format(days=formats.number(day), share=self._share_words(day))

    def _quiet_marks(self) -> list[Mark]:
        """Return the median and the like: every mark but the one that the user moves."""
        spec = self._known()
        return [mark for mark in spec.marks if mark.days != spec.marked_days]

    def _on_curve(self, mark: Mark) -> QPointF:
        return self.at(mark.days, self.share_within(int(mark.days)))

    def _paint_marked(self, painter: QPainter, plot: QRectF, day: int) -> None:
        at = self.at(day, self.share_within(day))
        top = plot.top() - self.line_height() * 1.5 - 8
        painter.setPen(QPen(theme.colour("pri"), 2))
        painter.drawLine(QPointF(at.x(), top), QPointF(at.x(), plot.bottom()))
        thin = QPen(theme.colour("pri"), 1)
        thin.setDashPattern([2, 3])
        painter.setPen(thin)
        painter.drawLine(QPointF(plot.left(), at.y()), at)
        painter.setPen(QPen(theme.colour("surface"), 1.5))
        painter.setBrush(theme.colour("pri"))
        painter.drawEllipse(at, 5, 5)
        painter.drawRoundedRect(QRectF(at.x() - 4, top - 5, 8, 14), 3, 3)  # what the pointer takes

    def _paint_days(self, painter: QPainter, plot: QRectF) -> None:
        name = self._known().axis_label or text("charts.axis.days")
        paint_numbers(painter, plot, (0, self._last()), lambda day: self.at(day, 0).x(), name)
