"""What seats and groups that come back, by undo or out of the Papperskorg, must hold to."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from rccdesk.errors import RccdeskError
from rccdesk.models import Membership, Seat, WorkGroup

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def check_standing_seats(session: Session, uuids: Collection[str]) -> None:
    """Look at the seats among ``uuids``, and at those of the terms among them.

    Raises RccdeskError ``membership_overlaps`` where a person sits twice in one at a time,
    ``seat_taken`` where more sit in it than are to.
    """
    touched = select(Membership.seat_uuid).where(
        or_(Membership.uuid.in_(uuids), Membership.seat_uuid.in_(uuids))
    )
    found = session.execute(
        select(Membership, Seat.required)
        .join(Seat, Seat.uuid == Membership.seat_uuid)
        .where(Membership.deleted_at.is_(None), Seat.deleted_at.is_(None), Seat.uuid.in_(touched))
    )
    terms: defaultdict[tuple[str, int], list[Membership]] = defaultdict(list)
    for term, required in found:
        terms[term.seat_uuid, required].append(term)
    for (_seat, required), held in terms.items():
        for day in {term.starts_on for term in held}:  # on a day that somebody begins, it is most
            sitting = [term.person_uuid for term in held if _runs(term, day or dt.date.min)]
            if len(set(sitting)) < len(sitting):
                raise RccdeskError("membership_overlaps")
            if len(sitting) > required:
                raise RccdeskError("seat_taken", required=required)


def check_standing_bodies(session: Session) -> None:
    """Raise RccdeskError ``steering_body_taken`` where several living groups lead the RCC."""
    leading = session.scalars(
        select(WorkGroup)
        .where(WorkGroup.deleted_at.is_(None), WorkGroup.is_steering_body)
        .order_by(WorkGroup.position)
    ).all()
    if len(leading) > 1:
        raise RccdeskError("steering_body_taken", name=leading[0].name)


def _runs(term: Membership, day: dt.date) -> bool:
    return (term.starts_on or dt.date.min) <= day <= (term.ends_on or dt.date.max)
