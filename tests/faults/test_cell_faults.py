"""The register's faults of cells, C1 to C24; what is expected is worked out by hand."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from rccdesk import formats
from rccdesk.enums import Severity
from rccdesk.errors import FileRefusedError
from rccdesk.models import ImportBatch, Region
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest, ImportResult, import_files
from rccdesk.services.imports.coverage import effective_measurements
from rccdesk.services.imports.problems import Action, dump_problems
from rccdesk.services.imports.reading import CellFault
from rccdesk.services.imports.values import clean_text, judge_numbers, read_date, read_number
from rccdesk.services.imports.written_dates import read_day_number
from tests.services.import_tables import codes, figures, problem, read_rows, totals
from tests.services.import_workbooks import EVENT_HEADER, write_csv, write_xlsx

LONG = ("Period", "Enhet", "Täljare", "Nämnare", "Andel")
EVENTS = ("Förlopps-id", "KVÅ-kod", "Datum", "Enhet", "Region")


def days(year: int, month: int, day: int) -> int:
    return (dt.date(year, month, day) - dt.date(1970, 1, 1)).days


@pytest.fixture
def database(tmp_path: Path) -> Database:
    with Database.open(tmp_path / "test.rccdesk", create=True) as database:
        yield database


def run(database: Database, path: Path, **choices: object) -> ImportResult:
    return import_files(database, ImportRequest((path,), **choices))[-1]


def test_C01_an_error_cell_is_listed_and_its_row_left_out() -> None:
    found = read_rows(
        [
            LONG,
            ("2024", "Lund", CellFault("error", "#N/A"), 10, None),
            ("2024", "Malmö", 4, CellFault("error", "#DIV/0!"), None),
            ("2024", "Ystad", 5, 10, None),
        ]
    )
    assert set(figures(found)) == {("2024", "Ystad")}
    assert {p.cell for p in found.rows.problems if p.code == "error_cell"} == {"C2", "D3"}
    assert "missing_value" not in codes(found)


def test_C02_a_formula_that_was_never_calculated_is_not_empty() -> None:
    found = read_rows([LONG, ("2024", "Lund", 5, CellFault("uncached"), None)])
    assert not figures(found)
    assert problem(found, "uncached_formula").cells == ("D2",)


@given(
    st.decimals(min_value=-(10**6), max_value=10**6, places=2, allow_nan=False),
    st.sampled_from(["", " ", "\u00a0", "\u2009", "\u202f", "'", "\u2019"]),
    st.sampled_from([",", "."]),
    st.sampled_from(["-", "\u2212"]),
    st.sampled_from(["", "%", " %", "\u00a0%"]),
)
def test_C03_any_way_to_write_a_number_is_read_as_that_number(
    number: object, between: str, decimal: str, minus: str, percent: str
) -> None:
    written = f"{number:,.2f}".replace(".", "#").replace(",", between).replace("#", decimal)
    assert read_number(written.replace("-", minus) + percent) == pytest.approx(float(number))


@given(st.integers(min_value=-(10**9), max_value=10**9))
def test_C03_what_the_program_writes_it_reads_again(number: int) -> None:
    assert read_number(formats.number(number)) == number


@given(st.integers(min_value=-(10**9), max_value=10**9), st.integers(min_value=0, max_value=3))
def test_C03_decimals_and_shares_that_the_program_writes_are_read_again(
    whole: int, decimals: int
) -> None:
    number = whole / 10**decimals
    assert read_number(formats.number(number, decimals)) == pytest.approx(number)
    assert read_number(formats.percent(number / 100, decimals)) == pytest.approx(number)


@given(st.dates(min_value=dt.date(1900, 3, 1), max_value=dt.date(2199, 12, 31)))
def test_C10_dates_that_the_program_writes_are_read_again(day: dt.date) -> None:
    expected = days(day.year, day.month, day.day)
    assert read_date(formats.iso_date(day)) == expected
    assert read_date(formats.long_date(day).rpartition(", v.")[0]) == expected


@pytest.mark.parametrize(
    ("written", "whole", "read", "is_open"),
    [
        (["1.234"], True, 1234, True),  # a count: thousands, but said
        (["1,234"], False, 1.234, True),
        (["1.234", "5.6"], False, 1.234, False),
        (["1,234", "0,5"], False, 1.234, False),
        (["1.234", "12.345.678"], False, 1234, False),
        (["0.234"], True, 0.234, False),  # nobody writes a thousand so
        (["1234", "12,5"], False, 1234, False),
    ],
)
def test_C04_a_column_decides_what_its_signs_are(
    written: list[str], whole: bool, read: float, is_open: bool
) -> None:
    style = judge_numbers(written, whole=whole)
    assert style.reader()(written[0]) == pytest.approx(read)
    assert style.is_ambiguous is is_open


def test_C04_what_no_value_decides_is_said_and_can_be_changed() -> None:
    rows = [("Period", "Enhet", "Värde"), ("2024", "Lund", "1.234"), ("2024", "Malmö", "2.500")]
    found = read_rows(rows, is_proportion=False)
    assert [f[2] for f in figures(found).values()] == [1.234, 2.5]
    doubt = problem(found, "ambiguous_number")
    assert (doubt.count, doubt.values["column"], doubt.values["header"]) == (2, "C", "Värde")
    assert (doubt.proposal.fix, doubt.proposal.value) == ("decimal:C", "comma")
    assert doubt.examples[0].written == "1.234"
    assert doubt.actions[0] is Action.FIX_ALL
    fixed = read_rows(rows, {doubt.proposal.fix: doubt.proposal.value}, is_proportion=False)
    assert [f[2] for f in figures(fixed).values()] == [1234, 2500]
    assert "ambiguous_number" not in codes(fixed)


def test_C05_shares_on_two_scales_are_never_mixed_silently() -> None:
    rows = [
        ("Period", "Enhet", "Andel"),
        ("2024", "Lund", 0.85),
        ("2024", "Malmö", "85 %"),
        ("2024", "Ystad", 85.0),
    ]
    found = read_rows(rows)
    assert [f[2] for f in figures(found).values()] == pytest.approx([0.0085, 0.85, 0.85])
    doubt = problem(found, "percent_mixed")
    assert doubt.cells == ("C2",)
    assert Action.SKIP_ROWS in doubt.actions
    fixed = read_rows(rows, {doubt.proposal.fix: doubt.proposal.value})
    assert [f[2] for f in figures(fixed).values()] == pytest.approx([0.85, 0.85, 0.85])
    skipped = read_rows(rows, {doubt.skip.fix: doubt.skip.value})
    assert [f[2] for f in figures(skipped).values()] == pytest.approx([0.85, 0.85])


def test_C05_low_percentages_are_no_shares() -> None:
    rows = [("Period", "Enhet", "Andel"), ("2024", "Lund", 0.5), ("2024", "Malmö", 1.2)]
    found = read_rows(rows)
    assert [f[2] for f in figures(found).values()] == pytest.approx([0.005, 0.012])
    assert "percent_mixed" not in codes(found)


def test_C06_impossible_figures_are_doubted_and_kept_out() -> None:
    found = read_rows(
        [
            LONG,
            ("2024", "A", 12, 10, None),
            ("2024", "B", -1, 10, None),
            ("2024", "C", None, None, 150),
            ("2024", "D", 2.5, 10, None),
            ("2024", "E", 5, 10, 50),
        ]
    )
    assert set(figures(found)) == {("2024", "E")}
    wanted = {
        "numerator_over_denominator": "C2",
        "bad_number": "C3",
        "value_over_100": "E4",
        "not_whole_number": "C5",
    }
    assert {code: problem(found, code).cell for code in wanted} == wanted


MASKS = [
    "<5", "< 5", "..", ".", "–", "-", "x", "X", "UNK", "MSK", "INV", "(otillräcklig data)",
    # further ways that Swedish tables have of saying it
    "…", "<5 %", "<5 st", "n<5", "(<5)", "(–)", "[x]", "1–4", "0-4", "−", "n.a.", "saknas", "Unk",
    "ej redovisat", "för få fall", "färre än 10", "okänt",
]  # fmt: skip


@pytest.mark.parametrize("mask", MASKS)
def test_C07_a_hidden_value_keeps_its_code_and_is_never_0(mask: str) -> None:
    found = read_rows([LONG, ("2024", "Lund", mask, 10, None), ("2024", "Malmö", 0, 10, None)])
    assert figures(found) == {
        ("2024", "Lund"): (None, 10, None, mask),
        ("2024", "Malmö"): (0, 10, None, None),
    }
    assert problem(found, "masked_value").count == 1


@pytest.mark.parametrize(
    "written",
    ["över 80", "ca 64", ">95", "minst 10", "64 ca", "80+", "64 (prel.)", "prel. 64", "64*",
     "64 **", "64¹", "Ca. 64", "~64", "≥ 64", "cirka 64", "upp till 64"],
)  # fmt: skip
def test_C07_a_qualified_value_is_kept_as_text_and_not_counted(written: str) -> None:
    rows = [LONG, ("2024", "Lund", written, 100, None)]
    found = read_rows(rows)
    assert figures(found) == {("2024", "Lund"): (None, 100, None, written)}
    doubt = problem(found, "qualified_value")
    assert "masked_value" not in codes(found)
    fixed = read_rows(rows, {doubt.proposal.fix: doubt.proposal.value})
    number = float("".join(c for c in written if c.isdecimal()))
    assert figures(fixed) == {("2024", "Lund"): (number, 100, None, None)}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "1e400", "NaN", "inf"])
def test_C08_what_is_no_finite_number_is_a_fault_of_its_cell(value: object) -> None:
    found = read_rows([LONG, ("2024", "Lund", value, 10, None)])
    assert not figures(found)
    assert problem(found, "bad_number").cell == "C2"


@pytest.mark.parametrize("date_1904", [False, True])
def test_C09_both_date_systems_give_the_same_day(
    database: Database, tmp_path: Path, date_1904: bool
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": date_1904}) as book:
        page, style = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_row(0, 0, EVENT_HEADER)
        page.write_row(1, 0, ("A", "VG910", None, "Lund", "12"))
        page.write_datetime(1, 2, dt.datetime(2025, 3, 1), style)  # noqa: DTZ001
    result = run(database, path, dry_run=True)
    assert (result.rows_imported, result.extract_date) == (1, dt.date(2025, 3, 1))


@pytest.mark.parametrize("date_1904", [False, True])
def test_C09_impossible_day_numbers_of_cells_that_are_shown_as_dates(
    database: Database, tmp_path: Path, date_1904: bool
) -> None:
    numbers = [45000, 60, 0, -1, 2_958_466, 0.5, 1e9]
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": date_1904}) as book:
        page, style = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_row(0, 0, EVENT_HEADER)
        for row, number in enumerate(numbers, 1):
            page.write_row(row, 0, (f"A{row}", "VG910", None, "Lund", "12"))
            page.write_number(row, 2, number, style)
    result = run(database, path, dry_run=True, extract_date=dt.date(2026, 1, 1))
    # Day 60 is Excel's 29 February 1900 in the one system, 1 March 1904 in the other.
    cells = {"C4", "C5", "C6", "C7", "C8"} | (set() if date_1904 else {"C3"})
    found = [problem for problem in result.problems if problem.code == "bad_date"]
    assert {cell for problem in found for cell in problem.cells} == cells
    assert result.rows_skipped == len(cells)


@pytest.mark.parametrize(
    ("number", "system", "day"),
    [
        (45717.0, "1900", dt.date(2025, 3, 1)),
        (44255.0, "1904", dt.date(2025, 3, 1)),
        (45717.75, "1900", dt.date(2025, 3, 1)),
        (61.0, "1900", dt.date(1900, 3, 1)),
        (59.0, "1900", dt.date(1900, 2, 28)),
        (60.0, "1900", None),  # Excel's 29 February 1900
        (0.0, "1900", None),
        (-1.0, "1900", None),
        (2_958_466.0, "1900", None),
        (True, "1900", None),
    ],
)
def test_C09_day_numbers(number: float, system: str, day: dt.date | None) -> None:
    expected = None if day is None else (day - dt.date(1970, 1, 1)).days
    assert read_day_number(number, system) == expected


def dated(*written: object, fixes: dict | None = None, **more: object):
    rows = [(f"P{n}", "VG910", value, "Lund", "12") for n, value in enumerate(written)]
    return read_rows([EVENTS, *rows], fixes, **more)


@pytest.mark.parametrize(
    "value",
    ["3 mars 2026", "den 3 mars 2026", "3/3 2026", "2026-03-03", "20260303", "2026/03/03",
     "3:e mars 2026", "03 MARS 2026", dt.date(2026, 3, 3), "tisdag 3 mars 2026", "tis 3 mar. 2026",
     "2026-3-3", "2026/3/03", "2026-03-03 23:59", "2026-03-03T00:00:00Z", "3/3-2026"],
)  # fmt: skip
def test_C10_certain_dates_are_read(value: object) -> None:
    assert read_date(value) == days(2026, 3, 3)


@pytest.mark.parametrize(
    ("value", "fix", "answer", "day"),
    [
        ("01.03.2025", "date_order", "dmy", (2025, 3, 1)),
        ("3/1/25", "date_order", "dmy", (2025, 1, 3)),
        ("670101", "date_order", "ymd", (1967, 1, 1)),
        (45717.0, "date_number", "1900", (2025, 3, 1)),
        ("45717", "date_number", "1900", (2025, 3, 1)),
    ],
)
def test_C10_uncertain_dates_are_asked_for(
    value: object, fix: str, answer: str, day: tuple[int, int, int]
) -> None:
    found = dated(value, "2025-03-05")
    assert found.kept == 1
    doubt = problem(found, "bad_date", fix)
    assert doubt.cells == ("C2",)
    assert (doubt.proposal.fix, doubt.proposal.value) == (f"{fix}:C", answer)
    assert doubt.examples[0].read_as == dt.date(*day).isoformat()
    fixed = dated(value, "2025-03-05", fixes={fix: answer})
    assert sorted(fixed.rows.events.date.tolist()) == sorted([days(*day), days(2025, 3, 5)])


@pytest.mark.parametrize(
    "value",
    [
        "2025-02-30", "2025-00-00", "2025-03-00", "31/2 2025", "i går", "2025-2-30", "2025-13-1",
        "v. 12 2025", "2025",
    ],
)  # fmt: skip
def test_C10_impossible_and_incomplete_dates_have_no_proposal(value: str) -> None:
    found = dated(value, "2025-03-05")
    assert problem(found, "bad_date", "bad_date").proposal is None
    assert found.kept == 1


def test_C10_dates_without_a_year_get_that_of_their_neighbours_only_when_told() -> None:
    written = ("2026-08-01", "3 aug", "5 aug", dt.date(2026, 8, 20), "28/8")
    found = dated(*written)
    assert found.kept == 2
    doubt = problem(found, "date_without_year")
    assert (doubt.count, doubt.cells) == (3, ("C3", "C4", "C6"))
    assert (doubt.proposal.fix, doubt.proposal.value) == ("date_without_year:C", "2026")
    shown = [(e.cell, e.written, e.read_as) for e in doubt.examples]
    assert shown == [
        ("C3", "3 aug", "2026-08-03"),
        ("C4", "5 aug", "2026-08-05"),
        ("C6", "28/8", "2026-08-28"),
    ]
    assert doubt.examples[0].why == "Raderna före och efter är från augusti 2026"
    assert doubt.actions == (Action.FIX_ALL, Action.SKIP_ROWS, Action.OPEN_FILE)
    fixed = dated(*written, fixes={"date_without_year": "2026"})
    assert [d - days(2026, 8, 1) for d in fixed.rows.events.date.tolist()] == [0, 2, 4, 19, 27]
    leap = dated("29 feb", "2026-03-01", fixes={"date_without_year": "2026"})
    assert problem(leap, "bad_date").cells == ("C2",)  # 2026 has no such day


def test_C11_a_day_before_1900_is_no_date_and_an_end_before_its_start_is_counted(
    database: Database, tmp_path: Path
) -> None:
    rows = [
        EVENT_HEADER,
        ("A", "VG910", "1825-01-11", "Lund", "12"),
        ("B", "VG910", "2025-03-10", "Lund", "12"),
        ("B", "VG950", "2025-03-01", "Lund", "12"),
    ]
    result = run(database, write_csv(tmp_path / "uttag 2025-04-01.csv", rows))
    found = {p.code: p.cells for p in result.problems}
    assert found == {"bad_date": ("C2",), "end_before_start": ("C4",)}


def test_C12_the_same_header_twice_is_said_and_the_first_is_used(
    database: Database, tmp_path: Path
) -> None:
    rows = [
        ("Uttag ur registret",),
        (),
        ("Period", None, "Enhet", "Täljare", "Nämnare", "NÄMNARE "),
        ("2024", "x", "Lund", 5, 10, 20),
    ]
    result = run(database, write_xlsx(tmp_path / "a.xlsx", rows), indicator="k")
    assert result.header_row == 3
    doubt = next(p for p in result.problems if p.code == "duplicate_header")
    assert (doubt.cell, doubt.count, doubt.values["header"]) == ("E3", 2, "Nämnare")
    with database.read() as session:
        assert [row.denominator for row in effective_measurements(session, "k")] == [10]


def test_C12_two_header_rows_are_read_together() -> None:
    found = read_rows(
        [
            (None, 2024, None, 2025),
            ("Enhet", "Täljare", "Nämnare", "Täljare", "Nämnare"),
            ("Lund", 5, 10, 6, 20),
        ]
    )
    assert figures(found) == {
        ("2024", "Lund"): (5, 10, None, None),
        ("2025", "Lund"): (6, 20, None, None),
    }


def test_C13_merged_units_are_filled_only_when_asked_for() -> None:
    rows = [
        ("Region", "Period", "Täljare", "Nämnare"),
        ("Skåne", "2024-Q1", 1, 10),
        (None, "2024-Q2", 2, 20),
        ("Halland", "2024-Q1", 3, 40),
    ]
    found = read_rows(rows)
    assert set(figures(found)) == {("2024-Q1", "12"), ("2024-Q1", "13")}
    doubt = problem(found, "missing_value")
    assert doubt.cells == ("A3",)
    assert (doubt.proposal.fix, doubt.proposal.value) == ("missing_value:A", "fill_down")
    fixed = read_rows(rows, {"missing_value:A": "fill_down"})
    assert figures(fixed)["2024-Q2", "12"] == (2, 20, None, None)


def test_C14_totals_are_marked_and_notes_are_no_data() -> None:
    found = read_rows(
        [
            LONG,
            ("2024", "Lund", 5, 10, None),
            ("2024", "Malmö", 4, 10, None),
            ("2024", "Totalt", 9, 20, None),
            ("2024", "Riket", 500, 1000, None),
            LONG,  # the heading of the next page
            ("2024", "Ystad", 3, 10, None),
            ("Källa: påhittade uppgifter", None, None, None, None),
        ]
    )
    assert totals(found) == {"Totalt", "Riket"}
    assert len(figures(found)) == 5
    notes = problem(found, "notes_in_table")
    assert (notes.severity, notes.cells) == (Severity.INFO, ("A6", "A8"))
    assert codes(found) == {"notes_in_table", "totals_beside_parts"}


def test_C14_a_column_of_totals_beside_columns_of_units_is_one_of_totals() -> None:
    found = read_rows(
        [("Period", "Skåne", "Halland", "Riket"), ("2023", 50, 60, 55), ("2024", 51, 61, 56)]
    )
    assert figures(found)["2024", "Riket"] == (None, None, 0.56, None)
    assert totals(found) == {"Riket"}
    assert len(figures(found)) == 6


@given(st.sampled_from(["NA", "None", "null", "True", "1E5", "007", "nan", "-", "#N/A"]))
def test_C15_a_unit_is_its_text(name: str) -> None:
    assert set(figures(read_rows([LONG, ("2024", name, 5, 10, None)]))) == {("2024", name)}


@pytest.mark.parametrize(
    "written",
    ["Ska\u030ane", " Skåne\u00a0", "Skå\u00adne", "S\u200bkåne", "SKÅNE", "Region  Skåne"],
)
def test_C16_a_name_is_matched_whatever_hides_in_it(written: str) -> None:
    rows = [LONG, ("2024", written.replace("Region  ", ""), 5, 10, None)]
    found = read_rows(rows)
    assert set(figures(found)) == {("2024", "12")}
    hidden = "\u00ad" in written or "\u200b" in written
    assert ("hidden_characters" in codes(found)) is hidden


def test_C17_a_misspelt_region_is_proposed_never_taken_or_made(
    database: Database, tmp_path: Path
) -> None:
    rows = [LONG, ("2024", "Norrboten", 5, 10, None), ("2024", "Enköping", 5, 10, None)]
    found = read_rows(rows)
    assert set(figures(found)) == {("2024", "Norrboten"), ("2024", "Enköping")}
    doubt = problem(found, "unknown_code")
    assert (doubt.cells, doubt.sentence) == (("B2",), "imports.problem.similar_name")
    assert (doubt.proposal.fix, doubt.proposal.value) == ("unit:Norrboten", "25")
    fixed = read_rows(rows, {"unit:Norrboten": "25"})
    assert set(figures(fixed)) == {("2024", "25"), ("2024", "Enköping")}
    with database.read() as session:
        before = session.scalars(select(Region.code)).all()
    path = write_csv(tmp_path / "a.csv", rows)
    run(database, path, indicator="k", fixes={"unit:Norrboten": "Norrbotten"})
    with database.read() as session:
        assert session.scalars(select(Region.code)).all() == before
        assert {r.unit for r in effective_measurements(session, "k")} == {"25", "Enköping"}


def test_C17_a_misspelt_region_of_a_case_is_proposed() -> None:
    rows = [EVENTS, ("A", "VG910", "2025-01-10", "Lund", "Norrboten")]
    found = read_rows(rows)
    doubt = problem(found, "unknown_code")
    assert found.kept == 1  # the row is in, without its region
    assert (doubt.proposal.fix, doubt.proposal.value) == ("region:Norrboten", "25")
    fixed = read_rows(rows, {"region:Norrboten": "25"})
    assert fixed.rows.events.regions == ("25",)
    assert "unknown_code" not in codes(fixed)


def test_C17_old_and_wrong_spellings_are_one_group() -> None:
    header = ("Period", "Enhet", "Diagnos", "Täljare", "Nämnare")
    rows = [header, ("2024", "Lund", "Kolektoralcancer", 5, 10)]
    assert set(figures(read_rows(rows))) == {("2024", "Lund", "Kolorektalcancer")}


@given(st.text(max_size=60), st.text(alphabet="\u202e\u200b\ufeff\x00\x07\ud800", max_size=4))
def test_C18_a_text_is_always_clean_and_valid(text: str, odd: str) -> None:
    cleaned = clean_text(text + odd)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert clean_text(cleaned) == cleaned
    assert not set(cleaned) & set("\u202e\u200b\ufeff\x00\x07\ud800")


def test_C18_hidden_characters_are_counted_and_long_texts_survive() -> None:
    found = read_rows(
        [
            LONG,
            ("2024", "Lu\u202end", 5, 10, None),
            ("2024", "Mal\x07mö", 5, 10, None),
            ("2024", "Å" * 40_000, 5, 10, None),
        ]
    )
    assert {key[1] for key in figures(found)} == {"Lund", "Malmö", "Å" * 40_000}
    assert problem(found, "hidden_characters").cells == ("B2", "B3")


def test_C19_a_comment_with_a_personal_number_stops_the_import(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Data")
        page.write_row(0, 0, LONG)
        page.write_row(1, 0, ("2024", "Lund", 5, 10))
        page.write_rich_string(2, 0, book.add_format({"bold": True}), "20", "24")
        page.write_row(2, 1, ("Malmö", 5, 10))
        page.write_comment(1, 1, "ring 19121212-1212")
    with pytest.raises(FileRefusedError) as refused:
        run(database, path, indicator="k")
    assert refused.value.code == "personal_identifier"
    assert "1212-1212" not in str(refused.value)


def test_C20_numbers_as_text_stay_text() -> None:
    names = ["123456789012345678", "0012345678901234567890", "'12"]
    found = read_rows([LONG, *(("2024", name, 5, 10, None) for name in names)])
    assert {key[1] for key in figures(found)} == set(names)


def test_C21_rows_that_contradict_each_other_are_both_shown() -> None:
    rows = [LONG, ("2024", "Lund", 5, 10, None), ("2024", "Lund", 6, 10, None)]
    found = read_rows(rows)
    assert not figures(found)
    assert problem(found, "duplicate_conflict").cells == ("C2", "C3")
    stopped = problem(read_rows(rows, duplicates="stop"), "duplicate_conflict")
    assert stopped.severity is Severity.STOP


def table(units: range, share: int = 5, year: int = 2024) -> list[tuple]:
    return [LONG, *((str(year), f"Sjukhus {n}", share, 10, None) for n in units)]


def test_C22_C23_C24_an_extract_is_held_against_the_last_one(
    database: Database, tmp_path: Path
) -> None:
    first = run(database, write_csv(tmp_path / "a 2025-01-01.csv", table(range(40))), indicator="k")
    assert {p.code for p in first.problems} == set()
    fewer = write_csv(tmp_path / "b 2025-02-01.csv", table(range(20), share=6))
    result = run(database, fewer, indicator="k")
    warning = next(p for p in result.problems if p.code == "fewer_rows")
    assert (warning.count, warning.values["before"]) == (20, 40)
    # C24: what changed is counted, and the old value is still that of the first snapshot
    assert result.rows_changed == 20
    with database.read() as session:
        now = {r.unit: r.numerator for r in effective_measurements(session, "k")}
        then = {r.unit: r.numerator for r in effective_measurements(session, "k", first.batch_id)}
    assert (now["Sjukhus 1"], then["Sjukhus 1"], now["Sjukhus 30"]) == (6, 5, 5)
    other = write_csv(tmp_path / "c 2025-03-01.csv", table(range(50, 60), year=2025))
    found = {p.code for p in run(database, other, indicator="k", dry_run=True).problems}
    assert found == {"other_places"}  # C22


def test_examples_and_proposals_are_never_stored(database: Database, tmp_path: Path) -> None:
    found = read_rows([EVENTS, ("A", "VG910", "3 aug", "Lund", "Norrboten"), *[
        (f"B{n}", "VG910", "2026-08-02", "Lund", "12") for n in range(3)
    ]])  # fmt: skip
    stored = dump_problems(found.rows.problems)
    assert "3 aug" not in stored
    assert "date_without_year" in stored
    rows = [EVENT_HEADER, ("A", "VG910", "2026-08-02", "Lund", "Norrboten")]
    run(database, write_csv(tmp_path / "a.csv", rows))
    with database.read() as session:
        kept = session.scalars(select(ImportBatch.problems)).one()
    assert "Norrboten" not in kept
    assert {p["code"] for p in json.loads(kept)} == {"unknown_code", "extract_date_assumed"}


def test_an_example_that_may_be_a_person_is_masked() -> None:
    found = dated("19121212-1212", "2025-01-01")
    assert "1212" not in str(problem(found, "bad_date").examples)


def test_a_fix_that_means_nothing_stops_the_import(database: Database, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [LONG, ("2024", "Lund", 5, 10, None)])
    for fix in ({"hej": "1"}, {"decimal": "semikolon"}, {"date_without_year": "26"}):
        with pytest.raises(FileRefusedError) as refused:
            run(database, path, indicator="k", fixes=fix)
        assert refused.value.code == "bad_fix"
