"""How patients and their families take part in a group, as told on a day."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from rccdesk.enums import ParticipationKind, PatientEntry
from rccdesk.services import groups
from rccdesk.services.groups.model import ParticipationRow
from rccdesk.ui.dialogs.group_choices import GroupChoices
from rccdesk.ui.dialogs.row_dialog import RowDialog
from rccdesk.ui.dialogs.saving_dialog import DialogContext
from rccdesk.ui.group_words import choices_of


class ParticipationDialog(RowDialog):
    """Records participation or edits what was told; ``saved`` gives the `ParticipationRow`."""

    def __init__(
        self,
        context: DialogContext,
        row: ParticipationRow,
        choices: GroupChoices,
        parent: QWidget | None = None,
    ) -> None:
        self._is_new = not row.uuid
        super().__init__(context, row, self.tr("Hur medverkar patienter och närstående?"), parent)
        self.add_note(
            self.tr("Skriv inga namn och inget om någons hälsa. Allt utom dagen kan stå tomt.")
        )
        names = [(each.uuid, each.name) for each in choices.groups]
        self.group = self.add_choice("group_uuid", self.tr("Grupp"), names)
        self.day = self.add_day("day", self.tr("Uppgift från"))
        self.add_choice(
            "kind", self.tr("Företrädarna är"), choices_of(ParticipationKind, optional=True),
            ParticipationKind,
        )  # fmt: skip
        self.add_whole("wanted", self.tr("Önskade"))
        self.add_whole("offered", self.tr("Erbjudna"))
        self.add_whole("admitted", self.tr("Med i gruppen"))
        self.add_choice(
            "entry", self.tr("Kom in"), choices_of(PatientEntry, optional=True), PatientEntry
        )
        self.add_line("form", self.tr("Hur det är ordnat"))
        self.add_day("expectations_on", self.tr("Förväntningar avstämda"))
        self.add_yes_no("changed", self.tr("Ändrade det något?"))
        self.add_text("change", self.tr("Vad ändrades?"), 3)
        self.set_buttons(self.tr("Spara medverkan"))
        if not self._is_new:
            self.set_delete(
                self.tr("Flytta till Papperskorgen"),
                self.tr("Uppgiften är flyttad till Papperskorgen."),
                groups.delete_participation,
                row.uuid,
            )
        self.group.setFocus()

    def store(self, row: ParticipationRow) -> None:
        """Store what was told, of a group and on a day."""
        if not row.group_uuid:
            self.say(self.tr("Lägg först till gruppen."), self.group)
        elif row.day is None:
            self.say(self.tr("Skriv vilken dag uppgiften är från."), self.day)
        elif self._is_new:
            self.save(self.tr("Medverkan är sparad."), groups.add_participation, row)
        else:
            self.save(self.tr("Medverkan är sparad."), groups.update_participation, row)
