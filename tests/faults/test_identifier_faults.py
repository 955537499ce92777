"""The register's faults P1 to P7: what identifies a person, wherever and however it is written."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from rccdesk.errors import FileRefusedError, RccdeskError
from rccdesk.services import analyses, organisation, privacy
from rccdesk.services.analyses import AnalysisText
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest, ImportResult, import_files
from rccdesk.services.imports.reading import client
from rccdesk.services.indicators import catalogue as indicator_catalogue
from rccdesk.services.pathways import catalogue as limit_catalogue
from tests.corpus.binary_workbooks import write_ods, write_xls, write_xlsb
from tests.corpus.content import Cell, Sheet, Workbook
from tests.rigs.forking import ForkedReader
from tests.services.import_workbooks import EVENT_HEADER, event, write_csv, write_xlsx
from tests.services.test_privacy import NOTATIONS, person

PERSON = "19121212-1212"  # the Swedish Tax Agency's own test number
DAY = dt.date(2026, 1, 31)

# Of the agency's published test samordningsnummer: month 00, day 60, and both.
PUBLISHED = """
    191500722390 191500882392 191600802399 191700862392 191800852384 191900642396 192100802392
    192200902399 192300692387 192400742397 192500632381 192800642395 192900632387 193100602394
    193100902398 193400652388 194000712382 194700782396 195200622396 196100602397 196800762392
    191806602395 192001602396 192505602397 192601602390 193710602396 194001602392 194101602391
    194105602397 194502602396 194801602394 195302602395 195807602395 196309602396 196402602392
    196506602397 196902602397 191401682396 193505742399 197102822397"""
OFFICIAL = PUBLISHED.split()


@pytest.fixture(autouse=True)
def reader_from_a_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "start", ForkedReader)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "store" / "prov.rccdesk", create=True) as opened:
        yield opened


def take(database: Database, path: Path, **choices: object) -> ImportResult:
    return import_files(database, ImportRequest((path,), extract_date=DAY, **choices))[-1]


def refused(database: Database, path: Path, **choices: object) -> FileRefusedError:
    with pytest.raises(FileRefusedError) as caught:
        take(database, path, **choices)
    said = f"{caught.value} {caught.value.values} {caught.value.problems}"
    assert not any(part in said for part in ("1212-1212", "12121212"))
    return caught.value


# ---------------------------------------------------------------------------------- P1 to P5


def every_way(century: str, date: str, last: str) -> Iterator[tuple[str, list[object]]]:
    """Yield each notation as the column of a sheet: texts, and numbers as a sheet has them."""
    for name, write in NOTATIONS.items():
        yield name, [write(century, date, last)]
    yield "int", [int(century + date + last)]
    yield "float", [float(century + date + last)]
    yield "float of ten digits", [float(date + last)]


def missed(numbers: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    found = []
    for parts in numbers:
        for name, values in every_way(*parts):
            if parts[1].startswith("0") and name == "float of ten digits":
                continue  # it has lost its zeros: P4
            if not privacy.scan_column(values).stops:
                found.append((name, "".join(parts)))
        if not privacy.find_in_file_name(f"Lista {parts[1]}-{parts[2]} maj.xlsx"):
            found.append(("file name", "".join(parts)))
    return found


def made(count: int, seed: int, *, samordning: bool = False) -> list[tuple[str, str, str]]:
    rng = random.Random(seed)
    return [person(rng, samordning=samordning) for _ in range(count)]


def test_P01_no_notation_of_a_number_is_missed() -> None:
    assert missed(made(60, 1)) == []
    assert missed(made(30, 2, samordning=True)) == []


@pytest.mark.long
@pytest.mark.timeout(0)
def test_P01_as_many_numbers_as_the_agency_publishes() -> None:
    assert missed(made(41_129, 3)) == []
    assert missed(made(2_264, 4, samordning=True)) == []


def test_P02_published_numbers_with_month_00_and_day_60_are_caught() -> None:
    assert missed([(n[:2], n[2:8], n[8:]) for n in OFFICIAL]) == []
    assert sum(n[4:6] == "00" for n in OFFICIAL) > 10
    assert sum(n[6:8] == "60" for n in OFFICIAL) > 10


@pytest.mark.parametrize(
    ("number", "place"),
    [
        ("992019123456", "Stockholm"),
        ("19121212K123", "Västra Götaland"),
        ("19121212AB12", "Värmland"),
        ("191212T1234"[:10], "interim"),
        ("19121212-1A45", "Skåne"),
    ],
)
def test_P03_reserve_numbers_are_called_that_and_stop_an_import(
    database: Database, tmp_path: Path, number: str, place: str
) -> None:
    assert [hit[0] for hit in privacy.find_personal_identifiers(number)] == ["reserve"], place
    rows = [EVENT_HEADER, event(number, "VG910", "2025-01-01")]
    path = write_csv(tmp_path / "a.csv", rows)
    assert refused(database, path).code == "personal_identifier"


def test_P04_numbers_without_their_zeros_stop_beside_a_whole_one_only(
    database: Database, tmp_path: Path
) -> None:
    lost = [float(d + n) for _, d, n in made(400, 5) if d.startswith("0") and d[1] != "0"][:6]
    assert all(len(str(int(number))) == 9 for number in lost)
    header = ("Period", "Enhet", "Täljare", "Nämnare", "Nyckel")
    rows = [header, *(("2025", f"Enhet {n}", 5, 10, key) for n, key in enumerate(lost))]
    alone = take(database, write_xlsx(tmp_path / "a.xlsx", rows), indicator="k")
    assert alone.rows_imported == 6
    rows.append(("2025", "Enhet 9", 5, 10, 191212121212.0))
    error = refused(database, write_xlsx(tmp_path / "b.xlsx", rows), indicator="k")
    (problem,) = (p for p in error.problems if p.code == "personal_identifier")
    assert problem.cells == tuple(f"E{n}" for n in range(2, 9))


def test_P05_codes_and_numbers_of_other_things_do_not_stop(
    database: Database, tmp_path: Path
) -> None:
    header = (*EVENT_HEADER, "Anteckning")
    harmless = [
        "232100-0016", "SE2321000016-1AB2", "070-123 45 67", "08-123 456 78", "C50.9", "ZX1234",
        "202301-202312", "753 09", "2023-01-01 12:30", "1234567", "556036-0793", "AF063",
    ]  # fmt: skip
    rows = [
        (*event(f"F{n}", "VG910", "2025-01-01"), text) for n, text in enumerate(harmless)
    ]  # fmt: skip
    result = take(database, write_csv(tmp_path / "a.csv", [header, *rows]))
    assert result.rows_imported == len(harmless)


# ---------------------------------------------------------------------------------------- P6


def _hidden_column(path: Path, *, row: bool = False) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for each in (("Period", "Enhet", "Täljare", "Nämnare", "x"), ("2025", "A", 5, 10, PERSON)):
        sheet.append(each)
    sheet.append(("2025", "B", 5, 10, None))
    if row:
        sheet.row_dimensions[2].hidden = True
    else:
        sheet.column_dimensions["E"].hidden = True
    book.save(path)
    return path


def _line_above(path: Path) -> Path:
    rows = [
        (f"Uttag för {PERSON}",),
        ("Period", "Enhet", "Täljare", "Nämnare"),
        ("2025", "A", 5, 9),
    ]
    return write_xlsx(path, rows)


def _far_below(path: Path) -> Path:
    rows: list[tuple] = [("Period", "Enhet", "Täljare", "Nämnare")]
    rows += [("2025", f"E{n}", 5, 10) for n in range(600)]
    return write_xlsx(path, [*rows, (), (f"Not: ring {PERSON}",)])


def _in_a_comment(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for each in (("Period", "Enhet", "Täljare", "Nämnare"), ("2025", "A", 5, 10)):
        sheet.append(each)
    other = book.create_sheet("Annat")
    other.sheet_state = "hidden"
    other["B7"] = "x"
    other["B7"].comment = Comment(f"ring {PERSON}", "x")
    book.save(path)
    return path


PLACES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a hidden column": (_hidden_column, "E2"),
    "a hidden row": (lambda path: _hidden_column(path, row=True), "E2"),
    "a line above the table": (_line_above, "A1"),
    "a note below the table": (_far_below, "A603"),
    "a comment on a hidden sheet": (_in_a_comment, "B7"),
}


@pytest.mark.parametrize("place", PLACES)
def test_P06_it_is_found_wherever_it_stands(database: Database, tmp_path: Path, place: str) -> None:
    write, cell = PLACES[place]
    error = refused(database, write(tmp_path / "a.xlsx"), indicator="k")
    assert (error.code, error.cell) == ("personal_identifier", cell)


@pytest.mark.parametrize("kind", ["xls", "xlsb", "ods"])
def test_P06_it_is_found_in_every_format(database: Database, tmp_path: Path, kind: str) -> None:
    write = {"xls": write_xls, "xlsb": write_xlsb, "ods": write_ods}[kind]
    for where in ("cell", "header", "comment", "hidden", "very hidden", "sheet"):
        path = write(tmp_path / f"a.{kind}", _with_person(where))
        assert refused(database, path, indicator="k").code == "personal_identifier", where


def _with_person(where: str) -> Workbook:
    header = ("Period", "Enhet", "Täljare", f"x {PERSON}" if where == "header" else "Nämnare")
    rows = (header, ("2025", PERSON if where == "cell" else "A", 5.0, 10.0))
    comment = f"ring {PERSON}" if where == "comment" else ""
    cells = tuple(
        Cell(number, column, value, comment=comment if (number, column) == (2, 1) else "")
        for number, row in enumerate(rows, 1)
        for column, value in enumerate(row)
    )
    sheets = [Sheet(PERSON if where == "sheet" else "Data", cells)]
    if state := {"hidden": "hidden", "very hidden": "veryHidden"}.get(where):
        sheets.append(Sheet("Dold", (Cell(3, 2, PERSON),), state))
    return Workbook(tuple(sheets))


def _limit(database: Database, note: str) -> None:
    limit = limit_catalogue.list_limits(database)[0]
    limit_catalogue.update_limit(database, replace(limit, note=note))


def _indicator(database: Database, text: str) -> None:
    row = indicator_catalogue.list_indicators(database)[0]
    indicator_catalogue.update_indicator(database, replace(row, population=text))


def _unit(database: Database, text: str) -> None:
    organisation.update_unit(database, organisation.UnitRow("E1", text, None, ""))


def _analysis(database: Database, text: str) -> None:
    analyses.update_analysis(database, AnalysisText(("VG9",), "12", "2025", finding=text))


TYPED = {"limit": _limit, "indicator": _indicator, "unit": _unit, "analysis": _analysis}


@pytest.mark.parametrize("where", TYPED)
def test_P06_a_typed_text_with_a_number_is_not_saved_until_it_is_gone(
    database: Database, where: str
) -> None:
    with pytest.raises(RccdeskError) as caught:
        TYPED[where](database, f"Samtal om {PERSON} i mars")
    assert caught.value.code == "personal_identifier_typed"
    assert "1212-1212" not in f"{caught.value} {caught.value.values}"
    TYPED[where](database, "Samtal i mars")
    content = (database.path).read_bytes()
    assert b"Samtal i mars" in content
    assert b"1212-1212" not in content


# ---------------------------------------------------------------------------------------- P7

NAMES = """
    persnr;pnr;pat_id;pn;personid;Namn;Adress;Telefon;E-post;Personnummer;PERSONNR;Person-ID;
    Patient-id;Patientnr;Förnamn;Efternamn;Mobil;Mail;e-postadress;Samordningsnummer;Reservnummer;
    Patientens namn;Gatuadress;Telefonnummer
