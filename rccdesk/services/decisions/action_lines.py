"""The list of what is to be done, by responsible, with what is overdue first (R-C15)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import ActionState
from rccdesk.models import Action, AgendaPoint, Meeting, Person, WorkGroup
from rccdesk.services.decisions.actions import list_actions
from rccdesk.services.decisions.facts import read_facts
from rccdesk.services.decisions.words import place_words
from rccdesk.services.remembering import remembered
from rccdesk.services.swedish_order import folded, sort_key
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.decisions.model import ActionRow


@dataclass(frozen=True, slots=True)
class ActionLine:
    """Something to do; ``responsible`` is the role, else who holds it, "" where nobody is said.

    ``days`` are those it is late, negative those that are left, None without a due day.
    ``is_person_gone``: it was somebody's who has been removed. ``is_confidential``: it came of
    what is left out of what is spread.
    """

    action: ActionRow
    responsible: str
    group_name: str
    meeting_day: dt.date | None
    decision_words: str
    place_words: str
    state_words: str
    standing_words: str
    is_overdue: bool
    days: int | None
    is_person_gone: bool
    search_text: str
    is_confidential: bool = False


def list_action_lines(database: Database, today: dt.date) -> tuple[ActionLine, ...]:
    """Return all actions: overdue first, open before closed, then by responsible and due day."""
    return _list_lines(database, today, language())


@remembered
def _list_lines(database: Database, today: dt.date, _of_language: str) -> tuple[ActionLine, ...]:
    facts = read_facts(database)
    with database.read() as session:
        living = select(WorkGroup.uuid, WorkGroup.name).where(WorkGroup.deleted_at.is_(None))
        groups = dict(session.execute(living).all())
        days = dict(session.execute(select(Meeting.uuid, Meeting.day)).all())
        hidden = set(session.scalars(select(AgendaPoint.uuid).where(AgendaPoint.is_confidential)))
        used = select(Action.person_uuid).where(Action.person_uuid.is_not(None))
        persons = {
            uuid: (name, gone is not None)
            for uuid, name, gone in session.execute(
                select(Person.uuid, Person.name, Person.deleted_at).where(Person.uuid.in_(used))
            )
        }
    lines = []
    for row in list_actions(database):
        if row.group_uuid not in groups:
            continue
        fact = facts.get(row.decision_uuid)
        lines.append(
            _line(
                row,
                today,
                groups[row.group_uuid],
                days.get(row.meeting_uuid),
                (fact.row.text, place_words(fact)) if fact else ("", ""),
                persons,
                is_confidential=row.point_uuid in hidden or bool(fact and fact.is_confidential),
            )
        )
    return tuple(sorted(lines, key=_place))


def action_state_words(state: ActionState) -> str:
    """Return where an action stands."""
    return text(f"decisions.action_state.{state}")


def _line(
    row: ActionRow,
    today: dt.date,
    group: str,
    day: dt.date | None,
    decision: tuple[str, str],
    persons: Mapping[str, tuple[str, bool]],
    *,
    is_confidential: bool,
) -> ActionLine:
    name, is_gone = persons.get(row.person_uuid, ("", bool(row.person_uuid)))
    days = (today - row.due_on).days if row.due_on else None
    is_open = row.state is ActionState.OPEN
    is_overdue = is_open and days is not None and days > 0
    responsible = row.responsible or ("" if is_gone else name)
    said = (row.title, responsible, row.note, group, *decision)
    return ActionLine(
        action=row,
        responsible=responsible,
        group_name=group,
        meeting_day=day,
        decision_words=decision[0],
        place_words=decision[1] or (day.isoformat() if day else ""),
        state_words=action_state_words(row.state),
        standing_words=_standing(row, days, is_gone=is_gone),
        is_overdue=is_overdue,
        days=days,
        is_person_gone=is_gone and is_open,
        search_text=folded("\n".join(filter(None, said))),
        is_confidential=is_confidential,
    )


def _standing(row: ActionRow, days: int | None, *, is_gone: bool) -> str:
    if row.state is not ActionState.OPEN:
        day = row.done_on.isoformat() if row.done_on else ""
        return text(f"decisions.action_standing.{row.state}", day=day).strip()
    if days is None:
        words = text("decisions.action_standing.no_day")
    elif days > 0:
        words = text("decisions.action_standing.late", count=days)
    elif days == 0:
        words = text("decisions.action_standing.today")
    else:
        words = text("decisions.action_standing.left", count=-days)
    if is_gone and not row.responsible:
        words = f"{words} {text('decisions.action_standing.nobody')}"
    return words


def _place(line: ActionLine) -> tuple[object, ...]:
    row = line.action
    return (
        not line.is_overdue,
        row.state is not ActionState.OPEN,
        not line.responsible,
        sort_key(line.responsible),
        row.due_on or dt.date.max,
        sort_key(row.title),
        row.uuid,
    )
