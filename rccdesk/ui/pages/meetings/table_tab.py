"""A tab with one table: what can be done over it, the lines, and words for none under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from rccdesk.ui.tables.line_table import Column, Line
from rccdesk.ui.tables.line_view import LineView
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

_LEAST_ROWS = 4


class TableTab(QWidget):
    """A card with a table. ``tools`` takes what is done with a line, ``outer`` more cards."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        *,
        several: bool = False,
        even: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.outer = QVBoxLayout(self)
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.outer.setSpacing(12)
        card = QFrame()
        card.setProperty("card", "true")
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 10, 1, 6)
        column.setSpacing(8)
        holder = QWidget()
        self.tools = FlowLayout(holder, gap=8)
        self.tools.setContentsMargins(13, 0, 13, 0)
        column.addWidget(holder)
        self.table = LineView(columns, several=several, even=even)
        self.table.setAccessibleName(name)
        column.addWidget(self.table, 1)
        self.nothing = Label("", "body", "text2", wraps=True)
        self.nothing.setContentsMargins(14, 4, 14, 8)
        column.addWidget(self.nothing)
        self.note = Label("", "caption", "text3", wraps=True)
        self.note.setContentsMargins(14, 0, 14, 0)
        column.addWidget(self.note)
        column.addStretch(0)
        self._card = card
        self.outer.addWidget(card, 1)
        self._rest = QWidget()  # takes the room that no lines need
        self.outer.addWidget(self._rest)

    def fill(self, lines: Sequence[Line], nothing: str = "", note: str = "") -> None:
        """Show the lines, or the words for none."""
        self.table.show_lines(lines)
        self.table.setVisible(bool(lines))
        self.nothing.setText(nothing)
        self.nothing.setVisible(not lines)
        self.note.setText(note if lines else "")
        self.note.setVisible(bool(self.note.text()))
        self.outer.setStretchFactor(self._card, 1 if lines else 0)
        self.outer.setStretchFactor(self._rest, 0 if lines else 1)
        self.table.setMinimumHeight(self.table.natural_height(_LEAST_ROWS))

    def fit(self) -> None:
        """Give the rows the height of the text size in use."""
        self.table.setMinimumHeight(self.table.natural_height(_LEAST_ROWS))
