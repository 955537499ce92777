"""The cancer plan and the plans under it: goals, activities, regions, follow-up, obstacles."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from rccdesk.models.base import Base, UserEdited

_LIVING = text("deleted_at IS NULL")


class Plan(UserEdited, Base):
    """A cancer plan, or a region's, a process's or a year's plan under one."""

    __tablename__ = "plan"

    name: Mapped[str]
    kind: Mapped[str]  # a PlanKind
    state: Mapped[str]  # a PlanState
    parent_uuid: Mapped[str | None] = mapped_column(ForeignKey("plan.uuid"), default=None)
    replaces_uuid: Mapped[str | None] = mapped_column(ForeignKey("plan.uuid"), default=None)
    region: Mapped[str] = mapped_column(default="")  # code, of a region's plan
    svf: Mapped[str] = mapped_column(default="")  # KVÅ prefixes, of a process's plan
    valid_from: Mapped[dt.date | None] = mapped_column(default=None)
    valid_to: Mapped[dt.date | None] = mapped_column(default=None)  # none: until further notice
    vision: Mapped[str] = mapped_column(default="")
    owner_role: Mapped[str] = mapped_column(default="")
    level_names: Mapped[str] = mapped_column(default="")  # the RCC's own, one per line, from top
    note: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)


class PlanRegion(UserEdited, Base):
    """What a region has said of a plan, what was struck, and whether it has a plan of its own."""

    __tablename__ = "plan_region"
    __table_args__ = (
        Index("uq_plan_region_plan_uuid", "plan_uuid", "region", unique=True, sqlite_where=_LIVING),
    )

    plan_uuid: Mapped[str] = mapped_column(ForeignKey("plan.uuid"))
    region: Mapped[str]  # code
    approval: Mapped[str] = mapped_column(default="")  # an Approval; empty: not known
    decided_on: Mapped[dt.date | None] = mapped_column(default=None)
    condition: Mapped[str] = mapped_column(default="")
    struck: Mapped[str] = mapped_column(default="")  # what was struck, in words
    own_plan: Mapped[str] = mapped_column(default="")  # an OwnPlan; empty: not known


class PlanBaseline(UserEdited, Base):
    """A plan as it was on a day, with a name; never changed."""

    __tablename__ = "plan_baseline"

    plan_uuid: Mapped[str] = mapped_column(ForeignKey("plan.uuid"), index=True)
    name: Mapped[str]
    saved_on: Mapped[dt.date]
    author: Mapped[str] = mapped_column(default="")
    content: Mapped[str]  # JSON: the items with their fields


class PlanItem(UserEdited, Base):
    """A goal, sub-goal or area of a plan; at most four levels deep."""

    __tablename__ = "plan_item"

    plan_uuid: Mapped[str] = mapped_column(ForeignKey("plan.uuid"), index=True)
    parent_uuid: Mapped[str | None] = mapped_column(ForeignKey("plan_item.uuid"), default=None)
    position: Mapped[int] = mapped_column(default=0)
    code: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="not_started")  # an ItemState
    state_reason: Mapped[str] = mapped_column(default="")
    measure: Mapped[str] = mapped_column(default="")  # in words
    measure_key: Mapped[str] = mapped_column(default="")  # of a goal or an indicator
    definition: Mapped[str] = mapped_column(default="")  # numerator and denominator
    goal_shape: Mapped[str] = mapped_column(default="")  # a GoalShape
    direction: Mapped[str] = mapped_column(default="")  # a Direction
    level: Mapped[float | None] = mapped_column(default=None)
    higher_level: Mapped[float | None] = mapped_column(default=None)
    unit_of_measure: Mapped[str] = mapped_column(default="")
    baseline_value: Mapped[float | None] = mapped_column(default=None)
    baseline_period: Mapped[str] = mapped_column(default="")
    target_date: Mapped[dt.date | None] = mapped_column(default=None)
    responsible: Mapped[str] = mapped_column(default="")  # a role or group
    follow_up_months: Mapped[int | None] = mapped_column(default=None)
    is_overall: Mapped[bool] = mapped_column(default=False)  # followed up once a year, in short
    data_source: Mapped[str] = mapped_column(default="")
    problem: Mapped[str] = mapped_column(default="")
    expected_effect: Mapped[str] = mapped_column(default="")
    priority: Mapped[int | None] = mapped_column(default=None)  # 1 is first
    priority_reason: Mapped[str] = mapped_column(default="")
    budget: Mapped[str] = mapped_column(default="")
    risk: Mapped[str] = mapped_column(default="")
    risk_likelihood: Mapped[int | None] = mapped_column(default=None)  # 1 low, 2, 3 high
    risk_consequence: Mapped[int | None] = mapped_column(default=None)
    risk_measure: Mapped[str] = mapped_column(default="")
    scope: Mapped[str] = mapped_column(default="")  # a Scope; empty: not said
    touched_on: Mapped[dt.date | None] = mapped_column(default=None)


