"""M8 and M10: an older program after an upgrade, and models against migrations without alembic."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from rccdesk.enums import BackupReason
from rccdesk.errors import StoreError
from rccdesk.models import Base
from rccdesk.paths import migrations_dir
from rccdesk.services import export, restoring, store_settings
from rccdesk.services.database import SCHEMA, Database, store_file

NEXT = f"""
import sqlalchemy as sa
from alembic import op

revision = "{SCHEMA + 1:04d}"
down_revision = "{SCHEMA:04d}"


def upgrade():
    op.add_column("region", sa.Column("colour", sa.String(), nullable=True))
"""


def content(path: Path) -> dict[str, object]:
    with Database.open(path) as database:
        found = export.dump(database)
    return {name: found[name] for name in ("tables", "deleted")}


def test_M08_an_older_program_restores_the_backup_from_before_the_upgrade(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "prov.rccdesk"
    with Database.open(path, create=True) as database:
        store_settings.update_reporting_lag_days(database, 45)
    before = content(path)
    with monkeypatch.context() as newer:  # the newer program
        folder = tmp_path / "migrations"
        shutil.copytree(migrations_dir(), folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "9999_next.py").write_text(NEXT, encoding="utf-8")
        newer.setattr(sys, "dont_write_bytecode", True)
        newer.setattr(store_file, "migrations_dir", lambda: folder)
        newer.setattr(store_file, "SCHEMA", SCHEMA + 1)
        with Database.open(path) as database, database.read() as session:
            session.connection().exec_driver_sql("SELECT colour FROM region")
    newest = path.read_bytes()

    with pytest.raises(StoreError) as refused:  # the older one again
        Database.open(path)
    assert refused.value.code == "store_newer"
    assert refused.value.values["schema"] == SCHEMA + 1
    assert path.read_bytes() == newest
    rows = restoring.list_restorable(path)
    usable = [row for row in rows if row.schema <= SCHEMA and not row.is_damaged]
    assert usable[0].reason is BackupReason.MIGRATION
    restored = restoring.restore_backup(path, usable[0].path)
    assert content(path) == before
    assert restored.replaced is not None
    assert restored.replaced.read_bytes() == newest


def shape(raw: sqlite3.Connection) -> dict[str, object]:
    """Return tables, columns, keys and indexes as SQLite understands them."""
    tables = [
        name
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type='table'")
        if name != "alembic_version" and not name.startswith("sqlite_")
    ]
    found: dict[str, object] = {}
    for table in sorted(tables):
        columns = {
            (name, kind.upper(), bool(required), key)
            for _, name, kind, required, _, key in raw.execute(f'PRAGMA table_info("{table}")')
        }
        links = {row[2:] for row in raw.execute(f'PRAGMA foreign_key_list("{table}")')}
        indexes = set()
        for _, name, unique, _, partial in raw.execute(f'PRAGMA index_list("{table}")'):
            of = tuple(row[2] for row in raw.execute(f'PRAGMA index_info("{name}")'))
            (told,) = raw.execute("SELECT sql FROM sqlite_master WHERE name=?", (name,)).fetchone()
            where = str(told).partition(" WHERE ")[2] if partial else ""
            indexes.add((of, unique, where))
        found[table] = (columns, links, indexes)
    return found


def test_M10_models_and_migrations_make_the_same_tables(tmp_path: Path) -> None:
    path, straight = tmp_path / "prov.rccdesk", tmp_path / "modeller.db"
    Database.open(path, create=True).close()
    engine = create_engine(f"sqlite:///{straight}")
    Base.metadata.create_all(engine)
    engine.dispose()
    with closing(sqlite3.connect(path)) as made, closing(sqlite3.connect(straight)) as wanted:
        assert shape(made) == shape(wanted)
        assert len(shape(wanted)) >= 20
