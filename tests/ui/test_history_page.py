"""Historik as a user walks it: read, filter, see what changed, undo, and undo the undoing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rccdesk.enums import GroupKind, Topic
from rccdesk.services import groups, history, store_settings
from rccdesk.services.database import Database, recording
from rccdesk.services.groups.model import GroupRow
from rccdesk.services.pathways import catalogue
from rccdesk.ui import theme
from rccdesk.ui.history import entry_list
from rccdesk.ui.history.moments import day_words
from rccdesk.ui.main_window import MainWindow
from rccdesk.ui.pages.group_page import GroupPage
from rccdesk.ui.pages.history_page import HistoryPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.page_checks import check_names_and_tabs, visible_words

Settle = Callable[[TaskRunner], None]


@pytest.fixture(autouse=True)
def no_typing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let quick changes of one text be steps of their own."""
    monkeypatch.setattr(recording, "TYPING_SECONDS", 0)


def database_of(window: MainWindow) -> Database:
    assert window.database is not None
    return window.database


@pytest.fixture
def limit(window: MainWindow) -> str:
    """Add a limit and change it: the two newest steps."""
    database = database_of(window)
    database.who = "Anna Ek"
    added = catalogue.add_limit(
        database, catalogue.LimitRow("VC0", treatment="surgery", days=40, source="prov")
    )
    catalogue.update_limit(database, catalogue.replace(added, days=45))
    return added.uuid


@pytest.fixture
def page(window: MainWindow, limit: str, settle: Settle) -> HistoryPage:
    return open_page(window, settle)


def open_page(window: MainWindow, settle: Settle) -> HistoryPage:
    window.resize(1366, 768)
    window.navigate("history")
    settle(window.tasks)
    made = window.stack.page
    assert isinstance(made, HistoryPage)
    return made


def days_of(window: MainWindow, uuid: str) -> int | None:
    return {r.uuid: r.days for r in catalogue.list_limits(database_of(window))}[uuid]


def words_of(page: HistoryPage) -> list[str]:
    return [entry.words for entry in page.list.steps.entries]


def test_a_change_is_read_and_undone_and_the_undoing_undone(
    window: MainWindow, page: HistoryPage, limit: str, settle: Settle
) -> None:
    assert words_of(page)[:2] == [
        "ändra ledtidsgränsen för Lungcancer",
        "lägg till ledtidsgräns för Lungcancer",
    ]
    told = page.panel.changes.toPlainText()
    assert "Ledtidsgräns: Lungcancer, kirurgi" in told
    assert told.split("Kalenderdagar")[1].split()[:2] == ["40", "45"]
    check_names_and_tabs(page)
    chosen = page.list.current_step
    page.panel.undo.click()
    settle(window.tasks)
    assert days_of(window, limit) == 40
    assert window.toast_sentence == "Ångrat: ändra ledtidsgränsen för Lungcancer"
    assert words_of(page)[0] == "ångra en äldre ändring: ändra ledtidsgränsen för Lungcancer"
    assert page.list.current_step == chosen  # still the one that was looked at
    assert not page.panel.undo.isEnabled()
    assert "Ändringen är redan ångrad." in visible_words(page)
    page.panel._follow(QUrl(f"step:{page.list.steps.entries[0].entry_id}"))
    settle(window.tasks)
    assert page.list.currentIndex().row() == 0
    page.panel.undo.click()
    settle(window.tasks)
    assert days_of(window, limit) == 45
    window.undo()  # the toast's own undo does this
    settle(window.tasks)
    assert days_of(window, limit) == 40


def test_what_later_changes_stand_in_the_way_of_is_said_beforehand(
    window: MainWindow, page: HistoryPage, settle: Settle
) -> None:
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    settle(window.tasks)
    assert page.list.currentIndex().row() == 1
    assert not page.panel.undo.isEnabled()
    assert "ändra ledtidsgränsen för Lungcancer" in page.panel.undo.accessibleDescription()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.panel.changes
    before = words_of(page)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    settle(window.tasks)
    assert words_of(page) == before


def test_filters_narrow_the_list_and_are_reset(
    window: MainWindow, page: HistoryPage, settle: Settle
) -> None:
    store_settings.update_reporting_lag_days(database_of(window), 45)
    page.mark_stale()
    settle(window.tasks)
    everything = words_of(page)
    page.filters._choose_topic(Topic.SETTINGS)
    settle(window.tasks)
    assert words_of(page) == ["ändra eftersläpningen"]
    assert page.filters.reset.isVisible()
    page.filters._choose_topic(None)
    page.filters._choose_who("Anna Ek")
    settle(window.tasks)
    assert len(words_of(page)) == 3  # the example's organisation has no name beside it
    page.filters.search.setText("lungcancer")
    page.filters._tell()
    settle(window.tasks)
    assert len(words_of(page)) == 2
    page.filters.last_day.setText("2020-01-01")
    page.filters.last_day.editingFinished.emit()
    settle(window.tasks)
    assert words_of(page) == []
    assert "Inget i urvalet" in visible_words(page)
    check_names_and_tabs(page)
    page.filters.clear()
    settle(window.tasks)
    assert words_of(page) == everything
    assert not page.filters.reset.isVisible()


