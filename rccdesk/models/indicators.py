"""Indicators, their levels, and imported aggregated figures."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from rccdesk.models.base import Base, UserEdited


class Indicator(UserEdited, Base):
    """A measure; ``direction`` says which way is wanted, neutral when unknown."""

    __tablename__ = "indicator"

    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    population: Mapped[str] = mapped_column(default="")
    unit_of_measure: Mapped[str] = mapped_column(default="proportion")
    direction: Mapped[str] = mapped_column(default="neutral")
    source: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(
        default="", server_default=text("''")
    )  # an IndicatorKind; "" = not said
    about: Mapped[str] = mapped_column(default="", server_default=text("''"))
    interpretation: Mapped[str] = mapped_column(default="", server_default=text("''"))
    technical: Mapped[str] = mapped_column(default="", server_default=text("''"))
    family: Mapped[str] = mapped_column(
        default="", server_default=text("''")
    )  # indicators that look alike share it
    definition: Mapped[str] = mapped_column(
        default="", server_default=text("''")
    )  # which of the family's, as in "erbjuden"
    coverage: Mapped[float | None] = mapped_column(default=None)  # proportion 0-1
    coverage_source: Mapped[str] = mapped_column(default="", server_default=text("''"))


class IndicatorLevel(UserEdited, Base):
    """A level to reach; an indicator has none, one or two at a time."""

    __tablename__ = "indicator_level"

    indicator_uuid: Mapped[str] = mapped_column(ForeignKey("indicator.uuid"))
    value: Mapped[float]  # proportion 0-1 where the unit of measure is proportion
    name: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[dt.date | None] = mapped_column(default=None)
    valid_to: Mapped[dt.date | None] = mapped_column(default=None)
    is_own: Mapped[bool] = mapped_column(default=False)  # the user's own target
    svf: Mapped[str] = mapped_column(
        default="", server_default=text("''")
    )  # KVÅ prefix; "" = every SVF
    unit: Mapped[str] = mapped_column(
        default="", server_default=text("''")
    )  # code; "" = every unit
    source: Mapped[str] = mapped_column(default="")


class Measurement(Base):
    """One aggregated figure as imported; absent dimensions are empty texts."""

    __tablename__ = "measurement"
    __table_args__ = (Index("ix_measurement_indicator_batch", "indicator", "batch_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.batch_id"))
    indicator: Mapped[str]  # key
    period: Mapped[str]
    unit: Mapped[str]
    home_unit: Mapped[str] = mapped_column(default="")
    group: Mapped[str] = mapped_column(default="")
    sex: Mapped[str] = mapped_column(default="")
    age_group: Mapped[str] = mapped_column(default="")
    numerator: Mapped[float | None] = mapped_column(default=None)
    denominator: Mapped[float | None] = mapped_column(default=None)
    value: Mapped[float | None] = mapped_column(default=None)
    masked: Mapped[str | None] = mapped_column(default=None)  # the source's code
    is_total: Mapped[bool] = mapped_column(default=False)
    sheet: Mapped[str]
    row: Mapped[int]  # row of the sheet, from 1
    column: Mapped[str]  # letter of the cell that holds the figure
