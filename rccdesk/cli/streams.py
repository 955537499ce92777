"""Where the words of a command go, also when nobody reads them to their end."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import Any


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


def _send_nowhere(stream: Any) -> None:
    """Take what is still to come, that Python does not complain of it when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
