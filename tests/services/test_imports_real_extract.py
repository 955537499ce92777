"""A real extract (Public Health Scotland, OGL v3.0), counted anew here with the csv module."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from sqlalchemy import select

from rccdesk.models import Measurement
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest, import_files

NUMERATOR = "NumberOfEligibleReferralsTreatedWithin62Days"
DENOMINATOR = "NumberOfEligibleReferrals62DayStandard"
MAPPING = {
    "period": "Quarter",
    "unit": "HBT",
    "home_unit": "HB",
    "group": "CancerType",
    "numerator": NUMERATOR,
    "denominator": DENOMINATOR,
}


@pytest.fixture
def folder(repository: Path) -> Path:
    folder = repository.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real extract is not here")
    return folder


@pytest.fixture
def database(tmp_path: Path) -> Database:
    with Database.open(tmp_path / "test.rccdesk", create=True) as database:
        yield database


@pytest.mark.parametrize("mapping", [{}, MAPPING], ids=["recognised", "mapped"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_real_extract(database: Database, folder: Path, kind: str, mapping: dict) -> None:
    by_key: dict[tuple[str, ...], Counter] = defaultdict(Counter)
    with (folder / "phs_cancer_waiting_62_day.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            key = (row["Quarter"], row["HBT"], row["HB"], row["CancerType"])
            by_key[key][float(row[NUMERATOR]), float(row[DENOMINATOR])] += 1
    identical = sum(n - 1 for versions in by_key.values() for n in versions.values())
    conflicts = [key for key, versions in by_key.items() if len(versions) > 1]
    rows = sum(n for versions in by_key.values() for n in versions.values())
    assert (rows, len(by_key), identical, len(conflicts)) == (15_874, 14_411, 1_451, 12)

    path = folder / f"phs_cancer_waiting_62_day.{kind}"
    (result,) = import_files(
        database, ImportRequest((path,), indicator="phs_62_day", mapping=mapping)
    )
    assert result.rows_read == rows
    assert result.rows_imported == len(by_key) - len(conflicts)
    assert result.rows_skipped == identical + 2 * len(conflicts)
    counts = {p.code: p.count for p in result.problems}
    assert counts["duplicate_identical"] == identical
    assert counts["duplicate_conflict"] == 2 * len(conflicts)

    m = Measurement.__table__.c
    with database.read() as session:
        stored = session.execute(
            select(m.period, m.unit, m.home_unit, m.group, m.numerator, m.denominator, m.is_total)
        ).all()
    expected = {
        (f"{key[0][:4]}-{key[0][4:]}", *key[1:]): next(iter(versions))
        for key, versions in by_key.items()
        if len(versions) == 1
    }
    assert {tuple(row[:4]): tuple(row[4:6]) for row in stored} == expected
    totals = {tuple(row[:4]) for row in stored if row.is_total}
    assert totals == {
        key for key in expected if key[2] == "S92000003" or key[3] == "All Cancer Types"
    }
    assert counts["totals_beside_parts"] == len(totals)
