"""Rows of the register that show only in a whole import: what is kept, shown and said of a file."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from rccdesk import cli
from rccdesk.errors import FileRefusedError
from rccdesk.services.batch_comparison import compare_batches
from rccdesk.services.database import Database
from rccdesk.services.export import dump, export_store
from rccdesk.services.imports import (
    ImportRequest,
    ImportResult,
    import_files,
    list_batches,
    preview_file,
)
from rccdesk.services.imports.coverage import effective_measurements
from rccdesk.services.imports.profiles import save_profile
from rccdesk.services.imports.reading import client
from tests.corpus.binary_workbooks import write_xls, write_xlsb
from tests.corpus.content import Cell, Sheet, Workbook
from tests.rigs.forking import ForkedReader
from tests.services.import_tables import figures, problem, read_rows
from tests.services.import_workbooks import EVENT_HEADER, event, write_csv, write_xlsx

LONG = ("Period", "Enhet", "Täljare", "Nämnare")
DAY = dt.date(2026, 1, 31)


@pytest.fixture(autouse=True)
def reader_from_a_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "start", ForkedReader)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "store" / "prov.rccdesk", create=True) as opened:
        yield opened


def take(database: Database, *paths: Path, **choices: object) -> ImportResult:
    chosen = {"extract_date": DAY, **choices}
    return import_files(database, ImportRequest(paths, **chosen))[-1]


def said(result: ImportResult) -> set[str]:
    return {problem.code for problem in result.problems}


def content(database: Database) -> dict[str, object]:
    found = dump(database, case_level=True)
    return {name: found[name] for name in ("tables", "deleted")}


def stored(database: Database, key: str = "k") -> dict[tuple[str, str], tuple]:
    with database.read() as session:
        return {
            (row.period, row.unit): (row.numerator, row.denominator)
            for row in effective_measurements(session, key)
        }


# ------------------------------------------------------------------------------------ files


def test_F18_a_file_that_changed_after_its_preview_is_not_imported(
    database: Database, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "a.csv", [LONG, ("2025", "Lund", 5, 10)])
    request = ImportRequest((path,), indicator="k", extract_date=DAY)
    shown = preview_file(database, request)
    write_csv(path, [LONG, ("2025", "Lund", 9, 10)])
    before = content(database)
    with pytest.raises(FileRefusedError) as caught:
        import_files(database, replace(request, sha256=(shown.sha256,)))
    assert caught.value.code == "file_changed"
    assert content(database) == before
    again = preview_file(database, request)
    import_files(database, replace(request, sha256=(again.sha256,)))
    assert stored(database) == {("2025", "Lund"): (9, 10)}


def test_F19_the_same_content_in_another_file_makes_no_second_rows(
    database: Database, tmp_path: Path
) -> None:
    rows = [LONG, ("2025", "Lund", 5, 10), ("2025", "Ystad", 6, 10)]
    take(database, write_xlsx(tmp_path / "a.xlsx", rows), indicator="k")
    before = stored(database)
    for name, order in (("b.csv", rows), ("c.csv", [rows[0], rows[2], rows[1]])):
        result = take(database, write_csv(tmp_path / name, order), indicator="k")
        assert (result.rows_imported, result.rows_unchanged) == (0, 2)
    assert stored(database) == before
    again = take(database, tmp_path / "a.xlsx", indicator="k")
    note = next(p for p in again.problems if p.code == "already_imported")
    (first, *_) = list_batches(database)
    assert f"{first.imported_at:%Y-%m-%d}" in note.message


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_F21_a_share_that_goes_away_leaves_nothing_of_the_file(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    good = write_csv(tmp_path / "bra.csv", [LONG, ("2025", "Lund", 5, 10)])
    rows = [LONG, *(("2025", f"Sjukhus {n}", 5, 10) for n in range(3000))]
    path = write_csv(tmp_path / "a.csv", rows)
    left = [int(path.stat().st_size * share)]
    real = io.open

    class Failing(io.FileIO):
        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            count = super().readinto(buffer) or 0
            left[0] -= count
            if left[0] < 0:
                raise OSError(5, "the network name is no longer available")
            return count

    def open_failing(name: object, mode: str = "r", *rest: object, **more: object) -> object:
        if isinstance(name, int) or "r" not in mode or Path(name) != path:  # type: ignore[arg-type]
            return real(name, mode, *rest, **more)  # type: ignore[call-overload]
        binary = io.BufferedReader(Failing(str(name)))
        return binary if "b" in mode else io.TextIOWrapper(binary, more.get("encoding"), newline="")

    before = content(database)
    monkeypatch.setattr(io, "open", open_failing)
    with pytest.raises(FileRefusedError) as caught:
        take(database, good, path, indicator="k")
    assert caught.value.code in {"file_unreadable", "truncated"}
    monkeypatch.undo()
    assert content(database) == before


@pytest.mark.parametrize(
    "name", ["Jo\u0308nköping 😀.csv", "a" * 200 + ".csv", "m" * 120 + "/" + "n" * 150 + "/å.csv"]
)
def test_F22_odd_names_are_imported_and_listed(
    database: Database, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    write_csv(path, [LONG, ("2025", "Lund", 5, 10)])
    assert take(database, path, indicator="k").rows_imported == 1
    assert [batch.file_name for batch in list_batches(database)] == [path.name]


def _with_hidden_sheets(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name in ("Data", "Gömt", "Mycket gömt"):
            page = book.add_worksheet(name)
            page.write_row(0, 0, LONG)
            page.write_row(1, 0, ("2025", name, 5, 10))
        book.get_worksheet_by_name("Gömt").hide()
        book.get_worksheet_by_name("Mycket gömt").very_hidden()
    return path


def test_F25_hidden_sheets_are_named_and_none_is_read_silently(
    database: Database, tmp_path: Path
) -> None:
    path = _with_hidden_sheets(tmp_path / "a.xlsx")
    shown = preview_file(database, ImportRequest((path,), indicator="k", extract_date=DAY))
    assert set(shown.hidden_sheets) == {"Gömt", "Mycket gömt"}
    result = take(database, path, indicator="k")
    assert set(stored(database)) == {("2025", "Data")}
    notes = {p.sheet: p.message for p in result.problems if p.code == "hidden_sheets"}
    assert set(notes) == {"Gömt", "Mycket gömt"}
    assert all("dolt" in message for message in notes.values())
    take(database, path, indicator="m", sheet="Gömt")  # by its name it may be read
    assert set(stored(database, "m")) == {("2025", "Gömt")}


# ------------------------------------------------------------------------------------ cells


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_C04_what_was_answered_once_is_remembered_in_the_profile(
    database: Database, tmp_path: Path, kind: str
) -> None:
    write = write_xlsx if kind == "xlsx" else write_csv
    header = ("Period", "Enhet", "Täljare", "Nämnare")
    path = write(tmp_path / f"a.{kind}", [header, ("2024", "Lund", "1.234", "2.345")])
    request = ImportRequest((path,), indicator="k", extract_date=DAY)
    shown = preview_file(database, request)
    doubts = [p for p in shown.problems if p.code == "ambiguous_number"]
    assert len(doubts) == 2  # one for each column
    answered = replace(request, fixes={p.proposal.fix: p.proposal.value for p in doubts})
    save_profile(database, preview_file(database, answered), answered, name="Mitt uttag")
    later = write(tmp_path / f"b.{kind}", [header, ("2025", "Lund", "1.111", "2.222")])
    asked = preview_file(database, ImportRequest((later,), extract_date=DAY))
    assert "ambiguous_number" not in {p.code for p in asked.problems}
    take(database, later)
    other = next(p.proposal.value for p in doubts)
    read = {"point": (1.111, 2.222), "comma": (1111, 2222)}[other]
    assert stored(database) in ({("2025", "Lund"): read}, {})


def test_C11_future_dates_and_negative_times_are_counted_and_excluded(
    database: Database, tmp_path: Path
) -> None:
    rows = [EVENT_HEADER]
    for number in range(12):
        rows += [
            event(f"F{number}", "VG910", "2025-03-01"),
            event(f"F{number}", "VG950", "2025-03-21"),
        ]
    rows += [event("N", "VG910", "2025-03-10"), event("N", "VG950", "2025-03-01")]
    rows += [event("U", "VG910", "2026-03-10"), event("U", "VG950", "2026-04-01")]
    result = take(database, write_csv(tmp_path / "a.csv", rows))
    negative = next(p for p in result.problems if p.code == "end_before_start")
    assert (negative.count, negative.cells) == (1, ("C27",))
    database.close()
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert cli.main(["--store", str(database.path), "lead-times", "--json"]) == 0
    shape = json.loads(out.getvalue())
    assert [row["denominator"] for row in shape["rows"]] == [12]
    assert {name: shape["excluded"][name] for name in ("future", "negative")} == {
        "future": 1,
        "negative": 1,
    }


def test_C12_headers_that_are_the_same_or_empty_are_shown_and_can_be_chosen(
    database: Database, tmp_path: Path
) -> None:
    rows = [(*LONG, "Täljare", None), ("2025", "Lund", 5, 10, 7, "x")]
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    shown = preview_file(database, ImportRequest((path,), indicator="k", extract_date=DAY))
    headers = [column.header for column in shown.columns]
    assert headers[:5] == [*LONG, "Täljare"]
    assert not any(".1" in header for header in headers)
    take(database, path, indicator="k", mapping={"numerator": "E"})
    assert stored(database) == {("2025", "Lund"): (7, 10)}


def test_C13_merged_headings_and_units_of_real_workbooks(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Data")
        page.merge_range(0, 1, 0, 2, 2023)
        page.merge_range(0, 3, 0, 4, 2024)
        page.write_row(1, 0, ("Enhet", "Täljare", "Nämnare", "Täljare", "Nämnare"))
        page.write_row(2, 0, ("Lund", 1, 10, 2, 20))
    take(database, path, indicator="k")
    expected = {("2023", "Lund"): (1, 10), ("2024", "Lund"): (2, 20)}
    assert stored(database) == expected
    cells = [Cell(1, 1, 2023.0), Cell(1, 3, 2024.0)]
    for row, values in (
        (2, ("Enhet", *("Täljare", "Nämnare") * 2)),
        (3, ("Lund", 1.0, 10.0, 2.0, 20.0)),
    ):
        cells += [Cell(row, column, value) for column, value in enumerate(values)]
    merged = ((1, 1, 1, 2), (1, 3, 1, 4))
    book_of = Workbook((Sheet("Data", tuple(cells), merged=merged),))
    for write, name in ((write_xls, "b.xls"), (write_xlsb, "c.xlsb")):
        result = take(database, write(tmp_path / name, book_of), indicator="k")
        assert (result.rows_imported, result.rows_unchanged) == (0, 1)
    with xlsxwriter.Workbook(tmp_path / "d.xlsx") as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ("Enhet", "Period", "Täljare", "Nämnare"))
        page.merge_range(1, 0, 3, 0, "Lund")
        for number in range(3):
            page.write_row(1 + number, 1, (f"2025-Q{number + 1}", 5, 10))
    asked = take(database, tmp_path / "d.xlsx", indicator="m")
    doubt = next(p for p in asked.problems if p.code == "missing_value")
    assert (asked.rows_imported, doubt.cells) == (1, ("A3", "A4"))
    fix = {doubt.proposal.fix: doubt.proposal.value}
    assert take(database, tmp_path / "d.xlsx", indicator="m", fixes=fix).rows_skipped == 0


def test_C17_nothing_unknown_is_made(database: Database, tmp_path: Path) -> None:
    rows = [LONG, ("2025-Q5", "Lund", 5, 10), ("2O25", "Lund", 5, 10), ("2025", "Norrboten", 5, 10)]
    before = content(database)
    result = take(database, write_csv(tmp_path / "a.csv", rows), indicator="k")
    assert (result.rows_imported, result.rows_skipped) == (1, 2)
    bad = next(p for p in result.problems if p.code == "bad_date")
    assert bad.cells == ("A2", "A3")
    after = content(database)
    for table in ("region", "care_unit", "rcc", "svf"):
        assert after["tables"][table] == before["tables"][table]
    expected = [
        ("SVF", "Region", "Period", "Förväntat antal"),
        ("Bröstcancr", "12", "2025", 5),
        ("VG9", "Skone", "2025", 5),
        ("VG9", "12", "2025", 5),
    ]
    result = take(database, write_csv(tmp_path / "b.csv", expected))
    cells = {cell for p in result.problems if p.code == "unknown_code" for cell in p.cells}
    assert (result.rows_imported, cells) == (1, {"A2", "B3"})


def test_C18_exports_hold_what_hostile_texts_became(database: Database, tmp_path: Path) -> None:
    names = ["Lu\u202end", "=1+1", "Åre\u000b", "_x000B_", "+46", "@x", "a" * 32_767, "<b>&amp;"]
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, LONG)
        for row, name in enumerate(names, 1):
            page.write_row(row, 0, ("2025", name, 25, 50))
    result = take(database, path, indicator="k")
    assert result.rows_imported == len(names)
    hidden = next(p for p in result.problems if p.code == "hidden_characters")
    assert "B2" in hidden.cells
    export_store(database, tmp_path / "x.json")
    export_store(database, tmp_path / "x.xlsx")
    units = {
        row["unit"]
        for row in json.loads((tmp_path / "x.json").read_text("utf-8"))["tables"]["measurement"]
    }
    assert {"Lund", "=1+1", "Åre", "+46", "@x", "a" * 32_767, "<b>&amp;"} <= units
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert not [c for c in cells if c.data_type == "f"]
    assert "=1+1" in {c.value for c in cells}


def test_C20_a_text_of_digits_is_never_rounded(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    names = ["123456789012345678", "0012", "1234567890123456789012"]
    with xlsxwriter.Workbook(path) as book:
        page, quoted = book.add_worksheet(), book.add_format({"quote_prefix": True})
        page.write_row(0, 0, LONG)
        for row, name in enumerate(names, 1):
            page.write_string(row, 0, "2025")
            page.write_string(row, 1, name, quoted)
            page.write_row(row, 2, (5, 10))
    take(database, path, indicator="k")
    assert {unit for _, unit in stored(database)} == set(names)


def test_C21_rows_in_dispute_are_both_shown_and_neither_is_taken(
    database: Database, tmp_path: Path
) -> None:
    rows = [LONG, ("2025", "Lund", 5, 10), ("2025", "Ystad", 4, 10), ("2025", "Lund", 6, 10)]
    path = write_csv(tmp_path / "a.csv", rows)
    result = take(database, path, indicator="k")
    doubt = next(p for p in result.problems if p.code == "duplicate_conflict")
    assert (doubt.cells, doubt.count) == (("C2", "C4"), 2)
    assert stored(database) == {("2025", "Ystad"): (4, 10)}
    with pytest.raises(FileRefusedError) as caught:
        take(database, path, indicator="k", duplicates="stop")
    assert caught.value.code == "duplicate_conflict"


def units_of(count: int, *, start: int = 0, share: int = 5, year: int = 2024) -> list[tuple]:
    return [LONG, *((str(year), f"Sjukhus {n}", share, 10) for n in range(start, start + count))]


def test_C22_an_extract_of_other_places_or_days_is_told_before_it_is_stored(
    database: Database, tmp_path: Path
) -> None:
    take(database, write_csv(tmp_path / "a.csv", units_of(40)), indicator="k")
    elsewhere = write_csv(tmp_path / "b.csv", units_of(40, start=100))
    shown = preview_file(database, ImportRequest((elsewhere,), indicator="k", extract_date=DAY))
    assert "other_places" in {p.code for p in shown.problems}
    assert "other_places" in said(take(database, elsewhere, indicator="k", dry_run=True))
    later = write_csv(tmp_path / "c.csv", units_of(40, year=2025))
    early = take(database, later, indicator="k", extract_date=dt.date(2024, 12, 31), dry_run=True)
    (warning,) = (p for p in early.problems if p.code == "period_after_extract")
    assert (warning.count, warning.values["period"]) == (1, "2025")
    begun = take(database, later, indicator="k", extract_date=dt.date(2025, 1, 1), dry_run=True)
    assert "period_after_extract" not in said(begun)


def test_C23_far_fewer_rows_are_told_by_both_numbers(database: Database, tmp_path: Path) -> None:
    take(database, write_csv(tmp_path / "a.csv", units_of(203)), indicator="k")
    fewer = write_csv(tmp_path / "b.csv", units_of(142))
    warning = next(
        p
        for p in take(database, fewer, indicator="k", dry_run=True).problems
        if p.code == "fewer_rows"
    )
    assert "142" in warning.message
    assert "203" in warning.message
    enough = write_csv(tmp_path / "c.csv", units_of(143))
    assert "fewer_rows" not in said(take(database, enough, indicator="k", dry_run=True))


def test_C24_a_changed_old_value_is_listed_with_both_and_kept_as_it_was(
    database: Database, tmp_path: Path
) -> None:
    first = take(database, write_csv(tmp_path / "a.csv", units_of(3)), indicator="k")
    rows = [LONG, *units_of(3)[1:3], ("2024", "Sjukhus 2", 9, 10)]
    second = take(database, write_csv(tmp_path / "b.csv", rows), indicator="k")
    assert (second.rows_changed, second.rows_unchanged) == (1, 2)
    found = compare_batches(database, first.batch_id, second.batch_id)
    assert (found.changed, found.same, found.added, found.removed) == (1, 2, 0, 0)
    (changed,) = found.differences
    assert "Sjukhus 2" in changed.key
    assert (changed.before, changed.after) == (pytest.approx(0.5), pytest.approx(0.9))
    with database.read() as session:
        then = effective_measurements(session, "k", first.batch_id)
        assert {row.numerator for row in then} == {5}
    assert stored(database)["2024", "Sjukhus 2"] == (9, 10)


# ------------------------------------------------------------------- spellings the papers list


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Kolektoralcancer", "Kolorektalcancer"),
        ("kontaksjuksköterska", "kontaktsjuksköterska"),
        ("Exspektans", "Expektans"),
    ],
)
def test_C17_known_misspellings_of_groups_are_put_right(written: str, kept: str) -> None:
    header = ("Period", "Enhet", "Grupp", "Täljare", "Nämnare")
    rows = [header, ("2025", "Lund", written, 5, 10)]
    assert set(figures(read_rows(rows))) == {("2025", "Lund", kept)}


def test_C17_old_words_of_headers_and_places_are_known(database: Database, tmp_path: Path) -> None:
    rows = [("Landsting", "Period", "Täljare", "Nämnare")]
    named = {
        "Landstinget i Uppsala län": "03",
        "Stockholms läns landsting": "01",
        "Västra Götalandsregionen": "14",
        "Jämtland Härjedalen": "23",
        "Region Örebro län": "18",
        "Jämtlands län": "23",
        "Landstinget Dalarna": "20",
        "Norrlandstinget": "Norrlandstinget",
    }
    rows += [(name, "2025", 5, 10) for name in named]
    take(database, write_csv(tmp_path / "a.csv", rows), indicator="k", duplicates="first")
    found = {unit for _, unit in stored(database)}
    assert found == set(named.values())


def test_C17_treatments_in_old_words(database: Database, tmp_path: Path) -> None:
    header = ("Förlopps-id", "SVF", "I SVF", "Behandling rekommenderad", "Behandling",
              "Välgrundad misstanke", "Behandlingsstart", "Region")  # fmt: skip
    rows = [header]
    for number, word in enumerate(("exspektans", "expektans", "Aktiv monitorering")):
        day = dt.date(2025, 3, 1 + number)
        rows.append((f"F{number}", "VG9", "ja", "ja", word, day, day + dt.timedelta(20), "12"))
    result = take(database, write_csv(tmp_path / "a.csv", rows))
    assert (result.rows_imported, said(result) & {"unknown_code"}) == (3, set())


def test_C14_what_is_left_out_is_counted_and_shown(database: Database, tmp_path: Path) -> None:
    rows = [LONG, ("2025", "Lund", 5, 10), ("2025", "Ystad", 4, 10), ("2025", "Summa", 9, 20)]
    rows += [("Uppdaterad av registret", None, None, None)]
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    result = take(database, path, indicator="k")
    found = {p.code: p.cells for p in result.problems}
    assert (found["notes_in_table"], found["totals_beside_parts"]) == (("A5",), ("C4",))
    assert (result.rows_read, result.rows_skipped) == (4, 1)
    assert problem(read_rows(rows), "totals_beside_parts").count == 1
