"""Profiles and remembered words in the window: received first, handed on with or without words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest, preview_file, profiles
from rccdesk.ui.dialogs.question_dialog import QuestionDialog
from rccdesk.ui.main_window import MainWindow
from rccdesk.ui.pages.imports_page import ImportsPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.messy_workbooks import write_table
from tests.ui.page_checks import check_names_and_tabs, visible_words
from tests.ui.test_imports_page import picture

Settle = Callable[[TaskRunner], None]


def save_profile(database: Database, folder: Path) -> str:
    """Save a profile that remembers one word; return its key."""
    rows = (("Förlopps-id", "KVÅ-kod", "Datum", "Region"), ("P1", "VG910", "2026-03-01", "Norr"))
    path = write_table(folder / "mall 2026-04-30.xlsx", rows)
    preview = preview_file(database, ImportRequest((path,), fixes={"region:Norr": "X1"}))
    assert preview.request is not None
    return profiles.save_profile(database, preview, preview.request, name="Norrlistan").key


def test_a_received_profile_comes_first_and_goes_on_with_its_words(
    window: MainWindow,
    example_store: Path,
    settle: Settle,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent = tmp_path / "mottagen.json"
    with Database.open(tmp_path / "annan.rccdesk", create=True) as other:
        key = save_profile(other, tmp_path)
        profiles.remember_aliases(other, {("region", "Norr"): "X1"}, key)
        profiles.export_profile(other, key, sent, with_words=True)
    window.navigate("imports")
    settle(window.tasks)
    page = window.stack.page
    assert isinstance(page, ImportsPage)
    assert "Inget uttag är inläst" in visible_words(page)
    page.show_view("profiles")
    settle(window.tasks)
    found = page._profiles
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(sent), ""))
    QTest.keyClick(found.take, Qt.Key.Key_Space)
    settle(window.tasks)
    picture(window, "profiles_received")
    check_names_and_tabs(page)
    assert found.words.table.rows.row_texts(0) == ("Region", "norr", "Norrsjö", "Norrlistan")
    found.table.selectRow(0)
    target = tmp_path / "vidare.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    found.export.click()
    (question,) = [d for d in window.findChildren(QuestionDialog) if d.isVisible()]
    assert [button.text() for button in question.buttons[:2]] == [
        "Spara med orden",
        "Spara utan orden",
    ]
    question.buttons[1].click()
    settle(window.tasks)
    assert "words" not in json.loads(target.read_text("utf-8"))
    found.export.click()
    (question,) = [d for d in window.findChildren(QuestionDialog) if d.isVisible()]
    question.buttons[0].click()
    settle(window.tasks)
    assert json.loads(target.read_text("utf-8")) == json.loads(sent.read_text("utf-8"))
    # A word is forgotten by keyboard, and comes back.
    found.words.table.selectRow(0)
    QTest.keyClick(found.words.forget, Qt.Key.Key_Space)
    settle(window.tasks)
    assert window.database is not None
    assert profiles.list_words(window.database) == ()
    assert "Inget ord är ihågkommet" in visible_words(page)
    window.undo()
    settle(window.tasks)
    assert [word.name for word in profiles.list_words(window.database)] == ["Norrsjö"]
