"""Reading a store past the program."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any


def ask(path: Path, query: str, *values: Any, mode: str = "rw") -> list[tuple[Any, ...]]:
    """Return the rows of a query; SQLite rolls an unfinished write back, as for any program."""
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode={mode}", uri=True)) as raw:
        return raw.execute(query, values).fetchall()


def one(path: Path, query: str, *values: Any, mode: str = "rw") -> tuple[Any, ...]:
    """Return the first row."""
    found: tuple[Any, ...] = ask(path, query, *values, mode=mode)[0]
    return found


Rows = dict[str, dict[str, list[Any]]]


def read_rows(path: Path) -> Rows:
    """Return {table: {column: its values, row by row}} of all tables, the rows in a fixed order."""
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True)) as raw:
        names = [n for (n,) in raw.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        found: Rows = {}
        for name in names:
            cursor = raw.execute(
                f'SELECT * FROM "{name}" ORDER BY 1, 2, 3'
                if _width(raw, name) > 2
                else f'SELECT * FROM "{name}" ORDER BY 1'
            )
            rows = cursor.fetchall()
            columns = [column[0] for column in cursor.description]
            found[name] = {c: [row[n] for row in rows] for n, c in enumerate(columns)}
        return found


def _width(raw: sqlite3.Connection, table: str) -> int:
    return len(raw.execute(f'PRAGMA table_info("{table}")').fetchall())


def find_drawn(one_of_two: Rows, other: Rows) -> set[tuple[str, str]]:
    """Return table and column of the values that are drawn anew each time."""
    return {
        (table, column)
        for table, columns in one_of_two.items()
        for column in columns
        if columns[column] != other[table][column]
    }


def without(rows: Rows, drawn: set[tuple[str, str]]) -> Rows:
    """Return the rows without those columns."""
    return {
        table: {name: values for name, values in columns.items() if (table, name) not in drawn}
        for table, columns in rows.items()
    }


def find_faults(path: Path, *, is_edited: bool = True) -> list[str]:
    """Return what no store may have, whatever was done to it: by SQLite and plain SQL alone.

    ``is_edited``: its rows were changed in the ordinary way alone, so that the history tells all.
    """
    found = []
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True)) as raw:
        if raw.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            return ["integrity"]
        if raw.execute("PRAGMA foreign_key_check").fetchall():
            found.append("foreign keys")
        entries = raw.execute(
            "SELECT entry_id, previous_hash, hash, batch_ids, topics FROM history_entry"
            " ORDER BY entry_id"
        ).fetchall()
        previous = None
        for number, (entry_id, before, digest, _batches, _topics) in enumerate(entries, start=1):
            if entry_id != number or (previous is not None and before != previous):
                found.append(f"history breaks at {entry_id}")
            previous = digest
        named = {int(each) for entry in entries for each in entry[3].split()}
        there = {row[0] for row in raw.execute("SELECT batch_id FROM import_batch")}
        if named != there:
            found.append(f"batches {sorted(there ^ named)} without entry or the other way round")
        if not is_edited:
            return found
        versions = dict(raw.execute("SELECT topic, version FROM data_version"))
        for topic, version in versions.items():
            said = sum(topic == "history" or topic in entry[4].split() for entry in entries)
            if version < said:
                found.append(f"data version of {topic} is behind")
        found += _find_unlike(raw)
    return found


def _find_unlike(raw: sqlite3.Connection) -> list[str]:
    """Return the rows whose fields are not what the newest entry about them says."""
    found = []
    for table, field in (("lead_time_limit", "days"), ("analysis", "finding")):
        said = raw.execute(
            f"SELECT t.uuid FROM {table} t JOIN history_change c ON c.row_uuid = t.uuid"
            " WHERE c.table_name=? AND c.field=? AND c.id = (SELECT max(id) FROM history_change"
            " WHERE row_uuid = t.uuid AND field = c.field)"
            f" AND json_extract(c.new, '$') IS NOT t.{field}",
            (table, field),
        ).fetchall()
        found += [f"{table}.{field} is not what the history says"] * len(said)
        last = raw.execute(
            f"SELECT t.revision - count(DISTINCT c.entry_id) FROM {table} t"
            " JOIN history_change c ON c.row_uuid = t.uuid AND c.table_name=?"
            " GROUP BY t.uuid",
            (table,),
        ).fetchall()
        wanted = {1} if table == "lead_time_limit" else {0}  # limits are there from the beginning
        if not {row[0] for row in last} <= wanted:
            found.append(f"revisions of {table} are not what the history says: {last}")
    return found
