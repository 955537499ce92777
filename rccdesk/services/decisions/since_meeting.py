"""What has become of things since the group last met (R-C11)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from rccdesk.enums import ActionState, DecisionState, MeetingState, Scale, Thing
from rccdesk.errors import NotFoundError
from rccdesk.models import Meeting, WorkGroup
from rccdesk.services.decisions.action_lines import ActionLine, list_action_lines
from rccdesk.services.decisions.facts import Fact, read_facts
from rccdesk.services.decisions.lines import DecisionLine, list_decision_lines
from rccdesk.services.decisions.moves import FigureMove, distinct, find_move
from rccdesk.services.decisions.selection import plan_selection
from rccdesk.services.decisions.state_then import read_then
from rccdesk.services.framework import list_assessments, list_frameworks, list_items, list_scale
from rccdesk.services.plans.completeness import is_heading
from rccdesk.services.plans.items import list_items as list_goals
from rccdesk.services.plans.plans import main_plan
from rccdesk.services.plans.regions import mark_words
from rccdesk.services.remembering import remembered
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.framework import AssessmentRow
    from rccdesk.services.plans import PlanItemRow, PlanRow

_MOST_FIGURES = 12  # measures of a plan that are asked for; each is a series


@dataclass(frozen=True, slots=True)
class ItemChange:
    """Something that stands elsewhere than at the meeting before; ``of`` is what it is part of."""

    kind: Thing
    key: str
    name: str
    was: str
    now: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class FrameworkCount:
    """How many items of a framework there are, are assessed, and were assessed anew."""

    key: str
    title: str
    items: int
    assessed: int
    changed: int
    words: str


@dataclass(frozen=True, slots=True)
class SinceLast:
    """What is new since a meeting; ``since`` None: the group has not met before.

    ``decisions`` are those of that meeting, and older ones that something has become of or that
    are due; ``actions`` the group's that are open or were closed since.
    """

    since: dt.date | None
    until: dt.date
    decisions: tuple[DecisionLine, ...]
    actions: tuple[ActionLine, ...]
    assessments: tuple[ItemChange, ...]
    plan_items: tuple[ItemChange, ...]
    figures: tuple[FigureMove, ...]
    sentence: str
    frameworks: tuple[FrameworkCount, ...] = ()


def get_since_last(
    database: Database, group_uuid: str, today: dt.date, *, meeting_uuid: str | None = None
) -> SinceLast:
    """Return what has become of things since the group's meeting before ``meeting_uuid``.

    Without a meeting: since the last that was held before ``today``. Assessments are the latest of
    any body for the whole; goals those of the plan in use. Raises NotFoundError
    ``decision_group_missing``, ``decision_meeting_missing``.
    """
    return _get_since_last(database, group_uuid, today, meeting_uuid or "", language())


@remembered
def _get_since_last(
    database: Database, group_uuid: str, today: dt.date, meeting_uuid: str, _of_language: str
) -> SinceLast:
    since, until = _span(database, group_uuid, today, meeting_uuid)
    decisions = _decisions(database, group_uuid, since, until, today)
    actions = _actions(database, group_uuid, since, until, today)
    changes: tuple[ItemChange, ...] = ()
    goals: tuple[ItemChange, ...] = ()
    figures: tuple[FigureMove, ...] = ()
    counts: tuple[FrameworkCount, ...] = ()
    if since is not None:
        changes, counts = _assessments(database, since, until)
        plan = main_plan(database)
        if plan is not None:
            goals = _goals(database, plan, since)
            figures = _figures(database, plan, since)
    said = _sentence(since, decisions, actions, changes, goals, figures)
    return SinceLast(since, until, decisions, actions, changes, goals, figures, said, counts)


def _span(
    database: Database, group_uuid: str, today: dt.date, meeting_uuid: str
) -> tuple[dt.date | None, dt.date]:
    """Return the day of the meeting before, and that of the meeting asked for (else today)."""
    with database.read() as session:
        group = session.get(WorkGroup, group_uuid)
        if group is None or group.deleted_at is not None:
            raise NotFoundError("decision_group_missing")
        until = today
        met = [
            Meeting.group_uuid == group_uuid,
            Meeting.deleted_at.is_(None),
            Meeting.state != MeetingState.CANCELLED,
        ]
        if meeting_uuid:
            meeting = session.get(Meeting, meeting_uuid)
            if meeting is None or meeting.deleted_at is not None:
                raise NotFoundError("decision_meeting_missing")
            until = meeting.day
            met.append(Meeting.uuid != meeting_uuid)
        else:
            met.append(Meeting.state == MeetingState.HELD)
        since = session.scalar(select(func.max(Meeting.day)).where(*met, Meeting.day < until))
    return since, until


def _decisions(
    database: Database,
    group_uuid: str,
    since: dt.date | None,
    until: dt.date,
    today: dt.date,
) -> tuple[DecisionLine, ...]:
    facts = read_facts(database)
    lines = [
        line
        for line in list_decision_lines(database, today)
        if line.decision.group_uuid == group_uuid and line.day is not None and line.day < until
    ]
    return tuple(
        line
        for line in lines
        if line.day == since
        or _has_news(facts[line.decision.uuid], since, until)
        or _is_due(line, until)
    )


def _is_due(line: DecisionLine, until: dt.date) -> bool:
    due = line.decision.due_on or line.decision.returns_on
    return line.is_open and due is not None and due <= until


def _has_news(fact: Fact, since: dt.date | None, until: dt.date) -> bool:
    """Tell whether a decision was carried out, or answered, after one day up to another."""
    days = [fact.row.done_on if fact.row.state is DecisionState.DONE else None]
    days += [row.answered_on or row.prepared_on for row in fact.regions]
    days += [row.told_on for row in fact.units]
    return any(_is_between(day, since, until) for day in days)


def _is_between(day: dt.date | None, since: dt.date | None, until: dt.date) -> bool:
    return day is not None and (since is None or day > since) and day <= until


def _actions(
    database: Database,
    group_uuid: str,
    since: dt.date | None,
    until: dt.date,
    today: dt.date,
) -> tuple[ActionLine, ...]:
    return tuple(
        line
        for line in list_action_lines(database, today)
        if line.action.group_uuid == group_uuid
        and (
            line.action.state is ActionState.OPEN
            or (
                line.action.state is ActionState.DONE
                and _is_between(line.action.done_on, since, until)
            )
        )
    )


def _assessments(
    database: Database, since: dt.date, until: dt.date
) -> tuple[tuple[ItemChange, ...], tuple[FrameworkCount, ...]]:
    levels = {
        scale: {row.level: row.name for row in list_scale(database, scale)} for scale in Scale
    }

    def words(row: AssessmentRow | None) -> str:
        if row is None:
            return text("framework.not_assessed")
        pairs = ((Scale.PROGRESS, row.progress), (Scale.CHALLENGE, row.challenge))
        said = [levels[scale].get(level, "") for scale, level in pairs if level is not None]
        return " · ".join(filter(None, said)) or text("framework.not_assessed")

    said: dict[str, list[AssessmentRow]] = {}
    for row in list_assessments(database, area=""):  # the newest first
        if row.day <= until:
            said.setdefault(row.item_uuid, []).append(row)
    changes: list[ItemChange] = []
    counts: list[FrameworkCount] = []
    for framework in list_frameworks(database):
        items = list_items(database, framework.key)
        changed = 0
        for item in items:
            rows = said.get(item.uuid, [])
            was = words(next((row for row in rows if row.day <= since), None))
            now = words(rows[0] if rows else None)
            if was == now:
                continue
            changed += 1
            name = f"{item.code} {item.title}".strip()
            changes.append(
                ItemChange(Thing.FRAMEWORK_ITEM, item.uuid, name, was, now, framework.title)
            )
        assessed = sum(item.uuid in said for item in items)
        told = text(
            "decisions.since.framework", assessed=assessed, count=len(items), changed=changed
        )
        counts.append(
            FrameworkCount(framework.key, framework.title, len(items), assessed, changed, told)
        )
    return tuple(changes), tuple(counts)


def _goals(database: Database, plan: PlanRow, since: dt.date) -> tuple[ItemChange, ...]:
    """Return the goals of a plan that stand elsewhere now; what is new in it says so."""
    items = list_goals(database, plan.uuid)
    parents = {item.parent_uuid for item in items}
    own = [item for item in items if not is_heading(item, has_parts=item.uuid in parents)]
    now = {item.uuid: item.state for item in own}
    with database.read() as session:
        then = read_then(session, plan.uuid, now, since)
    found = []
    for item in own:
        if item.uuid in then.unborn:
            was = text("decisions.since.new_goal")
        elif then.states.get(item.uuid, item.state) is item.state:  # or nobody knows
            continue
        else:
            was = mark_words(then.states[item.uuid])
        found.append(
            ItemChange(
                Thing.PLAN_ITEM, item.uuid, item.name, was, mark_words(item.state), plan.name
            )
        )
    return tuple(found)


def _figures(database: Database, plan: PlanRow, since: dt.date) -> tuple[FigureMove, ...]:
    """Return the measures of a plan whose figure is of a later period than was known then."""
    measures = list(dict.fromkeys(_measures(list_goals(database, plan.uuid))))
    selection = plan_selection(database, plan)
    found = distinct(
        find_move(database, measure, selection, since, known=True)
        for measure in measures[:_MOST_FIGURES]
    )
    return tuple(move for move in found if move.was and move.now)


def _measures(items: Iterable[PlanItemRow]) -> Iterable[str]:
    return (item.measure_key for item in items if item.measure_key)


def _sentence(
    since: dt.date | None,
    decisions: Sequence[DecisionLine],
    actions: Sequence[ActionLine],
    changes: Sequence[ItemChange],
    goals: Sequence[ItemChange],
    figures: Sequence[FigureMove],
) -> str:
    if since is None:
        return text("decisions.since.first")
    counts = {
        "done": sum(line.decision.state is DecisionState.DONE for line in decisions),
        "open": sum(line.is_open for line in decisions),
        "actions_done": sum(line.action.state is ActionState.DONE for line in actions),
        "overdue": sum(line.is_overdue for line in actions),
        "assessments": len(changes),
        "goals": len(goals),
        "figures": len(figures),
    }
    parts = [text(f"decisions.since.{key}", count=count) for key, count in counts.items() if count]
    day = since.isoformat()
    if not parts:
        return text("decisions.since.nothing", day=day)
    return text("decisions.since.sentence", day=day, parts=", ".join(parts))
