"""The command line on doubts of data: names, keys, exit codes, and that nothing else changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rccdesk import cli

KEYS = {
    "doubt_id", "batch_id", "rule", "value_key", "sheet", "cell", "values", "state", "note",
    "message",
}  # fmt: skip


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict, str]:
    code = cli.main([str(a) for a in arguments])
    captured = capsys.readouterr()
    shape = json.loads(captured.out) if captured.out.startswith("{") else {"said": captured.out}
    return code, shape, captured.err


@pytest.fixture
def store(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Path:
    store = tmp_path / "test.rccdesk"
    rows = (
        "Period;Enhet;Täljare;Nämnare;Andel\n2025;A;40;50;80\n2025;B;30;50;62\n2025;Totalt;70;101;"
    )
    for key in ("k", "m"):
        path = tmp_path / f"{key}.csv"
        path.write_text(rows + "\n" + f"2024;{key};30;40;75\n", "utf-8")
        arguments = ("--indicator", key, "--extract-date", "2026-01-31", "--json")
        code, _, err = run(capsys, "--store", store, "import", path, *arguments)
        assert code == 0, err
    return store


def test_doubts_are_listed_with_all_keys(capsys, store: Path) -> None:
    code, shape, err = run(capsys, "--store", store, "doubts", "--json")
    assert (code, err) == (0, "")
    assert list(shape) == ["doubts"]
    assert all(set(row) == KEYS for row in shape["doubts"])
    assert [(row["batch_id"], row["rule"], row["cell"]) for row in shape["doubts"]] == [
        (2, "parts_not_total", "D4"), (2, "share_not_quotient", "E3"),
        (1, "parts_not_total", "D4"), (1, "share_not_quotient", "E3"),
    ]  # fmt: skip
    total, share = shape["doubts"][2:]
    assert (total["value_key"], total["state"]) == ("k|period=2025|unit=Totalt|total", "open")
    assert total["values"] == {"figure": "denominator", "parts": 100, "total": 101}
    assert "100" in total["message"]
    assert share["values"] == {"difference": 0.02}  # 62 % is stated, 30 of 50 is 60 %


def test_doubts_by_indicator_and_state(capsys, store: Path) -> None:
    listed = ("--store", store, "doubts", "--json", "--indicator")
    _, shape, _ = run(capsys, *listed, "k")
    assert {row["batch_id"] for row in shape["doubts"]} == {1}
    assert run(capsys, *listed, "svf_lead_time")[1] == {"doubts": []}
    code, shape, _ = run(capsys, *listed, "finns_inte")
    assert (code, shape["error"]["code"]) == (1, "no_such_indicator")
    assert run(capsys, *listed, "k", "--state", "explained")[1] == {"doubts": []}
    assert run(capsys, *listed, "k", "--state", "hidden")[0] == 2


def test_a_doubt_is_explained_dismissed_and_reopened(capsys, store: Path) -> None:
    doubts = ("--store", store, "doubts")
    (_, first) = run(capsys, *doubts, "--json", "--indicator", "k")[1]["doubts"]
    number = first["doubt_id"]
    code, said, _ = run(capsys, *doubts, "explain", number, "--note", "Avrundat.", "--json")
    assert code == 0
    assert said == {**first, "state": "explained", "note": "Avrundat."}
    rows = run(capsys, "--store", store, "indicators", "--indicator", "k", "--json")[1]["rows"]
    found = {(row["period"], row["unit"]): row["doubts"] for row in rows}
    assert found[("2025", "Totalt")] == ["parts_not_total"]
    assert found[("2025", "B")] == []
    assert run(capsys, *doubts, "--state", "explained", "--json")[1]["doubts"] == [said]
    assert run(capsys, *doubts, "dismiss", number, "--json")[1]["state"] == "dismissed"
    reopened = run(capsys, *doubts, "reopen", number, "--json")[1]
    assert reopened["state"] == "open"
    rows = run(capsys, "--store", store, "indicators", "--indicator", "k", "--json")[1]["rows"]
    assert [r["doubts"] for r in rows if r["unit"] == "B"] == [["share_not_quotient"]]


def test_what_is_wrong_with_a_command_is_said(capsys, store: Path) -> None:
    doubts = ("--store", store, "doubts")
    code, shape, _ = run(capsys, *doubts, "explain", 999, "--note", "x", "--json")
    assert (code, shape["error"]["code"]) == (1, "no_such_doubt")
    code, shape, _ = run(capsys, *doubts, "explain", 1, "--note", " ", "--json")
    assert (code, shape["error"]["code"]) == (1, "doubt_note_missing")
    code, shape, err = run(capsys, *doubts, "explain", 1, "--note", "19121212-1212", "--json")
    assert (code, shape["error"]["code"]) == (1, "personal_identifier_typed")
    assert "1212" not in err
    assert run(capsys, *doubts, "explain", 1)[0] == 2
    assert run(capsys, *doubts, "dismiss")[0] == 2
    assert run(capsys, *doubts, "--state", "explained", "--json")[1] == {"doubts": []}


def test_limits_are_shown_and_changed(capsys, store: Path) -> None:
    limits = ("--store", store, "doubts", "limits")
    assert run(capsys, *limits, "--json")[1] == {
        "long_lead_time_days": 365, "missing_share_growth": 0.05,
    }  # fmt: skip
    changed = {"long_lead_time_days": 180, "missing_share_growth": 0.1}
    words = ("--long-lead-time-days", 180, "--missing-share-growth", "0,1", "--json")
    assert run(capsys, *limits, *words)[1] == changed
    assert run(capsys, *limits, "--json")[1] == changed
    code, shape, _ = run(capsys, *limits, "--missing-share-growth", "5", "--json")
    assert (code, shape["error"]["code"]) == (1, "doubt_limits_out_of_range")
    assert run(capsys, *limits, "--missing-share-growth", "fem")[0] == 2


def test_people_read_a_table(capsys, store: Path) -> None:
    _, shape, _ = run(capsys, "--store", store, "doubts", "--indicator", "k")
    assert "Uttaget anger en andel" in shape["said"]
    assert "öppet" in shape["said"]
    _, shape, _ = run(capsys, "--store", store, "doubts", "--state", "dismissed")
    assert shape["said"].strip() == "Inga datatvivel."
