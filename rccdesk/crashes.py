"""What nobody caught: told to the log and the crash file, and remembered for the next start.

``crash.log`` tells of one run of the window: its first line says that it began and its last that
it ended. A file without that end is offered once, by the next start, as ``crash-previous.log``.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import faulthandler
import logging
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

import rccdesk
from rccdesk import logs

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

FILE_NAME, PREVIOUS_NAME = "crash.log", "crash-previous.log"
_log = logging.getLogger(__name__)
_BEGAN, _ENDED = "began", "ended"
_MOST_ALIKE = 3  # of one error in the file: a fault in painting comes sixty times a second

Report = Callable[[BaseException], object]


@dataclass(slots=True)
class _Run:
    """What is kept of this run of the program."""

    file: TextIO | None = None
    tell: Report | None = None
    seen: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)


_run = _Run()


def install(folder: Path, tell: Report | None = None) -> bool:
    """Catch what nobody catches, in every thread, and crashes of C code into ``folder``.

    ``tell`` shows an error to the user; it is called in the thread of the error. Returns whether
    the run before this one ended without a word. A folder that cannot be written is done without.
    """
    ended_badly = _take_previous(folder)
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        _run.file = (folder / FILE_NAME).open("a", encoding="utf-8", buffering=1)
        faulthandler.enable(_run.file)
    _write(_BEGAN, f"rccdesk {rccdesk.__version__}")
    install_hooks(tell)
    return ended_badly


def install_hooks(tell: Report | None = None) -> None:
    """Catch what nobody catches without a file, as for a command."""
    _run.tell = tell
    _run.seen.clear()
    sys.excepthook = _on_error
    threading.excepthook = _on_thread_error
    sys.unraisablehook = _on_unraisable


def mark_end() -> None:
    """Note that the program ended by itself, and let go of the file."""
    if _run.file is None:
        return
    _write(_ENDED)
    faulthandler.disable()
    _run.file.close()
    _run.file = None


def record(error: BaseException) -> None:
    """Put the type and places of ``error`` in the log and the crash file, never its text."""
    places = logs.places(error)
    key = " ".join(places[:2])
    with _run.lock:
        _run.seen[key] += 1
        if _run.seen[key] > _MOST_ALIKE:
            return
    _log.error("uncaught_error", exc_info=error)
    _write("error", *places)


def read_previous(folder: Path) -> list[str]:
    """Return what the run before this one left in its crash file, without paths."""
    return logs.shorten_places(logs.read_last_lines(folder / PREVIOUS_NAME, 200))


def read_current(folder: Path) -> list[str]:
    """Return what this run has put in its crash file, without paths."""
    return logs.shorten_places(logs.read_last_lines(folder / FILE_NAME, 200))


def _take_previous(folder: Path) -> bool:
    file = folder / FILE_NAME
    lines = logs.read_last_lines(file, 10_000)
    if not lines:
        return False
    with contextlib.suppress(OSError):
        file.replace(folder / PREVIOUS_NAME)
        return not lines[-1].endswith(f" {_ENDED}")
    return False  # in use by a window that does not answer


def _write(event: str, *lines: str) -> None:
    if _run.file is None:
        return
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    with contextlib.suppress(OSError, ValueError), _run.lock:
        _run.file.write("\n  ".join([f"{now} {event}", *lines]) + "\n")


def _on_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    record(error)
    _print(error)
    if _run.tell is not None:
        # Nothing can be done about an error in the telling but to put it down too.
        try:
            _run.tell(error)
        except Exception as again:  # noqa: BLE001
            record(again)


def _on_thread_error(given: threading.ExceptHookArgs) -> None:
    if given.exc_value is not None and given.exc_type is not SystemExit:
        _on_error(given.exc_type, given.exc_value, given.exc_traceback)


def _on_unraisable(given: UnraisableHookArgs) -> None:
    if given.exc_value is not None:
        record(given.exc_value)


def _print(error: BaseException) -> None:
    """Say it on the console too, which a windowed build has not."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write("\n  ".join(logs.places(error)) + "\n")
