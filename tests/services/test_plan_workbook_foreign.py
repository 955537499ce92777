"""Plans as Swedish cancer centres have them in Excel: each comes in, and no cell is lost."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.cell import coordinate_from_string
from sqlalchemy import select

from rccdesk.errors import Cancelled, FileRefusedError
from rccdesk.models import Activity, Plan, PlanItem, PlanItemRegion
from rccdesk.services import plans
from rccdesk.services.database import Database
from rccdesk.services.export import dump
from rccdesk.services.imports.reading import client
from rccdesk.services.imports.values import clean_text, fold
from rccdesk.services.plan_workbook import PlanImport, import_workbook
from rccdesk.services.plan_workbook.foreign_cells import read_day, read_years
from rccdesk.services.plan_workbook.foreign_mixed import tell_apart
from rccdesk.services.plan_workbook.foreign_states import read_colour, read_state
from tests.rigs import plan_files
from tests.rigs.forking import ForkedReader

DAY = dt.date(2026, 3, 2)
HEADS = {  # sheet -> the rows of its heads
    "Aktivitetsplan": (5, 6), "Tasks": (1,), "Uppgifter": (1,), "Handlingsplan": (2,),
    "1. Tidig upptäckt": (1,), "2. Jämlik vård": (1,), "Matris": (1,), "Plan": (1, 4, 11),
}  # fmt: skip
OF_COLUMNS = {"persons_left_out", "column_left_out"}
OF_ROWS = {"total_left_out", "error_cell", "no_goal_above"}
# A fork of a process with threads is warned of from Python 3.12 on; the child only reads.
pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")


@pytest.fixture(autouse=True)
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in a fork: it starts at once."""
    monkeypatch.setattr(client, "start", ForkedReader)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "ny.rccdesk"
    Database.open(path, create=True).close()
    return path


@pytest.fixture
def new(empty: Path, tmp_path: Path) -> Iterator[Database]:
    with Database.open(Path(shutil.copy(empty, tmp_path))) as opened:
        yield opened


def tree(database: Database) -> list[str]:
    (plan,) = plans.list_plans(database)
    lines = plans.get_plan_view(database, plan.uuid, DAY).lines
    return ["  " * line.depth + f"{line.code} {line.title}".strip() for line in lines]


def activities(database: Database) -> dict[str, Any]:
    with database.read() as session:
        return {row.title: row for row in session.scalars(select(Activity))}


def goals(database: Database) -> dict[str, Any]:
    with database.read() as session:
        return {row.title: row for row in session.scalars(select(PlanItem))}


def told(found: PlanImport) -> dict[str, list[str]]:
    return {
        code: [cell for p in found.problems if p.code == code for cell in p.cells]
        for code in {p.code for p in found.problems}
    }


def lost(path: Path, database: Database, found: PlanImport) -> list[str]:
    """Return the filled cells that are neither in the store nor told of."""
    rows = [row for table in dump(database)["tables"].values() for row in table]
    stored = "\n".join(fold(value) for row in rows for value in row.values())
    cells = {(p.sheet, cell) for p in found.problems for cell in p.cells}
    columns = {(s, coordinate_from_string(c)[0]) for p in found.problems if p.code in OF_COLUMNS
               for s, c in ((p.sheet, cell) for cell in p.cells)}  # fmt: skip
    lines = {(s, coordinate_from_string(c)[1]) for p in found.problems if p.code in OF_ROWS
             for s, c in ((p.sheet, cell) for cell in p.cells)}  # fmt: skip
    sheets = {p.sheet for p in found.problems if not p.cells}
    gone = []
    for page in openpyxl.load_workbook(path, data_only=True):
        if page.title in sheets and page.title not in HEADS:
            continue
        for cell in (cell for row in page.iter_rows() for cell in row if cell.value is not None):
            words = re.sub(r"^(\d+(\.\d+)*\.? |[–-] )", "", clean_text(cell.value))
            is_there = (
                cell.row in HEADS.get(page.title, ())
                or fold(words) in stored
                or read_state(cell.value) is not None
                or re.fullmatch(r"(minst|högst|>) ?\d+( %)?", words) is not None  # a level
                or (page.title, cell.coordinate) in cells
                or (page.title, cell.column_letter) in columns
                or (page.title, cell.row) in lines
            )
            if not is_there:
                gone.append(f"{page.title}!{cell.coordinate} {cell.value!r}")
    return gone


