"""Find out whether a file can be read at all, without waiting for a server or a cloud for ever."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

from rccdesk.errors import FileRefusedError

SECONDS = 5.0
_TRIES = 3
_PAUSE_SECONDS = 0.3
# FILE_ATTRIBUTE_OFFLINE, _RECALL_ON_OPEN and _RECALL_ON_DATA_ACCESS: the content is elsewhere.
_CLOUD_ATTRIBUTES = 0x1000 | 0x40000 | 0x400000
_CLOUD_ERRORS = range(358, 405)  # ERROR_CLOUD_FILE_…
_LONGEST_NAME = 247  # of a path that Windows opens without the prefix


def check_access(path: Path) -> int:
    """Return the size in bytes of a file that can be read now.

    Raises FileRefusedError: file_not_found, file_locked (another program holds it, also at the
    third attempt), file_in_cloud, file_unreadable; the last two also after `SECONDS`.
    """
    probe = _Probe(path)
    thread = threading.Thread(target=probe.run, daemon=True)
    thread.start()
    thread.join(SECONDS)
    if probe.size is not None:
        return probe.size
    raise FileRefusedError(probe.code or ("file_in_cloud" if probe.in_cloud else "file_unreadable"))


def reachable_name(path: Path, *, is_windows: bool = sys.platform == "win32") -> Path:
    """Return ``path`` so that Windows opens it however long it is."""
    name = str(path)
    if not is_windows or len(name) <= _LONGEST_NAME or name.startswith("\\\\?\\"):
        return path
    return Path(extended(os.path.abspath(name)))  # noqa: PTH100 - resolve would follow links


def extended(name: str) -> str:
    """Return an absolute path of Windows with the prefix that lifts the limit on its length."""
    name = name.replace("/", "\\")
    return "\\\\?\\UNC" + name[1:] if name.startswith("\\\\") else "\\\\?\\" + name


class _Probe:
    """One attempt to open a file, in a thread that may hang."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.in_cloud = False
        self.size: int | None = None
        self.code: str | None = None

    def run(self) -> None:
        for attempt in range(_TRIES):
            try:
                self.size = self._read()
            except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
                self.code = "file_not_found"
            except PermissionError as error:
                if getattr(error, "winerror", None) in _CLOUD_ERRORS:
                    self.code = "file_in_cloud"
                elif self._path.is_dir():
                    self.code = "file_not_found"
                elif attempt + 1 < _TRIES:
                    time.sleep(_PAUSE_SECONDS)
                    continue
                else:
                    self.code = "file_locked"
            except OSError as error:
                is_cloud = self.in_cloud or getattr(error, "winerror", None) in _CLOUD_ERRORS
                self.code = "file_in_cloud" if is_cloud else "file_unreadable"
            except ValueError:  # a NUL character in the name
                self.code = "file_not_found"
            return

    def _read(self) -> int:
        status = self._path.stat()
        attributes = getattr(status, "st_file_attributes", 0)
        self.in_cloud = bool(attributes & _CLOUD_ATTRIBUTES)
        with self._path.open("rb") as file:
            file.read(1)
        return status.st_size
