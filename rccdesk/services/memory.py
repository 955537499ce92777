"""Giving memory back to the system, so that a large import does not stay in the window."""

from __future__ import annotations

import ctypes
import sys
from functools import cache


def return_freed() -> None:
    """Give back what the C library keeps of freed arrays; only glibc keeps much.

    Takes some milliseconds: never call it in the thread of the window.
    """
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
