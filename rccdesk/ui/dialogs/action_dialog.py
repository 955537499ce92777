"""Something that a meeting agreed should be done: four fields in everyday use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from rccdesk.enums import ActionState
from rccdesk.services import decisions
from rccdesk.ui.dialogs.row_dialog import RowDialog
from rccdesk.ui.meeting_words import choices_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.decisions import ActionRow
    from rccdesk.ui.dialogs.meeting_choices import MeetingChoices
    from rccdesk.ui.dialogs.saving_dialog import DialogContext


class ActionDialog(RowDialog):
    """Adds an action, or edits one; ``saved`` gives the stored `ActionRow`."""

    wanted_width = 560

    def __init__(
        self,
        context: DialogContext,
        row: ActionRow,
        choices: MeetingChoices,
        responsible: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        self._is_new = not row.uuid
        heading = self.tr("Lägg till åtgärd") if self._is_new else self.tr("Ändra åtgärden")
        super().__init__(context, row, heading, parent)
        self.title = self.add_line("title", self.tr("Åtgärd"))
        if self._is_new and not (row.meeting_uuid or row.decision_uuid):
            self.add_choice("group_uuid", self.tr("Grupp"), choices.group_choices())
        self.add_line("responsible", self.tr("Ansvarig (roll eller enhet)"), responsible)
        self.add_day("due_on", self.tr("Klar senast"))
        if not self._is_new:
            self.add_choice("state", self.tr("Läge"), choices_of(ActionState), ActionState)
        self.add_text("note", self.tr("Anteckning (valfritt)"), 2)
        self.set_buttons(self.tr("Lägg till åtgärd") if self._is_new else self.tr("Spara åtgärden"))
        if not self._is_new:
            self.set_delete(
                self.tr("Ta bort åtgärden"),
                self.tr("Åtgärden är flyttad till Papperskorgen."),
                decisions.delete_action,
                row.uuid,
            )
        self.title.setFocus()

    def store(self, row: ActionRow) -> None:
        """Add or save the action; it needs a title."""
        if not row.title:
            self.say(self.tr("Skriv vad som ska göras."), self.title)
        elif self._is_new:
            self.save(self.tr("Åtgärden är tillagd."), decisions.add_action, row)
        else:
            self.save(self.tr("Åtgärden är sparad."), decisions.update_action, row)
