"""Read the first rows of an .xlsx sheet before calamine has parsed all of it.

They are shown while the rest is read, and replaced by what calamine says: only what can be had
from the beginning of the sheet and of the shared texts is given, or nothing.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol
from xml.etree import ElementTree
from xml.parsers import expat

from rccdesk.services.reader.archive import Archive, named
from rccdesk.services.reader.date_formats import date_of, shows_date
from rccdesk.services.reader.findings import column_index
from rccdesk.services.reader.limits import HEAD_ROWS, Refusal
from rccdesk.services.reader.wire import CellFault

# How far into a part the first rows are looked for; more would not be sooner than the head.
_MAX_BYTES = 6 * 2**20
_MAX_COLUMNS = 256
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class _Enough(Exception):  # noqa: N818 - ends the parser, is no error
    """All that is wanted has been read."""


@dataclass
class FirstRows:
    """The first rows of a sheet: ``rows[0]`` is row ``first_row`` (from 1), from column A on."""

    first_row: int
    rows: list[list[object]] = field(default_factory=list)


def read_first_rows(
    archive: Archive,
    sheet_part: str,
    strings_part: str,
    date_styles: frozenset[int],
    *,
    is_1904: bool,
) -> FirstRows | None:
    """Return the first rows of a sheet; None if they cannot be told from the first megabytes."""
    cells = _Cells()
    _parse(archive.chunks(sheet_part), cells)
    if not cells.found:
        return None
    wanted = {int(c.value) for c in cells.found if c.kind == "s" and c.value.isdecimal()}
    strings: dict[int, str] = {}
    if wanted:
        shared = _SharedTexts(wanted)
        _parse(archive.chunks(strings_part), shared)
        strings = shared.texts
        if len(strings) < len(wanted):
            return None
    first = min(cell.row for cell in cells.found)
    last = min(max(cell.row for cell in cells.found), first + HEAD_ROWS - 1)
    width = max(cell.column for cell in cells.found) + 1
    rows: list[list[object]] = [[None] * width for _ in range(first, last + 1)]
    for cell in cells.found:
        if cell.row <= last:
            is_date = cell.style in date_styles
            rows[cell.row - first][cell.column] = _value(
                cell, strings, is_date=is_date, is_1904=is_1904
            )
    return FirstRows(first, rows)


def find_date_styles(styles: ElementTree.Element) -> frozenset[int]:
    """Return the cell styles that show a number as a date or time."""
    custom = {
        element.get("numFmtId"): element.get("formatCode", "")
        for element in named(styles, "numFmt")
    }
    found = set()
    for formats in named(styles, "cellXfs"):
        for index, style in enumerate(formats):
            key = style.get("numFmtId", "0")
            if key.isdecimal() and shows_date(int(key), custom.get(key)):
                found.add(index)
    return frozenset(found)


@dataclass
class _Cell:
    row: int
    column: int
    kind: str
    style: int
    value: str = ""
    has_formula: bool = False


class _Cells:
    """Collects the cells of the first rows that hold anything."""

    def __init__(self) -> None:
        self.found: list[_Cell] = []
        self._row = 0
        self._column = -1
        self._cell: _Cell | None = None
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = -1
            if self.found and self._row >= self.found[0].row + HEAD_ROWS:
                raise _Enough
        elif name == "c":
            match = _ADDRESS.fullmatch(attributes.get("r", ""))
            self._column = column_index(match[1]) if match else self._column + 1
            style = attributes.get("s", "0")
            self._cell = _Cell(
                self._row,
                self._column,
                attributes.get("t", "n"),
                int(style) if style.isdecimal() else 0,
            )
        elif name == "f" and self._cell is not None:
            self._cell.has_formula = True
        elif name in ("v", "t"):
            self._inside = True
        elif name == "rPh":
            self._cell = None

    def text(self, text: str) -> None:
        if self._inside and self._cell is not None:
            self._cell.value += text

    def end(self, name: str) -> None:
        self._inside = False
        cell = self._cell
        if name == "c" and cell is not None:
            is_filled = bool(cell.value) or cell.has_formula
            if is_filled and cell.row > 0 and cell.column < _MAX_COLUMNS:
                self.found.append(cell)
            self._cell = None
        elif name == "sheetData":
            raise _Enough


class _SharedTexts:
    """Collects the shared texts with the wanted numbers."""

    def __init__(self, wanted: set[int]) -> None:
        self.texts: dict[int, str] = {}
        self._wanted = wanted
        self._last = max(wanted)
        self._index = -1
        self._text = ""
        self._inside = self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        del attributes
        if name == "si":
            self._index += 1
            self._text = ""
        elif name == "rPh":
            self._phonetic = True
        self._inside = name == "t" and not self._phonetic

    def text(self, text: str) -> None:
        if self._inside:
            self._text += text

    def end(self, name: str) -> None:
        self._inside = False
        if name == "rPh":
            self._phonetic = False
        elif name == "si":
            if self._index in self._wanted:
                self.texts[self._index] = self._text
            if self._index >= self._last:
                raise _Enough


class _Handlers(Protocol):
    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def text(self, text: str) -> None: ...

    def end(self, name: str) -> None: ...


def _parse(chunks: Iterator[bytes], handlers: _Handlers) -> None:
    """Parse until enough is known, the part ends or it is too long."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, found: handlers.start(_local(name), found)
    parser.EndElementHandler = lambda name: handlers.end(_local(name))
    parser.CharacterDataHandler = handlers.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    done = 0
    try:
        for chunk in chunks:
            for place in range(0, len(chunk), 2**16):
                parser.Parse(chunk[place : place + 2**16])
            done += len(chunk)
            if done > _MAX_BYTES:
                return
    except (_Enough, expat.ExpatError):
        return


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _value(cell: _Cell, strings: dict[int, str], *, is_date: bool, is_1904: bool) -> object:
    value: object = None
    if cell.kind == "s":
        value = strings.get(int(cell.value)) if cell.value.isdecimal() else None
    elif cell.kind in ("str", "inlineStr", "d"):
        value = cell.value
    elif cell.kind == "b":
        value = cell.value in ("1", "true")
    elif cell.kind == "e":
        value = CellFault("error", cell.value)
    elif not cell.value:
        value = CellFault("uncached")
    else:
        with contextlib.suppress(ValueError, OverflowError):
            value = float(cell.value)
            if is_date:
                value = date_of(value, is_1904=is_1904)
    return value


def _refuse_doctype(*_: object) -> None:
    raise Refusal("not_a_workbook", kind="hostile")
