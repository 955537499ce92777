"""The dump of a store as a workbook: one sheet per table, and one that says what it all is.

No cell can become a formula: every text is written as a text.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy import Date
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from rccdesk.files import DRAFT_PREFIX
from rccdesk.formats import workbook_text
from rccdesk.models import Base
from rccdesk.services.export.naming import RUN_TIME, Row, exported_name
from rccdesk.texts import has_text, text

_AUTHOR = "rccdesk"
_MOST_ROWS = 1_048_576 - 1  # under the header
_LONGEST_TEXT = 32_767
_LONGEST_NAME = 31
_FIRST_YEAR = 1900  # of the calendar of a workbook
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_COLUMN_WIDTH = 18
_NOTE_WIDTH = 110


def write_workbook(path: Path, content: dict[str, Any], *, case_level: bool) -> None:
    """Write a dump to ``path``. Raises OSError."""
    # The library keeps rows in files of its own until the end: in a folder that goes with them.
    with tempfile.TemporaryDirectory(prefix=DRAFT_PREFIX, dir=path.parent) as folder:
        options = {"constant_memory": True, "tmpdir": folder, "default_date_format": "yyyy-mm-dd"}
        book = _Book(xlsxwriter.Workbook(str(path), options))
        book.write(content, case_level=case_level)


class _Book:
    """A workbook under way."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        book.set_properties({"author": _AUTHOR})
        self._head: Format = book.add_format({"bold": True, "bottom": 1})
        self._day: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        self._wrapped: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self._names: set[str] = set()
        self.shortened = 0

    def write(self, content: dict[str, Any], *, case_level: bool) -> None:
        """Write all sheets and close the book."""
        note = self._add_sheet(text("export.readme.sheet"))
        contents = []
        for part in ("tables", "deleted"):
            for table, rows in content[part].items():
                name = _sheet_title(table)
                if part == "deleted":
                    name = text("export.sheet.deleted", name=name)
                contents.append((name, len(rows)))
                self._write_table(table, name, rows)
        self._write_note(note, content, contents, case_level=case_level)
        try:
            self._book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            cause = error.args[0] if error.args else None
            raise cause if isinstance(cause, OSError) else OSError(str(error)) from error

    def _add_sheet(self, title: str) -> Worksheet:
        """Add a sheet with a name that is allowed and not taken."""
        safe = (
            _NOT_IN_SHEET_NAMES.sub(" ", workbook_text(title)).strip("' ")[:_LONGEST_NAME] or "Data"
        )
        name, number = safe, 1
        while name.casefold() in self._names:
            number += 1
            ending = f" ({number})"
            name = safe[: _LONGEST_NAME - len(ending)] + ending
        self._names.add(name.casefold())
        return self._book.add_worksheet(name)

    def _write_table(self, table: str, title: str, rows: Sequence[Row]) -> None:
        """Write the rows of a table, on more sheets than one where they do not fit."""
        days = _date_fields(table)
        fields = list(dict.fromkeys(field for row in rows for field in row)) or _fields_of(table)
        for start in range(0, max(len(rows), 1), _MOST_ROWS):
            part = rows[start : start + _MOST_ROWS]
            sheet = self._add_sheet(title)
            sheet.set_column(0, max(len(fields) - 1, 0), _COLUMN_WIDTH)
            sheet.freeze_panes(1, 0)
            if fields:
                sheet.autofilter(0, 0, len(part), len(fields) - 1)
            for column, field in enumerate(fields):
                sheet.write_string(0, column, _header(table, field), self._head)
            for number, row in enumerate(part, start=1):
                for column, field in enumerate(fields):
                    self._write_cell(sheet, number, column, row.get(field), is_day=field in days)

    def _write_cell(
        self, sheet: Worksheet, row: int, column: int, value: Any, *, is_day: bool
    ) -> None:
        if value is None or (isinstance(value, float) and math.isnan(value)):
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, int | float) and abs(value) != float("inf"):
            sheet.write_number(row, column, value)
        elif is_day and (day := _day_of(value)):
            sheet.write_datetime(row, column, day, self._day)
        else:
            spelled = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            spelled = workbook_text(spelled)
            if len(spelled) > _LONGEST_TEXT:
                self.shortened += 1
                ending = text("export.readme.shortened_mark")
                spelled = spelled[: _LONGEST_TEXT - len(ending)] + ending
            sheet.write_string(row, column, spelled)

    def _write_note(
        self,
        sheet: Worksheet,
        content: dict[str, Any],
        contents: Sequence[tuple[str, int]],
        *,
        case_level: bool,
    ) -> None:
        sheet.set_column(0, 0, _NOTE_WIDTH)
        is_example = any(row["is_example"] for row in content["tables"]["store"])
        lines = [
            *([text("export.readme.example")] if is_example else []),
            text("export.readme.what"),
            text("export.readme.when", at=content["exported_at"], version=content["version"]),
            text("export.readme.cases" if case_level else "export.readme.no_cases"),
            text("export.readme.empty"),
            text("export.readme.deleted"),
            text("export.readme.left_out"),
        ]
        if self.shortened:
            lines.append(text("export.readme.shortened", count=self.shortened))
        lines.append(text("export.readme.sheets"))
        lines += [text("export.readme.rows", sheet=name, count=rows) for name, rows in contents]
        for number, line in enumerate(lines):
            sheet.write_string(
                number, 0, workbook_text(line), self._head if not number else self._wrapped
            )


def _sheet_title(table: str) -> str:
    key = f"export.sheet.{table}"
    return text(key) if has_text(key) else table


def _header(table: str, field: str) -> str:
    """Return what a field is called; by its own name where nobody has named it."""
    columns = Base.metadata.tables[table].columns.keys() if table in Base.metadata.tables else ()
    names = [field, *(c for c in columns if exported_name(c) == field)]
    for name in names:
        for key in (f"export.column.{name}", f"fields.{table}.{name}", f"fields.every.{name}"):
            if has_text(key):
                return text(key)
    return field


def _fields_of(table: str) -> list[str]:
    """Return some columns for a table without rows, so that its sheet is not bare."""
    known = Base.metadata.tables.get(table)
    return (
        []
        if known is None
        else [exported_name(c.name) for c in known.columns if c.name not in RUN_TIME]
    )


def _date_fields(table: str) -> frozenset[str]:
    if table not in Base.metadata.tables:
        return frozenset({"event_date"})
    columns = Base.metadata.tables[table].columns
    return frozenset(column.name for column in columns if isinstance(column.type, Date))


def _day_of(value: Any) -> dt.datetime | None:
    try:
        day = dt.date.fromisoformat(str(value))
    except ValueError:
        return None
    return dt.datetime.combine(day, dt.time()) if day.year >= _FIRST_YEAR else None
