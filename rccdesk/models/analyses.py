"""What the users write about the figures."""

from __future__ import annotations

from sqlalchemy import Index, text
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
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
        ),
    )

    svf: Mapped[str]  # KVÅ prefixes, space-separated; empty: all
    area: Mapped[str]  # region code or rcc key; empty: the whole
    period: Mapped[str]  # spelling of the contract
    finding: Mapped[str] = mapped_column(default="")
    explanation: Mapped[str] = mapped_column(default="")
    actions: Mapped[str] = mapped_column(default="")
    is_done: Mapped[bool] = mapped_column(default=False)
