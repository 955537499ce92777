"""The status bar: when something was saved, which extract the figures rest on, which file."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from rccdesk import formats
from rccdesk.ui import theme
from rccdesk.ui.icons import set_icon
from rccdesk.ui.widgets.labels import Label


class StatusBar(QFrame):
    """Says what has happened; never asks for anything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self.setAccessibleName(self.tr("Läge"))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 20, 0)
        row.setSpacing(6)
        self._icon = QLabel()
        set_icon(self._icon, "saved", "text2", 15)
        self._saved = Label("", "caption", "text2")
        self._saved.setContentsMargins(0, 0, 14, 0)
        self._extract = Label("", "caption", "text2")
        self._said = Label("", "caption", "text2", elides=True)
        self._file_name = ""
        self.file = QPushButton()
        self.file.setProperty("kind", "status")
        self.file.hide()
        row.addWidget(self._icon)
        row.addWidget(self._saved)
        row.addWidget(self._extract)
        row.addSpacing(14)
        row.addWidget(self._said, 1)
        row.addWidget(self.file)
        self.clear_saved()
        theme.current().changed.connect(self._fit)
        self._fit()

    def set_saved(self, moment: dt.datetime) -> None:
        """Show when the last change was saved, in local time."""
        set_icon(self._icon, "saved", "text2", 15)
        self._icon.show()
        self._saved.show()
        self._saved.setText(self.tr("Sparat {time}").format(time=moment.strftime("%H:%M")))

    def clear_saved(self) -> None:
        """Show nothing about saving, as for a file just opened."""
        self._icon.hide()
        self._saved.hide()

    def set_reading(self) -> None:
        """Show that nothing can be saved, because the file is open for reading."""
        set_icon(self._icon, "locked", "text2", 15)
        self._icon.show()
        self._saved.show()
        self._saved.setText(self.tr("Skrivskyddad"))

    def set_extract(self, date: dt.date | None, preliminary_from: dt.date | None) -> None:
        """Show the date of the extract that the figures rest on, and what is preliminary in it."""
        if date is None:
            self._extract.setText(self.tr("Inget uttag är inläst"))
            return
        words = self.tr("Uttag {date}").format(date=date.isoformat())
        if preliminary_from is not None:
            month = formats.month_name(preliminary_from.month)
            words += " · " + self.tr("preliminärt från {month}").format(month=month)
        self._extract.setText(words)

    def say(self, sentence: str) -> None:
        """Show the last message, which a toast may have shown for a while."""
        self._said.setText(sentence)

    def set_file(self, name: str) -> None:
        """Show the name of the open file."""
        self._file_name = name
        self.set_backup(None)
        self.file.setVisible(bool(name))

    def set_backup(self, at: dt.datetime | None) -> None:
        """Show when the open file was last backed up (aware); None where it is not known."""
        words = self._file_name
        if words and at is not None:
            made = self.tr("senaste säkerhetskopia {time}").format(time=self._moment(at))
            words = f"{words} · {made}"
        self.file.setText(words)
        self.file.setAccessibleName(self.tr("Fil: {name}").format(name=words))

    def _moment(self, at: dt.datetime) -> str:
        """Return a moment as "i dag 08:05", and a day before as a date."""
        local = at.astimezone()
        if local.date() != dt.datetime.now().astimezone().date():
            return local.date().isoformat()
        return self.tr("i dag {time}").format(time=local.strftime("%H:%M"))

    @property
    def said(self) -> str:
        """The last message."""
        return self._said.text()

    def _fit(self) -> None:
        self.setFixedHeight(theme.current().size("status_bar"))
