"""Thousands of stored rows as plain data, fast: columns as SQLite has them, no objects between.

What has been read is kept by its revision, which every write raises: after a write only the rows
that it changed are read and made again.
"""

from __future__ import annotations

import datetime as dt
import typing
from collections.abc import Callable, Collection
from dataclasses import fields
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import literal_column, select

from rccdesk.services.database import Database

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from sqlalchemy.orm import Session

    from rccdesk.models import UserEdited

    _RowT = TypeVar("_RowT", bound=DataclassInstance)

_Convert = Callable[[Any], Any]
_Known = dict[str, tuple[int, Any]]  # uuid -> revision and row
_MOST_NAMED = 500  # rows that one query asks for by their uuids; beyond, all are read
_kept: WeakKeyDictionary[Database, dict[type[Any], _Known]] = WeakKeyDictionary()


def read_all(
    database: Database, session: Session, kind: type[_RowT], model: type[UserEdited]
) -> list[_RowT]:
    """Return the living rows of a table as plain data, in no order."""
    known = _kept.setdefault(database, {}).get(kind, {})
    table: Any = model.__table__  # type: ignore[attr-defined]
    query = select(table.c.uuid, table.c.revision).where(table.c.deleted_at.is_(None))
    living: dict[str, int] = dict(session.connection().execute(query).all())
    changed = [
        uuid
        for uuid, revision in living.items()
        if (row := known.get(uuid)) is None or row[0] != revision
    ]
    read: dict[str, Any] = {}
    if changed:
        asked = changed if len(changed) <= _MOST_NAMED else None
        read = {row.uuid: row for row in read_rows(session, kind, model, uuids=asked)}
    rows: _Known = {}
    for uuid, revision in living.items():
        row = read.get(uuid)
        rows[uuid] = (revision, row) if row is not None else known[uuid]
    _kept[database][kind] = rows  # replaced whole: other threads read the one before
    return [row for _revision, row in rows.values()]


def read_rows(
    session: Session,
    kind: type[_RowT],
    model: type[UserEdited],
    *,
    uuids: Collection[str] | None = None,
    chosen: Callable[[Any], Any] = lambda query: query,
) -> list[Any]:
    """Return living rows of a table as plain data; ``chosen`` narrows and orders the query."""
    converts = _converts(kind)
    table: Any = model.__table__  # type: ignore[attr-defined]
    # The types of SQLAlchemy turn every cell, and most cells are as they are.
    columns: list[Any] = [literal_column(f"{table.name}.{name}") for name, *_rest in converts]
    query = select(*columns).select_from(table).where(table.c.deleted_at.is_(None))
    if uuids is not None:
        query = query.where(table.c.uuid.in_(uuids))
    told = [(place, convert, empty) for place, (_name, convert, empty) in enumerate(converts)]
    told = [each for each in told if each[1] is not None]
    rows = []
    for found in session.connection().execute(chosen(query)).all():
        values = list(found)
        for place, convert, empty in told:
            value = values[place]
            values[place] = empty if value is None or convert is None else convert(value)
        rows.append(kind(*values))
    return rows


@cache
def _converts(kind: type[Any]) -> tuple[tuple[str, _Convert | None, str | None], ...]:
    """Return the fields of a kind, with what a stored value needs and what stands for none."""
    hints = typing.get_type_hints(kind)
    return tuple(
        (
            field.name,
            _convert_of(field.name, hints[field.name]),
            "" if field.name.endswith("_uuid") else None,
        )
        for field in fields(kind)
    )


def _convert_of(name: str, hint: Any) -> _Convert | None:
    kinds = typing.get_args(hint) or (hint,)
    vocabulary = next((k for k in kinds if isinstance(k, type) and issubclass(k, StrEnum)), None)
    if vocabulary is not None:
        return {str(member): member for member in vocabulary}.get
    if dt.date in kinds:
        return dt.date.fromisoformat
    if bool in kinds:
        return bool
    return str if name.endswith("_uuid") else None
