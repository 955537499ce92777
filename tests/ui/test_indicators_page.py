from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from rccdesk.enums import FigureStatus
from rccdesk.services import history, indicators
from rccdesk.services.database import Database
from rccdesk.services.indicators import LevelRow
from rccdesk.ui import theme
from rccdesk.ui.pages.figure_page import DESCRIPTION, TABLE, TREND
from rccdesk.ui.pages.indicators.levels import LevelEditor
from rccdesk.ui.pages.indicators_page import IndicatorsPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import Asked, make_context, make_store, settle

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
def page(qtbot: QtBot, tasks: TaskRunner) -> IndicatorsPage:
    made = IndicatorsPage(make_context(tasks))
    qtbot.addWidget(made)
    made.resize(1130, 640)
    made.show()
    settle(made, tasks)
    return made


def test_parts_are_summed_by_their_counts(page: IndicatorsPage) -> None:
    answer = page.answer
    assert answer is not None
    assert answer.indicator is not None
    assert answer.indicator.key == "vardplan"
    assert answer.period == "2025-Q3"
    assert answer.spec is not None
    bars = {bar.label: bar.value for bar in answer.spec.bars if not bar.is_whole}
    # (32 + 18) of (40 + 20), and (40 + 2) of (50 + 3)
    assert bars == {"Region Stockholm": 50 / 60, "Region Skåne": 42 / 53}


def test_no_level_is_called_that_and_gets_no_status(page: IndicatorsPage) -> None:
    answer = page.answer
    assert answer is not None
    assert answer.figure is not None
    assert answer.figure.status is FigureStatus.NO_LEVEL
    assert answer.figure.status_words == "Målnivå saknas"
    assert answer.spec is not None
    assert answer.spec.targets == ()


def test_a_figure_names_its_file_sheet_and_cell(page: IndicatorsPage, tasks: TaskRunner) -> None:
    page.filters.choose("group", "Kirurgi")
    settle(page, tasks)
    answer = page.answer
    assert answer is not None
    assert answer.figure is not None
    assert answer.figure.value == f"80{NB}%"
    assert answer.notes is not None
    source = dict(answer.notes.source)
    assert source["file"] == "vardplan.csv"
    assert source["cell"].endswith("4")  # the third figure, under the head
    assert source["extract"] == "2026-02-28"


def test_another_field_can_be_compared(page: IndicatorsPage, tasks: TaskRunner) -> None:
    page.filters.choose("per", "group")
    page.filters.choose("unit", "01")
    settle(page, tasks)
    answer = page.answer
    assert answer is not None
    assert answer.spec is not None
    bars = {bar.label: bar.value for bar in answer.spec.bars if not bar.is_whole}
    assert bars == {"Kirurgi": 0.8, "Onkologi": 0.9}


def test_the_trend_is_that_of_the_own_region(page: IndicatorsPage, tasks: TaskRunner) -> None:
    page.show_tab(TREND)
    settle(page, tasks)
    assert page.answer is not None
    assert page.answer.spec is not None
    values = [(point.period, point.value) for point in page.answer.spec.points]
    assert values == [("2025-Q2", 0.75), ("2025-Q3", 50 / 60)]


def test_the_table_has_every_figure_and_hides_the_few(
    page: IndicatorsPage, tasks: TaskRunner
) -> None:
    page.show_tab(TABLE)
    page.filters.choose("period", "")
    settle(page, tasks)
    answer = page.answer
    assert answer is not None
    assert answer.table is not None
    assert len(answer.table.rows) == 6
    few = next(row for row in answer.table.rows if "Onkologi" in row and "Region Skåne" in row)
    assert not any(sign.isdigit() for cell in few[3:] for sign in cell)
    assert few[-1] == "otillräcklig data"


def test_levels_are_typed_saved_and_undone(page: IndicatorsPage, tasks: TaskRunner) -> None:
    database = tasks.database
    assert database is not None
    editor = page.findChild(LevelEditor)
    assert isinstance(editor, LevelEditor)
    editor._direction.setCurrentIndex(editor._direction.findData("higher"))
    editor._add_field()
    editor._fields[0].value.setText("åttio".encode("ascii", "ignore").decode())
    editor._send()
    assert indicators.get_indicator_row(database, "vardplan").levels == ()
    assert not editor._problem.isHidden()
    editor._fields[0].value.setText("82,5")
    editor._send()
    settle(page, tasks)
    saved = indicators.get_indicator_row(database, "vardplan")
    assert saved.direction == "higher"
    assert [(level.value, level.is_own) for level in saved.levels] == [(0.825, True)]
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert len(asked.toasts) == 1
    page.mark_stale()
    settle(page, tasks)
    assert page.answer is not None
    assert page.answer.figure is not None
    assert page.answer.figure.status is FigureStatus.REACHED  # 50 of 60 is 83.3 %
    history.undo_last(database)
    assert indicators.get_indicator_row(database, "vardplan").levels == ()


def test_an_unchanged_indicator_keeps_what_is_being_typed(qtbot: QtBot) -> None:
    editor = LevelEditor()
    qtbot.addWidget(editor)
    row = indicators.IndicatorRow("x", "X", levels=(LevelRow(0.7),))
    editor.show_indicator(row)
    field = editor.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    assert field.text() == "70"
    field.setText("7")
    editor.show_indicator(row)
    assert field.text() == "7"


def test_a_measure_without_figures_says_so(page: IndicatorsPage, tasks: TaskRunner) -> None:
    page.arrive({"indicator": "hpv_coverage_1994_1999", "tab": DESCRIPTION})
    settle(page, tasks)
    answer = page.answer
    assert answer is not None
    assert answer.indicator is not None
    assert answer.indicator.levels[0].value == 0.7
    page.show_tab("comparison")
    settle(page, tasks)
    assert page.stack.currentWidget() is page.message


def test_everything_that_can_be_used_has_a_name(page: IndicatorsPage) -> None:
    page.panel.goal._head.click()
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(
            widget, QAbstractButton | QComboBox | QLineEdit
        ):
            continue
        words = widget.text() if isinstance(widget, QAbstractButton) else ""
        name = widget.accessibleName() or words
        assert name, widget
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, name
