"""Full disks: an import, a pack or a file is there wholly or not at all, by the fault register.

The disk is a real one of 6 MB in memory where that may be made; else the system's limit of the
size of a file stands in for it.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from rccdesk.enums import BackupReason
from rccdesk.errors import FileWriteError, RccdeskError
from rccdesk.files import write_atomic
from rccdesk.services import backups, imports
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest, backing_up
from rccdesk.services.packs import archive
from rccdesk.services.packs.content import PackRequest, make_pack
from tests.services.import_workbooks import EVENT_HEADER, event, write_csv
from tests.services.lead_time_examples import import_events, waits

resource = pytest.importorskip("resource")  # Windows has neither its limits nor such disks

PAGE = 4096
DISK_BYTES = 6 << 20
FULL = {"disk_full", "store_unreadable"}  # the limit of a file is an error of its own to SQLite

Shrink = Callable[[int], AbstractContextManager[None]]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Return a small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    size = f"size={DISK_BYTES}"
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", size, "none", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("no disk may be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@contextlib.contextmanager
def only_free(folder: Path, free: int) -> Iterator[None]:
    """Fill the disk but for ``free`` bytes."""
    filler = folder / "filler"
    status = os.statvfs(folder)
    with filler.open("wb") as stream:
        stream.write(b"x" * max(status.f_bavail * status.f_frsize - free, 0))
    try:
        yield
    finally:
        filler.unlink()


@contextlib.contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond ``size`` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def content(store: Path) -> str:
    """Return a hash of all that a whole store holds."""
    digest = hashlib.sha256()
    with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for line in connection.iterdump():
            digest.update(line.encode())
    return digest.hexdigest()


# --- an import -----------------------------------------------------------------------------------


@pytest.fixture
def no_room_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the import begin, so that the disk itself is what fails."""
    monkeypatch.setattr(backing_up, "check_free_space", lambda _folder, _bytes: None)


def make_store(path: Path) -> Path:
    with Database.open(path, create=True) as database:
        import_events(database, waits(300, 10))
    return path


def write_extract(path: Path) -> Path:
    rows = [
        event(f"N-{number:05}", f"VG9{code}", day, unit=f"Enhet {number % 40}")
        for number in range(4000)
        for code, day in (("10", "2026-02-05"), ("50", "2026-03-05"))
    ]
    return write_csv(path, [EVENT_HEADER, *rows])


def import_at_each(store: Path, extract: Path, shrink: Shrink, sizes: list[int]) -> list[str]:
    """Import with so many free bytes until it succeeds; return what each time was said."""
    before = content(store)
    there = names(store.parent)
    said = []
    for size in sizes:
        with Database.open(store) as database:
            with shrink(size):
                try:
                    imports.import_files(database, ImportRequest((extract,)))
                except RccdeskError as error:
                    said.append(error.code)
                else:
                    said.append("")
            assert len(imports.list_batches(database)) == (2 if said[-1] == "" else 1)
        if said[-1] == "":
            assert content(store) != before
            break
        assert content(store) == before
        assert names(store.parent) == there
    return said


def sizes_up_to(most: int, short: int, *, is_long: bool) -> list[int]:
    step = PAGE if is_long else most // short
    return [*range(0, most, step), 4 * most]


@pytest.mark.usefixtures("no_room_is_asked_for")
@pytest.mark.parametrize("is_long", [False, pytest.param(True, marks=pytest.mark.long)])
def test_S02_import_on_a_full_disk(tmp_path: Path, disk: Path, is_long: bool) -> None:
    extract = write_extract(tmp_path / "extract.csv")
    store = make_store(disk / "min.rccdesk")
    sizes = sizes_up_to(60 * PAGE, 3, is_long=is_long)
    said = import_at_each(store, extract, lambda size: only_free(disk, size), sizes)
    assert said[-1] == ""
    assert set(said[:-1]) == {"disk_full"}
    assert len(said) > 2


@pytest.mark.usefixtures("no_room_is_asked_for")
@pytest.mark.parametrize("is_long", [False, pytest.param(True, marks=pytest.mark.long)])
def test_S02_import_where_no_file_may_grow(tmp_path: Path, is_long: bool) -> None:
    (tmp_path / "store").mkdir()
    extract = write_extract(tmp_path / "extract.csv")
    store = make_store(tmp_path / "store" / "min.rccdesk")
    now = store.stat().st_size
    sizes = sizes_up_to(60 * PAGE, 3, is_long=is_long)
    said = import_at_each(store, extract, lambda size: largest_file(now + size), sizes)
    assert said[-1] == ""
    assert set(said[:-1]) <= FULL
    assert len(said) > 2


def test_S05_import_without_room_is_refused_at_once(tmp_path: Path, disk: Path) -> None:
    extract = write_extract(tmp_path / "extract.csv")
    store = make_store(disk / "min.rccdesk")
    before = content(store)
    needed = 3 * store.stat().st_size
    with Database.open(store) as database:
        with only_free(disk, needed - PAGE), pytest.raises(FileWriteError) as caught:
            imports.import_files(database, ImportRequest((extract,)))
        assert caught.value.code == "disk_space_low"
        with only_free(disk, needed - PAGE):  # looking takes no room
            imports.import_files(database, ImportRequest((extract,), dry_run=True))
    assert content(store) == before
    assert names(disk) == ["min.rccdesk", "min.rccdesk.state"]


