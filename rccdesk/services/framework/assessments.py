"""Assessments: what a body says of an item on a day. The program never proposes one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Scale, Thing, Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.models import Assessment, FrameworkItem, ScaleLevel
from rccdesk.services.framework.items import find_item, list_items
from rccdesk.services.framework.model import AssessmentRow
from rccdesk.services.organisation import list_rccs, list_regions
from rccdesk.services.period_locks import refuse_locked
from rccdesk.services.remembering import remembered
from rccdesk.services.typed_texts import refuse_persons

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_FIELDS = (
    *("item_uuid", "body", "day", "area", "progress", "challenge", "plan_progress"),
    *("reason", "owner_role", "next_review"),
)
_LEVELS = (
    ("progress", Scale.PROGRESS),
    ("challenge", Scale.CHALLENGE),
    ("plan_progress", Scale.PROGRESS),
)


@remembered
def list_assessments(
    database: Database,
    *,
    item_uuid: str | None = None,
    key: str | None = None,
    body: str | None = None,
    area: str | None = None,
) -> tuple[AssessmentRow, ...]:
    """Return the assessments of an item or of a framework (``key``), the newest first."""
    query = select(Assessment).where(Assessment.deleted_at.is_(None))
    if item_uuid is not None:
        query = query.where(Assessment.item_uuid == item_uuid)
    if key is not None:
        uuids = [item.uuid for item in list_items(database, key)]
        query = query.where(Assessment.item_uuid.in_(uuids))
    if body is not None:
        query = query.where(Assessment.body == body)
    if area is not None:
        query = query.where(Assessment.area == area)
    with database.read() as session:
        found = session.scalars(query.order_by(Assessment.day.desc(), Assessment.uuid.desc()))
        return tuple(map(_row, found))


def add_assessment(database: Database, row: AssessmentRow) -> AssessmentRow:
    """Store a new assessment and return it.

    Raises NotFoundError ``framework_item_missing``, ``scale_level_missing``; RccdeskError
    ``assessment_body_missing``, ``date_in_future``, ``assessment_review_early``,
    ``assessment_plan_not_asked``, ``assessment_exists``, ``area_unknown``; PeriodLockedError;
    PersonalTextError.
    """
    row = _checked(database, row)
    name = _item_name(database, row.item_uuid)
    with database.write(
        Topic.FRAMEWORK, act="history.act.assessment_added", values={"name": name}
    ) as session:
        item = find_item(session, row.item_uuid)
        row = _fitted(session, row, item)
        found = Assessment(author=database.who)
        _fill(found, row)
        session.add(found)
        session.flush()
        return _row(found)


def update_assessment(database: Database, row: AssessmentRow) -> AssessmentRow:
    """Save an assessment; NotFoundError ``assessment_missing`` and as `add_assessment`."""
    row = _checked(database, row)
    with database.read() as session:
        row = replace(row, item_uuid=_find(session, row.uuid).item_uuid)
    values = {"name": _item_name(database, row.item_uuid), "date": row.day.isoformat()}
    with database.write(
        Topic.FRAMEWORK, act="history.act.assessment_updated", values=values
    ) as session:
        found = _find(session, row.uuid)
        item = find_item(session, found.item_uuid)
        refuse_locked(session, Thing.FRAMEWORK, item.framework_uuid, day=found.day)
        row = _fitted(session, row, item)
        _fill(found, row)
        found.author = database.who
        session.flush()
        return _row(found)


def delete_assessment(database: Database, uuid: str) -> None:
    """Put an assessment in the Papperskorg.

    Raises NotFoundError ``assessment_missing``, PeriodLockedError.
    """
    with database.read() as session:
        row = _row(_find(session, uuid))
    values = {"name": _item_name(database, row.item_uuid), "date": row.day.isoformat()}
    with database.write(
        Topic.FRAMEWORK, act="history.act.assessment_deleted", values=values
    ) as session:
        found = _find(session, uuid)
        item = session.get_one(FrameworkItem, found.item_uuid)
        refuse_locked(session, Thing.FRAMEWORK, item.framework_uuid, day=found.day)
        found.deleted_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)


@remembered
def list_bodies(database: Database) -> tuple[str, ...]:
    """Return the bodies that have assessed, the latest first."""
    return tuple(dict.fromkeys(row.body for row in list_assessments(database)))


def _checked(database: Database, row: AssessmentRow) -> AssessmentRow:
    body = " ".join(row.body.split())
    known = {each.casefold(): each for each in list_bodies(database)}
    row = replace(
        row,
        body=known.get(body.casefold(), body),
        reason=row.reason.strip(),
        owner_role=" ".join(row.owner_role.split()),
    )
    if not row.body:
        raise RccdeskError("assessment_body_missing")
    if row.day > dt.datetime.now().astimezone().date():
        raise RccdeskError("date_in_future", date=row.day.isoformat())
    if row.next_review is not None and row.next_review <= row.day:
        raise RccdeskError("assessment_review_early")
    codes = {region.code for region in list_regions(database)}
    if row.area and row.area not in codes | {rcc.key for rcc in list_rccs(database)}:
        raise RccdeskError("area_unknown")
    refuse_persons(row.body, row.reason, row.owner_role)
    return row


def _fitted(session: Session, row: AssessmentRow, item: FrameworkItem) -> AssessmentRow:
    """Return the assessment as its item lets it be; raises as `add_assessment`."""
    refuse_locked(session, Thing.FRAMEWORK, item.framework_uuid, day=row.day)
    name = f"{item.code} {item.title}"
    if row.plan_progress is not None and not item.asks_for_plan:
        raise RccdeskError("assessment_plan_not_asked", name=name)
    for field, scale in _LEVELS:
        level = getattr(row, field)
        if level is not None and not session.scalar(
            select(ScaleLevel.uuid).where(
                ScaleLevel.scale == scale,
                ScaleLevel.level == level,
                ScaleLevel.deleted_at.is_(None),
            )
        ):
            raise NotFoundError("scale_level_missing")
    same = select(Assessment.uuid).where(
        Assessment.item_uuid == row.item_uuid,
        Assessment.body == row.body,
        Assessment.area == row.area,
        Assessment.day == row.day,
        Assessment.deleted_at.is_(None),
        Assessment.uuid != row.uuid,
    )
    if session.scalar(same):
        raise RccdeskError("assessment_exists", body=row.body, name=name, date=row.day.isoformat())
    return row


def _fill(found: Assessment, row: AssessmentRow) -> None:
    for name in _FIELDS:
        setattr(found, name, getattr(row, name))


def _item_name(database: Database, uuid: str) -> str:
    with database.read() as session:
        found = session.get(FrameworkItem, uuid)
        if found is None:
            raise NotFoundError("framework_item_missing")
        return f"{found.code} {found.title}"


def _find(session: Session, uuid: str) -> Assessment:
    found = session.get(Assessment, uuid)
    if found is None or found.deleted_at is not None:
        raise NotFoundError("assessment_missing")
    return found


def _row(found: Assessment) -> AssessmentRow:
    return AssessmentRow(
        **{name: getattr(found, name) for name in _FIELDS}, author=found.author, uuid=found.uuid
    )
