"""Reading in the guarded child: what comes back, and that no file can take the program with it.

The F, C and P numbers are those of the fault register of reliability.
"""

# ruff: noqa: N802 - tests carry the numbers of the fault register

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import random
import struct
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from rccdesk.errors import Cancelled, FileRefusedError
from rccdesk.services.imports import reading
from rccdesk.services.imports.reading import (
    CellFault,
    CodedTable,
    ReadPlan,
    WorkbookHead,
    client,
    open_workbook,
)
from rccdesk.services.reader import launch
from rccdesk.texts import text, use_language
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

SECONDS = 5.0  # for any hostile file
PERSON = "19811218-9876"  # Luhn of 811218987 is 6: 8+1+2+2+2+8+9+7+1+4 = 44 -> 6
KEY = b"k" * 32


@pytest.fixture(autouse=True)
def quick() -> Iterator[None]:
    started = time.monotonic()
    yield
    assert time.monotonic() - started < SECONDS


def read(path: Path, header_row: int = 1, sheet: str | None = None, **plan: object) -> CodedTable:
    with open_workbook(path) as opened:
        name = opened.head.sheets[0].name if sheet is None else sheet
        return opened.read(ReadPlan(name, header_row, **plan))  # type: ignore[arg-type]


def head_of(path: Path) -> WorkbookHead:
    with open_workbook(path) as opened:
        return opened.head


def refusal(path: Path) -> FileRefusedError:
    with pytest.raises(FileRefusedError) as caught:
        read(path)
    for language in ("sv", "en"):
        use_language(language)
        sentence = text(f"errors.{caught.value.code}", **caught.value.values)
        assert sentence.endswith(".")
        assert sentence.count(". ") >= 1
    use_language("sv")
    return caught.value


def sentence(error: FileRefusedError) -> str:
    return text(f"errors.{error.code}", **error.values)


def values_of(table: CodedTable, index: int) -> list[object]:
    column = table.column(index)
    return [column.values[code] for code in column.codes]


def places(table: CodedTable) -> list[tuple[str, str, str, str]]:
    return [(hit.sheet, hit.cell, hit.kind, hit.where) for hit in table.identifiers]


# What is read


def test_types_codes_and_row_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Händelser")
        sheet.write_row("A1", ["Förlopps-id", "Datum", "Kön", "Ålder", "Återfall"])
        sheet.write_row("A2", ["å1", None, "Kvinna", 1])
        sheet.write_datetime("B2", dt.date(2024, 2, 29))
        sheet.write("E2", True)  # noqa: FBT003
        # row 3 is empty
        sheet.write_row("A4", ["å2", None, "Kvinna", 1.5, 1])
        sheet.write_datetime("B4", dt.date(2024, 3, 1))
        sheet.write_row("A5", ["å1", None, "  ", None, 0])
        sheet.write("E5", False)  # noqa: FBT003
    table = read(path, id_column=0, hash_key=KEY)
    assert table.row_numbers.tolist() == [2, 4, 5]
    assert [column.header for column in table.columns] == [
        "Förlopps-id",
        "Datum",
        "Kön",
        "Ålder",
        "Återfall",
    ]
    assert values_of(table, 1) == [dt.date(2024, 2, 29), dt.date(2024, 3, 1), None]
    assert values_of(table, 2) == ["Kvinna", "Kvinna", None]
    assert values_of(table, 3) == [1.0, 1.5, None]
    assert [repr(value) for value in values_of(table, 4)] == ["True", "1.0", "False"]
    assert table.address(3, 1) == "D4"
    ids = table.columns[0]
    assert ids.hashes is not None
    assert set(ids.values) == {None}
    hashes = ids.hashes[ids.codes]
    expected = hashlib.blake2b("å1".encode(), digest_size=8, key=KEY).digest()
    assert int(hashes[0]) == int(hashes[2]) == int.from_bytes(expected, "little")
    assert hashes[0] != hashes[1]
    assert table.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_same_id_as_text_and_number_has_one_hash(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "id")
        sheet.write_number("A2", 4711)
        sheet.write_string("A3", " 4711 ")
        sheet.write_number("B4", 1)
    table = read(path, id_column=0, hash_key=KEY)
    column = table.column(0)
    assert column.hashes is not None
    first, second, empty = column.hashes[column.codes].tolist()
    assert first == second != 0
    assert empty == 0


