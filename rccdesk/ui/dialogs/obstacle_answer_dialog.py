"""The answer to an obstacle: where it stands, and what was said of it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from rccdesk.enums import ObstacleState
from rccdesk.services import plans
from rccdesk.services.plans.model import ObstacleRow
from rccdesk.texts import text
from rccdesk.ui.dialogs.form_dialog import combo
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog, text_field, typed


class ObstacleAnswerDialog(SavingDialog):
    """Notes what became of an obstacle; one that is settled gets its day by itself."""

    def __init__(
        self, context: DialogContext, row: ObstacleRow, words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, self.tr("Vad blev svaret?"), parent)
        self._row = row
        self.add_note(words)
        states = [(str(each), text(f"plans.obstacle_state.{each}")) for each in ObstacleState]
        self.state = combo(states, str(row.state))
        self.answer = text_field(row.answer)
        self.add_row(self.tr("Läge"), self.state)
        self.add_row(self.tr("Svar"), self.answer)
        self.set_buttons(self.tr("Spara svaret"))
        self.answer.setFocus()

    def send(self) -> None:
        """Store the answer."""
        state = ObstacleState(str(self.state.currentData()))
        row = replace(self._row, state=state, answer=typed(self.answer))
        self.save(self.tr("Svaret är sparat."), plans.update_obstacle, row)
