"""Which processes and regions the figures of a plan are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.services.organisation import get_profile, list_rccs, list_regions

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.plans import PlanRow


def plan_selection(database: Database, plan: PlanRow) -> tuple[tuple[str, str], ...]:
    """Return the processes and the region of a plan, else all regions of the own RCC."""
    chosen = (("svf", "+".join(plan.svf)),) if plan.svf else ()
    if plan.region:
        return (*chosen, ("region", plan.region))
    own = own_regions(database)
    return (*chosen, ("region", "+".join(own))) if own else chosen


def own_regions(database: Database) -> tuple[str, ...]:
    """Return the own RCC's regions; none where it has them all, or no RCC is chosen."""
    own = get_profile(database).rcc
    codes = next((rcc.region_codes for rcc in list_rccs(database) if rcc.key == own), ())
    return () if len(codes) == len(list_regions(database)) else codes


def own_whole(database: Database) -> str:
    """Return the name of the own health care region, "" where no RCC is chosen."""
    own = get_profile(database).rcc
    return next((rcc.health_care_region for rcc in list_rccs(database) if rcc.key == own), "")