def test_table_that_begins_at_c4_keeps_its_addresses(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write("C4", "Uttag 2024-05-01")
        sheet.write_row("C6", ["Enhet", "Antal"])
        sheet.write_row("C7", ["Nord", 3])
        sheet.write_row("C9", ["Syd", 4])
    with open_workbook(path) as opened:
        (head,) = opened.head.sheets
        assert (head.first_row, head.row_count, head.column_count) == (4, 6, 4)
        assert head.rows[0] == (None, None, "Uttag 2024-05-01", None)
        assert head.rows[2] == (None, None, "Enhet", "Antal")
        table = opened.read(ReadPlan(head.name, 6))
    assert [(column.letter, column.header) for column in table.columns] == [
        ("C", "Enhet"),
        ("D", "Antal"),
    ]
    assert table.row_numbers.tolist() == [7, 9]
    assert table.address(3, 1) == "D9"
    assert values_of(table, 3) == [3.0, 4.0]


def test_only_wanted_columns_are_handed_over_but_every_row_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["Enhet", "Antal", "Anm"])
        sheet.write_row("A2", ["Nord", 3])
        sheet.write("C3", "bara här")
        sheet.write("C5", "och här")
    table = read(path, columns=(0,))
    assert [column.header for column in table.columns] == ["Enhet"]
    assert table.row_numbers.tolist() == [2, 3, 5]


def test_long_sheet_is_coded_over_many_blocks(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    rng = random.Random(1)
    expected = [(rng.choice("abcå"), rng.randrange(50)) for _ in range(5000)]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["k", "n"])
        for number, (letter, count) in enumerate(expected, 1):
            sheet.write_row(number, 0, [letter, count])
    table = read(path)
    assert list(zip(values_of(table, 0), values_of(table, 1), strict=True)) == expected
    assert len(table.column(0).values) == 5  # four letters and the empty cell


