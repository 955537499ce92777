"""Kill, break or cancel every kind of work at its first, second, third … step until it passes.

``python -m tests.rigs.steps`` prints a table; `tests.rigs.planting` tells what a step is.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from rccdesk.files import remove_leftovers
from rccdesk.services import backups
from rccdesk.services.database import Database
from tests.rigs.judging import Tally, judge, sum_of
from tests.rigs.kind import NEW_STORE
from tests.rigs.kinds import KINDS
from tests.rigs.lives import Life, Worker

HOWS = ("kill", "die", "once", "on", "cancel")
# Of each kind the act that says most: the backup, not the edit before it.
FIRST = {"import": 0, "edit": 1, "backup": 1, "export": 1}
EVENTS = 2  # of the kind import: the act that reads an event list
# Told, and finished by asking again or at the next start: the store is done, its copies are not.
_UNFINISHED = {"purge_unfinished"}
_FATAL = ("kill", "die")
# A backup that is whole and in its place though what came after it failed: one more to have.
_MAY_BE_MORE = {"backup"}


class Steps:
    """The steps of one act, under ``place``."""

    def __init__(self, kind: str, worker: Worker, place: Path, number: int | None = None) -> None:
        self.name = kind
        self._number = FIRST.get(kind, 0) if number is None else number
        self._type = KINDS[kind]
        self._worker = worker
        self._place = place / f"steps-{kind}-{self._number}"
        self._copies = itertools.count()
        self._counts: dict[str, int] = {}
        (self._place / "template").mkdir(parents=True)
        self._type.prepare(self._place / "template")

    def count(self, how: str) -> int:
        """Return how many steps there are."""
        if how not in self._counts:
            folder = self._copy()
            life = self._live(folder, how, 0)
            assert life.end == "done", life.lines
            shutil.rmtree(folder)
            self._counts[how] = life.steps
        return self._counts[how]

    def strike(self, how: str, step: int) -> Tally:
        """Let the act meet the fault at that step; return what is found."""
        folder = self._copy()
        tally = Tally(f"{self.name} {how}", kills=1)
        begun = time.perf_counter()
        kind = self._type(folder)
        before = kind.observe()
        life = self._live(folder, how, step)
        tally.acknowledged = life.acks
        tally.orphans = life.orphans
        code, _, name = life.end.removeprefix("raised ").partition(":")
        if how == "cancel" and life.end != "done" and name != "Cancelled":
            tally.found.append(f"cancelling is told as {life.end}")
        if how in ("once", "on") and life.end != "done" and not code:
            tally.found.append(f"told as a bug: {life.end}")
        if how not in _FATAL:
            later = dt.datetime.now(dt.UTC) + dt.timedelta(hours=2)
            left = remove_leftovers((folder, backups.backups_dir(kind.store)), later)
            if left and how != "on":  # what cannot be removed waits for the next start
                tally.found.append(f"{left} temporary files left")
        may_be_done = (
            how in _FATAL or code in _UNFINISHED or (self.name in _MAY_BE_MORE and how != "cancel")
        )
        judge(kind, tally, before, self._number, life.acks, may_be_done=may_be_done)
        if tally.is_good:
            shutil.rmtree(folder)
        else:
            tally.found = [f"step {step} ({life.end}): {words}" for words in tally.found]
        tally.seconds = time.perf_counter() - begun
        return tally

    def nest(self, steps: list[int]) -> Tally:
        """Kill the act, and each opening after it, at these steps; return what is found."""
        folder = self._copy()
        tally = Tally(f"{self.name} {steps}", kills=len(steps))
        kind = self._type(folder)
        before = kind.observe()
        ends = [self._live(folder, "kill", steps[0]).end]
        for step in steps[1:]:
            fault = {"how": "kill", "step": step}
            life = self._worker.live(kind="opening", folder=str(folder), acts=1, fault=fault)
            ends.append(life.end)
        acks = int(ends[0] == "done")
        judge(kind, tally, before, self._number, acks)
        tally.found = [f"steps {steps} {ends}: {words}" for words in tally.found]
        return tally

    def _live(self, folder: Path, how: str, step: int) -> Life:
        return self._worker.live(
            kind=self.name,
            folder=str(folder),
            done=self._number,
            acts=1,
            fault={"how": how, "step": step},
        )

    def _copy(self) -> Path:
        folder = self._place / str(next(self._copies))
        shutil.copytree(self._place / "template", folder)
        return folder


def choose(total: int, count: int | None, drawn: random.Random) -> list[int]:
    """Return ``count`` of the steps from 1 to ``total``: first, last and drawn; None: all."""
    if count is None or count >= total:
        return list(range(1, total + 1))
    middle = drawn.sample(range(2, total), max(0, min(count - 2, total - 2)))
    return sorted({1, total, *middle})


def make_steps(worker: Worker, place: Path, kind: str, number: int | None = None) -> Steps:
    """Return the steps of a kind of work, under ``place``, where a new store is made once."""
    new = place / NEW_STORE
    if not new.exists():
        place.mkdir(parents=True, exist_ok=True)
        Database.open(new, create=True).close()
    return Steps(kind, worker, place, number)


def strike_all(
    steps: Steps, hows: Iterable[str] = HOWS, *, most: int | None = None, seed: int = 0
) -> list[Tally]:
    """Strike at ``most`` steps of each way to fail, None: at all; return a tally per way."""
    tallies = []
    drawn = random.Random(seed)
    for how in hows:
        total = steps.count(how)
        struck = [steps.strike(how, step) for step in choose(total, most, drawn)]
        tally = sum_of(struck)
        tally.kind = f"{steps.name} {how}: {len(struck)} of {total}"
        tallies.append(tally)
    return tallies


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--hows", default=",".join(HOWS))
    parser.add_argument("--most", type=int, help="steps of each; default: all")
    parser.add_argument("--number", type=int, help="which act, where a kind has several")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    chosen = parser.parse_args()
    out = sys.stdout
    out.write(f"seed {chosen.seed}\n")
    place = Path(tempfile.mkdtemp(prefix="rccdesk-steps-"))
    everything = []
    with Worker(place) as worker:
        for kind in chosen.kinds.split(","):
            steps = make_steps(worker, place, kind, chosen.number)
            hows = chosen.hows.split(",")
            for tally in strike_all(steps, hows, most=chosen.most, seed=chosen.seed):
                out.write(
                    f"{tally.kind:<28} done {tally.acknowledged:>3}, under way {tally.under_way:>3}"
                    f", lost {tally.lost}, half {tally.half}, corrupt {tally.corrupt}"
                    f", left running {tally.orphans}, {tally.seconds:.1f} s\n"
                )
                out.writelines(f"    {words}\n" for words in tally.found[:30])
                out.flush()
                everything.append(tally)
    return 0 if sum_of(everything).is_good else 1


if __name__ == "__main__":
    sys.exit(main())
