"""Giving memory back to the system, so that a large import does not stay in the window."""

from __future__ import annotations

import ctypes
import sys
from functools import cache

# Parameters of mallopt(3), and from how many bytes on an array is a mapping of its own.
_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
_OWN_MAPPING_BYTES = 2**18
_ARENAS = 2


def give_back_at_once() -> None:
    """Let glibc return each large array when it is freed; call it once, before any thread.

    By itself it raises the threshold to the largest array ever freed, and keeps from then on
    what the next ones take; and it begins a heap for nearly every thread.
    """
    allocator = _c_library()
    if allocator is not None:
        allocator.mallopt(_MMAP_THRESHOLD, _OWN_MAPPING_BYTES)
        allocator.mallopt(_ARENA_MAX, _ARENAS)


def return_freed() -> None:
    """Give back what the C library keeps of freed arrays; only glibc keeps much.

    Takes some milliseconds: never call it in the thread of the window.
    """
    allocator = _c_library()
    if allocator is not None:
        allocator.malloc_trim(0)


@cache
def _c_library() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    try:
        library = ctypes.CDLL(None)
    except OSError:
        return None
    is_glibc = hasattr(library, "malloc_trim") and hasattr(library, "mallopt")  # musl has neither
    return library if is_glibc else None
