"""The parts of an .xls workbook: records in a stream of a compound file ([MS-XLS]).

A record is its type and its size (two bytes each) and its content.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rccdesk.services.reader.compound import CompoundFile
from rccdesk.services.reader.findings import ERROR_SIGNS, SheetFindings, cell_address
from rccdesk.services.reader.first_rows import FirstRows
from rccdesk.services.reader.kinds import XLS
from rccdesk.services.reader.limits import MAX_PACKED_BYTES, Refusal
from rccdesk.services.reader.scanning import Report, ScanTask

_BIFF8 = 0x0600
_START, _END, _FILE_PASS, _DATE_1904, _CODE_PAGE, _SHEET = 0x809, 0x0A, 0x2F, 0x22, 0x42, 0x85
_TRUTH_OR_ERROR, _TEXT_RESULT = 0x205, 0x207
_NOTE, _OBJECT, _TEXT_OBJECT, _CONTINUE = 0x1C, 0x5D, 0x1B6, 0x3C
_FORMULAS = frozenset({0x06, 0x206, 0x406})
_BESIDE_FORMULA = frozenset({0x4BC, 0x221, 0x236})  # shared formulas, arrays, tables
_BOOK_OF_LINKS, _QUERY, _CONNECTION, _PIVOT_CACHE = 0x1AE, 0x1AD, 0x876, 0xD5
_OWN_SHEETS, _ADD_INS = b"\x01\x04", b"\x01\x3a"
_WORKSHEET, _MACRO_SHEET = 0, 1
# Numbers, shared texts, empty cells and row heights, which are most of every sheet.
_PLAIN = re.compile(
    rb"(?:\xfd\x00\x0a\x00.{10}|\x7e\x02\x0a\x00.{10}|\x03\x02\x0e\x00.{14}|\x01\x02\x06\x00.{6}"
    rb"|\x08\x02\x10\x00.{16})+",
    re.S,
)
_header = struct.Struct("<HH").unpack_from
_u16 = struct.Struct("<H").unpack_from
# The code pages that a workbook of before 1997 may be written in.
_CODE_PAGES = {10000: "mac_roman", 1200: "cp1252", 32768: "mac_roman", 32769: "cp1252"}


@dataclass(frozen=True)
class _Sheet:
    """A sheet in the stream: where its records begin and what it is."""

    name: str
    position: int
    kind: int


@dataclass
class _Notes:
    """The notes of a sheet and the texts they refer to; in BIFF5 the note is the text."""

    places: list[tuple[int, str]] = field(default_factory=list)
    texts: dict[int, str] = field(default_factory=dict)
    plain: list[tuple[str, bytes]] = field(default_factory=list)
    object_id: int = 0


class XlsParts:
    """An .xls workbook of Excel 5 or later."""

    kind = XLS

    def __init__(self, path: Path) -> None:
        """Find the sheets; refuse encrypted and labelled files and other documents."""
        if path.stat().st_size > MAX_PACKED_BYTES:
            raise Refusal("too_large", reason="packed")
        content = path.read_bytes()
        _refuse_protected(content)
        container = CompoundFile(content)
        name = next((name for name in ("Workbook", "Book") if name in container), None)
        if name is None:
            word = "WordDocument" in container
            raise Refusal("not_a_workbook", kind="word" if word else "unknown")
        self._stream = container.stream(name)
        self.is_date1904 = False
        self.has_links = "_SX_DB_CUR" in container.names
        self.has_macros = any(name in container.names for name in ("_VBA_PROJECT_CUR", "VBA"))
        self._code_page = "cp1252"
        self._biff8 = True
        self._sheets: list[_Sheet] = []
        self._read_globals()
        self._notes: list[tuple[str, str, str]] = []

    def tasks(self) -> list[ScanTask]:
        """Return the one scan of all sheets."""
        return [ScanTask(len(self._stream), self._scan)]

    def first_rows(self) -> Iterator[tuple[str, FirstRows]]:
        """Yield nothing: the format is not read from its beginning."""
        return iter(())

    def comments(self) -> Iterator[tuple[str, str, str]]:
        """Yield (sheet, cell, text) of every note, once the scan has ended."""
        yield from self._notes

    def _read_globals(self) -> None:
        starts = self._records(0)
        first = next(starts, None)
        if first is None or first[0] != _START or len(first[1]) < 4:
            raise Refusal("truncated")
        self._biff8 = _u16(first[1])[0] >= _BIFF8
        for kind, content in starts:
            if kind == _FILE_PASS:
                raise Refusal("password_protected")
            if kind == _END:
                break
            if kind == _DATE_1904 and len(content) >= 2:
                self.is_date1904 = _u16(content)[0] == 1
            elif kind == _CODE_PAGE and len(content) >= 2:
                page = _u16(content)[0]
                self._code_page = _known_code_page(page)
            elif kind == _SHEET and len(content) >= 8:
                position = struct.unpack_from("<I", content)[0]
                self._sheets.append(_Sheet(self._short_text(content[6:]), position, content[5]))
            elif kind == _BOOK_OF_LINKS:
                self.has_links |= content[2:4] not in (_OWN_SHEETS, _ADD_INS)
            elif kind in (_QUERY, _CONNECTION, _PIVOT_CACHE):
                self.has_links = True
        self.has_macros |= any(sheet.kind == _MACRO_SHEET for sheet in self._sheets)

    def _scan(self, report: Report | None) -> dict[str, SheetFindings]:
        findings = {}
        for sheet in self._sheets:
            if sheet.kind == _WORKSHEET:
                findings[sheet.name] = self._scan_sheet(sheet)
            if report is not None:
                report(len(self._stream) // len(self._sheets))
        return findings

    def _scan_sheet(self, sheet: _Sheet) -> SheetFindings:
        found = SheetFindings()
        notes = _Notes()
        depth = 0  # of substreams: a chart stands within its sheet
        waiting: tuple[int, int] | None = None  # a formula whose text must follow
        previous = 0
        for kind, content in self._records(sheet.position):
            if kind == _START:
                depth += 1
            elif kind == _END:
                depth -= 1
                if not depth:
                    break
            elif kind == _FILE_PASS:
                raise Refusal("password_protected")
            if depth != 1:
                continue
            if waiting is not None and kind not in _BESIDE_FORMULA:
                if kind != _TEXT_RESULT:
                    found.uncached.add(waiting)
                waiting = None
            if kind in _FORMULAS and len(content) >= 14:
                waiting = _note_formula(content, found)
            elif kind == _TRUTH_OR_ERROR and len(content) >= 8:
                _note_truth_or_error(content, content[6], found, is_error=content[7] != 0)
            elif kind in (_NOTE, _OBJECT, _TEXT_OBJECT) or (
                kind == _CONTINUE and previous == _TEXT_OBJECT
            ):
                self._read_note(kind, content, notes)
            elif kind == _QUERY:
                self.has_links = True
            previous = kind
        self._notes += self._finished_notes(sheet.name, notes)
        return found

    def _records(self, position: int) -> Iterator[tuple[int, bytes]]:
        """Yield type and content of each record but the plain cells."""
        stream = self._stream
        length = len(stream)
        while position + 4 <= length:
            plain = _PLAIN.match(stream, position)
            if plain is not None:
                position = plain.end()
                yield 0, b""  # no text follows a formula here
                continue
            kind, size = _header(stream, position)
            start = position + 4
            position = start + size
            if position > length:
                raise Refusal("truncated")
            yield kind, stream[start:position]

    def _read_note(self, kind: int, content: bytes, notes: _Notes) -> None:
        if kind == _OBJECT and len(content) >= 8 and _u16(content)[0] == 0x15:
            notes.object_id = _u16(content, 6)[0]
        elif kind == _CONTINUE:
            if content and notes.object_id not in notes.texts:
                text = _characters(content[1:], is_wide=bool(content[0] & 1))
                notes.texts[notes.object_id] = text
        elif kind == _NOTE and len(content) >= 6:
            row, column, rest = struct.unpack_from("<HHH", content)
            if self._biff8:
                if len(content) >= 8:
                    address = cell_address(column, row + 1)
                    notes.places.append((_u16(content, 6)[0], address))
            elif row == 0xFFFF and notes.plain:
                address, begun = notes.plain[-1]
                notes.plain[-1] = address, begun + content[6 : 6 + rest]
            else:
                notes.plain.append((cell_address(column, row + 1), content[6:]))

    def _finished_notes(self, sheet: str, notes: _Notes) -> Iterator[tuple[str, str, str]]:
        for number, address in notes.places:
            yield sheet, address, notes.texts.get(number, "")
        for address, raw in notes.plain:
            yield sheet, address, raw.decode(self._code_page, "replace")

    def _short_text(self, content: bytes) -> str:
        """Return a text with its length in the first byte."""
        count = content[0]
        if not self._biff8:
            text = content[1 : 1 + count].decode(self._code_page, "replace")
        else:
            is_wide = bool(content[1] & 1)
            text = _characters(content[2 : 2 + count * (2 if is_wide else 1)], is_wide=is_wide)
        return text.replace("\0", "")


def _note_formula(content: bytes, found: SheetFindings) -> tuple[int, int] | None:
    """Note what a formula record tells of its value; return its place if a text must follow."""
    found.formulas += 1
    if content[12:14] != b"\xff\xff":
        return None
    kind = content[6]
    if kind == 0:
        row, column = struct.unpack_from("<HH", content)
        return row + 1, column
    if kind in (1, 2):
        _note_truth_or_error(content, content[8], found, is_error=kind == 2)
    return None


def _note_truth_or_error(
    content: bytes, value: int, found: SheetFindings, *, is_error: bool
) -> None:
    row, column = struct.unpack_from("<HH", content)
    if is_error:
        found.errors[row + 1, column] = ERROR_SIGNS.get(value, "#ERROR!")
    else:
        found.booleans = True


def _characters(content: bytes, *, is_wide: bool) -> str:
    return content.decode("utf-16-le" if is_wide else "latin-1", "replace")


def _known_code_page(page: int) -> str:
    name = _CODE_PAGES.get(page, f"cp{page}")
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name


def _refuse_protected(content: bytes) -> None:
    """Refuse encrypted and labelled files by the names in their directory, also damaged ones."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("DRMEncrypted") or holds("DRMContent"):
        raise Refusal("password_protected", reason="label")
    if holds("EncryptedPackage"):
        raise Refusal("password_protected")
