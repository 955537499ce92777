"""A raised obstacle leads to the decision that answered it, and a decision to what it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from rccdesk.enums import Adoption, LinkRole, ObstacleState, Stance, Thing
from rccdesk.services import decisions, links, plans
from rccdesk.services.database import Database
from rccdesk.services.decisions import DecisionRegionRow, DecisionRow, DecisionUnitRow
from rccdesk.services.links import ChainLink
from rccdesk.services.plans import ObstacleRow, PlanItemRow
from rccdesk.ui import theme
from rccdesk.ui.pages.decision_page import DecisionPage
from rccdesk.ui.pages.page import Page
from rccdesk.ui.pages.plan_item_page import PlanItemPage
from rccdesk.ui.tables.line_view import LineView
from rccdesk.ui.tasks import TaskRunner
from rccdesk.ui.widgets.buttons import Button
from tests.services import decision_example as example
from tests.services.decision_example import recommend
from tests.ui.figure_store import make_context, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words
from tests.ui.plan_store import make_plan_store

QUEUE = "2.1.3"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_plan_store(tmp_path_factory.mktemp("ties"))


@pytest.fixture
def tasks(qapp: QApplication, store: Path, tmp_path: Path) -> Iterator[TaskRunner]:
    theme.install(qapp, "light")
    own = tmp_path / "own.rccdesk"
    own.write_bytes(store.read_bytes())
    runner = TaskRunner()
    runner.database = Database.open(own)
    yield runner
    runner.close()
    runner.database.close()


@pytest.fixture
def goal(tasks: TaskRunner) -> PlanItemRow:
    plan = plans.main_plan(database(tasks))
    assert plan is not None
    items = plans.list_items(database(tasks), plan.uuid)
    return next(row for row in items if row.code == QUEUE)


@pytest.fixture
def decision(tasks: TaskRunner, goal: PlanItemRow) -> DecisionRow:
    store = database(tasks)
    group = example.body(store)
    about = {"source_kind": str(Thing.PLAN_ITEM), "source_key": goal.uuid}
    met = example.meeting(store, group)
    return recommend(store, example.point(store, group, met, "Patologi", **about), "X1")


def database(tasks: TaskRunner) -> Database:
    assert tasks.database is not None
    return tasks.database


def shown(made: Page, tasks: TaskRunner, **arguments: object) -> None:
    made.resize(1130, 1600)
    made.arrive(arguments)
    made.show()
    settle(made, tasks)


def press(made: Page, name: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, object]:
    """Press a button by its name and return where it leads."""
    asked: list[tuple[str, object]] = []
    actions = made.window_actions
    monkeypatch.setattr(actions, "navigate", lambda key, told=None: asked.append((key, told)))
    (button,) = [each for each in made.findChildren(Button) if each.accessibleName() == name]
    button.click()
    (found,) = asked
    return found


def test_a_raised_obstacle_shows_the_decision_and_leads_to_it(
    tasks: TaskRunner, goal: PlanItemRow, decision: DecisionRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = dt.date(2026, 5, 2)
    raised = ObstacleRow(
        *(Thing.PLAN_ITEM, goal.uuid, "Avtalen är olika"),
        state=ObstacleState.RAISED,
        noted_on=day,
        raised_on=day,
    )
    plans.add_obstacle(database(tasks), raised)
    page = PlanItemPage(make_context(tasks, period=""))
    shown(page, tasks, item=goal.uuid)
    words = visible_words(page)
    assert decision.text in words
    assert "Rekommendation. Regionen beslutar, verksamheten inför." in words
    check_names_and_tabs(page)
    assert press(page, "Visa beslutet § 31 2026-05-21", monkeypatch) == (
        "decision",
        {"decision": decision.uuid},
    )
    page.close()


def test_a_decision_shows_its_measure_before_and_after_and_what_it_is_tied_to(
    tasks: TaskRunner, goal: PlanItemRow, decision: DecisionRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = DecisionPage(make_context(tasks, period=""))
    shown(page, tasks, decision=decision.uuid)
    assert "Inget mått är kopplat till beslutet." in visible_words(page)
    link = ChainLink(Thing.PLAN_ITEM, goal.uuid, Thing.DECISION, decision.uuid, LinkRole.EVIDENCE)
    links.add_link(database(tasks), link)
    measured = ChainLink(
        *(Thing.DECISION, decision.uuid, Thing.MEASURE, "svf_lead_time"), LinkRole.MEASURE
    )
    links.add_link(database(tasks), measured)
    page.mark_stale()
    settle(page, tasks)
    words = visible_words(page)
    assert f"Mål i planen: {goal.name}" in words
    assert "Mått: Andel inom ledtiden" in words
    check_names_and_tabs(page)
    assert press(page, f"Visa: Mål i planen: {goal.name}", monkeypatch) == (
        "plan_item",
        {"item": goal.uuid},
    )
    page.close()


def test_R_C18_shares_and_reasons_of_all_decisions_stand_in_one_dialog(
    tasks: TaskRunner, decision: DecisionRow
) -> None:
    store = database(tasks)
    for unit, state in (("Patologi A", Adoption.INTRODUCED), ("Patologi B", Adoption.PARTLY)):
        decisions.set_unit(store, DecisionUnitRow(decision.uuid, "X1", unit, state))
    answer = DecisionRegionRow(decision.uuid, "X1", Stance.DECLINED, reason="Avtalet är låst.")
    decisions.set_region(store, answer)
    page = DecisionPage(make_context(tasks, period=""))
    shown(page, tasks, decision=decision.uuid)
    dialog = page.make_adoption()
    dialog.show()
    settle(page, tasks)
    assert [cell(dialog.regions, 0, at) for at in (1, 2)] == ["1 av 2", "50\u00a0%"]
    assert [cell(dialog.units, row, 1) for row in (0, 1)] == ["1 av 1", "0 av 1"]
    reasons = [cell(dialog.reasons, 0, at) for at in range(4)]
    assert reasons == ["Orsak ej angiven", "1", "0", "Avtalet är låst."]
    dialog.close()
    page.close()


def cell(table: LineView, row: int, column: int) -> str:
    return str(table.model_.index(row, column).data())
