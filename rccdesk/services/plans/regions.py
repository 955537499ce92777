"""What the regions have said of a plan, and where its items stand in each of them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Approval, ItemState, LinkRole, OwnPlan, PlanState, Thing, Topic
from rccdesk.models import Link, Plan, PlanItem, PlanItemRegion, PlanRegion
from rccdesk.services import organisation
from rccdesk.services.plans.model import ItemRegionRow, PlanRegionRow, PlanRow
from rccdesk.services.plans.plans import check_region
from rccdesk.services.plans.stored import cleaned, find, now, read_row, today, write_row
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rccdesk.services.database import Database


class RegionMark(StrEnum):
    """What stands for a region where no state is recorded."""

    PLAN_MISSING = "plan_missing"  # the region has no plan of its own
    UNKNOWN = "unknown"  # nobody has said


def list_plan_regions(database: Database, plan_uuid: str) -> tuple[PlanRegionRow, ...]:
    """Return a row for every region that a plan is about, in the organisation's order.

    A region that has said nothing has a row without answers: unknown, which is not "no".
    NotFoundError ``plan_missing``.
    """
    query = select(PlanRegion).where(
        PlanRegion.plan_uuid == plan_uuid, PlanRegion.deleted_at.is_(None)
    )
    with database.read() as session:
        plan = read_row(PlanRow, find(session, Plan, plan_uuid, "plan_missing"))
        said = [read_row(PlanRegionRow, found) for found in session.scalars(query)]
    return all_regions(plan, said, own_regions(database))


def all_regions(
    plan: PlanRow, said: Iterable[PlanRegionRow], own: Sequence[str]
) -> tuple[PlanRegionRow, ...]:
    """Return a row for each region of a plan: of ``own`` codes, and any more that have said."""
    known = {row.region: row for row in said}
    wanted = (plan.region,) if plan.region else tuple(own)
    codes = dict.fromkeys((*wanted, *sorted(known)))
    return tuple(known.get(code) or PlanRegionRow(plan.uuid, code) for code in codes)


def own_regions(database: Database) -> tuple[str, ...]:
    """Return the codes of the RCC's own regions in order; all where no RCC is chosen."""
    own = organisation.get_profile(database).rcc
    for rcc in organisation.list_rccs(database):
        if rcc.key == own:
            return rcc.region_codes
    return tuple(region.code for region in organisation.list_regions(database))


def set_plan_region(database: Database, row: PlanRegionRow) -> PlanRegionRow:
    """Save what a region has said of a plan, new or changed by its region.

    Raises NotFoundError (``plan_missing``, ``region_missing``), PersonalTextError.
    """
    row = cleaned(row)
    names = {region.code: region.full_name for region in organisation.list_regions(database)}
    with database.read() as session:
        title = find(session, Plan, row.plan_uuid, "plan_missing").name
        check_region(session, row.region, is_needed=True)
    with database.write(
        Topic.PLANS,
        act="history.act.plan_region_set",
        values={"region": names.get(row.region, row.region), "title": title},
    ) as session:
        found = session.scalar(
            select(PlanRegion).where(
                PlanRegion.plan_uuid == row.plan_uuid,
                PlanRegion.region == row.region,
                PlanRegion.deleted_at.is_(None),
            )
        )
        if found is None:
            found = PlanRegion(plan_uuid=row.plan_uuid, region=row.region)
            session.add(found)
        write_row(found, row)
        session.flush()
        return read_row(PlanRegionRow, found)


def list_item_regions(database: Database, plan_uuid: str) -> tuple[ItemRegionRow, ...]:
    """Return where the items of a plan stand in the regions, as far as anybody has said."""
    query = (
        select(PlanItemRegion)
        .join(PlanItem, PlanItem.uuid == PlanItemRegion.item_uuid)
        .where(
            PlanItem.plan_uuid == plan_uuid,
            PlanItem.deleted_at.is_(None),
            PlanItemRegion.deleted_at.is_(None),
        )
    )
    with database.read() as session:
        return tuple(read_row(ItemRegionRow, found) for found in session.scalars(query))


