"""Decisions, what became of them, and what was agreed to be done, as plain data.

None and "" are "not said", never "no". References are uuids, "" for none.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rccdesk.enums import ActionState, Adoption, DecisionKind, DecisionState, Stance


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """What a group decided; a recommendation is never an order."""

    group_uuid: str
    text: str
    kind: DecisionKind
    meeting_uuid: str = ""
    point_uuid: str = ""
    position: int = 0
    state: DecisionState = DecisionState.OPEN
    responsible: str = ""
    due_on: dt.date | None = None
    next_decider: str = ""
    returns_on: dt.date | None = None
    raised_on: dt.date | None = None
    prepared_on: dt.date | None = None
    treated_on: dt.date | None = None
    recommended_on: dt.date | None = None
    done_on: dt.date | None = None
    outcome: str = ""
    is_confidential: bool = False
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class DecisionRegionRow:
    """What a region has made of a decision."""

    decision_uuid: str
    region: str
    stance: Stance = Stance.NOT_TREATED
    asked_on: dt.date | None = None
    prepared_on: dt.date | None = None
    answered_on: dt.date | None = None
    body: str = ""
    cause_uuid: str = ""
    reason: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class DecisionUnitRow:
    """What a care unit has made of a decision."""

    decision_uuid: str
    region: str
    unit: str
    state: Adoption = Adoption.NOT_CONTACTED
    contacted_on: dt.date | None = None
    told_on: dt.date | None = None
    told_by: str = ""
    cause_uuid: str = ""
    reason: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """Something that a meeting agreed should be done."""

    group_uuid: str
    title: str
    meeting_uuid: str = ""
    point_uuid: str = ""
    decision_uuid: str = ""
    responsible: str = ""
    person_uuid: str = ""
    due_on: dt.date | None = None
    state: ActionState = ActionState.OPEN
    done_on: dt.date | None = None
    note: str = ""
    activity_uuid: str = ""
    uuid: str = ""
