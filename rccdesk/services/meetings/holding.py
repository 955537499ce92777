"""A meeting while it goes on: it starts, its points get their paragraphs, it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import extract, func, select

from rccdesk import models
from rccdesk.enums import DocumentState, MeetingState, PointState, Topic
from rccdesk.errors import RccdeskError
from rccdesk.services.groups.stored import find, read_row
from rccdesk.services.meetings.model import MeetingRow
from rccdesk.services.meetings.stored import living
from rccdesk.services.meetings.times import check_clock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_OUT = (PointState.WITHDRAWN, PointState.MOVED)


def start_meeting(database: Database, uuid: str, at: str = "") -> MeetingRow:
    """Start a meeting ``at`` a time of day (HH:MM).

    A meeting may be held before the day that was planned: its day is the user's to correct.
    Raises RccdeskError ``meeting_closed``, ``meeting_time``; NotFoundError ``meeting_missing``.
    """
    check_clock(at)
    with database.write(Topic.MEETINGS, act="history.act.meeting_started") as session:
        found = find(session, models.Meeting, uuid, "meeting_missing")
        if found.state in (MeetingState.HELD, MeetingState.CANCELLED):
            raise RccdeskError("meeting_closed", day=found.day.isoformat())
        found.state = str(MeetingState.ONGOING)
        found.started_at = found.started_at or at
        session.flush()
        return read_row(MeetingRow, found)


def end_meeting(database: Database, uuid: str, at: str = "") -> MeetingRow:
    """End a meeting: every point that was not moved or withdrawn is treated and gets its §.

    Paragraphs go on from the group's last of the same year, or begin at its first. A point that
    was put off has a paragraph too: that it was put off was decided. As `start_meeting`.
    """
    check_clock(at)
    with database.write(Topic.MEETINGS, Topic.GROUPS, act="history.act.meeting_ended") as session:
        found = find(session, models.Meeting, uuid, "meeting_missing")
        if found.state == MeetingState.CANCELLED:
            raise RccdeskError("meeting_closed", day=found.day.isoformat())
        number = _next_paragraph(session, found)
        point = models.AgendaPoint
        points = sorted(
            living(session, point, point.meeting_uuid == uuid), key=lambda p: (p.position, p.uuid)
        )
        for each in points:
            if each.state in _OUT:
                continue
            if each.state == PointState.PLANNED:
                each.state = str(PointState.TREATED)
            if each.paragraph is None:
                each.paragraph, number = number, number + 1
        found.state, found.ended_at = str(MeetingState.HELD), at or found.ended_at
        session.flush()
        return read_row(MeetingRow, found)


def reopen_meeting(database: Database, uuid: str) -> MeetingRow:
    """Let a held meeting go on, or a cancelled one be planned; paragraphs that were given stay.

    Refused (RccdeskError ``minutes_approved``) once its minutes are approved. ``meeting_missing``.
    """
    with database.write(
        Topic.MEETINGS, Topic.GROUPS, act="history.act.meeting_reopened"
    ) as session:
        found = find(session, models.Meeting, uuid, "meeting_missing")
        minutes = living(session, models.Minutes, models.Minutes.meeting_uuid == uuid)
        if any(row.state == DocumentState.APPROVED for row in minutes):
            raise RccdeskError("minutes_approved")
        if found.state == MeetingState.HELD:
            found.state, found.ended_at = str(MeetingState.ONGOING), ""
        elif found.state == MeetingState.CANCELLED:
            found.state = str(MeetingState.PLANNED)
        session.flush()
        return read_row(MeetingRow, found)


def _next_paragraph(session: Session, meeting: models.Meeting) -> int:
    point, other = models.AgendaPoint, models.Meeting
    last = session.scalar(
        select(func.max(point.paragraph))
        .join(other, other.uuid == point.meeting_uuid)
        .where(
            point.group_uuid == meeting.group_uuid,
            point.deleted_at.is_(None),
            other.deleted_at.is_(None),
            extract("year", other.day) == meeting.day.year,
        )
    )
    group = session.get_one(models.WorkGroup, meeting.group_uuid)
    return max(group.first_paragraph, (last or 0) + 1)
