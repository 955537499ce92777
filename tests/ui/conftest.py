"""What tests of the window get: no display, the light theme in Swedish, and no stray warnings."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rccdesk.app import build_window
from rccdesk.services import organisation
from rccdesk.services.database import Database
from rccdesk.services.database.store_state import state_path
from rccdesk.settings import Settings
from rccdesk.ui import main_window, messages, theme, translation
from rccdesk.ui.main_window import MainWindow
from rccdesk.ui.tasks import TaskRunner


@pytest.fixture(scope="module", autouse=True)
def look_away_from_what_stays() -> None:
    """Leave what is there before a module's first test out of the collections after each test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def collect_here(qapp: QApplication) -> Iterator[None]:
    """Collect cycles between tests: a worker that did so would free widgets under the window.

    What is to be deleted later is deleted here too, while its window is held: a part that lets go
    of the last of its window in a later test would be deleted with it once more, a crash.
    """
    gc.disable()
    yield
    held = qapp.topLevelWidgets()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del held
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def light_and_swedish(qapp: QApplication) -> None:
    translation.use_language(qapp, "sv")
    theme.install(qapp, "light", 1.0)


@pytest.fixture(autouse=True)
def nothing_made_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make no pages but those that a test asks for; `test_page_stack` makes them ahead itself."""
    monkeypatch.setattr(main_window, "PREPARED", ())


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """Offscreen the clipboard frees what Python put there after Python has ended, and crashes."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(autouse=True)
def no_bugs(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[None]:
    """A bug that is told of fails the test, unless it is marked ``tells_of_bugs``.

    Its dialog may be gone with its window by then, so what was told is what counts.
    """
    told: list[str] = []
    made = messages.bug_report

    def noted(error: BaseException) -> str:
        told.append(made(error))
        return told[-1]

    monkeypatch.setattr(messages, "bug_report", noted)
    yield
    for widget in qapp.topLevelWidgets():
        if isinstance(widget, messages.CrashDialog):
            widget.close()
            widget.deleteLater()
    if request.node.get_closest_marker("tells_of_bugs") is None:
        assert not told, told[0]


@pytest.fixture
def settle(qapp: QApplication) -> Callable[[TaskRunner], None]:
    """Return a function that lets the window work until nothing is under way."""

    def run(tasks: TaskRunner) -> None:
        quiet = 0
        for _ in range(5000):
            loop = QEventLoop()
            QTimer.singleShot(2, loop.quit)
            loop.exec()
            quiet = quiet + 1 if tasks.is_idle else 0
            if quiet == 3:  # an answer may start the next call
                break
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert tasks.is_idle

    return run


@pytest.fixture(scope="session")
def made_example_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with the invented organisation and no figures, to be copied."""
    path = tmp_path_factory.mktemp("example") / "prov.rccdesk"
    with Database.open(path, create=True) as database:
        database.mark_as_example()
        organisation.seed_example_organisation(database)
    return path


@pytest.fixture
def example_store(made_example_store: Path, tmp_path: Path) -> Path:
    """Return a store with the invented organisation and no figures, closed well."""
    # With their times: the side file names the time at which the store was closed.
    shutil.copy2(state_path(made_example_store), tmp_path)
    return Path(shutil.copy2(made_example_store, tmp_path))


@pytest.fixture
def window(
    qtbot: QtBot, example_store: Path, settle: Callable[[TaskRunner], None]
) -> Iterator[MainWindow]:
    """Return the window with the example store open on Papperskorgen, a page soon made."""
    made = build_window(example_store, Settings(last_page="trash"), remembers=False)
    qtbot.addWidget(made)
    made.show()
    settle(made.tasks)
    yield made
    made.close()
