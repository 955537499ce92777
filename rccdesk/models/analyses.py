"""What the users write about the figures."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from rccdesk.models.base import Base, UserEdited


class Analysis(UserEdited, Base):
    """The texts of one process, area and period: what the figures show, what to do."""

    __tablename__ = "analysis"
    __table_args__ = (
        Index(  # one in the Papperskorg does not stand in the way of a new one
            "uq_analysis_svf",
            "svf",
            "area",
            "period",
            "topic",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
        ),
    )

    svf: Mapped[str]  # KVÅ prefixes, space-separated; empty: all
    area: Mapped[str]  # region code or rcc key; empty: the whole
    period: Mapped[str]  # spelling of the contract
    # An indicator's key; "" = lead time and inclusion.
    topic: Mapped[str] = mapped_column(default="", server_default=text("''"))
    finding: Mapped[str] = mapped_column(default="")
    explanation: Mapped[str] = mapped_column(default="")
    actions: Mapped[str] = mapped_column(default="")
    is_done: Mapped[bool] = mapped_column(default=False)
    author: Mapped[str] = mapped_column(default="", server_default=text("''"))


class AnalysisFigure(UserEdited, Base):
    """A figure that an analysis speaks of, frozen as it was when it was added."""

    __tablename__ = "analysis_figure"

    analysis_uuid: Mapped[str] = mapped_column(ForeignKey("analysis.uuid"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    value_key: Mapped[str]
    title: Mapped[str]
    content: Mapped[str]  # JSON: the figure with its words
    extract_date: Mapped[dt.date | None] = mapped_column(default=None)
    frozen_on: Mapped[dt.date]


class AnalysisVersion(UserEdited, Base):
    """The texts of an analysis as they were when it was marked as done."""

    __tablename__ = "analysis_version"

    analysis_uuid: Mapped[str] = mapped_column(ForeignKey("analysis.uuid"), index=True)
    number: Mapped[int]
    saved_on: Mapped[dt.date]
    author: Mapped[str] = mapped_column(default="")
    finding: Mapped[str] = mapped_column(default="")
    explanation: Mapped[str] = mapped_column(default="")
    actions: Mapped[str] = mapped_column(default="")


class ImprovementArea(UserEdited, Base):
    """Something to improve, with the figure that made somebody see it."""

    __tablename__ = "improvement_area"

    title: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="open")  # an ImprovementState
    svf: Mapped[str] = mapped_column(default="")  # KVÅ prefixes, space-separated; empty: all
    area: Mapped[str] = mapped_column(default="")  # region code or rcc key; empty: the whole
    measure: Mapped[str]  # goal or indicator key
    value_key: Mapped[str]
    period: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    figure: Mapped[str] = mapped_column(default="")  # the figure in words, as it was then
    extract_date: Mapped[dt.date | None] = mapped_column(default=None)
    analysis_uuid: Mapped[str | None] = mapped_column(ForeignKey("analysis.uuid"), default=None)
    author: Mapped[str] = mapped_column(default="")
    created_on: Mapped[dt.date]
    # When its obstacle was asked for, answered or not: it is never asked twice.
    obstacle_asked_on: Mapped[dt.date | None] = mapped_column(default=None)


class ChartEvent(UserEdited, Base):
    """What the user has marked in the series of a measure: a new baseline, a break, an event."""

    __tablename__ = "chart_event"

    measure: Mapped[str]  # goal or indicator key
    selection: Mapped[str] = mapped_column(default="")  # "svf=VG9|region=13"; empty: every series
    kind: Mapped[str]  # a ChartEventKind
    day: Mapped[dt.date]  # first day of what is new
    until: Mapped[dt.date | None] = mapped_column(default=None)  # last day of a frozen baseline
    label: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
