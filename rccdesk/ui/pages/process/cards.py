"""The cards of a process: a table whose rows lead on, and rows that are links themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk.ui.tables.line_table import Column, Line
from rccdesk.ui.tables.line_view import LineView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label, rule
from rccdesk.ui.widgets.painted_button import RowButton

_MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class Leading:
    """A row that leads to a page: its icon, words, and what pressing it does."""

    icon: str
    title: str
    line: str
    act: Callable[[], object]


class _Card(QFrame):
    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 8, 1, 1)
        self.column.setSpacing(4)
        self._title = title
        self.head = QHBoxLayout()
        self.head.setContentsMargins(14, 0, 10, 0)
        self.title = Label(title, "h3", wraps=True)
        self.head.addWidget(self.title, 1)
        self.column.addLayout(self.head)
        self.nothing = Label("", "small", "text2", wraps=True)
        self.nothing.setContentsMargins(14, 0, 14, 8)

    def count(self, rows: int) -> None:
        """Say in the title how many there are."""
        self.title.setText(f"{self._title} ({rows})" if rows else self._title)
        self.nothing.setVisible(not rows)


class TableCard(_Card):
    """A table; ``opened`` gives the row that was opened by Enter, a double click or the button."""

    opened = Signal(str)

    def __init__(self, title: str, columns: Sequence[Column], nothing: str, button: str) -> None:
        super().__init__(title)
        self.open = Button(button, "link", self._open, small=True)
        self.head.addWidget(self.open)
        self.table = LineView(columns)
        self.table.setAccessibleName(title)
        self.table.opened.connect(self.opened)
        self.nothing.setText(nothing)
        self.column.addWidget(self.table)
        self.column.addWidget(self.nothing)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show the lines, as high as they are."""
        self.table.show_lines(lines)
        self.table.be_as_high_as(_MOST_ROWS)
        self.table.setVisible(bool(lines))
        self.open.setVisible(bool(lines))
        self.count(len(lines))

    def _open(self) -> None:
        if self.table.current_key:
            self.opened.emit(self.table.current_key)


class RowsCard(_Card):
    """Rows that are buttons, the first of many until all are asked for."""

    def __init__(self, title: str, nothing: str, most: int = 5, *, counts: bool = True) -> None:
        super().__init__(title)
        self._most = most
        self._counts = counts  # rows of one kind are counted in the title
        self._rows: tuple[Leading, ...] = ()
        self.nothing.setText(nothing)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        self.column.addLayout(self.rows)
        self.column.addWidget(self.nothing)

    def show_rows(self, rows: Sequence[Leading]) -> None:
        """Show the rows in their order."""
        self._rows = tuple(rows)
        if self._counts:
            self.count(len(rows))
        self._fill(self._rows[: self._most])

    def _fill(self, rows: Sequence[Leading]) -> None:
        clear(self.rows)
        for row in rows:
            self.rows.addWidget(rule("h"))
            button = RowButton(row.icon, row.title, row.line, least=44, margin=4)
            button.clicked.connect(lambda _on=False, act=row.act: act())
            self.rows.addWidget(button)
        if len(rows) < len(self._rows):
            words = self.tr("Visa alla {count}").format(count=len(self._rows))
            more = Button(words, "link", lambda: self._fill(self._rows), small=True)
            more.setAccessibleName(f"{words}: {self._title}")
            self.rows.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
