"""Whether the history is as it was written.

A row that differs from its digest must be accounted for: entries that erase or correct a person
name every row they rewrote, as changes of the tables of the history itself.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from typing import TYPE_CHECKING, Any

from rccdesk.services.database.chain import (
    FIRST_HASH,
    change_digest,
    entry_digest,
    entry_hash,
)

if TYPE_CHECKING:
    from rccdesk.services.database import Database

PERSON_ERASED = "history.act.person_erased"
PERSON_REWRITTEN = "history.act.person_corrected_in_history"
REWRITING_ACTS = (PERSON_ERASED, PERSON_REWRITTEN)
ENTRY_TABLE = "history_entry"
CHANGE_TABLE = "history_change"
REWRITTEN_FIELD = "digest"

_ENTRIES = (
    'SELECT entry_id, at, who, session, act, "values", topics, undoes, redoes, step, batch_ids, '
    "previous_hash, hash, salt, digest FROM history_entry ORDER BY entry_id"
)
_CHANGES = (
    "SELECT id, entry_id, table_name, row_uuid, field, old, new, salt, digest "
    "FROM history_change ORDER BY id"
)


def find_broken_entry(database: Database) -> int | None:
    """Return the first entry that is not as it was written, by the hash chain; None if all are."""
    with database.read() as session:
        raw = session.connection().connection.driver_connection
        assert raw is not None
        return find_broken_in(raw)


def find_broken_in(connection: sqlite3.Connection) -> int | None:
    """Do as `find_broken_entry` on the open file of a store of the newest schema."""
    usual = connection.text_factory
    # damaged bytes are an answer, not a failure: they match no digest
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    try:
        entries = connection.execute(_ENTRIES).fetchall()
        changes = connection.execute(_CHANGES).fetchall()
    finally:
        connection.text_factory = usual
    right = _right_digests(entries, changes)
    digests: dict[int, list[str]] = {}
    rewritten: set[int] = set()  # entries with a change that nothing accounts for
    for change_id, entry_id, *fields, salt, digest in changes:
        digests.setdefault(entry_id, []).append(digest)
        if _digest(change_digest, salt, fields) != right[CHANGE_TABLE, change_id]:
            rewritten.add(entry_id)
    previous = FIRST_HASH
    for number, row in enumerate(entries, start=1):
        entry_id, at, who, session, act, values, topics, undoes, redoes, step, batches, *last = row
        previous_hash, written, salt, digest = last
        own = _digest(entry_digest, salt, who, values)
        try:
            expected = entry_hash(
                previous_hash,
                entry_id,
                str(at).replace(" ", "T"),
                session,
                act,
                topics,
                undoes,
                redoes,
                step,
                batches,
                digest,
                digests.pop(entry_id, []),
            )
        except TypeError:  # bytes where a text should be
            return int(entry_id)
        if (
            entry_id != number
            or previous_hash != previous
            or written != expected
            or own != right[ENTRY_TABLE, entry_id]
            or entry_id in rewritten
        ):
            return int(entry_id)
        previous = written
    return min(digests, default=None)


def _right_digests(entries: list[Any], changes: list[Any]) -> dict[tuple[str, int], str]:
    """Return the digest that each row must have: as first written, or by its last rewriting.

    A rewriting names the digest before and after; one that found the row other than it had to be
    makes nothing right.
    """
    acts = {row[0]: row[4] for row in entries}
    right = {(ENTRY_TABLE, row[0]): row[-1] for row in entries}
    right |= {(CHANGE_TABLE, row[0]): row[-1] for row in changes}
    for _id, entry_id, table, row, field, old, new, _salt, _digest in changes:
        if field != REWRITTEN_FIELD or acts.get(entry_id) not in REWRITING_ACTS:
            continue
        with contextlib.suppress(TypeError, ValueError):  # edited by a tool; its own digest tells
            key = (table, int(row))
            if right.get(key) == json.loads(old):
                right[key] = json.loads(new)
    return right


def _digest(compute: Any, *parts: Any) -> str | None:
    try:
        return str(compute(*parts))
    except TypeError:  # not a text: written past the program
        return None
