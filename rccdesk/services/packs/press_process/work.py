"""What the process beside the window does. Its exceptions reach the program as they are."""

from __future__ import annotations

import dataclasses
import os
import threading
from collections.abc import Callable, Mapping
from multiprocessing import parent_process
from typing import TYPE_CHECKING, TypeVar

from rccdesk import texts
from rccdesk.errors import Cancelled

if TYPE_CHECKING:
    from multiprocessing.context import SpawnContext
    from multiprocessing.sharedctypes import SynchronizedArray
    from multiprocessing.synchronize import Event
    from pathlib import Path

    from rccdesk.services.packs.model import Pack
    from rccdesk.services.packs.request import PackRequest
    from rccdesk.services.packs.template_files import OwnTemplate

_Made = TypeVar("_Made")


@dataclasses.dataclass(frozen=True, slots=True)
class Signals:
    """What the two processes tell each other during a job: how far it has come, and to stop."""

    _stop: Event
    _done: SynchronizedArray[int]

    @classmethod
    def make(cls, context: SpawnContext) -> Signals:
        """Return signals for a process of ``context``."""
        return cls(context.Event(), context.Array("q", 2))

    def begin(self) -> None:
        """Forget the job before."""
        self._stop.clear()
        self._done[:] = [0, 0]

    def stop(self) -> None:
        """Ask the job to stop the next time it tells how far it has come."""
        self._stop.set()

    def told(self) -> tuple[int, int]:
        """Return how much is done, and of what."""
        return self._done[0], self._done[1]

    def report(self, done: int, total: int) -> None:
        """Tell how far a job has come; Cancelled where it is to stop."""
        if self._stop.is_set():
            raise Cancelled
        self._done[:] = [done, total]


_signals: Signals | None = None


def begin(signals: Signals) -> None:
    """Begin the process: it lives no longer than the program that made it."""
    global _signals  # noqa: PLW0603 - one process does one job at a time
    _signals = signals
    threading.Thread(target=_end_with_parent, daemon=True).start()


def run(language: str, job: Callable[..., _Made], *args: object) -> _Made:
    """Return what ``job`` makes, in a language of the texts."""
    texts.use_language(language)
    return job(*args)


def assemble(store: Path, request: PackRequest) -> Pack:
    """Do as `content.assemble_pack`; a store that is replaced meanwhile is not held open."""
    from rccdesk.services.database import Database
    from rccdesk.services.packs.content import assemble_pack

    with Database.open(store, reading=True) as database:
        return assemble_pack(database, request, _report)


def get_printable(store: Path, pack_id: str) -> Pack:
    """Do as `issuing.get_printable`."""
    from rccdesk.services.database import Database
    from rccdesk.services.packs import issuing

    with Database.open(store, reading=True) as database:
        return issuing.get_printable(database, pack_id)


def write(
    pack: Pack, formats: tuple[str, ...], templates: Mapping[str, OwnTemplate]
) -> dict[str, bytes]:
    """Do as `writers.write_formats`."""
    from rccdesk.services.packs.writers import write_formats

    return write_formats(pack, formats, templates, _report)


def draw(pack: Pack, ppi: float, logo: bytes = b"") -> list[bytes]:
    """Do as `pdf.preview_pages`."""
    from rccdesk.services.packs.pdf import preview_pages

    return preview_pages(pack, ppi=ppi, logo=logo)


def _report(done: int, total: int) -> None:
    if _signals is not None:
        _signals.report(done, total)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
