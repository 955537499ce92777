"""The right panel of Ledtider: the figure, whether the change is real, marks, limits, doubts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.services.statistics.outlook import Assurance, Variation
from rccdesk.texts import text
from rccdesk.ui.dialogs.chart_event_dialog import kind_words
from rccdesk.ui.pages.cards import ScrollCard
from rccdesk.ui.pages.figure_notes import FigureNotesView
from rccdesk.ui.pages.lead_times.panel import limit_words
from rccdesk.ui.pages.side_panel import FigureHead, Section, doubt_box, fact_rows
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.change import ChangeRow
from rccdesk.ui.widgets.labels import Label, rule

if TYPE_CHECKING:
    from rccdesk.services.chart_events import ChartEventRow
    from rccdesk.services.pathways.catalogue import LimitRow
    from rccdesk.services.series import Series
    from rccdesk.ui.pages.lead_times.answers import Answer
    from rccdesk.ui.pages.page import Context, Page

_MOST_BOXES = 3


class LeadTimesSide(QObject):
    """Fills ``card``. The page gives what is done with a limit, a mark and the figure."""

    def __init__(
        self,
        context: Context,
        page: Page,
        card: ScrollCard,
        *,
        confirm: Callable[[LimitRow], object],
        edit_mark: Callable[[ChartEventRow], object],
        delete_mark: Callable[[ChartEventRow], object],
    ) -> None:
        super().__init__(page)
        self._page, self._card = page, card
        self._confirm, self._edit_mark, self._delete_mark = confirm, edit_mark, delete_mark
        self._change = QWidget()
        card.column.addWidget(self._change)
        column = QVBoxLayout(self._change)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        title = Label(self.tr("Är förändringen säker?"), "h2", wraps=True)
        title.setContentsMargins(14, 8, 14, 8)
        self.change, self.outlook = ChangeRow(), ChangeRow()
        for part in (title, rule(), self.change, rule(), self.outlook, rule()):
            column.addWidget(part)
        self.figure = FigureHead()
        self.marks = Section(self.tr("Markerat i diagrammet"), is_open=True)
        self.about = Section(self.tr("Om indikatorn"), is_open=True)
        self.remarks = Section(self.tr("Att tänka på vid tolkning"))
        self.notes = FigureNotesView(context, self.figure, page)
        self.excluded = Section(self.tr("Exkluderade"))
        for widget in (
            self.figure,
            self.marks,
            self.about,
            self.notes.source,
            self.notes.doubts,
            self.remarks,
            self.excluded,
        ):
            card.column.addWidget(widget)
        card.column.addStretch(1)

    def build_foot(self, *, mark: Callable[[], object], improve: Callable[[], object]) -> None:
        """Put under the panel what is done with the whole of its figure."""
        foot = QWidget()
        buttons = QVBoxLayout(foot)
        buttons.setContentsMargins(14, 10, 14, 12)
        buttons.setSpacing(8)
        self.mark_button = Button(self.tr("Markera händelse…"), act=mark, icon="event")
        self.improve_button = Button(
            self.tr("Skapa förbättringsområde"), act=improve, icon="improvement"
        )
        for button in (self.mark_button, self.improve_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button)
        self._card.set_foot(foot)

    def parts(
        self, answer: Answer, facts: list[tuple[str, str]], *, can_write: bool
    ) -> tuple[Callable[[], object], ...]:
        """Return what shows an answer, part by part; ``facts`` are those of the measure, named."""
        return (
            lambda: self._show_figure(answer, can_write=can_write),
            lambda: self._show_about(answer, facts, can_write=can_write),
            lambda: self._show_notes(answer),
            lambda: self._show_excluded(answer),
        )

    def _show_figure(self, answer: Answer, *, can_write: bool) -> None:
        series = answer.series
        self._change.setVisible(series is not None and answer.shown_count > 0)
        self.marks.setVisible(series is not None)
        self.mark_button.setVisible(series is not None)
        self.mark_button.setEnabled(can_write)
        self.improve_button.setEnabled(can_write and answer.origin is not None)
        self.improve_button.setToolTip(
            "" if answer.origin is not None else self.tr("Det finns ingen siffra att utgå från.")
        )
        if series is not None:
            self._show_change(series)
            self._show_marks(answer.events, can_write=can_write)
        self.figure.setVisible(answer.figure is not None)
        if answer.figure is not None:
            self.figure.show_figure(answer.figure)

    def _show_notes(self, answer: Answer) -> None:
        self.remarks.set_sentences((*answer.warnings, *answer.remarks))
        self.remarks.setVisible(bool(answer.remarks or answer.warnings))
        self.notes.show_notes(answer.notes)

    def _show_excluded(self, answer: Answer) -> None:
        self.excluded.setVisible(not answer.problem)
        self.excluded.clear()
        if answer.excluded:
            self.excluded.column.addWidget(fact_rows(answer.excluded))
        else:
            self.excluded.set_sentences((self.tr("Inga förlopp är exkluderade."),))
        self.excluded.set_count(len(answer.excluded))

    def _show_change(self, series: Series) -> None:
        variation, assurance = series.variation, series.assurance
        is_better_up = series.direction != "lower"
        last = next((p for p in reversed(series.points) if p.value is not None), None)
        over = last is not None and (last.value or 0.0) >= (series.centre or 0.0)
        words = text(f"lead_times_page.change.{variation}")
        more = series.change_text.removeprefix(words).lstrip(":,. ")
        more = more[:1].upper() + more[1:]
        if series.limits_are_trial:
            more = f"{more} {text('lead_times_page.trial_limits')}".strip()
        symbol = "" if variation is Variation.NONE else f"change:{variation}"
        self.change.show_words(symbol, words, more, positive=over)
        self.outlook.setVisible(assurance is not Assurance.NONE)
        self.outlook.show_words(f"outlook:{assurance}", series.outlook_text, positive=is_better_up)

    def _show_marks(self, events: Sequence[ChartEventRow], *, can_write: bool) -> None:
        self.marks.clear()
        self.marks.set_count(len(events))
        if not events:
            self.marks.set_sentences((self.tr("Inget är markerat."),))
        for event in events:
            self.marks.column.addWidget(self._mark_row(event, can_write=can_write))

    def _mark_row(self, event: ChartEventRow, *, can_write: bool) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        when = formats.iso_date(event.day)
        if event.until is not None:
            when = f"{when}–{formats.iso_date(event.until)}"
        kind = kind_words(event.kind)
        column.addWidget(Label(f"{when} · {kind}", "caption", "text2", wraps=True))
        said = "\n".join(part for part in (event.label, event.reason) if part)
        column.addWidget(Label(said, "small", wraps=True))
        if event.initiative:
            open_it = Button(self.tr("Öppna insatsen"), "link", lambda: self._edit_mark(event))
            open_it.setAccessibleName(f"{open_it.text()}: {event.label}")
            column.addWidget(open_it)
        elif can_write:
            row = QHBoxLayout()
            row.setSpacing(12)
            edit = Button(self.tr("Ändra…"), "link", lambda: self._edit_mark(event))
            delete = Button(self.tr("Ta bort"), "link", lambda: self._delete_mark(event))
            for button in (edit, delete):
                button.setAccessibleName(f"{button.text()}: {kind} {when}")
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        return box

    def _show_about(self, answer: Answer, facts: list[tuple[str, str]], *, can_write: bool) -> None:
        self.about.clear()
        first = facts[:1] if answer.unconfirmed else []
        if first:
            self.about.column.addWidget(fact_rows(first))
        for limit in answer.unconfirmed[:_MOST_BOXES]:
            self.about.column.addWidget(self._limit_box(limit, answer, can_write=can_write))
        more = len(answer.unconfirmed) - _MOST_BOXES
        if more > 0:
            words = text("lead_times_page.more_limits", count=more)
            link = Button(words, "link", lambda: self._page.navigate("limits", unconfirmed=True))
            self.about.column.addWidget(link)
        if facts[len(first) :]:
            self.about.column.addWidget(fact_rows(facts[len(first) :]))
        self.about.setVisible(bool(facts))

    def _limit_box(self, limit: LimitRow, answer: Answer, *, can_write: bool) -> QWidget:
        strong = self.tr("Ledtidsgränsen är inte bekräftad")
        if len(answer.unconfirmed) > 1:
            strong = f"{limit_words(limit).capitalize()}: {strong[:1].lower()}{strong[1:]}"
        decided = (
            formats.MISSING if limit.decided_on is None else formats.iso_date(limit.decided_on)
        )
        rest = self.tr("mot gällande vårdförlopp. Källa: {source}, fastställd {date}.").format(
            source=limit.source, date=decided
        )
        verb = self.tr("Bekräfta ledtidsgränsen") if can_write else ""
        return doubt_box(strong, rest, verb, lambda: self._confirm(limit))
