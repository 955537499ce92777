"""Register L: one writer at a time, whoever dies, whatever happens to the side file."""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from rccdesk.enums import Topic
from rccdesk.errors import StoreError
from rccdesk.models import HistoryEntry, StoreSetting, Svf
from rccdesk.services import lead_times, organisation, store_settings
from rccdesk.services.database import Database, store_state
from rccdesk.services.pathways import catalogue

ACT = "history.act.profile_updated"
ROOT = Path(__file__).parents[2]

# Opens the store as argv says, then writes one setting per line it is given.
PROGRAM = """
import platform, sys
from pathlib import Path
path, who, machine = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
if machine:
    platform.node = lambda: machine
from rccdesk.enums import Topic
from rccdesk.errors import StoreError
from rccdesk.models import StoreSetting
from rccdesk.services.database import Database
database = Database.open(path, who=who)
print("open", flush=True)
for line in sys.stdin:
    name = line.strip()
    if name == "close":
        break
    try:
        with database.write(Topic.SETTINGS, act="history.act.profile_updated") as session:
            session.add(StoreSetting(key=name, value="1"))
            if name == "half":
                session.flush()
                print("half", flush=True)
                sys.stdin.readline()
        print("ok", flush=True)
    except StoreError as error:
        print(error.code, flush=True)
database.close()
"""


