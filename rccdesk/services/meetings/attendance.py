"""Who was at a meeting: by seat, with those invited besides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import Presence, Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services import groups
from rccdesk.services.groups.model import PersonRow, SeatRow
from rccdesk.services.groups.seats import region_names, seat_name
from rccdesk.services.groups.stored import add_row, change_row, checked, find, now, read_row
from rccdesk.services.meetings.model import AttendanceRow
from rccdesk.services.meetings.stored import living
from rccdesk.services.remembering import remembered

if TYPE_CHECKING:
    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class SeatPresence:
    """A seat and who sits in it on the day; ``seat`` None: somebody invited, in ``name``.

    ``row`` None: nothing is noted yet, which is not the same as absent.
    """

    seat: SeatRow | None
    seat_name: str
    region: str
    person: PersonRow | None
    name: str
    row: AttendanceRow | None


@remembered
def list_attendance(database: Database, meeting_uuid: str) -> tuple[SeatPresence, ...]:
    """Return the seats of the meeting's group with who sits in them that day, then the invited.

    NotFoundError ``meeting_missing``.
    """
    with database.read() as session:
        meeting = find(session, models.Meeting, meeting_uuid, "meeting_missing")
        group_uuid, day = meeting.group_uuid, meeting.day
        noted = [
            read_row(AttendanceRow, found)
            for found in living(
                session, models.Attendance, models.Attendance.meeting_uuid == meeting_uuid
            )
        ]
        # A seat that was taken away later was there that day.
        gone = models.Seat.uuid.in_({row.seat_uuid for row in noted})
        removed = [
            read_row(SeatRow, found)
            for found in session.scalars(
                select(models.Seat)
                .where(gone, models.Seat.deleted_at.is_not(None))
                .order_by(models.Seat.position, models.Seat.uuid)
            )
        ]
        persons = {
            found.uuid: read_row(PersonRow, found)
            for found in session.scalars(select(models.Person))
        }
    names = region_names(database)
    sitting: dict[str, list[str]] = {}
    for member in groups.list_members(database, group_uuid, on=day):
        sitting.setdefault(member.seat_uuid, []).append(member.person_uuid)
    lines: list[SeatPresence] = []
    used: set[str] = set()
    for seat in (*groups.list_seats(database, group_uuid), *removed):
        name = seat_name(seat, names)
        of_seat = {row.person_uuid: row for row in noted if row.seat_uuid == seat.uuid}
        holders = [*dict.fromkeys([*sitting.get(seat.uuid, ()), *of_seat])]
        for uuid in holders or [""]:
            person, row = persons.get(uuid), of_seat.get(uuid)
            if row is not None:
                used.add(row.uuid)
            lines.append(
                SeatPresence(seat, name, seat.region, person, person.name if person else "", row)
            )
    for row in noted:
        if row.uuid not in used:
            person = persons.get(row.person_uuid)
            said = row.words or (person.name if person else "")
            lines.append(SeatPresence(None, "", "", person, said, row))
    return tuple(lines)


def set_attendance(database: Database, row: AttendanceRow) -> AttendanceRow:
    """Note whether a seat was there: one row for each seat and who sits in it, or who is invited.

    Raises RccdeskError ``attendance_empty`` where nobody is named, NotFoundError
    ``meeting_missing``, ``seat_missing`` (also of another group), ``person_missing``,
    PersonalTextError.
    """
    row = checked(row)
    if not (row.seat_uuid or row.person_uuid or row.words):
        raise RccdeskError("attendance_empty")
    with database.write(Topic.MEETINGS, Topic.GROUPS, act="history.act.attendance_set") as session:
        meeting = find(session, models.Meeting, row.meeting_uuid, "meeting_missing")
        if row.seat_uuid and not row.uuid:
            seat = find(session, models.Seat, row.seat_uuid, "seat_missing")
            if seat.group_uuid != meeting.group_uuid:
                raise NotFoundError("seat_missing")
        if row.person_uuid and not row.uuid:
            find(session, models.Person, row.person_uuid, "person_missing")
        if not row.uuid:
            for known in living(
                session, models.Attendance, models.Attendance.meeting_uuid == row.meeting_uuid
            ):
                noted = (known.seat_uuid or "", known.person_uuid or "")
                is_same = noted == (row.seat_uuid, row.person_uuid)
                if is_same and (any(noted) or known.words == row.words):
                    row = replace(row, uuid=known.uuid)
        if row.uuid:
            return change_row(session, models.Attendance, row, "attendance_missing")
        return add_row(session, models.Attendance, row)


def invite(database: Database, meeting_uuid: str, words: str) -> AttendanceRow:
    """Note somebody who was called for and holds no seat (särskilt kallad); as `set_attendance`."""
    return set_attendance(database, AttendanceRow(meeting_uuid, Presence.INVITED, words=words))


def delete_attendance(database: Database, uuid: str) -> None:
    """Put a note of attendance in the Papperskorg; NotFoundError ``attendance_missing``."""
    with database.write(
        Topic.MEETINGS, Topic.GROUPS, act="history.act.attendance_deleted"
    ) as session:
        find(session, models.Attendance, uuid, "attendance_missing").deleted_at = now()
