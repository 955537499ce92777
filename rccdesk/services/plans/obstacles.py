"""What stands in the way: never demanded, asked for once, and told by cause and level."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Goal, ObstacleLevel, ObstacleState, Thing, Topic
from rccdesk.errors import NotFoundError
from rccdesk.models import (
    Activity,
    CauseClass,
    FrameworkItem,
    ImprovementArea,
    Initiative,
    Obstacle,
    Plan,
    PlanItem,
    UserEdited,
)
from rccdesk.services import mapping75, organisation
from rccdesk.services.plans.model import ObstacleRow
from rccdesk.services.plans.plans import check_region
from rccdesk.services.plans.stored import (
    PlanError,
    check_dates,
    cleaned,
    find,
    now,
    read_row,
    today,
    write_row,
)
from rccdesk.services.value_keys import is_goal_key
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_SUBJECTS: Mapping[Thing, tuple[type[UserEdited], str]] = {
    Thing.PLAN: (Plan, "plan_missing"),
    Thing.PLAN_ITEM: (PlanItem, "plan_item_missing"),
    Thing.ACTIVITY: (Activity, "activity_missing"),
    Thing.INITIATIVE: (Initiative, "initiative_missing"),
    Thing.IMPROVEMENT: (ImprovementArea, "improvement_missing"),
    Thing.FRAMEWORK_ITEM: (FrameworkItem, "framework_item_missing"),
}
SETTLED = frozenset({ObstacleState.RESOLVED, ObstacleState.ACCEPTED})
NOT_STATED = mapping75.NOT_STATED


@dataclass(frozen=True, slots=True)
class CauseLine:
    """How many lead-time misses are told to have a cause.

    ``levels`` counts who can solve them; None is "not said".
    """

    cause: str
    name: str
    count: int
    open_count: int
    levels: Mapping[ObstacleLevel | None, int]


def list_obstacles(
    database: Database,
    *,
    subject: tuple[Thing, str] | None = None,
    only_open: bool = False,
) -> tuple[ObstacleRow, ...]:
    """Return obstacles, of a subject or all, the newest first."""
    query = select(Obstacle).where(Obstacle.deleted_at.is_(None))
    if subject is not None:
        query = query.where(Obstacle.subject_kind == subject[0], Obstacle.subject_key == subject[1])
    if only_open:
        query = query.where(Obstacle.state.not_in(SETTLED))
    with database.read() as session:
        keys = _cause_keys(session)
        rows = [_row(found, keys) for found in session.scalars(query)]
    return tuple(sorted(rows, key=lambda row: row.uuid, reverse=True))


def add_obstacle(database: Database, row: ObstacleRow) -> ObstacleRow:
    """Store what stands in the way of something and return it.

    A text, a cause or a level is enough. Raises PlanError (``obstacle_empty``,
    ``obstacle_subject``, ``dates_reversed``, ``date_in_future``), NotFoundError,
    PersonalTextError.
    """
    row = _checked(row)
    title = subject_title(database, row.subject_kind, row.subject_key)
    with database.write(
        *_topics(row), act="history.act.obstacle_added", values={"title": title}
    ) as session:
        found = Obstacle(
            subject_kind=row.subject_kind, subject_key=row.subject_key, noted_on=today()
        )
        _write(session, found, _with_days(row, today()))
        session.add(found)
        if row.subject_kind is Thing.IMPROVEMENT:
            _mark_asked(session, row.subject_key)
        session.flush()
        return _row(found, _cause_keys(session))


def update_obstacle(database: Database, row: ObstacleRow) -> ObstacleRow:
    """Save a changed obstacle; one that is settled has a day. Raises as `add_obstacle`."""
    row = _checked(row)
    title = subject_title(database, row.subject_kind, row.subject_key)
    with database.write(
        *_topics(row), act="history.act.obstacle_updated", values={"title": title}
    ) as session:
        found = find(session, Obstacle, row.uuid, "obstacle_missing")
        _write(session, found, _with_days(row, found.noted_on))
        session.flush()
        return _row(found, _cause_keys(session))


def raise_obstacle(database: Database, uuid: str) -> ObstacleRow:
    """Raise an obstacle to the steering body; NotFoundError ``obstacle_missing``.

    Who can solve it stays as it was said; where nobody has said it is asked of the steering body.
    """
    with database.read() as session:
        row = _row(find(session, Obstacle, uuid, "obstacle_missing"), _cause_keys(session))
    title = subject_title(database, row.subject_kind, row.subject_key)
    body = _word(database, "steering_body")
    with database.write(
        *_topics(row), act="history.act.obstacle_raised", values={"title": title, "body": body}
    ) as session:
        found = find(session, Obstacle, uuid, "obstacle_missing")
        found.state = str(ObstacleState.RAISED)
        found.raised_on = today()
        found.settled_on = None
        found.level = found.level or str(ObstacleLevel.STEERING_BODY)
        session.flush()
        return _row(found, _cause_keys(session))


def delete_obstacle(database: Database, uuid: str) -> None:
    """Put an obstacle in the Papperskorg; NotFoundError ``obstacle_missing``."""
    with database.read() as session:
        row = _row(find(session, Obstacle, uuid, "obstacle_missing"), _cause_keys(session))
    title = subject_title(database, row.subject_kind, row.subject_key)
    with database.write(
        *_topics(row), act="history.act.obstacle_deleted", values={"title": title}
    ) as session:
        find(session, Obstacle, uuid, "obstacle_missing").deleted_at = now()


def mark_obstacle_asked(database: Database, improvement_uuid: str) -> None:
    """Remember that the obstacle of an improvement area was asked for: it is asked once.

    NotFoundError ``improvement_missing``.
    """
    title = subject_title(database, Thing.IMPROVEMENT, improvement_uuid)
    with database.write(
        Topic.ANALYSES, act="history.act.obstacle_asked", values={"title": title}
    ) as session:
        _mark_asked(session, improvement_uuid)


def report_by_cause(database: Database) -> tuple[CauseLine, ...]:
    """Return the obstacles of missed lead times by cause, in the order of the causes.

    They are those of improvement areas seen in a lead-time goal, and of goals of a plan that one
    measures. What has no cause stands last as not stated; causes without any are left out.
    """
    causes = {row.key: row.name for row in mapping75.list_causes(database, with_retired=True)}
    with database.read() as session:
        about = _lead_time_subjects(session)
    found: dict[str, list[ObstacleRow]] = {}
    for row in list_obstacles(database):
        if (row.subject_kind, row.subject_key) in about:
            found.setdefault(row.cause if row.cause in causes else NOT_STATED, []).append(row)
    return tuple(
        _cause_line(key, causes.get(key) or text("plans.cause_not_stated"), found[key])
        for key in (*causes, NOT_STATED)
        if key in found
    )


def _cause_line(key: str, name: str, rows: list[ObstacleRow]) -> CauseLine:
    levels: dict[ObstacleLevel | None, int] = {}
    for level in (*ObstacleLevel, None):
        count = sum(row.level is level for row in rows)
        if count:
            levels[level] = count
    open_count = sum(row.state not in SETTLED for row in rows)
    return CauseLine(key, name, len(rows), open_count, levels)


def _lead_time_subjects(session: Session) -> set[tuple[Thing, str]]:
    areas = session.execute(
        select(ImprovementArea.uuid, ImprovementArea.measure).where(
            ImprovementArea.deleted_at.is_(None)
        )
    )
    items = session.execute(
        select(PlanItem.uuid, PlanItem.measure_key).where(PlanItem.deleted_at.is_(None))
    )
    found = {(Thing.IMPROVEMENT, uuid) for uuid, measure in areas if _is_lead_time(measure)}
    return found | {(Thing.PLAN_ITEM, uuid) for uuid, measure in items if _is_lead_time(measure)}


def _is_lead_time(measure: str) -> bool:
    """Tell whether a measure is of days between two events: inclusion is a goal, but of none."""
    return is_goal_key(measure) and measure != Goal.INCLUSION


def subject_title(database: Database, kind: Thing, key: str) -> str:
    """Return what a living subject is called.

    Raises PlanError ``obstacle_subject`` for what has no obstacles, NotFoundError.
    """
    if kind not in _SUBJECTS:
        raise PlanError("obstacle_subject")
    model, code = _SUBJECTS[kind]
    with database.read() as session:
        found = session.get(model, key)
        if found is None or found.deleted_at is not None:
            raise NotFoundError(code)
        return str(getattr(found, "title", "") or getattr(found, "name", ""))


def obstacle_level_words(database: Database, level: ObstacleLevel) -> str:
    """Return who can solve an obstacle, by the RCC's own words."""
    if level is ObstacleLevel.STEERING_BODY or level is ObstacleLevel.PROCESS_GROUP:
        word = _word(database, str(level))
        return word[:1].upper() + word[1:]
    return text(f"plans.obstacle_level.{level}")


