"""Plans under acts that nobody plans for: locks, steps back, what goes with what, odd days."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rccdesk.enums import ItemState, ObstacleLevel, ObstacleState, PlanState, Scope, Thing
from rccdesk.errors import RccdeskError
from rccdesk.models import PlanBaseline
from rccdesk.services import (
    checks,
    history,
    improvements,
    initiatives,
    organisation,
    period_locks,
    plans,
    store_settings,
)
from rccdesk.services.database import Database
from rccdesk.services.improvements import ImprovementRow
from rccdesk.services.initiatives import InitiativeRow
from rccdesk.services.organisation import Word
from rccdesk.services.plans import ActivityRow, FollowUpRow, ObstacleRow, PlanRow
from rccdesk.services.plans.rotation import make_line
from rccdesk.services.store_settings import SmallNumberLimits
from rccdesk.services.swedish_order import folded, sort_key
from tests.services.plan_example import activity, complete, goal, new_plan

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
    refused("period_locked_follow_up", move, database, row.uuid, item_uuid=other.uuid, position=0)
    refused("period_locked_follow_up", move, database, row.uuid, item_uuid="", position=0)
    changed = replace(row, plan_item_uuid=other.uuid)
    refused("period_locked_follow_up", plans.update_activity, database, changed)
    # it would stand without its follow-up
    refused("period_locked_follow_up", plans.delete_item, database, item.uuid)
    beside = goal(database, plan, "Stöd")
    moved = move(database, row.uuid, item_uuid=beside.uuid, position=0)  # of the same plan
    assert moved.plan_item_uuid == beside.uuid


def test_nothing_is_locked_of_a_plan_in_the_papperskorg(database: Database) -> None:
    plan = new_plan(database)
    plans.delete_plan(database, plan.uuid)
    refused("not_found", period_locks.lock_period, database, Thing.PLAN, plan.uuid, "2026-T1")
    assert is_sound(database)


# --- figures kept with follow-ups ----------------------------------------------------------------


def keep_figure(database: Database, words: str) -> FollowUpRow:
    item = goal(database, new_plan(database), "Kortare väntan")
    row = FollowUpRow(
        Thing.PLAN_ITEM,
        item.uuid,
        "2026-T1",
        EARLY,
        ItemState.LATE,
        value_key="svf_lead_time|region=12+13|period=2025-Q4",
        figure=words,
    )
    return plans.save_follow_up(database, row)


def test_a_kept_figure_is_hidden_when_the_limit_is_raised_and_comes_back(
    database: Database,
) -> None:
    words = "71\u00a0% · 5 av 7 · Södra sjukvårdsregionen, kvartal 4 2025"
    row = keep_figure(database, words)
    assert row.figure == words
    store_settings.update_small_number_limits(database, SmallNumberLimits(group=8))
    subject = (Thing.PLAN_ITEM, row.subject_key)
    (hidden,) = plans.list_follow_ups(database, subject=subject)
    assert "71" not in hidden.figure
    assert "5 av 7" not in hidden.figure
    assert hidden.figure.endswith("Södra sjukvårdsregionen, kvartal 4 2025")
    proposed = plans.propose_follow_up(database, *subject, "2026-T1")
    assert proposed.figure == hidden.figure
    assert plans.get_item_page(database, row.subject_key).follow_ups[0].figure == hidden.figure
    # What is kept stays: hidden words that come back from a dialog are no figure.
    plans.save_follow_up(database, replace(proposed, text="Halvvägs."))
    store_settings.update_small_number_limits(database, SmallNumberLimits(group=5))
    (again,) = plans.list_follow_ups(database, subject=subject)
    assert (again.figure, again.text) == (words, "Halvvägs.")


@pytest.mark.parametrize(
    ("words", "is_hidden"),
    [
        ("71\u00a0% · 1\u00a0204 av 1\u00a0678 · Syd, 2025", False),
        ("71% · 5 of 7 · Syd, 2025", True),
        ("12 dagar · Syd, 2025", False),
        ("Andel: Ingen siffra.", False),
    ],
)
def test_a_kept_figure_is_known_by_its_count(
    database: Database, words: str, is_hidden: bool
) -> None:
    store_settings.update_small_number_limits(database, SmallNumberLimits(group=100))
    assert (keep_figure(database, words).figure != words) is is_hidden


# --- order and search ----------------------------------------------------------------------------


def test_words_are_in_swedish_order() -> None:
    words = ["Östra", "Änkan", "Åre", "Zetterlund", "ål", "ÄLV", "Éva", "Eva", "Edit", "ada", ""]
    assert sorted(words, key=sort_key) == [
        *("", "ada", "Edit", "Eva", "Éva", "Zetterlund", "ål", "Åre", "ÄLV", "Änkan", "Östra")
    ]


def test_groups_and_lines_are_in_swedish_order(database: Database) -> None:
    plan = new_plan(database)
    for group in ("Örongruppen", "Ätstörningsgruppen", "Ångestgruppen", "zongruppen", ""):
        goal(database, plan, "Mål", responsible=group)
    order = ["zongruppen", "Ångestgruppen", "Ätstörningsgruppen", "Örongruppen"]
    assert list(plans.list_responsible(database)) == order
    lines = plans.get_plan_view(database, plan.uuid, LATER).lines
    found = plans.sort_lines(lines, "responsible")
    assert [line.responsible for line in found] == [*order, ""]
    assert plans.sort_lines((), "responsible") == ()


def test_a_search_finds_words_however_their_letters_are_made(database: Database) -> None:
    plan = new_plan(database)
    goal(database, plan, unicodedata.normalize("NFD", "Bröstgruppens väg"))
    view = plans.get_plan_view(database, plan.uuid, LATER)
    for words in ("bröst", "VÄG", unicodedata.normalize("NFD", "väg")):
        assert len(plans.filter_lines(view, words=words)) == 1
    assert plans.filter_lines(view, words="brost") == ()
    assert len(plans.filter_lines(view, words="   ")) == 1


# --- kept states ---------------------------------------------------------------------------------


def stored_content(database: Database, uuid: str) -> str:
    with database.read() as session:
        return session.get_one(PlanBaseline, uuid).content


def put_content(database: Database, uuid: str, content: str) -> None:
    with database.write(act="history.act.example_made") as session:
        session.get_one(PlanBaseline, uuid).content = content


def test_a_kept_state_says_its_version_and_older_ones_are_read(database: Database) -> None:
    plan = new_plan(database)
    item = goal(database, plan, "Kortare väntan", code="1")
    kept = plans.save_baseline(database, plan.uuid, "Före")
    content = json.loads(stored_content(database, kept.uuid))
    assert content["version"] == 2
    # The first version was the items alone; a field that it did not know of is no change.
    items = [{k: v for k, v in each.items() if k != "scope"} for each in content["items"]]
    put_content(database, kept.uuid, json.dumps(items))
    plans.update_item(database, replace(item, title="Kort väntan", scope=Scope.CHILDREN))
    changed = plans.compare_baseline(database, kept.uuid).changed
    assert [(each.field, each.was, each.now) for each in changed] == [
        ("title", "Kortare väntan", "Kort väntan")
    ]
    assert plans.list_baselines(database, plan.uuid)[0].item_count == 1


@pytest.mark.parametrize("content", ['{"version": 3, "items": []}', "{", "[1]", "7", '{"a": 1}'])
def test_a_kept_state_that_cannot_be_read_is_told(database: Database, content: str) -> None:
    plan = new_plan(database)
    kept = plans.save_baseline(database, plan.uuid, "Före")
    put_content(database, kept.uuid, content)
    refused("baseline_unreadable", plans.compare_baseline, database, kept.uuid)
    assert len(plans.list_baselines(database, plan.uuid)) == 1


def test_a_kept_state_stays_as_it_was_through_renames_moves_and_deletes(
    database: Database,
) -> None:
    plan = new_plan(database)
    first, second = goal(database, plan, "Ett", code="1"), goal(database, plan, "Två", code="2")
    part = goal(database, plan, "Del", first, code="1.1")
    kept = plans.save_baseline(database, plan.uuid, "Före")
    content = stored_content(database, kept.uuid)
    plans.update_item(database, replace(second, title="Tu"))
    plans.move_item(database, part.uuid, parent_uuid=second.uuid, position=0)
    plans.delete_item(database, first.uuid)
    goal(database, plan, "Tre", code="3")
    found = plans.compare_baseline(database, kept.uuid)
    assert (found.added, found.removed) == (("3 Tre",), ("1 Ett",))
    assert {(each.item_name, each.field, each.was, each.now) for each in found.changed} == {
        ("2 Tu", "title", "Två", "Tu"),
        ("1.1 Del", "parent_uuid", "1 Ett", "2 Tu"),
    }
    assert stored_content(database, kept.uuid) == content


# --- obstacles -----------------------------------------------------------------------------------


def test_inclusion_is_no_lead_time_that_was_missed(database: Database) -> None:
    plan = new_plan(database)
    for measure in (
        "svf_lead_time",
        "svf_inclusion",
        "own_egen_grans",
        "mammography_participation",
    ):
        item = goal(database, plan, measure, measure_key=measure)
        plans.add_obstacle(database, ObstacleRow(Thing.PLAN_ITEM, item.uuid, measure))
    (line,) = plans.report_by_cause(database)
    assert (line.cause, line.count) == ("not_stated", 2)


def test_an_obstacle_has_its_days_in_order(database: Database) -> None:
    item = goal(database, new_plan(database), "Kortare väntan")
    row = ObstacleRow(Thing.PLAN_ITEM, item.uuid, "Patologer saknas", noted_on=LATER)
    add = plans.add_obstacle
    refused("dates_reversed", add, database, replace(row, settled_on=EARLY))
    refused("dates_reversed", add, database, replace(row, raised_on=EARLY))
    refused("date_in_future", add, database, replace(row, noted_on=dt.date(2999, 1, 1)))
    settled = add(database, replace(row, state=ObstacleState.RESOLVED))
    assert settled.settled_on is not None
    again = plans.update_obstacle(database, replace(settled, state=ObstacleState.RAISED))
    assert again.settled_on is None


def test_an_obstacle_is_raised_where_the_body_is_called_by_one_form_only(
    database: Database,
) -> None:
    item = goal(database, new_plan(database), "Kortare väntan")
    organisation.update_term(database, "syd", "steering_body", Word("ledningsmöte", "", "", "", ""))
    row = plans.add_obstacle(database, ObstacleRow(Thing.PLAN_ITEM, item.uuid, "Lokaler saknas"))
    plans.raise_obstacle(database, row.uuid)
    assert "ledningsmöte" in (history.next_undo(database) or "")
    level = ObstacleLevel.STEERING_BODY
    assert plans.obstacle_level_words(database, level) == "Ledningsmöte"


# --- plans and days ------------------------------------------------------------------------------


def test_plans_do_not_replace_each_other_in_a_ring(database: Database) -> None:
    first = plans.add_plan(database, PlanRow("Ett"))
    second = plans.add_plan(database, PlanRow("Två", replaces_uuid=first.uuid))
    third = plans.add_plan(database, PlanRow("Tre", replaces_uuid=second.uuid))
    changed = replace(first, replaces_uuid=third.uuid)
    refused("plan_cycle", plans.update_plan, database, changed)


def test_no_step_back_puts_plans_in_a_ring(database: Database) -> None:
    first = plans.add_plan(database, PlanRow("Ett"))
    second = plans.add_plan(database, PlanRow("Två"))
    plans.update_plan(database, replace(first, parent_uuid=second.uuid))
    plans.update_plan(database, first)
    entry = last_entry(database)
    plans.update_plan(database, replace(second, parent_uuid=first.uuid))
    refused("history_changed_since", history.undo_entry, database, entry)
    assert is_sound(database)


def test_the_turns_of_follow_up_end_with_the_calendar(database: Database) -> None:
    plan = new_plan(database, valid_from=dt.date(9998, 11, 30))
    goal(database, plan, "Mål", follow_up_months=3)
    found = plans.list_dates(database, plan.uuid, dt.date.min, dt.date.max)
    days = [date.day for date in found if date.what is plans.DateKind.FOLLOW_UP]
    assert days == [dt.date(9999, 2, 28), dt.date(9999, 5, 30), dt.date(9999, 8, 30),
                    dt.date(9999, 11, 30)]  # fmt: skip


@pytest.mark.parametrize(
    ("last", "months", "due"),
    [
        (dt.date(2028, 1, 31), 1, dt.date(2028, 2, 29)),
        (dt.date(2027, 1, 31), 1, dt.date(2027, 2, 28)),
        (dt.date(2028, 2, 29), 12, dt.date(2029, 2, 28)),
        (dt.date(2024, 2, 29), 48, dt.date(2028, 2, 29)),
        (dt.date(2026, 10, 31), 4, dt.date(2027, 2, 28)),
        (dt.date(2026, 12, 31), 60, dt.date(2031, 12, 31)),
    ],
)
def test_a_turn_falls_on_a_day_that_there_is(last: dt.date, months: int, due: dt.date) -> None:
    item = replace(complete(PlanRow("P"), "Mål"), follow_up_months=months)
    line = make_line(item, last, due)
    assert (line.next_due, line.is_due) == (due, True)
    assert not make_line(item, last, due - dt.timedelta(days=1)).is_due


def test_the_plan_in_force_is_shown_before_the_one_that_is_decided_to_follow_it(
    database: Database,
) -> None:
    following = plans.add_plan(database, PlanRow("2028–2030", state=PlanState.DECIDED))
    assert plans.main_plan(database) == following
    old = plans.add_plan(database, PlanRow("2022–2024", state=PlanState.IN_FORCE))
    used = plans.add_plan(database, PlanRow("2025–2027", state=PlanState.IN_FORCE))
    assert plans.main_plan(database) == used
    plans.update_plan(database, replace(used, state=PlanState.REPLACED))
    assert plans.main_plan(database) == old


def test_485_lines_are_filtered_and_sorted_at_once(database: Database) -> None:
    line = plans.PlanLine(
        Thing.PLAN_ITEM, "", "", 0, "", "", "Mål", "", ItemState.LATE, words=folded("Gård å")
    )
    lines = tuple(
        replace(line, uuid=str(n), responsible=f"{'ÅÄÖZa'[n % 5]}-gruppen {n}") for n in range(485)
    )
    view = plans.PlanView(new_plan(database), "", (), lines, "", LATER)
    begun = time.process_time()
    found = plans.sort_lines(plans.filter_lines(view, words="gård", only="late"), "responsible")
    assert time.process_time() - begun < 0.1
    assert [each.responsible[0] for each in found[::97]] == ["a", "Z", "Å", "Ä", "Ö"]
