"""Plans, their goals and activities, follow-up and obstacles, as plain data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rccdesk.enums import (
    Approval,
    Channel,
    Direction,
    GoalShape,
    ItemState,
    ObstacleLevel,
    ObstacleState,
    OwnPlan,
    PlanKind,
    PlanState,
    Scope,
    Share,
    Thing,
)

DEPTH = 4  # levels of goals in a plan


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan; ``valid_to`` None: until further notice. ``level_names`` are the RCC's own words."""

    name: str
    kind: PlanKind = PlanKind.CANCER
    state: PlanState = PlanState.DRAFT
    parent_uuid: str = ""
    replaces_uuid: str = ""
    region: str = ""
    svf: tuple[str, ...] = ()
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    vision: str = ""
    owner_role: str = ""
    level_names: tuple[str, ...] = ()
    note: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class PlanRegionRow:
    """What a region has said of a plan; None: not known, which is not the same as no plan."""

    plan_uuid: str
    region: str
    approval: Approval | None = None
    decided_on: dt.date | None = None
    condition: str = ""
    struck: str = ""
    own_plan: OwnPlan | None = None
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class PlanItemRow:
    """A goal, sub-goal or area of a plan.

    Levels and the baseline are in the unit of the measure, a proportion as 0-1. ``priority`` 1 is
    first. ``risk_likelihood`` and ``risk_consequence`` are 1-3. ``is_overall``: followed up once a
    year, in short.
    """

    plan_uuid: str
    title: str
    parent_uuid: str = ""
    code: str = ""
    description: str = ""
    state: ItemState = ItemState.NOT_STARTED
    state_reason: str = ""
    measure: str = ""
    measure_key: str = ""
    definition: str = ""
    goal_shape: GoalShape | None = None
    direction: Direction | None = None
    level: float | None = None
    higher_level: float | None = None
    unit_of_measure: str = ""
    baseline_value: float | None = None
    baseline_period: str = ""
    target_date: dt.date | None = None
    responsible: str = ""
    follow_up_months: int | None = None
    is_overall: bool = False
    data_source: str = ""
    problem: str = ""
    expected_effect: str = ""
    priority: int | None = None
    priority_reason: str = ""
    budget: str = ""
    risk: str = ""
    risk_likelihood: int | None = None
    risk_consequence: int | None = None
    risk_measure: str = ""
    scope: Scope | None = None
    touched_on: dt.date | None = None
    position: int = 0
    uuid: str = ""

    @property
    def name(self) -> str:
        """The code and the title, as in "2.1.3 Gemensam patologikö"."""
        return f"{self.code} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class ItemRegionRow:
    """Where a plan item stands in a region; ItemState.STRUCK: struck in consultation."""

    item_uuid: str
    region: str
    state: ItemState
    note: str = ""
    responsible: str = ""
    told_on: dt.date | None = None
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """Something to do, of a plan item, of an initiative, or of both ("" for none)."""

    title: str
    plan_item_uuid: str = ""
    initiative_uuid: str = ""
    state: ItemState = ItemState.NOT_STARTED
    state_reason: str = ""
    responsible: str = ""
    starts_on: dt.date | None = None
    due_on: dt.date | None = None
    done_on: dt.date | None = None
    next_step: str = ""
    region: str = ""
    channel: Channel | None = None
    needs_decision: bool = False
    touched_on: dt.date | None = None
    position: int = 0
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """What was said of a plan item, an activity or an initiative for a period.

    ``figure`` is the figure ``value_key`` in words, as it was then.
    """

    subject_kind: Thing
    subject_key: str
    period: str
    day: dt.date
    state: ItemState
    text: str = ""
    action: str = ""
    value_key: str = ""
    figure: str = ""
    author: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class ResponsibilityRow:
    """Which part an actor, never a person, has in a framework item or a plan item."""

    subject_kind: Thing
    subject_key: str
    actor: str
    share: Share
    channel: Channel | None = None
    note: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class ObstacleRow:
    """What stands in the way. ``cause`` is the key of a cause class, "" for not said."""

    subject_kind: Thing
    subject_key: str
    text: str = ""
    cause: str = ""
    level: ObstacleLevel | None = None
    state: ObstacleState = ObstacleState.REPORTED
    region: str = ""
    noted_on: dt.date | None = None
    raised_on: dt.date | None = None
    settled_on: dt.date | None = None
    answer: str = ""
    uuid: str = ""
