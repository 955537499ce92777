from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from rccdesk.enums import ChartEventKind, Grain, Representativeness
from rccdesk.services import chart_events, history
from rccdesk.services.charts.marks import find_mark, mark_period
from rccdesk.services.charts.spec import ChartKind, ChartSpec
from rccdesk.services.database import Database
from rccdesk.services.improvements import FigureOrigin
from rccdesk.services.labels import get_labels
from rccdesk.services.pathways import catalogue
from rccdesk.ui import theme
from rccdesk.ui.dialogs.chart_event_dialog import ChartEventDialog
from rccdesk.ui.pages.figure_page import DESCRIPTION, DISTRIBUTION, NARROW, TABLE, TREND
from rccdesk.ui.pages.lead_times import views
from rccdesk.ui.pages.lead_times.answers import Question
from rccdesk.ui.pages.lead_times.reading import read_cases, read_origin
from rccdesk.ui.pages.lead_times_page import LeadTimesPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import Asked, make_context, make_store, select_all, settle
from tests.ui.page_checks import check_names_and_tabs

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
    page.choices.grain.set_current(Grain.YEAR.value)
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
    page.choices.order.setCurrentIndex(1)
    page.mark_stale()
    settle(page, tasks)
    assert page.answer is not None
    assert page.answer.spec is not None
    parts = [bar.value for bar in page.answer.spec.bars if not bar.is_whole]
    assert parts == [0.9, 0.8, 0.7]


def test_every_way_to_show_a_tab_shows_its_chart_or_says_why_not(
    page: LeadTimesPage, tasks: TaskRunner
) -> None:
    kinds = {
        "comparison.bars": ChartKind.BARS,
        "comparison.funnel": ChartKind.FUNNEL,
        "trend.control": ChartKind.TREND,
        "trend.lines": ChartKind.LINES,
        "trend.heatmap": ChartKind.HEATMAP,
        "trend.gap_region": ChartKind.TREND,
        "distribution.histogram": ChartKind.HISTOGRAM,
        "distribution.ecdf": ChartKind.ECDF,
        "distribution.overtime": ChartKind.OVERTIME,
        "table.numbers": ChartKind.BARS,
    }
    assert set(kinds) < set(page.views)
    for view in page.views:
        page.show_view(view)
        settle(page, tasks)
        answer = page.answer
        assert answer is not None
        assert answer.question.view == view.partition(".")[2]
        if view in kinds:
            assert answer.spec is not None, view
            assert answer.spec.kind is kinds[view]
            place = page.table_card if view == "table.numbers" else page.frame
            # few cases in one quarter hide those of each region in the other
            assert page.stack.currentWidget() is (place if answer.shown_count else page.message)
            assert answer.shown_count or view in ("trend.lines", "trend.gap_region"), view
        elif view in ("trend.gap_sex", "trend.gap_age_group", "distribution.stages"):
            # the event list has no sex, no age and no steps between
            assert page.stack.currentWidget() is page.message, view


def test_the_way_to_show_is_kept_per_tab_and_days_are_chosen(
    page: LeadTimesPage, tasks: TaskRunner
) -> None:
    page.choices.view.setCurrentIndex(page.choices.view.findData(views.FUNNEL))
    page.choices.view.activated.emit(page.choices.view.currentIndex())
    settle(page, tasks)
    page.show_tab(TREND)
    settle(page, tasks)
    assert page.choices.shown_as == views.CONTROL
    page.show_tab("comparison")
    settle(page, tasks)
    assert page.choices.shown_as == views.FUNNEL
    assert page.settings.shown_as["lead_times.comparison"] == views.FUNNEL
    assert page.choices.order.isHidden()  # a funnel has no order
    page.show_view("distribution.ecdf")
    settle(page, tasks)
    page.frame.days_chosen.emit(40)  # as when the line is drawn along the axis
    settle(page, tasks)
    assert page.choices.days.value() == 40
    assert page.answer is not None
    assert page.answer.spec is not None
    assert page.answer.spec.marked_days == 40
    assert [step.share for step in page.answer.spec.steps] == [1.0]  # 3 at 40 days are too few
    page.choices.days.setValue(0)
    settle(page, tasks)
    assert page.answer.spec.marked_days == 28  # the limit


