"""The batches of a store: list them, undo and redo them."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from rccdesk.enums import CASE_LEVEL, BatchKind, BatchState, Profile, Topic
from rccdesk.errors import ConflictError, NotFoundError
from rccdesk.models import (
    HistoryChange,
    HistoryEntry,
    ImportBatch,
    Indicator,
    IndicatorLevel,
    LeadTimeLimit,
    Svf,
)
from rccdesk.services.imports.coverage import LIVE, typed_key, update_states
from rccdesk.services.imports.problems import Problem, load_problems
from rccdesk.services.imports.storing import make_indicator
from rccdesk.services.pathways.events import remove_events, restore_events
from rccdesk.services.progress import Progress, ignore
from rccdesk.services.remembering import remembered

if TYPE_CHECKING:
    from rccdesk.services.database import Database

TOPICS = {
    Profile.EVENTS: Topic.LEAD_TIMES,
    Profile.PATHWAY_LIST: Topic.LEAD_TIMES,
    Profile.EXPECTED: Topic.LEAD_TIMES,
    Profile.LIMITS: Topic.PATHWAYS,
    Profile.AGGREGATED: Topic.INDICATORS,
}


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch as the list shows it. ``rows`` are the sheet rows that it holds."""

    batch_id: int
    imported_at: dt.datetime  # UTC, aware
    profile: Profile
    indicator: str | None
    file_name: str
    file_sha256: str
    sheet: str | None
    header_row: int
    extract_date: dt.date
    is_extract_date_assumed: bool
    first_day: dt.date | None
    last_day: dt.date | None
    rows: int
    rows_read: int
    rows_imported: int
    rows_changed: int
    rows_unchanged: int
    rows_skipped: int
    rows_missing_since_last: int
    problem_count: int
    state: BatchState
    purge_on: dt.date | None
    kind: BatchKind = BatchKind.FILE
    profile_key: str | None = None  # of the saved profile by which it was read
    source: str = ""  # of typed values
    key: tuple[str, ...] = ()  # of the one value that was typed


@dataclass(frozen=True, slots=True)
class UndoneBatch:
    """What undoing or redoing a batch did; ``rows`` are those taken away or brought back."""

    batch_id: int
    rows: int
    state: BatchState


@remembered
def list_batches(database: Database) -> tuple[BatchRow, ...]:
    """Return all batches, oldest first."""
    with database.read() as session:
        batches = session.scalars(select(ImportBatch).order_by(ImportBatch.batch_id)).all()
    return tuple(
        BatchRow(
            batch_id=b.batch_id,
            imported_at=b.imported_at.replace(tzinfo=dt.UTC),
            profile=Profile(b.profile),
            indicator=b.indicator,
            file_name=b.file_name,
            file_sha256=b.file_sha256,
            sheet=b.sheet or None,
            header_row=b.header_row,
            extract_date=b.extract_date,
            is_extract_date_assumed=b.is_extract_date_assumed,
            first_day=b.first_day,
            last_day=b.last_day,
            rows=_row_count(b),
            rows_read=b.rows_read,
            rows_imported=b.rows_imported,
            rows_changed=b.rows_changed,
            rows_unchanged=b.rows_unchanged,
            rows_skipped=b.rows_skipped,
            rows_missing_since_last=b.rows_missing,
            problem_count=len(json.loads(b.problems)),
            state=BatchState(b.state),
            purge_on=b.purge_on,
            kind=BatchKind(b.kind),
            profile_key=b.profile_key,
            source=b.source or "",
            key=(typed_key(b.mapping) or ()) if b.kind == BatchKind.TYPED else (),
        )
        for b in batches
    )


def list_problems(database: Database, batch_id: int) -> tuple[Problem, ...]:
    """Return what was found when a batch was imported; NotFoundError ``no_such_batch``."""
    with database.read() as session:
        return load_problems(get_batch(session, batch_id).problems)


def undo_batch(database: Database, batch_id: int, progress: Progress = ignore) -> UndoneBatch:
    """Take a batch away again, with what it made and nobody uses; it can be redone.

    Raises NotFoundError ``no_such_batch``; ConflictError ``already_undone``, ``batch_purged``.
    """
    return _turn(database, batch_id, progress, undone=True)


def redo_batch(database: Database, batch_id: int, progress: Progress = ignore) -> UndoneBatch:
    """Bring an undone batch back.

    Raises NotFoundError ``no_such_batch``; ConflictError ``not_undone``, ``batch_purged``.
    """
    return _turn(database, batch_id, progress, undone=False)


def _turn(database: Database, batch_id: int, progress: Progress, *, undone: bool) -> UndoneBatch:
    with database.read() as session:
        batch = get_batch(session, batch_id)
    if batch.state == BatchState.PURGED:
        raise ConflictError("batch_purged", batch=batch_id)
    if (batch.state == BatchState.UNDONE) == undone:
        raise ConflictError("already_undone" if undone else "not_undone", batch=batch_id)
    act, values = _act_of(database, batch, undone=undone)
    with database.write(
        TOPICS[Profile(batch.profile)], Topic.IMPORTS, act=act, values=values, batch_id=batch_id
    ) as session:
        flip(session, batch_id, undone=undone, progress=progress)
        state = BatchState(session.get_one(ImportBatch, batch_id).state)
    return UndoneBatch(batch_id, _row_count(batch), state)


