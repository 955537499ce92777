"""A file open for reading: who holds it, what they change, and when it has become free."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from rccdesk.ui import opening
from rccdesk.ui.dialogs.question_dialog import QuestionDialog
from rccdesk.ui.tasks import TaskRunner, changed_topics
from rccdesk.ui.widgets.message_band import Choice, MessageBand

if TYPE_CHECKING:
    from rccdesk.services.database import Holder

_SECONDS = 10
Open = Callable[..., object]


class ReadingWatch(QObject):
    """Fills ``band`` while the open file is read only; ``changed`` tells what a holder wrote."""

    changed = Signal(object)  # frozenset[Topic]

    def __init__(self, tasks: TaskRunner, band: MessageBand, open_store: Open) -> None:
        super().__init__(band)
        self._tasks, self._band, self._open = tasks, band, open_store
        self._path = Path()
        self._held = False
        self._versions: Mapping[str, int] | None = None
        self.timer = QTimer(self)
        self.timer.setInterval(_SECONDS * 1000)
        self.timer.timeout.connect(self.look)

    def begin(self, path: Path, holder: Holder | None) -> None:
        """Say who holds the file at ``path``, and look now and then whether they still do."""
        self._path = path
        self._held = holder is not None
        self._versions = None
        if holder is None:
            self._band.say(self.tr("Filen är öppen för läsning. Du kan läsa men inte ändra."))
        else:
            self._say_held(holder)
        self.look()
        self.timer.start()

    def end(self) -> None:
        """Stop looking, as when the file is closed."""
        self.timer.stop()
        self._band.hide()

    def look(self) -> None:
        """Look at the file beside the window; a file that cannot be read just now is let be."""
        if self._tasks.database is not None:
            self._tasks.run_latest(self, opening.look).then(self._show).catch(lambda _error: None)

    def _show(self, found: opening.Look) -> None:
        if not self.timer.isActive():
            return
        if self._versions is not None:
            topics = changed_topics(self._versions, found.versions)
            if topics:
                self.changed.emit(topics)
        self._versions = found.versions
        if found.holder is not None:
            self._held = True
            self._say_held(found.holder)
        elif self._held:
            self._held = False
            self._band.say(
                self.tr("Filen är ledig nu."),
                ((self.tr("Öppna för ändring"), lambda: self._open(self._path)),),
            )

    def _say_held(self, holder: Holder) -> None:
        choices: list[Choice] = [(self.tr("Försök igen"), lambda: self._open(self._path))]
        if not holder.is_here:
            choices.append((self.tr("Ta över…"), lambda: self.ask_to_take_over(holder)))
        sentence = holder_sentence(holder)
        if sentence != self._band.sentence:
            self._band.say(sentence, choices, "warning")

    def ask_to_take_over(self, holder: Holder) -> QuestionDialog:
        """Ask whether to take the file from a program on another computer."""
        dialog = QuestionDialog(
            self.tr("Ta över filen"),
            (
                holder_sentence(holder),
                self.tr(
                    "Ta över om du vet att programmet på den andra datorn har stängts eller inte "
                    "går att nå. Det kan sedan inte spara i filen. Det som redan är sparat finns "
                    "kvar, men det som skrivs där just nu går förlorat."
                ),
            ),
            ((self.tr("Ta över"), lambda: self._open(self._path, take_over=True)),),
            self._band.window(),
        )
        dialog.open()
        return dialog


def holder_sentence(holder: Holder) -> str:
    """Return who uses the file, where and since when, in local time."""
    since = holder.since.astimezone()
    is_today = since.date() == dt.datetime.now().astimezone().date()
    when = f"{since:%H:%M}" if is_today else f"{since:%Y-%m-%d %H:%M}"
    translate = QCoreApplication.translate
    who = holder.who or translate("ReadingWatch", "någon annan")
    return translate(
        "ReadingWatch",
        "Filen används av {who} på {machine} sedan {when}. Du kan läsa men inte ändra.",
    ).format(who=who, machine=holder.machine, when=when)
