"""Words of a file are matched with codes by hand, remembered at the import, and forgotten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from rccdesk.services import imports
from rccdesk.services.database import Database
from rccdesk.services.imports import profiles
from rccdesk.ui import theme
from rccdesk.ui.dialogs.question_dialog import QuestionDialog
from rccdesk.ui.imports.code_box import CodeBox
from rccdesk.ui.main_window import MainWindow
from rccdesk.ui.pages.imports_page import ImportsPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.messy_workbooks import write_table
from tests.ui.page_checks import check_names_and_tabs, visible_words
from tests.ui.test_imports_page import picture

Settle = Callable[[TaskRunner], None]
COLUMNS, REVIEW = 2, 3
HEADERS = ("Förlopps-id", "KVÅ-kod", "Datum", "Enhet", "Region", "Hemregion", "Kön", "Variant")


def write_messy_words(
    path: Path, *, region: str = "Ekmrak", unit: str = "Ekmarks las.", sex: str = "Q"
) -> Path:
    """Write 40 events; half of them with a region, a unit and a sex that no list has."""
    rows = []
    for number in range(20):
        for code, day in (("VG910", 1), ("VG950", 20)):
            odd = number % 2
            rows.append(
                (
                    f"P{number:03}",
                    code,
                    f"2026-03-{day + number % 5:02}",
                    unit if odd else "Ekmarks lasarett",
                    region if odd else "Region Ekmark",
                    "Norrsjö",
                    sex if number == 3 else "K",
                    "bas",
                )
            )
    return write_table(path, (HEADERS, *rows))


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> ImportsPage:
    window.resize(1366, 768)
    window.navigate("imports")
    settle(window.tasks)
    made = window.stack.page
    assert isinstance(made, ImportsPage)
    return made


@pytest.fixture
def drop(window: MainWindow, page: ImportsPage, settle: Settle) -> Callable[..., None]:
    def run(*files: Path) -> None:
        page.arrive({"files": files})
        settle(window.tasks)

    return run


def database_of(window: MainWindow) -> Database:
    assert window.database is not None
    return window.database


def box_of(page: ImportsPage, field: str, word: str) -> CodeBox:
    rows = page._reading.wizard.values._rows
    return rows[field, f"{field}:{word}"].box


def test_words_are_matched_by_keyboard_and_remembered(
    window: MainWindow,
    page: ImportsPage,
    drop: Callable[..., None],
    settle: Settle,
    tmp_path: Path,
) -> None:
    drop(write_messy_words(tmp_path / "Uttag 2026-04-30.xlsx"))
    wizard = page._reading.wizard
    assert wizard._step == REVIEW
    wizard.match_values()
    picture(window, "values")
    assert isinstance(QApplication.focusWidget(), CodeBox)
    check_names_and_tabs(page)
    words = visible_words(wizard.values)
    assert "Ekmrak" in words
    assert "Region Ekmark" not in words  # what is surely read is not in the way
    region = box_of(page, "region", "Ekmrak")
    region.setFocus()
    QTest.keyClick(region, Qt.Key.Key_F2)
    assert region.completer().popup().isVisible()
    QTest.keyClicks(region.completer().popup(), "x2")  # a code, though names are shown
    QTest.keyClick(region.completer().popup(), Qt.Key.Key_Down)
    QTest.keyClick(region.completer().popup(), Qt.Key.Key_Return)
    settle(window.tasks)
    assert wizard._request.fixes == {"region:Ekmrak": "X2"}
    assert QApplication.focusWidget() is region
    assert region.currentText() == "Ekmark (X2)"
    sex = box_of(page, "sex", "Q")
    window.activateWindow()  # offscreen nothing is active once a list has closed
    sex.setFocus()
    settle(window.tasks)
    QTest.keyClicks(sex.lineEdit(), "kvi")
    QTest.keyClick(sex.lineEdit(), Qt.Key.Key_Return)
    settle(window.tasks)
    assert wizard._request.fixes == {"region:Ekmrak": "X2", "sex:Q": "female"}
    act = wizard.values._rows["unit", "unit:Ekmarks las."].act
    assert act.text() == "Ekmarks lasarett"
    QTest.keyClick(act, Qt.Key.Key_Space)
    settle(window.tasks)
    assert box_of(page, "unit", "Ekmarks las.").currentText() == "Ekmarks lasarett"
    assert "Alla 10 värden i 6 kolumner känns igen." in visible_words(wizard.values)
    picture(window, "values_chosen")
    QTest.keyClick(wizard.go_on, Qt.Key.Key_Space)
    QTest.keyClick(wizard.commit, Qt.Key.Key_Space)
    settle(window.tasks)
    dialog = next(d for d in page.findChildren(QuestionDialog) if d.isVisible())
    next(b for b in dialog.buttons if b.text() == "Spara raderna").click()
    settle(window.tasks)
    remembered = profiles.list_aliases(database_of(window))
    assert [(r.field, r.written, r.code, r.profile_key) for r in remembered] == [
        ("region", "ekmrak", "X2", ""),
        ("sex", "q", "female", ""),
        ("unit", "ekmarks las.", "Ekmarks lasarett", ""),
    ]
    picture(window, "values_remembered")
    (batch,) = imports.list_batches(database_of(window))
    imports.undo_batch(database_of(window), batch.batch_id)
    assert profiles.list_aliases(database_of(window)) == remembered


def test_remembered_words_read_the_next_file_and_are_forgotten_there(
    window: MainWindow,
    page: ImportsPage,
    drop: Callable[..., None],
    settle: Settle,
    tmp_path: Path,
) -> None:
    told = {("region", "Ekmrak"): "X2", ("sex", "Q"): "female", ("unit", "Ekmarks las."): "Viken"}
    profiles.remember_aliases(database_of(window), told)
    wizard = page._reading.wizard
    drop(write_messy_words(tmp_path / "Uttag 2026-05-31.xlsx"))
    assert not wizard._request.fixes
    wizard.match_values()
    settle(window.tasks)
    picture(window, "values_known")
    words = visible_words(wizard.values)
    assert "Alla 10 värden i 6 kolumner känns igen." in words
    assert words.count("ihågkommet") == 3
    forget = wizard.values._rows["sex", "sex:Q"].act
    assert forget.text() == "Glöm"
    QTest.keyClick(forget, Qt.Key.Key_Space)
    settle(window.tasks)
    assert len(profiles.list_aliases(database_of(window))) == 2
    assert box_of(page, "sex", "Q").currentText() == "Välj …"
    window.undo()
    settle(window.tasks)
    assert len(profiles.list_aliases(database_of(window))) == 3


def test_a_problem_leads_to_its_words_and_all_proposals_are_taken_at_once(
    window: MainWindow,
    page: ImportsPage,
    drop: Callable[..., None],
    settle: Settle,
    tmp_path: Path,
) -> None:
    path = write_messy_words(tmp_path / "Uttag 2026-04-30.xlsx", region="Sydval")
    drop(path)
    wizard = page._reading.wizard
    links = [
        button
        for button in wizard.problems.findChildren(QAbstractButton)
        if button.text() == "Para ihop värden" and button.isVisible()
    ]
    picture(window, "values_problems")
    QTest.keyClick(links[0], Qt.Key.Key_Space)
    assert wizard._step == COLUMNS
    assert QApplication.focusWidget() is wizard.values.first_open
    assert wizard.values.take_all.text() == "Ta alla 2 förslag"
    QTest.keyClick(wizard.values.take_all, Qt.Key.Key_Space)
    settle(window.tasks)
    told = {"region:Sydval": "X3", "unit:Ekmarks las.": "Ekmarks lasarett"}
    assert wizard._request.fixes == told
    QTest.keyClick(wizard.values.show_all, Qt.Key.Key_Space)
    settle(window.tasks)
    assert len(wizard.values._rows) == 10
    check_names_and_tabs(page)
    picture(window, "values_all")
    # What was said can be taken back, and is not remembered where the user does not want that.
    box_of(page, "unit", "Ekmarks las.").chosen.emit(None)
    settle(window.tasks)
    assert wizard._request.fixes == {"region:Sydval": "X3"}
    wizard.values.remember.setChecked(False)
    assert wizard.words_to_remember == {}
    QTest.keyClick(wizard.back, Qt.Key.Key_Space)
    assert wizard._step == REVIEW


def test_a_file_whose_words_are_known_has_one_line(
    window: MainWindow,
    page: ImportsPage,
    drop: Callable[..., None],
    settle: Settle,
    tmp_path: Path,
) -> None:
    known = {"region": "Ekmark", "unit": "Viks sjukhus", "sex": "Kvinna"}
    drop(write_messy_words(tmp_path / "Uttag 2026-04-30.xlsx", **known))
    wizard = page._reading.wizard
    wizard.go_to(COLUMNS)
    picture(window, "values_one_line")
    assert wizard.values._rows == {}
    assert visible_words(wizard.values).splitlines() == [
        "Para ihop värden",
        "Alla 10 värden i 6 kolumner känns igen.",
        "Visa alla 10",
    ]
    QTest.keyClick(wizard.values.show_all, Qt.Key.Key_Space)
    settle(window.tasks)
    assert len(wizard.values._rows) == 10
    QTest.keyClick(wizard.values.show_all, Qt.Key.Key_Space)
    assert wizard.values._rows == {}


@pytest.mark.parametrize(
    ("dark", "scale"), [pytest.param(True, 1.0, marks=pytest.mark.long), (False, 2.0)]
)
def test_it_is_drawn_in_all_sizes(
    window: MainWindow,
    page: ImportsPage,
    drop: Callable[..., None],
    settle: Settle,
    tmp_path: Path,
    dark: bool,
    scale: float,
) -> None:
    theme.install(QApplication.instance(), "dark" if dark else "light", scale)
    drop(write_messy_words(tmp_path / "Uttag 2026-04-30.xlsx"))
    wizard = page._reading.wizard
    wizard.match_values()
    settle(window.tasks)
    picture(window, f"values_{'dark' if dark else 'light'}_{scale}")
    values = wizard.values
    assert values.width() <= wizard.width()  # nothing has to be scrolled sideways
    for row in values._rows.values():
        assert row.box.geometry().right() <= values.width()
        assert row.how.geometry().right() <= values.width()
    wizard._acts.leave()
    page.show_view("profiles")
    settle(window.tasks)
    picture(window, f"profiles_{'dark' if dark else 'light'}_{scale}")
    table = page._profiles.table
    assert table.isVisible()  # also where no extract has been read
    assert table.height() >= 5 * table.verticalHeader().defaultSectionSize()


def test_lock_files_are_passed_over(
    page: ImportsPage, drop: Callable[..., None], tmp_path: Path
) -> None:
    lock = tmp_path / "~$Uttag 2026-04-30.xlsx"
    lock.write_bytes(b"\x05" + b" " * 164)
    drop(lock, write_messy_words(tmp_path / "Uttag 2026-04-30.xlsx"))
    assert [file.name for file in page._reading._files] == ["Uttag 2026-04-30.xlsx"]
    drop(lock)
    assert "låsfil" in visible_words(page)


def test_what_is_dropped_along_and_no_workbook_is_refused_with_its_reason(
    window: MainWindow, page: ImportsPage, settle: Settle, tmp_path: Path
) -> None:
    other = tmp_path / "Protokoll.pdf"
    other.write_bytes(b"%PDF-1.7\n")
    files = (write_messy_words(tmp_path / "Uttag 2026-04-30.xlsx"), other)
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    window.dropEvent(
        QDropEvent(
            QPointF(10, 10),
            Qt.DropAction.CopyAction,
            content,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    settle(window.tasks)
    assert "fil 1 av 2" in visible_words(page)
    page._reading._next_file()
    settle(window.tasks)
    picture(window, "dropped_pdf")
    words = visible_words(page)
    assert "Protokoll.pdf" in words.replace("\u200b", "")
    assert "Filen är en pdf" in words or "Filen är en PDF" in words
