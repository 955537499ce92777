"""Every setting is kept when its field is left, and what lies in the file can be undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester
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
from rccdesk.services.pathways import catalogue
from rccdesk.services.store_settings import DoubtLimits
from rccdesk.ui import theme
from rccdesk.ui.main_window import MainWindow
from rccdesk.ui.pages.settings_limits import AddLimitDialog
from rccdesk.ui.pages.settings_page import SettingsPage
from rccdesk.ui.tables.limits_table import DAYS, FROM, SOURCE, LimitsTableModel
from rccdesk.ui.tasks import TaskRunner

Settle = Callable[[TaskRunner], None]


@pytest.fixture
def page(window: MainWindow) -> SettingsPage:
    assert isinstance(window.stack.page, SettingsPage)
    return window.stack.page


@pytest.fixture
def database(window: MainWindow) -> Database:
    assert window.database is not None
    return window.database


def leave(field: QSpinBox | QDoubleSpinBox, value: int) -> None:
    field.setValue(value)
    field.editingFinished.emit()


def row_of(page: SettingsPage, **wanted: object) -> QModelIndex:
    model = page.limits.model
    page.limits.svf.setCurrentIndex(0)
    page.limits.svf.activated.emit(0)
    for row in range(model.rowCount()):
        limit = model.limit(row)
        if all(getattr(limit, name) == value for name, value in wanted.items()):
            return model.index(row, DAYS)
    raise AssertionError(wanted)


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


def test_limit_days_are_edited_and_take_confirmation_away(
    window: MainWindow, page: SettingsPage, database: Database, settle: Settle
) -> None:
    index = row_of(page, kva_prefix="VG9", treatment="all")
    limit = page.limits.model.limit(index.row())
    assert limit is not None
    page.limits.table.setCurrentIndex(index)
    page.limits.confirm.click()
    settle(window.tasks)
    assert next(r for r in catalogue.list_limits(database) if r.uuid == limit.uuid).is_confirmed
    assert page.limits.confirm.text() == "Ta tillbaka bekräftelsen"
    assert page.limits.model.setData(page.limits.table.currentIndex(), "26")
    settle(window.tasks)
    changed = next(r for r in catalogue.list_limits(database) if r.uuid == limit.uuid)
    assert (changed.days, changed.is_confirmed) == (26, False)
    window.undo()
    settle(window.tasks)
    back = next(r for r in catalogue.list_limits(database) if r.uuid == limit.uuid)
    assert (back.days, back.is_confirmed) == (limit.days, True)


def test_what_cannot_be_read_is_refused_with_the_reason(
    window: MainWindow, page: SettingsPage, database: Database, settle: Settle
) -> None:
    before = catalogue.list_limits(database)
    index = row_of(page, kva_prefix="VG9")
    assert not page.limits.model.setData(index, "ungefär 28")
    assert window.toast_sentence.startswith("ungefär 28 kan inte läsas.")
    assert page.limits.model.setData(index, "9000")  # read, but refused by the store
    settle(window.tasks)
    assert catalogue.list_limits(database) == before
    assert (
        page.limits.model.limit(index.row())
        == before[
            [r.uuid for r in before].index(page.limits.model.limit(index.row()).uuid)  # type: ignore[union-attr]
        ]
    )


def test_a_limit_is_deleted_with_undo_in_the_toast(
    window: MainWindow, page: SettingsPage, database: Database, settle: Settle
) -> None:
    before = len(catalogue.list_limits(database))
    page.limits.table.setCurrentIndex(row_of(page, kva_prefix="VG9"))
    page.limits.remove.click()
    settle(window.tasks)
    assert len(catalogue.list_limits(database)) == before - 1
    assert window.toast_sentence == "Ledtidsgränsen är flyttad till Papperskorgen."
    window._toast._press()
    settle(window.tasks)
    assert len(catalogue.list_limits(database)) == before


def test_a_new_limit_needs_its_source(
    window: MainWindow, page: SettingsPage, database: Database, settle: Settle, qtbot: QtBot
) -> None:
    before = len(catalogue.list_limits(database))
    page.limits.add.click()
    dialog = window.findChild(AddLimitDialog)
    assert dialog is not None
    dialog.svf.setCurrentIndex(dialog.svf.findData("VK1"))
    dialog.treatment.setCurrentIndex(dialog.treatment.findData("radiation"))
    dialog.days.setValue(33)
    dialog.valid_from.setText("2026-13-40")
    dialog._try()
    assert dialog._problem.text().startswith("Skriv datumet")
    dialog.valid_from.setText("2019-01-01")
    dialog._try()
    assert dialog._problem.text().startswith("Ange källan")
    dialog.source.setText("EXEMPELDATA")
    dialog._try()
    settle(window.tasks)
    assert dialog.isVisible()  # radiation of VK1 has a limit for that time already
    assert dialog._problem.text() not in ("", "Ange källan, så att andra kan kontrollera gränsen.")
    assert len(catalogue.list_limits(database)) == before
    dialog.svf.setCurrentIndex(dialog.svf.findData("VG9"))
    dialog._try()
    settle(window.tasks)
    added = [r for r in catalogue.list_limits(database, "VG9") if r.days == 33]
    assert len(catalogue.list_limits(database)) == before + 1
    assert [(r.valid_from, r.source, r.is_confirmed) for r in added] == [
        (dt.date(2019, 1, 1), "EXEMPELDATA", False)
    ]


def test_an_unknown_limit_is_a_dash_and_never_zero(page: SettingsPage, qapp: QApplication) -> None:
    model = page.limits.model
    index = row_of(page, kva_prefix="VG9")
    limit = model.limit(index.row())
    assert limit is not None
    other = LimitsTableModel()
    QAbstractItemModelTester(other, QAbstractItemModelTester.FailureReportingMode.Fatal)
    other.show_limits([replace(limit, days=None, valid_from=None)], {"VG9": "Bröstcancer"})
    assert other.data(other.index(0, DAYS)) == "–"
    assert other.data(other.index(0, FROM)) == "–"
    assert other.data(other.index(0, DAYS), Qt.ItemDataRole.EditRole) == ""
    told: list[object] = []
    other.edited.connect(told.append)
    other.setData(other.index(0, SOURCE), "Vårdförlopp 2026")
    assert told == [replace(limit, days=None, valid_from=None, source="Vårdförlopp 2026")]


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
