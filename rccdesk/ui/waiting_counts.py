"""How many things wait on the page of meetings, for its pill in the sidebar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from rccdesk.enums import Topic

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.ui.store_opening import StoreOpening
    from rccdesk.ui.tasks import TaskRunner

MEETINGS = "meetings"  # the page
_TOPICS = frozenset({Topic.MEETINGS, Topic.GROUPS})


class WaitingCounts(QObject):
    """Reads the count when told to, and after each change of what it counts."""

    def __init__(
        self, tasks: TaskRunner, opening: StoreOpening, show: Callable[[str, int], object]
    ) -> None:
        super().__init__(tasks)
        self._tasks, self._show = tasks, show
        tasks.topics_changed.connect(self._on_topics_changed)
        opening.leaving.connect(partial(show, MEETINGS, 0))

    def read(self) -> None:
        """Read and show the count, which imports services the first time."""
        if self._tasks.database is not None:
            today = dt.datetime.now().astimezone().date()
            self._tasks.run_latest(self, _count, today).then(partial(self._show, MEETINGS))

    def _on_topics_changed(self, topics: frozenset[Topic]) -> None:
        if topics & _TOPICS:
            self.read()


def _count(database: Database, today: dt.date) -> int:
    from rccdesk.services import overview  # in the worker, so that the window is painted first

    return overview.count_waiting(database, today)
