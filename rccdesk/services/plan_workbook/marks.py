"""What a row held when it was exported, as short marks: what a person has changed since shows.

Two people may edit files of the same store. A cell that still has its mark was not touched, and
says nothing against what the other has changed in the store meanwhile.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Mapping

from rccdesk.services.imports.values import clean_text
from rccdesk.services.plan_workbook.model import Sheet

_BYTES = 3  # four characters; one change of 16 million would go unseen


def write_marks(sheet: Sheet, cells: Mapping[str, object]) -> str:
    """Return the marks of the cells of a row, those of the columns first."""
    return " ".join((_of_columns(sheet), *(mark(cells[c.field]) for c in sheet.columns)))


def read_marks(sheet: Sheet, written: object) -> dict[str, str]:
    """Return field -> mark; empty for marks of other columns or none."""
    first, *marks = clean_text(written).split(" ")
    if first != _of_columns(sheet) or len(marks) != len(sheet.columns):
        return {}
    return {column.field: each for column, each in zip(sheet.columns, marks, strict=True)}


def mark(cell: object) -> str:
    """Return the mark of what stands in a cell, alike however a workbook spells it."""
    if isinstance(cell, dt.datetime):
        cell = cell.date()
    words = str(cell).replace("\r\n", "\n").replace("\r", "\n").strip()
    if cell is None or not isinstance(cell, str):
        words = clean_text(cell)
    digest = hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=_BYTES).digest()
    return base64.urlsafe_b64encode(digest).decode("ascii")


def _of_columns(sheet: Sheet) -> str:
    return mark(",".join(column.field for column in sheet.columns))