# --- the backup before it ------------------------------------------------------------------------


@pytest.fixture
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backing_up, "LARGE_ROWS", 100)


def reasons(store: Path) -> list[BackupReason]:
    return [row.reason for row in backups.list_backups(store)]


@pytest.mark.parametrize("attribute", ["LARGE_ROWS", "LARGE_BYTES"])
def test_a_large_import_has_a_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, attribute: str
) -> None:
    monkeypatch.setattr(backing_up, attribute, 100)
    extract = write_extract(tmp_path / "extract.csv")
    store = make_store(tmp_path / "min.rccdesk")
    before = content(store)
    with Database.open(store) as database:
        imports.import_files(database, ImportRequest((extract,), dry_run=True))
        assert reasons(store) == []
        imports.import_files(database, ImportRequest((extract,)))
    (made,) = backups.list_backups(store)
    assert made.reason is BackupReason.IMPORT
    assert content(made.path) == before


@pytest.mark.usefixtures("small_is_large")
def test_an_empty_store_needs_none(tmp_path: Path) -> None:
    extract = write_extract(tmp_path / "extract.csv")
    with Database.open(tmp_path / "ny.rccdesk", create=True) as database:
        imports.import_files(database, ImportRequest((extract,)))
        assert reasons(database.path) == []


def test_a_small_import_has_none(tmp_path: Path) -> None:
    extract = write_extract(tmp_path / "extract.csv")
    with Database.open(make_store(tmp_path / "min.rccdesk")) as database:
        imports.import_files(database, ImportRequest((extract,)))
        assert reasons(database.path) == []


@pytest.mark.usefixtures("small_is_large")
def test_S04_no_import_without_its_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extract = write_extract(tmp_path / "extract.csv")
    store = make_store(tmp_path / "min.rccdesk")
    before = content(store)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    with Database.open(store) as database:
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(RccdeskError) as caught:
            imports.import_files(database, ImportRequest((extract,)))
        monkeypatch.undo()
    assert caught.value.code == "disk_full"
    assert content(store) == before
    assert reasons(store) == []
    assert not [name for name in names(tmp_path) if ".tmp" in name]


# --- what is written for others ------------------------------------------------------------------


def test_S03_a_pack_on_a_full_disk(tmp_path: Path, disk: Path) -> None:
    with Database.open(tmp_path / "min.rccdesk", create=True) as database:
        import_events(database, waits(30, 10))
        whole = make_pack(database, PackRequest(kind="steering", out_dir=tmp_path / "ut"))
        packs = len(archive.list_packs(database))
        sizes = [Path(file.path).stat().st_size for file in whole.files]
        shutil.copytree(tmp_path / "ut", disk / "ut")
        there = {name: (disk / name).read_bytes() for name in names(disk)}
        # Not even the first file; the first only; the second all but a page.
        for free in (0, PAGE, sizes[0] + PAGE, sum(sizes) - PAGE):
            with only_free(disk, free), pytest.raises(FileWriteError) as caught:
                make_pack(database, PackRequest(kind="steering", out_dir=disk / "ut"))
            assert caught.value.code == "disk_full"
            assert {name: (disk / name).read_bytes() for name in names(disk)} == there
        assert len(archive.list_packs(database)) == packs
        make_pack(database, PackRequest(kind="steering", out_dir=disk / "ut"))
        assert len(names(disk)) == 2 * len(there)


@pytest.mark.parametrize("free", [0, 1, PAGE, 2 * PAGE, 1 << 20, (3 << 20) - PAGE])
def test_S06_a_file_of_three_megabytes(disk: Path, free: int) -> None:
    (disk / "rapport.pdf").write_bytes(b"old")
    with only_free(disk, free), pytest.raises(FileWriteError) as caught:
        write_atomic(disk / "rapport.pdf", b"x" * (3 << 20))
    assert caught.value.code == "disk_full"
    assert (disk / "rapport.pdf").read_bytes() == b"old"
    assert names(disk) == ["rapport.pdf"]


def test_S06_where_no_file_may_grow(tmp_path: Path) -> None:
    (tmp_path / "rapport.pdf").write_bytes(b"old")
    with largest_file(1 << 20), pytest.raises(FileWriteError) as caught:
        write_atomic(tmp_path / "rapport.pdf", b"x" * (3 << 20))
    assert caught.value.code == "disk_full"
    assert (tmp_path / "rapport.pdf").read_bytes() == b"old"
    assert names(tmp_path) == ["rapport.pdf"]


def test_S07_a_disk_that_only_reads(disk: Path) -> None:
    (disk / "rapport.pdf").write_bytes(b"old")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    for path in (disk / "rapport.pdf", disk / "ny" / "rapport.pdf"):
        with pytest.raises(FileWriteError) as caught:
            write_atomic(path, b"new")
        assert caught.value.code in {"folder_read_only", "folder_missing"}
    assert (disk / "rapport.pdf").read_bytes() == b"old"
    assert names(disk) == ["rapport.pdf"]
