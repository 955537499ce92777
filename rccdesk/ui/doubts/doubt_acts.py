"""What the user says of a doubt: written in the background, said in a toast with undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from rccdesk.services import doubts
from rccdesk.ui import messages
from rccdesk.ui.doubts.doubt_card import DoubtCard

if TYPE_CHECKING:
    from rccdesk.ui.tasks import TaskRunner


class Undoing(Protocol):
    """What the window does for an act: it says it, and takes it back."""

    def toast(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Say what was done, with "Ångra" where ``undo`` is given."""

    def undo(self) -> None:
        """Undo the last act of this session."""


class DoubtActs(QObject):
    """Does what the cards of ``owner`` ask for."""

    def __init__(self, tasks: TaskRunner, window: Undoing, owner: QObject) -> None:
        super().__init__(owner)
        self._tasks, self._window = tasks, window

    @property
    def may_change(self) -> bool:
        """Whether the open file can be written to."""
        database = self._tasks.database
        return database is not None and not database.is_reading

    def follow(self, card: DoubtCard) -> None:
        """Do what ``card`` asks for from now on."""
        card.explained.connect(self._explain)
        card.dismissed.connect(self._dismiss)
        card.reopened.connect(self._reopen)

    def _explain(self, card: DoubtCard, note: str) -> None:
        def explained(_row: object) -> None:
            card.close_editor()
            self._say(self.tr("Datatvivlet är förklarat."))

        self._tasks.run_write(card, doubts.explain_doubt, card.listed.doubt.doubt_id, note).then(
            explained
        ).catch(lambda error: self._refuse(card, error))

    def _dismiss(self, card: DoubtCard) -> None:
        self._tasks.run_write(card, doubts.dismiss_doubt, card.listed.doubt.doubt_id).then(
            lambda _row: self._say(self.tr("Datatvivlet är avfärdat."))
        ).catch(self._fail)

    def _reopen(self, card: DoubtCard) -> None:
        self._tasks.run_write(card, doubts.reopen_doubt, card.listed.doubt.doubt_id).then(
            lambda _row: self._say(self.tr("Datatvivlet är öppet igen."))
        ).catch(self._fail)

    def _say(self, sentence: str) -> None:
        self._window.toast(sentence, self._window.undo)

    def _refuse(self, card: DoubtCard, error: Exception) -> None:
        if not messages.report_bug(error, card):
            card.refuse(messages.sentence(error))

    def _fail(self, error: Exception) -> None:
        if not messages.report_bug(error):
            self._window.toast(messages.sentence(error))
