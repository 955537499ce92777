from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from rccdesk.enums import Grain, Representativeness
from rccdesk.services import history
from rccdesk.services.database import Database
from rccdesk.services.pathways import catalogue
from rccdesk.ui import theme
from rccdesk.ui.pages.figure_page import DESCRIPTION, DISTRIBUTION, NARROW, TABLE, TREND
from rccdesk.ui.pages.lead_times_page import LeadTimesPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import Asked, make_context, make_store, select_all, settle

NB = "\u00a0"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("figures"))


@pytest.fixture
def tasks(qapp: QApplication, store: Path, tmp_path: Path) -> Iterator[TaskRunner]:
    theme.install(qapp, "light")
    own = tmp_path / "own.rccdesk"
    own.write_bytes(store.read_bytes())
    runner = TaskRunner()
    runner.database = Database.open(own)
    yield runner
    runner.close()
    runner.database.close()


@pytest.fixture
def page(qtbot: QtBot, tasks: TaskRunner) -> LeadTimesPage:
    made = LeadTimesPage(make_context(tasks))
    qtbot.addWidget(made)
    made.resize(1130, 640)
    made.show()
    settle(made, tasks)
    return made


def shown_table(page: LeadTimesPage) -> dict[str, tuple[str, ...]]:
    rows = page.frame.table.rows
    return {rows.row_texts(row)[0]: rows.row_texts(row) for row in range(rows.rowCount())}


def test_the_comparison_counts_what_was_imported(page: LeadTimesPage) -> None:
    answer = page.answer
    assert answer is not None
    assert answer.spec is not None
    bars = {bar.label: bar for bar in answer.spec.bars}
    assert bars["Region Stockholm"].count_text == f"7{NB}av{NB}10".replace(NB, " ")
    assert bars["Region Stockholm"].value == 0.7
    assert bars["Region Stockholm"].is_own
    assert bars["Region Skåne"].value == 0.9
    assert answer.spec.bars[-1].is_whole
    assert answer.spec.bars[-1].value == 24 / 30


def test_table_and_picture_say_the_same(page: LeadTimesPage) -> None:
    answer = page.answer
    assert answer is not None
    assert answer.spec is not None
    page.frame.show_as_table(on=True)
    table = shown_table(page)
    assert table["Region Stockholm"][1:4] == ("7", "10", f"70{NB}%")
    for bar in answer.spec.bars:
        row = next(cells for name, cells in table.items() if name.startswith(bar.label))
        assert bar.value_text in row


def test_the_panel_says_the_own_region_in_words(page: LeadTimesPage) -> None:
    answer = page.answer
    assert answer is not None
    assert answer.figure is not None
    figure = answer.figure
    assert figure.title == "Andel inom ledtiden, 28 dagar"
    assert figure.value == f"70{NB}%"
    assert figure.status_words == "Ej uppnått"
    assert figure.lines[0].startswith("10 procentenheter kvar till 80")
    assert figure.inclusion == "–"
    assert figure.representativeness is Representativeness.UNKNOWN
    assert ("Negativ ledtid", "färre än 5") in answer.excluded


def test_confirming_the_limit_is_kept_and_can_be_undone(
    page: LeadTimesPage, tasks: TaskRunner
) -> None:
    database = tasks.database
    assert database is not None
    links = [b for b in page.findChildren(QAbstractButton) if b.text() == "Bekräfta ledtidsgränsen"]
    assert len(links) == 1
    links[0].click()
    settle(page, tasks)
    assert catalogue.list_limits(database, "VG9")[0].is_confirmed
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.toasts == ["Ledtidsgränsen är bekräftad: 28 kalenderdagar, alla behandlingar."]
    page.mark_stale()
    settle(page, tasks)
    assert page.answer is not None
    assert page.answer.unconfirmed == ()
    assert page.answer.notes is not None
    assert page.answer.notes.codes == ()
    history.undo_last(database)
    assert not catalogue.list_limits(database, "VG9")[0].is_confirmed


def test_every_tab_shows_its_own(page: LeadTimesPage, tasks: TaskRunner) -> None:
    for tab in (TREND, DISTRIBUTION, TABLE, DESCRIPTION):
        page.show_tab(tab)
        settle(page, tasks)
        assert page.tab == tab
        assert page.answer is not None
        assert page.answer.question.tab == tab
    page.show_tab(TREND)
    settle(page, tasks)
    assert page.answer is not None
    assert page.answer.spec is not None
    values = {point.period: point.value for point in page.answer.spec.points}
    assert values["2025-Q3"] == 0.7
    page.show_tab(DISTRIBUTION)
    settle(page, tasks)
    assert page.answer.spec is not None
    assert sum(one.count for one in page.answer.spec.bins) == 10


