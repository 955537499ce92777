"""Whether a store that was killed or failed upon is as a plain model says, and whole."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from rccdesk.errors import RccdeskError
from rccdesk.services import opening
from tests.rigs.kind import Kind, Model
from tests.rigs.plain import find_faults

COUNTED = ("kills", "acknowledged", "under_way", "lost", "half", "corrupt", "orphans", "seconds")


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


def sum_of(tallies: list[Tally]) -> Tally:
    """Return all kinds together."""
    total = Tally("all")
    for tally in tallies:
        for name in COUNTED:
            setattr(total, name, getattr(total, name) + getattr(tally, name))
        total.found += tally.found
    return total


def judge(
    kind: Kind, tally: Tally, before: Model, done: int, acks: int, *, may_be_done: bool = True
) -> int:
    """Open the store as the program does and compare it; return how many acts prove done.

    ``before`` is what was observed, after ``done`` acts in the folder; ``acks`` more were
    acknowledged, and one more may have been under way.
    """
    states = [before]
    for run in range(min(acks + may_be_done, kind.most - done)):
        states.append(kind.expect(states[-1], done + run, run))
    problems: list[str] = []
    steps = acks
    try:
        if kind.name == "migration":  # what lies there before the program opens it again
            problems += _compare(kind, tally, states, acks)[1]
        opening.open_store(kind.store).database.close()
        faults = find_faults(kind.store, is_edited=kind.is_edited)
        tally.corrupt += bool(faults)
        problems += faults
        database = opening.open_store(kind.store).database
        try:
            problems += [n.code for n in opening.tend_store(database) if n.is_warning]
        finally:
            database.close()
        if kind.name == "migration":
            acks, states = 1, [before, kind.expect(before, 0, 0)]
        steps, more = _compare(kind, tally, states, acks)
        problems += more
        problems += kind.check_files(done + acks)
        problems += find_faults(kind.store, is_edited=kind.is_edited)
    except (RccdeskError, OSError, ValueError, AssertionError) as error:
        tally.corrupt += 1
        code = getattr(error, "code", "")
        problems.append(f"{kind.folder}: {code}:{type(error).__name__}: {error}")
    tally.found += problems
    return steps


def _compare(kind: Kind, tally: Tally, states: list[Model], acks: int) -> tuple[int, list[str]]:
    """Return how many acts are done by what is there, and what is wrong with it."""
    seen = kind.observe()
    for steps in (acks, acks + 1):
        if steps < len(states) and _is_seen(states[steps], seen):
            tally.under_way += steps > acks
            return steps, []
    words = f"{kind.folder}: {_difference(states[min(acks, len(states) - 1)], seen)}"
    if any(_is_seen(state, seen) for state in states[:acks]):
        tally.lost += 1
        return acks, [f"lost: {words}"]
    tally.half += 1
    return acks, [f"half: {words}"]


def _is_seen(state: Model, seen: Model) -> bool:
    return all(state[key] == value for key, value in seen.items())


def _difference(state: Model, seen: Model) -> str:
    unlike = {k: (state[k], v) for k, v in seen.items() if state[k] != v}
    return json.dumps(unlike, ensure_ascii=False)
