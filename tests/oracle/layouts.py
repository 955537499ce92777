"""Every layout that an import knows, as a first extract and a later one that replaces it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.corpus.binary_workbooks import write_ods, write_xls, write_xlsb
from tests.corpus.content import Cell, Sheet, Workbook
from tests.services.import_workbooks import write_csv, write_xlsx

Row = Sequence[object]
DAY = dt.date


def write_rows(path: Path, rows: Sequence[Row]) -> Path:
    """Write ``rows`` from A1 on in the format that the name of the file tells."""
    kind = path.suffix.lstrip(".")
    if kind == "csv":
        return write_csv(path, rows)
    if kind == "xlsx":
        return write_xlsx(path, rows)
    cells = tuple(
        Cell(number, column, float(value) if isinstance(value, int) else value)
        for number, row in enumerate(rows, 1)
        for column, value in enumerate(row)
        if value not in (None, "")
    )
    book = Workbook((Sheet("Data", cells),))
    return {"xls": write_xls, "xlsb": write_xlsb, "ods": write_ods}[kind](path, book)


@dataclass(frozen=True)
class Example:
    """A layout: the name of the profile, its rows by version, and how it is asked for.

    ``read`` and ``skipped`` are, per batch of the first extract, what its rows under the header
    come to.
    """

    profile: str
    rows: Callable[[int], list[Row]]
    read: tuple[int, ...]
    skipped: tuple[int, ...] = (0,)
    options: tuple[str, ...] = ()


def _events(version: int) -> list[Row]:
    rows: list[Row] = [("Förlopps-id", "KVÅ-kod", "Datum", "Enhet", "Region", "Kön", "Ålder")]
    for number in range(12):
        month = 1 + number % 6
        who = (("Lund", "Malmö")[version], "12", "Kvinna", 50 + number)
        rows.append((f"F{number}", "VG910", DAY(2024, month, 3), *who))
        days = 20 + 4 * number + 3 * version
        rows.append((f"F{number}", "VG950", DAY(2024, month, 3) + dt.timedelta(days), *who))
    if version:
        return rows[:-2]
    return [*rows, ("F99", "VG910", "i går", "Lund", "12", "Man", 40)]


def _pathways(version: int) -> list[Row]:
    rows: list[Row] = [
        (
            "Förlopps-id", "SVF", "I SVF", "Behandling rekommenderad", "Behandling",
            "Välgrundad misstanke", "Behandlingsrekommendation", "Behandlingsbeslut",
            "Behandlingsstart", "Region", "Kön",
        )
    ]  # fmt: skip
    for number in range(12):
        start = DAY(2024, 1 + number % 6, 5)
        steps = (0, 10, 14, 20 + 3 * number + version)
        dates = (start + dt.timedelta(step) for step in steps)
        rows.append((f"F{number}", "VG9", "ja", "ja", "Kirurgi", *dates, "12", "Man"))
    if version:
        return rows[:-1]
    return [*rows, ("F98", "XYZ", "ja", "ja", "Kirurgi", DAY(2024, 1, 1), *[None] * 3, "12", "Man")]


UNITS = ("Lund", "Malmö", "Ystad", "Åhus")
PERIODS = ("2024-Q1", "2024-Q2", "2024-Q3")


def _figure(unit: int, period: int, version: int) -> tuple[int, int]:
    return 11 + 7 * unit + 3 * period + version, 60 + 10 * unit


def _long(version: int) -> list[Row]:
    rows: list[Row] = [("Period", "Enhet", "Täljare", "Nämnare")]
    for p, period in enumerate(PERIODS):
        rows += [(period, unit, *_figure(u, p, version)) for u, unit in enumerate(UNITS)]
    if version:
        return rows[:-1]
    return [*rows, ("2024-Q1", "Hörby", "<5", 12), ("2024-Q9", "Lund", 1, 2)]


def _wide_period(version: int) -> list[Row]:
    rows: list[Row] = [("Enhet", *PERIODS)]
    for u, unit in enumerate(UNITS):
        shares = [round(100 * n / d, 1) for n, d in (_figure(u, p, version) for p in range(3))]
        rows.append((unit, *shares))
    return rows[:-1] if version else rows


def _wide_unit(version: int) -> list[Row]:
    rows: list[Row] = [("Period", "Skåne", "Halland", "Blekinge")]
    for p, period in enumerate(PERIODS):
        rows.append((period, *(round(0.5 + 0.01 * (u + p + version), 2) for u in range(3))))
    return rows[:-1] if version else rows


def _two_headers(version: int) -> list[Row]:
    rows: list[Row] = [
        ("Uttag ur registret",),
        (None, "2023", None, "2024", None),
        ("Enhet", *("Täljare", "Nämnare") * 2),
    ]
    for u, unit in enumerate(UNITS):
        rows.append((unit, *_figure(u, 0, version), *_figure(u, 1, version)))
    return rows[:-1] if version else rows


def _several(version: int) -> list[Row]:
    header = "Indikator-Id;Titel;Enhetsnamn;Enhetskod;Kön/Totalt;Måttenhet;Mätperiod;Värde"
    rows: list[Row] = [(*header.split(";"), "Täljare", "Nämnare/antal fall")]
    for key, title in (("i1", "Andel A"), ("i2", "Andel B")):
        for year in ("2022", "2023"):
            for code, name in (("41001", "Lunds lasarett"), ("41002", "Ystads lasarett")):
                n = 30 + len(rows) + version
                rows.append((key, title, name, code, "Totalt", "%", year, n / 2, n, 200))
    return rows


def _kolada(version: int) -> list[Row]:
    rows: list[Row] = [("kpi", "municipality_id", "year", "gender", "count", "value")]
    for key in ("N79178", "N79179"):
        for code in ("0012", "0013", "0000"):
            rows += [(key, code, "2023", sex, 1, 80.5 + version + len(rows)) for sex in "TKM"]
    return rows


def _rccshiny(version: int) -> list[Row]:
    return [
        ("Sjukhus", "År", "Täljare", "Nämnare", "Procent"),
        ("Lund", 2022, 8 + version, 10, f"{80 + 10 * version},0"),
        ("Malmö (otillräcklig data)", 2022, None, None, None),
        ("Ystad", 2022, 60, 90, "66,7"),
        ("RIKET", 2022, 68 + version, 100, f"{68 + version},0"),
    ]


def _expected(version: int) -> list[Row]:
    rows: list[Row] = [("SVF", "Region", "Period", "Förväntat antal")]
    rows += [("VG9", code, "2024", 100 + n + version) for n, code in enumerate(("12", "13", "10"))]
    return rows if version else [*rows, ("VG9", "12", "någon gång", 5)]


def _limits(version: int) -> list[Row]:
    header = "kva_prefix;treatment;variant;from_event;to_event;suffixes;days;decided_on;valid_from"
    steps = ("well_founded_suspicion", "treatment_start")
    return [
        (*header.split(";"), "valid_to", "confirmed", "source", "note"),
        # the row of breast cancer that ships, with another number of days; and one of its own
        ("VG9", "all", None, *steps, "50 52", 26 - version, "2015-12-21", "2015-12-21", None,
         "yes", "prov", None),
        ("VC0", "surgery", None, *steps, "50", 44 + version, "2025-01-01", "2025-01-01", None,
         "no", "prov", None),
    ]  # fmt: skip


OWN = ("--indicator", "k")
EXAMPLES = {
    "events": Example("svf_events", _events, (25,), (1,)),
    "pathways": Example("pathway_list", _pathways, (13,), (1,)),
    "figures": Example("aggregated", _long, (14,), (1,), OWN),
    "wide_period": Example("aggregated", _wide_period, (4,), (0,), OWN),
    "wide_unit": Example("aggregated", _wide_unit, (3,), (0,), OWN),
    "two_headers": Example("aggregated", _two_headers, (4,), (0,), OWN),
    "varden_i_siffror": Example("aggregated", _several, (4, 4), (0, 0)),
    "kolada": Example("aggregated", _kolada, (9, 9), (0, 0)),
    "rccshiny": Example("aggregated", _rccshiny, (4,), (0,), OWN),
    "expected": Example("expected_cases", _expected, (4,), (1,)),
    "limits": Example("lead_time_limits", _limits, (2,)),
}