class Program:
    """Another program that has the store open."""

    def __init__(self, path, who="Berit", machine=""):
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(path), who, machine],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout.readline() == "open\n"

    def write(self, name):
        self.process.stdin.write(f"{name}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def end(self):
        self.process.communicate("close\n")

    def kill(self):
        self.process.kill()
        self.process.communicate()


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("mall") / "prov.rccdesk"
    Database.open(path, create=True).close()
    return path


@pytest.fixture
def path(tmp_path, template):
    for source in (template, store_state.state_path(template)):
        shutil.copy2(source, tmp_path)
    return tmp_path / "prov.rccdesk"


@pytest.fixture
def start(path):
    started = []

    def begin(**values):
        started.append(Program(path, **values))
        return started[-1]

    yield begin
    for program in started:
        if program.process.poll() is None:
            program.kill()


def put(database, key, value="1"):
    with database.write(Topic.SETTINGS, act=ACT) as session:
        session.add(StoreSetting(key=key, value=value))


def keys(database):
    with database.read() as session:
        return set(session.scalars(select(StoreSetting.key)))


def refused(path, **values):
    with pytest.raises(StoreError) as caught:
        Database.open(path, **values)
    return caught.value


def test_L02_the_second_opener_is_told_who_holds_it_and_can_read(path, start):
    program = start(who="Berit")
    error = refused(path)
    assert error.code == "store_locked"
    assert (error.values["who"], error.values["machine"]) == ("Berit", platform.node())
    assert error.values["since"].startswith(time.strftime("%Y-%m-%d"))
    with Database.open(path, reading=True, who="Anna") as reading:
        assert reading.is_reading
        holder = reading.holder
        assert (holder.who, holder.machine, holder.is_here) == ("Berit", platform.node(), True)
        assert holder.pid == program.process.pid
        assert program.write("ny") == "ok"
        assert "ny" in keys(reading)  # reads beside the writer
        with pytest.raises(StoreError) as caught:
            put(reading, "annan")
        assert caught.value.code == "store_reading"
        with pytest.raises(StoreError) as caught:
            reading.update_state(good_starts=1)
        assert caught.value.code == "store_reading"
        program.end()
        assert reading.holder is None
    with Database.open(path) as database:
        assert not database.ended_badly
        assert keys(database) == {"ny"}


def test_L02_a_reader_leaves_nothing_and_keeps_nobody_out(path):
    side = store_state.state_path(path)
    side.unlink()
    before = {p.name: (p.stat().st_mtime_ns, p.read_bytes()) for p in path.parent.iterdir()}
    with Database.open(path, reading=True) as reading:
        assert reading.holder is None
        assert not side.exists()
        with Database.open(path) as writing:
            put(writing, "ny")
            assert "ny" in keys(reading)
    side.unlink()
    after = {p.name for p in path.parent.iterdir()}
    assert after == set(before) == {path.name}


def test_L03_the_lock_of_a_killed_holder_is_free_at_once(path, start):
    program = start()
    assert program.write("sparad") == "ok"
    assert program.write("half") == "half"  # killed within a transaction
    program.kill()
    with Database.open(path, reading=True) as reading:
        assert reading.holder is None
    with Database.open(path) as database:
        assert database.ended_badly
        assert database.state.is_clean is False
        assert keys(database) == {"sparad"}
    with Database.open(path) as database:
        assert not database.ended_badly


def test_L03_ended_badly_until_somebody_has_closed_well(path, start):
    start().kill()
    for _ in range(2):  # the first of them finds the file damaged, says, and gives up
        database = Database.open(path)
        assert database.ended_badly
        database.close(is_clean=False)
    Database.open(path).close()
    with Database.open(path) as database:
        assert not database.ended_badly


def test_L04_a_dead_holder_on_another_machine_must_be_taken_over(path, start):
    program = start(who="Cilla", machine="annan-dator")
    assert refused(path, take_over=True).code == "store_locked"  # it lives: no taking over
    program.kill()
    error = refused(path)
    assert error.code == "store_locked"
    assert (error.values["who"], error.values["machine"]) == ("Cilla", "annan-dator")
    with Database.open(path, reading=True) as reading:
        assert reading.holder.machine == "annan-dator"
        assert not reading.holder.is_here
    with Database.open(path, take_over=True) as database:
        assert database.ended_badly
        put(database, "ny")
    Database.open(path).close()


def test_L04_a_holder_elsewhere_who_closed_well_is_no_hindrance(path, start):
    start(machine="annan-dator").end()
    with Database.open(path) as database:
        assert not database.ended_badly


def test_L04_who_was_taken_over_cannot_write_any_more(path, monkeypatch):
    """Two machines that do not see each other's locks."""
    monkeypatch.setattr(platform, "node", lambda: "dator-1")
    first = Database.open(path, who="Anna")
    put(first, "först")
    monkeypatch.setattr(platform, "node", lambda: "dator-2")
    monkeypatch.setattr(store_state, "_lock", lambda _descriptor, **_how: True)
    second = Database.open(path, who="Berit", take_over=True)
    put(second, "sedan")
    side = store_state.state_path(path).read_bytes()
    for _ in range(2):
        with pytest.raises(StoreError) as caught:
            put(first, "för sent")
        assert caught.value.code == "store_taken_over"
    with pytest.raises(StoreError):
        first.update_state(good_starts=7)
    first.close()
    assert store_state.state_path(path).read_bytes() == side
    put(second, "sist")
    assert keys(second) == {"först", "sedan", "sist"}
    second.close()


def test_L05_a_removed_side_file_is_claimed_again_by_its_holder(path, start):
    program = start(who="Berit")
    side = store_state.state_path(path)
    side.unlink()
    assert program.write("ny") == "ok"
    assert refused(path).values["who"] == "Berit"
    program.end()
    with Database.open(path) as database:
        assert not database.ended_badly
        assert database.state.last_entry_id == 1


def test_L05_still_one_writer_where_another_took_the_place_of_the_side_file(path, start):
    program = start(who="Berit")
    store_state.state_path(path).unlink()
    with Database.open(path, who="Anna") as database:
        put(database, "annas")
        assert program.write("berits") == "store_taken_over"
        assert program.write("berits") == "store_taken_over"
        program.end()
        put(database, "annas andra")
        assert keys(database) == {"annas", "annas andra"}
        assert refused(path).values["who"] == "Anna"
    with Database.open(path) as database:
        assert not database.ended_badly


def test_L05_a_side_file_put_back_by_a_copying_program_is_claimed_again(path):
    with Database.open(path) as database:
        side = store_state.state_path(path)
        content = side.read_bytes()
        side.unlink()
        side.write_bytes(content)
        put(database, "ny")
        assert refused(path).code == "store_locked"


@pytest.mark.parametrize("content", [b"", b"{", b"\x00" * 4096, b'{"is_clean": "ja"}', b"[1]"])
def test_L05_an_unreadable_side_file_tells_nothing_and_is_no_error(path, content):
    store_state.state_path(path).write_bytes(content)
    assert store_state.read_state(path) == store_state.StoreState()
    with Database.open(path) as database:
        assert database.state.is_clean is None
        assert not database.ended_badly
    assert store_state.read_state(path).is_clean is True


def test_L06_failing_to_open_leaves_a_foreign_lock_alone(path, start):
    program = start(who="Berit")
    side = store_state.state_path(path)
    before = (side.read_bytes(), side.stat().st_mtime_ns, side.stat().st_ino)
    for how in ({}, {"take_over": True}, {"create": True}):
        assert refused(path, **how).code == "store_locked"
    assert (side.read_bytes(), side.stat().st_mtime_ns, side.stat().st_ino) == before
    assert program.write("ny") == "ok"


def test_L06_a_failing_opener_gives_its_lock_back_as_it_found_it(path, monkeypatch):
    side = store_state.state_path(path)
    before = json.loads(side.read_bytes())
    for _ in range(2):
        with monkeypatch.context() as patch:
            patch.setattr(Database, "last_entry_id", lambda _self: 1 // 0)
            with pytest.raises(ZeroDivisionError):
                Database.open(path)
        assert json.loads(side.read_bytes()) == before
    side.unlink()
    with monkeypatch.context() as patch:
        patch.setattr(Database, "last_entry_id", lambda _self: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            Database.open(path)
    assert not side.exists()
    Database.open(path).close()


def test_L06_closing_twice_does_not_free_the_lock_of_the_next(path):
    first = Database.open(path)
    first.close()
    with Database.open(path):
        first.close()
        assert refused(path).code == "store_locked"


def test_L06_closing_waits_for_a_write_and_ends_all_writing(path):
    database = Database.open(path)
    inside, go_on = threading.Event(), threading.Event()

    def write():
        with database.write(Topic.SETTINGS, act=ACT) as session:
            inside.set()
            go_on.wait(10)
            session.add(StoreSetting(key="i sista stund", value="1"))

    writer = threading.Thread(target=write)
    writer.start()
    inside.wait(10)
    closer = threading.Thread(target=database.close)
    closer.start()
    closer.join(0.1)
    assert closer.is_alive()
    go_on.set()
    writer.join()
    closer.join()
    with pytest.raises(RuntimeError):
        put(database, "för sent")
    with Database.open(path) as again:
        assert not again.ended_badly
        assert keys(again) == {"i sista stund"}


def test_L07_an_import_and_edits_at_once(path):
    database = Database.open(path)
    errors, waits = [], []
    done = threading.Event()

    def bring_in():
        try:
            for number in range(12):
                with database.write(Topic.IMPORTS, act=ACT) as session:
                    session.connection().exec_driver_sql(
                        "INSERT INTO store_setting (uuid, key, value, revision, owner) "
                        "VALUES (?, ?, ?, 1, '')",
                        [(f"{number}-{i}", f"{number}-{i}", "x" * 100) for i in range(1500)],
                    )
        except StoreError as error:
            errors.append(error.code)
        finally:
            done.set()

    thread = threading.Thread(target=bring_in)
    thread.start()
    edits = 0
    while not done.is_set() or edits < 5:
        begin = time.perf_counter()
        with database.read() as session:
            assert len(session.scalars(select(Svf)).all()) == 31
        waits.append(time.perf_counter() - begin)
        with database.write(Topic.PATHWAYS, act=ACT) as session:
            session.scalars(select(Svf)).first().name = f"A{edits}"
        edits += 1
    thread.join()
    assert errors == []
    assert sorted(waits)[len(waits) // 2] < 0.1
    with database.read() as session:
        count = session.scalar(select(func.count()).select_from(StoreSetting))
        assert count == 12 * 1500
        assert session.scalar(select(func.count()).select_from(HistoryEntry)) == edits
    database.close()


def test_L08_no_service_leaves_a_read_transaction_open(path):
    with Database.open(path) as database:
        for ask in (
            organisation.list_rccs,
            organisation.get_profile,
            store_settings.get_reporting_lag_days,
            catalogue.list_svf,
            lead_times.list_selection_values,
            Database.data_versions,
            Database.last_entry_id,
        ):
            ask(database)
            other = sqlite3.connect(path, timeout=0, isolation_level=None)
            other.execute("BEGIN EXCLUSIVE")  # fails at once if anybody still reads
            other.rollback()
            other.close()


@pytest.mark.parametrize("rounds", [40, pytest.param(1000, marks=pytest.mark.long)])
def test_L09_four_threads_of_mixed_work_lose_nothing(path, rounds):
    database = Database.open(path)
    with database.write(Topic.SETTINGS, act=ACT) as session:
        session.add_all(StoreSetting(uuid=f"t{n}", key=f"t{n}", value="0") for n in range(4))
    errors = []

    def work(number):
        try:
            for turn in range(1, rounds + 1):
                if turn % 4:
                    with database.read() as session:
                        value = session.get_one(StoreSetting, f"t{number}").value
                    assert int(value) == turn // 4
                else:
                    with database.write(Topic.SETTINGS, act=ACT) as session:
                        row = session.get_one(StoreSetting, f"t{number}")
                        row.value = str(int(row.value) + 1)
        except BaseException as error:  # noqa: BLE001 - handed to the test's thread
            errors.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with database.read() as session:
        values = [session.get_one(StoreSetting, f"t{n}").value for n in range(4)]
        assert values == [str(rounds // 4)] * 4
        assert session.scalar(select(func.count()).select_from(HistoryEntry)) == 1 + rounds
    database.close()


def test_L11_a_store_replaced_on_the_disk_is_not_written(path, tmp_path):
    database = Database.open(path)
    put(database, "först")
    copy = tmp_path / "kopia.rccdesk"
    database.backup(copy)
    put(database, "sedan")
    copy.replace(path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    for _ in range(2):
        with pytest.raises(StoreError) as caught:
            put(database, "för sent")
        assert caught.value.code == "store_replaced"
    database.close()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    with Database.open(path) as again:
        assert again.ended_badly  # nobody knows what was put there
        assert keys(again) == {"först"}


def test_L11_a_store_that_was_moved_away_is_not_written(path, tmp_path):
    database = Database.open(path)
    path.rename(tmp_path / "flyttad.rccdesk")
    with pytest.raises(StoreError) as caught:
        put(database, "ny")
    assert caught.value.code == "store_replaced"
    database.close()
    assert not path.exists()  # and no empty file is made in its place


def test_the_check_before_each_write_costs_next_to_nothing(path):
    with Database.open(path) as database:
        begin = time.perf_counter()
        for _ in range(200):
            database._check_hold()
        assert (time.perf_counter() - begin) / 200 < 0.0003