@pytest.mark.parametrize("name", [n for n in plan_files.FILES if n not in ("stor", "kommentar")])
def test_every_filled_cell_is_in_the_plan_or_told_of_with_its_place(
    new: Database, tmp_path: Path, name: str
) -> None:
    path = plan_files.write(name, tmp_path)
    before = dump(new)["tables"]
    trial = import_workbook(new, path, dry_run=True)
    assert dump(new)["tables"] == before
    found = import_workbook(new, path)
    assert (found.added, found.skipped) == (trial.added, trial.skipped)
    assert lost(path, new, found) == []
    for problem in found.problems:
        start = f"{problem.sheet}, cell {problem.cell}" if problem.cell else f"{problem.sheet}:"
        assert problem.message.startswith(start)
        assert re.search(r"\. (Skriv|Läs|Välj|Ta bort|Rätta|Visa|Flytta|Öppna) ", problem.message)


def test_the_files_are_alike_byte_for_byte(tmp_path: Path) -> None:
    for name in plan_files.FILES:
        if name != "stor":
            first = plan_files.write(name, tmp_path).read_bytes()
            assert plan_files.write(name, tmp_path).read_bytes() == first


def test_a_head_of_two_merged_rows_under_titles(new: Database, tmp_path: Path) -> None:
    found = import_workbook(new, plan_files.write("aktivitetsplan", tmp_path))
    assert tree(new) == [
        "1 Kortare väntan",
        "  Gemensam remissmall",
        "  Utbilda primärvården",
        "2 Jämlik vård",
        "  Kartlägg skillnader",
        "  Dialog med patientföreträdare",
    ]
    rows = activities(new)
    first, second = rows["Gemensam remissmall"], rows["Utbilda primärvården"]
    assert (first.starts_on, first.due_on) == (dt.date(2025, 1, 15), dt.date(2025, 9, 30))
    assert (second.starts_on, second.due_on) == (dt.date(2025, 1, 1), dt.date(2026, 3, 31))
    assert first.next_step == "Samverkan med: Primärvården"  # the head of its column was unknown
    assert goals(new)["Kortare väntan"].measure == "Andel inom ledtid"
    assert told(found)["date_in_words"] == ["D10", "D11"]  # a week without a year, and "löpande"
    with new.read() as session:
        plan = session.scalars(select(Plan)).one()
    assert plan.name == "Aktivitetsplan cancerplan 2025–2027"
    assert plan.note == "Regionalt cancercentrum\nBeslutad: 2025-02-11 Version 3"


@pytest.mark.parametrize("name", ["planner", "planner_svensk"])
def test_planner_without_its_persons(new: Database, tmp_path: Path, name: str) -> None:
    found = import_workbook(new, plan_files.write(name, tmp_path))
    assert tree(new)[:3] == ["Ledtider", "  Ta fram remissmall", "  Mät väntetid"]
    rows = activities(new)
    assert (rows["Ta fram remissmall"].state, rows["Mät väntetid"].state) == ("on_track", "done")
    assert rows["Mät väntetid"].due_on == dt.date(2026, 2, 1)
    everything = repr(dump(new)["tables"])
    for person in ("Anna", "Berg", "Carlsson"):
        assert person not in everything
    assert told(found)["persons_left_out"][:2] == ["F2", "G2"]
    message = next(p.message for p in found.problems if p.code == "persons_left_out")
    assert "namn på personer" in message
    assert found.plan == ("Cancerplan 2026" if name == "planner" else "planner svensk")


