"""The window's file: opening one in place of another, and closing it without losing a word."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication

from rccdesk.errors import StoreError
from rccdesk.settings import Settings
from rccdesk.ui import opening, rescue
from rccdesk.ui.tasks import Task, TaskRunner
from rccdesk.ui.widgets.kept_place import focus_of

if TYPE_CHECKING:
    from rccdesk.services.database import Database

Say = Callable[[str], object]
_PATIENCE_SECONDS = 0.3  # before a wait is told
_LONGEST_SECONDS = 60.0
_SLICE_MS = 5
_LOST = {"store_taken_over", "store_replaced"}  # to another program, for good


class StoreOpening(QObject):
    """Opens and closes the store of ``tasks``.

    ``failed`` tells the error, the file, and whether the file open before comes back.
    """

    leaving = Signal()  # the open store is about to be closed
    began = Signal(object)  # Path
    opened = Signal(object)  # opening.Opened
    failed = Signal(object, object, bool)

    def __init__(self, tasks: TaskRunner, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._settings = tasks, settings
        self._return_to: Path | None = None
        self._under_way: set[Task] = set()  # opening and closing, in a lane of their own
        tasks.write_failed.connect(self._on_write_failed)

    def open(self, path: Path, **how: bool) -> None:
        """Open the store at ``path`` beside the window, as `opening.open_store`, in place of any.

        A file that another program writes is opened for reading. Where the file cannot be opened
        the one open before is opened again.
        """
        earlier = self._tasks.database
        is_other = earlier is not None and earlier.path != path and not earlier.is_reading
        self._return_to = earlier.path if earlier is not None and is_other else None
        self._open(path, how)

    def _open(self, path: Path, how: dict[str, bool]) -> None:
        self.close()
        self.began.emit(path)
        task = self._run(opening.open_store, path, **how)
        task.then(lambda found: self._on_opened(task, found))
        task.catch(lambda error: self._on_failed(task, error, path, how))

    def open_after(self, path: Path, make: Callable[..., Path], *args: object) -> None:
        """Open what ``make(*args)`` returns; ``path`` is the file that is waited for.

        Where that fails the store open before is opened again.
        """
        earlier = self._tasks.database
        self._return_to = None if earlier is None else earlier.path
        self.close()
        self.began.emit(path)
        task = self._run(make, *args)
        task.then(lambda store: None if task.is_cancelled else self._open(store, {}))
        task.catch(lambda error: self._on_failed(task, error, path, {"reading": True}))

    def restore(self, backup: Path) -> None:
        """Put ``backup`` in the place of the open store, which is moved aside, and open it."""
        database = self._tasks.database
        if database is not None:
            self.open_after(database.path, rescue.restore, database.path, backup)

    def cancel(self) -> None:
        """Stop waiting for what is being opened; it is closed again as soon as it is open."""
        for task in self._under_way:
            task.cancel()

    def close(self) -> None:
        """Close the open store beside the window, after the calls that it still answers."""
        database = self._tasks.database
        if database is None:
            return
        commit_typed_text()
        self._tasks.drop_reads()
        self.leaving.emit()
        self._tasks.database = None
        self._run(
            _close_after_calls, database, self._settings.second_place, self._tasks.wait_for_calls
        )

    def finish_writes(self, say: Say) -> bool:
        """Save what has been typed and wait until it is written; False where that failed.

        ``say`` tells the user that there is something to wait for.
        """
        failures: list[bool] = []

        def note_failure(_error: object) -> None:
            failures.append(True)

        self._tasks.write_failed.connect(note_failure)
        commit_typed_text()
        self._wait(lambda: not self._tasks.is_writing, say)
        self._tasks.write_failed.disconnect(note_failure)
        return not failures

    def close_now(self, say: Say) -> None:
        """Close the open store before this returns."""
        self.cancel()
        self.close()
        self._wait(lambda: not self._under_way, say)

    def _run(self, function: Callable[..., Any], *args: object, **kw: object) -> Task:
        task = self._tasks.run_alone(self, function, *args, **kw)
        self._under_way.add(task)
        return task.ended(lambda: self._under_way.discard(task))

    def _on_opened(self, task: Task, found: opening.Opened) -> None:
        if task.is_cancelled:
            self._run(opening.close_store, found.database, None)
        else:
            self._tasks.database = found.database
            self.opened.emit(found)

    def _on_failed(self, task: Task, error: Exception, path: Path, how: dict[str, bool]) -> None:
        if task.is_cancelled:
            return
        is_locked = isinstance(error, StoreError) and error.code == "store_locked"
        if is_locked and not how.get("reading"):
            self._open(path, {"reading": True})
            return
        back, self._return_to = self._return_to, None
        self.failed.emit(error, path, back is not None)
        if back is not None:
            self._open(back, {})

    def _on_write_failed(self, error: Exception) -> None:
        """Open a file again, for reading or as it is now, that this program lost to another."""
        database = self._tasks.database
        if database is not None and isinstance(error, StoreError) and error.code in _LOST:
            self._return_to = None
            self.failed.emit(error, database.path, True)  # noqa: FBT003
            self._open(database.path, {})

    def _wait(self, is_done: Callable[[], bool], say: Say) -> None:
        # Not a loop of its own: such a one ends at once when the program has been told to quit.
        quietly = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
        began = time.monotonic()
        told = False
        QCoreApplication.processEvents(quietly, _SLICE_MS)
        while not is_done() and time.monotonic() - began < _LONGEST_SECONDS:
            if not told and time.monotonic() - began > _PATIENCE_SECONDS:
                told = True
                say(self.tr("Sparar …"))
            time.sleep(_SLICE_MS / 1000)
            QCoreApplication.processEvents(quietly, _SLICE_MS)


def commit_typed_text() -> None:
    """Let the field in focus save what has been typed, as when it is left.

    Also where the window is not active: a field that lost the focus with it has not saved yet.
    """
    for window in QApplication.topLevelWidgets():
        field = focus_of(window)
        if field is not None and window.isVisible():
            left = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.OtherFocusReason)
            QApplication.sendEvent(field, left)


def _close_after_calls(
    database: Database, second_place: Path | None, wait: Callable[[], object]
) -> None:
    wait()
    opening.close_store(database, second_place)
