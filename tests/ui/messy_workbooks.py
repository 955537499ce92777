"""Workbooks as they come: titles over the table, columns nobody knows, faults in the cells."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import xlsxwriter

HEADERS = ("Förlopps-id", "KVÅ-kod", "Datum", "Region", "Anmärkning", "Kommentar 2")
PATHWAYS = 30


def write_messy_events(path: Path) -> Path:
    """Write 30 pathways of VG9 under two title rows, with faults that leave the rest readable.

    One impossible date, one unknown code, one empty date, two rows twice.
    """
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("SVF")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write(0, 0, "SVF-uttag, Region Ekmark")
        sheet.write(1, 0, "Uttag 2026-03-31 08:15")
        row = 3
        for column, header in enumerate(HEADERS):
            sheet.write(row, column, header)
        for number in range(PATHWAYS):
            start = dt.date(2025, 7, 1) + dt.timedelta(days=number)
            for code, date in (("VG910", start), ("VG950", start + dt.timedelta(days=25))):
                row += 1
                sheet.write_row(row, 0, (f"P{number:04}", code))
                sheet.write_datetime(row, 2, dt.datetime.combine(date, dt.time()), day)
                sheet.write(row, 3, "Region Ekmark")
                sheet.write(row, 4, "remiss" if number % 7 == 0 else "")
        for cells in (
            ("P9001", "VG910", "2025-13-45", "Region Ekmark"),
            ("P9002", "QQ910", "2025-08-01", "Region Ekmark"),
            ("P9003", "VG910", None, "Region Ekmark"),
            ("P9004", "VG910", "2025-08-03", "Region Ekmark"),
            ("P9004", "VG910", "2025-08-03", "Region Ekmark"),
            ("P9005", "VG910", "2025-08-04", "Region Ekmark"),
            ("P9005", "VG910", "2025-08-04", "Region Ekmark"),
        ):
            row += 1
            sheet.write_row(row, 0, cells)
        hidden = book.add_worksheet("gammal")
        hidden.hide()
    return path


def write_table(path: Path, rows: tuple[tuple[object, ...], ...], sheet: str = "Blad1") -> Path:
    """Write ``rows`` from the first cell of one sheet."""
    with xlsxwriter.Workbook(path) as book:
        made = book.add_worksheet(sheet)
        for number, cells in enumerate(rows):
            made.write_row(number, 0, cells)
    return path


def write_with_personnummer(path: Path, *, mended: bool = False) -> Path:
    """Write a table of figures whose remark holds a test personnummer, unless ``mended``."""
    remark = "" if mended else "Gäller 19121212-1212"
    return write_table(
        path,
        (
            ("Period", "Enhet", "Täljare", "Nämnare", "Anmärkning"),
            ("2025-Q3", "Region Ekmark", 32, 40, remark),
            ("2025-Q3", "Region Sydvall", 18, 20, ""),
        ),
    )


def write_figures(path: Path, numerator: int = 32) -> Path:
    """Write a table of figures that needs the name of its indicator, with a total beside parts."""
    return write_table(
        path,
        (
            ("Period", "Enhet", "Täljare", "Nämnare"),
            ("2025-Q3", "Region Ekmark", numerator, 40),
            ("2025-Q3", "Region Sydvall", 18, 20),
            ("2025-Q3", "Totalt", numerator + 18, 60),
        ),
    )


def write_unknown(path: Path) -> Path:
    """Write a table of no layout that an import knows."""
    return write_table(path, (("Ort", "Väder"), ("Norrsjö", "sol"), ("Ekmark", "regn")))


def write_html_as_xls(path: Path) -> Path:
    """Write a web page with the suffix of an old workbook, as some systems export."""
    path.write_text("<html><table><tr><td>Period</td></tr></table></html>", encoding="utf-8")
    return path
