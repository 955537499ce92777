"""Plans with hard texts out to Excel and back, and what people do to the file in between."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from rccdesk.enums import Topic
from rccdesk.errors import Cancelled, FileRefusedError
from rccdesk.models import Activity, PlanItem
from rccdesk.services import history
from rccdesk.services.database import Database
from rccdesk.services.export import dump
from rccdesk.services.imports.reading import client
from rccdesk.services.plan_workbook import PlanImport, export_workbook, import_workbook
from tests.rigs.forking import ForkedReader
from tests.rigs.plan_texts import EDITABLE, fill_with_random_plan

ACT = "history.act.profile_updated"
GOALS = "Mål i planer"
# A fork of a process with threads is warned of from Python 3.12 on; the child only reads.
pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")


@pytest.fixture(autouse=True)
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in a fork: it starts at once."""
    monkeypatch.setattr(client, "start", ForkedReader)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a store of a small random plan, and its workbook."""
    folder = tmp_path_factory.mktemp("plan")
    with Database.open(folder / "a.rccdesk", create=True) as database:
        fill_with_random_plan(database, 1, goals=8, texts=EDITABLE)
        export_workbook(database, folder / "a.xlsx")
    return folder / "a.rccdesk", folder / "a.xlsx"


@pytest.fixture
def store(made: tuple[Path, Path], tmp_path: Path) -> Iterator[Database]:
    with Database.open(Path(shutil.copy(made[0], tmp_path))) as opened:
        yield opened


@pytest.fixture
def book(made: tuple[Path, Path], tmp_path: Path) -> Path:
    return Path(shutil.copy(made[1], tmp_path / "plan.xlsx"))


def content(database: Database) -> Any:
    return dump(database)["tables"]


def edit(path: Path, change: Callable[[openpyxl.Workbook], object]) -> Path:
    pages = openpyxl.load_workbook(path)
    change(pages)
    pages.save(path)
    return path


def at(sheet: Any, head: str, row: int) -> Any:
    heads = [cell.value for cell in sheet[1]]
    return sheet.cell(row=row, column=heads.index(head) + 1)


def codes(found: PlanImport) -> list[tuple[str, str | None, int]]:
    return [(p.code, p.sheet, p.count) for p in found.problems]


def counts(found: PlanImport) -> tuple[int, int, int]:
    return found.added, found.changed, found.skipped


@pytest.mark.parametrize("seed", [7])
def test_random_plans_come_back_and_change_nothing(tmp_path: Path, seed: int) -> None:
    with (
        Database.open(tmp_path / "a.rccdesk", create=True) as one,
        Database.open(tmp_path / "b.rccdesk", create=True) as other,
    ):
        fill_with_random_plan(one, seed, goals=18)
        path = export_workbook(one, tmp_path / "plan.xlsx")
        empty = content(other)
        found = import_workbook(other, path)
        assert (found.skipped, found.problems) == (0, ())
        assert content(other) == content(one)
        again = import_workbook(one, path)
        assert (counts(again), again.problems) == ((0, 0, 0), ())
        history.undo_last(other)  # one step
        assert content(other) == empty


def test_one_edited_cell_is_one_change(store: Database, book: Path) -> None:
    def change(pages: openpyxl.Workbook) -> None:
        at(pages[GOALS], "Ansvarig", 3).value = "Processledare"

    before = content(store)
    found = import_workbook(store, edit(book, change))
    assert (counts(found), found.problems) == ((0, 1, 0), ())
    changed = [
        (table, name)
        for table, rows in content(store).items()
        for was, now in zip(before[table], rows, strict=True)
        for name in was
        if was[name] != now[name]
    ]
    assert ("plan_item", "responsible") in changed
    assert {name for _table, name in changed} <= {"responsible", "touched_on"}


def test_a_row_that_is_gone_is_kept_and_told_and_the_order_of_rows_says_nothing(
    store: Database, book: Path
) -> None:
    def change(pages: openpyxl.Workbook) -> None:
        page = pages[GOALS]
        page.delete_rows(5)
        upper = [cell.value for cell in page[2]]
        for one, other, value in zip(page[2], page[3], upper, strict=True):
            one.value, other.value = other.value, value

    before = content(store)
    found = import_workbook(store, edit(book, change))
    assert (counts(found), codes(found)) == ((0, 0, 0), [("rows_not_in_file", GOALS, 1)])
    assert "är kvar" in found.problems[0].message
    assert content(store) == before


def test_columns_may_be_reordered_and_a_sheet_renamed(store: Database, book: Path) -> None:
    def change(pages: openpyxl.Workbook) -> None:
        page = pages[GOALS]
        width = page.max_column
        for row in page.iter_rows():
            values = [cell.value for cell in row]
            for place, cell in enumerate(row):
                cell.value = values[width - 1 - place]
        at(page, "Ansvarig", 3).value = "RCC"
        page.title = "Våra mål"

    found = import_workbook(store, edit(book, change))
    assert counts(found) == (0, 1, 0)
    assert codes(found) == [("sheet_renamed", "Våra mål", 1)]


def test_a_sheet_without_its_ids_is_told_and_a_file_without_any_is_refused(
    store: Database, book: Path
) -> None:
    def without(pages: openpyxl.Workbook, names: list[str]) -> None:
        for name in names:
            heads = [cell.value for cell in pages[name][1]]
            pages[name].delete_cols(heads.index("id") + 1)

    before, number = content(store), store.last_entry_id()
    found = import_workbook(store, edit(book, lambda pages: without(pages, [GOALS])))
    assert (counts(found), codes(found)) == ((0, 0, 0), [("id_column_missing", GOALS, 1)])
    edit(book, lambda pages: without(pages, [n for n in pages.sheetnames[1:] if n != GOALS]))
    with pytest.raises(FileRefusedError) as caught:
        import_workbook(store, book)
    assert caught.value.code == "plan_ids_missing"
    assert (content(store), store.last_entry_id()) == (before, number)


def test_a_sheet_saved_as_text_is_read_as_what_its_heads_say(
    store: Database, book: Path, tmp_path: Path
) -> None:
    page = openpyxl.load_workbook(book)[GOALS]
    at(page, "Ansvarig", 3).value = "RCC"
    path = tmp_path / "mål.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        for row in page.iter_rows(values_only=True):
            days = [v.date() if isinstance(v, dt.datetime) else v for v in row]
            csv.writer(file, delimiter=";").writerow("" if v is None else v for v in days)
    found = import_workbook(store, path)
    assert (counts(found), found.problems) == ((0, 1, 0), ())


def test_two_peoples_files_follow_one_another(store: Database, book: Path, tmp_path: Path) -> None:
    theirs = Path(shutil.copy(book, tmp_path / "annan.xlsx"))

    def mine(pages: openpyxl.Workbook) -> None:
        at(pages[GOALS], "Ansvarig", 3).value = "Mina ord"
        at(pages[GOALS], "Risk", 3).value = "Min risk"

    def other(pages: openpyxl.Workbook) -> None:
        at(pages[GOALS], "Budget", 3).value = "Deras ord"
        at(pages[GOALS], "Risk", 3).value = "Deras risk"

    import_workbook(store, edit(book, mine))
    found = import_workbook(store, edit(theirs, other))
    with store.read() as session:
        uuid = at(openpyxl.load_workbook(book)[GOALS], "id", 3).value
        goal = session.get_one(PlanItem, uuid)
    assert (goal.responsible, goal.budget, goal.risk) == ("Mina ord", "Deras ord", "Min risk")
    assert codes(found) == [("changed_in_both", GOALS, 1)]  # kept, and told
    assert counts(found) == (0, 1, 0)


@pytest.mark.parametrize("share", [0.0, 0.4, 0.6])
def test_cancelling_leaves_the_store_as_it_was(
    tmp_path: Path, made: tuple[Path, Path], share: float
) -> None:
    def stop(done: int, total: int) -> None:
        if done >= share * total:
            raise Cancelled

    with Database.open(tmp_path / "ny.rccdesk", create=True) as new:
        before, number = content(new), new.last_entry_id()
        with pytest.raises(Cancelled):
            import_workbook(new, made[1], progress=stop)
        assert (content(new), new.last_entry_id()) == (before, number)


def test_an_export_tells_its_progress_and_a_cancelled_one_writes_nothing(
    store: Database, tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []
    target = tmp_path / "ut.xlsx"
    export_workbook(store, target, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert len({done for done, _total in told}) > 10

    def stop(done: int, total: int) -> None:
        if done > total / 2:
            raise Cancelled

    was = target.read_bytes()
    with pytest.raises(Cancelled):
        export_workbook(store, target, stop)
    assert target.read_bytes() == was
    assert [p for p in tmp_path.iterdir() if "ut" in p.name] == [target]


def test_a_write_that_fails_leaves_the_store_as_it_was(
    tmp_path: Path, made: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from rccdesk.services.plan_workbook import storing

    class Breaking(dict[str, Any]):
        def items(self) -> Any:
            if "next_step" in self:
                raise RuntimeError("as when the disk fails")
            return super().items()

    true = storing.Change

    with Database.open(tmp_path / "ny.rccdesk", create=True) as new:
        before = content(new)
        stored = storing.store

        def broken(database: Database, changes: list[true], **more: Any) -> None:
            for change in changes:
                change.row = Breaking(change.row)
            stored(database, changes, **more)

        monkeypatch.setattr("rccdesk.services.plan_workbook.importing.store", broken)
        with pytest.raises(RuntimeError):
            import_workbook(new, made[1])
        assert content(new) == before


def test_marks_follow_what_was_stored_since(store: Database, book: Path) -> None:
    """A cell that nobody touched says nothing against a change in the window."""
    with store.write(Topic.PLANS, act=ACT) as session:
        for activity in session.scalars(select(Activity)):
            activity.next_step = "Skrivet i fönstret"
    before = content(store)
    found = import_workbook(store, book)
    assert (counts(found), found.problems) == ((0, 0, 0), ())
    assert content(store) == before


def test_what_people_write_beside_the_table_is_told(store: Database, book: Path) -> None:
    places = {}

    def change(pages: openpyxl.Workbook) -> None:
        page = pages[GOALS]
        width = page.max_column
        page.cell(row=3, column=width + 2).value = "Fråga Eva om detta"  # under no head
        page.cell(row=1, column=width + 3).value = "Ansvarig"  # a second time
        page.cell(row=4, column=width + 3).value = "Någon annan"
        places["cells"] = (
            page.cell(row=3, column=width + 2).coordinate,
            page.cell(row=1, column=width + 3).coordinate,
        )

    found = import_workbook(store, edit(book, change))
    assert counts(found) == (0, 0, 0)
    assert [(p.code, p.cells) for p in found.problems] == [("unknown_column", places["cells"])]


def test_a_text_of_signs_that_excel_counts_twice_fits_its_cells(
    store: Database, tmp_path: Path
) -> None:
    with store.write(Topic.PLANS, act=ACT) as session:
        session.scalars(select(PlanItem)).first().description = "🎗" * 20_000
    path = export_workbook(store, tmp_path / "plan.xlsx")
    longest = max(
        len(str(cell.value).encode("utf-16-le")) // 2
        for row in openpyxl.load_workbook(path)[GOALS].iter_rows()
        for cell in row
    )
    assert longest <= 32_767
    assert counts(import_workbook(store, path)) == (0, 0, 0)
