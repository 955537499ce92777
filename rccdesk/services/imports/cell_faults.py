"""Cells without a usable value: errors of the spreadsheet and formulas never calculated."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from rccdesk.enums import Severity
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.fixes import Fixes
from rccdesk.services.imports.problems import Problem, cells_of, make_problem
from rccdesk.services.imports.reading import CodedTable
from rccdesk.services.imports.values import clean_text
from rccdesk.services.reader.wire import CellFault

EMPTY = 0  # the code of an empty cell in every column
_CODES = {"error": "error_cell", "uncached": "uncached_formula", "masked": "personal_identifier"}


def find_cell_faults(
    table: CodedTable, columns: Iterable[int], fixes: Fixes
) -> tuple[NDArray[np.bool_], list[Problem]]:
    """Return which rows have such a cell in one of the columns, and a warning per column and kind.

    An error is never taken for an empty cell: its row is left out. Where the user says so it is
    an information.
    """
    columns = tuple(columns)
    bad = np.zeros(len(table.row_numbers), dtype=bool)
    problems: list[Problem] = []
    for index in columns:
        column = table.column(index)
        kinds: dict[str, list[int]] = {}
        for code, value in enumerate(column.values):
            if isinstance(value, CellFault):
                kinds.setdefault(value.kind, []).append(code)
        for kind, codes in kinds.items():
            where = np.isin(column.codes, codes) & ~bad
            rows = table.row_numbers[where]
            if len(rows):
                bad |= where
                is_skipped = fixes.skips(_CODES[kind], index)
                problems.append(
                    make_problem(
                        Severity.INFO if is_skipped else Severity.WARNING,
                        "rows_skipped" if is_skipped else _CODES[kind],
                        table.sheet or None,
                        cells_of(index, rows),
                        len(rows),
                        column=column_letter(index),
                        header=clean_text(column.header),
                    )
                )
    return bad, problems + _find_hidden_characters(table, columns)


def _find_hidden_characters(table: CodedTable, columns: Iterable[int]) -> list[Problem]:
    """Tell of cells with characters that do not show: they are left out of every text."""
    problems = []
    for index in columns:
        column = table.column(index)
        codes = [
            code
            for code, value in enumerate(column.values)
            if value is not None and _has_hidden(value)  # a column of ids has hardly any
        ]
        if not codes:
            continue
        rows = table.row_numbers[np.isin(column.codes, codes)]
        problems.append(
            make_problem(
                Severity.INFO,
                "hidden_characters",
                table.sheet or None,
                cells_of(index, rows),
                len(rows),
                column=column_letter(index),
                header=clean_text(column.header),
            )
        )
    return problems


def _has_hidden(value: object) -> bool:
    if not isinstance(value, str) or (value.isascii() and value.isprintable()):
        return False
    return any(
        unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"} for c in value if not c.isspace()
    )
