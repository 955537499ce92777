"""Read the sheets of a workbook through the guarded child; what identifies persons stops it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.identifiers import identifier_problems
from rccdesk.services.imports.problems import refuse
from rccdesk.services.imports.reading import (
    CodedTable,
    Reading,
    ReadPlan,
    SheetHead,
    WorkbookHead,
    open_workbook,
)
from rccdesk.services.plan_workbook.model import FileRow, FileTable, Sheet
from rccdesk.services.plan_workbook.sheets import (
    ID,
    LANGUAGE,
    MARKS,
    SHEETS,
    header,
    id_header,
)
from rccdesk.services.plan_workbook.sheets import sheet_title as title_of
from rccdesk.services.progress import Progress, ignore
from rccdesk.texts import text_in

_OWN_NEED = 2  # recognised columns that make a sheet of our name one of ours
_MOST_HEADS = 0.8  # share of the columns that makes a sheet of any name one of ours


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as it was read: rows of cells from column A, with their numbers in the sheet."""

    name: str
    rows: Sequence[tuple[int, tuple[object, ...]]]


def open_plan_file(path: Path, progress: Progress = ignore) -> Reading:
    """Start reading a file. Raises FileRefusedError as `open_workbook`."""
    return open_workbook(path, progress)


def read_sheets(
    reading: Reading, wanted: Sequence[SheetHead], progress: Progress = ignore
) -> tuple[RawSheet, ...]:
    """Read sheets whole, from their first row on; every sheet of the file is scanned.

    Raises FileRefusedError ``personal_identifier`` with where it stands, and as the reader.
    """
    heads = wanted or reading.head.visible_sheets[:1]
    found = []
    for number, sheet in enumerate(heads):
        plan = ReadPlan(
            sheet.name,
            sheet.first_row,
            sha256=reading.head.sha256,
            more=number + 1 < len(heads),
        )
        table = reading.read(plan, progress)
        _stop_at_persons(reading.head, table)
        found.append(RawSheet(sheet.name, _rows(sheet, table)))
    return tuple(found) if wanted else ()


def _stop_at_persons(head: WorkbookHead, table: CodedTable) -> None:
    problems = identifier_problems(head.identifiers, len(head.identifiers))
    problems += identifier_problems(table.identifiers, table.identifier_count)
    if problems:
        raise refuse(problems)


def _rows(sheet: SheetHead, table: CodedTable) -> list[tuple[int, tuple[object, ...]]]:
    """Return the first row of a sheet, and those under it, as tuples from column A."""
    first = tuple(sheet.rows[0]) if sheet.rows else ()
    width = max([len(first), *(column.index + 1 for column in table.columns)])
    columns: list[list[object] | None] = [None] * width
    for column in table.columns:
        columns[column.index] = [column.values[code] for code in column.codes.tolist()]
    below = [
        (int(number), tuple(column[at] if column is not None else None for column in columns))
        for at, number in enumerate(table.row_numbers.tolist())
    ]
    return [(sheet.first_row, first + (None,) * (width - len(first))), *below]


def own_sheets(head: WorkbookHead) -> dict[str, SheetHead]:
    """Return table -> its sheet, of a file that rccdesk wrote; empty for one that it did not."""
    titles = {title_of(sheet.table): sheet for sheet in SHEETS}
    found = {}
    for sheet in head.visible_sheets:
        ours = titles.get(sheet.name)
        heads = _heads(sheet)
        if ours is not None and "id" in heads and len(heads & _known(ours)) >= _OWN_NEED:
            found[ours.table] = sheet
    for sheet in head.visible_sheets:  # renamed, or saved as text, which has no name
        ours = _by_heads(sheet)
        if sheet not in found.values() and ours is not None and "id" in _heads(sheet):
            found.setdefault(ours.table, sheet)
    return found


def lacks_ids(sheet: SheetHead) -> bool:
    """Tell whether a sheet is one of ours whose column with ids has been removed."""
    return "id" not in _heads(sheet) and _by_heads(sheet) is not None


def _heads(sheet: SheetHead) -> set[str]:
    first = sheet.rows[0] if sheet.rows else ()
    return {str(cell).strip() for cell in first if cell is not None}


def _known(ours: Sheet) -> set[str]:
    return {header(ours.table, column.field) for column in ours.columns}


def _by_heads(sheet: SheetHead) -> Sheet | None:
    """Return the sheet of ours that most heads are of, where nearly all of its are there."""
    heads = _heads(sheet)
    if header("", MARKS) not in heads:
        return None
    shares = {ours.table: len(heads & _known(ours)) / len(ours.columns) for ours in SHEETS}
    best = max(SHEETS, key=lambda ours: (shares[ours.table], len(ours.columns)))
    return best if shares[best.table] >= _MOST_HEADS else None


def to_table(ours: Sheet, raw: RawSheet) -> tuple[FileTable, list[str]]:
    """Return the rows of one of our sheets by field, and the addresses of unknown columns.

    A text that went on in further columns is put together again.
    """
    number, heads = raw.rows[0]
    fields = {
        header(ours.table, name): name for name in (*(c.field for c in ours.columns), MARKS, ID)
    }
    fields |= {id_header(ours.table, c.field): f"{c.field}.id" for c in ours.columns if c.of}
    places: dict[str, list[int]] = {}
    unknown = []
    seen: set[str] = set()
    for at, cell in enumerate(heads):
        words = str(cell).strip() if cell is not None else ""
        name = fields.get(words) or _continued(words, fields)
        if name is not None and words not in seen:
            places.setdefault(name, []).append(at)
        elif words:
            unknown.append(f"{column_letter(at)}{number}")
        else:
            filled = (n for n, cells in raw.rows[1:] if at < len(cells) and _has(cells[at]))
            unknown += [f"{column_letter(at)}{first}" for first in islice(filled, 1)]
        seen.add(words)
    letters = {name: column_letter(at[0]) for name, at in places.items()}
    for parts in places.values():  # a text goes on in the order of its columns
        parts.sort(key=lambda place: _part_number(heads[place]))
    rows = [
        FileRow(row_number, {name: _joined(cells, at) for name, at in places.items()}, letters)
        for row_number, cells in raw.rows[1:]
    ]
    return FileTable(
        raw.name, [row for row in rows if any(_has(c) for c in row.cells.values())]
    ), unknown


def _continued(words: str, fields: dict[str, str]) -> str | None:
    for name, field in fields.items():
        start = text_in(LANGUAGE, "plan_workbook.continued", name=name, number="§")
        head, _, tail = start.partition("§")
        if words.startswith(head) and words.endswith(tail):
            return field
    return None


def _part_number(words: object) -> int:
    numbers = re.findall(r"\d+", str(words).rpartition("(")[2])
    return int(numbers[-1]) if numbers and str(words).rstrip().endswith(")") else 0


def _joined(cells: Sequence[object], at: Sequence[int]) -> object:
    found = [cells[place] for place in at if place < len(cells) and _has(cells[place])]
    if len(found) > 1 and all(isinstance(cell, str) for cell in found):
        return "".join(map(str, found))
    return found[0] if found else None


def _has(cell: object) -> bool:
    return cell is not None and not (isinstance(cell, str) and not cell.strip())
