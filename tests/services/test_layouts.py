"""The layouts that files come in: each is recognised, with its reason, and read as it is meant."""

from __future__ import annotations

import contextlib
import io
import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rccdesk import cli
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest, preview_file
from rccdesk.services.imports.recognition import describe_source
from tests.services.import_tables import (
    codes,
    figures,
    find_table,
    problem,
    read_rows,
    totals,
)
from tests.services.import_workbooks import write_csv, write_xlsx

SOURCE_HEADER = (
    "Register/källa;Område;Titel;Diagramrubrik;Indikator-Id;Enhetsnamn;Enhetstyp;Enhetskod;"
    "Regionskod;Kön/Totalt;Måttenhet;Mätperiod;Värde;Täljare;Nämnare/antal fall\n"
)
VARDEN = SOURCE_HEADER + (
    "NKBC;Cancer;Andel X;D;i1;Riket;Riket;00;;Totalt;%;2018;80,5;161;200\n"
    "NKBC;Cancer;Andel X;D;i1;Skåne;Region;12;12;Totalt;%;2018;MSK;-;-\n"
    "NKBC;Cancer;Andel X;D;i1;Skåne;Region;12;12;Totalt;%;2018-05;50;10;20\n"
    "NKBC;Cancer;Tid till X;D;i2;Skåne;Region;12;12;Kvinnor;Dagar;2018;23,5;;40\n"
    "NKBC;Cancer;Tid till X;D;i2;Lunds lasarett;Sjukhus;41001;12;Kvinnor;Dagar;2018;123,5;;40\n"
)
IMPORT_KEYS = {
    "batch_id", "profile", "indicator", "sheet", "header_row", "rows_read", "rows_imported",
    "rows_unchanged", "rows_changed", "rows_skipped", "rows_missing_since_last", "extract_date",
    "problems", "file_sha256", "seconds",
}  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "test.rccdesk"


