"""A process of care: of a diagnosis, or through several."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from rccdesk.enums import ProcessKind
from rccdesk.services import groups
from rccdesk.services.groups.model import ProcessRow
from rccdesk.ui.dialogs.row_dialog import RowDialog
from rccdesk.ui.dialogs.saving_dialog import DialogContext, process_field
from rccdesk.ui.group_words import choices_of


class ProcessDialog(RowDialog):
    """Adds a process or edits one; ``saved`` gives the stored `ProcessRow`."""

    def __init__(
        self, context: DialogContext, row: ProcessRow, parent: QWidget | None = None
    ) -> None:
        self._is_new = not row.uuid
        heading = self.tr("Lägg till process") if self._is_new else row.name
        super().__init__(context, row, heading, parent)
        self.name = self.add_line("name", self.tr("Namn"))
        self.add_choice("kind", self.tr("Slag"), choices_of(ProcessKind), ProcessKind)
        self.svf = process_field(context.selection.values.processes, row.svf)
        self.add_field("svf", self.tr("Vårdförlopp"), self.svf, lambda: self.svf.keys)
        self.add_line("national", self.tr("Nationell motsvarighet"))
        self.add_text("note", self.tr("Anteckning"), 2)
        self.add_day("ended_on", self.tr("Avslutad den"))
        self.set_buttons(
            self.tr("Lägg till process") if self._is_new else self.tr("Spara processen")
        )
        if not self._is_new:
            self.set_delete(
                self.tr("Flytta till Papperskorgen"),
                self.tr("Processen är flyttad till Papperskorgen."),
                groups.delete_process,
                row.uuid,
            )
        self.name.setFocus()

    def store(self, row: ProcessRow) -> None:
        """Store the process, which has a name."""
        if not row.name:
            self.say(self.tr("Skriv vad processen heter."), self.name)
        elif self._is_new:
            self.save(self.tr("Processen är tillagd."), groups.add_process, row)
        else:
            self.save(self.tr("Processen är sparad."), groups.update_process, row)
