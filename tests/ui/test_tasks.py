"""Threads, delivery, progress and cancelling, on a real store."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication, QWidget

from rccdesk.enums import Topic
from rccdesk.errors import NotFoundError, StoreError
from rccdesk.services import store_settings
from rccdesk.services.database import Database
from rccdesk.services.progress import Progress
from rccdesk.ui.tasks import TaskRunner

Settle = Callable[[TaskRunner], None]
LAST = """
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer
from rccdesk.ui.tasks import TaskRunner
app = QCoreApplication([])
for _ in range(5):
    runner, owner = TaskRunner(), QObject()
    runner.run_alone(owner, lambda: 1).then(lambda _answer, kept=runner: None)
    while not runner.is_idle:
        app.processEvents()
    runner.close()
    del runner, owner
    loop = QEventLoop()  # what is deleted later waits for one
    QTimer.singleShot(0, loop.quit)
    loop.exec()
print("alive")
"""


@pytest.fixture
def runner(qapp: QApplication, example_store: Path) -> Iterator[TaskRunner]:
    made = TaskRunner()
    made.database = Database.open(example_store)
    yield made
    made.close()
    assert made.database is not None
    made.database.close()


def thread_name(database: Database | None = None) -> str:
    return threading.current_thread().name


def test_one_thread_reads_one_writes_and_the_window_gets_the_answer(
    runner: TaskRunner, settle: Settle
) -> None:
    owner = QObject()
    told: list[tuple[str, bool]] = []

    def tell(name: str) -> None:
        told.append((name, QThread.currentThread() is owner.thread()))

    for _ in range(3):
        runner.run(owner, thread_name).then(tell)
    runner.run_write(owner, thread_name).then(tell)
    runner.run_alone(owner, thread_name).then(tell)
    settle(runner)
    assert sorted(set(told)) == [
        ("rccdesk-alone_0", True),
        ("rccdesk-read_0", True),
        ("rccdesk-write_0", True),
    ]


def test_the_open_store_is_the_first_argument(runner: TaskRunner, settle: Settle) -> None:
    answers: list[int] = []
    owner = QObject()
    runner.run(owner, store_settings.get_reporting_lag_days).then(answers.append)
    settle(runner)
    assert answers == [30]


def test_a_write_tells_which_topics_it_changed(runner: TaskRunner, settle: Settle) -> None:
    changed: list[frozenset[Topic]] = []
    runner.topics_changed.connect(changed.append)
    owner = QObject()
    runner.run_write(owner, store_settings.update_reporting_lag_days, 45)
    runner.run(owner, store_settings.get_reporting_lag_days)
    settle(runner)
    assert len(changed) == 1
    assert Topic.SETTINGS in changed[0]
    assert Topic.PATHWAYS not in changed[0]


def test_an_error_goes_to_catch_or_to_the_window(runner: TaskRunner, settle: Settle) -> None:
    def fail(database: Database) -> None:
        raise NotFoundError("limit_missing")

    caught: list[Exception] = []
    uncaught: list[Exception] = []
    runner.failed.connect(uncaught.append)
    owner = QObject()
    runner.run(owner, fail).then(lambda _: caught.append(ValueError())).catch(caught.append)
    settle(runner)
    assert [type(e) for e in caught] == [NotFoundError]
    assert not uncaught
    runner.run(owner, fail)
    settle(runner)
    assert [type(e) for e in uncaught] == [NotFoundError]


def test_nothing_is_delivered_to_a_deleted_owner(runner: TaskRunner, settle: Settle) -> None:
    told: list[str] = []
    owner = QWidget()
    gate = threading.Event()

    def wait(database: Database) -> str:
        gate.wait(5)
        return "late"

    runner.run(owner, wait).then(told.append)
    owner.deleteLater()
    QApplication.sendPostedEvents(owner, 52)  # DeferredDelete
    gate.set()
    settle(runner)
    assert told == []


def test_only_the_latest_of_equal_calls_is_delivered(runner: TaskRunner, settle: Settle) -> None:
    told: list[int] = []
    owner = QObject()
    gate = threading.Event()

    def answer(database: Database, number: int) -> int:
        gate.wait(5)
        return number

    for number in range(5):
        runner.run_latest(owner, answer, number).then(told.append)
    gate.set()
    settle(runner)
    assert told == [4]


def test_cancelling_rolls_the_write_back_and_is_silent(runner: TaskRunner, settle: Settle) -> None:
    reached = threading.Event()

    def write_slowly(database: Database, progress: Progress) -> None:
        with database.write(Topic.SETTINGS, act="history.act.reporting_lag_updated") as session:
            session.connection().exec_driver_sql("DELETE FROM region")
            for step in range(1000):
                reached.set()
                time.sleep(0.005)
                progress(step, 1000)

    told: list[object] = []
    runner.failed.connect(told.append)
    owner = QObject()
    task = runner.run_write(owner, write_slowly).then(told.append).catch(told.append)
    assert reached.wait(5)
    task.cancel()
    settle(runner)
    assert told == []
    assert runner.database is not None
    with runner.database.read() as session:
        count = session.connection().exec_driver_sql("SELECT count(*) FROM region").scalar()
    assert count == 7


def test_progress_comes_at_most_every_50_ms_and_ends_complete(
    runner: TaskRunner, settle: Settle
) -> None:
    def count(database: Database, progress: Progress) -> None:
        for step in range(1, 201):
            time.sleep(0.001)
            progress(step, 200)

    seen: list[tuple[int, int]] = []
    owner = QObject()
    started = time.monotonic()
    runner.run(owner, count).watch(lambda done, total: seen.append((done, total)))
    settle(runner)
    elapsed = time.monotonic() - started
    assert seen[-1] == (200, 200)
    assert len(seen) <= elapsed / 0.05 + 2


def test_closing_waits_for_the_write_under_way(qapp: QApplication, example_store: Path) -> None:
    others = set(threading.enumerate())  # of windows that no test has let go of yet
    runner = TaskRunner()
    runner.database = Database.open(example_store)
    owner = QObject()
    started = threading.Event()

    def write(database: Database) -> None:
        started.set()
        time.sleep(0.05)
        store_settings.update_reporting_lag_days(database, 60)

    runner.run_write(owner, write)
    assert started.wait(5)
    assert runner.is_writing
    runner.close()
    assert store_settings.get_reporting_lag_days(runner.database) == 60
    runner.database.close()
    begun = set(threading.enumerate()) - others
    assert not [thread for thread in begun if thread.name.startswith("rccdesk-")]


def test_a_call_after_the_store_was_closed_comes_to_nothing(
    runner: TaskRunner, settle: Settle
) -> None:
    told: list[object] = []
    owner = QObject()
    database, runner.database = runner.database, None
    runner.failed.connect(told.append)
    runner.run(owner, store_settings.get_reporting_lag_days).then(told.append).catch(told.append)
    settle(runner)
    assert told == []
    runner.database = database


def test_a_store_that_fails_before_the_call_is_told_too(
    runner: TaskRunner, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fails around a call must not leave the window waiting for ever."""
    caught: list[Exception] = []
    refused: list[Exception] = []

    def fail(_database: Database) -> dict[str, int]:
        raise StoreError("store_unreadable")

    monkeypatch.setattr(Database, "data_versions", fail)
    runner.write_failed.connect(refused.append)
    owner = QObject()
    runner.run_write(owner, store_settings.update_reporting_lag_days, 45).catch(caught.append)
    settle(runner)
    assert [type(error) for error in caught] == [StoreError]
    assert refused == caught
    assert runner.is_idle


