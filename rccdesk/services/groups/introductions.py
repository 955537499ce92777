"""The introduction to an assignment, point by point, and who has not had all of it (R-P02)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import AssignmentState, Topic
from rccdesk.errors import RccdeskError
from rccdesk.services.groups.assignments import (
    get_assignment,
    has_holder,
    is_own,
    list_assignments,
)
from rccdesk.services.groups.model import AssignmentRow, StepRow
from rccdesk.services.groups.processes import process_names
from rccdesk.services.groups.stored import (
    add_row,
    change_row,
    check_held,
    checked,
    find,
    last_position,
    now,
    read_row,
    today,
)
from rccdesk.services.groups.words import role_words
from rccdesk.services.remembering import remembered
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rccdesk.services.database import Database

TEMPLATE_DAYS = (0, 14, 14, 30, 30, 60, 90, 180)
"""When the points of the template are due, in days from the start. An assumption of the program."""
NEW_DAYS = 365
"""For how long somebody is new and needs a mentor where nothing else is said. An assumption."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """An assignment that the chief should look after: no mentor, or points that are not done."""

    assignment: AssignmentRow
    process_name: str
    role: str
    steps: tuple[StepRow, ...]
    undone: tuple[StepRow, ...]
    overdue: int
    has_mentor: bool
    words: str


def list_steps(database: Database, assignment_uuid: str) -> tuple[StepRow, ...]:
    """Return the points of the introduction to an assignment, in order."""
    return read_steps(database).get(assignment_uuid, ())


@remembered
def read_steps(database: Database) -> Mapping[str, tuple[StepRow, ...]]:
    """Return the points of all introductions by assignment."""
    found: dict[str, list[StepRow]] = {}
    query = (
        select(models.IntroductionStep)
        .where(models.IntroductionStep.deleted_at.is_(None))
        .order_by(models.IntroductionStep.position, models.IntroductionStep.uuid)
    )
    with database.read() as session:
        for each in session.scalars(query):
            found.setdefault(each.assignment_uuid, []).append(read_row(StepRow, each))
    return {uuid: tuple(rows) for uuid, rows in found.items()}


def add_step(database: Database, row: StepRow) -> StepRow:
    """Store a new point last.

    Raises NotFoundError ``assignment_missing``, RccdeskError ``step_title_missing``,
    ``date_in_the_future`` for the day it was done, PersonalTextError.
    """
    row = _checked(row)
    with database.write(
        Topic.GROUPS, act="history.act.step_added", values={"title": row.title}
    ) as session:
        find(session, models.Assignment, row.assignment_uuid, "assignment_missing")
        position = last_position(
            session,
            models.IntroductionStep,
            models.IntroductionStep.assignment_uuid == row.assignment_uuid,
        )
        made = add_row(session, models.IntroductionStep, row)
        found = session.get_one(models.IntroductionStep, made.uuid)
        found.position = position
        session.flush()
        return read_row(StepRow, found)


def update_step(database: Database, row: StepRow) -> StepRow:
    """Save a changed point in its place; as `add_step`, NotFoundError ``step_missing``."""
    row = _checked(row)
    with database.write(
        Topic.GROUPS, act="history.act.step_updated", values={"title": row.title}
    ) as session:
        return change_row(
            session,
            models.IntroductionStep,
            row,
            "step_missing",
            leave=("assignment_uuid", "position"),
        )


def set_step_done(database: Database, uuid: str, done_on: dt.date | None) -> StepRow:
    """Say on which day a point was done, None for not done; as `update_step`."""
    check_held(done_on)
    row = _get(database, uuid)
    with database.write(
        Topic.GROUPS, act="history.act.step_done", values={"title": row.title}
    ) as session:
        found = find(session, models.IntroductionStep, uuid, "step_missing")
        found.done_on = done_on
        session.flush()
        return read_row(StepRow, found)


def delete_step(database: Database, uuid: str) -> None:
    """Put a point in the Papperskorg; NotFoundError ``step_missing``."""
    row = _get(database, uuid)
    with database.write(
        Topic.GROUPS, act="history.act.step_deleted", values={"title": row.title}
    ) as session:
        find(session, models.IntroductionStep, uuid, "step_missing").deleted_at = now()


def start_introduction(database: Database, assignment_uuid: str) -> tuple[StepRow, ...]:
    """Give an assignment the points of the template, due from its start, and say that it is on.

    Raises NotFoundError ``assignment_missing``, RccdeskError ``introduction_started`` where it has
    points already, ``introduction_vacant`` where nobody holds it.
    """
    row = get_assignment(database, assignment_uuid)
    if not has_holder(row, today()):
        raise RccdeskError("introduction_vacant")
    if list_steps(database, assignment_uuid):
        raise RccdeskError("introduction_started")
    start = row.starts_on or today()
    with database.write(Topic.GROUPS, act="history.act.introduction_started") as session:
        found = find(session, models.Assignment, assignment_uuid, "assignment_missing")
        found.state = AssignmentState.INTRODUCTION
        return tuple(
            add_row(
                session,
                models.IntroductionStep,
                StepRow(
                    assignment_uuid,
                    text(f"groups.introduction.{number}"),
                    position=number - 1,
                    due_on=start + dt.timedelta(days=days),
                ),
            )
            for number, days in enumerate(TEMPLATE_DAYS, 1)
        )


def needs_mentor(row: AssignmentRow, steps: tuple[StepRow, ...], today: dt.date) -> bool:
    """Tell whether somebody is so new that a mentor is missing.

    The introduction is behind where all its points are done, or a year has passed since the start
    and the assignment is no more in introduction.
    """
    if row.mentor_uuid:
        return False
    if row.state in (AssignmentState.APPOINTED, AssignmentState.INTRODUCTION):
        return True
    if steps and all(step.done_on for step in steps):
        return False
    return row.starts_on is None or (today - row.starts_on).days < NEW_DAYS


def undone_steps(steps: tuple[StepRow, ...]) -> tuple[StepRow, ...]:
    """Return the points that have no day when they were done."""
    return tuple(step for step in steps if step.done_on is None)


def list_introductions(database: Database, today: dt.date) -> tuple[Introduction, ...]:
    """Return the RCC's own assignments with no mentor or an undone point, the overdue first."""
    names = process_names(database)
    steps = read_steps(database)
    found = []
    for row in list_assignments(database):
        if not (is_own(row) and has_holder(row, today)):
            continue
        own = steps.get(row.uuid, ())
        undone = undone_steps(own)
        lacks = needs_mentor(row, own, today)
        if not (lacks or undone):
            continue
        overdue = sum(step.due_on is not None and step.due_on < today for step in undone)
        parts = [text("groups.no_mentor")] if lacks else []
        if undone:
            parts.append(text("groups.steps_left", count=len(undone)))
        if overdue:
            parts.append(text("groups.steps_overdue", count=overdue))
        found.append(
            Introduction(
                row,
                names.get(row.process_uuid, ""),
                row.title or role_words(database, row.role),
                own,
                undone,
                overdue,
                bool(row.mentor_uuid),
                " · ".join(parts),
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.overdue, each.process_name)))


def _get(database: Database, uuid: str) -> StepRow:
    with database.read() as session:
        return read_row(StepRow, find(session, models.IntroductionStep, uuid, "step_missing"))


def _checked(row: StepRow) -> StepRow:
    row = checked(row)
    if not row.title:
        raise RccdeskError("step_title_missing")
    check_held(row.done_on)
    return row
