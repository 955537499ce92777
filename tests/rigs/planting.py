"""Faults planted at the n-th step of an act: what the program asks of the disk or of SQLite.

A fault is ``{"how": …, "step": n}``. ``kill``: the process is killed before the n-th step, which
is an opening for writing, replacing, linking, removing, syncing, or an SQL statement in SQLite,
also one per row. ``once`` and ``on``: the n-th step, or it and all after it, fails as on a broken
disk (in files) or in a broken database (statements through SQLAlchemy); ``die``: the process is
killed at such a step. ``cancel``: the user cancels at the n-th report of progress. Step 0 plants
nothing and counts.
"""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from rccdesk.errors import Cancelled

_WRITING = os.O_WRONLY | os.O_RDWR
_FILE_STEPS = {
    "os.rename",
    "os.link",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.truncate",
    "os.chmod",
    "os.utime",
    "shutil.copyfile",
}


class Planted:
    """The fault of one life; in force within ``with``. ``count`` is how many steps there were."""

    def __init__(self, fault: dict[str, Any] | None, folder: Path) -> None:
        self.count = 0
        self._how = fault["how"] if fault else ""
        self._step = fault["step"] if fault else 0
        self._folder = str(folder)
        self._is_armed = False
        self._pid = os.getpid()
        if self._how in ("kill", "die", "once", "on"):
            self._listen()

    def __enter__(self) -> None:
        self._is_armed = True

    def __exit__(self, *_error: object) -> None:
        self._is_armed = False

    def progress(self, done: int, total: int) -> None:
        """Be the progress of the act."""
        assert 0 <= done <= total or total == 0
        if self._how == "cancel" and self._is_armed:
            self.count += 1
            if self.count == self._step:
                raise Cancelled

    def _listen(self) -> None:
        sys.addaudithook(self._hear)
        sync = os.fsync

        def fsync(handle: Any) -> None:
            self._meet()
            sync(handle)

        os.fsync = fsync
        if self._how == "kill":
            connect = sqlite3.connect

            def connect_heard(*values: Any, **more: Any) -> sqlite3.Connection:
                connection = connect(*values, **more)
                connection.set_trace_callback(self._hear_trace)
                return connection

            sqlite3.connect = connect_heard  # type: ignore[assignment]
        else:
            event.listen(Engine, "before_cursor_execute", self._hear_statement)

    def _hear(self, name: str, values: tuple[Any, ...]) -> None:
        if not self._is_armed or os.getpid() != self._pid:  # the reading child is another process
            return
        if name == "open":
            path, _mode, flags = values
            if isinstance(flags, int) and flags & _WRITING and self._is_ours(path):
                self._meet()
        elif name in _FILE_STEPS and any(self._is_ours(value) for value in values):
            self._meet()

    def _is_ours(self, path: Any) -> bool:
        return isinstance(path, str | os.PathLike) and str(path).startswith(self._folder)

    def _hear_trace(self, _statement: str) -> None:
        if self._is_armed:
            self._meet()

    def _hear_statement(self, *_values: object) -> None:
        if self._is_armed:
            self._meet(is_statement=True)

    def _meet(self, *, is_statement: bool = False) -> None:
        self.count += 1
        if self._step == 0 or self.count < self._step:
            return
        if self._how in ("kill", "die"):
            os.kill(os.getpid(), signal.SIGKILL)
        if self._how == "on" or self.count == self._step:
            if is_statement:
                error = sqlite3.OperationalError("disk I/O error")
                error.sqlite_errorcode = sqlite3.SQLITE_IOERR
                raise error
            raise OSError(errno.EIO, "Input/output error")
