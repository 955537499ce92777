"""Where an initiative stands: a new state, and in words what has to be known before it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from rccdesk.enums import InitiativeState, Origin, PatientEntry
from rccdesk.services import initiatives
from rccdesk.services.initiatives.model import InitiativeRow
from rccdesk.ui.dialogs.form_dialog import combo
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog, text_field, typed
from rccdesk.ui.initiative_words import choices_of, words_of
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_STATES = tuple(InitiativeState)
_PLANNED = _STATES.index(InitiativeState.PLANNED)


def needs_problem(state: InitiativeState) -> bool:
    """Tell whether origin and problem must be known: before an initiative is planned."""
    return _STATES.index(state) >= _PLANNED and state is not InitiativeState.ENDED


def needs_patients(state: InitiativeState) -> bool:
    """Tell whether the patients' participation must be answered: after planned."""
    return _STATES.index(state) > _PLANNED and state is not InitiativeState.ENDED


def move(database: Database, row: InitiativeRow, state: InitiativeState) -> InitiativeRow:
    """Move the initiative, and store what was asked for on the way, in one step."""
    standing = initiatives.get_initiative(database, row.uuid)
    if replace(standing, patient_reason=row.patient_reason) == row:
        return initiatives.move_initiative(
            database, row.uuid, state, patient_reason=row.patient_reason
        )
    return initiatives.update_initiative(database, replace(row, state=state))


def is_answered(row: InitiativeRow) -> bool:
    """Tell whether the patients' participation is recorded, or why it is not."""
    is_in = row.patient_entry not in (None, PatientEntry.NOT_APPLICABLE)
    return is_in or bool(row.patient_reason)


class InitiativeStateDialog(SavingDialog):
    """Asks for the state; what it needs and is not known yet is asked for under it."""

    def __init__(
        self,
        context: DialogContext,
        row: InitiativeRow,
        parent: QWidget | None = None,
        *,
        state: InitiativeState | None = None,
    ) -> None:
        super().__init__(context, self.tr("Var står insatsen?"), parent)
        self._row = row
        self.add_note(row.title)
        self.state = combo(choices_of(InitiativeState, optional=False), state or row.state)
        self.origin = combo(choices_of(Origin), row.origin or "")
        self.problem_text = text_field(row.problem)
        self.entry = combo(choices_of(PatientEntry), row.patient_entry or "")
        self.reason = QLineEdit(row.patient_reason)
        self.asks_problem = self._question(
            self.tr("Ursprung och problem behövs innan insatsen blir planerad.")
        )
        self.asks_patients = self._question(
            self.tr(
                "Patient- och närståendemedverkan är inte angiven. Ange när patienter och "
                "närstående kom in, eller skriv skälet till att de inte är med."
            )
        )
        self.add_row(self.tr("Läge"), self.state)
        self.add_row("", self.asks_problem)
        self.add_row(self.tr("Ursprung"), self.origin)
        self.add_row(self.tr("Problem"), self.problem_text)
        self.add_row("", self.asks_patients)
        self.add_row(self.tr("När kom patienter och närstående in?"), self.entry)
        self.add_row(self.tr("Skäl"), self.reason)
        self.set_buttons(self.tr("Ändra läge"))
        self.state.currentIndexChanged.connect(self._show_questions)
        self._show_questions()
        self.state.setFocus()

    @property
    def chosen(self) -> InitiativeState:
        """The state chosen."""
        return InitiativeState(str(self.state.currentData()))

    def send(self) -> None:
        """Move the initiative; what is missing is said, never only refused."""
        row, state = self._typed(), self.chosen
        if needs_problem(state) and row.origin is None:
            self.say(self.tr("Välj var idén kommer ifrån."), self.origin)
        elif needs_problem(state) and not row.problem:
            self.say(self.tr("Skriv problemet som insatsen ska lösa."), self.problem_text)
        elif needs_patients(state) and not is_answered(row):
            words = self.tr("Ange när patienter och närstående kom in, eller skriv ett skäl.")
            self.say(words, self.reason if row.patient_entry else self.entry)
        else:
            said = self.tr("Läget är ändrat: {state}.").format(state=words_of(state))
            self.save(said, move, row, state)

    def _typed(self) -> InitiativeRow:
        origin, entry = str(self.origin.currentData()), str(self.entry.currentData())
        return replace(
            self._row,
            origin=Origin(origin) if origin else None,
            problem=typed(self.problem_text),
            patient_entry=PatientEntry(entry) if entry else None,
            patient_reason=self.reason.text().strip(),
        )

    def _question(self, words: str) -> Label:
        return Label(words, "small_strong", wraps=True)

    def _show_questions(self, *_: object) -> None:
        """Ask only for what the chosen state needs and is not known."""
        state, row = self.chosen, self._row
        problem = needs_problem(state) and (row.origin is None or not row.problem)
        patients = needs_patients(state) and not is_answered(row)
        for field in (self.asks_problem, self.origin, self.problem_text):
            self.set_row_shown(field, shown=problem)
        for row_field in (self.asks_patients, self.entry, self.reason):
            self.set_row_shown(row_field, shown=patients)
