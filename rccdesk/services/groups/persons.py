"""Those who hold seats and assignments: named there, and nowhere beside a figure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from rccdesk import models
from rccdesk.enums import ActionState, AssignmentState, Topic
from rccdesk.errors import RccdeskError
from rccdesk.services.decisions.model import ActionRow
from rccdesk.services.groups.assignments import has_holder, same_assignments
from rccdesk.services.groups.model import AssignmentRow, MembershipRow, PersonRow
from rccdesk.services.groups.stored import (
    add_row,
    change_row,
    check_region,
    checked,
    day_before,
    find,
    now,
    read_row,
    today,
)
from rccdesk.services.remembering import remembered
from rccdesk.services.swedish_order import sort_key
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_TOPICS = (Topic.GROUPS, Topic.MEETINGS)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a person holds now: what stands open when the person leaves."""

    seats: tuple[MembershipRow, ...] = ()
    assignments: tuple[AssignmentRow, ...] = ()
    mentored: tuple[AssignmentRow, ...] = ()
    actions: tuple[ActionRow, ...] = ()

    @property
    def count(self) -> int:
        """How many things are held in all."""
        return sum(map(len, (self.seats, self.assignments, self.mentored, self.actions)))

    def words(self) -> str:
        """Return what is held, as in "2 platser, 1 uppdrag"."""
        parts = (
            ("seats", self.seats),
            ("assignments", self.assignments),
            ("mentored", self.mentored),
            ("actions", self.actions),
        )
        return ", ".join(
            text(f"groups.holds.{key}", count=len(rows)) for key, rows in parts if rows
        )


@remembered
def list_persons(database: Database) -> tuple[PersonRow, ...]:
    """Return all persons by name, in Swedish order."""
    with database.read() as session:
        query = select(models.Person).where(models.Person.deleted_at.is_(None))
        rows = [read_row(PersonRow, found) for found in session.scalars(query)]
    return tuple(sorted(rows, key=lambda row: (sort_key(row.name), row.uuid)))


def get_person(database: Database, uuid: str) -> PersonRow:
    """Return a person; NotFoundError ``person_missing``."""
    with database.read() as session:
        return read_row(PersonRow, find(session, models.Person, uuid, "person_missing"))


def add_person(database: Database, row: PersonRow) -> PersonRow:
    """Store a new person; RccdeskError ``person_name_missing``, PersonalTextError."""
    row = _checked(row)
    with database.write(Topic.GROUPS, act="history.act.person_added") as session:
        check_region(session, row.region)
        return add_row(session, models.Person, row)


def update_person(database: Database, row: PersonRow) -> PersonRow:
    """Save a changed person; as `add_person`, NotFoundError ``person_missing``."""
    row = _checked(row)
    with database.write(Topic.GROUPS, act="history.act.person_updated") as session:
        check_region(session, row.region)
        return change_row(session, models.Person, row, "person_missing")


def holdings_of(database: Database, person_uuid: str) -> Holdings:
    """Return what a person holds that has not ended: seats, assignments, mentorships, actions."""
    with database.read() as session:
        return _read_holdings(session, person_uuid, today())


def replace_person(database: Database, old_uuid: str, new_uuid: str, day: dt.date) -> Holdings:
    """Put another person in all that one holds, from a day; "" leaves it vacant or to the role.

    The terms that have been stand as they were, ended the day before. Returns what was handed
    over. Raises NotFoundError ``person_missing``, RccdeskError ``person_same``.
    """
    if old_uuid == new_uuid:
        raise RccdeskError("person_same")
    with database.write(*_TOPICS, act="history.act.person_replaced") as session:
        find(session, models.Person, old_uuid, "person_missing")
        if new_uuid:
            find(session, models.Person, new_uuid, "person_missing")
        held = _read_holdings(session, old_uuid, day)
        for seat in held.seats:
            _replace_member(session, seat, new_uuid, day)
        for assignment in held.assignments:
            _replace_holder(session, assignment, new_uuid, day)
        for row in held.mentored:
            led = session.get_one(models.Assignment, row.uuid)
            led.mentor_uuid = new_uuid or None
            if led.person_uuid == new_uuid:  # nobody is their own mentor
                led.mentor_uuid = None
        for action in held.actions:
            session.get_one(models.Action, action.uuid).person_uuid = new_uuid or None
        session.flush()
        return held


