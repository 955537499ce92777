"""The workbooks that the benches import: an event list made by the example generator."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path

import numpy as np
import xlsxwriter

from rccdesk.enums import AgeGroup, Sex
from rccdesk.services.example_data.events import generate_events
from rccdesk.services.example_data.plan import EXTRACT_DATE

HEADER = (
    "Förlopps-id",
    "KVÅ-kod",
    "Datum",
    "Enhet",
    "Region",
    "Hemregion",
    "Kön",
    "Åldersgrupp",
)
_REGION_CODES = ("03", "17", "18", "19", "20", "21", "04")  # real codes in place of X1-X7
_SVFS = ("VA9", "VB0", "VB2", "VB3")
LISTED = (
    "Förlopps-id",
    "SVF",
    "Välgrundad misstanke",
    "Behandlingsrekommendation",
    "Behandlingsbeslut",
    "Behandlingsstart",
    "Region",
    "Hemregion",
)
_SEX = {Sex.FEMALE: "Kvinna", Sex.MALE: "Man"}


def write_event_workbook(path: Path, rows: int, seed: int = 1) -> None:
    """Write an event list of exactly ``rows`` rows under its header, with real dates."""
    events = generate_events(int(rows / 3.2) + 100, seed).extract(EXTRACT_DATE)
    if events.date.size < rows:
        raise ValueError(rows)
    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    epoch = dt.date(1970, 1, 1)
    days = {int(day): epoch + dt.timedelta(days=int(day)) for day in set(events.date.tolist())}
    sexes = [_SEX.get(sex, "") for sex in Sex]
    ages = [str(age) for age in AgeGroup]
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("SVF")
        sheet.write_row(0, 0, HEADER)
        columns = (
            events.pathway.tolist(),
            events.kva.tolist(),
            events.date.tolist(),
            events.unit.tolist(),
            events.region.tolist(),
            events.home_region.tolist(),
            events.sex.tolist(),
            events.age_group.tolist(),
        )
        for row, (who, kva, day, unit, region, home, sex, age) in enumerate(
            zip(*(column[:rows] for column in columns), strict=True), start=1
        ):
            sheet.write_string(row, 0, f"F{who % 10**15:015d}")
            sheet.write_string(row, 1, events.kva_codes[kva])
            sheet.write_datetime(row, 2, days[day])
            sheet.write_string(row, 3, events.units[unit])
            sheet.write_string(row, 4, _REGION_CODES[region])
            if home >= 0:
                sheet.write_string(row, 5, _REGION_CODES[home])
            if sex >= 0:
                sheet.write_string(row, 6, sexes[sex])
            if age >= 0:
                sheet.write_string(row, 7, ages[age])


def write_pathway_workbook(path: Path, rows: int, seed: int = 1) -> None:
    """Write a pathway list: one row per pathway with dates invented over three years."""
    random = np.random.default_rng(seed)
    start = random.integers(0, 1_000, rows)
    wait = random.integers(10, 80, rows)
    ids = random.integers(0, 10**15, rows).tolist()
    first = dt.date(2024, 1, 1)
    days = [first + dt.timedelta(days=number) for number in range(1_100)]
    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("Förlopp")
        sheet.write_row(0, 0, LISTED)
        for row, (begun, took) in enumerate(zip(start.tolist(), wait.tolist(), strict=True), 1):
            sheet.write_string(row, 0, f"F{ids[row - 1]:015d}")
            sheet.write_string(row, 1, _SVFS[row % len(_SVFS)])
            sheet.write_datetime(row, 2, days[begun])
            sheet.write_datetime(row, 3, days[begun + took // 2])
            sheet.write_datetime(row, 4, days[begun + took // 2 + 2])
            sheet.write_datetime(row, 5, days[begun + took])
            sheet.write_string(row, 6, _REGION_CODES[row % 7])
            sheet.write_string(row, 7, _REGION_CODES[row % 5])


def write_variant(original: Path, target: Path, number: int) -> None:
    """Copy a workbook with the date of about every hundredth row moved by one day.

    Stands for the next extract of the same list: most rows are the same, some have changed.
    """
    with (
        zipfile.ZipFile(original) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy,
    ):
        for item in source.infolist():
            content = source.read(item)
            if item.filename == "xl/worksheets/sheet1.xml":
                content = re.sub(
                    rb'(<c r="C\d*%02d"[^>]*><v>)(\d+)' % (number * 7 % 100),
                    lambda m: m[1] + str(int(m[2]) - 1).encode(),
                    content,
                )
            copy.writestr(item.filename, content)


def write_large(original: Path, target: Path) -> None:
    """Write the sheet of a workbook twice, first with shared texts as Excel writes them.

    Half a million rows become a file of 45 MB.
    """
    places: dict[bytes, int] = {}

    def share(cell: re.Match[bytes]) -> bytes:
        return b't="s"><v>%d</v>' % places.setdefault(cell[1], len(places))

    with (
        zipfile.ZipFile(original) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy,
    ):
        for item in source.infolist():
            content = source.read(item)
            if item.filename == "xl/worksheets/sheet1.xml":
                shared = re.sub(rb't="inlineStr"><is><t>([^<]*)</t></is>', share, content)
                copy.writestr(item.filename, shared)
                copy.writestr("xl/worksheets/sheet2.xml", content)
                texts = b"".join(b"<si><t>%s</t></si>" % text for text in places)
                copy.writestr("xl/sharedStrings.xml", _STRINGS_BEGIN + texts + b"</sst>")
                continue
            for old, new in _SECOND_SHEET.get(item.filename, ()):
                content = content.replace(old, new + old)
            copy.writestr(item.filename, content)


_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml."
_STRINGS_BEGIN = b'<sst xmlns="' + _MAIN + b'">'
# By part: before what something is put in, and what.
_SECOND_SHEET = {
    "xl/workbook.xml": ((b"</sheets>", b'<sheet name="SVF 2" sheetId="2" r:id="rId8"/>'),),
    "xl/_rels/workbook.xml.rels": (
        (
            b"</Relationships>",
            b'<Relationship Id="rId8" Type="' + _RELATION + b'worksheet"'
            b' Target="worksheets/sheet2.xml"/><Relationship Id="rId9" Type="' + _RELATION
            + b'sharedStrings" Target="sharedStrings.xml"/>',
        ),
    ),
    "[Content_Types].xml": (
        (
            b"</Types>",
            b'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="' + _TYPE
            + b'worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="' + _TYPE
            + b'sharedStrings+xml"/>',
        ),
    ),
}  # fmt: skip
