"""Importing ahead what the next pages need, so that no first showing waits for it."""

from __future__ import annotations

import gc
import importlib
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rccdesk.ui.import_order import find_modules
from rccdesk.ui.registry import list_pages
from rccdesk.ui.turns import Turns

if TYPE_CHECKING:
    from rccdesk.ui.tasks import TaskRunner

_TURN_SECONDS = 0.004
_WINDOW = "rccdesk.ui"
_CHARTS = tuple(
    f"rccdesk.ui.charts.{kind}" for kind in ("trend", "lines", "funnel", "ecdf", "histogram")
)
# What pyqtgraph imports beside Qt, and the modules of Qt whose every class it makes: of a quarter
# of a second in one piece is left a fifth.
_OF_PLOTS = (
    "numpy",
    "cProfile",
    "mmap",
    "multiprocessing.connection",
    "pydoc",
    "xml.etree.ElementTree",
)
_QT_OF_PLOTS = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtTest", "QtOpenGL", "QtOpenGLWidgets")


class Loading(QObject):
    """A worker imports the services; what is made of Qt's classes, the window's own thread.

    PySide makes its classes when they are first asked for, which two threads may not do at once.
    ``loaded`` comes when everything has been imported.
    """

    loaded = Signal()

    def __init__(self, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._turns = Turns(self)

    def start(self) -> None:
        """Import everything, in parts between which the window answers."""
        self._tasks.run_alone(self, _load_services).then(self._load_pages)

    def _load_pages(self, modules: tuple[str, ...]) -> None:
        steps = _load(modules)

        def load_some() -> bool:
            end = time.monotonic() + _TURN_SECONDS
            while time.monotonic() < end:
                if next(steps, None) is None:
                    self.loaded.emit()
                    return False
            return True

        self._turns.repeat(load_some)


def _load_services(progress: Callable[[int, int], object]) -> tuple[str, ...]:
    """Import what the pages need without Qt; return what they need of the window, leaves first.

    ``progress`` may end it by an error between two modules.
    """
    pages = tuple(entry.whole_module for entry in list_pages())
    modules = tuple(find_modules((*pages, *_CHARTS)))
    own = tuple(name for name in modules if f"{name}.".startswith(f"{_WINDOW}."))
    others = (*_OF_PLOTS, *(name for name in modules if name not in own))
    for done, name in enumerate(others):
        progress(done, len(others))
        importlib.import_module(name)
    return own


def _load(modules: tuple[str, ...]) -> Iterator[str]:
    """Import ``modules`` and what draws plots, and yield what has been done, a little at a time."""
    for part in _QT_OF_PLOTS:
        try:
            module = importlib.import_module(f"PySide6.{part}")
        except ImportError:
            continue  # left out of the built program, as pyqtgraph can do without it
        for name in dir(module):
            getattr(module, name)
            yield name
    for name in modules:
        importlib.import_module(name)
        yield name
    gc.freeze()  # what the program consists of stays; looking through it takes 0.2 s
