"""Which tables stand on the sheets of a foreign file: heads, rows, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rccdesk.services.imports.values import clean_text, fold
from rccdesk.services.plan_workbook.foreign_columns import (
    LEVELS,
    MIXED,
    Head,
    may_be_head,
    read_head,
)
from rccdesk.services.plan_workbook.foreign_mixed import is_mixed
from rccdesk.services.plan_workbook.reading import RawSheet
from rccdesk.services.plan_workbook.vocabulary import Names
from rccdesk.services.privacy import has_personal_identifier
from rccdesk.texts import text

_HEAD_ROWS = 60
_LEAST = 2  # recognised columns of a head
_MOST_KNOWN = 0.6  # share of the cells of a later row that makes it a head
_MOST_TITLES = 2
_LONGEST_TITLE = 100
_NAME_OF_PLAN = re.compile(r"(?:plan ?name|plann?amn|planens namn)[: ]*", re.IGNORECASE)
_GENERIC = re.compile(r"(?:blad|sheet|ark|tabell)\s*\d*", re.IGNORECASE)

Line = tuple[int, tuple[object, ...]]  # number of the row, its cells


@dataclass(frozen=True, slots=True)
class ForeignTable:
    """A table of a foreign file: its sheet, the lines above its head, its head and its rows."""

    sheet: str
    above: Sequence[Line]
    head: Head
    head_at: int
    rows: Sequence[Line]

    @property
    def title(self) -> str:
        """Return the first text that stands alone over the table; "" where there is none."""
        for _number, cells in self.above:
            texts = [clean_text(cell) for cell in cells if clean_text(cell)]
            if len(texts) == 1 and 2 < len(texts[0]) <= _LONGEST_TITLE:
                return texts[0]
        return ""

    @property
    def has_own_name(self) -> bool:
        """Tell whether the name of the sheet says something."""
        return bool(self.sheet) and not _GENERIC.fullmatch(self.sheet.strip())


def find_tables(sheets: Sequence[RawSheet], regions: Names) -> Iterator[ForeignTable]:
    """Give the tables of every sheet that have a head with a goal or an activity and rows.

    A head that comes again under a title of its own begins another table.
    """
    for sheet in sheets:
        found = _find_head(sheet, regions)
        if found is None:
            continue
        at, head = found
        is_double = head != read_head(sheet.rows[at][1], regions)
        above: Sequence[Line] = sheet.rows[: at - is_double]
        rows: list[Line] = []
        for number, cells in sheet.rows[at + 1 :]:
            if not may_be_head(cells):
                rows.append((number, cells))
                continue
            other = read_head(cells, regions)
            is_same = _texts(cells) == _texts(sheet.rows[at][1])
            if not is_same and not _is_head(other, cells):
                rows.append((number, cells))
                continue
            titles: list[Line] = []
            while rows and len(_filled(rows[-1][1])) == 1 and len(titles) < _MOST_TITLES:
                titles.insert(0, rows.pop())
            if is_same and not titles:
                continue  # as on a new page
            if rows:
                yield ForeignTable(sheet.name, above, _with_mixed(head, rows), at, rows)
            rows, above = [], titles if rows else [*above, *titles]
            head = head if is_same else other
        if rows:
            yield ForeignTable(sheet.name, above, _with_mixed(head, rows), at, rows)


def _find_head(sheet: RawSheet, regions: Names) -> tuple[int, Head] | None:
    """Return the row that has most recognised columns, with the one above it where it helps."""
    best: tuple[int, int, Head] | None = None
    for at, (_number, cells) in enumerate(sheet.rows[:_HEAD_ROWS]):
        alone = read_head(cells, regions)
        heads = [alone]
        if at and _is_upper(sheet.rows[at - 1][1], cells):
            heads.append(read_head(cells, regions, sheet.rows[at - 1][1]))
        for head in heads:
            size = head.known + len(head.regions)
            fits = head.has_rows_of_plans and head.known >= _LEAST and alone.known > 0
            if fits and (best is None or size > best[0]):
                best = (size, at, head)
    return best[1:] if best is not None else None


def _is_upper(upper: Sequence[object], lower: Sequence[object]) -> bool:
    """Tell whether a row may be the upper one of a head: texts alone, and more than a title."""
    filled = [cell for cell in upper if clean_text(cell)]
    return len(filled) >= _LEAST and all(isinstance(c, str) for c in (*filled, *_filled(lower)))


def _filled(cells: Sequence[object]) -> list[object]:
    return [cell for cell in cells if clean_text(cell)]


def _texts(cells: Sequence[object]) -> list[str]:
    found = [fold(cell) for cell in cells]
    while found and not found[-1]:
        found.pop()
    return found


def _is_head(head: Head, cells: Sequence[object]) -> bool:
    filled = _filled(cells)
    is_text = all(isinstance(cell, str) for cell in filled)
    is_known = head.known >= max(_LEAST + 1, _MOST_KNOWN * len(filled))
    return head.has_rows_of_plans and is_text and is_known


def _with_mixed(head: Head, rows: Sequence[Line]) -> Head:
    """Return the head with its one column of goals as mixed, where its cells tell that it is."""
    levels = [name for name in LEVELS if name in head.columns]
    if "activity" in head.columns or MIXED in head.columns or len(levels) != 1:
        return head
    at = head.columns[levels[0]]
    if not is_mixed([cells[at] for _number, cells in rows if at < len(cells)]):
        return head
    columns = {MIXED if name == levels[0] else name: place for name, place in head.columns.items()}
    return Head(columns, head.regions, head.persons, head.unused, head.names)


def list_heads(sheets: Sequence[RawSheet]) -> str:
    """Return the first row of several texts, for the sentence that no plan was found."""
    for sheet in sheets:
        for _number, cells in sheet.rows[:_HEAD_ROWS]:
            texts = [
                clean_text(cell)[:40] for cell in cells if isinstance(cell, str) and cell.strip()
            ]
            if len(texts) >= _LEAST and not any(map(has_personal_identifier, texts)):
                return ", ".join(text("imports.quoted", words=words) for words in texts[:6])
    return "–"


def find_plan_name(sheets: Sequence[RawSheet]) -> str:
    """Return the name beside words that say that it is the plan's, as Planner writes it; or ""."""
    for sheet in sheets:
        for _number, cells in sheet.rows[:_HEAD_ROWS]:
            texts = [clean_text(cell) for cell in _filled(cells)]
            if len(texts) == 2 and _NAME_OF_PLAN.fullmatch(texts[0]):
                return texts[1][:_LONGEST_TITLE]
    return ""
