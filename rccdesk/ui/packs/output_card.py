"""In which formats a pack is made, where its files go, and how far the work has come."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QWidget,
)

from rccdesk.services.packs.content import DEFAULT_FORMATS
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.settings import Settings

FORMATS = (("pptx", "PowerPoint"), ("docx", "Word"), ("pdf", "PDF"), ("xlsx", "Excel"))
_KEPT_FORMATS = "packs.formats"


class OutputCard(QFrame):
    """The choices. ``changed`` is called after each, ``stop`` to stop what is being made."""

    def __init__(
        self, settings: Settings, changed: Callable[[], object], stop: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        self._settings, self._changed = settings, changed
        self.formats: dict[str, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 10, 14, 12)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        rows = ((self.tr("Format"), self._format_row()), (self.tr("Mapp"), self._folder_row()))
        for number, (name, field) in enumerate(rows):
            grid.addWidget(Label(name, "table_strong"), number, 0)
            grid.addWidget(field, number, 1)
        self._why = Label("", "small", "text2", wraps=True)
        grid.addWidget(self._why, len(rows), 0, 1, 2)
        grid.addLayout(self._working_row(stop), len(rows) + 1, 0, 1, 2)
        self.show_folder()
        self.say("")
        self.show_working(working=False)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The formats that are chosen."""
        return tuple(key for key, box in self.formats.items() if box.isChecked())

    @property
    def reason(self) -> str:
        """Why nothing can be made; "" where it can."""
        return "" if self.chosen else self.tr("Välj minst ett format.")

    @property
    def folder(self) -> Path:
        """Where the files go."""
        if self._settings.last_export_dir:
            return Path(self._settings.last_export_dir)
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        return Path(documents) / "rccdesk"

    @property
    def words(self) -> str:
        """What is said under the choices."""
        return self._why.text()

    def say(self, sentence: str) -> None:
        """Say what is wrong; nothing for an empty sentence."""
        self._why.setText(sentence)
        self._why.setVisible(bool(sentence))

    def show_folder(self) -> None:
        """Show where the files go."""
        self._folder.setText(str(self.folder))

    def show_working(self, *, working: bool) -> None:
        """Show or hide that a pack is being made."""
        self._progress.setRange(0, 0)
        self._doing.setText(self.tr("Skapar underlaget …"))
        self.stop.setEnabled(True)
        for widget in (self._doing, self._progress, self.stop):
            widget.setVisible(working)

    def show_stopping(self) -> None:
        """Show that the work has been asked to stop."""
        self._doing.setText(self.tr("Avbryter …"))
        self.stop.setEnabled(False)

    def set_progress(self, done: int, total: int) -> None:
        """Show how far it has come."""
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(done)

    def _keep_formats(self) -> None:
        self._settings.shown_as[_KEPT_FORMATS] = ",".join(self.chosen)
        self._changed()

    def _format_row(self) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, gap=16)
        row.setContentsMargins(0, 0, 0, 0)
        kept = self._settings.shown_as.get(_KEPT_FORMATS, "").split(",")
        chosen = [key for key, _words in FORMATS if key in kept] or DEFAULT_FORMATS
        for key, words in FORMATS:
            box = QCheckBox(words)
            box.setChecked(key in chosen)
            box.toggled.connect(lambda _on: self._keep_formats())
            self.formats[key] = box
            row.addWidget(box)
        return holder

    def _folder_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._folder = Label("", "small", "text2", elides=True)
        row.addWidget(self._folder, 1)
        row.addWidget(
            Button(self.tr("Välj mapp…"), act=self._choose_folder, icon="folder", small=True)
        )
        return holder

    def _working_row(self, stop: Callable[[], object]) -> QHBoxLayout:
        row = QHBoxLayout()
        self._doing = Label("", "small", "text2")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Skapar underlaget"))
        self.stop = Button(self.tr("Avbryt"), "flat", stop, small=True)
        row.addWidget(self._doing)
        row.addWidget(self._progress, 1)
        row.addWidget(self.stop)
        return row

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Välj mapp"), str(self.folder))
        if name:
            self._settings.last_export_dir = name
            self.show_folder()
            self._changed()
