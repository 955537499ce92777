"""How the problems of an aggregated table are noted: by column, with cells and examples."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from rccdesk.enums import Severity
from rccdesk.services.imports.cell_faults import EMPTY
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.fields import fold_header
from rccdesk.services.imports.figures import Ints, Mask, Numbers
from rccdesk.services.imports.fixes import Fixes
from rccdesk.services.imports.problems import (
    MAX_EXAMPLES,
    OF_ROWS,
    Example,
    Problem,
    Proposal,
    cells_of,
    make_problem,
    show_value,
    skip_proposal,
)
from rccdesk.services.imports.reading import CodedTable
from rccdesk.services.imports.values import clean_text
from rccdesk.texts import has_text, text

_MOST_CELLS = 100


class TableProblems:
    """Collects the problems of one table."""

    def __init__(self, table: CodedTable, found: list[Problem], fixes: Fixes) -> None:
        """Start with those that are known; ``fixes`` say which rows the user leaves out."""
        self._table = table
        self._fixes = fixes
        self.found = found

    def skips(self, code: str, column: int | Ints) -> bool:
        """Tell whether the user leaves the rows of a problem out, in all of the columns."""
        columns = [column] if isinstance(column, int) else np.unique(column).tolist()
        return bool(columns) and all(self._fixes.skips(code, one) for one in columns)

    def warn(
        self,
        code: str,
        column: int | Ints,
        rows: Ints,
        severity: Severity = Severity.WARNING,
        *,
        sentence: str | None = None,
        reading: Callable[[object], str] | None = None,
        why: str | None = None,
        proposal: Proposal | None = None,
        said: str = "",
        **values: object,
    ) -> None:
        """Add a problem of cells; ``column`` is one for all rows or one per row.

        ``reading`` says how a value is, or would be, read; ``said`` is the word for the reading
        in the sentence. Where the user leaves the rows out it is an information.
        """
        if not len(rows):
            return
        if isinstance(column, int):  # in a wide table a row has several figures
            rows = np.unique(rows)
        if self.skips(code, column):
            severity, code, sentence, proposal = Severity.INFO, "rows_skipped", None, None
        is_in_many = not isinstance(column, int) and len(np.unique(column)) > 1
        if isinstance(column, int):
            cells, first = cells_of(column, rows), column
        else:
            places = zip(column[:_MOST_CELLS].tolist(), rows[:_MOST_CELLS].tolist(), strict=True)
            cells, first = tuple(f"{column_letter(c)}{r}" for c, r in places), int(column[0])
        reason = f"imports.why.{why or sentence or code}"
        examples = self._examples(column, rows, reading, text(reason)) if has_text(reason) else ()
        self.found.append(
            make_problem(
                severity,
                code,
                self._table.sheet or None,
                cells,
                len(rows),
                sentence=sentence,
                examples=examples,
                proposal=proposal,
                skip=skip_proposal(code) if is_in_many and code in OF_ROWS else None,
                **{"column": column_letter(first), "header": self._header(first), "reading": said}
                | values,
            )
        )

    def say(self, code: str, count: int, **values: Any) -> None:
        """Add an information about the table as a whole."""
        sheet = self._table.sheet or None
        self.found.append(make_problem(Severity.INFO, code, sheet, (), count, **values))

    def _header(self, column: int) -> str:
        try:
            return clean_text(self._table.column(column).header)
        except KeyError:
            return ""

    def _examples(
        self,
        column: int | Ints,
        rows: Ints,
        reading: Callable[[object], str] | None,
        why: str,
    ) -> tuple[Example, ...]:
        examples = []
        for number, row in enumerate(rows[:MAX_EXAMPLES].tolist()):
            index = column if isinstance(column, int) else int(column[number])
            try:
                coded = self._table.column(index)
            except KeyError:
                return ()
            place = int(np.searchsorted(self._table.row_numbers, row))
            value = coded.values[int(coded.codes[place])]
            shown = reading(value) if reading else ""
            examples.append(Example(f"{coded.letter}{row}", show_value(value), shown, why))
        return tuple(examples)


def find_notes(table: CodedTable, columns: Mapping[str, int], numbers: Sequence[Numbers]) -> Mask:
    """Return the rows of a long table that are no data: notes, and headings repeated in it.

    A note is a text alone in its row, with a space or a colon in it, where figures should stand.
    """
    count = len(table.row_numbers)
    has_figure = np.any([own.is_filled for own in numbers], axis=0) if numbers else np.zeros(count)
    filled, noted, headings = (np.zeros(count, dtype=np.int64) for _ in range(3))
    for index in set(columns.values()):
        column = table.column(index)
        filled += column.codes != EMPTY
        is_note = [isinstance(v, str) and (" " in v.strip() or ":" in v) for v in column.values]
        header = fold_header(column.header)
        is_heading = [bool(header) and fold_header(v) == header for v in column.values]
        noted += np.array(is_note, dtype=np.int64)[column.codes]
        headings += np.array(is_heading, dtype=np.int64)[column.codes]
    is_note_row: Mask = (filled == 1) & (noted == 1) & ~has_figure.astype(bool)
    is_heading_row: Mask = headings >= 2
    found: Mask = is_note_row | is_heading_row
    return found
