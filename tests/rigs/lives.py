"""The parent's side: the warm worker, and what is there after a life in it."""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parents[2]
_PATIENCE = 120.0


@dataclass
class Life:
    """What a child said: acts acknowledged, steps counted, how it ended."""

    acks: int = 0
    steps: int = 0
    end: str = "killed"  # or done, or raised CODE:TYPE
    orphans: int = 0
    ready_at: float = 0.0
    last_at: float = 0.0  # when the last act was acknowledged
    lines: list[str] = field(default_factory=list)


class Worker:
    """A warm process of `tests.rigs.worker`; each order is a life of a forked child of it."""

    def __init__(self, home: Path, *, is_warmed: bool = True) -> None:
        homes = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.rigs.worker", "warm" if is_warmed else "cold"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={
                **os.environ,
                **dict.fromkeys(homes, str(home)),
                "OMP_NUM_THREADS": "1",
                "OPENBLAS_NUM_THREADS": "1",
            },
        )
        self._rest = b""
        try:
            assert self._line() == "warm"
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
        self._process.kill()
        self._process.communicate()

    def live(self, *, kill_after: float | None = None, **order: Any) -> Life:
        """Let a child live by the order, killed so many seconds after it was ready."""
        order = {"acts": None, "done": 0, "is_reader_forked": True, **order}
        order["is_killed"] = kill_after is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()
        pid = int(self._line().removeprefix("pid "))
        life = Life()
        while True:
            word, _, rest = self._line().partition(" ")
            life.lines.append(f"{word} {rest}")
            if word == "ready":
                life.ready_at = time.perf_counter()
                if kill_after is not None:
                    time.sleep(kill_after)
                    os.kill(pid, signal.SIGKILL)
            elif word == "ack":
                life.acks += 1
                life.last_at = time.perf_counter()
            elif word == "steps":
                life.steps = int(rest)
            elif word in ("done", "raised"):
                life.end = f"{word} {rest}".strip()
            elif word == "dead":
                life.orphans = int(rest.split()[1])
                return life

    def _line(self) -> str:
        assert self._process.stdout is not None
        handle = self._process.stdout.fileno()
        until = time.monotonic() + _PATIENCE
        while b"\n" not in self._rest:
            if not select.select([handle], [], [], max(until - time.monotonic(), 0))[0]:
                raise TimeoutError("the worker says nothing")
            read = os.read(handle, 65536)
            if not read:
                raise EOFError("the worker has gone")
            self._rest += read
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode()


def draw(seed: int) -> random.Random:
    """Return a generator whose seed is in the output of a failing test."""
    print(f"seed {seed}")  # noqa: T201
    return random.Random(seed)
