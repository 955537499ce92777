"""Groups of every kind: what leads, what works by process, who advises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import AssignmentState, GroupKind, Topic
from rccdesk.errors import RccdeskError
from rccdesk.services.groups.model import GroupRow
from rccdesk.services.groups.stored import (
    add_row,
    change_row,
    check_days,
    check_region,
    checked,
    find,
    last_position,
    now,
    read_row,
)
from rccdesk.services.remembering import remembered
from rccdesk.services.swedish_order import folded
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_ORDER = {kind: number for number, kind in enumerate(GroupKind)}


def list_groups(database: Database, kind: GroupKind | None = None) -> tuple[GroupRow, ...]:
    """Return the groups: what leads first, then by kind and in the user's order."""
    return tuple(row for row in _list(database) if kind is None or row.kind is kind)


@remembered
def _list(database: Database) -> tuple[GroupRow, ...]:
    with database.read() as session:
        query = select(models.WorkGroup).where(models.WorkGroup.deleted_at.is_(None))
        rows = [read_row(GroupRow, found) for found in session.scalars(query)]
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                not row.is_steering_body,
                _ORDER[row.kind],
                row.position,
                folded(row.name),
                row.uuid,
            ),
        )
    )


def get_group(database: Database, uuid: str) -> GroupRow:
    """Return a group; NotFoundError ``group_missing``."""
    with database.read() as session:
        return read_row(GroupRow, find(session, models.WorkGroup, uuid, "group_missing"))


def steering_body(database: Database) -> GroupRow | None:
    """Return the body that leads the RCC, whatever it is called; None where none is chosen."""
    return next((row for row in list_groups(database) if row.is_steering_body), None)


def add_group(database: Database, row: GroupRow) -> GroupRow:
    """Store a new group last of its kind.

    Raises RccdeskError ``group_name_missing``, ``group_name_taken``, ``steering_body_taken``,
    ``group_count_wrong``, ``dates_reversed``, NotFoundError ``process_missing``,
    ``region_missing``, PersonalTextError.
    """
    row = _checked(row)
    with database.write(
        Topic.GROUPS, act="history.act.group_added", values={"name": row.name}
    ) as session:
        _check_references(session, row)
        made = add_row(session, models.WorkGroup, row)
        found = session.get_one(models.WorkGroup, made.uuid)
        found.position = row.position or last_position(
            session,
            models.WorkGroup,
            models.WorkGroup.kind == row.kind,
            models.WorkGroup.uuid != made.uuid,
        )
        session.flush()
        return read_row(GroupRow, found)


def update_group(database: Database, row: GroupRow) -> GroupRow:
    """Save a changed group; as `add_group`, NotFoundError ``group_missing``."""
    row = _checked(row)
    with database.write(
        Topic.GROUPS, act="history.act.group_updated", values={"name": row.name}
    ) as session:
        _check_references(session, row)
        return change_row(session, models.WorkGroup, row, "group_missing", leave=())


def delete_group(database: Database, uuid: str) -> None:
    """Put a group in the Papperskorg, with its seats, who sits in them, and participation.

    Refused (RccdeskError ``group_used``, with what hangs on it) while it has meetings, points,
    decisions, actions or assignments: a group that has ceased is given a last day instead.
    NotFoundError ``group_missing``.
    """
    with database.write(
        Topic.GROUPS,
        act="history.act.group_deleted",
        values={"name": get_group(database, uuid).name},
    ) as session:
        found = find(session, models.WorkGroup, uuid, "group_missing")
        used = _what_hangs_on(session, uuid)
        if used:
            raise RccdeskError("group_used", name=found.name, used=used)
        moment = now()
        found.deleted_at = moment
        seats = session.scalars(
            select(models.Seat).where(
                models.Seat.group_uuid == uuid, models.Seat.deleted_at.is_(None)
            )
        ).all()
        for member in session.scalars(
            select(models.Membership).where(
                models.Membership.seat_uuid.in_([seat.uuid for seat in seats]),
                models.Membership.deleted_at.is_(None),
            )
        ):
            member.deleted_at = moment
        for seat in seats:
            seat.deleted_at = moment
        for said in session.scalars(
            select(models.PatientParticipation).where(
                models.PatientParticipation.group_uuid == uuid,
                models.PatientParticipation.deleted_at.is_(None),
            )
        ):
            said.deleted_at = moment


def _what_hangs_on(session: Session, uuid: str) -> str:
    parts = []
    for key, model in (
        ("series", models.MeetingSeries),
        ("meetings", models.Meeting),
        ("points", models.AgendaPoint),
        ("decisions", models.Decision),
        ("actions", models.Action),
        ("assignments", models.Assignment),
    ):
        query = select(model.uuid).where(
            model.group_uuid == uuid,
            model.deleted_at.is_(None),
        )
        if model is models.Assignment:
            query = query.where(models.Assignment.state != AssignmentState.ENDED)
        if number := len(session.scalars(query).all()):
            parts.append(text(f"groups.used.{key}", count=number))
    return ", ".join(parts)


def _checked(row: GroupRow) -> GroupRow:
    row = checked(row)
    if not row.name:
        raise RccdeskError("group_name_missing")
    if row.first_paragraph < 1 or row.meetings_per_year == 0:
        raise RccdeskError("group_count_wrong")
    check_days(row.valid_from, row.valid_to)
    return row


def _check_references(session: Session, row: GroupRow) -> None:
    if row.process_uuid:
        find(session, models.Process, row.process_uuid, "process_missing")
    check_region(session, row.region)
    for other in session.scalars(
        select(models.WorkGroup).where(models.WorkGroup.deleted_at.is_(None))
    ):
        if other.uuid == row.uuid:
            continue
        if folded(other.name) == folded(row.name):
            raise RccdeskError("group_name_taken", name=row.name)
        if row.is_steering_body and other.is_steering_body:
            raise RccdeskError("steering_body_taken", name=other.name)
