"""One widget that draws any ChartSpec."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from rccdesk.services.charts.spec import ChartKind, ChartSpec
from rccdesk.ui import theme
from rccdesk.ui.charts.bars import BarsView
from rccdesk.ui.charts.heatmap import HeatmapView
from rccdesk.ui.charts.overtime import OvertimeView
from rccdesk.ui.charts.stages import StagesView

if TYPE_CHECKING:
    from rccdesk.ui.charts.plot import ThemedPlot

    Canvas = BarsView | HeatmapView | ThemedPlot

_PAINTED: dict[ChartKind, type[BarsView] | type[HeatmapView]] = {
    ChartKind.BARS: BarsView,
    ChartKind.STAGES: StagesView,
    ChartKind.OVERTIME: OvertimeView,
    ChartKind.HEATMAP: HeatmapView,
}
_DRAGGED = (ChartKind.ECDF, ChartKind.LINES)  # a drag moves their line or their time


class ChartView(QStackedWidget):
    """Shows a ChartSpec by the canvas of its kind; a canvas is made once and used again.

    pyqtgraph takes half a second to import, so it comes with the first chart that needs it.
    ``mark_chosen`` (value_key, index in the spec) follows Enter or a double click on a mark,
    ``days_chosen`` a move of the line of an ECDF, ``menu_asked`` (index or -1, place on the
    screen) the menu keys or the right button.
    """

    mark_chosen = Signal(str, int)
    days_chosen = Signal(int)
    menu_asked = Signal(int, QPoint)
    canvas_made = Signal(QWidget)  # what the pointer meets there, where a drag has no use yet

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvases: dict[ChartKind, Canvas] = {}
        theme.current().changed.connect(self.restyle)

    def show_chart(self, spec: ChartSpec) -> None:
        """Draw ``spec``."""
        canvas = self._canvases.get(spec.kind) or self._make(spec.kind)
        canvas.show_chart(spec)
        self.setCurrentWidget(canvas)
        self.setFocusProxy(canvas)

    def canvas(self) -> Canvas:
        """Return the canvas in use; KeyError before the first chart."""
        widget = self.currentWidget()
        return next(canvas for canvas in self._canvases.values() if canvas is widget)

    def restyle(self) -> None:
        """Paint again in the theme and text size in use."""
        for canvas in self._canvases.values():
            canvas.restyle()

    def prepare(self, kind: ChartKind) -> None:
        """Make the canvas of a kind, which takes as long as a turn may, to be filled later."""
        if kind not in self._canvases:
            self._make(kind)

    def _make(self, kind: ChartKind) -> Canvas:
        painted = _PAINTED.get(kind)
        canvas: Canvas = painted() if painted is not None else self._make_plot(kind)
        canvas.setProperty("own_focus", True)  # noqa: FBT003 - Qt's signature
        canvas.mark_chosen.connect(self.mark_chosen)
        canvas.reading.menu_asked.connect(
            lambda mark, place: self.menu_asked.emit(
                canvas.spec_index(mark) if mark >= 0 else -1, place
            )
        )
        self._canvases[kind] = canvas
        self.addWidget(canvas)
        if kind not in _DRAGGED:
            self.canvas_made.emit(canvas.viewport())
        return canvas

    def _make_plot(self, kind: ChartKind) -> ThemedPlot:
        from rccdesk.ui.charts.ecdf import EcdfView
        from rccdesk.ui.charts.funnel import FunnelView
        from rccdesk.ui.charts.histogram import HistogramView
        from rccdesk.ui.charts.lines import LinesView
        from rccdesk.ui.charts.plot import themed_plot
        from rccdesk.ui.charts.trend import TrendView

        if kind is ChartKind.ECDF:
            ecdf = EcdfView()
            ecdf.days_chosen.connect(self.days_chosen)
            return ecdf
        return themed_plot(
            {
                ChartKind.TREND: TrendView,
                ChartKind.HISTOGRAM: HistogramView,
                ChartKind.FUNNEL: FunnelView,
                ChartKind.LINES: LinesView,
            }[kind]
        )
