"""Giving memory back to the system, so that a large import does not stay in the window."""

from __future__ import annotations

import ctypes
import linecache
import sys
from functools import cache


def return_freed() -> None:
    """Give back source lines nobody reads, and what the C library keeps of freed arrays.

    PySide6's import hook asks for the source of every module imported after it, and so fills
    `linecache` with some 27 MB; tracebacks read anew what they need. Only glibc keeps freed
    arrays. Takes some milliseconds: never call it in the thread of the window.
    """
    linecache.clearcache()
    trim = _malloc_trim()
    if trim is not None:
        trim(0)


@cache
def _malloc_trim() -> ctypes._NamedFuncPointer | None:
    if sys.platform != "linux":
        return None
    try:
        return ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):  # musl has none
        return None
