"""Why a goal or an activity is put off or dropped: asked when its state is changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from rccdesk.ui.dialogs.form_dialog import FormDialog


class ReasonDialog(FormDialog):
    """Asks for a reason and hands it to ``take``."""

    wanted_width = 480

    def __init__(
        self, name: str, state: str, take: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(f"{name}: {state[:1].lower()}{state[1:]}", parent)
        self._take = take
        self.reason = QLineEdit()
        self.add_row(self.tr("Skäl"), self.reason)
        self.set_buttons(self.tr("Spara med skälet"))
        self.reason.setFocus()

    def send(self) -> None:
        """Hand the reason on; without one the state is not changed."""
        reason = self.reason.text().strip()
        if not reason:
            self.say(self.tr("Skriv skälet. Det behövs för Inte nu och Utgår."), self.reason)
            return
        self.accept()
        self._take(reason)
