"""Figures as now and as they were after an extract; the way there and back; extracts compared."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from rccdesk.services import imports
from rccdesk.services.database import Database
from rccdesk.services.extract_comparison import compare_extracts
from rccdesk.services.imports import ImportRequest, import_files
from rccdesk.ui.dialogs.provenance_dialog import ProvenanceDialog
from rccdesk.ui.imports.comparison_dialog import ComparisonDialog
from rccdesk.ui.pages.figure_page import DISTRIBUTION, TABLE, TREND, FigurePage
from rccdesk.ui.pages.imports_page import ImportsPage
from rccdesk.ui.pages.indicators_page import IndicatorsPage
from rccdesk.ui.pages.lead_times_page import LeadTimesPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import VARDPLAN, Asked, make_context, make_store, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words

NB = "\u00a0"
EVENTS, PLAN, LATER_EVENTS, LATER_PLAN = 1, 2, 3, 4  # the batches of the store
BAND = "Siffrorna visas som de var efter uttaget 2026-02-28."
Make = Callable[..., Any]


@dataclass
class Led(Asked):
    """A window that remembers what pages were handed too."""

    handed: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def navigate(self, key: str, arguments: Mapping[str, object] | None = None) -> None:
        super().navigate(key, arguments)
        self.handed.append((key, dict(arguments or {})))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small store with a later extract of both files.

    In region 01 two pathways of quarter 3 have come late to the register, both within the limit:
    7 of 10 is 9 of 12. In "vardplan" 32 of 40 is 36 of 40 there, and quarter 4 is new.
    """
    folder = tmp_path_factory.mktemp("figures")
    path = make_store(folder)
    lines = (folder / "svf.csv").read_text(encoding="utf-8").splitlines()
    for name in ("late1", "late2"):
        lines += [f"{name};VG910;2025-07-01;01", f"{name};VG950;2025-07-20;01"]
    events, plan = folder / "svf_april.csv", folder / "plan_april.csv"
    events.write_text("\n".join(lines), encoding="utf-8")
    plan.write_text(
        VARDPLAN.replace("01;Kirurgi;32", "01;Kirurgi;36") + "2025-Q4;01;Kirurgi;30;40\n",
        encoding="utf-8",
    )
    day = dt.date(2026, 4, 30)
    with Database.open(path) as database:
        import_files(database, ImportRequest((events,), extract_date=day))
        import_files(database, ImportRequest((plan,), indicator="vardplan", extract_date=day))
    return path


@pytest.fixture
def tasks(qapp: QApplication, store: Path, tmp_path: Path) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    runner.database = Database.open(Path(shutil.copyfile(store, tmp_path / "own.rccdesk")))
    yield runner
    runner.close()
    runner.database.close()


@pytest.fixture
def make(tasks: TaskRunner) -> Iterator[Make]:
    made = []

    def run(kind: type[Any], arguments: Mapping[str, object] | None = None) -> Any:
        page = kind(dataclasses.replace(make_context(tasks), window=Led()))
        made.append(page)
        page.resize(1130, 800)
        if arguments:
            page.arrive(arguments)
        page.show()
        settle(page, tasks)
        return page

    yield run
    for page in made:
        page.close()
        page.deleteLater()
    # Else the next test would style them again before they are gone.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def database_of(tasks: TaskRunner) -> Database:
    assert tasks.database is not None
    return tasks.database


def handed(page: Any) -> list[tuple[str, dict[str, object]]]:
    window = page.window_actions
    assert isinstance(window, Led)
    return window.handed


def offered(page: FigurePage) -> list[str]:
    return [action.text() for action in page.snapshots.button.menu().actions() if action.text()]


def choose(page: FigurePage, words: str, tasks: TaskRunner) -> None:
    actions = page.snapshots.button.menu().actions()
    next(action for action in actions if action.text() == words).trigger()
    settle(page, tasks)


def button(page: Any, words: str) -> QAbstractButton:
    return next(
        b for b in page.findChildren(QAbstractButton) if b.isVisible() and b.text() == words
    )


