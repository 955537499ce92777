"""Points that leave their agenda: put off to a day, to the backlog, to a later meeting."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import inspect

from rccdesk import formats, models
from rccdesk.enums import MeetingState, PointState, Reason, Thing, Topic
from rccdesk.errors import RccdeskError
from rccdesk.formats import shortened
from rccdesk.services.groups.stored import find, read_row
from rccdesk.services.meetings.meetings import check_open
from rccdesk.services.meetings.model import PointRow
from rccdesk.services.meetings.points import check_no_paragraph, list_stored, make_room, store_point
from rccdesk.services.meetings.stored import living
from rccdesk.services.meetings.words import reason_words

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_ModelT = TypeVar("_ModelT", bound=models.UserEdited)


def postpone_point(database: Database, uuid: str, day: dt.date) -> PointRow:
    """Put a point off until a day; it comes back by itself among the proposals of that day.

    The day is after the meeting's: RccdeskError ``postpone_too_early``; a point that has moved on
    is put off where it is now: ``point_moved_already``. NotFoundError ``point_missing``.
    """
    title = _title(database, uuid)
    with database.write(
        Topic.MEETINGS,
        act="history.act.agenda_point_postponed",
        values={"title": title, "day": day.isoformat()},
    ) as session:
        found = find(session, models.AgendaPoint, uuid, "point_missing")
        postpone(session, found, day)
        session.flush()
        return read_row(PointRow, found)


def postpone(session: Session, found: models.AgendaPoint, day: dt.date) -> None:
    """Put a stored point off within a write; as `postpone_point`."""
    if found.state == PointState.MOVED:
        raise RccdeskError("point_moved_already")
    if found.meeting_uuid:
        meeting = session.get_one(models.Meeting, found.meeting_uuid)
        if day <= meeting.day:
            raise RccdeskError("postpone_too_early", day=meeting.day.isoformat())
    found.state, found.returns_on = str(PointState.POSTPONED), day


def park_point(database: Database, uuid: str) -> PointRow:
    """Take a point from its agenda to the group's backlog, last there.

    Refused where something was decided in it (``point_has_decisions``), the meeting is closed
    (``meeting_closed``), it has its § (``point_has_paragraph``) or stands elsewhere already
    (``point_moved_already``). NotFoundError ``point_missing``.
    """
    title = _title(database, uuid)
    with database.write(
        Topic.MEETINGS, act="history.act.agenda_point_parked", values={"title": title}
    ) as session:
        found = find(session, models.AgendaPoint, uuid, "point_missing")
        if living(session, models.Decision, models.Decision.point_uuid == uuid):
            raise RccdeskError("point_has_decisions")
        if found.meeting_uuid:
            check_open(session.get_one(models.Meeting, found.meeting_uuid))
        if found.state == PointState.MOVED:
            raise RccdeskError("point_moved_already")
        check_no_paragraph(found)
        point = models.AgendaPoint
        there = living(
            session, point, point.group_uuid == found.group_uuid, point.meeting_uuid.is_(None)
        )
        found.meeting_uuid, found.returns_on = None, None
        found.state = str(PointState.PLANNED)
        found.position = max((each.position for each in there), default=-1) + 1
        session.flush()
        return read_row(PointRow, found)


def move_to_next(database: Database, uuid: str, meeting_uuid: str) -> PointRow:
    """Move a point to a later meeting of its group; what came of it goes along.

    The agenda of a meeting that goes on keeps the point as moved. Raises RccdeskError
    ``point_moved_already``, ``point_same_meeting``, ``point_in_minutes`` (its meeting is held:
    copy it instead), ``meeting_closed``, ``meeting_other_group``; NotFoundError ``point_missing``,
    ``meeting_missing``.
    """
    title = _title(database, uuid)
    with database.write(
        Topic.MEETINGS, act="history.act.agenda_point_moved_on", values={"title": title}
    ) as session:
        return move_into(session, uuid, meeting_uuid)


def move_into(session: Session, uuid: str, meeting_uuid: str) -> PointRow:
    """Move a point to a later meeting within a write; as `move_to_next`."""
    found, meeting = _ends(session, uuid, meeting_uuid)
    if found.state == PointState.MOVED:
        raise RccdeskError("point_moved_already")
    was = session.get_one(models.Meeting, found.meeting_uuid) if found.meeting_uuid else None
    if was is not None and was.state == MeetingState.HELD:
        raise RccdeskError("point_in_minutes", day=was.day.isoformat())
    if was is not None and was.state == MeetingState.ONGOING:
        made = _copy(session, read_row(PointRow, found), meeting, Reason.MOVED)
        found.state, found.returns_on = str(PointState.MOVED), None
        _move_outcomes(session, uuid, made.uuid, meeting_uuid)
        return made
    found.position = make_room(list_stored(session, meeting_uuid))
    found.meeting_uuid, found.returns_on = meeting_uuid, None
    found.state = str(PointState.PLANNED)
    reason = Reason.BACKLOG if was is None else Reason.MOVED
    found.reason = str(reason)
    day = formats.iso_date(was.day) if was is not None else ""
    found.reason_words = reason_words(reason, day=day)
    _move_outcomes(session, uuid, uuid, meeting_uuid)
    session.flush()
    return read_row(PointRow, found)


def copy_to_next(database: Database, uuid: str, meeting_uuid: str) -> PointRow:
    """Copy a point to a later meeting of its group; its outcomes and minutes stay where they are.

    A point that was put off comes back this way. A copy stands once on an agenda: RccdeskError
    ``point_copied_already``. Raises as `move_to_next`.
    """
    title = _title(database, uuid)
    with database.write(
        Topic.MEETINGS, act="history.act.agenda_point_copied", values={"title": title}
    ) as session:
        return copy_into(session, uuid, meeting_uuid)


def copy_into(session: Session, uuid: str, meeting_uuid: str) -> PointRow:
    """Copy a point to a later meeting within a write; as `copy_to_next`."""
    found, meeting = _ends(session, uuid, meeting_uuid)
    point = models.AgendaPoint
    if living(session, point, point.came_from_uuid == uuid, point.meeting_uuid == meeting_uuid):
        raise RccdeskError("point_copied_already", day=meeting.day.isoformat())
    is_back = found.state == PointState.POSTPONED
    row = read_row(PointRow, found)
    return _copy(session, row, meeting, Reason.RETURNED if is_back else Reason.COPIED)


def _ends(
    session: Session, uuid: str, meeting_uuid: str
) -> tuple[models.AgendaPoint, models.Meeting]:
    found = find(session, models.AgendaPoint, uuid, "point_missing")
    meeting = find(session, models.Meeting, meeting_uuid, "meeting_missing")
    check_open(meeting)
    if found.meeting_uuid == meeting_uuid:
        raise RccdeskError("point_same_meeting")
    if found.group_uuid != meeting.group_uuid:
        raise RccdeskError("meeting_other_group")
    return found, meeting


def _copy(session: Session, row: PointRow, meeting: models.Meeting, reason: Reason) -> PointRow:
    """Store a copy of a point on a meeting's agenda, with its alternatives, regions and links."""
    came = session.get(models.Meeting, row.meeting_uuid) if row.meeting_uuid else None
    day = row.returns_on if reason is Reason.RETURNED else came.day if came else None
    words = reason_words(reason, day=formats.iso_date(day) if day else "")
    made = store_point(
        session,
        replace(
            row,
            uuid="",
            meeting_uuid=meeting.uuid,
            state=PointState.PLANNED,
            reason=reason,
            reason_words=words,
            came_from_uuid=row.uuid,
            returns_on=None,
            notes="",
            paragraph=None,
        ),
    )
    for alternative in living(
        session, models.PointAlternative, models.PointAlternative.point_uuid == row.uuid
    ):
        session.add(_twin(alternative, made.uuid))
    for said in living(session, models.PointRegion, models.PointRegion.point_uuid == row.uuid):
        session.add(_twin(said, made.uuid))
    point = str(Thing.POINT)
    links = living(
        session,
        models.Link,
        models.Link.from_kind == point,
        models.Link.from_key == row.uuid,
    )
    for link in links:
        twin = _twin(link)
        twin.from_key = made.uuid
        session.add(twin)
    session.flush()
    return made


def _twin(row: _ModelT, point_uuid: str = "") -> _ModelT:
    """Return a new row with the values of a stored one, of another point where that is given."""
    own = {"uuid", "revision", "owner", "deleted_at"}
    names = [column.key for column in inspect(type(row)).columns if column.key not in own]
    values = {name: getattr(row, name) for name in names}
    if point_uuid:
        values["point_uuid"] = point_uuid
    return type(row)(**values)


def _move_outcomes(session: Session, uuid: str, point_uuid: str, meeting_uuid: str) -> None:
    for decision in living(session, models.Decision, models.Decision.point_uuid == uuid):
        decision.point_uuid, decision.meeting_uuid = point_uuid, meeting_uuid
    for action in living(session, models.Action, models.Action.point_uuid == uuid):
        action.point_uuid, action.meeting_uuid = point_uuid, meeting_uuid


def _title(database: Database, uuid: str) -> str:
    with database.read() as session:
        return shortened(find(session, models.AgendaPoint, uuid, "point_missing").title)
