"""Who sits in a seat, and during which time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from rccdesk.enums import SeatFunction
from rccdesk.services import groups
from rccdesk.services.groups.model import MembershipRow
from rccdesk.ui.dialogs.group_choices import GroupChoices
from rccdesk.ui.dialogs.person_dialog import PersonField
from rccdesk.ui.dialogs.row_dialog import RowDialog
from rccdesk.ui.dialogs.saving_dialog import DialogContext
from rccdesk.ui.group_words import choices_of


class MemberDialog(RowDialog):
    """Fills a seat of ``seats`` (uuid, words), or edits who sits there and when."""

    wanted_width = 600

    def __init__(
        self,
        context: DialogContext,
        row: MembershipRow,
        seats: Sequence[tuple[str, str]],
        choices: GroupChoices,
        parent: QWidget | None = None,
    ) -> None:
        self._is_new = not row.uuid
        heading = self.tr("Vem tar platsen?") if self._is_new else choices.person(row.person_uuid)
        super().__init__(context, row, heading, parent)
        self.add_choice("seat_uuid", self.tr("Plats"), seats)
        self.person = PersonField(context, choices, row.person_uuid, self.tr("Välj vem det är"))
        self.add_field("person_uuid", self.tr("Person"), self.person, lambda: self.person.uuid)
        functions = choices_of(SeatFunction)
        self.add_choice(
            "function",
            self.tr("Uppgift i gruppen"),
            [("", self.tr("Ingen särskild")), *functions],
            SeatFunction,
        )
        self.add_day("starts_on", self.tr("Från"))
        self.add_day("ends_on", self.tr("Till"))
        self.set_buttons(self.tr("Tillsätt platsen") if self._is_new else self.tr("Spara"))
        if not self._is_new:
            self.set_delete(
                self.tr("Flytta till Papperskorgen"),
                self.tr("Uppgiften är flyttad till Papperskorgen."),
                groups.delete_member,
                row.uuid,
            )
        self.person.setFocus()

    def store(self, row: MembershipRow) -> None:
        """Store who sits there; a seat that is full or terms that overlap are refused."""
        if not row.person_uuid:
            self.say(self.tr("Välj vem som tar platsen."), self.person)
        elif self._is_new:
            self.save(self.tr("Platsen är tillsatt."), groups.add_member, row)
        else:
            self.save(self.tr("Uppgiften är sparad."), groups.update_member, row)
