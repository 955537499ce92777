"""An assignment to lead or coordinate: of what, by whom, with which time and on whose behalf."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from rccdesk.enums import AssignmentRole, AssignmentState, Commissioner, FinancedBy
from rccdesk.services import groups
from rccdesk.services.groups.model import AssignmentRow
from rccdesk.ui.dialogs.form_dialog import combo, day_field, read_day
from rccdesk.ui.dialogs.group_choices import GroupChoices
from rccdesk.ui.dialogs.person_dialog import PersonField, region_choices
from rccdesk.ui.dialogs.row_dialog import RowDialog
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog
from rccdesk.ui.group_words import capital, choices_of

_REST = (
    *("group_uuid", "commissioner", "released_by", "vacant_since", "scope", "contacts"),
    *("handover",),
)


class AssignmentDialog(RowDialog):
    """Adds an assignment or edits one; ``saved`` gives the stored `AssignmentRow`."""

    def __init__(
        self,
        context: DialogContext,
        row: AssignmentRow,
        choices: GroupChoices,
        parent: QWidget | None = None,
    ) -> None:
        self._is_new = not row.uuid
        heading = (
            self.tr("Lägg till uppdrag") if self._is_new else self.tr("Vad ska ändras i uppdraget?")
        )
        super().__init__(context, row, heading, parent)
        nobody = self.tr("Ingen: uppdraget är vakant")
        roles = [(str(r), capital(choices.roles.get(r, str(r)))) for r in AssignmentRole]
        self.role = self.add_choice("role", self.tr("Uppdrag"), roles, AssignmentRole)
        self.add_line("title", self.tr("Benämning (valfritt)"))
        processes = [("", self.tr("Ingen process")), *((p.uuid, p.name) for p in choices.processes)]
        self.add_choice("process_uuid", self.tr("Process"), processes)
        whole = self.tr("Hela sjukvårdsregionen")
        self.add_choice("region", self.tr("Region"), region_choices(choices, whole))
        self.person = PersonField(context, choices, row.person_uuid, nobody)
        self.add_field("person_uuid", self.tr("Person"), self.person, lambda: self.person.uuid)
        states = [each for each in AssignmentState if each is not AssignmentState.ENDED]
        self.state = self.add_choice(
            "state",
            self.tr("Läge"),
            choices_of(AssignmentState if row.state is AssignmentState.ENDED else states),
            AssignmentState,
        )
        self.add_share("share", self.tr("Överenskommen tid, %"))
        self.add_choice(
            "financed_by", self.tr("Finansieras av"), choices_of(FinancedBy, optional=True),
            FinancedBy,
        )  # fmt: skip
        self.add_choice(
            "commissioned_by", self.tr("Uppdraget ges av"), choices_of(Commissioner, optional=True),
            Commissioner,
        )  # fmt: skip
        self.add_line("employer", self.tr("Arbetsgivare"), choices.employers)
        self.starts = self.add_day("starts_on", self.tr("Från"))
        self.add_day("ends_on", self.tr("Till"))
        self.mentor = PersonField(context, choices, row.mentor_uuid, self.tr("Ingen mentor"))
        self.add_field("mentor_uuid", self.tr("Mentor"), self.mentor, lambda: self.mentor.uuid)
        self._add_rest(choices)
        self.set_buttons(
            self.tr("Lägg till uppdrag") if self._is_new else self.tr("Spara uppdraget")
        )
        self.hide_rest(*_REST)
        if not self._is_new:
            self.set_delete(
                self.tr("Flytta till Papperskorgen"),
                self.tr("Uppdraget är flyttat till Papperskorgen."),
                groups.delete_assignment,
                row.uuid,
            )
        self.person.changed.connect(self._follow_person)
        self.role.setFocus()

    def store(self, row: AssignmentRow) -> None:
        """Store the assignment."""
        if row.state is not AssignmentState.VACANT and not row.person_uuid:
            words = self.tr("Välj vem som har uppdraget, eller sätt läget till Vakant.")
            self.say(words, self.person)
        elif self._is_new:
            self.save(self.tr("Uppdraget är tillagt."), groups.add_assignment, row)
        else:
            self.save(self.tr("Uppdraget är sparat."), groups.update_assignment, row)

    def _add_rest(self, choices: GroupChoices) -> None:
        none = [("", self.tr("Ingen grupp")), *((g.uuid, g.name) for g in choices.groups)]
        self.add_choice("group_uuid", self.tr("Grupp"), none)
        self.add_line("commissioner", self.tr("Uppdragsgivarens namn"))
        self.add_line("released_by", self.tr("Chef som frigör tiden"))
        self.add_day("vacant_since", self.tr("Vakant sedan"))
        self.add_text("scope", self.tr("Vad uppdraget omfattar"), 3)
        self.add_text("contacts", self.tr("Kontakter"), 3)
        self.add_text("handover", self.tr("Att lämna över"), 3)

    def _follow_person(self) -> None:
        """Let the state follow when a person is put in a vacant assignment, or taken out."""
        now = str(self.state.currentData())
        if self.person.uuid and now == AssignmentState.VACANT:
            self.state.setCurrentIndex(self.state.findData(str(AssignmentState.APPOINTED)))
            if not self.starts.text():
                self.starts.setText(dt.datetime.now().astimezone().date().isoformat())
        elif not self.person.uuid:
            self.state.setCurrentIndex(self.state.findData(str(AssignmentState.VACANT)))


class AssignmentStateDialog(SavingDialog):
    """Says where an assignment stands from a day; a vacancy opens a new assignment."""

    wanted_width = 520

    def __init__(
        self, context: DialogContext, row: AssignmentRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, self.tr("Var står uppdraget nu?"), parent)
        self._row = row
        self.add_note(
            self.tr(
                "Vid Vakant avslutas uppdraget för den som har det, och ett vakant uppdrag öppnas "
                "från samma dag."
            )
        )
        self.state = combo(choices_of(AssignmentState), str(row.state))
        self.day = day_field(dt.datetime.now().astimezone().date())
        self.add_row(self.tr("Läge"), self.state)
        self.add_row(self.tr("Från"), self.day)
        self.set_buttons(self.tr("Spara läget"))
        self.state.setFocus()

    def send(self) -> None:
        """Store the state from the day."""
        try:
            day = read_day(self.day)
        except ValueError:
            day = None
        if day is None:
            self.say(self.tr("Skriv dagen som 2026-03-05."), self.day)
            return
        state = AssignmentState(str(self.state.currentData()))
        is_held = state not in (AssignmentState.VACANT, AssignmentState.ENDED)
        if is_held and not self._row.person_uuid:
            words = self.tr("Ingen har uppdraget. Välj vem under Tillsätt uppdraget.")
            self.say(words, self.state)
            return
        said = self.tr("Läget är sparat.")
        self.save(said, groups.set_assignment_state, self._row.uuid, state, day)