"""


def test_P07_a_column_named_after_persons_is_left_out_or_nothing_is_read(
    database: Database, tmp_path: Path
) -> None:
    headers = [name.strip() for name in NAMES.split(";")]
    assert all(map(privacy.names_identity, headers))
    for number, header in enumerate(headers[:9]):
        row = event(f"F{number}", "VG910", "2025-01-01")
        path = write_csv(tmp_path / "a.csv", [(*EVENT_HEADER, header), (*row, "Qvöxamärke")])
        error = refused(database, path)
        assert (error.code, error.cell) == ("identifying_column", "F1"), header
        assert "Läs in utan kolumnen" in error.problems[0].message
        if number % 8 == 0:
            assert take(database, path, leave_out=(header,)).rows_imported == 1
    assert "Qvöxamärke".encode() not in database.path.read_bytes()


def test_P07_figures_have_no_numbers_of_persons_beside_them(
    database: Database, tmp_path: Path
) -> None:
    header = ("Period", "Enhet", "Täljare", "Nämnare")
    rows = [(*header, "Personnummer"), ("2025", "Lund", 5, 10, "a")]
    path = write_csv(tmp_path / "a.csv", rows)
    assert refused(database, path, indicator="k").code == "identifying_column"
    assert take(database, path, indicator="k", leave_out=("E",)).rows_imported == 1
    named = [(*header, "Namn"), ("2024", "41001", 5, 10, "Lunds lasarett")]  # of a place
    assert take(database, write_csv(tmp_path / "b.csv", named), indicator="k").rows_imported == 1


@pytest.mark.parametrize("header", ["Enhetsnamn", "Förlopps-id", "Sjukhus", "Datum", "Id", "Namnd"])
def test_P07_other_names_are_not_taken_for_those_of_persons(header: str) -> None:
    assert not privacy.names_identity(header)
