"""Every process with who leads it: a vacant one stays on all lists (R-P03)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import AssignmentRole, AssignmentState, GroupKind
from rccdesk.services.groups.assignments import has_holder, is_over, is_own, list_assignments
from rccdesk.services.groups.introductions import needs_mentor, read_steps, undone_steps
from rccdesk.services.groups.model import AssignmentRow, GroupRow, PersonRow, ProcessRow
from rccdesk.services.groups.processes import list_processes
from rccdesk.services.groups.stored import read_row
from rccdesk.services.groups.views import list_group_lines
from rccdesk.services.groups.words import assignment_state_words, vacant_words
from rccdesk.services.remembering import remembered
from rccdesk.texts import language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rccdesk.services.database import Database
    from rccdesk.services.groups.gaps import FlagLine
    from rccdesk.services.groups.model import StepRow
    from rccdesk.services.groups.views import GroupLine


@dataclass(frozen=True, slots=True)
class ProcessLine:
    """A process and one who leads it, or that nobody does.

    ``assignment`` is None where none was ever noted. ``is_listed_for_chief``: vacant, without a
    mentor while new, or with points of the introduction left (R-P02).
    """

    process: ProcessRow
    assignment: AssignmentRow | None
    leader: PersonRow | None
    state: AssignmentState
    words: str
    vacant_since: dt.date | None
    group: GroupRow | None
    flags: tuple[FlagLine, ...]
    steps_left: int
    has_mentor: bool
    is_listed_for_chief: bool


def list_process_lines(database: Database, today: dt.date) -> tuple[ProcessLine, ...]:
    """Return a line for every living process and leader; without a leader it is vacant since when.

    One who leads on the commission of others is no leader of the RCC's.
    """
    return _lines(database, today, language())


@remembered
def read_persons(database: Database) -> Mapping[str, PersonRow]:
    """Return all persons by uuid; those in the Papperskorg too, for what has been."""
    with database.read() as session:
        found = session.scalars(select(models.Person))
        return {each.uuid: read_row(PersonRow, each) for each in found}


@remembered
def _lines(database: Database, today: dt.date, _language: str) -> tuple[ProcessLine, ...]:
    persons = read_persons(database)
    steps = read_steps(database)
    groups: dict[str, GroupLine] = {}
    for line in list_group_lines(database, today):
        if line.group.kind is GroupKind.PROCESS_GROUP and line.group.process_uuid:
            groups.setdefault(line.group.process_uuid, line)
    leading: dict[str, list[AssignmentRow]] = {}
    for row in list_assignments(database, role=AssignmentRole.PROCESS_LEADER, only_living=False):
        if is_own(row):
            leading.setdefault(row.process_uuid, []).append(row)
    found = []
    for process in list_processes(database):
        rows = leading.get(process.uuid, [])
        held = [row for row in rows if has_holder(row, today)]
        group = groups.get(process.uuid)
        parts = (group.group if group else None, group.flags if group else ())
        for row in held:
            found.append(_held(process, row, persons, steps.get(row.uuid, ()), today, parts))
        if not held:
            found.append(_vacant(process, rows, today, parts))
    return tuple(found)


def _held(
    process: ProcessRow,
    row: AssignmentRow,
    persons: Mapping[str, PersonRow],
    steps: tuple[StepRow, ...],
    today: dt.date,
    parts: tuple[GroupRow | None, tuple[FlagLine, ...]],
) -> ProcessLine:
    left = len(undone_steps(steps))
    return ProcessLine(
        process,
        row,
        persons.get(row.person_uuid),
        row.state,
        assignment_state_words(row.state),
        None,
        *parts,
        left,
        bool(row.mentor_uuid),
        needs_mentor(row, steps, today) or left > 0,
    )


def _vacant(
    process: ProcessRow,
    rows: Sequence[AssignmentRow],
    today: dt.date,
    parts: tuple[GroupRow | None, tuple[FlagLine, ...]],
) -> ProcessLine:
    row, since = find_vacancy(rows, today)
    return ProcessLine(
        process,
        row,
        None,
        AssignmentState.VACANT,
        vacant_words(since),
        since,
        *parts,
        steps_left=0,
        has_mentor=False,
        is_listed_for_chief=True,
    )


def find_vacancy(
    rows: Sequence[AssignmentRow], today: dt.date
) -> tuple[AssignmentRow | None, dt.date | None]:
    """Return the vacant assignment among those that nobody holds, and since when.

    Where none is noted as vacant: the latest that ended, since the day after its last.
    """
    open_rows = [
        row for row in rows if row.state is AssignmentState.VACANT and not is_over(row, today)
    ]
    if open_rows:
        row = min(open_rows, key=lambda each: each.vacant_since or dt.date.max)
        return row, row.vacant_since or _day_after_last(rows, today)
    ended = [row for row in rows if row.ends_on is not None and row.ends_on < today]
    if not ended:
        return (rows[-1] if rows else None), None
    last = max(ended, key=lambda each: each.ends_on or dt.date.min)
    return last, _day_after_last(rows, today)


def _day_after_last(rows: Sequence[AssignmentRow], today: dt.date) -> dt.date | None:
    """Return the day after somebody last held it; a vacancy that ended unfilled is none."""
    days = [
        row.ends_on
        for row in rows
        if row.ends_on is not None and row.ends_on < today and row.vacant_since is None
    ]
    return max(days) + dt.timedelta(days=1) if days else None
