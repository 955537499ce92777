"""Names in the tables of an open file: the same for the store and for its backups.

Works on a plain connection within the caller's transaction. The guards of the history are lifted
and set again in that transaction, and what was rewritten there is accounted for by an entry of
its own (`rccdesk.services.history_chain`).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rccdesk.enums import Topic
from rccdesk.services.database.chain import (
    FIRST_HASH,
    canonical,
    change_digest,
    entry_digest,
    entry_hash,
    new_salt,
)
from rccdesk.services.history_chain import (
    CHANGE_TABLE,
    ENTRY_TABLE,
    PERSON_ERASED,
    REWRITTEN_FIELD,
)
from rccdesk.services.persons.names import Name
from rccdesk.services.persons.places import PLACES, Kind

HISTORY_TABLES = (ENTRY_TABLE, CHANGE_TABLE)
_TEXTS_OF = {ENTRY_TABLE: ("who", "values"), CHANGE_TABLE: ("old", "new")}
_HASHED = {
    ENTRY_TABLE: 'who, "values"',
    CHANGE_TABLE: "table_name, row_uuid, field, old, new",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """One field that holds the name: its place, its row (``row`` is its key) and its text."""

    table: str
    field: str
    kind: Kind
    rowid: int
    row: str
    text: str


def find_spots(connection: sqlite3.Connection, name: Name) -> list[Spot]:
    """Return every field that holds the name, by table and row; older schemas have fewer."""
    found: list[Spot] = []
    with damage_readable(connection):
        for (table, field), kind in PLACES.items():
            columns = _columns(connection, table)
            if field not in columns:
                continue
            stored = connection.execute(
                f'SELECT DISTINCT "{field}" FROM "{table}" WHERE typeof("{field}")=\'text\''
            )
            held = {text for (text,) in stored if name.count(text)}
            if not held:
                continue
            key = next((column for column, is_key in columns.items() if is_key), "rowid")
            rows = connection.execute(f'SELECT rowid, "{key}", "{field}" FROM "{table}"')
            found += [
                Spot(table, field, kind, rowid, str(row), text)
                for rowid, row, text in rows
                if text in held
            ]
    return sorted(found, key=lambda spot: (spot.table, spot.rowid))


def rewrite_rows(
    connection: sqlite3.Connection, spots: Iterable[Spot], name: Name, other: str
) -> None:
    """Put ``other`` for the name in rows outside the history, past the history."""
    for spot in spots:
        changed = name.replace(spot.text, other)
        revised = ", revision=revision+1" if "revision" in _columns(connection, spot.table) else ""
        connection.execute(
            f'UPDATE "{spot.table}" SET "{spot.field}"=?{revised} WHERE rowid=?',
            (changed, spot.rowid),
        )


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
    """Put ``other`` for the name in rows of the history, and append the entry that says so.

    The entry is of no run of the program, so that Ctrl+Z passes it by.
    """
    rows = dict.fromkeys((spot.table, spot.rowid) for spot in spots)
    accounts = []
    with guards_lifted(connection):
        for table, rowid in rows:
            # an entry's rowid is its id, a change's too
            with damage_readable(connection):
                *parts, salt = connection.execute(
                    f"SELECT {_HASHED[table]}, salt FROM {table} WHERE rowid=?", (rowid,)
                ).fetchone()
            texts = [text and name.replace(text, other, escaped=False) for text in parts[-2:]]
            first, second = _TEXTS_OF[table]
            before = _digest(table, salt, parts)
            salt = new_salt()
            after = _digest(table, salt, [*parts[:-2], *texts])
            connection.execute(
                f'UPDATE {table} SET "{first}"=?, "{second}"=?, salt=? WHERE rowid=?',
                (*texts, salt, rowid),
            )
            accounts.append(
                [table, str(rowid), REWRITTEN_FIELD, canonical(before), canonical(after)]
            )
    who = name.replace(who, other)
    _append_entry(connection, act=act, values=values, who=who, changes=accounts)


def count_erased(connection: sqlite3.Connection) -> int:
    """Return the number of the person erased last; 0 if none has been."""
    told = connection.execute(
        'SELECT "values" FROM history_entry WHERE act=?', (PERSON_ERASED,)
    ).fetchall()
    return max((int(json.loads(values)["number"]) for (values,) in told), default=0)


def has_digests(connection: sqlite3.Connection) -> bool:
    """Tell whether the history is chained as from schema 2 on."""
    return "digest" in _columns(connection, CHANGE_TABLE)


def _append_entry(
    connection: sqlite3.Connection,
    *,
    act: str,
    values: dict[str, object],
    who: str,
    changes: list[list[str]],
) -> None:
    last = connection.execute(
        "SELECT entry_id, hash FROM history_entry ORDER BY entry_id DESC LIMIT 1"
    ).fetchone()
    last_id, previous_hash = last or (0, FIRST_HASH)
    at = dt.datetime.now(dt.UTC).replace(tzinfo=None).isoformat("T", "microseconds")
    salt, told = new_salt(), canonical(values)
    salted = [(new_salt(), change) for change in changes]
    digests = [change_digest(own, change) for own, change in salted]
    digest = entry_digest(salt, who, told)
    topics = str(Topic.SETTINGS)
    own_hash = entry_hash(
        previous_hash, last_id + 1, at, "", act, topics, None, None, None, "", digest, digests
    )
    connection.execute(
        'INSERT INTO history_entry (entry_id, at, who, session, act, "values", topics, batch_ids, '
        "previous_hash, hash, salt, digest) VALUES (?, ?, ?, '', ?, ?, ?, '', ?, ?, ?, ?)",
        (
            last_id + 1,
            at.replace("T", " "),
            who,
            act,
            told,
            topics,
            previous_hash,
            own_hash,
            salt,
            digest,
        ),
    )
    connection.executemany(
        "INSERT INTO history_change (entry_id, table_name, row_uuid, field, old, new, salt, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (last_id + 1, *change, own, own_digest)
            for (own, change), own_digest in zip(salted, digests, strict=True)
        ],
    )
    connection.executemany(
        "INSERT INTO data_version (topic, version) VALUES (?, 1) "
        "ON CONFLICT (topic) DO UPDATE SET version = version + 1",
        [(topics,), (str(Topic.HISTORY),)],
    )


def _digest(table: str, salt: str | None, parts: list[str | None]) -> str:
    if table == CHANGE_TABLE:
        return change_digest(salt, parts)
    return entry_digest(salt, str(parts[0]), str(parts[1]))


def _columns(connection: sqlite3.Connection, table: str) -> dict[str, bool]:
    """Return column -> whether it is in the key, of a table; none if it is not there."""
    rows = connection.execute("SELECT name, pk FROM pragma_table_info(?)", (table,)).fetchall()
    return {name: bool(key) for name, key in rows}


@contextlib.contextmanager
def guards_lifted(connection: sqlite3.Connection) -> Iterator[None]:
    """Allow to change the history; only ever within a transaction."""
    guards = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type='trigger' AND tbl_name IN (?, ?)",
        HISTORY_TABLES,
    ).fetchall()
    for trigger, _sql in guards:
        connection.execute(f'DROP TRIGGER "{trigger}"')
    yield
    for _trigger, sql in guards:
        connection.execute(sql)


@contextlib.contextmanager
def damage_readable(connection: sqlite3.Connection) -> Iterator[None]:
    """Read bytes that are no text as marks: a backup to be cleared of a name may be damaged."""
    usual = connection.text_factory
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    try:
        yield
    finally:
        connection.text_factory = usual
