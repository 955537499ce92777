"""The workbook of a pack read back: sheets, real tables, numbers, charts, and never a formula."""

from __future__ import annotations

import dataclasses
import io
import zipfile

import openpyxl
import pytest

from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.xlsx import write_xlsx
from tests.services.chart_tables import NAMES
from tests.services.pack_example import example_pack

HOSTILE = ("=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=1", "http://x.se")


@pytest.fixture(scope="module")
def content() -> bytes:
    return write_xlsx(example_pack())


def test_it_has_a_first_sheet_one_for_each_table_and_the_method(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames[0] == "Läs mig" and book.sheetnames[-1] == "Metod"
    assert len(book.sheetnames) == 2 + sum(len(s.tables) for s in example_pack().sections)
    assert all(len(name) <= 31 for name in book.sheetnames)
    first = [c for r in book["Läs mig"].iter_rows(values_only=True) for c in r if c]
    assert "Underlag till styrgruppen" in first and "2026-11-20" in first
    assert "EXEMPELDATA. Påhittade uppgifter och regioner." in first
    method = [c for r in book["Metod"].iter_rows(values_only=True) for c in r if c]
    assert "Ett förlopp hör till den period då behandlingen började." in method
    assert book.properties.creator == "rccdesk"


def test_tables_are_tables_with_the_numbers_of_the_pack(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book[book.sheetnames[1]]
    (table,) = sheet.tables.values()
    rows = [[cell.value for cell in cells] for cells in sheet[table.ref]]
    told = example_pack().sections[0].tables[0]
    assert rows[0] == [column.title for column in told.columns]
    by_name = {row[0]: row for row in rows[1:]}
    # 45 of 70 within the limit: 64.28… per cent, printed as 64 %
    ekmark = by_name[f"Region {NAMES[1]}"]
    assert 45 in ekmark and 70 in ekmark and 0.64 in ekmark
    assert not any(isinstance(cell, int | float) for cell in by_name[f"Region {NAMES[5]}"])


def test_a_chart_stands_beside_its_numbers_as_a_native_chart(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        charts = [n for n in archive.namelist() if n.startswith("xl/charts/chart")]
        drawn = archive.read(charts[0]).decode()
    assert len(charts) == sum(len(s.charts) for s in example_pack().sections)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).sheetnames[1]
    assert sheet.replace("&", "&amp;") in drawn  # its numbers are cells of the same sheet


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


def test_control_characters_and_odd_names_of_sheets_are_carried() -> None:
    odd = "a\x00b\x0b [x]:*?/\\'" + "å" * 40
    table = TableSpec("", (TableColumn(""), TableColumn("")), (("1\x01", "\ufffe"),))
    section = Section(odd, tables=(table,))
    pack = dataclasses.replace(example_pack(), sections=(section, section))
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(pack)))
    assert len({name.casefold() for name in book.sheetnames}) == 4
    assert book.sheetnames[1].startswith("ab x")


def test_a_table_without_rows_is_still_a_workbook() -> None:
    table = TableSpec("Tom", (TableColumn("A"), TableColumn("A")), ())
    pack = dataclasses.replace(example_pack(), sections=(Section("Tom", tables=(table,)),))
    assert openpyxl.load_workbook(io.BytesIO(write_xlsx(pack))).sheetnames[1] == "Tom"
