"""A store of schema 5 at its first start: empty groups and meetings, the rest as it was."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from rccdesk.app import build_window
from rccdesk.services import groups, history, meetings
from rccdesk.settings import Settings
from rccdesk.ui.pages.groups_page import GroupsPage
from rccdesk.ui.pages.meetings_page import MeetingsPage
from rccdesk.ui.pages.plan_page import PlanPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.page_checks import visible_words

OLD = Path(__file__).parents[1] / "stores" / "schema-5.rccdesk"
OF_THE_PROGRAM = {"alembic_version", "data_version"}


def read(path: Path) -> dict[str, set[tuple[object, ...]]]:
    """Return the rows of every table of schema 5, by its columns of then."""
    found = {}
    with sqlite3.connect(OLD) as then, sqlite3.connect(path) as store:
        names = then.execute("select name from sqlite_master where type = 'table'").fetchall()
        for (name,) in names:
            columns = [row[1] for row in then.execute(f'pragma table_info("{name}")')]
            chosen = ", ".join(f'"{column}"' for column in columns)
            found[name] = set(store.execute(f'select {chosen} from "{name}"'))
    return found


def test_a_store_of_schema_5_opens_with_empty_groups_and_meetings_and_as_it_was(
    qtbot: QtBot, tmp_path: Path, settle: Callable[[TaskRunner], None]
) -> None:
    path = Path(shutil.copy(OLD, tmp_path))
    before = read(path)
    assert sum(map(len, before.values())) > 100
    window = build_window(path, Settings(last_page="plan"), remembers=False)
    qtbot.addWidget(window)
    window.show()
    settle(window.tasks)
    database = window.tasks.database
    assert database is not None
    (plan,) = window.findChildren(PlanPage)
    assert plan.isVisible()

    window.navigate("groups")
    settle(window.tasks)
    (page,) = window.findChildren(GroupsPage)
    assert page.isVisible()
    assert groups.list_groups(database) == ()
    assert groups.list_persons(database) == ()
    assert "Här samlas processerna" in visible_words(page)

    window.navigate("meetings")
    settle(window.tasks)
    (meetings_page,) = window.findChildren(MeetingsPage)
    assert meetings_page.isVisible()
    assert meetings.list_meetings(database) == ()
    assert "Möten hålls av en grupp" in visible_words(meetings_page)

    assert history.next_undo(database) is None  # what the program added is no step of the user's
    window.close()
    after = read(path)
    assert {name for name in before if before[name] != after[name]} <= OF_THE_PROGRAM
    assert before["data_version"] <= after["data_version"]
    assert len(before["history_entry"]) == 36
