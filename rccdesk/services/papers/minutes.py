"""Minutes and notes of a meeting: made as a draft, approved, written out, removed while drafts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import DocumentState, MinutesKind, Topic
from rccdesk.errors import RccdeskError
from rccdesk.services.groups.stored import add_row, check_days, check_held, find, now, read_row
from rccdesk.services.meetings import MeetingRow, MinutesRow
from rccdesk.services.papers.assembling import check_suffix, write_paper
from rccdesk.services.papers.content import freeze, read_content
from rccdesk.services.papers.minutes_paper import make_minutes_paper
from rccdesk.services.plain_data import to_json
from rccdesk.services.plans.stored import today
from rccdesk.services.typed_texts import refuse_persons

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

FORMATS = ("docx", "pdf")


def list_minutes(database: Database, meeting_uuid: str) -> tuple[MinutesRow, ...]:
    """Return what has been written of a meeting, the newest version first."""
    with database.read() as session:
        return tuple(read_row(MinutesRow, found) for found in _of_meeting(session, meeting_uuid))


def get_minutes(database: Database, uuid: str) -> MinutesRow:
    """Return minutes or notes; NotFoundError ``minutes_missing``."""
    with database.read() as session:
        return read_row(MinutesRow, find(session, models.Minutes, uuid, "minutes_missing"))


def make_minutes(database: Database, meeting_uuid: str, kind: MinutesKind) -> MinutesRow:
    """Freeze a meeting as it stands as a new draft; an earlier draft of the kind is replaced.

    NotFoundError ``meeting_missing``.
    """
    content = freeze(database, meeting_uuid, kind)
    with database.write(
        Topic.MEETINGS, act="history.act.minutes_made", values={"name": content.meeting}
    ) as session:
        meeting = read_row(
            MeetingRow, find(session, models.Meeting, meeting_uuid, "meeting_missing")
        )
        earlier = [
            old for old in _of_meeting(session, meeting_uuid, living=False) if old.kind == kind
        ]
        for old in earlier:
            if old.state == DocumentState.DRAFT and old.deleted_at is None:
                old.state = str(DocumentState.REPLACED)
        version = 1 + max((old.version for old in earlier), default=0)
        row = MinutesRow(
            meeting_uuid,
            today(),
            to_json(content),
            kind,
            version=version,
            approvers=meeting.approvers,
            diary_number=meeting.diary_number,
            author=meeting.secretary,
        )
        return add_row(session, models.Minutes, row)


def approve_minutes(
    database: Database, uuid: str, approvers: Sequence[str], day: dt.date
) -> MinutesRow:
    """Approve a draft (justera): it never changes after that; an earlier one is replaced.

    Raises RccdeskError ``minutes_approved_kept``, ``minutes_replaced`` for what is no draft,
    ``minutes_approver_missing``, ``date_in_the_future``, ``dates_reversed`` for a day before the
    meeting's, NotFoundError ``minutes_missing``, PersonalTextError.
    """
    names = tuple(name for name in (" ".join(each.split()) for each in approvers) if name)
    refuse_persons(*names)
    if not names:
        raise RccdeskError("minutes_approver_missing")
    check_held(day)
    meeting = read_content(get_minutes(database, uuid).content).meeting
    with database.write(
        Topic.MEETINGS, act="history.act.minutes_approved", values={"name": meeting}
    ) as session:
        found = find(session, models.Minutes, uuid, "minutes_missing")
        _check_draft(found)
        held = find(session, models.Meeting, found.meeting_uuid, "meeting_missing")
        check_days(held.day, day)
        for row in _of_meeting(session, found.meeting_uuid):
            if row.kind == found.kind and row.state == DocumentState.APPROVED:
                row.state = str(DocumentState.REPLACED)
        found.state = str(DocumentState.APPROVED)
        found.approved_on = day
        found.approvers = "\n".join(names)
        found.diary_number = held.diary_number or found.diary_number
        session.flush()
        return read_row(MinutesRow, found)


def delete_minutes(database: Database, uuid: str) -> None:
    """Put a draft, or one that was replaced, in the Papperskorg.

    Raises RccdeskError ``minutes_approved_kept``: an approved document stays. NotFoundError
    ``minutes_missing``.
    """
    meeting = read_content(get_minutes(database, uuid).content).meeting
    with database.write(
        Topic.MEETINGS, act="history.act.minutes_deleted", values={"name": meeting}
    ) as session:
        found = find(session, models.Minutes, uuid, "minutes_missing")
        if found.approved_on is not None or found.state == DocumentState.APPROVED:
            raise RccdeskError("minutes_approved_kept")
        found.deleted_at = now()


def write_minutes(
    database: Database, minutes_uuid: str, target: Path, *, with_confidential: bool = True
) -> Path:
    """Write minutes as .docx or .pdf as they were made; return where it lies.

    Without confidential parts the paragraphs and numbers stay, and what is left out is told as
    left out. NotFoundError ``minutes_missing``, RccdeskError ``paper_format``, FileWriteError.
    """
    check_suffix(target, FORMATS)
    row = get_minutes(database, minutes_uuid)
    made = make_minutes_paper(database, row, with_confidential=with_confidential)
    return write_paper(database, made, target, FORMATS)


def _check_draft(found: models.Minutes) -> None:
    if found.state == DocumentState.APPROVED:
        raise RccdeskError("minutes_approved_kept")
    if found.state == DocumentState.REPLACED:
        raise RccdeskError("minutes_replaced")


def _of_meeting(
    session: Session, meeting_uuid: str, *, living: bool = True
) -> Sequence[models.Minutes]:
    model = models.Minutes
    query = select(model).where(model.meeting_uuid == meeting_uuid)
    if living:
        query = query.where(model.deleted_at.is_(None))
    return session.scalars(query.order_by(model.version.desc(), model.kind, model.uuid)).all()
