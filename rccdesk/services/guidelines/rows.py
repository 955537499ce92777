"""Guidelines, versions, adoption and support as plain data, and the living rows by their keys."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rccdesk import models
from rccdesk.enums import Adoption, SupportKind
from rccdesk.errors import NotFoundError
from rccdesk.services.guidelines.model import (
    AdoptionRow,
    GuidelineRow,
    SupportRow,
    VersionRow,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session


def today() -> dt.date:
    """Return the day of the computer's clock."""
    return dt.datetime.now().astimezone().date()


def now() -> dt.datetime:
    """Return the time that a row is put in the Papperskorg."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def find_guideline(session: Session, uuid: str) -> models.Guideline:
    """Return a living guideline; NotFoundError ``guideline_missing``."""
    found = session.get(models.Guideline, uuid)
    if found is None or found.deleted_at is not None:
        raise NotFoundError("guideline_missing")
    return found


def find_version(session: Session, uuid: str) -> models.GuidelineVersion:
    """Return a living version; NotFoundError ``guideline_version_missing``."""
    found = session.get(models.GuidelineVersion, uuid)
    if found is None or found.deleted_at is not None:
        raise NotFoundError("guideline_version_missing")
    return found


def guideline_row(found: models.Guideline) -> GuidelineRow:
    """Return a guideline as plain data."""
    return GuidelineRow(
        title=found.title,
        svf=tuple(found.svf.split()),
        source=found.source,
        note=found.note,
        uuid=found.uuid,
    )


def version_row(found: models.GuidelineVersion) -> VersionRow:
    """Return a version as plain data."""
    return VersionRow(
        guideline_uuid=found.guideline_uuid,
        version=found.version,
        published_on=found.published_on,
        changes=found.changes,
        regional_title=found.regional_title,
        regional_on=found.regional_on,
        position=found.position,
        uuid=found.uuid,
    )


def adoption_row(found: models.GuidelineAdoption, causes: Mapping[str, str]) -> AdoptionRow:
    """Return an answer as plain data; ``causes`` are the keys of the cause classes by uuid."""
    return AdoptionRow(
        version_uuid=found.version_uuid,
        region=found.region,
        unit=found.unit,
        state=Adoption(found.state),
        cause=causes.get(found.cause_uuid or "", ""),
        reason=found.reason,
        day=found.day,
        is_carried=found.is_carried,
        uuid=found.uuid,
    )


def support_row(found: models.KnowledgeSupport) -> SupportRow:
    """Return a support as plain data."""
    return SupportRow(
        text=found.text,
        day=found.day,
        kind=SupportKind(found.kind) if found.kind else None,
        audience=found.audience,
        svf=tuple(found.svf.split()),
        guideline_uuid=found.guideline_uuid or "",
        uuid=found.uuid,
    )