def test_the_summary_names_every_pathway_and_opens_its_trend(
    page: LeadTimesPage, tasks: TaskRunner
) -> None:
    page._show_all_svf()
    settle(page, tasks)
    assert page.answer is not None
    summary = page.answer.summary
    assert summary is not None
    assert page.stack.currentWidget() is page.summary
    lines = {line.svf: line for line in summary.rows}
    assert len(lines) == 31
    assert lines["VG9"].cells[:3] == ("Bröstcancer", f"70{NB}%", "7 av 10")
    assert lines["VG9"].cells[6] == "1 fler av 10"
    assert lines["VG9"].symbols[0] == "representativeness_unknown"
    missing = [line for line in summary.rows if line.is_missing]
    assert len(missing) == 30
    assert any(line.cells[4] == "Ledtidsgräns saknas" for line in missing)
    view = page.summary.view
    view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert view.rows.row_texts(0)[0] == "Bröstcancer"  # what is missing stays last
    view.open_row(0)
    settle(page, tasks)
    assert page.selection.svf == ("VG9",)
    assert page.tab == TREND
    assert page.answer.series is not None


def test_the_panel_says_whether_the_change_is_real_and_what_is_marked(
    page: LeadTimesPage, tasks: TaskRunner
) -> None:
    database = tasks.database
    assert database is not None
    tasks.topics_changed.connect(lambda topics: topics & page.topics and page.mark_stale())
    assert not page.panel.change.isVisible()
    page.show_tab(TREND)
    settle(page, tasks)
    assert page.panel.change.words.startswith("För få perioder")
    assert page.panel.outlook.isHidden()
    dialog = page.acts.make_mark_dialog(dt.date(2025, 7, 1))
    assert isinstance(dialog, ChartEventDialog)
    dialog.kind.setCurrentIndex(dialog.kind.findData("rebase"))
    dialog.send()
    assert "skälet" in dialog.problem.text()
    dialog.kind.setCurrentIndex(dialog.kind.findData("note"))
    dialog.send()
    assert "texten" in dialog.problem.text()
    dialog.words.setText("Ny mottagning")
    dialog.send()
    settle(page, tasks)
    (event,) = chart_events.list_events(database, "svf_lead_time", None)
    assert (event.kind, event.day) == (ChartEventKind.NOTE, dt.date(2025, 7, 1))
    assert dict(event.selection) == {"svf": "VG9", "region": "01"}
    assert page.answer is not None
    assert page.answer.spec is not None
    assert [mark.label for mark in page.answer.spec.annotations] == ["Ny mottagning"]
    page.acts.delete_mark(event)
    settle(page, tasks)
    assert chart_events.list_events(database, "svf_lead_time", None) == ()
    history.undo_last(database)
    assert chart_events.list_events(database, "svf_lead_time", None) == (event,)


def test_a_figure_is_the_origin_of_what_is_written_and_its_rows_stay_on_the_screen(
    page: LeadTimesPage, tasks: TaskRunner, qapp: QApplication
) -> None:
    database = tasks.database
    assert database is not None
    answer = page.answer
    assert answer is not None
    assert answer.spec is not None
    labels = [bar.label for bar in answer.spec.bars]
    marked = find_mark(answer.spec, labels.index("Region Skåne"))
    assert marked is not None
    origin = read_origin(database, answer.question, marked)
    assert origin is not None
    assert origin.value_key == marked.value_key
    assert f"90{NB}%" in origin.figure
    assert (origin.svf, origin.area, origin.period) == (("VG9",), "01", "2025-Q3")
    page.write.click()
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.places == ["analysis"]
    marked = find_mark(answer.spec, labels.index("Region Stockholm"))
    assert marked is not None
    cases = read_cases(database, answer.question, marked.value_key)
    assert [row.days for row in cases.rows] == [40] * 3 + [20] * 7
    dialog = page.acts.make_cases((cases, get_labels(database)), "Region Stockholm")
    qapp.clipboard().setText("orört")
    dialog.table.selectAll()
    dialog.table.copy()
    assert qapp.clipboard().text() == "orört"
    words = " ".join(w.text() for w in dialog.findChildren(QWidget) if hasattr(w, "text"))
    assert "Raderna lämnar inte programmet." in words
    dialog.deleteLater()


