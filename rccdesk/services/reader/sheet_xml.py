"""Scan the XML of the worksheets of .xlsx for what calamine hides or dies of.

calamine returns error cells and formulas without a cached value as empty, and allocates the
whole rectangle that the outermost cells span: one cell at XFD1048576 aborts the process.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.parsers import expat

from rccdesk.services.reader.archive import Archive
from rccdesk.services.reader.findings import SheetFindings, column_index
from rccdesk.services.reader.limits import MAX_CELLS, Refusal

_DTD = b"!DOCTYPE"
_ROOT = re.compile(rb"<(\w+:)?worksheet[\s>]")
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\s+ref="([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"')
_FAR = re.compile(rb' r="(?:[A-Z]{3}[0-9]|[A-Z]{0,2}[0-9]{7})')
_FILLED = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r=["']([A-Z]+)([0-9]+)["'][^>]*(?<!/)>""")
_ERROR = re.compile(
    rb"""<(?:\w+:)?c\s([^>]*\bt=["']e["'][^>]*)>(?:\s*<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>))?
    \s*<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<""",
    re.VERBOSE,
)
_UNCACHED = re.compile(
    rb"""<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)
    \s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>""",
    re.VERBOSE,
)
_ADDRESS = re.compile(rb"""(?:^|\s)r=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_EMPTY_TEXT = re.compile(rb"""(?:^|\s)t=["'](?:str|e)["']""")


def scan_sheet(
    archive: Archive, name: str, part: str, report: Callable[[int], None] | None = None
) -> SheetFindings:
    """Scan one sheet; refuse far cells, impossible rows and DTDs.

    ``report`` (bytes scanned) is given for a sheet that calamine parses meanwhile. Its extent is
    measured only where its own dimension is too large, or missing and a chunk has far cells:
    where the dimension lies, the child's limit on memory is the guard.
    """
    found = SheetFindings()
    thorough = report is None
    formula = b"<f"
    single_quotes = False
    placed, untold = True, False
    for number, raw in enumerate(_cell_chunks(archive, part)):
        chunk = raw
        if number == 0:
            if chunk[:2] in (b"\xff\xfe", b"\xfe\xff"):
                raise Refusal("not_a_workbook", kind="hostile")
            if (root := _ROOT.search(chunk)) and root[1]:
                formula = b"<" + root[1] + b"f"
            dimension = _DIMENSION.search(chunk)
            untold = dimension is None
            thorough = thorough or (dimension is not None and _declared(dimension) > MAX_CELLS)
            single_quotes = b" r='" in chunk
        if single_quotes:
            chunk = chunk.replace(b"'", b'"')
        if _DTD in chunk:
            raise Refusal("not_a_workbook", kind="hostile")
        if thorough or (untold and _FAR.search(chunk)):
            _measure(chunk, name, found)
        found.booleans = found.booleans or b't="b"' in chunk
        if b't="e"' in chunk:
            placed = _find_errors(chunk, found) and placed
        if formula in chunk:
            placed = _find_uncached(chunk, found) and placed
        if report is not None:
            report(len(chunk))
    if not placed:
        _CellsInOrder(found).read(archive.chunks(part))
    return found


def _cell_chunks(archive: Archive, part: str) -> Iterator[bytes]:
    """Yield the XML of a sheet in pieces that do not cut a cell in two."""
    rest = b""
    for piece in archive.chunks(part):
        joined = rest + piece
        cut = max(joined.rfind(b"<row"), joined.rfind(b":row "))
        if cut <= 0:
            cut = max(joined.rfind(b"<c "), joined.rfind(b":c "))
        cut = joined.rfind(b"<", 0, cut + 1)
        if cut < len(joined) - 2**20:
            # Nothing here looks like cells, but the last bytes may hold the start of one.
            cut = max(len(joined) - 64, 0)
        yield joined[:cut]
        rest = joined[cut:]
    yield rest


def _declared(dimension: re.Match[bytes]) -> int:
    left, top, right, bottom = (part.decode() for part in dimension.groups())
    rows = int(bottom[:9]) - int(top[:9]) + 1
    return rows * (column_index(right[:4]) - column_index(left[:4]) + 1)


def _measure(chunk: bytes, sheet: str, found: SheetFindings) -> None:
    """Widen the extent of ``found`` by the filled cells of ``chunk``; refuse far cells."""
    columns = set()
    for letters, number in _FILLED.findall(chunk):
        columns.add(letters)
        found.rows = max(found.rows, int(number[:12]))
    if columns:
        last = max(columns, key=lambda letters: (len(letters), letters))
        found.columns = max(found.columns, column_index(last[:5].decode()) + 1)
    found.refuse_far_cells(sheet)


def _find_errors(chunk: bytes, found: SheetFindings) -> bool:
    """Note the error cells of ``chunk``; False if one of them has no address."""
    for match in _ERROR.finditer(chunk):
        place = _place(match[1])
        if place is None:
            return False
        found.errors[place] = match[2].decode("utf-8", "replace")
    return True


def _find_uncached(chunk: bytes, found: SheetFindings) -> bool:
    """Note the formulas without a value of ``chunk``; False if one of them has no address."""
    for match in _UNCACHED.finditer(chunk):
        if not _EMPTY_TEXT.search(match[1]):
            place = _place(match[1])
            if place is None:
                return False
            found.uncached.add(place)
    return True


class _CellsInOrder:
    """Finds faulty cells of a sheet that leaves addresses out: cells follow each other."""

    def __init__(self, found: SheetFindings) -> None:
        self._found = found
        self._row, self._column = 0, -1
        self._type = ""
        self._formula = self._inside = False
        self._value = ""

    def read(self, chunks: Iterator[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.CharacterDataHandler = self._text
        parser.EndElementHandler = self._end
        try:
            for chunk in chunks:
                parser.Parse(chunk)
        except expat.ExpatError:
            raise Refusal("truncated") from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = -1
        elif kind == "c":
            place = _place(f' r="{attributes.get("r", "")}"'.encode())
            self._row, self._column = place or (self._row, self._column + 1)
            self._type = attributes.get("t", "")
            self._formula, self._value = False, ""
        elif kind == "f":
            self._formula = True
        self._inside = kind == "v"

    def _text(self, text: str) -> None:
        if self._inside:
            self._value += text

    def _end(self, name: str) -> None:
        self._inside = False
        if name.rpartition(":")[2] != "c":
            return
        if self._type == "e":
            self._found.errors[self._row, self._column] = self._value
        elif self._formula and not self._value and self._type != "str":
            self._found.uncached.add((self._row, self._column))


def _place(attributes: bytes) -> tuple[int, int] | None:
    match = _ADDRESS.search(attributes)
    return (int(match[2]), column_index(match[1].decode())) if match else None
