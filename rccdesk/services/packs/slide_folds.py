"""Tables with columns laid together: what stood side by side stands on lines of one cell.

On a narrow slide, columns of short words leave the long one little room, and rows become high.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from rccdesk.services.charts.spec import TableSpec
from rccdesk.services.packs.slide_parts import BREAK

_LEAST_COLUMNS = 4
_MOST_TOGETHER = 3
_EMPTY = "\u2013"


def folds(table: TableSpec) -> Iterator[TableSpec]:
    """Return the table with two or three columns of words in one, in each way that there is."""
    columns = table.columns
    if len(columns) < _LEAST_COLUMNS:
        return
    last = len(columns) - 1 if table.row_symbols else len(columns)  # symbols stand by themselves
    for count in range(2, _MOST_TOGETHER + 1):
        for start in range(1, last - count + 1):
            stop = start + count
            if not any(column.numeric for column in columns[start:stop]):
                yield _folded(table, start, stop)


def _folded(table: TableSpec, start: int, stop: int) -> TableSpec:
    first, *others = table.columns[start:stop]
    title = ", ".join([first.title, *(lower_first(column.title) for column in others)])
    column = dataclasses.replace(first, title=title, is_detail=False)
    return dataclasses.replace(
        table,
        columns=(*table.columns[:start], column, *table.columns[stop:]),
        rows=tuple((*row[:start], _cell(row[start:stop]), *row[stop:]) for row in table.rows),
    )


def _cell(parts: tuple[str, ...]) -> str:
    """Return what stands in one cell; each part keeps its line, so that they are told apart."""
    return BREAK.join(part or _EMPTY for part in parts) if any(parts) else ""


def lower_first(title: str) -> str:
    """Return a title as it goes on in a sentence: a short form keeps its capitals."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title
