"""Start the reading child, if wanted before the program is ready to take what it reads.

Parsing takes most of the time of an import. Starting it before the libraries of the store are
loaded hides their second behind it.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

_ahead: dict[str, subprocess.Popen[bytes]] = {}


def command() -> list[str]:
    """Return the command that starts the reading child."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--read-workbook"]
    # -P: nothing is imported from the current folder.
    return [sys.executable, "-P", "-m", "rccdesk", "--read-workbook"]


def start(path: Path) -> subprocess.Popen[bytes]:
    """Start a child that reads ``path``, or return the one that already does."""
    name = str(path.absolute())
    child = _ahead.pop(name, None)
    if child is not None:
        return child
    environment = dict(os.environ)
    # One heap instead of one per thread, and no thread pools: less address space.
    environment.update(MALLOC_ARENA_MAX="1", OMP_NUM_THREADS="1", RAYON_NUM_THREADS="1")
    if not getattr(sys, "frozen", False):
        root = str(Path(__file__).parents[3])
        environment["PYTHONPATH"] = root + os.pathsep + environment.get("PYTHONPATH", "")
    child = subprocess.Popen(
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a panic message may hold cell contents
        env=environment,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    if child.stdin is not None:
        with contextlib.suppress(OSError):  # whoever waits for its answer tells of a dead child
            child.stdin.write(json.dumps({"path": name}).encode() + b"\n")
            child.stdin.flush()
    return child


def start_ahead(path: Path) -> None:
    """Let a child begin to read ``path``; `start` gives it, `give_up` ends it."""
    _ahead[str(path.absolute())] = start(path)


def give_up() -> None:
    """End the children that nobody has taken."""
    while _ahead:
        child = _ahead.popitem()[1]
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
