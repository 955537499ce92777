"""Tables that name their indicators: one part for each, which becomes a batch of its own."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rccdesk.services.imports.cell_faults import EMPTY
from rccdesk.services.imports.fields import fold_header
from rccdesk.services.imports.layouts import Recognition
from rccdesk.services.imports.reading import CodedTable
from rccdesk.services.imports.values import clean_text, fold, read_number

PROPORTION = "proportion"
_PERCENT = frozenset(("", "%", "procent", "andel", "andel %", "andel (%)", "percent", "proportion"))
_LONGEST_KEY = 80
_OTHER = "värde"


@dataclass(frozen=True, slots=True)
class IndicatorPart:
    """The rows of one indicator; ``key`` is empty where neither table nor user names it."""

    key: str
    title: str
    unit_of_measure: str
    table: CodedTable

    def is_called(self, name: str) -> bool:
        """Tell whether the user means this indicator."""
        return fold(name) in {fold(self.key), fold(self.title)}


def split_indicators(
    table: CodedTable, found: Recognition, key: str, title: str
) -> tuple[IndicatorPart, ...]:
    """Return the parts of an aggregated table; ``key`` and ``title`` are what the user says.

    A table of one indicator gets the user's key and title; those of several carry their own.
    """
    columns = {match.field: match.index for match in found.matches}
    index = columns.get("indicator_id", columns.get("indicator_title"))
    if index is None or not len(table.row_numbers):
        return (IndicatorPart(key, title, _measure(table, found), table),)
    column = table.column(index)
    names = ["" if code == EMPTY else clean_text(v) for code, v in enumerate(column.values)]
    header = fold_header(column.header)
    if "unit" in columns:  # a note under the table stands alone in its row
        units = table.column(columns["unit"]).codes
        alone = np.bincount(column.codes, units != EMPTY, minlength=len(names)) == 0
        names = ["" if alone[code] else name for code, name in enumerate(names)]
    names = ["" if fold_header(name) == header else name for name in names]
    keys = list(dict.fromkeys(name for name in names if name))
    if not keys:
        return (IndicatorPart(key, title, _measure(table, found), table),)
    # Rows that name none go with the first, whose problems then tell of them.
    places = np.array([keys.index(name) if name else 0 for name in names], dtype=np.int64)
    of_row = places[column.codes]
    parts = []
    for number, name in enumerate(keys):
        own = _take(table, of_row == number)
        said = _most_common(own, columns.get("indicator_title")) or name
        own_key = name if "indicator_id" in columns else _slug(name)
        parts.append(IndicatorPart(own_key, said, _measure(own, found), own))
    if len(parts) == 1 and key:
        return (replace(parts[0], key=key, title=title or parts[0].title),)
    return tuple(parts)


def _take(table: CodedTable, rows: NDArray[np.bool_]) -> CodedTable:
    columns = tuple(replace(column, codes=column.codes[rows]) for column in table.columns)
    return replace(table, row_numbers=table.row_numbers[rows], columns=columns)


def _most_common(table: CodedTable, index: int | None) -> str:
    """Return the text that stands most often in a column; empty without the column."""
    if index is None:
        return ""
    column = table.column(index)
    codes, counts = np.unique(column.codes[column.codes != EMPTY], return_counts=True)
    found: Counter[str] = Counter()
    for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
        found[clean_text(column.values[code])] += count
    return found.most_common(1)[0][0] if found else ""


def _measure(table: CodedTable, found: Recognition) -> str:
    """Return what the values are measured in: shares unless something else is said."""
    columns = {match.field: match for match in found.matches}
    if "measure_unit" in columns:
        said = _most_common(table, columns["measure_unit"].index)
        return PROPORTION if said.casefold() in _PERCENT else said
    value = columns.get("value")
    if value is None:
        return PROPORTION
    header = fold_header(value.header)
    if header in {"median", "medelvärde"}:
        return clean_text(value.header).casefold()
    if found.source == "kolada":  # which does not say what its values are measured in
        column = table.column(value.index)
        numbers = [read_number(column.values[code]) for code in np.unique(column.codes).tolist()]
        if any(number is not None and not 0 <= number <= 100 for number in numbers):
            return _OTHER
    return PROPORTION


def _slug(title: str) -> str:
    """Return a title as a key: its letters and digits, joined by underscores."""
    return re.sub(r"[^\w]+", "_", title.casefold()).strip("_")[:_LONGEST_KEY]
