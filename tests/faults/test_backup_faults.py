"""The faults of backups and of their restoring, by the ids of the fault register."""

from __future__ import annotations

import datetime as dt
import errno
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing, suppress
from pathlib import Path

import pytest

from rccdesk.enums import BackupReason
from rccdesk.errors import RccdeskError, StoreError
from rccdesk.services import backups, restoring
from rccdesk.services.backups import making, seal
from rccdesk.services.database import Database

MADE = dt.datetime(2026, 11, 20, 8, 15, 30, tzinfo=dt.UTC)
FLIPS = 400


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "min.rccdesk"
    Database.open(path, create=True, who="Anna").close()
    return path


@pytest.fixture
def store(made, tmp_path):
    path = tmp_path / "min.rccdesk"
    shutil.copy(made, path)
    return path


def make(store, days_later=0, reason=BackupReason.DAILY):
    return backups.make_backup(store, reason, now=MADE + dt.timedelta(days=days_later))


def set_days(store, days):
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("UPDATE lead_time_limit SET days=?", (days,))
        connection.commit()


def get_days(store):
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return connection.execute("SELECT max(days) FROM lead_time_limit").fetchone()[0]


def files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- D: a damaged database -----------------------------------------------------------------------


def test_D01_one_bit_flip_anywhere_in_a_backup_is_found(store):
    """400 of 400, spread over the file, and every single bit of its header and its seal."""
    path = make(store).path
    whole = path.read_bytes()
    pages = store.stat().st_size
    drawn = random.Random(1)
    bits = {drawn.randrange(8 * len(whole)) for _ in range(FLIPS - 30)}
    bits |= {drawn.randrange(8 * 100) for _ in range(20)}  # the header of SQLite
    bits |= {8 * pages + drawn.randrange(8 * (len(whole) - pages)) for _ in range(40)}
    bits = sorted(bits)[:FLIPS]
    missed = [bit for bit in bits if not is_flip_found(path, whole, bit)]
    assert len(bits) == FLIPS
    assert missed == []


