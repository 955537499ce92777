"""Whether seats were there at the meetings that were held: by seat, never by name (R-C08)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import MeetingState, Presence
from rccdesk.services.remembering import remembered

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from rccdesk.services.database import Database

LAST_MEETINGS = 4
ABSENT_MEETINGS = 2
"""From how many missed meetings in a row a seat is called absent. An assumption: one is chance."""
_THERE = (Presence.PRESENT, Presence.REPLACED)


@dataclass(frozen=True, slots=True)
class SeatPresence:
    """Of the last held meetings with a note of the seat: at how many it was there."""

    attended: int = 0
    asked: int = 0
    absent_in_row: int = 0


@remembered
def read_presence(database: Database) -> Mapping[str, SeatPresence]:
    """Return the presence of every seat that is noted at a held meeting, by seat uuid.

    ``attended`` and ``asked`` are of the group's last four held meetings where the seat is noted;
    ``absent_in_row`` counts back from the latest note over all of them. A seat that several sit in
    was there when one of them was.
    """
    query = (
        select(
            models.Attendance.seat_uuid,
            models.Attendance.presence,
            models.Meeting.uuid,
            models.Meeting.day,
            models.Meeting.starts_at,
            models.Meeting.group_uuid,
        )
        .join(models.Meeting, models.Meeting.uuid == models.Attendance.meeting_uuid)
        .where(
            models.Attendance.seat_uuid.is_not(None),
            models.Attendance.deleted_at.is_(None),
            models.Meeting.deleted_at.is_(None),
            models.Meeting.state == MeetingState.HELD,
        )
        .order_by(models.Meeting.day.desc(), models.Meeting.starts_at.desc(), models.Meeting.uuid)
    )
    meetings: dict[str, list[str]] = {}
    with database.read() as session:
        held = session.execute(
            select(models.Meeting.group_uuid, models.Meeting.uuid)
            .where(models.Meeting.deleted_at.is_(None), models.Meeting.state == MeetingState.HELD)
            .order_by(
                models.Meeting.day.desc(), models.Meeting.starts_at.desc(), models.Meeting.uuid
            )
        ).all()
        notes = session.execute(query).all()
    for group, meeting in held:
        meetings.setdefault(group, []).append(meeting)
    last = {meeting for of_group in meetings.values() for meeting in of_group[:LAST_MEETINGS]}
    by_seat: dict[str, dict[str, bool]] = {}
    for seat, presence, meeting, *_rest in notes:
        told = by_seat.setdefault(str(seat), {})
        told[meeting] = told.get(meeting, False) or Presence(presence) in _THERE
    return {seat: _sum_up(told, last) for seat, told in by_seat.items()}


def _sum_up(told: Mapping[str, bool], last: set[str]) -> SeatPresence:
    recent = [there for meeting, there in told.items() if meeting in last]
    in_row = 0
    for there in told.values():  # the latest first
        if there:
            break
        in_row += 1
    return SeatPresence(sum(recent), len(recent), in_row)


@remembered
def read_meeting_days(
    database: Database, today: dt.date
) -> Mapping[str, tuple[dt.date | None, dt.date | None]]:
    """Return the next meeting from a day on and the last held one, by group uuid."""
    query = (
        select(models.Meeting.group_uuid, models.Meeting.day, models.Meeting.state)
        .where(models.Meeting.deleted_at.is_(None))
        .order_by(models.Meeting.day)
    )
    found: dict[str, tuple[dt.date | None, dt.date | None]] = {}
    with database.read() as session:
        for group, day, state in session.execute(query):
            following, last = found.get(group, (None, None))
            if state == MeetingState.HELD:
                last = day
            elif state != MeetingState.CANCELLED and day >= today and following is None:
                following = day
            found[group] = (following, last)
    return found
