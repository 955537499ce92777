"""What the users write about the figures of a process, an area and a period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Topic
from rccdesk.errors import NotFoundError
from rccdesk.models import Analysis
from rccdesk.services.typed_texts import refuse_persons

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

TEXT_FIELDS = ("finding", "explanation", "actions")


@dataclass(frozen=True, slots=True)
class AnalysisText:
    """The texts of one process (KVÅ prefixes), area (code, "" = the whole) and period.

    ``finding``: what the figures show; ``explanation``: what may lie behind; ``actions``: what
    is to be done. ``is_done`` is the user's own mark.
    """

    svf: tuple[str, ...]
    area: str
    period: str
    finding: str = ""
    explanation: str = ""
    actions: str = ""
    is_done: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing has been written."""
        return not (self.finding or self.explanation or self.actions)


def get_analysis(database: Database, svf: tuple[str, ...], area: str, period: str) -> AnalysisText:
    """Return the texts; empty ones where nothing has been written."""
    with database.read() as session:
        found = _find(session, svf, area, period)
        return _row(found) if found is not None else AnalysisText(svf, area, period)


def list_analyses(database: Database, period: str | None = None) -> tuple[AnalysisText, ...]:
    """Return all written texts, of one period or of all, by period, process and area."""
    query = select(Analysis).where(Analysis.deleted_at.is_(None))
    if period is not None:
        query = query.where(Analysis.period == period)
    with database.read() as session:
        rows = [_row(found) for found in session.scalars(query)]
    return tuple(
        sorted((r for r in rows if not r.is_empty), key=lambda r: (r.period, r.svf, r.area))
    )


def update_analysis(database: Database, written: AnalysisText) -> AnalysisText:
    """Save the texts and return them; typing in one field is one undo step.

    Raises PersonalTextError where a text holds something like a personnummer.
    """
    refuse_persons(*(getattr(written, name) for name in TEXT_FIELDS))
    with database.write(
        Topic.ANALYSES, act="history.act.analysis_updated", values={"period": written.period}
    ) as session:
        found = _find(session, written.svf, written.area, written.period)
        if found is None:
            found = Analysis(svf=" ".join(written.svf), area=written.area, period=written.period)
            session.add(found)
        for name in (*TEXT_FIELDS, "is_done"):
            setattr(found, name, getattr(written, name))
        session.flush()
        return _row(found)


def delete_analysis(database: Database, svf: tuple[str, ...], area: str, period: str) -> None:
    """Put the texts in the Papperskorg; NotFoundError ``analysis_missing`` if there are none."""
    with database.write(
        Topic.ANALYSES, act="history.act.analysis_deleted", values={"period": period}
    ) as session:
        found = _find(session, svf, area, period)
        if found is None:
            raise NotFoundError("analysis_missing")
        found.deleted_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)


def _find(session: Session, svf: tuple[str, ...], area: str, period: str) -> Analysis | None:
    return session.scalar(
        select(Analysis).where(
            Analysis.svf == " ".join(svf),
            Analysis.area == area,
            Analysis.period == period,
            Analysis.deleted_at.is_(None),
        )
    )


def _row(found: Analysis) -> AnalysisText:
    return AnalysisText(
        tuple(found.svf.split()),
        found.area,
        found.period,
        found.finding,
        found.explanation,
        found.actions,
        found.is_done,
    )
