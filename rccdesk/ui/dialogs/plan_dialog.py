"""A plan: what it is called, whose it is, when it holds, and the RCC's own words for its levels."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from rccdesk.enums import PlanKind, PlanState
from rccdesk.services import plans
from rccdesk.services.plans.model import PlanRow
from rccdesk.texts import text
from rccdesk.ui.dialogs.form_dialog import combo, day_field, read_day
from rccdesk.ui.dialogs.plan_fields import PlanChoices, code_words, offered_field
from rccdesk.ui.dialogs.saving_dialog import (
    DialogContext,
    SavingDialog,
    process_field,
    text_field,
    typed,
)
from rccdesk.ui.widgets.buttons import Button


class PlanDialog(SavingDialog):
    """Adds or changes a plan; ``saved`` gives the stored `PlanRow`, None where it is put away."""

    def __init__(
        self,
        context: DialogContext,
        row: PlanRow,
        choices: PlanChoices,
        parent: QWidget | None = None,
    ) -> None:
        self._is_new = not row.uuid
        super().__init__(context, self.tr("Skapa plan") if self._is_new else row.name, parent)
        self._row = row
        self.name = QLineEdit(row.name)
        self.kind = combo(
            [(kind.value, self._kind_words(kind, choices)) for kind in PlanKind], row.kind
        )
        self.state = combo([(s.value, code_words("plan_state", s)) for s in PlanState], row.state)
        self.valid_from, self.valid_to = day_field(row.valid_from), day_field(row.valid_to)
        self.valid_to.setPlaceholderText(self.tr("tomt: tills vidare"))
        self.region = combo([("", self.tr("Hela RCC")), *choices.regions], row.region)
        self.svf = process_field(context.selection.values.processes, row.svf)
        none = [("", self.tr("Ingen"))]
        others = [each for each in choices.plans if each[0] != row.uuid]
        self.above = combo(none + others, row.parent_uuid)
        self.replaces = combo(none + others, row.replaces_uuid)
        self.levels = QLineEdit(", ".join(row.level_names))
        self.levels.setPlaceholderText(self.tr("Mål, Delmål, Insatsområde"))
        self.owner = offered_field(row.owner_role, choices.responsible)
        self.vision = text_field(row.vision, 3)
        self.note = text_field(row.note, 2)
        first: tuple[tuple[str, QWidget], ...] = (
            ("name", self.name),
            ("kind", self.kind),
            ("region", self.region),
            ("svf", self.svf),
            ("state", self.state),
        )
        for name, field in first:
            self.add_row(self._words(name), field)
        self.add_row(self.tr("Gäller från"), self.valid_from)
        self.add_row(self.tr("Gäller till"), self.valid_to)
        rest: tuple[tuple[str, QWidget], ...] = (
            ("level_names", self.levels),
            ("owner_role", self.owner),
            ("vision", self.vision),
            ("parent_uuid", self.above),
            ("replaces_uuid", self.replaces),
            ("note", self.note),
        )
        for name, field in rest:
            self.add_row(self._words(name), field)
        self.set_buttons(self.tr("Skapa plan") if self._is_new else self.tr("Spara planen"))
        if not self._is_new:
            trash = Button(self.tr("Flytta till Papperskorgen"), "flat", self._delete, icon="trash")
            self.button_row.insertWidget(0, trash)
        self.kind.currentIndexChanged.connect(lambda _index: self._fit_kind())
        self._fit_kind()
        self.name.setFocus()
        self.name.selectAll()

    def row(self) -> PlanRow:
        """Return what the fields hold; ValueError for a date that cannot be read."""
        kind = PlanKind(str(self.kind.currentData()))
        levels = (each.strip() for each in self.levels.text().split(","))
        return replace(
            self._row,
            name=self.name.text().strip(),
            kind=kind,
            state=PlanState(str(self.state.currentData())),
            region=str(self.region.currentData()) if kind is PlanKind.REGION else "",
            svf=self.svf.keys if kind is PlanKind.PROCESS else (),
            valid_from=read_day(self.valid_from),
            valid_to=read_day(self.valid_to),
            level_names=tuple(each for each in levels if each),
            owner_role=self.owner.text().strip(),
            vision=typed(self.vision),
            parent_uuid=str(self.above.currentData()),
            replaces_uuid=str(self.replaces.currentData()),
            note=typed(self.note),
        )

    def send(self) -> None:
        """Store the plan."""
        try:
            row = self.row()
        except ValueError:
            self.say_bad_day()
            return
        if self._is_new:
            self.save(self.tr("Planen är skapad."), plans.add_plan, row)
        else:
            self.save(self.tr("Planen är sparad."), plans.update_plan, row)

    def _words(self, name: str) -> str:
        return self.tr("Namn") if name == "name" else text(f"fields.plan.{name}")

    def _kind_words(self, kind: PlanKind, choices: PlanChoices) -> str:
        """Return what a kind of plan is called here, by the RCC's own words where it has any."""
        keys = {
            PlanKind.CANCER: "cancer_plan",
            PlanKind.REGION: "regional_plan",
            PlanKind.ANNUAL: "annual_plan",
        }
        word = choices.terms.get(keys.get(kind, ""))
        if word is None:
            return code_words("plan_kind", kind)
        return word.singular[:1].upper() + word.singular[1:]

    def _fit_kind(self) -> None:
        kind = PlanKind(str(self.kind.currentData()))
        self.set_row_shown(self.region, shown=kind is PlanKind.REGION)
        self.set_row_shown(self.svf, shown=kind is PlanKind.PROCESS)

    def _delete(self) -> None:
        said = self.tr("Planen är flyttad till Papperskorgen.")
        self.save(said, plans.delete_plan, self._row.uuid)
