"""A walk through the six steps of an import with a messy file, by mouse and keyboard.

``RCCDESK_PICTURES=DIR`` saves a picture of each step there; ``RCCDESK_THEME=dark`` (or
``contrast``), ``RCCDESK_SCALE=2.0`` and ``RCCDESK_SIZE=1920x1080`` say how they look.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget

from rccdesk.enums import BatchState
from rccdesk.services import imports
from rccdesk.services.imports.profiles import list_words
from rccdesk.ui import theme
from rccdesk.ui.imports.wizard import ImportWizard
from rccdesk.ui.main_window import MainWindow
from rccdesk.ui.pages.imports_page import ImportsPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui import walk_workbook as messy
from tests.ui.page_checks import check_names_and_tabs, visible_words

Settle = Callable[[TaskRunner], None]

# Counted from `walk_workbook`: two rows per pathway and what is wrong below them.
ROWS = 2 * messy.PATHWAYS + len(messy.WITHOUT_YEAR) + 1 + 2 + 2 + 4
LEFT_OUT = 1 + 1 + 2  # an impossible date, a row that stands twice, two that contradict
NEGATIVE = 2
NAME = "SVF_ekmark_2026-11-20.xlsx"
AREA = f"A{messy.HEADER_ROW}:H{messy.HEADER_ROW + ROWS}"


class Walk:
    """The window as somebody uses it: what is pressed, what is shown, a picture of each step."""

    def __init__(self, window: MainWindow, settle: Settle) -> None:
        self.window, self._settle, self._shots = window, settle, 0

    @property
    def page(self) -> ImportsPage:
        page = self.window.stack.page
        assert isinstance(page, ImportsPage)
        return page

    @property
    def wizard(self) -> ImportWizard:
        return self.page._reading.wizard

    @property
    def words(self) -> str:
        return visible_words(self.window).replace("\u200b", "")

    def drop(self, *files: Path) -> None:
        """Drop files on whatever page is open."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        self.window.dropEvent(
            QDropEvent(
                QPointF(600, 400),
                Qt.DropAction.CopyAction,
                mime,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )
        self._settle(self.window.tasks)

    def button(self, words: str, inside: QWidget | None = None) -> QAbstractButton:
        """Return the one button with these words that can be pressed."""
        found = [
            button
            for button in (inside or self.window).findChildren(QAbstractButton)
            if button.text() == words and button.isVisible() and button.isEnabled()
        ]
        assert len(found) == 1, (words, len(found))
        return found[0]

    def click(self, words: str, inside: QWidget | None = None) -> None:
        """Press a button with the mouse, and wait for what comes of it."""
        QTest.mouseClick(self.button(words, inside), Qt.MouseButton.LeftButton)
        self._settle(self.window.tasks)

    def press(self, key: Qt.Key, words: str) -> None:
        """Press a key where the focus is, which must be the button with these words."""
        focused = QApplication.focusWidget()
        assert isinstance(focused, QAbstractButton)
        assert focused.text() == words
        QTest.keyClick(focused, key)
        self._settle(self.window.tasks)

    def settle(self) -> None:
        self._settle(self.window.tasks)

    def shoot(self, name: str) -> None:
        """Check what is shown, and save a picture where somebody wants to look at it."""
        check_names_and_tabs(self.page)
        assert messy.PERSONNUMMER not in self.words
        assert "Anna Exempel" not in self.words
        self._shots += 1
        folder = os.environ.get("RCCDESK_PICTURES")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.window.grab().save(str(Path(folder) / f"walk_{self._shots:02}_{name}.png"))


@pytest.fixture
def walk(window: MainWindow, settle: Settle, qapp: QApplication) -> Walk:
    look = os.environ.get("RCCDESK_THEME", "light"), float(os.environ.get("RCCDESK_SCALE", "1"))
    if look != ("light", 1.0):
        theme.install(qapp, *look)
    width, height = map(int, os.environ.get("RCCDESK_SIZE", "1366x768").split("x"))
    window.resize(width, height)
    settle(window.tasks)
    return Walk(window, settle)


