"""Register D: what can be wrong with the file of a store, and what opening it does then."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from rccdesk.enums import BackupReason, Topic
from rccdesk.errors import StoreError
from rccdesk.models import HistoryEntry, StoreSetting, Svf
from rccdesk.services import backups
from rccdesk.services.database import Database, engines, recording, store_state
from rccdesk.services.history_chain import find_broken_entry

ACT = "history.act.profile_updated"
ROOT = Path(__file__).parents[2]

# Leaves a hot journal: killed when the pages are in the file and the transaction is not committed.
CRASHING = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=5")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE svf SET name='halv'")
for number in range(4000):
    connection.execute(
        "INSERT INTO store_setting (uuid, key, value, revision, owner) VALUES (?, ?, ?, 1, '')",
        (f"h{number}", f"h{number}", "x" * 300),
    )
connection.execute("PRAGMA cache_spill=1")
os.kill(os.getpid(), 9)
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("mall") / "prov.rccdesk"
    with Database.open(path, create=True) as database:
        put(database, "sparad")
    return path


@pytest.fixture
def path(tmp_path, template):
    path = tmp_path / "prov.rccdesk"
    for source in (template, store_state.state_path(template)):
        shutil.copy2(source, tmp_path)
    return path


def put(database, key, value="1"):
    with database.write(Topic.SETTINGS, act=ACT) as session:
        session.add(StoreSetting(key=key, value=value))


def keys(path, **how):
    with Database.open(path, **how) as database, database.read() as session:
        assert session.scalars(select(Svf.name).where(Svf.name == "halv")).all() == []
        return set(session.scalars(select(StoreSetting.key)))


def refused(path, **how):
    with pytest.raises(StoreError) as caught:
        Database.open(path, **how)
    return caught.value.code


def crash(path):
    """Leave the file with pages of an unfinished write, and its journal."""
    subprocess.run([sys.executable, "-c", CRASHING, str(path)], check=False, timeout=60)
    assert journal(path).stat().st_size > 512


def journal(path, ending="-journal"):
    return path.with_name(path.name + ending)


def listing(path):
    """Return the names in the folder, with the times of what was set aside left out."""
    names = (re.sub(r"damaged-[0-9TZ-]+?Z", "damaged", p.name) for p in path.parent.iterdir())
    return sorted(name for name in names if not name.endswith(".state"))


def mark(path, *, is_clean):
    """Make the side file say how the last writer left the store."""
    state_file = store_state.StateFile.claim(path, take_over=True)
    if is_clean is None:
        state_file.release(store_state.StoreState())
        store_state.state_path(path).unlink()
    else:
        state_file.release(store_state.StoreState(is_clean=is_clean))


def fingerprint(path):
    """Return the content of all files beside the store, and of all but the side file their time."""
    return {
        p.name: (
            hashlib.sha256(p.read_bytes()).hexdigest(),
            0 if p.name.endswith(".state") else p.stat().st_mtime_ns,
        )
        for p in path.parent.iterdir()
        if p.is_file()
    }


# --- whose file -----------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", ["header", "empty", "text"])
@pytest.mark.parametrize("how", [{}, {"reading": True}, {"create": True}])
def test_D03_what_is_no_database_is_refused_and_left_alone(path, damage, how):
    content = bytearray(path.read_bytes())
    content[:16] = b"\x00" * 16
    texts = {"header": bytes(content), "empty": b"", "text": "Förlopp;KVÅ".encode()}
    path.write_bytes(texts[damage])
    before = fingerprint(path)
    assert refused(path, **how) == "not_a_store"
    assert fingerprint(path) == before


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW region_2 AS SELECT * FROM region",
        "CREATE TRIGGER spy AFTER INSERT ON history_entry BEGIN DELETE FROM pack; END",
        # one of ours by name only
        "DROP TRIGGER history_entry_no_update;"
        "CREATE TRIGGER history_entry_no_update BEFORE UPDATE ON history_entry BEGIN SELECT 1; END",
        "CREATE VIRTUAL TABLE spy USING fts5(content)",
        "DROP TABLE term",
        "DROP TABLE alembic_version",
    ],
)
def test_D10_a_hostile_schema_is_refused_and_left_alone(path, statement):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(statement)
    before = fingerprint(path)
    assert refused(path) == "store_foreign_schema"
    assert refused(path, reading=True) == "store_foreign_schema"
    assert fingerprint(path) == before


def test_D10_what_a_check_can_mend_does_not_keep_the_file_closed(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP INDEX ix_measurement_indicator_batch")
        connection.execute("DROP TRIGGER history_entry_no_update")
    assert keys(path) == {"sparad"}


def test_D10_every_connection_distrusts_the_schema(path):
    with Database.open(path) as database, database.read() as session:
        for setting in ("trusted_schema", "mmap_size"):
            value = session.connection().exec_driver_sql(f"PRAGMA {setting}").scalar()
            assert not value
        assert session.connection().exec_driver_sql("PRAGMA cell_size_check").scalar() == 1


def test_D11_another_programs_database_is_refused_and_left_alone(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id=252006674")  # Zotero's neighbour
    before = fingerprint(path)
    assert refused(path) == "not_a_store"
    assert fingerprint(path) == before


def test_D12_another_program_in_the_file_is_waited_for_and_then_told(path, monkeypatch):
    settings = (*(s for s in engines._SETTINGS if "busy" not in s), "busy_timeout=200")
    monkeypatch.setattr(engines, "_SETTINGS", settings)
    other = sqlite3.connect(path, isolation_level=None)
    with Database.open(path) as database:
        other.execute("BEGIN IMMEDIATE")
        begin = time.perf_counter()
        with pytest.raises(StoreError) as caught:
            put(database, "ny")
        assert caught.value.code == "store_busy"
        assert 0.15 < time.perf_counter() - begin < 2
        other.execute("ROLLBACK")
        put(database, "ny")  # the same text again, and nothing was lost
    other.close()
    assert keys(path) == {"sparad", "ny"}


def test_D13_an_sqlite_that_is_too_old_is_refused(path, monkeypatch):
    monkeypatch.setattr(engines.sqlite3, "sqlite_version_info", (3, 36, 0))
    monkeypatch.setattr(engines.sqlite3, "sqlite_version", "3.36.0")
    before = fingerprint(path)
    with pytest.raises(StoreError) as caught:
        Database.open(path)
    assert caught.value.code == "sqlite_too_old"
    assert caught.value.values == {"version": "3.36.0", "needed": "3.37.0"}
    assert fingerprint(path) == before


def test_D14_order_goes_by_number_and_not_by_the_clock(path, monkeypatch):
    """The clock is set back a year, then jumps over a change to summer time."""
    moments = ["2027-03-28T00:59:59", "2026-03-28T12:00:00", "2026-10-25T01:30:00"]
    times = iter(dt.datetime.fromisoformat(moment) for moment in moments)

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return next(times).replace(tzinfo=tz)

    clock = SimpleNamespace(datetime=Clock, date=dt.date, UTC=dt.UTC)
    monkeypatch.setattr(recording, "dt", clock)
    with Database.open(path) as database:
        for key in ("ett", "två", "tre"):
            put(database, key)
        with database.read() as session:
            rows = session.scalars(select(HistoryEntry).order_by(HistoryEntry.entry_id)).all()
        assert [row.entry_id for row in rows] == [1, 2, 3, 4]
        assert [row.at.year for row in rows[1:]] == [2027, 2026, 2026]
        assert find_broken_entry(database) is None


def test_D06_a_file_older_than_the_last_one_seen_opens_and_says_so(path, tmp_path):
    older = tmp_path / "undan"
    shutil.copy(path, older)
    with Database.open(path) as database:
        put(database, "ny")
        assert not database.is_older_than_seen
    shutil.copy(older, path)  # by hand, over the newer one
    with Database.open(path, reading=True) as database:
        assert database.is_older_than_seen
    with Database.open(path) as database:
        assert database.is_older_than_seen
        assert not database.ended_badly
        assert database.state.last_entry_id == 2
    with Database.open(path) as database:  # said once; what is there is what is seen now
        assert not database.is_older_than_seen


def test_D06_a_store_made_anew_is_not_older_than_the_one_before_it(path):
    path.unlink()
    with Database.open(path, create=True) as database:
        assert not database.is_older_than_seen
        assert database.state.last_entry_id == 0


@pytest.mark.parametrize("megabytes", [12, pytest.param(76, marks=pytest.mark.long)])
def test_D16_a_big_store_opens_and_is_checked_in_time(path, megabytes):
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("BEGIN")
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < ?) "
            'INSERT INTO measurement (batch_id, indicator, period, unit, home_unit, "group", sex,'
            ' age_group, numerator, denominator, is_total, sheet, row, "column") '
            "SELECT i % 9, 'ind' || i % 30, '2026-' || i % 12, 'enhet' || i % 40, '', '', 'okänd',"
            " '40-64', i % 100, 100, 0, 'Blad1', i, 'C' FROM n",
            (megabytes * 1_000_000 // 80,),
        )
        connection.execute("COMMIT")
    assert path.stat().st_size > megabytes * 800_000
    begin = time.perf_counter()
    with Database.open(path) as database, database.read() as session:
        for check in ("quick_check", "integrity_check"):
            assert session.connection().exec_driver_sql(f"PRAGMA {check}").scalar() == "ok"
        assert session.get(HistoryEntry, 1) is not None
    assert time.perf_counter() - begin < 3


# --- journals -------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_clean", [False, None])
def test_D04_what_a_crash_left_half_is_rolled_back(path, is_clean):
    mark(path, is_clean=is_clean)
    crash(path)
    with Database.open(path) as database:
        assert database.ended_badly
    assert keys(path) == {"sparad"}
    aside = [] if is_clean is False else [f"{path.name}.damaged", f"{path.name}.damaged-journal"]
    assert listing(path) == [path.name, *aside]  # whose journal it was is not known for certain


def test_D04_a_reader_lets_it_be_rolled_back_first_and_leaves_the_mark(path):
    mark(path, is_clean=False)
    crash(path)
    assert keys(path, reading=True) == {"sparad"}
    assert listing(path) == [path.name]
    with Database.open(path) as database:
        assert database.ended_badly


def test_D04_a_crash_of_another_program_in_a_cleanly_closed_file_is_rolled_back_too(path):
    crash(path)
    half = path.read_bytes()
    assert len(half) > 1_000_000  # pages of the unfinished write are in the file
    assert keys(path) == {"sparad"}
    (kept,) = path.parent.glob("*.damaged-*Z")
    assert kept.read_bytes() == half


@pytest.fixture
def closed_folder():
    """Return a folder that everybody may read and only its owner may write in."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@contextlib.contextmanager
