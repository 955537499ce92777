"""Making a pack: one at a time, with how far it has come, and a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from rccdesk.services.packs import content
from rccdesk.ui.packs.working_strip import WorkingStrip

if TYPE_CHECKING:
    from rccdesk.services.packs.content import PackResult
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
        self._task: Task | None = None
        self.strip = WorkingStrip(self.cancel)

    @property
    def is_working(self) -> bool:
        """Whether a pack is being made."""
        return self._task is not None

    def make(self, request: PackRequest) -> None:
        """Make the pack that is asked for."""
        self.strip.show_working(self.tr("Skapar underlaget …"), can_stop=True)
        task = self._task = self._tasks.run_file(self._page, content.make_pack, request)
        task.watch(self.strip.set_progress).then(self._done)
        task.stopped(self._was_stopped).catch(self._fail)
        self.strip.stop.setFocus(Qt.FocusReason.OtherFocusReason)  # the button pressed goes out

    def cancel(self) -> None:
        """Ask the work to stop; what came of it is said when it is known."""
        if self._task is not None:
            self._task.cancel()
            self.strip.show_stopping()

    def show_writing(self, words: str) -> None:
        """Show that the files of a stored pack are being written; nothing for no ``words``."""
        if words:
            self.strip.show_working(words, can_stop=False)
        elif self._task is None:
            self.strip.hide()

    @property
    def has_focus(self) -> bool:
        """Whether the focus lies in the strip."""
        return self.strip.isAncestorOf(QApplication.focusWidget() or self._page)

    def _end(self) -> None:
        self._task = None
        self.over.emit()
        self.strip.hide()

    def _done(self, result: PackResult) -> None:
        self._end()
        self.made.emit(result)

    def _was_stopped(self) -> None:
        self._end()
        self.stopped.emit()

    def _fail(self, error: Exception) -> None:
        self._end()
        self.failed.emit(error)
