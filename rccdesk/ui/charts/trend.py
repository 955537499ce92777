"""One measure over time: control limits, runs, preliminary periods, open points and gaps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from rccdesk.services.charts.spec import ChartSpec, Point
from rccdesk.ui import theme
from rccdesk.ui.charts import control, labels, scale, trend_marks
from rccdesk.ui.charts.control import RUN_TOKENS
from rccdesk.ui.charts.hatch import hatch, paint_band
from rccdesk.ui.charts.periods import paint_periods
from rccdesk.ui.charts.plot import ThemedPlot

_RIGHT = 12


class TrendView(ThemedPlot):
    """Draws the points of a ChartSpec."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mature = pg.PlotCurveItem(antialias=True)
        self._preliminary = pg.PlotCurveItem(antialias=True)
        self._runs = {run: pg.PlotCurveItem(antialias=True) for run in RUN_TOKENS}
        self._points = pg.ScatterPlotItem(pxMode=True, antialias=True)
        for item in (self._mature, self._preliminary, *self._runs.values(), self._points):
            self.addItem(item)

    def fill(self) -> None:
        """Put the points into the curves."""
        spec = self._known()
        points = spec.points
        count = max(len(points), 1)
        tops = [v for p in points for v in (p.value, p.high, p.upper) if v is not None]
        tops += [target.value for target in spec.targets]
        lows = [p.low for p in points if p.low is not None]  # of a difference it may be under 0
        self.axis = scale.share_axis() if spec.is_share else scale.value_axis(tops, lows)
        self.view.setRange(
            xRange=(-0.5, count - 0.5),
            yRange=(self.axis.bottom, self.axis.top),
            padding=0,
            disableAutoRange=True,
        )
        x = np.arange(len(points), dtype=float)
        y = np.array([np.nan if p.value is None else p.value for p in points], dtype=float)
        early = np.array([p.preliminary for p in points], dtype=bool)
        known = np.isfinite(y)
        joined = np.zeros(len(points), dtype=bool)
        joined[:-1] = known[:-1] & known[1:]
        for broken in spec.breaks:
            if broken.cuts and 0 < broken.index < len(points):
                joined[broken.index - 1] = False
        soft = early.copy()
        soft[:-1] |= early[1:]
        line = theme.colour("text2")
        drawn = np.where(known, y, 0.0)  # a gap has no segment, so its place is never seen
        self._mature.setData(
            x, drawn, connect=(joined & ~soft).astype(np.int32), pen=pg.mkPen(line, width=1.5)
        )
        dashes = pg.mkPen(line, width=1.5)
        dashes.setDashPattern([2, 2])
        self._preliminary.setData(x, drawn, connect=(joined & soft).astype(np.int32), pen=dashes)
        for run, curve in self._runs.items():
            within = np.array([p.run == run for p in points], dtype=bool)
            both = joined & ~soft
            both[:-1] &= within[:-1] & within[1:]
            pen = pg.mkPen(theme.colour(RUN_TOKENS[run]), width=2.2)
            curve.setData(x, drawn, connect=both.astype(np.int32), pen=pen)
        shown = [point for point in points if point.value is not None]
        looks = [_look(point) for point in shown]
        self._points.setData(
            x=x[known],
            y=y[known],
            size=[look.size for look in looks],
            brush=[pg.mkBrush(theme.colour(look.fill)) for look in looks],
            pen=[pg.mkPen(theme.colour(look.edge), width=look.edge_width) for look in looks],
        )

    def is_empty(self) -> bool:
        """Tell whether no period has a figure."""
        return all(point.value is None for point in self._known().points)

    def mark_texts(self) -> list[str]:
        """Return the sentence of each period."""
        return [point.spoken for point in self._known().points]

    def first_mark(self) -> int:
        """Return the last mature period."""
        return max(self._last_mature(), 0)

    def mark_rect(self, index: int) -> QRect:
        """Return a square around a point, or around its place where it is a gap."""
        value = self._known().points[index].value
        centre = self.at(index, value if value is not None else 0.0)
        return QRectF(centre.x() - 9, centre.y() - 9, 18, 18).toRect()

    def mark_at(self, position: QPoint) -> int:
        """Return the period whose column holds ``position``."""
        plot = self.plot_rect()
        if self.spec is None or not self.spec.points or not plot.contains(QPointF(position)):
            return -1
        step = plot.width() / len(self.spec.points)
        return min(int((position.x() - plot.left()) / step), len(self.spec.points) - 1)

    def spec_index(self, mark: int) -> int:
        """Return the period itself."""
        return mark

    def value_key(self, index: int) -> str:
        """Return how the figure of the period is named."""
        return self._known().points[index].value_key

    def margins(self) -> tuple[float, float, float, float]:
        """Return room for the axis numbers, the labels of breaks, and two lines under the axis."""
        spec = self._known()
        line = self.line_height()
        head = trend_marks.head_height(spec, self.axis_width(), self.width() - _RIGHT)
        years = line if spec.year_marks else 0
        unit = 8 if spec.axis_label and not spec.is_share else 0
        return self.axis_width(), max(head, line) + unit, _RIGHT, line + years + 12

    def paint_ground(self, painter: QPainter, plot: QRectF) -> None:
        """Paint target bands, the preliminary area, grid, axes and control limits."""
        spec = self._known()
        for step in trend_marks.target_steps(spec):
            for low, high, token in scale.bands(step, spec.direction, self.axis.top):
                start, stop = step[0].start - 0.5, step[0].stop + 0.5
                area = QRectF(self.at(start, high), self.at(stop, low)).intersected(plot)
                paint_band(painter, area, token, self.devicePixelRatioF())
        if spec.preliminary_from is not None:
            area = QRectF(self.at(spec.preliminary_from - 0.5, self.axis.top), plot.bottomRight())
            painter.save()
            painter.setBrushOrigin(area.topLeft())
            painter.fillRect(area, hatch(self.devicePixelRatioF()))
            painter.restore()
        self.paint_value_axis(painter, plot)
        names = [point.label for point in spec.points]
        paint_periods(painter, plot, names, spec.year_marks, lambda x: self.at(x, 0).x())
        if control.has_limits(spec):
            control.paint_limits(painter, plot, spec, self.at)
        else:
            self._paint_intervals(painter, plot)

    def paint_over(self, painter: QPainter, plot: QRectF) -> None:
        """Paint target lines, breaks, annotations and all labels."""
        halo = theme.colour("surface")
        for label, box in self.placed_labels(painter, plot):
            labels.draw(painter, label, box, halo)

    def placed_labels(self, painter: QPainter, plot: QRectF) -> list[tuple[labels.Label, QRectF]]:
        """Paint what the labels name, and return each label with its place."""
        spec, at = self._known(), self.at
        found = trend_marks.paint_targets(painter, plot, spec, at)
        found += trend_marks.paint_breaks(painter, plot, spec, at)
        found += trend_marks.paint_annotations(painter, plot, spec, at)
        found += self._value_label(plot)
        found += trend_marks.preliminary_label(self.tr("preliminärt"), plot, spec)
        found += trend_marks.unit_label(plot, spec)
        found += trend_marks.hidden_labels(spec, at)
        found += control.phase_labels(spec, plot, at)
        lines = control.marks(spec, at) + trend_marks.marks(spec, plot, at)
        return labels.place(found, QRectF(self.viewport().rect()), self._marks(), lines)

    # parts

    def _known(self) -> ChartSpec:
        assert self.spec is not None
        return self.spec

    def _marks(self) -> list[QRectF]:
        """Return boxes around the points and between them, which labels should leave free."""
        found: list[QRectF] = []
        run: list[QPointF] = []
        for index, point in enumerate(self._known().points):
            if point.value is None:
                found += labels.along(run)
                run = []
                continue
            at = self.at(index, point.value)
            run.append(at)
            found.append(QRectF(at.x() - 5, at.y() - 5, 10, 10))
        return found + labels.along(run)

    def _last_mature(self) -> int:
        points = self._known().points
        mature = [i for i, p in enumerate(points) if p.value is not None and not p.preliminary]
        return mature[-1] if mature else -1

    def _paint_intervals(self, painter: QPainter, plot: QRectF) -> None:
        painter.save()
        painter.setClipRect(plot.adjusted(-3, -2, 3, 1))
        points = self._known().points
        colour = QColor(theme.colour("none"))
        colour.setAlphaF(0.6 if len(points) <= 24 else 0.35)
        painter.setPen(QPen(colour, 1))
        for index, point in enumerate(points):
            if point.value is not None and point.low is not None and point.high is not None:
                low, high = self.at(index, point.low), self.at(index, point.high)
                painter.drawLine(low, high)
                for end in (low, high):
                    painter.drawLine(end - QPointF(2.5, 0), end + QPointF(2.5, 0))
        painter.restore()

    def _value_label(self, plot: QRectF) -> list[labels.Label]:
        index = self._last_mature()
        if index < 0:
            return []
        point = self._known().points[index]
        assert point.value is not None
        font = theme.font("axis", 600)
        width, height = labels.size_of(point.value_text, font)
        at = self.at(index, point.value)
        above, under = at.y() - height - 7, at.y() + 8
        left = min(at.x() - width / 2, plot.right() - width)
        before = self._known().points[index - 1].value if index else None
        falls = before is not None and before > point.value  # then the line lies over the point
        places = [QPointF(x, y) for y in (above, under) for x in (left, left - 8, left + 8)]
        if falls:
            places = places[3:] + places[:3]
        beside = [
            QPointF(at.x() + 9, at.y() - height / 2),
            QPointF(at.x() - width - 9, at.y() - height / 2),
        ]
        return [labels.Label(point.value_text, font, theme.colour("text"), (*places, *beside), 1)]


@dataclass(frozen=True, slots=True)
class _Look:
    size: float  # diameter, px
    fill: str
    edge: str
    edge_width: float


def _look(point: Point) -> _Look:
    """Return how a point is drawn: open while preliminary, larger where it is a signal."""
    if point.preliminary:
        return _Look(8.0, "surface", "text2", 1.5)
    if point.signals or point.run:
        return _Look(9.2, RUN_TOKENS.get(point.run, "text"), "surface", 1.0)
    return _Look(6.6, "text2", "text2", 1.0)
