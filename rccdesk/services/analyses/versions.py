"""The versions of an analysis: its texts each time they were marked as done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import Topic
from rccdesk.errors import NotFoundError
from rccdesk.services.analyses.model import (
    TEXT_FIELDS,
    AnalysisKey,
    AnalysisText,
    AnalysisVersion,
)
from rccdesk.services.analyses.writing import find, row_of

if TYPE_CHECKING:
    from rccdesk.services.database import Database


def list_versions(database: Database, key: AnalysisKey) -> tuple[AnalysisVersion, ...]:
    """Return the versions of an analysis, the newest first."""
    with database.read() as session:
        analysis = find(session, key)
        if analysis is None:
            return ()
        found = session.scalars(
            select(models.AnalysisVersion)
            .where(
                models.AnalysisVersion.analysis_uuid == analysis.uuid,
                models.AnalysisVersion.deleted_at.is_(None),
            )
            .order_by(models.AnalysisVersion.number.desc())
        )
        return tuple(_version(row) for row in found)


def restore_version(database: Database, key: AnalysisKey, uuid: str) -> AnalysisText:
    """Put the texts of a version back, as a draft, and return them.

    What stood there is kept where it was a version; else one undo brings it back. Raises
    NotFoundError ``analysis_version_missing``.
    """
    with database.read() as session:
        version = session.get(models.AnalysisVersion, uuid)
        if version is None or version.deleted_at is not None:
            raise NotFoundError("analysis_version_missing")
        number, texts = version.number, {name: getattr(version, name) for name in TEXT_FIELDS}
    with database.write(
        Topic.ANALYSES,
        act="history.act.analysis_restored",
        values={"number": number, "period": key.period},
    ) as session:
        found = find(session, key)
        if found is None or found.uuid != version.analysis_uuid:
            raise NotFoundError("analysis_version_missing")
        for name, words in texts.items():
            setattr(found, name, words)
        found.is_done = False
        session.flush()
        return row_of(found)


def _version(row: models.AnalysisVersion) -> AnalysisVersion:
    return AnalysisVersion(
        uuid=row.uuid,
        number=row.number,
        saved_on=row.saved_on,
        author=row.author,
        finding=row.finding,
        explanation=row.explanation,
        actions=row.actions,
    )
