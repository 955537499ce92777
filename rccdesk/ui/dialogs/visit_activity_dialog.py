"""Where an agreed point goes when it becomes an activity: a goal of the plan or an initiative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from rccdesk.services import groups, initiatives, plans
from rccdesk.ui.dialogs.form_dialog import combo
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.groups.model import VisitPointRow

_GOAL, _INITIATIVE = "goal:", "initiative:"


class VisitActivityDialog(SavingDialog):
    """Makes an agreed point an activity of a goal or an initiative."""

    wanted_width = 600

    def __init__(
        self, context: DialogContext, row: VisitPointRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, self.tr("Var hör aktiviteten hemma?"), parent)
        self._row = row
        self.add_note(row.text)
        self.home = combo([("", self.tr("Välj mål eller insats"))])
        self.add_row(self.tr("Hör till"), self.home)
        self.set_buttons(self.tr("Gör till aktivitet"))
        context.tasks.run(self, _read).then(self._offer).catch(self.refuse)
        self.home.setFocus()

    def send(self) -> None:
        """Make the activity."""
        key = str(self.home.currentData() or "")
        if not key:
            self.say(self.tr("Välj vilket mål eller vilken insats aktiviteten hör till."),
                     self.home)  # fmt: skip
            return
        said = self.tr("Punkten har blivit en aktivitet.")
        if key.startswith(_GOAL):
            goal = key.removeprefix(_GOAL)
            self.save(said, groups.make_visit_activity, self._row.uuid, goal)
        else:
            of = key.removeprefix(_INITIATIVE)
            self.save(said, groups.make_visit_activity, self._row.uuid, initiative_uuid=of)

    def _offer(self, found: tuple[tuple[str, str], ...]) -> None:
        for key, words in found:
            self.home.addItem(words, key)


def _read(database: Database) -> tuple[tuple[str, str], ...]:
    """Return the open goals of the plan in use, then the initiatives, by key."""
    plan = plans.main_plan(database)
    goals = plans.list_items(database, plan.uuid) if plan is not None else ()
    open_goals = [row for row in goals if row.state not in plans.CLOSED]
    return (
        *((_GOAL + row.uuid, row.name) for row in open_goals),
        *((_INITIATIVE + row.uuid, row.title) for row in initiatives.list_initiatives(database)),
    )
