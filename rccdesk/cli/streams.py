"""Where the words of a command go, also when nobody reads them to their end."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import Any

_MASK = "••••••••-••••"


def say(line: str, *, end: str = "\n", file: Any = None) -> None:
    """Print a line; on stdout unless ``file`` is given. Nobody has to read it to its end."""
    stream = file or sys.stdout
    try:
        print(line, end=end, file=stream, flush=True)
    except OSError as error:
        # Windows says EINVAL of a closed pipe. What was asked for is done all the same.
        if error.errno not in {errno.EPIPE, errno.EINVAL}:
            raise
        _send_nowhere(stream)


def mask_persons(line: str) -> str:
    """Return a line without numbers of persons: what the user has written is repeated in it."""
    from rccdesk.services.privacy import find_personal_identifiers

    for _, start, end in reversed(find_personal_identifiers(line)):
        line = f"{line[:start]}{_MASK}{line[end:]}"
    return line


def _send_nowhere(stream: Any) -> None:
    """Take what is still to come, that Python does not complain of it when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
