"""Riktlinjer: units beside their answers to the version before, and the log of support."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rccdesk.services import guidelines, history
from rccdesk.services.database import Database
from rccdesk.ui import theme
from rccdesk.ui.dialogs.guideline_dialog import AdoptionDialog
from rccdesk.ui.pages.guidelines_page import GuidelinesPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import Asked, make_context, select_all, settle
from tests.ui.initiative_store import fill
from tests.ui.page_checks import check_names_and_tabs, visible_words

Store = tuple[Path, dict[str, str]]
SURGERY = "01|Kirurgkliniken"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    path = tmp_path_factory.mktemp("guidelines") / "store.rccdesk"
    with Database.open(path, create=True) as database:
        return path, fill(database)


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
def page(qtbot: QtBot, tasks: TaskRunner) -> GuidelinesPage:
    made = GuidelinesPage(make_context(tasks, period=""))
    qtbot.addWidget(made)
    select_all(made.selection)
    tasks.topics_changed.connect(lambda topics: topics & made.topics and made.mark_stale())
    made.resize(1178, 694)
    made.show()
    settle(made, tasks)
    return made


def cells(page: GuidelinesPage, key: str) -> list[str]:
    model = page.adoption.table.model_
    line = model.line(model.row_of(key))
    assert line is not None
    return [cell.words for cell in line.cells]


def test_R_P18_a_new_version_stands_beside_the_old_answers(page: GuidelinesPage) -> None:
    assert cells(page, SURGERY)[1:3] == ["Ej bedömd", "Införd"]
    assert cells(page, "12|Kirurgkliniken")[1:3] == ["Ej bedömd", "Införs inte"]
    words = visible_words(page)
    assert "Version 5.0" in page.adoption.version.currentText()
    assert "För över oförändrade svar (3)" in words
    assert "Ändrat: Nya gränser för uppföljning." in words
    check_names_and_tabs(page)


def test_R_P18_unchanged_answers_are_carried_over_in_one_click_and_one_step(
    page: GuidelinesPage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    page.adoption.carry_button.click()
    settle(page, tasks)
    assert cells(page, SURGERY)[1] == "Införd (från förra)"
    assert not page.adoption.carry_button.isVisible()
    assert isinstance(page.window_actions, Asked)
    assert page.window_actions.toasts == ["3 svar är överförda från förra versionen."]
    history.undo_last(database)
    assert guidelines.list_adoptions(database, store[1]["new"]) == ()


def test_a_digit_sets_the_state_and_the_share_is_said(
    qtbot: QtBot, page: GuidelinesPage, tasks: TaskRunner
) -> None:
    page.adoption.table.choose(SURGERY)
    page.adoption.table.setFocus()
    qtbot.keyClick(page.adoption.table, Qt.Key.Key_5)
    settle(page, tasks)
    assert cells(page, SURGERY)[1] == "Införd"
    total = len([line for line in page.adoption.table.model_.lines if not line.is_group])
    assert f"Införd 1 av {total}" in page.adoption.shares.text()
    assert cells(page, "region 01")[0] == "Region Stockholm: 1 av 2 har infört"
    assert page.adoption.table.current_key == SURGERY


def test_not_introduced_asks_for_the_units_reasons(
    qtbot: QtBot, page: GuidelinesPage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    page.adoption.table.choose(SURGERY)
    page.adoption.table.setFocus()
    qtbot.keyClick(page.adoption.table, Qt.Key.Key_6)
    settle(page, tasks)
    assert guidelines.list_adoptions(database, store[1]["new"]) == ()  # asked first
    found = (w for w in QApplication.topLevelWidgets() if isinstance(w, AdoptionDialog))
    dialog = next(each for each in found if each.isVisible())
    assert dialog.cause.isVisible()
    dialog.cause.setCurrentIndex(dialog.cause.findText("Kompetens och bemanning"))
    dialog.reason.setPlainText("Patient 19121212-1212 väntar.")
    dialog.send()
    settle(page, tasks)
    assert dialog.problem.isVisible()  # what looks like a person is refused in words
    assert guidelines.list_adoptions(database, store[1]["new"]) == ()
    dialog.reason.setPlainText("Två tjänster är vakanta.")
    dialog.send()
    settle(page, tasks)
    assert cells(page, SURGERY)[3] == "Kompetens och bemanning: Två tjänster är vakanta."
    said = "Skäl till att den inte införs: Kompetens och bemanning 1"
    assert said in page.adoption.shares.text()
    dialog = page.make_adoption_dialog(None)
    dialog.show()
    assert not dialog.cause.isVisible()
    dialog.reject()


def test_a_version_and_a_guideline_are_added(
    page: GuidelinesPage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    dialog = page.make_version_dialog()
    dialog.open()
    dialog.send()
    assert "nummer eller år" in dialog.problem.text()
    dialog.version.setText("6.0")
    dialog.published_on.setText("snart")
    dialog.send()
    assert "2026-03-05" in dialog.problem.text()
    dialog.published_on.clear()
    dialog.send()
    settle(page, tasks)
    assert page.adoption.version.currentText() == "Version 6.0"
    change = page.make_version_dialog(changes=True)
    change.version.setText("5.1")
    change.send()
    settle(page, tasks)
    assert page.adoption.version.currentText() == "Version 5.1"
    page.adoption.fill_menu()
    acts = {action.text(): action for action in page.adoption.menu.actions()}
    acts["Flytta versionen till Papperskorgen"].trigger()
    settle(page, tasks)
    assert page.adoption.version.currentText() == "Version 5.0"
    assert cells(page, SURGERY)[1:3] == ["Ej bedömd", "Införd"]
    first = page.make_guideline_dialog()
    first.title.setText("Cancerrehabilitering")
    first.send()
    settle(page, tasks)
    assert page.adoption.guideline.currentText() == "Cancerrehabilitering"
    assert "Lägg till den första versionen." in visible_words(page)
    page.arrive({"guideline": store[1]["guideline"]})
    settle(page, tasks)
    assert page.adoption.guideline.currentText() == "Nationellt vårdprogram bröstcancer"


def test_support_is_logged_changed_and_taken_away(
    page: GuidelinesPage, tasks: TaskRunner, database: Database
) -> None:
    page.show_view("support")
    assert [cell.words for cell in page.log.model_.lines[0].cells][:4] == [
        "2026-02-03", "Utbildningsdag om den nya versionen", "Utbildning", "Kirurgklinikerna"
    ]  # fmt: skip
    check_names_and_tabs(page)
    dialog = page.make_support_dialog()
    dialog.text.setPlainText("Nytt bildspel")
    dialog.day.setText("2026-03-01")
    dialog.send()
    settle(page, tasks)
    assert guidelines.list_support(database)[0].text == "Nytt bildspel"
    page.log.choose(guidelines.list_support(database)[0].uuid)
    page.remove_support.click()
    settle(page, tasks)
    assert len(guidelines.list_support(database)) == 1


def test_an_empty_store_says_what_the_page_is_for(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    runner = TaskRunner()
    runner.database = Database.open(tmp_path / "empty.rccdesk", create=True)
    made = GuidelinesPage(make_context(runner))
    qtbot.addWidget(made)
    made.show()
    settle(made, runner)
    words = visible_words(made)
    assert "Här följs vårdprogrammen till varje verksamhet" in words
    assert words.count("Lägg till riktlinje") == 1
    made.show_view("support")
    assert "Inget kunskapsstöd är antecknat." in visible_words(made)
    runner.close()
    runner.database.close()
