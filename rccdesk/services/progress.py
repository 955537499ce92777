"""How long work tells how far it has come, and how it is cancelled."""

from __future__ import annotations

import contextlib
from typing import Protocol

from rccdesk.errors import Cancelled


class Progress(Protocol):
    """Called as ``progress(done, total)`` now and then; raises `Cancelled` to stop the work."""

    def __call__(self, done: int, total: int) -> None:
        """Report that ``done`` of ``total`` steps are done."""


def ignore(done: int, total: int) -> None:
    """Report to nobody."""


def without_cancel(progress: Progress) -> Progress:
    """Return a progress that no longer stops anything: what is done cannot be taken back."""

    def report(done: int, total: int) -> None:
        with contextlib.suppress(Cancelled):
            progress(done, total)

    return report
