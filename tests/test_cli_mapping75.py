"""The 75 % mapping from the command line: its shape, its formats, its refusals."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from rccdesk import cli
from rccdesk.services import mapping75
from rccdesk.services.database import Database
from rccdesk.services.mapping75 import CauseCount
from tests.services.lead_time_examples import import_events, waits

KEYS = [
    "region",
    "svf",
    "denominator",
    "over_75_percent_count",
    "proportion",
    "limit_days",
    "causes",
    "hidden",
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Region 12 has 20 of VG9 (limit 28 as shipped), 6 of them beyond 49 days, and 4 causes."""
    path = tmp_path_factory.mktemp("stores") / "a.rccdesk"
    with Database.open(path, create=True) as database:
        (limit,) = [one for one in _limits(database) if one.kva_prefix == "VG9"]
        assert limit.days == 28
        import_events(
            database,
            [
                *waits(14, 49, "a"),
                *waits(6, 50, "b"),
                *waits(3, 60, "c", start="2025-01-05", region="13"),
            ],
        )
        key = mapping75.list_causes(database)[0].key
        mapping75.record_causes(database, "12", "VG9", "2026-Q1", [CauseCount(key, 4)])
    return path


def _limits(database: Database) -> tuple:
    from rccdesk.services.pathways import catalogue

    return catalogue.list_limits(database)


def run(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> str:
    found = cli.main([str(a) for a in arguments])
    captured = capsys.readouterr()
    assert found == code, captured.err
    return captured.out if code == 0 else captured.err


def test_the_shape_is_that_of_the_contract(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    asked = ("--store", store, "mapping75", "--period", "2026-Q1", "--region", "12", "--svf", "VG9")
    shape = json.loads(run(capsys, *asked, "--json"))
    assert shape["period"] == "2026-Q1"
    (row,) = shape["rows"]
    assert list(row) == KEYS
    causes = row.pop("causes")
    assert row == {
        "region": "12",
        "svf": "VG9",
        "denominator": 20,
        "over_75_percent_count": 6,
        "proportion": 0.3,
        "limit_days": 28,
        "hidden": False,
    }
    assert causes.pop("not_stated") == 2
    assert list(causes.values()) == [4]
    assert json.loads(run(capsys, *asked, "--format", "json"))["rows"][0]["svf"] == "VG9"


def test_a_hidden_row_has_no_figure(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    shape = json.loads(run(capsys, "--store", store, "mapping75", "--region", "13", "--json"))
    (row,) = shape["rows"]
    assert row == {
        "region": "13",
        "svf": "VG9",
        **dict.fromkeys(KEYS[2:6]),
        "causes": {},
        "hidden": True,
    }


def test_people_are_told_the_rule_and_the_doubt(
    capsys: pytest.CaptureFixture[str], store: Path
) -> None:
    said = run(capsys, "--store", store, "mapping75", "--period", "2026-Q1")
    assert "mer än 75\u00a0% längre än ledtidsgränsen" in said
    assert "4 × dagar > 7 × gräns" in said
    assert "inte bekräftade" in said
    nothing = run(capsys, "--store", store, "mapping75", "--period", "2020")
    assert "VG9" not in nothing


def test_files_hold_the_same_rows(
    capsys: pytest.CaptureFixture[str], store: Path, tmp_path: Path
) -> None:
    asked = ("--store", store, "mapping75", "--period", "2026-Q1", "--svf", "VG9")
    told = run(capsys, *asked, "--region", "12", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(told), delimiter=";")
    assert (row["denominator"], row["proportion"]) == ("20", "0,3")
    assert "not_stated=2" in row["causes"]
    target = tmp_path / "kartläggning.xlsx"
    run(capsys, *asked, "--region", "12", "--format", "xlsx", "--out", target)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    (found,) = [r for r in sheet.iter_rows(values_only=True) if r[0] == "Region Skåne"]
    assert found[2:5] == (20, 6, 0.3)
    target = tmp_path / "kartläggning.json"
    run(capsys, *asked, "--format", "json", "--out", target)
    assert json.loads(target.read_text("utf-8"))["period"] == "2026-Q1"


def test_what_cannot_be_is_refused(
    capsys: pytest.CaptureFixture[str], store: Path, tmp_path: Path
) -> None:
    run(capsys, "--store", store, "mapping75", "--format", "xlsx", code=2)
    run(capsys, "--store", store, "mapping75", "--period", "2026-Q5", code=2)
    run(capsys, "--store", tmp_path / "ingen.rccdesk", "mapping75", code=1)


# Domain paper, § 1.4: ten invented patients; one of the seven measurable waited 64 days of 36.
TEN_PATIENTS = """\
pathway_id;svf;in_svf;treatment_recommended;suspicion_date;treatment_start_date
P01;VG9;1;1;2024-01-08;2024-02-12
P02;VG9;1;1;2024-01-08;2024-03-04
P03;VG9;1;1;2024-01-15;2024-02-20
P04;VG9;1;1;2024-01-15;2024-03-01
P05;VG9;1;1;2024-01-22;2024-03-11
P06;VG9;1;1;2024-02-01;2024-04-05
P07;VG9;1;0;2024-02-01;
P08;VG9;0;1;;2024-03-06
P09;VG9;0;1;;2024-03-29
P10;VG9;1;1;2024-02-05;2024-03-22
"""


def test_one_of_the_ten_patients_waited_long(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from rccdesk.services.pathways import catalogue

    store, source = tmp_path / "tio.rccdesk", tmp_path / "tio 2024-06-30.csv"
    source.write_text(TEN_PATIENTS, "utf-8")
    with Database.open(store, create=True) as database:
        for limit in catalogue.list_limits(database, "VG9"):
            catalogue.delete_limit(database, limit.uuid)
        catalogue.add_limit(database, catalogue.LimitRow("VG9", days=36))
    run(capsys, "--store", store, "import", source)
    shape = json.loads(run(capsys, "--store", store, "mapping75", "--json"))
    (row,) = shape["rows"]
    assert (row["region"], row["denominator"], row["over_75_percent_count"]) == (None, 7, 1)
    assert row["limit_days"] == 36
    assert shape["period"] == "2024-02:2024-04"
