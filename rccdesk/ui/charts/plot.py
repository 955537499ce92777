"""The one place where pyqtgraph gets our look, and the ground of every kind that it draws.

pyqtgraph holds the series (curves, points, bars) in the units of the data. Everything around
them - bands, grid, axis numbers, breaks, labels - is painted in pixels under or over its scene,
because halos, hatching and labels that must not overlap have sizes in pixels.
"""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsGridLayout, QGraphicsItem, QSizePolicy, QWidget

from rccdesk.services.charts.spec import ChartSpec
from rccdesk.ui import theme
from rccdesk.ui.charts import scale
from rccdesk.ui.charts.reading import Reading
from rccdesk.ui.style import draw_ring


class ThemedPlot(pg.GraphicsView):  # type: ignore[misc]
    """A plot without axes, menu or zoom of pyqtgraph's own.

    Not a ``PlotWidget``: that makes fifty widgets for menus, as long as a turn may be.

    ``mark_chosen`` carries the value_key and the index in the spec of a mark the user chose.
    """

    mark_chosen = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.enableMouse(False)  # noqa: FBT003 - pyqtgraph's signature
        self.setFrameShape(QFrame.Shape.NoFrame)
        for place in (self, self.viewport()):  # files are for the window to take
            place.setAcceptDrops(False)
        self.setViewportUpdateMode(self.ViewportUpdateMode.FullViewportUpdate)
        # pyqtgraph caches the background, which here follows the data and the theme.
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        self.setAntialiasing(True)
        self.setMinimumSize(360, 180)
        self.spec: ChartSpec | None = None
        self.smooth = True  # off while panning: antialiased pens cost four times as much
        self.axis = scale.share_axis()
        room = pg.GraphicsWidget()
        self.room = QGraphicsGridLayout(room)
        self.view = pg.ViewBox(parent=room, enableMenu=False)
        self.room.addItem(self.view, 0, 0)
        self.setCentralItem(room)
        # Points on 0 and 100 % stay whole.
        self.view.setFlag(self.view.GraphicsItemFlag.ItemClipsChildrenToShape, False)  # noqa: FBT003
        self.view.setMouseEnabled(x=False, y=False)
        self.view.setDefaultPadding(0)
        self.reading = self.make_reading()
        self.reading.moved.connect(self.viewport().update)
        self.reading.chosen.connect(self._choose)

    def addItem(self, item: QGraphicsItem) -> None:
        """Put a series into the plot, in the units of the data."""
        self.view.addItem(item)

    def show_chart(self, spec: ChartSpec) -> None:
        """Draw ``spec`` instead of what is shown."""
        self.spec = spec
        self.reading.set_texts(
            self.mark_texts(), start=self.first_mark(), name=spec.title, description=spec.finding
        )
        self.restyle()

    def restyle(self) -> None:
        """Fill and paint again, as after a change of theme or text size."""
        if self.spec is None:
            return
        left, top, right, bottom = self.margins()
        self.room.setContentsMargins(left, top, right, bottom)
        self.fill()
        self.viewport().update()

    def is_empty(self) -> bool:
        """Tell whether there is nothing to draw, so that the plot must say why."""
        return False

    def spec_index(self, mark: int) -> int:
        """Return the place in the spec of the mark that is read as ``mark``; -1 for none."""
        return mark

    def value_key(self, index: int) -> str:
        """Return how the figure at that place of the spec is named, where it has a name."""
        del index
        return ""

    def _choose(self, mark: int) -> None:
        index = self.spec_index(mark)
        if index >= 0:
            self.mark_chosen.emit(self.value_key(index), index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the texts around the plot the room they need at the new width."""
        super().resizeEvent(event)
        if getattr(self, "spec", None) is not None:  # pyqtgraph resizes while it is being made
            self.room.setContentsMargins(*self.margins())

    # for the kinds of charts

    def make_reading(self) -> Reading:
        """Return what reads the marks."""
        return Reading(self, self.mark_rect, self.mark_at)

    def fill(self) -> None:
        """Put the series of the spec into the plot."""
        raise NotImplementedError

    def mark_texts(self) -> list[str]:
        """Return the sentence of each mark."""
        raise NotImplementedError

    def first_mark(self) -> int:
        """Return the mark that is read first."""
        return 0

    def mark_rect(self, index: int) -> QRect:
        """Return the rectangle of a mark in the viewport."""
        raise NotImplementedError

    def mark_at(self, position: QPoint) -> int:
        """Return the mark at a point of the viewport; -1 for none."""
        raise NotImplementedError

    def paint_ground(self, painter: QPainter, plot: QRectF) -> None:
        """Paint what lies under the series; ``plot`` is the plot's rectangle."""
        raise NotImplementedError

    def paint_over(self, painter: QPainter, plot: QRectF) -> None:
        """Paint what lies over the series."""
        raise NotImplementedError

    def margins(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom margins of the plot in pixels."""
        raise NotImplementedError

    # geometry

    def at(self, x: float, y: float) -> QPointF:
        """Return the pixel of a point given in the units of the data."""
        point: QPointF = self.view.mapViewToScene(QPointF(x, y))
        return point

    def plot_rect(self) -> QRectF:
        """Return the plot's rectangle in pixels."""
        rect: QRectF = self.view.sceneBoundingRect()
        return rect

    # painting

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:  # noqa: N802
        """Paint the ground under pyqtgraph's items."""
        painter.fillRect(rect, theme.colour("surface"))
        if self.spec is not None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, self.smooth)
            self.paint_ground(painter, self.plot_rect())
            painter.restore()

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:  # noqa: N802
        """Paint lines and labels over pyqtgraph's items."""
        del rect
        if self.spec is not None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, self.smooth)
            self.paint_over(painter, self.plot_rect())
            if self.is_empty():
                self._paint_empty(painter, self.plot_rect(), self.spec.finding)
            if self.reading.index >= 0 and self.hasFocus():
                draw_ring(painter, QRectF(self.mark_rect(self.reading.index)), 4)
            self.reading.paint_ring(painter)
            painter.restore()

    def paint_value_axis(self, painter: QPainter, plot: QRectF) -> None:
        """Paint the horizontal grid and the numbers left of it."""
        assert self.spec is not None
        font = theme.font("axis")
        height = QFontMetricsF(font).height()
        painter.setFont(font)
        for value, label in self.axis.ticks(self.spec.is_share):
            y = round(self.at(0, value).y()) + 0.5
            painter.setPen(QPen(theme.colour("axis" if value == 0 else "grid"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme.colour("text2"))
            box = QRectF(0, y - height / 2, plot.left() - 8, height)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, label
            )

    def _paint_empty(self, painter: QPainter, plot: QRectF, words: str) -> None:
        """Write in the middle of the plot why nothing is drawn there."""
        painter.setFont(theme.font("small"))
        room = plot.adjusted(24, 0, -24, 0)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        box = painter.boundingRect(room, flags, words)
        painter.fillRect(box.adjusted(-8, -4, 8, 4), theme.colour("surface"))
        painter.setPen(theme.colour("text3"))
        painter.drawText(room, flags, words)

    def axis_width(self) -> float:
        """Return the room that the numbers of the vertical axis take."""
        assert self.spec is not None
        metrics = QFontMetricsF(theme.font("axis"))
        labels = [label for _, label in self.axis.ticks(self.spec.is_share)]
        return max(metrics.horizontalAdvance(label) for label in labels) + 12

    def line_height(self) -> float:
        """Return the height of a line of axis text."""
        return QFontMetricsF(theme.font("axis")).height()


def themed_plot(kind: type[ThemedPlot], parent: QWidget | None = None) -> ThemedPlot:
    """Return a plot of that kind in the program's look."""
    return kind(parent)
