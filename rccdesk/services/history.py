"""Undo and redo of what was done in the window, and the list of who changed what.

Undoing is itself a write and an entry: nothing is ever taken out of the history. Typing in one
field is one step of several entries, named by the first of them. An import is undone by flipping
the state of its batches (`rccdesk.services.imports.batches.flip`).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError

from rccdesk.enums import Topic
from rccdesk.errors import ConflictError, NotFoundError
from rccdesk.models import Base, HistoryChange, HistoryEntry, UserEdited
from rccdesk.services.database.recording import decode_value, encode_value
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

UNDO = "history.act.undo"
REDO = "history.act.redo"
UNDO_ENTRY = "history.act.undo_entry"
BATCH_UNDONE = "history.act.batch_undone"
BATCH_REDONE = "history.act.batch_redone"
_REPEATS = (UNDO, REDO, UNDO_ENTRY)  # acts that name another act


@dataclass(frozen=True, slots=True)
class HistoryAct:
    """What was undone or redone, in words as in "ändra ledtidsgränsen för Lungcancer".

    ``entry_id`` is the first entry of the step.
    """

    entry_id: int
    words: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry as the history shows it. ``at`` is in UTC and aware."""

    entry_id: int
    at: dt.datetime
    who: str
    words: str
    topics: tuple[Topic, ...]
    batch_ids: tuple[int, ...]
    is_undone: bool


def next_undo(database: Database) -> str | None:
    """Return in words what `undo_last` would undo; None if there is nothing."""
    step = _last_undoable(_list_run(database))
    return _words(step) if step else None


