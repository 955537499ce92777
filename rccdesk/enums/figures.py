"""What figures, goals and imports say."""

from __future__ import annotations

from enum import StrEnum


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