def press(page: FigurePage, words: str, tasks: TaskRunner) -> None:
    """Press a button as the keyboard does."""
    pressed = button(page, words)
    assert pressed.focusPolicy() & Qt.FocusPolicy.TabFocus
    pressed.setFocus()
    QTest.keyClick(pressed, Qt.Key.Key_Space)
    settle(page, tasks)


# --------------------------------------------------------------------------------- lead times


def test_lead_times_are_shown_as_they_were_and_as_now_again(make: Make, tasks: TaskRunner) -> None:
    page = make(LeadTimesPage)
    assert page.answer.figure.value == f"75{NB}%"
    assert page.snapshots.button.value == "Som nu"
    assert page.snapshots.band.sentence == ""
    assert offered(page) == [
        "Som nu",
        "Som det var efter uttaget 2026-04-30 (svf_april.csv)",
        "Som det var efter uttaget 2026-02-28 (svf.csv)",
    ]
    choose(page, "Som det var efter uttaget 2026-02-28 (svf.csv)", tasks)
    assert page.snapshots.band.sentence.startswith(BAND)
    assert page.snapshots.button.value == "2026-02-28"
    assert page.answer.figure.value == f"70{NB}%"
    bars = {bar.label: bar.value for bar in page.answer.spec.bars}
    assert bars["Region Stockholm"] == 0.7
    assert dict(page.answer.notes.source)["file"] == "svf.csv"
    assert dict(page.answer.facts)["extract"] == "2026-02-28"
    check_names_and_tabs(page)
    press(page, "Visa som nu", tasks)
    assert page.snapshots.band.sentence == ""
    assert page.answer.figure.value == f"75{NB}%"
    assert page.snapshots.button.hasFocus()


def test_every_tab_and_all_that_is_copied_is_of_the_state(
    make: Make, tasks: TaskRunner, qapp: QApplication
) -> None:
    page = make(LeadTimesPage)
    choose(page, "Som det var efter uttaget 2026-02-28 (svf.csv)", tasks)
    for tab in (TREND, DISTRIBUTION, TABLE):
        page.show_tab(tab)
        settle(page, tasks)
        assert page.answer.spec.subtitle.endswith("· som det var efter uttaget 2026-02-28"), tab
        assert "som det var efter uttaget 2026-02-28" in visible_words(page), tab
    view = page.table_card.view
    rows = [view.rows.row_texts(row) for row in range(view.rows.rowCount())]
    assert next(row for row in rows if row[0] == "Region Stockholm")[1:3] == ("7", "10")
    page.show_tab(TREND)
    settle(page, tasks)
    page.frame.acts.copy_data()
    assert "\t7\t10\t" in qapp.clipboard().text()  # as now it is 9 of 12
    page.frame.acts.copy_text()
    assert "som det var efter uttaget 2026-02-28" in qapp.clipboard().text()


def test_source_and_change_are_those_of_the_state(make: Make, tasks: TaskRunner) -> None:
    page = make(LeadTimesPage)
    assert f"70 → 75{NB}%" in visible_words(page)
    choose(page, "Som det var efter uttaget 2026-02-28 (svf.csv)", tasks)
    assert "Ändrat sedan förra uttaget" not in visible_words(page)  # nothing is before it
    press(page, "Visa källan…", tasks)
    (dialog,) = page.window().findChildren(ProvenanceDialog)
    assert dialog.chosen is not None
    assert dialog.chosen.file_name == "svf.csv"
    dialog.show_in_import.click()
    assert handed(page) == [("imports", {"batch": EVENTS})]


def test_the_choice_is_kept_only_while_the_page_is_open(make: Make, tasks: TaskRunner) -> None:
    page = make(LeadTimesPage)
    seen = page.settings.seen_batches
    assert seen[str(database_of(tasks).path)] == LATER_EVENTS
    seen.clear()
    page.snapshots.choose(EVENTS)
    settle(page, tasks)
    page.show_tab(TREND)
    settle(page, tasks)
    assert page.question.snapshot == EVENTS
    assert seen == {}  # to look back is not to have seen the newest extract
    page.hide()
    page.show()
    settle(page, tasks)
    assert page.question.snapshot is None
    assert page.answer.figure.value == f"75{NB}%"
    assert page.snapshots.band.sentence == ""


