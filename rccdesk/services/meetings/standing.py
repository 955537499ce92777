"""What the standing points of an agenda are about this time: minutes, decisions, the next day.

A standing point is known by its heading, as the user wrote it in the template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from rccdesk import formats, models
from rccdesk.enums import (
    DecisionKind,
    DecisionState,
    DocumentState,
    MeetingState,
    PointState,
    Reason,
)
from rccdesk.texts import text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from rccdesk.services.meetings.model import MeetingRow, PointRow

_MINUTES = ("protokoll", "minnesanteckning", "minutes")
_DECISIONS = ("uppföljning av beslut", "beslutsuppföljning", "follow-up of decisions")
_NEXT = ("nästa möte", "next meeting")
_CLOSING = (*_NEXT, "avslut", "övriga frågor", "closing", "close of meeting", "any other business")


def standing_words(session: Session, meeting: MeetingRow, point: PointRow, today: dt.date) -> str:
    """Return what a point of the template is about this time; "" where it cannot be known.

    As in "mötet 2026-09-17, justerat", "2 av 9 senare än planerat" and "nästa möte 2027-02-11".
    """
    if point.reason is not Reason.TEMPLATE or point.reason_words:
        return ""
    title = point.title.lower()
    if any(words in title for words in _DECISIONS):
        return _late(session, meeting, today)
    if any(words in title for words in _NEXT):
        return _next(session, meeting)
    if any(words in title for words in _MINUTES):
        return _previous(session, meeting)
    return ""


def first_closing(there: Sequence[models.AgendaPoint]) -> int:
    """Return the place in an agenda where what ends the meeting begins; its length for nothing.

    Only points of the template that wait for their turn end a meeting, as in "Övriga frågor" and
    "Nästa möte och avslut".
    """
    place = len(there)
    while place and _is_closing(there[place - 1]):
        place -= 1
    return place


def _is_closing(point: models.AgendaPoint) -> bool:
    if point.reason != Reason.TEMPLATE or point.state != PointState.PLANNED:
        return False
    return any(words in point.title.lower() for words in _CLOSING)


def _previous(session: Session, meeting: MeetingRow) -> str:
    model, minutes = models.Meeting, models.Minutes
    found = session.execute(
        select(model.uuid, model.day)
        .where(
            model.group_uuid == meeting.group_uuid,
            model.uuid != meeting.uuid,
            model.deleted_at.is_(None),
            model.state == str(MeetingState.HELD),
            model.day <= meeting.day,
        )
        .order_by(model.day.desc(), model.starts_at.desc())
    ).first()
    if found is None:
        return ""
    approved = session.scalar(
        select(func.count()).where(
            minutes.meeting_uuid == found.uuid,
            minutes.deleted_at.is_(None),
            minutes.state == str(DocumentState.APPROVED),
        )
    )
    key = "previous_approved" if approved else "previous_meeting"
    return text(f"meetings.{key}", day=formats.iso_date(found.day))


def _next(session: Session, meeting: MeetingRow) -> str:
    model = models.Meeting
    day = session.scalar(
        select(func.min(model.day)).where(
            model.group_uuid == meeting.group_uuid,
            model.deleted_at.is_(None),
            model.day > meeting.day,
            model.state != str(MeetingState.CANCELLED),
        )
    )
    return text("meetings.next_meeting", day=formats.iso_date(day)) if day else ""


def _late(session: Session, meeting: MeetingRow, today: dt.date) -> str:
    """Count the open decisions that were taken before the meeting, and those whose day has passed.

    Postponements are points that come back, and no decision to follow up.
    """
    row = models.Decision
    late = row.due_on < min(today, meeting.day)
    found = session.execute(
        select(func.count(), func.count().filter(late)).where(
            row.group_uuid == meeting.group_uuid,
            row.deleted_at.is_(None),
            row.state == str(DecisionState.OPEN),
            row.kind != str(DecisionKind.POSTPONED),
            or_(row.meeting_uuid.is_(None), row.meeting_uuid != meeting.uuid),
        )
    ).one()
    if meeting.state is MeetingState.HELD or not found[0]:
        return ""
    return text("meetings.late_decisions", late=found[1], open=found[0])
