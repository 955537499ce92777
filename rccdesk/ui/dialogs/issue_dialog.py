"""Issuing a pack: its figures are frozen, and its files are written without UTKAST."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from rccdesk.errors import RccdeskError
from rccdesk.services.packs import issuing
from rccdesk.ui import messages
from rccdesk.ui.dialogs.form_dialog import FormDialog

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
        self.set_buttons(self.tr("Fastställ underlaget"))
        self.who.setFocus()

    def send(self) -> None:
        """Issue the pack."""
        who = self.who.text().strip()
        if not who:
            self.say(self.tr("Skriv vem som fastställer underlaget."), self.who)
            return
        self.accept_button.setEnabled(False)
        self._tasks.run_file(
            self,
            issuing.issue_pack,
            self._pack.pack_id,
            who,
            self._folder,
            anyway=self._anyway,
        ).then(self._done).catch(self._fail)

    def _done(self, row: PackRow) -> None:
        self.issued.emit(row)
        self.accept()

    def _fail(self, error: Exception) -> None:
        self.accept_button.setEnabled(True)
        if isinstance(error, RccdeskError) and error.code == _INCOMPLETE:
            self._anyway = True
            self.accept_button.setText(self.tr("Fastställ ändå"))
            self.say(messages.sentence(error))
            return
        self.refuse(error)
