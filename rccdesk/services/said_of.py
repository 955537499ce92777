"""What is said of rows of several kinds: it goes to the Papperskorg with them, in one undo step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from rccdesk.enums import Thing
from rccdesk.models import FollowUp, Obstacle, PeriodLock, Responsibility

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ABOUT: tuple[Any, ...] = (FollowUp, Obstacle, Responsibility, PeriodLock)
"""The models whose rows name their subject by its kind and uuid."""


def delete_said_of(
    session: Session, kind: Thing, uuids: Collection[str], moment: dt.datetime
) -> None:
    """Mark what is said of some rows of a kind as deleted with them."""
    for model in ABOUT:
        said = select(model).where(
            model.subject_kind == kind, model.subject_key.in_(uuids), model.deleted_at.is_(None)
        )
        for row in session.scalars(said):
            row.deleted_at = moment
