"""The store: what it refuses, what a write records, and that readers never write or wait."""

from __future__ import annotations

import datetime as dt
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from rccdesk.enums import Topic
from rccdesk.errors import RccdeskError, StoreError
from rccdesk.models import (
    HistoryChange,
    HistoryEntry,
    ImportBatch,
    KvaSuffix,
    LeadTimeLimit,
    Region,
    StoreSetting,
    Svf,
)
from rccdesk.services.database import SCHEMA, Database, engines, store_file
from rccdesk.services.history_chain import find_broken_entry
from rccdesk.services.sqlite_codes import STORE_CODES
from rccdesk.texts import has_text

ACT = "history.act.profile_updated"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "prov.rccdesk"


def test_names_of_files_may_hold_anything(tmp_path):
    path = tmp_path / "Å ä#1?mode=ro%20 ö.rccdesk"
    Database.open(path, create=True).close()
    Database.open(path).close()
    assert {p.name for p in tmp_path.iterdir()} == {path.name, f"{path.name}.state"}


@pytest.fixture
def database(path):
    with Database.open(path, create=True, who="Anna", installation="inst-1") as opened:
        yield opened


def history(database):
    with database.read() as session:
        entries = session.scalars(select(HistoryEntry).order_by(HistoryEntry.entry_id)).all()
        changes = session.scalars(select(HistoryChange).order_by(HistoryChange.id)).all()
    return entries, [(c.table_name, c.field, c.old, c.new) for c in changes]


def test_new_store_has_the_settings_of_the_format(database):
    with database.write(Topic.SETTINGS, act=ACT) as session:
        connection = session.connection()
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "secure_delete",
                "recursive_triggers",
                "trusted_schema",
                "cell_size_check",
                "busy_timeout",
                "application_id",
                "user_version",
            )
        }
    assert found == {
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "secure_delete": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "busy_timeout": 5000,
        "application_id": int.from_bytes(b"RCCD"),
        "user_version": SCHEMA,
    }


def test_store_keeps_its_secret_and_its_mark(path, database):
    assert len(database.secret) == 32
    assert not database.is_example
    database.mark_as_example()
    database.close()
    with Database.open(path) as again:
        assert again.secret == database.secret
        assert again.is_example
    with Database.open(path.with_name("annan.rccdesk"), create=True) as other:
        assert other.secret != database.secret


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"SQLite format", "Förlopps-id;KVÅ".encode(), b"\x00" * 8192],
)
def test_foreign_files_are_refused_and_left_alone(path, content):
    path.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        Database.open(path, create=True)
    assert caught.value.code == "not_a_store"
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        Database.open(path)
    assert caught.value.code == "not_a_store"
    assert path.read_bytes() == before


def test_newer_store_is_refused_and_left_alone(path, database):
    database.close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version={SCHEMA + 1}")
    connection.close()
    before, stamp = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(StoreError) as caught:
        Database.open(path)
    assert caught.value.code == "store_newer"
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, stamp)


def test_absent_store_is_not_made_unless_asked(path):
    with pytest.raises(StoreError) as caught:
        Database.open(path)
    assert caught.value.code == "store_not_found"
    assert list(path.parent.iterdir()) == []


def test_damaged_store_is_named_as_such(path, database):
    database.close()
    content = bytearray(path.read_bytes())
    content[4096 * 2 :] = b"\xff" * (len(content) - 4096 * 2)
    path.write_bytes(content)
    with pytest.raises(StoreError) as caught, Database.open(path) as opened, opened.read() as s:
        s.scalars(select(LeadTimeLimit)).all()
    assert caught.value.code == "store_damaged"


def test_failed_creation_leaves_no_file(path, monkeypatch):
    monkeypatch.setattr(store_file, "migrations_dir", lambda: path.parent / "nowhere")
    with pytest.raises(Exception):  # noqa: B017 - whatever Alembic says of a missing folder
        Database.open(path, create=True)
    assert list(path.parent.iterdir()) == []


def test_every_store_error_has_a_sentence():
    codes = {*STORE_CODES.values(), "store_not_found", "not_a_store", "store_newer"}
    assert {c for c in codes | {"copy_failed"} if not has_text(f"errors.{c}")} == set()


def test_read_refuses_writes(database):
    with pytest.raises(OperationalError, match="readonly"), database.read() as session:
        session.connection().exec_driver_sql("DELETE FROM svf")
    with pytest.raises(OperationalError, match="readonly"), database.read() as session:
        session.add(StoreSetting(key="a", value="1"))
        session.flush()
    with database.read() as session:
        assert len(session.scalars(select(Svf)).all()) == 31