def shares_in_september() -> tuple[int, int]:
    """Count those treated within 28 days, and all, of the surgeries in September."""
    ends = [
        (messy.day_of(number) + dt.timedelta(days=messy.wait_of(number)), messy.wait_of(number))
        for number in range(messy.PATHWAYS)
    ]
    waits = [wait for day, wait in ends if (day.year, day.month) == (2026, 9)]
    return sum(wait <= 28 for wait in waits), len(waits)


def counts_of(walk: Walk) -> dict[str, str]:
    """Return the numbers of the panel beside the problems, by their keys."""
    return {key: label.text() for key, (_, label) in walk.wizard._counts._counts.items()}


def check_what_was_found(walk: Walk) -> None:
    wizard = walk.wizard
    assert [step.isEnabled() for step in wizard.steps.steps] == [True] * 3 + [False] * 3
    assert f"{NAME} · blad SVF, {AREA}" in walk.words
    assert f"{ROWS} rader i filen\n1 spärr återstår" in walk.words
    assert (
        f"{len(messy.WITHOUT_YEAR)} datum i kolumn C (Datum för händelse) saknar år" in walk.words
    )
    assert "1 rad är helt lik en annan rad" in walk.words
    assert "2 rader har samma nyckel som en annan rad men andra värden" in walk.words
    assert "Bladet ”_hjälp” är mycket dolt och lästes inte" in walk.words
    assert not wizard.commit.isEnabled()
    walk.shoot("review_stopped")


def match_table_columns_and_values(walk: Walk) -> None:
    wizard = walk.wizard
    walk.click("Tillbaka till kolumner")
    walk.shoot("columns")
    walk.click("Tillbaka till tabellen")
    assert f"Tabellen är {AREA}, med rubriker på rad {messy.HEADER_ROW}" in walk.words
    model = wizard.table.grid.model_
    shown = {model.index(5, column).data() for column in (0, 6)}  # an id and a name
    assert all(set(word) <= {"•", "-"} for word in shown)
    walk.shoot("table")
    QTest.keyClick(wizard.table.grid, Qt.Key.Key_Tab)
    walk.click("Vidare till kolumner")
    assert "1 av 6 känns inte igen, 1 behålls som text." in walk.words
    walk.click("Ta alla 2 förslag")
    assert "Ekmarks lasarett" in walk.words
    wizard._matching.show_values()
    walk.settle()
    walk.shoot("values")
    walk.click("Vidare till granskning")


def settle_problems(walk: Walk) -> int:
    """Mend, leave out and skip; return how many rows are left to import."""
    wizard = walk.wizard
    walk.press(Qt.Key.Key_Space, "Läs in utan kolumnen")
    kept = ROWS - LEFT_OUT - len(messy.WITHOUT_YEAR)
    assert wizard.commit.text() == f"Importera {kept} rader"
    walk.press(Qt.Key.Key_Space, "Rätta alla lika")
    kept += len(messy.WITHOUT_YEAR)
    assert wizard.commit.text() == f"Importera {kept} rader"
    assert f"”{messy.MISSPELT_UNIT}” läses som Ekmarks lasarett ({messy.MISSPELT_ROWS} rader)" in (
        walk.words
    )
    walk.shoot("review_mended")
    cards = wizard.problems._list_cards()
    (negative,) = (card for card in cards if "före välgrundad misstanke" in visible_words(card))
    walk.click("Hoppa över raderna", negative)
    kept -= NEGATIVE
    assert counts_of(walk) == {
        "new": f"{kept}",
        "changed": "0",
        "unchanged": "0",
        "same_key": "3",
        "skipped_else": f"{1 + NEGATIVE}",
        "missing": "0",
    }
    walk.shoot("review_done")
    return kept


