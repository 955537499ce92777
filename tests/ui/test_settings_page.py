"""Every setting is kept when its field is left, and what lies in the file can be undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rccdesk.enums import Role
from rccdesk.services import organisation, store_settings
from rccdesk.services.database import Database
from rccdesk.services.store_settings import DoubtLimits
from rccdesk.ui import theme
from rccdesk.ui.main_window import MainWindow
from rccdesk.ui.pages.settings_page import SettingsPage
from rccdesk.ui.tasks import TaskRunner

Settle = Callable[[TaskRunner], None]


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> SettingsPage:
    window.navigate("settings")
    settle(window.tasks)
    assert isinstance(window.stack.page, SettingsPage)
    return window.stack.page


@pytest.fixture
def database(window: MainWindow) -> Database:
    assert window.database is not None
    return window.database


def leave(field: QSpinBox | QDoubleSpinBox, value: int) -> None:
    field.setValue(value)
    field.editingFinished.emit()


def test_small_number_limits_are_kept_and_undone(
    window: MainWindow, page: SettingsPage, database: Database, settle: Settle
) -> None:
    leave(page.group, 8)
    settle(window.tasks)
    assert store_settings.get_small_number_limits(database).group == 8
    assert window.status._saved.text().startswith("Sparat ")
    window.undo()
    settle(window.tasks)
    assert store_settings.get_small_number_limits(database).group == 5
    assert page.group.value() == 5


def test_small_cells_are_hidden_and_that_is_undone(
    window: MainWindow, page: SettingsPage, database: Database, settle: Settle
) -> None:
    page.cells.click()
    settle(window.tasks)
    assert store_settings.get_small_number_limits(database).cells
    leave(page.group, 8)  # the limits are saved without touching it
    settle(window.tasks)
    assert store_settings.get_small_number_limits(database).cells
    window.undo()
    window.undo()
    settle(window.tasks)
    assert not store_settings.get_small_number_limits(database).cells
    assert not page.cells.isChecked()


def test_the_floor_of_small_numbers_cannot_be_passed(page: SettingsPage) -> None:
    page.group.setValue(3)
    page.month.setValue(0)
    assert (page.group.value(), page.month.value()) == (5, 5)


def test_reporting_lag_moves_what_is_preliminary(
    window: MainWindow, page: SettingsPage, database: Database, settle: Settle
) -> None:
    leave(page.lag, 60)
    settle(window.tasks)
    assert store_settings.get_reporting_lag_days(database) == 60
    leave(page.lag, 60)  # leaving the field again saves nothing new
    settle(window.tasks)
    window.undo()
    settle(window.tasks)
    assert store_settings.get_reporting_lag_days(database) == 30


def test_limits_of_doubts_are_assumptions_that_are_kept_and_undone(
    window: MainWindow, page: SettingsPage, database: Database, settle: Settle
) -> None:
    assert (page.long_wait.value(), page.growth.value()) == (365, 5.0)
    leave(page.long_wait, 300)
    settle(window.tasks)
    leave(page.growth, 8)
    settle(window.tasks)
    kept = store_settings.get_doubt_limits(database)
    assert (kept.long_lead_time_days, kept.missing_share_growth) == (300, 0.08)
    window.undo()  # both at once: changes of the same limits within seconds are one step
    settle(window.tasks)
    kept = store_settings.get_doubt_limits(database)
    assert (kept.long_lead_time_days, kept.missing_share_growth) == (365, 0.05)
    assert (page.long_wait.value(), page.growth.value()) == (365, 5.0)


def test_a_share_that_the_field_rounds_stays_until_another_is_chosen(
    window: MainWindow, page: SettingsPage, database: Database, settle: Settle
) -> None:
    store_settings.update_doubt_limits(database, DoubtLimits(missing_share_growth=0.0525))
    page.refresh()
    settle(window.tasks)
    shown = page.growth.value()
    page.growth.editingFinished.emit()
    leave(page.long_wait, 400)
    settle(window.tasks)
    assert shown in (5.2, 5.3)
    assert store_settings.get_doubt_limits(database) == DoubtLimits(400, 0.0525)


def test_profile_is_kept_and_reaches_the_frame(
    window: MainWindow, page: SettingsPage, database: Database, settle: Settle
) -> None:
    page.profile.role.set_current(str(Role.COORDINATOR))
    page.profile.role.chosen.emit(str(Role.COORDINATOR))
    page.profile.region.setCurrentIndex(page.profile.region.findData("X5"))
    page.profile.region.activated.emit(0)
    settle(window.tasks)
    profile = organisation.get_profile(database)
    assert (profile.role, profile.region) == (Role.COORDINATOR, "X5")
    assert profile.processes == ("VG9", "VK1")
    assert window.selection.values.own_region == "X5"
    assert "Processamordnare" in window.sidebar._role.text()
    page.profile.role.set_current(str(Role.CHIEF))
    page.profile.role.chosen.emit(str(Role.CHIEF))
    settle(window.tasks)
    assert window.selection.values.own_region == ""  # a chief begins with the whole RCC


def test_processes_are_chips_that_can_be_removed_and_added(
    window: MainWindow, page: SettingsPage, database: Database, settle: Settle, qtbot: QtBot
) -> None:
    field = page.profile.processes
    assert field.keys == ("VG9", "VK1")
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(field.field, press)
    settle(window.tasks)
    assert organisation.get_profile(database).processes == ("VG9",)
    field.field.setText("lungcancer")
    field.field.returnPressed.emit()
    settle(window.tasks)
    assert len(organisation.get_profile(database).processes) == 2
    remove = [b for b in field.findChildren(QAbstractButton) if b.accessibleName()]
    assert any(b.accessibleName() == "Ta bort Lungcancer" for b in remove)


def test_the_limits_are_reached_from_the_figures(page: SettingsPage, window: MainWindow) -> None:
    links = [b for b in page.findChildren(QAbstractButton) if b.text() == "Öppna Ledtidskatalogen"]
    assert len(links) == 1
    links[0].click()
    assert window.stack.key == "limits"


def test_appearance_takes_effect_at_once(window: MainWindow, page: SettingsPage) -> None:
    page.theme.set_current("dark")
    page.theme.chosen.emit("dark")
    page.scale.chosen.emit("1.5")
    assert theme.current().palette_name == "dark"
    assert theme.current().text_scale == 1.5
    assert window.settings.theme == "dark"
    page.motion.setChecked(True)
    assert theme.current().reduced_motion
    page.motion.setChecked(False)
    assert not theme.current().reduced_motion
    asked: list[object] = []
    window.language_changed.connect(asked.append)
    page.language.chosen.emit("en")
    assert asked == [window.database.path]  # type: ignore[union-attr]


def test_save_copy_and_recent_files(
    window: MainWindow,
    page: SettingsPage,
    tmp_path: Path,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from PySide6.QtWidgets import QFileDialog

    target = tmp_path / "kopia"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.save_copy()
    settle(window.tasks)
    with Database.open(target.with_suffix(".rccdesk")) as copy:
        assert copy.is_example
    assert window.toast_sentence == "Kopian är sparad: kopia.rccdesk"
    window.settings.recent_stores = [
        str(target.with_suffix(".rccdesk")),
        str(tmp_path / "borta.rccdesk"),
    ]
    assert [p.name for p in window.actions_.recent_stores()] == ["kopia.rccdesk"]


def test_every_field_has_a_name(page: SettingsPage) -> None:
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox | QSpinBox)
        and not widget.objectName().startswith("qt_")
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
        and not isinstance(widget.parent(), QSpinBox | QComboBox)
        and not widget.isHidden()
    ]
    assert nameless == []