def delete_person(database: Database, uuid: str) -> None:
    """Put a person in the Papperskorg.

    Refused (RccdeskError ``person_holds``, with what is held) until somebody else holds it.
    NotFoundError ``person_missing``.
    """
    with database.write(Topic.GROUPS, act="history.act.person_deleted") as session:
        found = find(session, models.Person, uuid, "person_missing")
        held = _read_holdings(session, uuid, today())
        if held.count:
            raise RccdeskError("person_holds", held=held.words())
        found.deleted_at = now()


def _checked(row: PersonRow) -> PersonRow:
    row = checked(row)
    if not row.name:
        raise RccdeskError("person_name_missing")
    return row


def _read_holdings(session: Session, uuid: str, day: dt.date) -> Holdings:
    member, assignment, action = models.Membership, models.Assignment, models.Action
    seats = session.scalars(
        select(member)
        .join(models.Seat, models.Seat.uuid == member.seat_uuid)
        .where(
            member.person_uuid == uuid,
            member.deleted_at.is_(None),
            models.Seat.deleted_at.is_(None),
            or_(member.ends_on.is_(None), member.ends_on >= day),
        )
        .order_by(member.starts_on, member.uuid)
    )
    living = select(assignment).where(
        assignment.deleted_at.is_(None),
        assignment.state != AssignmentState.ENDED,
        or_(assignment.ends_on.is_(None), assignment.ends_on >= day),
    )
    actions = session.scalars(
        select(action)
        .where(
            action.person_uuid == uuid,
            action.deleted_at.is_(None),
            action.state == ActionState.OPEN,
        )
        .order_by(action.due_on, action.uuid)
    )
    return Holdings(
        tuple(read_row(MembershipRow, found) for found in seats),
        tuple(
            read_row(AssignmentRow, found)
            for found in session.scalars(living.where(assignment.person_uuid == uuid))
        ),
        tuple(
            read_row(AssignmentRow, found)
            for found in session.scalars(living.where(assignment.mentor_uuid == uuid))
        ),
        tuple(read_row(ActionRow, found) for found in actions),
    )


def _replace_member(session: Session, row: MembershipRow, new_uuid: str, day: dt.date) -> None:
    found = session.get_one(models.Membership, row.uuid)
    first = max(row.starts_on or day, day)
    sits = (
        new_uuid
        and session.scalars(
            select(models.Membership.uuid).where(
                models.Membership.seat_uuid == row.seat_uuid,
                models.Membership.person_uuid == new_uuid,
                models.Membership.deleted_at.is_(None),
                or_(models.Membership.ends_on.is_(None), models.Membership.ends_on >= first),
                or_(
                    models.Membership.starts_on.is_(None),
                    models.Membership.starts_on <= (row.ends_on or dt.date.max),
                ),
            )
        ).first()
    )
    if row.starts_on is not None and row.starts_on >= day:  # has not begun: nothing to keep
        if new_uuid and not sits:
            found.person_uuid = new_uuid
        else:
            found.deleted_at = now()
        return
    found.ends_on = day_before(day)
    if new_uuid and not sits:
        add_row(
            session,
            models.Membership,
            replace(row, uuid="", person_uuid=new_uuid, starts_on=day),
        )


def _replace_holder(session: Session, row: AssignmentRow, new_uuid: str, day: dt.date) -> None:
    found = session.get_one(models.Assignment, row.uuid)
    if row.starts_on is not None and row.starts_on >= day:
        found.person_uuid = new_uuid or None
        if found.mentor_uuid == found.person_uuid:
            found.mentor_uuid = None
        if not new_uuid:
            found.state, found.vacant_since = AssignmentState.VACANT, row.starts_on
        return
    found.state, found.ends_on = AssignmentState.ENDED, day_before(day)
    if new_uuid and any(has_holder(each, day) for each in same_assignments(session, row, new_uuid)):
        return  # the other leads the same already
    follower = replace(
        row,
        uuid="",
        person_uuid=new_uuid,
        mentor_uuid="",
        state=AssignmentState.APPOINTED if new_uuid else AssignmentState.VACANT,
        starts_on=day if new_uuid else None,
        vacant_since=None if new_uuid else day,
    )
    add_row(session, models.Assignment, follower)