def test_a_day_that_cannot_be_read_is_said_and_filters_nothing(
    window: MainWindow, page: HistoryPage, settle: Settle
) -> None:
    everything = words_of(page)
    page.filters.first_day.setText("i går")
    page.filters.first_day.editingFinished.emit()
    settle(window.tasks)
    assert "Skriv dagen som 2026-11-20" in visible_words(page)
    assert words_of(page) == everything


def test_more_steps_are_read_when_scrolled_to(
    window: MainWindow, limit: str, settle: Settle
) -> None:
    database = database_of(window)
    for days in range(120):
        store_settings.update_reporting_lag_days(database, 30 + days % 2)
    page = open_page(window, settle)
    assert len(page.list.steps.entries) == 100
    assert "Visar 100 av" in visible_words(page)
    bar = page.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    settle(window.tasks)
    assert len(page.list.steps.entries) == history.count_entries(database) > 120
    assert not page.more.isVisible()


def test_days_are_headed_in_words() -> None:
    today = dt.date(2026, 11, 22)
    assert day_words(today, today) == "I dag, 2026-11-22 (v. 47)"
    assert day_words(dt.date(2026, 11, 21), today) == "I går, 2026-11-21 (v. 47)"
    assert day_words(dt.date(2026, 12, 31), today) == "2026-12-31 (v. 53)"
    assert day_words(dt.date(2027, 1, 1), today) == "2027-01-01 (v. 53)"


def test_only_the_first_step_of_a_day_has_a_heading(page: HistoryPage) -> None:
    steps = page.list.steps
    assert steps.heading(0).startswith("I dag")
    assert steps.heading(1) == ""
    said = steps.data(steps.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert "I dag" in said
    assert "Anna Ek" in said
    assert "Ändra ledtidsgränsen för Lungcancer" in said


def test_what_changed_is_opened_where_it_is(
    window: MainWindow, page: HistoryPage, settle: Settle
) -> None:
    page.panel._follow(QUrl("thing:0"))
    settle(window.tasks)
    assert window.stack.key == "limits"


def test_what_changed_is_reached_by_keys_alone(
    window: MainWindow, page: HistoryPage, settle: Settle
) -> None:
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    QTest.keyClick(page.panel.changes, Qt.Key.Key_Tab)  # to the link
    assert page.panel.changes.textCursor().selectedText() == "Lungcancer, kirurgi"
    QTest.keyClick(page.panel.changes, Qt.Key.Key_Return)
    settle(window.tasks)
    assert window.stack.key == "limits"


def test_the_page_fits_in_large_text(window: MainWindow, page: HistoryPage, settle: Settle) -> None:
    theme.current().apply("light", 2.0)
    settle(window.tasks)
    assert page.minimumSizeHint().width() <= 1366 - window.sidebar.width()
    assert page.list.height() >= 200
    check_names_and_tabs(page)


def test_a_step_of_many_things_shows_the_first_and_the_rest_on_request(
    window: MainWindow, page: HistoryPage, settle: Settle
) -> None:
    oldest = page.list.steps.entries[-1]  # the example's organisation
    page._show_step(oldest.entry_id)
    settle(window.tasks)
    before = page.panel.changes.toPlainText()
    assert "Visa " in before
    page.panel._follow(QUrl("all:0"))
    settle(window.tasks)
    assert len(page.panel.changes.toPlainText()) > len(before)


def test_a_changed_group_is_opened_on_its_page(window: MainWindow, settle: Settle) -> None:
    row = groups.add_group(database_of(window), GroupRow("Blåsgruppen", GroupKind.PROCESS_GROUP))
    page = open_page(window, settle)
    told = page.panel.changes.toPlainText()
    assert "Grupp: Blåsgruppen" in told
    assert 'href="thing:0"' in page.panel.changes.toHtml()
    page.panel._follow(QUrl("thing:0"))
    settle(window.tasks)
    assert isinstance(window.stack.page, GroupPage)
    assert "Blåsgruppen" in visible_words(window.stack.page)
    groups.delete_group(database_of(window), row.uuid)


def test_every_topic_has_a_mark_in_the_list():
    assert set(entry_list._TOPIC_ICONS) == set(Topic)