def is_flip_found(path, whole, bit):
    content = bytearray(whole)
    content[bit // 8] ^= 1 << bit % 8
    path.write_bytes(content)
    try:
        seal.verify_seal(path)
    except StoreError as error:
        assert error.code == "backup_damaged"
        return True
    return False


@pytest.mark.long
def test_D01_every_bit_of_header_and_seal(store):
    path = make(store).path
    whole = path.read_bytes()
    pages = store.stat().st_size
    bits = [*range(800), *range(8 * pages, 8 * len(whole))]
    assert [bit for bit in bits if not is_flip_found(path, whole, bit)] == []


def test_D01_a_flipped_backup_is_refused_before_the_store_is_touched(store):
    row = make(store)
    whole = row.path.read_bytes()
    for bit in random.Random(2).sample(range(8 * len(whole)), 20):
        content = bytearray(whole)
        content[bit // 8] ^= 1 << bit % 8
        row.path.write_bytes(content)
        before = files(store.parent)
        with pytest.raises(StoreError) as caught:
            restoring.restore_backup(store, row.path)
        assert caught.value.code == "backup_damaged"
        assert files(store.parent) == before


@pytest.mark.parametrize("piece", range(26))
def test_D02_a_truncated_backup_is_found(store, piece):
    path = make(store).path
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * piece // 26])
    before = store.read_bytes()
    with pytest.raises(StoreError) as caught:
        restoring.restore_backup(store, path)
    assert caught.value.code == ("backup_damaged" if piece else "not_a_store")
    assert store.read_bytes() == before
    (row,) = backups.list_backups(store)  # it is shown, and as what it is
    assert row.is_damaged


def test_D02_a_zeroed_page_is_found_in_a_backup(store):
    path = make(store).path
    whole = path.read_bytes()
    for page in random.Random(3).sample(range(store.stat().st_size // 4096), 26):
        if not any(whole[4096 * page : 4096 * (page + 1)]):
            continue  # a free page, which is all zero already
        path.write_bytes(whole[: 4096 * page] + bytes(4096) + whole[4096 * (page + 1) :])
        with pytest.raises(StoreError) as caught:
            backups.verify_backup(path)
        assert caught.value.code == "backup_damaged"


def test_D02_no_backup_is_kept_of_a_store_with_a_zeroed_page(store):
    kept = make(store).path
    whole = store.read_bytes()
    with closing(sqlite3.connect(store)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE rootpage > 1"
        roots = [row[0] for row in connection.execute(query)]
    for root in random.Random(4).sample(roots, 8):
        store.write_bytes(whole[: 4096 * (root - 1)] + bytes(4096) + whole[4096 * root :])
        with pytest.raises(StoreError) as caught:
            make(store, 1)
        assert caught.value.code == "store_damaged"
    for size in (50, 5000, len(whole) // 2, len(whole) - 4096):
        store.write_bytes(whole[:size])
        with pytest.raises(StoreError) as caught:
            make(store, 1)
        assert caught.value.code in ("store_damaged", "not_a_store")
    assert list(backups.backups_dir(store).iterdir()) == [kept]


@pytest.mark.parametrize("content", [b"", b"text " * 2000, b"SQLite format 3\x00" + b"\xff" * 8000])
def test_D03_a_store_that_is_none_any_more_gets_its_backup_back(store, content):
    set_days(store, 41)
    row = make(store)
    store.write_bytes(content)
    restored = restoring.restore_backup(store, row.path)
    assert get_days(store) == 41
    assert restored.replaced.read_bytes() == content


def test_D07_the_next_older_backup_is_offered_when_the_newest_is_broken(store):
    for day, days in enumerate((31, 32, 33)):
        set_days(store, days)
        make(store, day)
    newest = backups.list_backups(store)[0].path
    content = bytearray(newest.read_bytes())
    content[len(content) // 2] ^= 1
    newest.write_bytes(content)
    store.write_bytes(b"x")
    rows = restoring.list_restorable(store)
    assert [(row.made_at - MADE).days for row in rows] == [2, 1, 0]
    assert [row.is_damaged for row in rows] == [True, False, False]
    assert [row.bytes for row in rows] == [row.path.stat().st_size for row in rows]
    restoring.restore_backup(store, next(row.path for row in rows if not row.is_damaged))
    assert get_days(store) == 32


def test_D08_when_all_are_broken_nothing_is_deleted(store):
    for day in range(3):
        path = make(store, 30 * day).path
        content = bytearray(path.read_bytes())
        content[len(content) // 3] ^= 8
        path.write_bytes(content)
    store.write_bytes(b"x")
    before = files(store.parent)
    rows = restoring.list_restorable(store)
    assert [row.is_damaged for row in rows] == [True] * 3
    for row in rows:
        with pytest.raises(StoreError):
            restoring.restore_backup(store, row.path)
    assert backups.thin_backups(store, MADE + dt.timedelta(days=900), 99) == ()
    assert files(store.parent) == before


def test_D14_a_clock_set_back_a_year_costs_no_backup(store):
    paths = [make(store, day).path for day in range(20)][-1:]
    now = MADE - dt.timedelta(days=365)
    early = backups.make_backup(store, BackupReason.DAILY, now=now).path
    assert backups.thin_backups(store, now, 9) == ()
    assert {*paths, early} < {row.path for row in backups.list_backups(store)}


# --- R8: a copy of what is being written ---------------------------------------------------------


def test_D12_backups_during_writes_are_never_between_two_states(store):
    with closing(sqlite3.connect(store)) as connection:
        connection.executescript(
            "CREATE TABLE a (x); CREATE TABLE s (n); INSERT INTO s VALUES (0);"
        )
    is_done = threading.Event()
    failures = []

    def write():
        with closing(sqlite3.connect(store, timeout=30, isolation_level=None)) as connection:
            while not is_done.is_set():
                try:
                    connection.execute("BEGIN IMMEDIATE")
                    connection.executemany("INSERT INTO a VALUES (?)", [("x" * 300,)] * 7)
                    connection.execute("UPDATE s SET n=n+7")
                    connection.execute("COMMIT")
                except sqlite3.Error as error:
                    failures.append(error)
                is_done.wait(0.002)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        rows = [make(store, number) for number in range(20)]
    finally:
        is_done.set()
        writer.join()
    assert failures == []
    sums = []
    for row in rows:
        with closing(sqlite3.connect(row.path)) as connection:
            sums.append(connection.execute("SELECT count(*), (SELECT n FROM s) FROM a").fetchone())
    assert [pair for pair in sums if pair[0] != pair[1]] == []
    assert sums[-1][0] > sums[0][0] >= 0  # it was being written


# --- S: the disk ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["fsync", "replace"])
def test_S04_a_full_disk_leaves_the_old_backups_and_nothing_else(store, monkeypatch, name):
    make(store)
    before = files(store.parent)

    def full(*_arguments, **_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, name, full)
    with pytest.raises(StoreError) as caught:
        make(store, 1)
    assert caught.value.code == "disk_full"
    monkeypatch.undo()
    assert files(store.parent) == before


def test_S04_too_little_space_is_told_before_anything_is_written(store, monkeypatch):
    make(store)
    before = files(store.parent)
    monkeypatch.setattr(
        shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(9, 9, 1_500_000)
    )
    with pytest.raises(RccdeskError) as caught:
        make(store, 1)
    assert caught.value.code == "disk_space_low"
    assert caught.value.values["free"] == 1
    assert files(store.parent) == before


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk")
@pytest.mark.parametrize("part", [0.03, 0.6, 1.0])
def test_S04_a_really_full_disk(store, tmp_path, monkeypatch, part):
    """There is room for ``part`` of the pages: it gets full in the pages, or in the seal."""
    disk = tmp_path / "disk"
    disk.mkdir()
    pages = store.stat().st_size // 4096
    room = 4096 * (2 * pages + 1 + int(part * pages))  # a store, a sealed backup, and that
    command = ["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(disk)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("may not mount")
    try:
        monkeypatch.setattr(making, "check_free_space", lambda *_arguments: None)
        small = disk / store.name
        shutil.copy(store, small)
        make(small)
        before = files(disk)
        with pytest.raises(StoreError) as caught:
            make(small, 1)
        assert caught.value.code == "disk_full"
        assert files(disk) == before
    finally:
        subprocess.run(["umount", str(disk)], check=True)


# --- K: killed at every step ---------------------------------------------------------------------


class Killed(BaseException):
    """The process is gone: nothing of it runs any more, its clean-up neither."""


STEPS = ("open", "fsync", "replace", "link", "unlink", "rename", "utime", "chmod")


def kill_at(monkeypatch, step):
    """Let the ``step``-th change of a file raise, and all after it; return what counts them."""
    count = [0]

    def dying(original):
        def call(*arguments, **options):
            if original is os.open and not arguments[1] & (os.O_CREAT | os.O_WRONLY):
                return original(*arguments, **options)
            count[0] += 1
            if count[0] >= step:
                raise Killed
            return original(*arguments, **options)

        return call

    for name in STEPS:
        original = getattr(os, name)
        dying_call = dying(original)
        monkeypatch.setattr(os, name, dying_call)
    copy = shutil.copyfile

    def copy_half(source, target, **options):
        count[0] += 1
        if count[0] >= step:
            Path(target).write_bytes(Path(source).read_bytes()[:9000])
            raise Killed
        return copy(source, target, **options)

    monkeypatch.setattr(shutil, "copyfile", copy_half)
    return count


def run_until_not_killed(monkeypatch, prepare, act, check):
    """Kill ``act`` at its first, second … step until it ends; return how many steps it has."""
    for step in range(1, 200):
        store = prepare(step)
        with monkeypatch.context() as patched:
            kill_at(patched, step)
            try:
                act(store)
            except Killed:
                is_killed = True
            else:
                is_killed = False
        check(store, is_killed=is_killed)
        if not is_killed:
            return step - 1
    raise AssertionError("it never ends")


def test_K02_a_restore_killed_at_each_step(made, tmp_path, monkeypatch):
    template = tmp_path / "mall" / "min.rccdesk"
    template.parent.mkdir()
    shutil.copy(made, template)
    set_days(template, 51)
    make(template)
    set_days(template, 52)

    def prepare(step):
        folder = tmp_path / str(step)
        shutil.copytree(template.parent, folder)
        return folder / "min.rccdesk"

    def newest(store):
        return next(
            row for row in backups.list_backups(store) if row.reason is BackupReason.DAILY
        ).path

    def act(store):
        restoring.restore_backup(store, newest(store))

    old = template.read_bytes()

    def check(store, *, is_killed):
        days = get_days(store)
        assert days in (51, 52)
        if days == 51:  # then the old one lies beside, byte for byte
            (aside,) = (path for path in store.parent.iterdir() if ".replaced-" in path.name)
            assert aside.read_bytes() == old
        else:
            assert is_killed
            assert store.read_bytes() == old
        act(store)
        assert get_days(store) == 51
        assert store.stat().st_nlink == 1
        shutil.rmtree(store.parent)

    steps = run_until_not_killed(monkeypatch, prepare, act, check)
    assert steps > 12


@pytest.mark.parametrize("draws", [8, pytest.param(100, marks=pytest.mark.long, id="long")])
def test_K09_a_restore_killed_three_times_in_a_row(made, tmp_path, monkeypatch, draws):
    drawn = random.Random(9)
    for draw in range(draws):
        store = tmp_path / str(draw) / "min.rccdesk"
        store.parent.mkdir()
        shutil.copy(made, store)
        set_days(store, 71)
        backup = make(store).path
        set_days(store, 72)
        old = store.read_bytes()
        for _time in range(3):
            with monkeypatch.context() as patched:
                kill_at(patched, drawn.randint(1, 29))
                with suppress(Killed):
                    restoring.restore_backup(store, backup)
            assert get_days(store) in (71, 72)
        restoring.restore_backup(store, backup)
        assert get_days(store) == 71
        with Database.open(store):
            pass
        aside = [path for path in store.parent.iterdir() if ".replaced-" in path.name]
        assert old in [path.read_bytes() for path in aside]
        backups.verify_backup(backup)


def test_K02_a_backup_killed_at_each_step(store, tmp_path, monkeypatch):
    kept = make(store)
    old = store.read_bytes()

    def check(_store, *, is_killed):
        assert store.read_bytes() == old
        rows = backups.list_backups(store)
        assert not any(row.is_damaged for row in rows)
        for row in rows:
            backups.verify_backup(row.path)
        assert kept in rows
        assert len(rows) == 2 or is_killed
        for row in rows:
            if row != kept:
                row.path.unlink()

    steps = run_until_not_killed(
        monkeypatch, lambda _step: store, lambda store: make(store, 1), check
    )
    assert steps > 3


def test_K02_a_rewriting_killed_at_each_step(store, monkeypatch):
    set_days(store, 61)
    row = make(store)
    whole = row.path.read_bytes()

    def prepare(_step):
        row.path.write_bytes(whole)
        return store

    def change(connection):
        connection.execute("UPDATE lead_time_limit SET days=62")
        return True

    def check(_store, *, is_killed):
        found = backups.verify_backup(row.path)
        assert get_days(row.path) == (62 if found.rewritten_at else 61)
        assert is_killed or found.rewritten_at

    steps = run_until_not_killed(
        monkeypatch, prepare, lambda store: backups.rewrite_backups(store, change), check
    )
    assert steps > 3
