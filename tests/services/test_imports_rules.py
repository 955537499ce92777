"""Each rule of the contract's section on imports; expected figures are worked out by hand."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import pytest
import xlsxwriter
from sqlalchemy import func, select

from rccdesk.enums import BatchState, Profile, Severity
from rccdesk.errors import ConflictError, FileRefusedError, NotFoundError
from rccdesk.models import (
    CareUnit,
    EventBlob,
    ExpectedCase,
    HistoryEntry,
    ImportBatch,
    Indicator,
    IndicatorLevel,
    LeadTimeLimit,
    Measurement,
    Region,
)
from rccdesk.services.batch_comparison import compare_batches
from rccdesk.services.database import Database
from rccdesk.services.history import redo_last, undo_last
from rccdesk.services.imports import (
    ImportRequest,
    ImportResult,
    import_files,
    list_batches,
    list_problems,
    preview_file,
    redo_batch,
    undo_batch,
)
from rccdesk.services.imports.coverage import effective_expected_cases, effective_measurements
from rccdesk.services.pathways.events import load_events
from tests.services.import_workbooks import EVENT_HEADER, event, write_csv, write_xlsx

AGGREGATED = ("Period", "Enhet", "Täljare", "Nämnare")
TEST_NUMBER = "19121212-1212"  # the Swedish Tax Agency's own test number


@pytest.fixture
def database(tmp_path: Path) -> Database:
    with Database.open(tmp_path / "test.rccdesk", create=True) as database:
        yield database


def run(database: Database, *paths: Path, **choices: object) -> ImportResult:
    """Import and return the (last) result; aggregated tables go to the indicator "k"."""
    return import_files(database, ImportRequest(paths, **choices))[-1]


def figures(database: Database, key: str = "k", snapshot: int | None = None) -> dict:
    """Return (period, unit) -> (numerator, denominator, value, masked, is_total) that hold."""
    with database.read() as session:
        rows = effective_measurements(session, key, snapshot)
    return {
        (r.period, r.unit): (r.numerator, r.denominator, r.value, r.masked, bool(r.is_total))
        for r in rows
    }


def problem(result: ImportResult, code: str):
    found = [p for p in result.problems if p.code == code]
    assert len(found) == 1, [p.code for p in result.problems]
    return found[0]


def codes(result: ImportResult) -> set[str]:
    return {p.code for p in result.problems}


def count(database: Database, model: type) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(model))


# ---------------------------------------------------------------------------------- fields


@pytest.mark.parametrize(
    "header",
    [
        ("pathway_id", "kva_code", "event_date", "unit", "region"),
        ("Förlopps-id", "KVÅ-kod", "Datum", "Enhet", "Region"),
        ("FÖRLOPPS-ID ", "Kvå kod", "Händelsedatum", "Vårdenhet", "Län"),
    ],
)
def test_rule_columns_are_recognised_by_name_label_or_synonym(
    database: Database, tmp_path: Path, header: tuple[str, ...]
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [header, event("A", "VG910", "2025-01-10")])
    result = run(database, path, dry_run=True)
    assert result.profile is Profile.EVENTS
    assert result.rows_imported == 1


def test_rule_a_mapping_by_header_or_letter_wins_over_recognition(
    database: Database, tmp_path: Path
) -> None:
    rows = [("Nyckel", "Åtgärd", "Dag", "Datum"), ("A", "VG910", "2025-01-10", "2020-01-01")]
    path = write_csv(tmp_path / "a.csv", rows)
    mapping = {"pathway_id": "Nyckel", "kva_code": "B", "event_date": "Dag"}
    run(database, path, mapping=mapping)
    with database.read() as session:
        dates = load_events(session, 1)["date"].tolist()
    assert dates == [(dt.date(2025, 1, 10) - dt.date(1970, 1, 1)).days]


def test_rule_a_table_under_title_lines_and_beside_other_sheets_is_found(
    database: Database, tmp_path: Path
) -> None:
    rows = [("Uttag ur registret",), (), EVENT_HEADER, event("A", "VG910", "2025-01-10")]
    path = write_xlsx(tmp_path / "a.xlsx", rows, "Blad 2")
    result = run(database, path, dry_run=True)
    assert (result.sheet, result.header_row) == ("Blad 2", 3)


@pytest.mark.parametrize("mapping", [{}, {"unit": "Region"}], ids=["recognised", "mapped"])
def test_rule_wide_by_period(database: Database, tmp_path: Path, mapping: dict[str, str]) -> None:
    rows = [
        ("Region", "2024-Q1", "kvartal 2 2024", "Kommentar"),
        ("Enköping", 0.5, 0.75, "x"),
        ("Norrboda", 0.25, None, None),
    ]
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    wide = "period" if mapping else None
    result = run(database, path, indicator="k", mapping=mapping, wide=wide)
    # two rows of the sheet with three figures; an empty cell is no figure
    assert (result.rows_read, result.rows_imported) == (2, 2)
    assert {key: value[2] for key, value in figures(database).items()} == {
        ("2024-Q1", "Enköping"): 0.5,
        ("2024-Q2", "Enköping"): 0.75,
        ("2024-Q1", "Norrboda"): 0.25,
    }
    with database.read() as session:
        cells = session.execute(select(Measurement.column, Measurement.row, Measurement.value))
        assert {(f"{c}{r}", v) for c, r, v in cells} == {("B2", 0.5), ("C2", 0.75), ("B3", 0.25)}


@pytest.mark.parametrize("wide", [None, "unit"], ids=["recognised", "told"])
def test_rule_wide_by_unit(database: Database, tmp_path: Path, wide: str | None) -> None:
    rows = [("Kvartal", "Region Skåne", "Uppsala"), ("2024Q1", 50, 85.5), ("2024Q2", "MSK", 60)]
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    run(database, path, indicator="k", wide=wide)
    found = figures(database)
    assert found["2024-Q1", "12"][2] == pytest.approx(0.5)  # Skåne is 12, Uppsala 03
    assert found["2024-Q1", "03"][2] == pytest.approx(0.855)
    assert found["2024-Q2", "12"] == (None, None, None, "MSK", False)


def test_an_export_of_varden_i_siffror_is_recognised(database: Database, tmp_path: Path) -> None:
    header = (
        "Register/källa;Område;Titel;Diagramrubrik;Indikator-Id;Enhetsnamn;Enhetstyp;Enhetskod;"
        "Regionskod;Kön/Totalt;Måttenhet;Mätperiod;Värde;Täljare;Nämnare/antal fall"
    )
    start = ("NKBC", "Cancer", "T", "D", "i1")
    rows = [
        header.split(";"),
        (
            *start,
            "Lunds lasarett",
            "Sjukhus",
            "41001",
            "12",
            "Totalt",
            "%",
            "2018",
            "80,5",
            161,
            200,
        ),
        (*start, "Lund", "Sjukhus", "41001", "12", "Kvinnor", "%", "2018", "80", 80, 100),
        (*start, "Lund", "Sjukhus", "41001", "12", "Män", "%", "2018", "MSK", "-", "-"),
        (*start, "Lund", "Sjukhus", "41001", "12", "Totalt", "%", "2018-05", "50", 1, 2),
    ]
    result = run(database, write_csv(tmp_path / "a.csv", rows, encoding="utf-8-sig"), indicator="k")
    assert result.rows_imported == 4
    with database.read() as session:
        m = Measurement
        found = {
            (r.period, r.sex): (r.unit, r.value, r.numerator, r.masked, bool(r.is_total))
            for r in session.scalars(select(m))
        }
    assert found == {
        ("2018", "Totalt"): ("41001", pytest.approx(0.805), 161, None, True),
        ("2018", "female"): ("41001", 0.8, 80, None, False),
        ("2018", "male"): ("41001", None, None, "MSK", False),
        ("2018-05", "Totalt"): ("41001", 0.5, 1, None, True),
    }


def test_a_column_that_the_user_leaves_out_is_not_used(database: Database, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [EVENT_HEADER, event("A", "VG910", "2025-01-10")])
    mapping = {"pathway_id": "A", "kva_code": "B", "event_date": "C"}
    request = ImportRequest((path,), mapping=mapping, only_mapping=True)
    fields = {column.letter: column.field for column in preview_file(database, request).columns}
    assert fields == {
        "A": "pathway_id", "B": "kva_code", "C": "event_date", "D": None, "E": None,
    }  # fmt: skip


def test_rows_shorter_than_the_header_lack_the_last_columns(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Period;Enhet;Täljare;Nämnare;Värde\n2025;A;1;2\n", encoding="utf-8")
    run(database, path, indicator="k")
    assert figures(database) == {("2025", "A"): (1, 2, None, None, False)}


# --------------------------------------------------------------------------- rows and files


def test_rule_a_fault_of_a_row_is_a_warning_with_its_cell_and_the_rest_goes_in(
    database: Database, tmp_path: Path
) -> None:
    rows = [
        EVENT_HEADER,
        event("A", "VG910", "2025-01-10"),
        ("B", "VG910", "2025-02-30", "Lund", "12"),  # no such day
        ("C", "ZZ999", dt.date(2025, 1, 11), "Lund", "12"),  # no such code
        ("D", "VG911", dt.date(2025, 1, 11), "Lund", "12"),  # an SVF, but no such suffix
        (None, "VG910", dt.date(2025, 1, 11), "Lund", "12"),
        ("E", "VG910", dt.date(2025, 1, 11), "Lund", "99"),  # unknown region: kept without
        ("F", "VG910", dt.date(1825, 1, 11), "Lund", "12"),
    ]
    result = run(database, write_csv(tmp_path / "a.csv", rows))
    assert (result.rows_read, result.rows_imported, result.rows_skipped) == (7, 2, 5)
    assert problem(result, "bad_date").cells == ("C3", "C8")
    assert problem(result, "missing_value").cells == ("A6",)
    unknown = {p.cells: p for p in result.problems if p.code == "unknown_code"}
    assert set(unknown) == {("B4", "B5"), ("E7",)}
    assert {p.severity for p in unknown.values()} == {Severity.WARNING}


def test_rule_error_cells_are_never_empty_cells(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Data")
        page.write_row("A1", AGGREGATED)
        page.write_row("A2", ("2025-Q1", "A", 8, 10))
        page.write_row("A3", ("2025-Q1", "B"))
        page.write_formula("C3", "=1/0", None, "#DIV/0!")
        page.write("D3", 10)
    result = run(database, path, indicator="k")
    assert problem(result, "error_cell").cells == ("C3",)
    assert (result.rows_imported, result.rows_skipped) == (1, 1)


def test_rule_error_cells_among_ids_and_optional_fields(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Data")
        page.write_row("A1", EVENT_HEADER)
        for row in (2, 3, 4):
            page.write_row(f"A{row}", (f"P{row}", "VG910", "2025-01-10", "Lund", "12"))
        page.write_formula("A3", "=NA()", None, "#N/A")
        page.write_formula("E4", "=NA()", None, "#N/A")
    result = run(database, path)
    assert {p.cells for p in result.problems if p.code == "error_cell"} == {("A3",), ("E4",)}
    assert "missing_value" not in codes(result)
    assert (result.rows_imported, result.rows_skipped) == (1, 2)


def test_rule_a_start_of_treatment_before_suspicion_is_a_warning_and_goes_in(
    database: Database, tmp_path: Path
) -> None:
    rows = [
        EVENT_HEADER,
        event("A", "VG910", "2025-01-10"),
        event("A", "VG950", "2025-01-05"),
        event("B", "VG910", "2025-01-10"),
        event("B", "VG950", "2025-02-05"),
    ]
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    for dry_run in (True, False):
        result = run(database, path, dry_run=dry_run)
        assert problem(result, "end_before_start").cells == ("C3",)
        assert result.rows_imported == 4
    assert "end_before_start" in {p.code for p in list_problems(database, 1)}


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([("Namn", "Anteckning"), ("a", "b")], "unknown_layout"),
        ([("Förlopps-id", "KVÅ-kod", "Enhet"), ("A", "VG910", "Lund")], "missing_column"),
        ([("Period", "Enhet", "Täljare"), ("2025", "Lund", 1)], "missing_column"),
        ([EVENT_HEADER], "no_table"),
    ],
)
def test_rule_a_fault_of_the_file_stops_and_its_error_carries_the_problems(
    database: Database, tmp_path: Path, rows: list, code: str
) -> None:
    before = database.path.read_bytes()
    with pytest.raises(FileRefusedError) as caught:
        run(database, write_csv(tmp_path / "a.csv", rows))
    assert caught.value.code == code
    assert next(p.code for p in caught.value.problems) == code
    assert caught.value.problems[0].severity is Severity.STOP
    assert database.path.read_bytes() == before


# --------------------------------------------------------------------------------- percent


def shares(database: Database, tmp_path: Path, values: list[object], **more: object) -> list:
    rows = [("Period", "Enhet", "Andel")]
    rows += [("2025", f"Enhet {number}", value) for number, value in enumerate(values)]
    result = run(database, write_csv(tmp_path / "a.csv", rows), indicator="k", **more)
    return [result, *(row[2] for row in figures(database).values())]


def test_rule_a_value_over_1_makes_the_column_0_to_100(database: Database, tmp_path: Path) -> None:
    result, *values = shares(database, tmp_path, ["85,3", "0,5", "100"])
    assert values == pytest.approx([0.853, 0.005, 1.0])
    info = problem(result, "percent_scale")
    assert info.severity is Severity.INFO
    assert "0–100" in info.message


def test_rule_without_a_value_over_1_the_column_is_0_to_1(
    database: Database, tmp_path: Path
) -> None:
    result, *values = shares(database, tmp_path, ["0,853", "0,005", "1"])
    assert values == pytest.approx([0.853, 0.005, 1.0])
    assert "0–1." in problem(result, "percent_scale").message


def test_rule_numerator_and_denominator_may_say_that_small_values_are_percent(
    database: Database, tmp_path: Path
) -> None:
    rows = [
        ("Period", "Enhet", "Täljare", "Nämnare", "Andel"),
        ("2025", "A", 1, 200, 0.5),  # 0.5 %
        ("2025", "B", 2, 250, 0.8),
    ]
    result = run(database, write_csv(tmp_path / "a.csv", rows), indicator="k")
    assert [row[2] for row in figures(database).values()] == pytest.approx([0.005, 0.008])
    assert "0–100" in problem(result, "percent_scale").message
    assert "percent_mismatch" not in codes(result)


def test_rule_a_share_that_its_own_figures_contradict_is_doubted(
    database: Database, tmp_path: Path
) -> None:
    rows = [
        ("Period", "Enhet", "Täljare", "Nämnare", "Andel"),
        ("2025", "A", 8, 10, "80 %"),
        ("2025", "B", 5, 10, "45 %"),
    ]
    result = run(database, write_csv(tmp_path / "a.csv", rows), indicator="k")
    doubt = problem(result, "percent_mismatch")
    assert doubt.cells == ("E3",)
    assert "45,0\u00a0%" in doubt.message
    assert "50,0\u00a0%" in doubt.message


def test_rule_iso_weeks_are_periods_of_their_own(database: Database, tmp_path: Path) -> None:
    rows = [AGGREGATED, ("2024-W05", "A", 1, 2), ("vecka 6 2024", "A", 1, 2)]
    run(database, write_csv(tmp_path / "a.csv", rows), indicator="k")
    assert set(figures(database)) == {("2024-W05", "A"), ("2024-W06", "A")}
    batch = list_batches(database)[0]
    # ISO 8601: week 5 of 2024 begins on Monday 29 January, week 6 ends on Sunday 11 February
    assert (batch.first_day, batch.last_day) == (dt.date(2024, 1, 29), dt.date(2024, 2, 11))


def test_rule_an_aggregated_table_needs_an_indicator(database: Database, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [AGGREGATED, ("2025", "A", 1, 2)])
    with pytest.raises(FileRefusedError) as caught:
        run(database, path)
    assert caught.value.code == "indicator_required"


def test_rule_an_unknown_indicator_is_made_neutral_and_without_level(
    database: Database, tmp_path: Path
) -> None:
    levels = count(database, IndicatorLevel)
    run(database, write_csv(tmp_path / "a.csv", [AGGREGATED, ("2025", "A", 1, 2)]), indicator="k")
    with database.read() as session:
        made = session.scalars(select(Indicator).where(Indicator.key == "k")).one()
    assert made.direction == "neutral"
    assert count(database, IndicatorLevel) == levels


def test_rule_unknown_units_stay_text_and_the_organisation_is_not_extended(
    database: Database, tmp_path: Path
) -> None:
    before = count(database, CareUnit), count(database, Region)
    rows = [AGGREGATED, ("2025", "Nya  lasarettet", 1, 2), ("2025", "007", 1, 2)]
    run(database, write_csv(tmp_path / "a.csv", rows), indicator="k")
    assert set(figures(database)) == {("2025", "Nya lasarettet"), ("2025", "007")}
    assert (count(database, CareUnit), count(database, Region)) == before


# ---------------------------------------------------------------------- masked and missing


@pytest.mark.parametrize(
    "sign", ["UNK", "MSK", "INV", "-", "–", ".", "..", "<5", "(otillräcklig data)"]
)
def test_rule_a_masked_value_keeps_its_code_and_is_never_0(
    database: Database, tmp_path: Path, sign: str
) -> None:
    rows = [AGGREGATED, ("2025", "A", sign, 10), ("2025", "B", 8, 10)]
    result = run(database, write_csv(tmp_path / "a.csv", rows), indicator="k")
    assert figures(database)["2025", "A"] == (None, 10, None, sign, False)
    assert problem(result, "masked_value").cells == ("C2",)
    assert result.rows_imported == 2


def test_rule_a_missing_value_is_not_0(database: Database, tmp_path: Path) -> None:
    rows = [AGGREGATED, ("2025", "A", "", ""), ("2025", "B", 0, 10)]
    run(database, write_csv(tmp_path / "a.csv", rows), indicator="k")
    assert figures(database)["2025", "A"][:2] == (None, None)
    assert figures(database)["2025", "B"][:2] == (0, 10)


def test_rule_impossible_figures_are_left_out(database: Database, tmp_path: Path) -> None:
    rows = [
        AGGREGATED,
        ("2025", "A", 11, 10),
        ("2025", "B", -1, 10),
        ("2025", "C", "många", 10),
        ("2025-13", "D", 1, 10),
        ("2025", "E", 1, 10),
    ]
    result = run(database, write_csv(tmp_path / "a.csv", rows), indicator="k")
    assert set(figures(database)) == {("2025", "E")}
    assert problem(result, "numerator_over_denominator").cells == ("C2",)
    assert problem(result, "bad_number").cells == ("C3", "C4")
    assert problem(result, "bad_date").cells == ("A5",)


# ---------------------------------------------------------------------------------- counts


def test_rule_rows_read_are_imported_unchanged_and_skipped(
    database: Database, tmp_path: Path
) -> None:
    first = [AGGREGATED, ("2025-Q1", "A", 1, 10), ("2025-Q1", "B", 2, 10), ("2025-Q2", "A", 3, 10)]
    run(database, write_csv(tmp_path / "a.csv", first), indicator="k")
    second = [
        AGGREGATED,
        ("2025-Q1", "A", 1, 10),  # unchanged
        ("2025-Q2", "A", 4, 10),  # changed
        (),
        ("2025-Q2", "B", 5, 10),  # new; 2025-Q1 B is missing
        ("2025-Q2", "C", 5, 10),  # new
        ("inget", "A", 5, 10),  # skipped
    ]
    result = run(database, write_csv(tmp_path / "b.csv", second), indicator="k")
    assert result.rows_read == 5
    assert (result.rows_imported, result.rows_changed, result.rows_unchanged) == (3, 1, 1)
    assert result.rows_skipped == 1
    assert result.rows_read == result.rows_imported + result.rows_unchanged + result.rows_skipped
    assert result.rows_missing_since_last == 1


def test_rule_a_dry_run_counts_and_stores_nothing(database: Database, tmp_path: Path) -> None:
    rows = [EVENT_HEADER, event("A", "VG910", "2025-01-10")]
    run(database, write_xlsx(tmp_path / "a.xlsx", rows))
    rows += [event("A", "VG950", "2025-01-20")]
    before = database.path.read_bytes()
    result = run(database, write_xlsx(tmp_path / "b.xlsx", rows), dry_run=True)
    assert result.batch_id is None
    assert (result.rows_imported, result.rows_unchanged) == (1, 1)
    assert database.path.read_bytes() == before


# --------------------------------------------------------------------- keys and duplicates


def test_rule_event_key_is_pathway_code_and_date(database: Database, tmp_path: Path) -> None:
    rows = [
        EVENT_HEADER,
        event("A", "VG910", "2025-01-10"),
        event("A", "VG910", "2025-01-11"),
        event("A", "VG915", "2025-01-10"),
        event("B", "VG910", "2025-01-10"),
    ]
    result = run(database, write_xlsx(tmp_path / "a.xlsx", rows))
    assert (result.rows_imported, result.problems[0].code) == (4, "extract_date_assumed")


@pytest.mark.parametrize(("mode", "kept"), [("skip", []), ("first", ["Lund"]), ("last", ["Malmö"])])
def test_rule_duplicates_of_events(
    database: Database, tmp_path: Path, mode: str, kept: list[str]
) -> None:
    rows = [
        EVENT_HEADER,
        event("A", "VG910", "2025-01-10", "Lund"),
        event("A", "VG910", "2025-01-10", "Lund"),  # identical: collapses
        event("A", "VG910", "2025-01-10", "Malmö"),  # conflicts with the first
        event("B", "VG910", "2025-01-10", "Ystad"),
    ]
    result = run(database, write_xlsx(tmp_path / "a.xlsx", rows), duplicates=mode)
    identical, conflict = (problem(result, f"duplicate_{k}") for k in ("identical", "conflict"))
    assert (identical.count, identical.cells) == (1, ("A3",))
    assert conflict.count == 2 - len(kept)
    with database.read() as session:
        columns = load_events(session, 1)
    units = [columns["units"][code] for code in columns["unit"].tolist()]
    assert units == [*kept, "Ystad"]


@pytest.mark.parametrize(("mode", "kept"), [("skip", None), ("first", 1), ("last", 2)])
def test_rule_duplicates_of_figures(
    database: Database, tmp_path: Path, mode: str, kept: int | None
) -> None:
    rows = [
        AGGREGATED,
        ("2025", "A", 1, 10),
        ("2025", "A", 2, 10),
        ("2025", "B", 3, 10),
        ("2025", "B", 3, 10),
    ]
    result = run(database, write_csv(tmp_path / "a.csv", rows), indicator="k", duplicates=mode)
    assert problem(result, "duplicate_identical").count == 1
    assert problem(result, "duplicate_conflict").count == (2 if kept is None else 1)
    found = figures(database)
    assert found.get(("2025", "A"), (None,))[0] == kept
    assert found["2025", "B"][0] == 3


def test_rule_duplicates_may_stop_the_import(database: Database, tmp_path: Path) -> None:
    rows = [AGGREGATED, ("2025", "A", 1, 10), ("2025", "A", 2, 10)]
    with pytest.raises(FileRefusedError) as caught:
        run(database, write_csv(tmp_path / "a.csv", rows), indicator="k", duplicates="stop")
    assert caught.value.code == "duplicate_conflict"
    assert count(database, Measurement) == 0


@pytest.mark.parametrize("word", ["Total", "Totalt", "Samtliga", "Alla", "Riket", "All units"])
def test_rule_totals_are_found_by_their_words(
    database: Database, tmp_path: Path, word: str
) -> None:
    # The word decides, also where the sum does not fit (a hidden small unit).
    rows = [AGGREGATED, ("2025", "A", 1, 10), ("2025", "B", 2, 10), ("2025", word, 9, 30)]
    result = run(database, write_csv(tmp_path / "a.csv", rows), indicator="k")
    assert [unit for (_, unit), row in figures(database).items() if row[4]] == [word]
    assert problem(result, "totals_beside_parts").cells == ("C4",)


def test_rule_totals_are_found_by_their_sums(database: Database, tmp_path: Path) -> None:
    rows = [AGGREGATED]
    for period, a, b in (("2024", 3, 4), ("2025", 5, 9)):
        rows += [(period, "A", a, 10), (period, "B", b, 20), (period, "H99", a + b, 30)]
    result = run(database, write_csv(tmp_path / "a.csv", rows), indicator="k")
    assert {unit for (_, unit), row in figures(database).items() if row[4]} == {"H99"}
    assert problem(result, "totals_beside_parts").count == 2


def test_rule_a_sum_at_some_keys_only_is_no_total(database: Database, tmp_path: Path) -> None:
    rows = [AGGREGATED]
    for period, a, b, c in (("2024", 3, 4, 7), ("2025", 5, 9, 13)):
        rows += [(period, "A", a, 10), (period, "B", b, 20), (period, "C", c, 30)]
    result = run(database, write_csv(tmp_path / "a.csv", rows), indicator="k")
    assert "totals_beside_parts" not in codes(result)


def test_rule_a_lone_total_word_is_an_ordinary_unit(database: Database, tmp_path: Path) -> None:
    rows = [AGGREGATED, ("2024", "Riket", 1, 10), ("2025", "Riket", 2, 10)]
    result = run(database, write_csv(tmp_path / "a.csv", rows), indicator="k")
    assert "totals_beside_parts" not in codes(result)


# -------------------------------------------------------------------- what an import replaces


def test_rule_a_batch_replaces_its_span_and_units_and_leaves_the_rest(
    database: Database, tmp_path: Path
) -> None:
    first = [AGGREGATED]
    first += [(f"2025-Q{q}", unit, q, 10) for q in (1, 2, 3) for unit in ("A", "B")]
    run(database, write_csv(tmp_path / "a.csv", first), indicator="k")
    second = [AGGREGATED, ("2025-Q2", "A", 7, 10), ("2025-Q4", "A", 8, 10)]
    result = run(database, write_csv(tmp_path / "b.csv", second), indicator="k")
    # covered: A from Q2 to Q4; A of Q3 is in it and lacks in the file
    assert result.rows_missing_since_last == 1
    assert {key: row[0] for key, row in figures(database).items()} == {
        ("2025-Q1", "A"): 1,
        ("2025-Q2", "A"): 7,
        ("2025-Q4", "A"): 8,
        ("2025-Q1", "B"): 1,
        ("2025-Q2", "B"): 2,
        ("2025-Q3", "B"): 3,
    }
    assert len(figures(database, snapshot=1)) == 6
    assert [b.state for b in list_batches(database)] == [BatchState.ACTIVE, BatchState.ACTIVE]


def test_rule_a_batch_is_replaced_when_a_later_one_covers_all_of_it(
    database: Database, tmp_path: Path
) -> None:
    one = [AGGREGATED, ("2025-Q1", "A", 1, 10)]
    two = [AGGREGATED, ("2025-Q1", "A", 2, 10), ("2025-Q2", "A", 3, 10)]
    run(database, write_csv(tmp_path / "a.csv", one), indicator="k")
    run(database, write_csv(tmp_path / "b.csv", two), indicator="k")
    run(database, write_csv(tmp_path / "c.csv", one), indicator="other")  # another dataset
    states = [batch.state for batch in list_batches(database)]
    assert states == [BatchState.REPLACED, BatchState.ACTIVE, BatchState.ACTIVE]
    undo_batch(database, 2)
    states = [batch.state for batch in list_batches(database)]
    assert states == [BatchState.ACTIVE, BatchState.UNDONE, BatchState.ACTIVE]
    assert figures(database)["2025-Q1", "A"][0] == 1


def test_rule_events_replace_their_span_and_regions(database: Database, tmp_path: Path) -> None:
    first = [
        EVENT_HEADER,
        event("A", "VG910", "2025-01-10", region="12"),
        event("B", "VG910", "2025-02-10", region="12"),
        event("C", "VG910", "2025-02-10", region="03"),
    ]
    second = [
        EVENT_HEADER,
        event("A", "VG910", "2025-01-10", region="Skåne"),
        event("D", "VG910", "2025-03-10", region="Region Skåne"),
    ]
    run(database, write_xlsx(tmp_path / "a.xlsx", first))
    result = run(database, write_xlsx(tmp_path / "b.xlsx", second))
    assert (result.rows_unchanged, result.rows_imported) == (1, 1)
    assert result.rows_missing_since_last == 1  # B of region 12; C is of another region


# ---------------------------------------------------------------------------- extract date


@pytest.mark.parametrize(
    ("name", "line", "option", "expected"),
    [
        ("uttag_2025-06-01.xlsx", "Uttag 2025-06-02", dt.date(2025, 6, 3), "2025-06-03"),
        ("uttag_2025-06-01.xlsx", "Uttag 2025-06-02", None, "2025-06-01"),
        ("uttag.xlsx", "Uttag 2025-06-02", None, "2025-06-02"),
        ("2025-06-01_2025-06-09.xlsx", "Uttag 2025-06-02", None, "2025-06-02"),  # two: not one
    ],
)
def test_rule_extract_date_is_told_by_option_name_or_line(
    database: Database,
    tmp_path: Path,
    name: str,
    line: str,
    option: dt.date | None,
    expected: str,
) -> None:
    rows = [(line,), EVENT_HEADER, event("A", "VG910", "2025-01-10")]
    path = write_xlsx(tmp_path / name, rows)
    result = run(database, path, extract_date=option)
    assert str(result.extract_date) == expected
    assert "extract_date_assumed" not in codes(result)


def test_rule_an_untold_extract_date_is_the_newest_of_the_data(
    database: Database, tmp_path: Path
) -> None:
    rows = [EVENT_HEADER, event("A", "VG910", "2025-01-10"), event("A", "VG950", "2025-02-03")]
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    os.utime(path, (0, 0))  # never the time stamp of the file
    result = run(database, path)
    assert result.extract_date == dt.date(2025, 2, 3)
    assert problem(result, "extract_date_assumed").severity is Severity.WARNING
    path = write_csv(tmp_path / "b.csv", [AGGREGATED, ("2025-Q1", "A", 1, 2)])
    assert run(database, path, indicator="k").extract_date == dt.date(2025, 3, 31)
    assert all(batch.is_extract_date_assumed for batch in list_batches(database))


def test_rule_an_extract_date_to_come_is_refused(database: Database, tmp_path: Path) -> None:
    rows = [EVENT_HEADER, event("A", "VG910", "2025-01-10")]
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    tomorrow = dt.datetime.now().astimezone().date() + dt.timedelta(days=1)
    with pytest.raises(FileRefusedError) as caught:
        run(database, path, extract_date=tomorrow)
    assert caught.value.code == "extract_date_in_future"
    assert list_batches(database) == ()


# ------------------------------------------------------------------- same file again, undo


def test_rule_the_same_file_again_changes_nothing(database: Database, tmp_path: Path) -> None:
    rows = [EVENT_HEADER, event("A", "VG910", "2025-01-10"), event("B", "?", "2025-01-10")]
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    run(database, path)
    before = database.path.read_bytes()
    result = run(database, path)
    assert (result.rows_read, result.rows_unchanged, result.rows_skipped) == (2, 1, 1)
    assert result.rows_imported == 0
    assert result.batch_id == 1
    assert problem(result, "already_imported").severity is Severity.INFO
    assert database.path.read_bytes() == before
    undo_batch(database, 1)
    assert run(database, path).rows_imported == 1  # undone: it is news again


def test_rule_undo_takes_away_what_the_import_made(database: Database, tmp_path: Path) -> None:
    indicators = count(database, Indicator)
    for name, unit in (("a.csv", "A"), ("b.csv", "B")):
        rows = [AGGREGATED, ("2025", unit, 1, 2)]
        run(database, write_csv(tmp_path / name, rows), indicator="k")
    assert count(database, Indicator) == indicators + 1
    undo_batch(database, 1)
    assert count(database, Indicator) == indicators + 1  # the second batch uses it
    undone = undo_batch(database, 2)
    assert (undone.rows, undone.state) == (1, BatchState.UNDONE)
    assert count(database, Indicator) == indicators
    redo_batch(database, 2)
    assert count(database, Indicator) == indicators + 1
    assert set(figures(database)) == {("2025", "B")}


def test_rule_undo_in_the_window_takes_away_what_the_import_made_too(
    database: Database, tmp_path: Path
) -> None:
    indicators = count(database, Indicator)
    rows = [AGGREGATED, ("2025", "A", 1, 2)]
    run(database, write_csv(tmp_path / "a.csv", rows), indicator="k")
    undo_last(database)
    assert count(database, Indicator) == indicators
    assert figures(database) == {}
    redo_last(database)
    assert count(database, Indicator) == indicators + 1
    assert figures(database)["2025", "A"][:2] == (1, 2)


def test_rule_undo_keeps_an_indicator_that_somebody_has_described(
    database: Database, tmp_path: Path
) -> None:
    from rccdesk.enums import Topic

    rows = [AGGREGATED, ("2025", "A", 1, 2)]
    run(database, write_csv(tmp_path / "a.csv", rows), indicator="k")
    with database.write(Topic.INDICATORS, act="history.act.profile_updated") as session:
        indicator = session.scalars(select(Indicator).where(Indicator.key == "k")).one()
        indicator.title = "Andel som fått kontaktsjuksköterska"
    undo_batch(database, 1)
    with database.read() as session:
        assert session.scalars(select(Indicator).where(Indicator.key == "k")).one()


def test_rule_undo_is_refused_for_unknown_and_undone_batches(
    database: Database, tmp_path: Path
) -> None:
    with pytest.raises(NotFoundError) as missing:
        undo_batch(database, 7)
    assert missing.value.code == "no_such_batch"
    run(database, write_csv(tmp_path / "a.csv", [AGGREGATED, ("2025", "A", 1, 2)]), indicator="k")
    undo_batch(database, 1)
    with pytest.raises(ConflictError) as twice:
        undo_batch(database, 1)
    assert twice.value.code == "already_undone"


def test_rule_an_import_is_one_history_entry_that_undo_flips(
    database: Database, tmp_path: Path
) -> None:
    rows = [EVENT_HEADER, event("A", "VG910", "2025-01-10")]
    entries = count(database, HistoryEntry)
    paths = (
        write_xlsx(tmp_path / "a.xlsx", rows),
        write_xlsx(tmp_path / "b.xlsx", [*rows, event("B", "VG910", "2025-01-12")]),
    )
    import_files(database, ImportRequest(paths))
    assert count(database, HistoryEntry) == entries + 1
    undo_last(database)
    assert {b.state for b in list_batches(database)} == {BatchState.UNDONE}
    redo_last(database)
    # the second covers the first wholly
    assert [b.state for b in list_batches(database)] == [BatchState.REPLACED, BatchState.ACTIVE]


def test_rule_several_files_are_one_transaction(database: Database, tmp_path: Path) -> None:
    good = write_xlsx(tmp_path / "a.xlsx", [EVENT_HEADER, event("A", "VG910", "2025-01-10")])
    bad = write_xlsx(
        tmp_path / "b.xlsx", [EVENT_HEADER, event("A", "VG910", "2025-01-10", TEST_NUMBER)]
    )
    before = database.path.read_bytes()
    with pytest.raises(FileRefusedError):
        import_files(database, ImportRequest((good, bad)))
    assert database.path.read_bytes() == before


# ----------------------------------------------------------------------------- identifiers


@pytest.mark.parametrize(
    "where", ["cell", "unused cell", "header", "sheet", "hidden sheet", "file name"]
)
def test_rule_a_personal_number_stops_the_import_wherever_it_stands(
    database: Database, tmp_path: Path, where: str
) -> None:
    rows: list = [
        EVENT_HEADER,
        event("A", "VG910", "2025-01-10"),
        event("B", "VG910", "2025-01-10"),
    ]
    sheet, name, hidden = "Data", "a.xlsx", {}
    if where == "cell":
        rows[2] = event(TEST_NUMBER, "VG910", "2025-01-10")
    elif where == "unused cell":
        rows[2] = (*rows[2], None, f"tel. {TEST_NUMBER}")
    elif where == "header":
        rows[0] = (*EVENT_HEADER, TEST_NUMBER)
    elif where == "sheet":
        sheet = TEST_NUMBER
    elif where == "hidden sheet":
        hidden = {"gammal": [("x",), (TEST_NUMBER,)]}
    else:
        name = f"{TEST_NUMBER}.xlsx"
    path = write_xlsx(tmp_path / name, rows, sheet, hidden)
    before = database.path.read_bytes()
    with pytest.raises(FileRefusedError) as caught:
        run(database, path)
    error = caught.value
    assert error.code == "personal_identifier"
    cell = {"cell": "A3", "unused cell": "G3", "header": "F1", "hidden sheet": "A2"}.get(where)
    assert error.cell == cell
    assert "1212" not in json.dumps([p.message for p in error.problems]).replace("2012", "")
    assert database.path.read_bytes() == before


def test_rule_ranges_of_months_are_not_personal_numbers(database: Database, tmp_path: Path) -> None:
    rows = [AGGREGATED, ("202301-202312", "A", 1, 2)]
    run(database, write_csv(tmp_path / "a.csv", rows), indicator="k")
    assert set(figures(database)) == {("2023-01:2023-12", "A")}


def test_rule_a_numeric_column_needs_acceptance_when_a_few_values_look_personal(
    database: Database, tmp_path: Path
) -> None:
    # 1212121212 is a sure hit (12 December 1912 and the right check digit); 1 of 10 is under 20 %
    ids = [1212121212, *(9900000001 + 7 * n for n in range(9))]
    rows = [EVENT_HEADER, *((n, "VG910", dt.date(2025, 1, 10), "Lund", "12") for n in ids)]
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    with pytest.raises(FileRefusedError) as caught:
        run(database, path)
    assert caught.value.code == "identifying_column"
    result = run(database, path, accept_ids=("Förlopps-id",))
    warning = problem(result, "identifying_column")
    assert (warning.severity, warning.count) == (Severity.WARNING, 1)


def test_rule_pathway_ids_are_stored_as_keyed_hashes_only(
    database: Database, tmp_path: Path
) -> None:
    secret_id = "HEMLIGT-FÖRLOPP-42"
    rows = [EVENT_HEADER, event(secret_id, "VG910", "2025-01-10")]
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    run(database, path)
    stored = database.path.read_bytes()
    assert secret_id.encode() not in stored
    assert secret_id.encode("utf-16-le") not in stored
    with Database.open(tmp_path / "other.rccdesk", create=True) as other:
        run(other, path)
        with database.read() as one, other.read() as two:
            here, there = (load_events(s, 1)["pathway"].tolist() for s in (one, two))
    assert here != there  # keyed by the secret of the store


def test_rule_case_level_rows_carry_a_purge_date(database: Database, tmp_path: Path) -> None:
    run(
        database, write_xlsx(tmp_path / "a.xlsx", [EVENT_HEADER, event("A", "VG910", "2025-01-10")])
    )
    run(database, write_csv(tmp_path / "b.csv", [AGGREGATED, ("2025", "A", 1, 2)]), indicator="k")
    events, aggregated = list_batches(database)
    today = dt.datetime.now(dt.UTC).date()
    assert events.purge_on is not None
    assert (events.purge_on.year, events.purge_on.month) == (today.year + 2, today.month)
    assert aggregated.purge_on is None


# -------------------------------------------------------------------- the two small layouts


def test_rule_expected_cases(database: Database, tmp_path: Path) -> None:
    rows = [
        ("SVF", "Region", "Period", "Förväntat antal"),
        ("VG9", "12", 2025, 900),
        ("Lungcancer", "Region Uppsala", 2025, "150,5"),
        ("Okänd cancer", "12", 2025, 5),
        ("VG9", "Atlantis", 2025, 5),
    ]
    result = run(database, write_csv(tmp_path / "a.csv", rows))
    assert result.profile is Profile.EXPECTED
    with database.read() as session:
        found = {(r.svf, r.region): r.expected for r in effective_expected_cases(session)}
    assert found == {("VG9", "12"): 900, ("VC0", "03"): 150.5}
    assert sorted(p.cell for p in result.problems if p.code == "unknown_code") == ["A4", "B5"]
    undo_batch(database, 1)
    with database.read() as session:
        assert effective_expected_cases(session) == []
    assert count(database, ExpectedCase) == 2


def test_expected_cases_of_the_current_year_need_no_date(
    database: Database, tmp_path: Path
) -> None:
    this_year = dt.datetime.now().astimezone().year
    rows = [("SVF", "Region", "Period", "Förväntat antal"), ("VG9", "12", this_year, 900)]
    result = run(database, write_csv(tmp_path / "a.csv", rows))
    # the year is not over (or ends today); its first day is the newest that is not to come
    assert result.extract_date in {dt.date(this_year, 1, 1), dt.date(this_year, 12, 31)}


COUNTIES = {  # SCB: Län och kommuner i kodnummerordning
    "01": "Stockholms län", "03": "Uppsala län", "04": "Södermanlands län",
    "05": "Östergötlands län", "06": "Jönköpings län", "07": "Kronobergs län",
    "08": "Kalmar län", "09": "Gotlands län", "10": "Blekinge län", "12": "Skåne län",
    "13": "Hallands län", "14": "Västra Götalands län", "17": "Värmlands län",
    "18": "Örebro län", "19": "Västmanlands län", "20": "Dalarnas län", "21": "Gävleborgs län",
    "22": "Västernorrlands län", "23": "Jämtlands län", "24": "Västerbottens län",
    "25": "Norrbottens län",
}  # fmt: skip


def test_regions_are_known_by_code_county_and_name(database: Database, tmp_path: Path) -> None:
    rows: list = [("SVF", "Region", "Period", "Förväntat antal")]
    rows += [("VG9", name, 2024, int(code)) for code, name in COUNTIES.items()]
    rows += [("VC0", int(code), 2024, int(code)) for code in COUNTIES]  # 1.0 for 01
    rows += [("VJ1", "Västra Götalandsregionen", 2024, 14), ("VJ1", "region skåne", 2024, 12)]
    result = run(database, write_xlsx(tmp_path / "a.xlsx", rows))
    assert result.rows_skipped == 0
    with database.read() as session:
        found = effective_expected_cases(session)
    assert all(int(row.region) == row.expected for row in found)


def test_rule_limits_are_added_replaced_and_undone(database: Database, tmp_path: Path) -> None:
    header = "kva_prefix;treatment;variant;from_event;to_event;suffixes;days;decided_on;valid_from"
    header = (*header.split(";"), "valid_to", "confirmed", "source", "note")
    events = ("well_founded_suspicion", "treatment_start")
    rows = [
        header,
        # the shipped row of breast cancer, now 26 days; and a new one
        ("VG9", "all", "", *events, "50 52", 26, "2015-12-21", "2015-12-21", "", "yes", "k", ""),
        ("VC0", "surgery", "", *events, "50", 44, "2025-01-01", "2025-01-01", "", "no", "k", ""),
    ]
    with database.read() as session:
        query = select(LeadTimeLimit.days).where(
            LeadTimeLimit.kva_prefix == "VG9", LeadTimeLimit.deleted_at.is_(None)
        )
        assert session.scalars(query).all() == [28]
    result = run(database, write_csv(tmp_path / "a.csv", rows))
    assert (result.profile, result.rows_imported, result.rows_changed) == (Profile.LIMITS, 2, 1)
    with database.read() as session:
        assert session.scalars(query).all() == [26]
    undo_batch(database, 1)
    with database.read() as session:
        assert session.scalars(query).all() == [28]
    redo_batch(database, 1)
    with database.read() as session:
        assert session.scalars(query).all() == [26]


# --------------------------------------------------------------------- preview and comparing


def test_preview_shows_how_a_file_is_read_and_never_an_id(
    database: Database, tmp_path: Path
) -> None:
    rows = [(*EVENT_HEADER, "Anteckning"), (*event("ID-77", "VG910", "2025-01-10"), "ring")]
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    shown = preview_file(database, ImportRequest((path,)))
    assert shown.profile is Profile.EVENTS
    assert shown.reason == "5 av 5 kolumner känns igen"
    assert [(c.letter, c.field, c.certainty) for c in shown.columns] == [
        ("A", "pathway_id", "sure"),
        ("B", "kva_code", "sure"),
        ("C", "event_date", "sure"),
        ("D", "unit", "sure"),
        ("E", "region", "sure"),
        ("F", None, None),
    ]
    assert shown.columns[1].samples == ("VG910",)
    assert shown.columns[5].samples == ("ring",)
    assert "ID-77" not in repr(shown)
    assert shown.counts.new == 1
    assert list_batches(database) == ()
    write_xlsx(path, [*rows[:1], (*event("ID-78", "VG910", "2025-01-11"), "x")])
    with pytest.raises(FileRefusedError) as caught:
        import_files(database, ImportRequest((path,), sha256=(shown.sha256,)))
    assert caught.value.code == "file_changed"


def test_preview_tells_what_stops_instead_of_failing(database: Database, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [("Namn", "Annat"), ("a", "b")])
    shown = preview_file(database, ImportRequest((path,)))
    assert shown.is_stopped
    assert shown.profile is None
    assert [p.code for p in shown.problems] == ["unknown_layout"]


def test_two_batches_can_be_compared(database: Database, tmp_path: Path) -> None:
    one = [AGGREGATED, ("2025", "A", 1, 10), ("2025", "B", 2, 10), ("2025", "C", 3, 10)]
    two = [AGGREGATED, ("2025", "A", 1, 10), ("2025", "B", 5, 10), ("2025", "D", 4, 10)]
    for name, rows in (("a.csv", one), ("b.csv", two)):
        run(database, write_csv(tmp_path / name, rows), indicator="k")
    found = compare_batches(database, 1, 2)
    assert (found.added, found.removed, found.changed, found.same) == (1, 1, 1, 1)
    changes = {d.key[1]: (d.before, d.after) for d in found.differences}
    assert changes == {"B": (0.2, 0.5), "C": (0.3, None), "D": (None, 0.4)}


def test_a_cancelled_import_leaves_the_store_as_it_was(database: Database, tmp_path: Path) -> None:
    from rccdesk.errors import Cancelled

    path = write_xlsx(tmp_path / "a.xlsx", [EVENT_HEADER, event("A", "VG910", "2025-01-10")])

    def cancel_while_storing(done: int, total: int) -> None:
        if done > 0.9 * total:  # reading is over, storing has begun
            raise Cancelled

    before = database.path.read_bytes()
    with pytest.raises(Cancelled):
        import_files(database, ImportRequest((path,)), cancel_while_storing)
    assert database.path.read_bytes() == before
    assert count(database, EventBlob) == count(database, ImportBatch) == 0


def test_a_file_read_anew_with_a_word_told_leaves_the_old_word_and_says_so(
    database: Database, tmp_path: Path
) -> None:
    rows = [AGGREGATED, ("2025", "Lundd", 8, 10), ("2025", "X", 6, 12)]
    path = write_csv(tmp_path / "a.csv", rows)
    first = run(database, path, indicator="k")
    assert "left_behind" not in codes(first)
    assert "left_behind" not in codes(run(database, path, indicator="k"))  # the same again
    told = run(database, path, indicator="k", fixes={"unit:Lundd": "Lund"})
    found = problem(told, "left_behind")
    assert (found.count, f"import {first.batch_id}" in found.message) == (1, True)
    undo_batch(database, first.batch_id)
    assert set(figures(database)) == {("2025", "Lund"), ("2025", "X")}
