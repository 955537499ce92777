"""One program for one user and one set of settings, by real processes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer

from rccdesk.app import FirstProgram
from rccdesk.services.database import Database

WINDOW = """
import faulthandler, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from rccdesk import app
real = app.build_window
def build(*args, **kw):
    window = real(*args, **kw)
    def tell():
        print("open", window.database.path.name, flush=True)
        print("notice", window.bands.notice.sentence, flush=True)
        if sys.argv[2] == "crash":
            faulthandler._sigsegv()
        if sys.argv[2] == "close":
            window.close()
    window.store_opened.connect(lambda: QTimer.singleShot(0, tell))
    return window
app.build_window = build
sys.exit(app.run(Path(sys.argv[1])))
"""


class Program:
    """A window in a process of its own."""

    def __init__(self, store: Path, repository: Path, then: str = "stay") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", WINDOW, str(store), then],
            cwd=repository,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def hear(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def end(self) -> int:
        """Kill it where it still runs."""
        self.process.kill()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return self.process.wait(20)


@pytest.fixture
def stores(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "ett.rccdesk", tmp_path / "tva.rccdesk"
    for path in paths:
        Database.open(path, create=True).close()
    return paths


@pytest.fixture
def programs() -> Iterator[list[Program]]:
    made: list[Program] = []
    yield made
    for program in made:
        program.end()


def test_L01_a_second_start_hands_its_file_to_the_first_and_ends(
    stores: tuple[Path, Path], programs: list[Program], repository: Path
) -> None:
    first = Program(stores[0], repository)
    programs.append(first)
    assert first.hear() == "open ett.rccdesk"
    assert first.hear() == "notice"
    second = subprocess.run(
        [sys.executable, "-m", "rccdesk", "--store", str(stores[1])],
        cwd=repository,
        timeout=30,
        check=False,
    )
    assert second.returncode == 0
    assert first.hear() == "open tva.rccdesk"
    # Killed, it leaves its socket; the next one takes the place and says what happened.
    first.process.kill()
    first.process.wait(20)
    third = Program(stores[1], repository)
    programs.append(third)
    assert third.hear() == "open tva.rccdesk"
    assert third.hear().startswith("notice Programmet avslutades oväntat förra gången.")


def test_K06_a_crash_in_c_is_told_once_at_the_next_start(
    stores: tuple[Path, Path], programs: list[Program], repository: Path, own_folders: Path
) -> None:
    for then in ("crash", "close", "close"):
        programs.append(Program(stores[0], repository, then))
        assert programs[-1].hear() == "open ett.rccdesk"
        notice = programs[-1].hear()
        programs[-1].process.wait(30)
        if then == "crash":
            assert notice == "notice"
        else:
            was_crash = programs[-2].process.returncode != 0
            assert ("oväntat" in notice) == was_crash
    assert [program.process.returncode == 0 for program in programs] == [False, True, True]
    kept = list(own_folders.rglob("crash*.log"))
    assert kept


def test_one_that_does_not_answer_holds_nobody_up(qapp: object) -> None:
    first = FirstProgram()
    silent = QLocalServer()
    assert silent.listen(first.name)
    assert first.begin(None)  # starts, without listening
    silent.close()


def test_another_home_is_another_program(
    qapp: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here = FirstProgram().name
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert FirstProgram().name != here
