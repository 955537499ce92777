"""The cards of an import: what they show, where their links lead, and the way by keyboard alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rccdesk.enums import Severity
from rccdesk.errors import FileRefusedError, FileWriteError, RccdeskError, StoreError
from rccdesk.services import imports
from rccdesk.services.imports import ImportRequest, profiles
from rccdesk.services.imports.problems import Example, Proposal, make_problem
from rccdesk.ui import theme
from rccdesk.ui.imports.cells import CellLinks, ExampleTable
from rccdesk.ui.imports.problem_card import ProblemCard
from rccdesk.ui.imports.refused import RefusedFile
from rccdesk.ui.main_window import MainWindow
from rccdesk.ui.pages.imports_page import ImportsPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.page_checks import check_names_and_tabs, visible_words

Settle = Callable[[TaskRunner], None]
HEADERS = ("Förlopps-id", "KVÅ-kod", "Datum", "Region", "Remiss-ID")


def write_extract(path: Path, *, with_names: bool = False) -> Path:
    """Write nine pathways, six of them with a date without a year, and two hidden sheets."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("SVF")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write(0, 0, "Uttag 2026-09-30")
        sheet.write_row(2, 0, (*HEADERS, "Namn") if with_names else HEADERS)
        for number in range(9):
            row = 3 + number
            sheet.write_row(row, 0, (f"P{number}", "VG910"))
            if number % 3:
                sheet.write(row, 2, f"{number + 1} aug")
            else:
                date = dt.datetime(2026, 8, number + 1)  # noqa: DTZ001 - a cell has no zone
                sheet.write_datetime(row, 2, date, day)
            sheet.write_row(row, 3, ("Region Ekmark", f"R{number}"))
        hidden = book.add_worksheet("gammal")
        hidden.hide()
        hidden.write_row(0, 0, HEADERS)
        hidden.write_row(1, 0, ("G1", "VG910", "2025-01-02", "Region Ekmark"))
        book.add_worksheet("urval").very_hidden()
    return path


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> ImportsPage:
    assert window.database is not None
    profiles.answer_case_level(window.database, "svf_events", keep=True)
    window.resize(1366, 768)
    window.navigate("imports")
    settle(window.tasks)
    made = window.stack.page
    assert isinstance(made, ImportsPage)
    return made


def buttons(parent: QWidget) -> dict[str, QPushButton]:
    return {b.text(): b for b in parent.findChildren(QPushButton) if b.isVisible()}


def card_of(page: ImportsPage, code: str) -> ProblemCard:
    cards = page._reading.wizard.problems.findChildren(ProblemCard)
    (found,) = (card for card in cards if card._problem.code == code and card.isVisible())
    return found


# --- one card -------------------------------------------------------------------------------------


def show(qtbot: QtBot, card: ProblemCard, width: int = 900) -> ProblemCard:
    qtbot.addWidget(card)
    card.resize(width, card.sizeHint().height())
    card.show()
    return card


