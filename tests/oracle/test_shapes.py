"""Every key of the contract's shapes, its type, and how the options of the commands behave."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import hashlib
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from rccdesk import cli

NUMBER = (int, float)
MAYBE = type(None)
EVENTS = "Förlopps-id;KVÅ-kod;Datum;Enhet;Region;Hemregion;Kön;Ålder\n"

PROBLEM = {
    "severity": str,
    "code": str,
    "sheet": (str, MAYBE),
    "cell": (str, MAYBE),
    "cells": list,
    "count": int,
    "message": str,
}
IMPORT = {
    "batch_id": (int, MAYBE),
    "profile": str,
    "sheet": (str, MAYBE),
    "header_row": int,
    "rows_read": int,
    "rows_imported": int,
    "rows_unchanged": int,
    "rows_changed": int,
    "rows_skipped": int,
    "rows_missing_since_last": int,
    "extract_date": str,
    "problems": [PROBLEM],
    "file_sha256": str,
    "seconds": NUMBER,
}
BATCH = {
    "batch_id": int,
    "imported_at": str,
    "profile": str,
    "indicator": (str, MAYBE),
    "file_name": str,
    "file_sha256": str,
    "extract_date": str,
    "rows": int,
    "state": str,
}
INCLUSION = {
    "numerator": (int, MAYBE),
    "denominator": (*NUMBER, MAYBE),
    "proportion": (*NUMBER, MAYBE),
    "met": (bool, MAYBE),
}
LEAD_TIME_ROW = {
    "numerator": (int, MAYBE),
    "denominator": (*NUMBER, MAYBE),
    "proportion": (*NUMBER, MAYBE),
    "ci_low": (float, MAYBE),
    "ci_high": (float, MAYBE),
    "median_days": (*NUMBER, MAYBE),
    "p80_days": (*NUMBER, MAYBE),
    "mean_days_over_limit": (*NUMBER, MAYBE),
    "over_75_percent_count": (int, MAYBE),
    "limit_days": (int, MAYBE),
    "limit_confirmed": (bool, MAYBE),
    "met": (bool, MAYBE),
    "would_be_met": (bool, MAYBE),
    "needed_more": (int, MAYBE),
    "hidden": bool,
    "preliminary": bool,
    "inclusion": (dict, MAYBE),
    "representative": (bool, MAYBE),
    "doubts": list,
}
LEAD_TIMES = {
    "goal": str,
    "status": str,
    "target": float,
    "extract_date": (str, MAYBE),
    "selection": dict,
    "rows": [LEAD_TIME_ROW],
    "excluded": dict,
}
INDICATOR = {
    "indicator": str,
    "unit_of_measure": str,
    "direction": str,
    "levels": [{"value": NUMBER, "name": str, "valid_from": (str, MAYBE)}],
    "rows": [
        {
            "period": (str, MAYBE),
            "unit": (str, MAYBE),
            "home_unit": (str, MAYBE),
            "group": (str, MAYBE),
            "sex": (str, MAYBE),
            "age_group": (str, MAYBE),
            "numerator": (*NUMBER, MAYBE),
            "denominator": (*NUMBER, MAYBE),
            "value": (*NUMBER, MAYBE),
            "ci_low": (float, MAYBE),
            "ci_high": (float, MAYBE),
            "level_met": (int, MAYBE),
            "masked": (str, MAYBE),
            "is_total": bool,
            "hidden": bool,
            "source": (dict, MAYBE),
        }
    ],
}
ERROR = {"code": str, "message": str, "sheet": (str, MAYBE), "cell": (str, MAYBE)}


def check(shape: object, wanted: object, place: str = "") -> None:
    """Assert that a shape has the wanted keys with values of the wanted types."""
    if isinstance(wanted, dict):
        assert isinstance(shape, dict), place
        for name, kind in wanted.items():
            assert name in shape, f"{place}.{name}"
            check(shape[name], kind, f"{place}.{name}")
    elif isinstance(wanted, list):
        assert isinstance(shape, list), place
        for number, each in enumerate(shape):
            check(each, wanted[0], f"{place}[{number}]")
    else:
        assert isinstance(shape, wanted), (place, shape)  # type: ignore[arg-type]
        if isinstance(shape, bool):
            assert bool in (wanted if isinstance(wanted, tuple) else (wanted,)), place


def run(*arguments: object) -> tuple[int, str, str]:
    """Run the command line in process; return its exit code, stdout and stderr."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.main([str(a) for a in arguments])
    return code, out.getvalue(), err.getvalue()


