"""Making a pack or its files: one at a time, with how far it has come, and a way to stop it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from rccdesk.services.packs import content
from rccdesk.ui.packs.working_strip import WorkingStrip

if TYPE_CHECKING:
    from rccdesk.services.packs.request import PackRequest
    from rccdesk.ui.tasks import Task, TaskRunner


class PackMaking(QObject):
    """Makes the packs of ``page`` and shows it in ``strip``.

    ``made`` gives the `PackResult`, ``failed`` the error; ``stopped`` comes when nothing has been
    kept. Before each comes ``over``.
    """

    over = Signal()
    made = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, tasks: TaskRunner, page: QWidget) -> None:
        super().__init__(page)
        self._tasks, self._page = tasks, page
        self._under_way: dict[Task, str] = {}
        self.strip = WorkingStrip(self.cancel)

    @property
    def is_working(self) -> bool:
        """Whether a pack or its files are being made."""
        return bool(self._under_way)

    def make(self, request: PackRequest) -> None:
        """Make the pack that is asked for."""
        task = self._tasks.run_file(self._page, content.make_pack, request)
        self.follow(task, self.tr("Skapar underlaget …"))
        task.then(self.made.emit).stopped(self.stopped.emit).catch(self.failed.emit)

    def follow(self, task: Task, words: str) -> None:
        """Show work on files, under ``words``, and let it be stopped."""
        self._under_way[task] = words
        task.watch(self.strip.set_progress).ended(partial(self._end, task))
        self.strip.show_working(words)
        self.strip.stop.setFocus(Qt.FocusReason.OtherFocusReason)  # the button pressed goes out

    def cancel(self) -> None:
        """Ask the work to stop; what came of it is said when it is known."""
        for task in self._under_way:
            task.cancel()
        self.strip.show_stopping()

    @property
    def has_focus(self) -> bool:
        """Whether the focus lies in the strip."""
        return self.strip.isAncestorOf(QApplication.focusWidget() or self._page)

    def _end(self, task: Task) -> None:
        del self._under_way[task]
        self.over.emit()
        for words in self._under_way.values():  # what was asked for meanwhile
            self.strip.show_working(words)
            return
        self.strip.hide()
