"""What an import says of a file, and what the user may do about it: skip, leave out, show, keep."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from rccdesk import cli
from rccdesk.enums import Severity
from rccdesk.errors import FileRefusedError, NotFoundError
from rccdesk.services import imports, organisation
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest
from rccdesk.services.imports import profiles as saved
from rccdesk.services.imports.problems import Action, make_problem
from tests.services.import_tables import problem as find_problem
from tests.services.import_tables import read_rows

EVENTS = ("Förlopps-id", "KVÅ-kod", "Datum", "Region")
TABLE = ("Period", "Enhet", "Täljare", "Nämnare", "Andel")


@pytest.fixture
def database(tmp_path: Path):
    with Database.open(tmp_path / "prov.rccdesk", create=True) as opened:
        opened.mark_as_example()
        organisation.seed_example_organisation(opened)
        yield opened


def write_csv(path: Path, *rows: tuple[object, ...]) -> Path:
    lines = (";".join("" if cell is None else str(cell) for cell in row) for row in rows)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def codes(preview: imports.ImportPreview) -> set[str]:
    return {problem.code for problem in preview.problems}


def pick(preview: imports.ImportPreview, code: str):
    found = [problem for problem in preview.problems if problem.code == code]
    assert len(found) == 1, codes(preview)
    return found[0]


# --- rows that are left out because the user says so --------------------------------------------

# code: rows of a table whose last row alone has the problem; both rows are in or out as told.
GOOD = ("2026-Q1", "Region Halland", 30, 40, None)
OTHER = ("2026-Q2", "Region Halland", 20, 40, None)
AGGREGATED = {
    "masked_value": ("2026-Q3", "Region Halland", "<5", 40, None),
    "qualified_value": ("2026-Q3", "Region Halland", "ca 12", 40, None),
    "numerator_over_denominator": ("2026-Q3", "Region Halland", 50, 40, None),
    "bad_number": ("2026-Q3", "Region Halland", "tolv", 40, None),
    "not_whole_number": ("2026-Q3", "Region Halland", 12.5, 40, None),
    "bad_date": ("2026-Q9", "Region Halland", 12, 40, None),
    "missing_value": (None, "Region Halland", 12, 40, None),
    "percent_mismatch": ("2026-Q3", "Region Halland", 10, 40, 90),
    "unknown_code": ("2026-Q3", "Norrboten", 12, 40, None),
    "duplicate_identical": OTHER,
    "duplicate_conflict": ("2026-Q2", "Region Halland", 21, 40, None),
}
LEFT_OUT_ANYWAY = {
    "numerator_over_denominator", "bad_number", "not_whole_number", "bad_date", "missing_value",
    "duplicate_identical", "duplicate_conflict",
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(AGGREGATED))
def test_skip_leaves_the_rows_of_any_problem_of_a_table_out(code: str) -> None:
    rows = (TABLE, GOOD, OTHER, AGGREGATED[code])
    before = read_rows(rows)
    found = find_problem(before, code)
    assert found.severity is Severity.WARNING
    assert found.skip is not None
    assert found.skip.fix.split(":")[0] == code
    after = read_rows(rows, {found.skip.fix: "skip"})
    kept = 1 if code == "duplicate_conflict" else 2  # of a conflict neither row is kept
    assert after.kept == kept
    assert before.kept == (kept if code in LEFT_OUT_ANYWAY else 3)
    told = find_problem(after, "rows_skipped")
    assert told.severity is Severity.INFO
    assert told.cells == found.cells
    assert code not in {problem.code for problem in after.rows.problems}


def test_a_share_on_another_scale_and_an_ambiguous_number_can_be_skipped() -> None:
    rows = [(TABLE[0], TABLE[1], "Andel")]
    rows += [(f"2025-0{n}", "Region Halland", f"{80 + n},5") for n in range(1, 6)]
    rows.append(("2025-06", "Region Halland", "0,85"))
    found = find_problem(read_rows(rows), "percent_mixed")
    after = read_rows(rows, {found.skip.fix: "skip"})
    assert after.kept == 5
    assert find_problem(after, "rows_skipped").cells == ("C7",)
    rows = [("Period", "Enhet", "Värde"), ("2025-01", "Region Halland", "1.234")]
    rows.append(("2025-02", "Region Halland", 3))
    read = read_rows(rows, is_proportion=False)
    found = find_problem(read, "ambiguous_number")
    after = read_rows(rows, {found.skip.fix: "skip"}, is_proportion=False)
    assert (read.kept, after.kept) == (2, 1)


CASES = {  # code: the row of a list of events that has it, and the fix that skips it
    "missing_value": (("f8", "VG910", "", "Region Ekmark"), "missing_value:C"),
    "bad_date": (("f8", "VG910", "2026-13-01", "Region Ekmark"), "bad_date:C"),
    "date_without_year": (("f8", "VG910", "3 mar", "Region Ekmark"), "date_without_year:C"),
    "masked_value": (("f8", "VG910", "UNK", "Region Ekmark"), "masked_value:C"),
    "unknown_code": (("f8", "VG910", "2026-03-01", "Region Ekmrak"), "unknown_code:D"),
    "end_before_start": (("f1", "VG954", "2026-02-01", "Region Ekmark"), "end_before_start:C"),
}


@pytest.mark.parametrize("code", sorted(CASES))
def test_skip_leaves_the_rows_of_any_problem_of_events_out(
    code: str, database: Database, tmp_path: Path
) -> None:
    row, fix = CASES[code]
    good = [(f"f{n}", "VG910", f"2026-03-0{n}", "Region Ekmark") for n in range(1, 4)]
    path = write_csv(tmp_path / "lista.csv", EVENTS, *good, row)
    found = pick(imports.preview_file(database, ImportRequest((path,))), code)
    assert found.skip is not None
    assert found.skip.fix == fix
    request = ImportRequest((path,), fixes={found.skip.fix: "skip"})
    preview = imports.preview_file(database, request)
    assert code not in codes(preview)
    assert pick(preview, "rows_skipped").cells == found.cells
    assert (preview.rows_read, preview.rows_skipped, preview.counts.new) == (4, 1, 3)
    (result,) = imports.import_files(database, request)
    assert (result.rows_imported, result.rows_skipped) == (3, 1)


def test_skip_holds_for_the_command_line_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_csv(
        tmp_path / "lista.csv",
        EVENTS,
        ("f1", "VG910", "2026-03-02", "01"),
        ("f1", "VG954", "2026-03-01", "01"),
    )
    call = ["--store", str(tmp_path / "min.rccdesk"), "import", str(path), "--dry-run", "--json"]
    assert cli.main(call) == 0
    assert json.loads(capsys.readouterr().out)["rows_skipped"] == 0
    assert cli.main([*call, "--fix", "end_before_start=skip"]) == 0
    shape = json.loads(capsys.readouterr().out)
    assert shape["rows_skipped"] == 1
    (told,) = (p for p in shape["problems"] if p["code"] == "rows_skipped")
    assert (told["severity"], told["cells"]) == ("info", ["C3"])


def test_rows_that_are_out_anyway_offer_no_skip_unless_they_can_be_put_right() -> None:
    rows = (TABLE, GOOD, AGGREGATED["bad_number"], AGGREGATED["masked_value"])
    found = read_rows(rows)
    assert find_problem(found, "bad_number").actions == (Action.OPEN_FILE,)
    actions = find_problem(found, "masked_value").actions
    assert actions == (Action.SKIP_ROWS, Action.OPEN_FILE)
    empty = (TABLE, GOOD, ("2026-Q3", None, 12, 40, None))
    fillable = find_problem(read_rows(empty), "missing_value")
    assert fillable.actions == (Action.FIX_ALL, Action.SKIP_ROWS, Action.OPEN_FILE)


# --- columns that point out persons --------------------------------------------------------------


def test_P07_a_column_named_after_persons_stops_and_can_be_left_out(
    database: Database, tmp_path: Path
) -> None:
    path = write_csv(
        tmp_path / "lista.csv",
        (*EVENTS, "Namn", "Telefon"),
        ("f1", "VG910", "2026-03-01", "Region Ekmark", "Tolvan Tolvansson", "0"),
    )
    preview = imports.preview_file(database, ImportRequest((path,)))
    stops = [p for p in preview.problems if p.severity is Severity.STOP]
    assert [(p.code, p.values["header"]) for p in stops] == [
        ("identifying_column", "Namn"),
        ("identifying_column", "Telefon"),
    ]
    with pytest.raises(FileRefusedError):
        imports.import_files(database, ImportRequest((path,)))
    request = ImportRequest((path,), leave_out=("namn", "F"))  # by header, by letter
    preview = imports.preview_file(database, request)
    assert not preview.is_stopped
    left = [p for p in preview.problems if p.code == "column_left_out"]
    assert [p.cells for p in left] == [("E1",), ("F1",)]
    (result,) = imports.import_files(database, request)
    assert result.rows_imported == 1
    stored = database.path.read_bytes()
    assert b"Tolvansson" not in stored


def test_a_column_that_is_left_out_is_not_read_for_any_field(
    database: Database, tmp_path: Path
) -> None:
    path = write_csv(
        tmp_path / "lista.csv",
        (*EVENTS, "Kön"),
        ("f1", "VG910", "2026-03-01", "Region Ekmark", "kvinna"),
    )
    fields = {
        column.header: column.field
        for column in imports.preview_file(
            database, ImportRequest((path,), leave_out=("Kön",))
        ).columns
    }
    assert fields["Kön"] is None
    assert fields["Region"] == "region"
    lacking = imports.preview_file(database, ImportRequest((path,), leave_out=("Datum",)))
    assert "missing_column" in codes(lacking)


def test_a_saved_profile_remembers_what_is_left_out(database: Database, tmp_path: Path) -> None:
    rows = ((*EVENTS, "Namn"), ("f1", "VG910", "2026-03-01", "Region Ekmark", "Bo"))
    path = write_csv(tmp_path / "mars.csv", *rows)
    request = ImportRequest((path,), leave_out=("Namn",))
    preview = imports.preview_file(database, request)
    saved.save_profile(database, preview, preview.request or request, name="Listan")
    again = write_csv(
        tmp_path / "april.csv", rows[0], ("f2", "VG910", "2026-04-01", "Region Ekmark", "Bo")
    )
    found = imports.preview_file(database, ImportRequest((again,)))
    assert found.profile_key is not None
    assert not found.is_stopped
    assert "column_left_out" in codes(found)


def test_leave_out_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_csv(
        tmp_path / "lista.csv", (*EVENTS, "Namn"), ("f1", "VG910", "2026-03-01", "01", "Bo")
    )
    call = ["--store", str(tmp_path / "min.rccdesk"), "import", str(path), "--json"]
    assert cli.main(call) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "identifying_column"
    assert cli.main([*call, "--leave-out", "Namn"]) == 0
    assert json.loads(capsys.readouterr().out)["rows_imported"] == 1


# --- what is not read -----------------------------------------------------------------------------


def write_workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name in ("Uttag", "gammal", "urval"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, (*EVENTS, "Remiss-ID", "Kommentar 2"))
            sheet.write_row(1, 0, (f"{name}1", "VG910", "2026-03-01", "Region Ekmark", "x", "y"))
            if name == "gammal":
                sheet.hide()
                sheet.write_row(2, 0, ("g2", "VG910", "2026-03-02", "Region Ekmark"))
            if name == "urval":
                sheet.very_hidden()
    return path


def test_unused_columns_and_hidden_sheets_are_told_of(database: Database, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "uttag.xlsx")
    preview = imports.preview_file(database, ImportRequest((path,)))
    unused = pick(preview, "unused_columns")
    assert (unused.severity, unused.cells) == (Severity.INFO, ("E1", "F1"))
    assert unused.title == "2 kolumner används inte"
    assert unused.rest == "”Remiss-ID” (E) och ”Kommentar 2” (F)"
    hidden = [p for p in preview.problems if p.code == "hidden_sheets"]
    assert [(p.sheet, p.title) for p in hidden] == [
        ("gammal", "Bladet ”gammal” är dolt och lästes inte"),
        ("urval", "Bladet ”urval” är mycket dolt och lästes inte"),
    ]
    assert preview.very_hidden_sheets == {"urval"}


@pytest.mark.parametrize(("sheet", "rows"), [("gammal", 2), ("urval", 1)])
def test_a_hidden_sheet_is_read_where_the_user_names_it(
    sheet: str, rows: int, database: Database, tmp_path: Path
) -> None:
    path = write_workbook(tmp_path / "uttag.xlsx")
    request = ImportRequest((path,), sheet=sheet)
    preview = imports.preview_file(database, request)
    assert (preview.sheet, preview.rows_read) == (sheet, rows)
    assert preview.grid is not None
    assert preview.grid.rows[0][:4] == EVENTS
    (result,) = imports.import_files(database, request)
    assert (result.sheet, result.rows_imported) == (sheet, rows)


def test_many_hidden_sheets_are_told_of_together_and_one_named_after_a_person_not_at_all(
    database: Database, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    first = book.active
    for row in (EVENTS, ("f1", "VG910", "2026-03-01", "Region Ekmark")):
        first.append(row)
    for number in range(5):
        book.create_sheet(f"dolt {number}").sheet_state = "hidden"
    book.save(tmp_path / "uttag.xlsx")
    preview = imports.preview_file(database, ImportRequest((tmp_path / "uttag.xlsx",)))
    assert pick(preview, "hidden_sheets").title == "5 blad är dolda och lästes inte"
    number = "19121212-1212"
    found = make_problem(Severity.INFO, "hidden_sheets", f"Lista {number}", (), 1)
    assert found.sheet is None
    assert number not in found.message


# --- titles and examples --------------------------------------------------------------------------


def test_a_title_ends_at_the_sentence_not_at_a_full_stop_of_a_name() -> None:
    found = make_problem(
        Severity.WARNING, "missing_value", "Blad", ("F3",), column="F", header="Beh. Start"
    )
    assert found.title == "1 rad saknar värde i kolumn F (Beh. Start)"
    assert found.rest == "Raden tas inte med."


def test_a_possible_personnummer_has_its_place_and_a_mask(
    database: Database, tmp_path: Path
) -> None:
    path = write_csv(
        tmp_path / "lista.csv",
        (*EVENTS, "Anteckning"),
        ("f1", "VG910", "2026-03-01", "Region Ekmark", "gäller 19121212-1212"),
    )
    found = pick(imports.preview_file(database, ImportRequest((path,))), "personal_identifier")
    assert found.title == "1 cell innehåller något som liknar ett personnummer"
    assert (found.cells, found.values["header"]) == (("E2",), "Anteckning")
    assert [(one.cell, one.written) for one in found.examples] == [("E2", "••••••••-••••")]


def test_all_examples_up_to_a_hundred_are_kept_for_showing(
    database: Database, tmp_path: Path
) -> None:
    rows = [(f"f{n}", "VG910", "2026-03-01", "Region Ekmark") for n in range(3)]
    rows += [(f"g{n}", "VG910", "3 mar", "Region Ekmark") for n in range(120)]
    path = write_csv(tmp_path / "lista.csv", EVENTS, *rows)
    found = pick(imports.preview_file(database, ImportRequest((path,))), "date_without_year")
    assert (found.count, len(found.cells), len(found.examples)) == (120, 100, 100)
    assert found.examples[-1].cell == found.cells[-1] == "C104"
    assert found.examples[-1].read_as == "2026-03-03"


def test_what_would_happen_is_counted_also_while_something_stops_it(
    database: Database, tmp_path: Path
) -> None:
    path = write_csv(
        tmp_path / "lista.csv",
        (*EVENTS, "Namn"),
        ("f1", "VG910", "2026-03-01", "Region Ekmark", "Bo"),
        ("f2", "VG910", "2026-03-02", "Region Ekmark", "Bo"),
    )
    preview = imports.preview_file(database, ImportRequest((path,)))
    assert preview.is_stopped
    assert preview.counts.new == 2


# --- the receipt ----------------------------------------------------------------------------------


@pytest.fixture
def batch_id(database: Database, tmp_path: Path) -> int:
    path = write_csv(
        tmp_path / "lista.csv",
        EVENTS,
        ("HEMLIG1", "VG910", "2026-03-01", "Region Ekmark"),
        ("HEMLIG2", "VG910", "OLÄSLIGT", "Region Ekmark"),
    )
    (result,) = imports.import_files(database, ImportRequest((path,)))
    assert result.batch_id is not None
    return result.batch_id


def test_a_receipt_tells_file_numbers_and_places_and_nothing_of_the_cells(
    database: Database, batch_id: int, tmp_path: Path
) -> None:
    (batch,) = imports.list_batches(database)
    text_file = imports.save_receipt(database, (batch_id,), tmp_path / "kvitto.txt")
    words = text_file.read_text(encoding="utf-8-sig")
    assert f"Kontrollsumma (SHA-256): {batch.file_sha256}" in words
    assert "Fil: lista.csv" in words
    assert "Rader i filen: 2" in words
    assert "Överhoppade: 1" in words
    assert "C3" in words
    assert "Inläst av: inget namn är angivet" in words
    assert "OLÄSLIGT" not in words
    assert "HEMLIG" not in words
    imports.save_receipt(database, (batch_id,), tmp_path / "kvitto.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "kvitto.xlsx").active
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert batch.file_sha256 in cells
    assert "C3" in cells
    assert not any("OLÄSLIGT" in cell or "HEMLIG" in cell for cell in cells)


def test_a_receipt_of_a_name_that_looks_like_a_formula_holds_a_text(
    database: Database, tmp_path: Path
) -> None:
    path = write_csv(
        tmp_path / "=HYPERLINK(1).csv", EVENTS, ("f1", "VG910", "2026-03-01", "Region Ekmark")
    )
    (result,) = imports.import_files(database, ImportRequest((path,)))
    imports.save_receipt(database, (result.batch_id,), tmp_path / "kvitto.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "kvitto.xlsx").active
    found = [c for row in sheet.iter_rows() for c in row if c.value == "=HYPERLINK(1).csv"]
    assert [cell.data_type for cell in found] == ["s"]


def test_a_receipt_of_no_batch_is_refused(database: Database, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        imports.save_receipt(database, (7,), tmp_path / "kvitto.txt")
    assert caught.value.code == "no_such_batch"
    assert not (tmp_path / "kvitto.txt").exists()


def test_the_command_line_saves_a_receipt(
    database: Database, batch_id: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store, target = database.path, tmp_path / "kvitto.txt"
    database.close()
    call = ["--store", str(store), "imports", "receipt", str(batch_id), str(target), "--json"]
    assert cli.main(call) == 0
    assert json.loads(capsys.readouterr().out) == {"batch_id": batch_id, "path": str(target)}
    assert "lista.csv" in target.read_text(encoding="utf-8-sig")
