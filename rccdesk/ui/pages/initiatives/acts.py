"""What the page of an initiative does: its dialogs, and the writes of its tabs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from rccdesk.enums import Answer, LinkRole, Thing
from rccdesk.files import safe_name
from rccdesk.services import initiatives, links, plans
from rccdesk.services.initiatives.model import OutcomeRow, UnitAnswer
from rccdesk.services.plans.model import ActivityRow, ObstacleRow
from rccdesk.services.value_keys import is_goal_key
from rccdesk.ui import messages
from rccdesk.ui.dialogs.activity_dialog import ActivityDialog
from rccdesk.ui.dialogs.answer_dialog import AnswerDialog
from rccdesk.ui.dialogs.initiative_dialog import InitiativeDialog, InitiativePart
from rccdesk.ui.dialogs.initiative_state_dialog import InitiativeStateDialog
from rccdesk.ui.dialogs.link_dialog import LinkDialog
from rccdesk.ui.dialogs.obstacle_dialog import ObstacleDialog
from rccdesk.ui.dialogs.outcome_dialog import MeasureDialog, OutcomeDialog
from rccdesk.ui.initiative_words import words_of

if TYPE_CHECKING:
    from rccdesk.services.initiatives.effect_chain import Place
    from rccdesk.ui.pages.initiatives.sheet import Sheet
    from rccdesk.ui.pages.page import Context, Page


class Acts(QObject):
    """Opens the dialogs of an initiative and writes what its tabs ask for."""

    def __init__(self, page: Page, context: Context, get_sheet: Callable[[], Sheet | None]) -> None:
        super().__init__(page)
        self._page, self._context, self._get_sheet = page, context, get_sheet
        self._tasks = context.tasks

    @property
    def _sheet(self) -> Sheet:
        sheet = self._get_sheet()
        assert sheet is not None
        return sheet

    # Dialogs

    def make_edit_dialog(self, part: InitiativePart) -> InitiativeDialog:
        """Return the form of a part of the initiative."""
        return InitiativeDialog(self._context, self._sheet.row, self._page.window(), part=part)

    def make_change_dialog(self) -> InitiativeDialog:
        """Return the form of the initiative where one says what changes in the work."""
        dialog = self.make_edit_dialog(InitiativePart.ABOUT)
        dialog.work_change.setFocus()
        return dialog

    def make_state_dialog(self) -> InitiativeStateDialog:
        """Return the question of where the initiative stands."""
        return InitiativeStateDialog(self._context, self._sheet.row, self._page.window())

    def make_outcome_dialog(self, row: OutcomeRow | None = None) -> OutcomeDialog:
        """Return the form of an outcome, of a new one for the pathways of the initiative."""
        initiative = self._sheet.row
        selection = [("svf", code) for code in initiative.svf[:1]]
        known = {choice.key for choice in self._context.selection.values.regions}
        if initiative.area in known:
            selection.append(("region", initiative.area))
        started = row or OutcomeRow(initiative.uuid, "", tuple(selection))
        return OutcomeDialog(self._context, started, self._page.window())

    def make_measure_dialog(self, row: OutcomeRow, moment: str) -> MeasureDialog:
        """Return the question of which period is measured at a moment."""
        said = self._sheet.card.outcomes[self._sheet.outcomes.index(row)]
        place = said.compared_with if moment.startswith("compared") else said.place
        title = ", ".join(part for part in (said.measure, place) if part)
        return MeasureDialog(self._context, row, moment, title, self._page.window())

    def make_answer_dialog(self, uuid: str = "") -> AnswerDialog:
        """Return the form of a unit's answer, new or standing."""
        sheet = self._sheet
        found = next((each for each in sheet.answers if each.uuid == uuid), None)
        own = self._context.selection.region or (sheet.regions[0][0] if sheet.regions else "")
        row = found or UnitAnswer(sheet.row.uuid, own, "", Answer.NOT_CONTACTED)
        return AnswerDialog(self._context, row, sheet.regions, sheet.units, self._page.window())

    def make_activity_dialog(self, row: ActivityRow | None = None) -> ActivityDialog:
        """Return the form of an activity of the initiative."""
        sheet = self._sheet
        started = row or ActivityRow("", initiative_uuid=sheet.row.uuid)
        return ActivityDialog(self._context, started, sheet.choices, self._page.window())

    def make_obstacle_dialog(self, row: ObstacleRow | None = None) -> ObstacleDialog:
        """Return the form of an obstacle of the initiative."""
        return ObstacleDialog(
            self._context, Thing.INITIATIVE, self._sheet.row.uuid, self._page.window(), row=row
        )

    def link(self, role: LinkRole, kind: Thing | None = None) -> None:
        """Open the links of the initiative in a role, and offer things of ``kind`` first."""
        dialog = LinkDialog(
            self._context,
            Thing.INITIATIVE,
            self._sheet.row.uuid,
            self._page.window(),
            roles=(role,),
        )
        if kind is not None:
            dialog.choose_kind(kind)
        dialog.open()

    # Answers

    def answer(self, uuid: str, answer: Answer) -> None:
        """Store another answer of a unit, of today."""
        found = next((each for each in self._sheet.answers if each.uuid == uuid), None)
        if found is not None:
            place = found.unit or self._sheet.region_name(found.region)
            said = self.tr("{unit}: {answer}.").format(unit=place, answer=words_of(answer))
            row = replace(found, answer=answer, day=None)
            self._write(initiatives.set_answer, row, said=said)

    def type_answer(self, uuid: str, field: str, words: str) -> None:
        """Store a reason or a day that was typed in the table."""
        found = next((each for each in self._sheet.answers if each.uuid == uuid), None)
        if found is None:
            return
        if field == "reason":
            self._write(initiatives.set_answer, replace(found, reason=words))
            return
        try:
            day = dt.date.fromisoformat(words) if words else None
        except ValueError:
            self._page.toast(self.tr("Skriv datumet som 2026-03-05, eller lämna fältet tomt."))
            return
        self._write(initiatives.set_answer, replace(found, day=day))

    def remove_answer(self, uuid: str) -> None:
        """Put an answer in the Papperskorg."""
        said = self.tr("Svaret är flyttat till Papperskorgen.")
        self._write(initiatives.delete_answer, uuid, said=said)

    # Results, work, links

    def remove_outcome(self, row: OutcomeRow) -> None:
        """Put an outcome in the Papperskorg."""
        said = self.tr("Resultatmåttet är flyttat till Papperskorgen.")
        self._write(initiatives.delete_outcome, row.uuid, said=said)

    def show_chart(self, row: OutcomeRow) -> None:
        """Show the trend of an outcome, of its pathway."""
        codes = dict(row.selection)
        selection = self._context.selection
        known = {choice.key for choice in selection.values.processes}
        if codes.get("svf") in known:
            selection.set_svf(codes["svf"])
        if is_goal_key(row.measure):
            self._page.navigate("lead_times", goal=row.measure, tab="trend")
        else:
            self._page.navigate("indicators", indicator=row.measure, tab="trend")

    def remove_activity(self, uuid: str) -> None:
        """Put an activity in the Papperskorg."""
        said = self.tr("Aktiviteten är flyttad till Papperskorgen.")
        self._write(plans.delete_activity, uuid, said=said)

    def raise_obstacle(self, uuid: str) -> None:
        """Raise an obstacle to the steering body."""
        body = self._sheet.choices.terms["steering_body"].definite
        said = self.tr("Hindret är lyft till {body}.").format(body=body)
        self._write(plans.raise_obstacle, uuid, said=said)

    def remove_obstacle(self, uuid: str) -> None:
        """Put an obstacle in the Papperskorg."""
        said = self.tr("Hindret är flyttat till Papperskorgen.")
        self._write(plans.delete_obstacle, uuid, said=said)

    def unlink(self, uuid: str) -> None:
        """Put a link in the Papperskorg."""
        said = self.tr("Kopplingen är flyttad till Papperskorgen.")
        self._write(links.delete_link, uuid, said=said)

    def go(self, place: Place) -> None:
        """Show what a step of the chain or a link points at."""
        page, arguments = place
        self._page.navigate(page, **arguments)

    # The card

    def print_card(self) -> None:
        """Write the result card as PDF."""
        row = self._sheet.row
        path = self._ask_path(f"{safe_name(row.title)}.pdf", "*.pdf")
        if path is not None:
            self._save(initiatives.write_card, row.uuid, path)

    def export_card(self) -> None:
        """Write the result card so that another installation can read it."""
        row = self._sheet.row
        path = self._ask_path(f"{safe_name(row.title)}.json", "*.json")
        if path is not None:
            self._save(initiatives.export_cards, (row.uuid,), path)

    def _ask_path(self, name: str, kind: str) -> Path | None:
        title = self.tr("Var ska resultatkortet sparas?")
        path, _kind = QFileDialog.getSaveFileName(self._page, title, str(Path.home() / name), kind)
        return Path(path) if path else None

    def _save(self, call: Callable[..., Path], *args: object) -> None:
        said = self.tr("Resultatkortet är sparat: {file}")
        self._tasks.run_file(self._page, call, *args).then(
            lambda made: self._page.toast(said.format(file=made.name))
        ).catch(self.refuse)

    # Writing

    def _write(self, call: Callable[..., Any], *args: object, said: str = "") -> None:
        task = self._tasks.run_write(self._page, call, *args)
        if said:
            task.then(lambda _done: self._page.toast(said, self._page.window_actions.undo))
        task.catch(self.refuse)

    def confirm(self, uuid: str) -> None:
        """Confirm a link."""
        self._write(links.confirm_links, (uuid,))

    def refuse(self, error: Exception) -> None:
        """Say why something was not done, and show what stands."""
        if not messages.report_bug(error, self._page):
            self._page.toast(messages.sentence(error))
        self._page.refresh()
