"""How long work tells how far it has come, and how it is cancelled."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called as ``progress(done, total)`` now and then; raises `Cancelled` to stop the work."""

    def __call__(self, done: int, total: int) -> None:
        """Report that ``done`` of ``total`` steps are done."""


def ignore(done: int, total: int) -> None:
    """Report to nobody."""
