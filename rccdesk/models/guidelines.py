"""Guidelines from the national version to each unit, and the log of knowledge support."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from rccdesk.models.base import Base, UserEdited


class Guideline(UserEdited, Base):
    """A national guideline (vårdprogram) that the units are to take up."""

    __tablename__ = "guideline"

    title: Mapped[str]
    svf: Mapped[str] = mapped_column(default="")  # KVÅ prefixes, space-separated
    source: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class GuidelineVersion(UserEdited, Base):
    """A version of a guideline, with the regional guideline made of it."""

    __tablename__ = "guideline_version"

    guideline_uuid: Mapped[str] = mapped_column(ForeignKey("guideline.uuid"), index=True)
    version: Mapped[str]
    published_on: Mapped[dt.date | None] = mapped_column(default=None)
    changes: Mapped[str] = mapped_column(default="")
    regional_title: Mapped[str] = mapped_column(default="")
    regional_on: Mapped[dt.date | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(default=0)  # the highest is the newest


class GuidelineAdoption(UserEdited, Base):
    """What a unit has made of a version of a guideline."""

    __tablename__ = "guideline_adoption"
    __table_args__ = (
        Index(
            "uq_guideline_adoption_version_uuid",
            "version_uuid",
            "region",
            "unit",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
        ),
    )

    version_uuid: Mapped[str] = mapped_column(ForeignKey("guideline_version.uuid"))
    region: Mapped[str]  # code
    unit: Mapped[str] = mapped_column(default="")  # name; empty: the region as a whole
    state: Mapped[str]  # an Adoption
    cause_uuid: Mapped[str | None] = mapped_column(ForeignKey("cause_class.uuid"), default=None)
    reason: Mapped[str] = mapped_column(default="")
    day: Mapped[dt.date | None] = mapped_column(default=None)
    is_carried: Mapped[bool] = mapped_column(default=False)  # from the version before


class KnowledgeSupport(UserEdited, Base):
    """A support for knowledge that was given: what, to whom, when."""

    __tablename__ = "knowledge_support"

    day: Mapped[dt.date]
    kind: Mapped[str] = mapped_column(default="")  # a SupportKind
    text: Mapped[str]
    audience: Mapped[str] = mapped_column(default="")  # groups or units, never persons
    svf: Mapped[str] = mapped_column(default="")
    guideline_uuid: Mapped[str | None] = mapped_column(ForeignKey("guideline.uuid"), default=None)