def nobody():
    """Go on as a user who owns nothing."""
    if os.name == "nt" or os.getuid() != 0:
        pytest.skip("needs to become another user")
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_S07_a_folder_nobody_may_write_in_can_be_read(path, closed_folder):
    store = closed_folder / path.name
    shutil.copy(path, store)
    before = fingerprint(store)
    with nobody():
        assert keys(store, reading=True) == {"sparad"}
        assert refused(store) == "store_folder_read_only"
        assert refused(closed_folder / "ny.rccdesk", create=True) == "store_folder_read_only"
    assert fingerprint(store) == before


def test_D04_a_hot_journal_in_a_folder_nobody_may_write_in_is_told(path, closed_folder):
    store = closed_folder / path.name
    shutil.copy(path, store)
    crash(store)
    journal(store).chmod(0o644)
    with nobody():
        assert refused(store, reading=True) == "store_unfinished"
    assert keys(store) == {"sparad"}


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
@pytest.mark.parametrize("content", [b"nonsense" * 200, "another store"])
def test_D05_a_journal_of_another_file_is_moved_aside_and_the_file_opens(path, ending, content):
    if content == "another store":
        other = path.parent.parent / f"{path.parent.name}-annan.rccdesk"
        Database.open(other, create=True).close()
        crash(other)
        content = journal(other).read_bytes()
        for name in (other, journal(other), store_state.state_path(other)):
            name.unlink()
    journal(path, ending).write_bytes(content)
    assert keys(path) == {"sparad"}
    assert listing(path) == [path.name, f"{path.name}.damaged{ending}"]
    (moved,) = path.parent.glob(f"*.damaged-*{ending}")
    assert moved.read_bytes() == content


