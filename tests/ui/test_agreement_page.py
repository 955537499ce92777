"""The page of the agreement on a real store: each view, its table, its words when it is empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rccdesk.services.database import Database
from rccdesk.ui.pages.agreement_page import INCLUSION, AgreementPage
from rccdesk.ui.tasks import TaskRunner
from tests.services.lead_time_examples import import_events, import_expected, waits
from tests.ui.figure_store import make_context, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words


@pytest.fixture(scope="module")
def tasks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TaskRunner]:
    """VG9 (limit 28) in regions 01 and 12, 2024 and 2025; expected cases of 01 only."""
    path = tmp_path_factory.mktemp("store") / "a.rccdesk"
    runner = TaskRunner()
    runner.database = Database.open(path, create=True)
    events = []
    for region in ("01", "12"):
        for year, within in (("2024", 20), ("2025", 30)):
            more = {"start": f"{year}-02-05", "region": region}
            events += waits(within, 20, f"{region}{year}", **more)
            events += waits(10, 40, f"{region}{year}", **more)
    import_events(runner.database, events, "2026-03-15")
    import_expected(runner.database, [("VG9", "01", year, 100.0) for year in ("2024", "2025")])
    yield runner
    runner.close()
    runner.database.close()


@pytest.fixture
def page(qtbot: QtBot, tasks: TaskRunner) -> AgreementPage:
    made = AgreementPage(make_context(tasks))
    qtbot.addWidget(made)
    made.resize(1178, 690)
    made.show()
    settle(made, tasks)
    return made


def cells(page: AgreementPage) -> dict[str, tuple[str, ...]]:
    rows = page.table.view.rows
    texts = [rows.row_texts(row) for row in range(rows.rowCount())]
    return {text[0]: tuple(cell.replace("\u00a0", " ") for cell in text[1:]) for text in texts}


def test_inclusion_is_shown_per_half_year_with_what_is_missing(page: AgreementPage) -> None:
    assert page.frame.spec is not None
    assert page.frame.spec.title == "Inklusion i SVF per region, halvår 1 2025"
    found = cells(page)
    assert found["Region Stockholm"][0] == "60 % (30 av 50)"
    assert found["Region Skåne"][0] == "–"
    assert "uppgift saknas" in found["Region Skåne"][-1]
    assert not page.year.isVisible()
    check_names_and_tabs(page)


def test_a_diagnosis_shows_both_years_and_their_difference(
    page: AgreementPage, tasks: TaskRunner
) -> None:
    page.show_view("VG9")
    settle(page, tasks)
    found = cells(page)["Region Stockholm"]
    assert found[:3] == ("67 % (20 av 30)", "75 % (30 av 40)", "+8")
    assert page.year.isVisible()
    assert page.year.currentText() == "År 2025 mot 2024"
    assert page.frame.spec is not None
    assert "procentenheter" in " ".join(page.frame.spec.explanation)
    assert {row[0] for row in page.frame.spec.table.rows} == set(cells(page))
    page.table.copy()
    assert "Skillnad, procentenheter" in QApplication.clipboard().text()


def test_a_diagnosis_without_figures_says_so(page: AgreementPage, tasks: TaskRunner) -> None:
    page.show_view("VJ1")
    settle(page, tasks)
    assert not page.frame.isVisible()
    words = visible_words(page)
    assert "Inga förlopp med känd ledtidsgräns finns för Prostatacancer" in words
    assert "Öppna Ledtidskatalogen" in words
    page.show_view(INCLUSION)
    settle(page, tasks)
    assert page.frame.isVisible()


def test_without_an_extract_the_page_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    runner = TaskRunner()
    runner.database = Database.open(tmp_path / "tom.rccdesk", create=True)
    made = AgreementPage(make_context(runner))
    qtbot.addWidget(made)
    made.show()
    settle(made, runner)
    assert "Läs in uttag…" in visible_words(made)
    runner.close()
    runner.database.close()
