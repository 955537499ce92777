"""Putting a backup in the place of a store, whether or not the store can still be read.

Nothing is touched before the backup is proved whole, and the old file is never deleted. A kill at
any step leaves the old file or the new one at the store's path, and doing it again succeeds.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session

from rccdesk.enums import BackupReason, Topic
from rccdesk.errors import StoreError
from rccdesk.files import check_free_space, temporary_beside
from rccdesk.models.base import new_uuid
from rccdesk.services import backups
from rccdesk.services.backups import BackupRow
from rccdesk.services.backups.placing import finish_interrupted, put_in_place
from rccdesk.services.backups.rows import real_path
from rccdesk.services.backups.seal import strip, verify_seal
from rccdesk.services.backups.sqlite_file import (
    check_integrity,
    opened,
    read_last_entry,
    remove,
    sync_file,
)
from rccdesk.services.database import SCHEMA, recovering
from rccdesk.services.database.engines import make_engine, translated
from rccdesk.services.database.recording import add_entry, raise_versions
from rccdesk.services.database.schema_check import check_schema
from rccdesk.services.database.store_state import StateFile, StoreState, mark_file
from rccdesk.services.progress import Progress, ignore

_ACT = "history.act.backup_restored"
# A store of which no backup can be made and that is set aside as it is.
_BEYOND_READING = {"store_damaged", "not_a_store", "store_unreadable"}
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_MARGIN_BYTES = 4 << 20


@dataclass(frozen=True, slots=True)
class Restored:
    """A restored store: ``replaced`` is where its old file lies now, None if there was none."""

    path: Path
    replaced: Path | None
    backup: BackupRow


def list_restorable(store: Path, progress: Progress = ignore) -> tuple[BackupRow, ...]:
    """Return the store's backups for the choice of one to restore, newest first.

    The hash of each is compared (0.1 s per 76 MB); ``is_damaged`` ones are told of and cannot be
    chosen. ``progress`` counts bytes. Nothing is changed.
    """
    return backups.list_checked(store, progress)


def restore_backup(
    store: Path,
    backup: Path,
    *,
    who: str = "",
    installation: str = "",  # noqa: ARG001 - the same arguments as an opening
    take_over: bool = False,
    progress: Progress = ignore,
) -> Restored:
    """Put a copy of ``backup`` in the place of the store, which nobody may have open.

    A store that can be read is backed up first; its file is set aside with its journals in either
    case. The act becomes an entry of the restored history, if the backup is of the newest schema:
    an older one is upgraded, and can get entries, only when it is opened. ``progress`` counts
    hundredths of three steps. Raises StoreError: ``backup_damaged``, ``not_a_store``,
    ``store_not_found`` (no such backup), ``store_newer``, ``store_foreign_schema``,
    ``restore_same_file``, ``store_locked``, ``store_busy``, ``disk_full``, ``restore_failed``;
    FileWriteError ``disk_space_low``; Cancelled from ``progress``. The store is then as it was.
    """
    store = real_path(store)
    row = backups.verify_backup(backup, _part(progress, 0))
    if row.schema > SCHEMA:
        raise StoreError("store_newer", file=backup.name, schema=row.schema, known=SCHEMA)
    with opened(backup) as connection:
        check_schema(connection, backup.name, schema=row.schema, newest=SCHEMA)
    if store.exists() and store.samefile(backup):
        raise StoreError("restore_same_file", file=backup.name)
    state = StateFile.claim(store, who=who, take_over=take_over)
    left = None
    try:
        with _translated(backup):
            finish_interrupted(store)
            _back_up(store, state.found, _part(progress, 1))
            replaced = _replace(store, row, who, _part(progress, 2))
            with opened(store) as connection:
                entry_id, _at, entry_hash = read_last_entry(connection)
        left = replace(
            state.found,
            is_clean=True,
            last_entry_id=entry_id,
            last_entry_hash=entry_hash,
            file_mark=mark_file(store),
            last_backup_entry=0,  # the numbers begin again before those of the backups
            upgrade_of="",
            upgrade_backup="",
        )
    finally:
        if left is None:
            state.give_back()
        else:
            state.release(left)
    return Restored(store, replaced, row)


def _back_up(store: Path, found: StoreState, progress: Progress) -> None:
    """Make a backup of the old file if it can be read, after what a killed writer left."""
    try:
        if recovering.is_needed(store) or recovering.is_cut_off(store):
            recovering.recover(
                store,
                is_untouched=found.is_clean is True and found.file_mark == mark_file(store),
                is_ours=found.is_clean is False,
            )
        if store.exists():
            backups.make_backup(
                store, BackupReason.RESTORE, good_starts=found.good_starts, progress=progress
            )
    except StoreError as error:
        if error.code not in _BEYOND_READING:
            raise


def _replace(store: Path, row: BackupRow, who: str, progress: Progress) -> Path | None:
    now = dt.datetime.now(dt.UTC)
    check_free_space(store.parent, row.bytes + _MARGIN_BYTES)
    temporary = temporary_beside(store)
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        shutil.copyfile(row.path, temporary)
        copied = verify_seal(temporary, progress)
        if (copied[1] if copied else "") != row.sha256:  # changed since it was checked
            raise StoreError("backup_damaged", file=row.path.name)
        strip(temporary)
        _prepare(temporary, row, who)
        rights = (store if store.exists() else row.path).stat().st_mode
        temporary.chmod(rights & 0o777 | 0o600)
        sync_file(temporary)
        return put_in_place(temporary, store, now)
    finally:
        with contextlib.suppress(OSError):
            remove(temporary)


def _prepare(temporary: Path, row: BackupRow, who: str) -> None:
    """Add the history entry where the schema is the newest, and check what is to be the store."""
    if row.schema == SCHEMA:
        engine = make_engine(temporary, writing=True)
        try:
            with Session(engine) as session:
                add_entry(
                    session,
                    who=who,
                    run=new_uuid(),
                    act=_ACT,
                    values={"date": f"{row.made_at.astimezone():%Y-%m-%d %H:%M}"},
                    topics=str(Topic.HISTORY),
                    changes=[],
                    batch_ids=[],
                )
                raise_versions(session, (Topic.HISTORY,))
                session.commit()
        finally:
            engine.dispose()
    with opened(temporary) as connection:
        if not check_integrity(connection):
            raise StoreError("backup_damaged", file=row.path.name)


@contextlib.contextmanager
def _translated(backup: Path) -> Iterator[None]:
    try:
        with translated():
            yield
    except OSError as error:
        if error.errno in _FULL:
            raise StoreError("disk_full") from error
        raise StoreError("restore_failed", file=backup.name) from error


def _part(progress: Progress, step: int) -> Progress:
    def report(done: int, total: int) -> None:
        progress(100 * step + 100 * done // max(total, 1), 300)

    return report
