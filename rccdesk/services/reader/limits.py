"""What the reading child accepts, and how it limits itself."""

from __future__ import annotations

import contextlib
import os
import sys

MAX_PACKED_BYTES = 100 * 2**20
MAX_UNPACKED_BYTES = 2**30
MAX_RATIO = 200
# Small parts of a workbook may be packed very tightly; a bomb needs size as well as ratio.
RATIO_COUNTS_FROM = 2**20
MAX_CELLS = 20_000_000
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_TEXT_BYTES = 2**30  # of a CSV file
MAX_LINE_BYTES = 4 * 2**20
ADDRESS_SPACE = 2 * 2**30
HEAD_ROWS = 200  # where a header row may stand
LISTED_CELLS = 100


class Refusal(Exception):  # noqa: N818 - the child's own word for FileRefusedError
    """The file is refused; ``code`` and ``fields`` become a `FileRefusedError` in the program."""

    def __init__(self, code: str, **fields: object) -> None:
        """Remember the code and the values of its sentence."""
        self.code = code
        self.fields = fields
        super().__init__(code)


def confine() -> None:
    """Limit this process' memory and forbid core dumps, which would hold the file's content."""
    if sys.platform == "win32":
        _confine_on_windows()
        return
    import resource

    for limit, value in ((resource.RLIMIT_AS, ADDRESS_SPACE), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))
    with contextlib.suppress(OSError):
        os.nice(2)  # the window comes first


def _confine_on_windows() -> None:  # pragma: no cover - written for Windows, not run there
    """Put this process into a Job Object with a limit on its memory."""
    if sys.platform != "win32":
        return
    import ctypes
    from ctypes import wintypes

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("min_working_set", ctypes.c_size_t),
            ("max_working_set", ctypes.c_size_t),
            ("active_processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("basic", _Basic),
            ("io", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    process_memory, die_quietly, kill_on_close = 0x100, 0x400, 0x2000
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.SetInformationJobObject.argtypes = (
        wintypes.HANDLE,
        ctypes.c_int,
        ctypes.c_void_p,
        wintypes.DWORD,
    )
    kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    job = kernel.CreateJobObjectW(None, None)
    limits = _Extended()
    limits.basic.flags = process_memory | die_quietly | kill_on_close
    limits.process_memory = ADDRESS_SPACE
    extended_limit_information = 9
    if job and kernel.SetInformationJobObject(
        job, extended_limit_information, ctypes.byref(limits), ctypes.sizeof(limits)
    ):
        kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
    no_dialogs = 0x0001 | 0x0002 | 0x8000
    kernel.SetErrorMode(no_dialogs)
