"""The page of the 75 % mapping on a real store: choosing, registering, saving, refusing."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from rccdesk.services import history, mapping75
from rccdesk.services.database import Database
from rccdesk.ui.pages.mapping_page import MappingPage
from rccdesk.ui.tables.causes_table import COUNT, NOTE
from rccdesk.ui.tasks import TaskRunner
from tests.services.lead_time_examples import import_events, waits
from tests.ui.figure_store import Asked, make_context, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words

YEAR = "2025"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Region 01: VG9 (limit 28) with 6 of 20 beyond 49 days."""
    path = tmp_path_factory.mktemp("store") / "a.rccdesk"
    with Database.open(path, create=True) as database:
        more = {"start": "2025-02-03", "region": "01"}
        import_events(database, [*waits(14, 49, "a", **more), *waits(6, 56, "b", **more)])
    return path


@pytest.fixture
def tasks(store: Path, tmp_path: Path) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    runner.database = Database.open(Path(shutil.copy(store, tmp_path)), who="Karin Ek")
    yield runner
    runner.close()
    runner.database.close()


@pytest.fixture
def page(qtbot: QtBot, tasks: TaskRunner) -> MappingPage:
    return show(qtbot, tasks)


def show(qtbot: QtBot, tasks: TaskRunner, period: str = YEAR) -> MappingPage:
    made = MappingPage(make_context(tasks, period))
    qtbot.addWidget(made)
    made.resize(1178, 690)
    made.show()
    tasks.topics_changed.connect(lambda topics: topics & made.topics and made.mark_stale())
    settle(made, tasks)
    return made


def base(tasks: TaskRunner) -> Database:
    assert tasks.database is not None
    return tasks.database


def asked(page: MappingPage) -> Asked:
    window = page.window_actions
    assert isinstance(window, Asked)
    return window


