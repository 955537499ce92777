"""Processes, groups, seats and assignments, as plain data.

None and "" are "not said", never "no". References are uuids, "" for none.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rccdesk.enums import (
    AssignmentRole,
    AssignmentState,
    Commissioner,
    FinancedBy,
    GroupKind,
    MeetingForm,
    ParticipationKind,
    PatientEntry,
    ProcessKind,
    QuestionState,
    Represents,
    SeatFunction,
    SeatKind,
)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who holds a seat or an assignment. Nothing about health, ever."""

    name: str
    profession: str = ""
    employer: str = ""
    region: str = ""
    email: str = ""
    phone: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class ProcessRow:
    """A process of care that an RCC holds together: of a diagnosis, or through several."""

    name: str
    kind: ProcessKind = ProcessKind.DIAGNOSIS
    svf: tuple[str, ...] = ()
    national: str = ""
    note: str = ""
    position: int = 0
    ended_on: dt.date | None = None
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of any kind: a steering body, a process group, a council, a board."""

    name: str
    kind: GroupKind
    process_uuid: str = ""
    region: str = ""
    is_steering_body: bool = False
    rules: str = ""
    meetings_per_year: int | None = None
    reports_to: str = ""
    first_paragraph: int = 1
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    position: int = 0
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A place in a group for what somebody is to speak for; it may stand empty."""

    group_uuid: str
    represents: Represents
    kind: SeatKind = SeatKind.MEMBER
    title: str = ""
    region: str = ""
    unit: str = ""
    required: int = 1
    vacant_since: dt.date | None = None
    position: int = 0
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """Who sits in a seat, and during which time."""

    seat_uuid: str
    person_uuid: str
    function: SeatFunction | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """A commission to lead or coordinate, filled or vacant."""

    role: AssignmentRole
    title: str = ""
    state: AssignmentState = AssignmentState.ACTIVE
    process_uuid: str = ""
    group_uuid: str = ""
    region: str = ""
    person_uuid: str = ""
    share: float | None = None
    financed_by: FinancedBy | None = None
    commissioned_by: Commissioner | None = None
    commissioner: str = ""
    employer: str = ""
    released_by: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    vacant_since: dt.date | None = None
    mentor_uuid: str = ""
    scope: str = ""
    contacts: str = ""
    handover: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class StepRow:
    """A point of the introduction to an assignment."""

    assignment_uuid: str
    title: str
    position: int = 0
    due_on: dt.date | None = None
    done_on: dt.date | None = None
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """How much of the agreed time was released in a quarter; voluntary."""

    assignment_uuid: str
    period: str
    share: float
    note: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class ParticipationRow:
    """How patients and their families take part in a group, as told on a day."""

    group_uuid: str
    day: dt.date
    kind: ParticipationKind | None = None
    wanted: int | None = None
    offered: int | None = None
    admitted: int | None = None
    entry: PatientEntry | None = None
    form: str = ""
    expectations_on: dt.date | None = None
    changed: bool | None = None
    change: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A dialogue at a care unit: what was shown and what was agreed."""

    region: str
    unit: str
    process_uuid: str = ""
    planned_on: dt.date | None = None
    held_on: dt.date | None = None
    form: MeetingForm | None = None
    shown: str = ""
    note: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class VisitPointRow:
    """Something agreed at a visit; it may become an activity."""

    visit_uuid: str
    text: str
    position: int = 0
    activity_uuid: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """A need of training in a unit, what was held and how many it reached."""

    topic: str
    process_uuid: str = ""
    region: str = ""
    unit: str = ""
    needed: int | None = None
    reached: int | None = None
    planned_on: dt.date | None = None
    held_on: dt.date | None = None
    is_outside: bool = False
    note: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A matter to lift to the national bodies, from a patient council or a process."""

    title: str
    noted_on: dt.date
    text: str = ""
    origin: str = ""
    body: str = ""
    state: QuestionState = QuestionState.NOTED
    meeting_on: dt.date | None = None
    answer: str = ""
    answered_on: dt.date | None = None
    uuid: str = ""
