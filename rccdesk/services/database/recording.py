"""What a write changed, field by field, and its entry in the hash-chained history."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table, event, insert, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from rccdesk.models import HistoryChange, HistoryEntry, ImportBatch, UserEdited
from rccdesk.services.database.chain import (
    FIRST_HASH,
    canonical,
    change_digest,
    entry_digest,
    entry_hash,
    new_salt,
)

TYPING_SECONDS = 30
# Acts on the mission and the plan are each a step: their pages save nothing while one types, and
# a state that is chosen anew, or a goal that is moved on, is no more of the same text.
_STEPWISE = frozenset(("framework", "plans", "initiatives", "guidelines"))
# Points and decisions are saved while one types; what is chosen of them is a step each time.
_TYPED_IN = frozenset(("groups", "meetings", "decisions"))
_CHOSEN = frozenset(("state", "kind", "stance", "presence", "answer", "form", "role", "function"))


def encode_value(value: object) -> str:
    """Return a field's value as canonical JSON; dates in ISO form."""
    if isinstance(value, dt.date | dt.datetime):
        value = value.isoformat()
    return canonical(value)


def decode_value(table: Table, field: str, text: str) -> object:
    """Return the value that `encode_value` wrote for ``field`` of ``table``."""
    value = json.loads(text)
    kind = table.c[field].type.python_type
    if value is not None and kind in (dt.date, dt.datetime):
        return kind.fromisoformat(value)
    return value


class Recording:
    """Collects the changes of one write through the events of its session."""

    def __init__(self, session: Session, owner: str) -> None:
        """Start to listen."""
        self._session = session
        self._owner = owner
        # (table, uuid) -> field -> [old, new] as JSON; None where the row does not exist
        self._rows: dict[tuple[str, str], dict[str, list[str | None]]] = {}
        self.batch_ids: list[int] = []
        event.listen(session, "before_flush", self._before_flush)
        event.listen(session, "after_flush", self._after_flush)
        event.listen(session, "do_orm_execute", self._refuse_bulk)

    def changes(self) -> list[list[str | None]]:
        """Return [table, uuid, field, old, new] of all that differs between start and now."""
        return [
            [table, row_uuid, field, old, new]
            for (table, row_uuid), fields in self._rows.items()
            for field, (old, new) in fields.items()
            if old != new
        ]

    def _before_flush(self, session: Session, _context: UOWTransaction, _objects: object) -> None:
        for row in session.new:
            if isinstance(row, UserEdited):
                row.owner = row.owner or self._owner
        for row in session.dirty:
            if isinstance(row, UserEdited) and session.is_modified(row):
                row.revision = self._note(row, self._read(row), self._values(row)) + 1
        for row in session.deleted:
            if isinstance(row, UserEdited):
                self._note(row, self._read(row), None)

    def _after_flush(self, session: Session, _context: UOWTransaction) -> None:
        for row in session.new:  # defaults have their values only now
            if isinstance(row, UserEdited):
                self._note(row, None, self._values(row))
            elif isinstance(row, ImportBatch):
                self.batch_ids.append(row.batch_id)

    def _note(
        self, row: UserEdited, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
    ) -> int:
        """Merge a change of one row with earlier ones of the same write; return its revision."""
        before, after = old or {}, new or {}
        key = (inspect(row).mapper.local_table.name, row.uuid)
        fields = self._rows.setdefault(key, {})
        whole = old is None or new is None
        for field in {**before, **after}:
            if field == "uuid" or (field == "revision" and not whole):
                continue
            was = encode_value(before[field]) if old is not None else None
            now = encode_value(after[field]) if new is not None else None
            if field in fields:
                fields[field][1] = now
            elif was != now:
                fields[field] = [was, now]
        return int(before.get("revision", 0))

    def _read(self, row: UserEdited) -> dict[str, Any]:
        # From the file and not from the session: an attribute's old value may never have been
        # loaded, and an earlier flush of the same write has already been noted.
        table = inspect(row).mapper.local_table
        with self._session.no_autoflush:
            found = self._session.connection().execute(
                select(table).where(table.c.uuid == row.uuid)
            )
        return dict(found.mappings().one())

    @staticmethod
    def _values(row: UserEdited) -> dict[str, Any]:
        return {c.key: getattr(row, c.key) for c in inspect(row).mapper.column_attrs}

    @staticmethod
    def _refuse_bulk(state: ORMExecuteState) -> None:
        if state.is_select or state.bind_mapper is None:
            return
        if issubclass(state.bind_mapper.class_, UserEdited):
            raise RuntimeError("user-edited rows are changed as objects, else history misses it")


