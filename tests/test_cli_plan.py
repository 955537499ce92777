"""Plans from the command line: the shapes of the contract, the workbook, and reading one in."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from rccdesk import cli
from rccdesk.enums import ItemState
from rccdesk.services.database import Database
from rccdesk.services.export import dump
from rccdesk.services.imports.reading import client
from rccdesk.services.plans import (
    ActivityRow,
    ItemRegionRow,
    PlanItemRow,
    PlanRow,
    add_activity,
    add_item,
    add_plan,
    set_item_region,
)
from tests.rigs.forking import ForkedReader

IMPORT_KEYS = ["plan", "added", "changed", "unchanged", "skipped", "problems"]
# A fork of a process with threads is warned of from Python 3.12 on; the child only reads.
pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")


@pytest.fixture(autouse=True)
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in a fork: it starts at once."""
    monkeypatch.setattr(client, "start", ForkedReader)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stores") / "a.rccdesk"
    with Database.open(path, create=True) as database:
        plan = add_plan(database, PlanRow("Cancerplan 2026"))
        top = add_item(database, PlanItemRow(plan.uuid, "Kortare väntan", code="1"))
        item = add_item(
            database, PlanItemRow(plan.uuid, "Patologi", parent_uuid=top.uuid, code="1.1")
        )
        set_item_region(database, ItemRegionRow(item.uuid, "12", ItemState.LATE))
        add_activity(database, ActivityRow("Räkna remisser", plan_item_uuid=item.uuid))
    return path


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "a.rccdesk"))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    rows = [
        ("Mål", "Aktivitet", "Ansvarig", "Klart", "Status"),
        ("Stöd", "Ring alla", "RCC", "snart", "Pågår"),
        ("", "Skriv", "", "2026-05-01", ""),
    ]
    path = tmp_path / "Handlingsplan.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Plan")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return path


def run(
    capsys: pytest.CaptureFixture[str], store: Path, *arguments: object, code: int = 0
) -> tuple[str, str]:
    found = cli.main(["--store", str(store), *(str(a) for a in arguments)])
    captured = capsys.readouterr()
    assert found == code, captured.err
    return captured.out, captured.err


def content(store: Path) -> object:
    with Database.open(store, reading=True) as database:
        return dump(database)["tables"]


def test_plans_as_json(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, store, "plan", "--json")
    (plan,) = json.loads(out)["plans"]
    assert (plan["name"], plan["kind"], plan["state"]) == (
        "Cancerplan 2026",
        "cancer_plan",
        "draft",
    )
    assert plan["state_words"] == "Utkast"
    assert isinstance(plan["regions"], list)
    top, item = plan["items"]
    assert (top["code"], top["parent_code"], item["parent_code"]) == ("1", None, "1")
    assert item["title"] == "Patologi"
    assert item["state"] == "not_started"
    assert {"measure", "target_date", "responsible"} <= set(item["missing"])
    assert item["region_states"] == {"12": "late"}
    (activity,) = item["activities"]
    assert (activity["title"], activity["state"], activity["due_on"]) == (
        "Räkna remisser",
        "not_started",
        None,
    )
    same, _ = run(capsys, store, "plan", "--format", "json")
    assert same == out


def test_plans_for_people_and_in_files(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = run(capsys, store, "plan")
    assert "Cancerplan 2026: Utkast" in out
    assert "1.1" in out
    target = tmp_path / "plan.json"
    out, err = run(capsys, store, "plan", "--format", "json", "--out", target)
    assert json.loads(target.read_text("utf-8"))["plans"][0]["items"][1]["code"] == "1.1"
    assert (out, str(target) in err) == ("", True)
    _, err = run(capsys, store, "plan", "--format", "xlsx", code=2)
    assert "--out" in err
    none = tmp_path / "tom.rccdesk"
    Database.open(none, create=True).close()
    out, _ = run(capsys, none, "plan", "--json")
    assert json.loads(out) == {"plans": []}


def test_a_workbook_goes_out_and_in_without_loss(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, other = tmp_path / "plan.xlsx", tmp_path / "b.rccdesk"
    run(capsys, store, "plan", "--format", "xlsx", "--out", book)
    out, _ = run(capsys, other, "plan", "import", book, "--json")
    found = json.loads(out)
    assert list(found) == IMPORT_KEYS
    assert (found["plan"], found["changed"], found["skipped"]) == (None, 0, 0)
    assert found["added"] == 5
    assert content(other) == content(store)
    again, _ = run(capsys, other, "plan", "import", book, "--json")
    assert json.loads(again)["added"] == json.loads(again)["changed"] == 0


def test_a_foreign_table_is_tried_and_then_read(
    store: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(store)
    out, _ = run(capsys, store, "--json", "plan", "import", table, "--dry-run")
    trial = json.loads(out)
    assert content(store) == before
    assert (trial["plan"], trial["added"], trial["skipped"]) == ("Handlingsplan", 4, 0)
    problem = next(p for p in trial["problems"] if p["code"] == "date_in_words")
    assert {k: problem[k] for k in ("severity", "sheet", "cell", "cells", "count")} == {
        "severity": "warning", "sheet": "Plan", "cell": "D2", "cells": ["D2"], "count": 1,
    }  # fmt: skip
    assert "D2" in problem["message"]
    out, _ = run(capsys, store, "plan", "import", table)
    assert "Handlingsplan" in out
    assert content(store) != before


@pytest.mark.parametrize(
    ("written", "code"),
    [("Ring 19121212-1212", "personal_identifier"), ("", "plan_not_found")],
)
def test_what_is_refused_leaves_the_store_alone(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], written: str, code: str
) -> None:
    path = tmp_path / "fel.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet().write_row(0, 0, ("Namn", "Belopp", written))
    before = content(store)
    out, err = run(capsys, store, "plan", "import", path, "--json", code=1)
    assert json.loads(out)["error"]["code"] == code
    assert "1212-1212" not in out + err
    assert "Traceback" not in err
    assert content(store) == before


def test_a_file_that_is_not_there_and_a_store_that_is_not_there(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = run(capsys, store, "plan", "import", tmp_path / "nej.xlsx", "--json", code=1)
    assert json.loads(out)["error"]["code"] == "file_not_found"
    out, _ = run(capsys, tmp_path / "nej.rccdesk", "plan", "--json", code=1)
    assert json.loads(out)["error"]["code"] == "store_not_found"
    run(capsys, store, "plan", "bort", code=2)


def test_a_dry_run_makes_no_store_and_a_file_without_ids_is_refused_with_its_place(
    store: Path, table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    none = tmp_path / "ingen.rccdesk"
    out, _ = run(capsys, none, "plan", "import", table, "--dry-run", "--json")
    assert (json.loads(out)["added"], none.exists()) == (4, False)
    book = tmp_path / "plan.xlsx"
    run(capsys, store, "plan", "--format", "xlsx", "--out", book)
    pages = openpyxl.load_workbook(book)
    for page in pages.worksheets[1:]:
        page.delete_cols(page.max_column)
    pages.save(book)
    before = content(store)
    out, err = run(capsys, store, "plan", "import", book, "--json", code=1)
    error = json.loads(out)["error"]
    assert error["code"] == "plan_ids_missing"
    assert error["message"].startswith("Planer: kolumnen id är borttagen.")
    assert "Traceback" not in err
    assert content(store) == before