def test_a_trend_follows_the_length_of_its_periods(page: LeadTimesPage, tasks: TaskRunner) -> None:
    page.show_tab(TREND)
    page._grain.set_current(Grain.YEAR.value)
    page.mark_stale()
    settle(page, tasks)
    assert page.answer is not None
    assert page.answer.spec is not None
    assert [point.period for point in page.answer.spec.points] == ["2025"]


def test_a_proposed_goal_is_called_so_and_says_what_is_missing(
    page: LeadTimesPage, tasks: TaskRunner
) -> None:
    texts = [page._goals.itemText(i) for i in range(page._goals.count())]
    assert len(texts) == 5
    assert [words.endswith("Föreslaget") for words in texts] == [False, False, True, True, True]
    page._goals.setCurrentIndex(2)
    page._choose_goal(2)
    settle(page, tasks)
    assert page.answer is not None
    assert page.answer.problem.startswith("Kan inte beräknas ur det här uttaget: datum för ")
    assert page.stack.currentWidget() is page.message
    labels = " ".join(w.text() for w in page.message.findChildren(QWidget) if hasattr(w, "text"))
    assert "Föreslaget mål, inte beslutat. Påverkar ingen status." in labels


def test_too_few_says_what_to_try_and_shows_no_number(
    page: LeadTimesPage, tasks: TaskRunner
) -> None:
    page.selection.set_period("2025-Q4")
    settle(page, tasks)
    assert page.answer is not None
    assert page.answer.hidden_count == 1
    assert page.answer.shown_count == 0
    assert page.stack.currentWidget() is page.message
    words = " ".join(w.text() for w in page.message.findChildren(QWidget) if hasattr(w, "text"))
    assert "Prova en längre period eller en större enhet." in words
    assert "3" not in words


def test_nothing_chosen_compares_all_pathways(page: LeadTimesPage, tasks: TaskRunner) -> None:
    select_all(page.selection)
    settle(page, tasks)
    assert page.answer is not None
    assert page.answer.question.per == "svf"
    assert page.answer.spec is not None
    assert page.answer.spec.bars[0].label == "Bröstcancer"


def test_no_data_offers_the_import(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    theme.install(qapp, "light")
    tasks = TaskRunner()
    tasks.database = Database.open(tmp_path / "empty.rccdesk", create=True)
    page = LeadTimesPage(make_context(tasks, period=""))
    qtbot.addWidget(page)
    page.resize(1130, 640)
    page.show()
    settle(page, tasks)
    buttons = [b for b in page.findChildren(QAbstractButton) if b.isVisible()]
    offered = next(b for b in buttons if b.text() == "Läs in uttag…")
    offered.click()
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.places == ["imports"]
    tasks.close()
    tasks.database.close()


def test_the_panel_is_a_drawer_on_a_narrow_page(page: LeadTimesPage) -> None:
    assert page.side.isVisible()
    page.resize(NARROW - 20, 640)
    QApplication.processEvents()
    assert not page.side.isVisible()
    page._drawer.click()
    QApplication.processEvents()
    assert page.side.isVisible()
    chart, panel = page.frame.geometry(), page.side.geometry()
    left = page.frame.mapTo(page, chart.topLeft()).x()
    assert left + chart.width() <= page.side.mapTo(page, panel.topLeft() * 0).x()


def test_everything_that_can_be_used_has_a_name(page: LeadTimesPage) -> None:
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QAbstractButton | QComboBox):
            continue
        name = widget.accessibleName() or (
            widget.text() if isinstance(widget, QAbstractButton) else ""
        )
        assert name, widget
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, name


def test_sorting_by_value_is_an_act_and_says_so(page: LeadTimesPage, tasks: TaskRunner) -> None:
    page._order.setCurrentIndex(1)
    page.mark_stale()
    settle(page, tasks)
    assert page.answer is not None
    assert page.answer.spec is not None
    parts = [bar.value for bar in page.answer.spec.bars if not bar.is_whole]
    assert parts == [0.9, 0.8, 0.7]