def next_redo(database: Database) -> str | None:
    """Return in words what `redo_last` would redo; None if there is nothing."""
    step = _last_redoable(_list_run(database))
    return _words(step) if step else None


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

    Raises NotFoundError; ConflictError if it is undone already or later entries, which it names,
    have touched the same fields.
    """
    with database.read() as session:
        entry = session.get(HistoryEntry, entry_id)
        if entry is None:
            raise NotFoundError("history_entry_missing")
        entries = session.scalars(select(HistoryEntry).order_by(HistoryEntry.entry_id)).all()
    step = _step_of(entry)
    if step in _undone(entries):
        raise ConflictError("already_undone")
    return _reverse(database, [e for e in entries if _step_of(e) == step], UNDO_ENTRY)


def list_entries(
    database: Database, *, limit: int = 200, before: int | None = None
) -> tuple[HistoryRow, ...]:
    """Return the newest entries first, older than entry ``before`` if given."""
    with database.read() as session:
        entries = session.scalars(select(HistoryEntry).order_by(HistoryEntry.entry_id)).all()
    undone = _undone(entries)
    shown = [e for e in entries if before is None or e.entry_id < before]
    return tuple(
        HistoryRow(
            e.entry_id,
            e.at.replace(tzinfo=dt.UTC),
            e.who,
            _words([e]),
            _topics([e]),
            _batches([e]),
            _step_of(e) in undone,
        )
        for e in shown[::-1][:limit]
    )


# --- steps ---------------------------------------------------------------------------------------


def _list_run(database: Database) -> Sequence[HistoryEntry]:
    """Return the entries of this run of the program, oldest first."""
    with database.read() as session:
        return session.scalars(
            select(HistoryEntry)
            .where(HistoryEntry.session == database.run)
            .order_by(HistoryEntry.entry_id)
        ).all()


def _step_of(entry: HistoryEntry) -> int:
    return entry.step or entry.entry_id


def _undone(entries: Sequence[HistoryEntry]) -> dict[int, int]:
    """Return the steps that are undone now, each with the entry that undid it.

    From the newest entry back: an entry that is itself undone says nothing of others, and the
    newest that still holds decides.
    """
    decided: dict[int, tuple[bool, int]] = {}
    for entry in reversed(entries):
        target = entry.undoes or entry.redoes
        if target and not decided.get(_step_of(entry), (False, 0))[0]:
            decided.setdefault(target, (entry.undoes is not None, entry.entry_id))
    return {step: by for step, (undone, by) in decided.items() if undone}


def _last_undoable(entries: Sequence[HistoryEntry]) -> list[HistoryEntry]:
    undone = _undone(entries)
    steps = [_step_of(e) for e in entries if e.act not in (UNDO, REDO)]
    last = max((s for s in steps if s not in undone), default=None)
    return [e for e in entries if _step_of(e) == last]


def _last_redoable(entries: Sequence[HistoryEntry]) -> list[HistoryEntry]:
    newest = max((e.entry_id for e in entries if e.act not in (UNDO, REDO)), default=0)
    by = {entry_id: step for step, entry_id in _undone(entries).items() if entry_id > newest}
    step = by[max(by)] if by else None
    return [e for e in entries if _step_of(e) == step]


# --- doing it ------------------------------------------------------------------------------------


def _reverse(database: Database, step: list[HistoryEntry], act: str) -> HistoryAct:
    """Take one step back (or forth again, for `REDO`) in one write."""
    first, last = step[0], step[-1]
    topics = _topics(step)
    target = _step_of(first)
    undoing = act != REDO
    try:
        with database.write(
            *topics,
            act=act,
            values={"act": last.act, "values": json.loads(last.values)},
            batch_ids=_batches(step),
            undoes=target if undoing else None,
            redoes=None if undoing else target,
        ) as session:
            if last.batch_ids:
                _flip_batches(session, last, undoing=undoing)
            else:
                _restore(session, step, undoing=undoing)
    except IntegrityError as error:  # a later row points at one that would go
        raise ConflictError("history_changed_since", **_told(step, [])) from error
    return HistoryAct(target, _words(step), topics)


def _flip_batches(session: Session, entry: HistoryEntry, *, undoing: bool) -> None:
    from rccdesk.services.imports import batches

    took_away = _takes_away(entry.act, json.loads(entry.values))
    for batch_id in _batches([entry]):
        batches.flip(session, batch_id, undone=undoing != took_away)


def _takes_away(act: str, values: dict[str, Any]) -> bool:
    """Tell whether the act, as first done, took batches away instead of bringing them in."""
    if act == UNDO_ENTRY:
        return not _takes_away(values["act"], values["values"])
    return act == BATCH_UNDONE


def _restore(session: Session, step: list[HistoryEntry], *, undoing: bool) -> None:
    classes = {m.local_table.name: m.class_ for m in Base.registry.mappers}  # type: ignore[attr-defined]
    ids = [e.entry_id for e in step]
    rows: dict[tuple[str, str], dict[str, list[str | None]]] = {}
    for change in session.scalars(
        select(HistoryChange).where(HistoryChange.entry_id.in_(ids)).order_by(HistoryChange.id)
    ):
        fields = rows.setdefault((change.table_name, change.row_uuid), {})
        fields.setdefault(change.field, [change.old, None])[1] = change.new
    for (table, row_uuid), changed in rows.items():
        wanted = {field: (old if undoing else new) for field, (old, new) in changed.items()}
        expected = {field: (new if undoing else old) for field, (old, new) in changed.items()}
        model = classes[table]
        row = session.get(model, row_uuid)
        if not _is_as_expected(row, expected):
            raise ConflictError(
                "history_changed_since", **_told(step, _later(session, step, row_uuid, changed))
            )
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


def _is_as_expected(row: UserEdited | None, expected: dict[str, str | None]) -> bool:
    if row is None or None in expected.values():
        return row is None and None in expected.values()
    return all(
        field == "revision" or encode_value(getattr(row, field)) == value
        for field, value in expected.items()
    )


def _later(
    session: Session, step: list[HistoryEntry], row_uuid: str, changed: dict[str, list[str | None]]
) -> list[HistoryEntry]:
    """Return the later entries, still in force, that touched these fields or point at the row."""
    whole = any(None in pair for pair in changed.values())
    touched = HistoryChange.row_uuid == row_uuid
    if not whole:
        touched &= HistoryChange.field.in_(changed)
    query = select(HistoryChange.entry_id).where(
        HistoryChange.entry_id > step[-1].entry_id,
        or_(touched, HistoryChange.new == encode_value(row_uuid)),
    )
    ids = set(session.scalars(query))
    entries = session.scalars(select(HistoryEntry).order_by(HistoryEntry.entry_id)).all()
    undone = _undone(entries)
    return [
        e
        for e in entries
        if e.entry_id in ids and _step_of(e) not in undone and e.act not in (UNDO, REDO)
    ]


# --- words ---------------------------------------------------------------------------------------


def _told(step: list[HistoryEntry], later: list[HistoryEntry]) -> dict[str, str]:
    names = dict.fromkeys(_words([e]) for e in later)
    return {"act": _words(step), "later": ", ".join(names) or text("history.unknown_change")}


def _words(step: list[HistoryEntry]) -> str:
    return _act_words(step[-1].act, json.loads(step[-1].values))


def _act_words(act: str, values: dict[str, Any]) -> str:
    if act in _REPEATS:
        return text(act, act=_act_words(values["act"], values["values"]))
    return text(act, **values)


def _topics(step: list[HistoryEntry]) -> tuple[Topic, ...]:
    return tuple(dict.fromkeys(Topic(t) for e in step for t in e.topics.split()))


def _batches(step: list[HistoryEntry]) -> tuple[int, ...]:
    return tuple(int(b) for e in step for b in e.batch_ids.split())
