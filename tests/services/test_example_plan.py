"""The plans of the example, as the pages and the reports meet them; and the page of a process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rccdesk.enums import FigureStatus, ItemState, PlanKind, Thing
from rccdesk.errors import NotFoundError
from rccdesk.services import plans
from rccdesk.services.database import Database
from rccdesk.services.process_page import get_process_page

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def database(
    tmp_path_factory: pytest.TempPathFactory, example_copy: Callable[[Path, int, int], Path]
) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("store") / "exempel.rccdesk"
    with Database.open(example_copy(path, 3000, 2)) as opened:
        yield opened


def main_view(database: Database) -> plans.PlanView:
    plan = plans.main_plan(database)
    assert plan is not None
    return plans.get_plan_view(database, plan.uuid, TODAY)


def test_the_cancer_plan_is_as_the_drawing_has_it(database: Database) -> None:
    view = main_view(database)
    assert view.state_words == "Beslutad i 6 av 7 regioner"
    assert view.sentence == (
        "Region Vikmarken har ingen egen handlingsplan. "
        "Gemensam patologikö är hindrad i tre regioner och saknar ansvarig."
    )
    by_code = {line.code: line for line in view.lines if line.is_item}
    assert by_code["1"].is_heading
    assert by_code["1.1.1"].is_followable
    assert by_code["2.1.3"].missing == ("responsible",)
    states = by_code["2.1.3"].region_states
    obstructed = [code for code, state in states.items() if state is ItemState.OBSTRUCTED]
    assert obstructed == ["X2", "X4", "X6"]
    assert "X5" not in states  # Vikmarken has no plan, and nobody has said anything
    marks = [plans.mark_of(row, states) for row in view.regions]
    assert marks[4] is plans.RegionMark.PLAN_MISSING
    assert any(line.is_overdue and not line.is_item for line in view.lines)


def test_there_is_a_plan_of_a_region_and_one_of_a_process(database: Database) -> None:
    kinds = {plan.kind: plan for plan in plans.list_plans(database)}
    assert set(kinds) >= {PlanKind.CANCER, PlanKind.REGION, PlanKind.PROCESS}
    main = kinds[PlanKind.CANCER]
    assert {kinds[PlanKind.REGION].parent_uuid, kinds[PlanKind.PROCESS].parent_uuid} == {main.uuid}
    assert kinds[PlanKind.REGION].region == "X2"
    assert kinds[PlanKind.PROCESS].svf == ("VK1",)
    (kept,) = plans.list_baselines(database, main.uuid)
    found = plans.compare_baseline(database, kept.uuid)
    assert found.added
    assert found.removed == ("3.3 Gemensam väntrumsfilm",)
    assert {change.field for change in found.changed} >= {"level", "responsible", "priority"}


def test_a_figure_is_published_and_against_the_goals_own_level(database: Database) -> None:
    by_code = {line.code: line.uuid for line in main_view(database).lines if line.is_item}
    page = plans.get_item_page(database, by_code["1.1"], TODAY)
    figure = page.figure
    assert figure is not None
    assert figure.status is FigureStatus.LOWER_REACHED  # between the two levels, 75 and 85 %
    assert figure.level_text == "minst 75\u00a0%, helst minst 85\u00a0%"
    assert figure.value is not None
    assert 0.75 <= figure.value < 0.85
    assert figure.value_key == f"mammography_participation|period={figure.period}"
    assert page.neighbours or page.initiatives or page.frameworks
    proposed = plans.propose_follow_up(database, Thing.PLAN_ITEM, by_code["1.1"], "2026-T3")
    assert proposed.figure == figure.words  # frozen with the follow-up as it is now
    assert proposed.value_key == figure.value_key


def test_few_cases_are_not_shown_in_the_figure_of_a_goal(database: Database) -> None:
    page = get_process_page(database, "VJ0", TODAY)  # penile cancer: hardly anybody a quarter
    figures = [goal.figure for goal in page.goals if goal.figure and goal.figure.value is None]
    hidden = [figure for figure in figures if figure.status is FigureStatus.HIDDEN]
    assert hidden
    for figure in hidden:
        assert figure.value_text == ".."
        assert figure.count_text == ""
        assert figure.reason


def test_a_process_has_all_that_its_leader_keeps_on_one_page(database: Database) -> None:
    page = get_process_page(database, "VK1", TODAY)
    names = [goal.item.name for goal in page.goals]
    assert names[:2] == [
        "A.1 Direktbokning i alla regioner",  # its own plan first
        "A.2 Patienternas erfarenhet av utredningen",
    ]
    assert {"2.1 80 procent inom ledtiden i alla SVF", "2.1.2 Direktbokad cystoskopi"} <= {*names}
    assert "2.1.1 Snabbspår för biopsi, bröst" not in names
    assert page.areas
    assert all(tie.is_confirmed for tie in page.areas)
    assert page.pair is not None
    assert page.period == "2026-Q3"
    open_now = [each for each in page.activities if each.row.state not in plans.CLOSED]
    overdue = [each.is_overdue for each in open_now]
    assert overdue == sorted(overdue, reverse=True)  # the overdue stand first
    assert page.initiatives
    assert page.obstacles
    assert page.follow_ups_due
    assert page.sentence
    with pytest.raises(NotFoundError):
        get_process_page(database, "XX9", TODAY)


def test_a_process_without_a_plan_or_figures_has_a_page_too(database: Database) -> None:
    page = get_process_page(database, "VM0", TODAY)
    assert page.name
    assert all(goal.figure is None or goal.figure.value is None for goal in page.goals)
