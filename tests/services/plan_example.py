"""Small plans for tests."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from rccdesk.enums import Direction, GoalShape, LinkRole, PlanState, Thing
from rccdesk.services import links, organisation, plans
from rccdesk.services.database import Database
from rccdesk.services.links import ChainLink
from rccdesk.services.organisation import OwnProfile
from rccdesk.services.plans import ActivityRow, PlanItemRow, PlanRow

TODAY = dt.date(2026, 11, 22)
REGIONS = ("12", "07", "10", "13")  # of RCC Syd, in its own order


def new_plan(database: Database, name: str = "Cancerplan 2025–2027", **fields: Any) -> PlanRow:
    """Store a plan of RCC Syd, whose four regions the view shows."""
    organisation.update_profile(database, OwnProfile(rcc="syd"))
    return plans.add_plan(database, PlanRow(name, **{"state": PlanState.DECIDED, **fields}))


def goal(
    database: Database, plan: PlanRow, title: str, parent: PlanItemRow | None = None, **fields: Any
) -> PlanItemRow:
    row = PlanItemRow(plan.uuid, title, parent_uuid=parent.uuid if parent else "", **fields)
    return plans.add_item(database, row)


def whole_goal(database: Database, plan: PlanRow, title: str, **fields: Any) -> PlanItemRow:
    """Store a goal with all that it takes to be followed up."""
    return plans.add_item(database, replace(complete(plan, title), **fields))


def complete(plan: PlanRow, title: str) -> PlanItemRow:
    return PlanItemRow(
        plan.uuid,
        title,
        measure="Andel inom ledtiden",
        measure_key="svf_lead_time",
        definition="Täljare: inom ledtiden. Nämnare: alla som börjat behandling.",
        goal_shape=GoalShape.LEVEL,
        direction=Direction.HIGHER,
        level=0.8,
        unit_of_measure="proportion",
        target_date=dt.date(2027, 12, 31),
        responsible="Processledarna",
        follow_up_months=4,
        data_source="SVF-uttag",
    )


def activity(database: Database, item: PlanItemRow, title: str, **fields: Any) -> ActivityRow:
    return plans.add_activity(database, ActivityRow(title, plan_item_uuid=item.uuid, **fields))


def serve(
    database: Database, item: PlanItemRow, framework_item: str, *, is_confirmed: bool = True
) -> ChainLink:
    """Link a goal to a criterion or an area by its uuid."""
    return links.add_link(
        database,
        ChainLink(
            Thing.PLAN_ITEM,
            item.uuid,
            Thing.FRAMEWORK_ITEM,
            framework_item,
            LinkRole.SERVES,
            is_confirmed=is_confirmed,
        ),
    )


def lines_of(view: plans.PlanView) -> list[str]:
    return ["  " * line.depth + line.name for line in view.lines]
