"""Processes, groups and their seats, and the assignments that carry the work."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from rccdesk.models.base import Base, UserEdited

_LIVING = text("deleted_at IS NULL")


class Person(UserEdited, Base):
    """Somebody who holds a seat or an assignment. Nothing about health, ever."""

    __tablename__ = "person"

    name: Mapped[str]
    profession: Mapped[str] = mapped_column(default="")
    employer: Mapped[str] = mapped_column(default="")  # an employing unit, in words
    region: Mapped[str] = mapped_column(default="")  # code
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")


class Process(UserEdited, Base):
    """A process of care that an RCC holds together: of a diagnosis, or through several."""

    __tablename__ = "process"

    name: Mapped[str]
    kind: Mapped[str]  # a ProcessKind
    svf: Mapped[str] = mapped_column(default="")  # KVÅ prefixes, space-separated
    national: Mapped[str] = mapped_column(default="")  # the national counterpart, in words
    note: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    ended_on: Mapped[dt.date | None] = mapped_column(default=None)


class WorkGroup(UserEdited, Base):
    """A group of any kind: a steering body, a process group, a council, a board."""

    __tablename__ = "work_group"

    name: Mapped[str]
    kind: Mapped[str]  # a GroupKind
    process_uuid: Mapped[str | None] = mapped_column(ForeignKey("process.uuid"), default=None)
    region: Mapped[str] = mapped_column(default="")  # code; empty: the whole
    is_steering_body: Mapped[bool] = mapped_column(default=False)  # leads the RCC
    rules: Mapped[str] = mapped_column(default="")  # the reglement, in words
    meetings_per_year: Mapped[int | None] = mapped_column(default=None)
    reports_to: Mapped[str] = mapped_column(default="")
    first_paragraph: Mapped[int] = mapped_column(default=1)  # of a year
    valid_from: Mapped[dt.date | None] = mapped_column(default=None)
    valid_to: Mapped[dt.date | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(default=0)


class Seat(UserEdited, Base):
    """A place in a group for what somebody is to speak for; it may stand empty."""

    __tablename__ = "seat"

    group_uuid: Mapped[str] = mapped_column(ForeignKey("work_group.uuid"), index=True)
    kind: Mapped[str]  # a SeatKind
    represents: Mapped[str]  # a Represents
    title: Mapped[str] = mapped_column(default="")  # in words: "Kirurgi", "Barncancercentrum"
    region: Mapped[str] = mapped_column(default="")  # code
    unit: Mapped[str] = mapped_column(default="")  # a förvaltning or care unit, in words
    required: Mapped[int] = mapped_column(default=1)  # how many are to sit in it
    vacant_since: Mapped[dt.date | None] = mapped_column(default=None)  # where nobody ever sat
    position: Mapped[int] = mapped_column(default=0)


class Membership(UserEdited, Base):
    """Who sits in a seat, and during which time."""

    __tablename__ = "membership"
    __table_args__ = (Index("ix_membership_person_uuid", "person_uuid"),)

    seat_uuid: Mapped[str] = mapped_column(ForeignKey("seat.uuid"), index=True)
    person_uuid: Mapped[str] = mapped_column(ForeignKey("person.uuid"))
    function: Mapped[str] = mapped_column(default="")  # a SeatFunction; empty: none
    starts_on: Mapped[dt.date | None] = mapped_column(default=None)  # none: not known
    ends_on: Mapped[dt.date | None] = mapped_column(default=None)  # none: until further notice


class Assignment(UserEdited, Base):
    """A commission to lead or coordinate, filled or vacant."""

    __tablename__ = "assignment"
    __table_args__ = (Index("ix_assignment_person_uuid", "person_uuid"),)

    role: Mapped[str]  # an AssignmentRole
    title: Mapped[str] = mapped_column(default="")  # where the role's own word is not enough
    state: Mapped[str]  # an AssignmentState
    process_uuid: Mapped[str | None] = mapped_column(
        ForeignKey("process.uuid"), default=None, index=True
    )
    group_uuid: Mapped[str | None] = mapped_column(ForeignKey("work_group.uuid"), default=None)
    region: Mapped[str] = mapped_column(default="")  # code; empty: the whole
    person_uuid: Mapped[str | None] = mapped_column(ForeignKey("person.uuid"), default=None)
    share: Mapped[float | None] = mapped_column(default=None)  # agreed, 0-1
    financed_by: Mapped[str] = mapped_column(default="")  # a FinancedBy; empty: not known
    commissioned_by: Mapped[str] = mapped_column(default="")  # a Commissioner; empty: not known
    commissioner: Mapped[str] = mapped_column(default="")  # which, in words
    employer: Mapped[str] = mapped_column(default="")  # the employing unit
    released_by: Mapped[str] = mapped_column(default="")  # the role that releases the time
    starts_on: Mapped[dt.date | None] = mapped_column(default=None)
    ends_on: Mapped[dt.date | None] = mapped_column(default=None)
    vacant_since: Mapped[dt.date | None] = mapped_column(default=None)
    mentor_uuid: Mapped[str | None] = mapped_column(ForeignKey("person.uuid"), default=None)
    scope: Mapped[str] = mapped_column(default="")  # what the commission is
    contacts: Mapped[str] = mapped_column(default="")  # the network, for a handover
    handover: Mapped[str] = mapped_column(default="")  # what the next one should know


class IntroductionStep(UserEdited, Base):
    """A point of the introduction to an assignment."""

    __tablename__ = "introduction_step"

    assignment_uuid: Mapped[str] = mapped_column(ForeignKey("assignment.uuid"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str]
    due_on: Mapped[dt.date | None] = mapped_column(default=None)
    done_on: Mapped[dt.date | None] = mapped_column(default=None)


class TimeRelease(UserEdited, Base):
    """How much of the agreed time was released in a quarter; voluntary."""

    __tablename__ = "time_release"
    __table_args__ = (
        Index(
            "uq_time_release_assignment_uuid",
            "assignment_uuid",
            "period",
            unique=True,
            sqlite_where=_LIVING,
        ),
    )

    assignment_uuid: Mapped[str] = mapped_column(ForeignKey("assignment.uuid"))
    period: Mapped[str]  # a quarter, spelling of the contract
    share: Mapped[float]  # of full time, 0-1
    note: Mapped[str] = mapped_column(default="")


class PatientParticipation(UserEdited, Base):
    """How patients and their families take part in a group, as told on a day."""

    __tablename__ = "patient_participation"
    __table_args__ = (
        Index(
            "uq_patient_participation_group_uuid",
            "group_uuid",
            "day",
            unique=True,
            sqlite_where=_LIVING,
        ),
    )

    group_uuid: Mapped[str] = mapped_column(ForeignKey("work_group.uuid"))
    day: Mapped[dt.date]
    kind: Mapped[str] = mapped_column(default="")  # a ParticipationKind; empty: not said
    wanted: Mapped[int | None] = mapped_column(default=None)  # how many, all three
    offered: Mapped[int | None] = mapped_column(default=None)
    admitted: Mapped[int | None] = mapped_column(default=None)
    entry: Mapped[str] = mapped_column(default="")  # a PatientEntry; empty: not said
    form: Mapped[str] = mapped_column(default="")  # how it is formalised
    expectations_on: Mapped[dt.date | None] = mapped_column(default=None)  # agreed
    changed: Mapped[bool | None] = mapped_column(default=None)  # none: not said
    change: Mapped[str] = mapped_column(default="")


class Visit(UserEdited, Base):
    """A dialogue at a care unit: what was shown and what was agreed."""

    __tablename__ = "visit"

    process_uuid: Mapped[str | None] = mapped_column(
        ForeignKey("process.uuid"), default=None, index=True
    )
    region: Mapped[str]  # code
    unit: Mapped[str]  # a förvaltning, hospital or clinic, in words
    planned_on: Mapped[dt.date | None] = mapped_column(default=None)
    held_on: Mapped[dt.date | None] = mapped_column(default=None)
    form: Mapped[str] = mapped_column(default="")  # a MeetingForm; empty: not said
    shown: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class VisitPoint(UserEdited, Base):
    """Something agreed at a visit; it may become an activity."""

    __tablename__ = "visit_point"

    visit_uuid: Mapped[str] = mapped_column(ForeignKey("visit.uuid"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str]
    activity_uuid: Mapped[str | None] = mapped_column(ForeignKey("activity.uuid"), default=None)


class TrainingNeed(UserEdited, Base):
    """A need of training in a unit, what was held and how many it reached."""

    __tablename__ = "training_need"

    process_uuid: Mapped[str | None] = mapped_column(
        ForeignKey("process.uuid"), default=None, index=True
    )
    topic: Mapped[str]
    region: Mapped[str] = mapped_column(default="")  # code; empty: the whole
    unit: Mapped[str] = mapped_column(default="")
    needed: Mapped[int | None] = mapped_column(default=None)  # how many need it
    reached: Mapped[int | None] = mapped_column(default=None)  # none: not known
    planned_on: Mapped[dt.date | None] = mapped_column(default=None)
    held_on: Mapped[dt.date | None] = mapped_column(default=None)
    is_outside: Mapped[bool] = mapped_column(default=False)  # beyond what the RCC can solve
    note: Mapped[str] = mapped_column(default="")


class NationalQuestion(UserEdited, Base):
    """A matter to lift to the national bodies, from a patient council or a process."""

    __tablename__ = "national_question"

    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    origin: Mapped[str] = mapped_column(default="")  # which group or process, in words
    body: Mapped[str] = mapped_column(default="")  # whom it is for: RCC i samverkan, NAP
    state: Mapped[str]  # a QuestionState
    noted_on: Mapped[dt.date]
    meeting_on: Mapped[dt.date | None] = mapped_column(default=None)  # when it is to be raised
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[dt.date | None] = mapped_column(default=None)
