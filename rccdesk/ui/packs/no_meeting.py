"""What stands where no meeting is planned: why, and the way to one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout

from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label


class NoMeeting(QFrame):
    """A card with one button, which calls ``act``."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("Inget möte är planerat"), "h2", wraps=True))
        words = self.tr(
            "Underlaget utgår från mötets dagordning. Lägg till ett möte, så sätts underlaget "
            "ihop här. En rapport utan möte skapas under Rapporter."
        )
        column.addWidget(Label(words, "body", "text2", wraps=True))
        column.addWidget(Button(self.tr("Gå till Möten"), act=act, icon="meetings"))
