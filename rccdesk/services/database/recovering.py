"""What a crash left beside a store: rolled back where it is ours, moved aside where it is not.

Nothing is deleted but our own copies of what turned out well. Every step can be cut off and
begun again. Order of an uncertain rollback: copy file, then journal, to ``.recovering``; let SQLite
roll back; check; where that is bad, take the copy without the journal.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rccdesk.errors import StoreError
from rccdesk.files import replace_file, sync_folder, temporary_beside
from rccdesk.services.database.engines import connect, translated
from rccdesk.services.database.store_state import translated_os

_COPY = ".recovering"
_WAL_VERSIONS = b"\x02\x02"  # at byte 18: the file uses a write-ahead log
_JOURNAL = "-journal"


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was done: whether an unfinished write was rolled back, and what was moved aside."""

    was_rolled_back: bool = False
    moved: tuple[Path, ...] = ()


def is_needed(path: Path) -> bool:
    """Tell whether there is anything for `recover` to do."""
    return bool(_names(path)) or _is_wal(path)


def is_cut_off(path: Path) -> bool:
    """Tell whether a recovery was cut off between moving the bad file and placing the good."""
    copy = _beside(path, _COPY)
    return not path.exists() and copy.exists() and _beside(copy, _JOURNAL).exists()


@contextlib.contextmanager
def rolled_back_copy(path: Path) -> Iterator[Path]:
    """Give a copy of the file in which SQLite has rolled back what the journal beside it undoes.

    Nothing happens to the file itself. Raises StoreError ``disk_full``, ``store_unreadable``.
    """
    copy = temporary_beside(path)
    names = (copy, _beside(copy, _JOURNAL))
    try:
        with translated_os(path):
            for source, target in zip((path, _beside(path, _JOURNAL)), names, strict=True):
                shutil.copyfile(source, target)
            _is_sound(copy)
            yield copy
    finally:
        for name in names:
            name.unlink(missing_ok=True)


def has_journal(path: Path) -> bool:
    """Tell whether a journal lies beside the file that may hold what the file was."""
    journal = _beside(path, _JOURNAL)
    return journal.exists() and journal.stat().st_size > 0


def recover(path: Path, *, is_untouched: bool, is_ours: bool) -> Recovered:
    """Bring the file to the state of its last complete write. The caller holds the lock.

    ``is_untouched``: the file is as its last writer closed it, so a journal has nothing to do
    with it. ``is_ours``: the last writer did not close it, so a journal is its own; of a rollback
    that is neither, what was there before is kept. Raises StoreError ``store_damaged`` if neither
    way gives a sound file, ``disk_full``, ``store_unreadable``.
    """
    moved: list[Path] = []
    with translated_os(path):
        if not _is_wal(path):
            for ending in ("-wal", "-shm"):
                moved += _move_aside(_beside(path, ending), path, ending)
        rolled_back = _settle_journal(path, moved, is_untouched=is_untouched, is_ours=is_ours)
    return Recovered(rolled_back, tuple(moved))


def _settle_journal(path: Path, moved: list[Path], *, is_untouched: bool, is_ours: bool) -> bool:
    journal, copy = _beside(path, _JOURNAL), _beside(path, _COPY)
    copied_journal = _beside(copy, _JOURNAL)
    if not path.exists() or (copied_journal.exists() and not copy.exists()):
        # Cut off when the copy had been found better and was taking the place of the file.
        if not path.exists():
            replace_file(copy, path)
        moved += _move_aside(copied_journal, path, _JOURNAL)
        sync_folder(path.parent)
        return True
    if not copied_journal.exists():
        copy.unlink(missing_ok=True)  # of a copying that was cut off
        if not journal.exists() or journal.stat().st_size == 0:
            return False
        if is_untouched:
            moved += _move_aside(journal, path, _JOURNAL)
            return False
        _copy(path, copy)
        _copy(journal, copied_journal)
    if _is_sound(path):
        if is_ours:
            _remove_cold(path, journal)
            copied_journal.unlink()
            copy.unlink()
        else:
            moved += _set_aside_both(path)
        return True
    if not _is_sound(copy, alone=True):
        moved += _set_aside_both(path)
        raise StoreError("store_damaged")
    moved += _move_aside(path, path, "")
    moved += _move_aside(journal, path, _JOURNAL)
    replace_file(copy, path)
    moved += _move_aside(copied_journal, path, _JOURNAL)
    sync_folder(path.parent)
    return True


def _set_aside_both(path: Path) -> list[Path]:
    """Keep the copies, the journal first: a copy without its journal is one that was cut off."""
    copy = _beside(path, _COPY)
    return [
        *_move_aside(_beside(copy, _JOURNAL), path, _JOURNAL),
        *_move_aside(copy, path, ""),
    ]


def _is_sound(path: Path, *, alone: bool = False) -> bool:
    """Let SQLite roll the file back, unless it is to be seen ``alone``, and check all of it."""
    mode = "ro&immutable=1" if alone else "rw"
    try:
        with contextlib.closing(connect(path, mode)) as connection:
            connection.execute("PRAGMA cell_size_check=ON")
            for check in ("quick_check(1)", "integrity_check(1)"):
                if connection.execute(f"PRAGMA {check}").fetchall() != [("ok",)]:
                    return False
            return True
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return False
        with translated():
            raise
        raise AssertionError from error  # never reached: for the reader and the type checker


def _remove_cold(path: Path, journal: Path) -> None:
    """Remove our own journal where SQLite left it: its writer died before it touched the file.

    It holds pages as they were, which a purge or an erasure would not find later.
    """
    if not journal.exists():
        return
    with translated(), contextlib.closing(connect(path)) as connection:
        connection.execute("BEGIN EXCLUSIVE")  # then no program is writing by this journal
        journal.unlink(missing_ok=True)
        connection.execute("ROLLBACK")


def _copy(source: Path, target: Path) -> None:
    temporary = temporary_beside(target)
    try:
        shutil.copyfile(source, temporary)
        with temporary.open("r+b") as file:
            os.fsync(file.fileno())
        replace_file(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(target.parent)


def _move_aside(found: Path, store: Path, ending: str) -> list[Path]:
    if not found.exists():
        return []
    stem = f"{store.name}.damaged-{dt.datetime.now(dt.UTC):%Y-%m-%dT%H-%M-%SZ}"
    number, target = 1, store.with_name(stem + ending)
    while target.exists():
        number += 1
        target = store.with_name(f"{stem}-{number}{ending}")
    found.rename(target)
    return [target]


def _names(path: Path) -> list[Path]:
    endings = (_JOURNAL, "-wal", "-shm", _COPY, f"{_COPY}{_JOURNAL}")
    return [name for name in (_beside(path, ending) for ending in endings) if name.exists()]


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _is_wal(path: Path) -> bool:
    """Tell whether the file's header asks for a write-ahead log."""
    try:
        with path.open("rb") as file:
            return file.read(20)[18:] == _WAL_VERSIONS
    except FileNotFoundError:
        return False
