"""The mission from the command line: its shape, its words, its refusals."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from rccdesk import cli
from rccdesk.enums import LinkRole, Thing
from rccdesk.services import framework, links
from rccdesk.services.database import Database
from rccdesk.services.framework import AssessmentRow, ChainLink

DAY = dt.date(2025, 11, 20)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """K4 is assessed and has a document; K9 is assessed as plan and implementation."""
    path = tmp_path_factory.mktemp("stores") / "a.rccdesk"
    with Database.open(path, create=True) as database:
        items = {row.code: row for row in framework.list_items(database, framework.CRITERIA)}
        row = AssessmentRow(items["K4"].uuid, "Ledningsgruppen", DAY, progress=1, challenge=3)
        framework.add_assessment(database, row)
        framework.add_assessment(
            database,
            AssessmentRow(
                *(items["K9"].uuid, "Ledningsgruppen", DAY),
                progress=1,
                plan_progress=2,
                next_review=dt.date(2030, 1, 15),
                owner_role="Verksamhetschef RCC",
            ),
        )
        own = (Thing.FRAMEWORK_ITEM, items["K4"].uuid)
        links.add_link(
            database,
            ChainLink(*own, Thing.DOCUMENT, "", LinkRole.EVIDENCE, title="Närståendeenkät"),
        )
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> str:
    found = cli.main([str(a) for a in arguments])
    captured = capsys.readouterr()
    assert found == code, captured.err
    return captured.out if code == 0 else captured.err


def test_every_framework_comes_with_its_items(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(run(capsys, "--store", store, "framework", "--format", "json"))
    counts = {row["key"]: len(row["items"]) for row in found["frameworks"]}
    assert counts == {
        "mal-2009": 9,  # five goals and the four parts of two of them
        "kriterier-2011": 19,
        "omraden-2018": 10,
        "forordning-2019-7": 10,
        "overenskommelse-2024": 4,
        "patientloften-sydost": 6,
        "vagen-framat": 0,
    }
    shown = {row["key"] for row in found["frameworks"] if row["is_shown"]}
    assert set(counts) - shown == {"patientloften-sydost", "vagen-framat"}
    assert not any(row["is_own"] for row in found["frameworks"])
    assert {
        row["key"]: (row["valid_from_year"], row["valid_to_year"]) for row in found["frameworks"]
    }["overenskommelse-2024"] == (2024, 2024)
    parts = {
        each["code"]: each["parent"]
        for each in found["frameworks"][0]["items"]
        if each["parent"] is not None
    }
    assert parts == {"M3a": "M3", "M3b": "M3", "M5a": "M5", "M5b": "M5"}


def test_an_item_comes_with_its_links_assessment_and_gaps(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = run(capsys, "--store", store, "--json", "framework", "--key", "kriterier-2011")
    (found,) = json.loads(out)["frameworks"]
    items = {row["code"]: row for row in found["items"]}
    k4 = items["K4"]
    assert set(k4) == {
        *("code", "title", "text", "parent", "asks_for_plan", "links"),
        *("assessment", "evidence_count", "gaps"),
    }
    assert k4["assessment"] == {
        "day": "2025-11-20",
        "body": "Ledningsgruppen",
        "progress": 1,
        "challenge": 3,
        "plan_progress": None,
        "reason": "",
        "owner_role": "",
        "next_review": None,
    }
    mapped = {
        row["to"]: (row["role"], row["is_confirmed"], row["is_secondary"]) for row in k4["links"]
    }
    assert mapped == {
        "P8": ("mapping", False, False),
        "M2": ("mapping", False, False),
        "Närståendeenkät": ("evidence", True, False),
    }
    assert {row["to"]: row["framework"] for row in k4["links"]} == {
        "P8": "omraden-2018",
        "M2": "mal-2009",
        "Närståendeenkät": None,
    }
    assert k4["evidence_count"] == 1
    assert set(k4["gaps"]) >= {"no_activity", "no_indicator", "no_owner", "no_review"}
    assert "no_evidence" not in k4["gaps"]
    assert items["K9"]["assessment"]["plan_progress"] == 2
    assert items["K9"]["asks_for_plan"] is True
    assert items["K1"]["assessment"] is None


def test_gaps_are_listed_by_code(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(run(capsys, "--store", store, "framework", "gaps", "--format", "json"))
    rows = {(row["framework"], row["code"]): row for row in found["gaps"]}
    assert rows["kriterier-2011", "K9"]["title"] == "Kompetensförsörjningsplan"
    assert rows["kriterier-2011", "K1"]["gaps"] == [
        *("no_evidence", "no_activity", "no_indicator", "no_owner", "not_assessed")
    ]
    assert "no_plan" in rows["kriterier-2011", "K9"]["gaps"]
    assert not {"no_owner", "not_assessed", "no_review"} & set(rows["kriterier-2011", "K9"]["gaps"])
    one = json.loads(
        run(capsys, "--store", store, "--json", "framework", "gaps", "--key", "omraden-2018")
    )
    assert [row["code"] for row in one["gaps"]] == [f"P{number}" for number in range(1, 11)]


def test_people_read_words(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "--store", store, "framework", "--key", "kriterier-2011")
    assert "0 av 19 kriterier: Långt." in out
    line = next(each for each in out.splitlines() if each.startswith("K4"))
    assert "I början" in line
    assert "Mycket utmanande" in line
    assert "Inte bedömt" in next(each for each in out.splitlines() if each.startswith("K14"))
    every = run(capsys, "--store", store, "framework")
    assert "Vägen framåt" not in every  # not switched on
    assert "Saknar mått" in run(capsys, "--store", store, "framework", "gaps")


def test_an_unknown_framework_is_refused(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (("framework", "--key", "nowhere"), ("framework", "gaps", "--key", "nowhere")):
        assert "Ramverket finns inte" in run(capsys, "--store", store, *arguments, code=1)
        cli.main(["--store", str(store), "--json", *arguments])
        assert json.loads(capsys.readouterr().out)["error"]["code"] == "framework_missing"
    run(capsys, "--store", store, "framework", "--format", "csv", code=2)
