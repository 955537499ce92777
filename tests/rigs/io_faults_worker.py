"""The process in which SQLite is APSW: forks one child per life, and looks at what it left.

Spoken to over its pipes by `tests.rigs.io_faults`, in lines of JSON: an order, then answers to
it, the last of which has ``end``.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

from tests.rigs import io_faults_dbapi

io_faults_dbapi.install()  # before anything imports sqlite3

from rccdesk.errors import RccdeskError  # noqa: E402
from rccdesk.services.database import Database, engines  # noqa: E402
from rccdesk.services.imports.reading import client  # noqa: E402
from tests.rigs import io_faults_jobs as jobs  # noqa: E402
from tests.rigs.forking import ForkedReader  # noqa: E402
from tests.rigs.io_faults_vfs import CrashVFS, Disk, Faults, FaultVFS, Power  # noqa: E402


def say(**answer: Any) -> None:
    os.write(1, json.dumps(answer).encode() + b"\n")


def hear() -> str:
    """Read one line and no more: a child reads on where its parent stopped."""
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            break
        line += byte
    return line.decode()


def serve() -> None:
    """Do what is ordered until nobody asks any more."""
    assert "_sqlite3" not in sys.modules, "one SQLite library per process"
    client.start = ForkedReader  # type: ignore[assignment]
    _warm()
    gc.freeze()  # what is shared with the children stays shared
    say(end="warm")
    while line := hear():
        order = json.loads(line)
        do = order.pop("do")
        if do == "prepare":
            jobs.prepare(Path(order["folder"]))
            say(end=True)
        elif do == "inspect":
            say(end=True, **jobs.inspect(Path(order["path"])))
        elif do == "look":
            say(end=True, **_look(Path(order["path"])))
        else:
            _live(_life if do == "life" else _crash, order)


def _warm() -> None:
    import alembic.command  # noqa: F401
    import sqlalchemy.dialects.sqlite  # noqa: F401


def _look(path: Path) -> dict[str, Any]:
    try:
        return jobs.look(path)
    except Exception as error:  # noqa: BLE001 - the rig tells what it was
        return {"said": f"raised {_name(error)}", "trace": traceback.format_exc()}


def _live(life: Any, order: dict[str, Any]) -> None:
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            os.fsync = lambda _descriptor: None  # no power is lost but in the model
            life(**order)
            code = 0
        except BaseException:  # noqa: BLE001 - a child never returns to the loop
            traceback.print_exc()
        finally:
            os._exit(code)
    say(end=os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def _life(
    job: str,
    folder: str,
    extracts: str,
    faults: dict[str, Any],
    *,
    waits: bool = False,
    again: bool = False,
) -> None:
    """Do a job with faults and, where it ``waits``, go on at the next line.

    If it has failed, and ``again``, it is then done once more without faults.
    """
    layer = FaultVFS()
    layer.faults = Faults(**faults)
    io_faults_dbapi.vfs = layer.NAME
    doing = jobs.Job(Path(folder), job, Path(extracts))
    error = _try(doing.run)
    seen = layer.faults
    kind = seen.calls[seen.step - 1] if seen.hits else ""
    say(said=_name(error), calls=[] if seen.step else seen.calls, hits=seen.hits, kind=kind)
    if waits:
        hear()
    if error is not None and again:
        layer.faults = Faults()
        say(said=_name(_try(doing.run)))
    say(closed=_name(_try(doing.close)))


def _crash(
    job: str, folder: str, extracts: str, at: int, seed: int, *, synchronous: str = ""
) -> None:
    """Do acts, each acknowledged, until the power goes at a call of the file layer."""
    disk = Disk(Path(folder), Power(at, seed) if at else None)
    disk.listen()
    layer = CrashVFS(disk)
    io_faults_dbapi.vfs = layer.NAME
    if synchronous:
        engines._SETTINGS += (f"synchronous={synchronous}",)
    with Database.open(Path(folder) / jobs.STORE, who="Prov") as database:
        said = "" if at else jobs.read(database)
        say(acknowledged=0, said=said)
        for number, act in enumerate(jobs.acts(Path(extracts)) if job == "acts" else [], 1):
            act(database)
            said = "" if at else jobs.read(database)
            say(acknowledged=number, said=said)
    say(calls=disk.calls)


def _try(do: Any) -> Exception | None:
    try:
        do()
    except Exception as error:  # noqa: BLE001 - the rig tells what it was
        if not isinstance(error, RccdeskError):
            traceback.print_exc()
        return error
    return None


def _name(error: Exception | None) -> str:
    """Return the code of an error that the program tells of, else its type with a mark."""
    if error is None:
        return "ok"
    return error.code if isinstance(error, RccdeskError) else f"!{type(error).__name__}"


if __name__ == "__main__":
    serve()
