"""Imports: batches that can be undone, and what is remembered and doubted from them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from rccdesk.models.base import Base, UserEdited

_LIVING = text("deleted_at IS NULL")  # one in the Papperskorg does not stand in the way


class ImportBatch(Base):
    """One imported file (one sheet of it), or values typed in by hand.

    It says where they came from, what they cover and what has become of them.
    """

    __tablename__ = "import_batch"

    batch_id: Mapped[int] = mapped_column(primary_key=True)
    imported_at: Mapped[dt.datetime]
    profile: Mapped[str]
    dataset: Mapped[str]  # "events", "expected", "limits", or "indicator:<key>"
    indicator: Mapped[str | None] = mapped_column(default=None)
    file_name: Mapped[str]
    file_sha256: Mapped[str]
    sheet: Mapped[str]
    header_row: Mapped[int]
    mapping: Mapped[str] = mapped_column(default="{}")  # JSON: how it was read
    extract_date: Mapped[dt.date]
    is_extract_date_assumed: Mapped[bool] = mapped_column(default=False)
    first_day: Mapped[dt.date | None] = mapped_column(default=None)  # coverage
    last_day: Mapped[dt.date | None] = mapped_column(default=None)
    covered_places: Mapped[str] = mapped_column(default="[]")  # JSON: regions (units) covered
    rows_read: Mapped[int] = mapped_column(default=0)
    rows_imported: Mapped[int] = mapped_column(default=0)  # new + changed
    rows_changed: Mapped[int] = mapped_column(default=0)
    rows_unchanged: Mapped[int] = mapped_column(default=0)
    rows_skipped: Mapped[int] = mapped_column(default=0)
    rows_missing: Mapped[int] = mapped_column(default=0)
    problems: Mapped[str] = mapped_column(default="[]")  # JSON: no cell values
    state: Mapped[str]  # BatchState
    made_indicator: Mapped[bool] = mapped_column(default=False)
    purge_on: Mapped[dt.date | None] = mapped_column(default=None)
    kind: Mapped[str] = mapped_column(default="file", server_default="file")  # BatchKind
    profile_key: Mapped[str | None] = mapped_column(default=None)  # of the saved profile used
    profile_version: Mapped[int | None] = mapped_column(default=None)
    source: Mapped[str | None] = mapped_column(default=None)  # of typed values


class ImportProfile(UserEdited, Base):
    """How files of one kind are read, saved under a name.

    ``version`` counts the changes of how it reads; a batch says by which one it was read.
    """

    __tablename__ = "import_profile"
    __table_args__ = (Index("uq_import_profile_key", "key", unique=True, sqlite_where=_LIVING),)

    key: Mapped[str]
    name: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    layout: Mapped[str]  # Profile
    settings: Mapped[str] = mapped_column(default="{}")  # JSON: columns by field, sheet, choices
    header_signature: Mapped[str] = mapped_column(default="[]")  # JSON: headers it was made from
    keeps_case_level: Mapped[bool | None] = mapped_column(default=None)  # None: not asked yet
    purge_months: Mapped[int] = mapped_column(default=24)
    note: Mapped[str] = mapped_column(default="")


class ValueAlias(UserEdited, Base):
    """What a word that files write stands for."""

    __tablename__ = "value_alias"
    __table_args__ = (
        Index(
            "uq_value_alias_field",
            "field",
            "written",
            "profile_key",
            unique=True,
            sqlite_where=_LIVING,
        ),
    )

    field: Mapped[str]  # unit, region, svf, sex …
    written: Mapped[str]  # folded
    code: Mapped[str]
    profile_key: Mapped[str] = mapped_column(default="")  # empty: whatever the profile


class DataDoubt(Base):
    """Something about one value that a rule found odd when a batch was imported.

    Rows of the batch like its figures: they come and go with it.
    """

    __tablename__ = "data_doubt"
    __table_args__ = (Index("ix_data_doubt_value_key", "value_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.batch_id"), index=True)
    value_key: Mapped[str]
    rule: Mapped[str]
    sheet: Mapped[str] = mapped_column(default="")
    cell: Mapped[str] = mapped_column(default="")
    values: Mapped[str] = mapped_column(default="{}")  # JSON: no values of single cases


class DoubtDecision(UserEdited, Base):
    """What a person has said of a doubt; holds for later batches while the values are the same."""

    __tablename__ = "doubt_decision"
    __table_args__ = (
        Index(
            "uq_doubt_decision_value_key",
            "value_key",
            "rule",
            unique=True,
            sqlite_where=_LIVING,
        ),
    )

    value_key: Mapped[str]
    rule: Mapped[str]
    values: Mapped[str] = mapped_column(default="{}")  # JSON: as they were when it was decided
    state: Mapped[str]  # DoubtState
    note: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[dt.datetime | None] = mapped_column(default=None)  # UTC
    decided_by: Mapped[str] = mapped_column(default="")
