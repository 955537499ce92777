"""A plan as large as any that is known: 85 goals, 4 regions, 400 activities (RCC Syd 2019-2022).

Everything that the window asks for when a page is shown or a filter is set, each after the store
has changed, so that nothing is kept; the filters are over the lines in memory.
"""

from __future__ import annotations

import datetime as dt
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

from rccdesk.enums import (
    Direction,
    GoalShape,
    ItemState,
    ObstacleLevel,
    OwnPlan,
    PlanState,
    Thing,
    Topic,
)
from rccdesk.models import FollowUp, Obstacle, PlanItemRegion
from rccdesk.services import organisation, plans
from rccdesk.services.database import Database
from rccdesk.services.organisation import OwnProfile
from rccdesk.services.plans import ActivityRow, PlanItemRow, PlanRegionRow, PlanRow
from rccdesk.services.plans.activities import insert_activity
from rccdesk.services.plans.items import insert_item
from tests.bench.measuring import Claim, print_table

TODAY = dt.date(2026, 11, 22)
GOALS, ACTIVITIES, REGIONS = 85, 400, 4
_RCC = "syd"
_RUNS = 9
_STATES = (
    ItemState.ON_TRACK,
    ItemState.LATE,
    ItemState.NOT_STARTED,
    ItemState.DONE,
    ItemState.OBSTRUCTED,
)
_GROUPS = ("Bröstgruppen", "Blåsgruppen", "Lunggruppen", "RCC-kansliet", "")
_PAGE, _FILTER = 100.0, 5.0  # ms


def run(folder: Path) -> list[Claim]:
    """Measure and return the claims; ``folder`` takes the store."""
    with Database.open(folder / "plan.rccdesk", create=True) as database:
        plan = fill_plan(database)
        view = plans.get_plan_view(database, plan.uuid, TODAY)
        assert sum(line.is_item for line in view.lines) == GOALS
        assert sum(not line.is_item for line in view.lines) == ACTIVITIES
        assert len(view.regions) == REGIONS
        return [*_reads(database, plan), *_filters(view)]


def fill_plan(database: Database) -> PlanRow:
    """Make the plan, with states, follow-ups and obstacles; five goals of 17 parts each."""
    organisation.update_profile(database, OwnProfile(rcc=_RCC))
    plan = plans.add_plan(database, PlanRow("Cancerplan", state=PlanState.DECIDED))
    regions = [row.region for row in plans.list_plan_regions(database, plan.uuid)]
    for code in regions:
        own = OwnPlan.MISSING if code == regions[-1] else OwnPlan.EXISTS
        plans.set_plan_region(database, PlanRegionRow(plan.uuid, code, own_plan=own))
    states, groups = cycle(_STATES), cycle(_GROUPS)
    with database.write(Topic.PLANS, act="history.act.example_made") as session:
        uuids: list[str] = []
        for top in range(1, 6):
            head = insert_item(session, PlanItemRow(plan.uuid, f"Mål {top}", code=str(top)))
            uuids.append(head.uuid)
            for middle in range(1, 5):
                parent = insert_item(
                    session, _item(plan.uuid, head.uuid, f"{top}.{middle}", next(groups))
                )
                uuids.append(parent.uuid)
                for low in range(1, 4):
                    code = f"{top}.{middle}.{low}"
                    leaf = insert_item(session, _item(plan.uuid, parent.uuid, code, next(groups)))
                    uuids.append(leaf.uuid)
        for number, uuid in enumerate(uuids):
            for code in regions[:-1]:
                session.add(PlanItemRegion(item_uuid=uuid, region=code, state=next(states)))
            for month in (5, 9):
                session.add(
                    FollowUp(
                        subject_kind=Thing.PLAN_ITEM,
                        subject_key=uuid,
                        period=f"2026-{month - 1:02}",
                        day=dt.date(2026, month, 1 + number % 28),
                        state=next(states),
                        text="Samma läge som förra gången.",
                    )
                )
            if number % 5 == 0:
                session.add(
                    Obstacle(
                        subject_kind=Thing.PLAN_ITEM,
                        subject_key=uuid,
                        level=ObstacleLevel.REGION,
                        noted_on=TODAY,
                    )
                )
        for number, uuid in enumerate(islice(cycle(uuids), ACTIVITIES)):
            due = dt.date(2026, 1, 1) + dt.timedelta(days=number * 2)
            insert_activity(
                session,
                ActivityRow(
                    f"Aktivitet {number}",
                    plan_item_uuid=uuid,
                    state=next(states),
                    responsible=next(groups),
                    starts_on=due - dt.timedelta(days=60),
                    due_on=due,
                    region=regions[number % REGIONS],
                    next_step="Nästa steg är att följa upp på mötet.",
                ),
            )
    return plan


