"""What can be done on the page of the groups: opening, adding, editing, removing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from rccdesk.enums import AssignmentRole, AssignmentState, Commissioner, GroupKind, Thing
from rccdesk.services import groups
from rccdesk.services.groups.model import (
    AssignmentRow,
    GroupRow,
    ParticipationRow,
    PersonRow,
    ProcessRow,
    QuestionRow,
    TrainingRow,
    VisitPointRow,
    VisitRow,
)
from rccdesk.services.packs.figure_units import find_figure_unit
from rccdesk.ui import messages
from rccdesk.ui.dialogs.assignment_dialog import AssignmentDialog
from rccdesk.ui.dialogs.group_dialog import GroupDialog
from rccdesk.ui.dialogs.national_question_dialog import NationalQuestionDialog
from rccdesk.ui.dialogs.participation_dialog import ParticipationDialog
from rccdesk.ui.dialogs.person_dialog import PersonDialog, ask_who_takes_over
from rccdesk.ui.dialogs.process_dialog import ProcessDialog
from rccdesk.ui.dialogs.training_dialog import TrainingDialog
from rccdesk.ui.dialogs.visit_activity_dialog import VisitActivityDialog
from rccdesk.ui.dialogs.visit_dialog import VisitDialog, VisitPointDialog
from rccdesk.ui.pages.groups import listings
from rccdesk.ui.pages.groups.lines import process_key
from rccdesk.ui.pages.groups.reading import Answer, Listing
from rccdesk.ui.pages.groups.told_lines import not_visited_key

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.packs.figure_units import FigureUnit
    from rccdesk.ui.pages.page import Context, Page


class GroupActs(QObject):
    """The acts of ``page`` on ``answer``, which is what it shows; None before the first."""

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.answer: Answer | None = None
        self.wanted = ""  # the key of what was just added

    def do(self, act: str, key: str) -> None:
        """Do what the button ``act`` says to the line ``key``."""
        if act == listings.OPEN:
            self.open(key)
        elif act == listings.OPEN_GROUP:
            self._open_group(key)
        elif act == listings.REPLACE:
            self._ask_who(key)
        elif act == listings.DATA_PACK:
            self._open_data_pack(key)
        else:
            dialog = self.make_dialog(act, key)
            if dialog is not None:
                dialog.open()

    def open(self, key: str) -> None:
        """Show the page of a line, or its form where it has none."""
        answer = self.answer
        if answer is None:
            return
        listing = answer.listing
        if listing is Listing.GROUPS:
            self._page.navigate("group", group=key)
        elif listing in (Listing.ASSIGNMENTS, Listing.INTRODUCTIONS, Listing.LOCAL):
            self._page.navigate("assignment", assignment=key)
        elif listing is Listing.PROCESSES:
            row = self._row(key)
            if row is not None and row.assignment is not None:
                self._page.navigate("assignment", assignment=row.assignment.uuid)
            else:
                self.make_vacant_assignment(key).open()
        elif listing is Listing.VACANCIES:
            self._open_vacancy(key)
        elif self.can_write and listing is not Listing.TIME:
            act = listings.PLAN_VISIT if listing is Listing.NOT_VISITED else listings.EDIT
            self.do(act, key)

    def make_dialog(self, act: str, key: str = "") -> QDialog | None:
        """Return the form of a new row, or of the line ``key``; None where there is none."""
        answer = self.answer
        if answer is None:
            return None
        if act == listings.PLAN_VISIT:
            row = self._row(key)
            made = VisitRow(row.region, row.unit) if row is not None else VisitRow("", "")
            return self._form(Listing.VISITS, made)
        found: Any = self._row(key) if key else self._new(answer)
        if answer.listing is Listing.PROCESSES and key and found is not None:
            found = found.process
        elif answer.listing is Listing.GROUPS and key and found is not None:
            found = found.group
        elif answer.listing is Listing.TRAINING and key and found is not None:
            found = found.row
        elif answer.listing is Listing.LOCAL and key and found is not None:
            found = found[1]
        return None if found is None else self._form(answer.listing, found)

    def make_vacant_assignment(self, key: str) -> QDialog:
        """Return the form of the assignment of a process that nobody ever had."""
        row = self._row(key)
        process = row.process.uuid if row is not None else ""
        made = AssignmentRow(
            AssignmentRole.PROCESS_LEADER,
            state=AssignmentState.VACANT,
            process_uuid=process,
            commissioned_by=Commissioner.RCC,
        )
        return self._form(Listing.ASSIGNMENTS, made)

    def remove(self, key: str) -> None:
        """Move a line to the bin, or say why not."""
        answer = self.answer
        if answer is None or not key or not self.can_write:
            return
        calls: Mapping[Listing, tuple[Callable[..., object], str]] = {
            Listing.PROCESSES: (
                groups.delete_process,
                self.tr("Processen är flyttad till Papperskorgen."),
            ),
            Listing.GROUPS: (
                groups.delete_group,
                self.tr("Gruppen är flyttad till Papperskorgen."),
            ),
            Listing.ASSIGNMENTS: (
                groups.delete_assignment,
                self.tr("Uppdraget är flyttat till Papperskorgen."),
            ),
            Listing.LOCAL: (
                groups.delete_assignment,
                self.tr("Uppdraget är flyttat till Papperskorgen."),
            ),
            Listing.PERSONS: (
                groups.delete_person,
                self.tr("Personen är flyttad till Papperskorgen."),
            ),
            Listing.PARTICIPATION: (
                groups.delete_participation,
                self.tr("Uppgiften är flyttad till Papperskorgen."),
            ),
            Listing.QUESTIONS: (
                groups.delete_question,
                self.tr("Frågan är flyttad till Papperskorgen."),
            ),
            Listing.VISITS: (
                groups.delete_visit,
                self.tr("Besöket är flyttat till Papperskorgen."),
            ),
            Listing.TRAINING: (
                groups.delete_training,
                self.tr("Utbildningsbehovet är flyttat till Papperskorgen."),
            ),
        }
        if answer.listing in calls:
            call, said = calls[answer.listing]
            uuid = key.partition("/")[0] if answer.listing is Listing.PROCESSES else key
            self._context.tasks.run_write(self._page, call, uuid).then(
                lambda _done: self._page.toast(said, self._page.window_actions.undo)
            ).catch(self.refuse)

    def do_in_foot(self, act: str, key: str, line: str) -> None:
        """Do what a button under the list says to a point of the line."""
        dialog = self.make_point_dialog(act, key, line)
        if dialog is not None:
            dialog.open()
        elif act == "show":
            self._show_activity(key, line)

    def make_point_dialog(self, act: str, key: str, line: str) -> QDialog | None:
        """Return the form of a point of the visit ``line``: a new one, an edit, an activity."""
        answer = self.answer
        if answer is None:
            return None
        window = self._page.window()
        if act == "add":
            return VisitPointDialog(self._context, VisitPointRow(line, ""), window)
        rows = answer.points.get(line, ())
        row = next((each for each in rows if each.uuid == key), None)
        if row is None or act == "show":
            return None
        if act == "make":
            return VisitActivityDialog(self._context, row, window)
        return VisitPointDialog(self._context, row, window)

    def refuse(self, error: Exception) -> None:
        """Say why the store did not take it."""
        if not messages.report_bug(error, self._page):
            self._page.toast(messages.sentence(error))

    @property
    def can_write(self) -> bool:
        """Whether the open file can be changed."""
        database = self._context.tasks.database
        return database is not None and not database.is_reading

    def _row(self, key: str) -> Any:
        """Return the row of a line of the list shown."""
        answer = self.answer
        if answer is None:
            return None
        if answer.listing is Listing.LOCAL:
            return next((each for each in answer.rows if each[1].uuid == key), None)
        key_of: Callable[[Any], str] = {
            Listing.PROCESSES: process_key,
            Listing.GROUPS: lambda row: str(row.group.uuid),
            Listing.NOT_VISITED: not_visited_key,
            Listing.TRAINING: lambda row: str(row.row.uuid),
            Listing.INTRODUCTIONS: lambda row: str(row.assignment.uuid),
        }.get(answer.listing, lambda row: str(row.uuid))
        return next((row for row in answer.rows if key_of(row) == key), None)

    def _new(self, answer: Answer) -> object:
        """Return an empty row of the list shown."""
        group = answer.choices.groups[0].uuid if answer.choices.groups else ""
        makers: Mapping[Listing, Callable[[], object]] = {
            Listing.PROCESSES: lambda: ProcessRow(""),
            Listing.GROUPS: lambda: GroupRow("", GroupKind.PROCESS_GROUP),
            Listing.ASSIGNMENTS: lambda: AssignmentRow(
                AssignmentRole.PROCESS_LEADER, commissioned_by=Commissioner.RCC
            ),
            Listing.LOCAL: lambda: AssignmentRow(AssignmentRole.LOCAL_PROCESS_LEADER),
            Listing.PERSONS: lambda: PersonRow(""),
            Listing.PARTICIPATION: lambda: ParticipationRow(group, answer.today),
            Listing.QUESTIONS: lambda: QuestionRow("", answer.today),
            Listing.VISITS: lambda: VisitRow("", ""),
            Listing.TRAINING: lambda: TrainingRow(""),
        }
        return makers[answer.listing]()

    def _form(self, listing: Listing, row: Any) -> QDialog:
        assert self.answer is not None
        context, choices, window = self._context, self.answer.choices, self._page.window()
        if listing is Listing.PROCESSES:
            made: Any = ProcessDialog(context, row, window)
        elif listing is Listing.QUESTIONS:
            made = NationalQuestionDialog(context, row, window)
        else:
            kind: Any = {
                Listing.GROUPS: GroupDialog,
                Listing.ASSIGNMENTS: AssignmentDialog,
                Listing.LOCAL: AssignmentDialog,
                Listing.PERSONS: PersonDialog,
                Listing.PARTICIPATION: ParticipationDialog,
                Listing.VISITS: VisitDialog,
                Listing.TRAINING: TrainingDialog,
            }[listing]
            made = kind(context, row, choices, window)
        made.saved.connect(self._remember)
        return made  # type: ignore[no-any-return]

    def _remember(self, row: object) -> None:
        self.wanted = str(getattr(row, "uuid", ""))

    def _open_group(self, key: str) -> None:
        row = self._row(key)
        group = getattr(row, "group_uuid", "") or getattr(getattr(row, "group", None), "uuid", "")
        if group:
            self._page.navigate("group", group=group)
        else:
            self._page.toast(self.tr("Processen har ingen grupp än. Lägg till den under Grupper."))

    def why_no_data_pack(self, key: str) -> str:
        """Say why no data pack can be made for the visit ``key``; "" where one can."""
        row = self._row(key)
        if row is None or self._figure_unit(row) is not None:
            return ""
        return self.tr("{unit} har inga siffror i filen. Läs in ett uttag där den finns.").format(
            unit=row.unit
        )

    def _figure_unit(self, row: VisitRow) -> FigureUnit | None:
        units = self.answer.figure_units if self.answer is not None else ()
        return find_figure_unit(units, row.region, row.unit)

    def _open_data_pack(self, key: str) -> None:
        row = self._row(key)
        unit = self._figure_unit(row) if row is not None else None
        if unit is not None:
            self._page.navigate("packs", region=unit.region, unit=unit.code)

    def _open_vacancy(self, key: str) -> None:
        kind, uuid, *_rest = key.split("/")
        if kind == Thing.ASSIGNMENT:
            self._page.navigate("assignment", assignment=uuid)
        elif kind == Thing.GROUP:
            self._page.navigate("group", group=uuid)
        else:
            self._page.navigate("groups", tab="processes", line=uuid)

    def _show_activity(self, key: str, line: str) -> None:
        rows = self.answer.points.get(line, ()) if self.answer is not None else ()
        row = next((each for each in rows if each.uuid == key), None)
        if row is not None:
            task = self._context.tasks.run(self._page, _place_of_activity, row.activity_uuid)
            task.then(self._go).catch(self.refuse)

    def _go(self, place: tuple[str, dict[str, object]] | None) -> None:
        if place is not None:
            self._page.navigate(place[0], **place[1])

    def _ask_who(self, key: str) -> None:
        row = self._row(key)
        if row is not None and self.answer is not None:
            ask_who_takes_over(self._context, self._page, row, self.answer.choices, self.refuse)


def _place_of_activity(database: Database, uuid: str) -> tuple[str, dict[str, object]] | None:
    from rccdesk.services.plans.activities import get_activity

    row = get_activity(database, uuid)
    if row.plan_item_uuid:
        return "plan_item", {"item": row.plan_item_uuid}
    if row.initiative_uuid:
        return "initiative", {"initiative": row.initiative_uuid}
    return None
