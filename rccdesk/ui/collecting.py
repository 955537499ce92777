"""Collecting cycles of references, in the window's thread only and while nothing is under way.

Python collects in whatever thread happens to allocate. A worker that did so would free widgets
under the window, which Qt does not survive; and looking through what a large import holds takes
longer than a window may stand still.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from rccdesk.ui.tasks import TaskRunner

_INTERVAL_MS = 1000
_START_TURNS = 5  # then what the program itself consists of has been loaded
_WHOLE_TURNS = 60
_YOUNG = 0
_MIDDLE = 1


class CycleCollector(QObject):
    """Takes over from Python's own collection; a child of the window whose ``tasks`` it heeds."""

    def __init__(self, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._tasks = tasks
        self._turns = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_INTERVAL_MS)

    def collect(self) -> None:
        """Collect what is due, unless a call is under way."""
        if not self._tasks.is_idle:
            return
        self._turns += 1
        if self._turns == _START_TURNS:
            gc.freeze()  # modules and pages stay: looking through them takes a tenth of a second
        elif self._turns % _WHOLE_TURNS == 0:
            gc.collect()
        elif gc.get_count()[_YOUNG] > gc.get_threshold()[_YOUNG]:
            gc.collect(_MIDDLE)
