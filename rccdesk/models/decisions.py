"""Decisions, their way through regions and care units, and what was agreed to be done."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from rccdesk.models.base import Base, UserEdited

_LIVING = text("deleted_at IS NULL")


class Decision(UserEdited, Base):
    """What a group decided; a recommendation is never an order."""

    __tablename__ = "decision"

    group_uuid: Mapped[str] = mapped_column(ForeignKey("work_group.uuid"), index=True)
    meeting_uuid: Mapped[str | None] = mapped_column(
        ForeignKey("meeting.uuid"), default=None, index=True
    )
    point_uuid: Mapped[str | None] = mapped_column(
        ForeignKey("agenda_point.uuid"), default=None, index=True
    )
    position: Mapped[int] = mapped_column(default=0)  # within the point
    text: Mapped[str]
    kind: Mapped[str]  # a DecisionKind
    state: Mapped[str] = mapped_column(default="open")  # a DecisionState
    responsible: Mapped[str] = mapped_column(default="")  # a role or group
    due_on: Mapped[dt.date | None] = mapped_column(default=None)
    next_decider: Mapped[str] = mapped_column(default="")
    returns_on: Mapped[dt.date | None] = mapped_column(default=None)  # of a postponement
    raised_on: Mapped[dt.date | None] = mapped_column(default=None)  # Väckt
    prepared_on: Mapped[dt.date | None] = mapped_column(default=None)  # Bereds
    treated_on: Mapped[dt.date | None] = mapped_column(default=None)  # Behandlad
    recommended_on: Mapped[dt.date | None] = mapped_column(default=None)  # Rekommenderad
    done_on: Mapped[dt.date | None] = mapped_column(default=None)
    outcome: Mapped[str] = mapped_column(default="")  # what became of it, in words
    is_confidential: Mapped[bool] = mapped_column(default=False)


class DecisionRegion(UserEdited, Base):
    """What a region has made of a decision."""

    __tablename__ = "decision_region"
    __table_args__ = (
        Index(
            "uq_decision_region_decision_uuid",
            "decision_uuid",
            "region",
            unique=True,
            sqlite_where=_LIVING,
        ),
    )

    decision_uuid: Mapped[str] = mapped_column(ForeignKey("decision.uuid"))
    region: Mapped[str]  # code
    stance: Mapped[str]  # a Stance
    asked_on: Mapped[dt.date | None] = mapped_column(default=None)
    prepared_on: Mapped[dt.date | None] = mapped_column(default=None)
    answered_on: Mapped[dt.date | None] = mapped_column(default=None)
    body: Mapped[str] = mapped_column(default="")  # who decides there
    cause_uuid: Mapped[str | None] = mapped_column(ForeignKey("cause_class.uuid"), default=None)
    reason: Mapped[str] = mapped_column(default="")


class DecisionUnit(UserEdited, Base):
    """What a care unit has made of a decision."""

    __tablename__ = "decision_unit"
    __table_args__ = (
        Index(
            "uq_decision_unit_decision_uuid",
            "decision_uuid",
            "region",
            "unit",
            unique=True,
            sqlite_where=_LIVING,
        ),
    )

    decision_uuid: Mapped[str] = mapped_column(ForeignKey("decision.uuid"))
    region: Mapped[str]  # code
    unit: Mapped[str]  # in words
    state: Mapped[str]  # an Adoption
    contacted_on: Mapped[dt.date | None] = mapped_column(default=None)
    told_on: Mapped[dt.date | None] = mapped_column(default=None)  # the day of the state
    told_by: Mapped[str] = mapped_column(default="")  # a role, never a person
    cause_uuid: Mapped[str | None] = mapped_column(ForeignKey("cause_class.uuid"), default=None)
    reason: Mapped[str] = mapped_column(default="")


class Action(UserEdited, Base):
    """Something that a meeting agreed should be done."""

    __tablename__ = "action"

    group_uuid: Mapped[str] = mapped_column(ForeignKey("work_group.uuid"), index=True)
    meeting_uuid: Mapped[str | None] = mapped_column(
        ForeignKey("meeting.uuid"), default=None, index=True
    )
    point_uuid: Mapped[str | None] = mapped_column(ForeignKey("agenda_point.uuid"), default=None)
    decision_uuid: Mapped[str | None] = mapped_column(ForeignKey("decision.uuid"), default=None)
    title: Mapped[str]
    responsible: Mapped[str] = mapped_column(default="")  # a role or group
    person_uuid: Mapped[str | None] = mapped_column(
        ForeignKey("person.uuid"), default=None, index=True
    )
    due_on: Mapped[dt.date | None] = mapped_column(default=None)
    state: Mapped[str] = mapped_column(default="open")  # an ActionState
    done_on: Mapped[dt.date | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")  # what came of it
    activity_uuid: Mapped[str | None] = mapped_column(ForeignKey("activity.uuid"), default=None)