class PlanItemRegion(UserEdited, Base):
    """Where a plan item stands in a region."""

    __tablename__ = "plan_item_region"
    __table_args__ = (
        Index(
            "uq_plan_item_region_item_uuid",
            "item_uuid",
            "region",
            unique=True,
            sqlite_where=_LIVING,
        ),
    )

    item_uuid: Mapped[str] = mapped_column(ForeignKey("plan_item.uuid"))
    region: Mapped[str]  # code
    state: Mapped[str]  # an ItemState, or struck
    note: Mapped[str] = mapped_column(default="")
    responsible: Mapped[str] = mapped_column(default="")
    told_on: Mapped[dt.date | None] = mapped_column(default=None)


class Activity(UserEdited, Base):
    """Something to do: of a plan item, of an initiative, or of both."""

    __tablename__ = "activity"
    __table_args__ = (
        Index("ix_activity_plan_item_uuid", "plan_item_uuid"),
        Index("ix_activity_initiative_uuid", "initiative_uuid"),
    )

    plan_item_uuid: Mapped[str | None] = mapped_column(ForeignKey("plan_item.uuid"), default=None)
    initiative_uuid: Mapped[str | None] = mapped_column(ForeignKey("initiative.uuid"), default=None)
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str]
    state: Mapped[str] = mapped_column(default="not_started")  # an ItemState
    state_reason: Mapped[str] = mapped_column(default="")
    responsible: Mapped[str] = mapped_column(default="")  # a role or group
    starts_on: Mapped[dt.date | None] = mapped_column(default=None)
    due_on: Mapped[dt.date | None] = mapped_column(default=None)
    done_on: Mapped[dt.date | None] = mapped_column(default=None)
    next_step: Mapped[str] = mapped_column(default="")
    region: Mapped[str] = mapped_column(default="")  # code; empty: the whole
    channel: Mapped[str] = mapped_column(default="")  # a Channel; empty: not said
    needs_decision: Mapped[bool] = mapped_column(default=False)  # of the regions
    touched_on: Mapped[dt.date | None] = mapped_column(default=None)


class FollowUp(UserEdited, Base):
    """What was said of a plan item, an activity or an initiative for a period."""

    __tablename__ = "follow_up"
    __table_args__ = (
        Index(
            "uq_follow_up_subject_kind",
            "subject_kind",
            "subject_key",
            "period",
            unique=True,
            sqlite_where=_LIVING,
        ),
    )

    subject_kind: Mapped[str]  # a Thing
    subject_key: Mapped[str]  # its uuid
    period: Mapped[str]  # spelling of the contract
    day: Mapped[dt.date]
    state: Mapped[str]  # the ItemState as it was then
    text: Mapped[str] = mapped_column(default="")
    action: Mapped[str] = mapped_column(default="")  # what was decided to do
    value_key: Mapped[str] = mapped_column(default="")
    figure: Mapped[str] = mapped_column(default="")  # in words, as it was then
    author: Mapped[str] = mapped_column(default="")


class Responsibility(UserEdited, Base):
    """Which part an actor has in a framework item or a plan item."""

    __tablename__ = "responsibility"
    __table_args__ = (
        Index(
            "uq_responsibility_subject_kind",
            "subject_kind",
            "subject_key",
            "actor",
            unique=True,
            sqlite_where=_LIVING,
        ),
    )

    subject_kind: Mapped[str]
    subject_key: Mapped[str]
    actor: Mapped[str]  # an organisation or body, never a person
    share: Mapped[str]  # a Share
    channel: Mapped[str] = mapped_column(default="")  # a Channel; empty: not said
    note: Mapped[str] = mapped_column(default="")


class Obstacle(UserEdited, Base):
    """What stands in the way, where somebody wanted to say so; the cause is never compulsory."""

    __tablename__ = "obstacle"

    subject_kind: Mapped[str]
    subject_key: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    cause_uuid: Mapped[str | None] = mapped_column(ForeignKey("cause_class.uuid"), default=None)
    level: Mapped[str] = mapped_column(default="")  # an ObstacleLevel; empty: not said
    state: Mapped[str] = mapped_column(default="reported")  # an ObstacleState
    region: Mapped[str] = mapped_column(default="")  # code
    noted_on: Mapped[dt.date]
    raised_on: Mapped[dt.date | None] = mapped_column(default=None)
    settled_on: Mapped[dt.date | None] = mapped_column(default=None)
    answer: Mapped[str] = mapped_column(default="")