def test_the_end_of_a_call_is_told_whatever_came_of_it(runner: TaskRunner, settle: Settle) -> None:
    told: list[str] = []
    owner = QObject()

    def fail(database: Database) -> None:
        raise NotFoundError("limit_missing")

    runner.run(owner, fail).ended(lambda: told.append("ended")).catch(
        lambda _error: told.append("failed")
    )
    runner.run(owner, thread_name).ended(lambda: told.append("ended"))
    settle(runner)
    assert told == ["ended", "failed", "ended"]


class Held:
    """Tells which threads let go of the last of such a thing: a widget's wrapper could be it."""

    threads: list[str] = []  # noqa: RUF012 - one list for all

    def __del__(self) -> None:
        self.threads.append(threading.current_thread().name)


@pytest.mark.parametrize("fails", [False, True], ids=["answers", "fails"])
def test_what_a_call_holds_is_freed_in_the_thread_of_the_window(
    runner: TaskRunner, settle: Settle, *, fails: bool
) -> None:
    Held.threads.clear()
    owner = QObject()

    def ask(held: Held, kept: Held) -> Callable[[Database, Held], object]:
        def call(_database: Database, given: Held) -> object:
            if fails:
                raise NotFoundError("improvement_missing")
            return kept is given

        assert held is not kept
        return call

    for _ in range(50):
        task = runner.run(owner, ask(Held(), Held()), Held())
        task.then(lambda _answer: None).catch(lambda _error: None)
        del task
        settle(runner)
    gc.collect()
    assert len(Held.threads) == 150
    assert set(Held.threads) == {threading.main_thread().name}


def test_a_call_that_holds_the_runner_last_lets_go_of_it_once() -> None:
    """A task that Qt deletes as the child of its runner would take the runner with it: a crash."""
    run = subprocess.run(
        [sys.executable, "-c", LAST], check=False, capture_output=True, text=True, timeout=60
    )
    assert (run.returncode, run.stdout) == (0, "alive\n"), run.stderr


def test_a_call_that_is_over_holds_nothing_of_the_window(
    runner: TaskRunner, settle: Settle
) -> None:
    Held.threads.clear()
    owner = QObject()

    def holding(held: Held) -> Callable[..., None]:
        def call(*_given: object) -> None:
            assert held.threads == []

        return call

    task = runner.run(owner, thread_name)
    task.then(holding(Held())).catch(holding(Held())).stopped(holding(Held()))
    task.watch(holding(Held()))
    settle(runner)
    assert len(Held.threads) == 4
    assert not task.is_wanted
