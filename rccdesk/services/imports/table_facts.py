"""What the rules need of a table that its rows no longer tell: empty cells and rounding.

Counted while the coded columns are at hand: half a million rows cost a few array operations.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rccdesk.services.imports.cell_faults import EMPTY
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.figures import Figures, Floats
from rccdesk.services.imports.layouts import Recognition
from rccdesk.services.imports.reading import CodedColumn, CodedTable
from rccdesk.services.imports.values import clean_text, fold, read_mask

# The ids of rows are never empty, and what names an indicator is the same in every row.
_NOT_COUNTED = frozenset(("pathway_id", "indicator_id", "indicator_title"))
_UNKNOWN = frozenset(
    ("okänd", "okänt", "uppgift saknas", "saknas", "ej känt", "ej känd", "vet ej", "unknown")
)
_MOST_DECIMALS = 12


@dataclass(frozen=True, slots=True)
class MissingCells:
    """How many cells of a field are empty, masked or unknown, of how many."""

    column: str  # letter of the first column
    header: str
    missing: int
    cells: int


@dataclass(frozen=True, slots=True)
class TableFacts:
    """``missing`` by field; ``half_unit`` per figure, half a unit of the last written decimal.

    ``half_unit`` is on the scale 0-1 and nan where no share is written.
    """

    missing: dict[str, MissingCells] = field(default_factory=dict)
    half_unit: Floats = field(default_factory=lambda: np.empty(0))


def count_missing(table: CodedTable, found: Recognition) -> dict[str, MissingCells]:
    """Return the cells without a usable value by field, as far as the table uses it."""
    columns: dict[str, list[tuple[int, str]]] = {}
    for match in found.matches:
        if match.field not in _NOT_COUNTED:
            columns.setdefault(match.field, []).append((match.index, match.header))
    for cell in found.wide_cells:
        columns.setdefault(cell.figure, []).append((cell.index, ""))
    known = {column.index: column for column in table.columns}
    counted = {}
    for name, places in columns.items():
        there = [known[index] for index, _ in places if index in known]
        cells = len(table.row_numbers) * len(there)
        if cells:
            first, header = places[0]
            missing = sum(_count(column) for column in there)
            counted[name] = MissingCells(column_letter(first), clean_text(header), missing, cells)
    return counted


def _count(column: CodedColumn) -> int:
    says_nothing = np.array([_is_nothing(value) for value in column.values], dtype=bool)
    says_nothing[EMPTY : EMPTY + 1] = True
    if int(says_nothing.sum()) == 1:
        return int(np.count_nonzero(column.codes == EMPTY))
    return int(np.count_nonzero(says_nothing[column.codes]))


def _is_nothing(value: object) -> bool:
    if not isinstance(value, str):
        return False
    return read_mask(value) is not None or fold(value) in _UNKNOWN


def find_half_units(table: CodedTable, figures: Figures) -> Floats:
    """Return half a unit of the last written decimal of each share, on the scale 0-1.

    A number drops its last zeros (0,80 is 0.8), so a share is not taken to be written more coarsely
    than whole per cent where any other of its column is written as finely as that. How the file
    was scaled is seen from what the share has become.
    """
    half = np.full(len(figures), np.nan)
    value = figures.figures["value"]
    known = {column.index: column for column in table.columns}
    for index in np.unique(figures.column).tolist():
        column = known.get(index)
        if column is None:
            continue
        here = np.flatnonzero((figures.column == index) & ~np.isnan(value))
        if not len(here):
            continue
        codes = column.codes[figures.position[here]]
        numbers = _decimals(column.values, np.unique(codes).tolist())
        written, decimals = numbers[0][codes], numbers[1][codes]
        # A hundredfold was divided away: its decimals count from the per cent.
        scale = np.where(np.abs(written - value[here]) <= 1e-9 * np.maximum(written, 1), 2, 0)
        of_percent = decimals - scale
        finest = of_percent.max(initial=-2)
        of_percent = np.maximum(of_percent, min(finest, 0))
        half[here] = 0.5 * 10.0 ** -(of_percent + 2)
    return half


def _decimals(
    values: Sequence[object], codes: Iterable[int]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the number that each value shows and its decimals, at its code."""
    numbers = np.full(len(values), np.nan)
    decimals = np.zeros(len(values), dtype=np.int64)
    for code in codes:
        value = values[code]
        # What a spreadsheet has computed carries dust in its last digits.
        shown = f"{value:.12g}" if isinstance(value, float) else clean_text(value)
        shown = shown.rstrip("% ").replace(" ", "").replace(",", ".")
        try:
            numbers[code] = float(shown)
        except ValueError:
            continue
        exponent = shown.casefold().partition("e")
        fraction = len(exponent[0].partition(".")[2])
        moved = int(exponent[2] or 0)
        decimals[code] = min(max(fraction - moved, 0), _MOST_DECIMALS)
    return numbers, decimals
