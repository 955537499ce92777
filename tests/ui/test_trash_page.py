"""Papperskorgen on a real store: what is listed, brought back, removed, and refused."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rccdesk.services import analyses, trash
from rccdesk.services.analyses import AnalysisText
from rccdesk.services.database import Database
from rccdesk.services.pathways import catalogue
from rccdesk.ui.dialogs.question_dialog import QuestionDialog
from rccdesk.ui.pages.trash_page import TrashPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import Asked, make_context, make_store, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words

KEYS = tuple((("VG9",), area, "2025-Q3") for area in ("01", "12", "13"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("store"))


@pytest.fixture
def tasks(store: Path, tmp_path: Path) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    runner.database = Database.open(Path(shutil.copy(store, tmp_path)), who="Karin Ek")
    yield runner
    runner.close()
    runner.database.close()


@pytest.fixture
def page(qtbot: QtBot, tasks: TaskRunner) -> TrashPage:
    for key in KEYS:
        analyses.update_analysis(base(tasks), AnalysisText(*key, finding="Sju av tio."))
        analyses.delete_analysis(base(tasks), *key)
    return show(qtbot, tasks)


def show(qtbot: QtBot, tasks: TaskRunner) -> TrashPage:
    made = TrashPage(make_context(tasks))
    qtbot.addWidget(made)
    made.resize(1178, 690)
    made.show()
    tasks.topics_changed.connect(lambda topics: topics & made.topics and made.mark_stale())
    settle(made, tasks)
    return made


def base(tasks: TaskRunner) -> Database:
    assert tasks.database is not None
    return tasks.database


def asked(page: TrashPage) -> Asked:
    window = page.window_actions
    assert isinstance(window, Asked)
    return window


def choose(page: TrashPage, *rows: int) -> None:
    page.table.clearSelection()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in rows:
        page.table.selectionModel().select(page.table.rows.index(row, 0), flags)


def question(page: TrashPage) -> QuestionDialog:
    (dialog,) = [d for d in page.window().findChildren(QuestionDialog) if d.isVisible()]
    return dialog


def cells(page: TrashPage) -> list[tuple[str, ...]]:
    return [page.table.rows.row_texts(row) for row in range(page.table.rows.rowCount())]


def test_an_empty_trash_says_what_comes_here(qtbot: QtBot, tasks: TaskRunner) -> None:
    page = show(qtbot, tasks)
    words = visible_words(page)
    assert "Papperskorgen är tom" in words
    assert "Det du tar bort ligger här i 90 dagar." in words
    assert not page.empty.isVisible()
    check_names_and_tabs(page)


def test_the_table_says_what_who_when_and_until_when(page: TrashPage, tasks: TaskRunner) -> None:
    today = dt.datetime.now().astimezone().date()
    last = today + dt.timedelta(days=90)
    assert [row[1] for row in cells(page)] == [  # the last one first
        f"Ledtid och inklusion: Bröstcancer, Region {name}, kvartal 3 2025"
        for name in ("Halland", "Skåne", "Stockholm")
    ]
    first = cells(page)[0]
    assert (first[0], first[3]) == ("Analys", "Karin Ek")
    assert first[2].startswith(str(today))
    assert first[4] == f"{last} (om 90 dagar)"
    assert not page.kind.isVisible()  # three things need no filter
    check_names_and_tabs(page)


def test_several_come_back_in_one_step_and_the_toast_offers_undo(
    page: TrashPage, tasks: TaskRunner
) -> None:
    choose(page, 0, 2)
    assert page.restore.text() == "Återställ 2 saker"
    page.restore.click()
    settle(page, tasks)
    found = {text.area for text in analyses.list_analyses(base(tasks))}
    assert found == {"01", "13"}
    assert asked(page).toasts == ["2 saker är återställda"]
    assert len(cells(page)) == 1


def test_delete_asks_first_and_enter_removes_nothing(page: TrashPage, tasks: TaskRunner) -> None:
    choose(page, 0)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    dialog = question(page)
    assert "Analys: Ledtid och inklusion: Bröstcancer" in visible_words(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    QApplication.processEvents()
    settle(page, tasks)
    assert len(trash.list_trash(base(tasks))) == 3
    if dialog.isVisible():
        dialog.reject()
    page.remove.click()
    dialog = question(page)
    (verb,) = [b for b in dialog.buttons if b.text() == "Ta bort för gott"]
    verb.click()
    settle(page, tasks)
    assert len(trash.list_trash(base(tasks))) == 2
    assert asked(page).toasts == ["1 sak är borttagen för gott"]


def test_emptying_says_how_many_and_empties(page: TrashPage, tasks: TaskRunner) -> None:
    page.empty.click()
    dialog = question(page)
    assert "3 saker tas bort för gott." in visible_words(dialog)
    dialog.buttons[0].click()
    settle(page, tasks)
    assert trash.list_trash(base(tasks)) == ()
    assert "Papperskorgen är tom" in visible_words(page)


def test_what_stands_in_the_way_is_said(page: TrashPage, tasks: TaskRunner) -> None:
    analyses.update_analysis(base(tasks), AnalysisText(*KEYS[2], finding="Skriven sedan."))
    choose(page, 0)
    page.restore.click()
    settle(page, tasks)
    (sentence,) = asked(page).toasts
    assert "kan inte återställas" in sentence
    assert "finns redan" in sentence
    assert analyses.get_analysis(base(tasks), *KEYS[2]).finding == "Skriven sedan."


def test_many_things_can_be_shown_by_kind(page: TrashPage, qtbot: QtBot, tasks: TaskRunner) -> None:
    for limit in catalogue.list_limits(base(tasks))[:9]:
        catalogue.delete_limit(base(tasks), limit.uuid)
    page.mark_stale()
    settle(page, tasks)
    assert page.kind.isVisible()
    page.kind.setCurrentIndex(page.kind.findData("analysis"))
    page.kind.activated.emit(page.kind.currentIndex())
    assert {row[0] for row in cells(page)} == {"Analys"}
    page.empty.click()
    dialog = question(page)
    assert "12 saker tas bort för gott, också de som inte visas nu." in visible_words(dialog)
    dialog.reject()
    check_names_and_tabs(page)


def test_a_file_open_for_reading_cannot_be_changed_and_it_says_why(
    qtbot: QtBot, page: TrashPage, tasks: TaskRunner
) -> None:
    path = base(tasks).path
    base(tasks).close()
    tasks.database = Database.open(path, reading=True)
    page.mark_stale()
    settle(page, tasks)
    assert not any(b.isEnabled() for b in (page.restore, page.remove, page.empty))
    assert "Filen är öppen bara för läsning." in visible_words(page)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert not [d for d in page.window().findChildren(QuestionDialog) if d.isVisible()]


def test_every_question_can_be_drawn_and_leaves_by_default(page: TrashPage) -> None:
    for make in page.list_dialogs().values():
        dialog = make()
        assert isinstance(dialog, QuestionDialog)
        assert dialog.buttons[-1].text() == "Avbryt"
        assert not any(b.isDefault() for b in dialog.buttons[:-1])
        dialog.close()