def test_write_records_old_and_new(database):
    with database.write(Topic.SETTINGS, act=ACT) as session:
        session.add(StoreSetting(uuid="u1", key="lag", value="30"))
    with database.write(Topic.SETTINGS, act=ACT) as session:
        session.get_one(StoreSetting, "u1").value = "45"
    with database.write(Topic.SETTINGS, act=ACT) as session:
        session.delete(session.get_one(StoreSetting, "u1"))
    _entries, changes = history(database)
    assert changes == [
        ("store_setting", "key", None, '"lag"'),
        ("store_setting", "value", None, '"30"'),
        ("store_setting", "revision", None, "1"),
        ("store_setting", "owner", None, '"inst-1"'),
        ("store_setting", "deleted_at", None, "null"),
        ("store_setting", "value", '"30"', '"45"'),
        ("store_setting", "key", '"lag"', None),
        ("store_setting", "value", '"45"', None),
        ("store_setting", "revision", "2", None),
        ("store_setting", "owner", '"inst-1"', None),
        ("store_setting", "deleted_at", "null", None),
    ]


def test_several_flushes_of_one_write_are_one_net_change(database):
    with database.write(Topic.PATHWAYS, act=ACT) as session:
        svf = session.scalars(select(Svf).where(Svf.kva_prefix == "VG9")).one()
        svf.name = "A"
        session.flush()
        svf.name = "B"
        session.flush()
        suffix = session.scalars(select(KvaSuffix).where(KvaSuffix.suffix == "10")).one()
        suffix.event = "x"
        session.flush()
        suffix.event = "beslut välgrundad misstanke om cancer"
        row = StoreSetting(key="kort", value="1")
        session.add(row)
        session.flush()
        session.delete(row)
    entries, changes = history(database)
    assert len(entries) == 1
    assert changes == [("svf", "name", '"Bröstcancer"', '"B"')]


def test_unloaded_old_value_is_still_recorded(database):
    with database.write(Topic.PATHWAYS, act=ACT) as session:
        svf = session.scalars(select(Svf).where(Svf.kva_prefix == "VG9")).one()
        session.expire(svf)
        svf.name = "Annat"
    assert history(database)[1] == [("svf", "name", '"Bröstcancer"', '"Annat"')]


def test_revision_counts_changes(database):
    for name in ("A", "B"):
        with database.write(Topic.PATHWAYS, act=ACT) as session:
            session.scalars(select(Svf).where(Svf.kva_prefix == "VG9")).one().name = name
    with database.read() as session:
        assert session.scalars(select(Svf).where(Svf.kva_prefix == "VG9")).one().revision == 3


def test_write_without_change_leaves_no_trace(database):
    with database.write(Topic.PATHWAYS, act=ACT) as session:
        svf = session.scalars(select(Svf).where(Svf.kva_prefix == "VG9")).one()
        svf.name = "Bröstcancer"
    assert history(database) == ([], [])
    assert database.data_version(Topic.PATHWAYS) == 0


def test_write_raises_the_version_of_its_topics_only(database):
    with database.write(Topic.PATHWAYS, Topic.LEAD_TIMES, act=ACT) as session:
        session.scalars(select(Svf)).first().name = "A"
    assert database.data_version(Topic.PATHWAYS) == 1
    assert database.data_version(Topic.LEAD_TIMES) == 1
    assert database.data_version(Topic.HISTORY) == 1
    assert database.data_version(Topic.INDICATORS) == 0


def test_raw_changes_raise_the_version_without_an_entry(database):
    with database.write(Topic.INDICATORS, act=ACT) as session:
        session.connection().exec_driver_sql(
            "INSERT INTO data_version (topic, version) VALUES ('prov', 1)"
        )
    assert database.data_version(Topic.INDICATORS) == 1
    assert history(database)[0] == []


def test_failed_write_leaves_nothing(database):
    with pytest.raises(ZeroDivisionError), database.write(Topic.PATHWAYS, act=ACT) as session:
        session.scalars(select(Svf)).first().name = "A"
        session.flush()
        session.connection().exec_driver_sql("DELETE FROM kva_suffix")
        raise ZeroDivisionError
    with database.read() as session:
        assert len(session.scalars(select(KvaSuffix)).all()) == 24
        assert session.scalars(select(Svf).where(Svf.name == "A")).all() == []
    assert history(database)[0] == []
    assert database.data_version(Topic.PATHWAYS) == 0
    with database.write(Topic.PATHWAYS, act=ACT) as session:  # and the door is open again
        session.scalars(select(Svf)).first().name = "B"


