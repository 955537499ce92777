"""Matters to lift to the national bodies, from a patient council or a process (R-C20)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import QuestionState, Topic
from rccdesk.errors import RccdeskError
from rccdesk.services.groups.model import QuestionRow
from rccdesk.services.groups.stored import (
    add_row,
    change_row,
    check_days,
    check_held,
    checked,
    find,
    now,
    read_row,
    today,
)
from rccdesk.services.remembering import remembered

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_ORDER = {state: number for number, state in enumerate(QuestionState)}


@remembered
def list_questions(database: Database) -> tuple[QuestionRow, ...]:
    """Return the questions by where they stand, the oldest first within each."""
    query = select(models.NationalQuestion).where(models.NationalQuestion.deleted_at.is_(None))
    with database.read() as session:
        rows = [read_row(QuestionRow, found) for found in session.scalars(query)]
    return tuple(sorted(rows, key=lambda row: (_ORDER[row.state], row.noted_on, row.uuid)))


def get_question(database: Database, uuid: str) -> QuestionRow:
    """Return a question; NotFoundError ``question_missing``."""
    with database.read() as session:
        return read_row(
            QuestionRow, find(session, models.NationalQuestion, uuid, "question_missing")
        )


def add_question(database: Database, row: QuestionRow) -> QuestionRow:
    """Store a question.

    Raises RccdeskError ``question_title_missing``, ``date_in_the_future``, ``dates_reversed``
    (answered before it was noted), PersonalTextError.
    """
    row = _checked(row)
    with database.write(
        Topic.GROUPS, act="history.act.question_added", values={"title": row.title}
    ) as session:
        return add_row(session, models.NationalQuestion, row)


def update_question(database: Database, row: QuestionRow) -> QuestionRow:
    """Save a changed question; as `add_question`, NotFoundError ``question_missing``."""
    row = _checked(row)
    with database.write(
        Topic.GROUPS, act="history.act.question_updated", values={"title": row.title}
    ) as session:
        return change_row(session, models.NationalQuestion, row, "question_missing")


def delete_question(database: Database, uuid: str) -> None:
    """Put a question in the Papperskorg; NotFoundError ``question_missing``."""
    title = get_question(database, uuid).title
    with database.write(
        Topic.GROUPS, act="history.act.question_deleted", values={"title": title}
    ) as session:
        find(session, models.NationalQuestion, uuid, "question_missing").deleted_at = now()


def _checked(row: QuestionRow) -> QuestionRow:
    row = checked(row)
    if not row.title:
        raise RccdeskError("question_title_missing")
    check_held(row.noted_on, row.answered_on)
    check_days(row.noted_on, row.answered_on)
    if row.state is QuestionState.ANSWERED and row.answered_on is None:
        row = replace(row, answered_on=today())
    return row
