"""The parts of an .xlsb workbook: the same container as .xlsx, with records in place of XML.

A record is its type (one or two bytes), its size (one to four) and its content ([MS-XLSB]).
"""

from __future__ import annotations

import posixpath
import re
import struct
from collections.abc import Iterator
from functools import partial

from rccdesk.services.reader.archive import Archive
from rccdesk.services.reader.date_formats import shows_date
from rccdesk.services.reader.findings import ERROR_SIGNS, SheetFindings, cell_address
from rccdesk.services.reader.first_rows import FirstRows
from rccdesk.services.reader.kinds import XLSB
from rccdesk.services.reader.limits import Refusal
from rccdesk.services.reader.ooxml import xml_comments
from rccdesk.services.reader.scanning import Report, ScanTask
from rccdesk.services.reader.workbook_parts import SheetPart

_ROOT = "xl/workbook.bin"
_ROW, _BLANK, _NUMBER, _ERROR, _BOOL = 0x00, 0x01, 0x02, 0x03, 0x04
_CELLS = range(0x01, 0x0C)
_FORMULAS = range(0x08, 0x0C)  # text, number, truth, error
_FORMULA_BOOL, _FORMULA_ERROR = 0x0A, 0x0B
_END_OF_CELLS = 0x92
_WORKBOOK_PROPERTIES, _SHEET = 0x99, 0x9C
_COMMENT, _COMMENT_TEXT = 0x27B, 0x27D
_MAX_RECORD = 2**26
_WHOLE = 2  # of the two lowest bits of a packed number: whole, not in hundredths
_FORMAT, _STYLE, _STYLES, _END_OF_STYLES = 0x2C, 0x2F, 0x269, 0x26A
_u16 = struct.Struct("<H").unpack_from
_u32 = struct.Struct("<I").unpack_from


class XlsbParts:
    """An .xlsb workbook in a checked container."""

    kind = XLSB

    def __init__(self, archive: Archive) -> None:
        """Read the list of sheets; refuse document types in the XML parts."""
        self._archive = archive
        archive.refuse_dtds(except_in="\0")
        self._date_styles = _date_styles(archive.chunks("xl/styles.bin"))
        self.has_macros = archive.has_macros
        self.has_links = archive.has_links
        self.is_date1904 = False
        targets = {relation.key: relation.target for relation in archive.relations(_ROOT)}
        sheets = []
        for kind, content in _records(archive.chunks(_ROOT)):
            if kind == _WORKBOOK_PROPERTIES and content:
                self.is_date1904 = bool(content[0] & 1)
            elif kind == _SHEET:
                key, position = _wide_text(content, 8)
                target = targets.get(key, "")
                is_sheet = target.startswith("xl/worksheets/")
                name = _wide_text(content, position)[0]
                sheets.append(SheetPart(name, target if is_sheet else None))
        self.sheets = tuple(sheets)

    def tasks(self) -> list[ScanTask]:
        """Return one scan for each sheet."""
        return [
            ScanTask(self._archive.size(sheet.part), partial(self._scan, sheet.name, sheet.part))
            for sheet in self.sheets
            if sheet.part
        ]

    def first_rows(self) -> Iterator[tuple[str, FirstRows]]:
        """Yield nothing: the format is not read from its beginning."""
        return iter(())

    def comments(self) -> Iterator[tuple[str, str, str]]:
        """Yield (sheet, cell, text) of every note and comment."""
        for sheet in self.sheets:
            if sheet.part is None:
                continue
            for cell, text in xml_comments(self._archive, sheet.part):
                yield sheet.name, cell, text
            for relation in self._archive.relations(sheet.part):
                name = posixpath.basename(relation.target)
                if name.startswith("comments") and name.endswith(".bin"):
                    for cell, text in _binary_comments(self._archive.chunks(relation.target)):
                        yield sheet.name, cell, text

    def _scan(self, name: str, part: str, report: Report | None) -> dict[str, SheetFindings]:
        scan = _SheetScan(self._date_styles)
        scan.read(self._archive.chunks(part), name, report)
        return {name: scan.found}