def test_broken_reference_is_refused_at_commit(database):
    with (
        pytest.raises(Exception, match="FOREIGN KEY"),
        database.write(Topic.PATHWAYS, act=ACT) as session,
    ):
        session.scalars(select(LeadTimeLimit)).first().batch_id = 999
    assert history(database)[0] == []


def test_bulk_statement_on_user_edited_rows_is_refused(database):
    with pytest.raises(RuntimeError), database.write(Topic.PATHWAYS, act=ACT) as session:
        session.execute(update(Svf).values(name="x"))


def test_write_within_a_write_is_a_bug_and_not_a_deadlock(database):
    with (
        pytest.raises(RuntimeError),
        database.write(Topic.PATHWAYS, act=ACT),
        database.write(Topic.PATHWAYS, act=ACT),
    ):
        pass


def test_act_without_text_is_refused_before_anything_happens(database):
    with pytest.raises(KeyError), database.write(Topic.PATHWAYS, act="history.act.nonsense"):
        pass
    with (
        pytest.raises(KeyError),
        database.write(Topic.PATHWAYS, act="history.act.limit_updated", values={"fel": 1}),
    ):
        pass


def test_import_is_an_entry_even_without_user_edits(database):
    with database.write(Topic.IMPORTS, act=ACT) as session:
        for _ in range(2):
            session.add(
                ImportBatch(
                    imported_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
                    profile="svf_events",
                    dataset="events",
                    file_name="a.xlsx",
                    file_sha256="0",
                    sheet="Blad1",
                    header_row=1,
                    extract_date=dt.date(2026, 1, 1),
                    state="active",
                )
            )
    assert [e.batch_ids for e in history(database)[0]] == ["1 2"]


