"""Uppföljning on the example's plan: a row, a state, a text, Enter, and everything by keyboard."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from rccdesk.enums import ItemState, ObstacleState, Thing
from rccdesk.services import history, improvements, period_locks, plans
from rccdesk.services.database import Database
from rccdesk.services.improvements import ImprovementRow
from rccdesk.services.plans import FollowUpRow
from rccdesk.ui import theme
from rccdesk.ui.dialogs.follow_up_dialog import FollowUpDialog
from rccdesk.ui.dialogs.obstacle_answer_dialog import ObstacleAnswerDialog
from rccdesk.ui.dialogs.period_lock_dialog import PeriodLockDialog, PeriodUnlockDialog
from rccdesk.ui.pages.follow_up.reading import TABS
from rccdesk.ui.pages.follow_up_page import FollowUpPage
from rccdesk.ui.pages.plan import reading
from rccdesk.ui.pages.plan.plan_menu import PlanMenu
from rccdesk.ui.registry import NOWHERE, list_pages
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import Asked, make_context, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words
from tests.ui.plan_store import make_plan_store

PERIOD = "2026-T2"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_plan_store(tmp_path_factory.mktemp("follow_up"))


@pytest.fixture(scope="module")
def runner(qapp: QApplication) -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.close()


@pytest.fixture
def tasks(store: Path, runner: TaskRunner, tmp_path: Path) -> Iterator[TaskRunner]:
    """The runner of all tests, with a file of the test's own."""
    runner.database = Database.open(Path(shutil.copy(store, tmp_path)), who="Anna")
    yield runner
    database, runner.database = runner.database, None
    database.close()


@pytest.fixture(scope="module")
def kept(qapp: QApplication, runner: TaskRunner) -> Iterator[FollowUpPage]:
    theme.install(qapp, "light")
    made = FollowUpPage(make_context(runner))
    made.resize(1178, 690)
    runner.topics_changed.connect(lambda _topics: made.mark_stale())
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def page(kept: FollowUpPage, tasks: TaskRunner) -> Iterator[FollowUpPage]:
    """The page of all tests as it is when one comes to it with the file of the test."""
    kept.period._round, kept.period._edited = None, ("", "")
    kept.period._drafts.clear()
    kept.period._refusals.clear()
    asked = kept.window_actions
    assert isinstance(asked, Asked)
    asked.places.clear()
    asked.toasts.clear()
    kept.show()
    kept.activateWindow()  # shortcuts are those of the window that is worked in
    kept.arrive({"period": PERIOD, "tab": "period"})
    settle(kept, tasks)
    yield kept
    kept.period._edited = ("", "")
    kept.period.editor._shown = kept.period.editor.draft  # nothing is left to save
    settle(kept, tasks)


def database_of(tasks: TaskRunner) -> Database:
    assert tasks.database is not None
    return tasks.database


def said(tasks: TaskRunner, uuid: str, period: str = PERIOD) -> FollowUpRow | None:
    rows = plans.list_follow_ups(database_of(tasks), subject=(Thing.PLAN_ITEM, uuid), period=period)
    return rows[0] if rows else None


def dialog_of(page: FollowUpPage, kind: type[QDialog]) -> QDialog:
    return next(d for d in page.window().findChildren(kind) if d.isVisible())


