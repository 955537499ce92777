"""The words of meetings, decisions and what becomes of them."""

from __future__ import annotations

from enum import StrEnum


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    SENT = "sent"  # the papers have gone out
    ONGOING = "ongoing"
    HELD = "held"
    CANCELLED = "cancelled"


class PointKind(StrEnum):
    """What a point of an agenda asks of the meeting."""

    INFORMATION = "information"
    DISCUSSION = "discussion"
    DECISION = "decision"
    FOLLOW_UP = "follow_up"


class PointState(StrEnum):
    """What has become of a point of an agenda."""

    PLANNED = "planned"
    TREATED = "treated"
    POSTPONED = "postponed"  # bordlagd, to a date
    MOVED = "moved"  # to a later meeting, with what came of it
    WITHDRAWN = "withdrawn"


class Reason(StrEnum):
    """Why a point stands on a draft agenda."""

    TEMPLATE = "template"
    OWN = "own"  # somebody added it
    RETURNED = "returned"  # bordlagd until now
    MOVED = "moved"
    COPIED = "copied"
    BACKLOG = "backlog"
    ESCALATED = "escalated"
    DECISION_DUE = "decision_due"
    UNANSWERED = "unanswered"  # a recommendation that regions have not answered
    FUNDING_ENDS = "funding_ends"
    VACANCY = "vacancy"
    SIGNAL = "signal"  # more than chance
    PRIORITY_OFF = "priority_off"  # a chosen priority that does not reach its goal
    ROTATION = "rotation"
    LATE_ACTIVITY = "late_activity"
    NEW_DATA = "new_data"
    NEW_GUIDELINE = "new_guideline"
    QUESTION = "question"  # for the national bodies


class DecisionKind(StrEnum):
    """What a decision is; always chosen, never assumed."""

    DECISION = "decision"
    RECOMMENDATION = "recommendation"
    COMMISSION = "commission"
    DIRECTION = "direction"
    PRIORITY = "priority"
    LEVEL_STRUCTURE = "level_structure"  # nivåstrukturering
    POSTPONED = "postponed"  # bordläggning till


class DecisionState(StrEnum):
    """Whether a decision still asks for something."""

    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class ChainStep(StrEnum):
    """The links from a matter to the clinic."""

    RAISED = "raised"
    PREPARED = "prepared"
    TREATED = "treated"
    RECOMMENDED = "recommended"
    REGIONS = "regions"
    UNITS = "units"


class Stance(StrEnum):
    """What a region has made of a decision."""

    NOT_TREATED = "not_treated"
    PREPARED = "prepared"
    DECIDED = "decided"
    DECLINED = "declined"


class ActionState(StrEnum):
    """Where something that was agreed to be done stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Presence(StrEnum):
    """Whether a seat was there."""

    PRESENT = "present"
    REPLACED = "replaced"  # somebody else sat in it
    EXCUSED = "excused"  # förhinder
    ABSENT = "absent"
    INVITED = "invited"  # särskilt kallad, holds no seat


class MinutesKind(StrEnum):
    """What is written of a meeting."""

    MINUTES = "minutes"  # protokoll
    NOTES = "notes"  # minnesanteckningar


class DocumentState(StrEnum):
    """Where a document stands."""

    DRAFT = "draft"
    ISSUED = "issued"
    APPROVED = "approved"  # justerat
    REPLACED = "replaced"
