"""Skriv analys on a real store: texts that save by themselves beside their figures."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from rccdesk.services import analyses, overview
from rccdesk.services.analyses import AnalysisText
from rccdesk.services.database import Database
from rccdesk.services.overview import OverviewQuery
from rccdesk.ui.pages.analysis_page import AnalysisPage
from rccdesk.ui.selection import REGION
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import Asked, make_context, make_store, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words

KEY = (("VG9",), "01", "2025-Q3")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("store"))


@pytest.fixture
def tasks(store: Path, tmp_path: Path) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    runner.database = Database.open(Path(shutil.copy(store, tmp_path)))
    yield runner
    runner.close()
    runner.database.close()


@pytest.fixture
def page(qtbot: QtBot, tasks: TaskRunner) -> AnalysisPage:
    made = AnalysisPage(make_context(tasks))
    qtbot.addWidget(made)
    made.resize(1178, 690)
    made.show()
    settle(made, tasks)
    return made


def saved(tasks: TaskRunner) -> AnalysisText:
    assert tasks.database is not None
    return analyses.get_analysis(tasks.database, *KEY)


def test_the_figures_are_those_of_the_selection(page: AnalysisPage, tasks: TaskRunner) -> None:
    assert tasks.database is not None
    query = OverviewQuery(("VG9",), "01", ("01",), "2025-Q3")
    pair = overview.get_pair(tasks.database, query)
    assert pair is not None
    words = visible_words(page)
    assert pair.lead_time.value_text == "70\u00a0%"
    for tile in (pair.lead_time, pair.inclusion):
        assert tile.value_text in words
    assert pair.warning in words
    check_names_and_tabs(page)


def test_what_is_typed_is_saved_when_the_field_is_left(
    page: AnalysisPage, tasks: TaskRunner
) -> None:
    field = page._fields["finding"]
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, "Sju av tio")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    settle(page, tasks)
    assert QApplication.focusWidget() is page._fields["explanation"]
    assert saved(tasks).finding == "Sju av tio"
    assert not saved(tasks).is_done
    page._finish.click()
    settle(page, tasks)
    assert saved(tasks).is_done
    assert not page._finish.isEnabled()
    page._state.chosen.emit(page._state.current)
    page._state.set_current("draft")
    page._save()
    settle(page, tasks)
    assert not saved(tasks).is_done


def test_a_change_of_selection_saves_first_and_shows_the_other_text(
    page: AnalysisPage, tasks: TaskRunner
) -> None:
    page._fields["actions"].setPlainText("Remissmall")
    page.selection.set_area(REGION, "12")
    settle(page, tasks)
    assert saved(tasks).actions == "Remissmall"
    assert page._fields["actions"].toPlainText() == ""
    page.selection.set_area(REGION, "01")
    settle(page, tasks)
    assert page._fields["actions"].toPlainText() == "Remissmall"


def test_a_personnummer_is_not_saved_and_stays_to_be_corrected(
    page: AnalysisPage, tasks: TaskRunner
) -> None:
    page._fields["finding"].setPlainText("Patienten 19121212-1212 kom sent")
    page._save()
    settle(page, tasks)
    assert saved(tasks).finding == ""
    assert "liknar ett personnummer" in visible_words(page)
    assert page._fields["finding"].toPlainText().startswith("Patienten")


def test_the_step_of_the_loop_chooses_the_field(page: AnalysisPage, tasks: TaskRunner) -> None:
    page.arrive({"step": "decide"})
    settle(page, tasks)
    assert QApplication.focusWidget() is page._fields["actions"]


def test_nothing_read_offers_the_import(qtbot: QtBot, tmp_path: Path) -> None:
    runner = TaskRunner()
    runner.database = Database.open(tmp_path / "tom.rccdesk", create=True)
    page = AnalysisPage(make_context(runner, period=""))
    qtbot.addWidget(page)
    page.resize(1178, 690)
    page.show()
    settle(page, runner)
    buttons = [b for b in page.findChildren(QAbstractButton) if b.isVisible()]
    assert [b.text() for b in buttons] == ["Läs in uttag…"]
    check_names_and_tabs(page)
    buttons[0].click()
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.places == ["imports"]
    runner.close()
    runner.database.close()
