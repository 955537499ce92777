"""One measure over time: steps of targets, breaks, preliminary periods, open points and gaps."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from rccdesk.services.charts.spec import ChartSpec, Point, Target
from rccdesk.ui import theme
from rccdesk.ui.charts import labels, scale
from rccdesk.ui.charts.hatch import hatch, paint_band
from rccdesk.ui.charts.plot import ThemedPlot

_STRIDES = (1, 2, 3, 4, 6, 12, 24, 48)


class TrendView(ThemedPlot):
    """Draws the points of a ChartSpec."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mature = pg.PlotCurveItem(antialias=True)
        self._preliminary = pg.PlotCurveItem(antialias=True)
        self._points = pg.ScatterPlotItem(pxMode=True, antialias=True)
        for item in (self._mature, self._preliminary, self._points):
            self.addItem(item)

    def fill(self) -> None:
        """Put the points into the curves."""
        spec = self._known()
        points = spec.points
        count = max(len(points), 1)
        tops = [v for p in points for v in (p.value, p.high) if v is not None]
        tops += [target.value for target in spec.targets]
        self.axis = scale.share_axis() if spec.is_share else scale.value_axis(tops)
        self.view.setRange(
            xRange=(-0.5, count - 0.5), yRange=(0, self.axis.top), padding=0, disableAutoRange=True
        )
        x = np.arange(len(points), dtype=float)
        y = np.array([np.nan if p.value is None else p.value for p in points], dtype=float)
        early = np.array([p.preliminary for p in points], dtype=bool)
        known = np.isfinite(y)
        joined = np.zeros(len(points), dtype=bool)
        joined[:-1] = known[:-1] & known[1:]
        for broken in spec.breaks:
            if 0 < broken.index < len(points):
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
        self._points.setData(
            x=x[known],
            y=y[known],
            size=[8.0 if one else 6.6 for one in early[known]],
            brush=[pg.mkBrush(theme.colour("surface") if one else line) for one in early[known]],
            pen=[pg.mkPen(line, width=1.5) for _ in early[known]],
        )

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

    def margins(self) -> tuple[float, float, float, float]:
        """Return room for the axis numbers, the labels of breaks, and two lines under the axis."""
        spec = self._known()
        line = self.line_height()
        rows = max(min(len(spec.breaks), 3), 1)
        head = rows * line + 10 if spec.breaks or spec.preliminary_from is not None else line
        years = line if spec.year_marks else 0
        return self.axis_width(), head, 12, line + years + 12

    def paint_ground(self, painter: QPainter, plot: QRectF) -> None:
        """Paint target bands, the preliminary area, grid and axes."""
        spec = self._known()
        for step in self._steps():
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
        self._paint_periods(painter, plot)
        self._paint_intervals(painter)

    def paint_over(self, painter: QPainter, plot: QRectF) -> None:
        """Paint target lines, breaks, annotations and all labels."""
        spec = self._known()
        found: list[labels.Label] = []
        found += self._paint_targets(painter, plot)
        found += self._paint_breaks(painter, plot)
        found += self._paint_annotations(painter, plot)
        found += self._value_label(plot)
        if spec.preliminary_from is not None:
            text, font = self.tr("preliminärt"), theme.font("axis")
            width, height = labels.size_of(text, font)
            right = plot.right() - width
            found.append(
                labels.Label(
                    text,
                    font,
                    theme.colour("text2"),
                    tuple(
                        QPointF(right, plot.top() - 6 - height - row * (height + 2))
                        for row in range(3)
                    ),
                    1,
                )
            )
        for index, point in enumerate(spec.points):
            if point.value is None and point.hidden_text:
                foot = self.at(index, 0)
                font = theme.font("axis")
                width, height = labels.size_of("..", font)
                found.append(
                    labels.Label(
                        "..",
                        font,
                        theme.colour("text3"),
                        (QPointF(foot.x() - width / 2, foot.y() - height - 2),),
                        6,
                    )
                )
        halo = theme.colour("surface")
        frame = QRectF(self.viewport().rect())
        for label, box in labels.place(found, frame, self._marks()):
            labels.draw(painter, label, box, halo)

    # parts

    def _known(self) -> ChartSpec:
        assert self.spec is not None
        return self.spec

    def _marks(self) -> list[QRectF]:
        """Return small squares around the points, which labels should leave free."""
        points = enumerate(self._known().points)
        at = [self.at(i, point.value) for i, point in points if point.value is not None]
        return [QRectF(one.x() - 4, one.y() - 4, 8, 8) for one in at]

    def _last_mature(self) -> int:
        points = self._known().points
        mature = [i for i, p in enumerate(points) if p.value is not None and not p.preliminary]
        return mature[-1] if mature else -1

    def _steps(self) -> list[list[Target]]:
        """Return the targets grouped by the span they hold for."""
        spans: dict[tuple[int, int], list[Target]] = {}
        for target in self._known().targets:
            spans.setdefault((target.start, target.stop), []).append(target)
        return [spans[key] for key in sorted(spans)]

    def _paint_periods(self, painter: QPainter, plot: QRectF) -> None:
        spec = self._known()
        points: tuple[Point, ...] = spec.points
        if not points:
            return
        font = theme.font("axis")
        metrics = QFontMetricsF(font)
        widest = max(metrics.horizontalAdvance(point.label) for point in points) + 10
        shown = [i for i, point in enumerate(points) if point.label]
        every = len(shown) == len(points)
        step = plot.width() / len(points)
        stride = next((s for s in _STRIDES if s * step >= widest), _STRIDES[-1]) if every else 1
        origin = spec.year_marks[0][0] if spec.year_marks else 0
        if len(spec.year_marks) > 1:
            origin = spec.year_marks[1][0]
        line = metrics.height()
        painter.setFont(font)
        for index in shown:
            if (index - origin) % stride:
                continue
            x = self.at(index, 0).x()
            painter.setPen(QPen(theme.colour("axis"), 1))
            painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 4))
            painter.setPen(theme.colour("text2"))
            painter.drawText(
                QRectF(x - 60, plot.bottom() + 5, 120, line),
                Qt.AlignmentFlag.AlignCenter,
                points[index].label,
            )
        strong = theme.font("axis", 600)
        painter.setFont(strong)
        painter.setPen(theme.colour("text"))
        taken = -1e9
        for index, year in spec.year_marks:
            width = QFontMetricsF(strong).horizontalAdvance(year)
            x = max(self.at(index, 0).x() - width / 2, 0)
            if x > taken + 6:
                painter.drawText(
                    QRectF(x, plot.bottom() + 5 + line, width + 4, line),
                    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                    year,
                )
                taken = x + width

    def _paint_intervals(self, painter: QPainter) -> None:
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

    def _paint_targets(self, painter: QPainter, plot: QRectF) -> list[labels.Label]:
        found = []
        before: dict[bool, Target] = {}
        for target in sorted(self._known().targets, key=lambda one: one.start):
            token = "near" if target.is_lower_level else "ok"
            painter.setPen(QPen(theme.colour(token), 1.6))
            left = self.at(target.start - 0.5, target.value)
            right = self.at(target.stop + 0.5, target.value)
            painter.drawLine(left, right)
            last = before.get(target.is_lower_level)
            if last is not None and last.stop + 1 == target.start:
                painter.drawLine(self.at(target.start - 0.5, last.value), left)
            before[target.is_lower_level] = target
            same = last is not None and last.value == target.value and last.label == target.label
            if target.label and not same:
                font = theme.font("axis", 600)
                width, height = labels.size_of(target.label, font)
                above, under = left.y() - height - 2, left.y() + 3
                start = left.x() + 6
                end = min(right.x(), plot.right()) - width - 6
                found.append(
                    labels.Label(
                        target.label,
                        font,
                        theme.colour(f"{token}_text"),
                        (
                            QPointF(start, above),
                            QPointF(end, above),
                            QPointF(start, under),
                            QPointF(end, under),
                        ),
                        2,
                    )
                )
        return found

    def _paint_breaks(self, painter: QPainter, plot: QRectF) -> list[labels.Label]:
        found = []
        font = theme.font("axis", 600)
        for broken in self._known().breaks:
            x = round(self.at(broken.index - 0.5, 0).x()) + 0.5
            pen = QPen(theme.colour("text2"), 1.4)
            pen.setDashPattern([2 / 1.4, 3 / 1.4])
            painter.setPen(pen)
            painter.drawLine(QPointF(x, plot.top() - 14), QPointF(x, plot.bottom()))
            width, height = labels.size_of(broken.label, font)
            places = []
            for row in range(3):
                y = plot.top() - 6 - height - row * (height + 2)
                places += [
                    QPointF(x + 6, y),
                    QPointF(x - 6 - width, y),
                    QPointF(max(plot.right() - width, 0), y),
                ]
            found.append(labels.Label(broken.label, font, theme.colour("text"), tuple(places), 0))
        return found

    def _paint_annotations(self, painter: QPainter, plot: QRectF) -> list[labels.Label]:
        found = []
        for note in self._known().annotations:
            x = self.at(note.index - 0.5, 0).x()
            top = plot.bottom() - plot.height() * 0.21
            painter.setPen(QPen(theme.colour("pri"), 1.4))
            painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, top))
            triangle = QPainterPath()
            triangle.addPolygon(
                QPolygonF([QPointF(x - 5, top - 7), QPointF(x + 5, top - 7), QPointF(x, top)])
            )
            painter.fillPath(triangle, theme.colour("pri"))
            first, second = theme.font("axis", 600), theme.font("axis")
            for row, (text, font, token) in enumerate(
                ((note.label, first, "pri"), (note.second_line, second, "text2"))
            ):
                if text:
                    width, height = labels.size_of(text, font)
                    y = top + 6 + row * (height + 1)
                    found.append(
                        labels.Label(
                            text,
                            font,
                            theme.colour(token),
                            (QPointF(x - 8 - width, y), QPointF(x + 8, y)),
                            3,
                        )
                    )
        return found

    def _value_label(self, plot: QRectF) -> list[labels.Label]:
        index = self._last_mature()
        if index < 0:
            return []
        point = self._known().points[index]
        assert point.value is not None
        font = theme.font("axis", 600)
        width, height = labels.size_of(point.value_text, font)
        at = self.at(index, point.value)
        above, under = at.y() - height - 6, at.y() + 7
        left = min(at.x() - width / 2, plot.right() - width)
        before = self._known().points[index - 1].value if index else None
        falls = before is not None and before > point.value  # then the line lies over the point
        places = [QPointF(left, above), QPointF(left, under)]
        return [
            labels.Label(
                point.value_text,
                font,
                theme.colour("text"),
                (*(reversed(places) if falls else places), QPointF(at.x() - width - 8, at.y())),
                1,
            )
        ]
