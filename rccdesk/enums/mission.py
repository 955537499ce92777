"""The words of the mission, the plan, initiatives and guidelines."""

from __future__ import annotations

from enum import StrEnum


class ImprovementState(StrEnum):
    """Where an area to improve stands."""

    OPEN = "open"
    CLOSED = "closed"


class Scale(StrEnum):
    """The two scales of an assessment."""

    PROGRESS = "progress"
    CHALLENGE = "challenge"


class FactorKind(StrEnum):
    """What a strategic factor is: internal or external, helping or hindering."""

    STRENGTH = "strength"
    WEAKNESS = "weakness"
    OPPORTUNITY = "opportunity"
    THREAT = "threat"
    SUCCESS_FACTOR = "success_factor"
    CHALLENGE = "challenge"


class Theme(StrEnum):
    """The three themes of Socialstyrelsen 2021."""

    GOVERNANCE = "governance"
    ORGANISATION = "organisation"
    IMPLEMENTATION = "implementation"


class PlanKind(StrEnum):
    """Whose plan it is."""

    CANCER = "cancer_plan"
    REGION = "region_plan"
    PROCESS = "process_plan"
    ANNUAL = "annual_plan"


class PlanState(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"
    REFERRAL = "referral"
    DECIDED = "decided"  # in n of m regions
    IN_FORCE = "in_force"
    EXTENDED = "extended"
    REPLACED = "replaced"


class Approval(StrEnum):
    """What a region has said of a plan."""

    REFERRAL = "referral"
    CONDITIONAL = "conditional"
    DECIDED = "decided"
    DECLINED = "declined"


class OwnPlan(StrEnum):
    """Whether a region has a plan of its own under the cancer plan."""

    EXISTS = "exists"
    MISSING = "missing"


class ItemState(StrEnum):
    """Where a plan item or an activity stands; struck only in a region."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    LATE = "late"
    OBSTRUCTED = "obstructed"
    DONE = "done"
    NOT_NOW = "not_now"
    DROPPED = "dropped"
    STRUCK = "struck"


class GoalShape(StrEnum):
    """What a goal of a plan asks of its measure."""

    LEVEL = "level"
    TWO_LEVELS = "two_levels"
    DIRECTION = "direction"


class Scope(StrEnum):
    """Which patients a plan item is about."""

    ALL = "all"
    CHILDREN = "children"
    ADULTS = "adults"


class Share(StrEnum):
    """Which part an actor has."""

    RESPONSIBLE = "responsible"
    CONTRIBUTES = "contributes"
    DECIDES = "decides"
    OUTSIDE = "outside"
    UNCLEAR = "unclear"


class Channel(StrEnum):
    """How the RCC reaches those concerned: some may not address the public themselves."""

    DIRECT = "direct"
    VIA_REGION = "via_region"


class ObstacleLevel(StrEnum):
    """Who can solve an obstacle."""

    PROCESS_GROUP = "process_group"
    CARE_UNIT = "care_unit"
    REGION = "region"
    STEERING_BODY = "steering_body"
    NATIONAL = "national"


class ObstacleState(StrEnum):
    """What has become of an obstacle."""

    REPORTED = "reported"
    ASSESSED = "assessed"
    RAISED = "raised"
    RESOLVED = "resolved"
    ACCEPTED = "accepted"


class InitiativeState(StrEnum):
    """Where an initiative stands."""

    IDEA = "idea"
    ANCHORING = "anchoring"
    PLANNED = "planned"
    ONGOING = "ongoing"
    DONE = "done"
    EVALUATED = "evaluated"
    IN_OPERATION = "in_operation"
    SPREAD = "spread"
    ENDED = "ended"


class Origin(StrEnum):
    """Where the idea of an initiative comes from."""

    CARE_UNIT = "care_unit"
    PATIENT_COUNCIL = "patient_council"
    REGISTER = "register"
    NATIONAL = "national"
    RCC = "rcc"


class Answer(StrEnum):
    """What a care unit says of an initiative."""

    NOT_CONTACTED = "not_contacted"
    POSITIVE = "positive"
    DOUBTFUL = "doubtful"
    NO = "no"


class PatientEntry(StrEnum):
    """When patients and their families came in."""

    FROM_START = "from_start"
    PLANNING = "planning"
    IMPLEMENTATION = "implementation"
    REFERRAL_ONLY = "referral_only"
    NOT_APPLICABLE = "not_applicable"


class Conclusion(StrEnum):
    """What an evaluation ends in."""

    CONTINUE = "continue"
    ADJUST = "adjust"
    SPREAD = "spread"
    END = "end"


class Adoption(StrEnum):
    """What a care unit has made of a guideline."""

    NOT_ASSESSED = "not_assessed"
    NOT_CONTACTED = "not_contacted"
    ANCHORING = "anchoring"
    PARTLY = "partly"
    INTRODUCED = "introduced"
    NOT_INTRODUCED = "not_introduced"


class SupportKind(StrEnum):
    """What a support for knowledge was."""

    TRAINING = "training"
    MEETING = "meeting"
    MATERIAL = "material"
    VISIT = "visit"
    OTHER = "other"
