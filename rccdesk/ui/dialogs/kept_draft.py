"""Keeps what is typed in a form: when a field is left, and while one types, within seconds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from rccdesk.errors import RccdeskError
from rccdesk.services import drafts
from rccdesk.ui import messages
from rccdesk.ui.tasks import TaskRunner

PAUSE_MS = 1500  # after the last key
LONGEST_MS = 5000  # after the first key that is not kept, however fast the next ones come


class KeptDraft(QObject):
    """Holds the fields of one form in the store until they are sent or thrown away.

    ``read`` gives them as they stand. ``found`` gives what an earlier run left, ``kept`` follows
    each time that they are stored, ``refused`` gives the sentence where they could not be.
    """

    found = Signal(object)  # dict[str, str]
    kept = Signal()
    refused = Signal(str)

    def __init__(
        self, tasks: TaskRunner, kind: str, read: Callable[[], Mapping[str, str]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._form = parent
        self._tasks, self._kind, self._read = tasks, kind, read
        self._key = ""
        self._stored: dict[str, str] = {}  # as they lie in the store, or are on their way
        self._start: dict[str, str] = {}  # as the form had them before anybody typed
        self._pause, self._longest = QTimer(self), QTimer(self)
        for timer, interval in ((self._pause, PAUSE_MS), (self._longest, LONGEST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(interval)
            timer.timeout.connect(self.keep)

    @property
    def is_draft(self) -> bool:
        """Whether somebody has typed what has not been sent."""
        return bool(self._key) and self._given() != self._start

    def watch(self, *fields: QWidget) -> None:
        """Keep what is typed when one of the fields is left."""
        for field in fields:
            field.installEventFilter(self)

    def follow(self, *fields: QWidget) -> None:
        """Keep what is typed in the fields while one types and when one is left."""
        for field in fields:
            if isinstance(field, QComboBox):
                field.editTextChanged.connect(self._touched)
            elif isinstance(field, QLineEdit | QPlainTextEdit):
                field.textChanged.connect(self._touched)
        self.watch(*fields)

    def begin(self, key: str) -> None:
        """Start with the form as it stands now; what an earlier run left comes by ``found``."""
        self._stop()
        self._key, self._stored = key, {}
        self._start = self._given()

        def found(fields: dict[str, str]) -> None:
            if key == self._key and fields and not self.is_draft:
                self._stored = fields
                self.found.emit(fields)

        if key:
            self._tasks.run(self, drafts.get_draft, self._kind, key).then(found)

    def end(self) -> None:
        """Follow no form: what was typed has been sent or thrown away."""
        self._stop()
        self._key, self._stored = "", {}

    def resume(self, key: str) -> None:
        """Go on after what was sent has been refused."""
        self._key, self._stored = key, {}
        self.keep()

    def touch(self) -> None:
        """Be told that a field has changed."""
        if self._key and self._wanted() != self._stored:
            self._pause.start()
            if not self._longest.isActive():
                self._longest.start()

    def keep(self) -> None:
        """Store what the fields hold, where that is not stored yet."""
        self._stop()
        wanted, key = self._wanted(), self._key
        if not key or wanted == self._stored:
            return
        self._stored = wanted
        task = self._tasks.run_write(self, drafts.keep_draft, self._kind, key, wanted)
        task.then(lambda _none: self.kept.emit()).catch(lambda error: self._fail(key, error))

    def keep_at_once(self) -> bool:
        """Store it in the window's own thread: no worker takes more when the window closes."""
        self._stop()
        wanted, database = self._wanted(), self._tasks.database
        if not self._key or wanted == self._stored or database is None:
            return True
        try:
            drafts.keep_draft(database, self._kind, self._key, wanted)
        except RccdeskError as error:
            self.refused.emit(messages.sentence(error))
            return False
        self._stored = wanted
        return True

    def drop(self) -> None:
        """Throw away what was typed."""
        key = self._key
        self.end()
        if key:
            self._tasks.run_write(self._tasks, drafts.drop_draft, self._kind, key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what is typed when a field is left."""
        if event.type() == QEvent.Type.FocusOut:
            self.keep()
        return super().eventFilter(watched, event)

    def _touched(self, _words: str = "") -> None:
        self.touch()

    def _given(self) -> dict[str, str]:
        return {name: words for name, words in self._read().items() if words.strip()}

    def _wanted(self) -> dict[str, str]:
        return self._given() if self.is_draft else {}

    def _stop(self) -> None:
        self._pause.stop()
        self._longest.stop()

    def _fail(self, key: str, error: Exception) -> None:
        if messages.report_bug(error, self._form):
            return
        if key == self._key:
            self._stored = {}
            self._longest.start()  # a full disk or a busy file may be better by then
            self.refused.emit(messages.sentence(error))
