"""Plans: the cancer plan, and the plans of regions, processes and years under it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from rccdesk.enums import PlanKind, PlanState, Thing, Topic
from rccdesk.errors import NotFoundError
from rccdesk.models import Plan, PlanBaseline, PlanItem, PlanRegion, Region
from rccdesk.services.plans.deleting import delete_items, refuse_locked_parts
from rccdesk.services.plans.model import PlanRow
from rccdesk.services.plans.stored import (
    PlanError,
    check_dates,
    cleaned,
    find,
    now,
    read_row,
    write_row,
)
from rccdesk.services.said_of import delete_said_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_IN_USE = (PlanState.IN_FORCE, PlanState.EXTENDED, PlanState.DECIDED)


def list_plans(database: Database, kind: PlanKind | None = None) -> tuple[PlanRow, ...]:
    """Return the plans, of one kind or all, in the user's order."""
    query = select(Plan).where(Plan.deleted_at.is_(None)).order_by(Plan.position, Plan.uuid)
    if kind is not None:
        query = query.where(Plan.kind == kind)
    with database.read() as session:
        return tuple(read_row(PlanRow, found) for found in session.scalars(query))


def get_plan(database: Database, uuid: str) -> PlanRow:
    """Return a plan; NotFoundError ``plan_missing``."""
    with database.read() as session:
        return read_row(PlanRow, find(session, Plan, uuid, "plan_missing"))


def main_plan(database: Database) -> PlanRow | None:
    """Return the cancer plan in use: in force, else extended, else decided; else any; or None.

    The newest where there are several: one that follows is decided while the old one is in force.
    """
    plans = [
        plan
        for plan in list_plans(database, PlanKind.CANCER)
        if plan.state is not PlanState.REPLACED
    ]
    for state in _IN_USE:
        in_use = [plan for plan in plans if plan.state is state]
        if in_use:
            return in_use[-1]
    return plans[-1] if plans else None


def add_plan(database: Database, row: PlanRow) -> PlanRow:
    """Store a new plan and return it.

    Raises PlanError (``plan_name_missing``, ``dates_reversed``, ``plan_cycle``), NotFoundError
    (``plan_missing``, ``region_missing``), PersonalTextError.
    """
    row = checked_plan(row)
    with database.write(
        Topic.PLANS, act="history.act.plan_added", values={"title": row.name}
    ) as session:
        return insert_plan(session, row)


def insert_plan(session: Session, row: PlanRow) -> PlanRow:
    """Store a checked new plan within a write; raises as `add_plan`."""
    _check_references(session, row)
    last = max(session.scalars(select(Plan.position)), default=-1)
    found = Plan(name=row.name, kind=row.kind, state=row.state, position=last + 1)
    write_row(found, row)
    session.add(found)
    session.flush()
    return read_row(PlanRow, found)


def update_plan(database: Database, row: PlanRow) -> PlanRow:
    """Save a changed plan; raises as `add_plan`."""
    row = checked_plan(row)
    with database.write(
        Topic.PLANS, act="history.act.plan_updated", values={"title": row.name}
    ) as session:
        found = find(session, Plan, row.uuid, "plan_missing")
        _check_references(session, row)
        write_row(found, row)
        session.flush()
        return read_row(PlanRow, found)


def delete_plan(database: Database, uuid: str) -> None:
    """Put a plan with all its parts in the Papperskorg; plans under it stand on their own.

    Raises NotFoundError ``plan_missing``, PeriodLockedError where a period of it is locked.
    """
    name = get_plan(database, uuid).name
    with database.write(
        Topic.PLANS, act="history.act.plan_deleted", values={"title": name}
    ) as session:
        moment = now()
        find(session, Plan, uuid, "plan_missing").deleted_at = moment
        items = session.scalars(
            select(PlanItem.uuid).where(PlanItem.plan_uuid == uuid, PlanItem.deleted_at.is_(None))
        ).all()
        refuse_locked_parts(session, uuid, items)
        delete_items(session, items, moment)
        delete_said_of(session, Thing.PLAN, (uuid,), moment)
        models: tuple[Any, ...] = (PlanRegion, PlanBaseline)
        for model in models:
            parts = select(model).where(model.plan_uuid == uuid, model.deleted_at.is_(None))
            for part in session.scalars(parts):
                part.deleted_at = moment
        for other in session.scalars(select(Plan).where(Plan.deleted_at.is_(None))):
            if other.parent_uuid == uuid:
                other.parent_uuid = None
            if other.replaces_uuid == uuid:
                other.replaces_uuid = None


def checked_plan(row: PlanRow) -> PlanRow:
    """Return a plan as it can be saved; raises as `add_plan`."""
    row = cleaned(row)
    if not row.name:
        raise PlanError("plan_name_missing")
    check_dates(row.valid_from, row.valid_to)
    return replace(row, svf=tuple(dict.fromkeys(row.svf)))


def _check_references(session: Session, row: PlanRow) -> None:
    check_region(session, row.region)
    living = session.scalars(select(Plan).where(Plan.deleted_at.is_(None))).all()
    for name in ("parent_uuid", "replaces_uuid"):
        above = {plan.uuid: getattr(plan, name) or "" for plan in living}
        at, seen = getattr(row, name), set[str]()
        if at and at not in above:
            raise NotFoundError("plan_missing")
        while at and at not in seen:
            if at == row.uuid:
                raise PlanError("plan_cycle")
            seen.add(at)
            at = above.get(at, "")


def check_region(session: Session, code: str, *, is_needed: bool = False) -> None:
    """Raise NotFoundError ``region_missing`` for a code that is no region; "" is none."""
    known = session.scalar(
        select(Region.uuid).where(Region.code == code, Region.deleted_at.is_(None))
    )
    if known is None and (code or is_needed):
        raise NotFoundError("region_missing", region=code)
