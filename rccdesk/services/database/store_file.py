"""The file of a store: making it, checking whose it is, upgrading, copying and removing it."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import secrets
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from rccdesk.enums import BackupReason
from rccdesk.errors import StoreError
from rccdesk.files import check_free_space, replace_file, sync_folder, temporary_beside
from rccdesk.models import Store
from rccdesk.paths import migrations_dir
from rccdesk.services import backups
from rccdesk.services.database.engines import connect, make_engine, translated
from rccdesk.services.database.schema_check import LEFTOVER, check_schema
from rccdesk.services.database.store_state import StateFile, state_path, translated_os

SCHEMA = 8  # number of the newest migration; kept in user_version
APPLICATION_ID = 0x52434344  # "RCCD"
_JOURNALS = ("-journal", "-wal", "-shm")
_SPACE_FACTOR = 3  # of the file: its copy, its journal, and what the upgrade adds


def read_schema(path: Path) -> int:
    """Return the schema number of the store at ``path`` without changing the file or its folder.

    Journals are passed over: the number may be that of a write that is about to be rolled back.
    Raises StoreError ``store_not_found``, ``not_a_store``, ``store_unreadable``, ``store_damaged``.
    """
    if not path.exists():
        raise StoreError("store_not_found", path=path.name)
    try:
        with (
            translated(reading=True),
            contextlib.closing(connect(path, "ro&immutable=1")) as connection,
        ):
            application_id = connection.execute("PRAGMA application_id").fetchone()[0]
            schema = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except StoreError as error:
        if getattr(error.__cause__, "sqlite_errorcode", 0) == sqlite3.SQLITE_NOTADB:
            raise StoreError("not_a_store", file=path.name) from error
        raise
    if application_id != APPLICATION_ID:
        raise StoreError("not_a_store", file=path.name)
    if schema < 1:
        raise StoreError("store_damaged")
    return schema


def check_file(path: Path) -> int:
    """Refuse what is not a store, or one of a newer program; return its schema number.

    Nothing is written. Raises StoreError as `read_schema`, and ``store_newer``.
    """
    schema = read_schema(path)
    if schema > SCHEMA:
        raise StoreError("store_newer", file=path.name, schema=schema, known=SCHEMA)
    return schema


def prepare(path: Path, state_file: StateFile) -> None:
    """Bring the store at ``path`` to the newest schema, after a backup of it.

    The caller holds the lock. A step that fails leaves the file as it was, and the next attempt
    on the same file takes the same backup. Raises StoreError as `check_file`,
    ``store_foreign_schema``, ``upgrade_violates`` (what the new schema does not allow), and what
    the backup raises; FileWriteError ``disk_space_low``.
    """
    schema = check_file(path)
    with translated(), contextlib.closing(connect(path, "ro")) as connection:
        has_leftovers = check_schema(connection, path.name, schema=schema, newest=SCHEMA)
    if schema == SCHEMA and not has_leftovers:
        return
    check_free_space(path.parent, _SPACE_FACTOR * path.stat().st_size)
    _back_up_once(path, state_file)
    with translated(), contextlib.closing(connect(path)) as connection:
        migrate(connection, is_upgrade=schema < SCHEMA)
    state_file.update(upgrade_of="", upgrade_backup="")


def _back_up_once(path: Path, state_file: StateFile) -> None:
    """Back the store up, unless that was done before an earlier attempt on the same content."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    known = state_file.state
    if known.upgrade_of == digest and known.upgrade_backup:
        with contextlib.suppress(StoreError):
            backups.verify_backup(backups.backups_dir(path) / known.upgrade_backup)
            return
    made = backups.make_backup(path, BackupReason.MIGRATION, good_starts=known.good_starts)
    state_file.update(upgrade_of=digest, upgrade_backup=made.path.name)


