"""A store in use: how it is opened and checked, tended once a day, and closed.

Order at the start, after SQLite's and Zotero's advice: the lock and whose file it is
(`Database.open`); a full check where the last run left no clean mark, else a quick one; then,
beside the work, `tend_store`: the backup of the day, what is to be purged, what has lain in the
Papperskorg for too long, files that a killed run left behind.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rccdesk import files
from rccdesk.enums import BackupReason
from rccdesk.errors import RccdeskError, StoreError
from rccdesk.services.database import Database
from rccdesk.services.progress import Progress, ignore
from rccdesk.texts import has_text, text

if TYPE_CHECKING:
    from rccdesk.services.database.store_state import StoreState

_BACKUP_MINUTES = 30  # of change, after which closing makes a backup


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell the user of the file: a stable code and the sentence."""

    code: str
    words: str
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class OpenedStore:
    """An open store and what there is to say of it."""

    database: Database
    notices: tuple[Notice, ...]


def open_store(
    path: Path,
    *,
    create: bool = False,
    who: str = "",
    installation: str = "",
    reading: bool = False,
    take_over: bool = False,
) -> OpenedStore:
    """Open a store as `Database.open` does, and check it.

    Raises StoreError as `Database.open`; ``store_damaged`` where the check finds the file
    damaged, which is then left as it is, without a clean mark.
    """
    is_new = create and not path.exists()
    database = Database.open(
        path,
        create=create,
        who=who,
        installation=installation,
        reading=reading,
        take_over=take_over,
    )
    try:
        return OpenedStore(database, () if is_new else _check(database))
    except StoreError:
        database.close(is_clean=False)
        raise
    except BaseException:
        database.close()
        raise


def tend_store(
    database: Database,
    *,
    now: dt.datetime | None = None,
    second_place: Path | None = None,
    progress: Progress = ignore,
) -> tuple[Notice, ...]:
    """Do what is due for a store that has just been opened; return what there is to say.

    ``now`` is aware, ``second_place`` a folder for a copy of each backup. What fails is told and
    stops nothing. A store open for reading is left alone. Raises Cancelled by ``progress``.
    """
    if database.is_reading:
        return ()
    now = now or dt.datetime.now(dt.UTC)
    notices: list[Notice] = []
    for step in (_remove_leftovers, _back_up_daily, _purge, _expire_trash):
        try:
            notices += step(database, now, second_place, progress)
        except RccdeskError as error:
            notices.append(_failed(step.__name__.strip("_"), error))
    return tuple(notices)


def back_up_if_due(
    database: Database, *, now: dt.datetime | None = None, second_place: Path | None = None
) -> tuple[Notice, ...]:
    """Make the backup of the day unless there is one; what fails is told and stops nothing."""
    now = now or dt.datetime.now(dt.UTC)
    try:
        return _back_up_daily(database, now, second_place, ignore)
    except RccdeskError as error:
        return (_failed("back_up_daily", error),)


def back_up(
    database: Database,
    reason: BackupReason,
    *,
    now: dt.datetime | None = None,
    second_place: Path | None = None,
    progress: Progress = ignore,
) -> tuple[Notice, ...]:
    """Make a backup of an open store, thin the older ones, and remember when.

    Returns a notice where the copy in the second place failed. Raises StoreError, FileWriteError,
    Cancelled; the earlier backups are then as they were.
    """
    from rccdesk.services import backups

    now = now or dt.datetime.now(dt.UTC)
    starts = database.state.good_starts
    last_entry = database.last_entry_id()
    made = backups.make_backup(
        database.path, reason, good_starts=starts, now=now, progress=progress
    )
    database.update_state(last_backup_at=now, last_backup_entry=last_entry)
    if second_place is None:
        backups.thin_backups(database.path, now, starts)
        return ()
    try:
        backups.copy_to(second_place, made.path)
        backups.thin_backups(database.path, now, starts, second_place=second_place)
    except RccdeskError as error:
        return (_failed("second_place", error),)
    return ()


