"""The command line's contract, end to end: every figure here is worked out by hand."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from rccdesk import cli
from rccdesk.services.database import Database
from rccdesk.services.pathways.goals import copy_goal, update_goal

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
EVENT_HEADER = ("Förlopps-id", "KVÅ-kod", "Datum", "Enhet", "Region", "Hemregion", "Kön", "Ålder")


def write_xlsx(path: Path, rows: list[tuple[object, ...]], sheet: str = "Data") -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, dt.date):
                    page.write_datetime(number, column, dt.datetime.combine(value, dt.time()))
                elif value is not None:
                    page.write(number, column, value)
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict, str]:
    code = cli.main([str(a) for a in arguments])
    captured = capsys.readouterr()
    shape = json.loads(captured.out) if captured.out.startswith("{") else {}
    return code, shape, captured.err


def breast_events() -> list[tuple[object, ...]]:
    """Return breast pathways of Skåne (12): 6 within 28 days, 2 beyond, 1 closed, 1 open.

    Days from suspicion to treatment: 10, 20, 28, 28, 14, 21 (within) and 29, 60 (beyond).
    """
    rows: list[tuple[object, ...]] = [EVENT_HEADER]
    start = dt.date(2026, 7, 1)
    for number, days in enumerate((10, 20, 28, 28, 14, 21, 29, 60)):
        who = f"A{number}"
        rows.append((who, "VG910", start, "Lund", "12", "12", "Kvinna", 60))
        end = start + dt.timedelta(days=days)
        rows.append((who, "VG950", end, "Lund", "12", "12", "Kvinna", 60))
    rows.append(("B0", "VG910", start, "Lund", "12", "12", "Kvinna", 60))
    rows.append(("B0", "VG978", start + dt.timedelta(days=9), "Lund", "12", "12", "Kvinna", 60))
    rows.append(("C0", "VG910", start, "Lund", "12", "12", "Kvinna", 60))
    return rows


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "test.rccdesk"


@pytest.fixture
def imported(tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    source = write_xlsx(tmp_path / "uttag.xlsx", breast_events())
    code, _, complaint = run(
        capsys, "--store", store, "import", source, "--extract-date", "2026-11-01", "--json"
    )
    assert code == 0, complaint
    return store


def test_import_shape_and_counts(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write_xlsx(tmp_path / "uttag.xlsx", breast_events())
    code, shape, _ = run(
        capsys, "--store", store, "import", source, "--extract-date", "2026-11-01", "--json"
    )
    assert code == 0
    assert shape["rows_read"] == 19
    assert shape["rows_imported"] == 19
    assert shape["rows_unchanged"] == shape["rows_skipped"] == shape["rows_changed"] == 0
    assert shape["rows_missing_since_last"] == 0
    assert shape["extract_date"] == "2026-11-01"
    assert shape["sheet"] == "Data"
    assert shape["header_row"] == 1
    assert shape["file_sha256"] == hashlib.sha256(source.read_bytes()).hexdigest()
    assert shape["seconds"] > 0
    assert isinstance(shape["batch_id"], int)


def test_lead_times_of_a_quarter(imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shape, _ = run(
        capsys,
        *("--store", imported, "lead-times", "--svf", "VG9", "--by", "region"),
        *("--period", "2026-Q3", "--json"),
    )
    assert code == 0
    assert shape["goal"] == "svf_lead_time"
    assert shape["status"] == "in_force"
    assert shape["target"] == 0.8
    (row,) = shape["rows"]
    assert row["region"] == "12"
    assert (row["numerator"], row["denominator"]) == (6, 8)
    assert row["proportion"] == 0.75
    # Wilson 1927 for 6 of 8, worked out by hand with z = 1.959964
    assert row["ci_low"] == pytest.approx(0.409275, abs=1e-5)
    assert row["ci_high"] == pytest.approx(0.928521, abs=1e-5)
    assert row["median_days"] == 24.5
    # sorted 10 14 20 21 28 28 29 60: position 0.8 x 7 = 5.6 between 28 and 29
    assert row["p80_days"] == pytest.approx(28.6)
    assert row["mean_days_over_limit"] == pytest.approx((1 + 32) / 2)
    assert row["over_75_percent_count"] == 1  # 60 > 49
    assert row["limit_days"] == 28
    assert row["limit_confirmed"] is False
    assert "limit_unconfirmed" in row["doubts"]
    assert row["met"] is False
    assert row["would_be_met"] is None
    assert row["needed_more"] == 1  # 0.8 x 8 = 6.4, so 7 are needed
    assert row["hidden"] is row["preliminary"] is False
    assert row["representative"] is None
    assert shape["excluded"] == {"closed_78": 1, "open": 1}


def test_a_period_is_preliminary_until_the_lag_has_passed(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write_xlsx(tmp_path / "uttag.xlsx", breast_events())
    # 2026-09-30 + 30 days = 2026-10-30; the extract is one day too early
    run(capsys, "--store", store, "import", source, "--extract-date", "2026-10-29", "--json")
    _, shape, _ = run(
        capsys, "--store", store, "lead-times", "--svf", "VG9", "--period", "2026-Q3", "--json"
    )
    (row,) = shape["rows"]
    assert row["preliminary"] is True
    assert row["met"] is None
    assert row["numerator"] == 6


def test_a_single_month_under_ten_is_hidden(
    imported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, shape, _ = run(
        capsys, "--store", imported, "lead-times", "--svf", "VG9", "--period", "2026-07", "--json"
    )
    (row,) = shape["rows"]
    assert row["hidden"] is True
    numbers = {"numerator", "denominator", "proportion", "ci_low", "median_days", "needed_more"}
    assert all(row[name] is None for name in numbers)
    assert row["doubts"] == []


def test_same_file_again_changes_nothing(
    tmp_path: Path, imported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, shape, _ = run(
        capsys,
        *("--store", imported, "import", tmp_path / "uttag.xlsx"),
        *("--extract-date", "2026-11-01", "--json"),
    )
    assert code == 0
    assert shape["rows_unchanged"] == 19
    assert shape["rows_imported"] == 0
    assert "already_imported" in [p["code"] for p in shape["problems"]]


def test_undo_gives_back_the_state_before(
    imported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, listed, _ = run(capsys, "--store", imported, "imports", "--json")
    (batch,) = listed["batches"]
    assert batch["state"] == "active"
    assert batch["rows"] == 19
    code, undone, _ = run(
        capsys, "--store", imported, "imports", "undo", batch["batch_id"], "--json"
    )
    assert code == 0
    assert undone == {"batch_id": batch["batch_id"], "rows_removed": 19, "state": "undone"}
    code, again, complaint = run(
        capsys, "--store", imported, "imports", "undo", batch["batch_id"], "--json"
    )
    assert code == 1
    assert again["error"]["code"] == "already_undone"
    assert complaint.strip()
    _, shape, _ = run(capsys, "--store", imported, "lead-times", "--json")
    assert shape["rows"] == []


def test_an_unknown_batch_is_refused(imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shape, _ = run(capsys, "--store", imported, "imports", "undo", 99, "--json")
    assert code == 1
    assert shape["error"]["code"] == "no_such_batch"


def test_a_dry_run_leaves_the_store_as_it_was(
    tmp_path: Path, imported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = breast_events()
    rows.append(("D0", "VG910", dt.date(2026, 8, 1), "Lund", "12", "12", "Kvinna", 60))
    source = write_xlsx(tmp_path / "nytt.xlsx", rows)
    before = imported.read_bytes()
    code, shape, _ = run(
        capsys,
        *("--store", imported, "import", source, "--extract-date", "2026-11-02"),
        *("--dry-run", "--json"),
    )
    assert code == 0
    assert shape["batch_id"] is None
    assert shape["rows_imported"] == 1
    assert shape["rows_unchanged"] == 19
    assert imported.read_bytes() == before


def test_no_store_is_left_by_a_dry_run_or_a_refused_file(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write_xlsx(tmp_path / "uttag.xlsx", breast_events())
    code, shape, _ = run(
        capsys,
        *("--store", store, "import", source, "--extract-date", "2026-11-01"),
        *("--dry-run", "--json"),
    )
    assert (code, shape["rows_imported"]) == (0, 19)
    assert not store.exists()
    bad = tmp_path / "tom.xlsx"
    bad.write_bytes(b"")
    code, _, _ = run(capsys, "--store", store, "import", bad, "--json")
    assert code == 1
    assert not store.exists()


@pytest.mark.parametrize(
    "where", ["cell", "header", "sheet", "file"], ids=lambda where: f"in_{where}"
)
def test_a_personnummer_stops_the_import_wherever_it_stands(
    tmp_path: Path, imported: Path, capsys: pytest.CaptureFixture[str], where: str
) -> None:
    number = "19121212-1212"  # the Swedish Tax Agency's well-known test number
    rows = breast_events()
    sheet, name = "Data", "fel.xlsx"
    if where == "cell":
        rows[5] = (*rows[5][:3], number, *rows[5][4:])
    elif where == "header":
        rows[0] = (*rows[0], number)
    elif where == "sheet":
        sheet = number
    else:
        name = f"uttag {number}.xlsx"
    source = write_xlsx(tmp_path / name, rows, sheet)
    before = imported.read_bytes()
    code, shape, complaint = run(
        capsys, "--store", imported, "import", source, "--extract-date", "2026-11-02", "--json"
    )
    assert code == 1
    assert shape["error"]["code"] == "personal_identifier"
    assert "1212-1212" not in json.dumps(shape)
    assert "1212-1212" not in complaint
    if where == "cell":
        assert (shape["error"]["sheet"], shape["error"]["cell"]) == ("Data", "D6")
    assert imported.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("tom.xlsx", b"", "empty_file"),
        ("text.xlsx", b"a;b\n1;2\n", "not_a_workbook"),
        ("sida.xls", b"<html><table><tr><td>1</td></tr></table></html>", "not_a_workbook"),
        ("kapad.xlsx", b"PK\x03\x04" + b"\x00" * 40, "truncated"),
    ],
)
def test_bad_files_are_refused_in_one_sentence(
    tmp_path: Path,
    imported: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: bytes,
    code: str,
) -> None:
    source = tmp_path / name
    source.write_bytes(content)
    before = imported.read_bytes()
    exit_code, shape, complaint = run(capsys, "--store", imported, "import", source, "--json")
    assert exit_code == 1
    assert shape["error"]["code"] == code
    assert "Traceback" not in complaint
    assert len(complaint.strip().splitlines()) == 1
    assert imported.read_bytes() == before


def test_an_aggregated_table_needs_an_indicator(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [("Period", "Enhet", "Täljare", "Nämnare"), ("2025-Q1", "Lund", 8, 10)]
    source = write_xlsx(tmp_path / "tabell.xlsx", rows)
    code, shape, _ = run(capsys, "--store", store, "import", source, "--json")
    assert code == 1
    assert shape["error"]["code"] == "indicator_required"


def test_an_aggregated_table_becomes_an_indicator(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        ("Period", "Enhet", "Täljare", "Nämnare"),
        ("2025-Q1", "Lund", 8, 10),
        ("2025-Q1", "Malmö", 30, 40),
        ("2025-Q1", "Totalt", 38, 50),
    ]
    source = write_xlsx(tmp_path / "tabell.xlsx", rows)
    code, shape, complaint = run(
        capsys, "--store", store, "import", source, "--indicator", "eget_matt", "--json"
    )
    assert code == 0, complaint
    codes = [p["code"] for p in shape["problems"]]
    assert "totals_beside_parts" in codes
    assert "extract_date_assumed" in codes
    assert shape["extract_date"] == "2025-03-31"
    code, shape, _ = run(
        capsys, "--store", store, "indicators", "--indicator", "eget_matt", "--json"
    )
    assert code == 0
    assert shape["direction"] == "neutral"
    assert shape["levels"] == []
    by_unit = {row["unit"]: row for row in shape["rows"]}
    assert by_unit["Lund"]["value"] == 0.8
    assert by_unit["Lund"]["source"]["cell"] == "C2"
    assert by_unit["Totalt"]["is_total"] is True
    code, shape, _ = run(
        capsys,
        *("--store", store, "indicators", "--indicator", "eget_matt", "--by", "period", "--json"),
    )
    (row,) = shape["rows"]
    assert (row["numerator"], row["denominator"]) == (38, 50)


def test_a_goal_without_its_event_is_not_computable(
    imported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, shape, complaint = run(
        capsys, "--store", imported, "lead-times", "--goal", "to_recommendation", "--json"
    )
    assert code == 1
    assert shape["error"]["code"] == "goal_not_computable"
    assert complaint.startswith("Kan inte beräknas ur det här uttaget")


@pytest.mark.parametrize(
    "arguments",
    [
        ["unknown"],
        ["lead-times", "--by", "shoe_size"],
        ["lead-times", "--period", "förra året"],
        ["import"],
        ["lead-times", "--goal", "own"],
    ],
)
def test_wrong_usage_exits_with_2(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    code, _, complaint = run(capsys, *arguments)
    assert code == 2
    assert "Felaktigt anrop" in complaint


def test_what_can_be_chosen_is_named_where_something_else_was(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, _, complaint = run(capsys, "pack", "--kind", "bok", "--out", "x")
    said = complaint.splitlines()[-1]
    assert code == 2
    assert "--kind kan inte vara bok. Välj bland steering, quarterly, indicator-sheet, " in said
    assert "'" not in said


def test_a_missing_store_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shape, _ = run(capsys, "--store", tmp_path / "none.rccdesk", "lead-times", "--json")
    assert code == 1
    assert shape["error"]["code"] == "store_not_found"
    assert not (tmp_path / "none.rccdesk").exists()


def test_version_names_every_licence(capsys: pytest.CaptureFixture[str]) -> None:
    code, shape, _ = run(capsys, "version", "--json")
    assert code == 0
    assert {"version", "python", "qt", "sqlite", "schema", "licences"} <= shape.keys()
    assert all(part["licence"] and part["version"] for part in shape["licences"])
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    asked = {re.split("[<>=]", line)[0].replace("-", "_") for line in project["dependencies"]}
    assert asked <= {part["name"].replace("-", "_") for part in shape["licences"]}


def test_errors_speak_the_chosen_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, _, swedish = run(capsys, "--store", tmp_path / "no.rccdesk", "imports")
    _, _, english = run(capsys, "--lang", "en", "--store", tmp_path / "no.rccdesk", "imports")
    assert swedish.strip()
    assert english.strip()
    assert swedish != english


def test_an_internal_goal_says_first_that_it_is_not_reported(
    imported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Database.open(imported) as database:
        key = update_goal(
            database, replace(copy_goal(database, "svf_lead_time"), is_reported=False)
        ).key
    asked = ("lead-times", "--goal", key, "--period", "2026-Q3", "--format", "csv")
    assert cli.main(["--store", str(imported), *asked]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "För internt bruk. Rapporteras inte."
    assert "numerator" in lines[1]
    cli.main(["--store", str(imported), "lead-times", "--period", "2026-Q3", "--format", "csv"])
    assert "numerator" in capsys.readouterr().out.splitlines()[0]
