"""Restoring: what comes back, what is refused, and that the old file is always kept."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from rccdesk.enums import BackupReason, Topic
from rccdesk.errors import Cancelled, StoreError
from rccdesk.services import backups, restoring
from rccdesk.services.database import SCHEMA, Database
from rccdesk.services.database.store_state import StateFile, StoreState, read_state

KEPT_STORE = Path(__file__).parent.parent / "stores" / "schema-1.rccdesk"
MADE = dt.datetime(2026, 11, 20, 8, 15, 30, tzinfo=dt.UTC)
OWN_TABLES = {"history_entry", "data_version"}  # a restore is itself in the history


def domain(path):
    """Return the statements that make the store again, without those of the restore itself."""
    with closing(sqlite3.connect(path)) as connection:
        return sorted(
            line
            for line in connection.iterdump()
            if not any(line.startswith(f'INSERT INTO "{table}"') for table in OWN_TABLES)
        )


def entries(path):
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT entry_id, who, act, hash, previous_hash FROM history_entry ORDER BY 1"
        return connection.execute(query).fetchall()


def write_days(path, days):
    """Change a limit by an ordinary write, as a user does."""
    from rccdesk.models import LeadTimeLimit

    with (
        Database.open(path, who="Anna") as database,
        database.write(
            Topic.PATHWAYS, act="history.act.limit_updated", values={"svf": "Prov"}
        ) as session,
    ):
        session.query(LeadTimeLimit).first().days = days


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "min.rccdesk"
    Database.open(path, create=True, who="Anna").close()
    return path


@pytest.fixture
def store(made, tmp_path):
    path = tmp_path / "min.rccdesk"
    shutil.copy(made, path)
    write_days(path, 11)
    return path


def make(store, days_later=0):
    now = MADE + dt.timedelta(days=days_later)
    return backups.make_backup(store, BackupReason.DAILY, now=now)


def aside(store):
    return sorted(path for path in store.parent.iterdir() if ".replaced-" in path.name)


def test_the_newest_and_a_random_backup_come_back_equal(store):
    seen = {}
    for number in range(4):
        write_days(store, 20 + number)
        seen[make(store, number).path] = domain(store)
    rows = restoring.list_restorable(store)
    assert [row.path for row in rows] == list(seen)[::-1]
    drawn = random.Random(20261122).choice(rows[1:])
    for row in (rows[0], drawn):
        restored = restoring.restore_backup(store, row.path, who="Anna")
        assert restored.path == store
        assert restored.backup == row
        assert domain(store) == seen[row.path]
        with Database.open(store) as database:  # whole, clean, and no older than was seen
            assert not database.ended_badly
            assert not database.is_older_than_seen


def test_the_act_is_an_entry_of_the_restored_history(store):
    row = make(store)
    before = entries(store)
    write_days(store, 99)
    restoring.restore_backup(store, row.path, who="Bo")
    after = entries(store)
    assert after[:-1] == before
    number, who, act, digest, previous = after[-1]
    assert (number, who, act) == (before[-1][0] + 1, "Bo", "history.act.backup_restored")
    assert previous == before[-1][3]
    state = read_state(store)
    assert (state.last_entry_id, state.last_entry_hash) == (number, digest)
    assert state.is_clean
    assert state.last_backup_entry == 0  # else the next entries could bear its number


def test_the_old_file_is_set_aside_and_backed_up(store):
    row = make(store)
    write_days(store, 99)
    old, old_domain = store.read_bytes(), domain(store)
    restored = restoring.restore_backup(store, row.path)
    assert aside(store) == [restored.replaced]
    assert restored.replaced.read_bytes() == old
    (forced, *rest) = backups.list_backups(store)
    assert forced.reason is BackupReason.RESTORE
    assert [each.path for each in rest] == [row.path]
    restoring.restore_backup(store, forced.path)  # and so it can all be taken back
    assert domain(store) == old_domain
    assert len(aside(store)) == 2


def test_a_missing_store_is_made_from_its_backup(store):
    row, old = make(store), domain(store)
    store.unlink()
    restored = restoring.restore_backup(store, row.path)
    assert restored.replaced is None
    assert domain(store) == old


@pytest.mark.parametrize("content", [b"", b"x" * 9000, b"SQLite format 3\x00" + b"\xff" * 9000])
def test_a_broken_store_is_set_aside_as_it_is(store, content):
    row, old = make(store), domain(store)
    store.write_bytes(content)
    restored = restoring.restore_backup(store, row.path)
    assert restored.replaced.read_bytes() == content
    assert domain(store) == old
    assert [each.reason for each in backups.list_backups(store)] == [BackupReason.DAILY]


def test_journals_never_stay_beside_another_file(store):
    row, old = make(store), domain(store)
    store.write_bytes(b"x" * 9000)
    for ending in ("-journal", "-wal", "-shm"):
        store.with_name(store.name + ending).write_bytes(ending.encode() * 999)
    restoring.restore_backup(store, row.path)
    assert domain(store) == old
    assert not any(
        store.with_name(store.name + ending).exists() for ending in ("-journal", "-wal", "-shm")
    )
    kept = [path.read_bytes() for path in store.parent.iterdir() if path.is_file()]
    for ending in (b"-journal", b"-wal", b"-shm"):  # set aside, not deleted
        assert ending * 999 in kept


def test_an_unfinished_write_is_rolled_back_before_the_old_file_is_kept(store):
    row = make(store)
    write_days(store, 99)
    hot, old = store.with_name("hot"), domain(store)
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE lead_time_limit SET days=1")
        connection.execute("UPDATE svf SET name=name || hex(zeroblob(3000))")
        shutil.copy(store, hot)
        shutil.copy(store.with_name(store.name + "-journal"), hot.with_name("hot-journal"))
        connection.execute("ROLLBACK")
    hot.replace(store)
    hot.with_name("hot-journal").replace(store.with_name(store.name + "-journal"))
    state = StateFile.claim(store)
    state.release(StoreState(is_clean=False))
    restored = restoring.restore_backup(store, row.path)
    assert domain(restored.replaced) == old
    assert domain(backups.list_backups(store)[0].path) == old


def test_an_ordinary_copy_is_restored_after_a_full_check(store, tmp_path):
    copy = tmp_path / "usb.rccdesk"
    shutil.copy(store, copy)
    old = domain(store)
    write_days(store, 99)
    assert not restoring.restore_backup(store, copy).backup.is_sealed
    assert domain(store) == old


def test_a_backup_of_an_older_schema_is_upgraded_at_the_next_opening(store):
    old = backups.make_backup(
        KEPT_STORE, BackupReason.MANUAL, target=store.with_name("gammal.rccdesk")
    )
    restoring.restore_backup(store, old.path)
    assert len(entries(store)) == 14  # the entry needs the newest schema
    state = read_state(store)
    assert (state.is_clean, state.last_entry_id) == (True, 14)
    with Database.open(store) as database:
        assert not database.is_older_than_seen
    assert backups.count_rows(store)["measurements"] == 525


def refuse(store, backup, code):
    before = {path: path.read_bytes() for path in store.parent.rglob("*") if path.is_file()}
    with pytest.raises(StoreError) as caught:
        restoring.restore_backup(store, backup)
    assert caught.value.code == code
    after = {path: path.read_bytes() for path in store.parent.rglob("*") if path.is_file()}
    assert after == before


def test_what_must_not_come_in_is_refused_before_anything_is_touched(store):
    row = make(store)
    newer = store.with_name("nyare.rccdesk")
    shutil.copy(store, newer)
    foreign = store.with_name("annan.rccdesk")
    shutil.copy(store, foreign)
    for path, statement in (
        (newer, f"PRAGMA user_version={SCHEMA + 1}"),
        (foreign, "CREATE TRIGGER t AFTER INSERT ON svf BEGIN DELETE FROM svf; END"),
    ):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(statement)
            connection.commit()
    text = store.with_name("text.rccdesk")
    text.write_text("text " * 999)
    refuse(store, newer, "store_newer")
    refuse(store, foreign, "store_foreign_schema")
    refuse(store, text, "not_a_store")
    refuse(store, store.with_name("saknas.rccdesk"), "store_not_found")
    refuse(store, store, "restore_same_file")
    sealed = backups.make_backup(foreign, BackupReason.MANUAL, target=store.with_name("f.rccdesk"))
    refuse(store, sealed.path, "store_foreign_schema")  # anybody can seal a file
    assert restoring.restore_backup(store, row.path).backup == row


def test_an_open_store_is_not_replaced(store):
    row = make(store)
    with Database.open(store) as database:
        before = store.read_bytes()
        with pytest.raises(StoreError) as caught:
            restoring.restore_backup(store, row.path)
        assert caught.value.code == "store_locked"
        assert store.read_bytes() == before
        assert aside(store) == []
        assert database.data_versions() is not None


@pytest.mark.parametrize("calls", [0, 1, 2, 3])
def test_a_cancelled_restore_leaves_the_store_and_its_state(store, calls):
    row = make(store)
    before, state = store.read_bytes(), read_state(store)
    at = iter(range(10_000))
    steps = {}

    def cancel(done, total):
        step = done * 3 // total
        steps.setdefault(step, next(at))
        if step == calls or (calls == 3 and done == total):
            raise Cancelled

    with pytest.raises(Cancelled):
        restoring.restore_backup(store, row.path, progress=cancel)
    assert store.read_bytes() == before
    assert read_state(store) == state
    assert aside(store) == []
    assert not [path for path in store.parent.iterdir() if ".tmp" in path.name]


def test_a_disk_without_links_gets_a_copy(store, monkeypatch):
    row = make(store)
    old = store.read_bytes()

    def refuse_link(*_names):
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse_link)
    restored = restoring.restore_backup(store, row.path)
    assert restored.replaced.read_bytes() == old
    assert not restored.replaced.samefile(store)


def test_a_link_is_followed_and_stays_a_link(store, tmp_path):
    row, old = make(store), domain(store)
    link = tmp_path / "skrivbord" / "min.rccdesk"
    link.parent.mkdir()
    try:
        link.symlink_to(store)
    except OSError:
        pytest.skip("no links here")
    write_days(store, 99)
    restoring.restore_backup(link, row.path)
    assert link.is_symlink()
    assert domain(store) == old


def test_only_our_own_second_name_is_taken_away(store):
    own = store.with_name(store.name + ".replaced-2026-11-22T08-15-30Z")
    foreign = store.with_name("min länk.rccdesk")
    for name in (own, foreign):
        try:
            os.link(store, name)
        except OSError:
            pytest.skip("no links here")
    unrelated = store.with_name(store.name + ".replaced-2026-11-21T08-15-30Z")
    unrelated.write_bytes(b"x")
    assert backups.own_links(store) == (own,)
    assert backups.finish_interrupted(store)
    assert (own.exists(), foreign.exists(), unrelated.exists()) == (False, True, True)
    assert not backups.finish_interrupted(store)
