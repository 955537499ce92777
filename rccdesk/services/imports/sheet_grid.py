"""The top of a sheet as the window shows it: from the head of a file, or before that is known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.head_recognition import recognise_head
from rccdesk.services.imports.identifiers import name_columns
from rccdesk.services.imports.known_words import load_words
from rccdesk.services.imports.layouts import Recognition
from rccdesk.services.imports.profiles.applying import resolve_request
from rccdesk.services.imports.reading import CellFault, SheetHead, WorkbookHead
from rccdesk.services.imports.request import ImportRequest
from rccdesk.services.imports.values import clean_text

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_MASK = "••••••••-••••"


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """The top of a sheet as it looks in the file, so that the user can point at the table.

    ``rows[0]`` is row ``first_row`` (from 1) and begins in column A; ``last_row`` and
    ``last_letter`` bound the table under the header. What may point out a person is masked.
    """

    sheet: str
    first_row: int
    rows: tuple[tuple[str, ...], ...]
    last_row: int
    last_letter: str


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The first rows of a large file that is still being read; ``header_row`` is a guess."""

    grid: SheetGrid
    header_row: int | None


def look_at_first(
    database: Database, request: ImportRequest, sheets: tuple[SheetHead, ...]
) -> FirstLook | None:
    """Return what can be shown of the sheets that `open_workbook` gives before the head.

    They are recognised as the head will be, so that pathway ids are not shown in the meantime
    either. None where the sheet that is asked for is not among them.
    """
    known = load_words(database)
    head = WorkbookHead("xlsx", "", 0, sheets, False, False, None, None, ())  # noqa: FBT003
    request = resolve_request(request, head, known.saved).request
    found, _ = recognise_head(head, request, known.vocabulary)
    wanted = (sheet for sheet in sheets if request.sheet in {None, sheet.name})
    sheet = sheets[found.sheet] if found else next(wanted, None)
    if sheet is None:
        return None
    return FirstLook(
        make_grid(sheet, hidden_cells(sheet, found, request)), found.header_row if found else None
    )


def make_grid(sheet: SheetHead, hidden: Collection[tuple[int, int]]) -> SheetGrid:
    """Return the top of a sheet without the cells (row from 1, column from 0) in ``hidden``."""
    width = max((len(row) for row in sheet.rows), default=0)
    rows = tuple(
        tuple(
            _MASK if (number, column) in hidden else show_cell(value)
            for column, value in enumerate((*row, *([None] * (width - len(row)))))
        )
        for number, row in enumerate(sheet.rows, start=sheet.first_row)
    )
    return SheetGrid(
        sheet.name,
        sheet.first_row,
        rows,
        sheet.first_row + sheet.row_count - 1,
        column_letter(max(sheet.column_count - 1, 0)),
    )


def hidden_columns(sheet: SheetHead, found: Recognition | None, request: ImportRequest) -> set[int]:
    """Return the columns of pathway ids and those named after persons: they are never shown."""
    top = found.header_row - sheet.first_row if found is not None else -1
    if found is None or not 0 <= top < len(sheet.rows):
        return set()
    headers = {index: clean_text(cell) for index, cell in enumerate(sheet.rows[top])}
    ids = {match.index for match in found.matches if match.field == "pathway_id"}
    return ids | name_columns(found, request, headers)


def hidden_cells(
    sheet: SheetHead, found: Recognition | None, request: ImportRequest
) -> set[tuple[int, int]]:
    """Return the cells (row, column) that are never shown."""
    if found is None:
        return set()
    columns = hidden_columns(sheet, found, request)
    last = sheet.first_row + len(sheet.rows)
    return {(row, column) for column in columns for row in range(found.header_row + 1, last)}


def show_cell(value: object) -> str:
    """Return the words of a cell; one that may point out a person is masked."""
    if isinstance(value, CellFault):
        return _MASK if value.kind == "masked" else value.text
    return clean_text(value)