def set_item_region(database: Database, row: ItemRegionRow) -> ItemRegionRow:
    """Save where an item stands in a region, new or changed by its region.

    Raises NotFoundError (``plan_item_missing``, ``region_missing``), PersonalTextError.
    """
    row = cleaned(row)
    names = {region.code: region.full_name for region in organisation.list_regions(database)}
    with database.read() as session:
        title = find(session, PlanItem, row.item_uuid, "plan_item_missing").title
        check_region(session, row.region, is_needed=True)
    with database.write(
        Topic.PLANS,
        act="history.act.plan_item_region_set",
        values={"region": names.get(row.region, row.region), "title": title},
    ) as session:
        found = session.scalar(
            select(PlanItemRegion).where(
                PlanItemRegion.item_uuid == row.item_uuid,
                PlanItemRegion.region == row.region,
                PlanItemRegion.deleted_at.is_(None),
            )
        )
        if found is None:
            found = PlanItemRegion(item_uuid=row.item_uuid, region=row.region, state="")
            session.add(found)
        write_row(found, row)
        found.told_on = row.told_on or today()
        find(session, PlanItem, row.item_uuid, "plan_item_missing").touched_on = today()
        session.flush()
        return read_row(ItemRegionRow, found)


def propose_item_region(database: Database, item_uuid: str, region: str) -> ItemRegionRow | None:
    """Return what may be said of an item in a region without being asked for again.

    What is recorded; else the state and the responsible of a goal of the region's own plan that
    serves the item, with its name as the note. None where nothing is known.
    """
    said = select(PlanItemRegion).where(
        PlanItemRegion.item_uuid == item_uuid,
        PlanItemRegion.region == region,
        PlanItemRegion.deleted_at.is_(None),
    )
    serving = (
        select(PlanItem, Plan.name)
        .join(Plan, Plan.uuid == PlanItem.plan_uuid)
        .join(Link, Link.from_key == PlanItem.uuid)
        .where(
            Link.from_kind == Thing.PLAN_ITEM,
            Link.to_kind == Thing.PLAN_ITEM,
            Link.to_key == item_uuid,
            Link.role == LinkRole.SERVES,
            Link.is_confirmed,
            Plan.region == region,
            Plan.state != PlanState.REPLACED,
            Link.deleted_at.is_(None),
            Plan.deleted_at.is_(None),
            PlanItem.deleted_at.is_(None),
        )
        .order_by(PlanItem.position)
    )
    with database.read() as session:
        recorded = session.scalar(said)
        if recorded is not None:
            return read_row(ItemRegionRow, recorded)
        found = session.execute(serving).first()
    if found is None or not region:
        return None
    goal, plan = found
    name = f"{goal.code} {goal.title}".strip()
    note = text("plans.from_plan", plan=plan, goal=name)
    return ItemRegionRow(item_uuid, region, ItemState(goal.state), note, goal.responsible)


def clear_item_region(database: Database, item_uuid: str, region: str) -> None:
    """Put what is said of an item in a region in the Papperskorg: it is unknown again."""
    names = {row.code: row.full_name for row in organisation.list_regions(database)}
    with database.read() as session:
        title = find(session, PlanItem, item_uuid, "plan_item_missing").title
    with database.write(
        Topic.PLANS,
        act="history.act.plan_item_region_cleared",
        values={"region": names.get(region, region), "title": title},
    ) as session:
        said = select(PlanItemRegion).where(
            PlanItemRegion.item_uuid == item_uuid,
            PlanItemRegion.region == region,
            PlanItemRegion.deleted_at.is_(None),
        )
        for found in session.scalars(said):
            found.deleted_at = now()


def mark_of(region: PlanRegionRow, states: Mapping[str, ItemState]) -> ItemState | RegionMark:
    """Return what an item's cell shows for a region: a recorded state, else why there is none.

    A region without a plan of its own has a state of its own, which is neither "not started" nor
    unknown.
    """
    state = states.get(region.region)
    if state is not None:
        return state
    return RegionMark.PLAN_MISSING if region.own_plan is OwnPlan.MISSING else RegionMark.UNKNOWN


def mark_words(mark: ItemState | RegionMark, *, short: bool = False) -> str:
    """Return a cell in words; ``short`` as narrow columns have it."""
    return text(f"plans.state_short.{mark}" if short else f"plans.state.{mark}")


def plan_state_words(plan: PlanRow, regions: Iterable[PlanRegionRow]) -> str:
    """Return where a plan stands, as in "Beslutad i 6 av 7 regioner"."""
    rows = tuple(regions)
    if plan.state is PlanState.DECIDED and rows and not plan.region:
        decided = sum(row.approval is Approval.DECIDED for row in rows)
        return text("plans.plan_state.decided_in", decided=decided, total=len(rows))
    return text(f"plans.plan_state.{plan.state}")
