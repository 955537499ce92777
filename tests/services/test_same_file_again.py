"""A file that is stored already is not read again, and the answer is as if it were."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rccdesk.errors import FileRefusedError
from rccdesk.services.database import Database
from rccdesk.services.imports import (
    ImportRequest,
    earlier_batches,
    import_files,
    list_batches,
    preparing,
    reading,
    undo_batch,
)
from rccdesk.services.imports.reading import client
from tests.oracle.layouts import EXAMPLES, write_rows
from tests.oracle.test_shapes import done
from tests.rigs.forking import ForkedReader

DAY = ("--extract-date", "2025-01-01")
CHOICES = {
    "dated": DAY,
    "assumed": (),
    "trial": (*DAY, "--dry-run"),
    "first": (*DAY, "--duplicates", "first"),
}
_SHORT = ("limits",)  # layouts tried with every choice also in the short form
CASES = [
    pytest.param(
        layout,
        choice,
        marks=() if choice == "dated" or layout in _SHORT else pytest.mark.long,
    )
    for layout in EXAMPLES
    for choice in CHOICES
]


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


@pytest.fixture
def tables_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """List the sheets whose rows are read."""
    sheets: list[str] = []
    plain = client.Reading.read

    def read(self: client.Reading, plan: reading.ReadPlan, *more: object) -> object:
        sheets.append(plan.sheet)
        return plain(self, plan, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(client.Reading, "read", read)
    return sheets


def take(store: Path, path: Path, *options: str) -> dict:
    """Import by the command line and return its shape less the time that it took."""
    shape = done("--store", store, "import", path, *options)
    for each in shape.get("imports", [shape]):
        del each["seconds"]
    return shape


def problems(shape: dict) -> list[dict]:
    return [problem for each in shape.get("imports", [shape]) for problem in each["problems"]]


@pytest.mark.parametrize(("layout", "choice"), CASES)
def test_the_answer_is_as_if_the_file_were_read(
    layout: str,
    choice: str,
    store: Path,
    tmp_path: Path,
    tables_read: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    example, more = EXAMPLES[layout], CHOICES[choice]
    options = (*example.options, *more)
    path = write_rows(tmp_path / "a.csv", example.rows(0))
    first = take(store, path, *(word for word in options if word != "--dry-run"))
    tables_read.clear()
    quick = take(store, path, *options)
    is_mended = any(problem["fix"] for problem in problems(first))
    assert bool(tables_read) is (choice == "trial" or is_mended)
    monkeypatch.setattr(preparing, "find_same_reading", lambda *_: ())
    slow = take(store, path, *options)
    assert tables_read
    assert quick == slow
    assert "already_imported" in {problem["code"] for problem in problems(quick)}


def _same(database: Database, path: Path, tables_read: list[str], **more: object) -> bool:
    """Tell whether a file is known without its rows being read."""
    tables_read.clear()
    import_files(database, ImportRequest((path,), **more))  # type: ignore[arg-type]
    return not tables_read


ROWS = [
    ("Förlopps-id", "KVÅ-kod", "Datum", "Enhet", "Region"),
    *((f"F{n}", "VG910", f"2024-0{1 + n % 6}-03", "Lund", "12") for n in range(30)),
]


def test_a_file_is_read_where_the_answer_may_be_another(
    store: Path, tmp_path: Path, tables_read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_rows(tmp_path / "a.csv", ROWS)
    later = write_rows(tmp_path / "b.csv", ROWS[:-1])
    with Database.open(store) as database:
        assert not _same(database, path, tables_read)
        assert _same(database, path, tables_read)
        # Other words or choices, another version of the program.
        assert not _same(database, path, tables_read, fixes={"unit:Lund": "SUS"})
        undo_batch(database, list_batches(database)[-1].batch_id)
        assert _same(database, path, tables_read)
        assert not _same(database, path, tables_read, accept_ids=("A",))
        assert not _same(database, path, tables_read, leave_out=("D",))
        undo_batch(database, list_batches(database)[-1].batch_id)
        with monkeypatch.context() as patch:
            patch.setattr(earlier_batches, "__version__", "99")
            assert not _same(database, path, tables_read)
        assert _same(database, path, tables_read)
        # Another extract beside it, and without that again.
        import_files(database, ImportRequest((later,)))
        assert not _same(database, path, tables_read)
        undo_batch(database, max(batch.batch_id for batch in list_batches(database)))
        assert _same(database, path, tables_read)
        undo_batch(database, min(batch.batch_id for batch in list_batches(database)))
        assert not _same(database, path, tables_read)


def test_a_known_file_with_the_number_of_a_person_in_its_name_is_refused(
    store: Path, tmp_path: Path
) -> None:
    path = write_rows(tmp_path / "a.csv", ROWS)
    named = Path(shutil.copy(path, tmp_path / "uttag 19121212-1212.csv"))
    with Database.open(store) as database:
        import_files(database, ImportRequest((path,)))
        with pytest.raises(FileRefusedError) as caught:
            import_files(database, ImportRequest((named,)))
    assert caught.value.code == "personal_identifier"
