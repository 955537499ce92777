"""What reading a file gives: its head, and the coded columns of one sheet."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rccdesk.services.reader.findings import cell_address


@dataclass(frozen=True)
class IdentifierHit:
    """Where a personal identifier stands; never the identifier itself.

    ``kind``: sure, likely or reserve; ``where``: cell, header (also the lines above it),
    comment, sheet_name or file_name. ``sheet`` and ``cell`` are empty for the last two: a name
    that holds an identifier is not repeated.
    """

    sheet: str
    cell: str
    kind: str
    where: str


@dataclass(frozen=True)
class SheetHead:
    """A sheet and its first rows, as typed values (str, float, bool, date, datetime, None, fault).

    ``rows[0]`` is row ``first_row`` (from 1) of the sheet, and every row begins in column A;
    ``row_count`` counts from there, ``column_count`` from A. Hidden sheets have no rows: their
    content stays in the child, but for one that the user names (`Reading.show_hidden`).
    """

    name: str
    visible: bool
    first_row: int
    row_count: int
    column_count: int
    rows: tuple[tuple[object, ...], ...]
    very_hidden: bool = False


@dataclass(frozen=True)
class WorkbookHead:
    """What a file is, before any of its tables is read.

    ``kind``: xlsx, xlsm, xlsb, xls, ods or csv; ``encoding`` and ``delimiter`` are told for csv
    alone, whose only sheet is called "". ``macros`` and ``links`` (other files, queries, pivot
    caches) are there but not read.
    """

    kind: str
    sha256: str
    size: int
    sheets: tuple[SheetHead, ...]
    macros: bool
    date1904: bool
    encoding: str | None
    delimiter: str | None
    identifiers: tuple[IdentifierHit, ...]
    links: bool = False

    @property
    def visible_sheets(self) -> tuple[SheetHead, ...]:
        """Return the sheets that can be read and have cells."""
        return tuple(sheet for sheet in self.sheets if sheet.visible and sheet.row_count)


@dataclass(frozen=True)
class ReadPlan:
    """What to read: the rows under ``header_row`` (from 1) of ``sheet``.

    The texts of column ``id_column`` (from 0 = A) are replaced by hashes keyed with ``hash_key``
    (at most 64 bytes) before they leave the child. ``columns``: only these are handed over, None
    for all; all are scanned. ``sha256``: refuse (``file_changed``) unless the file is that one.
    ``more``: another plan may follow; all other sheets are scanned with the first.
    """

    sheet: str
    header_row: int
    id_column: int | None = None
    hash_key: bytes = b""
    columns: tuple[int, ...] | None = None
    sha256: str | None = None
    more: bool = False


@dataclass(frozen=True)
class CodedColumn:
    """One column: ``values[codes[i]]`` is the value of row i; code 0 is the empty cell (None).

    Values are str, float, bool, date, datetime, `CellFault` (error cell, formula that was never
    calculated) or None; a fault is never an empty cell. The same value may have two codes. The
    id column has ``hashes`` (uint64 by code, 0 = empty or a fault) and no values but its faults.
    """

    index: int
    letter: str
    header: str
    codes: NDArray[np.int32]
    values: list[object]
    hashes: NDArray[np.uint64] | None = None


@dataclass(frozen=True)
class CodedTable:
    """The non-empty rows under the header of one sheet, as coded columns.

    ``row_numbers`` are the rows of the sheet (from 1), ascending. ``error_cells`` and
    ``uncached_cells`` list up to 100 addresses, the counts all of them.
    ``numeric_identifier_counts``: by column index, the distinct values of a purely numeric
    column that look like personal numbers but are too few to stop the import.
    ``untold_formulas`` are formulas of the sheet in a format (xls, xlsb) that does not tell
    whether they have ever been calculated.
    """

    sheet: str
    header_row: int
    row_numbers: NDArray[np.int32]
    columns: tuple[CodedColumn, ...]
    error_cells: tuple[str, ...]
    error_count: int
    uncached_cells: tuple[str, ...]
    uncached_count: int
    identifiers: tuple[IdentifierHit, ...]
    identifier_count: int
    sha256: str
    numeric_identifier_counts: dict[int, int] = field(default_factory=dict)
    untold_formulas: int = 0

    def column(self, index: int) -> CodedColumn:
        """Return the column at ``index`` (from 0 = A); KeyError if it was not read."""
        for column in self.columns:
            if column.index == index:
                return column
        raise KeyError(index)

    def address(self, column: int, position: int) -> str:
        """Return the address of row ``position`` of the table in ``column``, such as F123."""
        return cell_address(column, int(self.row_numbers[position]))
