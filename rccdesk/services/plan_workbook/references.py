"""Which row a cell with a name means: by the id beside it, or by the name alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rccdesk.enums import Thing
from rccdesk.services.imports.values import clean_text, fold
from rccdesk.services.naming.known import has_row
from rccdesk.services.plan_workbook.cells import CellError, is_same, read_cell
from rccdesk.services.plan_workbook.model import Column, FileRow, Form
from rccdesk.services.plan_workbook.stored import Rows
from rccdesk.services.plan_workbook.vocabulary import Vocabulary
from rccdesk.services.plan_workbook.writing import thing_cell


def read_reference(
    column: Column,
    row: FileRow,
    before: Rows,
    after: Rows,
    within: Mapping[str, str],
) -> str | None:
    """Return the uuid of the row that a cell names; None for an empty cell. Raises CellError.

    ``before`` are the rows of the store, ``after`` those with what the file has said so far: a
    row that was renamed in one sheet is still meant by its old name in another.
    """
    table, cell = column.of, row.cells.get(column.field)
    known = clean_text(row.cells.get(f"{column.field}.id"))
    return find_row(table, cell, known, before, after, within, is_needed=column.is_needed)


def find_row(
    table: str,
    cell: object,
    known: str,
    before: Rows,
    after: Rows,
    within: Mapping[str, str],
    *,
    is_needed: bool,
) -> str | None:
    """Return the uuid of the row of a table; as `read_reference`."""
    if cell is None or not clean_text(cell):
        if is_needed:
            raise CellError("missing_value")
        return None
    if known:
        names = {rows.name(table, known) for rows in (before, after)} - {""}
        if any(is_same(name, cell) or fold(name) == fold(cell) for name in names):
            return known
    found = after.find(table, cell, within)
    if len(found) > 1 and known in found:
        return known
    if len(found) > 1:
        raise CellError("reference_ambiguous")
    if not found:
        raise CellError("reference_unknown")
    return found[0]


def read_thing(
    column: Column, row: FileRow, kind: Any, before: Rows, after: Rows, words: Vocabulary
) -> str:
    """Return the key of what a cell names, of a kind of the chain. Raises CellError."""
    cell = row.cells.get(column.field)
    known = clean_text(row.cells.get(f"{column.field}.id"))
    if has_row(kind, known):
        return find_row(str(kind), cell, known, before, after, {}, is_needed=True) or ""
    raw = row.cells.get(f"{column.field}.id")
    if isinstance(raw, str) and is_same(thing_cell(kind, raw, before, words), cell):
        return raw
    if kind == Thing.MEASURE:
        return str(read_cell(Column(column.field, Form.MEASURE, is_needed=True), cell, words))
    if kind == Thing.PATHWAY:
        return str(read_cell(Column(column.field, Form.PATHWAYS, is_needed=True), cell, words))
    return str(read_cell(Column(column.field, is_needed=True), cell, words))
