"""Ledtidskatalogen: every limit with its source, confirmed by somebody who has seen it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rccdesk.services import history
from rccdesk.services.database import Database
from rccdesk.services.pathways import catalogue
from rccdesk.services.pathways.catalogue import LimitError, LimitRow
from rccdesk.ui import theme
from rccdesk.ui.dialogs.limit_dialog import LimitAct
from rccdesk.ui.pages.limits_page import LimitsPage
from rccdesk.ui.tables.limits_table import (
    CONFIRMED,
    DAYS,
    DECIDED,
    FROM,
    SOURCE,
    SVF,
    TO,
    VARIANT,
    LimitsTableModel,
)
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import Asked, make_context, select_all, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("limits") / "limits.rccdesk"
    Database.open(path, create=True).close()
    return path


@pytest.fixture
def tasks(qapp: QApplication, store: Path, tmp_path: Path) -> Iterator[TaskRunner]:
    theme.install(qapp, "light")
    own = tmp_path / "own.rccdesk"
    own.write_bytes(store.read_bytes())
    runner = TaskRunner()
    runner.database = Database.open(own)
    yield runner
    runner.close()
    runner.database.close()


@pytest.fixture
def database(tasks: TaskRunner) -> Database:
    assert tasks.database is not None
    return tasks.database


@pytest.fixture
def page(qtbot: QtBot, tasks: TaskRunner) -> LimitsPage:
    made = LimitsPage(make_context(tasks, period=""))
    qtbot.addWidget(made)
    select_all(made.selection)
    tasks.topics_changed.connect(lambda topics: topics & made.topics and made.mark_stale())
    made.resize(1130, 640)
    made.show()
    settle(made, tasks)
    return made


def row_of(page: LimitsPage, **wanted: object) -> QModelIndex:
    for row in range(page.model.rowCount()):
        limit = page.model.limit(row)
        if all(getattr(limit, name) == value for name, value in wanted.items()):
            return page.model.index(row, DAYS)
    raise AssertionError(wanted)


def choose(page: LimitsPage, *rows: QModelIndex) -> None:
    page.table.clearSelection()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for index in rows:
        page.table.selectionModel().select(index, flags)


def stored(database: Database, uuid: str) -> LimitRow:
    return next(limit for limit in catalogue.list_limits(database) if limit.uuid == uuid)


def test_confirming_waits_for_the_tick_and_a_change_takes_it_away(
    page: LimitsPage, tasks: TaskRunner, database: Database
) -> None:
    limit = catalogue.list_limits(database, "VG9")[0]
    choose(page, row_of(page, uuid=limit.uuid))
    dialog = page.make_confirmation([limit])
    assert limit.source in visible_words_of(dialog)
    assert not dialog.confirm.isEnabled()
    dialog.seen.setChecked(True)
    dialog.confirm.click()
    settle(page, tasks)
    assert stored(database, limit.uuid).is_confirmed
    assert page.confirm.text() == "Ta tillbaka bekräftelsen"
    assert page.model.setData(row_of(page, uuid=limit.uuid), "26")
    settle(page, tasks)
    changed = stored(database, limit.uuid)
    assert (changed.days, changed.is_confirmed) == (26, False)
    history.undo_last(database)
    back = stored(database, limit.uuid)
    assert (back.days, back.is_confirmed) == (28, True)


def visible_words_of(dialog: object) -> str:
    dialog.show()  # type: ignore[attr-defined]
    return visible_words(dialog)  # type: ignore[arg-type]


def test_several_are_confirmed_and_taken_back_in_one_step_each(
    page: LimitsPage, tasks: TaskRunner, database: Database
) -> None:
    three = [limit for limit in catalogue.list_limits(database) if limit.days is not None][:3]
    choose(page, *(row_of(page, uuid=limit.uuid) for limit in three))
    assert page.confirm.text() == "Bekräfta 3 gränser…"
    dialog = page.make_confirmation(list(three))
    dialog.seen.setChecked(True)
    dialog.confirm.click()
    settle(page, tasks)
    assert all(stored(database, limit.uuid).is_confirmed for limit in three)
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.toasts == ["3 ledtidsgränser är bekräftade."]
    history.undo_last(database)
    assert not any(stored(database, limit.uuid).is_confirmed for limit in three)


def test_none_is_confirmed_where_one_has_unknown_days(database: Database) -> None:
    limits = catalogue.list_limits(database)
    unknown = next(limit for limit in limits if limit.days is None)
    known = next(limit for limit in limits if limit.days is not None)
    with pytest.raises(LimitError):
        catalogue.confirm_limits(database, (known.uuid, unknown.uuid))
    assert not stored(database, known.uuid).is_confirmed


def test_a_new_version_ends_the_one_before_it_in_one_step(
    page: LimitsPage, tasks: TaskRunner, database: Database
) -> None:
    old = catalogue.list_limits(database, "VG9")[0]
    catalogue.confirm_limit(database, old.uuid)
    settle(page, tasks)
    dialog = page.make_dialog(LimitAct.VERSION, stored(database, old.uuid))
    assert dialog.days.value() == 0  # no number is proposed
    assert dialog.source.text() == ""
    dialog.days.setValue(35)
    dialog.source.setText("EXEMPELDATA 2027")
    dialog.send()
    assert "första dag" in dialog.problem.text()
    dialog.valid_from.setText("2027-02-01")
    dialog.send()
    settle(page, tasks)
    first, second = catalogue.list_limits(database, "VG9")
    assert (first.valid_to, first.days, first.is_confirmed) == (dt.date(2027, 1, 31), 28, True)
    assert (second.valid_from, second.days, second.is_confirmed) == (
        dt.date(2027, 2, 1),
        35,
        False,
    )
    history.undo_last(database)
    assert catalogue.list_limits(database, "VG9") == (replace(old, is_confirmed=True),)


def test_the_history_of_a_limit_says_what_changed(
    page: LimitsPage, tasks: TaskRunner, database: Database
) -> None:
    limit = catalogue.list_limits(database, "VG9")[0]
    choose(page, row_of(page, uuid=limit.uuid))
    settle(page, tasks)
    assert "Ingen har ändrat den." in visible_words(page)
    page._write(catalogue.confirm_limit, limit.uuid)
    settle(page, tasks)
    changes = history.list_changes(database, "lead_time_limit", (limit.uuid,))
    assert [row.words for row, _thing in changes] == ["bekräfta ledtidsgränsen för Bröstcancer"]
    assert [(f.label, f.old, f.new) for f in changes[0][1].fields] == [("Bekräftad", "Nej", "Ja")]
    assert "Bekräfta ledtidsgränsen för Bröstcancer" in visible_words(page)


def test_what_cannot_be_read_is_refused_with_the_reason(
    page: LimitsPage, tasks: TaskRunner, database: Database
) -> None:
    before = catalogue.list_limits(database)
    index = row_of(page, kva_prefix="VG9")
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert not page.model.setData(index, "ungefär 28")
    assert asked.toasts[0].startswith("ungefär 28 kan inte läsas.")
    assert page.model.setData(index, "9000")  # read, but refused by the store
    settle(page, tasks)
    assert asked.toasts[1].startswith("Ledtidsgränsen ska vara 1 till 366 dagar.")
    assert catalogue.list_limits(database) == before


def test_a_limit_goes_to_the_trash_and_comes_back(
    page: LimitsPage, tasks: TaskRunner, database: Database
) -> None:
    before = catalogue.list_limits(database)
    choose(page, row_of(page, kva_prefix="VG9"))
    page.remove.click()
    settle(page, tasks)
    assert len(catalogue.list_limits(database)) == len(before) - 1
    gone = page.model.limit(row_of(page, kva_prefix="VG9").row())
    assert gone == LimitRow("VG9")  # now a pathway without any limit
    history.undo_last(database)
    assert catalogue.list_limits(database) == before


def test_a_new_limit_needs_its_source_and_free_days(
    page: LimitsPage, tasks: TaskRunner, database: Database
) -> None:
    before = len(catalogue.list_limits(database))
    dialog = page.make_dialog(LimitAct.ADD)
    dialog.svf.setCurrentIndex(dialog.svf.findData("VK1"))
    dialog.treatment.setCurrentIndex(dialog.treatment.findData("radiation"))
    dialog.days.setValue(33)
    dialog.valid_from.setText("2026-13-40")
    dialog.send()
    assert dialog.problem.text().startswith("Skriv datumet")
    dialog.valid_from.setText("2019-01-01")
    dialog.send()
    assert dialog.problem.text().startswith("Ange källan")
    dialog.source.setText("EXEMPELDATA")
    dialog.suffixes.setText("5 4")
    dialog.send()
    assert "två siffror" in dialog.problem.text()
    dialog.suffixes.setText("54")
    dialog.send()
    settle(page, tasks)  # radiation of VK1 has a limit for that time already
    assert dialog.problem.text().startswith("Det finns redan en gräns")
    assert len(catalogue.list_limits(database)) == before
    dialog.svf.setCurrentIndex(dialog.svf.findData("VG9"))
    dialog.send()
    settle(page, tasks)
    added = [limit for limit in catalogue.list_limits(database, "VG9") if limit.days == 33]
    assert [(one.valid_from, one.source, one.is_confirmed) for one in added] == [
        (dt.date(2019, 1, 1), "EXEMPELDATA", False)
    ]


def test_the_filters_and_the_pathways_without_limits(page: LimitsPage, tasks: TaskRunner) -> None:
    limits = [page.model.limit(row) for row in range(page.model.rowCount())]
    missing = [limit for limit in limits if limit is not None and not limit.uuid]
    assert missing
    index = row_of(page, kva_prefix=missing[0].kva_prefix)
    row = index.row()
    assert page.model.index(row, CONFIRMED).data() == "Gräns saknas"
    assert not page.model.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert f"{len(missing)} SVF saknar gräns" in page.count.text()
    page.selection.set_svf("VG9")
    settle(page, tasks)
    assert page.model.rowCount() == 1
    assert page.svf.currentData() == "VG9"
    page._write(catalogue.confirm_limit, page.model.limit(0).uuid)  # type: ignore[union-attr]
    settle(page, tasks)
    page.unconfirmed.setChecked(True)
    assert page.model.rowCount() == 0
    page.svf.setCurrentIndex(page.svf.findData("VK1"))
    page.svf.activated.emit(page.svf.currentIndex())
    settle(page, tasks)
    assert page.selection.svf == ("VK1",)
    assert page.model.rowCount() > 0


def test_an_unknown_limit_is_a_dash_and_never_zero(page: LimitsPage) -> None:
    limit = page.model.limit(row_of(page, kva_prefix="VG9").row())
    assert limit is not None
    other = LimitsTableModel()
    QAbstractItemModelTester(other, QAbstractItemModelTester.FailureReportingMode.Fatal)
    bare = replace(limit, days=None, valid_from=None)
    other.show_limits([bare], {"VG9": "Bröstcancer"})
    assert other.data(other.index(0, DAYS)) == "–"
    assert other.data(other.index(0, FROM)) == "–"
    assert other.data(other.index(0, CONFIRMED)) == "Okänt antal dagar"
    assert other.data(other.index(0, DAYS), Qt.ItemDataRole.EditRole) == ""
    told: list[object] = []
    other.edited.connect(told.append)
    other.setData(other.index(0, SOURCE), "Vårdförlopp 2026")
    other.setData(other.index(0, DECIDED), "2026-03-05")
    assert told == [
        replace(bare, source="Vårdförlopp 2026"),
        replace(bare, decided_on=dt.date(2026, 3, 5)),
    ]


def test_sorting_keeps_the_chosen_row_and_unknown_days_last(page: LimitsPage) -> None:
    choose(page, row_of(page, kva_prefix="VG9"))
    page.table.sortByColumn(DAYS, Qt.SortOrder.DescendingOrder)
    days = [page.model.limit(row).days for row in range(page.model.rowCount())]  # type: ignore[union-attr]
    known = [each for each in days if each is not None]
    assert days == sorted(known, reverse=True) + [None] * (len(days) - len(known))
    assert [limit.kva_prefix for limit in page.chosen] == ["VG9"]
    page.table.sortByColumn(SVF, Qt.SortOrder.AscendingOrder)
    assert [limit.kva_prefix for limit in page.chosen] == ["VG9"]


def test_everything_has_a_name_and_is_reached_by_tab(page: LimitsPage) -> None:
    check_names_and_tabs(page)


def test_days_validity_and_confirmation_are_seen_without_scrolling(page: LimitsPage) -> None:
    page.resize(1178, 640)  # that of a window of 1366
    page.show_view("all")
    QApplication.processEvents()
    table = page.table
    room = table.viewport().width()
    for has_variant in (False, True):
        table.setColumnHidden(VARIANT, not has_variant)
        table.fit()
        for column in (DAYS, FROM, TO, CONFIRMED):
            edge = table.columnViewportPosition(column) + table.columnWidth(column)
            assert edge <= room + 2, (column, has_variant)
