"""The schema by migrations: equal to the models, whole or not at all."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from rccdesk.enums import BackupReason
from rccdesk.errors import RccdeskError, StoreError
from rccdesk.models import Base
from rccdesk.paths import migrations_dir
from rccdesk.services import backups
from rccdesk.services.database import SCHEMA, Database, store_file, store_state
from rccdesk.services.history_chain import find_broken_entry
from tests.stores import later

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


# --- register M -----------------------------------------------------------------------------------

OLD = Path(__file__).parent / "stores" / "schema-1.rccdesk"
KEPT = {  # and their entries of history
    1: (OLD, 14),
    2: (OLD.with_name("schema-2.rccdesk"), 17),
    3: (OLD.with_name("schema-3.rccdesk"), 20),
    4: (OLD.with_name("schema-4.rccdesk"), 29),
    5: (OLD.with_name("schema-5.rccdesk"), 36),
    6: (OLD.with_name("schema-6.rccdesk"), 5),
    7: (OLD.with_name("schema-7.rccdesk"), 10),
}
# what an upgrade puts in, and the counters that make pages read it
SHIPPED_SINCE = {"cause_class", "data_version", "goal_model", "indicator", "indicator_level"} | {
    "framework",
    "framework_item",
    "link",
    "scale_level",
}


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "gammal.rccdesk"
    shutil.copy(OLD, path)
    return path


def rows(path):
    """Return every row of every table, by its columns; not what the upgrade is meant to change."""
    renewed = {"alembic_version": {"version_num"}, "data_version": {"version"}, **later.COLUMNS}
    for table in ("history_entry", "history_change"):
        renewed[table] = {"salt", "digest", "hash", "previous_hash"}
    for table in ("analysis", "improvement_area"):  # a rolling year gets its months: test_schema_8
        renewed[table] = renewed[table] | {"period"}
    with contextlib.closing(sqlite3.connect(path)) as connection:
        names = [
            r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        found = {}
        for name in sorted(names):
            cursor = connection.execute(f'SELECT * FROM "{name}"')
            columns = [column[0] for column in cursor.description]
            kept = [n for n, column in enumerate(columns) if column not in renewed.get(name, ())]
            found[name] = sorted(
                repr([(columns[n], row[n]) for n in kept]) for row in cursor.fetchall()
            )
    return found


@pytest.mark.parametrize("schema", KEPT)
def test_M01_a_kept_store_of_each_schema_comes_whole_to_the_newest(tmp_path, schema):
    kept, entries = KEPT[schema]
    old = Path(shutil.copy(kept, tmp_path / "gammal.rccdesk"))
    assert store_file.read_schema(old) == schema
    before = rows(old)
    assert len(before["history_entry"]) == entries
    with Database.open(old) as database, database.read() as session:
        checks = [
            session.connection().exec_driver_sql(f"PRAGMA {check}").all()
            for check in ("integrity_check", "foreign_key_check")
        ]
        assert find_broken_entry(database) is None
    assert checks == [[("ok",)], []]
    assert store_file.read_schema(old) == SCHEMA
    after = rows(old)
    shipped = {table: after.pop(table) for table in SHIPPED_SINCE}
    for table in SHIPPED_SINCE & set(before):  # nothing changed, nothing gone
        assert set(before[table]) <= set(shipped[table]), table
    rest = {table: lines for table, lines in before.items() if table not in SHIPPED_SINCE}
    assert {table: after.pop(table) for table in rest} == rest
    assert after == {table: [] for table in later.TABLES - set(before) - SHIPPED_SINCE}
    own = 12 if schema in (4, 5) else 11  # one of the user's
    assert len(shipped["cause_class"]) == own
    (backup,) = backups.list_backups(old)
    assert (backup.reason, backup.schema) == (BackupReason.MIGRATION, schema)
    assert rows(backup.path) == before


def test_M01_a_reader_has_it_upgraded_only_where_nobody_writes(old):
    with store_file_claimed(old), pytest.raises(StoreError) as caught:
        Database.open(old, reading=True)
    assert caught.value.code == "store_locked"
    assert store_file.read_schema(old) == 1
    store_state.state_path(old).unlink()
    with Database.open(old, reading=True) as database:
        assert database.last_entry_id() == 14
    assert not store_state.state_path(old).exists()


@contextlib.contextmanager
def store_file_claimed(path):
    state_file = store_state.StateFile.claim(path)
    yield
    state_file.release(store_state.StoreState())


def test_M05_ten_failed_starts_keep_one_backup_and_its_content(path, next_migration):
    next_migration("raise ZeroDivisionError")
    made = set()
    for _ in range(10):
        with pytest.raises(ZeroDivisionError):
            Database.open(path)
        made.add(tuple((b.path, b.sha256) for b in backups.list_backups(path)))
    assert len(made) == 1
    assert len(made.pop()) == 1
    # a store that has changed since is another one, and so is a damaged backup no backup
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE svf SET note='ny'")
        connection.commit()
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            Database.open(path)
    assert len(backups.list_backups(path)) == 2
    newest = backups.list_backups(path)[0].path
    content = bytearray(newest.read_bytes())
    content[9000] ^= 4
    newest.write_bytes(content)
    with pytest.raises(ZeroDivisionError):
        Database.open(path)
    assert len(backups.list_backups(path)) == 3


def test_M06_a_newer_file_is_refused_and_nothing_is_written(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={SCHEMA + 1}")
    files = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in path.parent.iterdir()}
    for how in ({}, {"reading": True}, {"create": True}, {"take_over": True}):
        with pytest.raises(StoreError) as caught:
            Database.open(path, **how)
        assert caught.value.code == "store_newer"
        assert caught.value.values["known"] == SCHEMA
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in path.parent.iterdir()} == files


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE alembic_version SET version_num='f3a9c0'",
        "INSERT INTO alembic_version VALUES ('0001b')",  # two heads
        "DELETE FROM alembic_version",
    ],
)
def test_M07_an_unknown_version_is_refused_and_left_alone(path, old, statement):
    for store in (path, old):
        with contextlib.closing(sqlite3.connect(store)) as connection:
            connection.execute(statement)
            connection.commit()
        before = store.read_bytes()
        with pytest.raises(StoreError) as caught:
            Database.open(store)
        assert caught.value.code == "store_foreign_schema"
        assert store.read_bytes() == before
        assert backups.list_backups(store) == ()


def test_M07_tables_left_by_a_broken_rebuild_are_cleaned_away_after_a_backup(path, old):
    for store in (path, old):
        with contextlib.closing(sqlite3.connect(store)) as connection:
            connection.execute("CREATE TABLE _alembic_tmp_history_entry (a)")
            connection.execute("INSERT INTO _alembic_tmp_history_entry VALUES ('kvar')")
            connection.commit()
        Database.open(store).close()
        assert "_alembic_tmp_history_entry" not in rows(store)
        (backup,) = backups.list_backups(store)
        assert rows(backup.path)["_alembic_tmp_history_entry"] == ["[('a', 'kvar')]"]


@pytest.mark.parametrize(
    ("last", "what"),
    [
        ('op.create_index("ux", "svf", ["end_suffixes"], unique=True)', "svf.end_suffixes"),
        (
            'op.create_table("t", sa.Column("a", sa.String(), nullable=False))\n'
            '    op.execute("INSERT INTO t SELECT NULL FROM svf")',
            "t.a",
        ),
        ("op.execute(\"UPDATE term SET rcc_uuid='nobody'\")", "term → rcc"),
    ],
)
def test_M09_what_breaks_a_new_rule_is_told_and_not_dropped(path, next_migration, last, what):
    before = dump(path)
    next_migration(last)
    with pytest.raises(StoreError) as caught:
        Database.open(path)
    assert caught.value.code == "upgrade_violates"
    assert caught.value.values == {"what": what}
    assert dump(path) == before


def test_S05_no_upgrade_without_room_for_it(path, next_migration, monkeypatch):
    before, size = path.read_bytes(), path.stat().st_size
    next_migration()
    usage = SimpleNamespace(free=size * 3 - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    with pytest.raises(RccdeskError) as caught:
        Database.open(path)
    assert caught.value.code == "disk_space_low"
    assert caught.value.values["needed"] == -(-size * 3 // 1_000_000)
    assert path.read_bytes() == before
    usage.free = size * 3 + 8_000_000  # and what the backup leaves to others
    Database.open(path).close()
    assert store_file.read_schema(path) == SCHEMA + 1
