"""The contract's rules for counts, shapes and undo, for every layout and every format."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from pathlib import Path

import pytest

from rccdesk.services import imports
from rccdesk.services.database import Database
from rccdesk.services.export import dump
from rccdesk.services.history import redo_last, undo_last
from rccdesk.services.imports.reading import client
from tests.oracle.layouts import EXAMPLES, Example, write_rows
from tests.oracle.test_shapes import IMPORT, PROBLEM, check, done
from tests.rigs.forking import ForkedReader

FIRST, LATER = "2025-01-01", "2025-02-01"
OTHER_FORMATS = [(name, kind) for name in EXAMPLES for kind in ("xlsx", "xls", "xlsb", "ods")]


@pytest.fixture(autouse=True)
def reader_from_a_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read by a fork: the child's own start is tried elsewhere."""
    monkeypatch.setattr(client, "start", ForkedReader)


@pytest.fixture(scope="module")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("new") / "prov.rccdesk"
    Database.open(path, create=True).close()
    return path


@pytest.fixture
def store(tmp_path: Path, new_store: Path) -> Path:
    return Path(shutil.copy(new_store, tmp_path / "prov.rccdesk"))


def _dump(database: Database) -> dict[str, object]:
    """Return the domain dump with every case-level row, less its own version and time."""
    found = dump(database, case_level=True)
    return {name: found[name] for name in ("tables", "deleted")}


def dumped(store: Path) -> dict[str, object]:
    with Database.open(store, reading=True) as database:
        return _dump(database)


def take(store: Path, example: Example, path: Path, day: str, *more: str) -> list[dict]:
    """Import a file; return the shape of each batch, whose keys and sums have been checked."""
    options = ("--extract-date", day, *example.options, *more)
    shape = done("--store", store, "import", path, *options)
    shapes = shape.get("imports", [shape])
    assert ("imports" in shape) == (len(example.read) > 1)
    for each in shapes:
        check(each, IMPORT)
        for problem in each["problems"]:
            check(problem, PROBLEM)
            assert problem["severity"] in {"warning", "info"}
            assert len(problem["cells"]) <= min(problem["count"], 100)
            assert problem["cell"] == next(iter(problem["cells"]), None)
            assert problem["message"].strip()
        read = each["rows_imported"] + each["rows_unchanged"] + each["rows_skipped"]
        assert read == each["rows_read"]
        assert each["rows_changed"] <= each["rows_imported"]
        assert each["profile"] == example.profile
        assert each["file_sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert dt.date.fromisoformat(each["extract_date"]) == dt.date.fromisoformat(day)
        assert (each["sheet"] is None) == (path.suffix == ".csv")
    return shapes


@pytest.mark.parametrize("layout", EXAMPLES)
def test_counts_shapes_and_undo_of_every_layout(layout: str, store: Path, tmp_path: Path) -> None:
    check_layout(layout, "csv", store, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize(("layout", "kind"), OTHER_FORMATS)
def test_counts_shapes_and_undo_of_other_formats(
    layout: str, kind: str, store: Path, tmp_path: Path
) -> None:
    check_layout(layout, kind, store, tmp_path)


def check_layout(layout: str, kind: str, store: Path, tmp_path: Path) -> None:
    example = EXAMPLES[layout]
    empty = dumped(store)
    path = write_rows(tmp_path / f"a.{kind}", example.rows(0))
    dry = take(store, example, path, FIRST, "--dry-run")
    assert dumped(store) == empty
    first = take(store, example, path, FIRST)
    assert tuple(each["rows_read"] for each in first) == example.read
    assert tuple(each["rows_skipped"] for each in first) == example.skipped
    assert [each["rows_unchanged"] for each in first] == [0] * len(first)
    for trial, real in zip(dry, first, strict=True):
        assert trial["batch_id"] is None
        for name in set(IMPORT) - {"batch_id", "seconds"}:
            assert trial[name] == real[name], name
    for each, of in zip(take(store, example, path, FIRST), first, strict=True):
        assert (each["rows_imported"], each["rows_skipped"]) == (0, of["rows_skipped"])
        assert "already_imported" in {problem["code"] for problem in each["problems"]}
    listed = done("--store", store, "imports")["batches"]
    assert [batch["batch_id"] for batch in listed] == [each["batch_id"] for each in first]
    assert [batch["rows"] for batch in listed] == [each["rows_imported"] for each in first]

    with_first = dumped(store)
    assert with_first != empty
    later = take(store, example, write_rows(tmp_path / f"b.{kind}", example.rows(1)), LATER)
    with_both = dumped(store)
    assert all(each["rows_changed"] for each in later)
    undo(store, later)
    assert dumped(store) == with_first
    redo(store, later)
    assert dumped(store) == with_both
    undo(store, later)
    undo(store, first)
    assert dumped(store) == empty
    redo(store, first)
    assert dumped(store) == with_first


def undo(store: Path, shapes: list[dict]) -> None:
    for each in reversed(shapes):
        undone = done("--store", store, "imports", "undo", each["batch_id"])
        assert (undone["batch_id"], undone["state"]) == (each["batch_id"], "undone")
        assert undone["rows_removed"] == each["rows_imported"] + each["rows_unchanged"]


def redo(store: Path, shapes: list[dict]) -> None:
    with Database.open(store) as database:
        for each in shapes:
            imports.redo_batch(database, each["batch_id"])


@pytest.mark.parametrize("layout", ["events", "figures", "kolada", "limits"])
def test_ctrl_z_takes_a_whole_file_of_every_layout(
    layout: str, store: Path, tmp_path: Path
) -> None:
    example = EXAMPLES[layout]
    path = write_rows(tmp_path / "a 2025-01-01.csv", example.rows(0))
    key = example.options[1] if example.options else None
    empty = dumped(store)
    with Database.open(store) as database:
        results = imports.import_files(database, imports.ImportRequest((path,), indicator=key))
        assert len(results) == len(example.read)
        with_first = _dump(database)
        undo_last(database)
        assert _dump(database) == empty
        redo_last(database)
        assert _dump(database) == with_first
