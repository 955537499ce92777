"""Three ways to begin, each leading to an open store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from rccdesk import paths
from rccdesk.app import build_window, render_pages
from rccdesk.enums import Role
from rccdesk.services import organisation
from rccdesk.services.database import Database
from rccdesk.settings import Settings
from rccdesk.ui import opening
from rccdesk.ui.main_window import MainWindow
from rccdesk.ui.pages.first_start import EXAMPLE, IMPORT, OPEN, FirstStart
from rccdesk.ui.tasks import TaskRunner

Settle = Callable[[TaskRunner], None]


@pytest.fixture
def first(qtbot: QtBot, settle: Settle) -> Iterator[MainWindow]:
    window = build_window(None, Settings(), remembers=False)
    qtbot.addWidget(window)
    window.show()
    settle(window.tasks)
    yield window
    window.close()


def sheet(window: MainWindow) -> FirstStart:
    assert window._first_start is not None
    return window._first_start


def test_primary_words_follow_the_choice(first: MainWindow) -> None:
    start = sheet(first)
    words = {}
    for key in (EXAMPLE, IMPORT, OPEN):
        start._cards[key].click()
        words[key] = start.primary.text()
        assert start.choice == key
    assert words == {
        EXAMPLE: "Starta med exempeldata",
        IMPORT: "Läs in uttag…",
        OPEN: "Öppna filen",
    }


def test_real_rccs_are_offered_only_for_real_data(first: MainWindow) -> None:
    start = sheet(first)
    rcc = start.profile.rcc
    assert [rcc.itemText(i) for i in range(rcc.count())] == ["RCC Exempel"]
    start._cards[IMPORT].click()
    names = [rcc.itemText(i) for i in range(rcc.count())]
    assert names[0] == "Välj RCC"
    assert "RCC Norr" in names
    assert len(names) == 7  # six RCCs and none chosen
    assert "RCC Exempel" not in names
    rcc.setCurrentIndex(names.index("RCC Norr"))
    start._cards[EXAMPLE].click()
    start._cards[IMPORT].click()
    assert rcc.currentText() == "RCC Norr"  # not forgotten by looking at the example


def test_example_data_start_with_the_profile(
    first: MainWindow, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rccdesk.services import example_data

    small = example_data.make_example_store
    monkeypatch.setattr(
        example_data,
        "make_example_store",
        lambda path, *, progress: small(path, patients=600, progress=progress),
    )
    start = sheet(first)
    start._example_path = tmp_path / "exempeldata.rccdesk"
    start.profile.role.set_current(str(Role.CHIEF))
    start.profile.name.setText("Kim E.")
    first.settings.last_page = "settings"
    monkeypatch.setattr(first, "_on_first_store", lambda path, _arguments: first.open_store(path))
    start.store_chosen.disconnect()
    start.store_chosen.connect(lambda path, _arguments: first.open_store(path))
    start.primary.click()
    settle(first.tasks)
    assert first.database is not None
    assert first.database.is_example
    profile = organisation.get_profile(first.database)
    assert (profile.rcc, profile.role, profile.name) == ("exempel", Role.CHIEF, "Kim E.")
    assert first.database.who == "Kim E."
    assert first.demo_band.isVisible()


def test_own_store_is_made_with_the_profile_and_never_marked_as_example(tmp_path: Path) -> None:
    from rccdesk.ui.widgets.profile_form import ProfileValues

    path = opening.make_own(
        tmp_path / "min.rccdesk", ProfileValues("norr", "", ("VG9",), Role.OFFICE, "")
    )
    with Database.open(path) as database:
        assert not database.is_example
        profile = organisation.get_profile(database)
        assert (profile.rcc, profile.processes, profile.role) == ("norr", ("VG9",), Role.OFFICE)
        assert len(organisation.list_rccs(database)) == 6


def test_a_file_is_opened(
    first: MainWindow, settle: Settle, example_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = sheet(first)
    start._cards[OPEN].click()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(example_store), ""))
    start.store_chosen.disconnect()
    first.settings.last_page = "settings"
    start.store_chosen.connect(lambda path, _arguments: first.open_store(path))
    start.primary.click()
    settle(first.tasks)
    assert first.database is not None
    assert first.database.path == example_store


def test_a_wish_for_no_file_changes_nothing(
    first: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = sheet(first)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    for key in (IMPORT, OPEN):
        start._cards[key].click()
        start.primary.click()
    assert first.database is None
    assert not paths.default_store().exists()


def test_pictures_of_pages_can_be_drawn(example_store: Path, tmp_path: Path) -> None:
    shots = render_pages(
        example_store, tmp_path / "bilder", pages=("first_start", "settings"), theme="dark"
    )
    names = [shot.page for shot in shots]
    assert names[0] == "first_start"
    assert "settings_figures" in names
    assert "settings_restore" in names
    for shot in shots:
        assert shot.path.read_bytes().startswith(b"\x89PNG")
    dialogs = ("settings_restore", "settings_erase_person")
    assert {(s.width, s.height) for s in shots if s.page not in dialogs} == {(1366, 768)}