def test_what_a_state_lacks_and_a_state_that_is_undone_lead_to_now(
    make: Make, tasks: TaskRunner
) -> None:
    page = make(LeadTimesPage)
    page.arrive({"snapshot": EVENTS})
    page.selection.set_period("2026-Q1")
    settle(page, tasks)
    assert "Efter uttaget 2026-02-28 fanns inga förlopp" in visible_words(page)
    links = [b for b in page.stack.findChildren(QAbstractButton) if b.text() == "Visa som nu"]
    links[0].click()
    settle(page, tasks)
    assert page.question.snapshot is None
    page.snapshots.choose(EVENTS)
    page.selection.set_period("2025-Q3")
    settle(page, tasks)
    assert page.answer.figure.value == f"70{NB}%"
    imports.undo_batch(database_of(tasks), EVENTS)
    page.mark_stale()
    settle(page, tasks)
    assert page.snapshots.band.sentence == ""
    assert page.answer.state is None
    assert page.answer.figure.value == f"75{NB}%"
    assert not page.snapshots.button.isVisible()  # one extract is left: nothing to choose


# --------------------------------------------------------------------------------- indicators


def test_indicators_are_shown_as_they_were(make: Make, tasks: TaskRunner) -> None:
    page = make(IndicatorsPage)
    page.filters.choose("group", "Kirurgi")
    settle(page, tasks)
    assert page.answer.figure.value == f"90{NB}%"  # 36 of 40 in quarter 3
    assert button(page, "Rätta värdet…").isVisible()
    choose(page, "Som det var efter uttaget 2026-02-28 (vardplan.csv)", tasks)
    assert page.snapshots.band.sentence.startswith(BAND)
    assert page.answer.figure.value == f"80{NB}%"  # 32 of 40
    assert dict(page.answer.notes.source)["file"] == "vardplan.csv"
    assert not page.panel._correct.isVisible()
    assert [key for key, _ in page.answer.periods] == ["2025-Q3", "2025-Q2"]
    assert page.answer.spec.subtitle.endswith("som det var efter uttaget 2026-02-28")
    page.show_tab(TABLE)
    settle(page, tasks)
    assert "som det var efter uttaget 2026-02-28" in visible_words(page.table_card)
    check_names_and_tabs(page)


def test_a_period_that_the_state_lacks_gives_way_to_its_newest_one(
    make: Make, tasks: TaskRunner
) -> None:
    page = make(IndicatorsPage)
    page.filters.choose("period", "2025-Q4")
    settle(page, tasks)
    assert page.answer.period == "2025-Q4"
    page.snapshots.choose(PLAN)
    settle(page, tasks)
    assert page.answer.period == "2025-Q3"
    page.snapshots.choose(None)
    settle(page, tasks)
    assert page.answer.period == "2025-Q4"
    page.arrive({"indicator": "vardplan", "snapshot": PLAN})
    settle(page, tasks)
    assert page.answer.state is not None
    assert page.answer.state.batch_id == PLAN
    page.arrive({"indicator": "vardplan"})
    settle(page, tasks)
    assert page.answer.state is None


# -------------------------------------------------------------------------------- import page


def test_an_extract_leads_to_its_figures(make: Make, tasks: TaskRunner) -> None:
    page = make(ImportsPage)
    for batch, wanted in (
        (EVENTS, ("lead_times", {"snapshot": EVENTS})),
        (PLAN, ("indicators", {"indicator": "vardplan", "snapshot": PLAN})),
    ):
        page.arrive({"batch": batch})
        settle(page, tasks)
        press(page, "Visa siffrorna som de var", tasks)
        assert handed(page)[-1] == wanted
    menu = page._batches.make_menu()
    words = [action.text() for action in menu.actions()]
    assert words[:2] == ["Visa siffrorna som de var", "Ångra importen"]
    assert "Jämför två uttag" not in words
    menu.actions()[0].trigger()
    assert len(handed(page)) == 3
    imports.undo_batch(database_of(tasks), PLAN)
    page.mark_stale()
    settle(page, tasks)
    page.arrive({"batch": PLAN})
    settle(page, tasks)
    assert not page._batches.then.isVisible()


