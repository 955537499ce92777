"""The figure of a point: title, chart, what it says, where it comes from; or figures in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rccdesk.services.charts.spec import ChartSpec
from rccdesk.services.charts.symbols import without_marks
from rccdesk.ui import theme
from rccdesk.ui.charts.symbols import html_of
from rccdesk.ui.presentation.magnified_chart import MagnifiedChart
from rccdesk.ui.presentation.slide import Slide
from rccdesk.ui.widgets import change
from rccdesk.ui.widgets.labels import Label, set_role

_ROLES = {"concern": "bad_text", "improvement": "pri"}
_MARKED = {
    "improvement": "improvement",
    "concern": "concern",
    "neutral_change": "neutral",
    "common_cause": "common_cause",
}
_FOOTS = 2  # lines of the source that a room can read


class ChartColumn(QWidget):
    """Shows what a point is weighed by; hidden where there is nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.title = Label("", "h2", wraps=True)
        self.subtitle = Label("", "small", "text2", wraps=True)
        self.chart = MagnifiedChart()
        self.said = QLabel()
        self.said.setProperty("type", "small_strong")
        self.said.setWordWrap(True)
        self.figures = Label("", "body", wraps=True)
        self.doubts = Label("", "small", "text2", wraps=True)
        self.foot = Label("", "caption", "text3", wraps=True)
        column.addWidget(self.title)
        column.addWidget(self.subtitle)
        column.addWidget(self.chart, 1)
        self.mark = QLabel()  # of the change: dots over or under a line
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.said, 1)
        column.addLayout(row)
        under: tuple[QLabel, ...] = (self.figures, self.doubts, self.foot)
        for label in under:
            column.addWidget(label)
        column.addStretch(0)
        self._factor = 1.0

    def set_factor(self, factor: float) -> None:
        """Draw the chart and its symbols in the size of the room."""
        self._factor = factor
        self.chart.set_factor(factor / theme.current().text_scale)  # the chart has that already

    def show_slide(self, slide: Slide) -> bool:
        """Show what the point is weighed by; tell whether there is anything."""
        spec = slide.chart
        has_any = spec is not None or bool(slide.figures)
        self.setVisible(has_any)
        if not has_any:
            return False
        self.chart.setVisible(spec is not None)
        self._column.setStretch(self._column.count() - 1, 0 if spec is not None else 1)
        if spec is not None:
            self.title.setText(spec.title)
            self.subtitle.setText(spec.subtitle)
            self.chart.show_chart(spec)
            self.said.setText(self._said(spec.change_text or spec.finding))
            set_role(self.said, _ROLES.get(spec.change, "text"))
            self._mark(spec)
            self.foot.setText("\n".join(without_marks(line) for line in spec.foot[-_FOOTS:]))
        else:
            self.title.setText(self.tr("Uppgifter att väga in"))
        self.figures.setText("" if spec is not None else "\n".join(slide.figures))
        self.mark.setVisible(spec is not None and spec.change in _MARKED)
        self.doubts.setText("\n".join(slide.doubts[:_FOOTS]))
        said: tuple[QLabel, ...] = (self.subtitle, self.said, self.foot)
        for label in said:
            label.setVisible(spec is not None and bool(label.text()))
        for words in (self.figures, self.doubts):
            words.setVisible(bool(words.text()))
        return True

    def _mark(self, spec: ChartSpec) -> None:
        """Draw how the last points lie to the line; nothing where there are too few."""
        if spec.change in _MARKED:
            side = round(16 * self._factor / theme.current().text_scale)
            name = f"change:{_MARKED[spec.change]}"
            is_over = (spec.change != "concern") == (spec.direction != "lower")
            self.mark.setPixmap(change.symbol(name, side, positive=is_over))

    def _said(self, words: str) -> str:
        side = round(14 * self._factor)
        self.said.setTextFormat(Qt.TextFormat.RichText)
        return html_of(words, side)

    def restyle(self) -> None:
        """Draw the symbols in the theme in use."""
        spec = self.chart.spec
        if spec is not None and not self.isHidden():
            self.said.setText(self._said(spec.change_text or spec.finding))
            self._mark(spec)
