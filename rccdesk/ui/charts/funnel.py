"""Units by their number of cases, with the exact limits of chance around the common share."""

from __future__ import annotations

from operator import attrgetter

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from rccdesk import formats
from rccdesk.services.charts.spec import ChartSpec, Dot
from rccdesk.ui import theme
from rccdesk.ui.charts import labels, scale
from rccdesk.ui.charts.number_axis import COUNT_STEPS, paint_numbers
from rccdesk.ui.charts.plot import ThemedPlot

_SIDES = tuple(map(attrgetter, ("low_95", "high_95", "low_998", "high_998")))
_RADIUS = {"": 4.0, "95": 5.0, "99.8": 6.0}
_DASHES = {"95": [5, 3], "99.8": []}  # told apart without hue or label, as the foot says


class FunnelView(ThemedPlot):
    """Draws the dots of a ChartSpec inside its limits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limits = {
            (which, side): pg.PlotCurveItem(antialias=True)
            for which in _DASHES
            for side in ("low", "high")
        }
        for curve in self._limits.values():
            self.addItem(curve)

    def fill(self) -> None:
        """Put the limits into the curves."""
        spec = self._known()
        counts = [one.count for one in spec.funnel_limits]
        counts += [dot.count for dot in spec.dots if dot.count is not None]
        values = [dot.value for dot in spec.dots if dot.value is not None]
        self.axis = scale.share_axis() if spec.is_share else scale.value_axis(values)
        self.view.setRange(
            xRange=(0, max(counts, default=10) * 1.04),
            yRange=(0, self.axis.top),
            padding=0,
            disableAutoRange=True,
        )
        ordered = sorted(spec.funnel_limits, key=lambda one: one.count)
        x = np.array([one.count for one in ordered], dtype=float)
        sides = {
            ("95", "low"): [one.low_95 for one in ordered],
            ("95", "high"): [one.high_95 for one in ordered],
            ("99.8", "low"): [one.low_998 for one in ordered],
            ("99.8", "high"): [one.high_998 for one in ordered],
        }
        for key, curve in self._limits.items():
            pen = pg.mkPen(theme.colour("none"), width=1)
            if _DASHES[key[0]]:
                pen.setDashPattern(_DASHES[key[0]])
            curve.setData(x, np.array(sides[key], dtype=float), pen=pen)

    def is_empty(self) -> bool:
        """Tell whether no unit has a figure."""
        return all(dot.value is None for dot in self._known().dots)

    def mark_texts(self) -> list[str]:
        """Return the sentence of each unit."""
        return [dot.spoken or f"{dot.label}: {dot.value_text}" for dot in self._known().dots]

    def first_mark(self) -> int:
        """Return the own unit."""
        return next((i for i, dot in enumerate(self._known().dots) if dot.is_own), 0)

    def mark_rect(self, index: int) -> QRect:
        """Return a square around a dot; a hidden unit has none and is read at the corner."""
        at = self.dot_at(index)
        return QRectF(at.x() - 9, at.y() - 9, 18, 18).toRect()

    def dot_at(self, index: int) -> QPointF:
        """Return the middle of a dot in pixels; the plot's corner for a hidden unit."""
        dot = self._known().dots[index]
        if dot.count is None or dot.value is None:
            return self.plot_rect().bottomLeft()
        return self.at(dot.count, dot.value)

    def mark_at(self, position: QPoint) -> int:
        """Return the nearest dot within 12 px."""
        best, nearest = -1, 12.0**2
        for index, dot in enumerate(self._known().dots) if self.spec is not None else ():
            if dot.value is None:
                continue
            apart = self.dot_at(index) - QPointF(position)
            distance = apart.x() ** 2 + apart.y() ** 2
            if distance <= nearest:
                best, nearest = index, distance
        return best

    def value_key(self, index: int) -> str:
        """Return how the unit's figure is named."""
        return self._known().dots[index].value_key

    def margins(self) -> tuple[float, float, float, float]:
        """Return room for the numbers, the names of the limits and the name of the axis."""
        line = self.line_height()
        right = max(labels.size_of(name, theme.font("axis"))[0] for name in _limit_names()) + 10
        return self.axis_width(), line + 2, right, 2 * line + 14

    def paint_ground(self, painter: QPainter, plot: QRectF) -> None:
        """Paint grid, axes, the common share and the target."""
        spec = self._known()
        self.paint_value_axis(painter, plot)
        self._paint_counts(painter, plot)
        if spec.centre is not None:
            painter.setPen(QPen(theme.colour("none"), 1.3))
            y = self.at(0, spec.centre).y()
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        for target in spec.targets:
            token = "near" if target.is_lower_level else "ok"
            painter.setPen(QPen(theme.colour(token), 1.6))
            y = self.at(0, target.value).y()
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))

    def paint_over(self, painter: QPainter, plot: QRectF) -> None:
        """Paint the dots, the own one last, and all labels."""
        spec = self._known()
        for dot in sorted(spec.dots, key=lambda one: one.is_own):
            if dot.value is not None and dot.count is not None:
                _paint_dot(painter, self.at(dot.count, dot.value), dot)
        halo = theme.colour("surface")
        for label, box in self.placed_labels(plot):
            labels.draw(painter, label, box, halo)

    def placed_labels(self, plot: QRectF) -> list[tuple[labels.Label, QRectF]]:
        """Return each label with its place."""
        found = self._limit_labels(plot) + self._dot_labels()
        dots = [self.dot_at(i) for i, d in enumerate(self._known().dots) if d.value is not None]
        marks = [QRectF(at.x() - 6, at.y() - 6, 12, 12) for at in dots]
        lines = [box for curve in self._curve_points() for box in labels.along(curve, 12.0)]
        return labels.place(found, QRectF(self.viewport().rect()), marks, lines)

    def _known(self) -> ChartSpec:
        assert self.spec is not None
        return self.spec

    def _curve_points(self) -> list[list[QPointF]]:
        """Return the corners of the limits in pixels."""
        ordered = sorted(self._known().funnel_limits, key=lambda one: one.count)
        return [[self.at(one.count, value(one)) for one in ordered] for value in _SIDES]

    def _paint_counts(self, painter: QPainter, plot: QRectF) -> None:
        most = int(self.view.viewRange()[0][1])
        name = self._known().axis_label or self.tr("Antal fall")
        paint_numbers(
            painter,
            plot,
            (0, most),
            lambda count: self.at(count, 0).x(),
            name,
            steps=COUNT_STEPS,
            words=formats.number,
        )

    def _limit_labels(self, plot: QRectF) -> list[labels.Label]:
        spec = self._known()
        font, colour = theme.font("axis"), theme.colour("text2")
        height = labels.size_of("0", font)[1]
        found = []
        if spec.funnel_limits:
            last = max(spec.funnel_limits, key=lambda one: one.count)
            inner, outer = _limit_names()
            for name, value, up in (
                (inner, last.high_95, 0.0),
                (inner, last.low_95, 0.0),
                (outer, last.high_998, -height * 0.6),
                (outer, last.low_998, height * 0.6),
            ):
                at = self.at(last.count, value)
                places = tuple(
                    QPointF(plot.right() + 4, at.y() - height / 2 + shift)
                    for shift in (0.0, up, 2 * up)
                )
                found.append(labels.Label(name, font, colour, places, 5))
        if spec.centre is not None:
            words = self.tr("alla {share}").format(
                share=formats.percent(spec.centre)
                if spec.is_share
                else formats.number(spec.centre, 1)
            )
            y = self.at(0, spec.centre).y()
            width = labels.size_of(words, font)[0]
            end = plot.right() - width - 4
            ends = [end - part * plot.width() for part in (0.0, 0.12, 0.24, 0.36, 0.48, 0.6)]
            places = tuple(QPointF(x, top) for x in ends for top in (y - height - 2, y + 2))
            found.append(labels.Label(words, font, colour, places, 4, dropped_over_marks=True))
        strong = theme.font("axis", 600)
        for target in spec.targets:
            width = labels.size_of(target.label, strong)[0]
            y = self.at(0, target.value).y()
            token = "near_text" if target.is_lower_level else "ok_text"
            xs = (plot.right() - width - 4, plot.left() + 6, plot.center().x())
            places = tuple(QPointF(x, line) for line in (y - height - 2, y + 2) for x in xs)
            found.append(labels.Label(target.label, strong, theme.colour(token), places, 2))
        return found

    def _dot_labels(self) -> list[labels.Label]:
        found = []
        for index, dot in enumerate(self._known().dots):
            if dot.value is None or not (dot.is_own or dot.outside):
                continue
            font = theme.font("axis", 600 if dot.is_own else 400)
            words = f"{dot.label} {dot.value_text}" if dot.is_own else dot.label
            width, height = labels.size_of(words, font)
            at = self.dot_at(index)
            places = [
                QPointF(at.x() + 9, at.y() - height / 2),
                QPointF(at.x() - 9 - width, at.y() - height / 2),
                QPointF(at.x() - width / 2, at.y() - 9 - height),
                QPointF(at.x() - width / 2, at.y() + 9),
                QPointF(at.x() + 6, at.y() - 6 - height),
                QPointF(at.x() + 6, at.y() + 6),
            ]
            rank = 0 if dot.is_own else 1 if dot.outside == "99.8" else 3
            token = "pri" if dot.is_own else "text"
            found.append(
                labels.Label(
                    words,
                    font,
                    theme.colour(token),
                    tuple(places),
                    rank,
                    dropped_over_marks=not dot.is_own,
                )
            )
        return found


def _limit_names() -> tuple[str, str]:
    return formats.percent(0.95), formats.percent(0.998, 1)


def _paint_dot(painter: QPainter, at: QPointF, dot: Dot) -> None:
    """Paint a disc, larger outside the inner limit, a diamond outside the outer one."""
    radius = _RADIUS.get(dot.outside, 4.0) + (1.0 if dot.is_own else 0.0)
    token = "pri" if dot.is_own else "text" if dot.outside else "bar"
    painter.setPen(QPen(theme.colour("surface"), 1))
    painter.setBrush(theme.colour(token))
    if dot.outside == "99.8":
        path = QPainterPath()
        reach = radius * 1.25
        corners = [QPointF(0, -reach), QPointF(reach, 0), QPointF(0, reach), QPointF(-reach, 0)]
        path.addPolygon(QPolygonF([at + corner for corner in corners]))
        path.closeSubpath()
        painter.drawPath(path)
    else:
        painter.drawEllipse(at, radius, radius)
    if dot.is_own:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("pri"), 1.5))
        painter.drawEllipse(at, radius + 3.5, radius + 3.5)
