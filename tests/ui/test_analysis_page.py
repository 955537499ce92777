"""Skriv analys on a real store: texts that save by themselves beside their figures."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from rccdesk.services import analyses, history, improvements, overview, trash
from rccdesk.services.analyses import AnalysisKey, AnalysisText
from rccdesk.services.database import Database
from rccdesk.services.improvements import FigureOrigin
from rccdesk.services.overview import OverviewQuery
from rccdesk.ui.dialogs.improvement_dialog import ImprovementDialog
from rccdesk.ui.pages.analysis import saving
from rccdesk.ui.pages.analysis_page import AnalysisPage
from rccdesk.ui.selection import REGION
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import Asked, make_context, make_store, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words

KEY = (("VG9",), "01", "2025-Q3")
LOST_SECONDS = 10  # the most that a kill may take
FASTER = 20  # timers of the page in the short form
TYPIST = """
import sys, time
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
app = QApplication([])
from rccdesk.services.database import Database
from rccdesk.ui import theme
from rccdesk.ui.pages.analysis_page import AnalysisPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import make_context, settle
theme.install(app, "light", 1.0)
tasks = TaskRunner()
tasks.database = Database.open(Path(sys.argv[1]))
page = AnalysisPage(make_context(tasks))
page.show()
settle(page, tasks)
for number in range(1, 100_000):
    QTest.keyClicks(page._fields["finding"], "a")
    print(number, time.monotonic(), flush=True)
    end = time.monotonic() + 0.08
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.005)
"""


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


def pump(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.002)


def test_K03_typed_text_is_saved_while_the_typing_goes_on(
    page: AnalysisPage, tasks: TaskRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert saving.PAUSE_MS <= saving.LONGEST_MS <= LOST_SECONDS * 1000 / 2
    for timer in (page._pause, page._longest):
        timer.setInterval(timer.interval() // FASTER)
    field = page._fields["finding"]
    saved_at: list[tuple[float, int]] = []
    real = analyses.update_analysis

    def watched(database: Database, written: AnalysisText) -> AnalysisText:
        result = real(database, written)
        saved_at.append((time.monotonic(), len(written.finding)))
        return result

    monkeypatch.setattr(analyses, "update_analysis", watched)
    typed: list[float] = []
    while len(typed) < 60:  # never a pause: faster than the shorter timer
        QTest.keyClicks(field, "a")
        typed.append(time.monotonic())
        pump(0.02)
    assert 2 <= len(saved_at) < len(typed) / 4  # while typing, and not for each key
    starts = [typed[0], *(at for at, _count in saved_at[:-1])]
    for start, (at, _count) in zip(starts, saved_at, strict=True):
        assert at - start < LOST_SECONDS / FASTER
    settle(page, tasks)
    pump(0.2)
    settle(page, tasks)
    assert saved(tasks).finding == field.toPlainText() == "a" * 60


@pytest.mark.long
def test_K03_typed_text_of_a_killed_program(store: Path, tmp_path: Path) -> None:
    for seed in range(3):
        path = Path(shutil.copy(store, tmp_path / f"k03-{seed}.rccdesk"))
        wanted = random.Random(seed).randint(90, 180)  # keys, ten in a second
        lines: list[list[str]] = []
        command = [sys.executable, "-c", TYPIST, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            for line in iter(child.stdout.readline, ""):
                lines.append(line.split())
                if len(lines) == wanted:
                    break
            child.kill()
        killed = float(lines[-1][1])
        due = sum(float(at) <= killed - LOST_SECONDS / 2 - 1 for _number, at in lines)
        assert len(lines) == wanted
        assert due > 0
        with Database.open(path) as opened:
            assert len(analyses.get_analysis(opened, *KEY).finding) >= due


def test_saving_never_moves_the_caret_nor_takes_what_is_typed_meanwhile(
    page: AnalysisPage, tasks: TaskRunner
) -> None:
    tasks.topics_changed.connect(lambda _topics: page.mark_stale())  # as the window does
    field = page._fields["finding"]
    QTest.keyClicks(field, "Sju tio")
    field.moveCursor(QTextCursor.MoveOperation.PreviousWord)
    for letter in "av ":
        QTest.keyClicks(field, letter)
        page._save()  # the answer comes while the next letters are typed
        QApplication.processEvents()
    settle(page, tasks)
    assert field.toPlainText() == saved(tasks).finding == "Sju av tio"
    assert field.textCursor().position() == len("Sju av ")
    history.undo_last(tasks.database)  # type: ignore[arg-type]
    page.mark_stale()
    settle(page, tasks)
    assert field.toPlainText() == saved(tasks).finding


def test_a_page_that_is_left_or_closed_has_saved(page: AnalysisPage, tasks: TaskRunner) -> None:
    page._fields["finding"].setPlainText("Lämnad")
    page.hide()
    page.show()
    settle(page, tasks)
    assert saved(tasks).finding == "Lämnad"
    page._fields["finding"].setPlainText("Stängd")
    tasks._closed = True  # no worker takes anything more
    page.close()
    assert saved(tasks).finding == "Stängd"


def test_a_text_that_cannot_be_saved_keeps_the_window_once(
    page: AnalysisPage, tasks: TaskRunner
) -> None:
    page._fields["finding"].setPlainText("Patienten 19121212-1212 kom sent")
    assert not page.close()
    assert page.isVisible()
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.toasts == ["Texten är inte sparad. Stäng igen för att stänga utan den."]
    assert page.close()


def test_a_refused_text_is_there_when_its_selection_comes_back(
    page: AnalysisPage, tasks: TaskRunner
) -> None:
    words = "Patienten 19121212-1212 kom sent"
    page._fields["finding"].setPlainText(words)
    page.selection.set_area(REGION, "12")
    settle(page, tasks)
    assert page._fields["finding"].toPlainText() == ""
    assert "personnummer" not in visible_words(page)
    page.selection.set_area(REGION, "01")
    settle(page, tasks)
    assert page._fields["finding"].toPlainText() == words
    assert "liknar ett personnummer" in visible_words(page)
    page._fields["finding"].setPlainText("Patienten kom sent")
    page._save()
    settle(page, tasks)
    assert saved(tasks).finding == "Patienten kom sent"
    assert "personnummer" not in visible_words(page)


def test_an_analysis_goes_to_the_trash_with_what_was_typed_last(
    page: AnalysisPage, tasks: TaskRunner
) -> None:
    tasks.topics_changed.connect(lambda _topics: page.mark_stale())
    assert not page._trash.isEnabled()
    page._fields["finding"].setPlainText("Sju av tio")
    page._save()
    settle(page, tasks)
    page._fields["finding"].setPlainText("Sju av tio i tid")
    page._trash.click()
    settle(page, tasks)
    assert page._fields["finding"].toPlainText() == ""
    assert not page._trash.isEnabled()
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.toasts == ["Analysen är flyttad till Papperskorgen"]
    assert tasks.database is not None
    (row,) = trash.list_trash(tasks.database)
    trash.restore_rows(tasks.database, (row.uuid,))
    page.mark_stale()
    settle(page, tasks)
    assert page._fields["finding"].toPlainText() == "Sju av tio i tid"


def test_a_file_open_for_reading_shows_the_text_and_takes_none(
    qtbot: QtBot, store: Path, tmp_path: Path
) -> None:
    runner = TaskRunner()
    path = Path(shutil.copy(store, tmp_path / "las.rccdesk"))
    with Database.open(path) as writing:
        analyses.update_analysis(writing, AnalysisText(*KEY, finding="Sju av tio"))
    runner.database = Database.open(path, reading=True)
    page = AnalysisPage(make_context(runner))
    qtbot.addWidget(page)
    page.show()
    settle(page, runner)
    field = page._fields["finding"]
    assert field.toPlainText() == "Sju av tio"
    QTest.keyClicks(field, "x")
    assert field.toPlainText() == "Sju av tio"
    assert "Filen är öppen bara för läsning." in visible_words(page)
    runner.close()
    runner.database.close()


def origin() -> FigureOrigin:
    return FigureOrigin(
        "vardplan", "vardplan|period=2025-Q3|unit=01", ("VG9",), "01", "2025-Q3", "01",
        "83 % · 50 av 60 · Region Stockholm, kvartal 3 2025", None, "Vårdplan",
    )  # fmt: skip


def follow(page: AnalysisPage, tasks: TaskRunner) -> None:
    """Read again after each write, as the window has it."""
    tasks.topics_changed.connect(lambda _topics: page.mark_stale())


def test_a_figure_that_one_comes_with_is_frozen_and_the_cursor_is_in_the_field(
    page: AnalysisPage, tasks: TaskRunner
) -> None:
    follow(page, tasks)
    page.arrive({"figure": origin()})
    settle(page, tasks)
    assert QApplication.focusWidget() is page._fields["finding"]
    words = visible_words(page)
    assert "[1]" in words
    assert "83\u00a0%" in words
    assert "Ändras inte av nya uttag." in words
    QTest.keyClicks(page._fields["finding"], "Fem av sex: ")
    reference = "83 % (50 av 60) [1]"
    holder = page._card._holders["finding"]
    action = next(a for a in holder._insert.menu_shown.actions() if reference in a.text())
    action.trigger()
    QTest.keyClicks(page._fields["finding"], "har en plan")
    page._save()
    settle(page, tasks)
    assert tasks.database is not None
    written = analyses.get_analysis(tasks.database, *KEY, "vardplan")
    assert written.finding == f"Fem av sex: {reference} har en plan"
    formats = page._fields["finding"].document().firstBlock().layout().formats()
    assert {f.start: f.length for f in formats}[12] == len(reference)  # type: ignore[attr-defined]
    assert saved(tasks).is_empty  # the text of lead time and inclusion


def test_the_first_words_freeze_the_figure_they_are_about(
    page: AnalysisPage, tasks: TaskRunner
) -> None:
    follow(page, tasks)
    assert "Inte fryst än." in visible_words(page)
    QTest.keyClicks(page._fields["finding"], "Sju av tio")
    page._save()
    settle(page, tasks)
    assert tasks.database is not None
    (figure,) = analyses.list_figures(tasks.database, AnalysisKey(*KEY))
    assert figure.content.tiles[0].value_text == "70\u00a0%"
    assert saved(tasks).finding == "Sju av tio"
    history.undo_last(tasks.database)  # the typing first, the figure by itself
    assert saved(tasks).is_empty
    assert len(analyses.list_figures(tasks.database, AnalysisKey(*KEY))) == 1
    page.mark_stale()
    settle(page, tasks)
    buttons = [b for b in page.findChildren(QAbstractButton) if b.isVisible()]
    next(b for b in buttons if b.accessibleName() == "Ta bort siffra 1 ur analysen").click()
    settle(page, tasks)
    assert analyses.list_figures(tasks.database, AnalysisKey(*KEY)) == ()
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.toasts == ["Siffran är borttagen ur analysen"]


def test_each_topic_has_its_own_text_and_state(page: AnalysisPage, tasks: TaskRunner) -> None:
    follow(page, tasks)
    page._fields["finding"].setPlainText("Sju av tio")
    (more,) = page._more_topics.menu_shown.actions()
    more.trigger()
    settle(page, tasks)
    assert page._fields["finding"].toPlainText() == ""
    assert saved(tasks).finding == "Sju av tio"
    page._fields["finding"].setPlainText("Fem av sex")
    page._finish.click()
    settle(page, tasks)
    states = [button.accessibleName() for button in page._bar.buttons]
    assert states[0] == "Ledtid och inklusion, Utkast"
    assert states[1].endswith(", Klar, vald")
    assert "1 av 2 texter klara." in visible_words(page)
    page._bar.buttons[0].click()
    settle(page, tasks)
    assert page._fields["finding"].toPlainText() == "Sju av tio"
    check_names_and_tabs(page)


def test_a_done_text_that_is_changed_is_a_draft_and_its_version_comes_back(
    page: AnalysisPage, tasks: TaskRunner
) -> None:
    follow(page, tasks)
    QTest.keyClicks(page._fields["finding"], "Sju av tio")
    page._finish.click()
    settle(page, tasks)
    assert not page._finish.isEnabled()
    assert page._card.versions.text() == "Versioner (1)"
    QTest.keyClicks(page._fields["finding"], " eller fler")
    assert page._state.current == "draft"
    assert page._finish.isEnabled()
    page._save()
    settle(page, tasks)
    assert not saved(tasks).is_done
    dialog = page._make_versions()
    buttons = [b for b in dialog.findChildren(QAbstractButton) if "Återställ" in b.text()]
    buttons[0].click()
    settle(page, tasks)
    assert page._fields["finding"].toPlainText() == "Sju av tio"


def test_an_area_to_improve_is_made_of_the_figure_and_leads_back_to_its_chart(
    page: AnalysisPage, tasks: TaskRunner
) -> None:
    follow(page, tasks)
    page._card.improve.click()
    (dialog,) = page.window().findChildren(ImprovementDialog)
    assert dialog.title.text().startswith("Andel inom ledtiden: Bröstcancer")
    dialog.title.setText("")
    dialog.save.click()
    settle(page, tasks)
    assert "saknar rubrik" in visible_words(dialog)
    dialog.title.setText("Snabbspår för biopsi")
    dialog.save.click()
    settle(page, tasks)
    assert tasks.database is not None
    (row,) = improvements.list_improvements(tasks.database)
    assert row.figure.startswith("70\u00a0% · 7 av 10")
    assert "Snabbspår för biopsi" in visible_words(page)
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.toasts == ["Förbättringsområdet är skapat."]
    buttons = [b for b in page.findChildren(QAbstractButton) if b.isVisible()]
    next(b for b in buttons if b.accessibleName() == "Diagram: Snabbspår för biopsi").click()
    assert asked.places == ["lead_times"]
