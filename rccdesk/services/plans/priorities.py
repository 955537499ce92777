"""When a goal was given another priority, and why: read from the history, where it is kept."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.models import HistoryChange, HistoryEntry, PlanItem

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_PRIORITY, _REASON = "priority", "priority_reason"


@dataclass(frozen=True, slots=True)
class PriorityChange:
    """A changed priority; None: none. ``at`` is aware, in UTC."""

    at: dt.datetime
    was: int | None
    now: int | None
    reason: str
    who: str


def list_priority_changes(database: Database, item_uuid: str) -> tuple[PriorityChange, ...]:
    """Return how the priority of an item has changed since it was made, the newest first."""
    query = (
        select(HistoryEntry, HistoryChange)
        .join(HistoryChange, HistoryChange.entry_id == HistoryEntry.entry_id)
        .where(
            HistoryChange.row_uuid == item_uuid,
            HistoryChange.table_name == PlanItem.__tablename__,
            HistoryChange.field.in_((_PRIORITY, _REASON)),
        )
        .order_by(HistoryChange.id)
    )
    with database.read() as session:
        rows = session.execute(query).all()
    entries: dict[int, tuple[HistoryEntry, dict[str, HistoryChange]]] = {}
    for entry, change in rows:
        entries.setdefault(entry.entry_id, (entry, {}))[1][change.field] = change
    reason = ""
    found = []
    for entry, changes in entries.values():
        if _REASON in changes:
            reason = str(_value(changes[_REASON].new) or "")
        if _PRIORITY not in changes:
            continue
        change = changes[_PRIORITY]
        if change.old is None or change.new is None:  # the goal was made, or is gone
            continue
        found.append(
            PriorityChange(
                entry.at.replace(tzinfo=dt.UTC),
                _number(change.old),
                _number(change.new),
                reason,
                entry.who,
            )
        )
    return tuple(reversed(found))


def _value(written: str | None) -> object:
    return None if written is None else json.loads(written)


def _number(written: str) -> int | None:
    value = _value(written)
    return value if isinstance(value, int) else None
