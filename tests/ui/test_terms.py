"""The words of the RCC in the window: edited in Inställningar, and never a fixed styrgrupp."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rccdesk.app import build_window
from rccdesk.enums import GroupKind, ObstacleLevel, Represents, Thing, Topic
from rccdesk.models import Obstacle, Plan, PlanItem
from rccdesk.services import groups, organisation
from rccdesk.services.database import Database
from rccdesk.services.organisation import OwnProfile
from rccdesk.settings import Settings
from rccdesk.ui import registry
from rccdesk.ui.dialogs.term_dialog import TermDialog
from rccdesk.ui.main_window import MainWindow
from rccdesk.ui.pages.settings_page import SettingsPage
from rccdesk.ui.tasks import TaskRunner
from tests.services.group_example import group, seat
from tests.ui.page_checks import check_names_and_tabs

Settle = Callable[[TaskRunner], None]
# The pages that say what things are called; test_R_C21 of the services reads all fixed texts.
_NAMING = ("plan", "plan_item", "follow_up", "groups", "group", "meetings", "packs", "history")
_BY_VIEW = ("groups", "meetings")


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> SettingsPage:
    window.navigate("settings")
    settle(window.tasks)
    found = window.stack.page
    assert isinstance(found, SettingsPage)
    found.show_view("terms")
    settle(window.tasks)
    return found


def said_by(widget: QWidget) -> Iterator[str]:
    """Yield all that a widget and what is in it says, shown or not: also what waits in lists."""
    for each in (widget, *widget.findChildren(QWidget)):
        yield from (each.windowTitle(), each.toolTip(), each.accessibleName())
        yield each.accessibleDescription()
        if isinstance(each, QLabel | QAbstractButton):
            yield each.text()
        elif isinstance(each, QLineEdit):
            yield each.placeholderText()
        elif isinstance(each, QTabBar):
            yield from (each.tabText(index) for index in range(each.count()))
        elif isinstance(each, QComboBox):
            yield from (each.itemText(index) for index in range(each.count()))
        elif isinstance(each, QAbstractItemView) and (model := each.model()) is not None:
            top = QModelIndex()
            columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(top)
            for column in range(columns):
                yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
                for row in range(min(model.rowCount(top), 50)):
                    yield str(model.data(model.index(row, column)) or "")


def test_R_C21_no_page_says_styrgrupp_where_there_is_none(
    tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    store = tmp_path / "sg.rccdesk"
    with Database.open(store, create=True) as database:
        organisation.update_profile(database, OwnProfile(rcc="stockholm-gotland"))
        body = group(database, GroupKind.MANAGEMENT, "Ledningsmötet", is_steering_body=True)
        seat(database, body, Represents.REGION, "09", vacant_since=dt.date(2026, 1, 1))
        groups.add_process(database, groups.ProcessRow("Bröstcancer", svf=("VG9",)))
        with database.write(Topic.PLANS, act="history.act.example_made") as session:
            plan = Plan(name="Plan", kind="cancer_plan", state="in_force")
            session.add(plan)
            session.flush()
            item = PlanItem(plan_uuid=plan.uuid, title="Mål", state="obstructed")
            session.add(item)
            session.flush()
            session.add(
                Obstacle(
                    subject_kind=Thing.PLAN_ITEM,
                    subject_key=item.uuid,
                    text="Ingen patolog",
                    level=ObstacleLevel.STEERING_BODY,
                    state="raised",
                    noted_on=dt.date(2026, 3, 2),
                    raised_on=dt.date(2026, 3, 2),
                )
            )
            item_uuid = item.uuid
        (line,) = groups.list_process_lines(database, dt.date(2026, 11, 22))
        assert line.words == "Vakant"
    window = build_window(store, Settings(last_page="settings"), remembers=False)
    qtbot.addWidget(window)
    window.show()
    settle(window.tasks)
    arguments: dict[str, dict[str, object]] = {
        "plan_item": {"item": item_uuid},
        "follow_up": {"tab": "obstacles"},
        "group": {"group": body.uuid},
    }
    saying, seen = {}, set()
    for entry in registry.list_pages():
        if entry.key not in _NAMING:
            continue
        window.navigate(entry.key, arguments.get(entry.key, {}))
        settle(window.tasks)
        shown = window.stack.page
        for view in shown.views if entry.key in _BY_VIEW else ("",):
            if view and hasattr(shown, "show_view"):
                shown.show_view(view)
                settle(window.tasks)
            words = list(said_by(shown))
            seen.update(words)
            if found := {each for each in words if "styrgrupp" in each.lower()}:
                saying[entry.key, view] = found
    words = list(said_by(window.sidebar))
    window.close()
    assert not [each for each in words if "styrgrupp" in each.lower()]
    assert saying == {}
    assert any("ledningsmötet" in words.lower() for words in seen)


def test_words_are_edited_in_the_settings_and_undone(
    window: MainWindow, page: SettingsPage, settle: Settle
) -> None:
    assert page.terms.words["process_group"].text() == "processgrupp"
    page.terms.edit["process_group"].click()
    (dialog,) = window.findChildren(TermDialog)
    for name, words in (
        ("singular", "blodgrupp"),
        ("definite", "blodgruppen"),
        ("plural", "blodgrupper"),
        ("plural_definite", "blodgrupperna"),
        ("genitive", ""),
    ):
        dialog.fields[name].setText(words)
    dialog.accept_button.click()
    assert dialog.problem.text() == "Skriv alla former. Flertal får saknas helt."
    dialog.fields["genitive"].setText("blodgruppens")
    dialog.accept_button.click()
    settle(window.tasks)
    assert window.database is not None
    word = organisation.get_terms(window.database)["process_group"]
    assert (word.plural, word.genitive) == ("blodgrupper", "blodgruppens")
    assert page.terms.words["process_group"].text() == "blodgrupp"
    window.undo()
    settle(window.tasks)
    assert page.terms.words["process_group"].text() == "processgrupp"


def test_the_general_word_is_taken_back(
    window: MainWindow, page: SettingsPage, settle: Settle
) -> None:
    assert not page.terms.make_dialog("local_council").reset.isVisibleTo(None)  # type: ignore[attr-defined]
    assert window.database is not None
    organisation.update_term(
        window.database,
        "exempel",
        "local_council",
        organisation.Word("råd", "rådet", "råd", "råden", "rådets"),
    )
    page.refresh()
    settle(window.tasks)
    page.terms.edit["local_council"].click()
    dialog = window.findChildren(TermDialog)[-1]
    dialog.reset.click()
    settle(window.tasks)
    assert page.terms.words["local_council"].text() == "lokalt cancerråd"


def test_every_word_is_reached_by_the_keyboard(page: SettingsPage) -> None:
    check_names_and_tabs(page)
    names = [button.accessibleName() for button in page.terms.edit.values()]
    assert len(set(names)) == len(names)


def test_words_wait_for_an_rcc_to_be_chosen(
    window: MainWindow, page: SettingsPage, settle: Settle
) -> None:
    assert window.database is not None
    assert not page.terms._why.isVisible()
    organisation.update_profile(window.database, OwnProfile())
    page.refresh()
    settle(window.tasks)
    assert page.terms._why.isVisible()
    assert not any(button.isEnabled() for button in page.terms.edit.values())
