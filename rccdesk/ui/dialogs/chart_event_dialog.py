"""Marking in a chart: an event, a changed definition, new limits from a date, a frozen baseline."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from rccdesk.enums import ChartEventKind
from rccdesk.services.chart_events import ChartEventRow, Selection
from rccdesk.ui.dialogs.form_dialog import FormDialog, combo, day_field, read_day

_KINDS = (
    ChartEventKind.NOTE,
    ChartEventKind.BREAK,
    ChartEventKind.REBASE,
    ChartEventKind.BASELINE,
)
_NEEDS_REASON = frozenset({ChartEventKind.REBASE, ChartEventKind.BASELINE})


@dataclass(frozen=True, slots=True)
class MarkedSeries:
    """The series that is marked, in codes and in words."""

    measure: str
    selection: Selection
    words: str


class ChartEventDialog(FormDialog):
    """Asks for a mark and stays until the store has taken it."""

    wanted = Signal(object)  # ChartEventRow

    def __init__(
        self,
        series: MarkedSeries,
        event: ChartEventRow,
        parent: QWidget | None = None,
    ) -> None:
        is_new = not event.uuid
        super().__init__(_title(is_new=is_new), parent)
        self._event, self._series = event, series
        self.kind = combo([(str(each), kind_words(each)) for each in _KINDS], str(event.kind))
        self.kind.currentIndexChanged.connect(self._show_kind)
        self.day = day_field(event.day)
        self.until = day_field(event.until)
        self.words = QLineEdit(event.label)
        self.reason = QLineEdit(event.reason)
        self.series = combo(
            [
                ("series", QCoreApplication.translate("ChartEventDialog", "Bara den här serien")),
                ("all", QCoreApplication.translate("ChartEventDialog", "Alla serier för måttet")),
            ],
            "series" if event.selection or is_new else "all",
        )
        self.add_row(self.tr("Slag"), self.kind)
        self._day_label = self.add_row(self.tr("Datum"), self.day)
        self.add_row(self.tr("Till och med"), self.until)
        self._words_label = self.add_row(self.tr("Text i diagrammet"), self.words)
        self._reason_label = self.add_row(self.tr("Skäl"), self.reason)
        self.add_row(self.tr("Gäller"), self.series)
        self.add_note(self.tr("Serien: {what}.").format(what=series.words))
        self.add_note(
            self.tr("En markering visar vad som hände under samma tid. Den bevisar ingen orsak.")
        )
        self.set_buttons(
            self.tr("Markera i diagrammet") if is_new else self.tr("Spara markeringen")
        )
        self._show_kind()
        self.words.setFocus()

    @property
    def chosen_kind(self) -> ChartEventKind:
        """The kind of mark chosen."""
        return ChartEventKind(str(self.kind.currentData()))

    def event_row(self) -> ChartEventRow:
        """Return what the fields hold; ValueError for a date that cannot be read."""
        day = read_day(self.day)
        if day is None:
            raise ValueError(self.day.text())
        is_baseline = self.chosen_kind is ChartEventKind.BASELINE
        whole = self.series.currentData() == "all"
        return ChartEventRow(
            uuid=self._event.uuid,
            measure=self._series.measure,
            selection=() if whole else self._event.selection or self._series.selection,
            kind=self.chosen_kind,
            day=day,
            until=read_day(self.until) if is_baseline else None,
            label=self.words.text().strip(),
            reason=self.reason.text().strip(),
        )

    def send(self) -> None:
        """Hand on the mark; a new baseline and new limits wait for a reason."""
        try:
            event = self.event_row()
        except ValueError:
            self.say(self.tr("Skriv datumet som 2026-03-05."), self.day)
            return
        if event.kind in _NEEDS_REASON and not event.reason:
            words = self.tr("Skriv skälet, så att andra kan förstå varför gränserna räknas om.")
            self.say(words, self.reason)
        elif event.kind is ChartEventKind.BASELINE and event.until is None:
            self.say(self.tr("Skriv baslinjens sista dag."), self.until)
        elif event.kind not in _NEEDS_REASON and not event.label:
            self.say(self.tr("Skriv texten som ska stå i diagrammet."), self.words)
        else:
            self.wanted.emit(event)

    def _show_kind(self, *_: object) -> None:
        kind = self.chosen_kind
        needs = kind in _NEEDS_REASON
        self.set_row_shown(self.until, shown=kind is ChartEventKind.BASELINE)
        first = {
            ChartEventKind.NOTE: self.tr("Datum"),
            ChartEventKind.BREAK: self.tr("Ändrad från"),
            ChartEventKind.REBASE: self.tr("Nya gränser från"),
            ChartEventKind.BASELINE: self.tr("Baslinje från"),
        }[kind]
        words = self.tr("Text i diagrammet (valfritt)") if needs else self.tr("Text i diagrammet")
        reason = self.tr("Skäl") if needs else self.tr("Skäl (valfritt)")
        for label, field, said in (
            (self._day_label, self.day, first),
            (self._words_label, self.words, words),
            (self._reason_label, self.reason, reason),
        ):
            label.setText(said)
            field.setAccessibleName(said)


def new_event(
    series: MarkedSeries, day: dt.date, kind: ChartEventKind = ChartEventKind.NOTE
) -> ChartEventRow:
    """Return a mark that is not saved yet; a period that goes on is marked at today."""
    today = dt.datetime.now().astimezone().date()
    return ChartEventRow("", series.measure, series.selection, kind, min(day, today))


def kind_words(kind: ChartEventKind) -> str:
    """Return what a mark is called."""
    translate = QCoreApplication.translate
    return {
        ChartEventKind.NOTE: translate("ChartEventDialog", "Händelse"),
        ChartEventKind.BREAK: translate("ChartEventDialog", "Ändrad definition"),
        ChartEventKind.REBASE: translate("ChartEventDialog", "Nya gränser"),
        ChartEventKind.BASELINE: translate("ChartEventDialog", "Fryst baslinje"),
    }[kind]


def _title(*, is_new: bool) -> str:
    translate = QCoreApplication.translate
    if is_new:
        return translate("ChartEventDialog", "Vad ska markeras i diagrammet?")
    return translate("ChartEventDialog", "Vad ska ändras i markeringen?")
