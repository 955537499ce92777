"""What can be done from the page of meetings, and the dialogs that ask for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog

from rccdesk import formats
from rccdesk.enums import ActionState, PointState
from rccdesk.services import decisions, meetings
from rccdesk.services.decisions.model import ActionRow
from rccdesk.services.meetings.model import MeetingRow, PointRow, SeriesRow
from rccdesk.ui import messages
from rccdesk.ui.dialogs.action_dialog import ActionDialog
from rccdesk.ui.dialogs.meeting_dialog import MeetingDialog
from rccdesk.ui.dialogs.point_dialog import PointDialog
from rccdesk.ui.dialogs.postpone_dialog import PostponeDialog
from rccdesk.ui.dialogs.series_dialog import SeriesDialog

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.meetings import TemplateRow
    from rccdesk.ui.pages.meetings.reading import Answer
    from rccdesk.ui.pages.page import Context, Page


class MeetingsActs(QObject):
    """The acts of ``page`` on ``answer``, which is what it shows; None before the first."""

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.answer: Answer | None = None

    @property
    def _shown(self) -> Answer:
        assert self.answer is not None
        return self.answer

    def make_meeting(self) -> MeetingDialog:
        """Return the form of a new meeting."""
        choices = self._shown.choices
        first = next(iter(choices.group_choices()), ("", ""))[0]
        row = MeetingRow(first, _today() + dt.timedelta(days=14))
        dialog = MeetingDialog(self._context, row, choices, self._page.window())
        dialog.saved.connect(lambda made: self._page.navigate("meeting", meeting=made.uuid))
        return dialog

    def make_series(
        self, row: SeriesRow | None = None, template: Sequence[TemplateRow] = ()
    ) -> SeriesDialog:
        """Return the form of a series; a new one without ``row``."""
        choices = self._shown.choices
        first = next(iter(choices.group_choices()), ("", ""))[0]
        return SeriesDialog(
            self._context,
            row or SeriesRow(first, ""),
            template,
            choices,
            self._page.window(),
        )

    def open_series(self, row: SeriesRow) -> None:
        """Read the template of a series and open its form."""
        task = self._context.tasks.run_latest(self._page, meetings.list_template, row.uuid)
        task.then(lambda found: self.make_series(row, found).open()).catch(self.say)

    def open_report(self) -> None:
        """Ask what the report to the political body is to be of."""
        from rccdesk.ui.dialogs.political_report_dialog import PoliticalReportDialog

        PoliticalReportDialog(self._context, self._page.window()).open()

    # Actions

    def make_action(self, uuid: str = "") -> ActionDialog:
        """Return the form of an action; of a new one without ``uuid``."""
        answer = self._shown
        choices = answer.choices
        first = next(iter(choices.group_choices()), ("", ""))[0]
        known = {each.action.uuid: each.action for each in answer.actions}
        row = known.get(uuid) or ActionRow(first, "")
        used = sorted({each.action.responsible for each in answer.actions} - {""})
        return ActionDialog(self._context, row, choices, used, self._page.window())

    def finish_action(self, uuid: str) -> None:
        """Mark an action as done."""
        row = next((a.action for a in self._shown.actions if a.action.uuid == uuid), None)
        if row is not None:
            said = self.tr("Åtgärden är markerad som klar.")
            self._write(
                said,
                partial(
                    decisions.edit_action,
                    state=ActionState.DONE,
                    due_on=row.due_on,
                    responsible=row.responsible,
                    note=row.note,
                ),
                uuid,
            )

    def make_activity(self, uuid: str) -> None:
        """Make an activity of the plan of an action, under no goal yet."""
        said = self.tr("Åtgärden är nu en aktivitet i planen. Koppla den till ett mål där.")
        self._write(said, decisions.make_action_activity, uuid, "")

    def save_calendar(self, uuids: Sequence[str]) -> None:
        """Ask for a file, and write the actions with due days as a calendar."""
        name = str(Path.home() / self.tr("Åtgärder.ics"))
        path, _kind = QFileDialog.getSaveFileName(
            self._page, self.tr("Spara åtgärderna till kalendern"), name, "*.ics"
        )
        if path:
            said = self.tr("Sparat: {file}")
            self._context.tasks.run_file(
                self._page, decisions.export_calendar, Path(path), uuids=tuple(uuids)
            ).then(lambda made: self._page.toast(said.format(file=made.name))).catch(self.refuse)

    # Points that come back

    def make_kept_point(self) -> PointDialog:
        """Return the form of a point that is kept for a later meeting."""
        choices = self._shown.choices
        first = next(iter(choices.group_choices()), ("", ""))[0]
        return PointDialog(self._context, PointRow(first, ""), self._page.window())

    def make_day(self, uuid: str) -> PostponeDialog:
        """Return the question of when a point comes back."""
        point = next(each.point for each in self._shown.returning if each.point.uuid == uuid)
        return PostponeDialog(self._context, point, (), self._page.window())

    def take_up(self, uuid: str) -> None:
        """Put a point on the next meeting of its group."""
        task = self._context.tasks.run_write(self._page, take_up, uuid, _today())
        task.then(self._taken).catch(self.refuse)

    def _taken(self, meeting: MeetingRow | None) -> None:
        if meeting is None:
            self._page.toast(self.tr("Gruppen har inget planerat möte. Lägg till ett möte först."))
            return
        words = self.tr("Punkten står nu på mötet {day}.")
        said = words.format(day=formats.iso_date(meeting.day))
        self._page.toast(said, self._page.window_actions.undo)

    def delete_point(self, uuid: str) -> None:
        """Put a point in the Papperskorg."""
        self._write(self.tr("Punkten är flyttad till Papperskorgen."), meetings.delete_point, uuid)

    def dialogs(self) -> dict[str, Callable[[], QDialog]]:
        """Return the dialogs by name."""
        found: dict[str, Callable[[], QDialog]] = {
            "add_meeting": self.make_meeting,
            "add_series": self.make_series,
            "add_action": self.make_action,
        }
        if self._shown.actions:
            found["action"] = partial(self.make_action, self._shown.actions[0].action.uuid)
        return found

    def _write(self, said: str, call: Callable[..., object], *args: object) -> None:
        self._context.tasks.run_write(self._page, call, *args).then(
            lambda _done: self._page.toast(said, self._page.window_actions.undo)
        ).catch(self.refuse)

    def refuse(self, error: Exception) -> None:
        """Say what went wrong with an act, and read again."""
        self.say(error)
        self._page.mark_stale()

    def say(self, error: Exception) -> None:
        """Say what went wrong with a reading; to read again would fail again."""
        if not messages.report_bug(error, self._page):
            self._page.toast(messages.sentence(error))


def take_up(database: Database, uuid: str, today: dt.date) -> MeetingRow | None:
    """Put a point on the next meeting of its group; None where none is planned.

    A postponed point is copied, so that the meeting it stood on keeps it; a kept one is moved.
    """
    point = meetings.get_point(database, uuid)
    meeting = meetings.next_meeting(database, point.group_uuid, today)
    if meeting is None:
        return None
    if point.meeting_uuid:
        meetings.copy_to_next(database, uuid, meeting.uuid)
        return meeting
    if point.state is PointState.POSTPONED:
        meetings.save_point_field(database, uuid, "state", PointState.PLANNED)
    meetings.move_to_next(database, uuid, meeting.uuid)
    return meeting


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
