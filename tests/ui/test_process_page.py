"""Processen: goals, activities and all else of one process, each row a way to its page."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from rccdesk.enums import DecisionKind, GroupKind, PlanKind, Thing
from rccdesk.services import analyses, decisions, groups, improvements, meetings, plans
from rccdesk.services.analyses import AnalysisText
from rccdesk.services.database import Database
from rccdesk.services.decisions.model import DecisionRow
from rccdesk.services.groups.model import GroupRow, ProcessRow, VisitRow
from rccdesk.services.improvements import ImprovementRow
from rccdesk.services.meetings.model import MeetingRow
from rccdesk.services.plans import ActivityRow, PlanItemRow, PlanRow
from rccdesk.services.plans.model import ObstacleRow
from rccdesk.ui.pages.page import Context
from rccdesk.ui.pages.process_page import ProcessPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import Asked, make_context, make_store, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words

TODAY = dt.datetime.now().astimezone().date()
DAY = dt.timedelta(days=1)


@dataclass
class Led(Asked):
    """A window that remembers where each row led, with what it was told."""

    told: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def navigate(self, key: str, arguments: Mapping[str, object] | None = None) -> None:
        self.told.append((key, dict(arguments or {})))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("process"))


@pytest.fixture
def tasks(store: Path, tmp_path: Path) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    runner.database = Database.open(Path(shutil.copy(store, tmp_path)))
    yield runner
    runner.close()
    runner.database.close()


def fill(database: Database) -> dict[str, str]:
    """Give VG9 a plan with a measured goal, two activities, an obstacle and texts."""
    plan = plans.add_plan(database, PlanRow("Processplan", PlanKind.PROCESS, svf=("VG9",)))
    goal = plans.add_item(
        database,
        PlanItemRow(plan.uuid, "80 procent i tid", measure_key="svf_lead_time", level=0.8),
    )
    late = plans.add_activity(
        database, ActivityRow("Ordna snabbspår", goal.uuid, due_on=TODAY - 2 * DAY)
    )
    plans.add_activity(database, ActivityRow("Följ schemat", goal.uuid, due_on=TODAY + 9 * DAY))
    plans.add_obstacle(database, ObstacleRow(Thing.PLAN_ITEM, goal.uuid, "Salen är stängd."))
    key = (("VG9",), "01", "2025-Q3")
    analyses.update_analysis(database, AnalysisText(*key, finding="Sju av tio i tid."))
    improvements.add_improvement(
        database,
        ImprovementRow(
            "Snabbspår",
            "svf_lead_time",
            "svf_lead_time|svf=VG9|region=01|period=2025-Q3",
            svf=("VG9",),
            area="01",
            period="2025-Q3",
            figure="70 % · 7 av 10",
        ),
    )
    return {"goal": goal.uuid, "late": late.uuid}


def test_the_activities_are_in_view_where_they_were_asked_for(
    qtbot: QtBot, tasks: TaskRunner
) -> None:
    assert tasks.database is not None
    fill(tasks.database)
    page, _led = make_page(qtbot, tasks)
    page.arrive({"tab": "activities"})
    settle(page, tasks)
    top = page.activities.mapTo(page, page.activities.rect().topLeft()).y()
    assert 0 <= top < page.height() - 100
    assert page.focusWidget() is page.activities.table
    assert page.of.text() == "Ledtid och inklusion för alla i uttaget"


def make_page(qtbot: QtBot, tasks: TaskRunner) -> tuple[ProcessPage, Led]:
    made = make_context(tasks)
    led = Led()
    page = ProcessPage(Context(made.tasks, made.selection, made.settings, led))
    qtbot.addWidget(page)
    page.resize(1178, 690)
    page.show()
    settle(page, tasks)
    return page, led


def test_all_of_the_process_stands_on_its_page_late_first(qtbot: QtBot, tasks: TaskRunner) -> None:
    assert tasks.database is not None
    fill(tasks.database)
    page, _led = make_page(qtbot, tasks)
    words = visible_words(page)
    assert page.head.title == "Bröstcancer"
    assert page.pair.isVisible()
    (goal,) = page.goals.table.model_.lines
    # The last whole quarter has three pathways: under the floor of five nothing is shown.
    assert goal.cells[2].words == ".."
    assert goal.cells[3].words.startswith("Visas inte")
    acts = [line.cells[0].words for line in page.activities.table.model_.lines]
    assert acts == ["Ordna snabbspår", "Följ schemat"]
    first = page.activities.table.model_.lines[0]
    assert first.cells[2].words == f"{TODAY - 2 * DAY}, har passerat"
    for part in ("Utkast: Sju av tio i tid.", "Snabbspår", "Salen är stängd.", "Aldrig uppföljt"):
        assert part in words
    check_names_and_tabs(page)


def test_each_part_leads_to_its_page(qtbot: QtBot, tasks: TaskRunner) -> None:
    assert tasks.database is not None
    keys = fill(tasks.database)
    page, led = make_page(qtbot, tasks)
    qtbot.keyClick(page.goals.table, Qt.Key.Key_Return)
    page.activities.open.click()
    cards = (page.due, page.texts, page.improvements, page.obstacles)
    for card in cards:
        (button,) = card.findChildren(QAbstractButton)
        button.click()
    assert led.told[:3] == [
        ("plan_item", {"item": keys["goal"]}),
        ("plan", {"item": keys["late"]}),
        ("plan_item", {"item": keys["goal"]}),
    ]
    assert [key for key, _more in led.told[3:]] == ["analysis", "lead_times", "follow_up"]
    assert led.told[-1][1] == {"tab": "obstacles"}


def test_another_process_is_shown_by_the_selection(qtbot: QtBot, tasks: TaskRunner) -> None:
    assert tasks.database is not None
    fill(tasks.database)
    page, _led = make_page(qtbot, tasks)
    page.selection.set_svf("VK1")
    settle(page, tasks)
    assert page.head.title == "Cancer i urinblåsan och urinvägarna"
    assert not page.goals.table.isVisible()
    assert "Ingen plan har mål för processen." in visible_words(page)
    page.selection.set_svf()
    settle(page, tasks)
    assert "Ingen process är vald" in visible_words(page)
    button = next(b for b in page.findChildren(QAbstractButton) if b.text() == "Visa Bröstcancer")
    button.click()
    settle(page, tasks)
    assert page.head.title == "Bröstcancer"


def test_who_leads_the_group_and_its_decisions_lead_to_their_pages(
    qtbot: QtBot, tasks: TaskRunner
) -> None:
    database = tasks.database
    assert database is not None
    process = groups.add_process(database, ProcessRow("Bröstcancer", svf=("VG9",)))
    row = GroupRow("Bröstgruppen", GroupKind.PROCESS_GROUP, process_uuid=process.uuid)
    group = groups.add_group(database, row)
    coming = meetings.add_meeting(database, MeetingRow(group.uuid, TODAY + 2 * DAY))
    visit = groups.add_visit(
        database, VisitRow("01", "Norra sjukhuset", process_uuid=process.uuid, held_on=TODAY)
    )
    words = "Gruppen möts varje månad."
    decision = decisions.record_decision(
        database, DecisionRow(group.uuid, words, DecisionKind.DECISION)
    )
    page, led = make_page(qtbot, tasks)
    for card in (page.people, page.decisions, page.visits):
        for button in card.findChildren(QAbstractButton):
            button.click()
    assert led.told == [
        ("groups", {"tab": "processes", "line": process.uuid}),  # nobody was ever noted
        ("group", {"group": group.uuid}),
        ("meeting", {"meeting": coming.uuid}),
        ("decision", {"decision": decision.uuid}),
        ("groups", {"tab": "visits", "line": visit.uuid}),
    ]
    seen = visible_words(page)
    for part in ("Vakant", "Om 2 dagar", words, f"Hållet {TODAY}"):
        assert part in seen
    check_names_and_tabs(page)


def test_without_a_process_of_the_pathway_nothing_of_groups_is_said(
    qtbot: QtBot, tasks: TaskRunner
) -> None:
    page, _led = make_page(qtbot, tasks)
    assert not page.people.isVisible()
    assert not page.decisions.isVisible()
    assert not page.visits.isVisible()
