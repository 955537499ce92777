"""How SQLite is spoken to: settings, connections, and what its errors mean to the user."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from rccdesk.errors import StoreError
from rccdesk.services.sqlite_codes import STORE_CODES

_OLDEST_SQLITE = (3, 37, 0)

# One file that IT and users may copy, hence no WAL; deleted rows leave no readable traces.
_SETTINGS = (
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "foreign_keys=ON",
    "secure_delete=ON",
    "recursive_triggers=ON",  # else REPLACE passes by the append-only triggers
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "busy_timeout=5000",
    "temp_store=MEMORY",
)
# A spilling page cache takes the exclusive lock in the middle of a write and holds readers up.
_WRITER_SETTINGS = ("cache_size=-32768", "cache_spill=OFF")
_READER_SETTINGS = ("query_only=ON",)

# What a writer left half done can be rolled back only by somebody who may write.
_UNFINISHED = {
    sqlite3.SQLITE_READONLY_ROLLBACK,
    sqlite3.SQLITE_READONLY_RECOVERY,
    sqlite3.SQLITE_READONLY_CANTLOCK,
    sqlite3.SQLITE_READONLY_CANTINIT,
}


def check_sqlite() -> None:
    """Refuse an SQLite that lacks what is relied on: ``sqlite_too_old``."""
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        needed = ".".join(map(str, _OLDEST_SQLITE))
        raise StoreError("sqlite_too_old", version=sqlite3.sqlite_version, needed=needed)


_NOT_TEXT = "Could not decode to UTF-8"  # said by the module, without a code of SQLite's


@contextlib.contextmanager
def translated(*, reading: bool = False) -> Iterator[None]:
    """Turn what SQLite says about the file into `StoreError`; anything else passes.

    A refused write while ``reading`` is a bug of ours and passes too.
    """
    try:
        yield
    except (sqlite3.Error, DBAPIError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        extended = _code_of(error)
        if extended in _UNFINISHED:
            raise StoreError("store_unfinished") from error
        code = STORE_CODES.get(extended & 0xFF)
        if code is None and str(cause).startswith(_NOT_TEXT):
            code = "store_damaged"
        if code is None or (reading and code == "store_read_only"):
            raise
        raise StoreError(code) from error


def _code_of(error: BaseException) -> int:
    """Return SQLite's extended code of an error, or of that which it came in the wake of.

    Where SQLite has rolled back by itself, tidying up fails too: Alembic drops its temporary
    table, which is not there any more, and that is not what the user is to hear of.
    """
    first = 0
    seen: BaseException | None = error
    while seen is not None:
        cause = seen.orig if isinstance(seen, DBAPIError) else seen
        code = getattr(cause, "sqlite_errorcode", 0)
        if code & 0xFF in STORE_CODES:
            return int(code)
        first = first or code
        seen = seen.__context__
    return first


def make_engine(path: Path, *, writing: bool, mode: str = "rw") -> Engine:
    """Return an engine on the file whose transactions are explicit; a reader cannot write.

    ``mode`` is SQLite's: with "ro" nothing is ever written beside the file either.
    """
    settings = (*_SETTINGS, *(_WRITER_SETTINGS if writing else _READER_SETTINGS))
    if mode == "ro":
        settings = tuple(s for s in settings if not s.startswith("journal_mode"))
    begin = "BEGIN IMMEDIATE" if writing else "BEGIN"
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, mode, any_thread=True),
        poolclass=QueuePool,
        hide_parameters=True,
    )

    def configure(connection: sqlite3.Connection, _record: object) -> None:
        for setting in settings:
            connection.execute(f"PRAGMA {setting}").fetchall()

    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)
        if writing:  # rows of one entry come in any order; checked at commit
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")

    event.listen(engine, "connect", configure)
    event.listen(engine, "begin", start)
    return engine


def connect(path: Path, mode: str = "rw", *, any_thread: bool = False) -> sqlite3.Connection:
    """Return a connection in SQLite's ``mode``; its transactions are explicit."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, check_same_thread=not any_thread
    )
    connection.isolation_level = None
    connection.execute("PRAGMA trusted_schema=OFF")
    return connection
