"""Importing ahead what the next pages need, so that no first showing waits for it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from rccdesk.ui.registry import list_pages
from rccdesk.ui.turns import Turns

if TYPE_CHECKING:
    from rccdesk.ui.tasks import TaskRunner

_SERVICES = (
    "numpy",
    "rccdesk.services.lead_times",
    "rccdesk.services.charts.build",
    "rccdesk.services.series",
    "rccdesk.services.equity",
    "rccdesk.services.indicators",
    "rccdesk.services.analyses",
    "rccdesk.services.improvements",
    "rccdesk.services.mapping75",
    "rccdesk.services.agreement",
    "rccdesk.services.packs",
)
_CHARTS = tuple(
    f"rccdesk.ui.charts.{kind}" for kind in ("trend", "lines", "funnel", "ecdf", "histogram")
)


class Loading(QObject):
    """A worker imports the services; what is made of Qt's classes, the window's own thread.

    PySide makes its classes when they are first asked for, which two threads may not do at once.
    """

    def __init__(self, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._turns = Turns(self)

    def start(self) -> None:
        """Import everything, in parts between which the window answers."""
        self._tasks.run_alone(self, _load_services).then(lambda _done: self._load_pages())

    def _load_pages(self) -> None:
        pages = tuple(f"rccdesk.ui.pages.{entry.module}" for entry in list_pages())
        self._turns.run(
            *(partial(importlib.import_module, module) for module in (*_CHARTS, *pages))
        )


def _load_services(progress: Callable[[int, int], object]) -> None:
    """Import the services; ``progress`` may end it by an error between two of them."""
    for done, module in enumerate(_SERVICES):
        progress(done, len(_SERVICES))
        importlib.import_module(module)
