"""What every write of decisions and actions holds to: living references, days in order, no names.

The rows are turned into plain data as those of plans are.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.models import CauseClass, Person
from rccdesk.services.plans.stored import today
from rccdesk.services.swedish_order import folded

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SHORTEST_NAME = 5  # letters: a shorter one may be any word


class DecisionError(RccdeskError):
    """Something of a decision or an action cannot be saved as it is."""

    code = "decision_text_missing"


def check_order(*days: dt.date | None) -> None:
    """Raise DecisionError ``decision_dates`` where a day comes before one that stands before it."""
    known = [day for day in days if day is not None]
    for first, later in pairwise(known):
        if later < first:
            raise DecisionError("decision_dates", first=first.isoformat(), later=later.isoformat())


def refuse_coming(*days: dt.date | None) -> None:
    """Raise DecisionError ``date_in_future`` for what cannot have happened yet."""
    for day in days:
        if day is not None and day > today():
            raise DecisionError("date_in_future", date=day.isoformat())


def refuse_names(session: Session, *texts: str) -> None:
    """Raise DecisionError ``decision_names_person`` where a text names somebody that is known.

    What a region or a unit answers is theirs as such, never somebody's.
    """
    said = [folded(" ".join(each.split())) for each in texts if each]
    if not said:
        return
    for name in session.scalars(select(Person.name).where(Person.deleted_at.is_(None))):
        word = folded(" ".join(name.split()))
        if len(word) >= _SHORTEST_NAME and any(word in each for each in said):
            raise DecisionError("decision_names_person")


def find_cause(session: Session, cause: str) -> str:
    """Return the uuid of a class of causes by its uuid or key, "" for none.

    NotFoundError ``cause_missing``.
    """
    if not cause:
        return ""
    found = session.scalar(
        select(CauseClass.uuid).where(
            or_(CauseClass.uuid == cause, CauseClass.key == cause),
            CauseClass.deleted_at.is_(None),
        )
    )
    if found is None:
        raise NotFoundError("cause_missing")
    return str(found)
