"""Every row F1-F28 of the fault register: files that no reading may stumble over."""

from __future__ import annotations

import datetime as dt
import io
import os
import random
import struct
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from rccdesk.errors import FileRefusedError
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest, import_files, preview_file
from rccdesk.services.imports.reading import (
    CellFault,
    CodedTable,
    ReadPlan,
    access,
    client,
    open_workbook,
)
from rccdesk.services.reader import launch
from tests.corpus.binary_workbooks import (
    compound_file,
    write_ods,
    write_ods_xml,
    write_xls,
    write_xlsb,
    xls_stream,
)
from tests.corpus.content import (
    BOOK,
    COLUMNS,
    ERRORS,
    HEADERS,
    ROW_NUMBERS,
    Cell,
    Sheet,
    Workbook,
)
from tests.corpus.make_corpus import KEPT, write_format
from tests.faults.reading_in_process import read_here
from tests.services.raw_workbooks import (
    MAIN,
    STRICT,
    TABLE,
    number_cell,
    row,
    sheet_xml,
    text_cell,
    write_workbook,
)
from tests.services.reading_files import head_of, read, refusal, sentence, values_of

PLAIN_BOOK = Workbook((Sheet("Blad1", (Cell(1, 0, "Enhet"), Cell(2, 0, "Nord"))),))
AGGREGATED = ("Period", "Enhet", "Täljare", "Nämnare")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "store" / "test.rccdesk", create=True) as opened:
        yield opened


def figures_sheet() -> str:
    """Return the XML of an aggregated table with one row."""
    header = row(1, *(text_cell(f"{c}1", name) for c, name in zip("ABCD", AGGREGATED, strict=True)))
    title = text_cell("F1", "Uttag 2026-01-31")
    values = (text_cell("A2", "2025"), text_cell("B2", "A"), number_cell("C2", 1))
    return sheet_xml(
        header.replace("</row>", title + "</row>") + row(2, *values, number_cell("D2", 2))
    )


def far_cell(path: Path, address: str, row_number: int) -> Path:
    cells = TABLE + row(row_number, number_cell(address, 1))
    return write_workbook(path, {"Blad1": sheet_xml(cells)})


def test_F01_far_cell(tmp_path: Path) -> None:
    path = far_cell(tmp_path / "a.xlsx", "XFD1048576", 1048576)
    assert path.stat().st_size < 2500
    error = refusal(path)
    assert error.code == "too_large"
    assert error.sheet == "Blad1"
    assert "1048576×16384celler" in "".join(sentence(error).split())


def test_F01_far_cell_that_the_dimension_denies(tmp_path: Path) -> None:
    cells = TABLE + row(900000, number_cell("ZZ900000", 1))
    xml = sheet_xml(cells, before='<dimension ref="A1:B2"/>')
    assert refusal(write_workbook(tmp_path / "a.xlsx", {"Blad1": xml})).code == "too_large"


def test_F01_far_cell_in_a_large_sheet(tmp_path: Path) -> None:
    padding = "".join(
        row(n, *(text_cell(f"{c}{n}", f"{n * 7919 % 100003:06}" * 6) for c in "ABCDEF"))
        for n in range(1, 70_001)
    )
    xml = sheet_xml(padding + row(1048576, number_cell("XFD1048576", 1)))
    assert len(xml) > 25 * 2**20  # scanned beside calamine, not before
    error = refusal(write_workbook(tmp_path / "a.xlsx", {"Blad1": xml}))
    assert error.code in {"too_large", "reader_died"}


def test_formatted_empty_rows_to_the_end_are_no_far_cells(tmp_path: Path) -> None:
    cells = TABLE + '<row r="1048576"><c r="B1048576" s="1"/><c r="XFD1048576" s="1"></c></row>'
    xml = sheet_xml(cells.replace('"XFD1048576" s="1"></c>', '"XFD1048576" s="1"/>'))
    table = read(write_workbook(tmp_path / "a.xlsx", {"Blad1": xml}))
    assert values_of(table, 1) == [7.0]


@pytest.mark.parametrize("number", ["4294967295", "99999999999", "1048577"])
def test_F02_impossible_row_numbers(tmp_path: Path, number: str) -> None:
    cells = TABLE + f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>'
    path = write_workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml(cells)})
    assert refusal(path).code in {"too_large", "truncated", "reader_died"}


def test_F03_zip_bomb(tmp_path: Path) -> None:
    xml = sheet_xml(TABLE, before=f"<!--{' ' * (60 * 2**20)}-->")
    path = write_workbook(tmp_path / "a.xlsx", {"Blad1": xml})
    assert path.stat().st_size < 300_000
    assert refusal(path).code == "too_large"


