"""The vocabulary that all layers share. Values are the stable codes of the command line."""

from __future__ import annotations

from enum import StrEnum


class Topic(StrEnum):
    """What a write changed and what a page shows."""

    ORGANISATION = "organisation"
    PATHWAYS = "pathways"  # the SVF catalogue, limits, goal models
    LEAD_TIMES = "lead_times"  # imported events and derived pathways
    INDICATORS = "indicators"
    IMPORTS = "imports"
    ANALYSES = "analyses"  # texts about figures, areas to improve
    CHART_EVENTS = "chart_events"  # baselines, breaks and events in charts
    MAPPING = "mapping"  # the mapping of long waits
    FRAMEWORK = "framework"  # criteria and areas, assessments, links, strategic factors
    PLANS = "plans"  # plans with goals, activities, follow-up, obstacles
    INITIATIVES = "initiatives"
    GUIDELINES = "guidelines"  # and the log of knowledge support
    PACKS = "packs"
    SETTINGS = "settings"
    HISTORY = "history"


class Severity(StrEnum):
    """How a problem of an import acts."""

    STOP = "stop"  # Spärr
    WARNING = "warning"  # Varning
    INFO = "info"  # Upplysning


class BatchState(StrEnum):
    """What has become of an import batch."""

    ACTIVE = "active"
    REPLACED = "replaced"
    UNDONE = "undone"
    PURGED = "purged"


class BatchKind(StrEnum):
    """Where the values of an import batch come from."""

    FILE = "file"
    TYPED = "typed"  # by hand


class DoubtState(StrEnum):
    """What has been said of a doubt of data."""

    OPEN = "open"
    EXPLAINED = "explained"
    DISMISSED = "dismissed"


class Profile(StrEnum):
    """The layouts that an import knows."""

    EVENTS = "svf_events"
    PATHWAY_LIST = "pathway_list"
    AGGREGATED = "aggregated"
    EXPECTED = "expected_cases"
    LIMITS = "lead_time_limits"


CASE_LEVEL = frozenset((Profile.EVENTS, Profile.PATHWAY_LIST))  # with rows of single cases


class Goal(StrEnum):
    """The shipped goal models."""

    LEAD_TIME = "svf_lead_time"
    INCLUSION = "svf_inclusion"
    TO_RECOMMENDATION = "to_recommendation"
    TO_DECISION_WITH_PATIENT = "to_decision_with_patient"
    START_WITHIN_21_DAYS = "start_within_21_days"


class GoalStatus(StrEnum):
    """Whether a goal model drives a status."""

    IN_FORCE = "in_force"
    PROPOSED = "proposed"


class Grain(StrEnum):
    """Length of the periods of a series."""

    MONTH = "month"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    HALF = "half"
    YEAR = "year"


class Sex(StrEnum):
    """Sex as registered."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class AgeGroup(StrEnum):
    """Age at the end of the pathway, in the groups of the contract."""

    A0_17 = "0-17"
    A18_39 = "18-39"
    A40_64 = "40-64"
    A65_79 = "65-79"
    A80 = "80+"
    UNKNOWN = "unknown"


class Treatment(StrEnum):
    """First treatment, or what ended the pathway."""

    SURGERY = "surgery"
    DRUG = "drug"
    RADIATION = "radiation"
    PALLIATIVE = "palliative"
    OTHER = "other"
    ACTIVE_MONITORING = "active_monitoring"
    NO_FURTHER_ACTION = "no_further_action"
    CLOSING_TALK = "closing_talk"
    UNKNOWN = "unknown"


class Direction(StrEnum):
    """Which way of an indicator is wanted."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


class IndicatorKind(StrEnum):
    """What an indicator measures."""

    PROCESS = "process"
    STRUCTURE = "structure"
    RESULT = "result"
    PREM = "prem"
    PROM = "prom"
    KNOWLEDGE = "knowledge"
    SUPPORT = "support"


class Attribution(StrEnum):
    """Whose figure a pathway is by a goal model: where it ended, or where the patient lives."""

    PERFORMING = "performing"
    HOME = "home"


class ChartEventKind(StrEnum):
    """What a user marks in a series."""

    BASELINE = "baseline"  # centre and limits from the periods between two days
    REBASE = "rebase"  # new centre and limits from a day on
    BREAK = "break"  # the definition changed: not comparable over the day
    NOTE = "note"  # something happened


class ImprovementState(StrEnum):
    """Where an area to improve stands."""

    OPEN = "open"
    CLOSED = "closed"


class Thing(StrEnum):
    """What the chain links; a kind with rows of its own has the name of its table."""

    FRAMEWORK = "framework"
    FRAMEWORK_ITEM = "framework_item"
    PLAN = "plan"
    PLAN_ITEM = "plan_item"
    ACTIVITY = "activity"
    INITIATIVE = "initiative"
    IMPROVEMENT = "improvement_area"
    ANALYSIS = "analysis"
    GUIDELINE = "guideline"
    FACTOR = "strategic_factor"
    FIGURE = "figure"  # by value_key
    MEASURE = "measure"  # by the key of a goal or an indicator
    PATHWAY = "svf"  # by KVÅ prefix
    DOCUMENT = "document"  # by where it lies
    DECISION = "decision"  # by where it was taken


class LinkRole(StrEnum):
    """What a link of the chain says."""

    MAPPING = "mapping"  # an item of a framework answers to one of another
    SERVES = "serves"  # is done for
    MEASURE = "measure"  # is measured by
    EVIDENCE = "evidence"  # to weigh in
    FROM = "from"  # was seen in


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


class Role(StrEnum):
    """A view of the program, never a permission."""

    PROCESS_LEADER = "process_leader"
    CHIEF = "chief"
    OFFICE = "office"
    COORDINATOR = "coordinator"
    STATISTICIAN = "statistician"
    CANCER_COORDINATOR = "cancer_coordinator"


class FigureStatus(StrEnum):
    """A figure against its goal, in the words of the wording paper (4.1)."""

    REACHED = "reached"
    LOWER_REACHED = "lower_reached"
    NOT_REACHED = "not_reached"
    NOT_ASSESSABLE = "not_assessable"
    NO_LEVEL = "no_level"
    MISSING = "missing"
    PRELIMINARY = "preliminary"
    HIDDEN = "hidden"


class Representativeness(StrEnum):
    """Whether the inclusion lets a lead-time figure speak for the patients."""

    REPRESENTATIVE = "representative"
    NOT_REPRESENTATIVE = "not_representative"
    UNKNOWN = "representativeness_unknown"


class BackupReason(StrEnum):
    """Why a backup was made; the part of its file name that says so."""

    DAILY = "daily"
    CLOSING = "closing"
    MANUAL = "manual"
    MIGRATION = "migration"  # this and the following: before an act that changes much
    RESTORE = "restore"
    MERGE = "merge"
    PURGE = "purge"
    IMPORT = "import"
