"""The store itself: one row that never enters the history."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from rccdesk.models.base import Base


class Store(Base):
    """What this file is. ``secret`` keys the hashes of pathway ids and never leaves the file."""

    __tablename__ = "store"

    id: Mapped[int] = mapped_column(primary_key=True)  # always 1
    made_at: Mapped[dt.datetime]  # UTC
    secret: Mapped[bytes] = mapped_column(LargeBinary)  # 32 random bytes
    is_example: Mapped[bool] = mapped_column(default=False)
