"""An initiative in parts: a form for each, so that none of them asks for everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from rccdesk.enums import Conclusion, Origin, PatientEntry
from rccdesk.services import improvements, initiatives
from rccdesk.services.initiatives.model import InitiativeRow
from rccdesk.ui.dialogs.form_dialog import combo, day_field, read_day
from rccdesk.ui.dialogs.saving_dialog import (
    DialogContext,
    SavingDialog,
    process_field,
    text_field,
    typed,
)
from rccdesk.ui.initiative_words import choices_of
from rccdesk.ui.widgets.choice_box import ChoiceBox

if TYPE_CHECKING:
    from rccdesk.services.improvements import ImprovementRow


class InitiativePart(StrEnum):
    """A part of an initiative that a form is about."""

    ABOUT = "about"
    FUNDING = "funding"
    PATIENTS = "patients"
    EVALUATION = "evaluation"
    DURABILITY = "durability"


class InitiativeDialog(SavingDialog):
    """Adds an initiative, or changes a part of one; ``saved`` gives the stored `InitiativeRow`.

    ``add`` stores a new one in another way than `initiatives.add_initiative`, as with a link.
    """

    def __init__(
        self,
        context: DialogContext,
        row: InitiativeRow,
        parent: QWidget | None = None,
        *,
        part: InitiativePart = InitiativePart.ABOUT,
        add: Callable[..., object] = initiatives.add_initiative,
    ) -> None:
        self._is_new = not row.uuid
        super().__init__(context, self._heading(part), parent)
        self._row, self._part, self._add = row, part, add
        fill = {
            InitiativePart.ABOUT: self._fill_about,
            InitiativePart.FUNDING: self._fill_funding,
            InitiativePart.PATIENTS: self._fill_patients,
            InitiativePart.EVALUATION: self._fill_evaluation,
            InitiativePart.DURABILITY: self._fill_durability,
        }
        fill[part]()
        verb = self.tr("Lägg till insats") if self._is_new else self.tr("Spara insatsen")
        self.set_buttons(verb)

    def row(self) -> InitiativeRow:
        """Return what the fields hold; ValueError for a date that cannot be read."""
        read = {
            InitiativePart.ABOUT: self._read_about,
            InitiativePart.FUNDING: self._read_funding,
            InitiativePart.PATIENTS: self._read_patients,
            InitiativePart.EVALUATION: self._read_evaluation,
            InitiativePart.DURABILITY: self._read_durability,
        }
        return replace(self._row, **read[self._part]())  # type: ignore[arg-type]

    def send(self) -> None:
        """Store the initiative; a title is all that it must have."""
        try:
            row = self.row()
        except ValueError:
            self.say_bad_day()
            return
        if not row.title:
            self.say(self.tr("Skriv vad insatsen heter."), self.title)
            return
        if self._part is InitiativePart.EVALUATION and not self._is_count():
            words = self.tr("Skriv antalet med siffror, eller lämna fältet tomt.")
            self.say(words, self.output_count)
            return
        if self._is_new:
            self.save(self.tr("Insatsen är tillagd."), self._add, row)
        else:
            self.save(self.tr("Insatsen är sparad."), initiatives.update_initiative, row)

    def _heading(self, part: InitiativePart) -> str:
        if self._is_new:
            return self.tr("Vilken insats ska läggas till?")
        return {
            InitiativePart.ABOUT: self.tr("Vad ska ändras i insatsen?"),
            InitiativePart.FUNDING: self.tr("Hur finansieras insatsen?"),
            InitiativePart.PATIENTS: self.tr("Hur medverkar patienter och närstående?"),
            InitiativePart.EVALUATION: self.tr("Vad visar utvärderingen?"),
            InitiativePart.DURABILITY: self.tr("Håller resultatet?"),
        }[part]

    # What it is about

    def _fill_about(self) -> None:
        row, values = self._row, self.context.selection.values
        self.add_note(
            self.tr(
                "Bara namnet behövs nu. Ursprung och problem behövs innan insatsen blir planerad. "
                "Skriv roller och grupper, inga namn på personer."
            )
        )
        self.title = QLineEdit(row.title)
        self.origin = combo(choices_of(Origin), row.origin or "")
        self.problem_text = text_field(row.problem)
        self.work_change = text_field(row.work_change, 2)
        self.target_group = QLineEdit(row.target_group)
        self.svf = process_field(values.processes, row.svf)
        self.area = area_box(self.context, row.area, self.tr("Hela sjukvårdsregionen"))
        self.owner = QLineEdit(row.owner_role)
        self.starts_on = day_field(row.starts_on)
        self.ends_on = day_field(row.ends_on)
        for words, field in (
            (self.tr("Namn"), self.title),
            (self.tr("Ursprung (valfritt)"), self.origin),
            (self.tr("Problem (valfritt)"), self.problem_text),
            (self.tr("Vad ändras i arbetet? (valfritt)"), self.work_change),
            (self.tr("Målgrupp (valfritt)"), self.target_group),
            (self.tr("Processer (tomt: alla)"), self.svf),
            (self.tr("Gäller"), self.area),
            (self.tr("Ansvarig roll (valfritt)"), self.owner),
            (self.tr("Börjar (valfritt)"), self.starts_on),
            (self.tr("Slutar (valfritt)"), self.ends_on),
        ):
            self.add_row(words, field)
        self.title.setFocus()

    def _read_about(self) -> dict[str, object]:
        origin = str(self.origin.currentData())
        return {
            "title": self.title.text().strip(),
            "origin": Origin(origin) if origin else None,
            "problem": typed(self.problem_text),
            "work_change": typed(self.work_change),
            "target_group": self.target_group.text().strip(),
            "svf": self.svf.keys,
            "area": str(self.area.currentData()),
            "owner_role": self.owner.text().strip(),
            "starts_on": read_day(self.starts_on),
            "ends_on": read_day(self.ends_on),
        }

    # How it is paid

    def _fill_funding(self) -> None:
        self.funding = QLineEdit(self._row.funding)
        self.funding_ends_on = day_field(self._row.funding_ends_on)
        self.cost = QLineEdit(self._row.cost)
        self.add_row(self.tr("Källa till medlen (valfritt)"), self.funding)
        self.add_row(self.tr("Medlen tar slut (valfritt)"), self.funding_ends_on)
        self.add_row(self.tr("Kostnad (valfritt)"), self.cost)
        self.funding.setFocus()

    def _read_funding(self) -> dict[str, object]:
        return {
            "funding": self.funding.text().strip(),
            "funding_ends_on": read_day(self.funding_ends_on),
            "cost": self.cost.text().strip(),
        }

    # Patients and their families

    def _fill_patients(self) -> None:
        row = self._row
        self.entry = combo(choices_of(PatientEntry), row.patient_entry or "")
        self.patient_reason = QLineEdit(row.patient_reason)
        self.form = QLineEdit(row.patient_form)
        said = {None: "", True: "yes", False: "no"}[row.patient_changed]
        self.changed = combo(
            [("", self.tr("Inte angivet")), ("yes", self.tr("Ja")), ("no", self.tr("Nej"))], said
        )
        self.change = text_field(row.patient_change, 2)
        for words, field in (
            (self.tr("När kom de in?"), self.entry),
            (self.tr("Skäl (valfritt)"), self.patient_reason),
            (self.tr("Form, till exempel plats i gruppen (valfritt)"), self.form),
            (self.tr("Ändrade medverkan något?"), self.changed),
            (self.tr("Vad ändrades? (valfritt)"), self.change),
        ):
            self.add_row(words, field)
        self.entry.setFocus()

    def _read_patients(self) -> dict[str, object]:
        entry = str(self.entry.currentData())
        changed = {"": None, "yes": True, "no": False}[str(self.changed.currentData())]
        return {
            "patient_entry": PatientEntry(entry) if entry else None,
            "patient_reason": self.patient_reason.text().strip(),
            "patient_form": self.form.text().strip(),
            "patient_changed": changed,
            "patient_change": typed(self.change),
        }

    # What came of it

    def _fill_evaluation(self) -> None:
        row = self._row
        self.output_count = QLineEdit("" if row.output_count is None else str(row.output_count))
        self.output = QLineEdit(row.output)
        self.output.setPlaceholderText(self.tr("till exempel utbildade sjuksköterskor"))
        self.kind = combo(
            [
                ("", self.tr("Inte angivet")),
                ("formative", self.tr("Under arbetets gång")),
                ("summative", self.tr("Efteråt")),
            ],
            row.evaluation_kind,
        )
        self.by = combo(
            [
                ("", self.tr("Inte angivet")),
                ("internal", self.tr("Intern")),
                ("external", self.tr("Extern")),
            ],
            row.evaluation_by,
        )
        self.plan = text_field(row.evaluation_plan, 2)
        self.evaluated_on = day_field(row.evaluated_on)
        self.evaluation = text_field(row.evaluation)
        self.conclusion = combo(choices_of(Conclusion), row.conclusion or "")
        self.reason = QLineEdit(row.conclusion_reason)
        self.spread = QCheckBox(self.tr("Värd att sprida till andra"))
        self.spread.setChecked(row.is_worth_spreading)
        for words, field in (
            (self.tr("Antal (valfritt)"), self.output_count),
            (self.tr("Vad som räknas (valfritt)"), self.output),
            (self.tr("Utvärdering görs"), self.kind),
            (self.tr("Utvärderare"), self.by),
            (self.tr("Plan för utvärderingen (valfritt)"), self.plan),
            (self.tr("Utvärderad (valfritt)"), self.evaluated_on),
            (self.tr("Resultat och var det står (valfritt)"), self.evaluation),
            (self.tr("Slutsats"), self.conclusion),
            (self.tr("Skäl (valfritt)"), self.reason),
            (self.tr("Spridning"), self.spread),
        ):
            self.add_row(words, field)
        self.spread.setAccessibleName(self.spread.text())
        self.output_count.setFocus()

    def _count(self) -> str:
        return "".join(self.output_count.text().split())

    def _is_count(self) -> bool:
        return not self._count() or self._count().isdecimal()

    def _read_evaluation(self) -> dict[str, object]:
        count = self._count()
        conclusion = str(self.conclusion.currentData())
        return {
            "output_count": int(count) if count.isdecimal() else None,
            "output": self.output.text().strip(),
            "evaluation_kind": str(self.kind.currentData()),
            "evaluation_by": str(self.by.currentData()),
            "evaluation_plan": typed(self.plan),
            "evaluated_on": read_day(self.evaluated_on),
            "evaluation": typed(self.evaluation),
            "conclusion": Conclusion(conclusion) if conclusion else None,
            "conclusion_reason": self.reason.text().strip(),
            "is_worth_spreading": self.spread.isChecked(),
        }

    # Twelve months on

    def _fill_durability(self) -> None:
        self.add_note(
            self.tr(
                "Tolv månader efter slutet eller efter att medlen tog slut: mät samma mått igen "
                "under Resultatmått, och skriv här vad som gäller nu."
            )
        )
        self.durability_on = day_field(self._row.durability_on)
        self.durability = text_field(self._row.durability)
        self.add_row(self.tr("Prövad"), self.durability_on)
        self.add_row(self.tr("Hur är det nu?"), self.durability)
        self.durability_on.setFocus()

    def _read_durability(self) -> dict[str, object]:
        return {
            "durability_on": read_day(self.durability_on),
            "durability": typed(self.durability),
        }


def make_from_improvement(
    context: DialogContext, area: ImprovementRow, parent: QWidget | None = None
) -> InitiativeDialog:
    """Return the form of an initiative about an improvement area, which it is linked with."""
    values = context.selection.values
    known = {each.key for each in (*values.regions, *values.health_care_regions)}
    place = improvements.region_of(area)
    row = InitiativeRow(
        title=area.title,
        origin=Origin.REGISTER,
        problem=". ".join(part for part in (area.note, area.figure) if part),
        svf=area.svf,
        area=place if place in known else "",
    )
    add = partial(initiatives.add_initiative, improvement_uuid=area.uuid)
    return InitiativeDialog(context, row, parent, add=add)


def area_box(context: DialogContext, area: str, whole: str) -> ChoiceBox:
    """Return a choice of the whole, the health care regions and the regions."""
    values = context.selection.values
    choices = [("", whole)]
    choices += [(each.key, each.label) for each in values.health_care_regions]
    choices += [(each.key, each.label) for each in values.regions]
    return combo(choices, area)
