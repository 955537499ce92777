"""Lists of meetings: those that come, and those that were held."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from rccdesk import formats, models
from rccdesk.enums import MeetingState
from rccdesk.services.groups.model import GroupRow
from rccdesk.services.groups.stored import read_row
from rccdesk.services.meetings.meetings import CLOSED, list_meetings
from rccdesk.services.meetings.model import MeetingRow
from rccdesk.services.meetings.view import count_missing
from rccdesk.services.meetings.words import meeting_title, state_words
from rccdesk.services.remembering import remembered
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a list; ``missing`` counts what its points lack before papers go out.

    ``words`` say what to know of it: when papers go out, or that it was held.
    """

    meeting: MeetingRow
    group: GroupRow
    title: str
    points: int
    decisions: int
    missing: int
    words: str


def list_meeting_lines(
    database: Database, today: dt.date, *, coming: bool = True
) -> tuple[MeetingLine, ...]:
    """Return the meetings still to be held, the nearest first, or those that were, newest first.

    A meeting whose day has passed without being ended or cancelled still waits, and says so.
    """
    return _lines(database, today, coming, language())


@remembered
def _lines(
    database: Database, today: dt.date, coming: bool, _language: str
) -> tuple[MeetingLine, ...]:
    rows = [row for row in list_meetings(database) if (row.state not in CLOSED) is coming]
    with database.read() as session:
        groups = {
            found.uuid: read_row(GroupRow, found)
            for found in session.scalars(select(models.WorkGroup))
        }
        point, decision = models.AgendaPoint, models.Decision
        points = _count(session, point)
        decided = _count(session, decision)
    planned = tuple(row.uuid for row in rows if row.state is MeetingState.PLANNED)
    missing = count_missing(database, planned)
    ordered = rows if coming else rows[::-1]
    return tuple(_line(row, groups, points, decided, missing, today) for row in ordered)


def _line(
    row: MeetingRow,
    groups: Mapping[str, GroupRow],
    points: Mapping[str, int],
    decided: Mapping[str, int],
    lacking: Mapping[str, int],
    today: dt.date,
) -> MeetingLine:
    group = groups[row.group_uuid]
    missing = lacking.get(row.uuid, 0)
    return MeetingLine(
        row,
        group,
        meeting_title(group.name, row.day),
        points.get(row.uuid, 0),
        decided.get(row.uuid, 0),
        missing,
        _words(row, missing, today),
    )


def _words(row: MeetingRow, missing: int, today: dt.date) -> str:
    if row.state is MeetingState.PLANNED and row.day < today:
        return text("meetings.past_not_ended", day=formats.iso_date(row.day))
    if row.state is MeetingState.PLANNED and row.send_on is not None:
        day = formats.iso_date(row.send_on)
        if missing:
            return text("meetings.missing_before", count=missing, day=day)
        return text("meetings.send_on", day=day)
    if row.state is MeetingState.PLANNED and missing:
        return text("meetings.missing_count", count=missing)
    return state_words(row.state)


def _count(session, model) -> dict[str, int]:  # type: ignore[no-untyped-def]
    query = (
        select(model.meeting_uuid, func.count())
        .where(model.meeting_uuid.is_not(None), model.deleted_at.is_(None))
        .group_by(model.meeting_uuid)
    )
    return {str(uuid): int(count) for uuid, count in session.execute(query)}
