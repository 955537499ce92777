"""The two scales of an assessment: their levels are data, and may be renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Scale, Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.models import ScaleLevel
from rccdesk.services.framework.model import ScaleLevelRow
from rccdesk.services.remembering import remembered
from rccdesk.services.typed_texts import refuse_persons
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.database import Database


@remembered
def list_scale(database: Database, scale: Scale) -> tuple[ScaleLevelRow, ...]:
    """Return the levels of a scale, the lowest first."""
    query = select(ScaleLevel).where(ScaleLevel.scale == scale, ScaleLevel.deleted_at.is_(None))
    with database.read() as session:
        found = session.scalars(query.order_by(ScaleLevel.level))
        return tuple(ScaleLevelRow(scale, each.level, each.name) for each in found)


def rename_level(database: Database, scale: Scale, level: int, name: str) -> ScaleLevelRow:
    """Give a level of a scale another name; its place stays.

    Raises NotFoundError ``scale_level_missing``; RccdeskError ``scale_level_name_missing``,
    ``scale_level_name_taken``; PersonalTextError.
    """
    name = " ".join(name.split())
    if not name:
        raise RccdeskError("scale_level_name_missing")
    refuse_persons(name)
    levels = list_scale(database, scale)
    if any(row.name.lower() == name.lower() and row.level != level for row in levels):
        raise RccdeskError("scale_level_name_taken", name=name)
    with database.write(
        Topic.FRAMEWORK, act="history.act.scale_level_renamed", values={"name": name}
    ) as session:
        found = session.scalar(
            select(ScaleLevel).where(
                ScaleLevel.scale == scale,
                ScaleLevel.level == level,
                ScaleLevel.deleted_at.is_(None),
            )
        )
        if found is None:
            raise NotFoundError("scale_level_missing")
        found.name = name
    return ScaleLevelRow(scale, level, name)


def level_words(levels: Sequence[ScaleLevelRow], level: int | None) -> str:
    """Return the word of a level; "Inte bedömt" for none."""
    if level is None:
        return text("framework.not_assessed")
    return next((row.name for row in levels if row.level == level), str(level))
