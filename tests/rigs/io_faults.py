"""Loops until nothing fails: every call of SQLite's file layer fails once, and for ever after.

``python -m tests.rigs.io_faults --all`` runs every point and prints a table; ``--cuts N`` and
``--seed N`` set the power cuts, ``--every N`` thins calls of one kind in a row, names of loops
choose some.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from tests.rigs.io_faults_rig import Rig, Tally

HOWS = ("once", "ever")
LOOPS = ("aggregated", "events", "migration", "full", "cuts", "cuts-migration")
_JOBS = {"aggregated": "after", "events": "after-events", "migration": "migration"}
_FIRST, _LAST = 3, 2  # calls of a sample
_AGAIN = 4  # of so many calls of a sample one is followed by another try


def fault_loop(
    rig: Rig, name: str, *, sample: int = 0, every: int = 1, seed: int = 0
) -> list[Tally]:
    """Let each call of a job fail, both ways.

    ``sample`` takes so many random ones of each kind besides the ends, each of which fails either
    once or for ever, in turn. ``every`` takes, of calls of one kind in a row, the first, the last
    and each so-manieth.
    """
    jobs = ("after", "after-events")[: 1 if sample else 2] if name == "full" else (_JOBS[name],)
    is_full = name == "full"
    tallies = []
    for how in HOWS:
        tally = Tally(f"{name}, {how}")
        begun = time.perf_counter()
        for job in jobs:
            steps: Iterable[int] = itertools.count(1)
            if every > 1:
                steps = _spread(rig.calls(job, is_full=is_full), every)
            elif sample:
                steps = _chosen(rig.calls(job, is_full=is_full), sample, seed)[how]
            for number, step in enumerate(steps):
                again = not sample or number % _AGAIN == 0
                if not rig.fault(tally, job, how, step, is_full=is_full, again=again):
                    break
        tally.seconds = time.perf_counter() - begun
        tallies.append(tally)
    return tallies


def _chosen(kinds: tuple[str, ...], sample: int, seed: int) -> dict[str, list[int]]:
    dice = random.Random(seed)
    steps = {*range(1, _FIRST + 1), *range(len(kinds) - _LAST + 1, len(kinds) + 1)}
    for kind in sorted(set(kinds)):
        of_kind = [step for step, found in enumerate(kinds, 1) if found == kind]
        steps.update(dice.sample(of_kind, min(sample, len(of_kind))))
    ordered = sorted(steps)
    dice.shuffle(ordered)
    return {how: sorted(ordered[number :: len(HOWS)]) for number, how in enumerate(HOWS)}


def _spread(kinds: tuple[str, ...], every: int) -> list[int]:
    padded = ("", *kinds, "")
    return [
        step
        for step in range(1, len(kinds) + 1)
        if step % every == 0 or not padded[step - 1] == padded[step] == padded[step + 1]
    ]


def cut_loop(rig: Rig, name: str, seeds: Iterable[int], *, synchronous: str = "") -> Tally:
    """Cut the power once per seed, during acts or an upgrade.

    ``synchronous`` takes the place of the program's own setting of SQLite.
    """
    tally = Tally(name)
    begun = time.perf_counter()
    for seed in seeds:
        rig.cut(tally, "acts" if name == "cuts" else "migration", seed, synchronous=synchronous)
    tally.seconds = time.perf_counter() - begun
    return tally


def print_table(tallies: Iterable[Tally]) -> bool:
    """Print what came of the loops; tell whether nothing was bad."""
    lines = [f"{'loop':<20}{'points':>8}{'old':>7}{'new':>7}{'bad':>6}{'seconds':>9}"]
    is_good = True
    for tally in tallies:
        lines.append(
            f"{tally.name:<20}{tally.points:>8}{tally.old:>7}{tally.new:>7}"
            f"{len(tally.bad):>6}{tally.seconds:>9.0f}"
        )
        told = ", ".join(f"{code} {count}" for code, count in sorted(tally.told.items()))
        lines += [f"    told: {told}"] if told else []
        lines += [f"    BAD {words}" for words in tally.bad]
        is_good = is_good and not tally.bad
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
    return is_good


def scratch() -> Path | None:
    """Return a folder in memory where there is one: no real disk is to be waited for."""
    memory = Path("/dev/shm")
    return memory if os.access(memory, os.W_OK) else None


def main() -> int:
    """Run the chosen loops; 1 if anything was bad."""
    parser = argparse.ArgumentParser(prog="tests.rigs.io_faults")
    parser.add_argument("loops", nargs="*", help=", ".join(LOOPS))
    parser.add_argument("--all", action="store_true", help="every point instead of a sample")
    parser.add_argument("--every", type=int, default=1, help="each so-manieth of like calls")
    parser.add_argument("--cuts", type=int, help="power cuts")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    cuts = options.cuts or (1000 if options.all else 30)
    sys.stdout.write(f"seed {options.seed}\n")
    is_good = True
    with tempfile.TemporaryDirectory(dir=scratch()) as folder, Rig(Path(folder)) as rig:
        for name in options.loops or LOOPS:
            if name.startswith("cuts"):
                seeds = range(options.seed, options.seed + cuts)
                tallies = [cut_loop(rig, name, seeds)]
            else:
                sample = 0 if options.all else 2
                tallies = fault_loop(
                    rig, name, sample=sample, every=options.every, seed=options.seed
                )
            is_good = print_table(tallies) and is_good
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