def close_store(
    database: Database, *, now: dt.datetime | None = None, second_place: Path | None = None
) -> None:
    """Close a store, after a backup where the last one lacks more than half an hour's work."""
    now = now or dt.datetime.now(dt.UTC)
    try:
        if not database.is_reading and _wants_closing_backup(database, now):
            back_up(database, BackupReason.CLOSING, now=now, second_place=second_place)
    except RccdeskError:
        pass  # told at the next start, whose daily backup fails for the same reason
    finally:
        database.close()


# --- steps ---------------------------------------------------------------------------------------


def _check(database: Database) -> tuple[Notice, ...]:
    from rccdesk.services import checks

    notices: list[Notice] = []
    if database.is_reading:
        return ()
    if database.ended_badly or database.state.is_clean is None:
        result = checks.check_store(database)
        if result.integrity != "ok":
            raise StoreError("store_damaged")
        if database.ended_badly:
            notices.append(Notice("ended_badly", text("opening.ended_badly")))
        serious = [finding for finding in result.findings if finding.severity != "info"]
        if serious:
            words = text("opening.check_found", count=len(serious))
            notices.append(Notice("check_found", words, is_warning=True))
    else:
        checks.check_quickly(database)
    if database.is_older_than_seen:
        notices.append(Notice("older_than_seen", text("opening.older_than_seen"), is_warning=True))
    database.update_state(good_starts=database.state.good_starts + 1)
    return tuple(notices)


def _remove_leftovers(
    database: Database, now: dt.datetime, _place: Path | None, _progress: Progress
) -> tuple[Notice, ...]:
    from rccdesk.services import backups

    files.remove_leftovers((database.path.parent, backups.backups_dir(database.path)), now)
    return ()


def _back_up_daily(
    database: Database, now: dt.datetime, place: Path | None, progress: Progress
) -> tuple[Notice, ...]:
    state = database.state
    if not _has_changed(database, state) or _is_same_day(state.last_backup_at, now):
        return ()
    return back_up(database, BackupReason.DAILY, now=now, second_place=place, progress=progress)


def _purge(
    database: Database, now: dt.datetime, place: Path | None, progress: Progress
) -> tuple[Notice, ...]:
    from rccdesk.services import purging

    today = now.astimezone().date()
    purged = purging.purge_due(database, today, progress, second_place=place)
    notices = []
    if purged.batches:
        notices.append(Notice("purged", text("opening.purged", count=len(purged.batches))))
    if purged.left:
        names = ", ".join(path.name for path in purged.left)
        words = text("opening.purge_left", count=len(purged.left), files=names)
        notices.append(Notice("purge_left", words, is_warning=True))
    return tuple(notices)


def _expire_trash(
    database: Database, now: dt.datetime, _place: Path | None, _progress: Progress
) -> tuple[Notice, ...]:
    from rccdesk.services import trash

    trash.remove_expired(database, now)
    return ()


def _wants_closing_backup(database: Database, now: dt.datetime) -> bool:
    state = database.state
    if not _has_changed(database, state):
        return False
    since = state.last_backup_at
    return since is None or now - since > dt.timedelta(minutes=_BACKUP_MINUTES) or since > now


def _has_changed(database: Database, state: StoreState) -> bool:
    return database.last_entry_id() != state.last_backup_entry


def _is_same_day(at: dt.datetime | None, now: dt.datetime) -> bool:
    return at is not None and at.astimezone().date() == now.astimezone().date()


def _failed(step: str, error: RccdeskError) -> Notice:
    key = f"errors.{error.code}"
    values = {**error.values, "sheet": error.sheet or "", "cell": error.cell or ""}
    reason = text(key, **values) if has_text(key) else text("errors.failed")
    return Notice(f"{step}_failed", text(f"opening.{step}_failed", reason=reason), is_warning=True)
