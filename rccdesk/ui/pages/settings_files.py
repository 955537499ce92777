"""Settings: the open file, everything in it in an open format, and recent files."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk.services import export
from rccdesk.ui import theme
from rccdesk.ui.pages.settings_parts import card
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.ui.pages.settings_page import SettingsPage


class FilesSection(QWidget):
    """Where the file lies, how to take everything out of it, and the files opened before."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__(page)
        self._page = page
        self._recent_buttons: list[Button] = []
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().size("card_gap"))
        column.addWidget(self._build_open())
        column.addWidget(self._build_export())
        column.addWidget(self._build_recent())

    def show_file(self, path: Path | None) -> None:
        """Show where the open file lies, and the others that still exist."""
        self._path.setText("" if path is None else str(path))
        for button in self._recent_buttons:
            button.deleteLater()
        self._recent_buttons = []
        names = [name for name in self._page.settings.recent_stores if name != self._path.text()]
        for name in [name for name in names if Path(name).is_file()]:
            act = partial(self._page.window_actions.open_store, Path(name))
            self._recent_buttons.append(Button(name, "link", act))
            self._recent.addWidget(self._recent_buttons[-1])
        self._recent_card.setVisible(bool(self._recent_buttons))

    def _build_open(self) -> QWidget:
        frame, inside = card(self.tr("Filen som är öppen"))
        self._path = Label("", "body", "text2", wraps=True)
        self._path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(self._path)
        actions = self._page.window_actions
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Button(self.tr("Spara en kopia som…"), act=actions.save_copy, icon="save"))
        row.addWidget(Button(self.tr("Öppna fil…"), act=actions.open_file, icon="folder"))
        row.addStretch(1)
        inside.addLayout(row)
        return frame

    def _build_export(self) -> QWidget:
        frame, inside = card(
            self.tr("Exportera allt"),
            self.tr(
                "Allt som finns i filen i ett öppet format, så att inget låses in: en arbetsbok "
                "(.xlsx) att läsa, eller text (.json) för andra program."
            ),
        )
        self.case_level = QCheckBox(
            self.tr("Ta med fallnivå (en rad per händelse; uppgifterna kan vara personuppgifter)")
        )
        inside.addWidget(self.case_level)
        row = QHBoxLayout()
        self.export = Button(self.tr("Exportera allt…"), act=self._export, icon="external")
        row.addWidget(self.export)
        row.addStretch(1)
        inside.addLayout(row)
        return frame

    def _build_recent(self) -> QWidget:
        self._recent_card, inside = card(self.tr("Senaste filer"))
        inside.addLayout(self._recent)
        return self._recent_card

    def _export(self) -> None:
        database = self._page.database
        if database is None:
            return
        today = dt.datetime.now().astimezone().date().isoformat()
        folder = self._page.settings.last_export_dir or str(database.path.parent)
        name, _kind = QFileDialog.getSaveFileName(
            self,
            self.tr("Exportera allt"),
            str(Path(folder) / f"{database.path.stem} {today}.xlsx"),
            self.tr("Arbetsbok (*.xlsx);;Text (*.json)"),
        )
        if name:
            self._page.settings.last_export_dir = str(Path(name).parent)
            self._page.work(
                self.tr("Exporterar …"),
                export.export_store,
                Path(name),
                case_level=self.case_level.isChecked(),
            ).then(lambda path: self._page.toast(self.tr("Sparat: {file}").format(file=path.name)))
