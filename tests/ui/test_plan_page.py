"""The plan: six views of the same lines, each walked and changed by keys alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QEvent, QMimeData, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from rccdesk.enums import ItemState, ObstacleState, OwnPlan, Thing
from rccdesk.services import history, organisation, plans
from rccdesk.services.database import Database
from rccdesk.services.organisation import Word
from rccdesk.services.plans.model import ActivityRow, PlanItemRow, PlanRow
from rccdesk.ui import opening, theme
from rccdesk.ui.dialogs.activity_dialog import ActivityDialog
from rccdesk.ui.dialogs.baseline_dialog import BaselineDialog
from rccdesk.ui.dialogs.plan_fields import read_choices, read_number
from rccdesk.ui.dialogs.plan_item_dialog import PlanItemDialog
from rccdesk.ui.dialogs.plan_region_dialog import PlanRegionDialog
from rccdesk.ui.dialogs.plan_workbook_dialog import (
    PlanWorkbookDialog,
    open_plan_workbook,
    write_plan_workbook,
)
from rccdesk.ui.dialogs.reason_dialog import ReasonDialog
from rccdesk.ui.dialogs.region_state_dialog import RegionStateDialog
from rccdesk.ui.dialogs.responsible_dialog import ResponsibleDialog
from rccdesk.ui.main_window import MainWindow
from rccdesk.ui.pages.plan.board import Board
from rccdesk.ui.pages.plan.forest import PLAN_ORDER, URGENT_ORDER, arrange, order_flat
from rccdesk.ui.pages.plan.matrix import RegionMatrix
from rccdesk.ui.pages.plan.table_card import TableCard
from rccdesk.ui.pages.plan.time_scale import TimeScale, scale_of
from rccdesk.ui.pages.plan.timeline import Timeline
from rccdesk.ui.pages.plan.tree_card import TreeCard
from rccdesk.ui.pages.plan.tree_model import MIME
from rccdesk.ui.pages.plan.year_card import YearCard
from rccdesk.ui.pages.plan_page import PlanPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import make_context, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words
from tests.ui.plan_store import close_dialogs, make_plan_store

Keys = Qt.KeyboardModifier
QUEUE = "2.1.3"  # Gemensam patologikö


@pytest.fixture
def window_settles(request: pytest.FixtureRequest) -> Callable[[TaskRunner], None]:
    """Return the settling of windows, which pages have one of their own for."""
    found: Callable[[TaskRunner], None] = request.getfixturevalue("settle")
    return found


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_plan_store(tmp_path_factory.mktemp("plans"))


@pytest.fixture(scope="module")
def shared(qapp: QApplication) -> Iterator[tuple[PlanPage, TaskRunner]]:
    """Return one page for all tests that change something, each in a file of its own."""
    theme.install(qapp, "light")
    runner = TaskRunner()
    made = PlanPage(make_context(runner, period=""))
    runner.topics_changed.connect(lambda topics: topics & made.topics and made.mark_stale())
    made.resize(1130, 640)
    yield made, runner
    runner.close()
    made.close()
    made.deleteLater()


@pytest.fixture
def tasks(shared: tuple[PlanPage, TaskRunner], store: Path, tmp_path: Path) -> Iterator[TaskRunner]:
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
def page(shared: tuple[PlanPage, TaskRunner], tasks: TaskRunner) -> PlanPage:
    made = shared[0]
    made.window_actions.toasts.clear()  # type: ignore[attr-defined]
    made._plan = made._uuid = ""
    made.filters.choose(order="plan")
    made.filters.clear()
    made.show_view("tree")
    made.mark_stale()
    made.show()
    made.activateWindow()
    settle(made, tasks)
    return made


@pytest.fixture(scope="module")
def only_seen(
    qapp: QApplication, store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[PlanPage, str]]:
    """Return one page for the tests that change nothing in the file, and the line it begins at."""
    theme.install(qapp, "light")
    own = tmp_path_factory.mktemp("seen") / "seen.rccdesk"
    own.write_bytes(store.read_bytes())
    runner = TaskRunner()
    runner.database = Database.open(own)
    made = PlanPage(make_context(runner, period=""))
    made.resize(1130, 640)
    made.show()
    settle(made, runner)
    assert made.line is not None
    yield made, made.line.uuid
    runner.close()
    runner.database.close()
    made.close()
    made.deleteLater()


@pytest.fixture
def seen(only_seen: tuple[PlanPage, str]) -> PlanPage:
    """Return the page that is only seen as it began, whatever the test before chose and left."""
    page, first = only_seen
    page.filters.clear()
    page.filters.choose(order=PLAN_ORDER)
    choose(page, "tree", first)
    return page


@pytest.fixture
def read(seen: PlanPage) -> Database:
    """Return the file of the page that is only seen."""
    found = seen._tasks.database
    assert found is not None
    return found


def main(database: Database) -> str:
    plan = plans.main_plan(database)
    assert plan is not None
    return plan.uuid


def goal(database: Database, code: str) -> PlanItemRow:
    return next(row for row in plans.list_items(database, main(database)) if row.code == code)


def dialog_of(kind: type[QDialog]) -> QDialog:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert len(found) == 1
    return found[0]


def press(widget: QWidget, key: Qt.Key, modifiers: Keys = Keys.NoModifier) -> None:
    """Send a key as the window would get it: first as a shortcut, then as a press."""
    widget.setFocus()
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers))


def choose(page: PlanPage, view: str, uuid: str) -> None:
    page.show_view(view)
    page.view.choose(uuid)


# The order and the choice of lines


def test_a_filter_keeps_what_the_lines_lie_under(read: Database) -> None:
    view = plans.get_plan_view(read, main(read), dt.date(2026, 11, 22))
    queue = next(line for line in view.lines if line.code == QUEUE)
    forest = arrange(view.lines, [queue])
    assert [line.code for line in forest.lines] == ["2", "2.1", QUEUE]
    assert forest.matches == {2}
    assert forest.parents == (-1, 0, 1)


def test_overdue_and_untouched_come_first_and_what_is_closed_last(read: Database) -> None:
    view = plans.get_plan_view(read, main(read), dt.date(2026, 11, 22))
    lines = order_flat(view.lines, URGENT_ORDER)
    overdue = [line.is_overdue for line in lines]
    assert overdue == sorted(overdue, reverse=True)
    rest = [line for line in lines if not line.is_overdue]
    closed = [line.state in plans.CLOSED or line.is_heading for line in rest]
    assert closed == sorted(closed)
    forest = arrange(view.lines, None, URGENT_ORDER)
    assert {line.uuid for line in forest.lines} == {line.uuid for line in view.lines}
    top = [forest.lines[number] for number in forest.roots]
    assert top[0].code == "1"  # has "Räkna på kostnaden per ort", overdue and longest untouched


def test_the_scale_of_time_holds_the_plan_and_never_a_mistyped_century() -> None:
    today = dt.date(2026, 11, 22)
    scale = scale_of((), (dt.date(2025, 3, 1), dt.date(2027, 6, 30)), today)
    assert (scale.first, scale.last) == (dt.date(2025, 1, 1), dt.date(2027, 12, 31))
    wide = scale_of((), (dt.date(1026, 1, 1), dt.date(9999, 1, 1)), today)
    assert wide.years <= 13
    one = TimeScale(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    for day in (dt.date(2026, 1, 1), dt.date(2026, 7, 1), dt.date(2026, 12, 31)):
        assert abs((one.day_at(one.x_of(day, 748), 748) - day).days) <= 1
    assert one.day_at(-500, 748) == one.first
    assert len(one.list_quarters()) == 4


# The views


def test_every_model_keeps_the_rules_while_lines_come_and_go(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    testers = []
    for key in page.views:
        page.show_view(key)
        view = page.view
        if isinstance(view, TreeCard | Timeline | RegionMatrix | TableCard):
            testers.append(QAbstractItemModelTester(view.model))
        elif isinstance(view, Board):
            testers += [QAbstractItemModelTester(each.cards) for each in view.lists.values()]
    for key in page.views:
        page.show_view(key)
        page.filters.choose(state=ItemState.DONE)
        page.filters.choose(order=URGENT_ORDER)
        page.filters.choose(order="plan")
    plans.delete_item(database, goal(database, "2").uuid)
    page.mark_stale()
    settle(page, tasks)
    table = page._made["table"]
    assert isinstance(table, TableCard)
    for column in range(table.model.columnCount()):
        table.model.sort(column, Qt.SortOrder.DescendingOrder)
    table.model.choose({"title": "gemensam"})
    assert len(testers) == 4 + 7


def test_the_page_answers_and_all_is_reached_and_named(seen: PlanPage) -> None:
    assert seen.head.title == "Cancerplan"
    words = visible_words(seen)
    assert "2025–2027 · Beslutad i 6 av 7 regioner" in words
    assert "Region Vikmarken har ingen egen handlingsplan." in words
    assert "Lyft till styrgruppen" in words
    assert "Utse ansvarig" in words
    for key in seen.views:
        seen.show_view(key)
        QApplication.processEvents()
        check_names_and_tabs(seen)


def test_a_line_chosen_in_one_view_is_chosen_in_all(seen: PlanPage, read: Database) -> None:
    uuid = goal(read, "1.1").uuid
    choose(seen, "tree", uuid)
    for key in ("table", "timeline", "regions"):
        seen.show_view(key)
        assert seen.line is not None
        assert seen.line.uuid == uuid
        view = seen.view
        assert isinstance(view, TableCard | Timeline | RegionMatrix)
        tree = view.table if isinstance(view, TableCard) else (
            view.tree if isinstance(view, Timeline) else view.left
        )  # fmt: skip
        line = view.model.line(tree.currentIndex())
        assert line is not None
        assert line.uuid == uuid


def test_R_C03_a_region_without_a_plan_says_so_and_not_that_nothing_has_begun(
    seen: PlanPage, read: Database
) -> None:
    seen.show_view("regions")
    view = seen.view
    assert isinstance(view, RegionMatrix)
    column = view.model.columns.index("region:X5")
    index = view.model.index_of(goal(read, QUEUE).uuid, column)
    assert index.data() == "Plan saknas"
    role = Qt.ItemDataRole.AccessibleTextRole
    name = "2.1.3 Gemensam patologikö"
    assert index.data(role) == f"Region Vikmarken, {name}: plan saknas"
    ekmark = index.siblingAtColumn(view.model.columns.index("region:X2"))
    assert ekmark.data(role) == f"Region Ekmark, {name}: hindrad"
    heading = view.model.index_of(goal(read, "2").uuid, column)
    assert heading.data() == ""


def test_the_matrix_is_walked_over_both_halves_and_told_by_digits(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    uuid = goal(database, QUEUE).uuid
    choose(page, "regions", uuid)
    view = page.view
    assert isinstance(view, RegionMatrix)
    view.left.setCurrentIndex(view.model.index_of(uuid))
    view.left.setFocus()
    for _ in range(2 + 1):  # what lies under it opens first
        if view.left.hasFocus():
            press(view.left, Qt.Key.Key_Right)
    if not view.right.hasFocus():
        press(view.left, Qt.Key.Key_Right)
    assert view.right.hasFocus()
    assert view.model.region_of(view.right.currentIndex().column()) == "X1"
    press(view.right, Qt.Key.Key_3)
    settle(page, tasks)
    states = {row.region: row.state for row in plans.list_item_regions(database, main(database))
              if row.item_uuid == uuid}  # fmt: skip
    assert states["X1"] is ItemState.LATE
    assert view.right.hasFocus()
    assert view.model.region_of(view.right.currentIndex().column()) == "X1"
    press(view.right, Qt.Key.Key_Left)
    assert view.left.hasFocus()
    history.undo_last(database)
    rows = plans.list_item_regions(database, main(database))
    again = {row.region: row.state for row in rows if row.item_uuid == uuid}
    assert again["X1"] is ItemState.NOT_STARTED


def test_enter_on_a_cell_opens_its_dialog_where_a_digit_and_enter_save(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    uuid = goal(database, QUEUE).uuid
    choose(page, "regions", uuid)
    view = page.view
    assert isinstance(view, RegionMatrix)
    column = view.model.columns.index("region:X2")
    view.right.setCurrentIndex(view.model.index_of(uuid, column))
    press(view.right, Qt.Key.Key_Return)
    settle(page, tasks)
    dialog = dialog_of(RegionStateDialog)
    assert isinstance(dialog, RegionStateDialog)
    dialog.state.setFocus()
    QTest.keyClick(dialog.state, Qt.Key.Key_5)
    QApplication.sendEvent(dialog, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_5, Keys.NoModifier))
    assert dialog.row().state is ItemState.DONE
    dialog.send()
    settle(page, tasks)
    states = {r.region: r.state for r in plans.list_item_regions(database, main(database))
              if r.item_uuid == uuid}  # fmt: skip
    assert states["X2"] is ItemState.DONE


def test_alt_and_arrows_move_a_goal_and_undo_takes_it_back(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    def order() -> list[str]:
        parent = goal(database, "2.1").uuid
        items = plans.list_items(database, main(database))
        return [row.code for row in items if row.parent_uuid == parent]

    before = order()
    uuid = goal(database, QUEUE).uuid
    choose(page, "tree", uuid)
    view = page.view
    assert isinstance(view, TreeCard)
    press(view.tree, Qt.Key.Key_Up, Keys.AltModifier)
    settle(page, tasks)
    assert order() == ["2.1.1", QUEUE, "2.1.2"]
    assert page.line is not None
    assert page.line.uuid == uuid
    assert view.tree.hasFocus()
    press(view.tree, Qt.Key.Key_Left, Keys.AltModifier)
    settle(page, tasks)
    assert goal(database, QUEUE).parent_uuid == goal(database, "2").uuid
    press(view.tree, Qt.Key.Key_Right, Keys.AltModifier)
    settle(page, tasks)
    assert order()[-1] == QUEUE
    for _ in range(3):
        history.undo_last(database)
    assert order() == before


def test_a_drag_does_what_the_keys_do_and_a_filter_stops_both(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    uuid, parent = goal(database, QUEUE).uuid, goal(database, "1.1")
    choose(page, "tree", uuid)
    view = page.view
    assert isinstance(view, TreeCard)
    content = QMimeData()
    content.setData(MIME, uuid.encode())
    over = view.model.index_of(parent.uuid)
    view.model.dropMimeData(content, Qt.DropAction.MoveAction, 0, 0, over)
    settle(page, tasks)
    moved = goal(database, QUEUE)
    assert (moved.parent_uuid, moved.position) == (parent.uuid, 0)
    page.filters.choose(state=ItemState.OBSTRUCTED)
    press(view.tree, Qt.Key.Key_Down, Keys.AltModifier)
    settle(page, tasks)
    assert goal(database, QUEUE).position == 0
    said = page.window_actions.toasts  # type: ignore[attr-defined]
    assert said[-1] == "Visa hela planen i sin egen ordning för att flytta rader."


def test_a_goal_under_itself_is_refused_in_words(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    view = page.view
    assert isinstance(view, TreeCard)
    content = QMimeData()
    content.setData(MIME, goal(database, "2").uuid.encode())
    under = view.model.index_of(goal(database, QUEUE).uuid)
    view.model.dropMimeData(content, Qt.DropAction.MoveAction, -1, -1, under)
    settle(page, tasks)
    assert goal(database, "2").parent_uuid == ""
    assert page.window_actions.toasts  # type: ignore[attr-defined]


def activity(database: Database, title: str) -> ActivityRow:
    rows = plans.list_activities(database, plan_uuid=main(database))
    return next(row for row in rows if row.title == title)


def test_a_card_moves_with_alt_and_arrows_and_keeps_the_focus(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    row = activity(database, "Bokningsbara tider i Österhed")
    choose(page, "board", row.uuid)
    board = page.view
    assert isinstance(board, Board)
    first = board.lists[ItemState.NOT_STARTED]
    press(first, Qt.Key.Key_Right, Keys.AltModifier)
    settle(page, tasks)
    assert activity(database, row.title).state is ItemState.ON_TRACK
    assert board.lists[ItemState.ON_TRACK].uuid == row.uuid
    assert board.lists[ItemState.ON_TRACK].hasFocus()
    press(board.lists[ItemState.ON_TRACK], Qt.Key.Key_Left)
    assert first.hasFocus()


def test_putting_off_asks_why_also_when_a_card_is_dragged(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    row = activity(database, "Bokningsbara tider i Österhed")
    choose(page, "board", row.uuid)
    board = page.view
    assert isinstance(board, Board)
    content = QMimeData()
    content.setData(MIME, row.uuid.encode())
    cards = board.lists[ItemState.NOT_NOW].cards
    cards.dropMimeData(content, Qt.DropAction.MoveAction, -1, -1, QModelIndex())
    dialog = dialog_of(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    dialog.send()
    assert dialog.isVisible()  # without a reason nothing is changed
    assert activity(database, row.title).state is ItemState.NOT_STARTED
    dialog.reason.setText("Lokalerna är inte klara")
    dialog.send()
    settle(page, tasks)
    put_off = activity(database, row.title)
    assert (put_off.state, put_off.state_reason) == (ItemState.NOT_NOW, "Lokalerna är inte klara")


def test_the_ends_of_a_bar_move_by_keys_and_never_past_each_other(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    row = activity(database, "Fasta biopsitider i Ekmark")
    assert row.due_on is not None
    assert row.starts_on is not None
    choose(page, "timeline", row.uuid)
    view = page.view
    assert isinstance(view, Timeline)
    press(view.tree, Qt.Key.Key_Right, Keys.AltModifier)
    settle(page, tasks)
    assert activity(database, row.title).due_on == row.due_on + dt.timedelta(days=7)
    shifted = Keys.AltModifier | Keys.ShiftModifier
    press(view.tree, Qt.Key.Key_Left, shifted)
    settle(page, tasks)
    assert activity(database, row.title).starts_on == row.starts_on - dt.timedelta(days=7)
    kept = activity(database, row.title)
    view._keep(row.uuid, dt.date(2026, 12, 2), dt.date(2026, 12, 1))
    settle(page, tasks)
    assert activity(database, row.title) == kept


def test_an_end_is_dragged_to_another_day(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    row = activity(database, "Fasta biopsitider i Ekmark")
    assert row.due_on is not None
    choose(page, "timeline", row.uuid)
    view = page.view
    assert isinstance(view, Timeline)
    QApplication.processEvents()
    viewport = view.tree.viewport()
    view.tree.scrollTo(view.model.index_of(row.uuid))
    y = view.tree.visualRect(view.model.index_of(row.uuid)).center().y()
    at = viewport.rect().topLeft()
    at.setY(y)
    at.setX(view.left + view.scale.x_of(row.due_on, view.room))
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at)
    at.setX(view.left + view.scale.x_of(dt.date(2027, 2, 1), view.room))
    QTest.mouseMove(viewport, at)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=at)
    settle(page, tasks)
    due = activity(database, row.title).due_on
    assert due is not None
    assert abs((due - dt.date(2027, 2, 1)).days) <= 1


def test_the_wheel_counts_what_the_table_lists(seen: PlanPage, read: Database) -> None:
    seen.show_view("year")
    view = seen.view
    assert isinstance(view, YearCard)
    view.year = 2026
    view._fill()
    dates = plans.list_dates(read, main(read), dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert view.table.rows.rowCount() == len(dates)
    press(view.wheel, Qt.Key.Key_Right)
    assert view.wheel.month == 1
    january = [each for each in dates if each.day.month == 1]
    assert view.table.rows.rowCount() == len(january)
    assert view.wheel.accessibleName() == f"Årshjul 2026: januari, {len(january)} datum"
    press(view.wheel, Qt.Key.Key_Left)
    assert view.wheel.month == 12
    press(view.wheel, Qt.Key.Key_Home)
    assert view.table.rows.rowCount() == len(dates)


def test_the_table_is_filtered_per_column_sorted_and_copied(
    seen: PlanPage, qapp: QApplication
) -> None:
    seen.show_view("table")
    view = seen.view
    assert isinstance(view, TableCard)
    field = next(
        each for each in view.row.findChildren(QLineEdit) if "Ansvarig" in each.accessibleName()
    )
    field.setText("bröst")
    view._choose_typed()
    assert view.model.rowCount() > 0
    words = {view.model.index(row, 4).data().casefold() for row in range(view.model.rowCount())}
    assert all("bröst" in each for each in words)
    field.clear()
    view._choose_typed()
    due = view.model.columns.index("due")
    view.model.sort(due)
    days = [view.model.index(row, due).data() for row in range(view.model.rowCount())]
    known = [day for day in days if day]
    assert known == sorted(known)
    assert not any(days[len(known) :])  # what has no date comes last
    view._copy()
    assert qapp.clipboard().text().startswith("Nummer\tMål, delmål, aktivitet\tNivå\tStatus")


def test_all_is_shown_again_by_one_link_also_where_a_status_was_chosen(seen: PlanPage) -> None:
    everything = len(seen._shown.lines)
    seen.filters.choose(only="late")
    seen.filters.fields.words.setText("Ekmark")
    seen._filter()
    assert 0 < len(seen._shown.lines) < everything
    seen.filters.fields.all_wanted.emit()
    assert len(seen._shown.lines) == everything
    assert not seen.filters.wanted.chooses


def test_R_C04_filters_choose_in_memory_and_say_when_nothing_is_left(seen: PlanPage) -> None:
    seen.filters.choose(only="untouched")
    assert seen.filters.status.text() == "Status: orörda"
    seen.filters.choose()
    seen.filters.fields.words.setText("finns inte i planen")
    seen._filter()
    assert "Inget i urvalet" in visible_words(seen)
    seen.filters.clear()
    assert "Inget i urvalet" not in visible_words(seen)
    seen.filters.fields.responsible.setCurrentIndex(1)
    seen._filter()
    assert all(not line.responsible for line in seen._shown.lines)


def test_the_foot_raises_the_obstacle_and_names_who_is_responsible(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    row = goal(database, QUEUE)
    choose(page, "tree", row.uuid)
    assert page.foot.mark.words == "Hindrad i Region Ekmark, Region Storåsen och Region Mellanå"
    assert page.foot.lift.isVisible()
    page.foot.lift.click()
    settle(page, tasks)
    obstacle = plans.list_obstacles(database, subject=(Thing.PLAN_ITEM, row.uuid))[0]
    assert obstacle.state is ObstacleState.RAISED
    assert not page.foot.lift.isVisible()


def test_a_new_goal_has_the_focus_and_what_is_put_away_leaves_it_to_its_neighbour(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    dialog = page._make_goal_dialog()
    assert isinstance(dialog, PlanItemDialog)
    page.filters.more.setFocus()
    dialog.title.setText("Kortare svarstider")
    dialog.send()
    settle(page, tasks)
    assert page.line is not None
    assert page.line.title == "Kortare svarstider"
    assert isinstance(page.view, TreeCard)
    assert page.view.tree.hasFocus()
    place = page._shown.forest.places[page.line.uuid]
    page.acts.delete(page.line)
    settle(page, tasks)
    assert page.line is not None
    assert page._shown.forest.places[page.line.uuid] in (place, place - 1)


def test_delete_goes_to_the_papperskorg_and_comes_back(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    uuid = goal(database, "1.2").uuid
    choose(page, "tree", uuid)
    view = page.view
    assert isinstance(view, TreeCard)
    press(view.tree, Qt.Key.Key_Delete)
    settle(page, tasks)
    assert all(row.uuid != uuid for row in plans.list_items(database, main(database)))
    history.undo_last(database)
    assert goal(database, "1.2").uuid == uuid


# Dialogs


def test_R_P14_an_edit_of_an_activity_shows_four_fields(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    row = activity(database, "Fasta biopsitider i Ekmark")
    dialog = ActivityDialog(page._context, row, read_choices(database, main(database)), page)
    dialog.show()
    shown = [f for f in (dialog.state, dialog.due, dialog.responsible, dialog.next_step)
             if f.isVisible()]  # fmt: skip
    assert len(shown) == 4
    assert not any(field.isVisible() for field in dialog.rest)
    dialog.more.click()
    assert all(field.isVisible() for field in dialog.rest)
    dialog.more.click()
    dialog.due.setText("2026-13-40")
    dialog.send()
    assert dialog.isVisible()
    assert "2026-03-05" in dialog.problem.text()
    dialog.due.setText("2027-01-31")
    dialog.next_step.setText("Boka rum")
    dialog.next_step.setFocus()
    QTest.keyClick(dialog.next_step, Qt.Key.Key_Return)
    settle(page, tasks)
    stored = activity(database, row.title)
    assert (stored.due_on, stored.next_step) == (dt.date(2027, 1, 31), "Boka rum")
    assert stored == replace(row, due_on=stored.due_on, next_step="Boka rum",
                             touched_on=stored.touched_on)  # fmt: skip


def test_a_state_that_needs_a_reason_asks_for_it_in_the_fourth_field(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    row = activity(database, "Fasta biopsitider i Ekmark")
    dialog = ActivityDialog(page._context, row, read_choices(database, main(database)), page)
    dialog.show()
    dialog.state.setCurrentIndex(dialog.state.findData(ItemState.DROPPED))
    assert dialog.next_step.accessibleName() == "Skäl"
    dialog.send()
    settle(page, tasks)
    assert dialog.isVisible()
    assert dialog.problem.isVisible()
    dialog.next_step.setText("Görs i en annan plan")
    dialog.send()
    settle(page, tasks)
    stored = activity(database, row.title)
    assert (stored.state, stored.state_reason) == (ItemState.DROPPED, "Görs i en annan plan")


def test_a_goal_needs_a_title_alone_and_says_live_what_is_missing(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    dialog = page._make_goal_dialog()
    assert isinstance(dialog, PlanItemDialog)
    dialog.show()
    assert dialog.missing.text() == (
        "Saknar: mått, definition, målnivå eller riktning, måldatum, ansvarig, "
        "uppföljningsintervall, datakälla"
    )
    dialog.measure.setText("Svarstid")
    dialog.definition.setPlainText("Dagar från remiss till svar")
    dialog.shape.setCurrentIndex(dialog.shape.findData("level"))
    assert dialog.level.isVisible()
    dialog.level.setText("80")
    dialog.target_date.setText("2027-06-30")
    dialog.responsible.setText("Patologigruppen")
    dialog.months.setText("4")
    assert dialog.missing.text() == "Saknar: datakälla"
    dialog.source.setText("Laboratoriernas system")
    assert dialog.missing.text() == "Uppföljningsbart"
    dialog.level.setText("åttio")
    dialog.send()
    assert dialog.problem.text() == "Målnivå: åttio kan inte läsas som ett tal."
    dialog.level.setText("80 %")
    dialog.title.setText("Kortare svarstider")
    dialog.title.setFocus()
    QTest.keyClick(dialog.title, Qt.Key.Key_Return)
    settle(page, tasks)
    stored = next(row for row in plans.list_items(database, main(database))
                  if row.title == "Kortare svarstider")  # fmt: skip
    assert stored.level == pytest.approx(0.8)
    assert page.line is not None
    assert page.line.uuid == stored.uuid


def test_goals_are_written_one_after_another(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    dialog = page._make_goal_dialog()
    assert isinstance(dialog, PlanItemDialog)
    dialog.show()
    dialog.title.setText("Första")
    dialog._send_and_go_on()
    settle(page, tasks)
    assert dialog.isVisible()
    dialog.title.setText("Andra")
    dialog.send()
    settle(page, tasks)
    titles = [row.title for row in plans.list_items(database, main(database))]
    assert "Första" in titles
    assert "Andra" in titles


def test_numbers_are_read_in_the_unit_of_the_measure() -> None:
    assert read_number("72,5 %", "proportion") == pytest.approx(0.725)
    assert read_number("14", "dagar") == 14
    assert read_number("", "dagar") is None
    with pytest.raises(ValueError, match="fjorton"):
        read_number("fjorton", "dagar")
    with pytest.raises(ValueError, match="nan"):
        read_number("nan", "dagar")


def test_what_a_region_struck_is_kept_with_its_decision(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    dialog = page.menu.make_region_dialog("X5")
    assert isinstance(dialog, PlanRegionDialog)
    dialog.show()
    dialog.approval.setCurrentIndex(dialog.approval.findData("decided"))
    dialog.decided.setText("2026-11-20")
    dialog.struck.setPlainText("Mål 3.2")
    dialog.own.setCurrentIndex(dialog.own.findData(OwnPlan.EXISTS))
    dialog.send()
    settle(page, tasks)
    rows = plans.list_plan_regions(database, main(database))
    row = next(row for row in rows if row.region == "X5")
    assert (row.struck, row.decided_on) == ("Mål 3.2", dt.date(2026, 11, 20))
    assert "Beslutad i 7 av 7 regioner" in visible_words(page)


def test_a_kept_state_is_compared_with_the_plan_now(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    kept = plans.save_baseline(database, main(database), "Före ändringen")
    row = goal(database, QUEUE)
    plans.update_item(database, replace(row, responsible="Patologigruppen"))
    rows = plans.list_baselines(database, main(database))
    dialog = BaselineDialog(page._context, main(database), rows, page)
    dialog.show()
    dialog.was.setCurrentIndex(dialog.was.findData(kept.uuid))
    settle(page, tasks)
    texts = [dialog.table.rows.row_texts(n) for n in range(dialog.table.rows.rowCount())]
    assert (row.name, "Ansvarig", "–", "Patologigruppen") in texts
    dialog.name.setText("Efter ändringen")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    settle(page, tasks)
    assert plans.list_baselines(database, main(database))[0].name == "Efter ändringen"
    assert dialog.isVisible()
    dialog.close()


# Without a plan, and by the RCC's own word


def test_without_a_plan_one_is_made_and_then_asks_for_its_first_goal(
    qtbot: QtBot, tasks: TaskRunner, database: Database
) -> None:
    for plan in plans.list_plans(database):
        plans.delete_plan(database, plan.uuid)
    page = PlanPage(make_context(tasks, period=""))
    qtbot.addWidget(page)
    tasks.topics_changed.connect(page.mark_stale)
    page.resize(1130, 640)
    page.show()
    settle(page, tasks)
    words = visible_words(page)
    assert "Här visas cancerplanen när den är skapad" in words
    assert "Läs in plan från Excel…" in words
    assert "Skapa plan" in words
    dialog = page.menu.make_plan_dialog()
    dialog.show()
    assert dialog.name.text() == "Cancerplan"
    dialog.valid_from.setText("2027-01-01")
    dialog.valid_to.setText("2026-01-01")
    dialog.send()
    settle(page, tasks)
    assert dialog.isVisible()  # dates reversed
    dialog.valid_to.setText("")
    dialog.send()
    settle(page, tasks)
    assert plans.main_plan(database) is not None
    assert "Planen har inga mål än" in visible_words(page)
    assert page.head.title == "Cancerplan"


def test_the_page_is_called_by_the_word_of_the_rcc(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    word = Word("utvecklingsplan", "utvecklingsplanen", "utvecklingsplaner",
                "utvecklingsplanerna", "utvecklingsplanens")  # fmt: skip
    organisation.update_term(database, "exempel", "cancer_plan", word)
    assert opening.read_frame(database).labels["plan"] == "Utvecklingsplan"
    page.mark_stale()
    settle(page, tasks)
    assert page.head.title == "Utvecklingsplan"


def test_a_file_that_is_read_only_shows_all_and_changes_nothing(
    page: PlanPage, tasks: TaskRunner, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Database, "is_reading", property(lambda _self: True))
    page.mark_stale()
    settle(page, tasks)
    assert not page.add.isEnabled()
    before = goal(database, QUEUE).position
    choose(page, "tree", goal(database, QUEUE).uuid)
    view = page.view
    assert isinstance(view, TreeCard)
    press(view.tree, Qt.Key.Key_Up, Keys.AltModifier)
    press(view.tree, Qt.Key.Key_Delete)
    settle(page, tasks)
    assert goal(database, QUEUE).position == before


def test_a_plan_row_without_dates_has_no_years() -> None:
    from rccdesk.ui.pages.plan.views import plan_years

    assert plan_years(PlanRow("Plan")) == ""
    assert plan_years(PlanRow("Plan", valid_from=dt.date(2025, 1, 1))) == "2025–"
    whole = PlanRow("Plan", valid_from=dt.date(2025, 1, 1), valid_to=dt.date(2025, 12, 31))
    assert plan_years(whole) == "2025"


def test_a_plan_goes_out_to_excel_and_comes_back_after_a_dry_run(
    page: PlanPage, tasks: TaskRunner, database: Database, tmp_path: Path
) -> None:
    target = tmp_path / "plan.xlsx"
    write_plan_workbook(page._context, target, page)
    settle(page, tasks)
    assert target.is_file()
    book = openpyxl.load_workbook(target)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    cell = next(each for each in cells if each.value == "Gemensam patologikö")
    cell.value = "Gemensam kö"
    book.save(target)
    open_plan_workbook(page._context, target, page)
    settle(page, tasks)
    dialog = dialog_of(PlanWorkbookDialog)
    assert isinstance(dialog, PlanWorkbookDialog)
    assert goal(database, QUEUE).title == "Gemensam patologikö"  # nothing is stored yet
    assert dialog.accept_button.text() == "Läs in 1 mål"
    dialog.send()
    settle(page, tasks)
    assert goal(database, QUEUE).title == "Gemensam kö"


def test_arrows_in_the_segment_walk_the_views(page: PlanPage, tasks: TaskRunner) -> None:
    page.show_view("tree")
    button = page.segment._group.checkedButton()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Right)
    settle(page, tasks)
    assert page.segment.current == "table"
    assert isinstance(page.view, TableCard)
    assert page.view.isVisible()


def test_the_sidebar_takes_the_word_of_the_rcc_when_it_changes(
    window: MainWindow, window_settles: Callable[[TaskRunner], None]
) -> None:
    database = window.database
    assert database is not None
    word = Word("utvecklingsplan", "utvecklingsplanen", "utvecklingsplaner",
                "utvecklingsplanerna", "utvecklingsplanens")  # fmt: skip
    write = (organisation.update_term, "exempel", "cancer_plan", word)
    window.tasks.run_write(window, *write)
    window_settles(window.tasks)
    assert window.sidebar._buttons["plan"].text() == "Utvecklingsplan"
    entries = [entry.words for entry in window.actions_.list_entries()]
    assert "Utvecklingsplan" in entries


def test_a_group_that_has_ended_is_replaced_everywhere_in_one_step(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    rows = plans.list_items(database, main(database))
    before = [row.uuid for row in rows if row.responsible == "Screeninggruppen"]
    assert len(before) > 1
    dialog = page.menu.make_replace_dialog()
    dialog.show()
    dialog.old.setCurrentIndex(dialog.old.findData("Screeninggruppen"))
    dialog.send()
    assert dialog.problem.isVisible()
    dialog.new.setText("Screeningrådet")
    dialog.send()
    settle(page, tasks)
    rows = plans.list_items(database, main(database))
    assert [row.uuid for row in rows if row.responsible == "Screeningrådet"] == before
    history.undo_last(database)
    rows = plans.list_items(database, main(database))
    assert [row.uuid for row in rows if row.responsible == "Screeninggruppen"] == before


def test_naming_who_is_responsible_completes_the_goal(
    page: PlanPage, tasks: TaskRunner, database: Database
) -> None:
    uuid = goal(database, QUEUE).uuid
    choose(page, "regions", uuid)
    page.foot.responsible.click()
    dialog = dialog_of(ResponsibleDialog)
    assert isinstance(dialog, ResponsibleDialog)
    dialog.responsible.setText("Patologigruppen")
    dialog.responsible.setFocus()
    QTest.keyClick(dialog.responsible, Qt.Key.Key_Return)
    settle(page, tasks)
    assert goal(database, QUEUE).responsible == "Patologigruppen"
    assert not page.foot.responsible.isVisible()
    assert page.line is not None
    assert page.line.missing == ()
