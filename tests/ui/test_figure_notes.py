"""Source, doubts and change at the figure, on the pages of lead times and of indicators."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from rccdesk.enums import DoubtState
from rccdesk.services import doubts, imports, since_last
from rccdesk.services.database import Database
from rccdesk.ui import theme
from rccdesk.ui.dialogs.provenance_dialog import ProvenanceDialog
from rccdesk.ui.doubts.doubt_card import DoubtCard
from rccdesk.ui.pages.figure_page import TABLE, FigurePage
from rccdesk.ui.pages.indicators_page import IndicatorsPage
from rccdesk.ui.pages.lead_times_page import LeadTimesPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.doubtful_store import (
    NEGATIVE,
    PARTS,
    PLAN,
    SHARE,
    add_doubts,
    make_doubtful_store,
)
from tests.ui.figure_store import VARDPLAN, Asked, make_context, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words

Make = Callable[[type[Any]], Any]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_doubtful_store(tmp_path_factory.mktemp("doubtful"))


@pytest.fixture
def tasks(qapp: QApplication, store: Path, tmp_path: Path) -> Iterator[TaskRunner]:
    theme.install(qapp, "light")
    runner = TaskRunner()
    runner.database = Database.open(Path(shutil.copyfile(store, tmp_path / "own.rccdesk")))
    yield runner
    runner.close()
    runner.database.close()


@pytest.fixture
def make(qtbot: QtBot, tasks: TaskRunner) -> Make:
    def run(kind: type[Any]) -> Any:
        page = kind(make_context(tasks))
        qtbot.addWidget(page)
        page.resize(1130, 900)
        page.show()
        settle(page, tasks)
        return page

    return run


def button(page: QWidget, words: str) -> QAbstractButton:
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


def database_of(tasks: TaskRunner) -> Database:
    assert tasks.database is not None
    return tasks.database


def import_again(tasks: TaskRunner, folder: Path, table: str) -> None:
    """Import a later extract of the measure."""
    file = folder / "vardplan_mars.csv"
    file.write_text(table, encoding="utf-8")
    request = imports.ImportRequest(
        (file,), indicator="vardplan", extract_date=dt.date(2026, 3, 31)
    )
    imports.import_files(database_of(tasks), request)


def test_the_panel_of_a_measure_shows_its_doubts_and_no_others(make: Make) -> None:
    page = make(IndicatorsPage)
    cards = [card for card in page.findChildren(DoubtCard) if card.isVisible()]
    assert {card.listed.doubt.value_key for card in cards} == {PARTS.value_key, SHARE.value_key}
    words = visible_words(page).replace("\u00a0", " ")
    assert "Täljaren: delarna är tillsammans 48, men totalen är 50." in words
    assert "Region Stockholm, kvartal 3 2025 · vardplan.csv, vardplan D5" in words
    assert "Datatvivel: 2" in words
    check_names_and_tabs(page)


def test_a_doubt_is_explained_at_the_figure_by_keyboard(make: Make, tasks: TaskRunner) -> None:
    page = make(LeadTimesPage)
    tasks.topics_changed.connect(lambda _topics: page.mark_stale())
    press(page, "Datatvivel: 2", tasks)
    assert page.focusWidget().accessibleName().startswith("Datatvivel (2), öppen")
    (card,) = [card for card in page.findChildren(DoubtCard) if card.isVisible()]
    page.resize(1130, 560)
    press(page, "Förklara…", tasks)
    settle(page, tasks)
    assert not card._leave.visibleRegion().isEmpty()  # scrolled to, down to its last button
    QTest.keyClicks(page.focusWidget(), "Remissen kom senare")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.focusWidget() is card._save
    QTest.keyClick(card._save, Qt.Key.Key_Space)
    settle(page, tasks)
    (row,) = [r for r in doubts.list_doubts(database_of(tasks)) if r.rule == NEGATIVE.rule]
    assert (row.state, row.note) == (DoubtState.EXPLAINED, "Remissen kom senare")
    assert "Förklaring: Remissen kom senare" in visible_words(page)
    assert card.isAncestorOf(page.focusWidget())
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.toasts == ["Datatvivlet är förklarat."]
    press(page, "Öppna igen", tasks)
    (row,) = [r for r in doubts.list_doubts(database_of(tasks)) if r.rule == NEGATIVE.rule]
    assert row.state is DoubtState.OPEN


def test_a_figure_of_one_cell_says_its_doubt_once_and_so_does_the_table(
    make: Make, tasks: TaskRunner
) -> None:
    page = make(IndicatorsPage)
    page.filters.choose("group", "Kirurgi")
    settle(page, tasks)
    title = "Andelen stämmer inte med täljare och nämnare"
    assert visible_words(page).count(title) == 1
    assert SHARE.rule not in visible_words(page)
    page.show_tab(TABLE)
    settle(page, tasks)
    notes = [row[-1] for row in page.answer.table.rows]
    assert title in notes


def test_a_dismissed_doubt_is_kept_but_not_counted(make: Make, tasks: TaskRunner) -> None:
    page = make(IndicatorsPage)
    tasks.topics_changed.connect(lambda _topics: page.mark_stale())
    press(page, "Avfärda", tasks)
    words = visible_words(page)
    assert "Datatvivel: 1" in words
    assert "Avfärdat " in words


def test_the_first_of_many_doubts_are_shown_and_a_way_to_all(make: Make, tasks: TaskRunner) -> None:
    keys = [f"vardplan|period=2025-Q3|unit=01|group=G{n}" for n in range(30)]
    many = [dataclasses.replace(SHARE, value_key=key) for key in keys]
    add_doubts(database_of(tasks), PLAN, *many)
    page = make(IndicatorsPage)
    assert sum(card.isVisible() for card in page.findChildren(DoubtCard)) == 5
    assert "Datatvivel: 30" in visible_words(page)
    press(page, "Visa alla 30 i Import", tasks)
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.places == ["imports"]


def test_one_press_shows_the_source(make: Make, tasks: TaskRunner) -> None:
    page = make(IndicatorsPage)
    page.filters.choose("group", "Kirurgi")
    settle(page, tasks)
    press(page, "Visa källan…", tasks)
    dialog = next(d for d in page.window().findChildren(ProvenanceDialog) if d.isVisible())
    (source,) = dialog._found.sources
    assert source.file_name == "vardplan.csv"
    assert source.cells == ("D4",)  # where the counts of that row stand
    dialog.close()
    lead_times = make(LeadTimesPage)
    assert "svf.csv" in visible_words(lead_times)
    assert "summa av flera celler" in visible_words(lead_times)
    press(lead_times, "Visa källan…", tasks)
    dialog = next(d for d in lead_times.window().findChildren(ProvenanceDialog) if d.isVisible())
    assert [source.file_name for source in dialog._found.sources] == ["svf.csv"]
    dialog._go_import()
    asked = lead_times.window_actions
    assert isinstance(asked, Asked)
    assert asked.places == ["imports"]


def test_a_change_since_the_last_extract_is_said_after_the_figure(
    make: Make, tasks: TaskRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[str] = []
    real = since_last.get_revision

    def watched(*args: Any) -> Any:
        threads.append(threading.current_thread().name)
        return real(*args)

    monkeypatch.setattr(since_last, "get_revision", watched)
    page = make(IndicatorsPage)
    assert "Ändrat sedan" not in visible_words(page)
    # (32 + 18) of (40 + 20) becomes (26 + 18) of (40 + 20)
    import_again(
        tasks, tmp_path, VARDPLAN.replace("2025-Q3;01;Kirurgi;32", "2025-Q3;01;Kirurgi;26")
    )
    page.mark_stale()
    settle(page, tasks)
    words = visible_words(page).replace("\u00a0", " ")
    assert "Ändrat sedan förra uttaget: 83 → 73 %." in words
    assert threads
    assert all(name.startswith("rccdesk-") for name in threads)
    page.filters.choose("period", "2025-Q2")  # its figure is as it was
    settle(page, tasks)
    assert "Ändrat sedan" not in visible_words(page)


def test_a_hidden_figure_has_no_source_doubts_or_change(
    make: Make, tasks: TaskRunner, tmp_path: Path
) -> None:
    small = VARDPLAN.replace("2025-Q3;12;Onkologi;2;3", "2025-Q3;12;Onkologi;1;3")
    import_again(tasks, tmp_path, small)
    page = make(IndicatorsPage)
    page.filters.choose("unit", "12")
    page.filters.choose("group", "Onkologi")
    settle(page, tasks)
    assert page.answer.figure.value == ".."
    words = visible_words(page)
    for told in ("Visa källan…", "Datatvivel:", "Ändrat sedan", "summa av flera celler"):
        assert told not in words
    assert not any(card.isVisible() for card in page.findChildren(DoubtCard))
    assert "vardplan_mars.csv" in words.replace("\u200b", "")


def test_a_drawer_without_room_takes_the_place_of_the_chart(make: Make) -> None:
    page = make(IndicatorsPage)
    page.resize(700, 640)
    QApplication.processEvents()
    assert page._main.isVisible()
    page._drawer.click()
    QApplication.processEvents()
    assert not page._main.isVisible()
    assert page.side.width() > 600
    page._drawer.click()
    QApplication.processEvents()
    assert page._main.isVisible()
    assert not page.side.isVisible()
