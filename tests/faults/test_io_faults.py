"""Faults of the file layer below SQLite, and power cuts, by the fault register.

The short forms take a sample; ``--long`` takes every call and a thousand cuts. See
`tests.rigs.io_faults`.
"""

from __future__ import annotations

import importlib.util
import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from rccdesk.enums import Topic
from rccdesk.errors import StoreError
from rccdesk.services import store_settings
from rccdesk.services.database import Database
from rccdesk.services.database.engines import translated
from tests.rigs.io_faults import cut_loop, fault_loop, print_table, scratch
from tests.rigs.io_faults_rig import Rig, Tally

# Never imported here, where Python's own SQLite is: one library per process.
has_apsw = importlib.util.find_spec("apsw") is not None
needs_rig = pytest.mark.skipif(
    not has_apsw or not hasattr(os, "fork"), reason="the rig forks a process with APSW"
)

SHORT_CUTS = 8
LONG_CUTS = 1000
LONG_SECONDS = 7200
LENGTHS = [False, pytest.param(True, marks=[pytest.mark.long, pytest.mark.timeout(LONG_SECONDS)])]


@pytest.fixture(scope="module")
def rig() -> Iterator[Rig]:
    with tempfile.TemporaryDirectory(dir=scratch()) as folder, Rig(Path(folder)) as rig:
        yield rig


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """Return the seed of this run, printed where a test fails; a new one for the long forms."""
    seed = random.randrange(1 << 30) if request.config.getoption("--long") else 20261122
    print(f"seed {seed}")  # noqa: T201
    return seed


def assert_good(tallies: list[Tally], points: int) -> None:
    """Every point is the old or the new state, and there were enough of them."""
    print_table(tallies)
    assert [words for tally in tallies for words in tally.bad] == []
    assert sum(tally.points for tally in tallies) >= points
    assert all(tally.old + tally.new == tally.points for tally in tallies)


@needs_rig
@pytest.mark.parametrize("is_long", LENGTHS)
def test_D02_every_call_of_an_import_fails(rig: Rig, seed: int, is_long: bool) -> None:
    sample = 0 if is_long else 1
    tallies = fault_loop(rig, "aggregated", sample=sample, seed=seed)
    tallies += fault_loop(rig, "events", sample=sample, seed=seed)
    assert_good(tallies, 300 if is_long else 12)
    assert sum(tally.old for tally in tallies) > 4  # else nothing has failed


@needs_rig
@pytest.mark.parametrize("is_long", LENGTHS)
def test_M02_every_call_of_an_upgrade_fails(rig: Rig, seed: int, is_long: bool) -> None:
    tallies = fault_loop(rig, "migration", sample=0 if is_long else 1, seed=seed)
    assert_good(tallies, 2000 if is_long else 7)
    assert sum(tally.old for tally in tallies) > 4


@needs_rig
@pytest.mark.parametrize("is_long", LENGTHS)
def test_S02_the_disk_is_full_at_every_write_of_an_import(
    rig: Rig, seed: int, is_long: bool
) -> None:
    tallies = fault_loop(rig, "full", sample=0 if is_long else 1, seed=seed)
    assert_good(tallies, 120 if is_long else 5)
    assert all(set(tally.told) == {"disk_full"} for tally in tallies)


@needs_rig
@pytest.mark.parametrize("is_long", LENGTHS)
def test_K08_the_power_is_cut_and_unsynced_writes_are_lost(
    rig: Rig, seed: int, is_long: bool
) -> None:
    cuts = LONG_CUTS if is_long else SHORT_CUTS
    for_upgrades = cuts // 4 if is_long else 2
    tallies = [
        cut_loop(rig, "cuts", range(seed, seed + cuts - for_upgrades)),
        cut_loop(rig, "cuts-migration", range(seed, seed + for_upgrades)),
    ]
    assert_good(tallies, cuts)


@needs_rig
@pytest.mark.long
@pytest.mark.timeout(LONG_SECONDS)
@pytest.mark.parametrize("synchronous", ["OFF", "FULL"])
def test_K08_weaker_settings_lose_what_was_acknowledged(rig: Rig, synchronous: str) -> None:
    """The rig would see it: without EXTRA a removed journal may come back after a commit."""
    tally = cut_loop(rig, "cuts", range(60), synchronous=synchronous)
    print_table([tally])
    assert tally.bad


# --- what the rigs have found --------------------------------------------------------------------


def cut_off_in_commit(source: Path, folder: Path) -> Path:
    """Return a store whose writer died in a commit: a grown file and the journal of its pages."""
    folder.mkdir()
    store = folder / source.name
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")  # writes to the file before the commit
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE grown (x)")
        connection.executemany("INSERT INTO grown VALUES (?)", [("x" * 3000,)] * 200)
        shutil.copyfile(source, store)
        shutil.copyfile(f"{source}-journal", f"{store}-journal")
        connection.execute("ROLLBACK")
    return store


@pytest.mark.parametrize("is_reading", [False, True])
@pytest.mark.parametrize("page", ["counts pages that are not there", "is torn", "is garbage"])
def test_D04_a_first_page_that_is_half_written_is_rolled_back(
    tmp_path: Path, page: str, is_reading: bool
) -> None:
    made = tmp_path / "min.rccdesk"
    with Database.open(made, create=True) as database:
        store_settings.update_reporting_lag_days(database, 33)
    whole = made.stat().st_size
    store = cut_off_in_commit(made, tmp_path / "left")
    assert store.stat().st_size > whole
    with store.open("r+b") as file:
        if page == "counts pages that are not there":
            file.seek(28)
            file.write((1 << 20).to_bytes(4, "big"))
            file.truncate(whole)
        else:
            file.write(bytes(60) if page == "is torn" else random.Random(4).randbytes(512))
    with Database.open(store, reading=is_reading) as database:
        assert store_settings.get_reporting_lag_days(database) == 33
        assert database.data_version(Topic.SETTINGS) == 1
    assert store.read_bytes()[100:] == made.read_bytes()[100:]
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert (
            connection.execute("SELECT name FROM sqlite_master WHERE name='grown'").fetchall() == []
        )


def test_D03_garbage_with_a_journal_is_refused_and_untouched(tmp_path: Path) -> None:
    made = tmp_path / "min.rccdesk"
    Database.open(made, create=True).close()
    store = cut_off_in_commit(made, tmp_path / "left")
    journal = Path(f"{store}-journal")
    store.write_bytes(b"no database\n" * 400)
    journal.write_bytes(b"no journal either\n" * 400)
    with pytest.raises(StoreError) as caught:
        Database.open(store)
    assert caught.value.code == "not_a_store"
    assert store.read_bytes() == b"no database\n" * 400
    assert journal.read_bytes() == b"no journal either\n" * 400
    assert {path.name for path in store.parent.iterdir()} == {store.name, journal.name}


def test_M02_what_is_told_is_the_first_error_and_not_that_of_tidying_up(tmp_path: Path) -> None:
    """A batch step of Alembic drops its temporary table, which SQLite has rolled back already."""
    with closing(sqlite3.connect(tmp_path / "a", isolation_level=None)) as connection:
        connection.execute("PRAGMA max_page_count=4")
        connection.execute("CREATE TABLE t (x)")
        with pytest.raises(StoreError) as caught, translated():
            try:
                connection.execute("INSERT INTO t VALUES (zeroblob(100000))")
            except sqlite3.Error:
                connection.execute("DROP TABLE gone")
    assert caught.value.code == "disk_full"
