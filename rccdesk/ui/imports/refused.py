"""A file that cannot be read at all: why, and what to do instead."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from rccdesk.ui import theme
from rccdesk.ui.icons import set_icon
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

_TEXT_WIDTH = 640


class RefusedFile(QFrame):
    """Says in place why a file was refused. ``leave`` goes on without it."""

    def __init__(
        self,
        choose: Callable[[], object],
        read_again: Callable[[], object],
        leave: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(6)
        icon = QLabel()
        set_icon(icon, "doubt", "text3", 32)
        self._sentence = Label("", "body", "text2", wraps=True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._choose = Button(self.tr("Välj en annan fil…"), "primary", choose, icon="imports")
        again = Button(self.tr("Läs filen igen"), act=read_again, icon="refresh")
        self._leave = Button("", act=leave)
        buttons = FlowLayout(gap=8)
        for button in (self._choose, again, self._leave):
            buttons.addWidget(button)
        column.addWidget(icon)
        column.addWidget(Label(self.tr("Filen kan inte läsas in"), "h2", wraps=True))
        column.addWidget(self._sentence)
        column.addSpacing(8)
        column.addLayout(buttons)
        column.addStretch(1)

    def show_reason(self, sentence: str, *, has_more: bool) -> None:
        """Show ``sentence``; ``has_more`` where other files wait for their turn."""
        self._sentence.setMaximumWidth(round(_TEXT_WIDTH * theme.current().text_scale))
        self._sentence.setText(sentence)
        self._leave.setText(
            self.tr("Hoppa över filen") if has_more else self.tr("Till listan över uttag")
        )
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)
