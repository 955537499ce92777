"""A dialogue at a care unit, and what was agreed there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from rccdesk.enums import MeetingForm
from rccdesk.services import groups
from rccdesk.services.groups.model import VisitPointRow, VisitRow
from rccdesk.ui.dialogs.group_choices import GroupChoices
from rccdesk.ui.dialogs.person_dialog import region_choices
from rccdesk.ui.dialogs.row_dialog import RowDialog
from rccdesk.ui.dialogs.saving_dialog import DialogContext
from rccdesk.ui.dialogs.unit_field import UnitField
from rccdesk.ui.group_words import choices_of


class VisitDialog(RowDialog):
    """Adds a visit or edits one; ``saved`` gives the stored `VisitRow`."""

    def __init__(
        self,
        context: DialogContext,
        row: VisitRow,
        choices: GroupChoices,
        parent: QWidget | None = None,
    ) -> None:
        self._is_new = not row.uuid
        heading = (
            self.tr("Lägg till dialogbesök")
            if self._is_new
            else self.tr("Vad ska ändras i besöket?")
        )
        super().__init__(context, row, heading, parent)
        self.region = self.add_choice(
            "region", self.tr("Region"), region_choices(choices, self.tr("Välj region"))
        )
        self.unit = UnitField(choices.units, self.tr("Skriv eller välj verksamhet"))
        self.unit.show_region(row.region)
        self.unit.setCurrentText(row.unit)
        self.add_field("unit", self.tr("Verksamhet"), self.unit, lambda: self.unit.unit)
        self.region.currentIndexChanged.connect(
            lambda _index: self.unit.show_region(str(self.region.currentData()))
        )
        processes = [
            ("", self.tr("Flera processer")),
            *((p.uuid, p.name) for p in choices.processes),
        ]
        self.add_choice("process_uuid", self.tr("Process"), processes)
        self.add_day("planned_on", self.tr("Planerat till"))
        self.add_day("held_on", self.tr("Hållet den"))
        self.add_choice(
            "form", self.tr("Form"), choices_of(MeetingForm, optional=True), MeetingForm
        )
        self.add_text("shown", self.tr("Vad som visades"), 2)
        self.add_text("note", self.tr("Anteckning"), 2)
        self.set_buttons(
            self.tr("Lägg till dialogbesök") if self._is_new else self.tr("Spara besöket")
        )
        if not self._is_new:
            self.set_delete(
                self.tr("Flytta till Papperskorgen"),
                self.tr("Besöket är flyttat till Papperskorgen."),
                groups.delete_visit,
                row.uuid,
            )
        self.region.setFocus()

    def store(self, row: VisitRow) -> None:
        """Store the visit, which is at a unit."""
        if not row.region:
            self.say(self.tr("Välj vilken region verksamheten hör till."), self.region)
        elif not row.unit:
            self.say(self.tr("Skriv vilken verksamhet besöket gäller."), self.unit)
        elif self._is_new:
            self.save(self.tr("Dialogbesöket är tillagt."), groups.add_visit, row)
        else:
            self.save(self.tr("Besöket är sparat."), groups.update_visit, row)


class VisitPointDialog(RowDialog):
    """Records something agreed at a visit, or edits it."""

    wanted_width = 560

    def __init__(
        self, context: DialogContext, row: VisitPointRow, parent: QWidget | None = None
    ) -> None:
        self._is_new = not row.uuid
        super().__init__(context, row, self.tr("Vad kom ni överens om?"), parent)
        self.words = self.add_text("text", self.tr("Överenskommet vid besöket"), 3)
        self.set_buttons(self.tr("Spara punkten"))
        if not self._is_new:
            self.set_delete(
                self.tr("Flytta till Papperskorgen"),
                self.tr("Punkten är flyttad till Papperskorgen."),
                groups.delete_visit_point,
                row.uuid,
            )
        self.words.setFocus()

    def store(self, row: VisitPointRow) -> None:
        """Store the point, which has words."""
        if not row.text:
            self.say(self.tr("Skriv vad ni kom överens om."), self.words)
        elif self._is_new:
            self.save(self.tr("Punkten är sparad."), groups.add_visit_point, row)
        else:
            self.save(self.tr("Punkten är sparad."), groups.update_visit_point, row)
