"""The goals, sub-goals and areas of a plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import GoalShape, ItemState, Topic
from rccdesk.errors import NotFoundError
from rccdesk.models import Plan, PlanItem
from rccdesk.services.plans.deleting import delete_items, refuse_locked_parts
from rccdesk.services.plans.model import PlanItemRow
from rccdesk.services.plans.stored import (
    PlanError,
    cleaned,
    find,
    now,
    read_row,
    today,
    write_row,
)
from rccdesk.services.plans.tree import check_place, ordered, part_uuids

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

NEEDS_REASON = frozenset({ItemState.NOT_NOW, ItemState.DROPPED})
LONGEST_INTERVAL = 60  # months
PROPORTION = "proportion"  # the unit of a share, 0-1
_PLACE = ("plan_uuid", "parent_uuid", "position")


def list_items(database: Database, plan_uuid: str) -> tuple[PlanItemRow, ...]:
    """Return the items of a plan in the order of its tree, depth first."""
    with database.read() as session:
        rows = read_items(session, plan_uuid)
    return tuple(row for row, _depth in ordered(rows))


def read_items(session: Session, plan_uuid: str) -> list[PlanItemRow]:
    """Return the living items of a plan, in no order, within a read."""
    query = select(PlanItem).where(PlanItem.plan_uuid == plan_uuid, PlanItem.deleted_at.is_(None))
    return [read_row(PlanItemRow, found) for found in session.scalars(query)]


def get_item(database: Database, uuid: str) -> PlanItemRow:
    """Return an item; NotFoundError ``plan_item_missing``."""
    with database.read() as session:
        return read_row(PlanItemRow, find(session, PlanItem, uuid, "plan_item_missing"))


def add_item(database: Database, row: PlanItemRow) -> PlanItemRow:
    """Store a new item last under its parent and return it.

    Raises PlanError (``plan_title_missing``, ``plan_number_refused``, ``plan_share_out_of_range``,
    ``plan_levels_equal``, ``state_reason_missing``, ``state_only_in_region``, ``plan_too_deep``,
    ``plan_other_plan``), NotFoundError ``plan_missing``, PersonalTextError.
    """
    row = checked_item(row)
    with database.write(
        Topic.PLANS, act="history.act.plan_item_added", values={"title": row.title}
    ) as session:
        return insert_item(session, row)


def insert_item(session: Session, row: PlanItemRow) -> PlanItemRow:
    """Store a checked new item within a write; raises as `add_item`."""
    plan = session.get(Plan, row.plan_uuid)
    if plan is None or plan.deleted_at is not None:
        raise NotFoundError("plan_missing")
    check_place(read_parents(session, row.plan_uuid), "", row.parent_uuid)
    found = PlanItem(plan_uuid=row.plan_uuid, title=row.title)
    write_row(found, row)
    siblings = _siblings(session, row.plan_uuid, row.parent_uuid)
    found.position = max((each.position for each in siblings), default=-1) + 1
    found.touched_on = row.touched_on or today()
    session.add(found)
    session.flush()
    return read_row(PlanItemRow, found)


def update_item(database: Database, row: PlanItemRow) -> PlanItemRow:
    """Save a changed item; its place in the tree stays (`move_item`). Raises as `add_item`.

    A changed priority needs its reason: ``priority_reason_missing``.
    """
    row = checked_item(row)
    with database.write(
        Topic.PLANS, act="history.act.plan_item_updated", values={"title": row.title}
    ) as session:
        found = find(session, PlanItem, row.uuid, "plan_item_missing")
        if (
            found.priority is not None
            and row.priority != found.priority
            and (not row.priority_reason or row.priority_reason == found.priority_reason)
        ):
            raise PlanError("priority_reason_missing")
        write_row(found, row, leave=(*_PLACE, "touched_on"))
        found.touched_on = today()
        session.flush()
        return read_row(PlanItemRow, found)


def set_priority(database: Database, uuid: str, priority: int | None, reason: str) -> PlanItemRow:
    """Change the priority of an item and why; PlanError ``priority_reason_missing``."""
    return update_item(
        database,
        replace(get_item(database, uuid), priority=priority, priority_reason=reason),
    )


def set_item_state(
    database: Database, uuid: str, state: ItemState, reason: str = ""
) -> PlanItemRow:
    """Change where an item stands.

    Raises PlanError ``state_reason_missing`` for "inte nu" and "utgår" without a reason,
    ``state_only_in_region`` for what only a region can say; NotFoundError; PersonalTextError.
    """
    row = get_item(database, uuid)
    kept = reason or (row.state_reason if row.state is state else "")
    row = checked_item(replace(row, state=state, state_reason=kept))
    with database.write(
        Topic.PLANS, act="history.act.plan_item_state_set", values={"title": row.title}
    ) as session:
        found = find(session, PlanItem, uuid, "plan_item_missing")
        found.state, found.state_reason = str(row.state), row.state_reason
        found.touched_on = today()
        session.flush()
        return read_row(PlanItemRow, found)


def move_item(database: Database, uuid: str, *, parent_uuid: str, position: int) -> PlanItemRow:
    """Move an item under another ("" for the top) to the place ``position`` (from 0) there.

    Raises PlanError (``plan_cycle``, ``plan_too_deep``, ``plan_other_plan``), NotFoundError.
    """
    row = get_item(database, uuid)
    with database.write(
        Topic.PLANS, act="history.act.plan_item_moved", values={"title": row.title}
    ) as session:
        found = find(session, PlanItem, uuid, "plan_item_missing")
        check_place(read_parents(session, found.plan_uuid), uuid, parent_uuid)
        siblings = [
            each for each in _siblings(session, found.plan_uuid, parent_uuid) if each.uuid != uuid
        ]
        siblings.insert(min(max(position, 0), len(siblings)), found)
        found.parent_uuid = parent_uuid or None
        for place, each in enumerate(siblings):
            each.position = place
        session.flush()
        return read_row(PlanItemRow, found)


def delete_item(database: Database, uuid: str) -> None:
    """Put an item with all its parts in the Papperskorg.

    Raises NotFoundError ``plan_item_missing``, PeriodLockedError where a follow-up of it, or of
    its parts, belongs to a locked period: it can be dropped ("utgår") instead.
    """
    row = get_item(database, uuid)
    with database.write(
        Topic.PLANS, act="history.act.plan_item_deleted", values={"title": row.title}
    ) as session:
        going = part_uuids(read_parents(session, row.plan_uuid), uuid)
        refuse_locked_parts(session, row.plan_uuid, sorted(going))
        delete_items(session, sorted(going), now())


def read_parents(session: Session, plan_uuid: str) -> dict[str, str]:
    """Return uuid -> uuid of the parent ("" for none) of the living items of a plan."""
    query = select(PlanItem.uuid, PlanItem.parent_uuid).where(
        PlanItem.plan_uuid == plan_uuid, PlanItem.deleted_at.is_(None)
    )
    return {uuid: parent or "" for uuid, parent in session.execute(query)}


def checked_item(row: PlanItemRow) -> PlanItemRow:
    """Return an item as it can be saved; raises as `add_item`."""
    row = cleaned(row)
    if not row.title:
        raise PlanError("plan_title_missing")
    row = replace(row, state_reason=check_state(row.state, row.state_reason))
    ranges = (
        (row.follow_up_months, 1, LONGEST_INTERVAL),
        (row.priority, 1, 999),
        (row.risk_likelihood, 1, 3),
        (row.risk_consequence, 1, 3),
    )
    if any(value is not None and not low <= value <= high for value, low, high in ranges):
        raise PlanError("plan_number_refused")
    values = (row.level, row.higher_level, row.baseline_value)
    if row.unit_of_measure == PROPORTION and any(
        value is not None and not 0 <= value <= 1 for value in values
    ):
        raise PlanError("plan_share_out_of_range")
    if (
        row.goal_shape is GoalShape.TWO_LEVELS
        and row.level is not None
        and row.higher_level is not None
        and row.level == row.higher_level
    ):
        raise PlanError("plan_levels_equal")
    return row


def check_state(state: ItemState, reason: str) -> str:
    """Return the reason that belongs to a state; PlanError where one is missing."""
    if state is ItemState.STRUCK:
        raise PlanError("state_only_in_region")
    if state in NEEDS_REASON and not reason:
        raise PlanError("state_reason_missing")
    return reason


def _siblings(session: Session, plan_uuid: str, parent_uuid: str) -> list[PlanItem]:
    query = (
        select(PlanItem)
        .where(
            PlanItem.plan_uuid == plan_uuid,
            PlanItem.parent_uuid == parent_uuid if parent_uuid else PlanItem.parent_uuid.is_(None),
            PlanItem.deleted_at.is_(None),
        )
        .order_by(PlanItem.position, PlanItem.uuid)
    )
    return list(session.scalars(query))
