"""The report to the political body: which days, which kind of file, and where to."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from rccdesk import formats
from rccdesk.files import safe_name
from rccdesk.services import decisions, organisation
from rccdesk.services.database import Database
from rccdesk.services.decisions import PoliticalReport
from rccdesk.ui.dialogs.form_dialog import combo, day_field, read_day
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog
from rccdesk.ui.widgets.labels import Label

_SUFFIXES = (("docx", "Word (.docx)"), ("pdf", "PDF (.pdf)"), ("xlsx", "Excel (.xlsx)"))
_Read = tuple[PoliticalReport, str]


class PoliticalReportDialog(SavingDialog):
    """Writes the report of a span of days; says beforehand what it will hold."""

    def __init__(
        self, context: DialogContext, parent: QWidget | None = None, *, today: dt.date | None = None
    ) -> None:
        super().__init__(context, self._heading(), parent)
        day = today or dt.datetime.now().astimezone().date()
        self._body = ""
        self.add_note(
            self.tr("Resultat kommer före aktiviteter, per mål och region. Konfidentiella beslut "
                    "ingår inte.")
        )  # fmt: skip
        self.first = day_field(dt.date(day.year, 1, 1))
        self.last = day_field(day)
        self.suffix = combo(_SUFFIXES, "docx")
        self.add_row(self.tr("Från och med"), self.first)
        self.add_row(self.tr("Till och med"), self.last)
        self.add_row(self.tr("Fil"), self.suffix)
        self.found = Label("", "body", wraps=True)
        self.column.addWidget(self.found)
        self.set_buttons(self.tr("Skapa rapport…"))
        for field in (self.first, self.last):
            field.editingFinished.connect(self._look)
        self._look()
        self.first.setFocus()

    def send(self) -> None:
        """Ask where to, and write the report."""
        span = self._span()
        if span is None:
            return
        suffix = str(self.suffix.currentData())
        kind = dict(_SUFFIXES)[suffix].partition(" ")[0]
        name = safe_name(
            self.tr("Rapport {first} till {last}").format(
                first=formats.iso_date(span[0]), last=formats.iso_date(span[1])
            )
        )
        title = self.tr("Spara rapporten")
        chosen, _kind = QFileDialog.getSaveFileName(
            self, title, f"{name}.{suffix}", f"{kind} (*.{suffix})"
        )
        if chosen:
            self.write(Path(chosen).with_suffix(f".{suffix}"))

    def write(self, target: Path) -> None:
        """Write the report to ``target``."""
        from rccdesk.services import papers

        span = self._span()
        if span is None:
            return
        self.accept_button.setEnabled(False)
        task = self.context.tasks.run_file(self, papers.write_political_report, *span, target)
        task.then(lambda _path: self._written(target)).catch(self._fail)

    def _written(self, target: Path) -> None:
        self.saved.emit(target)
        self.accept()
        self.context.window.toast(self.tr("Rapporten är sparad: {file}").format(file=target.name))

    def _heading(self) -> str:
        return self.tr("Rapport till den politiska ledningen")

    def _span(self) -> tuple[dt.date, dt.date] | None:
        try:
            first, last = read_day(self.first), read_day(self.last)
        except ValueError:
            self.say_bad_day()
            return None
        if first is None or last is None or last < first:
            self.say(self.tr("Skriv två datum, det första först."), self.first)
            return None
        return first, last

    def _look(self) -> None:
        """Say what the report of these days will hold."""
        try:
            first, last = read_day(self.first), read_day(self.last)
        except ValueError:
            return
        if first is None or last is None or last < first:
            return
        task = self.context.tasks.run_latest(self, _read, first, last)
        task.then(self._show).catch(self.refuse)

    def _show(self, found: _Read) -> None:
        report, body = found
        self.setWindowTitle(self.tr("Rapport till {body}").format(body=body))
        self.found.setText(report.sentence)
        self._fit()


def _read(database: Database, first: dt.date, last: dt.date) -> _Read:
    word = organisation.get_terms(database)["political_body"]
    report = decisions.get_political_report(database, first, last)
    return report, word.definite or word.singular
