"""Append-only history of user edits, hash-chained, and the versions that caches go by.

``hash`` covers the texts of a row only through its ``digest`` (`rccdesk.services.database.chain`).
Where a name has been erased or corrected, text and ``salt`` are new, ``digest`` is as it was, and
a later entry accounts for it.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from rccdesk.models.base import Base


class HistoryEntry(Base):
    """One transaction = one undo step. ``act`` is a text key, ``values`` its JSON values."""

    __tablename__ = "history_entry"

    entry_id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]
    who: Mapped[str] = mapped_column(default="")
    session: Mapped[str] = mapped_column(default="")  # run of the program
    act: Mapped[str]
    values: Mapped[str] = mapped_column(default="{}")
    topics: Mapped[str] = mapped_column(default="")  # space-separated
    undoes: Mapped[int | None] = mapped_column(default=None)  # entry_id
    redoes: Mapped[int | None] = mapped_column(default=None)
    step: Mapped[int | None] = mapped_column(default=None)  # first entry of the same undo step
    batch_ids: Mapped[str] = mapped_column(default="")  # space-separated: the imports it made
    previous_hash: Mapped[str]
    hash: Mapped[str]
    salt: Mapped[str | None]
    digest: Mapped[str]  # of salt, who, values as first written


class HistoryChange(Base):
    """One field of one row, old and new as JSON. Never holds case-level values.

    SQL NULL in ``old`` means that the row did not exist before, in ``new`` that it is gone.
    """

    __tablename__ = "history_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("history_entry.entry_id"), index=True)
    table_name: Mapped[str]
    row_uuid: Mapped[str] = mapped_column(index=True)
    field: Mapped[str]
    old: Mapped[str | None] = mapped_column(default=None)
    new: Mapped[str | None] = mapped_column(default=None)
    salt: Mapped[str | None]
    digest: Mapped[str]  # of salt and the five above as first written


class DataVersion(Base):
    """A counter per topic, raised by every write; the only cache key."""

    __tablename__ = "data_version"

    topic: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=0)