def test_F04_zip_that_lies_about_its_size(tmp_path: Path) -> None:
    xml = sheet_xml(TABLE, before=f"<!--{' ' * (30 * 2**20)}-->")
    path = write_workbook(tmp_path / "a.xlsx", {"Blad1": xml})
    content = bytearray(path.read_bytes())
    true, lie = struct.pack("<I", len(xml.encode())), struct.pack("<I", 900)
    assert content.count(true) >= 1
    path.write_bytes(content.replace(true, lie))
    assert refusal(path).code in {"too_large", "truncated"}


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    f'<sst xmlns="{MAIN}"><si><t>&b;</t></si></sst>'
)


def test_F05_billion_laughs(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", parts={"xl/sharedStrings.xml": LAUGHS})
    assert refusal(path).code == "not_a_workbook"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_F06_external_entity(tmp_path: Path, part: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hemligt")
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
        + sheet_xml(row(1, '<c r="A1" t="str"><v>&e;</v></c>')).partition("?>")[2]
    )
    path = write_workbook(tmp_path / "a.xlsx", parts={part: xml})
    assert refusal(path).code == "not_a_workbook"


@pytest.mark.parametrize("name", ["../../x", "/etc/x", "..\\x", "C:\\x"])
def test_F07_path_traversal(tmp_path: Path, name: str) -> None:
    path = write_workbook(tmp_path / "a.xlsx", parts={name: "x"})
    assert refusal(path).code == "not_a_workbook"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.xlsx"]


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_F08_empty_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"")
    assert refusal(path).code == "empty_file"


def test_F08_one_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"P")
    assert refusal(path).code == "not_a_workbook"


