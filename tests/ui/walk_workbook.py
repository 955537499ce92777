"""A messy but realistic event list of one invented region, as a clinic's secretary sends it.

What is wrong in it is written here cell by cell, so that a test can count without the program.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import xlsxwriter

HEADERS = (
    "Förlopps-id",
    "KVÅ-kod",
    "Datum för\nhändelse",
    "Region",
    "Vårdenhet",
    "Ålder",
    "Patientens namn",
    "Remiss-ID",
)
HEADER_ROW = 5  # as Excel counts
PATHWAYS = 40  # each with a suspicion in August 2026 and a surgery 20 or 35 days later
LATE = 10  # of them, those with 35 days: 28 days is the limit of the example
WITHOUT_YEAR = ("3 aug", "5 aug", "28/8", "17 sep")
MISSPELT_UNIT, MISSPELT_ROWS = "Ekmarks las.", 6
PERSONNUMMER = "19121212-1212"  # of the official list of test numbers

_UNIT = "Ekmarks lasarett"
_REGION = "Region Ekmark"


def day_of(number: int) -> dt.date:
    """Return the day of the suspicion of a pathway."""
    return dt.date(2026, 8, 1) + dt.timedelta(days=number % 28)


def wait_of(number: int) -> int:
    """Return the days from suspicion to surgery of a pathway."""
    return 35 if number < LATE else 20


def write_walk_workbook(path: Path, *, personnummer: bool = False) -> Path:
    """Write the list; with a test personnummer in one age cell where it is asked for."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("SVF")
        title = book.add_format({"bold": True, "font_size": 14})
        head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#d9e6f2"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.merge_range("A1:H1", "SVF bröstcancer, Region Ekmark", title)
        sheet.write("A2", "Uttag 2026-11-20 07:15 ur KVÅ-registret")
        sheet.merge_range("A4:C4", "Förlopp och händelse", head)
        sheet.merge_range("D4:H4", "Var och vem", head)
        sheet.write_row(HEADER_ROW - 1, 0, HEADERS, head)
        sheet.write_comment("C5", "Datum enligt remissen, ibland bara dag och månad. /Sekr.")
        sheet.set_column(0, 7, 16)
        for row, cells in enumerate(_rows(personnummer=personnummer), HEADER_ROW):
            for column, value in enumerate(cells):
                if isinstance(value, dt.date):
                    moment = dt.datetime.combine(value, dt.time())
                    sheet.write_datetime(row, column, moment, day)
                elif value is not None:
                    sheet.write(row, column, value)
        old = book.add_worksheet("gammal")
        old.write_row(0, 0, HEADERS)
        old.hide()
        book.add_worksheet("_hjälp").very_hidden()
    return path


def _rows(*, personnummer: bool) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []

    def add(key: str, code: str, date: object, **other: object) -> None:
        cells = {"region": _REGION, "unit": _UNIT, "age": "67,0", **other}
        name = f"Anna Exempel {len(rows) + 1}"
        remit = f"R{len(rows) + 1:05}"
        rows.append((key, code, date, cells["region"], cells["unit"], cells["age"], name, remit))

    for number in range(PATHWAYS):
        key, start = f"E{number:04}", day_of(number)
        treated = start + dt.timedelta(days=wait_of(number))
        unit = MISSPELT_UNIT if number < MISSPELT_ROWS else _UNIT
        region = "Region Ekmrak" if number in (7, 8) else _REGION
        age = "UNK" if number == 9 else "<5" if number == 10 else f"{50 + number % 30},5"
        add(key, "VG910", _written(start, number), unit=unit, region=region, age=age)
        add(key, "VG950", treated)
    for number, words in enumerate(WITHOUT_YEAR):
        add(f"U{number:04}", "VG910", words)
    add("I0001", "VG910", "2026-02-30")
    for _twice in range(2):  # the same row twice
        add("D0001", "VG910", dt.date(2026, 8, 14))
    for age in ("61,0", "74,0"):  # the same event with other values
        add("D0002", "VG910", dt.date(2026, 8, 15), age=age)
    add("N0001", "VG910", dt.date(2026, 9, 10))  # treated before it was suspected
    add("N0001", "VG950", dt.date(2026, 8, 20))
    add("N0002", "VG910", dt.date(2026, 9, 11))
    add("N0002", "VG950", dt.date(2026, 8, 1))
    if personnummer:
        add("X0001", "VG910", dt.date(2026, 8, 16), age=PERSONNUMMER)
    return rows


def _written(day: dt.date, number: int) -> object:
    """Return a day in one of the forms that people write."""
    forms = (day, day.isoformat(), f"{day:%Y%m%d}", f"{day.day}/{day.month} {day.year}")
    return forms[number % len(forms)]