def test_goals_and_activities_in_one_column(new: Database, tmp_path: Path) -> None:
    found = import_workbook(new, plan_files.write("handlingsplan", tmp_path))
    assert tree(new) == [
        "1 Tidigare upptäckt",
        "  1.1 Organiserad testning i alla regioner",
        "    Starta i två regioner",
        "    Utvärdera",
        "2 Bättre rehabilitering",
        "  Kartlägg rehabiliteringen",
        "  Utbilda kontaktsjuksköterskor",
    ]
    rows = activities(new)
    assert told(found)["status_colour"] == ["D5", "D6", "D8"]  # a colour is never taken in silence
    assert rows["Utvärdera"].state == "late"
    assert "Status i filen: Gul" in rows["Utvärdera"].next_step
    assert (rows["Utbilda kontaktsjuksköterskor"].state, told(found)["date_says_done"]) == (
        "done", ["C9"],
    )  # fmt: skip
    assert told(found)["total_left_out"] == ["A10"]
    assert told(found)["mixed_column"] == ["A3"]


def test_a_sheet_for_each_area_and_a_hidden_one(new: Database, tmp_path: Path) -> None:
    found = import_workbook(new, plan_files.write("malomraden", tmp_path))
    assert tree(new) == [
        "1 Tidig upptäckt",
        "  1.1 Fler deltar i screening",
        "  1.2 Snabbare svar",
        "2 Jämlik vård",
        "  2.1 Lika ledtider",
    ]
    rows = goals(new)
    deltar = rows["Fler deltar i screening"]
    assert (deltar.level, deltar.baseline_value, deltar.measure) == (
        0.8, 0.71, "Deltagande\nAndel kallade",
    )  # fmt: skip
    assert (rows["Lika ledtider"].level, rows["Lika ledtider"].direction) == (28, "lower")
    hidden = [p.sheet for p in found.problems if p.code == "sheet_hidden"]
    assert hidden == ["3. Palliativ vård"]
    assert "Brytpunktssamtal" not in repr(dump(new)["tables"])


def test_columns_named_as_regions(new: Database, tmp_path: Path) -> None:
    found = import_workbook(new, plan_files.write("regioner", tmp_path))
    with new.read() as session:
        states = {
            (session.get_one(PlanItem, row.item_uuid).code, row.region): row.state
            for row in session.scalars(select(PlanItemRegion))
        }
    assert states == {
        ("1", "12"): "not_started", ("1", "07"): "not_started", ("1", "13"): "on_track",
        ("1", "10"): "done", ("2", "12"): "on_track", ("2", "13"): "not_started",
        ("2", "10"): "not_started",
    }  # fmt: skip
    assert told(found)["region_ticked"] == ["B2", "C2", "D3"]
    assert told(found)["status_unknown"] == ["E3"]


def test_a_head_that_comes_again_for_each_area(new: Database, tmp_path: Path) -> None:
    found = import_workbook(new, plan_files.write("verksamhetsplan", tmp_path))
    assert tree(new) == [
        "Målområde 1: Barn",
        "  Eget teamstöd",
        "    Anställ samordnare",
        "    Ta fram rutin",
        "Målområde 2: Vuxna",
        "  Snabbare besked",
        "    Inför svarstid",
    ]
    rows = activities(new)
    assert rows["Anställ samordnare"].state == "not_started"  # a cross may mean several things
    assert told(found)["status_ticked"] == ["D5"]
    assert rows["Ta fram rutin"].due_on == dt.date(2026, 8, 30)  # the Sunday of week 35
    assert (rows["Inför svarstid"].starts_on, rows["Inför svarstid"].due_on) == (
        dt.date(2026, 1, 1), dt.date(2027, 12, 31),
    )  # fmt: skip
    assert told(found)["row_to_row_above"] == ["E13"]


