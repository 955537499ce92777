"""Timing of calls and of whole processes; medians, and peak memory where /proc tells it."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds (median) of one side, and peak memory in MB where known."""

    seconds: float
    runs: tuple[float, ...]
    resident_mb: float = 0.0  # of the process itself
    child_address_mb: float = 0.0  # largest address space among its children
    output: str = ""  # what the process wrote


@dataclass(frozen=True, slots=True)
class Claim:
    """One line of the table: what, our figure, the other side, the goal and whether it holds."""

    what: str
    ours: str
    other: str
    ratio: str
    goal: str
    holds: bool


def median_call(call: Callable[[], object], runs: int = 5) -> Measured:
    """Return the median time of ``call``; one call before warms up."""
    call()
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - started)
    return Measured(statistics.median(seconds), tuple(seconds))


def process(arguments: list[str], *, memory: bool = False) -> Measured:
    """Run a whole process once and return its wall time; RuntimeError if it fails."""
    started = time.perf_counter()
    child = subprocess.Popen(
        arguments,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    watch = _MemoryWatch(child.pid) if memory and sys.platform == "linux" else None
    output, complaints = child.communicate()
    seconds = time.perf_counter() - started
    if watch is not None:
        watch.stop()
    if child.returncode:
        raise RuntimeError(complaints.decode(errors="replace")[-2000:])
    return Measured(
        seconds,
        (seconds,),
        watch.resident_mb if watch else 0.0,
        watch.child_address_mb if watch else 0.0,
        output.decode(errors="replace"),
    )


def interleaved(sides: dict[str, Callable[[], Measured]], runs: int) -> dict[str, Measured]:
    """Run the sides in turn, so that a slow spell of the machine hits all of them."""
    found: dict[str, list[Measured]] = {name: [] for name in sides}
    for _ in range(runs):
        for name, call in sides.items():
            found[name].append(call())
    return {
        name: Measured(
            statistics.median(m.seconds for m in runs_),
            tuple(m.seconds for m in runs_),
            max(m.resident_mb for m in runs_),
            max(m.child_address_mb for m in runs_),
        )
        for name, runs_ in found.items()
    }


def print_table(claims: list[Claim]) -> bool:
    """Print the claims as a table and tell whether all hold."""
    rows = [("what", "ours", "other side", "ratio", "goal", "")]
    rows += [
        (c.what, c.ours, c.other, c.ratio, c.goal, "holds" if c.holds else "MISSED") for c in claims
    ]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        line = " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print(f"| {line} |")
        if row is rows[0]:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return all(c.holds for c in claims)


class _MemoryWatch:
    """Follow the peak memory of a process and of its children while it runs (Linux)."""

    def __init__(self, pid: int) -> None:
        self.resident_mb = 0.0
        self.child_address_mb = 0.0
        self._pid = pid
        self._running = True
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._running = False
        self._thread.join()

    def _follow(self) -> None:
        while self._running:
            self.resident_mb = max(self.resident_mb, _status_mb(self._pid, "VmHWM"))
            for child in _children(self._pid):
                self.child_address_mb = max(self.child_address_mb, _status_mb(child, "VmPeak"))
            time.sleep(0.01)


def _children(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        texts = [(task / "children").read_text() for task in tasks]
    except OSError:
        return []
    return [int(child) for text in texts for child in text.split()]


def _status_mb(pid: int, name: str) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    for line in lines:
        if line.startswith(name + ":"):
            return int(line.split()[1]) / 1024
    return 0.0
