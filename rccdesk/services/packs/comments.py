"""What somebody has written of a figure, with author and day, for one meeting or for every pack."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from rccdesk import formats, models
from rccdesk.enums import Topic
from rccdesk.errors import RccdeskError
from rccdesk.services import figure_keys
from rccdesk.services.packs.model import Comment
from rccdesk.services.packs.rows import CommentRow
from rccdesk.services.plans.stored import cleaned, find, now, read_row, write_row
from rccdesk.services.remembering import remembered
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from rccdesk.services.charts.spec import Bar, Dot, HeatCell, Point, Stack
    from rccdesk.services.database import Database
    from rccdesk.services.packs.model import Section


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


def comments_of_pack(
    database: Database, sections: Sequence[Section], meeting_uuid: str = ""
) -> tuple[Section, ...]:
    """Return sections with what has been written of their figures, each comment once.

    It stands with the first chart that shows the figure, else with the first table. Of a figure
    that is hidden by now only that there is a comment: its words may tell the figure.
    """
    left = {row.uuid: row for row in list_comments(database, None, meeting_uuid)}
    made = list(sections)
    if not left:
        return tuple(made)
    for index in sorted(range(len(made)), key=lambda index: not made[index].charts):
        keys = set(_keys(made[index]))
        found = [row for row in left.values() if row.value_key in keys]
        for row in found:
            del left[row.uuid]
        allowed = [row for row in found if not _is_hidden(database, made[index], row.value_key)]
        told = tuple(Comment(row.body, row.written_on, row.author) for row in allowed)
        left_out = len(found) - len(allowed)
        if found:
            notes = (text("packs.comment.left_out", count=left_out),) if left_out else ()
            made[index] = replace(made[index], comments=told, notes=(*made[index].notes, *notes))
    return tuple(made)


def _keys(section: Section) -> Iterator[str]:
    """Return the keys of the figures that a section tells or draws."""
    yield from (figure.value_key for figure in section.figures)
    yield from (row.value_key for row in _drawn(section))
    for chart in section.charts:
        for line in chart.lines:
            yield from line.value_keys


def _drawn(section: Section) -> Iterator[Bar | Point | Dot | HeatCell | Stack]:
    for chart in section.charts:
        for rows in (chart.bars, chart.points, chart.dots, chart.cells, chart.stacks):
            yield from rows


def _is_hidden(database: Database, section: Section, value_key: str) -> bool:
    """Tell whether a section, or the rules of today, hide a figure that it names."""
    drawn = [row for row in _drawn(section) if row.value_key == value_key]
    if drawn:
        return any(row.hidden_text for row in drawn)
    told = [figure for figure in section.figures if figure.value_key == value_key]
    if any(figure.value is not None for figure in told):
        return False
    secondary = text("charts.secondary").rstrip(".")
    if any(figure.words.rstrip(".").endswith(secondary) for figure in told):
        return True
    if any(figure.words == formats.HIDDEN for figure in told):
        return True
    try:
        return bool(figure_keys.find_figure(database, value_key).row.hidden)
    except (RccdeskError, ValueError):
        return False


def _checked(row: CommentRow) -> CommentRow:
    row = cleaned(row)
    if not row.body:
        raise RccdeskError("comment_empty")
    if not row.value_key:
        raise RccdeskError("comment_without_figure")
    return row
