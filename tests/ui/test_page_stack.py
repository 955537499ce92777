"""Pages made ahead: they show what is true when they are seen, and may be left half made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from rccdesk.app import build_window
from rccdesk.enums import PlanState
from rccdesk.services import plans
from rccdesk.services.plans import PlanItemRow, PlanRow
from rccdesk.settings import Settings
from rccdesk.ui import main_window
from rccdesk.ui.main_window import MainWindow
from rccdesk.ui.pages.plan_page import PlanPage
from rccdesk.ui.tasks import TaskRunner

Settle = Callable[[TaskRunner], None]
_HEAVY = ("plan", "framework", "follow_up", "plan_item")


@pytest.fixture
def with_plan(window: MainWindow, settle: Settle) -> PlanRow:
    """Return a plan of one goal in the window's store."""
    assert window.database is not None
    plan = plans.add_plan(window.database, PlanRow("Cancerplan", state=PlanState.DECIDED))
    plans.add_item(window.database, PlanItemRow(plan.uuid, "Kortare väntan", code="1"))
    settle(window.tasks)
    return plan


def _prepared(window: MainWindow, qtbot: QtBot, *keys: str) -> None:
    window.stack.prepare(keys)
    qtbot.waitUntil(lambda: not window.stack.is_preparing, timeout=10_000)


def _plan_page(window: MainWindow) -> PlanPage:
    page = window.stack.page
    assert isinstance(page, PlanPage)
    return page


def _titles(page: PlanPage) -> list[str]:
    assert page.answer is not None and page.answer.view is not None
    return [line.title for line in page.answer.view.lines]


def test_a_page_made_ahead_is_seen_at_once_with_what_it_read(
    window: MainWindow, with_plan: PlanRow, qtbot: QtBot
) -> None:
    _prepared(window, qtbot, *_HEAVY)
    assert window.stack.key == "trash"  # what is shown stays
    window.navigate("plan")
    page = _plan_page(window)
    assert page.isVisible() and page.shows_content
    assert _titles(page) == ["Kortare väntan"]
    assert page.answer is not None and page.answer.view is not None
    assert page.answer.view.plan.uuid == with_plan.uuid


def test_a_page_made_ahead_shows_what_has_changed_since(
    window: MainWindow, with_plan: PlanRow, qtbot: QtBot, settle: Settle
) -> None:
    _prepared(window, qtbot, "plan")
    row = PlanItemRow(with_plan.uuid, "Fler i studier", code="2")
    window.tasks.run_write(window, plans.add_item, row)
    settle(window.tasks)
    window.navigate("plan")
    settle(window.tasks)
    assert _titles(_plan_page(window)) == ["Kortare väntan", "Fler i studier"]


def test_every_part_of_the_making_can_be_overtaken_by_the_user(
    window: MainWindow, with_plan: PlanRow, qtbot: QtBot, settle: Settle
) -> None:
    for parts in range(0, 12, 3):
        window.stack.forget()
        window.navigate("settings")
        settle(window.tasks)
        window.stack.prepare(_HEAVY)
        for _part in range(parts):
            window.stack._prepare_some()
        window.navigate("plan", {"view": "table"})
        settle(window.tasks)
        page = _plan_page(window)
        assert page.isVisible() and page.shows_content
        assert page.segment.current == "table"
        assert _titles(page) == ["Kortare väntan"]
        qtbot.waitUntil(lambda: not window.stack.is_preparing, timeout=10_000)
        assert window.stack.page is page  # what goes on being made is not shown


def test_a_store_can_be_left_and_the_window_closed_while_pages_are_made(
    window: MainWindow, with_plan: PlanRow, example_store: Path, qtbot: QtBot, settle: Settle
) -> None:
    assert with_plan.uuid
    for parts in (1, 4, 9):
        window.stack.prepare(_HEAVY)
        for _part in range(parts):
            window.stack._prepare_some()
        with qtbot.waitSignal(window.store_opened, timeout=5000):
            window.open_store(example_store)
        assert not window.stack.is_preparing
        settle(window.tasks)
    window.stack.prepare(_HEAVY)
    for _part in range(6):
        window.stack._prepare_some()
    window.close()
    qtbot.wait(50)
    assert window.tasks.database is None


def test_a_page_that_cannot_be_made_is_not_tried_again(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def fail(page_class: type) -> None:
        tried.append(page_class.__name__)
        raise RuntimeError("no page")

    monkeypatch.setattr(window.stack, "_make", fail)
    window.stack.prepare(("plan", "framework"))
    with qtbot.captureExceptions() as caught:
        qtbot.waitUntil(lambda: not window.stack.is_preparing, timeout=10_000)
    assert tried == ["PlanPage", "FrameworkPage"]
    assert len(caught) == 2


def test_the_window_makes_its_heavy_pages_when_all_is_imported(
    qtbot: QtBot, example_store: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main_window, "PREPARED", ("follow_up",))
    window = build_window(example_store, Settings(last_page="settings"), remembers=False)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.stack.is_preparing, timeout=20_000)
    qtbot.waitUntil(lambda: not window.stack.is_preparing, timeout=20_000)
    settle(window.tasks)
    assert window.stack.key == "settings"
    window.navigate("follow_up")
    page = window.stack.page
    assert page is not None and page.isVisible() and page.shows_content
    window.close()
