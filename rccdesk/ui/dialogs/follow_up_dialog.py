"""The follow-up of a goal or an activity for a period; what was written before is there already."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from rccdesk.enums import Thing
from rccdesk.periods import parse_period
from rccdesk.services import plans
from rccdesk.services.plans.model import FollowUpRow
from rccdesk.texts import text
from rccdesk.ui.dialogs.form_dialog import day_field, read_day
from rccdesk.ui.dialogs.plan_fields import chosen_state, state_box
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog, text_field, typed
from rccdesk.ui.plan_state import STATES
from rccdesk.ui.widgets.labels import Label


class FollowUpDialog(SavingDialog):
    """Saves what is said of ``row``'s subject for its period; the period can be changed."""

    def __init__(
        self,
        context: DialogContext,
        row: FollowUpRow,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, self.tr("Följ upp {name}").format(name=name), parent)
        self._row = row
        self.period = QLineEdit(row.period)
        self.period.setPlaceholderText("2026-T2, 2026-Q3, 2026-09, 2026")
        self.state = state_box(STATES, row.state)
        self.text = text_field(row.text, 4)
        self.action = text_field(row.action, 2)
        self.day = day_field(row.day)
        self.figure = Label("", "small", "text2", wraps=True)
        self.add_row(text("fields.follow_up.period"), self.period)
        self.add_row(self.tr("Status"), self.state)
        self.add_row(text("fields.follow_up.text"), self.text)
        self.add_row(text("fields.follow_up.action"), self.action)
        self.add_row(text("fields.follow_up.day"), self.day)
        self.add_row(text("fields.follow_up.figure"), self.figure)
        self.set_buttons(self.tr("Spara uppföljningen"))
        self._show_figure()
        self.period.editingFinished.connect(self._change_period)
        self.state.setFocus()

    def row(self) -> FollowUpRow:
        """Return what the fields hold; ValueError for a date that cannot be read."""
        return replace(
            self._row,
            period=self.period.text().strip(),
            state=chosen_state(self.state),
            text=typed(self.text),
            action=typed(self.action),
            day=read_day(self.day) or self._row.day,
        )

    def send(self) -> None:
        """Store the follow-up."""
        try:
            row = self.row()
        except ValueError:
            self.say_bad_day()
            return
        self.save(self.tr("Uppföljningen är sparad."), plans.save_follow_up, row)

    def _change_period(self) -> None:
        """Begin with what is said for another period; what has been typed here stays."""
        period = self.period.text().strip()
        try:
            parse_period(period)
        except ValueError:
            self.say(self.tr("Skriv perioden som 2026-T2, 2026-Q3, 2026-09 eller 2026."))
            return
        if period == self._row.period:
            return
        kind, key = self._row.subject_kind, self._row.subject_key
        self.context.tasks.run_latest(self, plans.propose_follow_up, kind, key, period).then(
            self._take
        ).catch(self.refuse)

    def _take(self, proposed: FollowUpRow) -> None:
        before, self._row = self._row, proposed
        if typed(self.text) == before.text.strip():
            self.text.setPlainText(proposed.text)
        if typed(self.action) == before.action.strip():
            self.action.setPlainText(proposed.action)
        self._show_figure()

    def _show_figure(self) -> None:
        self.figure.setText(self._row.figure or self.tr("Ingen siffra finns att visa."))
        self.set_row_shown(self.figure, shown=self._row.subject_kind is Thing.PLAN_ITEM)


def open_follow_up(
    context: DialogContext, kind: Thing, key: str, period: str, name: str, parent: QWidget
) -> None:
    """Read what a follow-up may begin with, and open its dialog."""

    def show(row: FollowUpRow) -> None:
        FollowUpDialog(context, row, name, parent).open()

    context.tasks.run_latest(parent, plans.propose_follow_up, kind, key, period).then(show)
