"""Rows for people: aligned text, csv and xlsx. No cell can become a formula."""

from __future__ import annotations

import csv
import io
from typing import Any

from rccdesk import formats
from rccdesk.cli.shapes import Shape
from rccdesk.cli.streams import say

# Full-width signs too: some spreadsheets read them as the plain ones.
_FORMULA_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def print_rows(rows: list[Shape], *, empty: str) -> None:
    """Print rows as an aligned table, or the sentence ``empty``."""
    if not rows:
        if empty:
            say(empty)
        return
    names = list(rows[0])
    lines = [names, *([_for_people(row[name]) for name in names] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(names))]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        say("  ".join(cells).rstrip())


def problem_line(problem: Shape) -> str:
    """Return a problem in one line with its place."""
    place = ", ".join(part for part in (problem["sheet"], problem["cell"]) if part)
    line = f"{problem['message']} ({place})" if place else str(problem["message"])
    return f"{line} --fix {problem['fix']}" if problem["fix"] else line


def csv_text(rows: list[Shape], *, note: str = "") -> str:
    """Return rows as csv with semicolons and decimal comma, as Swedish Excel opens it.

    ``note`` is a line of its own over them.
    """
    if not rows:
        return ""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    if note:
        writer.writerow([note])
    writer.writerow(rows[0])
    writer.writerows([_for_csv(value) for value in row.values()] for row in rows)
    return target.getvalue()


def xlsx_bytes(rows: list[Shape], *, note: str = "") -> bytes:
    """Return rows as a workbook with one sheet, ``note`` in a row of its own over them."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"author": "rccdesk"})
        sheet = book.add_worksheet("Data")
        above = [[note]] if note else []
        lines = [list(rows[0]), *(list(row.values()) for row in rows)] if rows else []
        for number, row in enumerate([*above, *lines]):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(number, column, value)
        sheet.freeze_panes(len(above) + 1, 0)
    return target.getvalue()


def _for_people(value: Any) -> str:
    if value is None:
        return formats.MISSING
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and not value.is_integer():
        return formats.number(value, 3)
    return str(int(value)) if isinstance(value, float) else str(value)


def _for_csv(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value).replace(".", ",")
    cell = str(value)
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
