"""What points that come back, by undo or out of the Papperskorg, must hold to."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import extract, select
from sqlalchemy.orm import aliased

from rccdesk.errors import RccdeskError
from rccdesk.models import AgendaPoint, Meeting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def check_standing_paragraphs(session: Session, uuids: Collection[str]) -> None:
    """Look at the points among ``uuids``, and at those of the meetings among them.

    Raises RccdeskError ``paragraph_taken`` where a § of a group and year would be two points'.
    """
    other, met = aliased(AgendaPoint), aliased(Meeting)
    taken = session.scalar(
        select(AgendaPoint.paragraph)
        .join(Meeting, Meeting.uuid == AgendaPoint.meeting_uuid)
        .join(
            other,
            (other.group_uuid == AgendaPoint.group_uuid)
            & (other.paragraph == AgendaPoint.paragraph)
            & (other.uuid != AgendaPoint.uuid),
        )
        .join(met, met.uuid == other.meeting_uuid)
        .where(
            AgendaPoint.uuid.in_(uuids) | Meeting.uuid.in_(uuids),
            AgendaPoint.deleted_at.is_(None),
            Meeting.deleted_at.is_(None),
            other.deleted_at.is_(None),
            met.deleted_at.is_(None),
            extract("year", met.day) == extract("year", Meeting.day),
        )
        .limit(1)
    )
    if taken is not None:
        raise RccdeskError("paragraph_taken", paragraph=taken)
