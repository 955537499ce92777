"""Initiatives: what is tried, with whom, and what is known of the result."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from rccdesk.models.base import Base, UserEdited


class Initiative(UserEdited, Base):
    """Something that is tried in order to improve care, from idea to what came of it."""

    __tablename__ = "initiative"

    title: Mapped[str]
    state: Mapped[str] = mapped_column(default="idea")  # an InitiativeState
    origin: Mapped[str] = mapped_column(default="")  # an Origin; empty: not said
    problem: Mapped[str] = mapped_column(default="")
    target_group: Mapped[str] = mapped_column(default="")
    work_change: Mapped[str] = mapped_column(default="")  # what changes in the work
    svf: Mapped[str] = mapped_column(default="")  # KVÅ prefixes, space-separated; empty: all
    area: Mapped[str] = mapped_column(default="")  # region code or rcc key; empty: the whole
    owner_role: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[dt.date | None] = mapped_column(default=None)
    ends_on: Mapped[dt.date | None] = mapped_column(default=None)
    funding: Mapped[str] = mapped_column(default="")
    funding_ends_on: Mapped[dt.date | None] = mapped_column(default=None)
    cost: Mapped[str] = mapped_column(default="")
    patient_entry: Mapped[str] = mapped_column(default="")  # a PatientEntry; empty: not recorded
    patient_reason: Mapped[str] = mapped_column(default="")
    patient_form: Mapped[str] = mapped_column(default="")  # how the participation is formalised
    patient_changed: Mapped[bool | None] = mapped_column(default=None)  # none: not recorded
    patient_change: Mapped[str] = mapped_column(default="")  # what it changed
    output_count: Mapped[int | None] = mapped_column(default=None)
    output: Mapped[str] = mapped_column(default="")  # what was counted
    evaluation_kind: Mapped[str] = mapped_column(default="")  # formative, summative
    evaluation_by: Mapped[str] = mapped_column(default="")  # internal, external
    evaluation_plan: Mapped[str] = mapped_column(default="")
    evaluated_on: Mapped[dt.date | None] = mapped_column(default=None)
    evaluation: Mapped[str] = mapped_column(default="")  # what it found, and where it is written
    conclusion: Mapped[str] = mapped_column(default="")  # a Conclusion; empty: none yet
    conclusion_reason: Mapped[str] = mapped_column(default="")
    is_worth_spreading: Mapped[bool] = mapped_column(default=False)
    durability_on: Mapped[dt.date | None] = mapped_column(default=None)  # looked at again
    durability: Mapped[str] = mapped_column(default="")
    came_from: Mapped[str] = mapped_column(default="")  # the RCC whose result card this was
    created_on: Mapped[dt.date]
    touched_on: Mapped[dt.date | None] = mapped_column(default=None)


class InitiativeOutcome(UserEdited, Base):
    """A measure an initiative is meant to move: before, after and a comparison, frozen.

    Figures are kept as they were published: JSON with numerator, denominator, value and words.
    """

    __tablename__ = "initiative_outcome"

    initiative_uuid: Mapped[str] = mapped_column(ForeignKey("initiative.uuid"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    measure: Mapped[str]  # goal or indicator key
    selection: Mapped[str] = mapped_column(default="")  # "svf=VG9|region=13"
    before_period: Mapped[str] = mapped_column(default="")
    before: Mapped[str] = mapped_column(default="")  # JSON; empty: not measured
    after_period: Mapped[str] = mapped_column(default="")
    after: Mapped[str] = mapped_column(default="")
    compared_with: Mapped[str] = mapped_column(default="")  # selection of the comparison
    compared_before: Mapped[str] = mapped_column(default="")
    compared_after: Mapped[str] = mapped_column(default="")
    durable_period: Mapped[str] = mapped_column(default="")
    durable: Mapped[str] = mapped_column(default="")  # the same measure twelve months on
    note: Mapped[str] = mapped_column(default="")


class InitiativeUnit(UserEdited, Base):
    """What a care unit has answered about an initiative (förankring)."""

    __tablename__ = "initiative_unit"
    __table_args__ = (
        Index(
            "uq_initiative_unit_initiative_uuid",
            "initiative_uuid",
            "region",
            "unit",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
        ),
    )

    initiative_uuid: Mapped[str] = mapped_column(ForeignKey("initiative.uuid"))
    region: Mapped[str]  # code
    unit: Mapped[str] = mapped_column(default="")  # name of a unit or chief's area; empty: region
    answer: Mapped[str]  # an Answer
    reason: Mapped[str] = mapped_column(default="")
    day: Mapped[dt.date | None] = mapped_column(default=None)
