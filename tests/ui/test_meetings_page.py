"""Möten: the four tabs, what is searched, done, saved to the calendar and taken up again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from rccdesk.enums import ActionState, GroupKind, Thing
from rccdesk.services import decisions, groups, links, meetings
from rccdesk.services.database import Database
from rccdesk.services.groups.model import GroupRow
from rccdesk.services.meetings.model import MeetingRow
from rccdesk.ui import theme
from rccdesk.ui.pages.meetings.reading import ACTIONS, DECISIONS, RETURNING
from rccdesk.ui.pages.meetings_page import MeetingsPage
from rccdesk.ui.tables.line_view import LineView
from rccdesk.ui.tasks import TaskRunner
from tests.ui import agenda_store
from tests.ui.figure_store import Asked, make_context, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words

Store = tuple[Path, dict[str, str]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return agenda_store.make_agenda_store(tmp_path_factory.mktemp("meetings"))


@pytest.fixture
def tasks(qapp: QApplication, store: Store, tmp_path: Path) -> Iterator[TaskRunner]:
    theme.install(qapp, "light")
    runner = TaskRunner()
    runner.database = Database.open(Path(shutil.copy(store[0], tmp_path / "own.rccdesk")))
    yield runner
    runner.close()
    runner.database.close()


@pytest.fixture
def database(tasks: TaskRunner) -> Database:
    assert tasks.database is not None
    return tasks.database


@pytest.fixture
def page(qtbot: QtBot, tasks: TaskRunner) -> MeetingsPage:
    made = MeetingsPage(make_context(tasks, period=""))
    qtbot.addWidget(made)
    tasks.topics_changed.connect(lambda topics: topics & made.topics and made.mark_stale())
    made.resize(1178, 694)
    made.show()
    settle(made, tasks)
    return made


def show(page: MeetingsPage, tasks: TaskRunner, view: str) -> None:
    page.show_view(view)
    settle(page, tasks)


def firsts(table: LineView) -> list[str]:
    return [line.cells[0].words for line in table.model_.lines]


def test_meetings_to_come_stand_by_day_and_enter_opens_one(
    qtbot: QtBot, page: MeetingsPage, tasks: TaskRunner, store: Store
) -> None:
    table = page.coming.table
    assert firsts(table) == [agenda_store.COMING.isoformat(), agenda_store.LATER.isoformat()]
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert isinstance(page.window_actions, Asked)
    assert page.window_actions.places == ["meeting"]
    check_names_and_tabs(page)
    page.coming.which.chosen.emit("held")
    settle(page, tasks)
    assert firsts(table) == [agenda_store.HELD.isoformat()]


def test_another_page_shows_the_meetings_of_one_group(
    page: MeetingsPage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    other = groups.add_group(database, GroupRow("Lunggruppen", GroupKind.PROCESS_GROUP))
    meetings.add_meeting(database, MeetingRow(other.uuid, agenda_store.COMING))
    tab = page.coming
    page.arrive({"group": other.uuid})
    settle(page, tasks)
    assert firsts(tab.table) == [agenda_store.COMING.isoformat()]
    assert tab.group.currentText() == "Lunggruppen"
    page.coming.which.chosen.emit("held")  # the choice stays
    settle(page, tasks)
    assert "Lunggruppen" in tab.nothing.text() and not tab.open.isEnabled()
    tab.group.setCurrentIndex(0)
    tab.group.activated.emit(0)
    assert firsts(tab.table) == [agenda_store.HELD.isoformat()]
    page.arrive({"group": store[1]["body"]})
    settle(page, tasks)
    assert len(firsts(tab.table)) == 2


def test_a_new_meeting_takes_the_template_of_its_series(
    page: MeetingsPage, tasks: TaskRunner, database: Database
) -> None:
    dialog = page._acts.make_meeting()
    dialog.day.clear()
    dialog.open()
    dialog.send()
    assert "2026-03-05" in dialog.problem.text()
    day = agenda_store.LATER.replace(day=28)
    dialog.day.setText(day.isoformat())
    dialog.send()
    settle(page, tasks)
    (made,) = meetings.list_meetings(database, first=day, last=day)
    titles = [row.title for row in meetings.list_points(database, made.uuid)]
    assert titles == [title for title, _kind, _minutes in agenda_store.TEMPLATE]
    assert isinstance(page.window_actions, Asked)
    assert page.window_actions.places == ["meeting"]


def test_a_series_keeps_the_order_of_its_template_and_made_meetings_their_agenda(
    page: MeetingsPage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    (row,) = meetings.list_series(database)
    dialog = page._acts.make_series(row, meetings.list_template(database, row.uuid))
    assert [line.title.text() for line in dialog.points] == [t for t, *_ in agenda_store.TEMPLATE]
    dialog.points[2].up.click()
    dialog.points[0].remove.click()
    dialog.add.click()
    dialog.points[-1].title.setText("Nästa möte")
    dialog.open()
    dialog.send()
    settle(page, tasks)
    titles = [each.title for each in meetings.list_template(database, row.uuid)]
    assert titles == ["Gemensam patologikö", "Uppföljning av beslut", "Nästa möte"]
    assert len(meetings.list_points(database, store[1]["coming"])) == 3


def test_decisions_are_searched_and_narrowed_in_memory(
    qtbot: QtBot, page: MeetingsPage, tasks: TaskRunner
) -> None:
    show(page, tasks, DECISIONS)
    tab = page.decisions
    assert len(firsts(tab.table)) == 1
    cells = [cell.words for cell in tab.table.model_.lines[0].cells]
    assert "kontaktsjuksköterskor" in cells[1]
    assert cells[2] == "Rekommendation"
    assert "Rekommendation. Regionen beslutar, verksamheten inför." in visible_words(page)
    check_names_and_tabs(page)
    tab.words.setText("cystoskopi")
    qtbot.waitUntil(lambda: firsts(tab.table) == [])
    assert "Inget beslut svarar mot det du söker" in visible_words(page)
    tab.words.setText("KONTAKTSJUKSKÖTERSKOR namngivna")
    qtbot.waitUntil(lambda: len(firsts(tab.table)) == 1)
    tab.show_only("declined")
    assert firsts(tab.table) == []
    tab.show_only("waiting")
    assert len(firsts(tab.table)) == 1
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    assert isinstance(page.window_actions, Asked)
    assert page.window_actions.places[-1] == "decision"


def test_actions_stand_overdue_first_and_are_marked_done(
    page: MeetingsPage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    show(page, tasks, ACTIONS)
    tab = page.actions_tab
    assert firsts(tab.table) == ["Försenade", "Ta fram en rutin", "Kansliet", "Kalla nästa möte"]
    check_names_and_tabs(page)
    assert tab.table.choose(store[1]["late"])
    tab.done.click()
    settle(page, tasks)
    assert firsts(tab.table) == ["Kansliet", "Kalla nästa möte"]
    row = decisions.get_action(database, store[1]["late"])
    assert (row.state, row.done_on) == (ActionState.DONE, agenda_store.TODAY)
    tab.with_done.setChecked(True)
    assert firsts(tab.table)[-1] == "Ta fram en rutin"
    dialog = page._acts.make_action()
    dialog.open()
    dialog.send()
    assert dialog.problem.text() == "Skriv vad som ska göras."
    dialog.title.setText("Skicka minnesanteckningar")
    dialog.send()
    settle(page, tasks)
    assert "Skicka minnesanteckningar" in firsts(tab.table)


def test_actions_are_saved_to_a_calendar(
    page: MeetingsPage, tasks: TaskRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(page, tasks, ACTIONS)
    target = tmp_path / "lista.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    page.actions_tab.calendar.click()
    settle(page, tasks)
    assert target.read_text("utf-8").count("BEGIN:VEVENT") == 2
    assert isinstance(page.window_actions, Asked)
    assert page.window_actions.toasts == ["Sparat: lista.ics"]


def test_a_kept_point_is_taken_up_on_the_next_meeting(
    page: MeetingsPage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    show(page, tasks, RETURNING)
    tab = page.returning
    assert firsts(tab.table) == ["Stöd till närstående"]
    check_names_and_tabs(page)
    meetings.postpone_point(database, store[1]["kept"], agenda_store.TODAY)
    page.mark_stale()
    settle(page, tasks)
    assert tab.table.model_.lines[0].cells[3].words.endswith("dags nu")
    tab.take.click()
    settle(page, tasks)
    assert firsts(tab.table) == []
    titles = [row.title for row in meetings.list_points(database, store[1]["coming"])]
    assert "Stöd till närstående" in titles


def test_R_C21_without_a_group_the_page_says_what_a_meeting_needs(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    runner = TaskRunner()
    runner.database = Database.open(tmp_path / "empty.rccdesk", create=True)
    made = MeetingsPage(make_context(runner))
    qtbot.addWidget(made)
    made.show()
    settle(made, runner)
    words = visible_words(made)
    assert "Möten hålls av en grupp" in words
    assert "tyrgrupp" not in words
    runner.close()
    runner.database.close()


def test_a_link_chooses_its_line(
    page: MeetingsPage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    rows = store[1]
    for kind, name in ((Thing.ACTION, "late"), (Thing.ACTION, "open")):
        place = links.place_of(kind, rows[name])
        assert place is not None
        page.arrive(place[1])
        settle(page, tasks)
        assert page.answer is not None
        assert page.answer.question.tab == ACTIONS
        assert page.actions_tab.table.current_key == rows[name]
    decisions.edit_action(
        database, rows["open"], state=ActionState.DONE, due_on=None, responsible="", note=""
    )
    page.arrive({"tab": ACTIONS, "line": rows["open"]})  # one that is done is shown for it
    settle(page, tasks)
    assert page.actions_tab.with_done.isChecked()
    assert page.actions_tab.table.current_key == rows["open"]
    page.arrive({"tab": RETURNING, "line": rows["kept"]})
    settle(page, tasks)
    assert page.returning.table.current_key == rows["kept"]
