"""The RCCs, their regions and care units, the words each RCC uses, and the store's settings."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from rccdesk.models.base import Base, UserEdited


class Rcc(UserEdited, Base):
    """A regional cancer centre and its sjukvårdsregion."""

    __tablename__ = "rcc"

    key: Mapped[str] = mapped_column(unique=True)  # also the code health_care_region
    name: Mapped[str]
    health_care_region: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[dt.date | None] = mapped_column(default=None)
    valid_to: Mapped[dt.date | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(default=0)


class Region(UserEdited, Base):
    """A region (län); ``code`` is SCB:s länskod with two digits, X1 ... in example data."""

    __tablename__ = "region"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]  # short, as in charts: "Kalmar län"
    full_name: Mapped[str]  # as in tables: "Region Kalmar län"
    source: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[dt.date | None] = mapped_column(default=None)
    valid_to: Mapped[dt.date | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(default=0)


class RccRegion(UserEdited, Base):
    """A region, or a named part of one (Halland), within an RCC."""

    __tablename__ = "rcc_region"

    rcc_uuid: Mapped[str] = mapped_column(ForeignKey("rcc.uuid"))
    region_uuid: Mapped[str] = mapped_column(ForeignKey("region.uuid"))
    part: Mapped[str] = mapped_column(default="")  # empty: the whole region
    municipalities: Mapped[str] = mapped_column(default="")  # of the part, comma-separated
    source: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[dt.date | None] = mapped_column(default=None)
    valid_to: Mapped[dt.date | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(default=0)


class CareUnit(UserEdited, Base):
    """A care unit (hospital, clinic). Imports never make any."""

    __tablename__ = "care_unit"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    region_uuid: Mapped[str | None] = mapped_column(ForeignKey("region.uuid"), default=None)
    municipality: Mapped[str] = mapped_column(default="")
    rcc_uuid: Mapped[str | None] = mapped_column(ForeignKey("rcc.uuid"), default=None)


class Term(UserEdited, Base):
    """A word of an RCC with its inflected forms; ``key`` as in process_leader."""

    __tablename__ = "term"

    rcc_uuid: Mapped[str] = mapped_column(ForeignKey("rcc.uuid"))
    key: Mapped[str]
    singular: Mapped[str]
    definite: Mapped[str] = mapped_column(default="")
    plural: Mapped[str] = mapped_column(default="")
    plural_definite: Mapped[str] = mapped_column(default="")
    genitive: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[dt.date | None] = mapped_column(default=None)
    valid_to: Mapped[dt.date | None] = mapped_column(default=None)


class StoreSetting(UserEdited, Base):
    """A setting that belongs to the RCC, as JSON text: limits for small numbers, the profile."""

    __tablename__ = "store_setting"

    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[str]
