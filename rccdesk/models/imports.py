"""Import batches: each is a dated snapshot that can be undone."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column

from rccdesk.models.base import Base


class ImportBatch(Base):
    """One imported file (one sheet of it): where it came from, what it covers, its state."""

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
