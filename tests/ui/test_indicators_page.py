from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from rccdesk.enums import FigureStatus
from rccdesk.services import history, indicators
from rccdesk.services.charts.spec import ChartKind
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest, import_files
from rccdesk.services.indicators import LevelRow
from rccdesk.ui import theme
from rccdesk.ui.dialogs.chart_event_dialog import ChartEventDialog
from rccdesk.ui.pages.figure_page import DESCRIPTION, TABLE, TREND
from rccdesk.ui.pages.indicators.card_dialog import CardDialog
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


# Ways to show, cards, acts ---------------------------------------------------------------------

SEVERAL = """Period;Enhet;Kön;Täljare;Nämnare
2025-Q2;01;female;30;40
2025-Q2;12;female;45;50
2025-Q2;01;male;20;40
2025-Q2;12;male;40;50
2025-Q3;01;female;32;40
2025-Q3;01;male;18;40
2025-Q3;12;female;40;50
2025-Q3;12;male;42;50
"""


def add_figures(tasks: TaskRunner, folder: Path, key: str) -> None:
    assert tasks.database is not None
    file = folder / f"{key}.csv"
    file.write_text(SEVERAL, encoding="utf-8")
    request = ImportRequest((file,), indicator=key, extract_date=dt.date(2026, 2, 28))
    import_files(tasks.database, request)


@pytest.mark.parametrize(
    ("view", "kind"),
    [
        ("comparison.funnel", ChartKind.FUNNEL),
        ("trend.control", ChartKind.TREND),
        ("trend.lines", ChartKind.LINES),
        ("trend.heatmap", ChartKind.HEATMAP),
    ],
)
def test_every_way_shows_the_published_figures(
    page: IndicatorsPage, tasks: TaskRunner, view: str, kind: ChartKind
) -> None:
    page.show_view(view)
    settle(page, tasks)
    answer = page.answer
    assert answer is not None
    assert answer.spec is not None
    assert answer.spec.kind is kind
    assert page.stack.currentWidget() is page.frame
    assert f"{page.tab}.{answer.question.view}" == view


def test_a_gap_is_offered_only_over_fields_that_the_measure_has(
    page: IndicatorsPage, tasks: TaskRunner, tmp_path: Path
) -> None:
    page.show_view("trend.gap_sex")
    settle(page, tasks)
    assert page.answer is not None
    assert "gap_sex" not in page.answer.views
    assert page.answer.question.view == "control"
    add_figures(tasks, tmp_path, "delat")
    page.arrive({"indicator": "delat", "tab": TREND, "view": "gap_sex"})
    settle(page, tasks)
    spec = page.answer.spec
    assert spec is not None
    # women 75 of 90 and 72 of 90, men 60 of 90 twice, in percentage points
    assert [point.value for point in spec.points] == pytest.approx([1500 / 90, 1200 / 90])


def test_regions_at_each_level_stand_in_a_table(
    page: IndicatorsPage, tasks: TaskRunner, tmp_path: Path
) -> None:
    database = tasks.database
    assert database is not None
    add_figures(tasks, tmp_path, "delat")
    row = indicators.get_indicator_row(database, "delat")
    levels = (LevelRow(0.65, "Lägre"), LevelRow(0.8, "Högre"))
    indicators.save_card(database, replace(row, direction="higher", levels=levels))
    page.arrive({"indicator": "delat", "tab": TABLE, "view": "reached"})
    settle(page, tasks)
    assert page.answer is not None
    table = page.answer.table
    assert table is not None
    rows = {cells[0]: cells[1:] for cells in table.rows}
    # region 01 has 50 of 80 both times (62,5 %), region 12 has 85 and 82 of 100
    assert rows[f"Regioner som når 65{NB}%, lägre"] == ("1 av 2", "1 av 2")
    assert rows[f"Regioner som når 80{NB}%, högre"] == ("1 av 2", "1 av 2")
    assert rows["Spridning, högsta minus lägsta"][0].endswith("procentenheter")


def test_the_three_legs_have_their_own_populations(page: IndicatorsPage, tasks: TaskRunner) -> None:
    page.show_view("comparison.legs")
    settle(page, tasks)
    assert page.answer is not None
    legs = page.answer.legs
    assert [leg.title for leg in legs[:2]] == ["Inklusion", "Ledtid"]
    assert len({leg.population for leg in legs}) == 3
    assert legs[1].value == f"70{NB}%"  # 7 of 10 in region 01
    assert legs[2].reason.startswith("Inga svar från Patientenkäten")
    said = [label.text() for label in page.description.findChildren(QLabel)]
    assert all(leg.population in said for leg in legs)
    assert page.answer.spec is None