def done(*arguments: object) -> dict:
    """Run a command that must succeed, with --json; return its one object."""
    code, out, err = run(*arguments, "--json")
    assert code == 0, (out, err)
    return json.loads(out)


def refused(*arguments: object) -> dict:
    """Run a command that must be refused: one sentence, one error object, exit code 1."""
    code, out, err = run(*arguments, "--json")
    assert code == 1, (code, out, err)
    error = json.loads(out)["error"]
    check(error, ERROR)
    assert len(err.strip().splitlines()) == 1
    assert err.strip() == error["message"]
    assert err.strip().endswith((".", "?"))
    return error


def events(count: int = 12, prefix: str = "A", region: str = "12", month: int = 1) -> str:
    """Return pathways of ten days each that start on the first of a month of 2024."""
    return EVENTS + "".join(
        f"{prefix}{n};VG9{suffix};2024-{month:02d}-{day};Lund;{region};{region};Kvinna;60\n"
        for n in range(count)
        for suffix, day in (("10", "01"), ("50", "11"))
    )


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "test.rccdesk"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def make(name: str, content: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode(encoding))
        return path

    return make


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with events, expected cases and an indicator; not to be changed."""
    folder = tmp_path_factory.mktemp("filled")
    # 3 are few, and 23 - 12 - 8 would give them away: the 8 are hidden with them
    body = "".join(events(n, p, r)[len(EVENTS) :] for n, p, r in ((3, "B", "14"), (8, "C", "25")))
    sources = {
        "händelser 2024-06-01.csv": events(12) + body,
        "väntade 2024-06-01.csv": "SVF;Region;Period;Förväntat antal\nVG9;12;2024;144\n"
        "VG9;14;2024;144\nVG9;25;2024;144\n",
    }
    for name, content in sources.items():
        (folder / name).write_text(content, encoding="utf-8")
        done("--store", folder / "s.rccdesk", "import", folder / name)
    table = folder / "mått.csv"
    table.write_text(
        "Period;Enhet;Kön;Täljare;Nämnare\n2024-Q1;Lund;Kvinna;8;10\n2024-Q1;Malmö;Kvinna;30;40\n"
        "2024-Q1;Totalt;Kvinna;38;50\n2024-Q1;Ystad;Man;..;20\n",
        encoding="utf-8",
    )
    done("--store", folder / "s.rccdesk", "import", table, "--indicator", "eget")
    return folder / "s.rccdesk"


# Shapes ----------------------------------------------------------------------------------------


def test_import_shape(store: Path, write: Callable[..., Path]) -> None:
    path = write("a.csv", events() + "B1;VG910;2024-02-30;Lund;12;12;Man;1\n")
    shape = done("--store", store, "import", path)
    check(shape, IMPORT)
    assert shape["profile"] == "svf_events"
    assert shape["file_sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert dt.date.fromisoformat(shape["extract_date"]) == dt.date(2024, 1, 11)
    problems = {p["code"]: p for p in shape["problems"]}
    assert problems["bad_date"]["cell"] == "C26"
    assert problems["bad_date"]["cells"] == ["C26"]
    assert {p["severity"] for p in shape["problems"]} <= {"stop", "warning", "info"}
    again = done("--store", store, "import", path)
    check(again, IMPORT)
    assert (again["rows_unchanged"], again["rows_imported"]) == (24, 0)


def test_a_problem_lists_at_most_a_hundred_cells(store: Path, write: Callable[..., Path]) -> None:
    rows = "".join(f"C{n};VG910;2024-13-01;Lund;12;12;Man;1\n" for n in range(150))
    shape = done("--store", store, "import", write("a.csv", events() + rows))
    (problem,) = (p for p in shape["problems"] if p["code"] == "bad_date")
    assert problem["count"] == 150
    assert len(problem["cells"]) == 100


def test_imports_shape(filled: Path) -> None:
    shape = done("--store", filled, "imports")
    check(shape, {"batches": [BATCH]})
    assert [b["state"] for b in shape["batches"]] == ["active"] * 3
    assert [b["indicator"] for b in shape["batches"]] == [None, None, "eget"]
    for batch in shape["batches"]:
        assert dt.datetime.fromisoformat(batch["imported_at"])


def test_undo_and_compare(store: Path, write: Callable[..., Path]) -> None:
    first = done("--store", store, "import", write("a.csv", events(12)))["batch_id"]
    second = done("--store", store, "import", write("b.csv", events(13)))["batch_id"]
    assert isinstance(done("--store", store, "imports", "compare", first, second), dict)
    shape = done("--store", store, "imports", "undo", second)
    assert shape == {"batch_id": second, "rows_removed": 26, "state": "undone"}
    states = [b["state"] for b in done("--store", store, "imports")["batches"]]
    assert states == ["active", "undone"]
    assert refused("--store", store, "imports", "undo", second)["code"] == "already_undone"
    assert refused("--store", store, "imports", "undo", 99)["code"] == "no_such_batch"
    assert refused("--store", store, "imports", "compare", first, 99)["code"] == "no_such_batch"
    assert refused("--store", store, "lead-times", "--snapshot", 99)["code"] == "no_such_batch"


def test_lead_times_shape(filled: Path) -> None:
    shape = done("--store", filled, "lead-times", "--by", "svf,region,period", "--period", "2024")
    check(shape, LEAD_TIMES)
    assert (shape["goal"], shape["status"], shape["target"]) == ("svf_lead_time", "in_force", 0.8)
    assert [(r["svf"], r["region"], r["period"]) for r in shape["rows"]] == [
        ("VG9", "12", "2024-Q1"),
        ("VG9", "14", "2024-Q1"),
        ("VG9", "25", "2024-Q1"),
    ]
    shown, *hidden = shape["rows"]
    # 144 expected cases of the year are 36 of the quarter
    check(shown["inclusion"], INCLUSION)
    assert shown["inclusion"] == {
        "numerator": 12,
        "denominator": 36,
        "proportion": pytest.approx(1 / 3),
        "met": False,
    }
    assert shown["representative"] is False
    fields = {"svf", "region", "period", "hidden", "preliminary", "doubts"}
    for row in hidden:
        assert row["hidden"] is True
        assert row["doubts"] == []
        assert all(value is None for name, value in row.items() if name not in fields)


def test_inclusion_shape(filled: Path) -> None:
    shape = done(
        *("--store", filled, "lead-times", "--goal", "svf_inclusion"),
        *("--by", "svf,region", "--period", "2024-Q1"),
    )
    check(shape, LEAD_TIMES)
    assert (shape["goal"], shape["status"], shape["target"]) == ("svf_inclusion", "in_force", 0.7)
    row = next(r for r in shape["rows"] if r["region"] == "12")
    assert (row["numerator"], row["denominator"]) == (12, 36)
    assert row["met"] is False
    assert row["needed_more"] == 14  # 0.7 x 36 = 25.2, so 26


def test_indicators_shape(filled: Path) -> None:
    shape = done("--store", filled, "indicators", "--indicator", "eget")
    check(shape, INDICATOR)
    assert (shape["direction"], shape["levels"]) == ("neutral", [])
    by_unit = {row["unit"]: row for row in shape["rows"]}
    source = {"batch_id": int, "sheet": (str, MAYBE), "cell": str}
    check(by_unit["Lund"]["source"], source)
    assert by_unit["Lund"]["source"]["cell"] == "D2"
    assert by_unit["Totalt"]["is_total"] is True
    assert by_unit["Ystad"]["masked"] == ".."
    assert by_unit["Ystad"]["value"] is None
    hpv = done("--store", filled, "indicators", "--indicator", "hpv_coverage_1994_1999")
    check(hpv, INDICATOR)
    assert [level["value"] for level in hpv["levels"]] == [0.7]
    assert refused("--store", filled, "indicators", "--indicator", "x")["code"]


def test_version_shape() -> None:
    shape = done("version")
    licence = {"name": str, "version": str, "licence": str}
    wanted = {"version": str, "python": str, "qt": str, "sqlite": str, "licences": [licence]}
    check(shape, wanted)
    assert "schema" in shape
    names = {each["name"].lower().replace("_", "-") for each in shape["licences"]}
    assert {"pyside6-essentials", "numpy", "sqlalchemy"} <= names
    assert all(each["licence"] for each in shape["licences"])


@pytest.mark.long  # every page and dialog in both themes
def test_demo_pack_and_screenshots_shapes(
    tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    store = tmp_path / "demo.rccdesk"
    made = done(
        *("demo", "--store", store, "--patients", 300, "--seed", 4),
        *("--no-window", "--out", tmp_path / "ut"),
    )
    check(made, {"store": str, "out": str, "patients": int, "seed": int, "files": list})
    assert (made["patients"], made["seed"]) == (300, 4)
    assert any(file.endswith(".png") for file in made["files"])
    assert any(file.endswith(".pptx") for file in made["files"])
    assert all(Path(file).stat().st_size for file in made["files"])
    regions = done("--store", store, "lead-times", "--by", "region")["rows"]
    assert {row["region"] for row in regions} <= {f"X{n}" for n in range(1, 10)}

    pack = done(
        *("--store", store, "pack", "--kind", "steering", "--formats", "pptx,pdf"),
        *("--out", tmp_path / "underlag"),
    )
    file = {"format": str, "path": str, "sha256": str}
    check(pack, {"state": str, "snapshot_ids": list, "files": [file]})
    assert pack["pack_id"]
    assert pack["state"] in ("draft", "issued")
    assert {f["format"] for f in pack["files"]} == {"pptx", "pdf"}
    for each in pack["files"]:
        content = Path(each["path"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == each["sha256"]
    assert refused("--store", store, "pack", "--kind", "year-text", "--out", tmp_path)["code"]

    shots = done(
        *("--store", store, "screenshots", "--out", tmp_path / "bilder"),
        *("--page", "lead_times", "--size", "1366x768", "--theme", "dark"),
    )
    check(shots, {"files": [{"page": str, "path": str, "width": int, "height": int}]})
    assert shots["files"]
    assert all((f["width"], f["height"]) == (1366, 768) for f in shots["files"])
    assert all(Path(f["path"]).exists() for f in shots["files"])


def test_demo_refuses_a_store_that_is_not_an_example(filled: Path, tmp_path: Path) -> None:
    before = filled.read_bytes()
    refused("demo", "--store", filled, "--no-window", "--out", tmp_path)
    assert filled.read_bytes() == before


# Exit codes and options --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["lead-times", "--nonsense"],
        ["lead-times", "--by", "nonsense"],
        ["lead-times", "--goal", "nonsense"],
        ["lead-times", "--grain", "week"],
        ["lead-times", "--period", "2024-Q5"],
        ["lead-times", "--period", "2025:2024"],
        ["lead-times", "--format", "pdf"],
        ["import"],
        ["import", "a.csv", "--extract-date", "yesterday"],
        ["import", "a.csv", "--duplicates", "all"],
        ["import", "a.csv", "--wide", "group"],
        ["imports", "undo"],
        ["imports", "undo", "x"],
        ["imports", "undo", "0"],
        ["lead-times", "--snapshot", "x"],
        ["lead-times", "--peri", "2024"],
        ["demo", "--seed", "x"],
        ["pack", "--out", "."],
        ["pack", "--kind", "nonsense", "--out", "."],
        ["--lang", "fi", "version"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2(arguments: list[str], tmp_path: Path) -> None:
    code, out, err = run("--store", tmp_path / "s.rccdesk", *arguments)
    assert code == 2
    assert out == ""
    assert "Traceback" not in err
    assert "invalid" not in err
    assert err.splitlines()[-1].startswith("Felaktigt anrop: ")
    assert not (tmp_path / "s.rccdesk").exists()


def test_refusals_are_one_sentence(filled: Path, tmp_path: Path) -> None:
    code, out, err = run("--store", tmp_path / "none.rccdesk", "lead-times")
    assert (code, out) == (1, "")
    assert len(err.strip().splitlines()) == 1
    assert not (tmp_path / "none.rccdesk").exists()
    goal = ["lead-times", "--goal", "to_recommendation"]
    assert refused("--store", filled, *goal)["code"] == "goal_not_computable"
    assert "Traceback" not in err


def test_the_error_of_a_stopped_import_carries_its_problems(
    filled: Path, write: Callable[..., Path]
) -> None:
    before = filled.read_bytes()
    error = refused("--store", filled, "import", write("x.csv", "Foo;Bar\n1;2\n"))
    assert error["code"] == "unknown_layout"
    check(error["problems"], [PROBLEM])
    lacking = write("y.csv", "Förlopps-id;KVÅ-kod\nA;VG910\n")
    error = refused("--store", filled, "import", lacking)
    assert error["code"] == "missing_column"
    late = ["--extract-date", "2999-01-01"]
    error = refused("--store", filled, "import", write("z.csv", events()), *late)
    assert error["code"] == "extract_date_in_future"
    missing = ["import", write("w.csv", "Period;Enhet;Täljare;Nämnare\n2024;Lund;1;9\n")]
    assert refused("--store", filled, *missing)["code"] == "indicator_required"
    assert filled.read_bytes() == before


def test_options_stand_before_or_after_the_command(filled: Path) -> None:
    before = run("--store", filled, "--lang", "en", "--json", "lead-times", "--by", "svf")
    after = run("lead-times", "--by", "svf", "--store", filled, "--lang", "en", "--json")
    assert before == after
    assert before[0] == 0
    assert (
        run("--store", filled, "lead-times", "--format", "json")[1]
        == (run("--store", filled, "lead-times", "--json")[1])
    )


def test_english_sentences(filled: Path) -> None:
    arguments = ["--store", filled, "imports", "undo", "99"]
    swedish, english = run(*arguments)[2], run(*arguments, "--lang", "en")[2]
    assert "finns" in swedish
    assert "finns" not in english
    assert swedish != english


def test_out_and_formats(filled: Path, tmp_path: Path) -> None:
    query = ["--store", filled, "lead-times", "--by", "svf,region"]
    shape = done(*query)
    target = tmp_path / "å.json"
    assert run(*query, "--format", "json", "--out", target)[0] == 0
    assert json.loads(target.read_text(encoding="utf-8")) == shape
    code, out, _ = run(*query, "--format", "csv")
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(out), delimiter=";"))
    assert [row["region"] for row in rows] == ["12", "14", "25"]
    assert rows[0]["denominator"] == "12"
    assert rows[1]["hidden"] == "true"
    assert rows[1]["denominator"] == rows[1]["numerator"] == ""
    target = tmp_path / "t.csv"
    assert run(*query, "--format", "csv", "--out", target)[0] == 0
    assert target.read_text(encoding="utf-8-sig").splitlines() == out.splitlines()
    target = tmp_path / "t.xlsx"
    assert run(*query, "--format", "xlsx", "--out", target)[0] == 0
    sheet = openpyxl.load_workbook(target).worksheets[0]
    header, first, second, _ = (list(row) for row in sheet.iter_rows(values_only=True))
    assert first[header.index("region")] == "12"
    assert first[header.index("denominator")] == 12
    assert second[header.index("denominator")] is None


def test_out_that_cannot_be_written_is_refused(filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "t.csv"
    target.mkdir()
    query = ["--store", filled, "lead-times", "--format", "csv", "--out", target]
    code, _, err = run(*query)
    assert code == 1
    assert len(err.strip().splitlines()) == 1


# How files are read ------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ","])
def test_csv_dialects(
    store: Path, write: Callable[..., Path], encoding: str, separator: str
) -> None:
    content = events(6).replace("Lund", "Örebro Åsö").replace(";", separator)
    shape = done("--store", store, "import", write("a.csv", content, encoding))
    assert (shape["rows_imported"], shape["rows_skipped"]) == (12, 0)
    rows = done("--store", store, "lead-times", "--by", "unit")["rows"]
    assert [row["unit"] for row in rows] == ["Örebro Åsö"]


def test_several_files_are_one_transaction(store: Path, write: Callable[..., Path]) -> None:
    first, second = write("a.csv", events(6)), write("b.csv", events(6, "B", "14"))
    bad = write("c.csv", "Foo;Bar\n1;2\n")
    done("--store", store, "import", write("0.csv", events(5, "Z", "25")))
    before = store.read_bytes()
    assert refused("--store", store, "import", first, bad, second)["code"] == "unknown_layout"
    assert store.read_bytes() == before
    shape = done("--store", store, "import", first, second)
    check(shape, {"imports": [IMPORT]})
    assert [each["rows_imported"] for each in shape["imports"]] == [12, 12]
    assert len({each["batch_id"] for each in shape["imports"]}) == 2


def test_a_dry_run_counts_like_the_import_and_stores_nothing(
    store: Path, write: Callable[..., Path]
) -> None:
    done("--store", store, "import", write("a.csv", events(6)))
    before = store.read_bytes()
    changed = write("b.csv", events(7).replace("A3;VG950;2024-01-11;Lund", "A3;VG950;2024-01-11;X"))
    tried = done("--store", store, "import", changed, "--dry-run")
    assert store.read_bytes() == before
    assert tried["batch_id"] is None
    made = done("--store", store, "import", changed)
    counts = [name for name in made if name.startswith("rows_")]
    assert [tried[name] for name in counts] == [made[name] for name in counts]
    assert (made["rows_imported"], made["rows_changed"], made["rows_unchanged"]) == (3, 1, 11)


def test_a_dry_run_makes_no_store(tmp_path: Path, write: Callable[..., Path]) -> None:
    store = tmp_path / "new.rccdesk"
    done("--store", store, "import", write("a.csv", events(6)), "--dry-run")
    assert not store.exists() or done("--store", store, "imports") == {"batches": []}


def test_sheet_and_header_row(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "bok.xlsx"
    lines = [line.split(";") for line in events(6).splitlines()]
    with xlsxwriter.Workbook(path) as book:
        for name, rows in (
            ("Fel", [["Förlopps-id", "KVÅ-kod", "Datum"], ["Q", "VG910", "2024-01-01"]]),
            ("Rätt", [["Uttag"], [], ["a", "b", "c"], *lines]),
        ):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    shape = done("--store", store, "import", path, "--sheet", "Rätt", "--dry-run")
    assert (shape["sheet"], shape["header_row"], shape["rows_read"]) == ("Rätt", 4, 12)
    shape = done("--store", store, "import", path, "--sheet", "Rätt", "--header-row", 4)
    assert (shape["sheet"], shape["header_row"], shape["rows_imported"]) == ("Rätt", 4, 12)
    refused("--store", store, "import", path, "--sheet", "Saknas")


def test_map_names_columns_that_are_not_recognised(store: Path, write: Callable[..., Path]) -> None:
    content = events(6).replace("Förlopps-id;KVÅ-kod;Datum", "alfa;beta;gamma", 1)
    path = write("a.csv", content)
    refused("--store", store, "import", path)
    columns = ("pathway_id=alfa", "kva_code=beta", "event_date=gamma")
    options = [part for column in columns for part in ("--map", column)]
    assert done("--store", store, "import", path, *options)["rows_imported"] == 12


def test_wide_tables(store: Path, write: Callable[..., Path]) -> None:
    path = write("a.csv", "Region;2024-Q1;2024-Q2\n12;0,5;0,75\n14;0,25;1\n")
    options = ["--indicator", "bred", "--map", "unit=Region", "--wide", "period"]
    done("--store", store, "import", path, *options)
    rows = done("--store", store, "indicators", "--indicator", "bred")["rows"]
    assert {(r["period"], r["unit"]): r["value"] for r in rows} == {
        ("2024-Q1", "12"): 0.5,
        ("2024-Q2", "12"): 0.75,
        ("2024-Q1", "14"): 0.25,
        ("2024-Q2", "14"): 1,
    }
    path = write("b.csv", "Period;Lund;Malmö\n2024-Q1;50;60\n2024-Q2;75;100\n")
    options = ["--indicator", "tvärs", "--wide", "unit"]
    shape = done("--store", store, "import", path, *options)
    assert "percent_scale" in [p["code"] for p in shape["problems"]]
    rows = done("--store", store, "indicators", "--indicator", "tvärs")["rows"]
    assert {(r["period"], r["unit"]): r["value"] for r in rows} == {
        ("2024-Q1", "Lund"): 0.5,
        ("2024-Q2", "Lund"): 0.75,
        ("2024-Q1", "Malmö"): 0.6,
        ("2024-Q2", "Malmö"): 1,
    }


@pytest.mark.parametrize(
    ("mode", "imported", "skipped", "unit"),
    [("skip", 11, 2, None), ("first", 12, 1, "Lund"), ("last", 12, 1, "Malmö")],
)
def test_duplicates(
    store: Path,
    write: Callable[..., Path],
    mode: str,
    imported: int,
    skipped: int,
    unit: str | None,
) -> None:
    extra = "A0;VG950;2024-01-11;Malmö;12;12;Kvinna;60\n"
    path = write("a.csv", events(6) + extra)
    shape = done("--store", store, "import", path, "--duplicates", mode)
    assert (shape["rows_read"], shape["rows_imported"]) == (13, imported)
    assert shape["rows_skipped"] == skipped
    (problem,) = (p for p in shape["problems"] if p["code"] == "duplicate_conflict")
    assert (problem["severity"], problem["count"]) == ("warning", skipped)
    rows = done("--store", store, "lead-times", "--by", "unit")["rows"]
    if unit:
        assert unit in [row["unit"] for row in rows]


def test_a_row_in_dispute_is_skipped_but_not_missing(
    store: Path, write: Callable[..., Path]
) -> None:
    done("--store", store, "import", write("a.csv", events(6)))
    extra = "A0;VG950;2024-01-11;Malmö;12;12;Kvinna;60\n"
    lines = [line for line in events(6).splitlines(keepends=True) if "A5;VG950" not in line]
    path = write("b.csv", "".join(lines) + extra)
    for options in (["--dry-run"], []):
        shape = done("--store", store, "import", path, *options)
        # 12 rows known: A0's end is there twice, in dispute; A5's end is not there
        assert (shape["rows_unchanged"], shape["rows_skipped"]) == (10, 2)
        assert shape["rows_missing_since_last"] == 1
    table = "Period;Enhet;Täljare;Nämnare\n2024-Q1;Lund;8;10\n2024-Q1;Malmö;9;30\n"
    done("--store", store, "import", write("c.csv", table), "--indicator", "m")
    again = write("d.csv", table + "2024-Q1;Lund;7;10\n")
    shape = done("--store", store, "import", again, "--indicator", "m")
    assert (shape["rows_skipped"], shape["rows_missing_since_last"]) == (2, 0)
    cases = "SVF;Region;Period;Förväntat antal\nVG9;12;2024;144\nVG9;12;2025;150\n"
    done("--store", store, "import", write("e.csv", cases), "--extract-date", "2025-01-01")
    again = write("f.csv", cases + "VG9;12;2024;145\n")
    shape = done("--store", store, "import", again, "--extract-date", "2025-01-02")
    assert (shape["rows_skipped"], shape["rows_missing_since_last"]) == (2, 0)


def test_duplicates_stop(store: Path, write: Callable[..., Path]) -> None:
    extra = "A0;VG950;2024-01-11;Malmö;12;12;Kvinna;60\n"
    path = write("a.csv", events(6) + extra)
    error = refused("--store", store, "import", path, "--duplicates", "stop")
    assert error["code"] == "duplicate_conflict"
    same = write("b.csv", events(6) + events(6)[len(EVENTS) :].splitlines()[0] + "\n")
    shape = done("--store", store, "import", same, "--duplicates", "stop")
    assert (shape["rows_imported"], shape["rows_skipped"]) == (12, 1)


def test_accept_ids(store: Path, write: Callable[..., Path]) -> None:
    # One of thirty whole numbers happens to look like 19121212-1212 without its hyphen.
    rows = events(30).splitlines()[1:]
    numbers = [f"{200_000_000_007 + n * 1_000_003}" for n in range(30)]
    numbers[7] = "191212121212"
    lines = [row.replace(f"A{n // 2};", f"{numbers[n // 2]};", 1) for n, row in enumerate(rows)]
    path = write("a.csv", EVENTS + "\n".join(lines) + "\n")
    code, out, err = run("--store", store, "import", path, "--json")
    assert code == 1
    assert "191212121212" not in out + err
    shape = done("--store", store, "import", path, "--accept-ids", "Förlopps-id")
    assert shape["rows_imported"] == 60
    assert "191212121212" not in json.dumps(shape)
    warnings = [p for p in shape["problems"] if p["code"] == "identifying_column"]
    assert [p["severity"] for p in warnings] == ["warning"]
    assert b"191212121212" not in store.read_bytes()


def test_a_personal_identifier_is_never_repeated(
    store: Path, write: Callable[..., Path], tmp_path: Path
) -> None:
    path = write("a.csv", events(6).replace("Lund", "19121212-1212", 1))
    for extra in ([], ["--accept-ids", "Enhet"]):
        code, out, err = run("--store", store, "import", path, *extra, "--json")
        assert code == 1
        assert json.loads(out)["error"]["code"] == "personal_identifier"
        assert json.loads(out)["error"]["cell"] == "D2"
        assert not re.search(r"1212-?1212", out + err)


def test_undo_takes_away_what_the_import_made(store: Path, write: Callable[..., Path]) -> None:
    path = write("a.csv", "Period;Enhet;Täljare;Nämnare\n2024-Q1;Lund;8;10\n")
    batch = done("--store", store, "import", path, "--indicator", "ny")["batch_id"]
    assert done("--store", store, "indicators", "--indicator", "ny")["rows"]
    done("--store", store, "imports", "undo", batch)
    assert refused("--store", store, "indicators", "--indicator", "ny")["code"]


@pytest.mark.parametrize(
    ("name", "above", "wanted", "assumed"),
    [
        ("uttag 2024-03-05.csv", "", "2024-03-05", False),
        ("uttag.csv", "Uttaget gjordes 2024-03-06;;;;;;;\n", "2024-03-06", False),
        ("uttag.csv", "", "2024-01-11", True),
        ("uttag 2024-03-05 2024-03-06.csv", "", "2024-01-11", True),
    ],
)
def test_extract_date(
    store: Path, write: Callable[..., Path], name: str, above: str, wanted: str, *, assumed: bool
) -> None:
    shape = done("--store", store, "import", write(name, above + events(6)))
    assert shape["extract_date"] == wanted
    assert ("extract_date_assumed" in [p["code"] for p in shape["problems"]]) == assumed
