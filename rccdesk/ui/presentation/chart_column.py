"""The figure of a point: title, chart, what it says, where it comes from; or figures in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from rccdesk.services.charts.spec import ChartSpec
from rccdesk.services.charts.symbols import without_marks
from rccdesk.ui import theme
from rccdesk.ui.charts.symbols import html_of
from rccdesk.ui.presentation.magnified_chart import MagnifiedChart
from rccdesk.ui.presentation.slide import Slide
from rccdesk.ui.widgets import change
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label, set_role

_ROLES = {"concern": "bad_text", "improvement": "pri"}
_MARKED = {
    "improvement": "improvement",
    "concern": "concern",
    "neutral_change": "neutral",
    "common_cause": "common_cause",
}
_DOUBTS = 2  # that a room can read beside the chart


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
        self.notes = QScrollArea()
        self.notes.setWidgetResizable(True)
        self.notes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._noted = Label("", "small", wraps=True)
        self._noted.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._noted.setProperty("ground", "surface")
        self._noted.setContentsMargins(0, 8, 12, 8)
        self.notes.setWidget(self._noted)
        self.notes.hide()
        column.addWidget(self.notes, 1)
        self.more = Button("", "link", self.toggle_notes, small=True)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(0)
        self._factor = 1.0
        self._slide: Slide | None = None
        self._shows_notes = False

    def set_factor(self, factor: float) -> None:
        """Draw the chart and its symbols in the size of the room."""
        self._factor = factor
        self.chart.set_factor(factor / theme.current().text_scale)  # the chart has that already

    def show_slide(self, slide: Slide) -> bool:
        """Show what the point is weighed by; tell whether there is anything."""
        spec = slide.chart
        if self._slide is None or self._slide.uuid != slide.uuid:
            self._shows_notes = False
        self._slide = slide
        has_any = spec is not None or bool(slide.figures)
        self.setVisible(has_any)
        if not has_any:
            return False
        self._column.setStretch(self._column.count() - 1, 0 if spec is not None else 1)
        if spec is not None:
            self.title.setText(spec.title)
            self.subtitle.setText(spec.subtitle)
            self.chart.show_chart(spec)
            self.said.setText(self._said(spec.change_text or spec.finding))
            set_role(self.said, _ROLES.get(spec.change, "text"))
            self._mark(spec)
            self.foot.setText(without_marks(spec.foot[-1]) if spec.foot else "")
        else:
            self.title.setText(self.tr("Uppgifter att väga in"))
        self.figures.setText("" if spec is not None else "\n".join(slide.figures))
        self.doubts.setText("\n".join(slide.doubts[:_DOUBTS]))
        self._noted.setText("\n\n".join(_notes(slide)))
        self._place()
        return True

    def toggle_notes(self) -> None:
        """Show all that is to be known of the figures in place of the chart, or the chart again."""
        if not self.more.isHidden():
            self._shows_notes = not self._shows_notes
            self._place()

    def _place(self) -> None:
        """Show the chart with what a room needs to know of it, or all there is to know."""
        slide = self._slide
        if slide is None:
            return
        spec, is_chart = slide.chart, slide.chart is not None
        shows_chart = is_chart and not self._shows_notes
        self.chart.setVisible(shows_chart)
        self.mark.setVisible(shows_chart and spec is not None and spec.change in _MARKED)
        self.subtitle.setVisible(is_chart and bool(self.subtitle.text()))
        for label in (self.said, self.foot):
            label.setVisible(shows_chart and bool(label.text()))
        self.figures.setVisible(bool(self.figures.text()))
        self.doubts.setVisible(not self._shows_notes and bool(self.doubts.text()))
        self.notes.setVisible(self._shows_notes)
        self.more.setVisible(is_chart and bool(self._noted.text()))
        self.more.setText(
            self.tr("Visa diagrammet (M)") if self._shows_notes else self.tr("Mer om siffrorna (M)")
        )

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


def _notes(slide: Slide) -> tuple[str, ...]:
    """Return all sentences about the figures: what they say, how they are made, what is unsure."""
    spec = slide.chart
    if spec is None:
        return slide.doubts
    said = "" if spec.change_text in spec.finding else spec.change_text
    told = (spec.finding, said, *spec.explanation, spec.context)
    words = (without_marks(each) for each in (*told, *slide.doubts, *spec.foot) if each)
    return tuple(dict.fromkeys(words))