def test_unlike_measures_are_not_set_beside_each_other(
    page: IndicatorsPage, tasks: TaskRunner, tmp_path: Path
) -> None:
    for key in ("contact_nurse_offered_breast", "contact_nurse_named_kidney", "care_plan_breast"):
        add_figures(tasks, tmp_path, key)
    page.arrive({"indicator": "contact_nurse_offered_breast"})
    settle(page, tasks)
    page.panel.beside_chosen.emit("contact_nurse_named_kidney")
    settle(page, tasks)
    assert page.answer is not None
    compared = page.answer.compared
    assert compared is not None
    assert "(erbjuden / namngiven)" in compared.sentence
    assert compared.figures == ()
    page.panel.beside_chosen.emit("care_plan_breast")
    settle(page, tasks)
    compared = page.answer.compared
    assert compared is not None
    assert compared.sentence.startswith("Samma nämnare")
    assert len(compared.figures) == 3


def test_a_card_is_edited_saved_and_undone(page: IndicatorsPage, tasks: TaskRunner) -> None:
    database = tasks.database
    assert database is not None
    page.show_tab(DESCRIPTION)
    settle(page, tasks)
    before = indicators.get_indicator_row(database, "vardplan")
    assert page.answer is not None
    assert page.answer.indicator is not None
    page._edit_card(page.answer.indicator)
    dialog = page.findChild(CardDialog)
    assert isinstance(dialog, CardDialog)
    QApplication.processEvents()
    dialog.about.setPlainText("En rad till.\n" * 7)
    QApplication.processEvents()
    assert dialog.about.verticalScrollBar().maximum() == 0  # no scrolling in what scrolls
    dialog.about.setPlainText("Visar andelen med vårdplan.")
    dialog.coverage.setText("0,62")
    assert dialog.coverage_read.text() == f"0,62 är läst som 62{NB}%."
    dialog.levels.add()
    row = dialog.levels.rows[0]
    row.value.setText("180")
    dialog.send()
    assert "0 till 100" in dialog.problem.text()
    row.value.setText("80")
    row.unit.setCurrentIndex(row.unit.findData("12"))
    row.first.setText("igår")
    dialog.send()
    assert "2026-03-05" in dialog.problem.text()
    row.first.setText("2025-01-01")
    dialog.send()
    settle(page, tasks)
    saved = indicators.get_indicator_row(database, "vardplan")
    assert (saved.about, saved.coverage) == ("Visar andelen med vårdplan.", 0.62)
    (level,) = saved.levels
    assert (level.value, level.unit, level.valid_from) == (0.8, "12", dt.date(2025, 1, 1))
    history.undo_last(database)  # one act
    assert indicators.get_indicator_row(database, "vardplan") == before


def test_a_new_measure_is_added_by_its_name(page: IndicatorsPage, tasks: TaskRunner) -> None:
    page._add_measure()
    dialog = page.findChild(CardDialog)
    assert isinstance(dialog, CardDialog)
    dialog.send()
    assert dialog.problem.text() == "Skriv vad måttet heter."
    dialog.title.setText("Stöd till närstående")
    dialog.send()
    settle(page, tasks)
    assert tasks.database is not None
    added = indicators.get_indicator_row(tasks.database, "stod_till_narstaende")
    assert added.title == "Stöd till närstående"


def test_an_analysis_starts_from_the_figure_of_the_panel(
    page: IndicatorsPage, tasks: TaskRunner
) -> None:
    assert page.write.isVisible()
    assert page.shown_as.order.height() == page.shown_as._view.height()
    assert page.head.isAncestorOf(page.write)  # where Ledtider has it too
    page.write.click()
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.places == ["analysis"]
    assert page.answer is not None
    origin = page.answer.origin
    assert origin is not None
    assert (origin.topic, origin.area, origin.period) == ("vardplan", "01", "2025-Q3")
    spec = page.answer.spec
    assert spec is not None
    page.acts.write_of_mark(spec, 1)
    assert asked.places == ["analysis", "analysis"]
    hidden = len(spec.bars) + 3
    page.acts.write_of_mark(spec, hidden)
    assert len(asked.places) == 2
    assert len(asked.toasts) == 1


def test_a_mark_of_the_control_chart_is_saved_and_listed(
    page: IndicatorsPage, tasks: TaskRunner
) -> None:
    page.show_view("trend.control")
    settle(page, tasks)
    assert page.answer is not None
    assert page.answer.spec is not None
    assert page.panel.mark_button.isVisible()
    page.acts.mark_at(page.answer.spec, 1)
    dialog = page.window().findChild(ChartEventDialog)
    assert isinstance(dialog, ChartEventDialog)
    assert dialog.day.text() == "2025-07-01"
    dialog.words.setText("Ny rutin")
    dialog.send()
    settle(page, tasks)
    page.mark_stale()
    settle(page, tasks)
    assert [event.label for event in page.answer.events] == ["Ny rutin"]


def test_the_choice_tells_kind_and_population(page: IndicatorsPage) -> None:
    choice = page._choice
    words = [
        str(choice.itemData(at, Qt.ItemDataRole.AccessibleTextRole)) for at in range(choice.count())
    ]
    at = words.index(
        "Förekomst av trycksår, cancerpatienter i palliativ vård. Cancerpatienter i "
        "palliativregistrets dödsfallsenkät · inga uppgifter"
    )
    heads = [choice.itemText(i) for i in range(at) if choice.itemData(i) is None]
    assert heads[-1] == "Process"