def test_expected_cases_lead_to_the_inclusion(
    make: Make, tasks: TaskRunner, tmp_path: Path
) -> None:
    path = tmp_path / "expected.csv"
    path.write_text("SVF;Region;Period;Förväntat antal\nVG9;01;2025;40", encoding="utf-8")
    request = ImportRequest((path,), extract_date=dt.date(2026, 4, 30))
    (result,) = import_files(database_of(tasks), request)
    page = make(ImportsPage)
    page._batches.then.click()  # the newest is chosen
    wanted = {"goal": "svf_inclusion", "snapshot": result.batch_id}
    assert handed(page) == [("lead_times", wanted)]


def test_an_extract_that_is_led_to_is_chosen_and_in_view(make: Make, tasks: TaskRunner) -> None:
    page = make(ImportsPage)
    page.show_view("profiles")
    page.resize(1130, 360)
    page.arrive({"batch": EVENTS})
    settle(page, tasks)
    table = page._batches.table
    assert [row.batch_id for row in page._batches._chosen()] == [EVENTS]
    assert page._tabs.currentIndex() == 0
    assert table.hasFocus()
    rect = table.visualRect(table.currentIndex())
    assert table.viewport().rect().contains(rect.center())


def test_an_extract_is_chosen_on_a_page_that_is_first_shown_then(
    make: Make, tasks: TaskRunner
) -> None:
    page = make(ImportsPage, {"batch": PLAN})
    assert [row.batch_id for row in page._batches._chosen()] == [PLAN]
    page.mark_stale()
    page._batches.table.selectRow(0)
    settle(page, tasks)
    assert [row.batch_id for row in page._batches._chosen()] == [LATER_PLAN]  # the user's choice


# --------------------------------------------------------------------------------- comparison


@pytest.fixture
def comparison(qtbot: QtBot, tasks: TaskRunner) -> Iterator[ComparisonDialog]:
    shown = ComparisonDialog(compare_extracts(database_of(tasks), PLAN, LATER_PLAN))
    qtbot.addWidget(shown)
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    shown.show()
    yield shown
    shown.close()


def test_the_comparison_says_which_extracts_and_what_differs(comparison: ComparisonDialog) -> None:
    words = visible_words(comparison).replace("\u200b", "")
    assert "2026-02-28 · vardplan.csv" in words
    assert "2026-04-30 · plan_april.csv" in words
    assert "2 siffror skiljer sig: 1 ändrad, 1 ny. 5 är lika." in words
    table = comparison.table
    assert table is not None
    rows = [table.rows.row_texts(row) for row in range(table.rows.rowCount())]
    plain = [tuple(cell.replace(NB, " ") for cell in row) for row in rows]
    assert plain == [
        ("kvartal 4 2025 · Region Stockholm · Kirurgi", "–", "75 % (30 av 40)", "ny"),
        # With it the figure of three patients beside it could be computed.
        ("kvartal 3 2025 · Region Stockholm · Kirurgi", "..", "..", ".."),
    ]
    assert "små grupper" in words
    check_names_and_tabs(comparison)


def test_the_comparison_is_copied_by_button_and_by_keys(
    comparison: ComparisonDialog, qapp: QApplication
) -> None:
    table = comparison.table
    assert table is not None
    assert table.hasFocus()
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert qapp.clipboard().text().count("\n") == 1  # the head and the chosen row
    comparison.leave.setFocus()
    QTest.keyClick(comparison.leave, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert qapp.clipboard().text().count("\n") == 2
    qapp.clipboard().clear()
    comparison.copying.setFocus()
    QTest.keyClick(comparison.copying, Qt.Key.Key_Space)
    assert qapp.clipboard().text().splitlines()[0].split("\t") == [
        "Siffra",
        "Före: 2026-02-28",
        "Efter: 2026-04-30",
        "Skillnad i procentenheter",
    ]
    assert comparison.said.text() == "Tabellen är kopierad."
    QTest.keyClick(comparison, Qt.Key.Key_Escape)
    assert not comparison.isVisible()