def test_progress_comes_in_order_and_ends_high(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with open_workbook(write_workbook(tmp_path / "a.xlsx"), lambda d, t: told.append((d, t))) as o:
        o.read(ReadPlan("Blad1", 1), lambda d, t: told.append((d, t)))
    assert told == sorted(told)
    assert told[-1][0] >= 900
    assert {total for _, total in told} == {1000}


def test_cancel_ends_the_child(tmp_path: Path) -> None:
    def cancel(done: int, total: int) -> None:
        raise Cancelled

    before = threading.active_count()
    with pytest.raises(Cancelled):
        open_workbook(write_workbook(tmp_path / "a.xlsx"), cancel)
    assert threading.active_count() == before


def test_child_imports_only_the_standard_library_and_calamine() -> None:
    program = (
        "import sys\n"
        "from rccdesk.services.reader import process\n"
        "import python_calamine\n"
        "print(sorted({name.split('.')[0] for name in sys.modules}"
        " - set(sys.stdlib_module_names)))"
    )
    root = Path(__file__).parents[2]
    listed = subprocess.run(
        [
            sys.executable,
            "-S",
            "-P",
            "-c",
            f"import sys; sys.path[:0] = {[str(root), *sys.path]}\n{program}",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "rccdesk" in listed
    for name in ("numpy", "sqlalchemy", "pandas", "PySide6", "openpyxl", "platformdirs"):
        assert f"'{name}'" not in listed


def test_child_is_started_as_the_program_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert launch.command()[-3:] == ["-m", "rccdesk", "--read-workbook"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert launch.command() == [sys.executable, "--read-workbook"]


def test_child_may_begin_ahead_and_is_ended_when_nobody_takes_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Period;Enhet\n2025;A\n", encoding="utf-8")
    launch.start_ahead(path)
    with reading.open_workbook(path) as opened:
        assert opened.head.sheets[0].rows[1] == ("2025", "A")
    launch.start_ahead(path)
    (child,) = launch._ahead.values()
    launch.give_up()
    assert child.poll() is not None
    assert not launch._ahead


# Files


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


@pytest.mark.parametrize("twentieths", range(1, 20, 3))
def test_F09_truncated(tmp_path: Path, twentieths: int) -> None:
    path = write_workbook(tmp_path / "a.xlsx")
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * twentieths // 20])
    assert refusal(path).code == "truncated"


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


@pytest.mark.parametrize(
    ("stream", "words"),
    [("EncryptedPackage", "ett lösenord"), ("DRMEncryptedDataSpace", "en känslighetsetikett")],
)
def test_F11_F12_protected_files(tmp_path: Path, stream: str, words: str) -> None:
    path = tmp_path / "a.xlsx"
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1016
    path.write_bytes(start + stream.encode("utf-16-le") + b"\0" * 500)
    error = refusal(path)
    assert error.code == "password_protected"
    assert words in sentence(error)


def test_F13_macros_are_told_and_not_run(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsm", parts={"xl/vbaProject.bin": b"\xcc\x61"})
    head = head_of(path)
    assert (head.kind, head.macros) == ("xlsm", True)
    assert values_of(read(path), 0) == ["Nord"]


def test_F17_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "saknas.xlsx").code == "file_not_found"
    assert refusal(tmp_path).code == "file_not_found"


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


@pytest.mark.parametrize("name", ["Jo\u0308nköping 😀.xlsx", "a" * 200 + ".xlsx", "a b.xlsx"])
def test_F22_odd_file_names(tmp_path: Path, name: str) -> None:
    assert values_of(read(write_workbook(tmp_path / name)), 0) == ["Nord"]


def test_F23_read_only_folder(tmp_path: Path) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    path = write_workbook(folder / "a.xlsx")
    path.chmod(0o400)
    folder.chmod(0o500)
    try:
        assert values_of(read(path), 0) == ["Nord"]
        assert [p.name for p in folder.iterdir()] == ["a.xlsx"]
    finally:
        folder.chmod(0o700)


def test_F25_many_sheets_and_hidden_ones(tmp_path: Path) -> None:
    sheets = {f"Blad{n}": sheet_xml(TABLE) for n in range(1, 201)}
    hidden = {"Blad2": "hidden", "Blad3": "veryHidden"}
    path = write_workbook(tmp_path / "a.xlsx", sheets, hidden=hidden)
    with open_workbook(path) as opened:
        head = opened.head
        assert len(head.sheets) == 200
        assert {sheet.name for sheet in head.sheets if not sheet.visible} == set(hidden)
        assert all(not sheet.rows for sheet in head.sheets if not sheet.visible)
        assert values_of(opened.read(ReadPlan("Blad77", 1)), 0) == ["Nord"]


def test_F26_workbook_without_cells(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml("")})
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


@pytest.mark.parametrize("script", ["import os; os.abort()", "import sys; sys.exit(3)"])
def test_F15_dying_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(launch, "command", lambda: [sys.executable, "-c", script])
    assert refusal(write_workbook(tmp_path / "a.xlsx")).code == "reader_died"


def test_K11_hanging_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hang = [sys.executable, "-c", "import time; time.sleep(100)"]
    monkeypatch.setattr(launch, "command", lambda: hang)
    monkeypatch.setattr(client, "SILENCE_SECONDS", 0.5)
    assert refusal(write_workbook(tmp_path / "a.xlsx")).code == "reader_died"


def test_F09_fuzzed_bytes_never_reach_the_program(tmp_path: Path) -> None:
    rng = random.Random(11)
    original = write_workbook(tmp_path / "a.xlsx").read_bytes()
    for _ in range(6):
        content = bytearray(original)
        for _ in range(4):
            content[rng.randrange(len(content))] = rng.randrange(256)
        (tmp_path / "b.xlsx").write_bytes(content)
        with contextlib.suppress(FileRefusedError):
            read(tmp_path / "b.xlsx")


# Cells


def test_C01_C02_error_cells_and_uncached_formulas(tmp_path: Path) -> None:
    cells = (
        row(1, text_cell("A1", "k"), text_cell("B1", "n"))
        + row(2, text_cell("A2", "a"), '<c r="B2" t="e"><v>#N/A</v></c>')
        + row(3, text_cell("A3", "b"), '<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
        + row(4, text_cell("A4", "c"), '<c r="B4"><f>A1+1</f></c>')
        + row(5, text_cell("A5", "d"), '<c r="B5"><f>A1+1</f><v></v></c>')
        + row(6, text_cell("A6", "e"), '<c r="B6"><f t="shared" si="0"/></c>')
        + row(7, text_cell("A7", "f"), '<c r="B7"><f>2*3</f><v>6</v></c>')
        + row(8, text_cell("A8", "g"), '<c r="B8" t="str"><f>""</f><v></v></c>')
        + row(9, '<c r="B9" t="e"><v>#REF!</v></c>')
        + row(10, text_cell("A10", "h"))
    )
    table = read(write_workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml(cells)}))
    uncached = CellFault("uncached")
    assert values_of(table, 1) == [
        CellFault("error", "#N/A"),
        CellFault("error", "#DIV/0!"),
        uncached,
        uncached,
        uncached,
        6.0,
        None,
        CellFault("error", "#REF!"),
        None,
    ]
    assert table.row_numbers.tolist() == list(range(2, 11))
    assert (table.error_cells, table.error_count) == (("B2", "B3", "B9"), 3)
    assert (table.uncached_cells, table.uncached_count) == (("B4", "B5", "B6"), 3)


def test_C01_error_cells_of_the_id_column_are_faults_too(tmp_path: Path) -> None:
    cells = row(1, text_cell("A1", "id")) + row(2, '<c r="A2" t="e"><v>#N/A</v></c>')
    path = write_workbook(
        tmp_path / "a.xlsx", {"B": sheet_xml(cells + row(3, text_cell("A3", "x")))}
    )
    table = read(path, id_column=0, hash_key=KEY)
    column = table.column(0)
    assert column.hashes is not None
    assert values_of(table, 0) == [CellFault("error", "#N/A"), None]
    assert [int(h) != 0 for h in column.hashes[column.codes]] == [False, True]


def test_C01_error_cells_are_listed_to_a_hundred_and_counted(tmp_path: Path) -> None:
    cells = row(1, text_cell("A1", "k")) + "".join(
        row(n, f"<c r='A{n}' t='e'><v>#N/A</v></c>") for n in range(2, 252)
    )
    cells = cells.replace('r="', "r='").replace('"', "'")
    path = write_workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml(cells)})
    table = read(path)
    assert table.error_count == 250
    assert len(table.error_cells) == 100
    assert table.error_cells[:2] == ("A2", "A3")


