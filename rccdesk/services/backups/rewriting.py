"""Changing what all copies of a store hold, as when a person's name is to be erased."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rccdesk.errors import RccdeskError, StoreError
from rccdesk.files import check_free_space, replace_file, sync_folder, temporary_beside
from rccdesk.services.backups.listing import list_backups
from rccdesk.services.backups.making import MARGIN_BYTES, describe, write_error
from rccdesk.services.backups.placing import finish_interrupted, set_aside_files
from rccdesk.services.backups.rows import real_path
from rccdesk.services.backups.seal import Manifest, strip, verify_seal, write_seal
from rccdesk.services.backups.sqlite_file import (
    check_integrity,
    journals,
    opened,
    recover,
    remove,
    sync_file,
)
from rccdesk.services.progress import Progress, ignore

Change = Callable[[sqlite3.Connection], bool]


@dataclass(frozen=True, slots=True)
class RewrittenBackup:
    """What became of one copy: ``error`` is the code of why it is as it was, else empty."""

    path: Path
    is_changed: bool
    error: str = ""


def rewrite_backups(
    store: Path,
    change: Change,
    progress: Progress = ignore,
    *,
    second_place: Path | None = None,
) -> tuple[RewrittenBackup, ...]:
    """Apply ``change`` to every copy of the store: backups, files set aside, and those beside it.

    ``change`` gets a connection in a transaction, to a file of any schema since the first, and
    returns whether it changed anything; it must not commit. A changed file is vacuumed without
    readable traces, checked, sealed anew and only then put in the place of the old one; its time
    and reason stay. A copy that cannot be opened, is damaged or cannot be written is told of in
    the answer and left as it was; so is a journal without its file. The caller holds the store's
    lock. ``progress`` counts files. What ``change`` raises, and
    Cancelled, passes: files done until then are done.
    """
    store = real_path(store)
    finish_interrupted(store)
    paths = _copies(store, second_place)
    rewritten = []
    for done, path in enumerate(paths):
        progress(done, len(paths))
        try:
            rewritten.append(RewrittenBackup(path, _rewrite(path, change)))
        except RccdeskError as error:
            rewritten.append(RewrittenBackup(path, is_changed=False, error=error.code))
        except OSError as error:
            code = write_error(error, path.parent).code
            rewritten.append(RewrittenBackup(path, is_changed=False, error=code))
    progress(len(paths), len(paths))
    return tuple(rewritten)


def _copies(store: Path, second_place: Path | None) -> list[Path]:
    rows = [*list_backups(store)]
    if second_place is not None:
        rows += list_backups(store, second_place=second_place)
    before_migration = re.compile(re.escape(store.stem) + r"-schema\d+" + re.escape(store.suffix))
    beside = (path for path in store.parent.iterdir() if before_migration.fullmatch(path.name))
    aside = set_aside_files(store)
    theirs = {journal for path in aside for journal in journals(path)}
    and_lone = [path for path in set_aside_files(store, journals_too=True) if path not in theirs]
    return [*(row.path for row in rows), *and_lone, *sorted(beside)]


def _rewrite(path: Path, change: Change) -> bool:
    if any(journal.exists() for journal in journals(path)):
        recover(path)
        if any(journal.exists() for journal in journals(path)):
            raise StoreError("store_busy")  # else they would be taken for the new file's
    sealed = verify_seal(path)  # a damaged one must not be given a seal that says it is whole
    before = path.stat()
    check_free_space(path.parent, 2 * before.st_size + MARGIN_BYTES)
    temporary = temporary_beside(path)
    try:
        shutil.copyfile(path, temporary)
        strip(temporary)
        if not _apply(temporary, change):
            return False
        _finish(temporary, sealed[0] if sealed else None)
        temporary.chmod(before.st_mode & 0o777)
        os.utime(temporary, ns=(before.st_atime_ns, before.st_mtime_ns))
        sync_file(temporary)
        replace_file(temporary, path)
        sync_folder(path.parent)
    finally:
        with contextlib.suppress(OSError):  # the first error is the one to tell of
            remove(temporary)
    return True


def _apply(temporary: Path, change: Change) -> bool:
    with opened(temporary, "rw") as connection:
        for setting in ("journal_mode=MEMORY", "temp_store=MEMORY", "secure_delete=ON"):
            connection.execute(f"PRAGMA {setting}").fetchall()
        connection.execute("BEGIN IMMEDIATE")
        if not change(connection):
            return False
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        connection.execute("PRAGMA journal_mode=DELETE")
    return True


def _finish(temporary: Path, old: Manifest | None) -> None:
    if old is None:
        with opened(temporary) as connection:
            if not check_integrity(connection):
                raise StoreError("store_damaged")
        return
    new = describe(temporary, old.reason, old.made_at, old.good_starts)
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    write_seal(temporary, new.rewritten(now, version=old.version))
