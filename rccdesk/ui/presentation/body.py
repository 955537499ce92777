"""Between head and foot: the point or the fields of its decision, and its chart beside."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from rccdesk.ui.presentation import sizes
from rccdesk.ui.presentation.chart_column import ChartColumn
from rccdesk.ui.presentation.entry import EntryPanel
from rccdesk.ui.presentation.slide_view import SlideView
from rccdesk.ui.widgets.states import EmptyState

_SIDE, _TOP, _BOTTOM, _GAP = 40, 20, 14, 32  # px around what is shown, and between


class Body(QWidget):
    """Sets a point as large as all of it can be seen at once; only then does it scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.view, self.entry, self.chart = SlideView(), EntryPanel(), ChartColumn()
        self.empty = EmptyState()
        self.left = QStackedWidget()
        for part in (self.view, self.entry, self.empty):
            self.left.addWidget(part)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.left, 1)
        self._row.addWidget(self.chart)
        self.chart.hide()

    def set_screen(self, size: QSize) -> None:
        """Take the type and the margins that fit the screen."""
        self.view.set_screen(size)
        self.entry.set_factor(sizes.factor(size))
        self.chart.set_factor(sizes.chart_factor(size))
        self.chart.restyle()
        side = sizes.px(_SIDE, size)
        self._row.setContentsMargins(side, sizes.px(_TOP, size), side, sizes.px(_BOTTOM, size))
        self._row.setSpacing(sizes.px(_GAP, size))

    def fit(self, screen: QSize, size: QSize) -> None:
        """Set the point in the room ``size``, with its chart as wide as the texts let it be."""
        edges = self._row.contentsMargins()
        wide = size.width() - edges.left() - edges.right()
        high = size.height() - edges.top() - edges.bottom()
        chart = 0
        for step in sizes.steps(screen):
            chart = 0 if self.chart.isHidden() else round(step.chart * wide)
            gap = self._row.spacing() if chart else 0
            self._set_sheet(sizes.least_style(screen) if step.is_least else "")
            self.view.set_step(step)
            if self.view.needed_height(wide - chart - gap) <= high:
                break
        self.chart.setFixedWidth(chart)

    def _set_sheet(self, sheet: str) -> None:
        for part in (self.view, self.chart):
            if sheet != part.styleSheet():
                part.setStyleSheet(sheet)

    def read_on(self, step: int) -> bool:
        """Go on in a text that is longer than its room; tell whether there was more of it."""
        notes = self.chart.notes
        bar = self.view.verticalScrollBar() if notes.isHidden() else notes.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + step * 3 * bar.singleStep())
        return bar.value() != before
