"""The backup before a large import, made beside the reading of the files so that none waits."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import select

from rccdesk.enums import BackupReason
from rccdesk.errors import Cancelled
from rccdesk.files import check_free_space
from rccdesk.models import HistoryEntry
from rccdesk.services import backups

if TYPE_CHECKING:
    from rccdesk.services.database import Database

LARGE_BYTES = 5_000_000
LARGE_ROWS = 20_000
_ROOM = 3  # times the store: its journal, what it grows by, and the backup


class BackupBefore:
    """Begins a backup at once where a file is large by its bytes, else when it proves so by rows.

    Raises FileWriteError ``disk_space_low`` at the start. Leaving it stops a backup that is
    under way; nothing is then left of it.
    """

    def __init__(self, database: Database, paths: Iterable[Path]) -> None:
        """Look for room and begin."""
        check_free_space(database.path.parent, _ROOM * database.path.stat().st_size)
        self._database = database
        self._stop = threading.Event()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="rccdesk-backup")
        self._made: Future[backups.BackupRow] | None = None
        if any(_size_of(path) > LARGE_BYTES for path in paths):
            self._begin()

    def finish(self, rows: int) -> None:
        """Wait for the backup, if one of this number of rows is to be had.

        Raises StoreError and FileWriteError where it cannot be made.
        """
        if self._made is None and rows > LARGE_ROWS:
            self._begin()
        if self._made is not None:
            made = self._made.result()
            self._database.update_state(
                last_backup_at=made.made_at, last_backup_entry=made.last_entry_id
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._thread.shutdown()

    def _begin(self) -> None:
        with self._database.read() as session:
            if session.scalar(select(HistoryEntry.entry_id).limit(1)) is None:
                return  # a store in which nobody has done anything yet
        self._made = self._thread.submit(
            backups.make_backup,
            self._database.path,
            BackupReason.IMPORT,
            good_starts=self._database.state.good_starts,
            progress=self._check_stop,
        )

    def _check_stop(self, done: int, total: int) -> None:  # noqa: ARG002 - a progress
        if self._stop.is_set():
            raise Cancelled


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # what reads the file says why
