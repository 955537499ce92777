"""What somebody has written of a figure, with author and day, for one meeting or for every pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from rccdesk import models
from rccdesk.enums import Topic
from rccdesk.errors import RccdeskError
from rccdesk.services.packs.rows import CommentRow
from rccdesk.services.plans.stored import cleaned, find, now, read_row, write_row
from rccdesk.services.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Collection

    from rccdesk.services.database import Database


def list_comments(
    database: Database, value_keys: Collection[str] | None = None, meeting_uuid: str = ""
) -> tuple[CommentRow, ...]:
    """Return the comments on figures by day, of ``value_keys`` or of all.

    Those of every pack, and with ``meeting_uuid`` those of that meeting too.
    """
    keys = None if value_keys is None else tuple(sorted(value_keys))
    return _list(database, keys, meeting_uuid)


@remembered
def _list(
    database: Database, keys: tuple[str, ...] | None, meeting_uuid: str
) -> tuple[CommentRow, ...]:
    comment = models.FigureComment
    every = comment.meeting_uuid.is_(None)
    place = or_(every, comment.meeting_uuid == meeting_uuid) if meeting_uuid else every
    query = select(comment).where(comment.deleted_at.is_(None), place)
    if keys is not None:
        query = query.where(comment.value_key.in_(keys))
    with database.read() as session:
        found = session.scalars(query.order_by(comment.written_on, comment.uuid)).all()
        return tuple(read_row(CommentRow, each) for each in found)


def add_comment(database: Database, row: CommentRow) -> CommentRow:
    """Store a new comment.

    Raises RccdeskError ``comment_empty``, ``comment_without_figure``, NotFoundError
    ``meeting_missing``, PersonalTextError.
    """
    row = _checked(row)
    with database.write(Topic.PACKS, act="history.act.figure_comment_added") as session:
        if row.meeting_uuid:
            find(session, models.Meeting, row.meeting_uuid, "meeting_missing")
        found = models.FigureComment()
        write_row(found, row)
        session.add(found)
        session.flush()
        return read_row(CommentRow, found)


def update_comment(database: Database, row: CommentRow) -> CommentRow:
    """Save a changed comment, on its own figure; as `add_comment`, ``comment_missing``."""
    row = _checked(row)
    with database.write(Topic.PACKS, act="history.act.figure_comment_updated") as session:
        if row.meeting_uuid:
            find(session, models.Meeting, row.meeting_uuid, "meeting_missing")
        found = find(session, models.FigureComment, row.uuid, "comment_missing")
        write_row(found, row, leave=("value_key",))
        session.flush()
        return read_row(CommentRow, found)


def delete_comment(database: Database, uuid: str) -> None:
    """Put a comment in the Papperskorg; NotFoundError ``comment_missing``."""
    with database.write(Topic.PACKS, act="history.act.figure_comment_deleted") as session:
        find(session, models.FigureComment, uuid, "comment_missing").deleted_at = now()


def _checked(row: CommentRow) -> CommentRow:
    row = cleaned(row)
    if not row.body:
        raise RccdeskError("comment_empty")
    if not row.value_key:
        raise RccdeskError("comment_without_figure")
    return row
