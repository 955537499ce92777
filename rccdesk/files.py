"""How a file is written: wholly or not at all, and never over one that somebody has open."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
import time
import unicodedata
from pathlib import Path

from rccdesk.errors import FileWriteError

_ATTEMPTS = 6  # Windows: virus scanners and indexers hold a new file for some hundred ms
_FIRST_PAUSE_SECONDS = 0.05
_QUOTA = getattr(errno, "EDQUOT", errno.ENOSPC)
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._]+")


def write_atomic(path: Path, content: bytes) -> str:
    """Write ``content`` to ``path`` so that a reader sees the old file or the new one.

    Missing folders are made. Returns the SHA-256 of the content in hex. Raises FileWriteError
    ``target_locked`` (open in another program, or no permission) or ``disk_full``; the old file
    is then as it was and nothing is left beside it.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)  # mkstemp gives it to the owner alone
        replace_file(temporary, path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        full = error.errno in (errno.ENOSPC, _QUOTA)
        raise FileWriteError(
            "disk_full" if full else "target_locked", file=path.name, folder=str(path.parent)
        ) from error
    return hashlib.sha256(content).hexdigest()


def safe_name(words: str) -> str:
    """Return ``words`` as a part of a file name: ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii")
    return _NOT_IN_NAMES.sub("-", plain).strip("-.")


def replace_file(temporary: Path, path: Path) -> None:
    """Put a finished file in the place of ``path``; OSError if that is held by others."""
    pause = _FIRST_PAUSE_SECONDS
    for attempt in range(_ATTEMPTS):
        try:
            os.replace(temporary, path)  # noqa: PTH105 - the name that Windows' retries are about
        except PermissionError:
            if attempt == _ATTEMPTS - 1 or os.name != "nt":
                raise
            time.sleep(pause)
            pause *= 2
        else:
            return