def test_a_row_is_typed_and_enter_saves_it_and_goes_to_the_next(
    page: FollowUpPage, tasks: TaskRunner, qtbot: QtBot
) -> None:
    tab = page.period
    assert tab.progress.text() == "6 av 10 följda upp"
    first = tab.editor.uuid
    assert said(tasks, first) is None  # the first that is left is where one begins
    tab.editor.start_typing()
    QApplication.processEvents()
    tab.editor.text.insertPlainText("Sms går ut i fyra regioner.")
    qtbot.keyClick(tab.editor.text, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(tab.editor.text, Qt.Key.Key_Return)
    settle(page, tasks)
    row = said(tasks, first)
    assert row is not None
    assert (row.text, row.state, row.author) == (
        "Sms går ut i fyra regioner.",
        ItemState.LATE,
        "Anna",
    )
    assert plans.get_item(database_of(tasks), first).state is ItemState.LATE
    assert tab.progress.text() == "7 av 10 följda upp"
    assert tab.editor.uuid != first
    assert tab.table.current_key == tab.editor.uuid
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.toasts[-1].startswith("Uppföljt: 1.1.1")
    history.undo_last(database_of(tasks))
    assert said(tasks, first) is None


def test_the_last_text_is_said_again_in_one_press(
    page: FollowUpPage, tasks: TaskRunner, qtbot: QtBot
) -> None:
    page.arrive({"period": "2026-T3"})
    settle(page, tasks)
    tab = page.period
    assert tab.progress.text() == "0 av 12 följda upp"
    uuid = next(line.item.uuid for line in page.answer.round.lines if line.before)  # type: ignore[union-attr]
    tab.table.choose(uuid)
    settle(page, tasks)
    before = said(tasks, uuid)
    assert before is not None
    assert tab.editor.same_button.text() == "Oförändrat sedan tertial 2 2026"
    tab.editor.same_button.click()
    settle(page, tasks)
    again = said(tasks, uuid, "2026-T3")
    assert again is not None
    assert (again.text, again.state) == (before.text, before.state)
    assert tab.editor.uuid != uuid


def test_a_row_that_is_left_is_saved_and_one_that_is_only_seen_is_not(
    page: FollowUpPage, tasks: TaskRunner
) -> None:
    tab = page.period
    rows = [line.item.uuid for line in page.answer.round.lines if line.said is None]  # type: ignore[union-attr]
    tab.table.choose(rows[1])
    settle(page, tasks)
    assert said(tasks, rows[0]) is None
    tab.editor.text.insertPlainText("Listan skickas i december.")
    tab.table.choose(rows[0])
    settle(page, tasks)
    row = said(tasks, rows[1])
    assert row is not None
    assert row.text == "Listan skickas i december."
    tab.editor.text.insertPlainText("Väntar på avtal.")
    page.show_view("rotation")
    settle(page, tasks)
    assert said(tasks, rows[0]).text == "Väntar på avtal."  # type: ignore[union-attr]


def test_what_is_not_taken_stays_typed_and_says_why(
    page: FollowUpPage, tasks: TaskRunner, qtbot: QtBot
) -> None:
    tab = page.period
    first = tab.editor.uuid
    tab.editor._choose_state(ItemState.NOT_NOW)
    qtbot.keyClick(tab.editor.text, Qt.Key.Key_Return)
    settle(page, tasks)
    assert tab.editor.uuid == first  # a reason is asked for before the row is left
    assert "skälet" in tab.editor.problem.text()
    tab.editor._choose_state(ItemState.ON_TRACK)
    tab.editor.text.setPlainText("Ring 19121212-1212 om bussen.")
    qtbot.keyClick(tab.editor.text, Qt.Key.Key_Return)
    settle(page, tasks)
    assert said(tasks, first) is None
    cells = tab.table.model_.lines[tab.table.model_.row_of(first)].cells
    assert cells[-1].words == "Inte sparat"
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert "är inte sparat" in asked.toasts[-1]
    tab.table.choose(first)
    settle(page, tasks)
    assert tab.editor.text.words() == "Ring 19121212-1212 om bussen."
    assert "personnummer" in tab.editor.problem.text()
    tab.editor.text.clear()  # what was refused is taken away: nothing is left to save
    assert tab.table.model_.lines[tab.table.model_.row_of(first)].cells[-1].words == "Återstår"
    assert not tab.editor.problem.isVisible()
    assert tab.list_unsaved() == ()


def test_closing_the_window_waits_once_for_words_that_are_refused(
    page: FollowUpPage, tasks: TaskRunner
) -> None:
    tab = page.period
    refused, taken = [each.item.uuid for each in page.answer.round.lines if not each.said][:2]  # type: ignore[union-attr]
    tab.table.choose(refused)
    tab.editor.text.insertPlainText("Ring 19121212-1212 om bussen.")
    tab.table.choose(taken)  # the row is left, and its words are refused
    settle(page, tasks)
    tab.editor.text.insertPlainText("Listan skickas i december.")
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert not page.window().close()
    assert said(tasks, taken).text == "Listan skickas i december."  # type: ignore[union-attr]
    assert "Stäng igen" in asked.toasts[-1]
    assert asked.places == ["follow_up"]
    assert tab.editor.uuid == refused
    assert tab.editor.text.words() == "Ring 19121212-1212 om bussen."
    assert "personnummer" in tab.editor.problem.text()
    assert page.window().close()
    assert said(tasks, refused) is None
    page.show()


def test_undo_in_a_field_where_nothing_is_typed_is_that_of_the_window(
    page: FollowUpPage, qtbot: QtBot
) -> None:
    text = page.period.editor.text
    text.set_words("")
    undo = QKeyEvent(
        *(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z), Qt.KeyboardModifier.ControlModifier
    )
    undo.ignore()
    QApplication.sendEvent(text, undo)
    assert not undo.isAccepted()
    text.insertPlainText("Sms")
    QApplication.sendEvent(text, undo)
    assert undo.isAccepted()


def test_a_locked_period_is_read_only_until_it_is_unlocked_with_a_reason(
    page: FollowUpPage, tasks: TaskRunner
) -> None:
    tab = page.period
    tab.lock.setFocus()
    tab.lock.click()
    lock = dialog_of(page, PeriodLockDialog)
    assert isinstance(lock, PeriodLockDialog)
    assert lock.period.currentData() == PERIOD
    lock.send()
    settle(page, tasks)
    assert "Tertial 2 2026 är låst" in tab.band.sentence
    assert not tab.editor.text.isEnabled()
    assert not tab.lock.isVisible()
    assert page.window().focusWidget() is tab.period  # not the first of the window
    page._acts.unlock()
    unlock = dialog_of(page, PeriodUnlockDialog)
    assert isinstance(unlock, PeriodUnlockDialog)
    unlock.reason.setText("en uppgift kom för sent")
    unlock.send()
    settle(page, tasks)
    assert tab.band.sentence == ""
    assert tab.editor.text.isEnabled()
    plan = plans.main_plan(database_of(tasks))
    assert plan is not None
    assert period_locks.list_locks(database_of(tasks), Thing.PLAN, plan.uuid) == ()


def test_R_C01_never_followed_up_stands_first_and_is_followed_up_now(
    page: FollowUpPage, tasks: TaskRunner
) -> None:
    page.show_view("rotation")
    settle(page, tasks)
    tab = page.rotation
    lines = tab.table.model_.lines
    days = [line.cells[4].words for line in lines]
    never = days.count("Aldrig")
    assert never == 4
    assert days[:never] == ["Aldrig"] * never
    assert days[never:] == sorted(days[never:])
    first = tab.table.current_key
    tab.now.click()
    settle(page, tasks)
    dialog = dialog_of(page, FollowUpDialog)
    assert isinstance(dialog, FollowUpDialog)
    dialog.text.setPlainText("Påbörjat i två regioner.")
    dialog.send()
    settle(page, tasks)
    lines = tab.table.model_.lines
    assert [line.cells[4].words for line in lines].count("Aldrig") == never - 1
    assert lines[0].key != first


def test_R_C04_the_days_are_an_assumption_that_is_changed_here(
    page: FollowUpPage, tasks: TaskRunner
) -> None:
    page.show_view("untouched")
    settle(page, tasks)
    tab = page.untouched
    before = tab.table.model_.rowCount()
    assert "antagande" in tab.note.text()
    tab.days.setValue(200)
    tab.days.editingFinished.emit()
    settle(page, tasks)
    assert plans.get_untouched_days(database_of(tasks)) == 200
    assert "200 dagar" in tab.note.text()
    assert 0 < tab.table.model_.rowCount() < before


def test_an_obstacle_is_raised_and_answered(page: FollowUpPage, tasks: TaskRunner) -> None:
    page.show_view("obstacles")
    settle(page, tasks)
    tab = page.obstacles
    key = tab.table.current_key
    assert tab.lift.text() == "Lyft till styrgruppen"
    tab.lift.click()
    settle(page, tasks)
    rows = {row.uuid: row for row in plans.list_obstacles(database_of(tasks))}
    assert rows[key].state is ObstacleState.RAISED
    assert not tab.lift.isEnabled()
    tab.answer.click()
    dialog = dialog_of(page, ObstacleAnswerDialog)
    assert isinstance(dialog, ObstacleAnswerDialog)
    dialog.state.setCurrentIndex(dialog.state.findData("resolved"))
    dialog.answer.setPlainText("Regionen har utsett en ansvarig.")
    dialog.send()
    settle(page, tasks)
    row = next(r for r in plans.list_obstacles(database_of(tasks)) if r.uuid == key)
    assert row.state is ObstacleState.RESOLVED
    assert row.answer == "Regionen har utsett en ansvarig."
    assert row.settled_on == dt.datetime.now().astimezone().date()
    assert key not in {line.key for line in tab.table.model_.lines}
    tab.settled.click()
    settle(page, tasks)
    assert key in {line.key for line in tab.table.model_.lines}
    words = visible_words(page)
    assert "Orsaker är frivilliga att ange" in words
    assert tab.causes.model_.rowCount() == len(plans.report_by_cause(database_of(tasks)))


def test_an_obstacle_leads_to_what_it_stands_in_the_way_of(
    page: FollowUpPage, tasks: TaskRunner
) -> None:
    area = improvements.add_improvement(
        database_of(tasks),
        ImprovementRow(
            "Snabbspår", "svf_lead_time", "svf_lead_time|svf=VG9|region=X2|period=2026-Q3"
        ),
    )
    plans.add_obstacle(
        database_of(tasks), plans.ObstacleRow(Thing.IMPROVEMENT, area.uuid, "Salen är stängd.")
    )
    page.show_view("obstacles")
    settle(page, tasks)
    tab = page.obstacles
    lines = tab.table.model_.lines
    # What is raised waits for an answer and stands first, then the newest.
    assert lines[0].cells[3].words.startswith("Lyft")
    assert lines[1].cells[1].words == "Snabbspår"
    tab.table.choose(lines[1].key)
    tab.open.click()
    settle(page, tasks)
    tab.table.choose(lines[0].key)
    tab.open.click()
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.places == ["lead_times", "plan_item"]


def test_R_E10_a_goal_is_set_to_overall_follow_up_and_back(
    page: FollowUpPage, tasks: TaskRunner
) -> None:
    page.show_view("burden")
    settle(page, tasks)
    tab = page.burden
    assert tab.note.text().startswith("13 mål ger 2,3 uppdateringar per månad.")
    key = tab.table.current_key
    row = next(r for r in page.answer.burden.lines if r.item.uuid == key)  # type: ignore[union-attr]
    assert row.item.follow_up_months == 4
    # Three times a year become one: two updates fewer.
    assert tab.table.model_.lines[0].cells[-1].words == "2 färre uppdateringar om året"
    tab.overall.click()
    settle(page, tasks)
    assert plans.get_item(database_of(tasks), key).is_overall
    assert tab.overall.text() == "Följ upp enligt intervallet igen"
    history.undo_last(database_of(tasks))
    assert not plans.get_item(database_of(tasks), key).is_overall


def test_all_tabs_have_names_and_are_reached_by_tab(page: FollowUpPage, tasks: TaskRunner) -> None:
    for tab in TABS:
        page.show_view(tab)
        settle(page, tasks)
        assert page.answer is not None
        assert page.answer.question.tab == tab
        check_names_and_tabs(page)


def test_without_a_plan_the_page_says_so_and_leads_there(qtbot: QtBot, tmp_path: Path) -> None:
    runner = TaskRunner()  # of its own: the page is closed with its file
    runner.database = Database.open(tmp_path / "tom.rccdesk", create=True)
    page = FollowUpPage(make_context(runner, period=""))
    qtbot.addWidget(page)
    page.resize(1178, 690)
    page.show()
    settle(page, runner)
    assert "Det finns ingen plan att följa upp" in visible_words(page)
    page.show_view("obstacles")
    settle(page, runner)
    assert "Inga öppna hinder." in visible_words(page)
    runner.close()
    runner.database.close()


def test_the_palette_and_the_menu_of_the_plan_lead_here(
    page: FollowUpPage, tasks: TaskRunner
) -> None:
    context = make_context(tasks)
    menu = PlanMenu(context, page)
    answer = reading.read(database_of(tasks), "", dt.date(2026, 11, 22))
    menu.show_answer(answer)
    shown = QMenu()
    menu.fill(shown, answer)
    (action,) = (each for each in shown.actions() if each.text() == "Visa uppföljningen")
    action.trigger()
    asked = context.window
    assert isinstance(asked, Asked)
    assert asked.places == ["follow_up"]
    keys = {entry.key: entry.place for entry in list_pages()}
    for key in ("follow_up", "process", "initiatives", "guidelines"):
        assert keys[key] == NOWHERE  # the palette lists those of the registry that are nowhere


def test_the_turn_of_a_goal_comes_when_its_interval_has_passed(tasks: TaskRunner) -> None:
    database = database_of(tasks)
    plan = plans.main_plan(database)
    assert plan is not None
    item = plans.add_item(
        database, plans.PlanItemRow(plan.uuid, "Prov", measure="antal", follow_up_months=6)
    )

    def asked(period: str) -> bool:
        lines = plans.get_round(database, plan.uuid, period).lines
        return any(line.item.uuid == item.uuid and line.said is None for line in lines)

    assert asked("2026-T1")  # never followed up: asked for in every period
    plans.follow_up_item(database, item.uuid, "2025-H2", state=ItemState.ON_TRACK, words="Börjat.")
    assert not asked("2026-T1")  # six months after December is June
    assert asked("2026-H1")
    assert asked("2026-T2")
    plans.update_item(database, replace(plans.get_item(database, item.uuid), is_overall=True))
    assert not asked("2026-T2")  # once a year: not before December
    assert asked("2026-T3")
    plans.set_item_state(database, item.uuid, ItemState.DONE)
    assert not asked("2026-T3")
