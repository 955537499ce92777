"""Tables with columns laid together: what stood side by side stands on lines of one cell.

On a narrow slide, columns of short words leave the long one little room, and rows become high.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator

from rccdesk.services.charts.labels import capital
from rccdesk.services.charts.spec import TableSpec
from rccdesk.services.packs.slides.parts import BREAK
from rccdesk.services.packs.slides.words import tied
from rccdesk.texts import text

_LEAST_COLUMNS = 4
_MOST_TOGETHER = 3
MISSING = "\u2013"
_JOINT = re.compile(r"(?i)(procent)(enheter)")  # a head that is the widest of its column


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
    return BREAK.join(part or MISSING for part in parts) if any(parts) else ""


def lower_first(title: str) -> str:
    """Return a title as it goes on in a sentence: a short form keeps its capitals."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def closer(table: TableSpec) -> TableSpec:
    """Return a table that needs less width: counts as "25 av 30", a share with its interval."""
    number = 1
    while number + 1 < len(table.columns) - bool(table.row_symbols):
        titles = (table.columns[number].title, table.columns[number + 1].title)
        for pair, title, join in _pairs():
            if titles == tuple(map(tied, pair)):
                table = _joined(table, number, title, join)
        number += 1
    columns = (
        dataclasses.replace(column, title=_JOINT.sub(rf"\1-{BREAK}\2", column.title))
        for column in table.columns
    )
    return dataclasses.replace(table, columns=tuple(columns))


def _pairs() -> Iterator[tuple[tuple[str, str], str, Callable[[str, str], str]]]:
    """Return the heads of columns that say the same in one, with its head and its cells."""
    alls, share = text("charts.table.denominator"), text("charts.heading.share")
    for end in ("", "_plain"):
        counts = capital(text(f"charts.heading.counts{end}"))
        yield (text(f"charts.table.numerator{end}"), alls), counts, _of
    interval = text("charts.table.interval")
    yield (share, interval), f"{share}, {lower_first(interval)}", _within


def _of(part: str, total: str) -> str:
    return part if part == total else text("formats.of", numerator=part, denominator=total)


def _within(share: str, interval: str) -> str:
    return share if interval in (share, MISSING, "") else f"{share} ({interval})"


def _joined(
    table: TableSpec, number: int, title: str, join: Callable[[str, str], str]
) -> TableSpec:
    column = dataclasses.replace(table.columns[number], title=title)
    return dataclasses.replace(
        table,
        columns=(*table.columns[:number], column, *table.columns[number + 2 :]),
        rows=tuple(
            (*row[:number], join(row[number], row[number + 1]), *row[number + 2 :])
            for row in table.rows
        ),
    )
