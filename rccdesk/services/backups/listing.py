"""The backups that there are, whether one is whole, and which are thinned out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from rccdesk.enums import BackupReason
from rccdesk.errors import StoreError
from rccdesk.paths import STORE_SUFFIX
from rccdesk.services.backups.making import describe
from rccdesk.services.backups.rows import BackupRow, age_key, backups_dir, parse_name, sealed_row
from rccdesk.services.backups.seal import read_seal, verify_seal
from rccdesk.services.backups.sqlite_file import (
    check_integrity,
    count_link_faults,
    opened,
    read_counts,
)
from rccdesk.services.backups.thinning import choose
from rccdesk.services.progress import Progress, ignore


def list_backups(store: Path, *, second_place: Path | None = None) -> tuple[BackupRow, ...]:
    """Return the store's backups, newest first, by what their seals say.

    ``second_place`` is the folder given to `copy_to`, to list those there instead. The hashes are
    not compared: a row that is not ``is_damaged`` may still be so. A folder that cannot be read
    has no backups.
    """
    folder = backups_dir(store)
    if second_place is not None:
        folder = second_place / folder.name
    try:
        paths = [path for path in folder.iterdir() if path.suffix.casefold() == STORE_SUFFIX]
    except OSError:
        return ()
    rows = (_row(path) for path in paths if not path.name.startswith("."))
    found = [row for row in rows if row is not None]
    return tuple(sorted(found, key=age_key, reverse=True))


def list_checked(store: Path, progress: Progress = ignore) -> tuple[BackupRow, ...]:
    """Return the backups as `list_backups`, after their hashes are compared (0.1 s per 76 MB).

    ``progress`` counts bytes.
    """
    rows = list_backups(store)
    total, done = sum(row.bytes for row in rows), 0
    checked = []
    for row in rows:
        try:
            if row.is_damaged or verify_seal(row.path) is None:
                checked.append(row)
            else:
                checked.append(replace(row, is_damaged=False))
        except StoreError:
            checked.append(replace(row, is_damaged=True))
        done += row.bytes
        progress(done, total)
    return tuple(checked)


def verify_backup(path: Path, progress: Progress = ignore) -> BackupRow:
    """Check a backup wholly: its seal, its pages and its links; the file is not changed.

    An ordinary copy of a store is checked too and has ``is_sealed`` False; its reason is MANUAL
    and its time the file's, unless its name says otherwise. ``progress`` counts bytes. Raises
    StoreError ``backup_damaged``, ``not_a_store``, ``store_not_found``, ``store_unreadable``.
    """
    sealed = verify_seal(path, progress)
    size = path.stat().st_size
    try:
        if sealed is None:
            made_at, reason = _told_by_name(path)
            manifest = describe(path, reason, made_at)
            if manifest.link_faults:
                raise StoreError("store_damaged")
            return replace(sealed_row(path, size, manifest, ""), is_sealed=False)
        with opened(path) as connection:
            is_sound = check_integrity(connection)
            if not is_sound or count_link_faults(connection) != sealed[0].link_faults:
                raise StoreError("store_damaged")
    except StoreError as error:
        if error.code != "store_damaged":
            raise
        raise StoreError("backup_damaged", file=path.name) from error
    return sealed_row(path, size, *sealed)


def count_rows(store: Path) -> dict[str, int]:
    """Return what the store holds, counted as in a backup; StoreError if it cannot be read."""
    with opened(store) as connection:
        return read_counts(connection)


def thin_backups(
    store: Path, now: dt.datetime, good_starts: int, *, second_place: Path | None = None
) -> tuple[Path, ...]:
    """Delete the backups that the scheme of `thinning` lets go and return their paths.

    Only files with our seal in the folder of `list_backups` are deleted, and nothing unless a
    newest backup that is proved whole remains. ``now`` is aware: days are those of its time zone.
    A file that cannot be deleted stays.
    """
    rows = [row for row in list_backups(store, second_place=second_place) if row.is_sealed]
    newest = next((row for row in rows if _is_whole(row.path)), None)
    if newest is None:
        return ()
    kept = choose(rows, now, good_starts) | {newest.path}
    gone = []
    for row in rows:
        if row.path not in kept:
            try:
                row.path.unlink()
            except OSError:  # open in another program: next time
                continue
            gone.append(row.path)
    return tuple(gone)


def _row(path: Path) -> BackupRow | None:
    try:
        size = path.stat().st_size
        made_at, reason = _told_by_name(path)
        if not path.is_file():
            return None
        sealed = read_seal(path)
    except OSError:  # gone meanwhile
        return None
    except StoreError as error:
        is_foreign = error.code == "not_a_store" and parse_name(path.name) is None
        return None if is_foreign else BackupRow(path, made_at, reason, size, is_damaged=True)
    return sealed_row(path, size, *sealed) if sealed else BackupRow(path, made_at, reason, size)


def _told_by_name(path: Path) -> tuple[dt.datetime, BackupReason]:
    told = parse_name(path.name)
    if told is not None:
        return told
    changed = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    return changed.replace(microsecond=0), BackupReason.MANUAL


def _is_whole(path: Path) -> bool:
    try:
        return verify_seal(path) is not None
    except StoreError:
        return False
