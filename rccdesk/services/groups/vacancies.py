"""All that stands vacant: leaders of processes, other own assignments, seats."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import AssignmentRole, AssignmentState, Thing
from rccdesk.services.groups.assignments import is_over, is_own, list_assignments
from rccdesk.services.groups.process_lines import list_process_lines
from rccdesk.services.groups.processes import process_names
from rccdesk.services.groups.views import get_group_view, list_group_lines
from rccdesk.services.groups.words import lower_first, role_words, vacant_words
from rccdesk.services.plans.summing_up import upper_first
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class Vacancy:
    """What is vacant: a process without a leader, an assignment, or a group with an empty seat.

    ``kind`` and ``uuid`` say where to go; ``since`` is None where the day is not known. ``words``
    as in "Lungcancer: processledare vakant sedan 2026-08-01".
    """

    kind: Thing
    uuid: str
    name: str
    since: dt.date | None
    words: str


def list_vacancies(database: Database, today: dt.date) -> tuple[Vacancy, ...]:
    """Return what stands vacant on a day: leaders, other assignments, seats; the longest first."""
    leader = lower_first(role_words(database, AssignmentRole.PROCESS_LEADER))
    found = [
        _make(Thing.PROCESS, line.process.uuid, line.process.name, leader, line.vacant_since)
        for line in list_process_lines(database, today)
        if line.state is AssignmentState.VACANT
    ]
    names = process_names(database)
    for row in list_assignments(database):
        is_leader = row.role is AssignmentRole.PROCESS_LEADER and row.process_uuid
        if row.state is not AssignmentState.VACANT or is_leader or not is_own(row):
            continue
        if not is_over(row, today):
            role = row.title or lower_first(role_words(database, row.role))
            name = names.get(row.process_uuid, "")
            found.append(_make(Thing.ASSIGNMENT, row.uuid, name, role, row.vacant_since))
    seats = []
    for line in list_group_lines(database, today):
        if not line.vacant or (line.group.valid_to is not None and line.group.valid_to < today):
            continue
        seats += [
            _make(Thing.GROUP, line.group.uuid, line.group.name, seat.name, seat.vacant_since)
            for seat in get_group_view(database, line.group.uuid, today).seats
            if seat.is_vacant
        ]
    return tuple(
        each
        for part in (found, seats)
        for each in sorted(part, key=lambda one: one.since or dt.date.max)
    )


def _make(kind: Thing, uuid: str, name: str, what: str, since: dt.date | None) -> Vacancy:
    vacant = lower_first(vacant_words(since))
    key = "of" if name else "plain"
    words = text(f"groups.vacancy.{key}", name=name, what=what, vacant=vacant)
    return Vacancy(
        kind, uuid, f"{name}: {what}" if name else upper_first(what), since, upper_first(words)
    )
