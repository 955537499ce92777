"""Who takes over: asked from an assignment and from a group, of all that a person holds."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rccdesk.enums import AssignmentState
from rccdesk.services import groups, history
from rccdesk.services.database import Database
from rccdesk.services.groups import PersonRow
from rccdesk.ui import theme
from rccdesk.ui.dialogs.person_dialog import ReplacePersonDialog
from rccdesk.ui.pages.assignment_page import AssignmentPage
from rccdesk.ui.pages.group_page import GroupPage
from rccdesk.ui.pages.page import Page
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import Asked, make_context, settle
from tests.ui.group_store import make_group_store
from tests.ui.page_checks import check_names_and_tabs
from tests.ui.plan_store import close_dialogs


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_group_store(tmp_path_factory.mktemp("group"))


@pytest.fixture
def tasks(qapp: QApplication, store: Path, tmp_path: Path) -> Iterator[TaskRunner]:
    theme.install(qapp, "light")
    made = TaskRunner()
    made.database = Database.open(Path(shutil.copy(store, tmp_path)), who="Anna")
    groups.add_person(made.database, PersonRow("Ny Ledare"))
    yield made
    close_dialogs()
    made.database.close()
    made.close()


def shown(page: Page, tasks: TaskRunner, qtbot: QtBot) -> Page:
    qtbot.addWidget(page)
    tasks.topics_changed.connect(lambda _topics: page.mark_stale())
    page.resize(1178, 690)
    page.show()
    settle(page, tasks)
    return page


def answer_with_the_new(page: Page, tasks: TaskRunner) -> str:
    settle(page, tasks)
    dialog = next(d for d in page.window().findChildren(ReplacePersonDialog) if d.isVisible())
    check_names_and_tabs(dialog)
    dialog.person.setCurrentIndex(dialog.person.findText("Ny Ledare"))
    new = str(dialog.person.currentData())
    dialog.send()
    settle(page, tasks)
    return new


def test_an_assignment_is_taken_over_and_the_new_one_is_shown(
    tasks: TaskRunner, qtbot: QtBot
) -> None:
    page = AssignmentPage(make_context(tasks))
    shown(page, tasks, qtbot)
    assert page.answer is not None and page.answer.page is not None
    before = page.answer.page.assignment
    assert page.replace.isVisible()
    page.replace.click()
    new = answer_with_the_new(page, tasks)
    database = tasks.database
    assert database is not None
    assert groups.get_assignment(database, before.uuid).state is AssignmentState.ENDED
    follower = groups.find_follower(database, before.uuid)
    assert follower is not None
    assert follower.person_uuid == new
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.places[-1] == "assignment"
    assert asked.toasts == ["Platser och uppdrag har bytt person."]
    page.arrive({"assignment": follower.uuid})
    page.refresh()
    settle(page, tasks)
    assert page.answer.page.assignment.uuid == follower.uuid
    history.undo_last(database)
    page.refresh()
    settle(page, tasks)
    assert page.answer.page is not None
    assert page.answer.page.assignment.uuid == before.uuid  # not an empty page
    assert page.replace.isVisible()
    groups.replace_person(database, before.person_uuid, new, dt.datetime.now().astimezone().date())
    page.refresh()
    settle(page, tasks)
    assert not page.replace.isVisible()  # it is over


def test_a_seat_is_taken_over_on_the_page_of_the_group(tasks: TaskRunner, qtbot: QtBot) -> None:
    page = GroupPage(make_context(tasks))
    shown(page, tasks, qtbot)
    table = page.members.table
    (line,) = table.model_.lines
    assert line.cells[0].words == "Bo Lind"
    page._ask_who(line.key)
    answer_with_the_new(page, tasks)
    (now, heading, past) = table.model_.lines
    assert (now.cells[0].words, past.cells[0].words) == ("Ny Ledare", "Bo Lind")
    assert heading.is_group
    database = tasks.database
    assert database is not None
    (bo,) = (row for row in groups.list_persons(database) if row.name == "Bo Lind")
    groups.delete_person(database, bo.uuid)
    page.refresh()
    settle(page, tasks)
    page._ask_who(past.key)  # nothing is left to take over
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.toasts[-1] == "Personen är borttagen och har inga uppdrag kvar."
