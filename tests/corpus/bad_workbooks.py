"""Workbooks that are wrong, each in one way, and what an import says of them.

A file that is refused has the code of its refusal; one that is read has the codes of what is said
of it. The names begin with the row of the register that they are examples of.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from tests.corpus.binary_workbooks import (
    compound_file,
    write_ods,
    write_ods_xml,
    write_xls,
    write_xlsb,
    write_zip,
)
from tests.corpus.content import PERSON, Cell, Sheet, Workbook

LONG = ("Period", "Enhet", "Täljare", "Nämnare")
SOUND = (LONG, ("2024", "Lund", 5.0, 10.0), ("2024", "Ystad", 6.0, 20.0))
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True)
class Bad:
    """How a bad file is written; ``refused`` is the code, or empty where it is read.

    ``said`` are problems that the import must tell, ``kept`` the rows that are in all the same.
    """

    write: Callable[[Path], object]
    refused: str = ""
    said: tuple[str, ...] = ()
    kept: int = 0


def _book(rows: Sequence[Sequence[object]], *, faults: Sequence[Cell] = ()) -> Workbook:
    """Return a book of one sheet; ``faults`` stand in the place of the cells there."""
    replaced = {(cell.row, cell.column): cell for cell in faults}
    cells = [
        replaced.pop((number, column), Cell(number, column, value))
        for number, row in enumerate(rows, 1)
        for column, value in enumerate(row)
        if value is not None
    ]
    return Workbook((Sheet("Data", (*cells, *replaced.values())),))


def _xlsx(rows: Sequence[Sequence[object]], *, before: str = "", cells: str = "") -> dict[str, str]:
    """Return the parts of the smallest .xlsx that Excel opens; ``cells`` follow the rows."""
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    xml_rows = "".join(
        f'<row r="{number}">{"".join(_xml_cell(number, c, v) for c, v in enumerate(row))}</row>'
        for number, row in enumerate(rows, 1)
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        f'PartName="/xl/workbook.xml" ContentType="{sheet_type}.sheet.main+xml"/><Override '
        f'PartName="/xl/worksheets/sheet1.xml" ContentType="{sheet_type}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{office}"><sheets><sheet '
        'name="Data" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{before}<sheetData>{xml_rows}'
        f"{cells}</sheetData></worksheet>",
    }


def _xml_cell(row: int, column: int, value: object) -> str:
    place = f"{chr(65 + column)}{row}"
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>' if value is not None else ""


def _with(**parts: str | bytes) -> Callable[[Path], object]:
    """Return what writes a sound .xlsx with further parts; ``__`` is a slash, ``_x_`` a dot."""
    named = {name.replace("__", "/").replace("_x_", "."): part for name, part in parts.items()}
    return lambda path: write_zip(path, {**_xlsx(SOUND), **named})


def _far(address: str, row: int) -> Callable[[Path], object]:
    cell = f'<row r="{row}"><c r="{address}"><v>1</v></c></row>'
    return lambda path: write_zip(path, _xlsx(SOUND, cells=cell))


def _bomb(path: Path) -> None:
    write_zip(path, _xlsx(SOUND, before=f"<!--{' ' * (60 * 2**20)}-->"))


def _liar(path: Path) -> None:
    parts = _xlsx(SOUND, before=f"<!--{' ' * (30 * 2**20)}-->")
    write_zip(path, parts)
    size = len(parts["xl/worksheets/sheet1.xml"].encode())
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", size), struct.pack("<I", 900)))


def _cut(path: Path) -> None:
    write_zip(path, _xlsx([LONG, *(("2024", f"Enhet {n * 7919}", n, n) for n in range(300))]))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _xls_with(extra: bytes) -> Callable[[Path], object]:
    return lambda path: write_xls(path, _book(SOUND), extra=extra)


def _text(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def _table(rows: Sequence[Sequence[object]]) -> Callable[[Path], object]:
    """Return what writes a table in the format that the name tells."""

    def write(path: Path) -> object:
        if path.suffix == ".csv":
            lines = [";".join("" if v is None else str(v) for v in row) for row in rows]
            return path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        if path.suffix == ".xlsx":
            return write_zip(path, _xlsx(rows))
        writers = {".xls": write_xls, ".xlsb": write_xlsb, ".ods": write_ods}
        return writers[path.suffix](path, _book(rows))

    return write


def _repeated(path: Path) -> None:
    row = (
        '<table:table-row table:number-rows-repeated="4000000000"><table:table-cell '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    write_ods_xml(path, f'<table:table table:name="Data">{row}</table:table>')


def _sheets(*more: Sheet) -> Workbook:
    return Workbook((*_book(SOUND).sheets, *more))


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    f'<sst xmlns="{MAIN}"><si><t>&b;</t></si></sst>'
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="str"><v>&e;</v></c></row>'
    "</sheetData></worksheet>"
)
DUPLICATES = (LONG, ("2024", "Lund", 5, 10), ("2024", "Lund", 6, 10), ("2024", "Ystad", 1, 9))
MASKED = (LONG, ("2024", "Lund", "<5", 10), ("2024", "Ystad", "..", 9), ("2024", "Hedby", 3, 9))

BAD: dict[str, Bad] = {
    "F01 far cell.xlsx": Bad(_far("XFD1048576", 1048576), "too_large"),
    "F01 far cell.xlsb": Bad(
        lambda path: write_xlsb(path, _book(SOUND, faults=[Cell(1_048_576, 16_383, 1.0)])),
        "too_large",
    ),
    "F02 row 99999999999.xlsx": Bad(_far("A99999999999", 99999999999), "too_large"),
    "F03 zip bomb.xlsx": Bad(_bomb, "too_large"),
    "F04 size that lies.xlsx": Bad(_liar, "too_large|truncated"),
    "F05 billion laughs.xlsx": Bad(_with(xl__sharedStrings_x_xml=LAUGHS), "not_a_workbook"),
    "F06 outside entity.xlsx": Bad(
        _with(xl__worksheets__sheet1_x_xml=OUTSIDE), "not_a_workbook"
    ),
    "F07 path out of the container.xlsx": Bad(
        lambda path: write_zip(path, {**_xlsx(SOUND), "../../x": "x"}), "not_a_workbook"
    ),
    "F08 empty.xlsx": Bad(_text(b""), "empty_file"),
    "F09 cut short.xlsx": Bad(_cut, "truncated"),
    "F10 noise.xlsx": Bad(_text(random.Random(1).randbytes(5000)), "not_a_workbook"),
    "F10 page of the web.xls": Bad(_text(b"<!DOCTYPE html><table></table>"), "not_a_workbook"),
    "F11 password.xlsx": Bad(
        lambda path: path.write_bytes(
            compound_file({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": b"x"})
        ),
        "password_protected",
    ),
    "F11 password.xls": Bad(
        _xls_with(struct.pack("<HH6s", 0x2F, 6, b"\x00\x00\x12\x34\x56\x78")), "password_protected"
    ),
    "F12 label that encrypts.xlsx": Bad(
        lambda path: path.write_bytes(
            compound_file(
                {"EncryptedPackage": b"x"}, ("\x06DataSpaces", "DRMEncryptedDataSpace")
            )
        ),
        "password_protected",
    ),
    "F13 macros.xlsm": Bad(_with(xl__vbaProject_x_bin=b"\xcc\x61"), "", ("macros_ignored",), 2),
    "F15 column 65000.xls": Bad(
        lambda path: write_xls(path, _book(SOUND, faults=[Cell(4, 65_000, 1.0)])), "too_large"
    ),
    "F15 repeated rows.ods": Bad(_repeated, "too_large"),
    "F16 links.xlsx": Bad(_with(xl__connections_x_xml="<x/>"), "", ("external_links",), 2),
    "F17 lock file of Excel ~$.xlsx": Bad(_text(b"\x05Anna " + bytes(159)), "not_a_workbook"),
    "F25 hidden sheets.xlsb": Bad(
        lambda path: write_xlsb(
            path,
            _sheets(
                Sheet("Dold", (Cell(1, 0, "x"),), "hidden"),
                Sheet("Mycket dold", (Cell(1, 0, "x"),), "veryHidden"),
            ),
        ),
        "",
        ("hidden_sheets",),
        2,
    ),
    "F26 no cell.ods": Bad(lambda path: write_ods(path, Workbook((Sheet("A", ()),))), "no_table"),
    "F28 nul.csv": Bad(_text(b"Period;Enhet\n2024;\x00Lund\n"), "not_a_workbook"),
    "F28 Windows letters.csv": Bad(
        _text("Period;Enhet;Täljare;Nämnare\n2024;Åhus;5;10\n".encode("cp1252")),
        "",
        ("encoding_guessed",),
        1,
    ),
    "C01 error cells.ods": Bad(
        lambda path: write_ods(path, _book(SOUND, faults=[Cell(2, 2, error="#N/A")])),
        "",
        ("error_cell",),
        1,
    ),
    "C01 error cells.xls": Bad(
        lambda path: write_xls(path, _book(SOUND, faults=[Cell(2, 2, error="#DIV/0!")])),
        "",
        ("error_cell",),
        1,
    ),
    "C02 formula never calculated.ods": Bad(
        lambda path: write_ods(
            path, _book(SOUND, faults=[Cell(2, 2, formula=True, uncached=True)])
        ),
        "",
        ("uncached_formula",),
        1,
    ),
    "C04 point of thousands.csv": Bad(
        _table([LONG, ("2024", "Lund", "1.234", "2.345")]), "", ("ambiguous_number",), 1
    ),
    "C05 two scales.csv": Bad(
        _table([("Period", "Enhet", "Andel"), ("2024", "A", "0,85"), ("2024", "B", "85 %"),
                ("2024", "C", "80")]),
        "", ("percent_mixed",), 3,
    ),
    "C06 more than all.xlsb": Bad(
        _table([*SOUND, ("2024", "Hedby", 12.0, 10.0)]), "", ("numerator_over_denominator",), 2
    ),
    "C07 masked.xlsx": Bad(_table(MASKED), "", ("masked_value",), 3),
    "C10 impossible period.xls": Bad(
        _table([*SOUND, ("2024-Q5", "Hedby", 1.0, 10.0)]), "", ("bad_date",), 2
    ),
    "C12 same header twice.xlsx": Bad(
        _table([(*LONG, "Nämnare"), ("2024", "Lund", 5, 10, 20)]), "", ("duplicate_header",), 1
    ),
    "C14 totals and notes.ods": Bad(
        _table([*SOUND, ("2024", "Totalt", 11.0, 30.0), ("Källa: påhittat",)]),
        "",
        ("totals_beside_parts", "notes_in_table"),
        3,
    ),
    "C17 misspelt.csv": Bad(
        _table([LONG, ("2024", "Norrboten", 5, 10)]), "", ("unknown_code",), 1
    ),
    "C18 hidden characters.csv": Bad(
        _table([LONG, ("2024", "Lu\u202end", 5, 10)]), "", ("hidden_characters",), 1
    ),
    "C19 comment.xls": Bad(
        lambda path: write_xls(
            path, _book(SOUND, faults=[Cell(2, 1, "Lund", comment=f"ring {PERSON}")])
        ),
        "personal_identifier",
    ),
    "C21 rows in dispute.csv": Bad(_table(DUPLICATES), "", ("duplicate_conflict",), 1),
    "P01 personnummer.xlsx": Bad(
        _table([*SOUND, ("2024", PERSON, 1, 2)]), "personal_identifier"
    ),
    "P06 in a very hidden sheet.xlsb": Bad(
        lambda path: write_xlsb(path, _sheets(Sheet("x", (Cell(3, 2, PERSON),), "veryHidden"))),
        "personal_identifier",
    ),
    "P06 in a header.ods": Bad(
        _table([(*LONG, f"Svar {PERSON}"), ("2024", "A", 1.0, 2.0)]), "personal_identifier"
    ),
    "P07 column of numbers.csv": Bad(
        _table([(*LONG, "Personnummer"), ("2024", "A", 1, 2, "x")]), "identifying_column"
    ),
}  # fmt: skip
