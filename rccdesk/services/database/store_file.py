"""The file of a store: making it, checking whose it is, upgrading and copying it.

All that is SQLite's own about the file lies here and in `rccdesk.services.database`.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import secrets
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from rccdesk.errors import StoreError
from rccdesk.files import replace_file
from rccdesk.models import Store
from rccdesk.paths import migrations_dir

SCHEMA = 2  # number of the newest migration; kept in user_version
APPLICATION_ID = 0x52434344  # "RCCD"
_MAGIC = b"SQLite format 3\x00"

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

_CODES = {
    sqlite3.SQLITE_BUSY: "store_busy",
    sqlite3.SQLITE_LOCKED: "store_busy",
    sqlite3.SQLITE_PROTOCOL: "store_busy",
    sqlite3.SQLITE_READONLY: "store_read_only",
    sqlite3.SQLITE_IOERR: "store_unreadable",
    sqlite3.SQLITE_CANTOPEN: "store_unreadable",
    sqlite3.SQLITE_CORRUPT: "store_damaged",
    sqlite3.SQLITE_NOTADB: "store_damaged",
    sqlite3.SQLITE_FULL: "disk_full",
}


@contextlib.contextmanager
def translated(*, reading: bool = False) -> Iterator[None]:
    """Turn what SQLite says about the file into `StoreError`; anything else passes.

    A refused write while ``reading`` is a bug of ours and passes too.
    """
    try:
        yield
    except (sqlite3.Error, DBAPIError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        primary = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        code = _CODES.get(primary)
        if code is None or (reading and primary == sqlite3.SQLITE_READONLY):
            raise
        raise StoreError(code) from error


def make_engine(path: Path, *, writing: bool) -> Engine:
    """Return an engine on the file whose transactions are explicit; a reader cannot write."""
    url = URL.create("sqlite", database=str(path.absolute()))  # a name may hold ? and #
    engine = create_engine(url, hide_parameters=True)
    settings = (*_SETTINGS, *(_WRITER_SETTINGS if writing else _READER_SETTINGS))
    begin = "BEGIN IMMEDIATE" if writing else "BEGIN"

    def connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for setting in settings:
            connection.execute(f"PRAGMA {setting}").fetchall()

    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)
        if writing:  # rows of one entry come in any order; checked at commit
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")

    event.listen(engine, "connect", connect)
    event.listen(engine, "begin", start)
    return engine


def read_schema(path: Path) -> int:
    """Return the schema number of the store at ``path`` without changing the file.

    Raises StoreError ``store_not_found``, ``not_a_store``, ``store_unreadable``, ``store_damaged``.
    """
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError:
        raise StoreError("store_not_found", path=path.name) from None
    except OSError as error:
        raise StoreError("store_unreadable") from error
    if head != _MAGIC:
        raise StoreError("not_a_store", file=path.name)
    with translated(), contextlib.closing(_connect(path)) as connection:
        application_id = connection.execute("PRAGMA application_id").fetchone()[0]
        schema = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if application_id != APPLICATION_ID:
        raise StoreError("not_a_store", file=path.name)
    if schema < 1:
        raise StoreError("store_damaged")
    return schema


def prepare(path: Path) -> None:
    """Bring the store at ``path`` to the newest schema, after a copy of it beside it.

    A store of a newer program is refused (``store_newer``) and left as it is. A step that fails
    leaves the file as it was.
    """
    schema = read_schema(path)
    if schema > SCHEMA:
        raise StoreError("store_newer", file=path.name, schema=schema, known=SCHEMA)
    if schema < SCHEMA:
        copy_store(path, path.with_name(f"{path.stem}-schema{schema}{path.suffix}"))
        with translated(), contextlib.closing(_connect(path)) as connection:
            migrate(connection)


def create_store(path: Path) -> None:
    """Make a new store at ``path`` with the reference data: a whole file or none at all."""
    from rccdesk.services.database.seeds import seed_rows

    temporary = _beside(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with translated():
            with contextlib.closing(_connect(temporary, create=True)) as connection:
                connection.execute("PRAGMA synchronous=OFF")  # synced once, below
                connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
                migrate(connection)
            engine = make_engine(temporary, writing=True)
            try:
                with Session(engine) as session:
                    session.add(Store(id=1, made_at=_now(), secret=secrets.token_bytes(32)))
                    session.add_all(seed_rows())
                    session.commit()
            finally:
                engine.dispose()
        _sync(temporary)
        replace_file(temporary, path)
    except OSError as error:
        raise StoreError("store_unreadable") from error
    finally:
        temporary.unlink(missing_ok=True)


def migrate(connection: sqlite3.Connection) -> None:
    """Run all missing migrations in one transaction; on any failure nothing has changed."""
    # Alembic costs 0.3 s to import, so it is imported only where there is something to migrate.
    from alembic import command
    from alembic.config import Config

    connection.isolation_level = None
    # A batch rebuild drops the parent table, which would delete every child that cascades;
    # the switch has no effect inside a transaction.
    connection.execute("PRAGMA foreign_keys=OFF")
    engine = create_engine(
        "sqlite://", creator=lambda: connection, poolclass=StaticPool, hide_parameters=True
    )
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option("script_location", str(migrations_dir()).replace("%", "%%"))
    with engine.connect() as opened, opened.begin():
        config.attributes["connection"] = opened
        command.upgrade(config, "head")
        if opened.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise StoreError("store_damaged")
        head = opened.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        opened.exec_driver_sql(f"PRAGMA user_version={int(head)}")


def copy_store(path: Path, target: Path) -> None:
    """Copy the store to ``target``, whole and consistent also while it is in use.

    Raises StoreError; an existing ``target`` is replaced only when the copy is complete.
    """
    temporary = _beside(target)
    try:
        with (
            translated(),
            contextlib.closing(_connect(path)) as source,
            contextlib.closing(_connect(temporary, create=True)) as copy,
        ):
            source.execute("PRAGMA busy_timeout=5000")
            source.backup(copy)
        _sync(temporary)
        replace_file(temporary, target)
    except OSError as error:
        raise StoreError("copy_failed", file=target.name) from error
    finally:
        temporary.unlink(missing_ok=True)


def _connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    mode = "rwc" if create else "rw"
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)
    connection.isolation_level = None
    return connection


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.tmp")


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)
