"""Small workbooks and CSV files for the tests of imports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

Rows = Sequence[Sequence[object]]
EVENT_HEADER = ("Förlopps-id", "KVÅ-kod", "Datum", "Enhet", "Region")


def write_xlsx(path: Path, rows: Rows, sheet: str = "Data", hidden: dict | None = None) -> Path:
    """Write ``rows`` from A1 on; ``hidden`` are further, hidden sheets by name."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, content in {sheet: rows, **(hidden or {})}.items():
            page = book.add_worksheet(name)
            if name != sheet:
                page.hide()
            for number, row in enumerate(content):
                for column, value in enumerate(row):
                    if isinstance(value, dt.date):
                        page.write_datetime(number, column, dt.datetime.combine(value, dt.time()))
                    elif value is not None:
                        page.write(number, column, value)
    return path


def write_csv(path: Path, rows: Rows, delimiter: str = ";", encoding: str = "utf-8") -> Path:
    """Write ``rows`` as text."""
    lines = [delimiter.join("" if v is None else str(v) for v in row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def event(who: str, code: str, day: str, unit: str = "Lund", region: str = "12") -> tuple:
    """Return a row of an event list."""
    return (who, code, dt.date.fromisoformat(day), unit, region)
