"""How days are spread: one bar per bin, with the limit as a line and its side as a band."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from rccdesk.services.charts.spec import Bin
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.charts import labels, scale
from rccdesk.ui.charts.hatch import paint_band
from rccdesk.ui.charts.number_axis import paint_numbers
from rccdesk.ui.charts.plot import ThemedPlot


class HistogramView(ThemedPlot):
    """Draws the bins of a ChartSpec."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = pg.BarGraphItem(x0=[], x1=[], height=[])
        self.addItem(self._bars)

    def fill(self) -> None:
        """Put the bins into the bars."""
        bins = self._bins()
        self.axis = scale.value_axis([one.height for one in bins])
        if not bins:
            return
        low, high = bins[0].first - 0.5, bins[-1].last + 0.5
        self.view.setRange(
            xRange=(low, high), yRange=(0, self.axis.top), padding=0, disableAutoRange=True
        )
        gap = (high - low) * 0.0012
        colours = {True: "bar", None: "bar", False: "all"}
        self._bars.setOpts(
            x0=[one.first - 0.5 + gap for one in bins],
            x1=[one.last + 0.5 - gap for one in bins],
            y0=[0] * len(bins),
            height=[one.height for one in bins],
            brushes=[pg.mkBrush(theme.colour(colours[one.within])) for one in bins],
            pens=[pg.mkPen(None)] * len(bins),
        )

    def is_empty(self) -> bool:
        """Tell whether there are no bins."""
        return not self._bins()

    def mark_texts(self) -> list[str]:
        """Return the sentence of each bin."""
        table = self.spec.table if self.spec is not None else None
        if table is None or len(table.rows) != len(self._bins()):
            return [f"{one.first}–{one.last}: {one.count}" for one in self._bins()]
        titles = [column.title for column in table.columns]
        return [
            " · ".join(f"{title}: {cell}" for title, cell in zip(titles, row, strict=True))
            for row in table.rows
        ]

    def mark_rect(self, index: int) -> QRect:
        """Return the rectangle of a bar, at least a few pixels high."""
        one = self._bins()[index]
        corner, foot = self.at(one.first - 0.5, one.height), self.at(one.last + 0.5, 0)
        rect = QRectF(corner, foot)
        return rect.adjusted(-2, -4, 2, 0).toRect()

    def mark_at(self, position: QPoint) -> int:
        """Return the bin whose column holds ``position``."""
        if not self.plot_rect().contains(QPointF(position)):
            return -1
        for index, one in enumerate(self._bins()):
            left, right = self.at(one.first - 0.5, 0).x(), self.at(one.last + 0.5, 0).x()
            if left <= position.x() < right:
                return index
        return -1

    def margins(self) -> tuple[float, float, float, float]:
        """Return room for the numbers, the label of the limit and the name of the axis."""
        line = self.line_height()
        return self.axis_width(), line + 12, 14, 2 * line + 14

    def paint_ground(self, painter: QPainter, plot: QRectF) -> None:
        """Paint the side within the limit, grid and axes."""
        limit = self._limit()
        if limit is not None and self._bins():
            edge = self.at(limit + 0.5, 0).x()
            left = QRectF(plot.left(), plot.top(), edge - plot.left(), plot.height())
            paint_band(painter, left.intersected(plot), "band1", self.devicePixelRatioF())
        self.paint_value_axis(painter, plot)
        self._paint_days(painter, plot)

    def paint_over(self, painter: QPainter, plot: QRectF) -> None:
        """Paint the limit."""
        limit = self._limit()
        assert self.spec is not None
        if limit is None or not self._bins():
            return
        x = self.at(limit + 0.5, 0).x()
        if not plot.left() <= x <= plot.right():
            return
        painter.setPen(QPen(theme.colour("ok"), 1.6))
        painter.drawLine(QPointF(x, plot.top() - 5), QPointF(x, plot.bottom()))
        words = text("charts.axis.limit", days=self.spec.limit_days)
        font = theme.font("axis", 600)
        width, height = labels.size_of(words, font)
        y = plot.top() - height - 4
        label = labels.Label(
            words, font, theme.colour("ok_text"), (QPointF(x + 5, y), QPointF(x - 5 - width, y)), 0
        )
        for one, box in labels.place([label], QRectF(self.viewport().rect())):
            labels.draw(painter, one, box, theme.colour("surface"))

    def _bins(self) -> tuple[Bin, ...]:
        return self.spec.bins if self.spec is not None else ()

    def _limit(self) -> float | None:
        if self.spec is None:
            return None
        return self.spec.limit_days

    def _paint_days(self, painter: QPainter, plot: QRectF) -> None:
        bins = self._bins()
        if not bins or self.spec is None:
            return
        span = (bins[0].first, bins[-1].last)
        name = self.spec.axis_label or text("charts.axis.days")
        paint_numbers(painter, plot, span, lambda day: self.at(day, 0).x(), name)
