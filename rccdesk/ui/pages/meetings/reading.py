"""What the page of meetings asks, and the services' answers side by side."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rccdesk.services import decisions, meetings
from rccdesk.ui.dialogs.meeting_choices import MeetingChoices, read_meeting_choices

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.decisions import ActionLine, DecisionLine, SinceLast
    from rccdesk.services.meetings import MeetingLine, PointRow

COMING, DECISIONS, ACTIONS, RETURNING = "coming", "decisions", "actions", "returning"
TABS = (COMING, DECISIONS, ACTIONS, RETURNING)


@dataclass(frozen=True, slots=True)
class Question:
    """A tab; on the first: whether the meetings that have been held are asked for."""

    tab: str = COMING
    held: bool = False


@dataclass(frozen=True, slots=True)
class ReturningLine:
    """A point that comes back: postponed to a day, or kept without one."""

    point: PointRow
    group: str
    from_day: dt.date | None
    is_due: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What the tab shows; only the tab asked for is filled."""

    question: Question = field(default_factory=Question)
    choices: MeetingChoices = field(default_factory=MeetingChoices)
    today: dt.date = dt.date.min
    meetings: tuple[MeetingLine, ...] = ()
    decisions: tuple[DecisionLine, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    returning: tuple[ReturningLine, ...] = ()


def read(database: Database, question: Question, today: dt.date) -> Answer:
    """Return what a tab shows."""
    choices = read_meeting_choices(database)
    if question.tab == DECISIONS:
        lines = decisions.list_decision_lines(database, today)
        return Answer(question, choices, today, decisions=lines)
    if question.tab == ACTIONS:
        found = decisions.list_action_lines(database, today)
        return Answer(question, choices, today, actions=found)
    if question.tab == RETURNING:
        return Answer(question, choices, today, returning=_returning(database, choices, today))
    held = meetings.list_meeting_lines(database, today, coming=not question.held)
    return Answer(question, choices, today, meetings=held)


def read_since(database: Database, group_uuid: str, today: dt.date, uuid: str) -> SinceLast:
    """Return what has changed since the meeting of a group before the meeting ``uuid``."""
    return decisions.get_since_last(database, group_uuid, today, meeting_uuid=uuid)


def _returning(
    database: Database, choices: MeetingChoices, today: dt.date
) -> tuple[ReturningLine, ...]:
    """Return the postponed points by their days, then those that are kept without one."""
    rows = list(meetings.list_returning(database))
    for group in choices.groups:
        rows += meetings.list_backlog(database, group.uuid)
    known = {row.uuid: row.day for row in meetings.list_meetings(database)}
    unique = {row.uuid: row for row in rows}.values()
    ordered = sorted(unique, key=lambda row: (row.returns_on or dt.date.max, row.title))
    return tuple(
        ReturningLine(
            row,
            choices.group(row.group_uuid),
            known.get(row.meeting_uuid),
            is_due=row.returns_on is not None and row.returns_on <= today,
        )
        for row in ordered
    )
