"""How long work tells how far it has come, and how it is cancelled."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Protocol

from rccdesk.errors import Cancelled


class Progress(Protocol):
    """Called as ``progress(done, total)`` now and then; raises `Cancelled` to stop the work."""

    def __call__(self, done: int, total: int) -> None:
        """Report that ``done`` of ``total`` steps are done."""


def ignore(done: int, total: int) -> None:
    """Report to nobody."""


class Stages:
    """Several pieces of work told as one, each as its share of the whole."""

    def __init__(self, progress: Progress, shares: Sequence[int]) -> None:
        """Tell ``progress`` of stages that take ``shares`` of the whole."""
        self._progress, self._shares = progress, shares
        self._stage = 0

    def next(self) -> Progress:
        """Return what the next stage reports to."""
        before, share = sum(self._shares[: self._stage]), self._shares[self._stage]
        self._stage += 1

        def report(done: int, total: int) -> None:
            part = share * done // total if total else 0
            self._progress(before + part, sum(self._shares))

        return report


def without_cancel(progress: Progress) -> Progress:
    """Return a progress that no longer stops anything: what is done cannot be taken back."""

    def report(done: int, total: int) -> None:
        with contextlib.suppress(Cancelled):
            progress(done, total)

    return report
