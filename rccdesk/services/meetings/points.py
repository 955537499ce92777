"""Points of an agenda and of the backlog of a group."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import MeetingState, PointKind, PointState, Reason, Topic
from rccdesk.errors import RccdeskError
from rccdesk.formats import shortened
from rccdesk.services.groups.stored import change_row, find, now, read_row
from rccdesk.services.meetings.meetings import check_open
from rccdesk.services.meetings.model import PointRow
from rccdesk.services.meetings.standing import first_closing
from rccdesk.services.meetings.stored import living
from rccdesk.services.plans.stored import cleaned, write_row
from rccdesk.services.remembering import remembered

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

WAITING = (PointState.PLANNED, PointState.POSTPONED)
_ONE_LINE = ("rapporteur", "next_decider", "reason_words")
_FIXED = ("group_uuid", "meeting_uuid", "position", "paragraph", "came_from_uuid",
          "reason_words")  # fmt: skip
FIELDS = frozenset(  # that are saved one by one while a meeting goes on
    {
        *("title", "kind", "state", "minutes", "rapporteur", "matter", "background", "proposal"),
        *("patient_view", "patient_view_not_applicable", "next_decider", "notes"),
        *("is_confidential", "is_level_structure"),
    }
)


@remembered
def list_points(database: Database, meeting_uuid: str) -> tuple[PointRow, ...]:
    """Return the points of a meeting in order."""
    with database.read() as session:
        return tuple(read_row(PointRow, found) for found in list_stored(session, meeting_uuid))


@remembered
def list_backlog(database: Database, group_uuid: str) -> tuple[PointRow, ...]:
    """Return a group's points that stand on no agenda, in order."""
    with database.read() as session:
        return tuple(read_row(PointRow, found) for found in _backlog(session, group_uuid))


@remembered
def list_returning(
    database: Database, group_uuid: str | None = None, on: dt.date | None = None
) -> tuple[PointRow, ...]:
    """Return points that were put off, the first to come back first; those due ``on`` a day.

    One that has come back (another point came from it) is not among them.
    """
    point = models.AgendaPoint
    come_back = select(point.came_from_uuid).where(
        point.came_from_uuid.is_not(None), point.deleted_at.is_(None)
    )
    query = select(point).where(
        point.deleted_at.is_(None),
        point.state == str(PointState.POSTPONED),
        point.returns_on.is_not(None),
        point.uuid.not_in(come_back),
    )
    if group_uuid is not None:
        query = query.where(point.group_uuid == group_uuid)
    if on is not None:
        query = query.where(point.returns_on <= on)
    with database.read() as session:
        found = session.scalars(query.order_by(point.returns_on, point.title)).all()
        return tuple(read_row(PointRow, each) for each in found)


@remembered
def list_left(database: Database, group_uuid: str) -> tuple[PointRow, ...]:
    """Return a group's own points that a cancelled meeting left without their being treated.

    Those of a template are not among them: every meeting has its own.
    """
    point, meeting = models.AgendaPoint, models.Meeting
    query = (
        select(point)
        .join(meeting, meeting.uuid == point.meeting_uuid)
        .where(
            point.group_uuid == group_uuid,
            point.deleted_at.is_(None),
            point.state == str(PointState.PLANNED),
            point.reason != str(Reason.TEMPLATE),
            meeting.deleted_at.is_(None),
            meeting.state == str(MeetingState.CANCELLED),
        )
        .order_by(meeting.day, point.position, point.uuid)
    )
    with database.read() as session:
        found = session.scalars(query).all()
        return tuple(read_row(PointRow, each) for each in found)


def get_point(database: Database, uuid: str) -> PointRow:
    """Return a living point; NotFoundError ``point_missing``."""
    with database.read() as session:
        return read_row(PointRow, find(session, models.AgendaPoint, uuid, "point_missing"))


def add_point(database: Database, row: PointRow) -> PointRow:
    """Store a new point last on its meeting's agenda, or in its group's backlog.

    What ends the meeting by the template ("Nästa möte och avslut") stays after it. Raises
    RccdeskError ``point_title_missing``, ``meeting_closed``, NotFoundError ``meeting_missing``,
    ``meeting_without_group``, PersonalTextError.
    """
    row = checked_point(row)
    with database.write(
        Topic.MEETINGS,
        act="history.act.agenda_point_added",
        values={"title": shortened(row.title)},
    ) as session:
        return store_point(session, row)


def store_point(session: Session, row: PointRow) -> PointRow:
    """Store a checked new point last within a write; as `add_point`."""
    if row.meeting_uuid:
        meeting = find(session, models.Meeting, row.meeting_uuid, "meeting_missing")
        check_open(meeting)
        row = replace(row, group_uuid=meeting.group_uuid)
        there: Sequence[models.AgendaPoint] = list_stored(session, row.meeting_uuid)
    else:
        there = _backlog(session, row.group_uuid)
    find(session, models.WorkGroup, row.group_uuid, "meeting_without_group")
    found = models.AgendaPoint()
    write_row(found, row)
    found.position = make_room(there)
    session.add(found)
    session.flush()
    return read_row(PointRow, found)


