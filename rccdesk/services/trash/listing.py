"""What lies in the Papperskorg, and for how long yet."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from rccdesk.models import HistoryChange, HistoryEntry, UserEdited
from rccdesk.services.database.recording import encode_value
from rccdesk.services.trash.kinds import BY_TABLE, KINDS, ORDER, Kind, Names, get_names
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

KEPT_DAYS = 90
_AT_ONCE = 500  # uuids in one question; SQLite takes some ten thousands


@dataclass(frozen=True, slots=True)
class TrashRow:
    """One thing in the Papperskorg: a row, and in ``with_rows`` what went in the same act.

    ``kind`` is what it is, ``name`` which one, both in words. ``deleted_at`` is in UTC and aware.
    ``days_left`` is 0 to `KEPT_DAYS`. ``entry_id`` is the act; ``uuids`` are all its rows.
    """

    table: str
    uuid: str
    kind: str
    name: str
    deleted_at: dt.datetime
    deleted_by: str
    days_left: int
    entry_id: int
    with_rows: tuple[str, ...] = ()
    with_words: str = ""  # as in "med 2 målnivåer"
    uuids: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The name with what went in the same act, as in "Vårdplan med 2 målnivåer"."""
        return f"{self.name} {self.with_words}".strip()


@dataclass(frozen=True, slots=True)
class Deleted:
    """A deleted row with the act that deleted it; ``entry`` None where history knows of none."""

    kind: Kind
    row: UserEdited
    entry: HistoryEntry | None

    @property
    def entry_id(self) -> int:
        """The number of the act; 0 where history knows of none."""
        return self.entry.entry_id if self.entry is not None else 0


def list_trash(database: Database, *, now: dt.datetime | None = None) -> tuple[TrashRow, ...]:
    """Return what lies in the Papperskorg, the last act first; ``now`` is aware."""
    today = now or dt.datetime.now(dt.UTC)
    names = get_names(database)
    with database.read() as session:
        deleted = find_deleted(session)
        ages = find_ages(session, deleted, today)
    return tuple(
        _thing(group, names, max(0, KEPT_DAYS - ages[group[0].entry_id]))
        for group in group_acts(deleted)
    )


def find_deleted(session: Session) -> list[Deleted]:
    """Return the rows that users deleted: the last act first, its rows in the order of `KINDS`."""
    rows = [
        (kind, row)
        for kind in KINDS
        for row in session.scalars(
            select(kind.model).where(kind.model.deleted_at.is_not(None)).order_by(kind.model.uuid)
        )
    ]
    entries = _find_entries(session, rows)
    found = [Deleted(kind, row, entries.get(row.uuid)) for kind, row in rows]
    mine = [one for one in found if one.entry is None or not one.entry.batch_ids]
    return sorted(mine, key=lambda one: -one.entry_id)  # stable: the order of `KINDS` stays


def group_acts(deleted: Iterable[Deleted]) -> list[list[Deleted]]:
    """Return the rows of each act together, wholes before parts; a row without an act alone."""
    groups = groupby(deleted, lambda one: one.entry_id or one.row.uuid)
    return [_wholes_first(list(group)) for _, group in groups]


def _wholes_first(act: list[Deleted]) -> list[Deleted]:
    """Put a row that lies under another of its own table and act after all that does not.

    The act is named by its first row: a goal with its sub-goals, whichever was made first.
    """
    going = {one.row.uuid for one in act}
    return sorted(
        act,
        key=lambda one: (
            ORDER[one.kind.table],
            getattr(one.row, "parent_uuid", None) in going,
        ),
    )


def find_ages(session: Session, deleted: Iterable[Deleted], now: dt.datetime) -> dict[int, int]:
    """Return act -> whole days since it, never negative.

    A clock that was ahead is found out by later entries: an act cannot be younger than they are.
    """
    plain = now.astimezone(dt.UTC).replace(tzinfo=None)
    acts = {one.entry_id for one in deleted} - {0}
    earliest = func.min(HistoryEntry.at).over(order_by=HistoryEntry.entry_id.desc())
    since = select(HistoryEntry.entry_id, earliest.label("at")).subquery()
    found = session.execute(select(since.c.entry_id, since.c.at).where(since.c.entry_id.in_(acts)))
    return {0: 0} | {entry_id: max(0, (plain - at).days) for entry_id, at in found}


def _find_entries(
    session: Session, rows: list[tuple[Kind, UserEdited]]
) -> Mapping[str, HistoryEntry]:
    """Return uuid -> the act that deleted the row.

    The act is the first that set the row's very time of deletion: undoing a removal, or redoing
    the deletion, sets the same time again and must not pass for the act.
    """
    wanted = {row.uuid: encode_value(row.deleted_at) for _, row in rows}
    first: dict[str, int] = {}
    asked = list(wanted)
    for start in range(0, len(asked), _AT_ONCE):
        uuids = asked[start : start + _AT_ONCE]
        for row_uuid, new, entry_id in session.execute(
            select(HistoryChange.row_uuid, HistoryChange.new, HistoryChange.entry_id)
            .where(HistoryChange.row_uuid.in_(uuids), HistoryChange.field == "deleted_at")
            .order_by(HistoryChange.entry_id.desc())
        ):
            if new == wanted[row_uuid]:
                first[row_uuid] = entry_id
    entries = {entry_id: session.get_one(HistoryEntry, entry_id) for entry_id in first.values()}
    return {uuid: entries[entry_id] for uuid, entry_id in first.items()}


def _thing(group: list[Deleted], names: Names, days_left: int) -> TrashRow:
    head, *others = group
    deleted_at = head.row.deleted_at
    assert deleted_at is not None
    return TrashRow(
        head.kind.table,
        head.row.uuid,
        head.kind.words,
        head.kind.name(head.row, names),
        deleted_at.replace(tzinfo=dt.UTC),
        head.entry.who if head.entry is not None else "",
        days_left,
        head.entry_id,
        tuple(sorted(f"{one.kind.words}: {one.kind.name(one.row, names)}" for one in others)),
        _with_words(others),
        tuple(one.row.uuid for one in group),
    )


def _with_words(others: list[Deleted]) -> str:
    counts = Counter(one.kind.table for one in others)
    parts = [BY_TABLE[table].count(count) for table, count in counts.items()]
    return text("trash.with", things=", ".join(parts)) if parts else ""