def _act_of(
    database: Database, batch: ImportBatch, *, undone: bool
) -> tuple[str, dict[str, object]]:
    if batch.kind == BatchKind.FILE:
        act = "history.act.batch_undone" if undone else "history.act.batch_redone"
        return act, {"file": batch.file_name}
    with database.read() as session:
        if batch.indicator is not None:
            name = session.scalar(select(Indicator.title).where(Indicator.key == batch.indicator))
            name = name or batch.indicator
        else:
            prefix = str((typed_key(batch.mapping) or ("",))[0])
            name = session.scalar(select(Svf.name).where(Svf.kva_prefix == prefix)) or prefix
    return "history.act.typed_undone" if undone else "history.act.typed_redone", {"name": name}


def flip(session: Session, batch_id: int, *, undone: bool, progress: Progress = ignore) -> None:
    """Take a batch away or bring it back within a write; nothing happens if it is so already.

    Ctrl+Z in the window comes here too (`rccdesk.services.history`). Raises ConflictError
    ``batch_purged``.
    """
    batch = session.get_one(ImportBatch, batch_id)
    if batch.state == BatchState.PURGED:
        raise ConflictError("batch_purged", batch=batch_id)
    if (batch.state == BatchState.UNDONE) == undone:
        return
    profile = Profile(batch.profile)
    if profile in CASE_LEVEL:
        turn = remove_events if undone else restore_events
        turn(session, None, batch_id, progress)
        return
    batch.state = BatchState.UNDONE if undone else BatchState.ACTIVE
    session.flush()
    if profile is Profile.LIMITS:
        _flip_limits(session, batch, undone=undone)
        return
    update_states(session, batch.dataset)
    if batch.indicator is not None:
        _flip_indicator(session, batch, batch.indicator, undone=undone)


def _flip_limits(session: Session, batch: ImportBatch, *, undone: bool) -> None:
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    replaced = json.loads(batch.mapping).get("replaced", [])
    for row in session.scalars(
        select(LeadTimeLimit).where(LeadTimeLimit.batch_id == batch.batch_id)
    ):
        row.deleted_at = now if undone else None
    for row in session.scalars(select(LeadTimeLimit).where(LeadTimeLimit.uuid.in_(replaced))):
        row.deleted_at = None if undone else now


def _flip_indicator(session: Session, batch: ImportBatch, key: str, *, undone: bool) -> None:
    """Take away an indicator that imports made and nobody uses; make it again on redo.

    One that the import took out of the Papperskorg goes back there.
    """
    indicator = session.scalars(select(Indicator).where(Indicator.key == key)).first()
    if not undone:
        if indicator is None:
            made = json.loads(batch.mapping)
            unit = made.get("unit_of_measure", "proportion")
            session.add(make_indicator(key, made.get("indicator_title", ""), unit))
        else:
            indicator.deleted_at = None  # as a new import of the file would
        return
    batches = session.execute(
        select(ImportBatch.state, ImportBatch.made_indicator).where(ImportBatch.indicator == key)
    ).all()
    is_in_use = any(state in LIVE for state, _ in batches)
    was_made = any(made for _, made in batches)
    if indicator is None or is_in_use or not was_made:
        return
    levels = select(IndicatorLevel.deleted_at).where(
        IndicatorLevel.indicator_uuid == indicator.uuid
    )
    found = session.scalars(levels).all()
    if indicator.revision == 1:  # a revision means that somebody has described it
        if not found:
            session.delete(indicator)
    elif all(found):
        deleted_at = _find_deletion(session, batch.batch_id, indicator.uuid)
        indicator.deleted_at = deleted_at or indicator.deleted_at


def _find_deletion(session: Session, batch_id: int, row_uuid: str) -> dt.datetime | None:
    """Return when the row was deleted that this import brought back, if no one changed it since."""
    last = session.execute(
        select(HistoryChange.field, HistoryChange.old, HistoryEntry.batch_ids)
        .join(HistoryEntry, HistoryEntry.entry_id == HistoryChange.entry_id)
        .where(HistoryChange.row_uuid == row_uuid)
        .order_by(HistoryChange.id.desc())
        .limit(1)
    ).first()
    if last is None or last.field != "deleted_at" or str(batch_id) not in last.batch_ids.split():
        return None
    old = json.loads(last.old or "null")
    return dt.datetime.fromisoformat(old) if old else None


def get_batch(session: Session, batch_id: int) -> ImportBatch:
    """Return a batch; NotFoundError ``no_such_batch``."""
    batch = session.get(ImportBatch, batch_id)
    if batch is None:
        raise NotFoundError("no_such_batch", batch=batch_id)
    return batch


def _row_count(batch: ImportBatch) -> int:
    return batch.rows_imported + batch.rows_unchanged