def test_history_is_append_only_even_for_replace(database, path):
    with database.write(Topic.PATHWAYS, act=ACT) as session:
        session.scalars(select(Svf)).first().name = "A"
    database.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA recursive_triggers=ON")
    for statement in (
        "UPDATE history_entry SET who='B'",
        "DELETE FROM history_entry",
        "UPDATE history_change SET new='B'",
        "DELETE FROM history_change",
        "REPLACE INTO history_change SELECT * FROM history_change",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.close()


def test_reader_and_writer_threads_do_not_block_each_other(database):
    errors: list[BaseException] = []
    slowest = 0.0
    done = threading.Event()

    def read():
        nonlocal slowest
        try:
            while not done.is_set():
                start = time.perf_counter()
                with database.read() as session:
                    assert len(session.scalars(select(Svf)).all()) == 31
                database.data_version(Topic.PATHWAYS)
                slowest = max(slowest, time.perf_counter() - start)
        except BaseException as error:  # noqa: BLE001 - handed to the test's thread
            errors.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(30):
            with database.write(Topic.PATHWAYS, act=ACT) as session:
                session.scalars(select(Svf)).first().name = f"A{number}"
                session.connection().exec_driver_sql(
                    "INSERT INTO store_setting (uuid, key, value, revision, owner) "
                    "VALUES (?, ?, ?, 1, '')",
                    [(f"{number}-{i}", f"{number}-{i}", "x" * 500) for i in range(200)],
                )
    finally:
        done.set()
        reader.join()
    assert errors == []
    assert database.data_version(Topic.PATHWAYS) == 30
    assert slowest < 4  # the busy time-out is 5 s; on a quiet machine some milliseconds


def test_big_write_does_not_lock_readers_out_before_its_commit(database):
    with database.write(Topic.PATHWAYS, act=ACT) as session:
        session.connection().exec_driver_sql(  # 60 MB: more than the writer's page cache
            "INSERT INTO store_setting (uuid, key, value, revision, owner) VALUES (?, ?, ?, 1, '')",
            [(str(i), str(i), "x" * 60_000) for i in range(1000)],
        )
        with database.read() as reading:
            assert reading.scalars(select(Region)).first() is not None


def test_two_writer_threads_take_turns(database):
    def write(letter):
        for number in range(10):
            with database.write(Topic.PATHWAYS, act=ACT) as session:
                session.scalars(select(Svf)).first().name = f"{letter}{number}"

    threads = [threading.Thread(target=write, args=(letter,)) for letter in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert database.data_version(Topic.PATHWAYS) == 20
    assert [e.entry_id for e in history(database)[0]] == list(range(1, 21))


def test_store_held_by_another_program_says_so(database, path, monkeypatch):
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(engines, "_SETTINGS", ("busy_timeout=50",))
    database.close()
    with (
        Database.open(path) as opened,
        pytest.raises(StoreError) as caught,
        opened.write(Topic.PATHWAYS, act=ACT),
    ):
        pass
    other.close()
    assert caught.value.code == "store_busy"


def test_full_disk_says_so_and_keeps_everything(database):
    with pytest.raises(StoreError) as caught, database.write(Topic.PATHWAYS, act=ACT) as session:
        session.connection().exec_driver_sql("PRAGMA max_page_count=80")
        session.connection().exec_driver_sql(
            "INSERT INTO store_setting (uuid, key, value, revision, owner) "
            "VALUES ('a', 'a', zeroblob(9000000), 1, '')"
        )
    assert caught.value.code == "disk_full"
    with database.read() as session:
        assert session.get(StoreSetting, "a") is None


def test_no_read_transaction_stays_open(database, path):
    with database.read() as session:
        session.scalars(select(Svf)).first()
    other = sqlite3.connect(path, timeout=0)
    other.execute("BEGIN EXCLUSIVE")  # fails at once if anybody still reads
    other.rollback()
    other.close()


def test_backup_is_whole_and_replaces_at_once(database, tmp_path):
    target = tmp_path / "kopia.rccdesk"
    target.write_bytes(b"gammal")
    database.backup(target)
    with Database.open(target) as copy, copy.read() as session:
        assert copy.secret == database.secret
        assert len(session.scalars(select(Svf)).all()) == 31
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "kopia.rccdesk",
        "kopia.rccdesk.state",
        "prov.rccdesk",
        "prov.rccdesk.state",
    ]


def test_backup_that_fails_keeps_the_old_copy(database, tmp_path):
    with pytest.raises(RccdeskError):
        database.backup(tmp_path / "saknas" / "kopia.rccdesk")
    assert {p.name for p in tmp_path.iterdir()} == {"prov.rccdesk", "prov.rccdesk.state"}


def test_no_values_in_the_text_of_errors(database):
    with (
        pytest.raises(IntegrityError) as caught,
        database.write(Topic.PATHWAYS, act=ACT) as session,
    ):
        session.add(StoreSetting(key="samma", value="hemligt"))
        session.add(StoreSetting(key="samma", value="hemligt"))
    assert "hemligt" not in str(caught.value)
    assert "samma" not in str(caught.value)


def test_opening_does_not_import_alembic(database, path):
    database.close()
    code = (
        "import sys; from pathlib import Path; from rccdesk.services.database import Database;"
        f"Database.open(Path({str(path)!r})).close(); print('alembic' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "False"


KILLED = """
import sys
from pathlib import Path
from rccdesk.enums import Topic
from rccdesk.models import StoreSetting
from rccdesk.services.database import Database

database = Database.open(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    with database.write(Topic.SETTINGS, act="history.act.profile_updated") as session:
        session.merge(StoreSetting(uuid="n", key="n", value=str(number)))
        session.connection().exec_driver_sql(
            "INSERT INTO store_setting (uuid, key, value, revision, owner) VALUES (?,?,?,1,'')",
            [(f"{number}-{i}-{sys.argv[2]}",) * 2 + (str(number),) for i in range(50)],
        )
    print(number, flush=True)
"""


def test_a_killed_program_loses_nothing_acknowledged_and_leaves_no_half(database, path):
    database.close()
    root = Path(__file__).parents[2]
    rows = 0
    for attempt in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path), str(attempt)],
            cwd=root,
            stdout=subprocess.PIPE,
            text=True,
        )
        acknowledged = [int(writer.stdout.readline()) for _ in range(5 + attempt)][-1]
        writer.kill()
        acknowledged = max([acknowledged, *map(int, writer.stdout.read().split())])
        writer.wait()
        writer.stdout.close()
        with Database.open(path) as opened, opened.read() as session:
            assert int(session.get_one(StoreSetting, "n").value) >= acknowledged
            check = session.connection().exec_driver_sql("PRAGMA integrity_check").scalar()
            assert check == "ok"
            count = session.scalar(select(func.count()).select_from(StoreSetting))
            written = int(session.get_one(StoreSetting, "n").value)
        rows += written * 50
        assert count == rows + 1
        with Database.open(path) as opened:
            assert find_broken_entry(opened) is None
