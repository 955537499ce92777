"""What waits of the group's own: points put off, decisions due, regions that have not answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import PointKind, QuestionState, Reason, Thing
from rccdesk.services import decisions, groups
from rccdesk.services.meetings.collecting.proposal import Asked, Proposal
from rccdesk.services.meetings.points import list_backlog, list_returning
from rccdesk.services.meetings.words import reason_words, shortened
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database


def list_returned(database: Database, asked: Asked) -> Iterator[Proposal]:
    """Give the points whose date has come by the meeting, and those of the backlog."""
    for point in list_returning(database, asked.group.uuid, asked.by):
        assert point.returns_on is not None
        if point.meeting_uuid == asked.meeting.uuid:
            continue
        words = reason_words(Reason.RETURNED, day=formats.iso_date(point.returns_on))
        yield Proposal(
            point.title, point.kind, point.minutes, point.rapporteur,
            Reason.RETURNED, words, Thing.POINT, point.uuid,
        )  # fmt: skip
    for point in list_backlog(database, asked.group.uuid):
        yield Proposal(
            point.title, point.kind, point.minutes, point.rapporteur,
            Reason.BACKLOG, reason_words(Reason.BACKLOG), Thing.POINT, point.uuid,
        )  # fmt: skip


def list_decisions(database: Database, asked: Asked, group_uuid: str) -> Iterator[Proposal]:
    """Give the decisions of a group that are due by the meeting, then those without an answer."""
    waiting = decisions.list_waiting(database, asked.by)
    for line in waiting.due:
        if line.decision.group_uuid != group_uuid:
            continue
        due = line.decision.due_on
        yield Proposal(
            text("meetings.proposal.follow_up", title=shortened(line.decision.text)),
            PointKind.FOLLOW_UP,
            None,
            line.decision.responsible,
            Reason.DECISION_DUE,
            reason_words(Reason.DECISION_DUE, day=formats.iso_date(due) if due else ""),
            Thing.DECISION,
            line.decision.uuid,
        )
    for line in waiting.unanswered:
        if line.decision.group_uuid != group_uuid:
            continue
        yield Proposal(
            text("meetings.proposal.answers", title=shortened(line.decision.text)),
            PointKind.FOLLOW_UP,
            None,
            line.decision.responsible,
            Reason.UNANSWERED,
            reason_words(Reason.UNANSWERED, place=line.place_words, standing=line.standing_words),
            Thing.DECISION,
            line.decision.uuid,
        )


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
