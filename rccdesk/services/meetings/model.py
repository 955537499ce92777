"""Meetings, their agendas, attendance and minutes, as plain data.

None and "" are "not said", never "no". References are uuids, "" for none.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rccdesk.enums import (
    Answer,
    DocumentState,
    MeetingForm,
    MeetingState,
    MinutesKind,
    PointKind,
    PointState,
    Presence,
    Reason,
    Thing,
)


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """Meetings of one group that follow a template."""

    group_uuid: str
    name: str
    months_between: int | None = None
    place: str = ""
    form: MeetingForm | None = None
    starts_at: str = ""
    minutes: int | None = None
    send_days: int | None = None
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A point of the template of a series; a meeting takes a copy when it is made."""

    series_uuid: str
    title: str
    position: int = 0
    kind: PointKind = PointKind.INFORMATION
    minutes: int | None = None
    rapporteur: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting of a group on a day."""

    group_uuid: str
    day: dt.date
    series_uuid: str = ""
    starts_at: str = ""
    minutes: int | None = None
    place: str = ""
    form: MeetingForm | None = None
    state: MeetingState = MeetingState.PLANNED
    send_on: dt.date | None = None
    chair: str = ""
    secretary: str = ""
    approvers: tuple[str, ...] = ()
    started_at: str = ""
    ended_at: str = ""
    diary_number: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point of a meeting's agenda, or of the backlog of a group where it has no meeting."""

    group_uuid: str
    title: str
    meeting_uuid: str = ""
    position: int = 0
    kind: PointKind = PointKind.INFORMATION
    state: PointState = PointState.PLANNED
    minutes: int | None = None
    rapporteur: str = ""
    reason: Reason = Reason.OWN
    reason_words: str = ""
    source_kind: Thing | None = None
    source_key: str = ""
    came_from_uuid: str = ""
    returns_on: dt.date | None = None
    matter: str = ""
    background: str = ""
    proposal: str = ""
    is_level_structure: bool = False
    patient_view: str = ""
    patient_view_not_applicable: bool = False
    next_decider: str = ""
    notes: str = ""
    is_confidential: bool = False
    paragraph: int | None = None
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class AlternativeRow:
    """A way to go in a matter, with what it means for whom."""

    point_uuid: str
    name: str
    position: int = 0
    patients: str = ""
    economy: str = ""
    staff: str = ""
    equity: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class PointRegionRow:
    """What a region or a council said ahead of a point, and what the matter means there."""

    point_uuid: str
    region: str = ""
    body: str = ""
    answer: Answer | None = None
    asked_on: dt.date | None = None
    answered_on: dt.date | None = None
    view: str = ""
    consequence: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """Whether a seat was there, by who sits in it; or somebody invited who holds none."""

    meeting_uuid: str
    presence: Presence
    seat_uuid: str = ""
    person_uuid: str = ""
    words: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """The minutes or notes of a meeting as they were made; an approved one never changes."""

    meeting_uuid: str
    made_on: dt.date
    content: str
    kind: MinutesKind = MinutesKind.MINUTES
    state: DocumentState = DocumentState.DRAFT
    version: int = 1
    approved_on: dt.date | None = None
    approvers: tuple[str, ...] = ()
    diary_number: str = ""
    author: str = ""
    uuid: str = ""
