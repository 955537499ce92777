"""What a person who is removed for good leaves behind: what is over stays, of nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import ActionState, AssignmentState
from rccdesk.models import Action, Assignment, Attendance, Membership, Person, Seat, UserEdited
from rccdesk.services.groups.model import MembershipRow, SeatRow
from rccdesk.services.groups.seat_lines import vacant_since
from rccdesk.services.groups.seats import sits_on
from rccdesk.services.groups.stored import read_row
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PERSON = Person.__tablename__
_TIES: tuple[tuple[type[UserEdited], str], ...] = (
    (Assignment, "person_uuid"),
    (Assignment, "mentor_uuid"),
    (Action, "person_uuid"),
    (Attendance, "person_uuid"),
)


def is_over(row: UserEdited, day: dt.date) -> bool:
    """Tell whether what ties a row to a person is over on a day: nobody need take it over first."""
    if isinstance(row, Attendance):
        return True
    if isinstance(row, Action):
        return row.state != ActionState.OPEN
    if isinstance(row, Membership | Assignment):
        is_ended = row.ends_on is not None and row.ends_on < day
        return is_ended or getattr(row, "state", None) == AssignmentState.ENDED
    return False


def let_go(session: Session, persons: Collection[str], day: dt.date) -> list[Membership]:
    """Leave what is over to nobody, and return the terms on seats, which go with the person.

    A seat keeps the day from which it has been vacant. Deleted rows go along anyway and are left.
    """
    for model, field in _TIES:
        query = select(model).where(getattr(model, field).in_(persons), model.deleted_at.is_(None))
        for row in session.scalars(query):
            setattr(row, field, None)
            if isinstance(row, Attendance):
                row.words = row.words or text("trash.former_person")
    terms = session.scalars(
        select(Membership).where(
            Membership.person_uuid.in_(persons), Membership.deleted_at.is_(None)
        )
    ).all()
    for uuid in {term.seat_uuid for term in terms}:
        _keep_vacancy(session, uuid, day)
    return list(terms)


def _keep_vacancy(session: Session, seat_uuid: str, day: dt.date) -> None:
    seat = session.get_one(Seat, seat_uuid)
    query = select(Membership).where(
        Membership.seat_uuid == seat_uuid, Membership.deleted_at.is_(None)
    )
    members = [read_row(MembershipRow, found) for found in session.scalars(query)]
    if sum(sits_on(member, day) for member in members) < seat.required:
        seat.vacant_since = vacant_since(read_row(SeatRow, seat), members, day)
