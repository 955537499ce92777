"""A card with a table of lines, what can be done with them, and words where there are none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rccdesk.ui.pages.plan_item.section import Section
from rccdesk.ui.tables.line_table import Column, Line
from rccdesk.ui.tables.line_view import LineView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

_MOST_ROWS = 14


class TableCard(Section):
    """Lines in a card. Enter gives ``opened``, Delete ``removed``, with the line's key."""

    opened = Signal(str)
    removed = Signal(str)

    def __init__(
        self, title: str, columns: Sequence[Column], none: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self.body.setContentsMargins(0, 0, 0, 0)
        self._tools = QWidget()
        self._flow = FlowLayout(self._tools, gap=8)
        self._flow.setContentsMargins(13, 0, 13, 0)
        self._tools.hide()
        self._of_line: list[Button] = []
        self._every: list[Button] = []
        self.body.addWidget(self._tools)
        self.table = LineView(columns, sorts=False)
        self.table.setAccessibleName(title)
        self.table.be_as_high_as(_MOST_ROWS)
        self.body.addWidget(self.table)
        self._none = Label(none, "small", "text2", wraps=True)
        self._none.setContentsMargins(14, 0, 14, 0)
        self.body.addWidget(self._none)
        self.table.opened.connect(self.opened)
        self.table.removed.connect(lambda: self.removed.emit(self.table.current_key))

    def add_line_act(self, words: str, icon: str, act: Callable[[str], object]) -> Button:
        """Add a button for the chosen line; ``act`` is given its key."""
        button = Button(words, act=partial(self._act, act), icon=icon, small=True)
        self._flow.addWidget(button)
        self._of_line.append(button)
        self._every.append(button)
        return button

    def add_head_act(self, words: str, icon: str, act: Callable[[], object]) -> Button:
        """Add a button beside the title."""
        button = Button(words, "flat", act, icon=icon, small=True)
        self.add_act(button)
        self._every.append(button)
        return button

    def show_lines(self, lines: Sequence[Line], *, can_write: bool = True) -> None:
        """Show the lines, or the words for none."""
        self.table.show_lines(lines)
        self.table.setVisible(bool(lines))
        self._none.setVisible(not lines)
        self._tools.setVisible(bool(lines) and bool(self._of_line))
        for button in self._every:
            button.setEnabled(can_write)

    def _act(self, act: Callable[[str], object]) -> None:
        if self.table.current_key:
            act(self.table.current_key)
