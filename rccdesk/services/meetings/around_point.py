"""What stands around a point: the ways to go, and what regions and councils say ahead of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import Answer, GroupKind, PointKind, Topic
from rccdesk.errors import RccdeskError
from rccdesk.services.groups.stored import (
    add_row,
    change_row,
    check_days,
    check_region,
    find,
    last_position,
    now,
    read_row,
)
from rccdesk.services.meetings.model import AlternativeRow, PointRegionRow, PointRow
from rccdesk.services.meetings.stored import living
from rccdesk.services.plans.regions import own_regions
from rccdesk.services.plans.stored import cleaned
from rccdesk.services.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database


@remembered
def list_alternatives(database: Database, point_uuid: str) -> tuple[AlternativeRow, ...]:
    """Return the ways to go in a point, in order: A, B, C."""
    with database.read() as session:
        return tuple(
            read_row(AlternativeRow, found) for found in _alternatives(session, point_uuid)
        )


def add_alternative(database: Database, row: AlternativeRow) -> AlternativeRow:
    """Store a way to go, last; ``alternative_name_missing``, NotFoundError ``point_missing``."""
    row = _checked_alternative(row)
    with database.write(
        Topic.MEETINGS, act="history.act.alternative_added", values={"name": row.name}
    ) as session:
        find(session, models.AgendaPoint, row.point_uuid, "point_missing")
        model = models.PointAlternative
        position = last_position(session, model, model.point_uuid == row.point_uuid)
        return add_row(session, model, replace(row, position=position))


def update_alternative(database: Database, row: AlternativeRow) -> AlternativeRow:
    """Save a changed way to go in its place; as `add_alternative`, ``alternative_missing``."""
    row = _checked_alternative(row)
    with database.write(
        Topic.MEETINGS, act="history.act.alternative_updated", values={"name": row.name}
    ) as session:
        return change_row(
            session, models.PointAlternative, row, "alternative_missing", leave=("point_uuid",)
        )


def delete_alternative(database: Database, uuid: str) -> None:
    """Put a way to go in the Papperskorg; NotFoundError ``alternative_missing``."""
    with database.read() as session:
        name = find(session, models.PointAlternative, uuid, "alternative_missing").name
    with database.write(
        Topic.MEETINGS, act="history.act.alternative_deleted", values={"name": name}
    ) as session:
        found = find(session, models.PointAlternative, uuid, "alternative_missing")
        found.deleted_at = now()


def save_alternatives(
    database: Database, point_uuid: str, rows: Sequence[AlternativeRow]
) -> tuple[AlternativeRow, ...]:
    """Make the ways to go in a point those of ``rows``, in their order, as one undo step.

    Those that are not among them go to the Papperskorg. As `add_alternative`,
    ``alternative_missing`` for one that is gone.
    """
    rows = [_checked_alternative(replace(row, point_uuid=point_uuid)) for row in rows]
    model = models.PointAlternative
    with database.write(Topic.MEETINGS, act="history.act.alternatives_saved") as session:
        find(session, models.AgendaPoint, point_uuid, "point_missing")
        kept = {row.uuid for row in rows}
        for found in _alternatives(session, point_uuid):
            if found.uuid not in kept:
                found.deleted_at = now()
        for place, row in enumerate(rows):
            placed = replace(row, position=place)
            if row.uuid:
                change_row(session, model, placed, "alternative_missing", leave=("point_uuid",))
            else:
                add_row(session, model, placed)
    return list_alternatives(database, point_uuid)


@remembered
def list_point_regions(database: Database, point_uuid: str) -> tuple[PointRegionRow, ...]:
    """Return what regions and bodies have said of a point: regions by code, then bodies."""
    with database.read() as session:
        rows = living(session, models.PointRegion, models.PointRegion.point_uuid == point_uuid)
        ordered = sorted(rows, key=lambda row: (not row.region, row.region, row.body))
        return tuple(read_row(PointRegionRow, found) for found in ordered)


def set_point_region(database: Database, row: PointRegionRow) -> PointRegionRow:
    """Store what a region, or a body in words, says of a point: one row of each.

    Raises RccdeskError ``point_region_missing`` where neither is named, ``point_region_taken``
    where a row would become one that there is already, ``dates_reversed``,
    NotFoundError ``point_missing``, ``region_missing``, PersonalTextError.
    """
    row = cleaned(row)
    row = replace(row, body=" ".join(row.body.split()))
    if not row.region and not row.body:
        raise RccdeskError("point_region_missing")
    check_days(row.asked_on, row.answered_on)
    with database.write(Topic.MEETINGS, act="history.act.point_region_set") as session:
        find(session, models.AgendaPoint, row.point_uuid, "point_missing")
        check_region(session, row.region)
        model = models.PointRegion
        known = living(
            session,
            model,
            model.point_uuid == row.point_uuid,
            model.region == row.region,
            model.body == row.body,
        )
        if known and row.uuid not in ("", known[0].uuid):
            raise RccdeskError("point_region_taken")
        if known:
            row = replace(row, uuid=known[0].uuid)
        if row.uuid:
            return change_row(session, model, row, "point_region_gone", leave=("point_uuid",))
        return add_row(session, model, row)


def delete_point_region(database: Database, uuid: str) -> None:
    """Put what a region said in the Papperskorg; NotFoundError ``point_region_gone``."""
    with database.write(Topic.MEETINGS, act="history.act.point_region_deleted") as session:
        find(session, models.PointRegion, uuid, "point_region_gone").deleted_at = now()


def anchoring_missing(database: Database, point_uuid: str) -> tuple[str, ...]:
    """Return who has not been asked ahead of a decision: region codes, then councils by name.

    Those of the RCC's regions and its councils of patients; () for a point that asks for no
    decision. A region that answered without a day counts as asked.
    """
    with database.read() as session:
        point = read_row(PointRow, find(session, models.AgendaPoint, point_uuid, "point_missing"))
    councils = _councils(database)
    return missing_answers(
        point, list_point_regions(database, point_uuid), own_regions(database), councils
    )


def missing_answers(
    point: PointRow,
    said: Sequence[PointRegionRow],
    regions: Sequence[str],
    councils: Sequence[str],
) -> tuple[str, ...]:
    """Return the regions and councils that no row says were asked ahead of a decision."""
    if point.kind is not PointKind.DECISION:
        return ()
    asked = {(row.region, row.body) for row in said if is_asked(row)}
    regions_asked = {region for region, _body in asked}
    bodies_asked = {body for _region, body in asked}
    return (
        *(code for code in regions if code not in regions_asked),
        *(name for name in councils if name not in bodies_asked),
    )


def is_asked(row: PointRegionRow) -> bool:
    """Tell whether somebody has been asked: there is a day, a view or an answer."""
    answered = row.answer is not None and row.answer is not Answer.NOT_CONTACTED
    return answered or row.asked_on is not None or row.answered_on is not None or bool(row.view)


def consequences_missing(database: Database, point_uuid: str) -> tuple[str, ...]:
    """Return the codes of the RCC's regions without a consequence, of a nivåstrukturering (R-C13).

    () for a point that is none.
    """
    with database.read() as session:
        point = find(session, models.AgendaPoint, point_uuid, "point_missing")
        asks = point.is_level_structure
    if not asks:
        return ()
    told = {row.region for row in list_point_regions(database, point_uuid) if row.consequence}
    return tuple(code for code in own_regions(database) if code not in told)


@remembered
def _councils(database: Database) -> tuple[str, ...]:
    with database.read() as session:
        group = models.WorkGroup
        return tuple(
            session.scalars(
                select(group.name)
                .where(group.kind == str(GroupKind.PATIENT_COUNCIL), group.deleted_at.is_(None))
                .order_by(group.position, group.name)
            )
        )


def council_names(database: Database) -> tuple[str, ...]:
    """Return the names of the councils of patients and their families."""
    return _councils(database)


def _alternatives(session: Session, point_uuid: str) -> Sequence[models.PointAlternative]:
    model = models.PointAlternative
    return session.scalars(
        select(model)
        .where(model.point_uuid == point_uuid, model.deleted_at.is_(None))
        .order_by(model.position, model.uuid)
    ).all()


def _checked_alternative(row: AlternativeRow) -> AlternativeRow:
    row = cleaned(row)
    if not row.name:
        raise RccdeskError("alternative_name_missing")
    return row
