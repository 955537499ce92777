"""What every table shares: naming of constraints, and the keys of everything users edit."""

from __future__ import annotations

import datetime as dt
import os
import time
import uuid

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Base of all models; SQLite batch migrations need named constraints."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def new_uuid() -> str:
    """Return a new UUIDv7 (RFC 9562): time-ordered, so that keys sort by creation."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10))
    value = (milliseconds & (1 << 48) - 1) << 80 | random
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))


class UserEdited:
    """Columns of every table that users edit.

    ``uuid`` names the row in history, links and later exchange between laptops; ``revision``
    counts its changes; ``owner`` is the installation that made it; ``deleted_at`` puts it in the
    Papperskorg.
    """

    uuid: Mapped[str] = mapped_column(primary_key=True, default=new_uuid)
    revision: Mapped[int] = mapped_column(default=1)
    owner: Mapped[str] = mapped_column(default="")
    deleted_at: Mapped[dt.datetime | None] = mapped_column(default=None)
