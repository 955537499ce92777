"""The dialog about the source of a figure."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from rccdesk.enums import BatchKind, BatchState, Profile
from rccdesk.services.provenance import Provenance, SourceFile
from rccdesk.ui.dialogs.provenance_dialog import ProvenanceDialog
from rccdesk.ui.tasks import TaskRunner
from tests.ui.page_checks import check_names_and_tabs

CONTENT = b"Period;Enhet\n2025;Ek\n"
FILE = SourceFile(
    batch_id=4,
    kind=BatchKind.FILE,
    file_name="utfall.csv",
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    sheet="Utfall",
    header_row=1,
    cells=("C2", "C3", "C4", "D9"),
    extract_date=dt.date(2026, 11, 20),
    is_extract_date_assumed=True,
    imported_at=dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC),
    layout=Profile.AGGREGATED,
    profile_name="",
    source="",
    rows=12,
    state=BatchState.ACTIVE,
    cell_count=4,
)
TYPED = replace(
    FILE, batch_id=7, kind=BatchKind.TYPED, file_name="", sha256="", sheet="", cells=(),
    cell_count=0, source="Mejl från registret", is_extract_date_assumed=False, imported_by="Kim",
)  # fmt: skip
FIGURE = "74\u00a0% · 28 av 38 · Region Ekmark, kvartal 3 2026"
Opened = list[object]


@pytest.fixture
def opened() -> Opened:
    return []


@pytest.fixture
def dialog(qtbot: QtBot, opened: Opened) -> Iterator[ProvenanceDialog]:
    parent = QWidget()
    parent.resize(1366, 768)
    qtbot.addWidget(parent)
    found = Provenance((TYPED, FILE), is_sum=True, measure="Kontaktsjuksköterska", figure=FIGURE)
    shown = ProvenanceDialog(found, parent, open_file=opened.append, show_import=opened.append)
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    shown.show()
    yield shown
    shown.close()


def words(dialog: ProvenanceDialog) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


def test_it_says_what_the_figure_is_and_lists_the_sources(dialog: ProvenanceDialog) -> None:
    said = words(dialog)
    assert FIGURE in said
    assert "Siffran är räknad på 4 celler." in said
    rows = [dialog.table.rows.row_texts(row) for row in range(2)]
    assert rows[0][:3] == ("Inskrivet för hand", "–", "–")
    assert rows[0][5] == "Kim"
    assert rows[1][:4] == ("utfall.csv", "Utfall", "C2–C4, D9", "2026-11-20 (antaget)")


def test_a_typed_value_has_no_hash_and_no_file(dialog: ProvenanceDialog) -> None:
    assert dialog.chosen == TYPED
    assert "Källa: Mejl från registret." in words(dialog)
    for widget in (dialog.hash, dialog.copy_button, dialog.find_button, dialog.open_button):
        assert not widget.isVisible()


def test_the_hash_is_whole_and_can_be_copied(dialog: ProvenanceDialog, qtbot: QtBot) -> None:
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    assert dialog.chosen == FILE
    assert dialog.hash.text() == FILE.sha256
    assert dialog.hash.isReadOnly()
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == FILE.sha256


def test_only_the_same_file_can_be_opened(
    dialog: ProvenanceDialog,
    tmp_path: Path,
    opened: Opened,
    settle: Callable[[TaskRunner], None],
) -> None:
    dialog.table.selectRow(1)
    other = tmp_path / "annan.csv"
    other.write_bytes(CONTENT + b" ")
    dialog.check(other)
    settle(dialog.tasks)
    assert "Det är inte samma fil" in dialog.said.text()
    assert not dialog.open_button.isVisible()
    same = tmp_path / "flyttad och omdöpt.csv"
    same.write_bytes(CONTENT)
    dialog.check(same)
    settle(dialog.tasks)
    assert dialog.said.text() == "Det är samma fil."
    assert dialog.open_button.isVisible()
    dialog.open_button.click()
    assert opened == [same]
    dialog.table.selectRow(0)
    assert not dialog.open_button.isVisible()
    dialog.check(tmp_path / "saknas.csv")  # of the typed value, which has no file
    settle(dialog.tasks)
    dialog.table.selectRow(1)
    assert dialog.open_button.isVisible()


def test_a_file_that_is_not_there_is_said(
    dialog: ProvenanceDialog, tmp_path: Path, settle: Callable[[TaskRunner], None]
) -> None:
    dialog.table.selectRow(1)
    dialog.check(tmp_path / "saknas.csv")
    settle(dialog.tasks)
    assert dialog.said.text().startswith("Filen finns inte längre där.")


def test_it_leads_to_the_imports(dialog: ProvenanceDialog, opened: Opened) -> None:
    dialog.table.selectRow(1)
    dialog.show_in_import.click()
    assert opened == [FILE.batch_id]
    assert not dialog.isVisible()


def test_escape_closes_and_everything_has_a_name(dialog: ProvenanceDialog, qtbot: QtBot) -> None:
    dialog.table.selectRow(1)
    check_names_and_tabs(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
