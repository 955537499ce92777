"""Register K: killed at any moment and at every step; nothing acknowledged is lost, nothing half.

The rigs are in `tests.rigs`; ``python -m tests.rigs.kills`` and ``python -m tests.rigs.steps`` run
them at length and print their tables.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rccdesk.services.database import Database
from tests.rigs import kills
from tests.rigs.kinds import KINDS
from tests.rigs.lives import ROOT, Worker
from tests.rigs.plain import one

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks and kills")

# Killed when the journal holds the old pages and nothing has reached the file yet.
DYING = """
import os, sys
from pathlib import Path
from rccdesk.enums import Topic
from rccdesk.services.database import Database
database = Database.open(Path(sys.argv[1]))
with database.write(Topic.PATHWAYS, act="history.act.limit_updated", values={"svf": "x"}) as session:
    session.connection().exec_driver_sql("UPDATE svf SET name='halv'")
    os.kill(os.getpid(), 9)
"""


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    with Worker(tmp_path_factory.mktemp("home")) as started:
        yield started


# --- K1: at a random moment ----------------------------------------------------------------------


@pytest.mark.parametrize("count", [33, pytest.param(1000, marks=pytest.mark.long, id="long")])
@pytest.mark.timeout(3600)
def test_K01_kill_9_at_random_moments(tmp_path: Path, count: int) -> None:
    tallies = kills.run(count, tmp_path, seed=count)
    print("\n".join(kills.format_row(tally) for tally in (None, *tallies)))  # noqa: T201
    total = kills.sum_of(tallies)
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
