"""Kill -9 at random moments of every kind of work, and see that nothing acknowledged is lost.

``python -m tests.rigs.kills --count 1000`` prints the table. A child works on a store by the real
services and says each act that is done; it is killed; the store is opened as the program does and
compared with a plain model: after the last acknowledged act, or after the one under way.
"""

from __future__ import annotations

import argparse
import itertools
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from rccdesk.services.database import Database
from tests.rigs.judging import Tally, judge, sum_of
from tests.rigs.kind import NEW_STORE, Kind
from tests.rigs.kinds import KINDS
from tests.rigs.lives import Worker

_SPREAD = 2.2  # kills come up to this many times a whole act after the start
_SECONDS = 0.06  # of an act, where it is not worth while to measure
_SPREAD_OF_ONE = 1.1  # where there is one act only


class Loop:
    """Kills of one kind of work, in folders under ``place``."""

    def __init__(
        self,
        kind: str,
        worker: Worker,
        place: Path,
        drawn: random.Random,
        *,
        is_short: bool = False,
    ) -> None:
        self._type = KINDS[kind]
        self._worker = worker
        self._place = place / kind
        self._drawn = drawn
        self._numbers = itertools.count()
        self._template = self._place / "template"
        self._template.mkdir(parents=True)
        self._type.prepare(self._template)
        self.tally = Tally(kind)
        self._kind: Kind | None = None
        self._kills = self._done = 0
        self._act_seconds = _SECONDS if is_short else self._measure()

    def _measure(self) -> float:
        """Return how long an act takes, from a life that is not killed."""
        kind = self._new_folder()
        acts = min(2, kind.most)
        life = self._worker.live(kind=kind.name, folder=str(kind.folder), acts=acts, tell=True)
        assert life.end == "done", life.lines
        self._kind = None
        return max((life.last_at - life.ready_at) / acts, 0.005)

    def _new_folder(self) -> Kind:
        if self._kind is not None:
            shutil.rmtree(self._kind.folder)
        folder = self._place / str(next(self._numbers))
        shutil.copytree(self._template, folder)
        self._kills = self._done = 0
        return self._type(folder)

    def kill(self) -> None:
        """Let a child work and kill it; count what is found."""
        begun = time.perf_counter()
        if self._kind is None or self._kills >= self._kind.kills or self._done >= self._kind.most:
            self._kind = self._new_folder()
        kind, done = self._kind, self._done
        before = kind.observe()
        spread = _SPREAD if kind.most > 1 else _SPREAD_OF_ONE
        life = self._worker.live(
            kill_after=self._drawn.uniform(0, spread * self._act_seconds),
            kind=kind.name,
            folder=str(kind.folder),
            done=done,
            acts=kind.most - done,
            is_reader_forked=self._drawn.random() > 0.05,
        )
        self._kills += 1
        tally = self.tally
        known = len(tally.found)
        tally.kills += 1
        tally.acknowledged += life.acks
        if life.orphans:
            tally.orphans += life.orphans
        if life.end.startswith("raised"):
            tally.found.append(life.end)
        steps = judge(kind, tally, before, done, life.acks)
        self._done = done + steps
        if len(tally.found) > known:
            self._kind = None  # left there to be looked at
        tally.seconds += time.perf_counter() - begun


def run(
    count: int,
    place: Path,
    seed: int,
    kinds: Iterable[str] = tuple(KINDS),
    tell: Callable[[Tally], None] | None = None,
    worker: Worker | None = None,
) -> list[Tally]:
    """Kill ``count`` times over all kinds by their weights; return a tally per kind."""
    if worker is None:
        with Worker(place) as started:
            return run(count, place, seed, kinds, tell, started)
    drawn = random.Random(seed)
    names = list(kinds)
    weights = [KINDS[name].weight for name in names]
    shares = [max(1, round(count * weight / sum(weights))) for weight in weights]
    shares[0] += count - sum(shares)
    tallies = []
    Database.open(place / NEW_STORE, create=True).close()
    for name, share in zip(names, shares, strict=True):
        loop = Loop(name, worker, place, drawn, is_short=count < 100)
        for _ in range(share):
            loop.kill()
        tallies.append(loop.tally)
        if tell is not None:
            tell(loop.tally)
    return tallies


_HEAD = (
    "kind",
    "kills",
    "acknowledged",
    "under way",
    "lost",
    "half",
    "corrupt",
    "left running",
    "seconds",
)


def format_row(tally: Tally | None) -> str:
    """Return a line of the table; None: its head."""
    cells: Sequence[object] = _HEAD
    if tally is not None:
        cells = (
            tally.kind,
            tally.kills,
            tally.acknowledged,
            tally.under_way,
            tally.lost,
            tally.half,
            tally.corrupt,
            tally.orphans,
            f"{tally.seconds:.1f}",
        )
    return f"{cells[0]:<10}" + "".join(f"{cell:>14}" for cell in cells[1:])


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--folder", type=Path, help="where the stores lie; default: temporary")
    chosen = parser.parse_args()
    out = sys.stdout
    out.write(f"seed {chosen.seed}\n{format_row(None)}\n")

    def tell(tally: Tally) -> None:
        out.write(format_row(tally) + "\n")
        out.writelines(f"    {words}\n" for words in tally.found[:20])
        out.flush()

    place = Path(tempfile.mkdtemp(prefix="rccdesk-kills-", dir=chosen.folder))
    tallies = run(chosen.count, place, chosen.seed, chosen.kinds.split(","), tell)
    total = sum_of(tallies)
    out.write(format_row(total) + "\n")
    if total.is_good:
        shutil.rmtree(place)
    return 0 if total.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
