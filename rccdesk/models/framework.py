"""What an RCC is asked to do, how far it has come, and the links that tie it to what is done."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from rccdesk.models.base import Base, UserEdited

_LIVING = text("deleted_at IS NULL")


class Framework(UserEdited, Base):
    """A version of a set of goals, criteria or areas that the RCC is followed up against."""

    __tablename__ = "framework"

    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    standing: Mapped[str] = mapped_column(default="")  # what kind of text it is, in words
    lead_in: Mapped[str] = mapped_column(default="")  # the words before each item's text
    note: Mapped[str] = mapped_column(default="")
    valid_from_year: Mapped[int | None] = mapped_column(default=None)  # only years are known
    valid_to_year: Mapped[int | None] = mapped_column(default=None)
    replaces_uuid: Mapped[str | None] = mapped_column(ForeignKey("framework.uuid"), default=None)
    is_own: Mapped[bool] = mapped_column(default=False)
    is_shown: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(default=0)


class FrameworkItem(UserEdited, Base):
    """A goal, criterion or area of a framework; a part of one points at its whole."""

    __tablename__ = "framework_item"
    __table_args__ = (
        Index(
            "uq_framework_item_framework_uuid",
            "framework_uuid",
            "code",
            unique=True,
            sqlite_where=_LIVING,
        ),
    )

    framework_uuid: Mapped[str] = mapped_column(ForeignKey("framework.uuid"))
    parent_uuid: Mapped[str | None] = mapped_column(ForeignKey("framework_item.uuid"), default=None)
    code: Mapped[str]  # K4, P8
    title: Mapped[str]  # short, for tables
    text: Mapped[str] = mapped_column(default="")  # word for word from the source
    asks_for_plan: Mapped[bool] = mapped_column(default=False)
    owner_role: Mapped[str] = mapped_column(default="")  # a role or group that answers for it
    note: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)


class ScaleLevel(UserEdited, Base):
    """A level of one of the two scales of an assessment, with its word."""

    __tablename__ = "scale_level"
    __table_args__ = (
        Index("uq_scale_level_scale", "scale", "level", unique=True, sqlite_where=_LIVING),
    )

    scale: Mapped[str]  # a Scale
    level: Mapped[int]
    name: Mapped[str]
    source: Mapped[str] = mapped_column(default="")


class Assessment(UserEdited, Base):
    """How far a body says that an item has come, and how challenging it is, on a day.

    ``progress`` and ``challenge`` are levels of the two scales, None for not assessed;
    ``plan_progress`` is how far the plan itself has come, for items that ask for a plan.
    """

    __tablename__ = "assessment"
    __table_args__ = (
        Index(
            "uq_assessment_item_uuid",
            "item_uuid",
            "body",
            "area",
            "day",
            unique=True,
            sqlite_where=_LIVING,
        ),
    )

    item_uuid: Mapped[str] = mapped_column(ForeignKey("framework_item.uuid"))
    body: Mapped[str]  # who assessed: a group, never a person
    area: Mapped[str] = mapped_column(default="")  # region code; empty: the whole
    day: Mapped[dt.date]
    progress: Mapped[int | None] = mapped_column(default=None)
    challenge: Mapped[int | None] = mapped_column(default=None)
    plan_progress: Mapped[int | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(default="")
    owner_role: Mapped[str] = mapped_column(default="")
    next_review: Mapped[dt.date | None] = mapped_column(default=None)
    author: Mapped[str] = mapped_column(default="")


class PeriodLock(UserEdited, Base):
    """A period whose assessments or follow-up nobody changes any more, until it is unlocked."""

    __tablename__ = "period_lock"
    __table_args__ = (
        Index(
            "uq_period_lock_subject_kind",
            "subject_kind",
            "subject_key",
            "period",
            unique=True,
            sqlite_where=_LIVING,
        ),
    )

    subject_kind: Mapped[str]  # framework or plan
    subject_key: Mapped[str]  # its uuid
    period: Mapped[str]  # spelling of the contract
    locked_on: Mapped[dt.date]
    note: Mapped[str] = mapped_column(default="")
    author: Mapped[str] = mapped_column(default="")


class Link(UserEdited, Base):
    """A link of the chain from a row to another row, a figure, a measure or a document.

    A kind is a Thing; the key is the uuid of a row, else what names the thing: a value_key, the
    key of a goal or an indicator, a KVÅ prefix, or where a document lies.
    """

    __tablename__ = "link"
    __table_args__ = (
        Index(
            "uq_link_from_kind",
            "from_kind",
            "from_key",
            "to_kind",
            "to_key",
            "role",
            unique=True,
            sqlite_where=_LIVING,
        ),
        Index("ix_link_to_key", "to_key"),
    )

    from_kind: Mapped[str]
    from_key: Mapped[str]
    to_kind: Mapped[str]
    to_key: Mapped[str]
    role: Mapped[str]  # a LinkRole
    title: Mapped[str] = mapped_column(default="")  # of what is no row of its own
    note: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    is_confirmed: Mapped[bool] = mapped_column(default=True)
    is_secondary: Mapped[bool] = mapped_column(default=False)
    added_on: Mapped[dt.date | None] = mapped_column(default=None)


class StrategicFactor(UserEdited, Base):
    """A strength, weakness, opportunity, threat or critical factor, and how it is met."""

    __tablename__ = "strategic_factor"

    kind: Mapped[str]  # a FactorKind
    theme: Mapped[str] = mapped_column(default="")  # a Theme
    text: Mapped[str]
    strategy: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    noted_on: Mapped[dt.date]
    position: Mapped[int] = mapped_column(default=0)
