"""Packs made in the process beside the window are those made in this one, and it ends in time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rccdesk import texts
from rccdesk.errors import Cancelled, NotFoundError, RccdeskError
from rccdesk.services.database import Database
from rccdesk.services.packs import archive, issuing
from rccdesk.services.packs.content import PackRequest, assemble_pack, make_pack
from rccdesk.services.packs.model import Pack
from rccdesk.services.packs.pdf import preview_pages
from rccdesk.services.packs.press_process import PressProcess
from rccdesk.services.packs.writers import FORMATS, write_formats

REQUEST = PackRequest("quarterly", Path("unused"), svf=("VG9",))

ORPHAN = """
import os, sys
from pathlib import Path
from rccdesk.services.packs.press_process import PressProcess
def main():
    press = PressProcess()
    print(press._run(lambda *_: None, os.getpid), flush=True)
    os.kill(os.getpid(), 9)
if __name__ == "__main__":
    main()
"""
ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="asks POSIX for the process")


def has_ended(process: int | None) -> bool:
    """Wait until there is no such process; False after some seconds."""
    assert process is not None
    for _ in range(200):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.fixture(scope="module")
def database(
    tmp_path_factory: pytest.TempPathFactory, example_copy: Callable[[Path, int, int], Path]
) -> Iterator[Database]:
    path = example_copy(tmp_path_factory.mktemp("store") / "s.rccdesk", 3000, 2)
    with Database.open(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def press() -> Iterator[PressProcess]:
    made = PressProcess()
    yield made
    made.close()


@pytest.fixture(scope="module")
def pack(database: Database) -> Pack:
    return assemble_pack(database, REQUEST)


def test_the_same_pack_pages_and_files_come_from_beside(
    database: Database, press: PressProcess, pack: Pack
) -> None:
    assert press.assemble(database, REQUEST) == pack
    assert press.draw(pack, 20.0) == preview_pages(pack, ppi=20.0)
    told: list[tuple[int, int]] = []
    written = press.write(pack, FORMATS, {}, lambda done, total: told.append((done, total)))
    assert written == write_formats(pack, FORMATS, {})
    assert max(done for done, _total in told) > 0


def test_a_pack_that_is_made_beside_is_kept_and_shown(
    database: Database, press: PressProcess, tmp_path: Path
) -> None:
    told: list[int] = []
    request = PackRequest("quarterly", tmp_path, svf=("VG9",), formats=("xlsx",))
    made = make_pack(database, request, lambda done, _total: told.append(done), press)
    assert told == sorted(told)
    assert Path(made.files[0].path).exists()
    kept = archive.get_pack(database, made.pack_id)
    assert press.get_printable(database, made.pack_id) == kept
    row = issuing.issue_pack(database, made.pack_id, "Anna", tmp_path / "ut", press=press)
    (again,) = issuing.rewrite_files(database, made.pack_id, tmp_path / "igen")
    assert again.sha256 == row.files[0].sha256


def test_what_is_refused_beside_is_refused_here(database: Database, press: PressProcess) -> None:
    with pytest.raises(NotFoundError) as refused:
        press.assemble(database, PackRequest("steering", Path(), svf=("XX9",)))
    assert (refused.value.code, refused.value.values) == ("svf_missing", {"svf": "XX9"})


def test_it_speaks_the_language_of_the_program(
    database: Database, press: PressProcess, monkeypatch: pytest.MonkeyPatch, pack: Pack
) -> None:
    monkeypatch.setattr(texts, "_language", "en")
    english = press.assemble(database, REQUEST)
    assert english.sections[0].heading != pack.sections[0].heading
    assert english == assemble_pack(database, REQUEST)


def test_a_cancelled_job_stops_and_the_next_one_is_done(press: PressProcess, pack: Pack) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        press.write(pack, FORMATS, {}, stop)
    assert press.write(pack, ("xlsx",), {})["xlsx"][:2] == b"PK"


def test_a_process_that_ends_is_told_and_the_next_job_gets_another(
    press: PressProcess, pack: Pack
) -> None:
    assert press._pool is not None
    (child,) = press._pool._processes.values()
    threading.Timer(0.2, child.kill).start()
    with pytest.raises(RccdeskError) as refused:
        for _ in range(50):
            press.draw(pack, 110.0)
    assert refused.value.code == "press_ended"
    assert press.draw(pack, 20.0)
    (child,) = press._pool._processes.values()
    child.kill()  # while it waits: nobody need hear of it
    child.join(5)
    for _ in range(100):
        if press._pool._broken:
            break
        time.sleep(0.02)
    assert press.draw(pack, 20.0)


def test_where_no_process_may_be_begun_the_work_is_done_here(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_asked: object) -> None:
        raise PermissionError

    monkeypatch.setattr("concurrent.futures.process.ProcessPoolExecutor._spawn_process", refuse)
    monkeypatch.setattr("concurrent.futures.process.ProcessPoolExecutor._launch_processes", refuse)
    press = PressProcess()
    assert press.draw(pack, 8.0) == preview_pages(pack, ppi=8.0)
    press.close()


@ON_POSIX
def test_a_process_without_work_is_ended(pack: Pack) -> None:
    press = PressProcess(idle_seconds=0.2)
    try:
        assert press.draw(pack, 8.0)
        assert press._pool is not None
        (child,) = press._pool._processes.values()
        assert has_ended(child.pid)
        assert press.draw(pack, 8.0)
    finally:
        press.close()
    with pytest.raises(Cancelled):  # the window is closed
        press.draw(pack, 8.0)


@ON_POSIX
def test_it_does_not_outlive_the_program(tmp_path: Path) -> None:
    script = tmp_path / "orphan.py"
    script.write_text(ORPHAN, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert has_ended(int(done.stdout))
