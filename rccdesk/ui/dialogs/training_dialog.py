"""A need of training in a unit, what was held, and how many it reached."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from rccdesk.services import groups
from rccdesk.services.groups.model import TrainingRow
from rccdesk.ui.dialogs.group_choices import GroupChoices
from rccdesk.ui.dialogs.person_dialog import region_choices
from rccdesk.ui.dialogs.row_dialog import RowDialog
from rccdesk.ui.dialogs.saving_dialog import DialogContext
from rccdesk.ui.dialogs.unit_field import UnitField


class TrainingDialog(RowDialog):
    """Adds a need of training or edits one; ``saved`` gives the stored `TrainingRow`."""

    def __init__(
        self,
        context: DialogContext,
        row: TrainingRow,
        choices: GroupChoices,
        parent: QWidget | None = None,
    ) -> None:
        self._is_new = not row.uuid
        heading = self.tr("Lägg till utbildningsbehov") if self._is_new else row.topic
        super().__init__(context, row, heading, parent)
        self.topic = self.add_line("topic", self.tr("Område"))
        processes = [("", self.tr("Ingen process")), *((p.uuid, p.name) for p in choices.processes)]
        self.add_choice("process_uuid", self.tr("Process"), processes)
        whole = self.tr("Hela sjukvårdsregionen")
        self.region = self.add_choice("region", self.tr("Region"), region_choices(choices, whole))
        self.unit = UnitField(choices.units, self.tr("Hela regionen"))
        self.unit.show_region(row.region)
        self.unit.setCurrentText(row.unit)
        self.add_field("unit", self.tr("Verksamhet"), self.unit, lambda: self.unit.unit)
        self.region.currentIndexChanged.connect(
            lambda _index: self.unit.show_region(str(self.region.currentData()))
        )
        self.add_whole("needed", self.tr("Antal som behöver"))
        self.add_whole("reached", self.tr("Antal som nåtts"))
        self.add_day("planned_on", self.tr("Planerad till"))
        self.add_day("held_on", self.tr("Hållen den"))
        outside = self.tr("Utanför RCC:s uppdrag: någon annan håller utbildningen")
        self.add_tick("is_outside", outside)
        self.add_text("note", self.tr("Anteckning"), 2)
        self.set_buttons(
            self.tr("Lägg till utbildningsbehov") if self._is_new else self.tr("Spara behovet")
        )
        if not self._is_new:
            self.set_delete(
                self.tr("Flytta till Papperskorgen"),
                self.tr("Utbildningsbehovet är flyttat till Papperskorgen."),
                groups.delete_training,
                row.uuid,
            )
        self.topic.setFocus()

    def store(self, row: TrainingRow) -> None:
        """Store the need, which is of something."""
        if not row.topic:
            self.say(self.tr("Skriv vad utbildningen gäller."), self.topic)
        elif self._is_new:
            self.save(self.tr("Utbildningsbehovet är tillagt."), groups.add_training, row)
        else:
            self.save(self.tr("Utbildningsbehovet är sparat."), groups.update_training, row)
