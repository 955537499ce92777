"""What is being made, how far it has come, and a way to stop it: in sight whatever is scrolled."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label


class WorkingStrip(QFrame):
    """A line under the tabs while a pack or its files are being made; ``stop`` is called once."""

    def __init__(self, stop: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(12)
        self._doing = Label("", "small")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self.stop = Button(self.tr("Avbryt"), "flat", stop, small=True)
        row.addWidget(self._doing)
        row.addWidget(self._progress, 1)
        row.addWidget(self.stop)
        self.hide()

    def show_working(self, words: str) -> None:
        """Say what is being made."""
        self._doing.setText(words)
        self._progress.setAccessibleName(words)
        self._progress.setRange(0, 0)
        self.stop.setEnabled(True)
        self.stop.setAccessibleName(f"{self.stop.text()}: {words}")
        self.show()

    def show_stopping(self) -> None:
        """Show that the work has been asked to stop."""
        self._doing.setText(self.tr("Avbryter …"))
        self._progress.setRange(0, 0)
        self.stop.setEnabled(False)

    def set_progress(self, done: int, total: int) -> None:
        """Show how far it has come; without a total only that it goes on."""
        if self.stop.isEnabled():
            is_known = done < total  # what comes after the last count is the store
            self._progress.setRange(0, total if is_known else 0)
            self._progress.setValue(done if is_known else 0)
