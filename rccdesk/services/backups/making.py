"""Making a backup: a copy beside, opened, checked, counted and sealed, and only then in place."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import shutil
import sqlite3
from pathlib import Path

from rccdesk import __version__
from rccdesk.enums import BackupReason
from rccdesk.errors import FileWriteError, StoreError
from rccdesk.files import check_free_space, replace_file, sync_folder, temporary_beside, writing
from rccdesk.services.backups.rows import BackupRow, backups_dir, free_name, sealed_row
from rccdesk.services.backups.seal import Manifest, is_sealed, strip, write_seal
from rccdesk.services.backups.sqlite_file import (
    check_integrity,
    count_link_faults,
    opened,
    read_counts,
    read_last_entry,
    read_schema,
    recover,
    remove,
)
from rccdesk.services.progress import Progress, ignore

_PAGES_PER_STEP = 1024
MARGIN_BYTES = 4 << 20  # for the seal, the folder and what others write meanwhile
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def make_backup(
    store: Path,
    reason: BackupReason,
    *,
    target: Path | None = None,
    good_starts: int = 0,
    now: dt.datetime | None = None,
    progress: Progress = ignore,
) -> BackupRow:
    """Copy the store, check the copy, seal it and put it in its place; also while it is in use.

    Without ``target`` the backup gets a name of its own in `backups_dir`. ``now`` is aware;
    ``progress`` counts pages. Raises StoreError: ``store_damaged`` (no backup is kept of a store
    that fails its check), ``store_not_found``, ``not_a_store``, ``store_busy``,
    ``disk_full``, ``backup_unwritable``, ``backup_target_taken``; FileWriteError
    ``disk_space_low``; Cancelled from ``progress``. Older backups are then as they were and
    nothing is left of the new one.
    """
    made_at = (now or dt.datetime.now(dt.UTC)).astimezone(dt.UTC).replace(microsecond=0)
    if not store.is_file():
        raise StoreError("store_not_found", path=store.name)
    if target is not None and target.exists() and not is_sealed(target):
        raise StoreError("backup_target_taken", file=target.name)
    folder = backups_dir(store) if target is None else target.absolute().parent
    path = target or free_name(folder, made_at, reason)
    temporary = temporary_beside(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        check_free_space(folder, store.stat().st_size + MARGIN_BYTES)
        copy_pages(store, temporary, progress)
        manifest = describe(temporary, reason, made_at, good_starts)
        sha256 = write_seal(temporary, manifest)
        size = temporary.stat().st_size
        replace_file(temporary, path)
        sync_folder(folder)
    except OSError as error:
        raise write_error(error, folder) from error
    finally:
        with contextlib.suppress(OSError):  # the first error is the one to tell of
            remove(temporary)
    return sealed_row(path, size, manifest, sha256)


def copy_pages(source: Path, target: Path, progress: Progress = ignore) -> None:
    """Copy a database to the new file ``target`` as it is in one instant, without any seal.

    The source is locked against commits meanwhile (0.3 s for 76 MB), so that a busy writer cannot
    make the copy start over for ever. ``target`` is not synced.
    """
    try:
        _copy_pages(source, target, progress)
    except StoreError as error:
        if error.code != "store_read_only":
            raise
        # A writer died: the file must be rolled back before it can be read, which needs writing.
        remove(target)
        recover(source)
        _copy_pages(source, target, progress)


def _copy_pages(source: Path, target: Path, progress: Progress) -> None:
    def step(_status: int, remaining: int, total: int) -> None:
        progress(total - remaining, total)

    # For the owner alone until it has the rights of its source.
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with opened(source) as original, opened(target, "rw") as copy:
        copy.execute("PRAGMA synchronous=OFF")  # synced once, with the seal
        copy.execute("PRAGMA journal_mode=OFF")  # the copy is thrown away if it is not completed
        original.execute("BEGIN")
        original.execute("SELECT count(*) FROM sqlite_master").fetchone()
        original.backup(copy, pages=_PAGES_PER_STEP, progress=step)
        original.execute("COMMIT")
        copy.execute("PRAGMA journal_mode=DELETE")  # a source in WAL has said so in its header
    strip(target)
    shutil.copymode(source, target)
    target.chmod(target.stat().st_mode | 0o600)  # the backup of a read-only file can be thinned


def describe(
    path: Path, reason: BackupReason, made_at: dt.datetime, good_starts: int = 0
) -> Manifest:
    """Open and check an unsealed copy and return its manifest.

    Raises StoreError ``store_damaged`` and ``not_a_store``. Rows that point at missing rows are
    counted and no reason to go without a backup: repairing them begins with one.
    """
    with opened(path) as connection:
        schema = read_schema(connection, path.name)
        if not check_integrity(connection):
            raise StoreError("store_damaged")
        try:
            entry_id, entry_at, entry_hash = read_last_entry(connection)
            return Manifest(
                version=__version__,
                schema=schema,
                reason=reason,
                made_at=made_at,
                counts=read_counts(connection),
                link_faults=count_link_faults(connection),
                last_entry_id=entry_id,
                last_entry_at=entry_at,
                last_entry_hash=entry_hash,
                good_starts=good_starts,
            )
        except (sqlite3.OperationalError, ValueError) as error:  # tables are missing or wrong
            raise StoreError("store_damaged") from error


def write_error(error: OSError, folder: Path) -> StoreError:
    """Return what a failed write in ``folder`` means to the user."""
    if error.errno in _FULL:
        return StoreError("disk_full")
    return StoreError("backup_unwritable", folder=folder.name)


def copy_to(second: Path, backup: Path) -> Path:
    """Put a copy of a finished backup in a second place and return where it lies.

    ``second`` is a folder, as on a share; each store has a folder of its own in it, named as the
    one the backup lies in. Raises FileWriteError ``folder_missing``, or as `writing`; nothing half
    is left behind.
    """
    if not second.is_dir():  # a drive that is not attached: made anew it would lie on this disk
        raise FileWriteError("folder_missing", file=backup.name, folder=str(second))
    path = second / backup.parent.name / backup.name
    with writing(path) as temporary:
        shutil.copyfile(backup, temporary)
    return path
