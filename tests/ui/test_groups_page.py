"""The lists of processes, groups, assignments, participation and visits, and their forms."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from rccdesk.enums import AssignmentState, Thing
from rccdesk.services import groups, history, links, plans
from rccdesk.services.database import Database
from rccdesk.ui import theme
from rccdesk.ui.dialogs.person_dialog import PersonDialog
from rccdesk.ui.dialogs.visit_activity_dialog import VisitActivityDialog
from rccdesk.ui.pages.groups import listings
from rccdesk.ui.pages.groups.reading import TABS, Listing
from rccdesk.ui.pages.groups_page import GroupsPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import Asked, make_context, settle
from tests.ui.group_store import YEAR, make_group_store
from tests.ui.page_checks import check_names_and_tabs
from tests.ui.plan_store import close_dialogs


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_group_store(tmp_path_factory.mktemp("groups"))


@pytest.fixture(scope="module")
def runner(qapp: QApplication) -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.close()


@pytest.fixture
def tasks(store: Path, runner: TaskRunner, tmp_path: Path) -> Iterator[TaskRunner]:
    runner.database = Database.open(Path(shutil.copy(store, tmp_path)), who="Anna")
    yield runner
    database, runner.database = runner.database, None
    database.close()


@pytest.fixture(scope="module")
def kept(qapp: QApplication, runner: TaskRunner) -> Iterator[GroupsPage]:
    theme.install(qapp, "light")
    made = GroupsPage(make_context(runner))
    made.resize(1178, 690)
    runner.topics_changed.connect(lambda _topics: made.mark_stale())
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def page(kept: GroupsPage, tasks: TaskRunner) -> Iterator[GroupsPage]:
    asked = kept.window_actions
    assert isinstance(asked, Asked)
    asked.places.clear()
    asked.toasts.clear()
    kept.show()
    show(kept, tasks, Listing.PROCESSES)
    yield kept
    close_dialogs()
    settle(kept, tasks)


def show(page: GroupsPage, tasks: TaskRunner, listing: Listing) -> None:
    page.show_view(listing)
    page.refresh()
    settle(page, tasks)


def table_of(page: GroupsPage) -> list[list[str]]:
    lines = page.tab.table.model_.lines
    return [[cell.words for cell in line.cells] for line in lines]


def open_form(page: GroupsPage, act: str, key: str = "") -> QDialog:
    page.acts.do(act, key)
    return next(d for d in page.window().findChildren(QDialog) if d.isVisible())


def database_of(tasks: TaskRunner) -> Database:
    assert tasks.database is not None
    return tasks.database


def test_a_process_without_leader_stands_there_vacant_since_its_day(page: GroupsPage) -> None:
    rows = {row[0]: row for row in table_of(page)}
    assert rows["Lungcancer"][1:4] == ["Ingen", f"Vakant sedan {YEAR - 1}-03-15", "Ingen grupp"]
    breast = rows["Bröstcancer"]
    assert breast[1:4] == ["Anna Berg", "Introduktion", "Processgrupp bröstcancer"]
    assert breast[5] == "Mentor saknas"
    assert "Vakant plats" in breast[4]


def test_every_list_shows_lines_and_is_reached_by_keyboard(
    page: GroupsPage, tasks: TaskRunner
) -> None:
    for tab, found in TABS.items():
        page.show_view(tab)
        for listing in found:
            show(page, tasks, listing)
            assert page.tab.listing is listing
            assert table_of(page), listing
            check_names_and_tabs(page)
    assert [page.tabs.tabText(at) for at in range(page.tabs.count())] == [
        "Processer", "Grupper och platser", "Uppdrag", "Patient- och närståendemedverkan",
        "Dialogbesök",
    ]  # fmt: skip


def test_every_form_has_names_and_a_way_by_tab(page: GroupsPage, tasks: TaskRunner) -> None:
    forms = 0
    for listing in Listing:
        show(page, tasks, listing)
        if listings.ADD in page.tab.acts():
            dialog = open_form(page, listings.ADD)
            check_names_and_tabs(dialog)
            assert dialog.focusWidget() is not None
            dialog.reject()
            forms += 1
    assert forms == 9


def test_no_name_of_a_person_stands_in_a_line_with_a_figure(
    page: GroupsPage, tasks: TaskRunner
) -> None:
    names = {row.name for row in groups.list_persons(database_of(tasks))}
    named = 0
    for listing in Listing:
        show(page, tasks, listing)
        for row in table_of(page):
            if names & set(row):
                named += 1
                words = [re.sub(r"\d{4}-\d\d-\d\d", "", cell) for cell in row]
                assert not any(re.search(r"\d", cell) for cell in words), (listing, row)
    assert named


def test_time_is_shown_by_process_and_employer(page: GroupsPage, tasks: TaskRunner) -> None:
    show(page, tasks, Listing.TIME)
    rows = table_of(page)
    told = rows[rows.index([f"Kvartal 4 {YEAR - 1}"]) + 1]
    assert told == ["Bröstcancer", "Ekmarks lasarett", "20\u00a0%", "10\u00a0%"]
    missing = [row[3] for row in rows if len(row) > 1 and row != told]
    assert set(missing) <= {"Frigjord tid ej angiven"}


def test_a_local_leader_stands_under_the_region_with_who_gave_the_assignment(
    page: GroupsPage, tasks: TaskRunner
) -> None:
    show(page, tasks, Listing.LOCAL)
    assert table_of(page) == [
        ["Region Norrsjö"],
        ["Lokal processledare", "Bröstcancer", "Bo Lind", "Region Norrsjö", "Aktiv"],
    ]
    assert "räknas inte in bland RCC:s egna" in page.tab.note.text()


def test_a_process_is_added_by_keyboard_alone_and_undone(
    page: GroupsPage, tasks: TaskRunner, qtbot: QtBot
) -> None:
    page.tab.acts()[listings.ADD].setFocus()
    qtbot.keyClick(page.tab.acts()[listings.ADD], Qt.Key.Key_Space)
    dialog = next(d for d in page.window().findChildren(QDialog) if d.isVisible())
    check_names_and_tabs(dialog)
    field = dialog.focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClick(field, Qt.Key.Key_Return)  # a process has a name
    settle(page, tasks)
    assert dialog.isVisible()
    field.setText("Matstrupe och magsäck")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle(page, tasks)
    assert "Matstrupe och magsäck" in {row[0] for row in table_of(page)}
    assert page.tab.table.current_key.startswith(
        next(r.uuid for r in groups.list_processes(database_of(tasks)) if "Mats" in r.name)
    )
    history.undo_last(database_of(tasks))
    assert len(groups.list_processes(database_of(tasks))) == 2


def test_a_person_who_holds_something_is_not_removed_but_replaced(
    page: GroupsPage, tasks: TaskRunner
) -> None:
    show(page, tasks, Listing.PERSONS)
    database = database_of(tasks)
    anna, bo = groups.list_persons(database)
    page.acts.remove(anna.uuid)
    settle(page, tasks)
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert "1 uppdrag" in asked.toasts[-1]
    assert len(groups.list_persons(database)) == 2
    page.acts.do(listings.REPLACE, anna.uuid)
    settle(page, tasks)
    dialog = next(d for d in page.window().findChildren(QDialog) if d.isVisible())
    dialog.person.setCurrentIndex(dialog.person.findData(bo.uuid))  # type: ignore[attr-defined]
    dialog.send()  # type: ignore[attr-defined]
    settle(page, tasks)
    assert not groups.holdings_of(database, anna.uuid).count
    page.acts.remove(anna.uuid)
    settle(page, tasks)
    assert [row.name for row in groups.list_persons(database)] == ["Bo Lind"]


def test_an_agreed_point_becomes_an_activity_of_a_goal(page: GroupsPage, tasks: TaskRunner) -> None:
    show(page, tasks, Listing.VISITS)
    assert page.tab.foot is not None and page.tab.foot.isVisible()
    line = page.tab.table.current_key
    assert page.answer is not None
    (point,) = page.answer.points[line]
    page.acts.do_in_foot("make", point.uuid, line)
    settle(page, tasks)
    dialog = next(d for d in page.window().findChildren(VisitActivityDialog) if d.isVisible())
    dialog.send()
    assert dialog.problem.isVisible()  # it has to belong somewhere
    dialog.home.setCurrentIndex(1)
    dialog.send()
    settle(page, tasks)
    assert table_of(page)[0][4] == "1 av 1 har blivit aktiviteter"
    titles = {row.title for row in plans.list_activities(database_of(tasks))}
    assert "Pröva direktbokning av biopsi" in titles


def test_a_unit_that_is_not_visited_is_put_in_the_form_of_a_visit(
    page: GroupsPage, tasks: TaskRunner
) -> None:
    show(page, tasks, Listing.NOT_VISITED)
    first = table_of(page)[0]
    dialog = open_form(page, listings.PLAN_VISIT, page.tab.table.current_key)
    assert dialog.unit.unit == first[0]  # type: ignore[attr-defined]


def test_what_cannot_be_read_is_said_at_its_field(page: GroupsPage, tasks: TaskRunner) -> None:
    show(page, tasks, Listing.ASSIGNMENTS)
    dialog = open_form(page, listings.EDIT, page.tab.table.current_key)
    share, day = dialog.fields["share"], dialog.fields["starts_on"]  # type: ignore[attr-defined]
    share.setText("120")
    dialog.send()  # type: ignore[attr-defined]
    assert "0 till 100" in dialog.problem.text()  # type: ignore[attr-defined]
    assert share.hasFocus() or dialog.focusWidget() is share
    share.setText("20")
    day.setText("i våras")
    dialog.send()  # type: ignore[attr-defined]
    assert "2026-03-05" in dialog.problem.text()  # type: ignore[attr-defined]


def test_a_vacant_assignment_is_appointed_when_somebody_is_chosen(
    page: GroupsPage, tasks: TaskRunner
) -> None:
    database = database_of(tasks)
    vacant = next(
        row for row in groups.list_assignments(database) if row.state is AssignmentState.VACANT
    )
    show(page, tasks, Listing.ASSIGNMENTS)
    dialog = open_form(page, listings.EDIT, vacant.uuid)
    dialog.person.box.setCurrentIndex(1)  # type: ignore[attr-defined]
    assert dialog.row().state is AssignmentState.APPOINTED  # type: ignore[attr-defined]
    dialog.person.box.setCurrentIndex(0)  # type: ignore[attr-defined]
    assert dialog.row().state is AssignmentState.VACANT  # type: ignore[attr-defined]


def test_a_person_is_added_from_within_another_form(page: GroupsPage, tasks: TaskRunner) -> None:
    show(page, tasks, Listing.ASSIGNMENTS)
    dialog = open_form(page, listings.ADD)
    dialog.person.new.click()  # type: ignore[attr-defined]
    form = next(d for d in dialog.findChildren(PersonDialog) if d.isVisible())
    form.name.setText("Cecilia Ek")
    form.send()
    settle(page, tasks)
    assert dialog.person.box.currentText() == "Cecilia Ek"  # type: ignore[attr-defined]
    assert dialog.person.uuid in {  # type: ignore[attr-defined]
        row.uuid for row in groups.list_persons(database_of(tasks))
    }


def test_an_empty_store_says_what_to_do_in_every_list(
    runner: TaskRunner, kept: GroupsPage, tmp_path: Path
) -> None:
    runner.database = Database.open(tmp_path / "empty.rccdesk", create=True)
    kept.show()
    for listing in Listing:
        show(kept, runner, listing)
        empty = not table_of(kept)
        assert empty or listing is Listing.NOT_VISITED
        assert kept.tab.nothing.isVisible() is empty
    show(kept, runner, Listing.PROCESSES)
    assert kept.head.title == "Processgrupper"
    database, runner.database = runner.database, None
    database.close()


def test_a_link_chooses_its_line(page: GroupsPage, tasks: TaskRunner) -> None:
    database = database_of(tasks)
    linked = (
        (Thing.PROCESS, groups.list_processes(database)[-1].uuid),
        (Thing.VISIT, groups.list_visits(database)[-1].uuid),
        (Thing.TRAINING, groups.list_training(database)[-1].uuid),
        (Thing.QUESTION, groups.list_questions(database)[-1].uuid),
    )
    for kind, uuid in linked:
        place = links.place_of(kind, uuid)
        assert place is not None
        page.arrive(place[1])
        settle(page, tasks)
        assert page.tab.table.current_key.startswith(uuid), kind
