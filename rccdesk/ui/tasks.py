"""Service calls beside the window: one thread writes, one reads, one works on files.

``tasks.run(self, lead_times.get_lead_times, query).then(self._show)`` calls the service with the
open `Database` first; the callbacks come in the thread of the window, and never after their owner
has been deleted. A service with an argument ``progress`` gets one that reports to ``watch`` and
raises `Cancelled` after ``cancel``; one with an argument ``press`` gets the process beside the
window, where there is one.
"""

from __future__ import annotations

import contextlib
import inspect
import itertools
import logging
import sys
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from rccdesk.enums import Topic
from rccdesk.errors import Cancelled
from rccdesk.ui import turns

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.packs.press_process import PressProcess

_log = logging.getLogger(__name__)
_PROGRESS_SECONDS = 0.05
_SWITCH_SECONDS = 0.0005
_READ, _WRITE, _FILE, _ALONE = "read", "write", "file", "alone"
_CHANGING = (_WRITE, _FILE)


@dataclass(slots=True, eq=False)
class _Call:
    """What a worker is given and gives back. Only `TaskRunner._call` holds it in a worker.

    It may reach widgets, through a closure or the frames of an error. Their wrappers must be
    freed in the thread of the window: a worker that let go of the last of them would crash Qt.
    """

    lane: str
    function: Callable[..., Any]
    args: tuple[object, ...]
    keywords: dict[str, object]
    cancelled: threading.Event
    result: object = None
    error: BaseException | None = None
    changed: frozenset[Topic] = frozenset()