class _SheetScan:
    """Follows the cell records of one sheet."""

    def __init__(self, date_styles: frozenset[int]) -> None:
        self.found = SheetFindings()
        self._date_styles = date_styles
        self._run = _plain_run(date_styles)
        self._row = 0

    def read(self, chunks: Iterator[bytes], name: str, report: Report | None) -> None:
        """Read up to the end of the cells; refuse far cells."""
        buffer = b""
        kind = -1
        for chunk in chunks:
            buffer = buffer + chunk
            if report is not None:
                report(len(chunk))
            position = 0
            while (record := _record_at(buffer, position)) is not None:
                kind, start, position = record
                if kind == _END_OF_CELLS:
                    break
                if kind == _ROW or (kind in _CELLS and kind != _BLANK):
                    self._note(kind, buffer[start:position])
                    position = self._skip_plain(buffer, position)
            self.found.refuse_far_cells(name)
            if kind == _END_OF_CELLS:
                return
            buffer = buffer[position:]

    def _note(self, kind: int, content: bytes) -> None:
        if len(content) < (4 if kind == _ROW else 9):
            raise Refusal("truncated")
        first = _u32(content)[0]
        if kind == _ROW:
            self._row = first + 1
            return
        found, row = self.found, self._row
        self._widen(first)
        found.booleans = found.booleans or kind in (_BOOL, _FORMULA_BOOL)
        found.formulas += kind in _FORMULAS
        if kind in (_ERROR, _FORMULA_ERROR):
            found.errors[row, first] = ERROR_SIGNS.get(content[8], "#ERROR!")
        elif kind == _NUMBER and content[8] & 3 == _WHOLE:
            style = int.from_bytes(content[4:7], "little")
            if style in self._date_styles:
                found.dates.setdefault(row, []).append(first)

    def _skip_plain(self, buffer: bytes, position: int) -> int:
        plain = self._run.match(buffer, position)
        if plain is None or plain.end() == position:
            return position
        for last in plain.groups():
            if last is not None:
                self._widen(_u32(last)[0])
        return plain.end()

    def _widen(self, column: int) -> None:
        self.found.columns = max(self.found.columns, column + 1)
        self.found.rows = max(self.found.rows, self._row)


def _plain_run(date_styles: frozenset[int]) -> re.Pattern[bytes]:
    """Return what matches a run of numbers, shared texts and empty cells, most of every sheet.

    Its groups are the column of the last one. Numbers with a style of dates are left out:
    calamine forgets the style where the number is whole.
    """
    styles = b"|".join(re.escape(style.to_bytes(3, "little")) for style in sorted(date_styles))
    no_date = b"(?!" + styles + b")" if date_styles else b""
    number = rb"\x02\x0c(.{4})" + no_date + rb".{8}"
    other = rb"\x07\x0c(.{4}).{8}|\x05\x10(.{4}).{12}|\x01\x08.{8}"
    return re.compile(b"(?:" + number + b"|" + other + b")*", re.S)


def _date_styles(chunks: Iterator[bytes]) -> frozenset[int]:
    """Return the cell styles that show a number as a date."""
    codes: dict[int, str] = {}
    found = set()
    style = -1  # none yet
    for kind, content in _records(chunks):
        if kind == _FORMAT and len(content) >= 6:
            codes[_u16(content)[0]] = _wide_text(content, 2)[0]
        elif kind == _STYLES:
            style = 0
        elif kind == _STYLE and style >= 0 and len(content) >= 4:
            number = _u16(content, 2)[0]
            if shows_date(number, codes.get(number)):
                found.add(style)
            style += 1
        elif kind == _END_OF_STYLES:
            break
    return frozenset(found)


def _record_at(buffer: bytes, position: int) -> tuple[int, int, int] | None:
    """Return type, start and end of the record at ``position``; None if it is not all there."""
    length = len(buffer)
    if position + 2 > length:
        return None
    kind = buffer[position]
    position += 1
    if kind & 0x80:
        kind = (kind & 0x7F) | (buffer[position] & 0x7F) << 7
        position += 1
    size = 0
    for shift in (0, 7, 14, 21):
        if position >= length:
            return None
        byte = buffer[position]
        position += 1
        size |= (byte & 0x7F) << shift
        if not byte & 0x80:
            break
    if size > _MAX_RECORD:
        raise Refusal("truncated")
    return (kind, position, position + size) if position + size <= length else None


def _records(chunks: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield type and content of every record of a small part."""
    content = b"".join(chunks)
    position = 0
    while (record := _record_at(content, position)) is not None:
        kind, start, position = record
        yield kind, content[start:position]


def _binary_comments(chunks: Iterator[bytes]) -> Iterator[tuple[str, str]]:
    cell = "A1"
    for kind, content in _records(chunks):
        if kind == _COMMENT and len(content) >= 20:
            cell = cell_address(_u32(content, 12)[0], _u32(content, 4)[0] + 1)
        elif kind == _COMMENT_TEXT:
            yield cell, _wide_text(content, 1)[0]


def _wide_text(content: bytes, position: int) -> tuple[str, int]:
    """Return the text at ``position`` (a count and UTF-16) and where it ends."""
    if position + 4 > len(content):
        raise Refusal("truncated")
    count = _u32(content, position)[0]
    if count == 0xFFFFFFFF:
        return "", position + 4
    end = position + 4 + 2 * count
    if end > len(content):
        raise Refusal("truncated")
    return content[position + 4 : end].decode("utf-16-le", "replace"), end