def create_store(path: Path) -> None:
    """Make a new store at ``path`` with the reference data: a whole file or none at all."""
    temporary = temporary_beside(path)
    try:
        with translated():
            _fill_new(temporary)
        with translated_os(path):
            _sync(temporary)
            replace_file(temporary, path)
            sync_folder(path.parent)
    finally:
        for name in (temporary, *journals(temporary)):
            name.unlink(missing_ok=True)


def _fill_new(path: Path) -> None:
    from rccdesk.services.database.seeds import seed_rows

    with contextlib.closing(connect(path, "rwc")) as connection:
        connection.execute("PRAGMA synchronous=OFF")  # synced once, when it is whole
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        migrate(connection)
    engine = make_engine(path, writing=True)
    try:
        with Session(engine) as session:
            session.add(Store(id=1, made_at=_now(), secret=secrets.token_bytes(32)))
            session.add_all(seed_rows())
            session.commit()
    finally:
        engine.dispose()


def remove_store(path: Path) -> None:
    """Remove a store that was not wanted after all: file, journals, side file, backups if none.

    Nobody may have it open. Raises StoreError ``store_folder_read_only``, ``store_unreadable``.
    """
    with translated_os(path):
        for name in (path, *journals(path), state_path(path)):
            name.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # not there, or there are backups in it
            backups.backups_dir(path).rmdir()


def move_store(source: Path, target: Path) -> None:
    """Put a store that nobody has open in the place of another, with its side file.

    Raises StoreError ``store_folder_read_only``, ``store_unreadable``.
    """
    with translated_os(target):
        state_path(target).unlink(missing_ok=True)  # of another file: it would tell of loss
        replace_file(source, target)
        with contextlib.suppress(FileNotFoundError):
            replace_file(state_path(source), state_path(target))


def journals(path: Path) -> tuple[Path, ...]:
    """Return the names of the files that SQLite keeps beside a database."""
    return tuple(path.with_name(path.name + ending) for ending in _JOURNALS)


def migrate(connection: sqlite3.Connection, *, is_upgrade: bool = False) -> None:
    """Run all missing migrations in one transaction; on any failure nothing has changed.

    An upgrade also puts in what has shipped since the store was made.
    Raises StoreError ``upgrade_violates`` with the tables and columns that the new schema refuses.
    """
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
    try:
        with engine.connect() as opened, opened.begin():
            _drop_leftovers(opened)
            config.attributes["connection"] = opened
            command.upgrade(config, "head")
            if is_upgrade:
                from rccdesk.services.database.later_seeds import add_later_rows

                add_later_rows(opened)
            orphans = opened.exec_driver_sql("PRAGMA foreign_key_check").all()
            if orphans:
                pairs = sorted({f"{row[0]} → {row[2]}" for row in orphans})
                raise StoreError("upgrade_violates", what=", ".join(pairs))
            head = opened.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
            opened.exec_driver_sql(f"PRAGMA user_version={int(head)}")
    except IntegrityError as error:
        # SQLite names the constraint, or tables and columns, never values.
        what = str(error.orig).rpartition(": ")[2]
        raise StoreError("upgrade_violates", what=what) from error


def _drop_leftovers(connection: Connection) -> None:
    found = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type='table' AND name LIKE ? || '%'", (LEFTOVER,)
    )
    for (name,) in found.all():
        quoted = name.replace('"', '""')
        connection.exec_driver_sql(f'DROP TABLE "{quoted}"')


def copy_store(path: Path, target: Path) -> None:
    """Copy the store to ``target``, whole and consistent also while it is in use.

    Raises StoreError; an existing ``target`` is replaced only when the copy is complete.
    """
    temporary = temporary_beside(target)
    try:
        with (
            translated(),
            contextlib.closing(connect(path)) as source,
            contextlib.closing(connect(temporary, "rwc")) as copy,
        ):
            source.execute("PRAGMA busy_timeout=5000")
            source.backup(copy)
        _sync(temporary)
        replace_file(temporary, target)
    except OSError as error:
        raise StoreError("copy_failed", file=target.name) from error
    finally:
        temporary.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)
