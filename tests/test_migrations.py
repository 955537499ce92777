"""The schema by migrations: equal to the models, whole or not at all."""

from __future__ import annotations

import shutil
import sqlite3
import sys

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from rccdesk.enums import BackupReason
from rccdesk.errors import StoreError
from rccdesk.models import Base
from rccdesk.paths import migrations_dir
from rccdesk.services import backups
from rccdesk.services.database import SCHEMA, Database, store_file

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade():
    op.add_column("region", sa.Column("colour", sa.String(), nullable=True))
    with op.batch_alter_table("rcc", recreate="always") as batch:
        batch.add_column(sa.Column("city", sa.String(), nullable=True))
    op.execute("UPDATE rcc SET city='Umeå' WHERE key='norr'")
    {last}
"""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "prov.rccdesk"
    Database.open(path, create=True).close()
    return path


@pytest.fixture
def next_migration(tmp_path, monkeypatch):
    """Return a function that puts one more migration in force."""

    def add(last="pass"):
        folder = tmp_path / "migrations"
        shutil.copytree(migrations_dir(), folder, ignore=shutil.ignore_patterns("__pycache__"))
        text = NEXT.format(revision=f"{SCHEMA + 1:04d}", before=f"{SCHEMA:04d}", last=last)
        (folder / "versions" / f"{SCHEMA + 1:04d}_next.py").write_text(text, encoding="utf-8")
        monkeypatch.setattr(store_file, "migrations_dir", lambda: folder)
        monkeypatch.setattr(store_file, "SCHEMA", SCHEMA + 1)

    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    return add


def dump(path):
    connection = sqlite3.connect(path)
    lines = [*connection.iterdump(), connection.execute("PRAGMA user_version").fetchone()]
    connection.close()
    return lines


def count(path, table):
    connection = sqlite3.connect(path)
    (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    connection.close()
    return number


def test_models_equal_migrations(path):
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_one_line_of_migrations_that_ends_at_the_schema_number():
    scripts = ScriptDirectory(str(migrations_dir()))
    assert scripts.get_heads() == [f"{SCHEMA:04d}"]
    assert [s.revision for s in scripts.walk_revisions()][::-1] == [
        f"{number:04d}" for number in range(1, SCHEMA + 1)
    ]


def test_migrations_import_nothing_of_the_program():
    for script in (migrations_dir() / "versions").glob("*.py"):
        lines = script.read_text(encoding="utf-8").splitlines()
        imported = {line for line in lines if line.startswith(("import ", "from "))}
        assert imported <= {
            "from __future__ import annotations",
            "import hashlib",
            "import json",
            "import secrets",
            "import sqlalchemy as sa",
            "from alembic import op",
        }


def test_an_older_store_is_upgraded_and_copied_first(path, next_migration):
    children, before = count(path, "rcc_region"), path.read_bytes()
    next_migration()
    Database.open(path).close()
    assert store_file.read_schema(path) == SCHEMA + 1
    assert count(path, "rcc WHERE city='Umeå'") == 1
    # the rebuild of rcc drops it while rcc_region and term point at it
    assert count(path, "rcc_region") == children > 20
    (backup,) = backups.list_backups(path)
    assert (backup.reason, backup.schema) == (BackupReason.MIGRATION, SCHEMA)
    assert dump(backup.path)[-1] == (SCHEMA,)
    assert backup.bytes > len(before)  # by the seal


def test_a_rebuild_with_foreign_keys_on_would_delete_children(tmp_path):
    """The trap itself: why `migrate` switches foreign keys off."""
    left = {}
    for switch in ("ON", "OFF"):
        connection = sqlite3.connect(tmp_path / f"{switch}.db", isolation_level=None)
        connection.executescript(
            f"""PRAGMA foreign_keys={switch};
            CREATE TABLE parent (id INTEGER PRIMARY KEY);
            CREATE TABLE child (id INTEGER REFERENCES parent ON DELETE CASCADE);
            INSERT INTO parent VALUES (1);
            INSERT INTO child VALUES (1);
            BEGIN;
            CREATE TABLE new AS SELECT * FROM parent;
            DROP TABLE parent;
            ALTER TABLE new RENAME TO parent;
            COMMIT;"""
        )
        (left[switch],) = connection.execute("SELECT count(*) FROM child").fetchone()
        connection.close()
    assert left == {"ON": 0, "OFF": 1}


@pytest.mark.parametrize(
    "last",
    [
        "raise ZeroDivisionError",
        "op.execute('INSERT INTO no_such_table VALUES (1)')",
        "op.execute(\"UPDATE term SET rcc_uuid='nobody'\")",  # breaks a reference
    ],
)
def test_a_failing_migration_leaves_the_file_as_it_was(path, next_migration, last):
    before = dump(path)
    next_migration(last)
    with pytest.raises(Exception):  # noqa: B017 - whatever the migration failed with
        Database.open(path)
    assert dump(path) == before
    with pytest.raises(Exception):  # noqa: B017 - and again: nothing is left over
        Database.open(path)
    assert dump(path) == before


def test_M04_no_upgrade_without_a_backup(path, next_migration, monkeypatch):
    before = path.read_bytes()
    next_migration()

    def refuse(*_args, **_more):
        raise StoreError("disk_full")

    monkeypatch.setattr(store_file.backups, "make_backup", refuse)
    with pytest.raises(StoreError) as caught:
        Database.open(path)
    assert caught.value.code == "disk_full"
    assert path.read_bytes() == before
