"""Plans: the tree, the view, deleting and undoing, kept states, and what nobody should type."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from rccdesk.enums import (
    Approval,
    GoalShape,
    InitiativeState,
    ItemState,
    OwnPlan,
    PlanKind,
    PlanState,
    Scope,
    Share,
    Thing,
)
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services import history, initiatives, period_locks, plans, trash
from rccdesk.services.database import Database
from rccdesk.services.initiatives import InitiativeRow
from rccdesk.services.plans import (
    ActivityRow,
    DateKind,
    FollowUpRow,
    ItemRegionRow,
    ObstacleRow,
    PlanError,
    PlanItemRow,
    PlanRegionRow,
    PlanRow,
    ResponsibilityRow,
)
from rccdesk.services.plans.items import checked_item
from rccdesk.services.typed_texts import PersonalTextError
from tests.services.plan_example import (
    REGIONS,
    TODAY,
    activity,
    complete,
    goal,
    lines_of,
    new_plan,
    whole_goal,
)

PERSON = "19121212-1212"  # the number of nobody: used in the tests of the authority itself


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


def tree(database: Database) -> tuple[PlanRow, dict[str, PlanItemRow]]:
    """Store 1 (1.1 (1.1.1 (1.1.1.1)), 1.2) and 2."""
    plan = new_plan(database)
    found: dict[str, PlanItemRow] = {}
    for code in ("1", "1.1", "1.1.1", "1.1.1.1", "1.2", "2"):
        parent = found.get(code.rpartition(".")[0])
        found[code] = goal(database, plan, "Del", parent, code=code)
    return plan, found


def codes(database: Database, plan: PlanRow) -> list[str]:
    return [item.code for item in plans.list_items(database, plan.uuid)]


# --- the tree ------------------------------------------------------------------------------------


def test_items_stand_depth_first_and_move_with_what_is_under_them(database: Database) -> None:
    plan, items = tree(database)
    assert codes(database, plan) == ["1", "1.1", "1.1.1", "1.1.1.1", "1.2", "2"]
    plans.move_item(database, items["1.2"].uuid, parent_uuid=items["1"].uuid, position=0)
    assert codes(database, plan) == ["1", "1.2", "1.1", "1.1.1", "1.1.1.1", "2"]
    plans.move_item(database, items["1.1"].uuid, parent_uuid="", position=0)
    assert codes(database, plan) == ["1.1", "1.1.1", "1.1.1.1", "1", "1.2", "2"]
    plans.move_item(database, items["1.1"].uuid, parent_uuid="", position=99)
    assert codes(database, plan) == ["1", "1.2", "2", "1.1", "1.1.1", "1.1.1.1"]
    history.undo_last(database)
    history.undo_last(database)
    history.undo_last(database)
    assert codes(database, plan) == ["1", "1.1", "1.1.1", "1.1.1.1", "1.2", "2"]


def test_a_cycle_five_levels_and_another_plan_are_refused(database: Database) -> None:
    plan, items = tree(database)
    move = plans.move_item

    def to(code: str, parent: str) -> None:
        move(database, items[code].uuid, parent_uuid=items[parent].uuid, position=0)

    for code, parent in (("1", "1"), ("1", "1.1"), ("1", "1.1.1.1"), ("1.1", "1.1.1")):
        refused("plan_cycle", to, code, parent)
    refused("plan_too_deep", to, "2", "1.1.1.1")
    refused("plan_too_deep", to, "1", "2")  # it is four levels itself
    refused("plan_too_deep", goal, database, plan, "För djup", items["1.1.1.1"])
    other = plans.add_plan(database, PlanRow("En annan"))
    stranger = goal(database, other, "Främling")
    refused(
        "plan_other_plan",
        move,
        database,
        items["2"].uuid,
        parent_uuid=stranger.uuid,
        position=0,
    )
    refused("plan_other_plan", goal, database, plan, "Mål", stranger)
    plans.delete_item(database, items["1.1"].uuid)
    refused("plan_other_plan", to, "2", "1.1")  # in the Papperskorg
    assert codes(database, plan) == ["1", "1.2", "2"]


def test_a_damaged_tree_loses_nothing(database: Database) -> None:
    plan, items = tree(database)
    with database.write(act="history.act.example_made") as session:
        from rccdesk.models import PlanItem

        session.get_one(PlanItem, items["1"].uuid).parent_uuid = items["1.1"].uuid
    assert sorted(codes(database, plan)) == ["1", "1.1", "1.1.1", "1.1.1.1", "1.2", "2"]
    assert len(plans.get_plan_view(database, plan.uuid, TODAY).lines) == 6
    plans.get_item_page(database, items["1.1.1"].uuid, TODAY)
    plans.delete_item(database, items["1"].uuid)
    assert codes(database, plan) == ["2"]


def test_updating_leaves_the_place_in_the_tree(database: Database) -> None:
    plan, items = tree(database)
    row = plans.get_item(database, items["1.2"].uuid)
    plans.update_item(database, replace(row, title="Ny", parent_uuid="", position=9))
    found = plans.get_item(database, row.uuid)
    assert (found.title, found.parent_uuid, found.position) == ("Ny", items["1"].uuid, row.position)
    assert codes(database, plan)[4] == "1.2"


# --- deleting ------------------------------------------------------------------------------------


def said_of(database: Database, plan: PlanRow, item: PlanItemRow) -> tuple[int, ...]:
    return (
        len(plans.list_items(database, plan.uuid)),
        len(plans.list_activities(database, plan_uuid=plan.uuid)),
        len(plans.list_item_regions(database, plan.uuid)),
        len(plans.list_follow_ups(database, plan_uuid=plan.uuid)),
        len(plans.list_obstacles(database)),
        len(plans.list_responsibilities(database, Thing.PLAN_ITEM, item.uuid)),
    )


def filled(database: Database) -> tuple[PlanRow, PlanItemRow]:
    plan, items = tree(database)
    item = items["1.1"]
    act = activity(database, items["1.1.1"], "Ring")
    plans.set_item_region(database, ItemRegionRow(item.uuid, "12", ItemState.LATE))
    for kind, key in ((Thing.PLAN_ITEM, item.uuid), (Thing.ACTIVITY, act.uuid)):
        plans.save_follow_up(
            database, FollowUpRow(kind, key, "2026-T2", TODAY, ItemState.LATE, text="Sent")
        )
        plans.add_obstacle(database, ObstacleRow(kind, key, "Personal saknas"))
    plans.set_responsibility(
        database, ResponsibilityRow(Thing.PLAN_ITEM, item.uuid, "Regionen", Share.DECIDES)
    )
    return plan, item


def test_a_goal_goes_with_its_parts_and_comes_back_in_one_step(database: Database) -> None:
    plan, item = filled(database)
    assert said_of(database, plan, item) == (6, 1, 1, 2, 2, 1)
    plans.delete_item(database, item.uuid)
    assert said_of(database, plan, item) == (3, 0, 0, 0, 0, 0)
    assert codes(database, plan) == ["1", "1.2", "2"]
    history.undo_last(database)
    assert said_of(database, plan, item) == (6, 1, 1, 2, 2, 1)
    history.redo_last(database)
    (thing,) = trash.list_trash(database)  # one thing, with its parts
    assert thing.name == "1.1 Del"
    trash.restore_rows(database, [item.uuid])
    assert said_of(database, plan, item) == (6, 1, 1, 2, 2, 1)


def test_a_plan_goes_with_everything_and_those_under_it_stand_on_their_own(
    database: Database,
) -> None:
    plan, item = filled(database)
    plans.set_plan_region(database, PlanRegionRow(plan.uuid, "12", Approval.DECIDED))
    plans.save_baseline(database, plan.uuid, "Beslutad")
    under = plans.add_plan(
        database, PlanRow("Skåne", PlanKind.REGION, parent_uuid=plan.uuid, region="12")
    )
    later = plans.add_plan(database, PlanRow("Nästa", replaces_uuid=plan.uuid))
    plans.delete_plan(database, plan.uuid)
    refused("plan_missing", plans.get_plan, database, plan.uuid)
    refused("plan_missing", plans.get_plan_view, database, plan.uuid, TODAY)
    refused("plan_item_missing", plans.get_item_page, database, item.uuid)
    assert plans.get_plan(database, under.uuid).parent_uuid == ""
    assert plans.get_plan(database, later.uuid).replaces_uuid == ""
    history.undo_last(database)
    assert plans.get_plan(database, under.uuid).parent_uuid == plan.uuid
    assert said_of(database, plan, item) == (6, 1, 1, 2, 2, 1)
    assert len(plans.list_baselines(database, plan.uuid)) == 1
    plans.delete_plan(database, plan.uuid)
    trash.empty_trash(database)  # nothing that is left points at it
    assert [row.name for row in plans.list_plans(database)] == ["Skåne", "Nästa"]


def test_an_activity_of_an_initiative_stays_when_its_goal_goes(database: Database) -> None:
    plan = new_plan(database)
    item = goal(database, plan, "Mål")
    tried = initiatives.add_initiative(database, InitiativeRow("Snabbspår", InitiativeState.IDEA))
    row = activity(database, item, "Ring", initiative_uuid=tried.uuid)
    plans.delete_item(database, item.uuid)
    (kept,) = plans.list_activities(database, initiative_uuid=tried.uuid)
    assert (kept.uuid, kept.plan_item_uuid) == (row.uuid, "")


# --- states, dates and numbers -------------------------------------------------------------------


def test_not_now_and_dropped_need_a_reason(database: Database) -> None:
    plan = new_plan(database)
    item = goal(database, plan, "Mål")
    for state in (ItemState.NOT_NOW, ItemState.DROPPED):
        refused("state_reason_missing", plans.set_item_state, database, item.uuid, state)
        refused("state_reason_missing", plans.set_item_state, database, item.uuid, state, "  ")
    row = plans.set_item_state(database, item.uuid, ItemState.DROPPED, "Struken av alla")
    assert (row.state, row.state_reason) == (ItemState.DROPPED, "Struken av alla")
    # Obstructed demands nothing, and the old reason does not stay with another state.
    row = plans.set_item_state(database, item.uuid, ItemState.OBSTRUCTED)
    assert (row.state, row.state_reason) == (ItemState.OBSTRUCTED, "")
    refused("state_only_in_region", plans.set_item_state, database, item.uuid, ItemState.STRUCK)


def test_dates_reversed_are_refused(database: Database) -> None:
    first, last = dt.date(2026, 2, 1), dt.date(2026, 1, 31)
    refused(
        "dates_reversed", plans.add_plan, database, PlanRow("P", valid_from=first, valid_to=last)
    )
    item = goal(database, new_plan(database), "Mål")
    refused("dates_reversed", activity, database, item, "A", starts_on=first, due_on=last)
    row = activity(database, item, "A", starts_on=first, due_on=first)
    refused(
        "dates_reversed",
        plans.edit_activity,
        database,
        row.uuid,
        state=ItemState.LATE,
        due_on=last,
        responsible="",
        next_step="",
    )


def test_what_is_done_has_a_day_and_what_is_not_has_none(database: Database) -> None:
    item = goal(database, new_plan(database), "Mål")
    row = activity(database, item, "A", state=ItemState.DONE, done_on=dt.date(2026, 1, 5))
    assert row.done_on == dt.date(2026, 1, 5)
    row = plans.update_activity(database, replace(row, state=ItemState.LATE))
    assert row.done_on is None
    row = plans.update_activity(database, replace(row, state=ItemState.DONE))
    assert row.done_on == dt.datetime.now().astimezone().date()


@pytest.mark.parametrize(
    "changes",
    [
        {"risk_likelihood": 4},
        {"risk_consequence": 0},
        {"priority": 0},
        {"follow_up_months": 0},
        {"follow_up_months": 61},
        {"level": float("nan")},
        {"baseline_value": float("inf")},
    ],
)
def test_numbers_that_mean_nothing_are_refused(changes: dict[str, Any]) -> None:
    refused("plan_number_refused", checked_item, replace(complete(PlanRow("P"), "Mål"), **changes))


def test_two_equal_levels_are_refused(database: Database) -> None:
    changes = {"goal_shape": GoalShape.TWO_LEVELS, "level": 0.8, "higher_level": 0.8}
    refused("plan_levels_equal", goal, database, new_plan(database), "Mål", **changes)


@pytest.mark.parametrize("changes", [{"level": 80.0}, {"baseline_value": -0.1}])
def test_a_share_is_between_none_and_all(database: Database, changes: dict[str, Any]) -> None:
    plan = new_plan(database)
    refused(
        "plan_share_out_of_range",
        goal,
        database,
        plan,
        "M",
        unit_of_measure="proportion",
        **changes,
    )
    goal(database, plan, "M", unit_of_measure="dagar", **changes)


def test_overdue_is_computed_and_ends_with_the_state(database: Database) -> None:
    plan = new_plan(database)
    yesterday = TODAY - dt.timedelta(days=1)
    item = goal(database, plan, "Mål", target_date=yesterday)
    activity(database, item, "I dag", due_on=TODAY)

    def overdue() -> list[bool]:
        return [line.is_overdue for line in plans.get_plan_view(database, plan.uuid, TODAY).lines]

    assert overdue() == [True, False]
    assert [
        line.is_overdue
        for line in plans.get_plan_view(database, plan.uuid, TODAY + dt.timedelta(days=1)).lines
    ] == [True, True]
    for state in (ItemState.DONE, ItemState.NOT_NOW, ItemState.DROPPED):
        plans.set_item_state(database, item.uuid, state, "Skäl")
        assert overdue() == [False, False]
    plans.set_item_state(database, item.uuid, ItemState.LATE)
    assert overdue() == [True, False]


# --- what nobody should type ---------------------------------------------------------------------


def text_fields(row: object) -> list[str]:
    skipped = {"uuid", "plan_uuid", "parent_uuid", "replaces_uuid", "item_uuid", "plan_item_uuid"}
    skipped |= {"initiative_uuid", "subject_key", "region", "period", "value_key", "cause"}
    return [
        field.name
        for field in fields(row)  # type: ignore[arg-type]
        if field.type == "str" and field.name not in skipped
    ]


def test_no_text_takes_the_number_of_a_person(database: Database) -> None:
    plan = new_plan(database)
    item = whole_goal(database, plan, "Mål")
    act = activity(database, item, "Ring")
    follow_up = FollowUpRow(Thing.PLAN_ITEM, item.uuid, "2026-T2", TODAY, ItemState.LATE)
    obstacle = ObstacleRow(Thing.PLAN_ITEM, item.uuid, "Hinder")
    answer = ResponsibilityRow(Thing.PLAN_ITEM, item.uuid, "Regionen", Share.DECIDES)
    writes: tuple[tuple[Callable[..., object], Any], ...] = (
        (plans.add_plan, PlanRow("P")),
        (plans.update_plan, plan),
        (plans.set_plan_region, PlanRegionRow(plan.uuid, "12")),
        (plans.add_item, complete(plan, "Mål")),
        (plans.update_item, item),
        (plans.set_item_region, ItemRegionRow(item.uuid, "12", ItemState.LATE)),
        (plans.add_activity, ActivityRow("A", plan_item_uuid=item.uuid)),
        (plans.update_activity, act),
        (plans.save_follow_up, follow_up),
        (plans.add_obstacle, obstacle),
        (plans.set_responsibility, answer),
    )
    tried = 0
    for write, row in writes:
        for name in text_fields(row):
            with pytest.raises(PersonalTextError):
                write(database, replace(row, **{name: f"Ring {PERSON} i dag"}))
            tried += 1
    assert tried > 60
    with pytest.raises(PersonalTextError):
        plans.add_plan(database, PlanRow("P", level_names=("Mål", PERSON)))
    with pytest.raises(PersonalTextError):
        plans.save_baseline(database, plan.uuid, PERSON)
    with pytest.raises(PersonalTextError):
        plans.replace_responsible(database, "Processledarna", PERSON)
    with pytest.raises(PersonalTextError):
        plans.set_priority(database, item.uuid, 1, PERSON)
    with pytest.raises(PersonalTextError):
        plans.set_item_state(database, item.uuid, ItemState.NOT_NOW, PERSON)
    with pytest.raises(PersonalTextError):
        plans.edit_activity(
            database, act.uuid, state=ItemState.LATE, due_on=None, responsible="", next_step=PERSON
        )


def test_long_texts_are_kept_whole_and_far_too_long_ones_refused(database: Database) -> None:
    plan = new_plan(database)
    long = "å" * 10_000
    item = goal(database, plan, long, description=long)
    assert plans.get_item(database, item.uuid).description == long
    assert plans.get_plan_view(database, plan.uuid, TODAY).lines[0].title == long
    refused("plan_text_too_long", goal, database, plan, "Mål", description="å" * 20_001)


def test_an_unknown_region_is_refused(database: Database) -> None:
    plan = new_plan(database)
    item = goal(database, plan, "Mål")
    for call, row in (
        (plans.add_plan, PlanRow("P", region="99")),
        (plans.set_plan_region, PlanRegionRow(plan.uuid, "99")),
        (plans.set_plan_region, PlanRegionRow(plan.uuid, "")),
        (plans.set_item_region, ItemRegionRow(item.uuid, "99", ItemState.LATE)),
        (plans.set_item_region, ItemRegionRow(item.uuid, "", ItemState.LATE)),
        (plans.add_activity, ActivityRow("A", plan_item_uuid=item.uuid, region="99")),
        (plans.add_obstacle, ObstacleRow(Thing.PLAN_ITEM, item.uuid, "H", region="99")),
    ):
        refused("region_missing", call, database, row)


def test_empty_names_and_homeless_activities_are_refused(database: Database) -> None:
    plan = new_plan(database)
    refused("plan_name_missing", plans.add_plan, database, PlanRow("  "))
    refused("plan_title_missing", goal, database, plan, " \n ")
    refused("activity_home_missing", plans.add_activity, database, ActivityRow("A"))
    item = goal(database, plan, "  Två   ord \n i rad ")
    assert item.title == "Två ord i rad"
    refused("activity_title_missing", activity, database, item, "")
    row = activity(database, item, "A")
    refused(
        "activity_home_missing", plans.move_activity, database, row.uuid, item_uuid="", position=0
    )
    refused("baseline_name_missing", plans.save_baseline, database, plan.uuid, "")


def test_what_is_gone_is_told(database: Database) -> None:
    plan = new_plan(database)
    item = goal(database, plan, "Mål")
    row = activity(database, item, "A")
    plans.delete_activity(database, row.uuid)
    with pytest.raises(NotFoundError):
        plans.update_activity(database, row)
    plans.delete_item(database, item.uuid)
    for call in (
        lambda: plans.update_item(database, item),
        lambda: activity(database, item, "B"),
        lambda: plans.set_item_region(database, ItemRegionRow(item.uuid, "12", ItemState.LATE)),
        lambda: plans.propose_follow_up(database, Thing.PLAN_ITEM, item.uuid, "2026-T2"),
        lambda: plans.move_item(database, item.uuid, parent_uuid="", position=0),
    ):
        with pytest.raises(NotFoundError):
            call()
    refused("plan_missing", goal, database, replace(plan, uuid="finns-inte"), "Mål")


def test_a_plan_does_not_lie_under_itself(database: Database) -> None:
    top = new_plan(database)
    under = plans.add_plan(database, PlanRow("Under", parent_uuid=top.uuid))
    refused("plan_cycle", plans.update_plan, database, replace(top, parent_uuid=under.uuid))
    refused("plan_cycle", plans.update_plan, database, replace(top, replaces_uuid=top.uuid))


# --- who is responsible --------------------------------------------------------------------------


def test_a_removed_responsible_is_replaced_everywhere_in_one_step(database: Database) -> None:
    plan = new_plan(database, owner_role="Processledarna")
    item = whole_goal(database, plan, "Mål")
    row = activity(database, item, "A", responsible="Processledarna")
    plans.set_item_region(
        database, ItemRegionRow(item.uuid, "12", ItemState.LATE, responsible="Processledarna")
    )
    assert plans.list_responsible(database) == ("Processledarna",)
    initiatives.add_initiative(database, InitiativeRow("Snabbspår", owner_role="Processledarna"))
    assert plans.replace_responsible(database, "Processledarna", " Nya   gruppen ") == 5
    assert plans.list_responsible(database) == ("Nya gruppen",)
    assert initiatives.list_initiatives(database)[0].owner_role == "Nya gruppen"
    history.undo_last(database)
    assert plans.list_responsible(database) == ("Processledarna",)
    assert plans.replace_responsible(database, "Processledarna", "") == 5
    assert plans.get_item_page(database, item.uuid, TODAY).missing == ("responsible",)
    assert plans.get_activity(database, row.uuid).responsible == ""
    assert plans.replace_responsible(database, "Finns inte", "X") == 0
    assert plans.replace_responsible(database, "", "X") == 0  # nobody is nobody's name


def test_an_actor_has_one_part_in_a_goal(database: Database) -> None:
    item = goal(database, new_plan(database), "Mål")
    row = ResponsibilityRow(Thing.PLAN_ITEM, item.uuid, "Regionen", Share.DECIDES)
    plans.set_responsibility(database, row)
    plans.set_responsibility(database, replace(row, share=Share.UNCLEAR))
    (found,) = plans.list_responsibilities(database, Thing.PLAN_ITEM, item.uuid)
    assert found.share is Share.UNCLEAR
    assert plans.list_actors(database)[0] == "Regionen"
    assert len(set(plans.list_actors(database))) == len(plans.list_actors(database))
    other = plans.set_responsibility(database, replace(row, actor="Kommunen"))
    plans.set_responsibility(database, replace(other, actor="Regionen"))  # renamed to the same
    assert len(plans.list_responsibilities(database, Thing.PLAN_ITEM, item.uuid)) == 1
    refused("actor_missing", plans.set_responsibility, database, replace(row, actor=" "))
    plans.delete_responsibility(database, found.uuid)
    assert plans.list_responsibilities(database, Thing.PLAN_ITEM, item.uuid) == ()


# --- regions, the view, filters ------------------------------------------------------------------


def test_a_region_that_has_said_nothing_is_unknown(database: Database) -> None:
    plan = new_plan(database)
    rows = plans.list_plan_regions(database, plan.uuid)
    assert [row.region for row in rows] == list(REGIONS)
    assert {(row.approval, row.own_plan, row.uuid) for row in rows} == {(None, None, "")}
    assert plans.plan_state_words(plan, rows) == "Beslutad i 0 av 4 regioner"
    plans.set_plan_region(database, PlanRegionRow(plan.uuid, "07", Approval.DECIDED))
    plans.set_plan_region(database, PlanRegionRow(plan.uuid, "12", Approval.CONDITIONAL))
    plans.set_plan_region(
        database, PlanRegionRow(plan.uuid, "07", Approval.DECIDED, own_plan=OwnPlan.EXISTS)
    )
    rows = plans.list_plan_regions(database, plan.uuid)
    assert len(rows) == 4  # changed, not added
    assert plans.plan_state_words(plan, rows) == "Beslutad i 1 av 4 regioner"
    assert plans.plan_state_words(replace(plan, state=PlanState.EXTENDED), rows) == "Förlängd"


def test_a_regions_plan_is_about_its_region_only(database: Database) -> None:
    main = new_plan(database)
    plan = plans.add_plan(
        database,
        PlanRow("Skåne", PlanKind.REGION, PlanState.DECIDED, parent_uuid=main.uuid, region="12"),
    )
    view = plans.get_plan_view(database, plan.uuid, TODAY)
    assert [row.region for row in view.regions] == ["12"]
    assert view.state_words == "Beslutad"
    assert view.sentence == "Planen har inga mål än."
    assert plans.main_plan(database) == main


def test_the_main_plan_is_the_one_in_use(database: Database) -> None:
    assert plans.main_plan(database) is None
    old = new_plan(database, state=PlanState.REPLACED)
    assert plans.main_plan(database) is None
    used = plans.add_plan(database, PlanRow("Gäller", state=PlanState.IN_FORCE))
    plans.add_plan(database, PlanRow("Utkast"))
    assert plans.main_plan(database) == used
    plans.update_plan(database, replace(used, state=PlanState.REPLACED))
    found = plans.main_plan(database)
    assert found is not None
    assert (found.name, old.state) == ("Utkast", PlanState.REPLACED)


def test_a_state_in_a_region_can_be_unknown_again(database: Database) -> None:
    plan = new_plan(database)
    item = goal(database, plan, "Mål")
    plans.set_item_region(database, ItemRegionRow(item.uuid, "12", ItemState.LATE))
    plans.set_item_region(database, ItemRegionRow(item.uuid, "12", ItemState.DONE))
    (row,) = plans.list_item_regions(database, plan.uuid)
    assert row.state is ItemState.DONE
    plans.clear_item_region(database, item.uuid, "12")
    assert plans.list_item_regions(database, plan.uuid) == ()
    history.undo_last(database)
    assert len(plans.list_item_regions(database, plan.uuid)) == 1


def test_the_view_has_activities_under_their_goal_and_the_plans_own_words(
    database: Database,
) -> None:
    plan = new_plan(database, level_names=("Utvecklingsområde", "Mål"))
    top = goal(database, plan, "Område", code="A")
    under = goal(database, plan, "Delmål", top, code="A.1")
    deep = goal(database, plan, "Djupast", under)
    activity(database, top, "Ring", region="12")
    view = plans.get_plan_view(database, plan.uuid, TODAY)
    assert lines_of(view) == ["A Område", "  Ring", "  A.1 Delmål", "    Djupast"]
    assert [line.level_word for line in view.lines] == ["Utvecklingsområde", "", "Mål", "Åtgärd"]
    assert [line.is_heading for line in view.lines] == [True, False, False, False]
    assert view.lines[0].missing == ()  # a heading asks for nothing
    assert view.lines[2].missing == plans.PARTS
    assert view.lines[3].parent_uuid == under.uuid
    assert deep.plan_uuid == plan.uuid
    assert plans.get_plan_view(database, plan.uuid, TODAY) is view  # read once


def test_filters_look_in_memory_and_keep_the_goals_above(database: Database) -> None:
    plan = new_plan(database)
    top = goal(database, plan, "Mål", code="1")
    child = goal(database, plan, "Barn", top, scope=Scope.CHILDREN, responsible="Barngruppen")
    adult = goal(database, plan, "Vuxna", top, scope=Scope.ADULTS, state=ItemState.LATE)
    goal(database, plan, "Alla", top)
    activity(database, adult, "Ring ÅSA-gruppen", region="12")
    plans.set_item_region(database, ItemRegionRow(child.uuid, "12", ItemState.LATE))
    view = plans.get_plan_view(database, plan.uuid, TODAY)

    def found(**asked: Any) -> list[str]:
        return [line.title for line in plans.filter_lines(view, **asked)]

    assert found() == ["Mål", "Barn", "Vuxna", "Ring ÅSA-gruppen", "Alla"]
    assert found(scope=Scope.CHILDREN) == ["Mål", "Barn", "Alla"]
    assert found(state=ItemState.LATE) == ["Vuxna"]
    assert found(state=ItemState.LATE, region="12") == ["Barn"]
    assert found(region="12") == ["Barn", "Ring ÅSA-gruppen"]
    assert found(words="åsa") == ["Ring ÅSA-gruppen"]
    assert found(words="åsa", with_parents=True) == ["Mål", "Vuxna", "Ring ÅSA-gruppen"]
    assert found(words="åsa barn") == []
    assert found(only="incomplete") == ["Barn", "Vuxna", "Alla"]
    assert found(only="without_work") == ["Barn", "Alla"]
    lines = plans.sort_lines(view.lines, "responsible")
    assert lines[0].title == "Barn"
    assert {line.uuid for line in lines} == {line.uuid for line in view.lines}


def test_lines_in_order_of_date_have_the_overdue_first(database: Database) -> None:
    item = goal(database, new_plan(database), "Mål")
    for title, due, state in (
        ("Klar", dt.date(2026, 1, 1), ItemState.DONE),
        ("Utan datum", None, ItemState.LATE),
        ("Framtid", dt.date(2027, 1, 1), ItemState.ON_TRACK),
        ("Sen", dt.date(2026, 3, 1), ItemState.ON_TRACK),
        ("Senast", dt.date(2026, 2, 1), ItemState.ON_TRACK),
    ):
        activity(database, item, title, due_on=due, state=state)
    view = plans.get_plan_view(database, item.plan_uuid, TODAY)
    ordered = plans.sort_lines([*plans.filter_lines(view, words="", state=None)][1:], "due")  # type: ignore[arg-type]
    assert [line.title for line in ordered] == ["Senast", "Sen", "Framtid", "Utan datum", "Klar"]


# --- follow-ups and locks ------------------------------------------------------------------------


def test_a_follow_up_tells_the_state_unless_something_newer_was_said(database: Database) -> None:
    item = goal(database, new_plan(database), "Mål")
    row = FollowUpRow(
        Thing.PLAN_ITEM, item.uuid, "2026-T2", dt.date(2026, 9, 1), ItemState.OBSTRUCTED
    )
    saved = plans.save_follow_up(database, row)
    assert saved.author == "Anna"
    assert plans.get_item(database, item.uuid).state is ItemState.OBSTRUCTED
    older = replace(row, period="2026-T1", day=dt.date(2026, 5, 1), state=ItemState.DONE)
    plans.save_follow_up(database, older)
    assert plans.get_item(database, item.uuid).state is ItemState.OBSTRUCTED
    history.undo_last(database)
    history.undo_last(database)
    assert plans.get_item(database, item.uuid).state is ItemState.NOT_STARTED
    refused("follow_up_period", plans.save_follow_up, database, replace(row, period="i våras"))
    refused("follow_up_subject", plans.save_follow_up, database, replace(row, subject_kind="plan"))
    refused(
        "state_reason_missing",
        plans.save_follow_up,
        database,
        replace(row, state=ItemState.NOT_NOW),
    )
    future = dt.datetime.now().astimezone().date() + dt.timedelta(days=2)
    refused("date_in_future", plans.save_follow_up, database, replace(row, day=future))


def test_an_activity_that_is_told_done_has_its_day(database: Database) -> None:
    item = goal(database, new_plan(database), "Mål")
    act = activity(database, item, "Ring")
    day = dt.date(2026, 9, 1)
    plans.save_follow_up(
        database, FollowUpRow(Thing.ACTIVITY, act.uuid, "2026-T2", day, ItemState.DONE)
    )
    found = plans.get_activity(database, act.uuid)
    assert (found.state, found.done_on) == (ItemState.DONE, day)


def test_nothing_of_a_locked_period_changes(database: Database) -> None:
    plan = new_plan(database)
    item = goal(database, plan, "Mål")
    row = plans.save_follow_up(
        database,
        FollowUpRow(Thing.PLAN_ITEM, item.uuid, "2026-T1", dt.date(2026, 5, 1), ItemState.LATE),
    )
    lock = period_locks.lock_period(database, Thing.PLAN, plan.uuid, "2026-T1")
    refused("period_locked", plans.save_follow_up, database, replace(row, text="Ändrat"))
    refused("period_locked", plans.delete_follow_up, database, row.uuid)
    refused("period_locked_follow_up", plans.delete_item, database, item.uuid)
    refused("period_locked_follow_up", plans.delete_plan, database, plan.uuid)
    later = plans.save_follow_up(database, replace(row, period="2026-T2", uuid=""))
    assert later.uuid != row.uuid
    plans.set_item_state(database, item.uuid, ItemState.DROPPED, "Skäl")  # the state of now
    period_locks.unlock_period(database, lock.uuid, "Fel i texten")
    plans.delete_follow_up(database, row.uuid)
    plans.delete_plan(database, plan.uuid)


# --- kept states ---------------------------------------------------------------------------------


def test_a_kept_state_tells_what_has_changed_in_words(database: Database) -> None:
    plan = new_plan(database)
    top = goal(database, plan, "Mål", code="1")
    kept = whole_goal(database, plan, "Ledtid", code="1.1", parent_uuid=top.uuid)
    gone = goal(database, plan, "Borttaget", code="1.2")
    first = plans.save_baseline(database, plan.uuid, "Beslutad 2025")
    assert (first.item_count, first.author) == (3, "Anna")
    assert plans.compare_baseline(database, first.uuid).is_same
    plans.delete_item(database, gone.uuid)
    goal(database, plan, "Nytt", code="1.3")
    plans.update_item(
        database,
        replace(
            kept, level=0.75, responsible="", target_date=None, is_overall=True, scope=Scope.ALL
        ),
    )
    plans.move_item(database, kept.uuid, parent_uuid="", position=0)
    found = plans.compare_baseline(database, first.uuid)
    assert (found.was_name, found.now_name) == ("Beslutad 2025", "Planen nu")
    assert (found.added, found.removed) == (("1.3 Nytt",), ("1.2 Borttaget",))
    assert {change.item_name for change in found.changed} == {"1.1 Ledtid"}
    assert {(c.field_words, c.was, c.now) for c in found.changed} == {
        ("Under målet", "1 Mål", ""),
        ("Målnivå", "80\u00a0%", "75\u00a0%"),
        ("Måldatum", "2027-12-31", ""),
        ("Ansvarig", "Processledarna", ""),
        ("Övergripande uppföljning", "Nej", "Ja"),
        ("Omfattar", "", "Alla"),
    }
    second = plans.save_baseline(database, plan.uuid, "Reviderad")
    assert plans.compare_baseline(database, first.uuid, second.uuid).changed == found.changed
    assert plans.compare_baseline(database, second.uuid).is_same
    plans.delete_baseline(database, second.uuid)
    assert [row.name for row in plans.list_baselines(database, plan.uuid)] == ["Beslutad 2025"]
    refused("baseline_missing", plans.compare_baseline, database, second.uuid)


def test_every_field_of_a_goal_has_its_words_in_a_comparison() -> None:
    from rccdesk.services.plans.baselines import _LEFT_OUT
    from rccdesk.texts import has_text

    names = [field.name for field in fields(PlanItemRow) if field.name not in _LEFT_OUT]
    assert [name for name in names if not has_text(f"plans.field.{name}")] == []


# --- dates ---------------------------------------------------------------------------------------


def test_the_days_of_a_plan_within_a_span(database: Database) -> None:
    plan = new_plan(database, valid_from=dt.date(2025, 1, 1), valid_to=dt.date(2027, 12, 31))
    item = goal(database, plan, "Mål", code="1", target_date=dt.date(2026, 12, 31))
    activity(database, item, "Ring", starts_on=dt.date(2026, 2, 1), due_on=dt.date(2026, 3, 1))
    activity(database, item, "Klar", state=ItemState.DONE, done_on=dt.date(2026, 4, 1))
    turning = goal(database, plan, "Uppföljs", follow_up_months=4)
    plans.save_follow_up(
        database,
        FollowUpRow(Thing.PLAN_ITEM, turning.uuid, "2025-T3", dt.date(2026, 1, 31), ItemState.LATE),
    )
    found = plans.list_dates(database, plan.uuid, dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert [(date.day.isoformat(), date.what, date.name) for date in found] == [
        ("2026-02-01", DateKind.START, "Ring"),
        ("2026-03-01", DateKind.ACTIVITY_DUE, "Ring"),
        ("2026-04-01", DateKind.DONE, "Klar"),
        ("2026-05-31", DateKind.FOLLOW_UP, "Uppföljs"),
        ("2026-09-30", DateKind.FOLLOW_UP, "Uppföljs"),
        ("2026-12-31", DateKind.DUE, "1 Mål"),
    ]
    assert [date.words for date in found][-1] == "Måldatum"
    edges = plans.list_dates(database, plan.uuid, dt.date(2025, 1, 1), dt.date(2025, 1, 1))
    assert [date.what for date in edges] == [DateKind.PLAN_START]
    far = plans.list_dates(database, plan.uuid, dt.date(2028, 1, 1), dt.date(9999, 12, 31))
    assert far == ()  # no turns after the plan has ended


def test_funding_and_reviews_of_what_the_plan_is_about(database: Database) -> None:
    plan = new_plan(database)
    goal(database, plan, "Mål")
    ends = dt.date(2026, 12, 31)
    initiatives.add_initiative(database, InitiativeRow("Snabbspår", funding_ends_on=ends))
    (date,) = plans.list_dates(database, plan.uuid, ends, ends)
    assert (date.kind, date.name, date.what) == (
        Thing.INITIATIVE,
        "Snabbspår",
        DateKind.FUNDING_END,
    )
    region = plans.add_plan(database, PlanRow("Skåne", PlanKind.REGION, region="12"))
    assert plans.list_dates(database, region.uuid, ends, ends) == ()  # it does not serve that


def test_errors_of_plans_have_sentences_in_both_languages() -> None:
    from rccdesk.texts import text

    said = text("errors.dates_reversed", first="2026-02-01", last="2026-01-31")
    assert said == (
        "Slutdatumet 2026-01-31 ligger före startdatumet 2026-02-01. Inget har sparats. "
        "Rätta datumen."
    )
    assert PlanError().code == "plan_title_missing"
