"""A seat of a group: what whoever holds it is to speak for, and how many are asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from rccdesk.enums import Represents, SeatKind
from rccdesk.services import groups
from rccdesk.services.groups.model import SeatRow
from rccdesk.ui.dialogs.group_choices import GroupChoices
from rccdesk.ui.dialogs.person_dialog import region_choices
from rccdesk.ui.dialogs.row_dialog import RowDialog
from rccdesk.ui.dialogs.saving_dialog import DialogContext
from rccdesk.ui.dialogs.unit_field import UnitField
from rccdesk.ui.group_words import choices_of


class SeatDialog(RowDialog):
    """Adds a seat or edits one; ``saved`` gives the stored `SeatRow`."""

    wanted_width = 560

    def __init__(
        self,
        context: DialogContext,
        row: SeatRow,
        choices: GroupChoices,
        parent: QWidget | None = None,
    ) -> None:
        self._is_new = not row.uuid
        heading = self.tr("Lägg till plats") if self._is_new else self.tr("Vad ska ändras?")
        super().__init__(context, row, heading, parent)
        self.add_note(
            self.tr("En plats står för något och kan vara vakant. Vem som sitter där väljs sedan.")
        )
        self.represents = self.add_choice(
            "represents", self.tr("Företräder"), choices_of(Represents), Represents
        )
        self.add_choice("kind", self.tr("Deltar som"), choices_of(SeatKind), SeatKind)
        self.add_line("title", self.tr("Benämning (valfritt)"))
        none = self.tr("Ingen region")
        self.region = self.add_choice("region", self.tr("Region"), region_choices(choices, none))
        self.unit = UnitField(choices.units, self.tr("Ingen verksamhet"))
        self.unit.show_region(row.region)
        self.unit.setCurrentText(row.unit)
        self.add_field("unit", self.tr("Verksamhet"), self.unit, lambda: self.unit.unit)
        self.region.currentIndexChanged.connect(
            lambda _index: self.unit.show_region(str(self.region.currentData()))
        )
        self.required = self.add_whole("required", self.tr("Antal som ska finnas"))
        self.add_day("vacant_since", self.tr("Vakant sedan (valfritt)"))
        self.set_buttons(self.tr("Lägg till plats") if self._is_new else self.tr("Spara platsen"))
        if not self._is_new:
            self.set_delete(
                self.tr("Flytta till Papperskorgen"),
                self.tr("Platsen är flyttad till Papperskorgen."),
                groups.delete_seat,
                row.uuid,
            )
        self.represents.setFocus()

    def store(self, row: SeatRow) -> None:
        """Store the seat, which asks for at least one."""
        if not row.required:
            self.say(self.tr("Skriv hur många som ska finnas, minst 1."), self.required)
        elif self._is_new:
            self.save(self.tr("Platsen är tillagd."), groups.add_seat, row)
        else:
            self.save(self.tr("Platsen är sparad."), groups.update_seat, row)
