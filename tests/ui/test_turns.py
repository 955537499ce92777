"""Long work comes in turns: parts in their order, pages built before they are seen, imports."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from rccdesk.settings import Settings
from rccdesk.ui.page_stack import PageStack
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.registry import PageEntry
from rccdesk.ui.selection import Selection
from rccdesk.ui.tasks import TaskRunner
from rccdesk.ui.turns import Turns, is_working

Settle = Callable[[TaskRunner], None]


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[TaskRunner]:
    del qapp
    runner = TaskRunner()
    yield runner
    runner.close()


def test_parts_come_one_a_turn_and_those_of_a_part_before_the_rest(tasks: TaskRunner) -> None:
    turns, done = Turns(tasks), []
    turns.run(
        lambda: (done.append("a"), turns.run_next(lambda: done.append("b"))),
        lambda: done.append("c"),
    )
    assert done == []
    assert is_working()
    seen = []
    while turns.is_working:
        QApplication.processEvents()
        seen.append(len(done))
    assert done == ["a", "b", "c"]
    assert seen == [1, 2, 3]
    assert not is_working()


def test_later_parts_take_the_place_of_those_left_and_nobody_has_to_wait(tasks: TaskRunner) -> None:
    turns, done = Turns(tasks), []
    turns.run(lambda: done.append("old"))
    turns.run(lambda: done.append("new"))
    turns.finish()
    assert done == ["new"]
    turns.repeat(lambda: done.append("more") or len(done) < 4)
    turns.finish()
    assert done == ["new", "more", "more", "more"]
    turns.run()
    assert not is_working()


class SlowPage(Page):
    """Two parts, and notes of what it was told before it was seen."""

    uses_selection = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.told: list[str] = []
        self.build_in_turns(self._first, self._second)

    def _first(self) -> None:
        self.label = QLabel("a")
        self.body.addWidget(self.label)

    def _second(self) -> None:
        self.label.setText("b")

    def arrive(self, arguments: Mapping[str, object]) -> None:
        self.told.append(f"{arguments['what']}, {self.label.text()}, {self.isVisible()}")

    def refresh(self) -> None:
        self.told.append("read")
        self.show_content()


def make_stack(tasks: TaskRunner, monkeypatch: pytest.MonkeyPatch) -> PageStack:
    context = Context(tasks, Selection(tasks), Settings(), tasks, builds_in_turns=True)  # type: ignore[arg-type]
    monkeypatch.setattr(PageEntry, "load", lambda _entry: SlowPage)
    entries = tuple(PageEntry(key, key, "", "", "") for key in ("one", "two"))
    stack = PageStack(entries, lambda page: page(context, stack))
    stack.addWidget(QLabel("before"))
    stack.show()
    return stack


def test_a_page_is_seen_when_it_is_whole(
    tasks: TaskRunner, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack = make_stack(tasks, monkeypatch)
    before, seen = stack.currentWidget(), []
    stack.shown.connect(lambda key: seen.append((key, stack.currentWidget() is before)))
    stack.show_page("one", {"what": "early"})
    assert stack.currentWidget() is before
    assert not tasks.is_idle
    settle(tasks)
    page = stack.currentWidget()
    assert isinstance(page, SlowPage)
    assert page.told == ["early, b, False", "read"]
    assert seen == [("one", True), ("one", False)]
    stack.close()


def test_who_leaves_a_page_on_its_way_finds_it_later_with_what_it_was_told(
    tasks: TaskRunner, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack = make_stack(tasks, monkeypatch)
    stack.show_page("one", {"what": "kept"})
    stack.show_page("two", {"what": "other"})
    settle(tasks)
    assert stack.key == "two"
    assert isinstance(stack.page, SlowPage)
    assert stack.page.told == ["other, b, False", "read"]
    stack.go(-1)
    page = stack.page  # finished at once for one who asks
    assert isinstance(page, SlowPage)
    assert stack.currentWidget() is page
    assert page.told == ["kept, b, False", "read"]
    stack.forget()
    stack.close()


def test_a_page_of_its_own_is_whole_at_once(tasks: TaskRunner) -> None:
    context = Context(tasks, Selection(tasks), Settings(), tasks)  # type: ignore[arg-type]
    page = SlowPage(context)
    assert page.is_built
    assert page.label.text() == "b"


_ORDER = """
import sys
from rccdesk.ui.import_order import find_modules
from rccdesk.ui.registry import list_pages
before = set(sys.modules)
found = tuple(find_modules([entry.whole_module for entry in list_pages()]))
assert set(sys.modules) == before, "the search has imported something"
import importlib
for name in found:
    known = {each for each in sys.modules if each.startswith("rccdesk.ui.")}
    importlib.import_module(name)
    more = {each for each in sys.modules if each.startswith("rccdesk.ui.")} - known
    assert more <= {name}, (name, sorted(more))
print(len(found))
"""


def test_imports_come_leaves_first_and_finding_them_imports_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ORDER], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 100
