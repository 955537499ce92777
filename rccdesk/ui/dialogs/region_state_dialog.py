"""Where a goal stands in a region: a state by digit or choice, a note, and who is responsible."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from rccdesk.services import plans
from rccdesk.services.plans.model import ItemRegionRow
from rccdesk.texts import text
from rccdesk.ui.dialogs.form_dialog import day_field, read_day
from rccdesk.ui.dialogs.plan_fields import PlanChoices, chosen_state, offered_field, state_box
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog
from rccdesk.ui.plan_state import REGION_STATES
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.kept_place import focus_of


class RegionStateDialog(SavingDialog):
    """Saves the state of a goal in a region, or takes back what is said of it."""

    wanted_width = 520

    def __init__(
        self,
        context: DialogContext,
        row: ItemRegionRow,
        names: tuple[str, str],
        choices: PlanChoices,
        parent: QWidget | None = None,
        *,
        is_known: bool = False,
    ) -> None:
        goal, region = names
        super().__init__(context, goal, parent)
        self._row = row
        self.add_note(region)
        self.state = state_box(REGION_STATES, row.state)
        self.note = QLineEdit(row.note)
        self.responsible = offered_field(row.responsible, choices.responsible)
        self.told = day_field(row.told_on)
        self.add_row(self.tr("Status i regionen"), self.state)
        self.add_row(text("fields.plan_item_region.note"), self.note)
        self.add_row(text("fields.plan_item_region.responsible"), self.responsible)
        self.add_row(text("fields.plan_item_region.told_on"), self.told)
        self.set_buttons(self.tr("Spara status"))
        if is_known:
            clear = Button(self.tr("Ta bort uppgiften"), "flat", self._clear, icon="trash")
            self.button_row.insertWidget(0, clear)
        self.state.setFocus()

    def row(self) -> ItemRegionRow:
        """Return what the fields hold; ValueError for a date that cannot be read."""
        return replace(
            self._row,
            state=chosen_state(self.state),
            note=self.note.text().strip(),
            responsible=self.responsible.text().strip(),
            told_on=read_day(self.told),
        )

    def send(self) -> None:
        """Store the state."""
        try:
            row = self.row()
        except ValueError:
            self.say_bad_day()
            return
        self.save(self.tr("Status i regionen är sparad."), plans.set_item_region, row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a state by its digit, and save on Enter from the choice too."""
        on_choice = isinstance(focus_of(self), QComboBox)
        digit = int(event.key()) - int(Qt.Key.Key_0)
        if on_choice and 1 <= digit <= len(REGION_STATES):
            self.state.setCurrentIndex(digit - 1)
        elif on_choice and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.send()
        else:
            super().keyPressEvent(event)

    def _clear(self) -> None:
        self.save(
            self.tr("Uppgiften är borttagen."),
            plans.clear_item_region,
            self._row.item_uuid,
            self._row.region,
        )
