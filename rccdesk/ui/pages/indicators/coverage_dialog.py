"""The coverage under which figures are read with care: the user's own limit, or none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from rccdesk.services.indicators import LevelError, level_text, read_level
from rccdesk.ui.dialogs.form_dialog import FormDialog
from rccdesk.ui.widgets.labels import Label


class CoverageDialog(FormDialog):
    """Asks for the limit; ``wanted`` carries a proportion 0-1, None for no limit."""

    wanted = Signal(object)

    def __init__(self, limit: float | None, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("När ska programmet säga till om låg täckningsgrad?"), parent)
        self.limit = QLineEdit("" if limit is None else level_text(limit, is_proportion=True))
        self._read = Label("", "caption", "text2", wraps=True)
        self.add_note(
            self.tr("Gränsen är er egen och gäller alla mått. Lämna den tom för ingen gräns.")
        )
        self.add_row(self.tr("Under (procent)"), self.limit)
        self.column.insertWidget(self.column.count() - 1, self._read)
        self.limit.textChanged.connect(self._say)
        self.set_buttons(self.tr("Spara gränsen"))
        self._say()
        self.limit.setFocus()

    def send(self) -> None:
        """Hand on the limit."""
        typed = self.limit.text().strip()
        try:
            self.wanted.emit(read_level(typed, is_proportion=True).value if typed else None)
        except LevelError:
            self.say(
                self.tr("Skriv gränsen som 0 till 100\u00a0%, eller lämna den tom."), self.limit
            )

    def _say(self) -> None:
        try:
            words = read_level(self.limit.text(), is_proportion=True).words
        except LevelError:
            words = ""
        self._read.setText(words)
        self._read.setVisible(bool(words))
