"""A table of answers to a decision under its heading, with what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk.ui.tables.line_table import Column, Line
from rccdesk.ui.tables.line_view import LineView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

_MOST_ROWS = 24


class AnswersCard(QFrame):
    """Lines of one kind; ``opened`` gives the key of a line, ``digit`` the key and a digit."""

    opened = Signal(str)
    digit = Signal(str, int)

    def __init__(
        self,
        heading: str,
        columns: Sequence[Column],
        acts: Sequence[tuple[str, str, Callable[[], object]]],
        parent: QWidget | None = None,
        *,
        takes_digits: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 1, 8)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(15, 0, 13, 0)
        head.setSpacing(8)
        head.addWidget(Label(heading, "h2"))
        self.said = Label("", "small", "text2", elides=True)
        head.addWidget(self.said, 1)
        self.buttons: list[Button] = []
        for words, icon, act in acts:
            button = Button(words, act=act, icon=icon, small=True)
            self.buttons.append(button)
            head.addWidget(button)
        column.addLayout(head)
        self.table = LineView(columns, sorts=False, takes_digits=takes_digits)
        self.table.setAccessibleName(heading)
        self.table.opened.connect(self.opened)
        self.table.digit.connect(lambda digit: self.digit.emit(self.table.current_key, digit))
        column.addWidget(self.table)
        self.nothing = Label("", "body", "text2", wraps=True)
        self.nothing.setContentsMargins(15, 2, 15, 4)
        column.addWidget(self.nothing)
        self.foot = Label("", "caption", "text3", wraps=True)
        self.foot.setContentsMargins(15, 0, 15, 0)
        column.addWidget(self.foot)

    def show_lines(
        self, lines: Sequence[Line], *, said: str, nothing: str, foot: str, can_write: bool
    ) -> None:
        """Show the lines, or in words that there are none."""
        self.table.show_lines(lines)
        self.table.be_as_high_as(_MOST_ROWS)
        self.table.setVisible(bool(lines))
        self.said.setText(said)
        self.nothing.setText(nothing)
        self.nothing.setVisible(not lines)
        self.foot.setText(foot)
        self.foot.setVisible(bool(lines) and bool(foot))
        for button in self.buttons:
            button.setEnabled(can_write)
