"""One widget that draws any ChartSpec."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from rccdesk.services.charts.spec import ChartKind, ChartSpec
from rccdesk.ui import theme
from rccdesk.ui.charts.bars import BarsView

if TYPE_CHECKING:
    from rccdesk.ui.charts.plot import ThemedPlot


class ChartView(QStackedWidget):
    """Shows a ChartSpec by the canvas of its kind; a canvas is made once and used again.

    pyqtgraph takes half a second to import, so it comes with the first trend or histogram.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvases: dict[ChartKind, BarsView | ThemedPlot] = {}
        theme.current().changed.connect(self.restyle)

    def show_chart(self, spec: ChartSpec) -> None:
        """Draw ``spec``."""
        canvas = self._canvases.get(spec.kind) or self._make(spec.kind)
        canvas.show_chart(spec)
        self.setCurrentWidget(canvas)
        self.setFocusProxy(canvas)

    def canvas(self) -> BarsView | ThemedPlot:
        """Return the canvas in use; KeyError before the first chart."""
        widget = self.currentWidget()
        return next(canvas for canvas in self._canvases.values() if canvas is widget)

    def restyle(self) -> None:
        """Paint again in the theme and text size in use."""
        for canvas in self._canvases.values():
            canvas.restyle()

    def _make(self, kind: ChartKind) -> BarsView | ThemedPlot:
        canvas: BarsView | ThemedPlot
        if kind is ChartKind.BARS:
            canvas = BarsView()
        else:
            from rccdesk.ui.charts.histogram import HistogramView
            from rccdesk.ui.charts.plot import themed_plot
            from rccdesk.ui.charts.trend import TrendView

            canvas = themed_plot(TrendView if kind is ChartKind.TREND else HistogramView)
        canvas.setProperty("own_focus", True)  # noqa: FBT003 - Qt's signature
        self._canvases[kind] = canvas
        self.addWidget(canvas)
        return canvas