def type_count(page: MappingPage, tasks: TaskRunner, row: int, words: str) -> None:
    """Type in the cell as a person does: choose it, write, Enter."""
    table = page.register.table
    table.setFocus()
    table.setCurrentIndex(page.register.model.index(row, COUNT))
    QTest.keyClicks(table, words[:1])
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, words[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(page, tasks)


def test_the_page_says_how_many_waited_long_and_by_which_rule(page: MappingPage) -> None:
    assert page.table.rows.row_texts(0)[:4] == ("Bröstcancer", "20", "6", "30\u00a0%")
    words = visible_words(page)
    assert "4 × dagar > 7 × gräns" in words
    assert "inte bekräftade" in words
    assert "lämnar aldrig programmet" in words
    assert "Inga diagnoser valda" in words
    check_names_and_tabs(page)


def test_choosing_diagnoses_is_dated_and_counted(page: MappingPage, tasks: TaskRunner) -> None:
    dialog = page.make_choice_dialog()
    assert dialog.count.text() == "0 av 4 diagnoser valda"
    for row in range(dialog.list.count()):
        item = dialog.list.item(row)
        if item.data(Qt.ItemDataRole.UserRole) in ("VG9", "VJ1"):
            item.setCheckState(Qt.CheckState.Checked)
    assert dialog.count.text() == "2 av 4 diagnoser valda"
    assert dialog.valid_from.date().toString("yyyy-MM-dd") == "2025-01-01"
    dialog.save.click()
    settle(page, tasks)
    (choice,) = mapping75.list_choices(base(tasks), "01")
    assert (choice.svf, choice.valid_from) == (("VG9", "VJ1"), dt.date(2025, 1, 1))
    assert "2 av 4 diagnoser valda" in page.chosen.text()
    named = [page.table.rows.row_texts(row)[0] for row in range(2)]
    assert named == ["Bröstcancer", "Prostatacancer"]
    assert asked(page).toasts[-1].startswith("2 av 4 diagnoser valda")
    history.undo_last(base(tasks))
    page.mark_stale()
    settle(page, tasks)
    assert "Inga diagnoser valda" in page.chosen.text()


def test_counts_are_typed_in_the_table_and_the_rest_is_computed(
    page: MappingPage, tasks: TaskRunner
) -> None:
    type_count(page, tasks, 0, "4")
    lines = page.register.model
    last = lines.rowCount() - 1
    assert lines.index(last, 0).data() == "Ej angivet"
    assert lines.index(last, COUNT).data() == "2"
    assert not lines.flags(lines.index(last, COUNT)) & Qt.ItemFlag.ItemIsEditable
    assert page.register.sum.text() == "4 av 6 långa väntetider har en angiven orsak."
    (counted,) = mapping75.get_register(base(tasks), "01", "VG9", YEAR)
    assert counted.count == 4
    lines.setData(lines.index(0, NOTE), "väntan på svar")
    settle(page, tasks)
    assert mapping75.get_register(base(tasks), "01", "VG9", YEAR)[0].note == "väntan på svar"


def test_what_cannot_be_registered_is_said_and_not_shown(
    page: MappingPage, tasks: TaskRunner
) -> None:
    type_count(page, tasks, 0, "7")
    assert "långa väntetiderna är 6" in asked(page).toasts[-1]
    assert page.register.model.index(0, COUNT).data() == "0"
    model = page.register.model
    assert not model.setData(model.index(0, COUNT), "-1")
    assert "Skriv ett heltal" in asked(page).toasts[-1]
    model.setData(model.index(0, NOTE), "19121212-1212")
    settle(page, tasks)
    assert "personnummer" in asked(page).toasts[-1]
    assert mapping75.get_register(base(tasks), "01", "VG9", YEAR) == ()


def test_the_long_waits_are_masked_and_cannot_be_copied(page: MappingPage) -> None:
    rows = page.cases.table.rows
    assert rows.rowCount() == 6
    label, days, limit, over = rows.row_texts(0)
    assert label.startswith("Förlopp ")
    assert (days, limit, over) == ("56", "28", "100\u00a0%")
    QApplication.clipboard().setText("förut")
    page.cases.table.setFocus()
    QTest.keyClick(page.cases.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "förut"
    assert asked(page).toasts[-1] == "Enskilda förlopp kopieras inte."


def test_the_list_of_causes_is_changed_in_its_dialog(page: MappingPage, tasks: TaskRunner) -> None:
    dialog = page.make_causes_dialog()
    before = dialog.list.count()
    dialog.name.setText("Transport")
    dialog.add.click()
    settle(page, tasks)
    assert dialog.list.count() == before + 1
    dialog.list.setCurrentRow(before)
    dialog.up.click()
    settle(page, tasks)
    assert dialog.list.item(before - 1).text() == "Transport"
    dialog.name.setText("transport")
    dialog.add.click()
    settle(page, tasks)
    assert dialog.list.count() == before + 1
    dialog.remove.click()
    settle(page, tasks)
    assert dialog.list.count() == before
    dialog.accept()


def test_the_mapping_is_saved_as_a_workbook(
    page: MappingPage, tasks: TaskRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "kartläggning"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    page.save.click()
    settle(page, tasks)
    book = openpyxl.load_workbook(target.with_suffix(".xlsx"))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0][0] == "75 %-kartläggningen"
    assert ("Region Stockholm", "Bröstcancer", 20, 6, 0.3) in [row[:5] for row in rows]
    assert asked(page).toasts[-1] == "Kartläggningen är sparad: kartläggning.xlsx"


def test_a_moving_or_empty_period_says_why_nothing_is_registered(
    qtbot: QtBot, tasks: TaskRunner
) -> None:
    mapping75.set_choices(base(tasks), "01", ("VG9",), dt.date(2020, 1, 1))
    made = show(qtbot, tasks, "2024")
    assert "Inga förlopp med känd gräns" in made.table.rows.row_texts(0)[-1]
    assert not made.register.table.isVisible()
    assert "Välj en längre period" in made.register.words.text()
    assert not made.cases.isVisible()
    made.selection.set_period("rolling-12")
    settle(made, tasks)
    assert "Välj en fast period" in made.register.words.text()
    assert not made.register.table.isVisible()


def test_a_file_open_for_reading_only_takes_no_change(qtbot: QtBot, tasks: TaskRunner) -> None:
    path = base(tasks).path
    base(tasks).close()
    tasks.database = Database.open(path, reading=True)
    made = show(qtbot, tasks)
    assert not made.change.isEnabled()
    assert not made.register.change_list.isEnabled()
    model = made.register.model
    assert not model.flags(model.index(0, COUNT)) & Qt.ItemFlag.ItemIsEditable
    assert made.save.isEnabled()


def test_without_an_extract_the_page_says_what_to_do(
    qtbot: QtBot, tasks: TaskRunner, tmp_path: Path
) -> None:
    base(tasks).close()
    tasks.database = Database.open(tmp_path / "tom.rccdesk", create=True)
    made = show(qtbot, tasks, "")
    words = visible_words(made)
    assert "Läs in uttag…" in words
    assert not made.save.isVisible()
    assert made.list_dialogs() == {}
