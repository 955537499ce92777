"""The next meeting, and what is left to do before it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label, rule
from rccdesk.ui.widgets.painted_button import RowButton

if TYPE_CHECKING:
    from rccdesk.services.overview import MeetingAhead


class MeetingCard(QFrame):
    """Rows that lead to the meeting; hidden where there is none to tell of."""

    def __init__(self, go: Callable[..., object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        self._go = go
        self._shown: MeetingAhead | None = None
        self._proposals = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        title = Label(self.tr("Nästa möte"), "h2", wraps=True)
        title.setContentsMargins(14, 8, 14, 8)
        column.addWidget(title)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self.hide()

    def show_meeting(self, shown: MeetingAhead | None) -> None:
        """Show the meeting with what is missing; the proposals come by `show_proposals`."""
        self._shown, self._proposals = shown, 0
        clear(self._rows)
        self.setVisible(shown is not None)
        if shown is None:
            return
        if not shown.uuid:
            self._add("meetings", shown.title, shown.words, partial(self._go, "meetings"))
            return
        self._add("meetings", shown.title, shown.words)
        if shown.missing:
            self._add("doubt", shown.missing, self.tr("Se vad som saknas på varje punkt"))

    def show_proposals(self, uuid: str, count: int) -> None:
        """Show how many points could be added to the agenda, where the meeting is still shown."""
        if self._shown is None or self._shown.uuid != uuid or count == self._proposals:
            return
        if self._proposals:
            self.show_meeting(self._shown)
        self._proposals = count
        if count:
            words = self.tr("%n förslag till dagordningen", "", count)
            self._add("add", words, self.tr("Med skälet till varje punkt"))

    def _add(
        self, icon: str, title: str, line: str, act: Callable[[], object] | None = None
    ) -> None:
        assert self._shown is not None
        act = act or partial(self._go, "meeting", meeting=self._shown.uuid)
        row = RowButton(icon, title, line, least=44, margin=4)
        row.clicked.connect(lambda _on=False: act())
        self._rows.addWidget(rule("h"))
        self._rows.addWidget(row)