def make_room(there: Sequence[models.AgendaPoint]) -> int:
    """Return the position of a new point among ``there``, moving what ends a meeting one on."""
    place = first_closing(there)
    position = there[place - 1].position + 1 if place else 0
    for moved, each in enumerate(there[place:], position + 1):
        each.position = moved
    return position


def update_point(database: Database, row: PointRow) -> PointRow:
    """Save a changed point where it stands; as `add_point`, NotFoundError ``point_missing``."""
    row = checked_point(row)
    with database.write(
        Topic.MEETINGS,
        act="history.act.agenda_point_updated",
        values={"title": shortened(row.title)},
    ) as session:
        return change_row(session, models.AgendaPoint, row, "point_missing", leave=_FIXED)


def save_point_field(database: Database, uuid: str, field: str, value: Any) -> PointRow:
    """Save one field of a point as it is typed; writing on in it is one step to undo.

    ``field`` is one of `FIELDS`. Raises as `update_point`; ValueError for another field.
    """
    if field not in FIELDS:
        raise ValueError(field)
    was = get_point(database, uuid)
    row = checked_point(replace(was, **{field: value}))
    if row == was:
        return was
    with database.write(
        Topic.MEETINGS,
        act="history.act.agenda_point_typed",
        values={"title": shortened(row.title)},
    ) as session:
        kept = [
            each.name for each in fields(row) if getattr(row, each.name) == getattr(was, each.name)
        ]
        return change_row(session, models.AgendaPoint, row, "point_missing", leave=kept)


def move_point(database: Database, uuid: str, position: int) -> None:
    """Move a point to a place (from 0) on its agenda or in its backlog; ``point_missing``."""
    title = get_point(database, uuid).title
    with database.write(
        Topic.MEETINGS, act="history.act.agenda_point_moved", values={"title": shortened(title)}
    ) as session:
        found = find(session, models.AgendaPoint, uuid, "point_missing")
        rest = [each for each in _beside(session, found) if each.uuid != uuid]
        rest.insert(min(max(position, 0), len(rest)), found)
        for place, each in enumerate(rest):
            each.position = place


def delete_point(database: Database, uuid: str) -> None:
    """Put a point in the Papperskorg with its alternatives and what regions said of it.

    Refused (RccdeskError ``point_has_decisions``, ``point_has_paragraph``) where something was
    decided in it, or it has its §. NotFoundError ``point_missing``.
    """
    title = get_point(database, uuid).title
    with database.write(
        Topic.MEETINGS, act="history.act.agenda_point_deleted", values={"title": shortened(title)}
    ) as session:
        found = find(session, models.AgendaPoint, uuid, "point_missing")
        if living(session, models.Decision, models.Decision.point_uuid == uuid):
            raise RccdeskError("point_has_decisions")
        check_no_paragraph(found)
        moment = now()
        found.deleted_at = moment
        for part in living(
            session, models.PointAlternative, models.PointAlternative.point_uuid == uuid
        ):
            part.deleted_at = moment
        for said in living(session, models.PointRegion, models.PointRegion.point_uuid == uuid):
            said.deleted_at = moment
        for action in living(session, models.Action, models.Action.point_uuid == uuid):
            action.point_uuid = None


def check_no_paragraph(found: models.AgendaPoint) -> None:
    """Raise RccdeskError ``point_has_paragraph``: a § that was given is of that point for good."""
    if found.paragraph is not None:
        raise RccdeskError("point_has_paragraph", paragraph=found.paragraph)


def checked_point(row: PointRow) -> PointRow:
    """Return a point with its texts trimmed; as `add_point`."""
    row = cleaned(row)
    one_line: dict[str, Any] = {n: " ".join(getattr(row, n).split()) for n in _ONE_LINE}
    row = replace(row, **one_line)
    if not row.title:
        raise RccdeskError("point_title_missing")
    if row.minutes is not None and row.minutes < 0:
        raise RccdeskError("number_negative")
    if row.patient_view and row.patient_view_not_applicable:
        row = replace(row, patient_view_not_applicable=False)
    if row.state is PointState.POSTPONED and row.returns_on is None:
        raise RccdeskError("postpone_date_missing")
    return replace(row, kind=PointKind(row.kind))


def _beside(session: Session, found: models.AgendaPoint) -> Sequence[models.AgendaPoint]:
    if found.meeting_uuid:
        return list_stored(session, found.meeting_uuid)
    return _backlog(session, found.group_uuid)


def list_stored(session: Session, meeting_uuid: str) -> Sequence[models.AgendaPoint]:
    """Return the stored points of a meeting in order, within a session."""
    point = models.AgendaPoint
    query = select(point).where(point.meeting_uuid == meeting_uuid, point.deleted_at.is_(None))
    return session.scalars(query.order_by(point.position, point.uuid)).all()


def _backlog(session: Session, group_uuid: str) -> Sequence[models.AgendaPoint]:
    point = models.AgendaPoint
    query = select(point).where(
        point.group_uuid == group_uuid, point.meeting_uuid.is_(None), point.deleted_at.is_(None)
    )
    return session.scalars(query.order_by(point.position, point.uuid)).all()