def test_D05_a_journal_of_another_file_after_a_bad_end_does_not_win_over_a_sound_file(path):
    other = path.parent / "annan.rccdesk"
    with Database.open(other, create=True) as database:
        for number in range(40):
            put(database, f"annan{number}", "y" * 3000)
    crash(other)
    foreign = journal(other).read_bytes()
    for name in (other, journal(other), store_state.state_path(other)):
        name.unlink()
    mark(path, is_clean=False)
    before = path.read_bytes()
    journal(path).write_bytes(foreign)
    try:
        opened = keys(path)
    except StoreError:
        opened = None
    kept = {p.read_bytes() for p in path.parent.iterdir() if p.is_file()}
    assert opened == {"sparad"} or before in kept


def test_D05_a_file_in_wal_mode_is_brought_home_with_what_its_log_holds(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(
            "INSERT INTO store_setting (uuid, key, value, revision, owner) "
            "VALUES ('w', 'i loggen', '1', 1, '')"
        )
        connection.commit()
        copies = {e: journal(path, e).read_bytes() for e in ("", "-wal")}
    for ending, content in copies.items():
        journal(path, ending).write_bytes(content)
    assert keys(path) == {"sparad", "i loggen"}
    assert listing(path) == [path.name]
    assert path.read_bytes()[18:20] == b"\x01\x01"


# --- K9: a second crash within the recovery -------------------------------------------------------

DYING = """
import os, sys
from pathlib import Path
from rccdesk.services.database import Database, recovering
left = int(sys.argv[2])
def step(real):
    def die_or(*args, **more):
        global left
        if left == 0:
            os.kill(os.getpid(), 9)
        left -= 1
        return real(*args, **more)
    return die_or
recovering.replace_file = step(recovering.replace_file)
recovering.sync_folder = step(recovering.sync_folder)
recovering._is_sound = step(recovering._is_sound)
recovering._move_aside = step(recovering._move_aside)
Path.unlink = step(Path.unlink)
Path.rename = step(Path.rename)
Database.open(Path(sys.argv[1])).close()
"""


@pytest.mark.parametrize("case", ["rolls back", "journal of another file"])
@pytest.mark.parametrize(
    "step", [4, 7, *(pytest.param(n, marks=pytest.mark.long) for n in (1, 2, 3, 5, 6, 8, 9, 10))]
)
def test_K09_a_recovery_that_is_killed_is_finished_by_the_next(path, case, step):
    mark(path, is_clean=False)
    if case == "rolls back":
        crash(path)
    else:
        ruin_by_journal(path)
    for _ in range(2):
        subprocess.run(
            [sys.executable, "-c", DYING, str(path), str(step)], cwd=ROOT, check=False, timeout=60
        )
    assert keys(path) == {"sparad"}
    assert not list(path.parent.glob("*.recovering*"))
    aside = [n for n in listing(path) if n.endswith("-journal")]
    assert len(aside) == (case != "rolls back")


def ruin_by_journal(path):
    """Put a journal beside the file that passes as its own and whose rollback ruins the file."""
    content = bytearray(path.read_bytes())
    good = bytes(content)
    crash(path)
    hot = bytearray(journal(path).read_bytes())
    path.write_bytes(good)  # the file itself is whole
    page = int.from_bytes(good[16:18], "big")
    sector = int.from_bytes(hot[20:24], "big")
    nonce = int.from_bytes(hot[12:16], "big")
    at = sector
    while at + page + 8 <= len(hot):  # every page that it would put back is nonsense, well summed
        number = int.from_bytes(hot[at : at + 4], "big")
        if number == 0 or number * page > len(good):
            break
        if number > 1:
            body = b"\xff" * page
            total = (nonce + sum(body[i] for i in range(page - 200, 0, -200))) & 0xFFFFFFFF
            hot[at + 4 : at + 4 + page] = body
            hot[at + 4 + page : at + 8 + page] = total.to_bytes(4, "big")
        at += page + 8
    journal(path).write_bytes(hot)


# --- R6: file × journal × backup ------------------------------------------------------------------


@pytest.mark.parametrize("file", ["ok", "broken", "missing"])
@pytest.mark.parametrize("log", ["none", "stale", "own"])
@pytest.mark.parametrize("backup", ["ok", "broken", "none"])
def test_D08_every_case_opens_or_is_told_and_nothing_is_deleted(path, file, log, backup):
    if backup != "none":
        row = backups.make_backup(path, BackupReason.MANUAL)
        if backup == "broken":
            content = bytearray(row.path.read_bytes())
            content[len(content) // 2] ^= 1
            row.path.write_bytes(content)
    mark(path, is_clean=False)
    if log == "own":
        crash(path)
    elif log == "stale":
        journal(path).write_bytes(b"nonsense" * 200)
        journal(path, "-wal").write_bytes(b"nonsense" * 200)
    if file == "broken":
        content = bytearray(path.read_bytes())
        content[4096 * 3 :] = b"\xff" * (len(content) - 4096 * 3)
        path.write_bytes(content)
        if log == "own":  # what it would put back is broken too
            journal(path).write_bytes(journal(path).read_bytes()[:600])
    elif file == "missing":
        path.unlink()
    before = {p: p.read_bytes() for p in path.parent.rglob("*") if p.is_file()}

    outcome = "opens"
    try:
        with Database.open(path) as database, database.read() as session:
            assert set(session.scalars(select(StoreSetting.key))) == {"sparad"}
            check = session.connection().exec_driver_sql("PRAGMA integrity_check(1)").scalar()
            if check != "ok":
                outcome = "store_damaged"  # found by the check after a bad end
    except StoreError as error:
        outcome = error.code
    assert outcome == {"ok": "opens", "broken": "store_damaged", "missing": "store_not_found"}[file]

    # A backup is never touched, and every byte of a broken or foreign file is still somewhere.
    assert {p: p.read_bytes() for p in before if p.parent != path.parent} == {
        p: content for p, content in before.items() if p.parent != path.parent
    }
    rolled_back = file == "ok" and log == "own"
    wanted = {c for p, c in before.items() if not p.name.endswith(".state") and not rolled_back}
    assert wanted <= {p.read_bytes() for p in path.parent.rglob("*") if p.is_file()}
    for row in backups.list_backups(path):
        with contextlib.suppress(StoreError):
            backups.verify_backup(row.path)
            assert backup == "ok"
    # and a new store can be begun beside it
    beside = path.with_name("ny.rccdesk")
    with Database.open(beside, create=True) as database:
        assert database.last_entry_id() == 0
