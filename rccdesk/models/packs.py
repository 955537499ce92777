"""Packs: reports that store their own numbers."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column

from rccdesk.models.base import Base, UserEdited


class Pack(UserEdited, Base):
    """A pack as made; ``content`` is the whole Pack as JSON and is never recomputed."""

    __tablename__ = "pack"

    pack_id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    title: Mapped[str]
    state: Mapped[str]  # draft, issued
    made_at: Mapped[dt.datetime]
    snapshot_ids: Mapped[str] = mapped_column(default="[]")  # JSON
    selection: Mapped[str] = mapped_column(default="{}")  # JSON
    program_version: Mapped[str] = mapped_column(default="")
    content: Mapped[str] = mapped_column(default="{}")
    files: Mapped[str] = mapped_column(default="[]")  # JSON: format, path, sha256
