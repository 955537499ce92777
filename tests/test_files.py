"""Writing files: wholly or not at all, with the reason where it fails."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import os
import shutil
import stat
import time
import unicodedata
from pathlib import Path
from types import SimpleNamespace

import pytest

from rccdesk import files
from rccdesk.errors import Cancelled, FileWriteError
from rccdesk.files import (
    check_free_space,
    remove_leftovers,
    replace_file,
    safe_name,
    temporary_beside,
    write_atomic,
    writing,
)
from rccdesk.texts import text


def names(folder: Path) -> list[str]:
    """Return the names in a folder, hidden ones too."""
    return sorted(each.name for each in folder.iterdir())


def refused(path: Path, content: bytes = b"new") -> FileWriteError:
    """Return the error of writing ``content`` to ``path``; its sentence must exist."""
    with pytest.raises(FileWriteError) as caught:
        write_atomic(path, content)
    assert text(f"errors.{caught.value.code}", **caught.value.values)
    return caught.value


def failing(code: int) -> object:
    """Return a function that fails with an error number of the system."""

    def fail(*_arguments: object, **_named: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def test_writes_into_a_new_folder_and_returns_the_digest(tmp_path: Path) -> None:
    path = tmp_path / "ny" / "mapp" / "fil.pdf"
    assert write_atomic(path, b"abc", verify=True) == hashlib.sha256(b"abc").hexdigest()
    assert path.read_bytes() == b"abc"
    assert names(path.parent) == ["fil.pdf"]


def test_replaces_an_old_file_and_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "fil.pdf"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    "name",
    [
        "Ångström öppnar ärendet.pdf",
        unicodedata.normalize("NFD", "Väntetid åäö.pdf"),
        "🩺 rapport.pdf",
        "a" * 251 + ".pdf",
        "?#%20.pdf",
    ],
)
def test_any_name_that_the_system_takes(tmp_path: Path, name: str) -> None:
    write_atomic(tmp_path / name, b"new")
    assert names(tmp_path) == [name]


def test_a_large_content_is_written_whole(tmp_path: Path) -> None:
    content = os.urandom(5_000_001)
    digest = write_atomic(tmp_path / "fil.bin", content, verify=True)
    assert hashlib.sha256((tmp_path / "fil.bin").read_bytes()).hexdigest() == digest


# --- what goes wrong -----------------------------------------------------------------------------


def test_a_target_that_cannot_be_replaced_is_named_and_left(tmp_path: Path) -> None:
    folder = tmp_path / "fil.pdf"
    folder.mkdir()  # a folder in the file's place: os.replace fails as it does on a locked file
    error = refused(folder)
    assert error.code == "target_locked"
    assert error.values == {"file": "fil.pdf", "folder": str(tmp_path)}
    assert names(tmp_path) == ["fil.pdf"]


@pytest.mark.parametrize(
    ("call", "code", "expected"),
    [
        ("fsync", errno.ENOSPC, "disk_full"),
        ("fsync", errno.EDQUOT, "disk_full"),
        ("write", errno.ENOSPC, "disk_full"),
        ("write", errno.EFBIG, "disk_full"),
        ("write", errno.EIO, "folder_missing"),
        ("replace", errno.ENODEV, "folder_missing"),
        ("replace", errno.EROFS, "folder_read_only"),
        ("replace", errno.EACCES, "target_locked"),
        ("replace", errno.ENAMETOOLONG, "name_too_long"),
        ("open", errno.EROFS, "folder_read_only"),
        ("open", errno.EACCES, "folder_read_only"),
        ("open", errno.ENOSPC, "disk_full"),
    ],
)
def test_the_reason_is_told_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, expected: str
) -> None:
    path = tmp_path / "fil.pdf"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, call, failing(code))
    error = refused(path)
    monkeypatch.undo()
    assert error.code == expected
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["fil.pdf"]


def test_a_folder_that_cannot_be_made_is_missing(tmp_path: Path) -> None:
    (tmp_path / "fil").write_bytes(b"")  # a drive that is gone cannot get a folder either
    assert refused(tmp_path / "fil" / "mapp" / "rapport.pdf").code == "folder_missing"


def test_a_name_too_long_for_the_disk(tmp_path: Path) -> None:
    error = refused(tmp_path / ("å" * 200))
    assert error.code == "name_too_long"
    assert names(tmp_path) == []


def test_S06_a_short_write_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[: len(data) // 2]))
    path = tmp_path / "fil.pdf"
    path.write_bytes(b"old")
    assert refused(path, b"x" * 3_000_000).code == "disk_full"
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["fil.pdf"]


def test_S06_a_write_that_only_says_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write

    def lie(handle: int, data: memoryview) -> int:
        real(handle, data[: len(data) // 2])
        return len(data)

    monkeypatch.setattr(os, "write", lie)
    path = tmp_path / "fil.pdf"
    path.write_bytes(b"old")
    assert refused(path, b"x" * 3_000_000).code == "disk_full"
    assert path.read_bytes() == b"old"


def test_what_reads_back_differently_does_not_replace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, b"\0" * len(data)))
    path = tmp_path / "fil.pdf"
    path.write_bytes(b"old")
    with pytest.raises(FileWriteError) as caught:
        write_atomic(path, b"new", verify=True)
    assert caught.value.code == "file_not_verified"
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["fil.pdf"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, Cancelled, ValueError])
def test_L10_nothing_is_left_of_what_was_cancelled(
    tmp_path: Path, error: type[BaseException]
) -> None:
    path = tmp_path / "fil.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(error), writing(path) as temporary:
        temporary.write_bytes(b"half")
        raise error
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["fil.xlsx"]


def test_a_library_writes_the_temporary_file_itself(tmp_path: Path) -> None:
    path = tmp_path / "fil.xlsx"
    with writing(path) as temporary:
        assert temporary.parent == tmp_path
        assert temporary.suffix == ".xlsx"  # some choose the format by it
        temporary.write_bytes(b"new")
        assert path.exists() is False
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["fil.xlsx"]


# --- other programs and links --------------------------------------------------------------------


def _as_windows(
    monkeypatch: pytest.MonkeyPatch, winerror: int, failures: int
) -> tuple[list[float], list[int]]:
    """Let replacing fail ``failures`` times as Windows does; return the pauses and the calls."""
    pauses: list[float] = []
    calls: list[int] = []
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        calls.append(1)
        if len(calls) <= failures:
            error = PermissionError(errno.EACCES, "held")
            error.winerror = winerror  # type: ignore[attr-defined]
            raise error
        real(source, target)

    monkeypatch.setattr(files, "_IS_WINDOWS", True)
    monkeypatch.setattr(time, "sleep", pauses.append)
    monkeypatch.setattr(os, "replace", replace)
    return pauses, calls


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_S09_a_scanner_lets_go_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, winerror: int
) -> None:
    pauses, _calls = _as_windows(monkeypatch, winerror, 4)
    write_atomic(tmp_path / "fil.pdf", b"new")
    assert (tmp_path / "fil.pdf").read_bytes() == b"new"
    assert pauses == [0.05, 0.1, 0.2, 0.4]


def test_S09_after_two_and_a_half_seconds_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fil.pdf").write_bytes(b"old")
    pauses, calls = _as_windows(monkeypatch, 32, 1000)
    assert refused(tmp_path / "fil.pdf").code == "target_locked"
    assert sum(pauses) == pytest.approx(2.5)
    assert len(calls) == len(pauses) + 1
    assert (tmp_path / "fil.pdf").read_bytes() == b"old"
    assert names(tmp_path) == ["fil.pdf"]


@pytest.mark.parametrize(("is_windows", "winerror"), [(True, 17), (False, 32)])
def test_S09_nothing_else_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_windows: bool, winerror: int
) -> None:
    (tmp_path / "ny").write_bytes(b"new")
    pauses, _calls = _as_windows(monkeypatch, winerror, 1000)
    monkeypatch.setattr(files, "_IS_WINDOWS", is_windows)
    with pytest.raises(PermissionError):
        replace_file(tmp_path / "ny", tmp_path / "fil")
    assert pauses == []


def test_S10_a_link_stays_a_link(tmp_path: Path) -> None:
    there, here = tmp_path / "there", tmp_path / "here"
    there.mkdir()
    here.mkdir()
    (there / "fil.pdf").write_bytes(b"old")
    (here / "link.pdf").symlink_to(there / "fil.pdf")
    write_atomic(here / "link.pdf", b"new")
    assert (here / "link.pdf").is_symlink()
    assert (there / "fil.pdf").read_bytes() == b"new"
    assert names(here) == ["link.pdf"]
    assert names(there) == ["fil.pdf"]


def test_S10_a_link_to_nothing_gets_its_file(tmp_path: Path) -> None:
    (tmp_path / "link.pdf").symlink_to(tmp_path / "ny" / "fil.pdf")
    write_atomic(tmp_path / "link.pdf", b"new")
    assert (tmp_path / "ny" / "fil.pdf").read_bytes() == b"new"
    assert (tmp_path / "link.pdf").is_symlink()


def test_S10_a_linked_folder(tmp_path: Path) -> None:
    (tmp_path / "mapp").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "mapp")
    write_atomic(tmp_path / "link" / "fil.pdf", b"new")
    assert names(tmp_path / "mapp") == ["fil.pdf"]


# --- room and leftovers --------------------------------------------------------------------------


def test_S05_too_little_room_is_refused_with_the_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = SimpleNamespace(total=10**9, used=0, free=12_345_678)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: free)
    check_free_space(tmp_path, 12_345_678)
    with pytest.raises(FileWriteError) as caught:
        check_free_space(tmp_path / "not" / "yet", 12_345_679)
    assert caught.value.code == "disk_space_low"
    assert (caught.value.values["needed"], caught.value.values["free"]) == (13, 12)
    assert "13 MB" in text("errors.disk_space_low", **caught.value.values)


def test_S05_a_disk_that_does_not_say_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", failing(errno.ENOSYS))
    check_free_space(tmp_path, 10**15)


def test_K12_only_old_leftovers_of_ours_go(tmp_path: Path) -> None:
    now = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
    journal = temporary_beside(tmp_path / "min.rccdesk")
    ours = [
        temporary_beside(tmp_path / "rapport.pdf"),
        temporary_beside(tmp_path / "min.rccdesk"),
        journal.with_name(journal.name + "-journal"),
        journal.with_name(journal.name + ".state"),
        tmp_path / "rccdesk-theme-aB3xY9" / "light_tick.svg",
    ]
    others = [
        tmp_path / "min.rccdesk",
        tmp_path / "min.rccdesk.state",
        tmp_path / ".rccdesk-notes.tmp",
        tmp_path / ".something.tmp",
        tmp_path / ".rccdesk-0123456789abcdef.tmp.bak",  # looks like ours, but is a folder
        tmp_path / "rccdesk-theme-build" / "x.svg",
        tmp_path / "rccdesk-theme-aB3xY8" / "not ours.txt",
    ]
    for path in (*ours, *others):
        path.parent.mkdir(exist_ok=True)
        if path.suffix == ".bak":
            path.mkdir()
        else:
            path.write_bytes(b"x")
    young = temporary_beside(tmp_path / "ny.pdf")
    young.write_bytes(b"x")
    link = temporary_beside(tmp_path / "link.pdf")
    link.symlink_to(tmp_path / "min.rccdesk")
    old = now.timestamp() - 3601
    for path in [*tmp_path.rglob("*")]:
        if path != young and not path.is_symlink():
            os.utime(path, (old, old))
    os.utime(young, (old + 60, old + 60))

    assert remove_leftovers((tmp_path, tmp_path / "missing"), now) == len(ours)

    assert not any(path.exists() for path in ours)
    assert not (tmp_path / "rccdesk-theme-aB3xY9").exists()
    assert all(path.exists() for path in (*others, young, link))


def test_K12_what_is_written_now_bears_a_name_that_is_known(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), writing(tmp_path / "fil.PDF") as temporary:
        copy = tmp_path / "mapp"
        copy.mkdir()
        (copy / temporary.name).write_bytes(temporary.read_bytes())
        raise KeyboardInterrupt
    later = dt.datetime.now(dt.UTC) + dt.timedelta(hours=2)
    assert remove_leftovers((copy,), later) == 1


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Bröstcancer", "Brostcancer"),
        ("RCC Exempel", "RCC-Exempel"),
        ("../../etc/passwd", "etc-passwd"),
        ("Huvud- och hals: A/B", "Huvud-och-hals-A-B"),
    ],
)
def test_safe_names(words: str, name: str) -> None:
    assert safe_name(words) == name
