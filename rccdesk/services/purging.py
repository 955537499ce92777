"""Purging: what an import holds of single cases goes for good, from the store and all its copies.

Figures that were issued stay. The order is such that a kill at any moment leaves the old state or
work that the next start finishes: a backup, one write that deletes and marks, the file rewritten
without traces, then every backup and every file set aside. The mark goes last.

A copy knows its batches by the file they came from: numbers may have been given twice on two
branches of a store that was restored. A copy's later batches are derived anew there as in the
store, so that a restored copy counts right and holds nothing of what was purged.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from rccdesk.enums import CASE_LEVEL, BackupReason, BatchState, Topic
from rccdesk.errors import ConflictError, RccdeskError, StoreError
from rccdesk.files import check_free_space
from rccdesk.models import ImportBatch
from rccdesk.services import backups
from rccdesk.services.backups.sqlite_file import vacuum
from rccdesk.services.database.engines import translated
from rccdesk.services.imports.batches import get_batch
from rccdesk.services.pathways.coverage import EVENTS, list_coverages
from rccdesk.services.pathways.events import purge_events
from rccdesk.services.progress import Progress, ignore, without_cancel

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_ACT = "history.act.batches_purged"
_MARK = "purging"  # in a batch's mapping while copies may still hold what was purged
_ROOM = 3  # times the store: the backup, and the file written anew with its journal
_COPIED, _DELETED, _REWRITTEN, _ALL = 200, 500, 600, 1000


@dataclass(frozen=True, slots=True)
class Purged:
    """What was purged: the batches, their events, and the copies that were rewritten.

    ``left`` are copies that could not be; they are tried again when the store is next opened.
    """

    batches: tuple[int, ...]
    rows: int
    copies: tuple[Path, ...]
    left: tuple[Path, ...]


def list_due(database: Database, today: dt.date) -> tuple[int, ...]:
    """Return the batches whose date for purging has come, and those whose purge is unfinished."""
    with database.read() as session:
        due = select(ImportBatch.batch_id).where(
            ImportBatch.purge_on <= today, ImportBatch.state != BatchState.PURGED
        )
        return tuple(sorted({*session.scalars(due), *_unfinished(session)}))


def list_purged_along(database: Database, batch_ids: Sequence[int]) -> tuple[int, ...]:
    """Return the older batches that are purged with ``batch_ids``, as these replace them wholly.

    They would otherwise count again, and the figures go back in time.
    """
    with database.read() as session:
        return _along(session, batch_ids)


def purge_due(
    database: Database,
    today: dt.date,
    progress: Progress = ignore,
    *,
    second_place: Path | None = None,
) -> Purged:
    """Purge what is due and finish what a kill interrupted; see `purge_batches`."""
    with database.read() as session:
        unfinished = _unfinished(session)
    due = tuple(each for each in list_due(database, today) if each not in unfinished)
    if due:
        return purge_batches(database, due, progress, second_place=second_place)
    if not unfinished:
        return Purged((), 0, (), ())
    return _finish(database, unfinished, 0, progress, second_place)


def purge_batches(
    database: Database,
    batch_ids: Sequence[int],
    progress: Progress = ignore,
    *,
    second_place: Path | None = None,
) -> Purged:
    """Purge the batches, and the older ones that they replace; it cannot be undone.

    ``second_place`` is the folder with further copies of the backups. Raises NotFoundError
    ``no_such_batch``; ConflictError ``batch_purged``, ``not_case_level``; StoreError and
    FileWriteError where the backup before it or the write fails; Cancelled by ``progress`` up to
    the write: all is then as it was. StoreError ``purge_unfinished``: the store is purged, its
    copies are not yet; `purge_due` finishes that.
    """
    if database.is_reading:
        raise StoreError("store_reading", file=database.path.name)
    with database.read() as session:
        for batch_id in batch_ids:
            _require_case_level(get_batch(session, batch_id))
        wanted = sorted({*batch_ids, *_along(session, batch_ids)})
    check_free_space(database.path.parent, _ROOM * database.path.stat().st_size)
    made = backups.make_backup(
        database.path,
        BackupReason.PURGE,
        good_starts=database.state.good_starts,
        progress=_part(progress, 0, _COPIED),
    )
    database.update_state(last_backup_at=made.made_at, last_backup_entry=made.last_entry_id)
    with database.write(
        Topic.LEAD_TIMES,
        Topic.IMPORTS,
        act=_ACT,
        values={"count": len(wanted)},
        batch_ids=wanted,
    ) as session:
        rows = purge_events(session, wanted, _part(progress, _COPIED, _DELETED))
        for batch_id in wanted:
            _set_mark(session.get_one(ImportBatch, batch_id), is_marked=True)
        unfinished = _unfinished(session)
        progress(_DELETED, _ALL)
    return _finish(database, unfinished, rows, progress, second_place)


def _finish(
    database: Database,
    unfinished: tuple[int, ...],
    rows: int,
    progress: Progress,
    second_place: Path | None,
) -> Purged:
    """Remove the traces of purged batches from the file and from all copies, then the mark."""
    certain = without_cancel(progress)
    try:
        vacuum(database.path)
        certain(_REWRITTEN, _ALL)
        found = backups.rewrite_backups(
            database.path,
            _change(database, unfinished),
            _part(certain, _REWRITTEN, _ALL),
            second_place=second_place,
        )
        left = tuple(each.path for each in found if each.error)
        if not left:
            with database.write(Topic.IMPORTS, act=_ACT, values={"count": 0}) as session:
                for batch_id in unfinished:
                    _set_mark(session.get_one(ImportBatch, batch_id), is_marked=False)
    except RccdeskError as error:
        raise StoreError("purge_unfinished") from error
    certain(_ALL, _ALL)
    copies = tuple(each.path for each in found if each.is_changed)
    return Purged(unfinished, rows, copies, left)


def _require_case_level(batch: ImportBatch) -> None:
    if batch.state == BatchState.PURGED:
        raise ConflictError("batch_purged", batch=batch.batch_id)
    if batch.profile not in CASE_LEVEL:
        raise ConflictError("not_case_level", batch=batch.batch_id)


def _along(session: Session, batch_ids: Sequence[int]) -> tuple[int, ...]:
    coverages = list_coverages(session)
    wanted = [each for each in coverages if each.batch_id in batch_ids]
    return tuple(
        older.batch_id
        for older in coverages
        if older.batch_id not in batch_ids
        and any(older.batch_id < newer.batch_id and newer.covers(older) for newer in wanted)
    )


def _unfinished(session: Session) -> tuple[int, ...]:
    query = select(ImportBatch.batch_id, ImportBatch.mapping).where(
        ImportBatch.state == BatchState.PURGED
    )
    marked = (id_ for id_, mapping in session.execute(query) if _MARK in json.loads(mapping))
    return tuple(sorted(marked))


def _set_mark(batch: ImportBatch, *, is_marked: bool) -> None:
    mapping = {key: value for key, value in json.loads(batch.mapping).items() if key != _MARK}
    if is_marked:
        mapping[_MARK] = True
    batch.mapping = json.dumps(mapping, ensure_ascii=False, sort_keys=True)


def _change(database: Database, batch_ids: tuple[int, ...]) -> Callable[[sqlite3.Connection], bool]:
    """Return what takes the batches out of a copy of the store; True if it held any of them."""
    query = "SELECT batch_id, file_sha256, sheet, imported_at, state FROM import_batch"
    with database.read() as session:
        here = session.connection().exec_driver_sql(query).all()
    purged = {tuple(row[1:3]) for row in here if row[0] in batch_ids}
    kept = {tuple(row[1:4]) for row in here if row[4] != BatchState.PURGED}

    def change(connection: sqlite3.Connection) -> bool:
        found = [
            row[0]
            for row in connection.execute(f"{query} WHERE dataset = ?", (EVENTS,))
            if row[1:3] in purged and row[1:4] not in kept and row[4] != BatchState.PURGED
        ]
        if not found:
            return False
        held = cast(sqlite3.Connection, _Held(connection))
        engine = create_engine("sqlite://", creator=lambda: held, poolclass=StaticPool)
        with translated(), Session(engine) as session:
            purge_events(session, found)
            session.commit()
        return True

    return change


class _Held:
    """A connection whose transaction belongs to the caller: nobody else ends it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def commit(self) -> None:
        """Leave the transaction open."""

    def rollback(self) -> None:
        """Leave the transaction open."""

    def close(self) -> None:
        """Leave the connection open."""


def _part(progress: Progress, start: int, end: int) -> Progress:
    def report(done: int, total: int) -> None:
        progress(start + (end - start) * done // max(total, 1), _ALL)

    return report
