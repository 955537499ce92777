"""dev.py sets up once, quickly says so, and mends what is broken.

Run on a copy with an empty lock, so that no test needs a network.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

DEV = Path(__file__).parent.parent / "dev.py"


def call(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(root / "dev.py"), *(arguments or ("setup",))],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def packages(root: Path) -> Path:
    return next((root / ".venv").rglob("site-packages"))


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a set-up checkout with nothing in it but a package rccdesk that prints."""
    root = tmp_path_factory.mktemp("checkout å")  # a folder name that a careless script trips over
    shutil.copy(DEV, root)
    (root / "requirements.lock").write_text("# nothing\n", encoding="utf-8")
    (root / "rccdesk").mkdir()
    (root / "rccdesk" / "__main__.py").write_text(
        "import sys; print(*sys.argv[1:]); sys.exit(7)", encoding="utf-8"
    )
    first = call(root)
    assert first.returncode == 0, first.stdout + first.stderr
    assert "making .venv" in first.stdout
    return root


def test_nothing_to_do_takes_under_two_seconds(checkout: Path) -> None:
    seconds = []
    for _ in range(3):
        started = time.monotonic()
        again = call(checkout)
        seconds.append(time.monotonic() - started)
        assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert min(seconds) < 2


def test_arguments_and_exit_code_are_passed_on(checkout: Path) -> None:
    done = call(checkout, "run", "--patients", "50", "--no-window", "--out", "x")
    assert done.returncode == 7
    words = done.stdout.split()
    assert words[0] == "demo"
    assert words[words.index("--patients") :][:2] == ["--patients", "50"]
    assert words.count("--out") == 1


def test_unknown_command_is_wrong_usage(checkout: Path) -> None:
    done = call(checkout, "fly")
    assert done.returncode == 2
    assert "screenshots" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the launcher is a .cmd there")
def test_the_program_runs_from_any_folder(checkout: Path, tmp_path: Path) -> None:
    launcher = str(checkout / ".venv" / "bin" / "rccdesk")
    done = subprocess.run(
        [launcher, "version"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.returncode) == ("version", 7)


def test_a_new_lock_is_installed_into_the_venv_that_is_there(checkout: Path) -> None:
    kept = packages(checkout) / "kept.txt"
    kept.touch()
    with (checkout / "requirements.lock").open("a", encoding="utf-8") as lock:
        lock.write("# changed\n")
    done = call(checkout)
    assert done.returncode == 0
    assert "up to date" in done.stdout
    assert kept.exists()


@pytest.mark.long  # a .venv made anew for each
@pytest.mark.parametrize("damage", ["package lost", "cut short", "no python"])
def test_a_broken_venv_is_made_anew(checkout: Path, damage: str) -> None:
    left = packages(checkout) / "left.txt"
    left.touch()
    if damage == "package lost":
        shutil.rmtree(packages(checkout) / "pip")
    elif damage == "cut short":
        (checkout / ".venv" / "rccdesk-unfinished").touch()
    else:
        for program in (checkout / ".venv").glob("[bS]*/python*"):
            program.unlink()
    done = call(checkout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "broken or half made" in done.stdout
    assert not left.exists()
    assert call(checkout).stdout == ""


def test_two_calls_at_once_make_one_venv(checkout: Path) -> None:
    (checkout / ".venv" / "rccdesk-unfinished").touch()
    command = [sys.executable, str(checkout / "dev.py"), "setup"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") for _ in range(2)]
    said = [process.communicate(timeout=100)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sum("making .venv" in text for text in said) == 1
    assert call(checkout).stdout == ""


def test_an_unhashed_lock_is_refused(checkout: Path) -> None:
    lock = checkout / "requirements.lock"
    before = lock.read_text("utf-8")
    try:
        lock.write_text("six==1.17.0\n", encoding="utf-8")
        done = call(checkout)
    finally:
        lock.write_text(before, encoding="utf-8")
    assert done.returncode == 1
    assert "hash" in done.stderr.lower()
