"""Groups, seats and assignments: nobody twice in a seat, one body that leads, numbers that can be.

The codes and numbers of meetings and decisions are counted here too.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from rccdesk.enums import (
    ActionState,
    Adoption,
    Answer,
    AssignmentRole,
    AssignmentState,
    Commissioner,
    DecisionState,
    DocumentState,
    FinancedBy,
    GroupKind,
    MeetingForm,
    MeetingState,
    MinutesKind,
    ParticipationKind,
    PatientEntry,
    PointKind,
    PointState,
    Presence,
    ProcessKind,
    QuestionState,
    Reason,
    Represents,
    SeatFunction,
    SeatKind,
    Severity,
    Stance,
    Thing,
)
from rccdesk.services.checks.rules import Inspection, Rule

_CODES: tuple[tuple[str, str, type[StrEnum], bool], ...] = (  # table, column, codes, may be empty
    ("action", "state", ActionState, False),
    ("agenda_point", "kind", PointKind, False),
    ("agenda_point", "reason", Reason, False),
    ("agenda_point", "source_kind", Thing, True),
    ("agenda_point", "state", PointState, False),
    ("assignment", "commissioned_by", Commissioner, True),
    ("assignment", "financed_by", FinancedBy, True),
    ("assignment", "role", AssignmentRole, False),
    ("assignment", "state", AssignmentState, False),
    ("attendance", "presence", Presence, False),
    ("decision", "state", DecisionState, False),
    ("decision_region", "stance", Stance, False),
    ("decision_unit", "state", Adoption, False),
    ("meeting", "form", MeetingForm, True),
    ("meeting", "state", MeetingState, False),
    ("meeting_series", "form", MeetingForm, True),
    ("membership", "function", SeatFunction, True),
    ("minutes", "kind", MinutesKind, False),
    ("minutes", "state", DocumentState, False),
    ("national_question", "state", QuestionState, False),
    ("patient_participation", "entry", PatientEntry, True),
    ("patient_participation", "kind", ParticipationKind, True),
    ("point_region", "answer", Answer, True),
    ("process", "kind", ProcessKind, False),
    ("seat", "kind", SeatKind, False),
    ("seat", "represents", Represents, False),
    ("template_point", "kind", PointKind, False),
    ("visit", "form", MeetingForm, True),
    ("work_group", "kind", GroupKind, False),
)
_OUTSIDE = (  # a living row with a number that no one can have chosen
    ("assignment", "share NOT BETWEEN 0 AND 1"),
    ("time_release", "share NOT BETWEEN 0 AND 1"),
    ("seat", "required < 1"),
    ("work_group", "first_paragraph < 1 OR meetings_per_year < 1"),
    ("patient_participation", "wanted < 0 OR offered < 0 OR admitted < 0"),
    ("training_need", "needed < 0 OR reached < 0"),
    ("meeting_series", "months_between < 1 OR minutes < 0 OR send_days < 0"),
    ("template_point", "minutes < 0"),
    ("meeting", "minutes < 0"),
    ("agenda_point", "minutes < 0 OR paragraph < 1"),
    ("minutes", "version < 1"),
)
_FIRST, _LAST = dt.date.min.isoformat(), dt.date.max.isoformat()


class _Term(NamedTuple):
    """Who sits in a seat and when, in ISO dates, which sort as they are spelt."""

    person: str
    first: str
    last: str


def _terms(seen: Inspection) -> Mapping[str, list[_Term]]:
    """Return the terms of each living seat."""
    found: defaultdict[str, list[_Term]] = defaultdict(list)
    for seat, person, first, last in seen.rows(
        "SELECT seat_uuid, person_uuid, starts_on, ends_on FROM membership"
        " WHERE deleted_at IS NULL AND seat_uuid IN"
        " (SELECT uuid FROM seat WHERE deleted_at IS NULL)"
    ):
        found[seat].append(_Term(person, first or _FIRST, last or _LAST))
    return found


def _overfilled(seen: Inspection) -> int:
    """Count the seats in which more persons sit at once than are to."""
    required = dict(seen.rows("SELECT uuid, max(required, 1) FROM seat"))
    return sum(_most_at_once(terms) > required[seat] for seat, terms in _terms(seen).items())


def _most_at_once(terms: Iterable[_Term]) -> int:
    """Return how many persons sit at once at most: it is reached on a day that somebody begins."""
    rows = list(terms)
    return max(
        len({row.person for row in rows if row.first <= day <= row.last})
        for day in {row.first for row in rows}
    )


def _twice(seen: Inspection) -> int:
    """Count the pairs of terms of one person in one seat that run at the same time."""
    return sum(
        one.person == other.person and max(one.first, other.first) <= min(one.last, other.last)
        for terms in _terms(seen).values()
        for one, other in combinations(terms, 2)
    )


def _unknown_codes(seen: Inspection) -> int:
    count = 0
    for table, column, codes, may_be_empty in _CODES:
        known = ", ".join(f"'{code}'" for code in [*codes, *([""] if may_be_empty else [])])
        count += seen.number(f"SELECT count(*) FROM {table} WHERE {column} NOT IN ({known})")
    return count


def _numbers_outside(seen: Inspection) -> int:
    return sum(
        seen.number(f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL AND ({wrong})")
        for table, wrong in _OUTSIDE
    )


def _bodies_too_many(seen: Inspection) -> int:
    leading = seen.number(
        "SELECT count(*) FROM work_group WHERE deleted_at IS NULL AND is_steering_body = 1"
    )
    return max(0, leading - 1)


RULES = (
    Rule("R68", Severity.WARNING, _overfilled),
    Rule("R69", Severity.WARNING, _twice),
    Rule("R70", Severity.WARNING, _bodies_too_many),
    Rule("R71", Severity.STOP, _unknown_codes),
    Rule("R72", Severity.WARNING, _numbers_outside),
)
