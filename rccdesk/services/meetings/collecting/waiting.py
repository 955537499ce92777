"""What waits of the group's own: points put off, decisions due, regions that have not answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import formats, models
from rccdesk.enums import DecisionKind, PointKind, QuestionState, Reason, Thing
from rccdesk.formats import shortened
from rccdesk.services import decisions, groups
from rccdesk.services.groups.words import lower_first
from rccdesk.services.meetings.collecting.proposal import Asked, Proposal
from rccdesk.services.meetings.meetings import get_meeting
from rccdesk.services.meetings.points import list_backlog, list_left, list_returning
from rccdesk.services.meetings.words import reason_words
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.decisions import DecisionRow


def list_returned(database: Database, asked: Asked) -> Iterator[Proposal]:
    """Give the points whose date has come, those of a cancelled meeting, and the backlog."""
    for point in list_returning(database, asked.group.uuid, asked.by):
        assert point.returns_on is not None
        if point.meeting_uuid == asked.meeting.uuid:
            continue
        words = reason_words(Reason.RETURNED, day=formats.iso_date(point.returns_on))
        yield Proposal(
            point.title, point.kind, point.minutes, point.rapporteur,
            Reason.RETURNED, words, Thing.POINT, point.uuid, is_confidential=point.is_confidential,
        )  # fmt: skip
    for point in list_left(database, asked.group.uuid):
        day = get_meeting(database, point.meeting_uuid).day
        yield Proposal(
            point.title, point.kind, point.minutes, point.rapporteur,
            Reason.MOVED, text("meetings.left", day=formats.iso_date(day)),
            Thing.POINT, point.uuid, is_confidential=point.is_confidential,
        )  # fmt: skip
    for point in list_backlog(database, asked.group.uuid):
        if point.returns_on is not None and point.returns_on > asked.by:
            continue
        yield Proposal(
            point.title, point.kind, point.minutes, point.rapporteur,
            Reason.BACKLOG, reason_words(Reason.BACKLOG), Thing.POINT, point.uuid,
            is_confidential=point.is_confidential,
        )  # fmt: skip


def list_decisions(database: Database, asked: Asked, group_uuid: str) -> Iterator[Proposal]:
    """Give the decisions of a group that are due by the meeting, then those without an answer.

    To another group than the one that decided, those that a third group answers for are not told.
    """
    titles = _titles(database, group_uuid)
    others: set[str] = set()
    if group_uuid != asked.group.uuid:
        others = {row.name for row in groups.list_groups(database)} - {asked.group.name}
    lines = [
        line
        for line in decisions.list_decision_lines(database, asked.today)
        if line.is_open
        and line.decision.group_uuid == group_uuid
        and line.decision.responsible not in others
    ]
    due_lines = [line for line in lines if _is_due(line.decision, asked.by)]
    for line in sorted(due_lines, key=lambda line: line.decision.due_on or asked.by):
        due = line.decision.due_on
        yield Proposal(
            text("meetings.proposal.follow_up", title=_title(line.decision, titles)),
            PointKind.FOLLOW_UP,
            None,
            line.decision.responsible,
            Reason.DECISION_DUE,
            reason_words(Reason.DECISION_DUE, day=formats.iso_date(due) if due else ""),
            Thing.DECISION,
            line.decision.uuid,
            is_confidential=line.is_confidential,
        )
    waiting = [line for line in lines if line.is_waiting]
    for line in sorted(waiting, key=lambda line: -(line.waiting_days or 0)):
        standing = lower_first(line.standing_words.rstrip("."))
        yield Proposal(
            text("meetings.proposal.answers", title=_title(line.decision, titles)),
            PointKind.FOLLOW_UP,
            None,
            line.decision.responsible,
            Reason.UNANSWERED,
            reason_words(Reason.UNANSWERED, place=line.place_words, standing=standing),
            Thing.DECISION,
            line.decision.uuid,
            is_confidential=line.is_confidential,
        )


def _is_due(row: DecisionRow, by: dt.date) -> bool:
    """Tell whether a decision is to be followed up; a postponement comes back as a point."""
    return row.kind is not DecisionKind.POSTPONED and row.due_on is not None and row.due_on <= by


def _titles(database: Database, group_uuid: str) -> Mapping[str, str]:
    """Return what the points are called in which a group has decided something."""
    point, decision = models.AgendaPoint, models.Decision
    query = select(point.uuid, point.title).join(decision, decision.point_uuid == point.uuid)
    with database.read() as session:
        rows = session.execute(query.where(decision.group_uuid == group_uuid)).all()
        return {str(uuid): str(title) for uuid, title in rows}


def _title(row: DecisionRow, titles: Mapping[str, str]) -> str:
    """Return what a decision was about: the heading of its point, else its own words cut."""
    return titles.get(row.point_uuid) or shortened(row.text)


def list_questions(database: Database, asked: Asked) -> Iterator[Proposal]:
    """Give the questions for the national bodies that nobody has raised yet."""
    for row in groups.list_questions(database):
        if row.state is not QuestionState.NOTED:
            continue
        if row.meeting_on is not None and row.meeting_on < asked.today:
            continue
        yield Proposal(
            row.title,
            PointKind.DISCUSSION,
            None,
            "",
            Reason.QUESTION,
            reason_words(Reason.QUESTION, origin=row.origin or text("meetings.unknown_origin")),
            Thing.QUESTION,
            row.uuid,
        )
