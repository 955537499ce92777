"""Plans under acts that nobody plans for: locks, steps back, what goes with what, odd days."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rccdesk.enums import ItemState, Thing
from rccdesk.errors import RccdeskError
from rccdesk.services import checks, history, improvements, initiatives, period_locks, plans
from rccdesk.services.database import Database
from rccdesk.services.improvements import ImprovementRow
from rccdesk.services.initiatives import InitiativeRow
from rccdesk.services.plans import (
    ActivityRow,
    FollowUpRow,
    ObstacleRow,
    PlanRow,
)
from tests.services.plan_example import activity, goal, new_plan

EARLY, LATER = dt.date(2026, 2, 1), dt.date(2026, 6, 1)


@pytest.fixture(scope="module")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "prov.rccdesk"
    Database.open(path, create=True).close()
    return path


@pytest.fixture
def database(new_store: Path, tmp_path: Path) -> Iterator[Database]:
    with Database.open(Path(shutil.copy(new_store, tmp_path)), who="Anna") as opened:
        yield opened


def refused(code: str, call: Callable[..., object], *args: object, **kwargs: object) -> None:
    with pytest.raises(RccdeskError) as error:
        call(*args, **kwargs)
    assert error.value.code == code


def is_sound(database: Database) -> bool:
    return checks.check_store(database).findings == ()


def last_entry(database: Database) -> int:
    return history.list_entries(database)[0].entry_id


# --- one act is one step -------------------------------------------------------------------------


def test_each_state_that_is_chosen_is_a_step_of_its_own(database: Database) -> None:
    item = goal(database, new_plan(database), "Kortare väntan")
    for state in (ItemState.LATE, ItemState.OBSTRUCTED, ItemState.DONE):
        plans.set_item_state(database, item.uuid, state)
    found = []
    for _ in range(3):
        history.undo_last(database)
        found.append(plans.get_item(database, item.uuid).state)
    assert found == [ItemState.OBSTRUCTED, ItemState.LATE, ItemState.NOT_STARTED]


def test_each_move_is_a_step_of_its_own(database: Database) -> None:
    plan = new_plan(database)
    first, second, third = (goal(database, plan, title) for title in ("A", "B", "C"))
    part = goal(database, plan, "Del", first)
    for home in (second, third):
        plans.move_item(database, part.uuid, parent_uuid=home.uuid, position=0)
    history.undo_last(database)
    assert plans.get_item(database, part.uuid).parent_uuid == second.uuid
    history.redo_last(database)
    assert plans.get_item(database, part.uuid).parent_uuid == third.uuid


# --- what goes, goes with what is said of it -----------------------------------------------------


def test_an_initiative_goes_with_what_is_said_of_it_and_leaves_the_plans_activities(
    database: Database,
) -> None:
    item = goal(database, new_plan(database), "Kortare väntan")
    tried = initiatives.add_initiative(database, InitiativeRow("Snabbspår"))
    own = plans.add_activity(database, ActivityRow("Egen", initiative_uuid=tried.uuid))
    both = plans.add_activity(database, ActivityRow("Båda", item.uuid, tried.uuid))
    for kind, key in ((Thing.INITIATIVE, tried.uuid), (Thing.ACTIVITY, own.uuid)):
        plans.add_obstacle(database, ObstacleRow(kind, key, "Lokaler saknas"))
        plans.save_follow_up(database, FollowUpRow(kind, key, "2026-T1", EARLY, ItemState.LATE))
    initiatives.delete_initiative(database, tried.uuid)
    assert plans.list_obstacles(database) == ()
    assert plans.list_follow_ups(database) == ()
    assert plans.get_activity(database, both.uuid).initiative_uuid == ""
    plans.update_activity(database, plans.get_activity(database, both.uuid))
    assert is_sound(database)
    history.undo_last(database)
    assert len(plans.list_obstacles(database)) == len(plans.list_follow_ups(database)) == 2
    assert plans.get_activity(database, both.uuid).initiative_uuid == tried.uuid
    assert is_sound(database)


def test_an_area_to_improve_goes_with_its_obstacles(database: Database) -> None:
    area = improvements.add_improvement(
        database, ImprovementRow("Snabbspår", "svf_lead_time", "svf_lead_time|period=2026-T1")
    )
    plans.add_obstacle(database, ObstacleRow(Thing.IMPROVEMENT, area.uuid, "Patologer saknas"))
    improvements.delete_improvement(database, area.uuid)
    assert plans.list_obstacles(database) == ()
    assert is_sound(database)
    history.undo_last(database)
    assert len(plans.list_obstacles(database)) == 1


# --- steps back, in any order --------------------------------------------------------------------


def test_no_step_back_leaves_an_obstacle_of_what_is_gone(database: Database) -> None:
    item = goal(database, new_plan(database), "Kortare väntan")
    row = plans.add_obstacle(database, ObstacleRow(Thing.PLAN_ITEM, item.uuid, "Patologer saknas"))
    plans.delete_obstacle(database, row.uuid)
    entry = last_entry(database)
    plans.delete_item(database, item.uuid)
    refused("history_changed_since", history.undo_entry, database, entry)
    assert is_sound(database)


def test_no_step_back_takes_away_what_something_is_said_of(database: Database) -> None:
    item = goal(database, new_plan(database), "Kortare väntan")
    entry = last_entry(database)
    plans.add_obstacle(database, ObstacleRow(Thing.PLAN_ITEM, item.uuid, "Patologer saknas"))
    refused("history_changed_since", history.undo_entry, database, entry)
    assert is_sound(database)


def test_no_step_back_takes_a_goal_from_over_another(database: Database) -> None:
    from rccdesk.services import trash

    plan = new_plan(database)
    above, part = goal(database, plan, "Mål"), goal(database, plan, "Del")
    plans.delete_item(database, above.uuid)
    trash.restore_rows(database, [above.uuid])
    entry = last_entry(database)
    plans.move_item(database, part.uuid, parent_uuid=above.uuid, position=0)
    refused("history_changed_since", history.undo_entry, database, entry)
    assert is_sound(database)


def test_no_step_back_turns_dates_round_or_takes_a_reason(database: Database) -> None:
    item = goal(database, new_plan(database), "Kortare väntan")
    row = activity(database, item, "Möte", starts_on=EARLY, due_on=dt.date(2026, 3, 1))
    row = plans.update_activity(database, replace(row, due_on=dt.date(2026, 9, 1)))
    entry = last_entry(database)
    plans.update_activity(database, replace(row, starts_on=LATER))
    refused("history_changed_since", history.undo_entry, database, entry)
    told = plans.update_item(database, replace(item, state_reason="Väntar på budget"))
    entry = last_entry(database)
    plans.update_item(database, replace(told, state=ItemState.NOT_NOW))
    refused("history_changed_since", history.undo_entry, database, entry)
    assert is_sound(database)


# --- follow-up and locks -------------------------------------------------------------------------


def test_a_word_put_right_in_a_follow_up_leaves_the_state_that_was_given_since(
    database: Database,
) -> None:
    item = goal(database, new_plan(database), "Kortare väntan")
    row = plans.save_follow_up(
        database,
        FollowUpRow(Thing.PLAN_ITEM, item.uuid, "2026-T1", LATER, ItemState.LATE, "Halvvegs."),
    )
    plans.set_item_state(database, item.uuid, ItemState.DONE)
    plans.save_follow_up(database, replace(row, text="Halvvägs."))
    assert plans.get_item(database, item.uuid).state is ItemState.DONE
    plans.save_follow_up(database, replace(row, state=ItemState.OBSTRUCTED))
    assert plans.get_item(database, item.uuid).state is ItemState.OBSTRUCTED


def test_what_is_locked_does_not_leave_its_plan(database: Database) -> None:
    plan = new_plan(database)
    item = goal(database, plan, "Kortare väntan")
    other = goal(database, plans.add_plan(database, PlanRow("En annan")), "Stöd")
    tried = initiatives.add_initiative(database, InitiativeRow("Snabbspår"))
    row = plans.add_activity(database, ActivityRow("Möte", item.uuid, tried.uuid))
    plans.save_follow_up(
        database, FollowUpRow(Thing.ACTIVITY, row.uuid, "2026-T1", EARLY, ItemState.LATE)
    )
    period_locks.lock_period(database, Thing.PLAN, plan.uuid, "2026-T1")
    move = plans.move_activity
    refused("period_locked", move, database, row.uuid, item_uuid=other.uuid, position=0)
    refused("period_locked", move, database, row.uuid, item_uuid="", position=0)
    changed = replace(row, plan_item_uuid=other.uuid)
    refused("period_locked", plans.update_activity, database, changed)
    refused("period_locked", plans.delete_item, database, item.uuid)  # it would stand without
    beside = goal(database, plan, "Stöd")
    moved = move(database, row.uuid, item_uuid=beside.uuid, position=0)  # of the same plan
    assert moved.plan_item_uuid == beside.uuid


def test_nothing_is_locked_of_a_plan_in_the_papperskorg(database: Database) -> None:
    plan = new_plan(database)
    plans.delete_plan(database, plan.uuid)
    refused("not_found", period_locks.lock_period, database, Thing.PLAN, plan.uuid, "2026-T1")
    assert is_sound(database)
