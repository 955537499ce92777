"""Guidelines and their versions: a new version opens beside the old answers (R-P18)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from rccdesk import models
from rccdesk.enums import Topic
from rccdesk.errors import RccdeskError
from rccdesk.services.guidelines.model import GuidelineRow, VersionRow
from rccdesk.services.guidelines.rows import (
    find_guideline,
    find_version,
    guideline_row,
    now,
    version_row,
)
from rccdesk.services.swedish_order import sort_key
from rccdesk.services.typed_texts import refuse_persons

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database


def list_guidelines(database: Database) -> tuple[GuidelineRow, ...]:
    """Return the guidelines by title."""
    with database.read() as session:
        query = select(models.Guideline).where(models.Guideline.deleted_at.is_(None))
        rows = [guideline_row(found) for found in session.scalars(query)]
    return tuple(sorted(rows, key=lambda row: (sort_key(row.title), row.uuid)))


def get_guideline(database: Database, uuid: str) -> GuidelineRow:
    """Return a guideline; NotFoundError ``guideline_missing``."""
    with database.read() as session:
        return guideline_row(find_guideline(session, uuid))


def add_guideline(database: Database, row: GuidelineRow) -> GuidelineRow:
    """Store a new guideline; RccdeskError ``guideline_title_missing``, PersonalTextError."""
    row = _checked(row)
    with database.write(
        Topic.GUIDELINES, act="history.act.guideline_added", values={"title": row.title}
    ) as session:
        found = models.Guideline(title=row.title)
        _fill(found, row)
        session.add(found)
        session.flush()
        return guideline_row(found)


def update_guideline(database: Database, row: GuidelineRow) -> GuidelineRow:
    """Save a changed guideline; as `add_guideline`, NotFoundError ``guideline_missing``."""
    row = _checked(row)
    get_guideline(database, row.uuid)
    with database.write(
        Topic.GUIDELINES, act="history.act.guideline_updated", values={"title": row.title}
    ) as session:
        found = find_guideline(session, row.uuid)
        _fill(found, row)
        session.flush()
        return guideline_row(found)


def delete_guideline(database: Database, uuid: str) -> None:
    """Put a guideline in the Papperskorg, its versions and their answers with it.

    The log of knowledge support stays. NotFoundError ``guideline_missing``.
    """
    title = get_guideline(database, uuid).title
    with database.write(
        Topic.GUIDELINES, act="history.act.guideline_deleted", values={"title": title}
    ) as session:
        moment = now()
        find_guideline(session, uuid).deleted_at = moment
        for version in session.scalars(_living_versions(uuid)).all():
            _delete_version(session, version, moment)


def list_versions(database: Database, guideline_uuid: str) -> tuple[VersionRow, ...]:
    """Return the versions of a guideline, the newest first."""
    with database.read() as session:
        found = session.scalars(_living_versions(guideline_uuid))
        return tuple(version_row(each) for each in found)


def add_version(database: Database, row: VersionRow) -> VersionRow:
    """Open a new version as the newest: every unit is "not assessed" in it until it answers.

    The answers to the versions before stand as they are. Raises NotFoundError
    ``guideline_missing``, RccdeskError ``guideline_version_name_missing``,
    ``guideline_version_taken``, PersonalTextError.
    """
    row = _checked_version(row)
    title = get_guideline(database, row.guideline_uuid).title
    with database.read() as session:
        _refuse_taken(session, row)
    with database.write(
        Topic.GUIDELINES,
        act="history.act.guideline_version_added",
        values={"title": title, "version": row.version},
    ) as session:
        last = session.scalar(
            select(func.max(models.GuidelineVersion.position)).where(
                models.GuidelineVersion.guideline_uuid == row.guideline_uuid
            )
        )
        found = models.GuidelineVersion(guideline_uuid=row.guideline_uuid, version=row.version)
        _fill_version(found, row)
        found.position = 0 if last is None else last + 1
        session.add(found)
        session.flush()
        return version_row(found)


def update_version(database: Database, row: VersionRow) -> VersionRow:
    """Save a changed version, in its place; raises as `add_version`."""
    row = _checked_version(row)
    with database.read() as session:
        standing = version_row(find_version(session, row.uuid))
        row = replace(row, guideline_uuid=standing.guideline_uuid, position=standing.position)
        _refuse_taken(session, row)
    title = get_guideline(database, row.guideline_uuid).title
    with database.write(
        Topic.GUIDELINES,
        act="history.act.guideline_version_updated",
        values={"title": title, "version": row.version},
    ) as session:
        found = find_version(session, row.uuid)
        _fill_version(found, row)
        session.flush()
        return version_row(found)


def delete_version(database: Database, uuid: str) -> None:
    """Put a version in the Papperskorg with its answers.

    NotFoundError ``guideline_version_missing``.
    """
    with database.read() as session:
        row = version_row(find_version(session, uuid))
    title = get_guideline(database, row.guideline_uuid).title
    with database.write(
        Topic.GUIDELINES,
        act="history.act.guideline_version_deleted",
        values={"title": title, "version": row.version},
    ) as session:
        _delete_version(session, find_version(session, uuid), now())


def _living_versions(guideline_uuid: str) -> Select[models.GuidelineVersion]:
    return (
        select(models.GuidelineVersion)
        .where(
            models.GuidelineVersion.guideline_uuid == guideline_uuid,
            models.GuidelineVersion.deleted_at.is_(None),
        )
        .order_by(models.GuidelineVersion.position.desc(), models.GuidelineVersion.uuid.desc())
    )


def _delete_version(
    session: Session, version: models.GuidelineVersion, moment: dt.datetime
) -> None:
    version.deleted_at = moment
    for answer in session.scalars(
        select(models.GuidelineAdoption).where(
            models.GuidelineAdoption.version_uuid == version.uuid,
            models.GuidelineAdoption.deleted_at.is_(None),
        )
    ).all():
        answer.deleted_at = moment


def _checked(row: GuidelineRow) -> GuidelineRow:
    row = replace(
        row,
        title=" ".join(row.title.split()),
        source=row.source.strip(),
        note=row.note.strip(),
        svf=tuple(dict.fromkeys(row.svf)),
    )
    if not row.title:
        raise RccdeskError("guideline_title_missing")
    refuse_persons(row)
    return row


def _fill(found: models.Guideline, row: GuidelineRow) -> None:
    found.title, found.svf = row.title, " ".join(row.svf)
    found.source, found.note = row.source, row.note


def _checked_version(row: VersionRow) -> VersionRow:
    row = replace(
        row,
        version=" ".join(row.version.split()),
        changes=row.changes.strip(),
        regional_title=row.regional_title.strip(),
    )
    if not row.version:
        raise RccdeskError("guideline_version_name_missing")
    refuse_persons(row)
    return row


def _fill_version(found: models.GuidelineVersion, row: VersionRow) -> None:
    found.version, found.published_on, found.changes = row.version, row.published_on, row.changes
    found.regional_title, found.regional_on = row.regional_title, row.regional_on


def _refuse_taken(session: Session, row: VersionRow) -> None:
    for other in session.scalars(_living_versions(row.guideline_uuid)):
        if other.version.casefold() == row.version.casefold() and other.uuid != row.uuid:
            raise RccdeskError("guideline_version_taken", version=row.version)
