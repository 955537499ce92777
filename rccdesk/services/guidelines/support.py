"""The log of knowledge support: what was given, to which groups, when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services.guidelines.model import SupportRow
from rccdesk.services.guidelines.rows import find_guideline, now, support_row, today
from rccdesk.services.typed_texts import refuse_persons

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_LONGEST_NAME = 60


def list_support(database: Database, guideline_uuid: str | None = None) -> tuple[SupportRow, ...]:
    """Return the log, the newest first; of one guideline, or all."""
    query = select(models.KnowledgeSupport).where(models.KnowledgeSupport.deleted_at.is_(None))
    if guideline_uuid is not None:
        query = query.where(models.KnowledgeSupport.guideline_uuid == guideline_uuid)
    with database.read() as session:
        rows = [support_row(found) for found in session.scalars(query)]
    return tuple(sorted(rows, key=lambda row: (row.day, row.uuid), reverse=True))


def add_support(database: Database, row: SupportRow) -> SupportRow:
    """Store a support that was given.

    Raises RccdeskError ``support_text_missing``, ``date_in_the_future``, NotFoundError
    ``guideline_missing``, PersonalTextError.
    """
    row = _checked(database, row)
    with database.write(
        Topic.GUIDELINES, act="history.act.support_added", values={"text": _name(row.text)}
    ) as session:
        found = models.KnowledgeSupport(day=row.day, text=row.text)
        _fill(found, row)
        session.add(found)
        session.flush()
        return support_row(found)


def update_support(database: Database, row: SupportRow) -> SupportRow:
    """Save a changed support; as `add_support`, NotFoundError ``support_missing``.

    The guideline that it names already may lie in the Papperskorg.
    """
    with database.read() as session:
        standing = _find(session, row.uuid).guideline_uuid
    row = _checked(database, row, standing=standing)
    with database.write(
        Topic.GUIDELINES, act="history.act.support_updated", values={"text": _name(row.text)}
    ) as session:
        found = _find(session, row.uuid)
        _fill(found, row)
        session.flush()
        return support_row(found)


def delete_support(database: Database, uuid: str) -> None:
    """Put a support in the Papperskorg; NotFoundError ``support_missing``."""
    with database.read() as session:
        words = _find(session, uuid).text
    with database.write(
        Topic.GUIDELINES, act="history.act.support_deleted", values={"text": _name(words)}
    ) as session:
        _find(session, uuid).deleted_at = now()


def _checked(database: Database, row: SupportRow, *, standing: str | None = None) -> SupportRow:
    row = replace(
        row,
        text=row.text.strip(),
        audience=row.audience.strip(),
        svf=tuple(dict.fromkeys(row.svf)),
    )
    if not row.text:
        raise RccdeskError("support_text_missing")
    if row.day > today():
        raise RccdeskError("date_in_the_future", date=row.day.isoformat())
    refuse_persons(row)
    if row.guideline_uuid and row.guideline_uuid != standing:
        with database.read() as session:
            find_guideline(session, row.guideline_uuid)
    return row


def _fill(found: models.KnowledgeSupport, row: SupportRow) -> None:
    found.day, found.text, found.audience = row.day, row.text, row.audience
    found.kind = "" if row.kind is None else str(row.kind)
    found.svf = " ".join(row.svf)
    found.guideline_uuid = row.guideline_uuid or None


def _find(session: Session, uuid: str) -> models.KnowledgeSupport:
    found = session.get(models.KnowledgeSupport, uuid)
    if found is None or found.deleted_at is not None:
        raise NotFoundError("support_missing")
    return found


def _name(words: str) -> str:
    first = words.splitlines()[0]
    return first if len(first) <= _LONGEST_NAME else f"{first[:_LONGEST_NAME]}…"