def try_and_import(walk: Walk, kept: int) -> None:
    database = walk.window.database
    assert database is not None
    walk.click("Provkör")
    within, all_of_them = shares_in_september()
    effects = walk.wizard.trial.effects.rows
    rows = [effects.row_texts(number) for number in range(effects.rowCount())]
    share = f"{round(100 * within / all_of_them)}\u00a0%"
    assert ("Andel inom ledtiden, september 2026", "–", share, "–", f"{all_of_them}") in rows
    walk.shoot("trial")
    assert imports.list_batches(database) == ()

    walk.press(Qt.Key.Key_Space, f"Importera {kept} rader")
    question = next(d for d in walk.page.findChildren(QWidget) if d.isWindow() and d.isVisible())
    assert "raderna gallras efter 24 månader" in visible_words(question)
    walk.click("Spara raderna", question)
    assert f"{kept} rader importerade" in walk.words
    assert walk.window.toast_sentence == "2 ord är ihågkomna till nästa gång"
    walk.shoot("done")
    (batch,) = imports.list_batches(database)
    assert (batch.rows_imported, batch.extract_date) == (kept, dt.date(2026, 11, 20))


def undo_and_redo_by_keys(walk: Walk) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    walk.window.activateWindow()
    walk.settle()
    for key, undone in ((Qt.Key.Key_Z, False), (Qt.Key.Key_Z, True), (Qt.Key.Key_Y, False)):
        place = QApplication.focusWidget()
        assert place is not None
        QTest.keyClick(place, key, control)  # the words that are remembered go first
        walk.settle()
        assert ("Importen är ångrad. Inget av den gäller." in walk.words) is undone
        assert walk.wizard.done.undo.isVisible() is not undone
    QTest.keyClick(place, Qt.Key.Key_Y, control)
    walk.settle()


def undo_and_take_it_back(walk: Walk) -> None:
    database = walk.window.database
    assert database is not None
    walk.click("Ångra importen")
    assert imports.list_batches(database)[0].state is BatchState.UNDONE
    assert "Ångrad" in walk.page._batches.table.rows.row_texts(0)
    walk.shoot("undone")
    walk.window.activateWindow()
    walk.settle()
    place = QApplication.focusWidget()
    assert place is walk.page._read
    QTest.keyClick(place, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)  # takes it back
    walk.settle()
    assert imports.list_batches(database)[0].state is BatchState.ACTIVE
    assert {row.written for row in list_words(database)} == {"region ekmrak", "ekmarks las."}


def test_a_messy_extract_is_walked_through_all_six_steps(
    walk: Walk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk.drop(messy.write_walk_workbook(tmp_path / NAME))  # on the settings page
    check_what_was_found(walk)
    match_table_columns_and_values(walk)
    kept = settle_problems(walk)
    try_and_import(walk, kept)
    receipt = tmp_path / "kvitto.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(receipt), ""))
    walk.click("Spara kvitto…")
    cells = {str(cell.value) for sheet in load_workbook(receipt) for r in sheet.rows for cell in r}
    assert {NAME, f"{kept}"} <= cells
    assert not any("Anna Exempel" in cell for cell in cells)
    undo_and_redo_by_keys(walk)
    undo_and_take_it_back(walk)


def test_a_personnummer_in_a_cell_stops_the_walk_and_is_never_shown(
    walk: Walk, tmp_path: Path
) -> None:
    walk.drop(messy.write_walk_workbook(tmp_path / NAME, personnummer=True))
    wizard = walk.wizard
    assert "1 cell innehåller något som liknar ett personnummer" in walk.words
    cell = f"F{messy.HEADER_ROW + ROWS + 1}"  # it is the last row
    assert cell in walk.words
    assert "2 spärrar återstår" in walk.words
    walk.shoot("personnummer")
    walk.click("Läs in utan kolumnen")
    assert not wizard.commit.isEnabled()
    messy.write_walk_workbook(tmp_path / NAME)  # mended in Excel
    walk.click("Läs filen igen", wizard.problems)
    assert wizard.commit.isEnabled()
    assert wizard.commit.text() == f"Importera {ROWS - LEFT_OUT - len(messy.WITHOUT_YEAR)} rader"
    walk.click("Avbryt importen")
    assert walk.window.database is not None
    assert imports.list_batches(walk.window.database) == ()
