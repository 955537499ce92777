"""The right panel of Indikatorer: the figure, what to do with it, and what belongs to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.services.chart_events import ChartEventRow
from rccdesk.services.indicators import IndicatorRow, coverage_warning
from rccdesk.ui.dialogs.chart_event_dialog import kind_words
from rccdesk.ui.pages.figure_notes import FigureNotesView
from rccdesk.ui.pages.indicators.acts import FigureActs
from rccdesk.ui.pages.indicators.answers import Answer
from rccdesk.ui.pages.indicators.card import PlaceNames, facts
from rccdesk.ui.pages.indicators.levels import LevelEditor
from rccdesk.ui.pages.indicators.measure_choice import MeasureChoice
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.pages.side_panel import FigureHead, Section, doubt_box, fact_rows
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label


class IndicatorPanel(QWidget):
    """Shows an `Answer`; ``beside_chosen`` carries the key of a measure to set beside."""

    beside_chosen = Signal(str)

    def __init__(
        self,
        context: Context,
        page: Page,
        *,
        acts: FigureActs,
        correct: Callable[[], object],
    ) -> None:
        super().__init__()
        self.figure = FigureHead()
        self.about = Section(self.tr("Om indikatorn"), is_open=True)
        self.editor = LevelEditor()
        self.goal = Section(self.tr("Riktning och målnivåer"))
        self.goal.column.addWidget(self.editor)
        self.notes = FigureNotesView(context, self.figure, page)
        self._correct = Button(self.tr("Rätta värdet…"), "link", correct)
        self.figure.add_link(self._correct)
        self._figure_acts = acts
        self.foot = self._make_foot()
        self._change = Section(self.tr("Förändring"), is_open=True)
        self._marks = Section(self.tr("Markerat i diagrammet"))
        self._beside = Section(self.tr("Bredvid ett annat mått"))
        self._choice = MeasureChoice(self.tr("Mått att ställa bredvid"))
        self._choice.setSizeAdjustPolicy(
            MeasureChoice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._choice.setMinimumContentsLength(8)
        self._choice.activated.connect(
            lambda at: self.beside_chosen.emit(str(self._choice.itemData(at) or ""))
        )
        self._beside.column.addWidget(self._choice)
        self._compared = QWidget()
        self._compared_column = QVBoxLayout(self._compared)
        self._compared_column.setContentsMargins(0, 0, 0, 0)
        self._compared_column.setSpacing(6)
        self._beside.column.addWidget(self._compared)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (
            self.figure,
            self._change,
            self.about,
            self._beside,
            self._marks,
            self.notes.source,
            self.notes.doubts,
            self.goal,
        ):
            column.addWidget(widget)

    def parts(self, answer: Answer, *, can_write: bool) -> tuple[Callable[[], object], ...]:
        """Return what shows everything said of the measure and its figure, part by part."""
        indicator = answer.indicator
        assert indicator is not None
        return (
            lambda: self._show_figure(answer, can_write=can_write),
            lambda: self._show_about(answer, indicator),
            lambda: self._show_beside(answer, indicator),
            lambda: self._show_marks(answer, can_write=can_write),
            lambda: self._show_notes(answer, can_write=can_write),
            lambda: self.editor.show_indicator(indicator),
        )

    def _show_figure(self, answer: Answer, *, can_write: bool) -> None:
        self.figure.setVisible(answer.figure is not None)
        if answer.figure is not None:
            self.figure.show_figure(answer.figure)
        self._show_foot(answer, can_write=can_write)
        self._change.setVisible(bool(answer.change))
        self._change.set_sentences(answer.change)
        self.goal.setVisible(can_write)

    def _show_notes(self, answer: Answer, *, can_write: bool) -> None:
        self.notes.show_notes(answer.notes)
        is_one = answer.notes is not None and answer.notes.row.source is not None
        is_one = is_one and answer.state is None  # what is corrected holds from now on
        self._correct.setVisible(is_one and can_write)

    def _make_foot(self) -> QWidget:
        """Return what is done with the figure, for the foot of the panel that does not scroll."""
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        self.mark_button = Button(
            self.tr("Markera händelse…"), act=self._figure_acts.mark, icon="event"
        )
        self.improve_button = Button(
            self.tr("Skapa förbättringsområde"), act=self._figure_acts.improve, icon="improvement"
        )
        for button in (self.mark_button, self.improve_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            column.addWidget(button)
        return foot

    def _show_foot(self, answer: Answer, *, can_write: bool) -> None:
        self.mark_button.setVisible(answer.series is not None and can_write)
        self.improve_button.setVisible(answer.origin is not None and can_write)
        self.foot.setVisible(not (self.mark_button.isHidden() and self.improve_button.isHidden()))

    def _show_about(self, answer: Answer, indicator: IndicatorRow) -> None:
        self.about.clear()
        if indicator.about:
            self.about.column.addWidget(Label(indicator.about, "small", wraps=True))
        warning = coverage_warning(indicator, answer.coverage_limit)
        if warning:
            self.about.column.addWidget(doubt_box(warning, ""))
        names = PlaceNames(dict(answer.svf_names), dict(answer.unit_names))
        self.about.column.addWidget(fact_rows(facts(indicator, names, short=True)))

    def _show_marks(self, answer: Answer, *, can_write: bool) -> None:
        self._marks.setVisible(answer.series is not None)
        self._marks.clear()
        self._marks.set_count(len(answer.events))
        if not answer.events:
            self._marks.set_sentences((self.tr("Inget är markerat."),))
        for event in answer.events:
            words = event.label or event.reason
            head = f"{formats.iso_date(event.day)} · {kind_words(event.kind)}"
            self._marks.column.addWidget(Label(head, "small_strong", wraps=True))
            self._marks.column.addWidget(Label(words, "small", wraps=True))
            if event.initiative:
                if event.reason:
                    self._marks.column.addWidget(Label(event.reason, "small", wraps=True))
                act = partial(self._figure_acts.edit_mark, event)
                open_it = Button(self.tr("Öppna insatsen"), "link", act)
                open_it.setAccessibleName(f"{open_it.text()}: {words}")
                self._marks.column.addWidget(open_it)
            elif can_write:
                self._marks.column.addWidget(self._mark_links(event, words))

    def _mark_links(self, event: ChartEventRow, words: str) -> QWidget:
        links = QWidget()
        row = QHBoxLayout(links)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        edit = Button(self.tr("Ändra…"), "link", partial(self._figure_acts.edit_mark, event))
        edit.setAccessibleName(self.tr("Ändra markeringen {what}").format(what=words))
        delete = Button(self.tr("Ta bort"), "link", partial(self._figure_acts.delete_mark, event))
        delete.setAccessibleName(self.tr("Ta bort markeringen {what}").format(what=words))
        row.addWidget(edit)
        row.addWidget(delete)
        row.addStretch(1)
        return links

    def _show_beside(self, answer: Answer, indicator: IndicatorRow) -> None:
        others = tuple(
            row for row in answer.indicators if row.figure_count and row.key != indicator.key
        )
        self._beside.setVisible(bool(others) and answer.figure is not None)
        self._choice.show_measures(others, answer.question.beside, none=self.tr("Välj mått"))
        direct = self._compared.findChildren(QWidget)
        for widget in direct:
            if widget.parentWidget() is self._compared:
                widget.hide()
                self._compared_column.removeWidget(widget)
                widget.deleteLater()
        compared = answer.compared
        if compared is None:
            return
        self._compared_column.addWidget(doubt_box(compared.sentence, ""))
        place = next((words for name, words in compared.figures if not name), "")
        if place:
            self._compared_column.addWidget(Label(place, "small", "text2", wraps=True))
        for name, words in compared.figures:
            if name:
                self._compared_column.addWidget(Label(name, "small_strong", wraps=True))
                self._compared_column.addWidget(Label(words, "small", wraps=True))
