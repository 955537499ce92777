"""Schema 2: what the migration keeps, and what it does not launder."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import shutil
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from rccdesk.enums import Topic
from rccdesk.models import Analysis, LeadTimeLimit
from rccdesk.services import history
from rccdesk.services.database import Database
from rccdesk.services.history_chain import find_broken_entry
from tests.stores import later

OLD = Path(__file__).parent / "stores" / "schema-1.rccdesk"
NEW_COLUMNS = {"salt", "digest"}
HASHES = {"hash", "previous_hash"}
COUNTERS = {"alembic_version", "data_version"}
ACT = "history.act.analysis_updated"


@pytest.fixture
def path(tmp_path):
    """Return a copy of the kept store of schema 1."""
    copy = tmp_path / "gammal.rccdesk"
    shutil.copyfile(OLD, copy)
    return copy


def rows_of(path):
    """Return {table: sorted rows as dicts} of all tables, past the program."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        return {
            table: sorted(
                (dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')), key=repr
            )
            for table in tables
            if table not in COUNTERS
        }


def edited(path, *statements):
    """Change the history with a tool, as somebody would who wants to hide it."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type='trigger'"
        ).fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _name, sql in triggers:
            connection.execute(sql)
        connection.commit()


def test_M01_schema_1_comes_over_whole(path):
    before = rows_of(path)
    triggers = "SELECT name, sql FROM sqlite_master WHERE type='trigger' ORDER BY name"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        guards = connection.execute(triggers).fetchall()
    Database.open(path).close()
    after = rows_of(path)
    assert after.keys() == before.keys() | later.TABLES
    for table in before:
        added = later.COLUMNS.get(table, set())
        rows = [{k: v for k, v in row.items() if k not in added} for row in after[table]]
        if table in ("history_entry", "history_change"):
            for row in rows:
                assert len(row["salt"]) == 32
                assert len(row["digest"]) == 64
            left = NEW_COLUMNS | HASHES
            new = [{k: v for k, v in row.items() if k not in left} for row in rows]
            old = [{k: v for k, v in row.items() if k not in left} for row in before[table]]
            assert sorted(new, key=repr) == sorted(old, key=repr)
        else:
            assert [row for row in rows if row in before[table]] == before[table], table
    assert len(after["history_entry"]) == 14
    assert len({row["salt"] for row in after["history_change"]}) == len(after["history_change"])
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute(triggers).fetchall() == guards
        assert len(guards) == 4


def test_a_whole_chain_is_whole_after_the_migration(path):
    with Database.open(path) as database:
        assert find_broken_entry(database) is None


def test_old_acts_are_undone_after_the_migration(path):
    with Database.open(path, who="Bo") as database:
        history.undo_entry(database, 10)  # the confirmed limit, undone and redone before
        history.undo_entry(database, 9)  # the deleted limit
        assert find_broken_entry(database) is None
        uuid = next(
            row["row_uuid"] for row in rows_of(path)["history_change"] if row["entry_id"] == 9
        )
        with database.read() as session:
            assert session.get_one(LeadTimeLimit, uuid).deleted_at is None


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE history_entry SET who='Bo' WHERE entry_id=6", 6),
        ("UPDATE history_entry SET act='history.act.undo' WHERE entry_id=1", 1),
        ("UPDATE history_entry SET \"values\"=x'ff' WHERE entry_id=7", 7),
        ("UPDATE history_entry SET hash=replace(hash, 'a', 'b') WHERE entry_id=8", 8),
        ("UPDATE history_entry SET previous_hash=replace(previous_hash,'a','b')"
         " WHERE entry_id=12", 12),
        ("UPDATE history_change SET new='\"x\"' WHERE entry_id=9", 9),
        ("UPDATE history_change SET new=CAST(x'22ff22' AS TEXT) WHERE entry_id=9", 9),
        ("DELETE FROM history_change WHERE entry_id=10", 10),
        ("DELETE FROM history_entry WHERE entry_id=4", 5),  # an import, without changes
        ("DELETE FROM history_entry WHERE entry_id=11", 11),  # its changes are left
    ],
)  # fmt: skip
def test_a_broken_chain_is_migrated_and_stays_broken(path, statement, broken):
    edited(path, statement)
    with Database.open(path) as database:
        assert find_broken_entry(database) == broken


def test_a_broken_chain_goes_on_after_the_migration(path):
    """What comes after a broken entry is hashed as ever, so that only that one is named."""
    edited(path, "UPDATE history_entry SET who='Bo' WHERE entry_id=6")
    Database.open(path).close()
    entries = rows_of(path)["history_entry"]
    by_id = {row["entry_id"]: row for row in entries}
    for number in range(2, 15):
        assert by_id[number]["previous_hash"] == by_id[number - 1]["hash"]
    changes = {}
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for entry_id, *change in connection.execute(
            "SELECT entry_id, salt, table_name, row_uuid, field, old, new FROM history_change"
            " ORDER BY id"
        ):
            changes.setdefault(entry_id, []).append(sha(change))
    wrong = [n for n, row in by_id.items() if row["hash"] != expected_hash(row, changes.get(n, []))]
    assert wrong == [6]


def sha(parts):
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def expected_hash(row, change_digests):
    """Compute an entry's hash from the description of the chain, not from the program."""
    at = dt.datetime.strptime(row["at"], "%Y-%m-%d %H:%M:%S.%f")  # noqa: DTZ007 - stored naive
    return sha(
        [
            row["previous_hash"],
            row["entry_id"],
            at.strftime("%Y-%m-%dT%H:%M:%S.%f"),
            *(
                row[name]
                for name in ("session", "act", "topics", "undoes", "redoes", "step", "batch_ids")
            ),
            sha([row["salt"], row["who"], row["values"]]),
            change_digests,
        ]
    )


def test_a_deleted_analysis_does_not_stand_in_the_way(path):
    place = {"svf": "VG9", "area": "X1", "period": "2026-Q4"}
    with Database.open(path) as database:
        for deleted_at in (dt.datetime(2026, 1, 1), dt.datetime(2026, 2, 1), None):  # noqa: DTZ001
            with database.write(Topic.ANALYSES, act=ACT, values={"period": "2026-Q4"}) as session:
                session.add(Analysis(**place, deleted_at=deleted_at))
        with (
            pytest.raises(IntegrityError),
            database.write(Topic.ANALYSES, act=ACT, values={"period": "2026-Q4"}) as session,
        ):
            session.add(Analysis(**place))
        with database.read() as session:
            assert (
                session.scalar(sa.select(sa.func.count()).where(Analysis.period == "2026-Q4")) == 3
            )


def test_the_partial_index_is_that_of_the_model(path):
    """Autogenerate does not compare the condition of an index."""
    Database.open(path).close()
    engine = sa.create_engine("sqlite://")
    Analysis.__table__.create(engine)
    query = "SELECT sql FROM sqlite_master WHERE name='uq_analysis_svf'"
    with engine.connect() as connection:
        (modelled,) = connection.exec_driver_sql(query).one()
    engine.dispose()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        (migrated,) = connection.execute(query).fetchone()
    assert migrated == modelled
    assert migrated.endswith("WHERE deleted_at IS NULL")
