"""The first rows of a large file are in the window before the rest of it has been read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtWidgets import QTableView

from rccdesk.services import imports
from rccdesk.services.imports import FirstLook, ImportPreview, ImportRequest
from rccdesk.ui.imports.wizard import ImportWizard
from rccdesk.ui.main_window import MainWindow
from rccdesk.ui.tasks import TaskRunner

HEADER = ("Löpande id", "Förlopps-id", "KVÅ-kod", "Datum", "Region", "Anteckning")
ROWS = 24_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an event list of more than 8 MB when unpacked, which is what counts as large."""
    path = tmp_path_factory.mktemp("large") / "uttag.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("SVF")
        sheet.write_row(0, 0, HEADER)
        for row in range(1, ROWS + 1):
            texts = (f"L{row}", f"F{row}", "VA910", "2026-02-03", "12", "anteckning " * 20)
            for column, words in enumerate(texts):
                sheet.write_string(row, column, words)
    return path


def grid_of(wizard: ImportWizard) -> QTableView:
    """Return the table of first rows."""
    grid = wizard.findChild(QTableView, "first_rows")
    assert grid is not None
    return grid


def test_first_rows_come_before_the_preview_and_hide_the_ids(
    window: MainWindow,
    settle: Callable[[TaskRunner], None],
    large: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    events: list[str] = []
    looks: list[tuple[FirstLook, bool]] = []
    previews: list[ImportPreview] = []
    show_first, show_preview = ImportWizard.show_first_rows, ImportWizard.show_preview

    def note_first(wizard: ImportWizard, look: FirstLook) -> None:
        show_first(wizard, look)
        looks.append((look, grid_of(wizard).isVisibleTo(wizard)))
        events.append("first")

    def note_preview(wizard: ImportWizard, request: ImportRequest, found: ImportPreview) -> None:
        events.append("preview")
        previews.append(found)
        show_preview(wizard, request, found)

    monkeypatch.setattr(ImportWizard, "show_first_rows", note_first)
    monkeypatch.setattr(ImportWizard, "show_preview", note_preview)
    settle(window.tasks)
    window.navigate("imports", {"files": (large,)})
    settle(window.tasks)

    assert events == ["first", "preview"]
    (look, is_shown), preview = looks[0], previews[0]
    assert is_shown
    assert look.grid.rows[0] == HEADER
    assert look.header_row == preview.header_row == 1
    assert look.grid.rows[1][2:5] == ("VA910", "2026-02-03", "12")
    assert not any("F1" in cell for row in look.grid.rows[1:] for cell in row)
    assert preview.grid is not None
    assert look.grid.rows[1] == preview.grid.rows[1]
    assert window.database is not None
    assert imports.list_batches(window.database) == ()


def test_a_file_that_is_left_shows_no_rows_of_the_one_before(
    window: MainWindow, settle: Callable[[TaskRunner], None], large: Path
) -> None:
    settle(window.tasks)
    window.navigate("imports", {"files": (large,)})
    settle(window.tasks)
    page = window.stack.page
    assert page is not None
    wizard = page.findChild(ImportWizard)
    assert wizard is not None
    wizard.begin()

    assert not grid_of(wizard).isVisibleTo(wizard)
