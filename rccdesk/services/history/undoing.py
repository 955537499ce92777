"""Taking steps back and forth again. Undoing is itself a write and an entry."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError

from rccdesk.enums import BatchState, Topic
from rccdesk.errors import ConflictError, NotFoundError
from rccdesk.models import Base, HistoryChange, HistoryEntry, ImportBatch, UserEdited
from rccdesk.services.database.recording import decode_value, encode_value
from rccdesk.services.history.standing import breaks_rules
from rccdesk.services.history.steps import (
    find_undone,
    list_repeats,
    read_repeats,
    read_step,
    step_of,
)
from rccdesk.services.history.words import (
    REDO,
    UNDO,
    UNDO_ENTRY,
    step_batches,
    step_topics,
    step_words,
)
from rccdesk.services.history_chain import CHANGE_TABLE, PERSON_ERASED, REWRITING_ACTS
from rccdesk.services.period_locks import PeriodLockedError, list_locks_among, refuse_locked_rows
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_TAKES_AWAY = ("history.act.batch_undone", "history.act.typed_undone")
BATCHES_PURGED = "history.act.batches_purged"
_REPAIRED = "history.act.store_repaired"  # deletes rows in bulk, of which the history knows nothing
_LOCKED = "history.act.period_locked"  # only unlocking, with a reason, takes it back
_PASSED_BY = (UNDO, REDO, BATCHES_PURGED, _REPAIRED, _LOCKED, *REWRITING_ACTS)  # by Ctrl+Z

_Fields = dict[str, list[str | None]]
_Rows = dict[tuple[str, str], _Fields]


@dataclass(frozen=True, slots=True)
class HistoryAct:
    """What was undone or redone, in words as in "ändra ledtidsgränsen för Lungcancer".

    ``entry_id`` is the first entry of the step.
    """

    entry_id: int
    words: str
    topics: tuple[Topic, ...]


def next_undo(database: Database) -> str | None:
    """Return in words what `undo_last` would undo; None if there is nothing."""
    step = _last_undoable(_list_run(database))
    return step_words(step) if step else None


def next_redo(database: Database) -> str | None:
    """Return in words what `redo_last` would redo; None if there is nothing."""
    step = _last_redoable(_list_run(database))
    return step_words(step) if step else None


def undo_last(database: Database) -> HistoryAct | None:
    """Undo the last step of this run of the program; None if there is nothing to undo.

    Raises ConflictError where something else has changed the same fields since.
    """
    step = _last_undoable(_list_run(database))
    return _reverse(database, step, UNDO) if step else None


def redo_last(database: Database) -> HistoryAct | None:
    """Redo the step undone last, unless something new was done since; None if there is none."""
    step = _last_redoable(_list_run(database))
    return _reverse(database, step, REDO) if step else None


def undo_entry(database: Database, entry_id: int) -> HistoryAct:
    """Undo an older entry (its whole step) by a new one, which can itself be undone.

    Raises NotFoundError; ConflictError: ``already_undone``, ``history_changed_since`` with the
    names of later entries that have touched the same, ``history_erased``, ``batch_purged``,
    ``repair_stays``, ``lock_stays``; PeriodLockedError.
    """
    with database.read() as session:
        entry = session.get(HistoryEntry, entry_id)
        if entry is None:
            raise NotFoundError("history_entry_missing")
        step = read_step(session, step_of(entry))
        hindrance = find_hindrance(session, step)
    if hindrance is not None:
        raise hindrance
    return _reverse(database, step, UNDO_ENTRY)


def find_hindrance(session: Session, step: list[HistoryEntry]) -> ConflictError | None:
    """Return why `undo_entry` would refuse ``step``; None where nothing is in the way."""
    if step_of(step[0]) in find_undone(read_repeats(session)):
        return ConflictError("already_undone")
    if _is_erased(session, step):
        return ConflictError("history_erased")
    if step[-1].act == _REPAIRED:
        return ConflictError("repair_stays")
    if step[-1].batch_ids:
        return _find_batch_hindrance(session, step)
    rows = _read_rows(session, step)
    return _find_lock(session, step, rows) or _find_row_hindrance(session, step, rows)


def _find_row_hindrance(
    session: Session, step: list[HistoryEntry], rows: _Rows
) -> ConflictError | None:
    for (table, row_uuid), changed in rows.items():
        expected = {field: new for field, (_old, new) in changed.items()}
        row = session.get(_model_of(table), row_uuid)
        is_going = row is not None and all(old is None for old, _new in changed.values())
        if not _is_as_expected(row, expected) or (
            is_going and _is_pointed_at(session, table, row_uuid, rows)
        ):
            return _changed_since(session, step, row_uuid, changed)
    return None


# --- steps of this run ---------------------------------------------------------------------------


def _list_run(database: Database) -> Sequence[HistoryEntry]:
    """Return the entries of this run of the program, oldest first."""
    with database.read() as session:
        return session.scalars(
            select(HistoryEntry)
            .where(HistoryEntry.session == database.run)
            .order_by(HistoryEntry.entry_id)
        ).all()


def _last_undoable(entries: Sequence[HistoryEntry]) -> list[HistoryEntry]:
    undone = find_undone(list_repeats(entries))
    steps = [step_of(e) for e in entries if e.act not in _PASSED_BY]
    last = max((s for s in steps if s not in undone), default=None)
    return [e for e in entries if step_of(e) == last]


def _last_redoable(entries: Sequence[HistoryEntry]) -> list[HistoryEntry]:
    newest = max((e.entry_id for e in entries if e.act not in (UNDO, REDO)), default=0)
    undone = find_undone(list_repeats(entries))
    by = {entry_id: step for step, entry_id in undone.items() if entry_id > newest}
    step = by[max(by)] if by else None
    return [e for e in entries if step_of(e) == step]


# --- doing it ------------------------------------------------------------------------------------


def _reverse(database: Database, step: list[HistoryEntry], act: str) -> HistoryAct:
    """Take one step back (or forth again, for `REDO`) in one write."""
    first, last = step[0], step[-1]
    topics = step_topics(step)
    target = step_of(first)
    undoing = act != REDO
    try:
        with database.write(
            *topics,
            act=act,
            values={"act": last.act, "values": json.loads(last.values)},
            batch_ids=step_batches(step),
            undoes=target if undoing else None,
            redoes=None if undoing else target,
        ) as session:
            if last.batch_ids:
                _flip_batches(session, last, undoing=undoing)
            else:
                rows = _read_rows(session, step)
                locks = list_locks_among(session, rows)
                refuse_locked_rows(session, rows)  # as they stand, and as they would
                _restore(session, step, undoing=undoing)
                session.flush()
                if undoing and locks - list_locks_among(session, rows):
                    raise ConflictError("lock_stays")
                refuse_locked_rows(session, rows)
                if breaks_rules(session, rows):
                    raise ConflictError("history_changed_since", **_told(step, []))
    except IntegrityError as error:  # a later row points at one that would go
        raise ConflictError("history_changed_since", **_told(step, [])) from error
    return HistoryAct(target, step_words(step), topics)


def _flip_batches(session: Session, entry: HistoryEntry, *, undoing: bool) -> None:
    from rccdesk.services.imports import batches

    took_away = _takes_away(entry.act, json.loads(entry.values))
    for batch_id in step_batches([entry]):
        if session.get_one(ImportBatch, batch_id).state == BatchState.PURGED:
            raise ConflictError("batch_purged", batch=batch_id)
        batches.flip(session, batch_id, undone=undoing != took_away)


def _takes_away(act: str, values: dict[str, Any]) -> bool:
    """Tell whether the act took batches away instead of bringing them in."""
    if act in (UNDO, UNDO_ENTRY):
        return not _takes_away(values["act"], values["values"])
    if act == REDO:
        return _takes_away(values["act"], values["values"])
    return act in _TAKES_AWAY


def _restore(session: Session, step: list[HistoryEntry], *, undoing: bool) -> None:
    for (table, row_uuid), changed in _read_rows(session, step).items():
        wanted = {field: (old if undoing else new) for field, (old, new) in changed.items()}
        expected = {field: (new if undoing else old) for field, (old, new) in changed.items()}
        model = _model_of(table)
        row = session.get(model, row_uuid)
        if not _is_as_expected(row, expected):
            raise _changed_since(session, step, row_uuid, changed)
        values = {
            field: decode_value(model.__table__, field, value)
            for field, value in wanted.items()
            if value is not None
        }
        if row is None:
            revision = int(str(values.pop("revision", 0))) + 1
            session.add(model(uuid=row_uuid, revision=revision, **values))
        elif not values:
            session.delete(row)
        else:
            for field, decoded in values.items():
                setattr(row, field, decoded)


def _read_rows(session: Session, step: Iterable[HistoryEntry]) -> _Rows:
    """Return (table, uuid) -> field -> [first old, last new] of a step."""
    ids = [e.entry_id for e in step]
    rows: _Rows = {}
    for change in session.scalars(
        select(HistoryChange).where(HistoryChange.entry_id.in_(ids)).order_by(HistoryChange.id)
    ):
        fields = rows.setdefault((change.table_name, change.row_uuid), {})
        fields.setdefault(change.field, [change.old, None])[1] = change.new
    return rows


def _model_of(table: str) -> Any:
    return next(m.class_ for m in Base.registry.mappers if m.local_table.name == table)  # type: ignore[attr-defined]


def _is_as_expected(row: UserEdited | None, expected: dict[str, str | None]) -> bool:
    if row is None or None in expected.values():
        return row is None and None in expected.values()
    return all(
        field == "revision" or encode_value(getattr(row, field)) == value
        for field, value in expected.items()
    )


# --- what is in the way --------------------------------------------------------------------------


def _is_erased(session: Session, step: list[HistoryEntry]) -> bool:
    """Tell whether a person's request has taken out of the step what undoing would need."""
    if step[-1].act in REWRITING_ACTS:
        return True
    ids = [e.entry_id for e in step]
    changes = session.scalars(select(HistoryChange.id).where(HistoryChange.entry_id.in_(ids)))
    query = (
        select(HistoryChange.id)
        .join(HistoryEntry, HistoryEntry.entry_id == HistoryChange.entry_id)
        .where(
            HistoryEntry.act == PERSON_ERASED,
            HistoryChange.table_name == CHANGE_TABLE,
            HistoryChange.row_uuid.in_([str(change_id) for change_id in changes]),
        )
    )
    return session.execute(query.limit(1)).first() is not None