def add_entry(
    session: Session,
    *,
    who: str,
    run: str,
    act: str,
    values: Mapping[str, object],
    topics: str,
    changes: list[list[str | None]],
    batch_ids: list[int],
    undoes: int | None = None,
    redoes: int | None = None,
) -> int:
    """Append one entry to the chain and return its id."""
    last = session.scalars(
        select(HistoryEntry).order_by(HistoryEntry.entry_id.desc()).limit(1)
    ).first()
    salt, told = new_salt(), canonical(dict(values))
    entry = HistoryEntry(
        entry_id=last.entry_id + 1 if last else 1,
        at=dt.datetime.now(dt.UTC).replace(tzinfo=None),
        who=who,
        session=run,
        act=act,
        values=told,
        topics=topics,
        undoes=undoes,
        redoes=redoes,
        step=None,
        batch_ids=" ".join(map(str, batch_ids)),
        previous_hash=last.hash if last else FIRST_HASH,
        salt=salt,
        digest=entry_digest(salt, who, told),
    )
    if last and not (undoes or redoes or batch_ids) and _continues(session, last, entry, changes):
        entry.step = last.step or last.entry_id
    names = ("table_name", "row_uuid", "field", "old", "new")
    rows: list[dict[str, object]] = []
    digests: list[str] = []
    for change in changes:
        salt = new_salt()
        digests.append(change_digest(salt, change))
        rows.append(
            {
                "entry_id": entry.entry_id,
                **dict(zip(names, change, strict=True)),
                "salt": salt,
                "digest": digests[-1],
            }
        )
    entry.hash = entry_hash(
        entry.previous_hash,
        entry.entry_id,
        entry.at.isoformat(timespec="microseconds"),
        entry.session,
        entry.act,
        entry.topics,
        entry.undoes,
        entry.redoes,
        entry.step,
        entry.batch_ids,
        entry.digest,
        digests,
    )
    session.add(entry)
    session.flush()
    if rows:
        session.execute(insert(HistoryChange), rows)
    return entry.entry_id


def raise_versions(session: Session, topics: Iterable[str]) -> None:
    """Raise the data version of each topic, once."""
    session.connection().exec_driver_sql(
        "INSERT INTO data_version (topic, version) VALUES (?, 1) "
        "ON CONFLICT (topic) DO UPDATE SET version = version + 1",
        [(str(topic),) for topic in dict.fromkeys(topics)],
    )


def _continues(
    session: Session, last: HistoryEntry, entry: HistoryEntry, changes: list[list[str | None]]
) -> bool:
    """Tell whether the entry is more typing in the text that the last entry changed or made."""
    if len(changes) != 1 or last.undoes or last.redoes or last.batch_ids:
        return False
    if (last.session, last.act, last.who) != (entry.session, entry.act, entry.who):
        return False
    first = session.get_one(HistoryEntry, last.step or last.entry_id)
    if (entry.at - first.at).total_seconds() >= TYPING_SECONDS:
        return False
    table, row_uuid, field, old, new = changes[0]
    if not (_is_text(old) and _is_text(new)) or _is_stepwise(table, field):
        return False
    before = session.execute(
        select(
            HistoryChange.table_name, HistoryChange.row_uuid, HistoryChange.field, HistoryChange.old
        ).where(HistoryChange.entry_id == last.entry_id)
    ).all()
    made = all(t == table and u == row_uuid and was is None for t, u, _f, was in before)
    return made or [tuple(row[:3]) for row in before] == [(table, row_uuid, field)]


def _is_stepwise(table: str | None, field: str | None) -> bool:
    for model in UserEdited.__subclasses__():
        own = inspect(model).local_table
        if own.name != table:
            continue
        module = model.__module__.rpartition(".")[2]
        if module in _STEPWISE:
            return True
        if module not in _TYPED_IN or field is None:
            return False
        is_reference = field.endswith("_uuid")
        return field in _CHOSEN or is_reference or own.c[field].type.python_type is not str
    return False


def _is_text(value: str | None) -> bool:
    return value is not None and value.startswith('"')
