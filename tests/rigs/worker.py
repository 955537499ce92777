"""A warm process that forks one child per life: imports are paid once, a kill costs a fork.

Spoken to over its pipes. An order is a line of JSON: ``kind``, ``folder``, ``done`` (acts done in
the folder before), ``acts`` (how many to do, None: until killed), and ``fault`` (see
`tests.rigs.planting`). Answers are lines: ``pid N``, ``ready``, ``ack`` for each act that was
done, ``steps N`` and ``raised CODE`` or ``done``; last ``dead STATUS ORPHANS``.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import pkgutil
import random
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

_ORPHAN_SECONDS = 5.0
_PR_SET_CHILD_SUBREAPER = 36


def say(words: str) -> None:
    """Answer with one line, at once and whole."""
    os.write(1, words.encode() + b"\n")


def _warm() -> None:
    import rccdesk.services

    for found in pkgutil.walk_packages(rccdesk.services.__path__, "rccdesk.services."):
        importlib.import_module(found.name)
    from rccdesk.services.database import Database
    from tests.rigs.kind import NEW_STORE
    from tests.rigs.kinds import KINDS

    if sys.argv[1] == "cold":
        return
    # What libraries make at their first use is made here: an act takes then what it takes.
    with tempfile.TemporaryDirectory() as folder:
        Database.open(Path(folder, NEW_STORE), create=True).close()
        for name, count in (("edit", 2), ("undo", 5), ("backup", 2), ("trash", 4), ("export", 2)):
            place = Path(folder, "kinds", name)
            place.mkdir(parents=True)
            KINDS[name].prepare(place)
            one = KINDS[name](place)
            one.begin(0, lambda _done, _total: None)
            for number in range(count):
                one.act(number)
            one.end()


def serve() -> None:
    """Do what is ordered, one order after the other, until nobody asks any more."""
    # Orphans of a killed child become children of this process, which sees whether they end.
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    _warm()
    say("warm")
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _end_with_nothing(order)
        _, status = os.waitpid(pid, 0)
        say(f"dead {status} {_count_orphans()}")


def _count_orphans() -> int:
    """Wait for what a child left running; return how many had to be ended."""
    until = time.monotonic() + _ORPHAN_SECONDS
    while time.monotonic() < until:
        try:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.005)
        except ChildProcessError:
            return 0
    left = 0
    for child in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split():
        os.kill(int(child), signal.SIGKILL)
        os.waitpid(int(child), 0)
        left += 1
    return left


def _end_with_nothing(order: dict[str, Any]) -> None:
    """Live in the forked child; never return to the loop of the server."""
    code = 1
    try:
        say(f"pid {os.getpid()}")  # by the child, so that it comes before what else it says
        os.close(0)
        random.seed()
        _live(order)
        code = 0
    except BaseException as error:  # noqa: BLE001 - whatever ends an act is the answer
        say(f"raised {getattr(error, 'code', '')}:{type(error).__name__}")
        if order.get("tell"):
            import traceback

            traceback.print_exc()
    finally:
        os._exit(code)


def _live(order: dict[str, Any]) -> None:
    from rccdesk.errors import RccdeskError
    from tests.rigs.kinds import AFTERWARDS, KINDS
    from tests.rigs.planting import Planted

    kind_type = {**KINDS, **AFTERWARDS}[order["kind"]]
    kind = kind_type(Path(order["folder"]), is_reader_forked=order["is_reader_forked"])
    planted = Planted(order.get("fault"), kind.folder)
    kind.begin(order["done"], planted.progress)
    say("ready")
    number = order["done"]
    while order["acts"] is None or number < order["done"] + order["acts"]:
        try:
            with planted:
                kind.act(number)
        except RccdeskError as error:
            say(f"steps {planted.count}")
            say(f"raised {error.code}:{type(error).__name__}")
            kind.end()
            return
        number += 1
        say("ack")
    say(f"steps {planted.count}")
    kind.end()
    say("done")
    if order.get("is_killed"):
        signal.pause()  # a process that has ended cannot be killed


if __name__ == "__main__":
    serve()
