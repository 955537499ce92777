"""A point of the introduction to an assignment."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from rccdesk.services import groups
from rccdesk.services.groups.model import StepRow
from rccdesk.ui.dialogs.row_dialog import RowDialog
from rccdesk.ui.dialogs.saving_dialog import DialogContext


class StepDialog(RowDialog):
    """Adds a point or edits one; ``saved`` gives the stored `StepRow`."""

    wanted_width = 520

    def __init__(self, context: DialogContext, row: StepRow, parent: QWidget | None = None) -> None:
        self._is_new = not row.uuid
        heading = (
            self.tr("Lägg till punkt i introduktionen")
            if self._is_new
            else self.tr("Vad ska ändras i punkten?")
        )
        super().__init__(context, row, heading, parent)
        self.title = self.add_line("title", self.tr("Punkt"))
        self.add_day("due_on", self.tr("Klar senast"))
        self.add_day("done_on", self.tr("Klar den"))
        self.set_buttons(self.tr("Lägg till punkt") if self._is_new else self.tr("Spara punkten"))
        if not self._is_new:
            self.set_delete(
                self.tr("Flytta till Papperskorgen"),
                self.tr("Punkten är flyttad till Papperskorgen."),
                groups.delete_step,
                row.uuid,
            )
        self.title.setFocus()

    def store(self, row: StepRow) -> None:
        """Store the point, which has words."""
        if not row.title:
            self.say(self.tr("Skriv vad som ska göras."), self.title)
        elif self._is_new:
            self.save(self.tr("Punkten är tillagd."), groups.add_step, row)
        else:
            self.save(self.tr("Punkten är sparad."), groups.update_step, row)
