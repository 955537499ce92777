"""One step of the history in full: each thing it changed, field by field, and whether it can go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from rccdesk import formats
from rccdesk.errors import NotFoundError
from rccdesk.models import HistoryChange, HistoryEntry, ImportBatch
from rccdesk.services.database.recording import decode_value
from rccdesk.services.history.differences import TextPart, compare
from rccdesk.services.history.listing import HistoryRow, make_row
from rccdesk.services.history.steps import find_undone, read_repeats, read_step, step_of
from rccdesk.services.history.undoing import find_hindrance
from rccdesk.services.history.values import (
    BOOKKEEPING,
    field_words,
    setting_parts,
    table_words,
    value_words,
)
from rccdesk.services.history_chain import CHANGE_TABLE, ENTRY_TABLE
from rccdesk.services.naming.lookup import Lookup, find_table
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

THING_LIMIT = 10
_OWN_TABLES = (ENTRY_TABLE, CHANGE_TABLE)


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field before and after, in words. The parts are given for long texts that are alike."""

    label: str
    old: str
    new: str
    old_parts: tuple[TextPart, ...] = ()
    new_parts: tuple[TextPart, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedThing:
    """A row that a step touched: "Ledtidsgräns" and "Lungcancer, kirurgi".

    ``kind`` is added, changed, removed, trashed or restored, and ``kind_words`` says it.
    ``table`` and ``key`` (the indicator's own, for its levels too) tell a page what to open;
    ``exists`` and ``is_in_trash`` whether and where there is anything to open.
    """

    table: str
    row_uuid: str
    title: str
    name: str
    kind: str
    kind_words: str
    fields: tuple[ChangedField, ...]
    exists: bool
    is_in_trash: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class ChangedImport:
    """An import that a step brought in or took away, with its file and rows."""

    batch_id: int
    file_name: str
    rows: int
    state_words: str


@dataclass(frozen=True, slots=True)
class HistoryEntryDetail:
    """One step. ``thing_count`` counts all things, of which ``things`` may hold the first only.

    ``target`` is the step that this one undid or redid, ``undone_by`` the one that undid this.
    ``why_not`` says in words why it cannot be undone, and is empty where it can.
    """

    row: HistoryRow
    things: tuple[ChangedThing, ...]
    thing_count: int
    imports: tuple[ChangedImport, ...]
    target: HistoryRow | None
    undone_by: HistoryRow | None
    can_undo: bool
    why_not: str
    rewritten_count: int = 0  # rows of the history itself, at a person's request


def get_entry(
    database: Database, entry_id: int, *, thing_limit: int = THING_LIMIT
) -> HistoryEntryDetail:
    """Return the step that ``entry_id`` belongs to; NotFoundError where there is none."""
    with database.read() as session:
        entry = session.get(HistoryEntry, entry_id)
        if entry is None:
            raise NotFoundError("history_entry_missing")
        step = read_step(session, step_of(entry))
        undone = find_undone(read_repeats(session))
        number = step_of(entry)
        ids = [e.entry_id for e in step]
        keys = _list_things(session, ids)
        lookup = Lookup(session)
        refusal = find_hindrance(session, step)
        why_not = (
            "" if refusal is None else text(f"history.why_not.{refusal.code}", **refusal.values)
        )
        if getattr(database, "is_reading", False):
            why_not = text("history.why_not.reading")
        return HistoryEntryDetail(
            row=make_row(step, is_undone=number in undone),
            things=tuple(_thing(session, lookup, ids, key) for key in keys[:thing_limit]),
            thing_count=len(keys),
            imports=_list_imports(session, step),
            target=_read_row(session, step[-1].undoes or step[-1].redoes, undone),
            undone_by=_read_row(session, undone.get(number), undone),
            can_undo=not why_not,
            why_not=why_not,
            rewritten_count=_count_rewritten(session, ids),
        )


def list_changes(
    database: Database, table: str, row_uuids: Sequence[str]
) -> tuple[tuple[HistoryRow, ChangedThing], ...]:
    """Return the steps that changed any of these rows and what each did to it, newest first."""
    with database.read() as session:
        query = (
            select(HistoryEntry, HistoryChange.row_uuid)
            .join(HistoryChange, HistoryChange.entry_id == HistoryEntry.entry_id)
            .where(HistoryChange.table_name == table, HistoryChange.row_uuid.in_(row_uuids))
            .order_by(HistoryEntry.entry_id.desc())
            .distinct()
        )
        found = dict.fromkeys((step_of(entry), uuid) for entry, uuid in session.execute(query))
        undone = find_undone(read_repeats(session))
        lookup = Lookup(session)
        changes = []
        for step, uuid in found:
            entries = read_step(session, step)
            row = make_row(entries, is_undone=step in undone)
            ids = [entry.entry_id for entry in entries]
            changes.append((row, _thing(session, lookup, ids, (table, uuid))))
        return tuple(changes)


def _say_why_not(session: Session, step: list[HistoryEntry], *, is_reading: bool) -> str:
    if is_reading:
        return text("history.why_not.reading")
    refusal = find_hindrance(session, step)
    return "" if refusal is None else text(f"history.why_not.{refusal.code}", **refusal.values)


def _read_row(session: Session, step: int | None, undone: Mapping[int, int]) -> HistoryRow | None:
    entries = read_step(session, step) if step else []
    return make_row(entries, is_undone=step in undone) if entries else None


def _list_things(session: Session, ids: list[int]) -> list[tuple[str, str]]:
    """Return (table, uuid) of the rows that a step touched, in the order it touched them."""
    query = (
        select(HistoryChange.table_name, HistoryChange.row_uuid)
        .where(HistoryChange.entry_id.in_(ids), HistoryChange.table_name.not_in(_OWN_TABLES))
        .group_by(HistoryChange.table_name, HistoryChange.row_uuid)
        .order_by(func.min(HistoryChange.id))
    )
    return [(table, row_uuid) for table, row_uuid in session.execute(query)]


def _count_rewritten(session: Session, ids: list[int]) -> int:
    query = (
        select(func.count())
        .select_from(HistoryChange)
        .where(HistoryChange.entry_id.in_(ids), HistoryChange.table_name.in_(_OWN_TABLES))
    )
    return session.scalar(query) or 0


def _thing(session: Session, lookup: Lookup, ids: list[int], key: tuple[str, str]) -> ChangedThing:
    table, row_uuid = key
    changes: dict[str, tuple[str | None, str | None]] = {}
    query = select(HistoryChange.field, HistoryChange.old, HistoryChange.new).where(
        HistoryChange.entry_id.in_(ids),
        HistoryChange.table_name == table,
        HistoryChange.row_uuid == row_uuid,
    )
    for field, old, new in session.execute(query.order_by(HistoryChange.id)):
        changes[field] = (changes.get(field, (old, None))[0], new)
    kind = _kind_of(changes)
    fields = lookup.fields(table, row_uuid)
    owner = fields.get("indicator_uuid")
    parent = fields if owner is None else lookup.fields("indicator", str(owner))
    there = lookup.is_in_trash(table, row_uuid)
    return ChangedThing(
        table=table,
        row_uuid=row_uuid,
        title=table_words(table),
        name=lookup.name(table, row_uuid),
        kind=kind,
        kind_words=text(f"fields.change.{kind}"),
        fields=tuple(_fields(lookup, table, row_uuid, changes)),
        exists=there is False,
        is_in_trash=there is True,
        key=str(parent.get("key", "")),
    )


def _kind_of(changes: Mapping[str, tuple[str | None, str | None]]) -> str:
    if all(old is None for old, _new in changes.values()):
        return "added"
    if all(new is None for _old, new in changes.values()):
        return "removed"
    if "deleted_at" in changes:
        return "restored" if changes["deleted_at"][1] == "null" else "trashed"
    return "changed"


def _fields(
    lookup: Lookup,
    table: str,
    row_uuid: str,
    changes: Mapping[str, tuple[str | None, str | None]],
) -> list[ChangedField]:
    if table == "store_setting" and "value" in changes:
        return _setting_fields(lookup, row_uuid, changes["value"])
    found = find_table(table)
    if found is None:
        return []
    shown = []
    for column in found.columns:  # in the order of the table, the same every time
        if column.name in BOOKKEEPING or column.name not in changes:
            continue
        old, new = (
            value_words(
                lookup,
                table,
                row_uuid,
                column.name,
                None if value is None else decode_value(found, column.name, value),
            )
            for value in changes[column.name]
        )
        if old != new:
            shown.append(_field(field_words(table, column.name), old, new))
    return shown


def _setting_fields(
    lookup: Lookup, row_uuid: str, change: tuple[str | None, str | None]
) -> list[ChangedField]:
    found = find_table("store_setting")
    assert found is not None
    key = str(lookup.fields("store_setting", row_uuid).get("key", ""))
    before, after = (
        setting_parts(
            lookup, key, None if value is None else str(decode_value(found, "value", value))
        )
        for value in change
    )
    none = ("", formats.MISSING)
    return [
        _field((after.get(part) or before[part])[0], old, new)
        for part in dict.fromkeys((*before, *after))
        if (old := before.get(part, none)[1]) != (new := after.get(part, none)[1])
    ]


def _field(label: str, old: str, new: str) -> ChangedField:
    return ChangedField(label, old, new, *compare(old, new))


def _list_imports(session: Session, step: list[HistoryEntry]) -> tuple[ChangedImport, ...]:
    ids = [int(batch) for entry in step for batch in entry.batch_ids.split()]
    query = select(ImportBatch).where(ImportBatch.batch_id.in_(ids)).order_by(ImportBatch.batch_id)
    return tuple(
        ChangedImport(
            batch.batch_id,
            batch.file_name or text("typing_in.name"),
            batch.rows_imported + batch.rows_unchanged,
            text(f"imports.state.{batch.state}"),
        )
        for batch in session.scalars(query)
    )
