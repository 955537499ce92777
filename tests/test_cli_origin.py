"""Where figures come from and what they were, from the command line; counted by hand."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from rccdesk import cli

HEADER = "Period;Enhet;Täljare;Nämnare"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict, str]:
    code = cli.main([str(a) for a in arguments])
    captured = capsys.readouterr()
    shape = json.loads(captured.out) if captured.out.startswith("{") else {}
    return code, shape, captured.err if code else captured.out


def write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return a store with two extracts of an indicator: 61, then 64 of 100 in Ek."""
    path = tmp_path / "prov.rccdesk"
    for name, numerator, day in (("juni", 61, "2025-06-30"), ("juli", 64, "2025-07-31")):
        file = write(tmp_path / f"{name}.csv", HEADER, f"2024;Ek;{numerator};100", "2024;Gran;7;9")
        code, _, said = run(
            capsys, "--store", path, "import", file, "--indicator", "kontakt",
            "--extract-date", day, "--json",
        )  # fmt: skip
        assert code == 0, said
    return path


def test_since_last_is_added_only_when_asked_for(
    capsys: pytest.CaptureFixture[str], store: Path
) -> None:
    asked = ("--store", store, "indicators", "--indicator", "kontakt", "--json")
    _, shape, _ = run(capsys, *asked)
    assert all("since_last" not in row for row in shape["rows"])
    _, shape, _ = run(capsys, *asked, "--since-last")
    of_unit = {row["unit"]: row["since_last"] for row in shape["rows"]}
    assert of_unit == {
        "Ek": {
            "before": 0.61,
            "after": 0.64,
            "before_numerator": 61,
            "before_denominator": 100,
            "after_numerator": 64,
            "after_denominator": 100,
            "before_extract_date": "2025-06-30",
            "batch_id": 1,
        },
        "Gran": None,
    }


def test_lead_times_since_last(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, store: Path
) -> None:
    for day, waits in (("2025-08-30", [20] * 9 + [40]), ("2025-09-30", [20] * 9 + [40] * 3)):
        rows = ["pathway_id;kva_code;event_date;region"]
        for number, days in enumerate(waits):
            rows += [f"p{number};VG910;2025-07-01;01"]
            end = "2025-07-21" if days == 20 else "2025-08-10"
            rows += [f"p{number};VG950;{end};01"]
        file = write(tmp_path / f"svf_{day}.csv", *rows)
        run(capsys, "--store", store, "import", file, "--extract-date", day)
    asked = ("--store", store, "lead-times", "--svf", "VG9", "--period", "2025-Q3", "--since-last")
    _, shape, _ = run(capsys, *asked, "--json")
    (row,) = shape["rows"]
    found = row["since_last"]
    assert (found["before_numerator"], found["before_denominator"]) == (9, 10)
    assert (found["after_numerator"], found["after_denominator"]) == (9, 12)
    assert (found["before"], found["after"]) == (0.9, 0.75)
    _, _, table = run(capsys, *asked, "--format", "csv")
    head, line = table.splitlines()[:2]
    cells = dict(zip(head.split(";"), line.split(";"), strict=True))
    assert (cells["since_last_before"], cells["since_last_batch_id"]) == ("0,9", "3")


def test_origin_names_file_and_cell(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, store: Path
) -> None:
    key = "kontakt|period=2024|unit=Ek"
    code, shape, _ = run(capsys, "--store", store, "origin", key, "--json")
    assert code == 0
    (source,) = shape["sources"]
    content = (tmp_path / "juli.csv").read_bytes()
    assert source["file_name"] == "juli.csv"
    assert source["file_sha256"] == hashlib.sha256(content).hexdigest()
    assert source["cells"] == ["C2"]  # the numerator of the first row under the header
    assert (source["batch_id"], source["extract_date"]) == (2, "2025-07-31")
    assert source["columns"]["denominator"] == "D"
    assert (shape["is_sum"], shape["cell_count"], shape["hidden"]) == (False, 1, False)
    _, _, said = run(capsys, "--store", store, "origin", key)
    assert "64\u00a0% · 64 av 100 · Ek, 2024" in said
    assert "C2" in said


def test_origin_of_nothing_is_refused(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    code, shape, said = run(capsys, "--store", store, "origin", "kontakt|period=1999", "--json")
    assert code == 1
    assert shape["error"]["code"] == "no_such_figure"
    assert "ingen siffra" in said


def test_a_correction_by_hand_is_a_change_with_a_source(
    capsys: pytest.CaptureFixture[str], store: Path
) -> None:
    code, shape, said = run(
        capsys, "--store", store, "enter", "--indicator", "kontakt", "--period", "2024",
        "--unit", "Ek", "--numerator", "70", "--denominator", "100",
        "--source", "Mejl från registret", "--date", "2025-08-15", "--json",
    )  # fmt: skip
    assert code == 0, said
    _, shape, _ = run(capsys, "--store", store, "origin", "kontakt|period=2024|unit=Ek", "--json")
    (source,) = shape["sources"]
    assert (source["kind"], source["source"]) == ("typed", "Mejl från registret")
    assert (source["file_name"], source["cells"]) == ("", [])
    _, shape, _ = run(
        capsys, "--store", store, "indicators", "--indicator", "kontakt", "--since-last", "--json"
    )
    found = {row["unit"]: row["since_last"] for row in shape["rows"]}
    assert (found["Ek"]["before"], found["Ek"]["after"], found["Ek"]["batch_id"]) == (0.64, 0.7, 2)
    assert found["Gran"] is None
