"""The texts about the figures of a process, an area and a period: kept, marked as done, deleted."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import Topic
from rccdesk.errors import NotFoundError
from rccdesk.periods import Period, parse_period
from rccdesk.services.analyses.model import TEXT_FIELDS, AnalysisKey, AnalysisText
from rccdesk.services.kept_period import kept_period
from rccdesk.services.typed_texts import refuse_persons

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database


def kept_key(database: Database, key: AnalysisKey) -> AnalysisKey:
    """Return the key that texts are kept under: that of the rolling year has its months."""
    return replace(key, period=kept_period(database, key.period, key.area))


def get_analysis(
    database: Database, svf: tuple[str, ...], area: str, period: str, topic: str = ""
) -> AnalysisText:
    """Return the texts; empty ones where nothing has been written.

    Those of the rolling year are kept, and returned, under its months as of `kept_key`.
    """
    key = kept_key(database, AnalysisKey(svf, area, period, topic))
    with database.read() as session:
        found = find(session, key)
        if found is not None:
            return row_of(found)
    return AnalysisText(svf, area, key.period, topic=topic)


def list_analyses(
    database: Database,
    period: str | None = None,
    *,
    svf: tuple[str, ...] | None = None,
    area: str | None = None,
) -> tuple[AnalysisText, ...]:
    """Return all written texts, of one period, process and area or of all, in that order."""
    query = select(models.Analysis).where(models.Analysis.deleted_at.is_(None))
    if period is not None:
        query = query.where(models.Analysis.period == period)
    if svf is not None:
        query = query.where(models.Analysis.svf == " ".join(svf))
    if area is not None:
        query = query.where(models.Analysis.area == area)
    with database.read() as session:
        rows = [row_of(found) for found in session.scalars(query)]
    return tuple(
        sorted(
            (r for r in rows if not r.is_empty), key=lambda r: (r.period, r.svf, r.area, r.topic)
        )
    )


def get_previous(database: Database, key: AnalysisKey) -> AnalysisText | None:
    """Return the newest texts about the same of an earlier period as long; None for none."""
    now = _period(key.period)
    earlier = [
        (then.last, row)
        for row in list_analyses(database, svf=key.svf, area=key.area)
        if row.topic == key.topic
        and now is not None
        and (then := _period(row.period)) is not None
        and then.months == now.months
        and then.last < now.last  # rolling years overlap
    ]
    return max(earlier, key=lambda each: each[0])[1] if earlier else None


def update_analysis(database: Database, written: AnalysisText) -> AnalysisText:
    """Save the texts and return them; typing in one field is one undo step.

    Texts that are done are kept as a version too, unless the newest version says the same.
    Raises PersonalTextError where a text holds something like a personnummer.
    """
    refuse_persons(*(getattr(written, name) for name in TEXT_FIELDS))
    key = kept_key(database, written.key)
    was_done = get_analysis(database, key.svf, key.area, key.period, key.topic).is_done
    act = "history.act.analysis_updated"
    if written.is_done and not was_done:
        act = "history.act.analysis_done"
    with database.write(Topic.ANALYSES, act=act, values={"period": key.period}) as session:
        found = find_or_make(session, key, database.who)
        for name in (*TEXT_FIELDS, "is_done"):
            setattr(found, name, getattr(written, name))
        if database.who:
            found.author = database.who
        session.flush()
        if found.is_done:
            _keep_version(session, found)
        return row_of(found)


def start_analysis(database: Database, key: AnalysisKey) -> AnalysisText:
    """Choose something to write about: its texts are kept, empty, and listed from now on."""
    key = kept_key(database, key)
    with database.write(
        Topic.ANALYSES, act="history.act.analysis_started", values={"period": key.period}
    ) as session:
        found = find_or_make(session, key, database.who)
        session.flush()
        return row_of(found)


def delete_analysis(
    database: Database, svf: tuple[str, ...], area: str, period: str, topic: str = ""
) -> None:
    """Put the texts in the Papperskorg, and their figures and versions with them.

    Raises NotFoundError ``analysis_missing`` if there are none.
    """
    key = kept_key(database, AnalysisKey(svf, area, period, topic))
    with database.write(
        Topic.ANALYSES, act="history.act.analysis_deleted", values={"period": key.period}
    ) as session:
        found = find(session, key)
        if found is None:
            raise NotFoundError("analysis_missing")
        now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        found.deleted_at = now
        figures = select(models.AnalysisFigure).where(
            models.AnalysisFigure.analysis_uuid == found.uuid,
            models.AnalysisFigure.deleted_at.is_(None),
        )
        versions = select(models.AnalysisVersion).where(
            models.AnalysisVersion.analysis_uuid == found.uuid,
            models.AnalysisVersion.deleted_at.is_(None),
        )
        for part in (*session.scalars(figures), *session.scalars(versions)):
            part.deleted_at = now


def find(session: Session, key: AnalysisKey) -> models.Analysis | None:
    """Return the stored row of an analysis; None for none."""
    return session.scalar(
        select(models.Analysis).where(
            models.Analysis.svf == " ".join(key.svf),
            models.Analysis.area == key.area,
            models.Analysis.period == key.period,
            models.Analysis.topic == key.topic,
            models.Analysis.deleted_at.is_(None),
        )
    )


def find_or_make(session: Session, key: AnalysisKey, author: str) -> models.Analysis:
    """Return the stored row of an analysis, a new one where there is none."""
    found = find(session, key)
    if found is None:
        found = models.Analysis(
            svf=" ".join(key.svf), area=key.area, period=key.period, topic=key.topic, author=author
        )
        session.add(found)
    return found


def row_of(found: models.Analysis) -> AnalysisText:
    """Return a stored row as plain data."""
    return AnalysisText(
        svf=tuple(found.svf.split()),
        area=found.area,
        period=found.period,
        finding=found.finding or "",
        explanation=found.explanation or "",
        actions=found.actions or "",
        is_done=bool(found.is_done),
        topic=found.topic,
        author=found.author,
        uuid=found.uuid,
    )


def _period(key: str) -> Period | None:
    """Return the period of a spelling; None for one that has no days of its own."""
    try:
        return parse_period(key)
    except ValueError:
        return None


def _keep_version(session: Session, found: models.Analysis) -> None:
    kept = session.scalars(
        select(models.AnalysisVersion)
        .where(models.AnalysisVersion.analysis_uuid == found.uuid)
        .order_by(models.AnalysisVersion.number)
    ).all()
    standing = [version for version in kept if version.deleted_at is None]
    if standing and all(
        getattr(standing[-1], name) == getattr(found, name) for name in TEXT_FIELDS
    ):
        return
    session.add(
        models.AnalysisVersion(
            analysis_uuid=found.uuid,
            number=max((version.number for version in kept), default=0) + 1,
            saved_on=dt.datetime.now().astimezone().date(),
            author=found.author,
            **{name: getattr(found, name) for name in TEXT_FIELDS},
        )
    )