def test_errors_of_excel_do_not_move_what_stands_below_to_another_goal(
    new: Database, tmp_path: Path
) -> None:
    found = import_workbook(new, plan_files.write("fel", tmp_path))
    assert tree(new) == ["A Väntan", "  Räkna remisser", "B Stöd", "  Ring alla"]
    assert {code: told(found)[code] for code in ("error_cell", "no_goal_above")} == {
        "error_cell": ["A3"], "no_goal_above": ["B4"],
    }  # fmt: skip
    assert told(found)["cell_left_empty"] == ["C5"]  # the rest of its row is read
    assert activities(new)["Räkna remisser"].responsible == "Processledare"  # of a formula
    assert "K-17" in activities(new)["Räkna remisser"].next_step  # of a hidden column


def test_a_personnummer_in_a_comment_stops_the_file(new: Database, tmp_path: Path) -> None:
    before = dump(new)["tables"]
    with pytest.raises(FileRefusedError) as caught:
        import_workbook(new, plan_files.write("kommentar", tmp_path))
    assert (caught.value.code, caught.value.sheet, caught.value.cell) == (
        "personal_identifier", "Plan", "B2",
    )  # fmt: skip
    assert dump(new)["tables"] == before


def test_a_large_file_tells_its_progress_and_can_be_cancelled(
    new: Database, tmp_path: Path
) -> None:
    reached: list[int] = []

    def progress(done: int, total: int) -> None:
        reached.append(1000 * done // total)
        if reached[-1] > 500:
            raise Cancelled

    number = new.last_entry_id()
    with pytest.raises(Cancelled):
        import_workbook(new, plan_files.write("stor", tmp_path), progress=progress)
    assert reached == sorted(reached)
    assert len([each for each in reached if 300 <= each <= 500]) > 20
    assert new.last_entry_id() == number


def test_a_refusal_tells_the_heads_that_were_found(new: Database, tmp_path: Path) -> None:
    path = tmp_path / "annat.csv"
    path.write_text("Enhet;Belopp\nA;1\n", "utf-8")
    with pytest.raises(FileRefusedError) as caught:
        import_workbook(new, path)
    assert caught.value.code == "plan_not_found"
    assert "Enhet" in caught.value.values["headers"]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Q1-25", "2025-01-01", "2025-03-31"),
        ("2025-", "2025-01-01", None),
        ("HT25", "2025-07-01", "2025-12-31"),
        ("vt 2026", "2026-01-01", "2026-06-30"),
        ("senast Q2 2026", "2026-04-01", "2026-06-30"),
        ("slutet av 2026", "2026-01-01", "2026-12-31"),
        ("v. 35 2025", "2025-08-25", "2025-08-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("v. 35", None, None),
        ("löpande", None, None),
        ("klar", None, None),
        ("början av hösten 2025", None, None),
        ("ht 2025 eller vt 2026", None, None),
        ("03/04/25", None, None),
    ],
)
def test_days_of_words(words: str, first: str | None, last: str | None) -> None:
    for is_start, day in ((True, first), (False, last)):
        found = read_day(words, is_start=is_start)
        assert (found.isoformat() if found else None) == day


def test_years_and_colours() -> None:
    assert read_years("2025–2027") == (dt.date(2025, 1, 1), dt.date(2027, 12, 31))
    assert read_years("2027-2025") is None
    for word in ("Grön", "gul", "RÖD", "🟢"):
        assert read_state(word) is None
        assert read_colour(word) is not None
    assert read_state("x") is None


@pytest.mark.parametrize(
    ("cells", "kinds"),
    [
        (["1 A", "1.1 B", "1.2 C"], "gaa"),
        (["1 A", "1.1 B", "c", "1.2 D"], "ggag"),
        (["Mål 1: A", "Aktivitet 1: B", "Aktivitet 2: C"], "gaa"),
        (["A", "• b", "C", "• d"], "gaga"),
        (["A", "   b", "C"], "gag"),
    ],
)
def test_what_stands_in_one_column_is_told_apart(cells: list[str], kinds: str) -> None:
    found = tell_apart(cells, [False] * len(cells))
    assert "".join(kind[0] for kind in found) == kinds


def test_headings_without_any_sign_stand_alone_on_their_rows() -> None:
    assert tell_apart(["A", "b", "c"], [True, False, False]) == ["goal", "activity", "activity"]
