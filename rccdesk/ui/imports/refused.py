"""An import that cannot go on: what stopped it, why, and what to do instead."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from rccdesk.errors import FileRefusedError, FileWriteError, RccdeskError, StoreError
from rccdesk.ui import messages, theme
from rccdesk.ui.icons import set_icon
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

_TEXT_WIDTH = 640
_DISK = ("disk_full", "disk_space_low")
_HELD = ("file_locked", "file_in_cloud", "file_unreadable", "file_not_found", "file_changed")


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
        self._title = Label("", "h2", wraps=True)
        self._sentence = Label("", "body", "text2", wraps=True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._choose = Button(self.tr("Välj en annan fil…"), "primary", choose, icon="imports")
        self._again = Button(self.tr("Läs filen igen"), act=read_again, icon="refresh")
        self._leave = Button("", act=leave)
        buttons = FlowLayout(gap=8)
        for button in (self._choose, self._again, self._leave):
            buttons.addWidget(button)
        column.addWidget(icon)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addSpacing(8)
        column.addLayout(buttons)
        column.addStretch(1)

    def show_error(self, error: Exception, *, has_more: bool) -> None:
        """Show what stopped the import; ``has_more`` where other files wait for their turn."""
        self._title.setText(self._title_of(error))
        self._sentence.setMaximumWidth(round(_TEXT_WIDTH * theme.current().text_scale))
        self._sentence.setText(messages.sentence(error))
        self._leave.setText(
            self.tr("Hoppa över filen") if has_more else self.tr("Till listan över uttag")
        )
        # What is wrong with the file itself is not put right by reading it again.
        again = not isinstance(error, FileRefusedError) or error.code in _HELD
        self._again.set_kind("primary" if again else "secondary")
        self._choose.set_kind("secondary" if again else "primary")
        (self._again if again else self._choose).setFocus(Qt.FocusReason.OtherFocusReason)

    def _title_of(self, error: Exception) -> str:
        code = error.code if isinstance(error, RccdeskError) else ""
        own = {
            **dict.fromkeys(_HELD, self.tr("Filen kan inte nås")),
            **dict.fromkeys(_DISK, self.tr("Disken har inte plats för importen")),
            "file_locked": self.tr("Filen är öppen i ett annat program"),
            "file_changed": self.tr("Filen har ändrats under tiden"),
        }
        if code in own:
            return own[code]
        if isinstance(error, FileRefusedError):
            return self.tr("Filen kan inte läsas in")
        if isinstance(error, FileWriteError | StoreError):
            return self.tr("Det går inte att spara importen")
        return self.tr("Importen kunde inte göras")
