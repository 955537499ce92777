"""What stands in the way: optional, asked for once, raised, and told by cause."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rccdesk.enums import ItemState, ObstacleLevel, ObstacleState, Thing
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services import history, improvements, mapping75, plans
from rccdesk.services.database import Database
from rccdesk.services.improvements import ImprovementRow
from rccdesk.services.plans import ObstacleRow
from tests.services.plan_example import TODAY, activity, goal, new_plan, whole_goal


@pytest.fixture(scope="module")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "prov.rccdesk"
    Database.open(path, create=True).close()
    return path


@pytest.fixture
def database(new_store: Path, tmp_path: Path) -> Iterator[Database]:
    with Database.open(Path(shutil.copy(new_store, tmp_path)), who="Anna") as opened:
        yield opened


def area(database: Database, title: str, measure: str = "svf_lead_time") -> ImprovementRow:
    key = f"{measure}|svf=VG9|region=12|period=2026-Q3"
    return improvements.add_improvement(database, ImprovementRow(title, measure, key))


def today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def test_obstructed_demands_no_obstacle_and_an_obstacle_no_cause(database: Database) -> None:
    item = goal(database, new_plan(database), "Mål")
    assert plans.set_item_state(database, item.uuid, ItemState.OBSTRUCTED).state_reason == ""
    row = plans.add_obstacle(database, ObstacleRow(Thing.PLAN_ITEM, item.uuid, "Salar saknas"))
    assert (row.cause, row.level, row.state) == ("", None, ObstacleState.REPORTED)
    assert row.noted_on == today()
    only_level = ObstacleRow(Thing.PLAN_ITEM, item.uuid, level=ObstacleLevel.NATIONAL)
    plans.add_obstacle(database, only_level)
    plans.add_obstacle(database, ObstacleRow(Thing.PLAN_ITEM, item.uuid, cause="capacity"))
    with pytest.raises(RccdeskError) as refused:
        plans.add_obstacle(database, ObstacleRow(Thing.PLAN_ITEM, item.uuid, "  "))
    assert refused.value.code == "obstacle_empty"
    view = plans.get_plan_view(database, item.plan_uuid, TODAY)
    assert view.lines[0].has_obstacle


def test_an_obstacle_is_raised_settled_and_thrown_away(database: Database) -> None:
    item = goal(database, new_plan(database), "Mål")
    row = plans.add_obstacle(
        database, ObstacleRow(Thing.PLAN_ITEM, item.uuid, "Hinder", level=ObstacleLevel.REGION)
    )
    raised = plans.raise_obstacle(database, row.uuid)
    assert (raised.state, raised.raised_on, raised.level) == (
        ObstacleState.RAISED,
        today(),
        ObstacleLevel.REGION,  # who can solve it is as it was said
    )
    assert history.list_entries(database)[0].words.startswith("lyft hindret för Mål till ")
    settled = plans.update_obstacle(
        database, replace(raised, state=ObstacleState.RESOLVED, answer="Medel beviljade")
    )
    assert settled.settled_on == today()
    assert plans.list_obstacles(database, only_open=True) == ()
    assert not plans.get_plan_view(database, item.plan_uuid, TODAY).lines[0].has_obstacle
    opened = plans.update_obstacle(database, replace(settled, state=ObstacleState.ASSESSED))
    assert opened.settled_on is None
    plans.delete_obstacle(database, row.uuid)
    assert plans.list_obstacles(database) == ()
    with pytest.raises(NotFoundError):
        plans.raise_obstacle(database, row.uuid)
    history.undo_last(database)
    assert len(plans.list_obstacles(database, subject=(Thing.PLAN_ITEM, item.uuid))) == 1


def test_an_improvement_area_is_asked_once(database: Database) -> None:
    asked = area(database, "Väntan på biopsi")
    assert asked.obstacle_asked_on is None
    plans.mark_obstacle_asked(database, asked.uuid)
    found = improvements.get_improvement(database, asked.uuid)
    assert found.obstacle_asked_on == today()
    # What is saved of the area does not make the question come again.
    improvements.update_improvement(database, replace(found, note="Ny text"))
    assert improvements.get_improvement(database, asked.uuid).obstacle_asked_on == today()
    answered = area(database, "Väntan på PAD")
    plans.add_obstacle(database, ObstacleRow(Thing.IMPROVEMENT, answered.uuid, cause="staffing"))
    assert improvements.get_improvement(database, answered.uuid).obstacle_asked_on == today()
    with pytest.raises(NotFoundError):
        plans.mark_obstacle_asked(database, "finns-inte")


def test_missed_lead_times_are_told_by_cause_and_level(database: Database) -> None:
    plan = new_plan(database)
    by_lead_time = whole_goal(database, plan, "Ledtid")
    other = whole_goal(database, plan, "Vårdplan", measure_key="care_plan")
    seen = area(database, "Väntan")
    elsewhere = area(database, "Vårdplaner", measure="care_plan")
    rows = (
        ObstacleRow(Thing.PLAN_ITEM, by_lead_time.uuid, "A", "staffing", ObstacleLevel.REGION),
        ObstacleRow(Thing.IMPROVEMENT, seen.uuid, "B", "staffing", ObstacleLevel.REGION),
        ObstacleRow(
            Thing.IMPROVEMENT,
            seen.uuid,
            "C",
            "staffing",
            ObstacleLevel.CARE_UNIT,
            ObstacleState.RESOLVED,
        ),
        ObstacleRow(Thing.IMPROVEMENT, seen.uuid, "D", "routine"),
        ObstacleRow(Thing.IMPROVEMENT, seen.uuid, "E"),
        ObstacleRow(Thing.PLAN_ITEM, other.uuid, "Om annat", "economy"),
        ObstacleRow(Thing.IMPROVEMENT, elsewhere.uuid, "Om annat", "economy"),
    )
    for row in rows:
        plans.add_obstacle(database, row)
    lines = plans.report_by_cause(database)
    assert [(line.name, line.count, line.open_count) for line in lines] == [
        ("Rutin eller arbetssätt", 1, 1),  # in the order of the list of causes
        ("Kompetens och bemanning", 3, 2),
        ("Ej angivet", 1, 1),
    ]
    assert lines[1].levels == {ObstacleLevel.REGION: 2, ObstacleLevel.CARE_UNIT: 1}
    assert lines[2].levels == {None: 1}
    mapping75.rename_cause(database, "staffing", "Bemanning")
    assert plans.report_by_cause(database)[1].name == "Bemanning"


def test_what_has_no_obstacles_and_what_is_gone_is_told(database: Database) -> None:
    item = goal(database, new_plan(database), "Mål")
    for kind, key, code in (
        (Thing.MEASURE, "svf_lead_time", "obstacle_subject"),
        (Thing.PLAN_ITEM, "finns-inte", "plan_item_missing"),
        (Thing.ACTIVITY, item.uuid, "activity_missing"),
        (Thing.INITIATIVE, "finns-inte", "initiative_missing"),
        (Thing.IMPROVEMENT, "finns-inte", "improvement_missing"),
    ):
        with pytest.raises(RccdeskError) as refused:
            plans.add_obstacle(database, ObstacleRow(kind, key, "Hinder"))
        assert refused.value.code == code
    with pytest.raises(NotFoundError) as missing:
        plans.add_obstacle(
            database, ObstacleRow(Thing.PLAN_ITEM, item.uuid, "Hinder", cause="finns_inte")
        )
    assert missing.value.code == "cause_missing"


def test_the_level_that_can_solve_is_said_in_the_rccs_own_words(database: Database) -> None:
    new_plan(database)
    words = [plans.obstacle_level_words(database, level) for level in ObstacleLevel]
    assert len({*words}) == len(words)
    assert words[2:] == ["Regionen", words[3], "Nationellt"]
    assert words[3][0].isupper()


def test_an_obstacle_of_an_activity_shows_on_its_line(database: Database) -> None:
    item = goal(database, new_plan(database), "Mål")
    act = activity(database, item, "Ring")
    plans.add_obstacle(database, ObstacleRow(Thing.ACTIVITY, act.uuid, "Ingen svarar"))
    lines = plans.get_plan_view(database, item.plan_uuid, TODAY).lines
    assert [line.has_obstacle for line in lines] == [False, True]
