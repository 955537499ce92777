"""One group: its seats without names, who sits in them without figures, and what is missing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from rccdesk.services import groups
from rccdesk.services.database import Database
from rccdesk.ui import theme
from rccdesk.ui.pages.assignment_page import AssignmentPage
from rccdesk.ui.pages.group_page import GroupPage
from rccdesk.ui.pages.page import Page
from rccdesk.ui.tables.line_view import LineView
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import Asked, make_context, settle
from tests.ui.group_store import TODAY, make_group_store
from tests.ui.page_checks import check_names_and_tabs, visible_words
from tests.ui.plan_store import close_dialogs


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_group_store(tmp_path_factory.mktemp("group"))


@pytest.fixture
def tasks(qapp: QApplication, store: Path, tmp_path: Path) -> Iterator[TaskRunner]:
    theme.install(qapp, "light")
    made = TaskRunner()
    made.database = Database.open(Path(shutil.copy(store, tmp_path)), who="Anna")
    yield made
    close_dialogs()
    made.database.close()
    made.close()


@pytest.fixture
def group(tasks: TaskRunner, qtbot: QtBot) -> GroupPage:
    page = GroupPage(make_context(tasks))
    _show(page, tasks, qtbot)
    return page


@pytest.fixture
def assignment(tasks: TaskRunner, qtbot: QtBot) -> AssignmentPage:
    page = AssignmentPage(make_context(tasks))
    _show(page, tasks, qtbot)
    return page


def _show(page: Page, tasks: TaskRunner, qtbot: QtBot) -> None:
    qtbot.addWidget(page)
    tasks.topics_changed.connect(lambda _topics: page.mark_stale())
    page.resize(1178, 690)
    page.show()
    settle(page, tasks)


def lines_of(table: LineView) -> list[list[str]]:
    return [[cell.words for cell in line.cells] for line in table.model_.lines]


def dialog_of(page: Page) -> QDialog:
    return next(d for d in page.window().findChildren(QDialog) if d.isVisible())


def test_seats_stand_without_names_and_names_without_figures(
    group: GroupPage, tasks: TaskRunner
) -> None:
    seats = lines_of(group.seats.table)
    assert [row[2] for row in seats] == ["1 av 1", "0 av 1", "0 av 2"]
    assert seats[0][0] == "Region Norrsjö"
    assert seats[1][3].startswith("Vakant")
    names = {row.name for row in groups.list_persons(tasks.database)}  # type: ignore[arg-type]
    assert not names & {cell for row in seats for cell in row}
    (member,) = lines_of(group.members.table)
    assert member[:3] == ["Bo Lind", "Region Norrsjö", "Ordförande"]
    assert "1 av 4 platser är besatta" in group.head._line.text()
    check_names_and_tabs(group)


def test_a_seat_is_filled_once_and_a_second_is_refused_in_the_form(
    group: GroupPage, tasks: TaskRunner
) -> None:
    assert group.answer is not None
    seat = group.answer.seat_names[0][0]
    dialog = group._make_member_dialog("", seat)
    dialog.open()
    dialog.person.box.setCurrentIndex(1)  # the seat has its one member
    dialog.send()
    settle(group, tasks)
    assert dialog.isVisible()
    assert dialog.problem.text()
    other = group.answer.seat_names[1][0]
    box = dialog.fields["seat_uuid"]
    box.setCurrentIndex(box.findData(other))  # type: ignore[attr-defined]
    dialog.send()
    settle(group, tasks)
    assert [row[2] for row in lines_of(group.seats.table)] == ["1 av 1", "1 av 1", "0 av 2"]
    assert len(lines_of(group.members.table)) == 2


def test_seats_are_added_moved_and_removed(group: GroupPage, tasks: TaskRunner) -> None:
    group.add.click()
    dialog = dialog_of(group)
    dialog.required.setText("0")  # type: ignore[attr-defined]
    dialog.send()  # type: ignore[attr-defined]
    assert "minst 1" in dialog.problem.text()  # type: ignore[attr-defined]
    dialog.required.setText("1")  # type: ignore[attr-defined]
    dialog.fields["title"].setText("Patologi")  # type: ignore[attr-defined]
    dialog.send()  # type: ignore[attr-defined]
    settle(group, tasks)
    assert lines_of(group.seats.table)[3][0] == "Patologi"
    group.seats.table.choose(group.seats.table.model_.lines[3].key)
    group._move(-1, group.seats.table.current_key)
    settle(group, tasks)
    assert lines_of(group.seats.table)[2][0] == "Patologi"
    group.seats.removed.emit(group.seats.table.model_.lines[2].key)
    settle(group, tasks)
    assert len(lines_of(group.seats.table)) == 3


def test_what_is_missing_is_named_beside_the_seats(group: GroupPage) -> None:
    words = visible_words(group)
    assert "Vakanta platser: " in words
    assert "Kallelsen skrevs om." in words


def test_all_of_an_assignment_stands_on_its_page(assignment: AssignmentPage) -> None:
    assert assignment.head.title == "Processledare, Bröstcancer"
    words = visible_words(assignment)
    for said in (
        *("Anna Berg", "20\u00a0%", "10\u00a0%", "Ekmarks lasarett", "Mentor"),
        *("Processgrupp bröstcancer", "Region Norrsjö: Bo Lind", "Leda processen"),
    ):
        assert said in words, said
    check_names_and_tabs(assignment)


def test_a_point_of_the_introduction_is_done_and_taken_back(
    assignment: AssignmentPage, tasks: TaskRunner
) -> None:
    table = assignment.steps.table
    assert lines_of(table)[0][2] == "–"
    table.opened.emit(table.current_key)  # Enter
    settle(assignment, tasks)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", lines_of(table)[0][2])
    assert assignment.done.text() == "Markera som inte klar"
    assignment.done.click()
    settle(assignment, tasks)
    assert lines_of(table)[0][2] == "–"


def test_an_introduction_opens_at_its_first_point_that_is_left(
    assignment: AssignmentPage, tasks: TaskRunner
) -> None:
    table = assignment.steps.table
    first, second = (table.model_.lines[at].key for at in (0, 1))
    assert table.current_key == first
    groups.set_step_done(tasks.database, first, TODAY)  # type: ignore[arg-type]
    settle(assignment, tasks)
    assert table.current_key == first  # the place is kept
    uuid, assignment._uuid = assignment._uuid, ""
    assignment.arrive({"assignment": uuid})
    settle(assignment, tasks)
    assert table.current_key == second
    assert assignment.done.text() == "Markera som klar"


def test_the_meetings_of_the_group_are_shown(group: GroupPage) -> None:
    group.meetings.click()
    asked = group.window_actions
    assert isinstance(asked, Asked)
    assert asked.arguments[-1] == {"group": group._uuid}


def test_released_time_is_told_by_quarter(assignment: AssignmentPage, tasks: TaskRunner) -> None:
    dialog = assignment._make_release_dialog()
    dialog.open()
    dialog.share.clear()
    dialog.send()
    assert dialog.problem.isVisible()
    period = dialog.row().period
    dialog.share.setText("15")
    dialog.send()
    settle(assignment, tasks)
    assert assignment.answer is not None and assignment.answer.page is not None
    told = {row.period: row.share for row in assignment.answer.page.releases}
    assert told[period] == 0.15
    assert "15\u00a0%" in visible_words(assignment)


def test_a_vacant_assignment_opens_another_from_the_day(
    assignment: AssignmentPage, tasks: TaskRunner
) -> None:
    dialog = assignment._make_state_dialog()
    dialog.open()
    dialog.state.setCurrentIndex(dialog.state.findData("vacant"))
    dialog.send()
    settle(assignment, tasks)
    rows = groups.list_assignments(tasks.database)  # type: ignore[arg-type]
    vacant = [row for row in rows if row.state == "vacant"]
    assert len(vacant) == 2
    asked = assignment.window_actions
    assert isinstance(asked, Asked)
    assert asked.toasts[-1] == "Läget är sparat."
    assert asked.places[-1] == "assignment"
    opened = next(row for row in vacant if row.process_uuid == dialog._row.process_uuid)
    assignment.arrive({"assignment": opened.uuid})
    settle(assignment, tasks)
    assert assignment.edit.text() == "Tillsätt uppdraget…"
    filling = assignment._make_dialog()
    filling.open()
    filling.person.box.setCurrentIndex(1)
    filling.send()
    settle(assignment, tasks)
    assert "Tillsatt" in visible_words(assignment)


def test_an_assignment_is_handed_over_on_paper(
    assignment: AssignmentPage, tasks: TaskRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "lämnas över.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    assignment.hand_over.click()
    settle(assignment, tasks)
    assert target.stat().st_size > 1000
    asked = assignment.window_actions
    assert isinstance(asked, Asked)
    assert asked.toasts[-1] == "Överlämningen är sparad: lämnas över.docx"


def test_a_group_that_is_gone_says_where_it_may_be(group: GroupPage, tasks: TaskRunner) -> None:
    group.arrive({"group": "0" * 32})
    settle(group, tasks)
    assert "Papperskorgen" in visible_words(group)
