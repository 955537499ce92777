"""Issuing a pack: its figures are frozen, and its files are written without UTKAST."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QWidget

from rccdesk.errors import RccdeskError
from rccdesk.services.packs import issuing
from rccdesk.ui import messages
from rccdesk.ui.dialogs.form_dialog import FormDialog
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.packs.archive import PackRow
    from rccdesk.ui.tasks import TaskRunner

_INCOMPLETE = "pack_incomplete"


class IssueDialog(FormDialog):
    """Asks who issues ``pack``. ``issued`` gives the row when it is done.

    A pack whose decision items are unfinished is issued only when that is asked for once more.
    """

    issued = Signal(object)

    def __init__(
        self,
        tasks: TaskRunner,
        pack: PackRow,
        folder: Path,
        who: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Fastställ underlaget?"), parent)
        self._tasks, self._pack, self._folder = tasks, pack, folder
        self._anyway = False
        words = self.tr(
            "{title}. Siffrorna låses som de är nu, och filerna skapas igen utan UTKAST i {folder}."
            " Ett tidigare fastställt underlag om samma sak blir ersatt men finns kvar i arkivet."
        )
        self.add_note(words.format(title=pack.title, folder=folder))
        self.who = QLineEdit(who)
        self.add_row(self.tr("Fastställs av"), self.who)
        self._working = QWidget()
        row = QHBoxLayout(self._working)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        doing = self.tr("Låser siffrorna och skapar filerna …")
        bar = self._progress = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(doing)
        row.addWidget(Label(doing, "small"))
        row.addWidget(bar, 1)
        self._working.hide()
        self.column.addWidget(self._working)
        self.set_buttons(self.tr("Fastställ underlaget"))
        self.who.setFocus()

    def send(self) -> None:
        """Issue the pack."""
        who = self.who.text().strip()
        if not who:
            self.say(self.tr("Skriv vem som fastställer underlaget."), self.who)
            return
        if not self.accept_button.isEnabled():
            return  # Enter in the field, while it is being issued
        self.problem.hide()
        self._show_working(is_working=True)
        self._tasks.run_file(
            self,
            issuing.issue_pack,
            self._pack.pack_id,
            who,
            self._folder,
            anyway=self._anyway,
        ).watch(self._show_progress).then(self._done).catch(self._fail)

    def reject(self) -> None:
        """Leave, but not while the pack is being issued: that is done whole."""
        if not self._working.isVisible():
            super().reject()

    def _show_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, total if done < total else 0)
        self._progress.setValue(done)

    def _show_working(self, *, is_working: bool) -> None:
        self._working.setVisible(is_working)
        self.who.setReadOnly(is_working)
        self.accept_button.setEnabled(not is_working)
        self.leave.setEnabled(not is_working)
        self._fit()

    def _done(self, row: PackRow) -> None:
        self.issued.emit(row)
        self.accept()

    def _fail(self, error: Exception) -> None:
        self._show_working(is_working=False)
        if isinstance(error, RccdeskError) and error.code == _INCOMPLETE:
            self._anyway = True
            self.accept_button.setText(self.tr("Fastställ ändå"))
            self.say(messages.sentence(error))
            self.accept_button.setFocus()
            return
        self.refuse(error)
