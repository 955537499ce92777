"""The dialog that links things of the chain: searching, places of documents, confirming."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from rccdesk.enums import LinkRole, Thing, Topic
from rccdesk.models import Decision, WorkGroup
from rccdesk.services import framework, history, links, plans
from rccdesk.services.database import Database
from rccdesk.services.framework import CRITERIA, ChainLink
from rccdesk.services.plans import PlanItemRow, PlanRow
from rccdesk.ui.dialogs.link_dialog import LinkDialog
from rccdesk.ui.dialogs.link_kinds import list_kinds
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import Asked, make_context, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan with two goals."""
    path = tmp_path_factory.mktemp("store") / "a.rccdesk"
    with Database.open(path, create=True) as database:
        plan = plans.add_plan(database, PlanRow(name="Cancerplan 2026"))
        for code, title in (("1", "Kortare väntan på patologsvar"), ("2", "Stöd till närstående")):
            plans.add_item(database, PlanItemRow(plan_uuid=plan.uuid, title=title, code=code))
    return path


@pytest.fixture
def tasks(store: Path, tmp_path: Path) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    runner.database = Database.open(Path(shutil.copy(store, tmp_path)))
    yield runner
    runner.close()
    runner.database.close()


def base(tasks: TaskRunner) -> Database:
    assert tasks.database is not None
    return tasks.database


@pytest.fixture
def key(tasks: TaskRunner) -> str:
    """The uuid of K4."""
    found = framework.list_items(base(tasks), CRITERIA)
    return next(item.uuid for item in found if item.code == "K4")


def show(qtbot: QtBot, tasks: TaskRunner, key: str, *roles: LinkRole) -> tuple[LinkDialog, Asked]:
    context = make_context(tasks)
    made = LinkDialog(context, Thing.FRAMEWORK_ITEM, key, roles=roles or (LinkRole.EVIDENCE,))
    qtbot.addWidget(made)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    made.show()
    settle(made, tasks)  # type: ignore[arg-type]
    assert isinstance(context.window, Asked)
    return made, context.window