def _find_batch_hindrance(session: Session, step: list[HistoryEntry]) -> ConflictError | None:
    last = step[-1]
    took_away = _takes_away(last.act, json.loads(last.values))
    for batch_id in step_batches([last]):
        state = session.scalar(select(ImportBatch.state).where(ImportBatch.batch_id == batch_id))
        if state == BatchState.PURGED or state is None:
            return ConflictError("batch_purged", batch=batch_id)
        if (state == BatchState.UNDONE) != took_away:
            padded = " " + HistoryEntry.batch_ids + " "
            query = select(HistoryEntry.entry_id).where(
                HistoryEntry.entry_id > last.entry_id, padded.contains(f" {batch_id} ")
            )
            later = _in_force(session, session.scalars(query).all())
            return ConflictError("history_changed_since", **_told(step, later))
    return None


def _find_lock(session: Session, step: list[HistoryEntry], rows: _Rows) -> ConflictError | None:
    """Return the refusal of a step that locked a period, or that touches what is locked."""
    if step[-1].act == _LOCKED:
        return ConflictError("lock_stays")
    try:
        refuse_locked_rows(session, rows)
    except PeriodLockedError as error:
        return error
    return None


def _is_pointed_at(session: Session, table: str, row_uuid: str, going: _Rows) -> bool:
    """Tell whether rows that stay point at a row that would go."""
    for other in Base.metadata.tables.values():
        for column in other.columns:
            if not any(key.column.table.name == table for key in column.foreign_keys):
                continue
            found = session.execute(
                select(other.c[other.primary_key.columns.keys()[0]]).where(column == row_uuid)
            )
            if any((other.name, str(pointing)) not in going for (pointing,) in found):
                return True
    return False


