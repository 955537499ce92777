"""Several units over time: many thin lines, the own one and the whole strong, one lit."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from rccdesk.services.charts.marks import find_mark
from rccdesk.services.charts.spec import ChartSpec, Line
from rccdesk.ui import theme
from rccdesk.ui.charts import labels, scale
from rccdesk.ui.charts.hatch import hatch
from rccdesk.ui.charts.periods import paint_periods
from rccdesk.ui.charts.plot import ThemedPlot
from rccdesk.ui.charts.reading import Reading
from rccdesk.ui.charts.trend_marks import preliminary_label, unit_label
from rccdesk.ui.charts.window import PeriodWindow

_REACH = 10.0  # px from a line that the pointer still reads it at
_REST_MS = 180  # after the last step of a pan the lines are smoothed again
_LABEL_PART = 0.26  # of the width, at most, for names at the right end
_NAMED = 6  # up to so many lines all have their name
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ZOOMS = {Qt.Key.Key_Plus: 0.8, Qt.Key.Key_Equal: 0.8, Qt.Key.Key_Minus: 1.25}


class LinesView(ThemedPlot):
    """Draws the lines of a ChartSpec; drag or Shift+arrows pan, Ctrl+wheel, + and - zoom.

    A mark is a line, or one period of it, numbered as `charts.marks` has it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self._values = np.zeros((0, 0))
        self.span = PeriodWindow()
        self._lit = -1
        self._dragged_from: float | None = None
        super().__init__(parent)
        self.view.setFlag(self.view.GraphicsItemFlag.ItemClipsChildrenToShape, True)  # noqa: FBT003
        self._others = pg.PlotCurveItem(antialias=True)
        self._whole = pg.PlotCurveItem(antialias=True)
        self._own = pg.PlotCurveItem(antialias=True)
        self._lit_line = pg.PlotCurveItem(antialias=True)
        self._curves = (self._others, self._whole, self._own, self._lit_line)
        self._alone = pg.ScatterPlotItem(pxMode=True, antialias=True)
        for item in (*self._curves, self._alone):
            self.addItem(item)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(lambda: self._smooth(on=True))
        self.reading.moved.connect(self._follow)
        self.reading.hovered.connect(self._hovered)

    def make_reading(self) -> Reading:
        """Return what reads lines up and down, periods to the left and right."""
        return Reading(self, self.mark_rect, self.mark_at, self._reveal, self._beside)

    def show_chart(self, spec: ChartSpec) -> None:
        """Draw ``spec``, as many of its newest periods as there is room for."""
        count = max((len(line.values) for line in spec.lines), default=0)
        self._values = np.full((len(spec.lines), count), np.nan)
        for row, line in enumerate(spec.lines):
            self._values[row, : len(line.values)] = [
                np.nan if value is None else value for value in line.values
            ]
        self._lit = -1
        self.span.begin(count, self._room())
        super().show_chart(spec)

    def fill(self) -> None:
        """Put the lines into the curves."""
        spec = self._known()
        known = self._values[np.isfinite(self._values)]
        tops = [*([float(known.max())] if known.size else []), *(t.value for t in spec.targets)]
        self.axis = scale.share_axis() if spec.is_share else scale.value_axis(tops)
        self._show_window()
        plain = [i for i, line in enumerate(spec.lines) if not (line.is_own or line.is_whole)]
        whole = [i for i, line in enumerate(spec.lines) if line.is_whole]
        own = [i for i, line in enumerate(spec.lines) if line.is_own]
        dashed = pg.mkPen(theme.colour("all"), width=2)
        dashed.setDashPattern([6, 2])
        self._set(self._others, plain, pg.mkPen(theme.colour("bar_line"), width=1))
        self._set(self._whole, whole, dashed)
        self._set(self._own, own, pg.mkPen(theme.colour("pri"), width=2.4))
        self._dot_the_lonely()
        self._light(self._lit)

    def is_empty(self) -> bool:
        """Tell whether no line has a figure."""
        return not np.any(np.isfinite(self._values))

    def mark_texts(self) -> list[str]:
        """Return, for each line, its own sentence and one per period."""
        names = self._period_names()
        hidden = self.tr("visas inte")
        found = []
        for line in self._known().lines:
            found.append(line.spoken or line.label)
            for place, name in enumerate(names):
                words = line.value_texts[place] if place < len(line.value_texts) else ""
                words = hidden if words in ("", "..") else words
                found.append(f"{line.label}, {name}: {words}")
        return found

    def first_mark(self) -> int:
        """Return the own line."""
        lines = self._known().lines
        own = next((i for i, line in enumerate(lines) if line.is_own), 0)
        return own * (self._values.shape[1] + 1)

    def value_key(self, index: int) -> str:
        """Return how the figure of a mark is named."""
        found = find_mark(self._known(), index)
        return "" if found is None else found.value_key

    def _row_of(self, mark: int) -> int:
        return mark // (self._values.shape[1] + 1)

    def mark_rect(self, mark: int) -> QRect:
        """Return a square around a point of a line; its last known one for the line itself."""
        row, place = divmod(mark, self._values.shape[1] + 1)
        if place == 0:
            known = np.flatnonzero(np.isfinite(self._values[row]))
            inside = known[known <= self.span.last]
            index = int(inside[-1]) if inside.size else 0
        else:
            index = place - 1
        value = self._values[row, index] if self._values.shape[1] else np.nan
        at = self.at(index, float(value) if np.isfinite(value) else 0.0)
        return QRectF(at.x() - 8, at.y() - 8, 16, 16).toRect()

    def mark_at(self, position: QPoint) -> int:
        """Return the nearest line's point in the column under ``position``."""
        if not self._values.size or not self.plot_rect().contains(QPointF(position)):
            return -1
        at = self.view.mapSceneToView(QPointF(position))
        period = min(max(round(at.x()), 0), self._values.shape[1] - 1)
        pixel = abs(self.at(0, 0).y() - self.at(0, 1).y())
        apart = np.abs(self._values[:, period] - at.y()) * pixel
        if not np.any(np.isfinite(apart)) or np.nanmin(apart) > _REACH:
            return -1
        row = int(np.nanargmin(apart))
        return row * int(self._values.shape[1] + 1) + 1 + int(period)

    def margins(self) -> tuple[float, float, float, float]:
        """Return room for the numbers, the names at the right, and the periods."""
        spec = self._known()
        line = self.line_height()
        years = line if spec.year_marks else 0
        names = [self._end_name(i, one) for i, one in enumerate(spec.lines) if self._is_named(one)]
        strong = theme.font("axis", 600)
        wanted = max((labels.size_of(name, strong)[0] for name in names), default=0.0)
        right = min(wanted + 14, self.width() * _LABEL_PART)
        return self.axis_width(), line + 8, max(right, 14), line + years + 16

    def paint_ground(self, painter: QPainter, plot: QRectF) -> None:
        """Paint grid, axes, targets, and where the periods shown lie among all."""
        spec = self._known()
        if spec.preliminary_from is not None:
            left = max(self.at(spec.preliminary_from - 0.5, 0).x(), plot.left())
            area = QRectF(left, plot.top(), plot.right() - left, plot.height())
            if area.width() > 0:
                painter.save()
                painter.setBrushOrigin(area.topLeft())
                painter.fillRect(area, hatch(self.devicePixelRatioF()))
                painter.restore()
        self.paint_value_axis(painter, plot)
        paint_periods(
            painter, plot, self._axis_names(), spec.year_marks, lambda x: self.at(x, 0).x()
        )
        for target in spec.targets:
            painter.setPen(QPen(theme.colour("near" if target.is_lower_level else "ok"), 1.6))
            y = self.at(0, target.value).y()
            left = max(self.at(target.start - 0.5, 0).x(), plot.left())
            right = self.at(target.stop + 0.5, 0).x() if target.stop else plot.right()
            if right > left:
                painter.drawLine(QPointF(left, y), QPointF(min(right, plot.right()), y))
        if self.span.can_pan:
            low, high = self.span.part()
            y = self.height() - 2
            painter.setPen(QPen(theme.colour("line"), 3))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QPen(theme.colour("line2"), 3))
            painter.drawLine(
                QPointF(plot.left() + low * plot.width(), y),
                QPointF(plot.left() + high * plot.width(), y),
            )

    def paint_over(self, painter: QPainter, plot: QRectF) -> None:
        """Paint the point that is read and the names of the lines."""
        mark = self.reading.index
        if self._lit >= 0 and mark >= 0 and self._row_of(mark) == self._lit:
            at = QRectF(self.mark_rect(mark)).center()
            painter.setPen(QPen(theme.colour("surface"), 1))
            painter.setBrush(theme.colour("text"))
            painter.drawEllipse(at, 4.6, 4.6)
        halo = theme.colour("surface")
        for label, box in self.placed_labels(plot):
            labels.draw(painter, label, box, halo)

    def placed_labels(self, plot: QRectF) -> list[tuple[labels.Label, QRectF]]:
        """Return each name with its place at the right end."""
        spec = self._known()
        found = []
        room = self.width() - plot.right() - 8
        for row, line in enumerate(spec.lines):
            known = np.flatnonzero(np.isfinite(self._values[row]))
            known = known[known <= self.span.last]
            lit = row == self._lit
            if not known.size or not (lit or self._is_named(line)):
                continue
            font = theme.font("axis", 600 if lit or line.is_own or line.is_whole else 400)
            token = "pri" if line.is_own else "text" if lit else "text2"
            lines = labels.wrap(self._end_name(row, line), font, max(room, 40))
            colour = theme.colour(token)
            more = tuple((words, font, colour) for words in lines[1:])
            _, height = labels.size_of_lines(((lines[0], font, colour), *more))
            y = self.at(0, float(self._values[row, known[-1]])).y() - height / 2
            rank = 0 if lit else 1 if line.is_own else 2 if line.is_whole else 5
            place = (QPointF(plot.right() + 6, y),)
            found.append(labels.Label(lines[0], font, colour, place, rank, more=more))
        found = labels.spread(found, plot.top() - 6, plot.bottom() + 6)
        if spec.preliminary_from is not None and spec.preliminary_from <= self.span.last:
            found += preliminary_label(self.tr("preliminärt"), plot, spec)
        found += unit_label(plot, spec)
        strong = theme.font("axis", 600)
        for target in spec.targets:
            width, height = labels.size_of(target.label, strong)
            y = self.at(0, target.value).y()
            ends = (plot.left() + 6, plot.right() - width - 6)
            places = tuple(QPointF(x, line_y) for line_y in (y - height - 2, y + 2) for x in ends)
            token = "near_text" if target.is_lower_level else "ok_text"
            found.append(labels.Label(target.label, strong, theme.colour(token), places, 3))
        return labels.place(found, QRectF(self.viewport().rect()))

    # panning and zooming

    def pan(self, periods: float) -> None:
        """Move the periods shown; smoothing waits until the movement has stopped."""
        if self.span.move(periods):
            self._smooth(on=False)
            self._rest.start()
            self._show_window()

    def zoom(self, factor: float, around: float = 0.5) -> None:
        """Show ``factor`` times as many periods, the part ``around`` of the width kept."""
        if self.span.zoom(factor, around):
            self._show_window()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many periods as there is room for, unless the user has zoomed."""
        super().resizeEvent(event)
        if getattr(self, "spec", None) is not None and self.span.fit(self._room()):
            self._show_window()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; sideways turns pan; else let the page scroll."""
        plot = self.plot_rect()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            around = (event.position().x() - plot.left()) / max(plot.width(), 1)
            self.zoom(0.8 if event.angleDelta().y() > 0 else 1.25, min(max(around, 0), 1))
            event.accept()
        elif event.angleDelta().x() and self.span.can_pan:
            self.pan(-event.angleDelta().x() / 120)
            event.accept()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pan with Shift+arrows, zoom with + and -."""
        key = Qt.Key(event.key())
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if is_shifted and key in _STEPS:
            self.pan(_STEPS[key] * max(1.0, self.span.shown / 10))
        elif key in _ZOOMS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_ZOOMS[key])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the periods where there are more than fit."""
        if event.button() == Qt.MouseButton.LeftButton and self.span.can_pan:
            self._dragged_from = event.position().x()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the periods with the pointer."""
        if self._dragged_from is not None:
            apart = event.position().x() - self._dragged_from
            self._dragged_from = event.position().x()
            self.pan(-apart / max(self.plot_rect().width(), 1) * self.span.shown)
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._dragged_from is not None:
            self._dragged_from = None
            self.viewport().unsetCursor()
            return
        super().mouseReleaseEvent(event)

    # parts

    def _known(self) -> ChartSpec:
        assert self.spec is not None
        return self.spec

    def _room(self) -> float:
        """Return the width for periods, in px at 100 % text."""
        width = float(self.width())
        return max(width * (1 - _LABEL_PART), 60.0) / theme.current().text_scale

    def _show_window(self) -> None:
        low, high = self.span.range()
        self.view.setRange(
            xRange=(low, high), yRange=(0, self.axis.top), padding=0, disableAutoRange=True
        )
        self.viewport().update()

    def _smooth(self, *, on: bool) -> None:
        if on is self.smooth:
            return
        self.smooth = on
        self.setAntialiasing(on)
        for curve in self._curves:
            curve.opts["antialias"] = on
        self.viewport().update()

    def _set(self, curve: pg.PlotCurveItem, rows: list[int], pen: QPen) -> None:
        """Put the lines ``rows`` into one curve, gaps and ends unjoined."""
        values = self._values[rows]
        known = np.isfinite(values)
        joined = np.zeros(values.shape, dtype=np.int32)
        if values.size:
            joined[:, :-1] = known[:, :-1] & known[:, 1:]
        x = np.tile(np.arange(self._values.shape[1], dtype=float), len(rows))
        curve.setData(x, np.where(known, values, 0.0).ravel(), connect=joined.ravel(), pen=pen)

    def _dot_the_lonely(self) -> None:
        """Put a dot where a value has no neighbour, for no line leads to it."""
        known = np.isfinite(self._values)
        beside = np.zeros(known.shape, dtype=bool)
        if known.size:
            beside[:, 1:] |= known[:, :-1]
            beside[:, :-1] |= known[:, 1:]
        rows, periods = np.nonzero(known & ~beside)
        lines = self._known().lines
        tokens = [
            "pri" if lines[row].is_own else "all" if lines[row].is_whole else "bar_line"
            for row in rows
        ]
        self._alone.setData(
            x=periods.astype(float),
            y=self._values[rows, periods],
            size=6.0,
            brush=[pg.mkBrush(theme.colour(token)) for token in tokens],
            pen=pg.mkPen(None),
        )

    def _light(self, row: int) -> None:
        self._lit = row
        rows = [row] if row >= 0 else []
        token = "pri" if row >= 0 and self._known().lines[row].is_own else "text"
        self._set(self._lit_line, rows, pg.mkPen(theme.colour(token), width=2.8))
        self.viewport().update()

    def _follow(self, mark: int) -> None:
        self._light(self._row_of(mark) if mark >= 0 else -1)

    def _hovered(self, mark: int) -> None:
        read = self.reading.index
        shown = mark if mark >= 0 else read
        row = self._row_of(shown) if shown >= 0 else -1
        if row != self._lit:
            self._light(row)

    def _reveal(self, mark: int) -> None:
        place = mark % (self._values.shape[1] + 1)
        if place and self.span.reveal(place - 1):
            self._show_window()

    def _beside(self, mark: int, right: int, down: int) -> int:
        row, place = divmod(mark, self._values.shape[1] + 1)
        row = min(max(row + down, 0), self._values.shape[0] - 1)
        if right and place == 0:
            place = self._values.shape[1] if right < 0 else 1
        elif right:
            place = min(max(place + right, 1), self._values.shape[1])
        return row * (self._values.shape[1] + 1) + place

    def _is_named(self, line: Line) -> bool:
        return line.is_own or line.is_whole or len(self._known().lines) <= _NAMED

    def _end_name(self, row: int, line: Line) -> str:
        """Return the name and the last value shown of a line, the last complete one if any is."""
        known = np.flatnonzero(np.isfinite(self._values[row]))
        known = known[known <= self.span.last]
        early = self._known().preliminary_from
        complete = known if early is None else known[known < early]
        known = complete if complete.size else known
        if not known.size or known[-1] >= len(line.value_texts):
            return line.label
        return f"{line.label} {line.value_texts[known[-1]]}"

    def _axis_names(self) -> list[str]:
        spec = self._known()
        if spec.points:
            return [point.label for point in spec.points]
        return list(spec.column_labels)

    def _period_names(self) -> list[str]:
        """Return the periods as they are read: with their year where the axis has it apart."""
        spec = self._known()
        count = self._values.shape[1]
        names = list(spec.column_labels) or [point.period for point in spec.points]
        names += [str(number + 1) for number in range(len(names), count)]
        years = dict(spec.year_marks)
        year = ""
        found = []
        for place, name in enumerate(names[:count]):
            year = years.get(place, year)
            found.append(name if not year or year in name else f"{name} {year}".strip())
        return found
