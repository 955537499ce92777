"""What can be done from Ledtider: write, improve, mark, look at the rows, confirm a limit."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from rccdesk.periods import parse_period
from rccdesk.services import chart_events
from rccdesk.services.charts.marks import find_mark, mark_period
from rccdesk.services.labels import get_labels
from rccdesk.services.pathways import catalogue
from rccdesk.ui import messages
from rccdesk.ui.dialogs.chart_event_dialog import ChartEventDialog, MarkedSeries, new_event
from rccdesk.ui.dialogs.improvement_dialog import ImprovementDialog
from rccdesk.ui.pages.lead_times.cases_dialog import CasesDialog
from rccdesk.ui.pages.lead_times.panel import limit_words
from rccdesk.ui.pages.lead_times.reading import read_cases, read_origin

if TYPE_CHECKING:
    from rccdesk.services.chart_events import ChartEventRow
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.charts.marks import Marked
    from rccdesk.services.charts.spec import ChartSpec
    from rccdesk.services.database import Database
    from rccdesk.services.improvements import FigureOrigin
    from rccdesk.services.lead_times import CaseTable
    from rccdesk.services.pathways.catalogue import LimitRow
    from rccdesk.ui.pages.lead_times.answers import Answer, Question
    from rccdesk.ui.pages.page import Context, Page


class LeadTimesActs(QObject):
    """The acts of the page, each with its undo."""

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__(page)
        self._context, self._page, self._tasks = context, page, context.tasks
        self.answer: Answer | None = None

    # Writing

    def write_analysis(self) -> None:
        """Go and write about the figure that is shown."""
        answer = self.answer
        origin = answer.origin if answer is not None else None
        if origin is None or answer is None:
            self._page.navigate("analysis", topic="")
            return
        self._page.navigate("analysis", topic="", figure=replace(origin, chart=answer.spec))

    def improve(self) -> None:
        """Make an improvement area of the figure in the panel."""
        if self.answer is not None and self.answer.origin is not None:
            self._improve(self.answer.origin)

    def improve_mark(self, spec: ChartSpec, index: int) -> None:
        """Make an improvement area of a figure in the chart."""
        answer, marked = self.answer, find_mark(spec, index)
        if answer is None or marked is None or marked.is_unnamed:
            self._say_why_not(marked)
            return
        if marked.is_selection:
            self._improve_found(answer.origin)
            return
        self._tasks.run_latest(self, read_origin, answer.question, marked).then(
            self._improve_found
        ).catch(self._fail)

    def _improve_found(self, origin: FigureOrigin | None) -> None:
        if origin is None:
            self._say_why_not(None)
        else:
            self._improve(origin)

    def _improve(self, origin: FigureOrigin) -> None:
        self.make_improvement(origin).open()

    def make_improvement(self, origin: FigureOrigin) -> QDialog:
        """Return the dialog of a new improvement area."""
        return ImprovementDialog(self._context, origin, self._page.window())

    # Marks in the chart

    def mark(self) -> None:
        """Mark something in the series, at its newest period."""
        dialog = self.make_mark_dialog()
        if dialog is not None:
            dialog.open()

    def mark_at(self, spec: ChartSpec, index: int) -> None:
        """Mark something at the period of a point."""
        period = mark_period(spec, index)
        day = parse_period(period).first if period and ":" not in period else None
        dialog = self.make_mark_dialog(day)
        if dialog is None:
            words = self.tr("Händelser markeras i styrdiagrammet: Trend, visa som styrdiagram.")
            self._page.toast(words)
            return
        dialog.open()

    def make_mark_dialog(self, day: dt.date | None = None) -> ChartEventDialog | None:
        """Return the dialog of a new mark; None where no control chart is shown."""
        series = self._series()
        if series is None or self.answer is None:
            return None
        first = day or self.answer.last_day or dt.datetime.now().astimezone().date()
        return self._dialog(series, new_event(series, first))

    def edit_mark(self, event: ChartEventRow) -> None:
        """Change a mark; one of an initiative is changed there."""
        if event.initiative:
            self._page.navigate("initiative", initiative=event.initiative)
            return
        series = self._series()
        if series is not None:
            self._dialog(series, event).open()

    def delete_mark(self, event: ChartEventRow) -> None:
        """Move a mark to the Papperskorg."""
        said = self.tr("Markeringen är flyttad till Papperskorgen.")
        self._tasks.run_write(self._page, chart_events.delete_event, event.uuid).then(
            lambda _done: self._page.toast(said, self._context.window.undo)
        ).catch(self._fail)

    def _series(self) -> MarkedSeries | None:
        answer = self.answer
        if answer is None or answer.series is None:
            return None
        return MarkedSeries(answer.question.goal, answer.series_selection, answer.series_words)

    def _dialog(self, series: MarkedSeries, event: ChartEventRow) -> ChartEventDialog:
        dialog = ChartEventDialog(series, event, self._page.window())
        call = chart_events.update_event if event.uuid else chart_events.add_event

        def saved(_row: ChartEventRow) -> None:
            dialog.accept()
            self._page.toast(self.tr("Markeringen är sparad."), self._context.window.undo)

        def save(wanted: ChartEventRow) -> None:
            self._tasks.run_write(dialog, call, wanted).then(saved).catch(dialog.refuse)

        dialog.wanted.connect(save)
        return dialog

    # The rows behind a figure

    def show_rows(self, spec: ChartSpec, index: int) -> None:
        """Show the pathways behind a figure of the chart."""
        answer, marked = self.answer, find_mark(spec, index)
        if answer is None or marked is None or marked.is_unnamed:
            self._say_why_not(marked)
            return
        said = spec.title if marked.is_part else marked.spoken or spec.title
        self._tasks.run_latest(self, _read_rows, answer.question, marked.value_key).then(
            lambda found: self.make_cases(found, said).open()
        ).catch(self._fail)

    def make_cases(self, found: tuple[CaseTable, Labels], what: str) -> CasesDialog:
        """Return the dialog of the rows."""
        return CasesDialog(found[0], found[1], what, self._page.window())

    # Limits

    def confirm(self, limit: LimitRow) -> None:
        """Confirm a limit whose source the panel shows."""

        def confirmed(_row: LimitRow) -> None:
            self._page.toast(
                self.tr("Ledtidsgränsen är bekräftad: {limit}.").format(limit=limit_words(limit)),
                self._context.window.undo,
            )

        self._tasks.run_write(self._page, catalogue.confirm_limit, limit.uuid).then(
            confirmed
        ).catch(self._fail)

    def _say_why_not(self, marked: Marked | None) -> None:
        if marked is not None:
            self._page.toast(self.tr("Siffran gäller dem utan uppgift och kan inte visas för sig."))
            return
        self._page.toast(self.tr("Siffran visas inte, så raderna bakom den visas inte heller."))

    def _fail(self, error: Exception) -> None:
        if not messages.report_bug(error, self._page):
            self._page.toast(messages.sentence(error))


def _read_rows(database: Database, question: Question, value_key: str) -> tuple[CaseTable, Labels]:
    return read_cases(database, question, value_key), get_labels(database)
