"""What waits for the user: icon, title, one line, and a way there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label, rule
from rccdesk.ui.widgets.painted_button import RowButton

if TYPE_CHECKING:
    from rccdesk.services.overview import Attention


class AttentionList(QFrame):
    """A card with what needs attention, or the sentence that nothing does."""

    def __init__(self, go: Callable[[Attention], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        self._go = go
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 14, 8)
        self._title = Label(self.tr("Behöver din uppmärksamhet"), "h2", wraps=True)
        self._count = Label("", "small_strong", "text2")
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        column.addLayout(head)
        self._items = QVBoxLayout()
        self._items.setSpacing(0)
        column.addLayout(self._items)
        self._nothing = Label(self.tr("Inget väntar på dig."), "small", "text2", wraps=True)
        self._nothing.setContentsMargins(14, 8, 14, 12)
        column.addWidget(self._nothing)
        column.addStretch(1)

    def show_items(self, items: tuple[Attention, ...]) -> None:
        """Show ``items`` in their order."""
        clear(self._items)
        for item in items:
            self._items.addWidget(rule("h"))
            row = RowButton(item.icon, item.title, item.line)
            row.clicked.connect(lambda _on=False, item=item: self._go(item))
            self._items.addWidget(row)
        self._count.setText(str(len(items)) if items else "")
        self._nothing.setVisible(not items)