def test_C01_faulty_cells_without_addresses_are_found_in_order(tmp_path: Path) -> None:
    cells = (
        "<row><c t='str'><v>k</v></c><c t='str'><v>n</v></c></row>"
        "<row><c><v>1</v></c><c t='e'><v>#N/A</v></c></row>"
        "<row><c><f>A1+1</f></c><c><f>A1</f><v>2</v></c></row>"
    ).replace("'", '"')
    table = read(write_workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml(cells)}))
    assert values_of(table, 0) == [1.0, CellFault("uncached")]
    assert values_of(table, 1) == [CellFault("error", "#N/A"), 2.0]
    assert table.error_cells == ("B2",)
    assert table.uncached_cells == ("A3",)


def test_C08_infinite_numbers_are_error_cells(tmp_path: Path) -> None:
    cells = row(1, text_cell("A1", "n")) + row(2, number_cell("A2", "1e400"))
    table = read(write_workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml(cells)}))
    assert values_of(table, 0) == [CellFault("error", "#NUM!")]
    assert table.error_cells == ("A2",)


def test_C09_dates_of_both_systems(tmp_path: Path) -> None:
    cells = row(1, text_cell("A1", "d")) + row(2, number_cell("A2", 45352, 1))
    xml = {"Blad1": sheet_xml(cells)}
    assert values_of(read(write_workbook(tmp_path / "a.xlsx", xml)), 0) == [dt.date(2024, 3, 1)]
    later = cells.replace("45352", str(45352 - 1462))
    path = write_workbook(tmp_path / "b.xlsx", {"Blad1": sheet_xml(later)}, date1904=True)
    assert head_of(path).date1904
    assert values_of(read(path), 0) == [dt.date(2024, 3, 1)]


