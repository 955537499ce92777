"""Database files opened without the store's machinery: for copies, checks and counts.

`rccdesk.services.database` makes a copy before a migration, so nothing here may import it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from rccdesk.errors import StoreError
from rccdesk.services.sqlite_codes import STORE_CODES

APPLICATION_ID = 0x52434344  # as in rccdesk.services.database; a test compares them
JOURNALS = ("-journal", "-wal", "-shm")
BUSY_SECONDS = 5

# Table group -> the rows of it that count. Tables that a schema does not have are passed over.
_COUNTS = {
    "batches": ("import_batch", "SELECT count(*) FROM import_batch WHERE state='active'"),
    "measurements": ("measurement", "SELECT count(*) FROM measurement"),
    "expected_cases": ("expected_case", "SELECT count(*) FROM expected_case"),
    "limits": ("lead_time_limit", "SELECT count(*) FROM lead_time_limit"),
    "indicators": ("indicator", "SELECT count(*) FROM indicator"),
    "analyses": ("analysis", "SELECT count(*) FROM analysis"),
    "packs": ("pack", "SELECT count(*) FROM pack"),
    "care_units": ("care_unit", "SELECT count(*) FROM care_unit"),
    "persons": ("person", "SELECT count(*) FROM person"),
    "history": ("history_entry", "SELECT count(*) FROM history_entry"),
}


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn what SQLite says about a file into `StoreError`; anything else is a bug and passes."""
    try:
        yield
    except sqlite3.Error as error:
        code = STORE_CODES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if code is None:
            raise
        raise StoreError(code) from error


@contextlib.contextmanager
def opened(path: Path, mode: str = "ro") -> Iterator[sqlite3.Connection]:
    """Give a connection to ``path`` in SQLite's ``mode`` (ro, rw or rwc), closed at the end.

    Transactions are explicit. Raises StoreError as `translated`.
    """
    with translated():
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS
        )
        connection.isolation_level = None
        with contextlib.closing(connection):
            for setting in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0"):
                connection.execute(f"PRAGMA {setting}")
            if mode == "ro":
                connection.execute("PRAGMA query_only=ON")
            yield connection


def recover(path: Path) -> None:
    """Let SQLite roll an interrupted write back, as every ordinary opening of the file does."""
    with opened(path, "rw") as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def remove(path: Path) -> None:
    """Remove a temporary database and its journals, as far as they are there."""
    for name in (path, *journals(path)):
        name.unlink(missing_ok=True)


def journals(path: Path) -> tuple[Path, ...]:
    """Return the names of the files that SQLite keeps beside a database."""
    return tuple(path.with_name(path.name + ending) for ending in JOURNALS)


def check_integrity(connection: sqlite3.Connection) -> bool:
    """Tell whether every page and index is sound; half a second per 50 MB."""
    return connection.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]


def count_link_faults(connection: sqlite3.Connection) -> int:
    """Return how many rows point at rows that are missing."""
    return len(connection.execute("PRAGMA foreign_key_check").fetchall())


def read_schema(connection: sqlite3.Connection, name: str) -> int:
    """Return the schema number; StoreError ``not_a_store`` for another program's file."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StoreError("not_a_store", file=name)
    schema = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if schema < 1:
        raise StoreError("store_damaged")
    return schema


def read_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the number of rows per table group that the file's schema has."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    return {
        group: int(connection.execute(query).fetchone()[0])
        for group, (table, query) in _COUNTS.items()
        if table in tables
    }


def read_last_entry(connection: sqlite3.Connection) -> tuple[int, dt.datetime | None, str]:
    """Return id, time (aware, UTC) and hash of the newest history entry; 0, None, "" without."""
    row = connection.execute(
        "SELECT entry_id, at, hash FROM history_entry ORDER BY entry_id DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return 0, None, ""
    return int(row[0]), dt.datetime.fromisoformat(row[1]).replace(tzinfo=dt.UTC), str(row[2])


def sync_file(path: Path) -> None:
    """Make the content of ``path`` last through a power cut."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def vacuum(path: Path) -> None:
    """Write the store at ``path`` anew, without free pages and the remains of deleted rows.

    Raises StoreError as `translated`.
    """
    with opened(path, "rw") as connection:
        for setting in ("secure_delete=ON", "temp_store=MEMORY", "synchronous=EXTRA"):
            connection.execute(f"PRAGMA {setting}").fetchall()
        connection.execute("VACUUM")
