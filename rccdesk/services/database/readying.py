"""The steps from a path to a store that can be connected to: refuse, lock, recover, upgrade."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from rccdesk.errors import StoreError
from rccdesk.services import backups
from rccdesk.services.database import recovering, store_file
from rccdesk.services.database.engines import check_sqlite, connect, translated
from rccdesk.services.database.places import check_place
from rccdesk.services.database.schema_check import check_schema
from rccdesk.services.database.store_state import (
    StateFile,
    is_claimed_here,
    mark_file,
    translated_os,
)

_TORN = {"store_damaged", "not_a_store"}  # what a half-written first page looks like


def check_before_opening(path: Path, *, create: bool, reading: bool) -> tuple[Path, bool]:
    """Refuse what needs no lock to be refused; return the real path and whether it is a backup.

    Nothing is written. Raises StoreError as `Database.open` tells.
    """
    check_sqlite()
    path = path.resolve()
    is_there = path.exists() or recovering.is_cut_off(path)
    if not is_there and not (create and not reading):
        if not path.parent.is_dir():
            raise StoreError("store_folder_missing", folder=str(path.parent))
        raise StoreError("store_not_found", path=path.name)
    is_backup = path.exists() and not is_claimed_here(path) and backups.is_sealed(path)
    if is_backup and not reading:
        raise StoreError("store_is_backup", file=path.name)
    if not is_backup:
        check_place(path)
    if path.exists():
        schema = _read_schema(path)
        if schema > store_file.SCHEMA:
            raise StoreError("store_newer", file=path.name, schema=schema, known=store_file.SCHEMA)
    return path, is_backup


def prepare_for_reading(path: Path, *, is_backup: bool) -> None:
    """See to it that the store can be read as it lies; it is changed only if it must be.

    A backup is never changed. Raises StoreError as `Database.open` tells.
    """
    schema = _read_schema(path) if path.exists() else 0
    if is_backup and schema < store_file.SCHEMA:
        raise StoreError("store_is_backup", file=path.name)
    if not is_backup:
        is_older = schema < store_file.SCHEMA
        if is_older or (not is_claimed_here(path) and recovering.is_needed(path)):
            try:
                state_file = StateFile.claim(path)
            except StoreError:
                if is_older:
                    raise
                # Somebody writes, or nobody here may: SQLite tells if it cannot be read so.
            else:
                try:
                    _bring_up(path, state_file)
                finally:
                    state_file.give_back()
    with translated(reading=True), contextlib.closing(connect(path, "ro")) as connection:
        check_schema(connection, path.name, schema=store_file.SCHEMA, newest=store_file.SCHEMA)


@contextlib.contextmanager
def claimed(
    path: Path, *, create: bool, who: str, take_over: bool
) -> Iterator[tuple[StateFile, bool]]:
    """Take the lock, make or recover and upgrade the file; give it back on any exception.

    Gives the side file and whether an unfinished write was rolled back.
    """
    if create:
        with translated_os(path):
            path.parent.mkdir(parents=True, exist_ok=True)
    state_file = StateFile.claim(path, who=who, take_over=take_over)
    try:
        if path.exists() or recovering.is_cut_off(path):
            rolled_back = _bring_up(path, state_file)
        else:
            state_file.forget()
            store_file.create_store(path)
            rolled_back = False
        yield state_file, rolled_back
    except BaseException:
        state_file.give_back()
        raise


def _read_schema(path: Path) -> int:
    """Return the schema number of a file, also of one that a commit was cut off in.

    The first page may be half written then, or count pages that are not there yet: what it was
    shows in a copy that is rolled back. Nothing happens to the file itself.
    """
    try:
        return store_file.read_schema(path)
    except StoreError as error:
        if error.code not in _TORN or not recovering.has_journal(path):
            raise
        with recovering.rolled_back_copy(path) as copy:
            try:
                return store_file.read_schema(copy)
            except StoreError:
                raise error from None


def _bring_up(path: Path, state_file: StateFile) -> bool:
    """Recover and upgrade a store that is locked; return whether a write was rolled back."""
    backups.finish_interrupted(path)  # a restore that was killed left the old file a second name
    found = state_file.found
    recovered = recovering.recover(
        path,
        is_untouched=found.is_clean is True and found.file_mark == mark_file(path),
        is_ours=found.is_clean is False,
    )
    store_file.prepare(path, state_file)
    return recovered.was_rolled_back