def _item(plan_uuid: str, parent_uuid: str, code: str, responsible: str) -> PlanItemRow:
    return PlanItemRow(
        plan_uuid,
        f"Delmål {code}",
        parent_uuid=parent_uuid,
        code=code,
        measure="Andel inom ledtiden",
        measure_key="svf_lead_time",
        definition="Täljare och nämnare.",
        goal_shape=GoalShape.LEVEL,
        direction=Direction.HIGHER,
        level=0.8,
        unit_of_measure="proportion",
        target_date=dt.date(2026, 12, 31),
        responsible=responsible,
        follow_up_months=4,
        data_source="SVF-uttag",
    )


def _reads(database: Database, plan: PlanRow) -> list[Claim]:
    first, last = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
    item = plans.list_items(database, plan.uuid)[2]
    calls: dict[str, Callable[[], object]] = {
        "the view, all six ways to show it": lambda: plans.get_plan_view(
            database, plan.uuid, TODAY
        ),
        "the dates of a year": lambda: plans.list_dates(database, plan.uuid, first, last),
        "whose turn it is": lambda: plans.list_rotation(database, plan.uuid, TODAY),
        "one goal on a page": lambda: plans.get_item_page(database, item.uuid, TODAY),
    }
    name = f"plan of {GOALS} goals x {REGIONS} regions x {ACTIVITIES} activities"
    touch = cycle((30, 31))

    def change() -> None:
        plans.update_untouched_days(database, next(touch))

    return [
        _timed(f"{name}: {what}, after a change", call, _PAGE, change)
        for what, call in calls.items()
    ]


def _filters(view: plans.PlanView) -> list[Claim]:
    calls: dict[str, Callable[[], object]] = {
        "by state and region": lambda: plans.filter_lines(
            view, state=ItemState.LATE, region=view.regions[0].region, with_parents=True
        ),
        "by a word": lambda: plans.filter_lines(view, words="blås 3", with_parents=True),
        "late, in order of date": lambda: plans.sort_lines(
            plans.filter_lines(view, only="late"), "due"
        ),
    }
    return [
        _timed(f"filter {len(view.lines)} lines {what}", call, _FILTER)
        for what, call in calls.items()
    ]


def _timed(
    what: str, call: Callable[[], object], goal: float, before: Callable[[], object] | None = None
) -> Claim:
    """Time a call by the clock, and beside it the processor's time: medians of `_RUNS`."""
    call()
    wall, processor = [], []
    for _ in range(_RUNS):
        if before is not None:
            before()
        started, used = time.perf_counter(), time.thread_time()
        call()
        wall.append((time.perf_counter() - started) * 1000)
        processor.append((time.thread_time() - used) * 1000)
    took = statistics.median(wall)
    ours = f"{took:.1f} ms (processor {statistics.median(processor):.1f})"
    return Claim(what, ours, "", "", f"< {goal:.0f} ms", took < goal)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        everything_holds = print_table(run(Path(temporary)))
    sys.exit(0 if everything_holds else 1)
