"""Meetings of a group: series, agendas, who was there and what is written of them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from rccdesk.models.base import Base, UserEdited

_LIVING = text("deleted_at IS NULL")


class MeetingSeries(UserEdited, Base):
    """Meetings of one group that follow a template."""

    __tablename__ = "meeting_series"

    group_uuid: Mapped[str] = mapped_column(ForeignKey("work_group.uuid"), index=True)
    name: Mapped[str]
    months_between: Mapped[int | None] = mapped_column(default=None)  # none: no fixed interval
    place: Mapped[str] = mapped_column(default="")
    form: Mapped[str] = mapped_column(default="")  # a MeetingForm; empty: not said
    starts_at: Mapped[str] = mapped_column(default="")  # HH:MM
    minutes: Mapped[int | None] = mapped_column(default=None)
    send_days: Mapped[int | None] = mapped_column(default=None)  # papers go out so long before


class TemplatePoint(UserEdited, Base):
    """A point of the template of a series; a meeting takes a copy when it is made."""

    __tablename__ = "template_point"

    series_uuid: Mapped[str] = mapped_column(ForeignKey("meeting_series.uuid"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str]
    kind: Mapped[str]  # a PointKind
    minutes: Mapped[int | None] = mapped_column(default=None)
    rapporteur: Mapped[str] = mapped_column(default="")


class Meeting(UserEdited, Base):
    """A meeting of a group on a day."""

    __tablename__ = "meeting"
    __table_args__ = (Index("ix_meeting_day", "day"),)

    group_uuid: Mapped[str] = mapped_column(ForeignKey("work_group.uuid"), index=True)
    series_uuid: Mapped[str | None] = mapped_column(ForeignKey("meeting_series.uuid"), default=None)
    day: Mapped[dt.date]
    starts_at: Mapped[str] = mapped_column(default="")  # HH:MM
    minutes: Mapped[int | None] = mapped_column(default=None)  # planned length
    place: Mapped[str] = mapped_column(default="")
    form: Mapped[str] = mapped_column(default="")  # a MeetingForm; empty: not said
    state: Mapped[str] = mapped_column(default="planned")  # a MeetingState
    send_on: Mapped[dt.date | None] = mapped_column(default=None)  # papers go out
    chair: Mapped[str] = mapped_column(default="")
    secretary: Mapped[str] = mapped_column(default="")
    approvers: Mapped[str] = mapped_column(default="")  # justerare, one per line
    started_at: Mapped[str] = mapped_column(default="")  # HH:MM, as it was
    ended_at: Mapped[str] = mapped_column(default="")
    diary_number: Mapped[str] = mapped_column(default="")


class AgendaPoint(UserEdited, Base):
    """A point of a meeting's agenda, or of the backlog of a group where it has no meeting."""

    __tablename__ = "agenda_point"

    group_uuid: Mapped[str] = mapped_column(ForeignKey("work_group.uuid"), index=True)
    meeting_uuid: Mapped[str | None] = mapped_column(
        ForeignKey("meeting.uuid"), default=None, index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str]
    kind: Mapped[str]  # a PointKind
    state: Mapped[str] = mapped_column(default="planned")  # a PointState
    minutes: Mapped[int | None] = mapped_column(default=None)
    rapporteur: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="own")  # a Reason
    reason_words: Mapped[str] = mapped_column(default="")  # as it was when the point was taken up
    source_kind: Mapped[str] = mapped_column(default="")  # a Thing: what the point is about
    source_key: Mapped[str] = mapped_column(default="")
    came_from_uuid: Mapped[str | None] = mapped_column(
        ForeignKey("agenda_point.uuid"), default=None
    )
    returns_on: Mapped[dt.date | None] = mapped_column(default=None)  # bordlagd until
    matter: Mapped[str] = mapped_column(default="")  # the question
    background: Mapped[str] = mapped_column(default="")
    proposal: Mapped[str] = mapped_column(default="")  # to decide
    is_level_structure: Mapped[bool] = mapped_column(default=False)  # asks what each region bears
    patient_view: Mapped[str] = mapped_column(default="")
    patient_view_not_applicable: Mapped[bool] = mapped_column(default=False)
    next_decider: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")  # what was said, for the minutes
    is_confidential: Mapped[bool] = mapped_column(default=False)  # left out of what is spread
    paragraph: Mapped[int | None] = mapped_column(default=None)  # § of the group and the year


class PointAlternative(UserEdited, Base):
    """A way to go in a matter, with what it means for whom."""

    __tablename__ = "point_alternative"

    point_uuid: Mapped[str] = mapped_column(ForeignKey("agenda_point.uuid"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str]
    patients: Mapped[str] = mapped_column(default="")
    economy: Mapped[str] = mapped_column(default="")
    staff: Mapped[str] = mapped_column(default="")
    equity: Mapped[str] = mapped_column(default="")


class PointRegion(UserEdited, Base):
    """What a region or a council said ahead of a point, and what the matter means there."""

    __tablename__ = "point_region"
    __table_args__ = (
        Index(
            "uq_point_region_point_uuid",
            "point_uuid",
            "region",
            "body",
            unique=True,
            sqlite_where=_LIVING,
        ),
    )

    point_uuid: Mapped[str] = mapped_column(ForeignKey("agenda_point.uuid"))
    region: Mapped[str] = mapped_column(default="")  # code; empty: a body of the whole
    body: Mapped[str] = mapped_column(default="")  # in words; empty: the region itself
    answer: Mapped[str] = mapped_column(default="")  # an Answer; empty: not said
    asked_on: Mapped[dt.date | None] = mapped_column(default=None)
    answered_on: Mapped[dt.date | None] = mapped_column(default=None)
    view: Mapped[str] = mapped_column(default="")
    consequence: Mapped[str] = mapped_column(default="")


class Attendance(UserEdited, Base):
    """Whether a seat was there, by who sits in it; or somebody invited who holds none."""

    __tablename__ = "attendance"
    __table_args__ = (
        Index(
            "uq_attendance_meeting_uuid",
            "meeting_uuid",
            "seat_uuid",
            "person_uuid",
            "words",
            unique=True,
            sqlite_where=_LIVING,
        ),
    )

    meeting_uuid: Mapped[str] = mapped_column(ForeignKey("meeting.uuid"))
    seat_uuid: Mapped[str | None] = mapped_column(ForeignKey("seat.uuid"), default=None, index=True)
    person_uuid: Mapped[str | None] = mapped_column(ForeignKey("person.uuid"), default=None)
    words: Mapped[str] = mapped_column(default="")  # of who is invited, or who replaces
    presence: Mapped[str]  # a Presence


class Minutes(UserEdited, Base):
    """The minutes or notes of a meeting as they were made; an approved one never changes."""

    __tablename__ = "minutes"

    meeting_uuid: Mapped[str] = mapped_column(ForeignKey("meeting.uuid"), index=True)
    kind: Mapped[str]  # a MinutesKind
    state: Mapped[str]  # a DocumentState
    version: Mapped[int] = mapped_column(default=1)
    made_on: Mapped[dt.date]
    approved_on: Mapped[dt.date | None] = mapped_column(default=None)
    approvers: Mapped[str] = mapped_column(default="")  # one per line
    diary_number: Mapped[str] = mapped_column(default="")
    content: Mapped[str]  # JSON: the document as plain data, confidential parts marked
    author: Mapped[str] = mapped_column(default="")