def _word(database: Database, key: str) -> str:
    """Return a term of the RCC as it is called in a sentence; as it was typed where forms lack."""
    word = organisation.get_terms(database)[key]
    return word.definite or word.singular or text(f"organisation.term.{key}.definite")


def _checked(row: ObstacleRow) -> ObstacleRow:
    row = cleaned(row)
    if not (row.text or row.cause or row.level):
        raise PlanError("obstacle_empty")
    for day in (row.noted_on, row.raised_on, row.settled_on):
        if day is not None and day > today():
            raise PlanError("date_in_future", date=day.isoformat())
    check_dates(row.noted_on, row.raised_on)
    check_dates(row.noted_on, row.settled_on)
    return row


def _with_days(row: ObstacleRow, noted_on: dt.date) -> ObstacleRow:
    """Return an obstacle with its days: settled has one, what is open again has none."""
    settled = (row.settled_on or today()) if row.state in SETTLED else None
    return replace(row, noted_on=row.noted_on or noted_on, settled_on=settled)


def _topics(row: ObstacleRow) -> tuple[Topic, ...]:
    if row.subject_kind is Thing.INITIATIVE:
        return (Topic.PLANS, Topic.INITIATIVES)
    if row.subject_kind is Thing.IMPROVEMENT:
        return (Topic.PLANS, Topic.ANALYSES)
    return (Topic.PLANS,)


def _mark_asked(session: Session, uuid: str) -> None:
    area = find(session, ImprovementArea, uuid, "improvement_missing")
    area.obstacle_asked_on = area.obstacle_asked_on or today()


def _cause_keys(session: Session) -> dict[str, str]:
    return dict(session.execute(select(CauseClass.uuid, CauseClass.key)).all())


def _write(session: Session, found: Obstacle, row: ObstacleRow) -> None:
    check_region(session, row.region)
    cause = None
    if row.cause:
        cause = session.scalar(
            select(CauseClass.uuid).where(
                CauseClass.key == row.cause, CauseClass.deleted_at.is_(None)
            )
        )
        if cause is None:
            raise NotFoundError("cause_missing")
    write_row(found, row, leave=("cause",))
    found.cause_uuid = cause


def _row(found: Obstacle, keys: Mapping[str, str]) -> ObstacleRow:
    return read_row(ObstacleRow, found, cause=keys.get(found.cause_uuid or "", ""))
