"""The next meeting of the user, the assignments that are the user's own, and what waits in Möten.

Who prepares the meetings of the whole RCC sees those of its steering body; a process leader sees
those of the group of the process.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rccdesk.enums import MeetingState, PointKind, PointState, Role
from rccdesk.services import decisions, groups, meetings, organisation
from rccdesk.services.groups.words import lower_first
from rccdesk.services.overview.model import MeetingAhead, OwnAssignment
from rccdesk.services.remembering import remembered
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.database import Database
    from rccdesk.services.groups.model import GroupRow
    from rccdesk.services.meetings import MeetingLine

PREPARING = (Role.CHIEF, Role.OFFICE, Role.COORDINATOR, Role.CANCER_COORDINATOR)
_OUT = (PointState.WITHDRAWN, PointState.MOVED)
_FAR_DAYS = 28  # from here on the time left is told in weeks


def find_meeting(database: Database, svf: tuple[str, ...], today: dt.date) -> MeetingAhead | None:
    """Return the next meeting that concerns the user; None where no group of theirs has one.

    ``svf`` are the chosen processes. A steering body without a meeting to come is told of.
    """
    role = organisation.get_profile(database).role
    coming = [
        line
        for line in meetings.list_meeting_lines(database, today)
        if line.meeting.day >= today or line.meeting.state is MeetingState.ONGOING
    ]
    if role in PREPARING:
        body = groups.steering_body(database)
        found = next((line for line in coming if body is None or line.group == body), None)
        if found is None and body is not None:
            return MeetingAhead("", body.name, text("overview.ahead.no_meeting"))
    elif role is Role.PROCESS_LEADER:
        own = {group.uuid for group in _own_groups(database, svf, today)}
        found = next((line for line in coming if line.group.uuid in own), None)
    else:
        return None
    return None if found is None else _ahead(database, found, today)


@remembered
def count_proposals(database: Database, meeting_uuid: str, today: dt.date) -> int:
    """Count what could be added to an agenda; NotFoundError ``meeting_missing``.

    It looks through the figures: read it after what the page shows first.
    """
    found = meetings.collect_proposals(database, meeting_uuid, today)
    return sum(not each.is_taken for each in found)


def list_own_assignments(
    database: Database, svf: tuple[str, ...], today: dt.date
) -> tuple[OwnAssignment, ...]:
    """Return the assignments to lead the process leader's processes, vacant ones too.

    Nobody is named: figures stand beside.
    """
    if organisation.get_profile(database).role is not Role.PROCESS_LEADER:
        return ()
    uuids = _own_processes(database, svf)
    found = []
    for line in groups.list_process_lines(database, today):
        if line.process.uuid not in uuids or line.assignment is None:
            continue
        role = lower_first(
            line.assignment.title or groups.role_words(database, line.assignment.role)
        )
        said = [line.words]
        if line.leader is not None and line.steps_left:
            said.append(text("groups.steps_left", count=line.steps_left))
        title = text("overview.ahead.assignment", role=role, process=line.process.name)
        found.append(OwnAssignment(line.assignment.uuid, title, " · ".join(said)))
    return tuple(found)


@remembered
def count_waiting(database: Database, today: dt.date) -> int:
    """Count what the page of meetings is to be opened for.

    That is decisions whose day has come, overdue actions, meetings that were never ended, and
    those within a week of their papers that still lack something.
    """
    waiting = decisions.list_waiting(database, today)
    count = sum(line.is_overdue for line in waiting.due) + len(waiting.overdue_actions)
    soon = today + dt.timedelta(days=7)
    for line in meetings.list_meeting_lines(database, today):
        row = line.meeting
        is_past = row.day < today
        is_close = row.send_on is not None and row.send_on <= soon
        count += is_past or bool(is_close and line.missing)
    return count


def _ahead(database: Database, line: MeetingLine, today: dt.date) -> MeetingAhead:
    view = meetings.get_meeting_view(database, line.meeting.uuid, today)
    standing = [each.point for each in view.lines if each.point.state not in _OUT]
    asked = sum(point.kind is PointKind.DECISION for point in standing)
    said = [left_words((line.meeting.day - today).days)]
    key = "asked" if asked else "points" if standing else "no_points"
    said.append(text(f"overview.ahead.{key}", count=len(standing), decisions=asked))
    return MeetingAhead(line.meeting.uuid, view.title, " · ".join(said), view.missing_words)


def left_words(days: int) -> str:
    """Return how far away a day is: in days, and in weeks where it is far."""
    if days < 0:
        return text("meetings.state.ongoing")
    if days < 2:
        return text(f"overview.ahead.{'tomorrow' if days else 'today'}")
    if days >= _FAR_DAYS:
        return text("overview.ahead.weeks", count=days // 7)
    return text("overview.ahead.days", count=days)


def _own_processes(database: Database, svf: tuple[str, ...]) -> frozenset[str]:
    """Return the processes that are chosen, else those of the profile."""
    prefixes = svf or organisation.get_profile(database).processes
    found = (groups.process_of_svf(database, prefix) for prefix in prefixes)
    return frozenset(row.uuid for row in found if row is not None)


def _own_groups(database: Database, svf: tuple[str, ...], today: dt.date) -> Sequence[GroupRow]:
    uuids = _own_processes(database, svf)
    return [
        row
        for row in groups.list_groups(database)
        if row.process_uuid in uuids and (row.valid_to is None or row.valid_to >= today)
    ]