class Task:
    """One call under way. Made by `TaskRunner`; lives in the thread of the window alone.

    No QObject: as a child of the runner, with the last reference to it in a callback, it would
    take the runner with it while it is deleted, which would delete it once more.
    """

    def __init__(self, owner: QObject, lane: str) -> None:
        self.lane = lane
        self._owner: QObject | None = owner
        self.cancelled = threading.Event()
        self._done: list[Callable[[Any], object]] = []
        self._failed: list[Callable[[Exception], object]] = []
        self._stopped: list[Callable[[], object]] = []
        self._ended: list[Callable[[], object]] = []
        self._watchers: list[Callable[[int, int], object]] = []
        self._dropped = False

    def then(self, callback: Callable[[Any], object]) -> Task:
        """Call ``callback(result)`` when the call has succeeded."""
        self._done.append(callback)
        return self

    def catch(self, callback: Callable[[Exception], object]) -> Task:
        """Call ``callback(error)`` when the call has failed; a cancelled call is silent."""
        self._failed.append(callback)
        return self

    def stopped(self, callback: Callable[[], object]) -> Task:
        """Call ``callback()`` when the call has been cancelled in time, so that nothing came."""
        self._stopped.append(callback)
        return self

    def ended(self, callback: Callable[[], object]) -> Task:
        """Call ``callback()`` when the call is over, whatever came of it, before any other."""
        self._ended.append(callback)
        return self

    def watch(self, callback: Callable[[int, int], object]) -> Task:
        """Call ``callback(done, total)`` at most every 50 ms while the call is under way."""
        self._watchers.append(callback)
        return self

    def cancel(self) -> None:
        """Ask the call to stop; it does so the next time it reports its progress."""
        self.cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether the call has been asked to stop."""
        return self.cancelled.is_set()

    def drop(self) -> None:
        """Cancel the call and never deliver its result."""
        self._dropped = True
        self.cancel()

    def hand_over(self, result: object, error: BaseException | None) -> bool:
        """Call the callbacks that fit; False where an error has none."""
        for ended in self._ended:
            ended()
        if error is None:
            for done in self._done:
                done(result)
        elif isinstance(error, Cancelled):
            _log.info("call_cancelled")
            for stopped in self._stopped:
                stopped()
        elif isinstance(error, Exception) and self._failed:
            for failed in self._failed:
                failed(error)
        else:
            return False
        return True

    def let_go(self) -> None:
        """Hold nothing of the window any more: the call is over."""
        self._owner = None
        for callbacks in (self._done, self._failed, self._stopped, self._ended, self._watchers):
            callbacks.clear()

    def report(self, done: int, total: int) -> None:
        """Tell those who watch how far the call has come."""
        if self.is_wanted:
            for watcher in self._watchers:
                watcher(done, total)

    @property
    def is_wanted(self) -> bool:
        """Whether somebody still waits for the result."""
        return not self._dropped and self._owner is not None and isValid(self._owner)


class TaskRunner(QObject):
    """Runs services for the window; ``topics_changed`` tells what writes have changed."""

    topics_changed = Signal(object)  # frozenset[Topic]
    failed = Signal(object)  # an error that no catch took
    became_idle = Signal()
    wrote = Signal()
    write_failed = Signal(object)  # the error, whoever takes it
    _progressed = Signal(int, int, int)  # number of the call, done, total
    _finished = Signal(int)  # number of the call

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Painting asks for the interpreter many times; a worker keeps it five milliseconds by
        # default, each of those times.
        sys.setswitchinterval(_SWITCH_SECONDS)
        self.database: Database | None = None
        self.has_press = False  # whether a process beside this one may be begun for packs
        self._press: PressProcess | None = None
        self._lanes = {
            lane: ThreadPoolExecutor(1, thread_name_prefix=f"rccdesk-{lane}")
            for lane in (_READ, _WRITE, _FILE, _ALONE)
        }
        self._numbers = itertools.count(1)
        self._tasks: dict[int, Task] = {}
        self._calls: dict[int, _Call] = {}
        self._latest: dict[tuple[int, object], Task] = {}
        self._closed = False
        self._progressed.connect(self._report, Qt.ConnectionType.QueuedConnection)
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self, owner: QObject, function: Callable[..., Any], /, *args: object, **kw: object
    ) -> Task:
        """Call ``function(database, …)`` in the reading thread."""
        return self._start(_READ, owner, function, args, kw)

    def run_latest(
        self, owner: QObject, function: Callable[..., Any], /, *args: object, **kw: object
    ) -> Task:
        """Do as `run`, but drop the owner's earlier call of the same function."""
        key = (id(owner), function)
        earlier = self._latest.pop(key, None)
        if earlier is not None:
            earlier.drop()
        task = self._latest[key] = self._start(_READ, owner, function, args, kw)
        return task

    def run_write(
        self, owner: QObject, function: Callable[..., Any], /, *args: object, **kw: object
    ) -> Task:
        """Call ``function(database, …)`` in the writing thread, then tell what it changed."""
        return self._start(_WRITE, owner, function, args, kw)

    def run_file(
        self, owner: QObject, function: Callable[..., Any], /, *args: object, **kw: object
    ) -> Task:
        """Call ``function(database, …)``, which reads a file for long and may then write.

        In a thread of its own, so that neither edits nor pages wait while the file is read.
        """
        return self._start(_FILE, owner, function, args, kw)

    def run_alone(
        self, owner: QObject, function: Callable[..., Any], /, *args: object, **kw: object
    ) -> Task:
        """Call ``function(…)`` without a database, in the thread for files and imports."""
        return self._start(_ALONE, owner, function, args, kw)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way, and what came of it is shown."""
        return not self._tasks and not turns.is_working()

    @property
    def is_writing(self) -> bool:
        """Whether a write is under way, so that the window must not close yet."""
        return any(task.lane in _CHANGING for task in self._tasks.values())

    def drop_reads(self) -> None:
        """Cancel what reads the store or a file for it; writes under way are finished."""
        for task in self._tasks.values():
            if task.lane in (_READ, _FILE):
                task.drop()

    def wait_for_calls(self) -> None:
        """Wait, in a worker, until the calls on the store that have been made are over."""
        waits = [self._lanes[lane].submit(_nothing) for lane in (_READ, _WRITE, _FILE)]
        for wait in waits:
            wait.result()

    def close(self) -> None:
        """Cancel what can be cancelled, wait for the rest, and take no more calls."""
        self._closed = True
        for task in self._tasks.values():
            task.drop()
        if self._press is not None:
            self._press.close()  # ends its job at once, which has just been cancelled
        for lane in self._lanes.values():
            lane.shutdown(wait=True, cancel_futures=True)

    def _start(
        self,
        lane: str,
        owner: QObject,
        function: Callable[..., Any],
        args: tuple[object, ...],
        keywords: dict[str, object],
    ) -> Task:
        task = Task(owner, lane)
        if self._closed or (lane != _ALONE and self.database is None):
            return task  # a page of a file that is being closed asks in vain
        number = next(self._numbers)
        self._tasks[number] = task
        if lane != _ALONE:
            args = (self.database, *args)
        asked = inspect.signature(function).parameters.keys() - keywords.keys()
        if "progress" in asked:
            keywords = keywords | {"progress": self._make_progress(number, task.cancelled)}
        if "press" in asked and self.has_press:
            keywords = keywords | {"press": self._make_press()}
        self._calls[number] = _Call(lane, function, args, keywords, task.cancelled)
        self._lanes[lane].submit(self._work, number)
        return task

    def _make_press(self) -> PressProcess:
        """Return the process beside the window, which begins with its first work."""
        from rccdesk.services.packs.press_process import PressProcess

        if self._press is None:
            self._press = PressProcess()
        return self._press

    def _make_progress(self, number: int, cancelled: threading.Event) -> Callable[[int, int], None]:
        """Return what a worker reports to; it raises Cancelled if the call is to stop."""
        last = 0.0

        def progress(done: int, total: int) -> None:
            nonlocal last
            if cancelled.is_set():
                raise Cancelled
            now = time.monotonic()
            if now - last >= _PROGRESS_SECONDS or done == total:
                last = now
                self._progressed.emit(number, done, total)

        return progress

    def _work(self, number: int) -> None:
        """Run in the worker's thread; whatever happens reaches the window as one signal."""
        self._call(number)  # nothing of the call is held here when the window is told
        if isValid(self):
            self._finished.emit(number)

    def _call(self, number: int) -> None:
        call = self._calls[number]
        before: dict[str, int] | None = None
        try:
            if call.cancelled.is_set():
                raise Cancelled
            before = self._versions() if call.lane in _CHANGING else None
            call.result = call.function(*call.args, **call.keywords)
        except BaseException as caught:  # noqa: BLE001 - everything must reach the window
            call.error = caught
        if before is not None:
            with contextlib.suppress(Exception):  # the file has gone: the call has said so
                call.changed = changed_topics(before, self._versions())

    def _versions(self) -> dict[str, int]:
        return {} if self.database is None else self.database.data_versions()

    def _report(self, number: int, done: int, total: int) -> None:
        task = self._tasks.get(number)
        if task is not None:
            task.report(done, total)

    def _deliver(self, number: int) -> None:
        task, call = self._tasks.pop(number), self._calls.pop(number)
        result, error, changed = call.result, call.error, call.changed
        call.error = None  # its frames hold the call
        if task.lane == _WRITE and error is not None and not isinstance(error, Cancelled):
            self.write_failed.emit(error)
        for key in [k for k, latest in self._latest.items() if latest is task]:
            del self._latest[key]
        try:
            if task.is_wanted and not task.hand_over(result, error):
                self.failed.emit(error)
        finally:
            if changed:
                self.topics_changed.emit(changed)
            if (task.lane == _WRITE and error is None) or (task.lane == _FILE and changed):
                self.wrote.emit()
            task.let_go()
            if not self._tasks:
                self.became_idle.emit()


def changed_topics(before: Mapping[str, int], after: Mapping[str, int]) -> frozenset[Topic]:
    """Return the topics whose data versions differ."""
    return frozenset(topic for topic in Topic if before.get(topic, 0) != after.get(topic, 0))


def _nothing() -> None:
    """Take a place in a lane."""