def _changed_since(
    session: Session, step: list[HistoryEntry], row_uuid: str, changed: _Fields
) -> ConflictError:
    """Return the refusal that names the later entries on these fields or on what points here."""
    whole = any(None in pair for pair in changed.values())
    touched = HistoryChange.row_uuid == row_uuid
    if not whole:
        touched &= HistoryChange.field.in_(changed)
    query = select(HistoryChange.entry_id).where(
        HistoryChange.entry_id > step[-1].entry_id,
        or_(touched, HistoryChange.new == encode_value(row_uuid)),
    )
    later = _in_force(session, session.scalars(query).all())
    return ConflictError("history_changed_since", **_told(step, later))


def _in_force(session: Session, ids: Sequence[int]) -> list[HistoryEntry]:
    """Return those of the entries that still hold; repeats only where there is nothing else."""
    undone = find_undone(read_repeats(session))
    query = select(HistoryEntry).where(HistoryEntry.entry_id.in_(set(ids)))
    holding = [
        e
        for e in session.scalars(query.order_by(HistoryEntry.entry_id))
        if step_of(e) not in undone
    ]
    return [e for e in holding if e.act not in (UNDO, REDO)] or holding


def _told(step: list[HistoryEntry], later: list[HistoryEntry]) -> dict[str, str]:
    names = dict.fromkeys(step_words([e]) for e in later)
    return {"act": step_words(step), "later": ", ".join(names) or text("history.unknown_change")}
