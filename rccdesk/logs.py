"""The log: what happened as codes, never a value, a file name or a text of a user.

A call names its event and gives codes and counts: ``_log.warning("sentence_lacks_value code=%s",
error.code)``. What looks otherwise, from here or from a library, is dropped on its way to the file.
"""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Iterable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

FILE_NAME = "rccdesk.log"
_OWN = "rccdesk"
_FILES, _BYTES = 5, 1_000_000
_LARGEST = 9_999_999  # counts and sizes; the number of a person is longer
_ROOTS = re.compile(r"rccdesk|site-packages|python3\.\d+")
_EVENT = re.compile(r"[a-z][a-z0-9_]{2,59}( [a-z_]{1,20}=%[sd])*")
_CODE = re.compile(r"[a-z][a-z_0-9.]{0,39}")
_PLACE_IN_TEXT = re.compile(r'File "([^"]+)"')


def install(folder: Path) -> RotatingFileHandler | None:
    """Begin to log to ``folder``, five files of 1 MB at most; None where it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / FILE_NAME, maxBytes=_BYTES, backupCount=_FILES - 1, encoding="utf-8"
        )
    except OSError:
        return None
    handler.setFormatter(_Codes("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.raiseExceptions = False  # a full disk must not print records, with their values
    logging.getLogger().addHandler(handler)
    logging.getLogger(_OWN).setLevel(logging.INFO)
    return handler


class _Codes(logging.Formatter):
    """Writes what `without_values` leaves."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of ``record``."""
        return super().format(without_values(record))


def without_values(record: logging.LogRecord) -> logging.LogRecord:
    """Return ``record`` with its event and its codes only; an exception becomes its places."""
    clean = logging.makeLogRecord(record.__dict__)
    if record.name.split(".")[0] != _OWN:
        clean.msg, clean.args = "library_message", None
    elif not isinstance(record.msg, str) or not _EVENT.fullmatch(record.msg):
        clean.msg, clean.args = "unlisted_message", None
    else:
        given = record.args if isinstance(record.args, tuple) else ()
        arguments = tuple(_code(argument) for argument in given)
        fits = record.msg.count("%") == len(arguments)
        clean.msg = record.msg.replace("%d", "%s") if fits else record.msg.replace("%", "")
        clean.args = arguments if fits else None
    if record.exc_info and record.exc_info[1] is not None:
        clean.msg = f"{clean.msg} | {' < '.join(places(record.exc_info[1]))}"
    clean.exc_info = clean.exc_text = clean.stack_info = None
    return clean


def places(error: BaseException) -> list[str]:
    """Return the type of ``error`` and its places, the innermost first; never its text."""
    found = _frames(error.__traceback__)
    cause = error.__cause__
    if cause is not None and cause is not error:
        found.append(f"from {type(cause).__name__}")
        found += _frames(cause.__traceback__)
    return [type(error).__name__, *found]


def short_place(file: str) -> str:
    """Return a path from the program or the library on: what stands before may name the user."""
    parts = re.split(r"[\\/]", file)
    roots = [at for at, part in enumerate(parts) if _ROOTS.fullmatch(part)]
    return "/".join(parts[roots[-1] if roots else -1 :])


def shorten_places(lines: Iterable[str]) -> list[str]:
    """Return ``lines`` as Python writes them after a crash, with `short_place` of every path."""
    return [
        _PLACE_IN_TEXT.sub(lambda found: f'File "{short_place(found[1])}"', line) for line in lines
    ]


def read_last_lines(file: Path, count: int) -> list[str]:
    """Return the last ``count`` lines of a log; none where it cannot be read."""
    try:
        return file.read_text(encoding="utf-8", errors="replace").splitlines()[-count:]
    except OSError:
        return []


def _frames(trace: TracebackType | None) -> list[str]:
    return [
        f"{short_place(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in reversed(traceback.extract_tb(trace, limit=-20))
    ]


def _code(argument: object) -> str:
    if isinstance(argument, bool):
        return str(argument).lower()
    if isinstance(argument, int) and abs(argument) <= _LARGEST:
        return str(int(argument))
    if isinstance(argument, type):
        return argument.__name__
    if isinstance(argument, str) and _CODE.fullmatch(argument):
        return str(argument)
    return "?"
