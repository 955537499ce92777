"""Where what leaves the program goes: places that refuse it, full disks, two at once, an import."""

from __future__ import annotations

import dataclasses
import datetime as dt
import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from rccdesk import files
from rccdesk.errors import ConflictError, FileWriteError
from rccdesk.files import DRAFT_PREFIX, FOLDER_PREFIX, PREFIX
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest, import_files
from rccdesk.services.packs import archive, content
from rccdesk.services.packs.content import PackRequest, make_pack
from rccdesk.services.packs.model import Pack
from tests.ui.figure_store import make_store


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return make_store(tmp_path_factory.mktemp("gjord")).read_bytes()


@pytest.fixture
def database(made: bytes, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "figures.rccdesk"
    path.write_bytes(made)
    with Database.open(path) as opened:
        yield opened


def request(out: Path, **changes: object) -> PackRequest:
    """Return the smallest pack there is, in two formats."""
    made = PackRequest(
        "indicator-sheet", out, formats=("xlsx", "docx"), indicator="vardplan", period="2025-Q3"
    )
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


def steering(out: Path, **changes: object) -> PackRequest:
    return dataclasses.replace(PackRequest("steering", out, formats=("xlsx",)), **changes)  # type: ignore[arg-type]


def left_over(folder: Path) -> list[str]:
    return [
        each.name
        for each in folder.rglob("*")
        if each.name.startswith((PREFIX, FOLDER_PREFIX, DRAFT_PREFIX))
    ]


def test_X05_a_file_that_is_open_elsewhere_is_kept_and_the_next_name_is_taken(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "Underlag å ä ö"
    first = make_pack(database, request(out))
    for file in first.files:
        Path(file.path).write_bytes(b"being edited")
    second = make_pack(database, request(out))
    assert all(Path(file.path).read_bytes() == b"being edited" for file in first.files)
    assert all(Path(file.path).stem.endswith("_2") for file in second.files)
    # A file that appears, and is held, between the choice of its name and the writing.
    replace, calls = os.replace, []

    def held(source: str, target: str) -> None:
        calls.append(target)
        if len(calls) == 2:
            raise PermissionError(errno.EACCES, "held")
        replace(source, target)

    before = sorted(each.name for each in out.iterdir())
    monkeypatch.setattr(files.os, "replace", held)
    with pytest.raises(FileWriteError) as caught:
        make_pack(database, request(out))
    assert caught.value.code == "target_locked"
    monkeypatch.undo()
    assert sorted(each.name for each in out.iterdir()) == before
    assert len(archive.list_packs(database)) == 2
    assert left_over(tmp_path) == []
    third = make_pack(database, request(out))
    assert all(Path(file.path).stem.endswith("_3") for file in third.files)


def test_X05_a_folder_in_the_place_of_a_file_is_kept_too(
    database: Database, tmp_path: Path
) -> None:
    out = tmp_path / "ut"
    first = make_pack(database, request(out))
    for file in first.files:
        Path(file.path).unlink()
    taken = Path(first.files[1].path)
    (taken / "innehåll").mkdir(parents=True)
    second = make_pack(database, request(out))
    assert (taken / "innehåll").is_dir()
    assert all(Path(file.path).stem == f"{taken.stem}_2" for file in second.files)


@pytest.mark.parametrize("end", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
def test_X06_a_disk_that_is_full_or_a_stop_amid_a_file_leaves_no_half_one(
    end: BaseException, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "ut"
    out.mkdir()
    write, calls = os.write, []

    def fail(handle: int, part: memoryview) -> int:
        calls.append(handle)
        if len(calls) == 2:  # amid the second file
            write(handle, part[:100])
            raise end
        return write(handle, part)

    monkeypatch.setattr(files.os, "write", fail)
    with pytest.raises((FileWriteError, KeyboardInterrupt)) as caught:
        make_pack(database, request(out))
    assert len(calls) == 2
    assert getattr(caught.value, "code", "disk_full") == "disk_full"
    assert list(out.iterdir()) == [] and archive.list_packs(database) == ()


def test_X06_what_a_killed_run_left_in_the_folder_goes_with_the_next_pack(
    database: Database, tmp_path: Path
) -> None:
    out = tmp_path / "ut"
    out.mkdir()
    old, young = out / f"{PREFIX}{'a' * 16}.tmp.pptx", out / f"{PREFIX}{'b' * 16}.tmp.pptx"
    own = out / "anteckning.tmp"
    for each in (old, young, own):
        each.write_bytes(b"half a file")
    for each in (old, own):
        os.utime(each, (0, 0))
    result = make_pack(database, request(out))
    there = {each.name for each in out.iterdir()}
    # The young one may be of another program that is writing now.
    assert there == {young.name, own.name, *(Path(file.path).name for file in result.files)}


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EROFS, "folder_read_only"),
        (errno.EACCES, "folder_read_only"),
        (errno.EHOSTDOWN, "folder_missing"),
        (errno.ENOSPC, "disk_full"),
        (-206, "name_too_long"),  # as Windows says of more than 260 characters
    ],
)
def test_X06_a_place_that_cannot_be_written_is_said_before_the_work(
    number: int, code: str, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "utan rätt"
    out.mkdir()
    monkeypatch.setattr(content, "assemble_pack", lambda *_: pytest.fail("the work began"))
    opened = os.open

    def refuse(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if out in Path(path).parents and flags & os.O_CREAT:
            error = OSError(max(0, number), "no")
            error.winerror = max(0, -number)  # type: ignore[attr-defined,misc]
            raise error
        return opened(path, flags, mode)

    monkeypatch.setattr(files.os, "open", refuse)
    with pytest.raises(FileWriteError) as caught:
        make_pack(database, request(out))
    assert caught.value.code == code
    assert list(out.iterdir()) == []


def test_X06_long_paths_and_files_in_the_place_of_folders_are_said_before_the_work(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "assemble_pack", lambda *_: pytest.fail("the work began"))
    (tmp_path / "fil").write_bytes(b"")
    long = tmp_path.joinpath(*["x" * 200] * 25)
    cases = (
        (tmp_path / "fil", "folder_missing"),
        (tmp_path / "fil" / "under", "folder_missing"),
        (long, "name_too_long"),
        (tmp_path / ("y" * 300), "name_too_long"),
    )
    for out, code in cases:
        with pytest.raises(FileWriteError) as caught:
            make_pack(database, request(out))
        assert caught.value.code == code, out
    assert not long.parent.exists() if len(str(long)) < 4096 else True


def test_X06_a_new_folder_is_not_made_by_the_question(tmp_path: Path) -> None:
    files.check_target(tmp_path / "ny" / "ännu en" / "fil.pdf")
    assert list(tmp_path.iterdir()) == []


def test_X09_two_in_the_same_second_are_two(database: Database, tmp_path: Path) -> None:
    made = [make_pack(database, request(tmp_path / "ut")) for _ in range(2)]
    paths = [file.path for each in made for file in each.files]
    assert len(set(paths)) == 4 and all(Path(path).exists() for path in paths)
    assert len({each.pack_id for each in made}) == 2
    assert len({row.pack_id for row in archive.list_packs(database)}) == 2


def more_data(database: Database, folder: Path, number: int) -> None:
    """Import another extract: three days in the waits of a region."""
    start = dt.date(2025, 11, 3)
    lines = ["pathway_id;kva_code;event_date;region"]
    for each in range(30):
        lines += [
            f"n{number}x{each};VG910;{start};01",
            f"n{number}x{each};VG950;{start + dt.timedelta(days=10 + number)};01",
        ]
    path = folder / f"mer{number}.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    day = dt.date(2026, 2, 28) + dt.timedelta(days=number)
    import_files(database, ImportRequest((path,), extract_date=day))


def figures_of(pack: Pack) -> list[object]:
    return [(s.heading, s.tables, s.key_figure) for s in pack.sections if s.tables]


def test_X10_an_import_meanwhile_does_not_mix_two_states(
    database: Database, tmp_path: Path
) -> None:
    steps: list[int] = []

    def import_once(_step: int, _steps: int) -> None:
        steps.append(1)
        if len(steps) == 2:  # after the first tables have been read
            more_data(database, tmp_path, 1)

    result = make_pack(database, steering(tmp_path / "ut", period="2025-Q4"), import_once)
    told = archive.get_pack(database, result.pack_id)
    after = make_pack(database, steering(tmp_path / "ut", period="2025-Q4"))
    wanted = archive.get_pack(database, after.pack_id)
    assert figures_of(told) and figures_of(told) == figures_of(wanted)
    assert told.snapshot_ids == wanted.snapshot_ids and told.summary == wanted.summary


def test_X10_imports_without_end_are_said(database: Database, tmp_path: Path) -> None:
    numbers = iter(range(1, 100))

    def import_always(step: int, _steps: int) -> None:
        if step == 0:
            more_data(database, tmp_path, next(numbers))

    with pytest.raises(ConflictError) as caught:
        make_pack(database, steering(tmp_path / "ut"), import_always)
    assert caught.value.code == "pack_figures_change"
    assert archive.list_packs(database) == () and not (tmp_path / "ut").exists()
