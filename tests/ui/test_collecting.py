"""Cycles are collected in the thread of the window, and never while a call is under way."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable, Iterator

import pytest

from rccdesk.ui.collecting import CycleCollector
from rccdesk.ui.tasks import TaskRunner


class Ring:
    """A cycle of its own that tells in which thread it went."""

    def __init__(self, ends: list[int]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: ends.append(threading.get_ident()))


@pytest.fixture
def tasks(qapp: object) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.close()


def make_rings(ends: list[int], count: int) -> None:
    for _ in range(count):
        Ring(ends)


def test_a_worker_frees_no_cycle(tasks: TaskRunner, settle: Callable[[TaskRunner], None]) -> None:
    collector = CycleCollector(tasks, tasks)
    ends: list[int] = []
    tasks.run_alone(tasks, make_rings, ends, 5000)
    settle(tasks)
    assert not ends, "a worker has collected"
    collector.collect()
    assert ends
    assert set(ends) == {threading.get_ident()}


def test_nothing_is_collected_while_a_call_is_under_way(
    tasks: TaskRunner, settle: Callable[[TaskRunner], None]
) -> None:
    collector = CycleCollector(tasks, tasks)
    ends: list[int] = []
    may_go_on = threading.Event()
    tasks.run_alone(tasks, may_go_on.wait, 10)
    make_rings(ends, 2000)
    collector.collect()
    assert not ends
    may_go_on.set()
    settle(tasks)
    collector.collect()
    assert len(ends) == 2000
    assert not gc.isenabled()