def test_of_a_document_only_name_and_place_are_stored(
    qtbot: QtBot, tasks: TaskRunner, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, asked = show(qtbot, tasks, key)
    assert "Uppgifter att väga in: K4 Stöd till närstående" in visible_words(dialog)
    assert "Inget är kopplat än" in visible_words(dialog)
    check_names_and_tabs(dialog)
    file = tmp_path / "Närståendeenkät 2025.pdf"
    file.write_bytes(b"hemligt")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    assert dialog.focusWidget() is dialog.place  # one writes at once, and removes nothing
    dialog.choose_file.click()
    assert dialog.document.text() == "Närståendeenkät 2025"
    QTest.keyClick(dialog.document, Qt.Key.Key_Return)
    settle(dialog, tasks)  # type: ignore[arg-type]
    (link,) = links.list_links(base(tasks), from_key=key, role=LinkRole.EVIDENCE)
    assert (link.to_kind, link.to_key, link.title) == (
        Thing.DOCUMENT,
        str(file),
        "Närståendeenkät 2025",
    )
    assert "Närståendeenkät 2025\nDokument · tillagt" in visible_words(dialog)
    assert asked.toasts == ["Kopplat: Närståendeenkät 2025."]
    history.undo_last(base(tasks))
    assert links.list_links(base(tasks), from_key=key, role=LinkRole.EVIDENCE) == ()


def test_an_empty_form_is_answered_in_words(qtbot: QtBot, tasks: TaskRunner, key: str) -> None:
    dialog, _asked = show(qtbot, tasks, key)
    dialog.add.click()
    assert "Skriv var dokumentet ligger, eller välj en fil." in visible_words(dialog)
    dialog.choose_kind(Thing.INITIATIVE)
    settle(dialog, tasks)  # type: ignore[arg-type]
    assert "Filen har inget av slaget insats än" in visible_words(dialog)
    dialog.add.click()
    assert "Välj i listan vad som ska kopplas." in visible_words(dialog)


def test_a_decision_is_linked_by_where_it_was_taken(
    qtbot: QtBot, tasks: TaskRunner, key: str
) -> None:
    dialog, _asked = show(qtbot, tasks, key)
    dialog.choose_kind(Thing.DECISION)
    dialog.decision.setText("Styrgruppen 2026-03-02 § 4")
    dialog.add.click()
    settle(dialog, tasks)  # type: ignore[arg-type]
    (link,) = links.list_links(base(tasks), from_key=key, role=LinkRole.EVIDENCE)
    assert (link.to_kind, link.title) == (Thing.DECISION, "Styrgruppen 2026-03-02 § 4")
    dialog.decision.setText("Styrgruppen 2026-03-02 § 4")
    dialog.add.click()
    settle(dialog, tasks)  # type: ignore[arg-type]
    assert len(links.list_links(base(tasks), from_key=key, role=LinkRole.EVIDENCE)) == 1


def test_a_decision_that_is_a_row_is_offered_and_found_by_its_words(
    qtbot: QtBot, tasks: TaskRunner, key: str
) -> None:
    with base(tasks).write(Topic.MEETINGS, act="history.act.profile_updated") as session:
        group = WorkGroup(name="Ledningen", kind="management")
        session.add(group)
        session.flush()
        decision = Decision(group_uuid=group.uuid, text="Gemensam kö", kind="direction")
        session.add(decision)
        session.flush()
        uuid = decision.uuid
    dialog, _asked = show(qtbot, tasks, key)
    dialog.choose_kind(Thing.DECISION)
    settle(dialog, tasks)  # type: ignore[arg-type]
    assert dialog.decided.isVisible()
    dialog.decision.setText("KÖ gemensam")
    dialog.add.click()
    settle(dialog, tasks)  # type: ignore[arg-type]
    (link,) = links.list_links(base(tasks), from_key=key, role=LinkRole.EVIDENCE)
    assert (link.to_kind, link.to_key, link.title) == (Thing.DECISION, uuid, "")
    assert "Gemensam kö" in visible_words(dialog)
    dialog.decision.setText("Nämnden 2026-03-02 § 4")  # no row: the words stand for themselves
    assert not dialog.decided.isVisible()
    dialog.add.click()
    settle(dialog, tasks)  # type: ignore[arg-type]
    found = links.list_links(base(tasks), from_key=key, role=LinkRole.EVIDENCE)
    assert {each.to_key for each in found} == {uuid, "Nämnden 2026-03-02 § 4"}


def test_a_goal_is_found_by_its_words_and_serves_the_criterion(
    qtbot: QtBot, tasks: TaskRunner, key: str
) -> None:
    dialog, _asked = show(qtbot, tasks, key, LinkRole.SERVES)
    assert [target.name for target in dialog.targets.shown] == [
        "1 Kortare väntan på patologsvar",
        "2 Stöd till närstående",
    ]
    dialog.search.setText("närstående STÖD")
    (target,) = dialog.targets.shown
    assert (target.name, target.detail) == ("2 Stöd till närstående", "Cancerplan 2026")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    settle(dialog, tasks)  # type: ignore[arg-type]
    (link,) = links.list_links(base(tasks), to_key=key, role=LinkRole.SERVES)
    assert (link.from_kind, link.from_key) == (Thing.PLAN_ITEM, target.key)
    assert dialog.kind is Thing.PLAN_ITEM  # Enter links, it does not choose another kind
    assert dialog.focusWidget() is dialog.search
    assert dialog.targets.target is None  # what is linked is not offered again
    dialog.search.setText("finns inte")
    assert "Inget stämmer med sökningen." in visible_words(dialog)


def test_an_unconfirmed_link_is_called_so_until_it_is_confirmed_and_can_be_removed(
    qtbot: QtBot, tasks: TaskRunner, key: str
) -> None:
    stored = links.add_link(
        base(tasks),
        ChainLink(
            Thing.FRAMEWORK_ITEM,
            key,
            Thing.DOCUMENT,
            "plan.pdf",
            LinkRole.EVIDENCE,
            title="Planen",
            is_confirmed=False,
        ),
    )
    dialog, _asked = show(qtbot, tasks, key)
    assert "koppling inte bekräftad" in visible_words(dialog)
    press(dialog, "Bekräfta kopplingen: Planen")
    settle(dialog, tasks)  # type: ignore[arg-type]
    assert "koppling inte bekräftad" not in visible_words(dialog)
    (link,) = links.list_links(base(tasks), from_key=key, role=LinkRole.EVIDENCE)
    assert (link.uuid, link.is_confirmed) == (stored.uuid, True)
    press(dialog, "Ta bort kopplingen: Planen")
    settle(dialog, tasks)  # type: ignore[arg-type]
    assert links.list_links(base(tasks), from_key=key, role=LinkRole.EVIDENCE) == ()


def test_a_link_to_what_lies_in_the_trash_says_so(
    qtbot: QtBot, tasks: TaskRunner, key: str
) -> None:
    (goal, _other) = links.list_targets(base(tasks), Thing.PLAN_ITEM)
    links.add_link(
        base(tasks),
        ChainLink(Thing.PLAN_ITEM, goal.key, Thing.FRAMEWORK_ITEM, key, LinkRole.SERVES),
    )
    plans.delete_item(base(tasks), goal.key)
    dialog, _asked = show(qtbot, tasks, key, LinkRole.SERVES)
    assert "ligger i Papperskorgen" in visible_words(dialog)


def test_each_role_offers_its_own_kinds() -> None:
    assert Thing.DOCUMENT in list_kinds(Thing.PLAN_ITEM, (LinkRole.EVIDENCE,))
    assert list_kinds(Thing.PLAN_ITEM, (LinkRole.SERVES,)) == (
        Thing.FRAMEWORK_ITEM,
        Thing.INITIATIVE,
    )
    assert list_kinds(Thing.ACTIVITY, (LinkRole.MEASURE,)) == (Thing.MEASURE,)
    both = list_kinds(Thing.INITIATIVE, (LinkRole.SERVES, LinkRole.MEASURE))
    assert both == (Thing.PLAN_ITEM, Thing.FRAMEWORK_ITEM, Thing.MEASURE)


def press(dialog: LinkDialog, name: str) -> None:
    from PySide6.QtWidgets import QAbstractButton

    for button in dialog.findChildren(QAbstractButton):
        if button.accessibleName() == name:
            button.click()
            return
    raise AssertionError(name)
