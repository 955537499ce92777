"""The fault report: a text file that the user saves where they like. It is never sent."""

from __future__ import annotations

import datetime as dt
import getpass
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from rccdesk import crashes, logs, paths
from rccdesk.files import write_atomic
from rccdesk.settings import Settings
from rccdesk.ui import messages, opening

if TYPE_CHECKING:
    from rccdesk.ui.tasks import TaskRunner

_LOG_LINES = 200
_LONGEST_CHECK_MS = 10_000
_SHORTEST_NAME = 3  # a shorter user name is in too many words to be taken out


def logs_dir() -> Path:
    """Return the folder of the log and the crash file, which need not exist yet."""
    return paths.data_dir() / "logs"


def compose(report: str, check: Sequence[str], settings: Settings) -> str:
    """Return a report of versions, places and codes; no data, file names or user names.

    ``report`` is what a crash dialog shows, ``check`` what the check of the file found.
    """
    folder = logs_dir()
    chosen = (
        f"language {settings.language}",
        f"theme {settings.theme}",
        f"text_scale {settings.text_scale}",
        f"reduced_motion {settings.reduced_motion}",
    )
    sections: tuple[tuple[str, Sequence[str]], ...] = (
        ("program", messages.version_lines()),
        ("error", report.splitlines()),
        ("settings", chosen),
        ("check", check),
        ("crash file of the run before", crashes.read_previous(folder)),
        ("crash file", crashes.read_current(folder)),
        ("log", logs.read_last_lines(folder / logs.FILE_NAME, _LOG_LINES)),
    )
    lines = [f"rccdesk {dt.datetime.now().astimezone().isoformat(timespec='minutes')}"]
    for title, content in sections:
        lines += ["", f"[{title}]", *content]
    return _without_user("\n".join(lines) + "\n")


class FaultReports(QObject):
    """Asks where to, checks the open file beside the window, and saves the report."""

    def __init__(self, tasks: TaskRunner, say: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks, self._say, self._window = tasks, say, parent

    def ask(self, report: str = "", parent: QWidget | None = None) -> None:
        """Ask for a name and save a report there, with ``report`` of an error."""
        name, _kind = QFileDialog.getSaveFileName(
            parent or self._window,
            self.tr("Skapa felrapport"),
            str(_proposal()),
            self.tr("Textfil (*.txt)"),
        )
        if name:
            self.save(Path(name), report)

    def save(self, target: Path, report: str = "") -> None:
        """Save a report at ``target``; a check that takes too long is left out."""
        written: list[bool] = []

        def write(check: Sequence[str]) -> None:
            if not written:
                written.append(True)
                self._write(target, compose(report, check, Settings.load()))

        if self._tasks.database is None:
            write(("no_file",))
            return
        self._tasks.run(self, opening.read_check_lines).then(write).catch(
            lambda error: write((f"check_failed {type(error).__name__}",))
        )
        QTimer.singleShot(_LONGEST_CHECK_MS, self, lambda: write(("check_took_too_long",)))

    def _write(self, target: Path, content: str) -> None:
        self._tasks.run_alone(self, write_atomic, target, content.encode()).then(
            lambda _sum: self._say(
                self.tr("Felrapporten är sparad: {file}").format(file=target.name)
            )
        )


def _proposal() -> Path:
    places = QStandardPaths.StandardLocation
    for place in (places.DownloadLocation, places.DocumentsLocation, places.HomeLocation):
        folder = Path(QStandardPaths.writableLocation(place))
        if folder.is_dir():
            break
    today = dt.datetime.now().astimezone().date().isoformat()
    return folder / f"rccdesk-felrapport-{today}.txt"


def _without_user(text: str) -> str:
    """Take out what may have come by a path: the home folder and the user's name."""
    text = text.replace(str(Path.home()), "~")
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # 3.11 to 3.13 differ in what they raise
        return text
    if len(name) < _SHORTEST_NAME:
        return text
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "…", text, flags=re.IGNORECASE)