def test_a_card_shows_three_examples_and_then_all_of_them(qtbot: QtBot) -> None:
    cells = [f"F{number}" for number in range(10, 22)]
    examples = [Example(cell, "3 aug", "2026-08-03", "Raderna före") for cell in cells]
    problem = make_problem(
        Severity.WARNING, "date_without_year", "SVF", cells, examples=examples,
        proposal=Proposal("Förslag: år 2026", "date_without_year:F", "2026"),
        column="F", header="Datum",
    )  # fmt: skip
    went: list[str] = []
    card = show(qtbot, ProblemCard(problem, go=went.append))
    (table,) = card.findChildren(ExampleTable)
    assert table.titles == ("Cell", "Står i filen", "Läses som", "Varför")
    assert list(table.texts) == [
        ("F10", "”3 aug”", "2026-08-03", "Raderna före"),
        ("F11", "”3 aug”", "2026-08-03", "Samma"),
        ("F12", "”3 aug”", "2026-08-03", "Samma"),
    ]
    words = visible_words(card)
    assert "12 datum i kolumn F (Datum) saknar år" in words
    assert "Förslag: år 2026" in words
    buttons(card)["Visa alla 12"].click()
    QApplication.processEvents()  # what is new shows itself
    assert len(table.texts) == 12
    buttons(table)["F21"].setFocus()
    QTest.keyClick(buttons(table)["F21"], Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().count("\n") == 12  # the heads and twelve rows
    QTest.keyClick(buttons(table)["F21"], Qt.Key.Key_Space)
    QTest.mouseClick(buttons(table)["F11"], Qt.MouseButton.LeftButton)
    assert went == ["F21", "F11"]
    buttons(card)["Visa färre"].click()
    assert len(table.texts) == 3


def test_a_card_lists_a_hundred_cells_as_links_and_says_how_many_more(qtbot: QtBot) -> None:
    cells = [f"A{number}" for number in range(1, 1205)]
    problem = make_problem(Severity.WARNING, "duplicate_conflict", "SVF", cells)
    went: list[str] = []
    card = show(qtbot, ProblemCard(problem, go=went.append))
    beside, *_ = (link for link in card.findChildren(CellLinks) if link.isVisible())
    assert beside.text().count("<a ") == 4
    assert beside.text().endswith(" …")
    buttons(card)["Visa de första 100"].click()
    (whole,) = (link for link in card.findChildren(CellLinks) if "Blad SVF" in link.text())
    assert whole.isVisible()
    assert whole.text().count("<a ") == 100
    assert "och 1\u00a0104 till" in whole.text()
    flags = whole.textInteractionFlags()
    assert flags & Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    assert flags & Qt.TextInteractionFlag.TextSelectableByMouse
    whole.linkActivated.emit("A7")
    assert went == ["A7"]


def test_a_card_of_a_stored_problem_leads_nowhere(qtbot: QtBot) -> None:
    problem = make_problem(Severity.WARNING, "duplicate_identical", "SVF", ("A7",))
    card = show(qtbot, ProblemCard(problem, "uttag.xlsx"))
    assert not any("<a " in link.text() for link in card.findChildren(CellLinks))
    assert "A7" in " ".join(label.text() for label in card.findChildren(QLabel))


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_of_a_card_is_cut_in_little_room(
    scale: float, qtbot: QtBot, qapp: QApplication
) -> None:
    theme.install(qapp, "light", scale)
    problem = make_problem(
        Severity.WARNING, "numerator_over_denominator", "Ett blad med ett långt namn",
        [f"ABC{number}" for number in range(9)], proposal=Proposal("Förslag: långt", "a", "b"),
    )  # fmt: skip
    card = ProblemCard(problem, go=lambda _cell: None)
    card.setFixedWidth(round(520 * scale))
    show(qtbot, card, round(520 * scale))
    for label in card.findChildren(QLabel):
        if label.isVisible() and label.text():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else 0
            assert label.height() >= needed, label.text()
            assert label.geometry().right() <= card.width(), label.text()
    theme.install(qapp, "light", 1.0)


@pytest.mark.parametrize(
    ("error", "title"),
    [
        (FileWriteError("disk_full"), "Disken har inte plats för importen"),
        (FileWriteError("disk_space_low", needed=9, free=1), "Disken har inte plats för importen"),
        (StoreError("disk_full"), "Disken har inte plats för importen"),
        (FileWriteError("target_locked", file="x"), "Det går inte att spara importen"),
        (StoreError("store_busy"), "Det går inte att spara importen"),
        (FileRefusedError("file_locked"), "Filen är öppen i ett annat program"),
        (FileRefusedError("file_changed"), "Filen har ändrats under tiden"),
        (FileRefusedError("file_in_cloud"), "Filen kan inte nås"),
        (FileRefusedError("truncated"), "Filen kan inte läsas in"),
        (RccdeskError("conflict"), "Importen kunde inte göras"),
    ],
)
def test_what_stops_an_import_has_its_own_title(
    error: RccdeskError, title: str, qtbot: QtBot
) -> None:
    refused = RefusedFile(lambda: None, lambda: None, lambda: None)
    qtbot.addWidget(refused)
    refused.show_error(error, has_more=False)
    refused.show()
    assert title in visible_words(refused)
    by_file = isinstance(error, FileRefusedError) and error.code == "truncated"
    assert refused._choose.property("kind") == ("primary" if by_file else "secondary")


# --- in the wizard --------------------------------------------------------------------------------


def test_a_cell_opens_the_grid_where_it_stands_and_back(
    window: MainWindow, page: ImportsPage, settle: Settle, tmp_path: Path
) -> None:
    page.arrive({"files": (write_extract(tmp_path / "SVF.xlsx"),)})
    settle(window.tasks)
    wizard = page._reading.wizard
    (table,) = card_of(page, "date_without_year").findChildren(ExampleTable)
    QTest.keyClick(buttons(table)["C6"], Qt.Key.Key_Space)
    grid = wizard.table.grid
    assert grid.isVisible()
    assert grid.model_.marked == (6, 2)  # C6: the second date without a year
    assert grid.currentIndex().data() == "3 aug"
    assert "Cell C6 är markerad." in visible_words(page)
    check_names_and_tabs(page)
    assert wizard.back.text() == "Tillbaka till granskning"
    wizard.back.click()
    assert card_of(page, "date_without_year").isVisible()
    wizard._show_cell("SVF", "C999")
    assert grid.model_.marked is None
    assert "Cell C999 ligger längre ned. Öppna filen för att se den." in visible_words(page)


def test_hidden_sheets_are_marked_and_one_is_read_when_it_is_chosen(
    window: MainWindow, page: ImportsPage, settle: Settle, tmp_path: Path
) -> None:
    page.arrive({"files": (write_extract(tmp_path / "SVF.xlsx"),)})
    settle(window.tasks)
    wizard = page._reading.wizard
    names = [wizard.table.sheet.itemText(place) for place in range(wizard.table.sheet.count())]
    assert names == ["SVF", "gammal (dolt)", "urval (mycket dolt)"]
    cards = page._reading.wizard.problems.findChildren(ProblemCard)
    (card,) = (card for card in cards if card._problem.sheet == "gammal")
    buttons(card)["Visa bladet"].click()
    settle(window.tasks)
    assert wizard.table.grid.isVisible()
    assert wizard.table.sheet.currentText() == "gammal (dolt)"
    assert "Du har valt att läsa det." in visible_words(page)
    wizard.go_to(3)
    assert wizard.commit.text() == "Importera 1 rad"
    check_names_and_tabs(page)


def test_unused_columns_lead_to_the_matching(
    window: MainWindow, page: ImportsPage, settle: Settle, tmp_path: Path
) -> None:
    page.arrive({"files": (write_extract(tmp_path / "SVF.xlsx"),)})
    settle(window.tasks)
    assert "”Remiss-ID” (E)" in visible_words(card_of(page, "unused_columns"))
    buttons(page)["Para ihop ändå"].click()
    assert page._reading.wizard.columns.isVisible()


def test_P07_the_window_offers_to_read_without_a_column_that_points_out_persons(
    window: MainWindow, page: ImportsPage, settle: Settle, tmp_path: Path
) -> None:
    page.arrive({"files": (write_extract(tmp_path / "SVF.xlsx", with_names=True),)})
    settle(window.tasks)
    wizard = page._reading.wizard
    card = card_of(page, "identifying_column")
    offered = buttons(card)["Läs in utan kolumnen"]
    assert offered.property("kind") == "recommended"
    assert not wizard.commit.isEnabled()
    assert wizard.commit.text() == "Importera 3 rader"  # when the stop is settled
    words = visible_words(page)
    assert "När spärren är löst" in words
    assert "1 spärr återstår, 6 rader har en varning" in words
    offered.click()
    settle(window.tasks)
    assert wizard.commit.isEnabled()
    assert wizard._request.leave_out == ("Namn",)


def test_rows_are_skipped_by_a_button_and_told_of(
    window: MainWindow, page: ImportsPage, settle: Settle, tmp_path: Path
) -> None:
    page.arrive({"files": (write_extract(tmp_path / "SVF.xlsx"),)})
    settle(window.tasks)
    buttons(card_of(page, "date_without_year"))["Hoppa över raderna"].click()
    settle(window.tasks)
    assert "6 rader hoppades över, som du valde" in visible_words(card_of(page, "rows_skipped"))
    assert page._reading.wizard.commit.text() == "Importera 3 rader"


def press_until(target: QWidget, *, most: int = 80) -> None:
    """Press Tab until ``target`` has the focus."""
    for _ in range(most):
        focus = QApplication.focusWidget()
        if focus is target:
            return
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    raise AssertionError(target)


@pytest.fixture
def walked(
    window: MainWindow,
    page: ImportsPage,
    settle: Settle,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> ImportsPage:
    """Return the page at the review, where the keyboard has led."""
    file = write_extract(tmp_path / "SVF.xlsx")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a: ([str(file)], ""))
    choose = buttons(page)["Läs in uttag…"]
    choose.setFocus()
    QTest.keyClick(choose, Qt.Key.Key_Space)  # 1: the file
    settle(window.tasks)
    return page


def press(target: QWidget) -> None:
    """Go to a button by Tab and press it."""
    press_until(target)
    QTest.keyClick(target, Qt.Key.Key_Space)


def test_the_first_four_steps_are_walked_by_keyboard(walked: ImportsPage) -> None:
    wizard = walked._reading.wizard
    assert wizard.problems.isVisible()  # 4: it is understood, so that is where the user is needed
    check_names_and_tabs(walked)
    press(wizard.back)  # 3: the columns
    assert wizard.columns.isVisible()
    check_names_and_tabs(walked)
    press(wizard.back)  # 2: the table
    assert wizard.table.grid.hasFocus()
    check_names_and_tabs(walked)
    press(wizard.go_on)
    press(wizard.go_on)
    assert wizard.problems.isVisible()


def test_the_last_three_steps_are_walked_by_keyboard(
    window: MainWindow,
    walked: ImportsPage,
    settle: Settle,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "kvitto.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    wizard = walked._reading.wizard
    press(buttons(card_of(walked, "date_without_year"))["Rätta alla lika"])
    settle(window.tasks)
    assert wizard.commit.text() == "Importera 9 rader"
    press(wizard.try_it)  # 5: the trial
    settle(window.tasks)
    assert wizard.commit.hasFocus()
    check_names_and_tabs(walked)
    QTest.keyClick(wizard.commit, Qt.Key.Key_Space)  # 6: done
    settle(window.tasks)
    done = wizard.done
    assert done.show_figures.hasFocus()
    words = visible_words(walked)
    assert "9 rader importerade" in words
    assert "SVF.xlsx, import 1" in words
    assert done.show_figures.text() == "Visa i Ledtider"
    assert done.counts.rows.row_texts(0) == ("Nya", "9")
    check_names_and_tabs(walked)
    press(done.receipt)
    settle(window.tasks)
    assert window.toast_sentence == "Kvittot är sparat: kvitto.txt"
    assert "SVF.xlsx" in target.read_text(encoding="utf-8-sig")
    press(done.undo)
    settle(window.tasks)
    assert window.database is not None
    assert [batch.state for batch in imports.list_batches(window.database)] == ["undone"]


def test_the_list_of_extracts_tells_profile_and_fingerprint_and_saves_receipts(
    window: MainWindow,
    page: ImportsPage,
    settle: Settle,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert window.database is not None
    file = write_extract(tmp_path / "SVF.xlsx")
    imports.import_files(window.database, ImportRequest((file,)))
    page.refresh()
    settle(window.tasks)
    (batch,) = imports.list_batches(window.database)
    table = page._batches.table.rows
    assert [column.title for column in table.columns] == [
        "Uttag", "Innehåll", "Läge", "Rader", "Fil", "Profil", "Kontrollsumma",
    ]  # fmt: skip
    assert table.row_texts(0)[-1] == batch.file_sha256[:8]
    target = tmp_path / "kvitto.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    page._batches.saving.click()
    settle(window.tasks)
    assert target.exists()
    page.show_view("problems")
    settle(window.tasks)
    cards = [card for card in page.findChildren(ProblemCard) if card.isVisible()]
    assert {card._problem.severity for card in cards} == {Severity.WARNING}
    check_names_and_tabs(page)
