"""Register M: an upgrade that fails or is killed at any step leaves the old file or the new one.

The kept store of schema 1 is upgraded to the newest schema. What is compared: all rows of all
tables with those of the kept file, or with an upgrade that nothing disturbed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.rigs import steps
from tests.rigs.lives import Worker

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="forks and kills"),
    pytest.mark.timeout(3600),
]

SHORT = 2
EVERY = pytest.param(None, marks=pytest.mark.long, id="long")


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    with Worker(tmp_path_factory.mktemp("home"), is_warmed=False) as started:
        yield started


@pytest.fixture(scope="module")
def upgrade(worker: Worker, tmp_path_factory: pytest.TempPathFactory) -> steps.Steps:
    return steps.make_steps(worker, tmp_path_factory.mktemp("upgrade"), "migration")


def strike(upgrade: steps.Steps, how: str, most: int | None) -> None:
    (tally,) = steps.strike_all(upgrade, (how,), most=most, seed=7)
    print(tally.kind)  # noqa: T201
    assert tally.found == []
    assert tally.is_good
    assert tally.kills > 1


@pytest.mark.parametrize("most", [SHORT, EVERY])
@pytest.mark.parametrize("how", ["once", "on"])
def test_M02_failing_at_a_step(upgrade: steps.Steps, how: str, most: int | None) -> None:
    """Every statement and every step in the files fails once, or from there on for ever."""
    strike(upgrade, how, most)


@pytest.mark.parametrize("most", [SHORT, EVERY])
def test_M03_killed_at_a_step(upgrade: steps.Steps, most: int | None) -> None:
    strike(upgrade, "die", most)


@pytest.mark.long
def test_M03_killed_between_the_rows_of_a_statement(upgrade: steps.Steps) -> None:
    """Each row is a step here: some thousands, of which some hundreds are drawn."""
    strike(upgrade, "kill", 300)
