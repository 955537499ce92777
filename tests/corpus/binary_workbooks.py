"""Write .xls (BIFF5, BIFF8), .xlsb and .ods record by record, so that they can be wrong too.

No library that the project uses writes these formats. The records follow [MS-XLS], [MS-XLSB],
[MS-CFB] and OpenDocument 1.2; only what a reader needs is written.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tests.corpus.content import ERROR_CODES, Cell, Sheet, Workbook, serial

NO_SECTOR, END_OF_CHAIN, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
HIDDEN = {"visible": 0, "hidden": 1, "veryHidden": 2}
PLAIN, DATE, DATE_TIME = 0, 1, 2
FORMATS = (0, 14, 22)  # the number formats of these styles


# ------------------------------------------------------------------- compound files


def compound_file(streams: dict[str, bytes], storages: Sequence[str] = ()) -> bytes:
    """Return an OLE compound file; every stream is at least 4 096 bytes, so none is a mini one."""
    padded = {n: c.ljust(4096, b"\0") for n, c in streams.items()}
    names = ["Root Entry", *storages, *padded]
    directory_sectors = -(-len(names) // 4)
    position = directory_sectors
    chains = [list(range(directory_sectors))]
    starts = {}
    body = b""
    for name, content in padded.items():
        count = -(-len(content) // 512)
        starts[name] = position
        chains.append(list(range(position, position + count)))
        body += content.ljust(count * 512, b"\0")
        position += count
    fat_sectors = -(-(position + 1) // 128)
    while fat_sectors * 128 < position + fat_sectors:
        fat_sectors += 1
    table = [NO_SECTOR] * (fat_sectors * 128)
    for chain in chains:
        for here, following in zip(chain, [*chain[1:], END_OF_CHAIN], strict=True):
            table[here] = following
    fat_places = list(range(position, position + fat_sectors))
    for place in fat_places:
        table[place] = FAT_SECTOR
    entries = b""
    for index, name in enumerate(names):
        raw = (name + "\0").encode("utf-16-le")
        kind = 5 if index == 0 else 2 if name in padded else 1
        child = 1 if index == 0 and len(names) > 1 else NO_SECTOR
        sibling = index + 1 if 0 < index < len(names) - 1 else NO_SECTOR
        start = starts.get(name, END_OF_CHAIN if index == 0 else 0)
        size = len(padded.get(name, b""))
        entries += raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1)
        entries += struct.pack("<III", NO_SECTOR, sibling, child) + bytes(36)
        entries += struct.pack("<IQ", start, size)
    entries = entries.ljust(directory_sectors * 512, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIII", 0, fat_sectors, 0, 0, 4096)
    header += struct.pack("<IIII", END_OF_CHAIN, 0, END_OF_CHAIN, 0)
    header += struct.pack("<109I", *fat_places, *[NO_SECTOR] * (109 - len(fat_places)))
    return header + entries + body + struct.pack(f"<{len(table)}I", *table)


# ------------------------------------------------------------------------------ .xls


def xls_stream(book: Workbook, *, biff8: bool = True, extra: bytes = b"") -> bytes:
    """Return the Workbook stream; ``extra`` are records to put among the globals."""

    def begin(kind: int) -> bytes:
        version = 0x600 if biff8 else 0x500
        rest = struct.pack("<HH", 0x0DBB, 1996) + (bytes(8) if biff8 else b"")
        return _record(0x809, struct.pack("<HH", version, kind) + rest)

    globals_ = begin(5) + extra
    globals_ += _record(0x42, struct.pack("<H", 1200 if biff8 else 1252))
    globals_ += _record(0x22, struct.pack("<H", book.is_1904))
    for number_format in FORMATS:
        style = struct.pack("<HH", 0, number_format) + bytes(16 if biff8 else 12)
        globals_ += _record(0xE0, style)
    names = [_short_text(sheet.name, biff8=biff8) for sheet in book.sheets]
    position = len(globals_) + sum(10 + len(name) for name in names) + 4
    listing, sheets = b"", b""
    for sheet, name in zip(book.sheets, names, strict=True):
        place = struct.pack("<IBB", position + len(sheets), HIDDEN[sheet.state], 0)
        listing += _record(0x85, place + name)
        sheets += begin(0x10) + _xls_cells(sheet, book, biff8=biff8) + _record(0x0A, b"")
    return globals_ + listing + _record(0x0A, b"") + sheets


def write_xls(path: Path, book: Workbook, *, biff8: bool = True, extra: bytes = b"") -> Path:
    """Write ``book`` as .xls."""
    name = "Workbook" if biff8 else "Book"
    path.write_bytes(compound_file({name: xls_stream(book, biff8=biff8, extra=extra)}))
    return path


def _xls_cells(sheet: Sheet, book: Workbook, *, biff8: bool) -> bytes:
    rows = [cell.row for cell in sheet.cells] or [1]
    columns = [cell.column for cell in sheet.cells] or [0]
    if biff8:
        extent = struct.pack("<IIHHH", min(rows) - 1, max(rows), min(columns), max(columns) + 1, 0)
    else:
        extent = struct.pack("<HHHHH", min(rows) - 1, max(rows), min(columns), max(columns) + 1, 0)
    records = _record(0x200, extent)
    for cell in sheet.cells:
        records += _xls_cell(cell, book, biff8=biff8)
    if biff8:
        for top, left, bottom, right in sheet.merged:
            places = struct.pack("<HHHHH", 1, top - 1, bottom - 1, left, right)
            records += _record(0xE5, places)
    commented = [cell for cell in sheet.cells if cell.comment]
    for number, cell in enumerate(commented, 1):
        place = struct.pack("<HH", cell.row - 1, cell.column)
        if not biff8:
            note = cell.comment.encode("cp1252")
            records += _record(0x1C, place + struct.pack("<H", len(note)) + note)
            continue
        text = cell.comment.encode("utf-16-le")
        object_ = struct.pack("<HHHHH", 0x15, 0x12, 0x19, number, 0x4011) + bytes(16)
        records += _record(0x5D, object_)
        records += _record(0x1B6, struct.pack("<HH6xHH4x", 0, 0, len(cell.comment), 16))
        records += _record(0x3C, b"\x01" + text) + _record(0x3C, bytes(16))
        records += _record(0x1C, place + struct.pack("<HHH", 0, number, 1) + b"\0a\0")
    return records


def _xls_cell(cell: Cell, book: Workbook, *, biff8: bool) -> bytes:  # noqa: PLR0911 - one per kind
    value, style = serial(cell.value, is_1904=book.is_1904)
    place = struct.pack("<HHH", cell.row - 1, cell.column, style)
    after = b""
    if cell.error:
        code = ERROR_CODES[cell.error]
        if not cell.formula:
            return _record(0x205, place + bytes([code, 1]))
        result = bytes([2, 0, code, 0, 0, 0]) + b"\xff\xff"
    elif isinstance(value, bool):
        if not cell.formula:
            return _record(0x205, place + bytes([value, 0]))
        result = bytes([1, 0, value, 0, 0, 0]) + b"\xff\xff"
    elif isinstance(value, str):
        if not cell.formula:
            return _record(0x204, place + _long_text(value, biff8=biff8))
        result = bytes(6) + b"\xff\xff"
        if not cell.uncached:
            after = _record(0x207, _long_text(value, biff8=biff8))
    elif isinstance(value, float):
        if not cell.formula:
            if value.is_integer() and abs(value) < 2**29:
                return _record(0x27E, place + struct.pack("<i", int(value) << 2 | 2))
            return _record(0x203, place + struct.pack("<d", value))
        result = struct.pack("<d", value)
    else:
        return _record(0x201, place)
    formula = result + struct.pack("<HIH", 0, 0, 3) + b"\x1e\x01\x00"
    return _record(0x06, place + formula) + after


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _short_text(text: str, *, biff8: bool) -> bytes:
    if biff8:
        raw = text.encode("utf-16-le")
        return bytes([len(raw) // 2, 1]) + raw
    return bytes([len(text)]) + text.encode("cp1252")


def _long_text(text: str, *, biff8: bool) -> bytes:
    if biff8:
        raw = text.encode("utf-16-le")
        return struct.pack("<HB", len(raw) // 2, 1) + raw
    return struct.pack("<H", len(text)) + text.encode("cp1252")


# ----------------------------------------------------------------------------- .xlsb

_TYPES = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BIN = "application/vnd.ms-excel"


def write_xlsb(path: Path, book: Workbook, parts: dict[str, bytes] | None = None) -> Path:
    """Write ``book`` as .xlsb; ``parts`` are added or replace what would be written."""
    listing = _brt(0x83) + _brt(0x99, struct.pack("<III", int(book.is_1904), 0, 0)) + _brt(0x8F)
    relations, files = [], {}
    for number, sheet in enumerate(book.sheets, 1):
        state = struct.pack("<II", HIDDEN[sheet.state], number)
        listing += _brt(0x9C, state + _wide(f"rId{number}") + _wide(sheet.name))
        relations.append((f"rId{number}", "worksheet", f"worksheets/sheet{number}.bin"))
        files[f"xl/worksheets/sheet{number}.bin"] = xlsb_sheet(sheet, book)
        commented = [cell for cell in sheet.cells if cell.comment]
        if commented:
            comments = b"".join(
                _brt(0x27B, struct.pack("<IIIII16x", 0, *[c.row - 1] * 2, *[c.column] * 2))
                + _brt(0x27D, b"\0" + _wide(c.comment))
                + _brt(0x27C)
                for c in commented
            )
            files[f"xl/comments{number}.bin"] = _brt(0x274) + comments + _brt(0x275)
            link = [("rId1", "comments", f"../comments{number}.bin")]
            files[f"xl/worksheets/_rels/sheet{number}.bin.rels"] = _relations(link)
    relations.append(("rIdS", "styles", "styles.bin"))
    styles = b"".join(_brt(0x2F, struct.pack("<HH12x", 0xFFFF, number)) for number in FORMATS)
    files |= {
        "[Content_Types].xml": (
            f'<?xml version="1.0"?><Types xmlns="{_TYPES}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
            f'Extension="bin" ContentType="{_BIN}.sheet.binary.macroEnabled.main"/></Types>'
        ).encode(),
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.bin")]),
        "xl/workbook.bin": listing + _brt(0x90) + _brt(0x84),
        "xl/_rels/workbook.bin.rels": _relations(relations),
        "xl/styles.bin": _brt(0x116)
        + _brt(0x269, struct.pack("<I", len(FORMATS)))
        + styles
        + _brt(0x26A)
        + _brt(0x117),
    }
    return write_zip(path, files | (parts or {}))


def xlsb_sheet(sheet: Sheet, book: Workbook) -> bytes:
    """Return the records of a sheet."""
    rows = sorted({cell.row for cell in sheet.cells})
    columns = [cell.column for cell in sheet.cells] or [0]
    extent = (rows[0] - 1, rows[-1] - 1) if rows else (0, 0)
    records = _brt(0x81) + _brt(0x93, bytes(19))
    records += _brt(0x94, struct.pack("<IIII", *extent, min(columns), max(columns)))
    records += _brt(0x91)
    for row in rows:
        records += _brt(0x00, struct.pack("<IIH3xI", row - 1, 0, 300, 0))
        for cell in sorted((c for c in sheet.cells if c.row == row), key=lambda c: c.column):
            records += _xlsb_cell(cell, book)
    return records + _brt(0x92) + _brt(0x82)


def _xlsb_cell(cell: Cell, book: Workbook) -> bytes:
    value, style = serial(cell.value, is_1904=book.is_1904)
    place = struct.pack("<II", cell.column, style)
    formula = struct.pack("<HI", 0, 3) + b"\x1e\x01\x00" + struct.pack("<I", 0)
    tail = formula if cell.formula else b""
    if cell.error:
        content = place + bytes([ERROR_CODES[cell.error]])
        return _brt(0x0B if cell.formula else 0x03, content + tail)
    if isinstance(value, bool):
        return _brt(0x0A if cell.formula else 0x04, place + bytes([value]) + tail)
    if isinstance(value, str):
        return _brt(0x08 if cell.formula else 0x06, place + _wide(value) + tail)
    if isinstance(value, float):
        if value.is_integer() and not cell.formula and abs(value) < 2**29:
            return _brt(0x02, place + struct.pack("<i", int(value) << 2 | 2))
        return _brt(0x09 if cell.formula else 0x05, place + struct.pack("<d", value) + tail)
    return _brt(0x01, place)


def _brt(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(content)
    while True:
        size, low = size >> 7, size & 0x7F
        head += bytes([low | (0x80 if size else 0)])
        if not size:
            return head + content


def _wide(text: str) -> bytes:
    raw = text.encode("utf-16-le")
    return struct.pack("<I", len(raw) // 2) + raw


def _relations(rows: Sequence[tuple[str, str, str]]) -> bytes:
    listed = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, kind, target in rows
    )
    namespace = f"{_TYPES}/relationships"
    return (
        f'<?xml version="1.0"?><Relationships xmlns="{namespace}">{listed}</Relationships>'.encode()
    )


# ------------------------------------------------------------------------------ .ods

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("manifest", "manifest"),
    )
)
_MORE = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def write_ods(path: Path, book: Workbook, parts: dict[str, bytes] | None = None) -> Path:
    """Write ``book`` as .ods; ``parts`` are added or replace what would be written."""
    tables = "".join(_ods_table(sheet) for sheet in book.sheets)
    return write_ods_xml(path, tables, parts)


def write_ods_xml(
    path: Path, tables: str, parts: dict[str, bytes] | None = None, before: str = ""
) -> Path:
    """Write the XML of whole tables as .ods; the style "dold" is that of a hidden sheet."""
    manifest = f'<?xml version="1.0"?><manifest:manifest {_NAMES}><manifest:file-entry '
    manifest += f'manifest:full-path="/" manifest:media-type="{_ODS}"/></manifest:manifest>'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {_NAMES} {_MORE}>'
        '<office:automatic-styles><style:style style:name="dold" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    files = {
        "mimetype": _ODS.encode(),
        "META-INF/manifest.xml": manifest.encode(),
        "content.xml": content.encode(),
    }
    return write_zip(path, files | (parts or {}))


def _ods_table(sheet: Sheet) -> str:
    cells = {(cell.row, cell.column): cell for cell in sheet.cells}
    xml, done = "", 0
    for row in sorted({cell.row for cell in sheet.cells}):
        if row > done + 1:
            xml += _ods_row("<table:table-cell/>", row - done - 1)
        columns = [column for place, column in cells if place == row]
        inside = ""
        left = 0
        for column in sorted(columns):
            if column > left:
                gap = column - left
                inside += f'<table:table-cell table:number-columns-repeated="{gap}"/>'
            inside += _ods_cell(cells[row, column])
            left = column + 1
        xml += _ods_row(inside, 1)
        done = row
    xml += _ods_row('<table:table-cell table:number-columns-repeated="16384"/>', 1048576 - done)
    style = "" if sheet.state == "visible" else ' table:style-name="dold"'
    return f"<table:table table:name={quoteattr(sheet.name)}{style}>{xml}</table:table>"


def _ods_row(cells: str, repeats: int) -> str:
    told = f' table:number-rows-repeated="{repeats}"' if repeats > 1 else ""
    return f"<table:table-row{told}>{cells}</table:table-row>"


def _ods_cell(cell: Cell) -> str:
    value, attributes, shown = cell.value, "", ""
    if cell.formula:
        attributes = ' table:formula="of:=1+1"'
    if cell.uncached:
        return f"<table:table-cell{attributes}/>"
    if cell.error:
        attributes += ' office:value-type="string" office:string-value=""'
        attributes += ' calcext:value-type="error"'
        shown = cell.error
    elif isinstance(value, bool):
        shown = str(value).lower()
        attributes += f' office:value-type="boolean" office:boolean-value="{shown}"'
    elif isinstance(value, float):
        shown = f"{value:g}"
        attributes += f' office:value-type="float" office:value="{value!r}"'
    elif isinstance(value, str):
        shown = value
        attributes += ' office:value-type="string"'
    elif value is not None:
        shown = value.isoformat()  # a date, with or without a time
        attributes += f' office:value-type="date" office:date-value="{shown}"'
    comment = f"<office:annotation><text:p>{escape(cell.comment)}</text:p></office:annotation>"
    inside = (comment if cell.comment else "") + f"<text:p>{escape(shown)}</text:p>"
    return f"<table:table-cell{attributes}>{inside}</table:table-cell>"


def write_zip(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write ``files`` as a zip container, the type first and uncompressed as .ods wants it.

    The same files give the same bytes: no entry tells when it was made.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o600 << 16
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, kind)
    return path
