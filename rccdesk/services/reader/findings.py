"""What the scan of a sheet finds that calamine does not tell, and the names of cells."""

from __future__ import annotations

from dataclasses import dataclass, field

from rccdesk.services.reader.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Refusal

# The error codes that .xls and .xlsb share.
ERROR_SIGNS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_MAX_FAULTS = 4_000_000


@dataclass
class SheetFindings:
    """What one sheet holds that calamine does not tell; cells are (row from 1, column from 0).

    ``formulas`` counts those of a format that always stores a value, so that a formula that was
    never calculated cannot be told from one that was. ``dates`` are the columns, by row, of whole
    numbers that are shown as dates where calamine forgets it.
    """

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncached: set[tuple[int, int]] = field(default_factory=set)
    booleans: bool = False
    rows: int = 0
    columns: int = 0
    formulas: int = 0
    dates: dict[int, list[int]] = field(default_factory=dict)

    def refuse_far_cells(self, sheet: str) -> None:
        """Refuse a sheet whose outermost cells span more than may be read."""
        outside = self.rows > MAX_ROWS or self.columns > MAX_COLUMNS
        if outside or self.rows * self.columns > MAX_CELLS:
            raise Refusal(
                "too_large", reason="far_cell", sheet=sheet, rows=self.rows, columns=self.columns
            )
        if len(self.errors) + len(self.uncached) > _MAX_FAULTS:
            raise Refusal("too_large", reason="cells", sheet=sheet)


def column_index(letters: str) -> int:
    """Return the column of ``letters`` from 0."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def cell_address(column: int, row: int) -> str:
    """Return the address of the cell at ``column`` (from 0) and ``row`` (from 1)."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