@pytest.mark.parametrize("kind", ["xlsx", "xlsb", "xls", "ods"])
def test_F09_cut_short_at_every_twentieth(tmp_path: Path, kind: str) -> None:
    path = write_format(tmp_path / f"a.{kind}")
    content = path.read_bytes()
    for twentieths in range(1, 20):
        path.write_bytes(content[: len(content) * twentieths // 20])
        assert read_here(path)[0] in {"truncated", "not_a_workbook"}, twentieths
    path.write_bytes(content[: len(content) // 2])
    assert refusal(path).code in {"truncated", "not_a_workbook"}


KINDS = {
    "html": (b"<!DOCTYPE html><html><body><table></table></body></html>", "en webbsida"),
    "html_bom": (b"\xef\xbb\xbf<html>", "en webbsida"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "en pdf-fil"),
    "jpeg": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "en bild"),
    "csv": (b"Enhet;Antal\nNord;1\n", "en textfil"),
    "json": (b'{"a": 1}', "en json-fil"),
    "xml": (b'<?xml version="1.0"?><a/>', "en xml-fil"),
    "noise": (bytes(random.Random(1).randbytes(5000)), "okänd sort"),
    "xls_old": (b"\x09\x04\x06\x00\x00\x00\x10\x00" + b"\0" * 600, "före 1995"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_F10_renamed_files_are_named_by_their_real_kind(tmp_path: Path, kind: str) -> None:
    content, words = KINDS[kind]
    for name in ("a.xlsx", "a.xls"):
        path = tmp_path / name
        path.write_bytes(content)
        error = refusal(path)
        assert error.code == "not_a_workbook"
        assert words in sentence(error)


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ({"word/document.xml": "<w/>"}, "ett Worddokument"),
        ({"ppt/presentation.xml": "<p/>"}, "en PowerPointpresentation"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "ett OpenDocument-dokument"),
        ({"a.txt": "x"}, "ett komprimerat arkiv"),
    ],
)
def test_F10_other_containers(tmp_path: Path, entries: dict[str, str], words: str) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    error = refusal(path)
    assert error.code == "not_a_workbook"
    assert words in sentence(error)


@pytest.mark.parametrize("kind", ["xlsx", "xlsb"])
def test_F11_password_on_a_package(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_bytes(compound_file({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": b"x"}))
    error = refusal(path)
    assert error.code == "password_protected"
    assert "ett lösenord" in sentence(error)


@pytest.mark.parametrize("biff8", [True, False])
@pytest.mark.parametrize("way", [b"\x00\x00\x12\x34\x56\x78", b"\x01\x00" + bytes(52)])
def test_F11_password_on_an_xls(tmp_path: Path, way: bytes, *, biff8: bool) -> None:
    # Excel's old obfuscation, which calamine would read as if it were not there, and RC4.
    extra = struct.pack("<HH", 0x2F, len(way)) + way
    path = write_xls(tmp_path / "a.xls", PLAIN_BOOK, biff8=biff8, extra=extra)
    assert refusal(path).code == "password_protected"


def test_F11_password_on_an_ods(tmp_path: Path) -> None:
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    parts = {"META-INF/manifest.xml": manifest.encode(), "content.xml": bytes(range(256))}
    assert refusal(write_ods(tmp_path / "a.ods", BOOK, parts)).code == "password_protected"


@pytest.mark.parametrize(
    ("name", "stream", "storages"),
    [
        ("a.xlsx", "EncryptedPackage", ("\x06DataSpaces", "DRMEncryptedDataSpace")),
        ("a.xls", "\x09DRMContent", ("\x06DataSpaces",)),
    ],
)
def test_F12_sensitivity_label_that_encrypts(
    tmp_path: Path, name: str, stream: str, storages: tuple[str, ...]
) -> None:
    path = tmp_path / name
    path.write_bytes(compound_file({stream: b"x"}, storages))
    error = refusal(path)
    assert error.code == "password_protected"
    assert "en känslighetsetikett" in sentence(error)


def test_F12_sensitivity_label_that_only_marks_is_no_hindrance(tmp_path: Path) -> None:
    label = (
        '<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata"/>'
    )
    path = write_workbook(tmp_path / "a.xlsx", parts={"docMetadata/LabelInfo.xml": label})
    assert values_of(read(path), 0) == ["Nord"]


def test_F13_macros_are_told_and_not_run(tmp_path: Path, database: Database) -> None:
    path = write_workbook(tmp_path / "a.xlsm", parts={"xl/vbaProject.bin": b"\xcc\x61"})
    head = head_of(path)
    assert (head.kind, head.macros) == ("xlsm", True)
    assert values_of(read(path), 0) == ["Nord"]
    binary = write_xlsb(tmp_path / "b.xlsb", BOOK, {"xl/vbaProject.bin": b"\xcc\x61"})
    assert head_of(binary).macros
    old = tmp_path / "c.xls"
    old.write_bytes(compound_file({"Workbook": xls_stream(PLAIN_BOOK)}, ("_VBA_PROJECT_CUR",)))
    assert head_of(old).macros
    cells = figures_sheet()
    path = write_workbook(path, {"Blad1": cells}, parts={"xl/vbaProject.bin": b"\xcc\x61"})
    (result,) = import_files(database, ImportRequest((path,), indicator="k"))
    assert ("info", "macros_ignored") in [(p.severity, p.code) for p in result.problems]
    assert result.rows_imported == 1


FORMULA = 'table:formula="of:=1/0"'
FORMATS = ("xlsx", "xlsb", "xls", "xls5", "ods")


@pytest.mark.parametrize("is_1904", [False, True])
@pytest.mark.parametrize("kind", FORMATS)
def test_F14_every_format_gives_the_same(tmp_path: Path, kind: str, *, is_1904: bool) -> None:
    book = replace(BOOK, is_1904=is_1904)
    path = write_format(tmp_path / f"a.{kind.rstrip('5')}", book, kind)
    with open_workbook(path) as opened:
        head = opened.head
        table = opened.read(ReadPlan("Händelser", 5))
    assert head.kind == kind.rstrip("5")
    assert head.date1904 == (is_1904 and kind != "ods")
    states = {sheet.name: (sheet.visible, sheet.very_hidden) for sheet in head.sheets}
    assert states == {
        "Händelser": (True, False),
        "Tomt": (True, False),
        "Dold": (False, False),
        "Mycket dold": (False, kind != "ods"),
    }
    assert all(not sheet.rows for sheet in head.sheets if not sheet.visible)
    first = head.sheets[0]
    assert (first.first_row, first.row_count, first.column_count) == (3, 9, 7)
    assert first.rows[0][:2] == (None, "Uttag 2024-05-01")
    assert_same_table(table, wide=kind != "xls5")
    assert table.untold_formulas == (3 if kind in ("xlsb", "xls", "xls5") else 0)
    assert [(hit.sheet, hit.cell, hit.where) for hit in table.identifiers] == [
        ("Händelser", "B6", "comment")
    ]


def assert_same_table(table: CodedTable, *, wide: bool = True) -> None:
    assert table.row_numbers.tolist() == ROW_NUMBERS
    assert [(column.letter, column.header) for column in table.columns] == list(
        zip("BCDEFG", HEADERS, strict=True)
    )
    for index, expected in enumerate(COLUMNS, 1):
        found = [v.text if isinstance(v, CellFault) else v for v in values_of(table, index)]
        wanted = [v if wide or not isinstance(v, str) else v.replace("😀", "x") for v in expected]
        assert [repr(v) for v in found] == [repr(v) for v in wanted]
    assert table.error_cells == ERRORS
    assert table.uncached_cells == ()


@pytest.mark.parametrize("biff8", [True, False])
def test_F14_xls_tells_a_text_formula_without_its_text(tmp_path: Path, *, biff8: bool) -> None:
    cells = (Cell(1, 0, "k"), Cell(2, 0, "x", formula=True, uncached=True), Cell(3, 0, "y"))
    book = Workbook((Sheet("Blad1", cells),))
    table = read(write_xls(tmp_path / "a.xls", book, biff8=biff8))
    assert table.uncached_cells == ("A2",)


def test_F14_ods_tells_a_formula_without_a_value(tmp_path: Path) -> None:
    cells = (Cell(1, 0, "k"), Cell(2, 0, formula=True, uncached=True), Cell(3, 0, "y"))
    table = read(write_ods(tmp_path / "a.ods", Workbook((Sheet("Blad1", cells),))))
    assert values_of(table, 0) == [CellFault("uncached"), "y"]
    assert table.uncached_cells == ("A2",)


@pytest.mark.parametrize(
    ("written", "sign"),
    [
        ('office:value-type="string"><text:p>#N/A', "#N/A"),
        ('office:value-type="string"><text:p>#SAKNAS!', "#N/A"),
        ('office:value-type="string" calcext:value-type="error"><text:p>Err:502', "Err:502"),
        (f'{FORMULA} office:value-type="float" office:value="0"><text:p>#DIV/0!', "#DIV/0!"),
        (f'{FORMULA} office:value-type="string" office:string-value="#NAME?"><text:p>', "#NAME?"),
    ],
)
def test_F14_ods_error_cells_of_every_writer(tmp_path: Path, written: str, sign: str) -> None:
    rows = (
        ods_row("k") + f"<table:table-row><table:table-cell {written}</text:p></table:table-cell>"
    )
    rows += "</table:table-row>" + ods_row("Fel: 502 i texten")
    path = write_ods_xml(tmp_path / "a.ods", f'<table:table table:name="B">{rows}</table:table>')
    table = read(path)
    assert values_of(table, 0) == [CellFault("error", sign), "Fel: 502 i texten"]
    assert table.error_cells == ("A2",)


def ods_row(text: str, repeats: int = 1) -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{repeats}"><table:table-cell '
        f'office:value-type="string"><text:p>{text}</text:p></table:table-cell></table:table-row>'
    )


def test_F14_ods_repeated_cells_keep_their_addresses(tmp_path: Path) -> None:
    wrong = '<table:table-row table:number-rows-repeated="2"><table:table-cell '
    wrong += (
        'table:number-columns-repeated="3" table:formula="of:=NA()" office:value-type="string" '
    )
    wrong += 'office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p>'
    wrong += "</table:table-cell></table:table-row>"
    rows = ods_row("k") + ods_row("a", 3) + wrong + ods_row("b")
    path = write_ods_xml(tmp_path / "a.ods", f'<table:table table:name="B">{rows}</table:table>')
    table = read(path)
    assert table.row_numbers.tolist() == [2, 3, 4, 5, 6, 7]
    assert table.error_cells == ("A5", "B5", "C5", "A6", "B6", "C6")
    assert values_of(table, 0) == ["a"] * 3 + [CellFault("error", "#N/A")] * 2 + ["b"]


@pytest.mark.parametrize(
    "rows",
    [
        ods_row("k") + ods_row("a", 1_048_000) + "<table:table-row><table:table-cell "
        'table:number-columns-repeated="16000"/><table:table-cell office:value-type="string">'
        "<text:p>x</text:p></table:table-cell></table:table-row>",
        ods_row("k") + ods_row("a", 4_000_000_000),
        ods_row("k").replace(
            "<table:table-cell ", '<table:table-cell table:number-columns-repeated="4000000000" '
        ),
    ],
)
def test_F14_ods_repeats_do_not_allocate(tmp_path: Path, rows: str) -> None:
    path = write_ods_xml(tmp_path / "a.ods", f'<table:table table:name="B">{rows}</table:table>')
    assert path.stat().st_size < 3000
    assert refusal(path).code == "too_large"


def test_F14_xlsb_far_cell(tmp_path: Path) -> None:
    cells = (Cell(1, 0, "k"), Cell(1_048_576, 16_383, 1.0))
    path = write_xlsb(tmp_path / "a.xlsb", Workbook((Sheet("Blad1", cells),)))
    error = refusal(path)
    assert (error.code, error.sheet) == ("too_large", "Blad1")
    assert "1048576×16384celler" in "".join(sentence(error).split())


def test_F14_excel_4_and_earlier_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(b"\x09\x04\x06\x00\x00\x00\x10\x00" + bytes(600))
    assert "före 1995" in sentence(refusal(path))


@pytest.mark.parametrize("kind", ["xlsb", "ods"])
def test_F03_F04_F07_hold_for_every_container(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    write = write_xlsb if kind == "xlsb" else write_ods
    assert refusal(write(path, BOOK, {"../../x": b"x"})).code == "not_a_workbook"
    assert refusal(write(path, BOOK, {"xl/media/a": bytes(60 * 2**20)})).code == "too_large"
    doctype = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
    part = "content.xml" if kind == "ods" else "docProps/core.xml"
    assert refusal(write(path, BOOK, {part: doctype})).code == "not_a_workbook"


def test_F15_cell_beyond_the_columns_of_an_xls(tmp_path: Path) -> None:
    cells = (Cell(1, 0, "k"), Cell(2, 65_000, 1.0))
    path = write_xls(tmp_path / "a.xls", Workbook((Sheet("Blad1", cells),)))
    assert refusal(path).code == "too_large"


@pytest.mark.parametrize("script", ["import os; os.abort()", "import sys; sys.exit(3)"])
def test_F15_dying_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(launch, "command", lambda: [sys.executable, "-c", script])
    assert refusal(write_workbook(tmp_path / "a.xlsx")).code == "reader_died"


@pytest.mark.parametrize(
    "part",
    [
        "xl/externalLinks/externalLink1.xml",
        "xl/connections.xml",
        "xl/pivotCache/pivotCacheDefinition1.xml",
        "xl/queryTables/queryTable1.xml",
    ],
)
def test_F16_links_and_caches_are_told_and_not_followed(
    tmp_path: Path, database: Database, part: str
) -> None:
    sheets = {"Blad1": figures_sheet()}
    path = write_workbook(tmp_path / "a.xlsx", sheets, parts={part: "<x/>"})
    assert head_of(path).links
    (result,) = import_files(database, ImportRequest((path,), indicator="k"))
    assert ("info", "external_links") in [(p.severity, p.code) for p in result.problems]
    assert result.rows_imported == 1


def test_F16_links_of_the_other_formats(tmp_path: Path) -> None:
    other_book = struct.pack("<HHH", 0x1AE, 6, 1) + b"\x05\x00\x00x"
    own_sheets = struct.pack("<HHHH", 0x1AE, 4, 1, 0x401)
    assert head_of(write_xls(tmp_path / "a.xls", PLAIN_BOOK, extra=other_book)).links
    assert not head_of(write_xls(tmp_path / "b.xls", PLAIN_BOOK, extra=own_sheets)).links
    parts = {"xl/connections.bin": b"x"}
    assert head_of(write_xlsb(tmp_path / "c.xlsb", PLAIN_BOOK, parts)).links
    source = '<table:table table:name="B"><table:table-source/>' + ods_row("k") + "</table:table>"
    assert head_of(write_ods_xml(tmp_path / "d.ods", source)).links


def test_F16_formulas_that_never_ran_are_not_vouched_for(
    tmp_path: Path, database: Database
) -> None:
    cells = [Cell(1, column, name) for column, name in enumerate(AGGREGATED)]
    cells += [Cell(2, 0, "2025"), Cell(2, 1, "A"), Cell(2, 2, 1.0, formula=True), Cell(2, 3, 2.0)]
    path = write_xls(tmp_path / "a.xls", Workbook((Sheet("Blad1", tuple(cells)),)))
    request = ImportRequest((path,), indicator="k", extract_date=dt.date(2026, 1, 31))
    (result,) = import_files(database, request)
    (note,) = [p for p in result.problems if p.code == "errors_not_visible"]
    assert (note.severity, note.count) == ("info", 1)
    assert ".xls" in note.message


def test_F17_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "saknas.xlsx").code == "file_not_found"
    assert refusal(tmp_path).code == "file_not_found"


class Opening:
    """Stands for opening a file: each attempt fails with the next error, then it works."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *errors: OSError) -> None:
        self.tries = 0
        self._errors = list(errors)
        self._open = Path.open
        monkeypatch.setattr(access._Probe, "_read", self._read_by)
        monkeypatch.setattr(access, "_PAUSE_SECONDS", 0.01)

    def _read_by(self) -> int:
        self.tries += 1
        if self._errors:
            raise self._errors.pop(0)
        return 1000


def sharing_violation() -> OSError:
    error = PermissionError(13, "sharing violation")
    error.winerror = 32
    return error


def test_F17_open_in_excel_is_tried_three_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_workbook(tmp_path / "a.xlsx")
    opening = Opening(monkeypatch, *(sharing_violation() for _ in range(2)))
    assert values_of(read(path), 0) == ["Nord"]
    assert opening.tries == 3
    opening = Opening(monkeypatch, *(sharing_violation() for _ in range(3)))
    error = refusal_once(path)
    assert error.code == "file_locked"
    assert opening.tries == 3
    assert "Stäng den i Excel eller spara en kopia" in sentence(error)


def refusal_once(path: Path) -> FileRefusedError:
    with pytest.raises(FileRefusedError) as caught:
        open_workbook(path)
    return caught.value


@pytest.mark.parametrize("name", ["~$uttag.xlsx", "~$uttag.xls", ".~lock.uttag.ods#"])
def test_F17_lock_files_are_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x05Anna " + bytes(159))
    error = refusal(path)
    assert error.code == "not_a_workbook"
    assert "låsfil" in sentence(error)


def test_F18_file_changed_after_the_preview(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx")
    first = head_of(path).sha256
    write_workbook(path, {"Blad1": sheet_xml(TABLE.replace("Nord", "Syd!"))})
    with open_workbook(path) as opened, pytest.raises(FileRefusedError) as caught:
        opened.read(ReadPlan("Blad1", 1, sha256=first))
    assert caught.value.code == "file_changed"


def test_F18_file_changed_while_it_is_open(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx")
    with open_workbook(path) as opened:
        os.utime(path, ns=(1, 1))
        with pytest.raises(FileRefusedError) as caught:
            opened.read(ReadPlan("Blad1", 1))
    assert caught.value.code == "file_changed"


def test_F19_same_content_again_makes_no_rows(tmp_path: Path, database: Database) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"Blad1": figures_sheet()})
    (first,) = import_files(database, ImportRequest((path,), indicator="k"))
    assert first.rows_imported == 1
    renamed = tmp_path / "ett annat namn.xlsx"
    renamed.write_bytes(path.read_bytes())
    for again in (path, renamed):
        (result,) = import_files(database, ImportRequest((again,), indicator="k"))
        assert (result.rows_imported, result.rows_unchanged) == (0, 1)
        assert "already_imported" in [problem.code for problem in result.problems]


@pytest.mark.parametrize("number", [362, 395])
def test_F20_file_in_the_cloud(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    error = OSError(22, "cloud")
    error.winerror = number
    Opening(monkeypatch, error)
    refused = refusal_once(write_workbook(tmp_path / "a.xlsx"))
    assert refused.code == "file_in_cloud"
    assert "bara i molnet" in sentence(refused)


@pytest.mark.parametrize(
    ("is_offline", "code"), [(True, "file_in_cloud"), (False, "file_unreadable")]
)
def test_F20_a_read_that_hangs_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, *, is_offline: bool
) -> None:
    def hang(self: access._Probe) -> int:
        self.in_cloud = is_offline
        time.sleep(3)
        return 0

    monkeypatch.setattr(access._Probe, "_read", hang)
    monkeypatch.setattr(access, "SECONDS", 0.2)
    began = time.monotonic()
    assert refusal_once(write_workbook(tmp_path / "a.xlsx")).code == code
    assert time.monotonic() - began < 2


class Failing(io.BufferedReader):
    """A file on a share that goes away after so many bytes."""

    left = 0

    def read(self, size: int | None = -1) -> bytes:  # type: ignore[override]
        content = super().read(size)
        Failing.left -= len(content)
        if Failing.left < 0:
            raise OSError(5, "the network name is no longer available")
        return content


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("kind", ["xlsx", "xls", "csv"])
def test_F21_share_that_goes_away_in_the_middle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    path = tmp_path / f"a.{kind}"
    if kind == "csv":
        path.write_text("Enhet;Antal\n" + "Nord;1\n" * 2000, encoding="utf-8")
    else:
        write_format(path)

    def open_failing(name: object, mode: str = "r", *rest: object, **more: object) -> object:
        if isinstance(name, int) or "r" not in mode or Path(name) != path:
            return real(name, mode, *rest, **more)
        binary = Failing(io.FileIO(name))
        if "b" in mode:
            return binary
        return io.TextIOWrapper(binary, encoding=more.get("encoding"), newline="")

    real = io.open
    size = path.stat().st_size
    outcomes = []
    for share in range(12):
        Failing.left = size * share // 6
        with monkeypatch.context() as patch:
            patch.setattr(io, "open", open_failing)
            outcome, sent = read_here(path)
        assert outcome in {"file_unreadable", "read"}
        assert ("table" in sent) == (outcome == "read")
        outcomes.append(outcome)
    assert outcomes[:6] == ["file_unreadable"] * 6


def test_F21_file_that_is_gone_before_it_is_imported(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx")
    with open_workbook(path) as opened:
        path.unlink()
        with pytest.raises(FileRefusedError) as caught:
            opened.read(ReadPlan("Blad1", 1))
    assert caught.value.code == "file_unreadable"


@pytest.mark.parametrize(
    "name",
    [
        "Jo\u0308nköping 😀.xlsx",
        "a" * 200 + ".xlsx",
        "a b.xlsx",
        "punkt.xlsx.",
        " mellanslag .xlsx",
        "/".join(["mapp" * 15] * 5) + "/åäö.xlsx",
    ],
)
def test_F22_odd_file_names(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    assert values_of(read(write_workbook(path)), 0) == ["Nord"]


def test_F22_long_names_on_windows() -> None:
    long = "C:\\" + "\\".join(["mapp" * 10] * 7) + "\\a.xlsx"
    assert str(access.reachable_name(Path("C:\\a.xlsx"), is_windows=True)) == "C:\\a.xlsx"
    assert str(access.reachable_name(Path("\\\\?\\" + long), is_windows=True)) == "\\\\?\\" + long
    share = "\\\\server\\" + long[3:]
    assert access.extended(long) == "\\\\?\\" + long
    assert access.extended(share) == "\\\\?\\UNC" + share[1:]


@pytest.mark.parametrize("kind", FORMATS)
def test_F23_read_only_folder(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    path = write_format(folder / f"a.{kind.rstrip('5')}", kind=kind)
    path.chmod(0o400)
    folder.chmod(0o500)
    try:
        assert values_of(read(path, 5, "Händelser"), 3)[1] == 7.0
        assert [p.name for p in folder.iterdir()] == [path.name]
    finally:
        folder.chmod(0o700)


def test_F24_all_rows_and_thirty_columns(tmp_path: Path) -> None:
    cells = TABLE + row(2**20, number_cell(f"A{2**20}", 1), number_cell(f"AD{2**20}", 1))
    error = refusal(write_workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml(cells)}))
    assert (error.code, error.sheet) == ("too_large", "Blad1")
    assert "1048576×30celler" in "".join(sentence(error).split())


def test_F25_a_thousand_sheets_and_hidden_ones(tmp_path: Path) -> None:
    sheets = {f"Blad{n}": sheet_xml(TABLE) for n in range(1, 1001)}
    hidden = {"Blad2": "hidden", "Blad3": "veryHidden"}
    path = write_workbook(tmp_path / "a.xlsx", sheets, hidden=hidden)
    with open_workbook(path) as opened:
        head = opened.head
        assert len(head.sheets) == 1000
        assert {sheet.name for sheet in head.sheets if not sheet.visible} == set(hidden)
        assert [sheet.name for sheet in head.sheets if sheet.very_hidden] == ["Blad3"]
        assert all(not sheet.rows for sheet in head.sheets if not sheet.visible)
        assert values_of(opened.read(ReadPlan("Blad777", 1)), 0) == ["Nord"]


@pytest.mark.parametrize("kind", ["xlsx", "xlsb", "xls", "ods"])
def test_F26_workbook_without_cells(tmp_path: Path, kind: str) -> None:
    book = Workbook((Sheet("Blad1", ()), Sheet("Blad2", ())))
    assert refusal(write_format(tmp_path / f"a.{kind}", book)).code == "no_table"


def test_F26_chart_sheets_only(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        data = book.add_worksheet("Data")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Data!$A$1:$A$3"})
        page = book.add_chartsheet("Diagram")
        page.set_chart(chart)
        page.activate()
        data.hide()
    assert refusal(path).code == "no_table"


def test_F27_strict_and_prefixed_sheets(tmp_path: Path) -> None:
    strict = sheet_xml(TABLE, namespace=STRICT)
    path = write_workbook(tmp_path / "a.xlsx", {"Blad1": strict}, namespace=STRICT)
    assert values_of(read(path), 0) == ["Nord"]
    prefixed = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v>k</x:v>'
        '</x:c></x:row><x:row r="2"><x:c r="A2" t="e"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    table = read(write_workbook(tmp_path / "b.xlsx", {"Blad1": prefixed}))
    assert table.error_cells == ("A2",)


def test_F27_workbook_of_openpyxl(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["k", "datum", "ja", "formel"])
    sheet.append(["å", dt.date(2024, 3, 1), True, "=1+1"])
    sheet.append(["ö", dt.datetime(2024, 3, 1, 12, 30), False, "=1+2"])  # noqa: DTZ001
    book.save(path)
    table = read(path)
    assert values_of(table, 0) == ["å", "ö"]
    assert values_of(table, 1) == [dt.date(2024, 3, 1), dt.datetime(2024, 3, 1, 12, 30)]  # noqa: DTZ001
    assert values_of(table, 2) == [True, False]
    assert values_of(table, 3) == [CellFault("uncached")] * 2


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_F27_workbooks_of_libreoffice(kind: str) -> None:
    path = KEPT / f"libreoffice.{kind}"
    with open_workbook(path) as opened:
        assert [s.name for s in opened.head.sheets if not s.visible] == ["Dold", "Mycket dold"]
        table = opened.read(ReadPlan("Händelser", 5))
    assert table.row_numbers.tolist() == ROW_NUMBERS
    assert table.error_cells == ERRORS
    assert [hit.cell for hit in table.identifiers] == ["B6"]
    expected = [list(column) for column in COLUMNS]
    if kind == "ods":
        expected[3] = [1.0, 0.0, None, None]  # LibreOffice has no truth values of its own
    if kind == "xls":
        expected[4] = [3.0, 0.0, None, None]  # it loses the text of a formula, see the README
    for index, column in enumerate(expected, 1):
        found = [v.text if isinstance(v, CellFault) else v for v in values_of(table, index)]
        assert [repr(v) for v in found] == [repr(v) for v in column]


def test_F27_workbook_as_r_openxlsx_writes_it(tmp_path: Path) -> None:
    """All on one line, shared texts, every cell with its type, dates by a custom format."""
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="165" '
        'formatCode="yyyy-mm-dd"/></numFmts><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )
    texts = ["Enhet", "Datum", "Antal", "Åre & Östersund"]
    shared = "".join(
        f'<si><t xml:space="preserve">{t.replace("&", "&amp;")}</t></si>' for t in texts
    )
    cells = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s">'
        '<v>2</v></c></row><row r="2"><c r="A2" t="s"><v>3</v></c>'
        '<c r="B2" s="1" t="n"><v>45352</v></c>'
        '<c r="C2" t="n"><v>7</v></c></row><row r="3"><c r="B3" s="1" t="n"><v>45353</v></c>'
        '<c r="C3" t="e"><v>#N/A</v></c></row>'
    )
    path = write_workbook(
        tmp_path / "a.xlsx",
        {"Blad1": sheet_xml(cells, before='<dimension ref="A1"/><sheetPr/>')},
        parts={
            "xl/styles.xml": styles,
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" count="4">{shared}</sst>',
        },
        shared_texts=True,
    )
    table = read(path)
    assert values_of(table, 0) == ["Åre & Östersund", None]
    assert values_of(table, 1) == [dt.date(2024, 3, 1), dt.date(2024, 3, 2)]
    assert values_of(table, 2) == [7.0, CellFault("error", "#N/A")]


CSV_TEXT = 'Förlopps-id;Enhet;Antal\r\nå1;"Nord; ""A""";12,5\r\n\r\nå2;Syd;3,0\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
def test_F28_csv(tmp_path: Path, encoding: str, delimiter: str, line_end: str) -> None:
    path = tmp_path / "a.csv"
    content = 'Förlopps-id;Enhet;Antal\nå1;"Nord, A; \t""B""";12\n\nå2;Syd – Väst\n'
    head, *rest = content.split("\n")
    lines = [head.replace(";", delimiter)]
    lines.append(f'å1{delimiter}"Nord, A; \t""B"""{delimiter}12')
    lines += ["", f"å2{delimiter}Syd – Väst", ""]
    path.write_bytes(line_end.join(lines).encode(encoding))
    with open_workbook(path) as opened:
        assert (opened.head.kind, opened.head.encoding) == ("csv", encoding)
        assert opened.head.delimiter == delimiter
        table = opened.read(ReadPlan("", 1))
    assert [column.header for column in table.columns] == ["Förlopps-id", "Enhet", "Antal"]
    assert values_of(table, 1) == ['Nord, A; \t"B"', "Syd – Väst"]
    assert values_of(table, 2) == ["12", None]
    assert table.row_numbers.tolist() == [2, 4]
    assert rest


def test_F28_decimal_commas_do_not_hide_the_semicolons(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(CSV_TEXT, encoding="utf-8")
    assert head_of(path).delimiter == ";"


def test_F28_delimiter_that_the_file_tells_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=,\na;b,c\n1;2,3\n4;5,6\n", encoding="utf-8")
    assert head_of(path).delimiter == ","


@pytest.mark.parametrize(
    ("encoding", "words", "is_guess"),
    [("utf-8", "UTF-8", False), ("utf-16", "UTF-16", False), ("cp1252", "Windowstext", True)],
)
def test_F28_the_preview_says_how_the_file_was_taken(
    tmp_path: Path, database: Database, encoding: str, words: str, *, is_guess: bool
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("Period,Enhet,Täljare,Nämnare\n2025,A,1,2\n".encode(encoding))
    request = ImportRequest((path,), indicator="k", extract_date=dt.date(2026, 1, 31))
    preview = preview_file(database, request)
    assert words in preview.format
    assert "komma" in preview.format
    assert ("encoding_guessed" in [p.code for p in preview.problems]) == is_guess


def test_F28_nul_and_endless_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a;b\n1;\x002\n")
    assert refusal(path).code == "not_a_workbook"
    path.write_bytes(b"a;b\n" + b"x" * (50 * 2**20))
    assert refusal(path).code == "too_large"
    path.write_bytes(b"a;b\n" + b"\xe5\xe4" + b"x;\x00" * 10)
    assert refusal(path).code == "not_a_workbook"


def test_K10_out_of_memory_in_the_child(tmp_path: Path) -> None:
    # Nineteen million cells are allowed by number, but not those of a sheet this sparse twice.
    cells = TABLE + row(999_999, number_cell("ALK999999", 1))
    path = write_workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml(cells)})
    assert refusal(path).code in {"too_large", "reader_died"}


def test_K11_hanging_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hang = [sys.executable, "-c", "import time; time.sleep(100)"]
    monkeypatch.setattr(launch, "command", lambda: hang)
    monkeypatch.setattr(client, "SILENCE_SECONDS", 0.5)
    assert refusal(write_workbook(tmp_path / "a.xlsx")).code == "reader_died"
