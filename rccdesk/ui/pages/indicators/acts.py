"""What is done from a figure of Indikatorer: write about it, improve, mark in the chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from rccdesk.periods import parse_period
from rccdesk.services import chart_events, improvements
from rccdesk.services.chart_events import normalize_selection
from rccdesk.services.charts.marks import find_mark, mark_period
from rccdesk.ui import messages
from rccdesk.ui.dialogs.chart_event_dialog import ChartEventDialog, MarkedSeries, new_event
from rccdesk.ui.dialogs.improvement_dialog import ImprovementDialog
from rccdesk.ui.pages.indicators.views import CONTROL

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from rccdesk.services.chart_events import ChartEventRow
    from rccdesk.services.charts.spec import ChartSpec
    from rccdesk.services.improvements import FigureOrigin
    from rccdesk.services.publishing import PublishableRow
    from rccdesk.ui.pages.indicators.answers import Answer
    from rccdesk.ui.pages.page import Context, Page
    from rccdesk.ui.tasks import TaskRunner


class FigureActs(QObject):
    """The acts of a page; ``answer`` gives what it shows."""

    def __init__(self, context: Context, page: Page, answer: Callable[[], Answer | None]) -> None:
        super().__init__(page)
        self._context, self._page, self._answer = context, page, answer

    @property
    def _tasks(self) -> TaskRunner:
        return self._context.tasks

    def write_analysis(self) -> None:
        """Write about the figure of the panel."""
        origin = self._panel_origin()
        if origin is not None:
            self._write(origin)

    def improve(self) -> None:
        """Make an improvement area of the figure of the panel."""
        origin = self._panel_origin()
        if origin is not None:
            self._improve(origin)

    def write_of_mark(self, spec: ChartSpec, index: int) -> None:
        """Write about the figure of a mark of the chart, which is kept with it."""
        origin = self._mark_origin(spec, index)
        if origin is not None:
            self._write(origin)

    def improve_mark(self, spec: ChartSpec, index: int) -> None:
        """Make an improvement area of the figure of a mark."""
        origin = self._mark_origin(spec, index)
        if origin is not None:
            self._improve(origin)

    def mark(self) -> None:
        """Mark something in the series, at its newest period."""
        answer = self._answer()
        if answer is not None and answer.series_table is not None and answer.series_table.rows:
            newest = answer.series_table.rows[-1].get("period") or ""
            self._new_mark(answer, parse_period(newest).first)

    def mark_at(self, spec: ChartSpec, index: int) -> None:
        """Mark something at the period of a point."""
        answer = self._answer()
        if answer is None or answer.question.view != CONTROL or not spec.points:
            words = self.tr("Händelser markeras i styrdiagrammet: Trend, visa som styrdiagram.")
            self._page.toast(words)
            return
        self._new_mark(answer, parse_period(mark_period(spec, index)).first)

    def edit_mark(self, event: ChartEventRow) -> None:
        """Change a mark; one of an initiative is changed there."""
        if event.initiative:
            self._page.navigate("initiative", initiative=event.initiative)
            return
        answer = self._answer()
        series = None if answer is None else _series(answer)
        if series is not None:
            self._open_mark(series, event)

    def delete_mark(self, event: ChartEventRow) -> None:
        """Move a mark to the Papperskorg."""
        said = self.tr("Markeringen är flyttad till Papperskorgen.")
        self._tasks.run_write(self._page, chart_events.delete_event, event.uuid).then(
            lambda _done: self._page.toast(said, self._page.window_actions.undo)
        ).catch(lambda error: self._page.toast(messages.sentence(error)))

    def _new_mark(self, answer: Answer, day: dt.date) -> None:
        series = _series(answer)
        if series is not None:
            self._open_mark(series, new_event(series, day))

    def _open_mark(self, series: MarkedSeries, event: ChartEventRow) -> None:
        dialog = ChartEventDialog(series, event, self._page.window())
        call = chart_events.update_event if event.uuid else chart_events.add_event

        def saved(_row: ChartEventRow) -> None:
            dialog.accept()
            undo = self._page.window_actions.undo
            self._page.toast(self.tr("Markeringen är sparad."), undo)

        def save(wanted: ChartEventRow) -> None:
            self._tasks.run_write(self._page, call, wanted).then(saved).catch(dialog.refuse)

        dialog.wanted.connect(save)
        dialog.open()

    def _panel_origin(self) -> FigureOrigin | None:
        answer = self._answer()
        return None if answer is None else answer.origin

    def _mark_origin(self, spec: ChartSpec, index: int) -> FigureOrigin | None:
        """Return the figure of a mark; a hidden one, or one that is computed, is nobody's."""
        answer = self._answer()
        row = None if answer is None else _row_of(answer, spec, index)
        if answer is None or answer.published is None or answer.labels is None or row is None:
            self._page.toast(self.tr("Markeringen har ingen egen siffra att skriva om."))
            return None
        question = answer.question
        return improvements.make_origin(
            answer.published,
            row,
            answer.labels,
            svf=question.svf,
            area=question.area,
            period=row.get("period") or question.wanted_period or answer.period,
            chart=spec,
        )

    def _write(self, origin: FigureOrigin) -> None:
        self._page.navigate("analysis", topic=origin.topic, figure=origin)

    def _improve(self, origin: FigureOrigin) -> None:
        ImprovementDialog(self._context, origin, self._page.window()).open()


def _series(answer: Answer) -> MarkedSeries | None:
    """Return the series of the control chart, in codes and in words."""
    table, labels = answer.series_table, answer.labels
    if table is None or labels is None or answer.indicator is None:
        return None
    place = [labels.name(name, code) for name, codes in answer.own_where() for code in codes]
    words = ", ".join([answer.indicator.title, *place])
    return MarkedSeries(table.measure, normalize_selection(table.selection), words)


def _row_of(answer: Answer, spec: ChartSpec, index: int) -> PublishableRow | None:
    """Return the shown figure of a mark of a chart."""
    marked = find_mark(spec, index)
    if answer.published is None or marked is None or marked.is_unnamed:
        return None
    rows = (*answer.published.rows, answer.published.whole, *answer.whole_rows)
    shown = (row for row in rows if row is not None and row.value is not None)
    return next((row for row in shown if row.value_key == marked.value_key), None)
