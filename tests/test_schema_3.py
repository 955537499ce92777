"""Schema 3: what a store of schema 2 becomes, and that its older copies stay in reach."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from rccdesk.enums import BatchState, Topic
from rccdesk.models import DoubtDecision, ImportProfile, ValueAlias
from rccdesk.services import backups, checks, history, imports, persons, purging, trash
from rccdesk.services.database import Database
from rccdesk.services.history_chain import find_broken_entry

OLD = Path(__file__).parent / "stores" / "schema-2.rccdesk"
EVENTS, UNDONE = 8, 9  # batches: an extract of events, and figures that were undone
ACT = "history.act.import_profile_saved"


@pytest.fixture
def path(tmp_path):
    """Return a copy of the kept store of schema 2."""
    return Path(shutil.copyfile(OLD, tmp_path / "gammal.rccdesk"))


def rows(path, query):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_M01_old_batches_come_from_files_and_of_no_saved_profile(path):
    before = rows(path, "SELECT batch_id, profile, state, problems FROM import_batch")
    Database.open(path).close()
    query = "SELECT batch_id, profile, state, problems FROM import_batch"
    assert rows(path, query) == before
    assert len(before) == 9
    found = rows(
        path, "SELECT DISTINCT kind, profile_key, profile_version, source FROM import_batch"
    )
    assert found == [("file", None, None, None)]


def test_an_upgraded_store_is_sound_and_goes_on(path):
    with Database.open(path, who="Bo") as database:
        assert find_broken_entry(database) is None
        severe = [f for f in checks.check_store(database).findings if f.severity != "info"]
        assert severe == []
        imports.redo_batch(database, UNDONE)
        states = {row.batch_id: row.state for row in imports.list_batches(database)}
        assert states[UNDONE] is BatchState.ACTIVE
        history.undo_last(database)
        (thing,) = [row for row in trash.list_trash(database) if row.table == "analysis"]
        trash.restore_rows(database, (thing.uuid,))
        assert find_broken_entry(database) is None


def test_a_purge_and_an_erased_person_reach_the_copy_of_schema_2(path):
    with Database.open(path, who="Bo") as database:
        (copy,) = backups.list_backups(path)
        assert copy.schema == 2
        assert _held(copy.path) == (True, True)
        purging.purge_batches(database, (EVENTS,))
        assert _held(copy.path) == (False, True)
        persons.erase_person(database, "Anna Berg")
        assert _held(copy.path) == (False, False)
    assert backups.verify_backup(copy.path).schema == 2


def _held(copy):
    """Tell whether a copy holds events of the batch, and the name."""
    (events,) = rows(copy, f"SELECT count(*) FROM event_blob WHERE batch_id={EVENTS}")[0]
    return bool(events), b"Anna Berg" in copy.read_bytes()


@pytest.mark.parametrize(
    ("model", "key"),
    [
        (ImportProfile, {"key": "k", "name": "K", "layout": "svf_events"}),
        (ValueAlias, {"field": "unit", "written": "w", "code": "1"}),
        (DoubtDecision, {"value_key": "v", "rule": "r", "state": "open"}),
    ],
)
def test_a_deleted_row_does_not_stand_in_the_way(path, model, key):
    with Database.open(path) as database:
        for deleted_at in (dt.datetime(2026, 1, 1), dt.datetime(2026, 2, 1), None):  # noqa: DTZ001
            with database.write(Topic.IMPORTS, act=ACT, values={"name": "K"}) as session:
                session.add(model(**key, deleted_at=deleted_at))
        with (
            pytest.raises(IntegrityError),
            database.write(Topic.IMPORTS, act=ACT, values={"name": "K"}) as session,
        ):
            session.add(model(**key))
        with database.read() as session:
            assert session.scalar(sa.select(sa.func.count()).select_from(model)) == 3


@pytest.mark.parametrize("model", [ImportProfile, ValueAlias, DoubtDecision])
def test_the_partial_indexes_are_those_of_the_models(path, model):
    """Autogenerate does not compare the condition of an index."""
    Database.open(path).close()
    table = model.__table__
    query = f"SELECT name, sql FROM sqlite_master WHERE tbl_name='{table.name}' AND name LIKE 'uq%'"
    engine = sa.create_engine("sqlite://")
    table.create(engine)
    with engine.connect() as connection:
        modelled = [tuple(row) for row in connection.exec_driver_sql(query)]
    engine.dispose()
    assert rows(path, query) == modelled
    assert modelled[0][1].endswith("WHERE deleted_at IS NULL")
