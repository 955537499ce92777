"""The rows of persons: how they are reached, and what hangs on them by reference."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import formats
from rccdesk.models import Base, Person
from rccdesk.services.history.values import BOOKKEEPING, field_words, table_words, value_words
from rccdesk.services.naming.lookup import Lookup
from rccdesk.services.persons.names import Name

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PERSON = Person.__tablename__
_DETAILS = ("email", "phone")
_FEWEST_SIGNS = 6  # a shorter one may be anything
_SILENT = frozenset({*BOOKKEEPING, "deleted_at"})


def with_details(connection: sqlite3.Connection, name: Name, others: Collection[str] = ()) -> Name:
    """Return the name with how its rows of persons are reached, now and earlier, and ``others``.

    What somebody else is reached by too, as the number of a ward, tells nobody from another.
    """
    return Name(name.text, {*find_details(connection, name), *others})


def find_details(connection: sqlite3.Connection, name: Name) -> frozenset[str]:
    """Return the addresses and numbers of the rows of persons with this very name."""
    uuids = find_rows(connection, name)
    if not uuids:
        return frozenset()
    held: dict[bool, set[str]] = {True: set(), False: set()}
    for uuid, *details in connection.execute(f"SELECT uuid, {', '.join(_DETAILS)} FROM {PERSON}"):
        held[uuid in uuids].update(filter(None, details))
    marks = ", ".join("?" * len(uuids))
    changes = connection.execute(
        f"SELECT old, new FROM history_change WHERE table_name=? AND row_uuid IN ({marks})"
        f" AND field IN ({', '.join(repr(field) for field in _DETAILS)})",
        (PERSON, *uuids),
    )
    for change in changes:
        held[True].update(filter(None, map(_text_of, change)))
    mine = held[True] - held[False]
    return frozenset(each for each in mine if sum(map(str.isalnum, each)) >= _FEWEST_SIGNS)


def find_rows(connection: sqlite3.Connection, name: Name) -> tuple[str, ...]:
    """Return the uuids of the persons with this very name, deleted ones too."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name=?", (PERSON,)).fetchone():
        return ()  # of an older schema
    rows = connection.execute(f"SELECT uuid, name FROM {PERSON}")
    return tuple(uuid for uuid, stored in rows if name.is_all_of(str(stored)))


def clear_details(connection: sqlite3.Connection, uuids: Collection[str]) -> None:
    """Empty how these persons are reached; done with what else is rewritten of them."""
    for uuid in uuids:
        connection.execute(f"UPDATE {PERSON} SET email='', phone='' WHERE uuid=?", (uuid,))


def list_held(session: Session, uuids: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    """Give what the store has on these persons: each row in words, with its fields, as shown.

    That is their own row, and what points at it: seats, assignments, attendance, actions.
    """
    lookup = Lookup(session)
    for table in Base.metadata.sorted_tables:
        keys = [key.parent for key in table.foreign_keys if key.column.table.name == PERSON]
        keys += [table.c.uuid] if table.name == PERSON else []
        for key in keys:
            for row in session.execute(select(table).where(key.in_(uuids))).mappings():
                uuid = str(row["uuid"])
                said = [
                    f"{field_words(table.name, field)}: {words}"
                    for field, value in row.items()
                    if field not in _SILENT
                    and (words := value_words(lookup, table.name, uuid, field, value))
                    != formats.MISSING
                ]
                yield f"{table_words(table.name)}: {lookup.name(table.name, uuid)}", said


def _text_of(stored: str | None) -> str:
    try:
        value = json.loads(stored) if stored else ""
    except ValueError:
        return ""
    return value if isinstance(value, str) else ""
