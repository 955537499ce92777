"""Doubts of data: what rules found odd about single values, and what people say of them.

A doubt is a row of the batch that brought it and counts as long as the batch does. A decision is
kept by value and rule: it holds for the same doubt in later batches too, until the values differ.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from rccdesk.enums import DoubtState, Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.models import DataDoubt, DoubtDecision, ImportBatch
from rccdesk.services.coverage import LIVE
from rccdesk.services.privacy import find_personal_identifiers
from rccdesk.services.remembering import remembered
from rccdesk.services.value_keys import ValueKey, read_key

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_ACTS = {
    DoubtState.OPEN: "history.act.doubt_reopened",
    DoubtState.EXPLAINED: "history.act.doubt_explained",
    DoubtState.DISMISSED: "history.act.doubt_dismissed",
}
_ROWS_AT_ONCE = 500  # of a statement: SQLite takes no more than so many values


class DoubtError(RccdeskError):
    """What is said of a doubt cannot be saved."""

    code = "doubt_note_missing"


@dataclass(frozen=True, slots=True)
class NewDoubt:
    """What a rule found about a value. ``values`` tell it in figures, never of a single case."""

    value_key: str
    rule: str
    sheet: str = ""
    cell: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """A doubt as it stands now.

    ``note``, ``decided_at`` (UTC, aware) and ``decided_by`` are of the latest decision, also
    where the doubt is open again since the values have changed (``has_changed``).
    """

    doubt_id: int
    batch_id: int
    value_key: str
    rule: str
    sheet: str
    cell: str
    values: Mapping[str, Any]
    state: DoubtState = DoubtState.OPEN
    note: str = ""
    decided_at: dt.datetime | None = None
    decided_by: str = ""
    has_changed: bool = False


def list_doubts(
    database: Database,
    value_keys: Iterable[str] | None = None,
    batch_id: int | None = None,
) -> tuple[DoubtRow, ...]:
    """Return the doubts of batches that count, the newest batch first; undone ones are left out.

    ``value_keys`` and ``batch_id`` narrow it down. A doubt that several batches brought is listed
    once for each.
    """
    query = (
        select(DataDoubt)
        .join(ImportBatch, ImportBatch.batch_id == DataDoubt.batch_id)
        .where(ImportBatch.state.in_(LIVE))
        .order_by(DataDoubt.batch_id.desc(), DataDoubt.id)
    )
    if batch_id is not None:
        query = query.where(DataDoubt.batch_id == batch_id)
    with database.read() as session:
        decisions = _decisions(session)
        if value_keys is None:
            doubts = list(session.scalars(query))
        else:
            wanted = list(dict.fromkeys(value_keys))
            doubts = [
                doubt
                for part in _parts(wanted)
                for doubt in session.scalars(query.where(DataDoubt.value_key.in_(part)))
            ]
            doubts.sort(key=lambda doubt: (-doubt.batch_id, doubt.id))
        return tuple(_row(doubt, decisions) for doubt in doubts)


@remembered
def list_doubts_of_batches(
    database: Database, batch_ids: frozenset[int]
) -> tuple[tuple[DoubtRow, ValueKey], ...]:
    """Return the doubts of some batches with their keys, the newest batch first."""
    with database.read() as session:
        decisions = _decisions(session)
        rows = session.scalars(
            select(DataDoubt)
            .where(DataDoubt.batch_id.in_(batch_ids))
            .order_by(DataDoubt.batch_id.desc(), DataDoubt.id)
        )
        return tuple((_row(row, decisions), read_key(row.value_key)) for row in rows)


@remembered
def list_open_rules(
    database: Database, batch_ids: frozenset[int]
) -> Mapping[tuple[int, str], tuple[str, ...]]:
    """Return batch and value key -> the rules of the doubts that are open.

    Asked for by every table of an indicator: remembered, and of few columns of what may be
    thousands of doubts.
    """
    d = DataDoubt
    query = select(d.batch_id, d.value_key, d.rule, d.values).where(d.batch_id.in_(batch_ids))
    with database.read() as session:
        decided = {
            key: row.values
            for key, row in _decisions(session).items()
            if row.state != DoubtState.OPEN
        }
        rows = session.execute(query.order_by(d.id)).all()
    found: dict[tuple[int, str], tuple[str, ...]] = {}
    for batch_id, value_key, rule, values in rows:
        place, rules = (batch_id, value_key), found.get((batch_id, value_key), ())
        if decided.get((value_key, rule)) != values and rule not in rules:
            found[place] = (*rules, rule)
    return MappingProxyType(found)


def get_doubt(database: Database, doubt_id: int) -> DoubtRow:
    """Return one doubt; NotFoundError ``no_such_doubt``, also where its batch is undone."""
    with database.read() as session:
        return _row(_find(session, doubt_id), _decisions(session))


def explain_doubt(database: Database, doubt_id: int, note: str) -> DoubtRow:
    """Say why the value is right.

    Raises DoubtError ``doubt_note_missing``, ``personal_identifier_typed``; NotFoundError
    ``no_such_doubt``.
    """
    if not note.strip():
        raise DoubtError
    return _decide(database, doubt_id, DoubtState.EXPLAINED, note)


def dismiss_doubt(database: Database, doubt_id: int, note: str = "") -> DoubtRow:
    """Say that the doubt is of no importance; raises as `explain_doubt`."""
    return _decide(database, doubt_id, DoubtState.DISMISSED, note)


def reopen_doubt(database: Database, doubt_id: int) -> DoubtRow:
    """Take back what was said, but keep the note; NotFoundError ``no_such_doubt``."""
    return _decide(database, doubt_id, DoubtState.OPEN, None)


def replace_doubts(session: Session, batch_id: int, rows: Sequence[NewDoubt]) -> None:
    """Put ``rows`` in place of all doubts of a batch, within the write of its import."""
    session.execute(delete(DataDoubt).where(DataDoubt.batch_id == batch_id))
    if rows:
        session.execute(
            insert(DataDoubt),
            [
                {
                    "batch_id": batch_id,
                    "value_key": row.value_key,
                    "rule": row.rule,
                    "sheet": row.sheet,
                    "cell": row.cell,
                    "values": _text_of(row.values),
                }
                for row in rows
            ],
        )


def _decide(database: Database, doubt_id: int, state: DoubtState, note: str | None) -> DoubtRow:
    if note and find_personal_identifiers(note):
        raise DoubtError("personal_identifier_typed")
    with database.write(Topic.IMPORTS, act=_ACTS[state], values={"count": 1}) as session:
        doubt = _find(session, doubt_id)
        key = (doubt.value_key, doubt.rule)
        found = _decisions(session).get(key)
        if found is None:
            found = DoubtDecision(value_key=doubt.value_key, rule=doubt.rule)
            session.add(found)
        found.state, found.values = state, doubt.values
        if note is not None:
            found.note = note.strip()
        found.decided_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        found.decided_by = database.who
        session.flush()
        return _row(doubt, {key: found})


def _find(session: Session, doubt_id: int) -> DataDoubt:
    doubt = session.scalars(
        select(DataDoubt)
        .join(ImportBatch, ImportBatch.batch_id == DataDoubt.batch_id)
        .where(DataDoubt.id == doubt_id, ImportBatch.state.in_(LIVE))
    ).first()
    if doubt is None:
        raise NotFoundError("no_such_doubt")
    return doubt


def _decisions(session: Session) -> dict[tuple[str, str], DoubtDecision]:
    rows = session.scalars(select(DoubtDecision).where(DoubtDecision.deleted_at.is_(None)))
    return {(row.value_key, row.rule): row for row in rows}


def _row(doubt: DataDoubt, decisions: Mapping[tuple[str, str], DoubtDecision]) -> DoubtRow:
    found = decisions.get((doubt.value_key, doubt.rule))
    row = DoubtRow(
        doubt.id,
        doubt.batch_id,
        doubt.value_key,
        doubt.rule,
        doubt.sheet,
        doubt.cell,
        json.loads(doubt.values),
    )
    if found is None:
        return row
    has_changed = found.values != doubt.values
    return replace(
        row,
        state=DoubtState.OPEN if has_changed else DoubtState(found.state),
        note=found.note,
        decided_at=found.decided_at.replace(tzinfo=dt.UTC) if found.decided_at else None,
        decided_by=found.decided_by,
        has_changed=has_changed and found.state != DoubtState.OPEN,
    )


def _text_of(values: Mapping[str, Any]) -> str:
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _parts(keys: Sequence[str]) -> Iterable[Sequence[str]]:
    for start in range(0, len(keys), _ROWS_AT_ONCE):
        yield keys[start : start + _ROWS_AT_ONCE]
