"""A line that says what is under way, how far it has come, and offers to stop it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from rccdesk.ui.tasks import Task
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

_PATIENCE_MS = 500


class ProgressStrip(QFrame):
    """Shown only for what takes more than half a second, and gone when the task is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        self.sentence = Label("", "body")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = Button(self.tr("Avbryt"), act=self._cancel, small=True)
        row.addWidget(self.sentence)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self._task: Task | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    def follow(self, sentence: str, task: Task) -> None:
        """Show ``sentence`` and the progress of ``task`` until it has ended."""
        self._task = task
        self.sentence.setText(sentence)
        self.bar.setAccessibleName(sentence)
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self._timer.start()
        task.watch(self._report).ended(self._end)

    def _report(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.stop.setEnabled(False)

    def _end(self) -> None:
        self._task = None
        self._timer.stop()
        self.hide()
