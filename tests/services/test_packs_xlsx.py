"""The workbook of a pack read back: sheets, real tables, numbers, charts, and never a formula."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re
import zipfile

import openpyxl
import pytest

from rccdesk.services.charts.spec import ChartKind, TableColumn, TableSpec
from rccdesk.services.packs.model import Comment, PackFigure, Section
from rccdesk.services.packs.xlsx import write_xlsx
from tests.services.chart_kinds import all_kinds
from tests.services.chart_tables import NAMES
from tests.services.pack_example import example_pack

HOSTILE = ("=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=1", "http://x.se")


@pytest.fixture(scope="module")
def content() -> bytes:
    return write_xlsx(example_pack())


SHEETS = ["Läs mig", "Data", "Nyckeltal", "Diagram", "Metod"]


def day(*date: int) -> dt.datetime:
    """Return a day as openpyxl reads it."""
    return dt.datetime.combine(dt.date(*date), dt.time())


def cells_of(content: bytes, sheet: str) -> list[object]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [cell for row in book[sheet].iter_rows(values_only=True) for cell in row if cell]


def test_it_has_its_five_sheets_whatever_it_holds(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == SHEETS
    assert book.properties.creator == "rccdesk"
    first = cells_of(content, "Läs mig")
    assert "Underlag till styrgruppen" in first and day(2026, 11, 20) in first
    assert "EXEMPELDATA. Påhittade uppgifter och regioner." in first
    assert ".. visas inte, – uppgift saknas." in first
    assert "Ett förlopp hör till den period då behandlingen började." in cells_of(content, "Metod")
    empty = write_xlsx(dataclasses.replace(example_pack(), sections=()))
    assert openpyxl.load_workbook(io.BytesIO(empty)).sheetnames == SHEETS
    for sheet, words in (("Data", "tabeller"), ("Nyckeltal", "nyckeltal"), ("Diagram", "diagram")):
        assert f"Underlaget har inga {words}." in cells_of(empty, sheet)


def test_tables_are_tables_with_the_numbers_of_the_pack(content: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Data"]
    told = [table for section in example_pack().sections for table in section.tables]
    assert len(sheet.tables) == len(told)
    first = min(sheet.tables.values(), key=lambda table: table.ref and sheet[table.ref][0][0].row)
    rows = [[cell.value for cell in cells] for cells in sheet[first.ref]]
    assert rows[0] == [column.title for column in told[0].columns]
    by_name = {row[0]: row for row in rows[1:]}
    # 45 of 70 within the limit: 64.28… per cent, printed as 64 %
    ekmark = by_name[f"Region {NAMES[1]}"]
    assert 45 in ekmark and 70 in ekmark and 0.64 in ekmark
    assert not any(isinstance(cell, int | float) for cell in by_name[f"Region {NAMES[5]}"])


def test_tables_do_not_lie_over_each_other(content: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Data"]
    taken = [row[0].row for table in sheet.tables.values() for row in sheet[table.ref]]
    assert len(taken) == len(set(taken))


def test_the_figures_are_one_on_each_row_and_a_missing_one_is_said() -> None:
    figures = (
        PackFigure("a", "Bröstcancer, Region Ekmark", "45 av 70 (64 %)", 45 / 70, 45, 70),
        PackFigure("b", "Bröstcancer, Region Mellanå", "..", None, None, None),
        PackFigure("c", "Median", "31 dagar", 31.0),
    )
    first = example_pack().sections[0]
    section = dataclasses.replace(first, figures=figures)
    content = write_xlsx(dataclasses.replace(example_pack(), sections=(section, first)))
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Nyckeltal"]
    (table,) = sheet.tables.values()
    rows = [[cell.value for cell in cells] for cells in sheet[table.ref]]
    assert rows[0] == ["Avsnitt", "Nyckeltal", "I ord", "Värde", "Täljare", "Nämnare"]
    by_words = {row[2]: row[3:] for row in rows[1:]}
    assert by_words["45 av 70 (64 %)"] == [pytest.approx(45 / 70), 45, 70]
    assert by_words[".."] == ["–", "–", "–"]
    assert by_words["31 dagar"] == [31, "–", "–"]
    assert by_words["383 av 496"] == [pytest.approx(383 / 496), 383, 496]


def test_days_are_dates_and_what_only_looks_like_one_is_a_text() -> None:
    table = TableSpec("Möten", (TableColumn("Dag"), TableColumn("Antal", numeric=True)),
                      (("2026-12-10", "3"), ("2026-13-40", "1\u00a0234"),
                       ("2026-12-10 kl. 9", "..")))  # fmt: skip
    content = write_xlsx(
        dataclasses.replace(example_pack(), sections=(Section("M", tables=(table,)),))
    )
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Data"]
    (made,) = sheet.tables.values()
    rows = list(sheet[made.ref])[1:]
    assert [row[0].value for row in rows] == [
        day(2026, 12, 10), "2026-13-40", "2026-12-10 kl. 9"]  # fmt: skip
    assert rows[0][0].number_format == "yyyy-mm-dd" and rows[0][0].is_date
    assert [row[1].value for row in rows] == [3, 1234, ".."]


def test_charts_are_native_and_refer_to_numbers_of_their_sheet(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [n for n in archive.namelist() if n.startswith("xl/charts/chart")]
        drawn = [archive.read(name).decode() for name in names]
    assert len(names) == sum(len(s.charts) for s in example_pack().sections)
    for each in drawn:
        refs = re.findall(r"<c:f>([^<]*)</c:f>", each)
        assert refs and all(ref.startswith(("Diagram!", "'Diagram'!")) for ref in refs)


def test_every_kind_of_chart_goes_in() -> None:
    specs = [make() for make in all_kinds().values()]
    section = Section("Alla", charts=tuple(specs))
    content = write_xlsx(dataclasses.replace(example_pack(), sections=(section,)))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert len(book["Data"].tables) == len(specs)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [n for n in archive.namelist() if n.startswith("xl/charts/chart")]
    assert len(names) == sum(spec.kind is not ChartKind.HEATMAP for spec in specs)


def test_comments_stand_with_their_day_and_author() -> None:
    comment = Comment("Operationssalen var stängd.", dt.date(2026, 11, 20), "Anna Berg")
    section = Section("Brösten", comments=(comment, dataclasses.replace(comment, author="")))
    content = write_xlsx(dataclasses.replace(example_pack(), sections=(section,)))
    cells = cells_of(content, "Läs mig")
    assert "Kommentar 2026-11-20, Anna Berg: Operationssalen var stängd." in cells
    assert "Kommentar 2026-11-20: Operationssalen var stängd." in cells


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_becomes_a_formula_or_a_link(words: str) -> None:
    table = TableSpec(words, (TableColumn(words), TableColumn(words, numeric=True)),
                      ((words, words),), notes=(words,))  # fmt: skip
    pack = dataclasses.replace(
        example_pack(),
        title=words,
        subtitle=words,
        organisation=words,
        summary=(words,),
        sections=(Section(words, (words,), facts=((words, words),), tables=(table,)),),
        abbreviations=((words, words),),
    )
    content = write_xlsx(pack)
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in archive.read(name)


def test_what_could_be_read_as_a_formula_is_quoted_and_numbers_are_not() -> None:
    table = TableSpec("T", (TableColumn("N"), TableColumn("V", numeric=True)),
                      (("=1+1", "\u22121,5"), ("＝1", "7"), ("–", "..")))  # fmt: skip
    content = write_xlsx(
        dataclasses.replace(example_pack(), sections=(Section("M", tables=(table,)),))
    )
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Data"]
    (made,) = sheet.tables.values()
    cells = list(sheet[made.ref])[1:]
    assert [row[0].quotePrefix for row in cells] == [True, True, False]
    assert [row[1].value for row in cells] == [-1.5, 7, ".."]


def test_a_table_without_rows_is_still_a_workbook() -> None:
    table = TableSpec("Tom", (TableColumn("A"), TableColumn("A")), ())
    pack = dataclasses.replace(example_pack(), sections=(Section("Tom", tables=(table, table)),))
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx(pack)))["Data"]
    assert len(sheet.tables) == 2
