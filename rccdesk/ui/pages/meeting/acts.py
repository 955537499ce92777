"""What can be done with a meeting and its points, and the dialogs that ask for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from rccdesk import formats
from rccdesk.enums import LinkRole, MeetingState, PointState, Thing
from rccdesk.services import links, meetings
from rccdesk.services.meetings.model import PointRegionRow, PointRow
from rccdesk.ui import messages
from rccdesk.ui.dialogs.alternatives_dialog import AlternativesDialog
from rccdesk.ui.dialogs.link_dialog import LinkDialog
from rccdesk.ui.dialogs.meeting_choices import MeetingChoices
from rccdesk.ui.dialogs.meeting_dialog import MeetingDialog
from rccdesk.ui.dialogs.point_dialog import PointDialog
from rccdesk.ui.dialogs.point_region_dialog import PointRegionDialog
from rccdesk.ui.dialogs.postpone_dialog import PostponeDialog
from rccdesk.ui.dialogs.proposals_dialog import ProposalsDialog

if TYPE_CHECKING:
    from rccdesk.services.links import Neighbour
    from rccdesk.services.meetings import MeetingRow, PointFigure, PointView, Proposal
    from rccdesk.services.packs.rows import CommentRow
    from rccdesk.ui.dialogs.comment_dialog import CommentDialog
    from rccdesk.ui.pages.meeting.reading import Answer
    from rccdesk.ui.pages.page import Context, Page

_LINKS = (LinkRole.EVIDENCE, LinkRole.SERVES, LinkRole.MEASURE)


class MeetingActs(QObject):
    """The acts of ``page`` on ``answer``, the meeting shown, and ``view``, its point."""

    point_added = Signal(str)

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.answer: Answer | None = None
        self.view: PointView | None = None
        self.author = ""  # of a new comment

    # The meeting

    @property
    def _meeting(self) -> MeetingRow:
        assert self.answer is not None
        return self.answer.meeting

    def make_edit(self) -> MeetingDialog:
        """Return the form of the meeting."""
        return MeetingDialog(self._context, self._meeting, MeetingChoices(), self._page.window())

    def start(self) -> None:
        """Start the meeting now."""
        said = self.tr("Mötet har startat.")
        self._write(said, meetings.start_meeting, self._meeting.uuid, _now())

    def end(self) -> None:
        """End the meeting now: points that were treated get their paragraphs."""
        said = self.tr("Mötet är avslutat. De behandlade punkterna har fått sina paragrafer.")
        self._write(said, meetings.end_meeting, self._meeting.uuid, _now())

    def reopen(self) -> None:
        """Let the meeting go on."""
        self._write(self.tr("Mötet är öppet igen."), meetings.reopen_meeting, self._meeting.uuid)

    def set_state(self, state: MeetingState) -> None:
        """Say where the meeting stands."""
        said = {
            MeetingState.SENT: self.tr("Mötet är markerat som utskickat."),
            MeetingState.CANCELLED: self.tr("Mötet är inställt."),
            MeetingState.PLANNED: self.tr("Mötet är planerat igen."),
        }[state]
        self._write(said, meetings.set_meeting_state, self._meeting.uuid, state)

    def make_next(self) -> None:
        """Make the next meeting of the series and show it."""
        task = self._context.tasks.run_write(
            self._page, meetings.make_next_meeting, self._meeting.uuid
        )
        task.then(self._show_next).catch(self.refuse)

    def _show_next(self, row: MeetingRow) -> None:
        said = self.tr("Nästa möte är {day}.").format(day=formats.iso_date(row.day))
        self._page.toast(said, self._page.window_actions.undo)
        self._page.navigate("meeting", meeting=row.uuid)

    def delete(self) -> None:
        """Put the meeting in the Papperskorg and go to the list."""
        said = self.tr("Mötet är flyttat till Papperskorgen.")
        task = self._context.tasks.run_write(
            self._page, meetings.delete_meeting, self._meeting.uuid
        )
        task.then(lambda _done: self._left(said)).catch(self.refuse)

    def _left(self, said: str) -> None:
        self._page.toast(said, self._page.window_actions.undo)
        self._page.navigate("meetings")

    # Its agenda

    def make_point(self) -> PointDialog:
        """Return the form of a new point."""
        meeting = self._meeting
        row = PointRow(meeting.group_uuid, "", meeting_uuid=meeting.uuid)
        dialog = PointDialog(self._context, row, self._page.window())
        dialog.saved.connect(lambda made: self.point_added.emit(made.uuid))
        return dialog

    def make_proposals(self, found: tuple[Proposal, ...]) -> ProposalsDialog:
        """Return the proposals of the meeting."""
        return ProposalsDialog(self._context, self._meeting.uuid, found, self._page.window())

    def open_proposals(self) -> None:
        """Collect what could stand on the agenda and offer it."""
        task = self._context.tasks.run_latest(
            self._page, meetings.collect_proposals, self._meeting.uuid, _today()
        )
        task.then(lambda found: self.make_proposals(found).open()).catch(self.say)

    def move_point(self, uuid: str, place: int) -> None:
        """Put a point at a place of the agenda, from 0."""
        self._context.tasks.run_write(self._page, meetings.move_point, uuid, place).catch(
            self.refuse
        )

    def delete_point(self, uuid: str) -> None:
        """Put a point in the Papperskorg."""
        said = self.tr("Punkten är flyttad till Papperskorgen.")
        self._write(said, meetings.delete_point, uuid)

    # The point

    @property
    def _point(self) -> PointRow:
        assert self.view is not None
        return self.view.point

    def make_postpone(self) -> PostponeDialog:
        """Return the question of until when."""
        assert self.answer is not None
        return PostponeDialog(self._context, self._point, self.answer.later, self._page.window())

    def make_alternatives(self) -> AlternativesDialog:
        """Return the form of the alternatives."""
        assert self.view is not None
        return AlternativesDialog(
            self._context, self._point.uuid, self.view.alternatives, self._page.window()
        )

    def make_region(self, row: PointRegionRow | None = None) -> PointRegionDialog:
        """Return the form of an answer ahead of the point; a new one without ``row``."""
        assert self.answer is not None
        asked = row or PointRegionRow(self._point.uuid)
        return PointRegionDialog(
            self._context, asked, self.answer.regions, self.answer.councils, self._page.window()
        )

    def move_to(self, meeting: MeetingRow) -> None:
        """Move the point to a later meeting, with what came of it."""
        words = self.tr("Punkten är flyttad till mötet {day}.")
        said = words.format(day=formats.iso_date(meeting.day))
        self._write(said, meetings.move_to_next, self._point.uuid, meeting.uuid)

    def copy_to(self, meeting: MeetingRow) -> None:
        """Copy the point to a later meeting; this meeting keeps its own."""
        words = self.tr("Punkten är kopierad till mötet {day}.")
        said = words.format(day=formats.iso_date(meeting.day))
        self._write(said, meetings.copy_to_next, self._point.uuid, meeting.uuid)

    def park(self) -> None:
        """Keep the point for a later meeting that is not planned yet."""
        said = self.tr("Punkten är sparad till ett senare möte. Den finns under Återkommer.")
        self._write(said, meetings.park_point, self._point.uuid)

    def set_point_state(self, state: PointState) -> None:
        """Say what became of the point."""
        said = {
            PointState.TREATED: self.tr("Punkten är markerad som behandlad."),
            PointState.WITHDRAWN: self.tr("Punkten är struken."),
            PointState.PLANNED: self.tr("Punkten är planerad igen."),
        }[state]
        self._write(said, meetings.save_point_field, self._point.uuid, "state", state)

    def link(self) -> None:
        """Ask what is to be weighed in."""
        LinkDialog(
            self._context, Thing.POINT, self._point.uuid, self._page.window(), roles=_LINKS
        ).open()

    def go(self, near: Neighbour) -> None:
        """Show what the point is tied to."""
        place = links.place_of(near.kind, near.key)
        if place is not None:
            self._page.navigate(place[0], **place[1])

    # What is said of its figures

    def make_comment(self, figure: PointFigure, row: CommentRow | None = None) -> CommentDialog:
        """Return the form of a comment on a figure; a new one without ``row``."""
        from rccdesk.services.packs.rows import CommentRow
        from rccdesk.ui.dialogs.comment_dialog import CommentDialog

        meeting = self._meeting.uuid
        asked = row or CommentRow(figure.value_key, "", _today(), self.author, meeting)
        return CommentDialog(self._context, asked, figure.words, meeting, self._page.window())

    # What other dialogs, pages and windows do

    def preview(self) -> None:
        """Show the pack of the meeting as it would be, with what goes into it."""
        self._page.navigate("packs", tab="meeting", meeting=self._meeting.uuid, act="preview")

    def make_pack(self) -> None:
        """Make the pack of the meeting, where what goes into it and how far it has come is seen."""
        self._page.navigate("packs", tab="meeting", meeting=self._meeting.uuid, act="make")

    def present(self, point_uuid: str = "") -> None:
        """Show the meeting to the group, in a window of its own."""
        from rccdesk.ui.presentation import present

        present(self._context, self._meeting.uuid, point_uuid, self._page.window())

    def decide(self) -> None:
        """Record a decision in the point."""
        from rccdesk.ui.dialogs.decision_dialog import DecisionDialog

        DecisionDialog(
            self._context, self._meeting.uuid, self._point.uuid, self._page.window()
        ).open()

    def open_attendance(self) -> None:
        """Note who is there."""
        from rccdesk.ui.dialogs.attendance_dialog import AttendanceDialog

        AttendanceDialog(self._context, self._meeting.uuid, self._page.window()).open()

    def open_minutes(self, uuid: str = "") -> None:
        """Make the minutes of this meeting or of another of the group, or approve them."""
        from rccdesk.ui.dialogs.minutes_dialog import MinutesDialog

        MinutesDialog(self._context, uuid or self._meeting.uuid, self._page.window()).open()

    def save_agenda(self) -> None:
        """Ask for a file, and write the agenda with its points there."""
        from rccdesk.services import papers

        view = self.answer.view if self.answer is not None else None
        if view is None:
            return
        name = self.tr("Dagordning {day}").format(day=formats.iso_date(view.meeting.day))
        self._write_file(
            name, self.tr("Spara dagordningen"), papers.write_agenda, view.meeting.uuid
        )

    def save_point(self) -> None:
        """Ask for a file, and write the point with all that stands around it there."""
        from rccdesk.services import papers

        name = _file_name(self._point.title)
        title = self.tr("Spara underlaget till punkten")
        self._write_file(name, title, papers.write_point, self._point.uuid)

    def _write_file(self, name: str, title: str, call: Callable[..., object], uuid: str) -> None:
        kinds = self.tr("Word (*.docx);;PDF (*.pdf);;Excel (*.xlsx)")
        path, chosen = QFileDialog.getSaveFileName(
            self._page, title, str(Path.home() / f"{name}.docx"), kinds
        )
        if not path:
            return
        target = Path(path)
        if not target.suffix:
            target = target.with_suffix(chosen.rpartition("*")[2].rstrip(")") or ".docx")
        said = self.tr("Sparat: {file}").format(file=target.name)
        self._context.tasks.run_file(self._page, call, uuid, target).then(
            lambda _done: self._page.toast(said)
        ).catch(self.refuse)

    def _write(self, said: str, call: Callable[..., object], *args: object) -> None:
        self._context.tasks.run_write(self._page, call, *args).then(
            partial(self._tell, said)
        ).catch(self.refuse)

    def _tell(self, said: str, _done: object) -> None:
        self._page.toast(said, self._page.window_actions.undo)

    def refuse(self, error: Exception) -> None:
        """Say what went wrong with an act, and read again."""
        self.say(error)
        self._page.mark_stale()

    def say(self, error: Exception) -> None:
        """Say what went wrong with a reading; to read again would fail again."""
        if not messages.report_bug(error, self._page):
            self._page.toast(messages.sentence(error))


def _file_name(title: str) -> str:
    return "".join(each if each not in '\\/:*?"<>|' else " " for each in title).strip()[:80]


def _now() -> str:
    return dt.datetime.now().astimezone().strftime("%H:%M")


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
