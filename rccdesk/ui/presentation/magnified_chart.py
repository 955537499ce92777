"""A chart as large as the room needs: the window's own renderer, painted magnified."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QRegion, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rccdesk.services.charts.spec import ChartSpec
from rccdesk.ui import theme
from rccdesk.ui.charts.view import ChartView

_LEAST = QSize(300, 160)


class MagnifiedChart(QWidget):
    """Draws a ChartSpec with all its type and pens ``factor`` times as large."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._factor = 1.65
        self._spec: ChartSpec | None = None
        self._drawn: QPixmap | None = None
        self._view = ChartView(self)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.hide()  # painted by this widget alone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_LEAST)
        theme.current().changed.connect(self._forget)

    @property
    def spec(self) -> ChartSpec | None:
        """What is drawn."""
        return self._spec

    def set_factor(self, factor: float) -> None:
        """Draw with another magnification."""
        if factor != self._factor:
            self._factor = factor
            self._forget()

    def show_chart(self, spec: ChartSpec) -> None:
        """Draw ``spec``; its words for those who do not see it are the widget's name."""
        self._spec = spec
        self.setAccessibleName(spec.title)
        self.setAccessibleDescription(spec.alt or spec.finding)
        self._view.show_chart(spec)
        canvas = self._view.canvas()
        canvas.setMinimumSize(0, 0)
        canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew at the new size."""
        super().resizeEvent(event)
        self._forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, drawn once for each size."""
        del event
        if self._spec is None or self.width() < 2 or self.height() < 2:
            return
        if self._drawn is None:
            self._drawn = self._draw()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        painter.end()

    def _draw(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme.colour("surface"))
        self._view.resize(round(self.width() / self._factor), round(self.height() / self._factor))
        painter = QPainter(picture)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        painter.scale(self._factor, self._factor)
        self._view.render(painter, QPoint(0, 0), QRegion(), QWidget.RenderFlag.DrawChildren)
        painter.end()
        return picture

    def _forget(self) -> None:
        self._drawn = None
        self.update()
