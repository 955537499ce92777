"""The frame of the window, over a real store."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from rccdesk.app import build_window
from rccdesk.enums import GroupKind, Role, Topic
from rccdesk.services import decisions, groups, organisation, store_settings
from rccdesk.services.database import Database
from rccdesk.services.decisions.model import ActionRow
from rccdesk.services.groups.model import GroupRow
from rccdesk.settings import Settings
from rccdesk.ui import registry, theme
from rccdesk.ui.command_palette import CommandPalette, PaletteEntry, fold, search
from rccdesk.ui.main_window import MainWindow
from rccdesk.ui.selection import (
    ALL,
    HEALTH_CARE_REGION,
    REGION,
    Choice,
    Selection,
    SelectionValues,
)
from rccdesk.ui.style import FocusRing
from rccdesk.ui.tasks import TaskRunner

Settle = Callable[[TaskRunner], None]
VALUES = SelectionValues(
    processes=(Choice("VG9", "Bröstcancer"), Choice("VC4", "Lungcancer")),
    regions=(Choice("X1", "Region Norrsjö"), Choice("X2", "Region Ekmark")),
    health_care_regions=(Choice("exempel", "Sjukvårdsregion Exempel"),),
    periods=(Choice("2026-Q3", "Kvartal 3 2026"), Choice("2026-Q2", "Kvartal 2 2026")),
    own_processes=("VG9",),
    own_region="X2",
    own_health_care_region="exempel",
    default_process="VG9",
    default_period="2026-Q3",
)


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path, repository: Path) -> None:
    program = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from rccdesk.app import build_window
from rccdesk.settings import Settings
window = build_window(Path("missing.rccdesk"), Settings(), remembers=False)
window.show()
window.grab()
heavy = {"sqlalchemy", "alembic", "numpy", "pandas", "pyqtgraph", "python_calamine", "openpyxl",
         "scipy", "typst", "pptx", "xlsxwriter"}
found = heavy & {name.split(".")[0] for name in sys.modules}
print(sorted(found))
sys.stdout.flush()
os._exit(1 if found else 0)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=repository, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]


def test_every_page_of_the_registry_exists() -> None:
    for entry in registry.list_pages():
        page = entry.load()
        assert page.__name__ == entry.class_name
    keys = [entry.key for entry in registry.list_pages()]
    assert len(set(keys)) == len(keys)


def test_example_data_are_marked_for_as_long_as_they_are_open(
    window: MainWindow, tmp_path: Path, settle: Settle
) -> None:
    assert window.demo_band.isVisible()
    assert window.demo_band.accessibleName() == "EXEMPELDATA. Påhittade uppgifter och regioner."
    own = tmp_path / "egen.rccdesk"
    Database.open(own, create=True).close()
    window.open_store(own)
    settle(window.tasks)
    assert not window.demo_band.isVisible()
    assert window.windowTitle() == "egen.rccdesk – rccdesk"


def test_a_file_that_cannot_be_opened_leads_to_the_first_start_with_the_reason(
    qtbot: QtBot, tmp_path: Path, settle: Settle
) -> None:
    broken = tmp_path / "skadad.rccdesk"
    broken.write_bytes(b"not a store at all")
    window = build_window(broken, Settings(), remembers=False)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window._first_start is not None, timeout=5000)
    settle(window.tasks)
    words = [label.text() for label in window.findChildren(QWidget) if hasattr(label, "text")]
    assert any("skadad.rccdesk" in text for text in words)
    assert broken.read_bytes() == b"not a store at all"
    window.close()


def test_the_open_file_comes_back_where_another_cannot_be_opened(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, settle: Settle
) -> None:
    assert window.database is not None
    mine = window.database.path
    broken = tmp_path / "skadad.rccdesk"
    broken.write_bytes(b"not a store at all")
    with qtbot.waitSignal(window.store_opened, timeout=5000):
        window.open_store(broken)
    settle(window.tasks)
    assert window.database is not None
    assert window.database.path == mine
    assert "skadad.rccdesk" in window.toast_sentence


def test_role_is_kept_in_the_file_and_can_be_undone(window: MainWindow, settle: Settle) -> None:
    window.set_role(Role.CHIEF)
    settle(window.tasks)
    settle(window.tasks)
    assert window.database is not None
    assert organisation.get_profile(window.database).role == Role.CHIEF
    assert window.selection_bar.undo.isEnabled()
    window.undo()
    settle(window.tasks)
    settle(window.tasks)
    assert organisation.get_profile(window.database).role == Role.PROCESS_LEADER
    assert window.selection_bar.redo.isEnabled()
    assert window.toast_sentence.startswith("Ångrat: ")


def test_undo_names_its_act(window: MainWindow, settle: Settle) -> None:
    assert not window.selection_bar.undo.isEnabled()
    window.tasks.run_write(window, store_settings.update_reporting_lag_days, 40)
    settle(window.tasks)
    settle(window.tasks)
    name = window.selection_bar.undo.accessibleName()
    assert name.startswith("Ångra: ")
    assert len(name) > len("Ångra: ")
    assert window.selection_bar.undo.toolTip() == name


def test_a_page_is_read_again_when_its_topic_changes(window: MainWindow, settle: Settle) -> None:
    window.navigate("settings")
    settle(window.tasks)
    page = window.stack.page
    assert page is not None
    calls: list[int] = []
    page.refresh = lambda: calls.append(1)  # type: ignore[method-assign]
    window.tasks.topics_changed.emit(frozenset({Topic.IMPORTS}))
    settle(window.tasks)
    assert calls == []
    window.tasks.topics_changed.emit(frozenset({Topic.SETTINGS}))
    settle(window.tasks)
    assert calls == [1]


def test_a_hidden_page_waits_until_it_is_shown(window: MainWindow, settle: Settle) -> None:
    page = window.stack.page
    assert page is not None
    calls: list[int] = []
    page.refresh = lambda: calls.append(1)  # type: ignore[method-assign]
    window.stack.setCurrentWidget(window._opening)
    window.tasks.topics_changed.emit(frozenset({Topic.SETTINGS}))
    settle(window.tasks)
    assert calls == []
    window.stack.setCurrentWidget(page)
    settle(window.tasks)
    assert calls == [1]


def test_dropped_store_is_opened(window: MainWindow, tmp_path: Path, settle: Settle) -> None:
    own = tmp_path / "släppt.rccdesk"
    Database.open(own, create=True).close()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(own))])
    window.dropEvent(
        QDropEvent(
            QPointF(10, 10),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    settle(window.tasks)
    assert window.database is not None
    assert window.database.path == own


def test_selection_starts_with_the_profile_and_can_be_reset(qapp: QApplication) -> None:
    selection = Selection()
    told: list[str] = []
    selection.changed.connect(lambda: told.append(selection.as_text()))
    selection.begin(VALUES)
    assert (selection.svf, selection.region, selection.period) == (("VG9",), "X2", "2026-Q3")
    assert not selection.can_reset
    selection.set_area(HEALTH_CARE_REGION, "exempel")
    selection.set_svf()
    assert selection.region is None
    assert selection.area_label() == "Sjukvårdsregion Exempel"
    assert selection.can_reset
    selection.reset()
    assert told == [
        "VG9|region|X2|2026-Q3",
        "VG9|health_care_region|exempel|2026-Q3",
        "|health_care_region|exempel|2026-Q3",
        "VG9|region|X2|2026-Q3",
    ]


def test_selection_keeps_what_the_store_still_has(qapp: QApplication) -> None:
    selection = Selection()
    selection.begin(VALUES, "VC4|region|X9|2026-Q2")
    assert (selection.svf, selection.region, selection.period) == (("VC4",), "X2", "2026-Q2")
    selection.begin(VALUES, "VC4|all||2019-Q1")
    assert (selection.area.kind, selection.period) == (ALL, "2026-Q3")
    selection.begin(VALUES, "nonsense")
    assert selection.area.kind == REGION


def test_selection_bar_says_what_is_chosen(window: MainWindow) -> None:
    window.selection.begin(VALUES)
    bar = window.selection_bar
    assert bar.process.accessibleName() == "Process: Bröstcancer"
    assert bar.area.accessibleName() == "Område: Region Ekmark"
    assert bar.period.toolTip() == "Period: Kvartal 3 2026"
    assert not bar.reset.isVisible()
    menu = bar.area.menu()
    assert menu is not None
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == [
        "Region Norrsjö",
        "Region Ekmark",
        "Sjukvårdsregion Exempel",
        "Alla i uttaget",
    ]
    menu.actions()[0].trigger()
    assert window.selection.region == "X1"
    assert bar.reset.isVisible()


@pytest.mark.parametrize("width", [1180, 1366, 1920])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_selection_stays_readable_when_it_gets_narrow(
    window: MainWindow, width: int, scale: float
) -> None:
    theme.current().apply(text_scale=scale)
    window.selection.begin(VALUES)
    window.resize(width, 768)
    QApplication.processEvents()
    assert window.width() == width  # nothing forces the window wider than the screen
    for button in (
        window.selection_bar.process,
        window.selection_bar.area,
        window.selection_bar.period,
    ):
        assert button.width() >= button.minimumSizeHint().width()
        assert button.value


def test_palette_finds_with_and_without_dots() -> None:
    def entry(words: str) -> PaletteEntry:
        return PaletteEntry(words, "", "svf", lambda: None)

    entries = [entry(w) for w in ("Region Storåsen", "Översikt", "Bröstcancer", "Ångra", "Anal")]
    assert fold("Åäö") == "aao"
    assert [e.words for e in search("aao", [entry("ÅÄÖ"), entry("b")])] == ["ÅÄÖ"]
    assert search("storas", entries)[0].words == "Region Storåsen"
    assert search("over", entries)[0].words == "Översikt"
    assert [e.words for e in search("an", entries)][:2] == ["Anal", "Ångra"]
    assert search("å", entries)[0].words == "Ångra"
    assert search("bcr", entries)[0].words == "Bröstcancer"
    assert search("xyz", entries) == []
    assert search("", entries) == entries


def test_palette_goes_and_selects(window: MainWindow, qtbot: QtBot) -> None:
    window.selection.begin(VALUES)
    entries = {entry.words: entry for entry in window.actions_.list_entries()}
    assert entries["Läs in uttag…"].shortcut == "Ctrl+I"
    assert {"Översikt", "Lungcancer", "Region Norrsjö", "Ångra", "Inställningar"} <= set(entries)
    palette = CommandPalette([entries["Inställningar"], entries["Ångra"]], window)
    qtbot.addWidget(palette)
    palette.field.setText("inst")
    assert palette.list.count() == 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.stack.keys.index("settings") >= 0
    assert window.stack.key == "settings"


def test_every_control_of_the_frame_has_a_name(window: MainWindow) -> None:
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit)
        and not widget.isHidden()
        and not widget.objectName().startswith("qt_")
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []


def test_a_page_reached_from_another_marks_that_one(window: MainWindow) -> None:
    for key, parent in (
        ("limits", "lead_times"),
        ("mapping75", "lead_times"),
        ("goals", "lead_times"),
        ("analysis", "overview"),
    ):
        window.navigate("imports")
        window.navigate(key)
        (marked,) = [b for b in window.sidebar.findChildren(QAbstractButton) if b.isChecked()]
        (entry,) = [entry for entry in registry.list_pages() if entry.key == parent]
        assert marked.text() == entry.label


def test_counts_are_shown_and_spoken(window: MainWindow) -> None:
    window.set_count("imports", 4)
    names = [b.accessibleName() for b in window.sidebar.findChildren(QAbstractButton)]
    assert "Import, 4 väntar" in names
    window.set_count("imports", 0)
    names = [b.accessibleName() for b in window.sidebar.findChildren(QAbstractButton)]
    assert "Import" in names


def test_what_waits_in_the_meetings_is_counted_in_the_sidebar(
    window: MainWindow, qtbot: QtBot
) -> None:
    def names() -> list[str]:
        return [b.accessibleName() for b in window.sidebar.findChildren(QAbstractButton)]

    assert "Möten" in names()
    today = dt.datetime.now().astimezone().date()
    group = GroupRow("Styrgruppen", GroupKind.STEERING, is_steering_body=True)

    def add_late(database: Database) -> None:
        body = groups.add_group(database, group)
        due = today - dt.timedelta(days=1)
        decisions.add_action(database, ActionRow(body.uuid, "Kalla", due_on=due))

    window.tasks.run_write(window, add_late)
    qtbot.waitUntil(lambda: "Möten, 1 väntar" in names(), timeout=10_000)
    window.close_store()
    qtbot.waitUntil(lambda: "Möten" in names(), timeout=10_000)


def test_window_remembers_the_last_place(
    qtbot: QtBot, example_store: Path, settle: Settle, own_folders: Path
) -> None:
    window = build_window(example_store, Settings(last_page="settings"))
    qtbot.addWidget(window)
    window.show()
    settle(window.tasks)
    window.selection.set_area(ALL)
    window.close()
    kept = Settings.load()
    assert kept.last_page == "settings"
    assert kept.last_store == str(example_store)
    assert kept.last_selection == "VG9|all||"
    assert QByteArray.fromBase64(kept.window_geometry.encode()).size() > 40


def test_keys_reach_pages_palette_history_and_regions(
    window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=2000)

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(window, key, modifier)
        settle(window.tasks)

    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    number = [entry.key for entry in registry.shown_pages()].index("imports")
    press(Qt.Key(int(Qt.Key.Key_1) + number), control)
    assert window.stack.key == "imports"
    press(Qt.Key.Key_Left, alt)
    assert window.stack.key == "trash"
    press(Qt.Key.Key_Right, alt)
    assert window.stack.key == "imports"
    press(Qt.Key.Key_8, control)
    window.tasks.run_write(window, store_settings.update_reporting_lag_days, 40)
    settle(window.tasks)
    press(Qt.Key.Key_Z, control)
    assert window.database is not None
    assert store_settings.get_reporting_lag_days(window.database) == 30
    press(Qt.Key.Key_Y, control)
    assert store_settings.get_reporting_lag_days(window.database) == 40
    window.navigate("settings")
    settle(window.tasks)
    seen = []
    for _ in range(4):
        press(Qt.Key.Key_F6)
        focus = window.focusWidget()
        regions = (window.sidebar, window.selection_bar, window.stack, window.status)
        seen.append(next(i for i, r in enumerate(regions) if r.isAncestorOf(focus)))
    assert sorted(seen) == [0, 1, 2, 3]
    press(Qt.Key.Key_K, control)
    palette = window.findChild(CommandPalette)
    assert palette is not None
    assert palette.isVisible()
    palette.close()


def test_focus_ring_lies_around_what_the_keyboard_reached(window: MainWindow, qtbot: QtBot) -> None:
    ring = theme.current().focus_ring
    assert isinstance(ring, FocusRing)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=2000)
    ring._by_mouse = False
    search_button = window.selection_bar.search
    search_button.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.widget is search_button
    assert ring._frame is not None
    QApplication.processEvents()
    outside = ring._frame.geometry()
    assert outside.width() == search_button.width() + 8  # 2 px gap and 2 px ring on each side
    ring._by_mouse = True
    window.selection_bar.process.setFocus(Qt.FocusReason.MouseFocusReason)
    assert ring.widget is None
