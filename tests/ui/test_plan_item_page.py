"""One goal of the plan on a page: everything about it, and a way to each thing it is tied to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog

from rccdesk.enums import Channel, ItemState, ObstacleState, Share, Thing
from rccdesk.services import history, plans
from rccdesk.services.database import Database
from rccdesk.services.plans.model import PlanItemRow, ResponsibilityRow
from rccdesk.ui import theme
from rccdesk.ui.dialogs.activity_dialog import ActivityDialog
from rccdesk.ui.dialogs.follow_up_dialog import FollowUpDialog
from rccdesk.ui.dialogs.region_state_dialog import RegionStateDialog
from rccdesk.ui.dialogs.responsibility_dialog import ResponsibilityDialog
from rccdesk.ui.pages.plan_item_page import PlanItemPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import make_context, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words
from tests.ui.plan_store import close_dialogs, make_plan_store

QUEUE = "2.1.3"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_plan_store(tmp_path_factory.mktemp("plan_items"))


@pytest.fixture(scope="module")
def shared(qapp: QApplication) -> Iterator[tuple[PlanItemPage, TaskRunner]]:
    """Return one page for all tests, each in a file of its own."""
    theme.install(qapp, "light")
    runner = TaskRunner()
    made = PlanItemPage(make_context(runner, period=""))
    runner.topics_changed.connect(lambda topics: topics & made.topics and made.mark_stale())
    made.resize(1130, 1400)
    yield made, runner
    runner.close()
    made.close()
    made.deleteLater()


@pytest.fixture
def tasks(
    shared: tuple[PlanItemPage, TaskRunner], store: Path, tmp_path: Path
) -> Iterator[TaskRunner]:
    own = tmp_path / "own.rccdesk"
    own.write_bytes(store.read_bytes())
    runner = shared[1]
    runner.database = Database.open(own)
    yield runner
    close_dialogs()
    if shared[0].isVisible():
        settle(shared[0], runner)
    runner.database.close()
    runner.database = None


@pytest.fixture
def database(tasks: TaskRunner) -> Database:
    assert tasks.database is not None
    return tasks.database


@pytest.fixture
def page(
    shared: tuple[PlanItemPage, TaskRunner], tasks: TaskRunner, database: Database
) -> PlanItemPage:
    made = shared[0]
    made.window_actions.toasts.clear()  # type: ignore[attr-defined]
    made.window_actions.places.clear()  # type: ignore[attr-defined]
    made.arrive({"item": goal(database, QUEUE).uuid})
    made.show()
    settle(made, tasks)
    return made


def goal(database: Database, code: str) -> PlanItemRow:
    plan = plans.main_plan(database)
    assert plan is not None
    return next(row for row in plans.list_items(database, plan.uuid) if row.code == code)


def dialog_of(kind: type[QDialog]) -> QDialog:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert len(found) == 1
    return found[0]


def test_R_C02_one_page_has_status_figure_activities_budget_and_risk(
    page: PlanItemPage, database: Database
) -> None:
    words = visible_words(page)
    row = goal(database, QUEUE)
    found = plans.get_item_page(database, row.uuid)
    assert page.head.title == "2.1.3 Gemensam patologikö"
    assert page.goal.state.words == "Hindrad"
    assert "Saknar: ansvarig" in words
    for part in ("Budget", "Risk", "Aktiviteter", "Hinder", "Uppföljningar", "I regionerna"):
        assert part in words
    assert page.activities.table.rows.rowCount() == len(found.activities) > 0
    assert page.follow_ups.table.rows.rowCount() == len(found.follow_ups) > 0
    cells = [page.regions.table.rows.row_texts(n)[1] for n in range(7)]
    assert cells.count("Hindrad") == 3
    assert cells[4] == "Plan saknas"
    assert page.regions.table.state_at(4) is None
    check_names_and_tabs(page)


def test_R_P13_what_it_serves_is_there_at_once_also_by_mapping(
    page: PlanItemPage, database: Database
) -> None:
    found = plans.get_item_page(database, goal(database, QUEUE).uuid)
    words = visible_words(page)
    assert found.frameworks
    for tie in found.frameworks:
        if tie.is_shown:
            assert f"{tie.code} {tie.title}".strip() in words
    if any(not tie.is_confirmed for tie in found.frameworks if tie.is_shown):
        assert "koppling inte bekräftad" in words


def test_an_activity_is_opened_with_enter_and_saved_in_four_fields(
    page: PlanItemPage, tasks: TaskRunner, database: Database
) -> None:
    QAbstractItemModelTester(page.activities.table.rows)
    page.activities.table.selectRow(0)
    page.activities.table.setFocus()
    QTest.keyClick(page.activities.table, Qt.Key.Key_Return)
    dialog = dialog_of(ActivityDialog)
    assert isinstance(dialog, ActivityDialog)
    dialog.state.setCurrentIndex(dialog.state.findData(ItemState.DONE))
    dialog.send()
    settle(page, tasks)
    row = plans.list_activities(database, item_uuid=goal(database, QUEUE).uuid)[0]
    assert row.state is ItemState.DONE
    assert page.activities.table.rows.row_texts(0)[1] == "Genomförd"


def test_a_follow_up_begins_with_what_was_said_and_changes_the_state(
    page: PlanItemPage, tasks: TaskRunner, database: Database
) -> None:
    row = goal(database, QUEUE)
    last = plans.list_follow_ups(database, subject=(Thing.PLAN_ITEM, row.uuid))[0]
    page.follow.click()
    settle(page, tasks)
    dialog = dialog_of(FollowUpDialog)
    assert isinstance(dialog, FollowUpDialog)
    assert dialog.text.toPlainText() == last.text
    dialog.period.setText("2027-T1")
    dialog._change_period()
    settle(page, tasks)
    dialog.day.setText("2026-11-22")
    dialog.state.setCurrentIndex(dialog.state.findData(ItemState.LATE))
    dialog.text.setPlainText("Arbetet har börjat i två regioner.")
    dialog.send()
    settle(page, tasks)
    stored = plans.list_follow_ups(database, subject=(Thing.PLAN_ITEM, row.uuid))[0]
    assert (stored.period, stored.day) == ("2027-T1", dt.date(2026, 11, 22))
    assert goal(database, QUEUE).state is ItemState.LATE
    assert page.goal.state.words == "Pågår senare än planerat"


def test_a_period_that_cannot_be_read_is_said(page: PlanItemPage, tasks: TaskRunner) -> None:
    page.follow.click()
    settle(page, tasks)
    dialog = dialog_of(FollowUpDialog)
    assert isinstance(dialog, FollowUpDialog)
    dialog.period.setText("i våras")
    dialog._change_period()
    assert "2026-T2" in dialog.problem.text()
    dialog.reject()


def test_who_does_what_is_told_per_actor_and_channel(
    page: PlanItemPage, tasks: TaskRunner, database: Database
) -> None:
    row = goal(database, QUEUE)
    new = ResponsibilityRow(Thing.PLAN_ITEM, row.uuid, "", Share.OUTSIDE)
    dialog = page._make_share_dialog(new)
    assert isinstance(dialog, ResponsibilityDialog)
    dialog.show()
    dialog.send()
    assert dialog.problem.text() == "Välj eller skriv en aktör."
    dialog.actor.setText("Folkhälsomyndigheten")
    dialog.channel.setCurrentIndex(dialog.channel.findData("via_region"))
    dialog.send()
    settle(page, tasks)
    stored = plans.list_responsibilities(database, Thing.PLAN_ITEM, row.uuid)[-1]
    assert (stored.share, stored.channel) == (Share.OUTSIDE, Channel.VIA_REGION)
    told = "Folkhälsomyndigheten: utanför RCC Exempel:s ansvar (via regionen)"
    assert told in visible_words(page)


def test_an_obstacle_is_raised_and_taken_back(
    page: PlanItemPage, tasks: TaskRunner, database: Database
) -> None:
    row = goal(database, QUEUE)
    obstacle = plans.list_obstacles(database, subject=(Thing.PLAN_ITEM, row.uuid))[0]
    assert "Lyft till styrgruppen" in visible_words(page)
    page._write(plans.raise_obstacle, obstacle.uuid)
    settle(page, tasks)
    raised = plans.list_obstacles(database, subject=(Thing.PLAN_ITEM, row.uuid))[0]
    assert raised.state is ObstacleState.RAISED
    history.undo_last(database)
    page.mark_stale()
    settle(page, tasks)
    assert "Lyft till styrgruppen" in visible_words(page)


def test_a_region_is_told_from_its_row(
    page: PlanItemPage, tasks: TaskRunner, database: Database
) -> None:
    page._edit_region(0)
    dialog = dialog_of(RegionStateDialog)
    assert isinstance(dialog, RegionStateDialog)
    assert dialog.row().state is ItemState.NOT_STARTED
    dialog.state.setCurrentIndex(1)
    dialog.send()
    settle(page, tasks)
    assert page.regions.table.rows.row_texts(0)[1] == "Pågår enligt plan"


def test_a_goal_in_the_papperskorg_is_said_and_leads_back_to_the_plan(
    page: PlanItemPage, tasks: TaskRunner, database: Database
) -> None:
    plans.delete_item(database, goal(database, QUEUE).uuid)
    page.mark_stale()
    settle(page, tasks)
    assert "Målet finns inte längre i planen" in visible_words(page)
    assert not page.follow.isVisible()


def test_the_parts_and_the_plan_are_one_press_away(
    page: PlanItemPage, tasks: TaskRunner, database: Database
) -> None:
    page.arrive({"item": goal(database, "2.1").uuid})
    settle(page, tasks)
    assert page.side.parts.isVisible()
    page.back.click()
    page.side.part_wanted.emit(goal(database, QUEUE).uuid)
    assert page.window_actions.places == ["plan", "plan_item"]  # type: ignore[attr-defined]
