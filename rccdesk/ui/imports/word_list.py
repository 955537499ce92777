"""The words that are remembered: what files write, what it stands for, and where it holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout

from rccdesk.services.charts.spec import TableColumn
from rccdesk.services.imports import profiles
from rccdesk.texts import text
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.imports.profiles import RememberedWord

_MOST_ROWS = 12


class WordList(QFrame):
    """A table of remembered words; the chosen one can be forgotten.

    ``write`` calls a service in the writing thread and says what came of it (``said``, ``undo``).
    """

    def __init__(self, write: Callable[..., object]) -> None:
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        self._write = write
        self._words: tuple[RememberedWord, ...] = ()
        self._is_reading = False
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 1, 10)
        column.setSpacing(6)
        title = Label(self.tr("Ihågkomna ord"), "h2")
        title.setContentsMargins(13, 0, 13, 0)
        column.addWidget(title)
        self._none = Label(
            self.tr(
                "Inget ord är ihågkommet. När du parar ihop ett värde i en fil kan det kommas ihåg "
                "till nästa gång."
            ),
            "small",
            "text2",
            wraps=True,
        )
        self._none.setContentsMargins(13, 0, 13, 0)
        column.addWidget(self._none)
        self.table = RowTableView()
        self.table.setAccessibleName(self.tr("Ihågkomna ord"))
        self.table.setSelectionMode(RowTableView.SelectionMode.SingleSelection)
        column.addWidget(self.table)
        buttons = FlowLayout(gap=8)
        buttons.setContentsMargins(13, 4, 13, 0)
        self.forget = Button(self.tr("Glöm ordet"), act=self._forget, icon="trash")
        buttons.addWidget(self.forget)
        column.addLayout(buttons)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._forget)

    def show_words(self, words: tuple[RememberedWord, ...], *, is_reading: bool) -> None:
        """Show the words, those that hold for all files first."""
        self._words, self._is_reading = words, is_reading
        self.table.show_rows(
            (
                TableColumn(self.tr("Kolumn")),
                TableColumn(self.tr("Står i filen")),
                TableColumn(self.tr("Läses som")),
                TableColumn(self.tr("Gäller")),
            ),
            tuple(
                (
                    text(f"imports.field.{word.field}"),
                    word.written,
                    word.name,
                    word.profile_name or self.tr("Alla filer"),
                )
                for word in words
            ),
        )
        self.table.fit_rows(_MOST_ROWS)
        for widget in (self.table, self.forget):
            widget.setVisible(bool(words))
        self._none.setVisible(not words)
        chosen = self.table.selectionModel()
        chosen.selectionChanged.connect(self._show_state, Qt.ConnectionType.UniqueConnection)
        self._show_state()

    def _current(self) -> RememberedWord | None:
        found = self.table.selectionModel().selectedRows()
        return self._words[self.table.rows.source_row(found[0].row())] if found else None

    def _show_state(self, *_: object) -> None:
        word = self._current()
        self.forget.setEnabled(word is not None and not self._is_reading)
        self.forget.setToolTip("" if word else self.tr("Välj ett ord i tabellen."))

    def _forget(self) -> None:
        word = self._current()
        if word is not None and self.forget.isEnabled():
            said = self.tr("”{word}” är glömt").format(word=word.written)
            self._write(
                profiles.forget_alias,
                word.field,
                word.written,
                word.profile_key,
                said=said,
                undo=True,
            )