def run(store: Path, *arguments: object) -> tuple[int, dict]:
    """Run a command with --json; return its exit code and its object."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.main(["--store", str(store), *(str(a) for a in arguments), "--json"])
    return code, json.loads(out.getvalue())


def stored(store: Path) -> set[tuple]:
    """Return what the store holds: indicator, period, unit, sex, figures, mask, is_total."""
    with contextlib.closing(sqlite3.connect(store)) as connection:
        return set(
            connection.execute(
                "SELECT indicator, period, unit, sex, numerator, denominator, value, masked, "
                "is_total FROM measurement"
            )
        )


# ------------------------------------------------------------------------ Vården i siffror


def test_several_indicators_become_one_batch_each(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "export 2024-01-01.csv"
    path.write_text(VARDEN, encoding="utf-8-sig")
    code, shape = run(store, "import", path)
    assert code == 0
    assert [set(each) >= IMPORT_KEYS for each in shape["imports"]] == [True, True]
    assert [(e["indicator"], e["rows_imported"]) for e in shape["imports"]] == [
        ("i1", 3),
        ("i2", 2),
    ]
    assert stored(store) == {
        ("i1", "2018", "Riket", "Totalt", 161, 200, 0.805, None, 1),
        ("i1", "2018", "12", "Totalt", None, None, None, "MSK", 0),
        ("i1", "2018-05", "12", "Totalt", 10, 20, 0.5, None, 0),
        # a region beside its hospital is a total of it, and days are no shares
        ("i2", "2018", "12", "female", None, 40, 23.5, None, 1),
        ("i2", "2018", "41001", "female", None, 40, 123.5, None, 0),
    }
    _, listed = run(store, "indicators")
    made = {i["key"]: (i["title"], i["unit_of_measure"]) for i in listed["indicators"]}
    assert made["i1"] == ("Andel X", "proportion")
    assert made["i2"] == ("Tid till X", "Dagar")
    code, again = run(store, "import", path)
    assert [e["rows_unchanged"] for e in again["imports"]] == [3, 2]
    ids = [e["batch_id"] for e in shape["imports"]]
    assert run(store, "imports", "undo", ids[1])[0] == 0
    assert "i2" not in {i["key"] for i in run(store, "indicators")[1]["indicators"]}
    assert "i1" in {i["key"] for i in run(store, "indicators")[1]["indicators"]}


def test_one_of_several_indicators_can_be_named(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "export 2024-01-01.csv"
    path.write_text(VARDEN, encoding="utf-8-sig")
    code, shape = run(store, "import", path, "--indicator", "i2")
    assert (code, shape["indicator"], shape["rows_imported"]) == (0, "i2", 2)
    code, shape = run(store, "import", path, "--indicator", "annan")
    assert (code, shape["error"]["code"]) == (1, "several_indicators")


def test_years_beside_months_are_never_added_together(store: Path, tmp_path: Path) -> None:
    rows = "Period;Enhet;Täljare;Nämnare\n2018;Lund;120;240\n2018-05;Lund;10;20\n"
    path = tmp_path / "a 2024-01-01.csv"
    path.write_text(rows, encoding="utf-8")
    _, shape = run(store, "import", path, "--indicator", "k")
    assert "mixed_periods" in {p["code"] for p in shape["problems"]}
    _, table = run(store, "indicators", "--indicator", "k", "--by", "unit")
    assert [(row["unit"], row["numerator"]) for row in table["rows"]] == [("Lund", None)]


def test_an_export_without_unit_codes_goes_by_the_names() -> None:
    rows = [
        ("Titel", "Område", "Enhetsnamn", "Regionskod", "Kön/Totalt", "Mätperiod", "Värde"),
        ("Andel X", "Cancer", "Lunds lasarett", "12", "Totalt", "2018", 80),
        ("Andel X", "Cancer", "Malmö sjukhus", "12", "Totalt", "2018", 90),
    ]
    assert find_table(rows).source == "varden_i_siffror"
    assert set(figures(read_rows(rows))) == {
        ("2018", "Lunds lasarett", "Totalt"),
        ("2018", "Malmö sjukhus", "Totalt"),
    }


# -------------------------------------------------------------------------------- rccShiny


def test_a_table_of_shares_from_rccshiny() -> None:
    rows = [
        ("Sjukhus", "År", "Täljare", "Nämnare", "Procent"),
        ("Lund", 2022.0, 8, 10, "80,0"),
        ("Malmö (otillräcklig data)", 2022.0, None, None, None),
        ("RIKET", 2022.0, 80, 100, "80,0"),
    ]
    assert describe_source(find_table(rows)) == "Tabell ur rccShiny"
    found = read_rows(rows)
    assert figures(found) == {
        ("2022", "Lund"): (8, 10, 0.8, None),
        ("2022", "Malmö"): (None, None, None, "(otillräcklig data)"),
        ("2022", "RIKET"): (80, 100, 0.8, None),
    }
    assert totals(found) == {"RIKET"}


def test_a_table_of_medians_from_rccshiny(store: Path, tmp_path: Path) -> None:
    rows = [
        ("Diagnosår: 2022",),
        ("Grupp", "25 %", "Median", "75 %", "Antal fall"),
        ("Lund", 10, 20, 30.5, 40),
        ("Malmö (otillräcklig data)",),
        ("RIKET", 10, 120, 130, 400),
    ]
    found = read_rows(rows, is_proportion=False)
    assert figures(found)["2022", "RIKET"] == (None, 400, 120, None)
    path = write_xlsx(tmp_path / "tabell.xlsx", rows)
    code, shape = run(store, "import", path, "--indicator", "tid")
    assert (code, shape["header_row"], shape["rows_imported"]) == (0, 2, 3)
    assert "period_from_title" in {p["code"] for p in shape["problems"]}
    assert {row[2:] for row in stored(store)} == {
        ("Lund", "", None, 40, 20, None, 0),
        ("Malmö", "", None, None, None, "(otillräcklig data)", 0),
        ("RIKET", "", None, 400, 120, None, 1),
    }


# ---------------------------------------------------------------------------------- Kolada


def test_rows_of_kolada(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "kolada 2024-02-01.csv"
    path.write_text(
        "kpi,municipality_id,year,gender,count,value,municipality\n"
        "N79178,0012,2023,T,1,85.3,Region Skåne\nN79178,0012,2023,K,1,86.3,Region Skåne\n"
        "N79178,0012,2023,M,1,84.5,Region Skåne\nN79178,0000,2023,T,1,80.1,Riket\n"
        "N00002,0180,2023,T,1,1234.5,Stockholm\n",
        encoding="utf-8",
    )
    code, shape = run(store, "import", path)
    assert code == 0
    assert [(e["indicator"], e["rows_imported"]) for e in shape["imports"]] == [
        ("N79178", 4),
        ("N00002", 1),
    ]
    found = {row[:4]: (row[6], row[8]) for row in stored(store)}
    assert found == {
        ("N79178", "2023", "12", "Totalt"): (pytest.approx(0.853), 1),
        ("N79178", "2023", "12", "female"): (pytest.approx(0.863), 0),
        ("N79178", "2023", "12", "male"): (pytest.approx(0.845), 0),
        ("N79178", "2023", "Riket", "Totalt"): (pytest.approx(0.801), 1),
        ("N00002", "2023", "0180", "Totalt"): (1234.5, 0),  # a municipality, not its region
    }
    with Database.open(store, reading=True) as database:
        shown = preview_file(database, ImportRequest((path,)))
    assert shown.reason.startswith("Kolada: ")
    assert (shown.rows_read, shown.counts.unchanged) == (5, 5)


# ---------------------------------------------------------------------- headings of two parts


@pytest.mark.parametrize("first", [0, 1, 2], ids=["at A", "at B", "at C"])
def test_figures_under_merged_periods(first: int) -> None:
    empty = (None,) * first
    found = read_rows(
        [
            ("Ledtider per enhet",),
            (),
            (*empty, None, 2024.0, None, None, 2025.0),
            (*empty, "Enhet", *("Täljare", "Nämnare", "Andel") * 2),
            (*empty, "Lund", 8, 10, 80, 9, 10, 90),
            (*empty, "Malmö", 5, 10, 50, "..", "..", ".."),
            (*empty, "Totalt", 13, 20, 65, 9, 10, 90),
            (*empty, "Källa: påhittade uppgifter"),
        ]
    )
    assert figures(found) == {
        ("2024", "Lund"): (8, 10, 0.8, None),
        ("2024", "Malmö"): (5, 10, 0.5, None),
        ("2024", "Totalt"): (13, 20, 0.65, None),
        ("2025", "Lund"): (9, 10, 0.9, None),
        ("2025", "Malmö"): (None, None, None, ".."),
        ("2025", "Totalt"): (9, 10, 0.9, None),
    }
    assert totals(found) == {"Totalt"}


@pytest.mark.parametrize("header", [("Kön", "Lund", "Malmö"), ("Kön", "Skåne", "Halland")])
def test_units_over_periods(header: tuple[str, str, str]) -> None:
    one, other = {"Lund": ("Lund", "Malmö"), "Skåne": ("12", "13")}[header[1]]
    found = read_rows(
        [
            (None, header[1], None, header[2]),
            ("Kön", 2023.0, 2024.0, 2023.0, 2024.0),
            ("Kvinnor", 50, 60, 70, 80),
            ("Män", 51, 61, 71, "<5"),
        ]
    )
    assert figures(found)["2024", one, "female"] == (None, None, 0.6, None)
    assert figures(found)["2023", other, "male"] == (None, None, 0.71, None)
    assert figures(found)["2024", other, "male"] == (None, None, None, "<5")
    assert len(figures(found)) == 8


def test_sexes_over_years() -> None:
    rows = [
        (None, "Kvinnor", None, "Män", None, "Totalt"),
        ("Enhet", *("2023", "2024") * 3),
        ("Lund", 50, 60, 70, 80, 60, 70),
    ]
    assert describe_source(find_table(rows)) == "Tabell med två rubrikrader"
    assert {key: f[2] for key, f in figures(read_rows(rows)).items()} == {
        ("2023", "Lund", "female"): 0.5,
        ("2024", "Lund", "female"): 0.6,
        ("2023", "Lund", "male"): 0.7,
        ("2024", "Lund", "male"): 0.8,
        ("2023", "Lund", "Totalt"): 0.6,
        ("2024", "Lund", "Totalt"): 0.7,
    }


def test_two_parts_in_one_heading() -> None:
    found = read_rows(
        [
            ("Enhet", "Täljare 2023", "Nämnare 2023", "Täljare 2024", "Nämnare 2024"),
            ("Lund", 5, 10, 7, 20),
        ]
    )
    assert figures(found) == {
        ("2023", "Lund"): (5, 10, None, None),
        ("2024", "Lund"): (7, 20, None, None),
    }


def test_a_year_and_a_quarter_in_columns_of_their_own() -> None:
    header = ("År", "Kvartal", "Enhet", "Täljare", "Nämnare")
    rows = [header, ("2024", "1", "Lund", 5, 10), (2024.0, "K3", "Lund", 6, 10)]
    assert set(figures(read_rows(rows))) == {("2024-Q1", "Lund"), ("2024-Q3", "Lund")}
    rows = [("År", "Månad", *header[2:]), (2024.0, "mars", "Lund", 5, 10)]
    assert set(figures(read_rows(rows))) == {("2024-03", "Lund")}


def test_a_table_far_down_and_to_the_right(store: Path, tmp_path: Path) -> None:
    rows = [("Om uttaget",), *[()] * 150, (None, None, "Period", "Enhet", "Täljare", "Nämnare")]
    rows += [(None, None, "2024", "Lund", 5, 10)]
    path = write_xlsx(tmp_path / "a 2025-01-01.xlsx", rows)
    code, shape = run(store, "import", path, "--indicator", "k")
    assert (code, shape["header_row"], shape["rows_imported"]) == (0, 152, 1)


def test_a_period_that_nobody_tells_can_be_told() -> None:
    rows = [("Enhet", "Täljare", "Nämnare"), ("Lund", 5, 10)]
    assert find_table(rows).missing == ("period",)
    assert set(figures(read_rows(rows, {"period": "2024-Q1"}))) == {("2024-Q1", "Lund")}


def test_fixes_and_decimal_on_the_command_line(store: Path, tmp_path: Path) -> None:
    rows = [
        ("Period", "Enhet", "Täljare", "Nämnare"),
        ("2024", "Norrboten", "1.234", "2.345"),
        ("2024", "Lund", "ca 64", "100"),
    ]
    path = write_csv(tmp_path / "a 2025-01-01.csv", rows)
    _, shape = run(store, "import", path, "--indicator", "k", "--dry-run")
    proposed = {p["fix"] for p in shape["problems"]} - {None}
    assert {"unit:Norrboten=25", "decimal:C=point", "qualified_value:C=number"} <= proposed
    options = [o for fix in ("unit:Norrboten=25", "qualified_value=number") for o in ("--fix", fix)]
    code, shape = run(store, "import", path, "--indicator", "k", "--decimal", "comma", *options)
    assert (code, {p["code"] for p in shape["problems"]}) == (0, set())
    assert {row[2:7] for row in stored(store)} == {
        ("25", "", 1234, 2345, None),
        ("Lund", "", 64, 100, None),
    }
    # read in another way it is another import, read in the same way the same
    assert run(store, "import", path, "--indicator", "k")[1]["rows_imported"] == 2
    with contextlib.redirect_stderr(io.StringIO()) as said:
        assert cli.main(["import", str(path), "--fix", "utan likhetstecken"]) == 2
    assert "NYCKEL=VÄRDE" in said.getvalue()


# ------------------------------------------------------------------------------ properties

UNITS = st.lists(
    st.text(alphabet="abcdefghåäö", min_size=6, max_size=9), min_size=2, max_size=5, unique=True
)
COUNTS = st.integers(min_value=1, max_value=400)


@given(UNITS, st.lists(st.integers(2001, 2030), min_size=2, max_size=4, unique=True), st.data())
def test_long_and_wide_tables_say_the_same(units: list[str], years: list[int], data) -> None:
    cells = {(y, u): (n := data.draw(COUNTS), n + data.draw(COUNTS)) for y in years for u in units}
    long = [("Period", "Enhet", "Täljare", "Nämnare")]
    long += [(str(y), u, *cells[y, u]) for y in years for u in units]
    upper = [None, *(cell for year in years for cell in (year, None))]
    wide = [upper, ["Enhet", *("Täljare", "Nämnare") * len(years)]]
    wide += [[u, *(figure for y in years for figure in cells[y, u])] for u in units]
    expected = {(str(y), u): (*cells[y, u], None, None) for y, u in cells}
    assert figures(read_rows(long)) == expected
    assert figures(read_rows(wide)) == expected
    assert codes(read_rows(wide)) <= {"totals_beside_parts", "unknown_code"}


@given(st.integers(0, 3), st.integers(0, 40), st.permutations(range(4)))
def test_a_table_is_found_wherever_it_stands(right: int, down: int, order: list[int]) -> None:
    columns = [("Period", "2024-Q1"), ("Enhet", "Lund"), ("Täljare", 5), ("Nämnare", 10)]
    header, row = zip(*(columns[n] for n in order), strict=True)
    rows = [*[()] * down, ((None,) * right + header), ((None,) * right + row)]
    assert find_table(rows).header_row == down + 1
    assert figures(read_rows(rows)) == {("2024-Q1", "Lund"): (5, 10, None, None)}


def test_the_words_of_an_unknown_sex_are_a_fault_of_the_row() -> None:
    header = ("Period", "Enhet", "Kön", "Täljare", "Nämnare")
    found = read_rows([header, ("2024", "Lund", "blå", 5, 10), ("2024", "Lund", "K", 5, 10)])
    assert set(figures(found)) == {("2024", "Lund", "female")}
    assert problem(found, "unknown_code").cells == ("C2",)
