"""Dialogues at the care units: what was shown, what was agreed, and who has not been visited."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import Topic
from rccdesk.errors import RccdeskError
from rccdesk.services import organisation, plans
from rccdesk.services.groups.model import VisitPointRow, VisitRow
from rccdesk.services.groups.stored import (
    add_row,
    change_row,
    check_held,
    check_region,
    checked,
    find,
    last_position,
    now,
    read_row,
)
from rccdesk.services.plans.activities import checked_activity, insert_activity
from rccdesk.services.remembering import remembered
from rccdesk.services.swedish_order import folded
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rccdesk.services.database import Database
    from rccdesk.services.plans import ActivityRow


@dataclass(frozen=True, slots=True)
class NotVisited:
    """A unit without a held visit in a year; when it was visited last, and when one is planned."""

    region: str
    unit: str
    last_visit: dt.date | None
    planned_on: dt.date | None


def list_visits(
    database: Database, *, process_uuid: str | None = None, year: int | None = None
) -> tuple[VisitRow, ...]:
    """Return visits, the latest first; of a process, and held or else planned in a year."""
    return tuple(
        row
        for row in _all(database)
        if process_uuid in (None, row.process_uuid)
        and (year is None or ((day := _day(row)) is not None and day.year == year))
    )


@remembered
def _all(database: Database) -> tuple[VisitRow, ...]:
    query = select(models.Visit).where(models.Visit.deleted_at.is_(None))
    with database.read() as session:
        rows = [read_row(VisitRow, found) for found in session.scalars(query)]
    return tuple(
        sorted(rows, key=lambda row: (_day(row) or dt.date.min, row.unit, row.uuid), reverse=True)
    )


def _day(row: VisitRow) -> dt.date | None:
    return row.held_on or row.planned_on


def get_visit(database: Database, uuid: str) -> VisitRow:
    """Return a visit; NotFoundError ``visit_missing``."""
    with database.read() as session:
        return read_row(VisitRow, find(session, models.Visit, uuid, "visit_missing"))


def add_visit(database: Database, row: VisitRow) -> VisitRow:
    """Store a visit.

    Raises RccdeskError ``visit_unit_missing``, ``date_in_the_future`` for the day it was held,
    NotFoundError ``region_missing``, ``process_missing``, PersonalTextError.
    """
    row = _checked(row)
    with database.write(
        Topic.GROUPS, act="history.act.visit_added", values={"unit": row.unit}
    ) as session:
        check_region(session, row.region, is_needed=True)
        if row.process_uuid:
            find(session, models.Process, row.process_uuid, "process_missing")
        return add_row(session, models.Visit, row)


def update_visit(database: Database, row: VisitRow) -> VisitRow:
    """Save a changed visit; as `add_visit`, NotFoundError ``visit_missing``."""
    row = _checked(row)
    with database.write(
        Topic.GROUPS, act="history.act.visit_updated", values={"unit": row.unit}
    ) as session:
        check_region(session, row.region, is_needed=True)
        standing = find(session, models.Visit, row.uuid, "visit_missing")
        if row.process_uuid and row.process_uuid != standing.process_uuid:
            find(session, models.Process, row.process_uuid, "process_missing")
        return change_row(session, models.Visit, row, "visit_missing")


def delete_visit(database: Database, uuid: str) -> None:
    """Put a visit in the Papperskorg with its points; what became activities stays.

    NotFoundError ``visit_missing``.
    """
    unit = get_visit(database, uuid).unit
    with database.write(
        Topic.GROUPS, act="history.act.visit_deleted", values={"unit": unit}
    ) as session:
        moment = now()
        find(session, models.Visit, uuid, "visit_missing").deleted_at = moment
        for point in session.scalars(
            select(models.VisitPoint).where(
                models.VisitPoint.visit_uuid == uuid, models.VisitPoint.deleted_at.is_(None)
            )
        ):
            point.deleted_at = moment


def list_visit_points(database: Database, visit_uuid: str) -> tuple[VisitPointRow, ...]:
    """Return what was agreed at a visit, in order."""
    return read_visit_points(database).get(visit_uuid, ())


@remembered
def read_visit_points(database: Database) -> Mapping[str, tuple[VisitPointRow, ...]]:
    """Return what was agreed at all visits, by visit, each in order."""
    query = (
        select(models.VisitPoint)
        .where(models.VisitPoint.deleted_at.is_(None))
        .order_by(models.VisitPoint.position, models.VisitPoint.uuid)
    )
    found: dict[str, list[VisitPointRow]] = {}
    with database.read() as session:
        for each in session.scalars(query):
            found.setdefault(each.visit_uuid, []).append(read_row(VisitPointRow, each))
    return {uuid: tuple(rows) for uuid, rows in found.items()}


def add_visit_point(database: Database, row: VisitPointRow) -> VisitPointRow:
    """Store an agreed point last.

    Raises RccdeskError ``visit_point_empty``, NotFoundError ``visit_missing``, PersonalTextError.
    """
    row = _checked_point(row)
    with database.write(Topic.GROUPS, act="history.act.visit_point_added") as session:
        find(session, models.Visit, row.visit_uuid, "visit_missing")
        position = last_position(
            session, models.VisitPoint, models.VisitPoint.visit_uuid == row.visit_uuid
        )
        made = add_row(session, models.VisitPoint, row)
        found = session.get_one(models.VisitPoint, made.uuid)
        found.position = position
        session.flush()
        return read_row(VisitPointRow, found)


def update_visit_point(database: Database, row: VisitPointRow) -> VisitPointRow:
    """Save a changed point in its place; as `add_visit_point`, ``visit_point_missing``."""
    row = _checked_point(row)
    with database.write(Topic.GROUPS, act="history.act.visit_point_updated") as session:
        return change_row(
            session,
            models.VisitPoint,
            row,
            "visit_point_missing",
            leave=("visit_uuid", "position", "activity_uuid"),
        )


def delete_visit_point(database: Database, uuid: str) -> None:
    """Put an agreed point in the Papperskorg; NotFoundError ``visit_point_missing``."""
    with database.write(Topic.GROUPS, act="history.act.visit_point_deleted") as session:
        find(session, models.VisitPoint, uuid, "visit_point_missing").deleted_at = now()


def make_visit_activity(
    database: Database, point_uuid: str, plan_item_uuid: str = "", *, initiative_uuid: str = ""
) -> ActivityRow:
    """Make an agreed point an activity of a goal or an initiative, in one undo step (R-P21).

    Raises RccdeskError ``visit_point_made`` where it is one already, ``activity_home_missing``,
    NotFoundError ``visit_point_missing``, ``plan_item_missing``, ``initiative_missing``.
    """
    with database.read() as session:
        point = read_row(
            VisitPointRow, find(session, models.VisitPoint, point_uuid, "visit_point_missing")
        )
        standing = session.get(models.Activity, point.activity_uuid or "")
        if standing is not None and standing.deleted_at is None:
            raise RccdeskError("visit_point_made")
        visit = read_row(VisitRow, find(session, models.Visit, point.visit_uuid, "visit_missing"))
    day = _day(visit)
    row = checked_activity(
        plans.ActivityRow(
            title=" ".join(point.text.split()),
            plan_item_uuid=plan_item_uuid,
            initiative_uuid=initiative_uuid,
            responsible=visit.unit,
            region=visit.region,
            next_step=text(
                "groups.visit.agreed", date=day.isoformat() if day else text("groups.unknown")
            ),
        )
    )
    topics = (Topic.GROUPS, Topic.PLANS, *((Topic.INITIATIVES,) if initiative_uuid else ()))
    with database.write(
        *topics, act="history.act.visit_point_made_activity", values={"title": row.title}
    ) as session:
        made = insert_activity(session, row)
        find(
            session, models.VisitPoint, point_uuid, "visit_point_missing"
        ).activity_uuid = made.uuid
        session.flush()
        return made


def list_not_visited(database: Database, year: int) -> tuple[NotVisited, ...]:
    """Return the own RCC's units without a held visit in a year, by region in order (R-P21)."""
    own = organisation.get_profile(database).rcc
    codes = next(
        (rcc.region_codes for rcc in organisation.list_rccs(database) if rcc.key == own), ()
    )
    held: dict[tuple[str, str], list[dt.date]] = {}
    planned: dict[tuple[str, str], dt.date] = {}
    for row in _all(database):
        key = (row.region, folded(row.unit))
        if row.held_on is not None:
            held.setdefault(key, []).append(row.held_on)
        elif row.planned_on is not None and row.planned_on.year == year:
            planned[key] = min(row.planned_on, planned.get(key, row.planned_on))
    found = []
    for code in codes:
        for unit in organisation.list_units(database, code):
            key = (code, folded(unit.name))
            days = held.get(key, []) + (
                held.get((code, folded(unit.code)), []) if unit.code != unit.name else []
            )
            if not any(day.year == year for day in days):
                before = [day for day in days if day.year < year]
                found.append(
                    NotVisited(code, unit.name, max(before, default=None), planned.get(key))
                )
    return tuple(found)


def _checked(row: VisitRow) -> VisitRow:
    row = checked(row)
    if not row.unit:
        raise RccdeskError("visit_unit_missing")
    check_held(row.held_on)
    return row


def _checked_point(row: VisitPointRow) -> VisitPointRow:
    row = checked(row)
    if not row.text:
        raise RccdeskError("visit_point_empty")
    return row