def test_C15_words_that_look_like_nothing_stay_words(tmp_path: Path) -> None:
    words = ["NA", "None", "null", "True", "1E5", "007"]
    cells = "".join(row(n, text_cell(f"A{n}", word)) for n, word in enumerate(["k", *words], 1))
    table = read(write_workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml(cells)}))
    assert values_of(table, 0) == words


# Privacy


def person_table(where: str) -> str:
    return row(1, text_cell("A1", "Anm"), text_cell("B1", "n")) + row(
        2, text_cell("A2", where), number_cell("B2", 1)
    )


def test_P1_identifier_in_a_cell(tmp_path: Path) -> None:
    cells = person_table("ring") + row(7, text_cell("A7", f"pnr {PERSON}"))
    path = write_workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml(cells)})
    table = read(path)
    assert places(table) == [("Blad1", "A7", "sure", "cell")]
    assert table.identifier_count == 1
    with open_workbook(path) as opened:
        rows = opened.head.sheets[0].rows
        assert rows[6][0] == CellFault("masked")
        assert [hit.cell for hit in opened.head.identifiers] == ["A7"]


def test_P1_pathway_ids_are_scanned_before_they_are_hashed(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"B": sheet_xml(person_table(PERSON))})
    assert places(read(path, id_column=0, hash_key=KEY)) == [("B", "A2", "sure", "cell")]


def test_P6_identifiers_elsewhere(tmp_path: Path) -> None:
    comments = (
        f'<comments xmlns="{MAIN}"><commentList><comment ref="B2"><text><r><t>19811218</t></r>'
        "<r><t>-9876</t></r></text></comment></commentList></comments>"
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="x/comments" Target="../comments1.xml"/></Relationships>'
    )
    header = row(1, text_cell("A1", PERSON), text_cell("B1", "n")) + row(2, number_cell("B2", 1))
    path = write_workbook(
        tmp_path / f"{PERSON}.xlsx",
        {
            "Blad1": sheet_xml(header),
            "Dold": sheet_xml(row(3, text_cell("C3", PERSON))),
            "Annat": sheet_xml(row(4, text_cell("D4", PERSON))),
            PERSON: sheet_xml(TABLE),
        },
        hidden={"Dold": "hidden"},
        parts={
            "xl/comments1.xml": comments,
            "xl/worksheets/_rels/sheet1.xml.rels": relations,
        },
    )
    assert sorted(places(read(path))) == [
        ("", "", "sure", "file_name"),
        ("", "", "sure", "sheet_name"),
        ("Annat", "D4", "sure", "cell"),
        ("Blad1", "A1", "sure", "header"),
        ("Blad1", "B2", "sure", "comment"),
        ("Dold", "C3", "sure", "cell"),
    ]


def test_numeric_column_is_counted_or_stopped(tmp_path: Path) -> None:
    person = PERSON.replace("-", "")
    cells = row(1, text_cell("A1", "Löpnr"), text_cell("B1", "Persnr"))
    cells += row(2, number_cell("A2", person), number_cell("B2", person))
    cells += "".join(
        row(n, number_cell(f"A{n}", 5_000_000_000 + n), number_cell(f"B{n}", n))
        for n in range(3, 30)
    )
    table = read(write_workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml(cells)}))
    assert places(table) == [("Blad1", "B2", "sure", "cell")]
    assert table.numeric_identifier_counts[0] >= 1
    assert 1 not in table.numeric_identifier_counts


def test_ranges_of_months_do_not_stop(tmp_path: Path) -> None:
    cells = row(1, text_cell("A1", "Period")) + row(2, text_cell("A2", "202301-202312"))
    table = read(write_workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml(cells)}))
    assert table.identifiers == ()


def test_P9_errors_hold_no_content(tmp_path: Path) -> None:
    cells = TABLE + row(1048576, number_cell("XFD1048576", 1))
    path = write_workbook(tmp_path / f"{PERSON}.xlsx", {PERSON: sheet_xml(cells)})
    error = refusal(path)
    assert PERSON not in f"{error} {error.values!r} {error.sheet} {sentence(error)}"


def test_identity_names() -> None:
    assert reading.names_identity("Personnummer")
