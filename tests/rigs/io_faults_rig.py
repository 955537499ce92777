"""One point at a time: a job with a fault or a power cut in it, and the judgement of what is left.

The faults happen in a process of `tests.rigs.io_faults_worker`. Every store that such a life left
is opened three times, each time as a fresh copy: by another process with SQLite's own file
layer, by Python's ``sqlite3`` here, and by the program with its recovery.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from rccdesk.files import PREFIX
from tests.rigs.io_faults_jobs import JOBS, STORE, inspect

_ROOT = Path(__file__).parents[2]
_MOST_CUTS = 3  # of one store, one during the recovery from the other
_CUT = 9  # how a process ends whose power was cut


@dataclass
class Tally:
    """What came of the points of one loop. ``bad`` says of each what was wrong."""

    name: str
    points: int = 0
    old: int = 0
    new: int = 0
    bad: list[str] = field(default_factory=list)
    told: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(frozen=True)
class _Base:
    """A job's store before it, and what it says before and after."""

    content: bytes
    digest: str
    before: str
    after: str
    calls: tuple[str, ...]


class _WrongError(Exception):
    """What is wrong with what a life left."""


class Rig:
    """The worker, the stores that all points start from, and what they must say."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._extracts = folder / "base"
        self._extracts.mkdir(parents=True)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.rigs.io_faults_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_ROOT,
        )
        self._bases: dict[str, _Base] = {}
        self._said: list[str] = []
        self._cut_calls: dict[str, int] = {}
        try:
            self._rest()
            self._ask(do="prepare", folder=str(self._extracts))
        except BaseException:
            self.__exit__(None, None, None)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(30)

    # --- faults ----------------------------------------------------------------------------------

    def calls(self, job: str, *, is_full: bool = False) -> tuple[str, ...]:
        """Return the kinds of the calls that a job makes where nothing fails, in order."""
        calls = self._base(job).calls
        return tuple(kind for kind in calls if kind == "write") if is_full else calls

    def fault(
        self,
        tally: Tally,
        job: str,
        how: str,
        step: int,
        *,
        is_full: bool = False,
        again: bool = True,
    ) -> bool:
        """Let the ``step``-th call of a job fail, ``how`` once or ever, and judge what is left.

        If it has failed, and ``again``, it is done once more without faults in the same process.
        False if there was no such call: the job has passed.
        """
        folder = self._fresh(job)
        faults = {"how": how, "step": step, "is_full": is_full}
        answers = self._start("life", job, folder, faults=faults, waits=True, again=again)
        answer = next(answers)
        said, kind = answer["said"], answer["kind"]
        left = self._folder / "left"
        shutil.rmtree(left, ignore_errors=True)
        shutil.copytree(folder, left)  # while the program is still open: as if it had died now
        is_again = again and said != "ok"
        self._order()  # it has waited for the copy
        ends = [a.get("said", a.get("closed", a.get("end"))) for a in answers]
        if not answer["hits"]:
            if said != "ok":
                tally.bad.append(f"{job} {how} {step}: failed by itself, {said}")
            return False
        tally.points += 1
        tally.told[said] = tally.told.get(said, 0) + 1
        try:
            state = self._judge(left, job)
            if said.startswith("!"):
                raise _WrongError(f"told as {said}")
            if said == "ok" and state == "old":
                raise _WrongError("acknowledged and not there")
            if ends != ["ok"] * (2 if is_again else 1) + [0]:
                raise _WrongError(f"{said}, then tried again: {ends}")
            if is_again and self._judge(folder, job, is_last=True) != "new":
                raise _WrongError("tried again and not there")
            tally.old += state == "old"
            tally.new += state == "new"
        except _WrongError as wrong:
            tally.bad.append(f"{job} {how} {step} ({kind}): {wrong}")
        return True

    def _judge(self, folder: Path, job: str, *, is_last: bool = False) -> str:
        """Return "old" or "new", what the store in ``folder`` is; raises `_WrongError`."""
        base = self._base(job)
        names = {path.name for path in folder.iterdir() if path.is_file()}
        is_untouched = (folder / STORE).read_bytes() == base.content
        if is_untouched and names <= {STORE, f"{STORE}.state"} and not is_last:
            return "old"  # the very bytes: no opening can find anything else
        digest, schema = self._inspect(folder)
        look = self._look(folder)
        if extra := [name for name in look["files"] if not _may_stay(name, is_last=is_last)]:
            raise _WrongError(f"left behind: {extra}")
        is_upgrade = job == "migration"
        if digest == base.digest and (schema == 1 or not is_upgrade):
            if look["said"] != (base.after if is_upgrade else base.before):
                raise _WrongError("what it says is not what it holds")
            return "old"
        if look["said"] != base.after:
            raise _WrongError(f"between: {look['said']}")
        return "new"

    # --- power cuts ------------------------------------------------------------------------------

    def cut(self, tally: Tally, job: str, seed: int, *, synchronous: str = "") -> None:
        """Cut the power during acts or an upgrade, by the dice of ``seed``, and judge."""
        dice = random.Random(seed)
        said, total = self._references(job)
        folder = self._fresh(job)
        tally.points += 1
        try:
            at = dice.randint(1, total)
            done, is_cut = self._live_until_cut(job, folder, at, seed, synchronous)
            if not is_cut:
                raise _WrongError("nothing was cut")
            for again in range(dice.choice((0, 0, 1, _MOST_CUTS - 1))):
                self._spoil_side_file(folder, dice)
                self._live_until_cut("open", folder, dice.randint(1, 12), seed + again + 1)
            self._spoil_side_file(folder, dice)
            if (folder / STORE).exists():
                self._inspect(folder)
            look = self._look(folder)
            allowed = said[done : done + 2]
            if look["said"] not in allowed:
                where = said.index(look["said"]) if look["said"] in said else look["said"]
                raise _WrongError(f"{done} acknowledged, found {where}")
            is_new = look["said"] != said[done]
            tally.new += is_new
            tally.old += not is_new
        except _WrongError as wrong:
            tally.bad.append(f"{job} seed {seed}: {wrong}")

    def _live_until_cut(
        self, job: str, folder: Path, at: int, seed: int, synchronous: str = ""
    ) -> tuple[int, bool]:
        """Return how many acts were acknowledged, and whether the power was cut."""
        answers = list(self._start("crash", job, folder, at=at, seed=seed, synchronous=synchronous))
        code = answers[-1]["end"]
        if code not in (0, _CUT):
            raise _WrongError(f"ended with {code}")
        done = [answer["acknowledged"] for answer in answers if "acknowledged" in answer]
        return max(done, default=0), code == _CUT

    def _spoil_side_file(self, folder: Path, dice: random.Random) -> None:
        """Let the side file be as it was, gone, empty or torn."""
        side = folder / f"{STORE}.state"
        fate = dice.choice(("kept", "kept", "gone", "empty", "torn"))
        if fate == "gone":
            side.unlink(missing_ok=True)
        elif fate != "kept" and side.exists():
            content = side.read_bytes()
            kept = content[: len(content) // 2]  # the file may be cut short already, even empty
            side.write_bytes(b"" if fate == "empty" else kept.ljust(len(content), b"\0"))

    def _references(self, job: str) -> tuple[list[str], int]:
        """Return what the store says after each act, and the calls of all of them together."""
        if job not in self._cut_calls:
            folder = self._fresh(job)
            *answers, ended = self._start("crash", job, folder, at=0, seed=0)
            assert ended["end"] == 0, ended
            self._cut_calls[job] = answers[-1]["calls"]
            if job == "acts":
                self._said = [answer["said"] for answer in answers[:-1]]
                assert all(a != b for a, b in zip(self._said, self._said[1:], strict=False))
        return self._said if job == "acts" else [self._base(job).after], self._cut_calls[job]

    # --- what both need --------------------------------------------------------------------------

    def _base(self, job: str) -> _Base:
        if job not in self._bases:
            path = self._extracts / JOBS[job]
            digest = inspect(path)["digest"]
            folder = self._fresh(job)
            before = self._ask(do="look", path=str(folder / STORE))[-1]["said"]
            folder = self._fresh(job)
            answers = list(self._start("life", job, folder, faults={}, again=False))
            assert answers[0]["said"] == "ok", answers
            after = self._ask(do="look", path=str(folder / STORE))[-1]["said"]
            assert job == "migration" or before != after
            assert inspect(folder / STORE)["digest"] != digest
            self._bases[job] = _Base(
                path.read_bytes(), digest, before, after, tuple(answers[0]["calls"])
            )
        return self._bases[job]

    def _fresh(self, job: str) -> Path:
        folder = self._folder / "life"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        shutil.copyfile(self._extracts / JOBS.get(job, STORE), folder / STORE)
        return folder

    def _copy(self, folder: Path) -> Path:
        copy = self._folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        return copy / STORE

    def _inspect(self, folder: Path) -> tuple[str, int]:
        """Return digest and schema of a store that both SQLites find sound and alike."""
        here = inspect(self._copy(folder))
        (there,) = self._ask(do="inspect", path=str(self._copy(folder)))
        there.pop("end")
        if here != there:
            raise _WrongError(f"one finds {here}, the other {there}")
        if here["integrity"] != "ok" or here["links"]:
            raise _WrongError(f"{here['integrity']}, {here.get('links')} broken links")
        return here["digest"], here["schema"]

    def _look(self, folder: Path) -> dict[str, Any]:
        """Return what the program finds in a store, which must be without any fault."""
        (look,) = self._ask(do="look", path=str(self._copy(folder)))
        if look["said"].startswith("raised"):
            raise _WrongError(look["said"])
        if look["findings"] or look["copies"]:
            raise _WrongError(f"found {look['findings']}, backups {look['copies']}")
        return look

    def _start(self, do: str, job: str, folder: Path, **more: Any) -> Iterator[dict[str, Any]]:
        self._order(do=do, job=job, folder=str(folder), extracts=str(self._extracts), **more)
        return self._answers()

    def _ask(self, **order: Any) -> list[dict[str, Any]]:
        self._order(**order)
        return self._rest()

    def _order(self, **order: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()

    def _rest(self) -> list[dict[str, Any]]:
        return list(self._answers())

    def _answers(self) -> Iterator[dict[str, Any]]:
        """Give the answers to an order, up to its end."""
        assert self._process.stdout is not None
        while True:
            line = self._process.stdout.readline()
            if not line:
                raise RuntimeError("the worker has ended")
            answer = json.loads(line)
            yield answer
            if "end" in answer:
                return


def _may_stay(name: str, *, is_last: bool) -> bool:
    """Tell whether a file may lie in a store's folder: no draft, and in the end no journal.

    A journal may be empty until the next write. Copies of what an uncertain journal undid stay.
    """
    if name == f"{STORE}-journal":
        return not is_last
    return ".damaged-" in name or (name.endswith(".rccdesk") and not name.startswith(PREFIX))
