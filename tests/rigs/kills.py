"""Kill -9 at random moments of every kind of work, and see that nothing acknowledged is lost.

``python -m tests.rigs.kills --count 1000`` prints the table. A child works on a store by the real
services and says each act that is done; it is killed; the store is opened as the program does and
compared with a plain model: after the last acknowledged act, or after the one under way.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rccdesk.errors import RccdeskError
from rccdesk.services import opening
from rccdesk.services.database import Database
from tests.rigs.kinds import KINDS, NEW_STORE, Kind, Model
from tests.rigs.lives import Worker
from tests.rigs.plain import find_faults

_SPREAD = 2.2  # kills come up to this many times a whole act after the start
_SPREAD_OF_ONE = 1.1  # where there is one act only


@dataclass
class Tally:
    """What a kind of work has come through."""

    kind: str
    kills: int = 0
    acknowledged: int = 0
    under_way: int = 0  # kills whose act turned out to be done though nobody had said so
    lost: int = 0
    half: int = 0
    corrupt: int = 0
    orphans: int = 0
    seconds: float = 0.0
    found: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Tell whether nothing was lost, half or corrupt, and nothing left running."""
        return not (self.lost or self.half or self.corrupt or self.orphans or self.found)


class Loop:
    """Kills of one kind of work, in folders under ``place``."""

    def __init__(self, kind: str, worker: Worker, place: Path, drawn: random.Random) -> None:
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
        self._act_seconds = self._measure()

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
        return self._type(folder, is_reader_forked=False)

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
        tally.kills += 1
        tally.acknowledged += life.acks
        if life.orphans:
            tally.orphans += life.orphans
        if life.end.startswith("raised"):
            tally.found.append(life.end)
        self._judge(kind, before, done, life.acks)
        tally.seconds += time.perf_counter() - begun

    def _judge(self, kind: Kind, before: Model, done: int, acks: int) -> None:
        states = [before]
        for run in range(min(acks + 1, kind.most - done)):
            states.append(kind.expect(states[-1], done + run, run))
        tally = self.tally
        problems: list[str] = []
        try:
            if kind.name == "migration":  # what lies there before the program opens it again
                problems += self._compare(kind, states, acks)[1]
            opening.open_store(kind.store).database.close()
            faults = find_faults(kind.store, is_edited=kind.is_edited)
            if faults:
                tally.corrupt += 1
                problems += faults
            opened = opening.open_store(kind.store).database
            try:
                problems += [n.code for n in opening.tend_store(opened) if n.is_warning]
            finally:
                opened.close()
            if kind.name == "migration":
                acks = 1
            steps, more = self._compare(kind, states, acks)
            problems += more
            problems += kind.check_files(done + acks)
            problems += find_faults(kind.store, is_edited=kind.is_edited)
            self._done = done + steps
        except (RccdeskError, OSError, ValueError, AssertionError) as error:
            tally.corrupt += 1
            problems.append(f"{getattr(error, 'code', '')}:{type(error).__name__}: {error}")
        if problems:
            tally.found += problems
            self._kind = None  # left there to be looked at

    def _compare(self, kind: Kind, states: list[Model], acks: int) -> tuple[int, list[str]]:
        """Return how many acts are done by what is there, and what is wrong with it."""
        seen = kind.observe()
        for steps in (acks, acks + 1):
            if steps < len(states) and _is_seen(states[steps], seen):
                self.tally.under_way += steps > acks
                return steps, []
        words = f"{kind.folder}: {_difference(states[min(acks, len(states) - 1)], seen)}"
        if any(_is_seen(state, seen) for state in states[:acks]):
            self.tally.lost += 1
            return acks, [f"lost: {words}"]
        self.tally.half += 1
        return acks, [f"half: {words}"]


def _is_seen(state: Model, seen: Model) -> bool:
    return all(state[key] == value for key, value in seen.items())


def _difference(state: Model, seen: Model) -> str:
    unlike = {k: (state[k], v) for k, v in seen.items() if state[k] != v}
    return json.dumps(unlike, ensure_ascii=False)


def run(
    count: int,
    place: Path,
    seed: int,
    kinds: Iterable[str] = tuple(KINDS),
    tell: Callable[[Tally], None] | None = None,
) -> list[Tally]:
    """Kill ``count`` times over all kinds by their weights; return a tally per kind."""
    drawn = random.Random(seed)
    names = list(kinds)
    weights = [KINDS[name].weight for name in names]
    shares = [max(1, round(count * weight / sum(weights))) for weight in weights]
    shares[0] += count - sum(shares)
    tallies = []
    Database.open(place / NEW_STORE, create=True).close()
    with Worker(place) as worker:
        for name, share in zip(names, shares, strict=True):
            loop = Loop(name, worker, place, drawn)
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


def sum_of(tallies: list[Tally]) -> Tally:
    """Return all kinds together."""
    total = Tally("all")
    for tally in tallies:
        for name in (
            "kills",
            "acknowledged",
            "under_way",
            "lost",
            "half",
            "corrupt",
            "orphans",
            "seconds",
        ):
            setattr(total, name, getattr(total, name) + getattr(tally, name))
        total.found += tally.found
    return total


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
