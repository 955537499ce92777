"""The SVF catalogue, dated lead-time limits, goal models, and imported case-level columns."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from rccdesk.models.base import Base, UserEdited


class Svf(UserEdited, Base):
    """A standardiserat vårdförlopp with its KVÅ prefix, as in VG9."""

    __tablename__ = "svf"

    kva_prefix: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    end_suffixes: Mapped[str]  # "50 52 54 58 59 60"
    in_inclusion: Mapped[bool] = mapped_column(default=True)
    in_treatment_goal: Mapped[bool] = mapped_column(default=True)
    note: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[dt.date | None] = mapped_column(default=None)
    valid_to: Mapped[dt.date | None] = mapped_column(default=None)


class KvaSuffix(UserEdited, Base):
    """What the two last digits of a KVÅ code of an SVF mean."""

    __tablename__ = "kva_suffix"

    suffix: Mapped[str] = mapped_column(unique=True)
    event: Mapped[str]
    kind: Mapped[str]
    treatment: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[dt.date | None] = mapped_column(default=None)
    valid_to: Mapped[dt.date | None] = mapped_column(default=None)


class LeadTimeLimit(UserEdited, Base):
    """A dated limit: SVF x treatment x variant x from/to event. ``days`` None = known unknown."""

    __tablename__ = "lead_time_limit"

    kva_prefix: Mapped[str]
    treatment: Mapped[str]  # a Treatment, "all", or a group that the KVÅ code does not give
    variant: Mapped[str] = mapped_column(default="")  # "", "bas", "utökad"
    from_event: Mapped[str] = mapped_column(default="well_founded_suspicion")
    to_event: Mapped[str] = mapped_column(default="treatment_start")
    suffixes: Mapped[str] = mapped_column(default="")
    days: Mapped[int | None] = mapped_column(default=None)
    decided_on: Mapped[dt.date | None] = mapped_column(default=None)
    valid_from: Mapped[dt.date | None] = mapped_column(default=None)
    valid_to: Mapped[dt.date | None] = mapped_column(default=None)
    is_confirmed: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.batch_id"), default=None)


class GoalModel(UserEdited, Base):
    """A goal: population, from and to event, limit rule, share, standing.

    ``svf_only`` leaves out those known not to be in SVF; ``is_reported`` False is for internal
    use only; ``is_own`` is a goal that the user has made.
    """

    __tablename__ = "goal_model"

    key: Mapped[str] = mapped_column(unique=True)
    short_name: Mapped[str]
    full_name: Mapped[str]
    status_line: Mapped[str] = mapped_column(default="")
    status: Mapped[str]  # in_force, proposed
    population: Mapped[str]
    from_event: Mapped[str] = mapped_column(default="")
    to_event: Mapped[str] = mapped_column(default="")
    fixed_days: Mapped[int | None] = mapped_column(default=None)  # None: the SVF's own limit
    target: Mapped[float]  # proportion 0-1
    svf_only: Mapped[bool] = mapped_column(default=False, server_default=text("0"))
    without_recurrence: Mapped[bool] = mapped_column(default=False, server_default=text("0"))
    attribution: Mapped[str] = mapped_column(
        default="performing", server_default="performing"
    )  # an Attribution
    is_reported: Mapped[bool] = mapped_column(default=True, server_default=text("1"))
    is_own: Mapped[bool] = mapped_column(default=False, server_default=text("0"))
    source: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[dt.date | None] = mapped_column(default=None)
    valid_to: Mapped[dt.date | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(default=0)


class ExpectedCase(Base):
    """Expected number of cases of an SVF in a region and a period; a row of an import."""

    __tablename__ = "expected_case"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.batch_id"), index=True)
    svf: Mapped[str]  # KVÅ prefix
    region: Mapped[str]  # code
    period: Mapped[str]
    expected: Mapped[float]
    sheet: Mapped[str]
    row: Mapped[int]  # row of the sheet, from 1


class EventBlob(Base):
    """The event columns of one batch, compressed; the format is that of services.pathways."""

    __tablename__ = "event_blob"

    batch_id: Mapped[int] = mapped_column(
        ForeignKey("import_batch.batch_id"), primary_key=True, autoincrement=False
    )
    name: Mapped[str] = mapped_column(primary_key=True)  # the column
    dtype: Mapped[str]  # numpy's spelling, or "texts" for a dictionary
    length: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class PathwayBlob(Base):
    """The pathways derived at one batch, as columns; newer batches win per pathway."""

    __tablename__ = "pathway_blob"

    batch_id: Mapped[int] = mapped_column(
        ForeignKey("import_batch.batch_id"), primary_key=True, autoincrement=False
    )
    name: Mapped[str] = mapped_column(primary_key=True)
    dtype: Mapped[str]
    length: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)
