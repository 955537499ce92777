"""What nobody catches is put down, without values, and offered once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rccdesk import crashes


def run(folder: Path, body: str, repository: Path) -> subprocess.CompletedProcess[str]:
    program = f"""
import sys, threading
from pathlib import Path
from rccdesk import crashes, logs
folder = Path({str(folder)!r})
logs.install(folder)
ended_badly = crashes.install(folder)
{body}
"""
    return subprocess.run(
        [sys.executable, "-c", program], cwd=repository, capture_output=True, text=True, check=False
    )


def test_K06_a_segfault_leaves_its_place_and_the_next_start_knows(
    tmp_path: Path, repository: Path
) -> None:
    body = "def trasig_del():\n    import faulthandler\n    faulthandler._sigsegv()\ntrasig_del()"
    assert run(tmp_path, body, repository).returncode != 0
    assert "trasig_del" in (tmp_path / "crash.log").read_text()
    second = run(tmp_path, "print(ended_badly)\ncrashes.mark_end()", repository)
    assert second.stdout.strip() == "True"
    kept = crashes.read_previous(tmp_path)
    assert any("Segmentation fault" in line for line in kept)
    assert any("trasig_del" in line for line in kept)
    third = run(tmp_path, "print(ended_badly)\ncrashes.mark_end()", repository)
    assert third.stdout.strip() == "False"  # offered once


def test_K05_errors_in_threads_destructors_and_without_console_are_put_down(
    tmp_path: Path, repository: Path
) -> None:
    body = """
sys.stderr = None
sys.stdout = None
def i_en_trad():
    raise LookupError("hemligt")
thread = threading.Thread(target=i_en_trad)
thread.start()
thread.join()
class Borta:
    def __del__(self):
        raise OSError("hemligt")
Borta()
def innan_fonstret():
    raise ValueError("hemligt")
innan_fonstret()
"""
    done = run(tmp_path, body, repository)
    assert done.returncode == 1
    for name in ("crash.log", "rccdesk.log"):
        text = (tmp_path / name).read_text("utf-8")
        for place in ("i_en_trad", "__del__", "innan_fonstret", "LookupError", "OSError"):
            assert place in text, (name, place)
        assert "hemligt" not in text


def test_P10_an_error_with_locals_leaves_types_and_places_only(
    tmp_path: Path, repository: Path
) -> None:
    body = """
def las_rad(personnummer):
    namn = "Zäta Marköga"
    try:
        {}[personnummer]
    except KeyError as error:
        raise RuntimeError(f"{namn} {personnummer}") from error
las_rad("19121212-1212")
"""
    done = run(tmp_path, body, repository)
    text = (tmp_path / "crash.log").read_text() + (tmp_path / "rccdesk.log").read_text()
    text += done.stderr
    assert "RuntimeError" in text
    assert "from KeyError" in text
    assert "las_rad" in text
    assert "Marköga" not in text
    assert "1212" not in text


def test_a_storm_of_one_error_is_put_down_three_times(tmp_path: Path, repository: Path) -> None:
    body = """
def mala():
    raise ZeroDivisionError
for _ in range(500):
    try:
        mala()
    except ZeroDivisionError as error:
        crashes.record(error)
crashes.mark_end()
"""
    assert run(tmp_path, body, repository).returncode == 0
    assert (tmp_path / "crash.log").read_text().count("ZeroDivisionError") == 3


@pytest.mark.skipif(sys.platform == "win32", reason="a killed process leaves the same file there")
def test_a_killed_run_is_an_end_without_a_word(tmp_path: Path, repository: Path) -> None:
    run(tmp_path, "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", repository)
    second = run(tmp_path, "print(ended_badly)", repository)
    assert second.stdout.strip() == "True"


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path, repository: Path) -> None:
    (tmp_path / "fil").write_text("")
    body = "print(ended_badly)\ncrashes.mark_end()"
    done = run(tmp_path / "fil", body, repository)
    assert (done.returncode, done.stdout.strip()) == (0, "False")