def test_every_kind_of_chart_gives_the_figure_of_a_mark_its_period_and_unit(
    page: LeadTimesPage, tasks: TaskRunner
) -> None:
    database = tasks.database
    assert database is not None

    def marks(view: str) -> tuple[ChartSpec, Question]:
        page.show_view(view)
        settle(page, tasks)
        assert page.answer is not None
        assert page.answer.spec is not None
        return page.answer.spec, page.answer.question

    page.choices.grain.set_current(Grain.YEAR.value)
    spec, question = marks("trend.lines")
    assert any(key for line in spec.lines for key in line.value_keys)
    across = len(spec.points) + 1
    for row, line in enumerate(spec.lines):
        for place, value in enumerate(line.values):
            marked = find_mark(spec, row * across + 1 + place)
            assert (marked is None) == (value is None)
            assert mark_period(spec, row * across + 1 + place) == spec.points[place].period
            if marked is None:
                continue
            origin = read_origin(database, question, marked)
            assert origin is not None
            assert (origin.measure, origin.period) == ("svf_lead_time", marked.period)
            assert marked.period == spec.points[place].period
            assert line.value_texts[place] in origin.figure
            assert len(read_cases(database, question, marked.value_key).rows) >= 5
    row = next(n for n, line in enumerate(spec.lines) if any(line.value_keys))
    newest = [n for n, value in enumerate(spec.lines[row].values) if value is not None][-1]
    whole_line, point = find_mark(spec, row * across), find_mark(spec, row * across + 1 + newest)
    assert whole_line is not None
    assert whole_line == point

    page.choices.choose("overtime")
    page.choices.per.setCurrentIndex(page.choices.per.findData("unit"))
    page.choices.per.activated.emit(page.choices.per.currentIndex())
    spec, question = marks("distribution.overtime")
    assert spec.stacks
    for index, stack in enumerate(spec.stacks):
        marked = find_mark(spec, index)
        assert (marked is None) == bool(stack.hidden_text)
        if marked is not None:
            assert marked.is_unnamed == (stack.label == "Uppgift saknas")

    spec, _question = marks("distribution.histogram")
    marked = find_mark(spec, len(spec.bins) - 1)
    assert marked is not None
    assert marked.is_selection
    made: list[FigureOrigin] = []
    page.acts._improve = made.append  # type: ignore[method-assign]
    page.acts.improve_mark(spec, 0)
    assert page.answer is not None
    assert made == [page.answer.origin]


def test_a_cell_of_the_heat_map_leads_to_the_trend_of_its_pathway(
    page: LeadTimesPage, tasks: TaskRunner
) -> None:
    page.selection.set_svf("VK1")
    page.show_view("trend.heatmap")
    settle(page, tasks)
    assert page.answer is not None
    assert page.answer.spec is not None
    cells = page.answer.spec.cells
    index = next(n for n, cell in enumerate(cells) if cell.value is not None)
    page.frame.mark_chosen.emit(cells[index].value_key, index)
    settle(page, tasks)
    assert page.selection.svf == ("VG9",)
    assert page.choices.shown_as == views.CONTROL


def test_a_hidden_figure_gives_no_rows_and_the_pages_beside_are_in_one_menu(
    page: LeadTimesPage, tasks: TaskRunner
) -> None:
    page.show_tab(TREND)
    select_all(page.selection)
    settle(page, tasks)
    assert page.answer is not None
    assert page.answer.spec is not None
    hidden = [n for n, point in enumerate(page.answer.spec.points) if point.value is None]
    assert hidden
    assert find_mark(page.answer.spec, hidden[0]) is None
    page.acts.show_rows(page.answer.spec, hidden[0])
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.toasts == ["Siffran visas inte, så raderna bakom den visas inte heller."]
    for action in page.more.choices.actions():
        if action.text() and action.text() != "Alla SVF":
            action.trigger()
    assert asked.places == ["goals", "mapping75", "agreement", "limits"]
    check_names_and_tabs(page)


def test_a_gap_of_groups_too_small_offers_longer_periods(
    page: LeadTimesPage, tasks: TaskRunner
) -> None:
    select_all(page.selection)
    page.choices.choose_grain(Grain.MONTH)
    page.show_view("trend.gap_region")
    settle(page, tasks)
    offered = []
    for _ in range(3):
        buttons = [b for b in page.message.findChildren(QAbstractButton) if b.isVisible()]
        if not buttons:
            break
        offered.append(buttons[0].text())
        buttons[0].click()
        settle(page, tasks)
    assert offered == ["Visa per kvartal", "Visa per halvår", "Visa per år"][: len(offered)]
    assert page.choices.chosen_grain is not Grain.MONTH
