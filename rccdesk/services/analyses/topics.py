"""What there is to write about in a period, and how far each text has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.services import indicators
from rccdesk.services.analyses.model import TopicRow, WritingState
from rccdesk.services.analyses.writing import row_of

if TYPE_CHECKING:
    from rccdesk.services.database import Database


def list_topics(
    database: Database, svf: tuple[str, ...], area: str, period: str
) -> tuple[TopicRow, ...]:
    """Return lead time and inclusion, then the indicators by title.

    An indicator belongs here that has figures and a target level, or that the user has chosen or
    written about for this process, area and period.
    """
    query = select(models.Analysis).where(
        models.Analysis.svf == " ".join(svf),
        models.Analysis.area == area,
        models.Analysis.period == period,
        models.Analysis.deleted_at.is_(None),
    )
    with database.read() as session:
        written = {found.topic: row_of(found) for found in session.scalars(query)}
    titles = {"": ""}
    titles |= {
        row.key: row.title
        for row in indicators.list_indicators(database)
        if row.key in written or (row.levels and row.figure_count)
    }
    titles |= {topic: topic for topic in written if topic not in titles}
    rows = []
    for topic, title in titles.items():
        row = written.get(topic)
        state = row.state if row else WritingState.NOT_STARTED
        rows.append(
            TopicRow(topic, title, state, row.author if row else "", row.uuid if row else "")
        )
    return tuple(rows)


def list_other_topics(
    database: Database, topics: tuple[TopicRow, ...]
) -> tuple[tuple[str, str], ...]:
    """Return key and title of the indicators that have figures and are not among ``topics``."""
    known = {row.topic for row in topics}
    return tuple(
        (row.key, row.title)
        for row in indicators.list_indicators(database)
        if row.figure_count and row.key not in known
    )
