"""An activity: four fields in everyday use, and the rest where it is asked for."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from rccdesk.enums import Channel, ItemState
from rccdesk.services import plans
from rccdesk.services.plans.model import ActivityRow
from rccdesk.texts import text
from rccdesk.ui.dialogs.form_dialog import combo, day_field, read_day
from rccdesk.ui.dialogs.plan_fields import (
    PlanChoices,
    choices_of,
    chosen_state,
    offered_field,
    state_box,
)
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog
from rccdesk.ui.plan_state import STATES
from rccdesk.ui.widgets.buttons import Button

_NEED_REASON = (ItemState.NOT_NOW, ItemState.DROPPED)


class ActivityDialog(SavingDialog):
    """Adds an activity, or edits one; ``saved`` gives the stored `ActivityRow`.

    An edit shows state, date, responsible and next step; a new one also its goal. With a state
    that needs a reason the fourth field is the reason.
    """

    def __init__(
        self,
        context: DialogContext,
        row: ActivityRow,
        choices: PlanChoices,
        parent: QWidget | None = None,
    ) -> None:
        self._is_new = not row.uuid
        heading = self.tr("Lägg till aktivitet") if self._is_new else row.title
        super().__init__(context, heading, parent)
        self._row = row
        self.title = QLineEdit(row.title)
        self.state = state_box(STATES, row.state)
        self.due = day_field(row.due_on)
        self.responsible = offered_field(row.responsible, choices.responsible)
        self.next_step = QLineEdit(self._fourth())
        if self._is_new:
            self.add_row(self.tr("Aktivitet"), self.title)
        self.add_row(self.tr("Status"), self.state)
        self.add_row(text("fields.activity.due_on"), self.due)
        self.add_row(text("fields.activity.responsible"), self.responsible)
        self._fourth_label = self.add_row(text("fields.activity.next_step"), self.next_step)
        self._build_more(choices)
        self.set_buttons(
            self.tr("Lägg till aktivitet") if self._is_new else self.tr("Spara aktiviteten")
        )
        self.more = Button(self.tr("Fler uppgifter"), "flat", self._turn_more, icon="expand")
        self.button_row.insertWidget(0, self.more)
        self.state.currentIndexChanged.connect(lambda _index: self._name_fourth())
        self._name_fourth()
        self._show_more(shown=False)
        (self.title if self._is_new else self.state).setFocus()

    @property
    def rest(self) -> tuple[QWidget, ...]:
        """The fields that are shown when asked for."""
        found = (self.starts, self.done_on, self.region, self.channel, self.needs_decision)
        return found if self._is_new else (self.title, self.goal, *found)

    def row(self) -> ActivityRow:
        """Return what the fields hold; ValueError for a date that cannot be read."""
        state = chosen_state(self.state)
        fourth = self.next_step.text().strip()
        needs = state in _NEED_REASON
        channel = str(self.channel.currentData())
        return replace(
            self._row,
            title=self.title.text().strip(),
            plan_item_uuid=str(self.goal.currentData()),
            state=state,
            state_reason=fourth if needs else "",
            next_step=self._row.next_step if needs else fourth,
            responsible=self.responsible.text().strip(),
            starts_on=read_day(self.starts),
            due_on=read_day(self.due),
            done_on=read_day(self.done_on),
            region=str(self.region.currentData()),
            channel=Channel(channel) if channel else None,
            needs_decision=self.needs_decision.isChecked(),
        )

    def send(self) -> None:
        """Store the activity: by the four fields alone where nothing else was changed."""
        try:
            row = self.row()
        except ValueError:
            self.say_bad_day()
            return
        if self._is_new:
            self.save(self.tr("Aktiviteten är tillagd."), plans.add_activity, row)
            return
        said = self.tr("Aktiviteten är sparad.")
        fourth = self.next_step.text().strip()
        same = replace(
            row,
            state=self._row.state,
            state_reason=self._row.state_reason,
            due_on=self._row.due_on,
            responsible=self._row.responsible,
            next_step=self._row.next_step,
        )
        if same != self._row:
            self.save(said, plans.update_activity, row)
            return
        self.save(
            said,
            plans.edit_activity,
            row.uuid,
            state=row.state,
            due_on=row.due_on,
            responsible=row.responsible,
            next_step=fourth,
        )

    def _build_more(self, choices: PlanChoices) -> None:
        row = self._row
        self.goal = combo(
            [("", self.tr("Inget mål")), *((uuid, name) for uuid, name, _depth in choices.goals)],
            row.plan_item_uuid,
        )
        self.starts = day_field(row.starts_on)
        self.done_on = day_field(row.done_on)
        self.region = combo([("", self.tr("Alla regioner")), *choices.regions], row.region)
        self.channel = combo(choices_of("channel", Channel), str(row.channel or ""))
        self.needs_decision = QCheckBox(text("fields.activity.needs_decision"))
        self.needs_decision.setChecked(row.needs_decision)
        if not self._is_new:
            self.add_row(self.tr("Aktivitet"), self.title)
        self.add_row(text("fields.activity.plan_item_uuid"), self.goal)
        self.add_row(text("fields.activity.starts_on"), self.starts)
        self.add_row(text("fields.activity.done_on"), self.done_on)
        self.add_row(text("fields.activity.region"), self.region)
        self.add_row(text("fields.activity.channel"), self.channel)
        self.add_row("", self.needs_decision)

    def _fourth(self) -> str:
        needs = self._row.state in _NEED_REASON
        return self._row.state_reason if needs else self._row.next_step

    def _name_fourth(self) -> None:
        """Ask for the reason in place of the next step where the state needs one."""
        needs = chosen_state(self.state) in _NEED_REASON
        words = self.tr("Skäl") if needs else text("fields.activity.next_step")
        self._fourth_label.setText(words)
        self.next_step.setAccessibleName(words)
        typed = self.next_step.text()
        if needs and typed == self._row.next_step and not self._row.state_reason:
            self.next_step.clear()
        elif not needs and not typed:
            self.next_step.setText(self._row.next_step)

    def _turn_more(self) -> None:
        self._show_more(shown=self.starts.isHidden())

    def _show_more(self, *, shown: bool) -> None:
        for field in self.rest:
            self.set_row_shown(field, shown=shown)
        self.more.setText(self.tr("Färre uppgifter") if shown else self.tr("Fler uppgifter"))
