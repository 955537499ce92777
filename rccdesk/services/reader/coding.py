"""Turn the cells of a sheet into columns of small integers and their distinct values."""

from __future__ import annotations

import hashlib
import math
import unicodedata
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from rccdesk.services.privacy import ColumnFinding, names_personal_number, scan_column
from rccdesk.services.reader.findings import SheetFindings, cell_address
from rccdesk.services.reader.limits import LISTED_CELLS
from rccdesk.services.reader.wire import CellFault

Row = Sequence[object]
# Few enough rows that their cells are still in the processor's cache when they are coded.
_BLOCK = 128
_REPORT_ROWS = 8192
_TRUE, _FALSE = object(), object()


class Codes(dict[object, int]):
    """The code of each distinct value of a column; code 0 is the empty cell.

    A dict that gives new values their code when they are first looked up: the cheapest way in
    Python to code millions of cells. Texts of nothing but white space are empty cells.
    """

    def __init__(self) -> None:
        """Know the empty cell."""
        super().__init__({"": 0, None: 0})
        self.values_by_code: list[object] = [None]

    def __missing__(self, value: object) -> int:
        """Give ``value`` its code."""
        code = 0
        if not (isinstance(value, str) and not value.strip()):
            code = len(self.values_by_code)
            self.values_by_code.append(_told_as(value))
        self[value] = code
        return code


class CodedSheet:
    """The coded cells of the rows of a sheet from ``first_row`` (from 1) on."""

    def __init__(self, name: str, first_row: int, first_column: int) -> None:
        """Begin without rows and columns; ``first_column`` is from 0."""
        self.name = name
        self.first_row = first_row
        self.first_column = first_column
        self.codes: list[array[int]] = []
        self._columns: list[Codes] = []
        self.row_count = 0

    def add_rows(
        self, rows: Iterator[Row], *, booleans: bool, report: Callable[[int], None]
    ) -> None:
        """Code all ``rows``; ``booleans``: True and False occur and must not pass for 1 and 0."""
        while block := list(islice(rows, _BLOCK)):
            width = len(block[0])
            if any(len(row) != width for row in block):  # a CSV file
                width = max(map(len, block))
                block = [(*row, *("",) * (width - len(row))) for row in block]
            while len(self._columns) < width:
                self._columns.append(Codes())
                self.codes.append(array("i", bytes(4 * self.row_count)))
            for codes, known, column in zip(
                self.codes, self._columns, zip(*block, strict=True), strict=False
            ):
                cells = map(_unambiguous, column) if booleans else column
                codes.extend(map(known.__getitem__, cells))
            self.row_count += len(block)
            for codes in self.codes[width:]:
                codes.extend(bytes(len(block)))
            if self.row_count % _REPORT_ROWS < _BLOCK:
                report(self.row_count)

    def values(self, column: int) -> list[object]:
        """Return the distinct values of ``column`` (from the first one), by code."""
        return self._columns[column].values_by_code

    def mark_faults(self, found: SheetFindings) -> None:
        """Give error cells, uncalculated formulas and infinite numbers codes of their own."""
        for (row, column), sign in found.errors.items():
            self._mark(row, column, CellFault("error", sign))
        for row, column in found.uncached:
            self._mark(row, column, CellFault("uncached"))
        for index, known in enumerate(self._columns):
            for code, value in enumerate(known.values_by_code):
                if isinstance(value, float) and not math.isfinite(value):
                    known.values_by_code[code] = CellFault("error", "#NUM!")
                    found.errors[self._place_of(index, code)] = "#NUM!"

    def place_of(self, column: int, code: int) -> str:
        """Return the address of the first cell of ``column`` with ``code``."""
        row, absolute = self._place_of(column, code)
        return cell_address(absolute, row)

    def _place_of(self, column: int, code: int) -> tuple[int, int]:
        row = self.codes[column].index(code) + self.first_row
        return row, column + self.first_column

    def _mark(self, row: int, column: int, fault: CellFault) -> None:
        line, index = row - self.first_row, column - self.first_column
        if 0 <= line < self.row_count and 0 <= index < len(self.codes):
            self.codes[index][line] = self._columns[index][fault]


class IdentifierList:
    """The places of personal identifiers found in a file: a few of them, and how many there are."""

    def __init__(self) -> None:
        """Begin with none."""
        self.hits: list[tuple[str, str, str, str]] = []
        self.count = 0

    def add(self, sheet: str, cell: str, kind: str, where: str) -> None:
        """Remember one place; ``where``: cell, header, sheet_name, comment or file_name."""
        self.count += 1
        if len(self.hits) < LISTED_CELLS:
            self.hits.append((sheet, cell, kind, where))


def scan_sheet_columns(
    sheet: CodedSheet, headers: Sequence[str], hits: IdentifierList
) -> dict[int, int]:
    """Scan the distinct values of every column of ``sheet`` for personal identifiers.

    Without ``headers`` a column is named by any of its values. Returns, by column from 0 on the
    sheet, the numbers of values that a purely numeric column may hold by chance.
    """
    by_chance: dict[int, int] = {}
    for index in range(len(sheet.codes)):
        values = sheet.values(index)
        if headers:
            named = index < len(headers) and names_personal_number(headers[index])
        else:
            named = any(isinstance(v, str) and names_personal_number(v) for v in values[:200])
        finding: ColumnFinding = scan_column(values, named=named)
        for code, kind in finding.stops:
            if hits.count < LISTED_CELLS:
                hits.add(sheet.name, sheet.place_of(index, code), kind, "cell")
            else:
                hits.count += 1
        if finding.numeric_count:
            by_chance[index + sheet.first_column] = finding.numeric_count
    return by_chance


def hash_values(values: Sequence[object], key: bytes) -> array[int]:
    """Return a keyed 64-bit hash of each value, 0 for an empty one.

    The same id gives the same hash whether its cell is a text or a number.
    """
    hashes = array("Q")
    keyed = hashlib.blake2b(digest_size=8, key=key)
    for value in values:
        if value is None or isinstance(value, CellFault):
            hashes.append(0)
            continue
        if isinstance(value, float) and value.is_integer():
            text = str(int(value))
        else:
            text = str(value)
            if not text.isascii():
                text = unicodedata.normalize("NFC", text)
            text = text.strip()
        one = keyed.copy()  # the key is taken in once
        one.update(text.encode("utf-8", "replace"))
        hashes.append(int.from_bytes(one.digest(), "little") or 1)
    return hashes


def _told_as(value: object) -> object:
    """Return what stands for ``value``; the whole numbers of .xls are floats as all others."""
    if type(value) is int:
        return float(value)
    return True if value is _TRUE else False if value is _FALSE else value


def _unambiguous(value: object) -> object:
    if value is True:
        return _TRUE
    return _FALSE if value is False else value
