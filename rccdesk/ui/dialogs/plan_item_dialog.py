"""A goal of a plan in sections; only its title is compulsory, and it says live what is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from rccdesk.enums import Direction, GoalShape, ItemState, Scope
from rccdesk.services import plans
from rccdesk.services.plans.model import PlanItemRow
from rccdesk.texts import text
from rccdesk.ui.dialogs.form_dialog import combo, day_field, read_day
from rccdesk.ui.dialogs.plan_fields import (
    PROPORTION,
    PlanChoices,
    choices_of,
    chosen_state,
    number_words,
    offered_field,
    read_number,
    read_whole,
    state_box,
)
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog, text_field, typed
from rccdesk.ui.plan_state import STATES
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

_NEED_REASON = (ItemState.NOT_NOW, ItemState.DROPPED)
_THREE = ("1", "2", "3")


class PlanItemDialog(SavingDialog):
    """Adds or changes a goal; ``saved`` gives the stored `PlanItemRow`.

    A new one can be followed by the next without leaving: ``next_wanted`` comes with what was
    stored.
    """

    wanted_width = 720

    def __init__(
        self,
        context: DialogContext,
        row: PlanItemRow,
        choices: PlanChoices,
        parent: QWidget | None = None,
    ) -> None:
        self._is_new = not row.uuid
        heading = self.tr("Lägg till mål") if self._is_new else row.name
        super().__init__(context, heading, parent)
        self._row = row
        self._choices = choices
        self._measures = frozenset(key for key, _name in choices.measures)
        self._build_goal()
        self._build_measure()
        self._build_why()
        self._build_resources()
        self.set_buttons(self.tr("Lägg till mål") if self._is_new else self.tr("Spara målet"))
        self.missing = Label("", "small_strong", "text2", wraps=True)
        self.missing.setContentsMargins(24, 8, 24, 8)
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        outer.insertWidget(2, self.missing)
        if self._is_new:
            again = Button(self.tr("Lägg till och skriv nästa"), act=self._send_and_go_on)
            self.button_row.insertWidget(self.button_row.count() - 1, again)
        self._goes_on = False
        self._watch()
        self._on_changed()
        self.title.setFocus()

    def row(self) -> PlanItemRow:
        """Return what the fields hold; ValueError with the words that cannot be read."""
        unit = self._unit()
        state = chosen_state(self.state)
        shape, direction = self.shape.currentData(), self.direction.currentData()
        scope = self.scope.currentData()
        return replace(
            self._row,
            title=self.title.text().strip(),
            code=self.code.text().strip(),
            parent_uuid=str(self.goal.currentData()),
            description=typed(self.description),
            state=state,
            state_reason=self.reason.text().strip() if state in _NEED_REASON else "",
            measure=self.measure.text().strip(),
            measure_key=str(self.measure_key.currentData()),
            definition=typed(self.definition),
            goal_shape=GoalShape(shape) if shape else None,
            direction=Direction(direction) if direction else None,
            level=read_number(self.level.text(), unit),
            higher_level=read_number(self.higher_level.text(), unit),
            unit_of_measure=unit,
            baseline_value=read_number(self.baseline.text(), unit),
            baseline_period=self.baseline_period.text().strip(),
            target_date=read_day(self.target_date),
            responsible=self.responsible.text().strip(),
            follow_up_months=read_whole(self.months.text()),
            is_overall=self.overall.isChecked(),
            data_source=self.source.text().strip(),
            problem=typed(self.problem_text),
            expected_effect=typed(self.effect),
            priority=read_whole(self.priority.text()),
            priority_reason=self.priority_reason.text().strip(),
            budget=self.budget.text().strip(),
            risk=self.risk.text().strip(),
            risk_likelihood=read_whole(str(self.likelihood.currentData())),
            risk_consequence=read_whole(str(self.consequence.currentData())),
            risk_measure=self.risk_measure.text().strip(),
            scope=Scope(scope) if scope else None,
        )

    def send(self) -> None:
        """Store the goal."""
        try:
            row = self.row()
        except ValueError as error:
            self._say_unread(error)
            return
        if self._is_new:
            self.save(self.tr("Målet är tillagt."), plans.add_item, row)
        else:
            self.save(self.tr("Målet är sparat."), plans.update_item, row)

    # Building

    def _field(self, name: str) -> str:
        return text(f"fields.plan_item.{name}")

    def _section(self, words: str) -> None:
        self._form.addRow(Label(words, "h3"))

    def _line(self, name: str, words: str | None = None) -> QLineEdit:
        field = QLineEdit(str(getattr(self._row, name)) if words is None else words)
        self.add_row(self._field(name), field)
        return field

    def _text(self, name: str) -> QPlainTextEdit:
        field = text_field(str(getattr(self._row, name)), 2)
        self.add_row(self._field(name), field)
        return field

    def _choice(self, name: str, choices: list[tuple[str, str]]) -> QComboBox:
        field = combo(choices, str(getattr(self._row, name) or ""))
        self.add_row(self._field(name), field)
        return field

    def _build_goal(self) -> None:
        row = self._row
        self.title = self._line("title")
        self.code = self._line("code")
        nowhere = [("", self.tr("Överst i planen"))]
        self.goal = combo(
            nowhere
            + [
                (uuid, "\u2003" * depth + name)
                for uuid, name, depth in self._choices.goals
                if uuid != row.uuid
            ],
            row.parent_uuid,
        )
        self.add_row(self._field("parent_uuid"), self.goal)
        self.state = state_box(STATES, row.state)
        self.add_row(self.tr("Status"), self.state)
        self.reason = QLineEdit(row.state_reason)
        self.add_row(self.tr("Skäl"), self.reason)
        self.description = self._text("description")
        self.scope = self._choice("scope", choices_of("scope", Scope))

    def _build_measure(self) -> None:
        row = self._row
        self._section(self.tr("För att kunna följas upp"))
        self.measure = self._line("measure")
        none = [("", self.tr("Inget mått i programmet"))]
        self.measure_key = self._choice("measure_key", none + list(self._choices.measures))
        self.definition = self._text("definition")
        self.shape = self._choice("goal_shape", choices_of("goal_shape", GoalShape))
        directions = [("", self.tr("Inte angivet"))]
        directions += [
            (Direction.HIGHER.value, self.tr("Högre är bättre")),
            (Direction.LOWER.value, self.tr("Lägre är bättre")),
        ]
        self.direction = self._choice("direction", directions)
        share = row.unit_of_measure in ("", PROPORTION)
        self.unit = offered_field("%" if share else row.unit_of_measure, ("%", self.tr("dagar")))
        self.add_row(self._field("unit_of_measure"), self.unit)
        unit = row.unit_of_measure or PROPORTION
        self.level = self._line("level", number_words(row.level, unit))
        self.higher_level = self._line("higher_level", number_words(row.higher_level, unit))
        self.baseline = self._line("baseline_value", number_words(row.baseline_value, unit))
        self.baseline_period = self._line("baseline_period")
        self.target_date = day_field(row.target_date)
        self.add_row(self._field("target_date"), self.target_date)
        self.responsible = offered_field(row.responsible, self._choices.responsible)
        self.add_row(self._field("responsible"), self.responsible)
        months = "" if row.follow_up_months is None else str(row.follow_up_months)
        self.months = self._line("follow_up_months", months)
        self.overall = QCheckBox(self.tr("Övergripande uppföljning, en gång om året"))
        self.overall.setChecked(row.is_overall)
        self.add_row("", self.overall)
        self.source = self._line("data_source")

    def _build_why(self) -> None:
        row = self._row
        self._section(self.tr("Varför"))
        self.problem_text = self._text("problem")
        self.effect = self._text("expected_effect")
        self.priority = self._line("priority", "" if row.priority is None else str(row.priority))
        self.priority_reason = self._line("priority_reason")

    def _build_resources(self) -> None:
        row = self._row
        self._section(self.tr("Budget och risk"))
        self.budget = self._line("budget")
        self.risk = self._line("risk")
        three = [("", self.tr("Inte angivet"))] + [(each, each) for each in _THREE]
        self.likelihood = combo(three, str(row.risk_likelihood or ""))
        self.consequence = combo(three, str(row.risk_consequence or ""))
        self.add_row(self._field("risk_likelihood"), self.likelihood)
        self.add_row(self._field("risk_consequence"), self.consequence)
        self.risk_measure = self._line("risk_measure")

    # Live

    def _watch(self) -> None:
        for line in self.findChildren(QLineEdit):
            line.textChanged.connect(self._on_changed)
        for box in self.findChildren(QComboBox):
            box.currentIndexChanged.connect(self._on_changed)
        for field in self.findChildren(QPlainTextEdit):
            field.textChanged.connect(self._on_changed)
        self.overall.toggled.connect(self._on_changed)

    def _on_changed(self, *_: object) -> None:
        needs = chosen_state(self.state) in _NEED_REASON
        shape = self.shape.currentData()
        for field, shown in (
            (self.reason, needs),
            (self.direction, shape == GoalShape.DIRECTION),
            (self.level, shape in (GoalShape.LEVEL, GoalShape.TWO_LEVELS)),
            (self.higher_level, shape == GoalShape.TWO_LEVELS),
            (self.months, not self.overall.isChecked()),
        ):
            if field.isHidden() == shown:
                self.set_row_shown(field, shown=shown)
        self.missing.setText(self._completeness())

    def _completeness(self) -> str:
        try:
            return plans.completeness_words(self.row(), self._measures)
        except ValueError:
            return self.missing.text()

    def _unit(self) -> str:
        words = self.unit.text().strip()
        return PROPORTION if words in ("%", "procent", "andel") else words

    # Sending

    def _send_and_go_on(self) -> None:
        self._goes_on = True
        self.send()

    def _done(self, stored: object, said: str) -> None:
        if not self._goes_on:
            super()._done(stored, said)
            return
        self._goes_on = False
        self.saved.emit(stored)
        self.context.window.toast(said, self.context.window.undo)
        self.accept_button.setEnabled(True)
        self._row = replace(
            PlanItemRow(self._row.plan_uuid, ""), parent_uuid=str(self.goal.currentData())
        )
        for field in (self.title, self.code):
            field.clear()
        self.title.setFocus()

    def _fail(self, error: Exception) -> None:
        self._goes_on = False
        super()._fail(error)

    def _say_unread(self, error: ValueError) -> None:
        readers: tuple[tuple[QLineEdit, Callable[[str], object], str], ...] = (
            (self.target_date, lambda _words: read_day(self.target_date), self.tr("ett datum")),
            *(
                (field, lambda words: read_number(words, ""), self.tr("ett tal"))
                for field in (self.level, self.higher_level, self.baseline)
            ),
            *((field, read_whole, self.tr("ett heltal")) for field in (self.months, self.priority)),
        )
        del error
        for field, read, kind in readers:
            try:
                read(field.text())
            except ValueError:
                self.say(
                    self.tr("{field}: {typed} kan inte läsas som {kind}.").format(
                        field=field.accessibleName(), typed=field.text(), kind=kind
                    ),
                    field,
                )
                return
