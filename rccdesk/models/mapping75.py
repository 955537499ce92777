"""The mapping of long waits: which diagnoses a region follows, and why patients waited."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from rccdesk.models.base import Base, UserEdited


class MappingChoice(UserEdited, Base):
    """A diagnosis that a region has chosen to follow from a day on."""

    __tablename__ = "mapping_choice"

    region: Mapped[str]  # code
    svf: Mapped[str]  # KVÅ prefix
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")


class CauseClass(UserEdited, Base):
    """A kind of cause of a long wait or an obstacle; the list is the user's own."""

    __tablename__ = "cause_class"

    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)


class MappingCause(UserEdited, Base):
    """How many of the long waits of a region, diagnosis and period have a cause."""

    __tablename__ = "mapping_cause"
    __table_args__ = (
        Index(
            "uq_mapping_cause_region",
            "region",
            "svf",
            "period",
            "cause_uuid",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
        ),
    )

    region: Mapped[str]  # code
    svf: Mapped[str]  # KVÅ prefix
    period: Mapped[str]  # spelling of the contract
    cause_uuid: Mapped[str] = mapped_column(ForeignKey("cause_class.uuid"))
    count: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
