"""What goals that come back, by undo or out of the Papperskorg, must hold to in their plan."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.errors import ConflictError
from rccdesk.models import Plan, PlanItem
from rccdesk.services.plans.tree import check_place

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def check_standing_items(session: Session, uuids: Collection[str]) -> None:
    """Raise PlanError where one of these living goals stands as no service would have put it.

    A cycle, a place too deep, a parent in the Papperskorg or in another plan.
    """
    changed = session.scalars(
        select(PlanItem).where(PlanItem.uuid.in_(uuids), PlanItem.deleted_at.is_(None))
    ).all()
    for plan_uuid in {row.plan_uuid for row in changed}:
        found = session.execute(
            select(PlanItem.uuid, PlanItem.parent_uuid).where(
                PlanItem.plan_uuid == plan_uuid, PlanItem.deleted_at.is_(None)
            )
        )
        parents = {uuid: parent or "" for uuid, parent in found}
        for row in changed:
            if row.plan_uuid == plan_uuid:
                check_place(parents, row.uuid, row.parent_uuid or "")


def check_standing_plans(session: Session) -> None:
    """Raise ConflictError ``plan_cycle`` where living plans lie under, or replace, one another."""
    living = session.scalars(select(Plan).where(Plan.deleted_at.is_(None))).all()
    for name in ("parent_uuid", "replaces_uuid"):
        above = {plan.uuid: getattr(plan, name) or "" for plan in living}
        for uuid, at in above.items():
            met = {uuid}
            while at in above:
                if at in met:
                    raise ConflictError("plan_cycle")
                met.add(at)
                at = above[at]  # noqa: PLW2901 - the way up from one
