"""Register K: killed at any moment and at every step; nothing acknowledged is lost, nothing half.

The rigs are in `tests.rigs`; ``python -m tests.rigs.kills`` and ``python -m tests.rigs.steps`` run
them at length and print their tables.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from rccdesk.errors import Cancelled
from rccdesk.services import checks
from rccdesk.services.database import Database
from tests.rigs import kills, steps
from tests.rigs.judging import sum_of
from tests.rigs.kinds import KINDS
from tests.rigs.lives import ROOT, Worker, draw
from tests.rigs.plain import one

Making = Callable[..., steps.Steps]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks and kills")

# Killed when the journal holds the old pages and nothing has reached the file yet.
DYING = """
import os, sys
from pathlib import Path
from rccdesk.enums import Topic
from rccdesk.services.database import Database
database = Database.open(Path(sys.argv[1]))
with database.write(Topic.PATHWAYS, act="history.act.profile_updated") as session:
    session.connection().exec_driver_sql("UPDATE svf SET name='halv'")
    os.kill(os.getpid(), 9)
"""


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    with Worker(tmp_path_factory.mktemp("home")) as started:
        yield started


# --- K1: at a random moment ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "count", [len(KINDS), pytest.param(1000, marks=pytest.mark.long, id="long")]
)
@pytest.mark.timeout(3600)
def test_K01_kill_9_at_random_moments(worker: Worker, tmp_path: Path, count: int) -> None:
    tallies = kills.run(count, tmp_path, seed=count, worker=worker)
    print("\n".join(kills.format_row(tally) for tally in (None, *tallies)))  # noqa: T201
    total = sum_of(tallies)
    assert total.kills == count
    assert {tally.kind for tally in tallies} == set(KINDS)
    assert total.found == []
    assert (total.lost, total.half, total.corrupt, total.orphans) == (0, 0, 0, 0)


def test_K01_a_journal_that_had_not_come_to_use_is_not_kept(tmp_path: Path) -> None:
    """It holds old pages, and the next recovery would set it aside as another file's."""
    path = tmp_path / "min.rccdesk"
    Database.open(path, create=True).close()
    subprocess.run([sys.executable, "-c", DYING, str(path)], cwd=ROOT, check=False, timeout=60)
    assert path.with_name("min.rccdesk-journal").stat().st_size > 4096
    for _time in range(2):
        Database.open(path).close()
        assert one(path, "SELECT count(*) FROM svf WHERE name='halv'") == (0,)
    assert sorted(found.name for found in tmp_path.iterdir()) == [
        "min.rccdesk",
        "min.rccdesk.state",
    ]


# --- K2, R2: at every step -----------------------------------------------------------------------

SHORT = ("backup", "restore", "purge")


@pytest.fixture(scope="module")
def steps_of(worker: Worker, tmp_path_factory: pytest.TempPathFactory) -> Making:
    """Return what makes the steps of a kind of work, once."""
    place = tmp_path_factory.mktemp("steps")
    return cache(lambda kind, number=None: steps.make_steps(worker, place, kind, number))


def strike(one: steps.Steps, *hows: str, **more: int) -> None:
    tallies = steps.strike_all(one, hows, **more)
    print([tally.kind for tally in tallies])  # noqa: T201
    total = sum_of(tallies)
    assert total.found == []
    assert total.is_good
    assert total.kills > 0


@pytest.mark.parametrize("kind", SHORT)
def test_K02_killed_at_some_steps(steps_of: Making, kind: str) -> None:
    strike(steps_of(kind), "die", most=2, seed=2)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "migration"])
def test_K02_killed_at_every_step(steps_of: Making, kind: str) -> None:
    strike(steps_of(kind), "kill")


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_K02_an_import_of_events_killed_and_failing_at_every_step(
    steps_of: Making,
) -> None:
    strike(steps_of("import", steps.EVENTS), "kill", "once", "on", "cancel")


@pytest.mark.parametrize("kind", ["restore"])
def test_K02_failing_at_some_steps(steps_of: Making, kind: str) -> None:
    """Every step fails once, or from there on for ever: told as an error, never as a bug."""
    strike(steps_of(kind), "once", "on", most=2, seed=4)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "migration"])
def test_K02_failing_at_every_step(steps_of: Making, kind: str) -> None:
    strike(steps_of(kind), "once", "on")


# --- K9: again while it is mended ----------------------------------------------------------------


@pytest.mark.parametrize("draws", [1, pytest.param(150, marks=pytest.mark.long, id="long")])
@pytest.mark.timeout(3600)
def test_K09_killed_and_then_twice_more_while_it_is_mended(steps_of: Making, draws: int) -> None:
    drawn = draw(draws)
    found = []
    for kind in ("purge", "import"):
        one_of = steps_of(kind)
        total = one_of.count("kill")
        for _ in range(draws):
            at = [drawn.randint(total // 4, total), drawn.randint(1, 40), drawn.randint(1, 60)]
            tally = one_of.nest(at)
            found += tally.found
            assert (tally.lost, tally.half, tally.corrupt) == (0, 0, 0), found
    assert found == []


# --- L10: cancelled at every report of progress --------------------------------------------------


@pytest.mark.parametrize("kind", ["import", "purge"])
def test_L10_cancelled_at_some_reports(steps_of: Making, kind: str) -> None:
    """State as before; after the last report there is nothing to cancel any more."""
    strike(steps_of(kind), "cancel", most=2, seed=6)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", ["import", "backup", "restore", "purge", "erase", "export"])
def test_L10_cancelled_at_every_report(steps_of: Making, kind: str) -> None:
    strike(steps_of(kind), "cancel")


def test_L10_a_check_is_cancelled_at_every_report(tmp_path: Path) -> None:
    path = tmp_path / "min.rccdesk"
    with Database.open(path, create=True) as database:
        before = path.read_bytes()
        for last in itertools.count(1):
            reports = []

            def report(done: int, total: int, last: int = last, reports: list = reports) -> None:
                reports.append(done)
                if len(reports) == last:
                    raise Cancelled

            try:
                checks.check_store(database, report)
            except Cancelled:
                assert len(reports) == last
            else:
                break
        assert len(reports) == last - 1 > 10
        assert path.read_bytes() == before
