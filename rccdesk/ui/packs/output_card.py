"""In which formats a pack is made, and where its files go."""

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
    """The choices. ``changed`` is called after each."""

    def __init__(self, settings: Settings, changed: Callable[[], object]) -> None:
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
        self.show_folder()
        self.say("")

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

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Välj mapp"), str(self.folder))
        if name:
            self._settings.last_export_dir = name
            self.show_folder()
            self._changed()
