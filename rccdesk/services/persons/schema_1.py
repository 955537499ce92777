"""The history of a backup of schema 1, whose texts are hashed as they are.

There a text cannot be rewritten without hashing anew; the entry at the end says that it was done.
An entry that was not as written before is not made whole by it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Iterable
from typing import Any

from rccdesk.enums import Topic
from rccdesk.services.database.chain import FIRST_HASH, canonical
from rccdesk.services.persons.names import Name
from rccdesk.services.persons.rewriting import Spot, damage_readable, guards_lifted

_ENTRIES = (
    'SELECT entry_id, hash, previous_hash, at, who, session, act, "values", topics, undoes, '
    "redoes, step, batch_ids FROM history_entry ORDER BY entry_id"
)
_CHANGES = "SELECT entry_id, table_name, row_uuid, field, old, new FROM history_change ORDER BY id"


def rewrite_history(
    connection: sqlite3.Connection,
    spots: Iterable[Spot],
    name: Name,
    other: str,
    *,
    act: str,
    values: dict[str, object],
    who: str,
) -> None:
    """Do as `rccdesk.services.persons.rewriting.rewrite_history` in a file of schema 1."""
    whole = {row[0] for row, own_hash in _hashed(connection) if row[1] == own_hash}
    with guards_lifted(connection):
        for spot in spots:
            changed = name.replace(spot.text, other, escaped=False)
            connection.execute(
                f'UPDATE {spot.table} SET "{spot.field}"=? WHERE rowid=?', (changed, spot.rowid)
            )
        old_last = new_last = FIRST_HASH
        for row, _own_hash in _hashed(connection):
            entry_id, old_hash, previous, *_rest = row
            new_previous = new_last if previous == old_last else previous
            new_hash = (
                _hash([entry_id, "", new_previous, *row[3:]], _changes(connection, entry_id))
                if entry_id in whole
                else old_hash
            )
            connection.execute(
                "UPDATE history_entry SET previous_hash=?, hash=? WHERE entry_id=?",
                (new_previous, new_hash, entry_id),
            )
            old_last, new_last = old_hash, new_hash
    at = dt.datetime.now(dt.UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    last_id = connection.execute("SELECT max(entry_id) FROM history_entry").fetchone()[0] or 0
    told, topics = canonical(values), str(Topic.SETTINGS)
    entry = [last_id + 1, "", new_last, at, name.replace(who, other), "", act, told, topics]
    entry += [None, None, None, ""]
    entry[1] = _hash(entry, [])
    connection.execute(
        "INSERT INTO history_entry (entry_id, hash, previous_hash, at, who, session, act, "
        '"values", topics, undoes, redoes, step, batch_ids) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)',
        entry,
    )


def _hashed(connection: sqlite3.Connection) -> list[tuple[list[Any], str]]:
    """Return every entry with the hash that its content has."""
    with damage_readable(connection):
        rows = connection.execute(_ENTRIES).fetchall()
        changes: dict[int, list[list[Any]]] = {}
        for entry_id, *change in connection.execute(_CHANGES):
            changes.setdefault(entry_id, []).append(change)
    return [(list(row), _hash(row, changes.get(row[0], []))) for row in rows]


def _changes(connection: sqlite3.Connection, entry_id: int) -> list[list[Any]]:
    rows = connection.execute(
        "SELECT table_name, row_uuid, field, old, new FROM history_change WHERE entry_id=? "
        "ORDER BY id",
        (entry_id,),
    )
    return [list(row) for row in rows]


def _hash(row: Iterable[Any], changes: list[list[Any]]) -> str:
    entry_id, _hash, previous, at, *rest = row
    # a whole second was hashed without its zeros
    moment = str(at).replace(" ", "T").removesuffix(".000000")
    parts = [previous, entry_id, moment, *rest, changes]
    return hashlib.sha256(canonical(parts).encode("utf-8", "surrogatepass")).hexdigest()
