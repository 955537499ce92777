"""The command line's contract on values typed in: names, keys, exit codes, and what comes of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rccdesk import cli

IMPORT = {
    "batch_id", "profile", "indicator", "sheet", "header_row", "rows_read", "rows_imported",
    "rows_unchanged", "rows_changed", "rows_skipped", "rows_missing_since_last", "extract_date",
    "problems", "file_sha256", "seconds",
}  # fmt: skip
VALUE = ("enter", "--indicator", "k", "--period", "2026-Q1", "--unit", "Skåne",
         "--numerator", "64", "--denominator", "100", "--source", "Mejl", "--date", "2026-10-01",
         "--json")  # fmt: skip


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict, str]:
    code = cli.main([str(a) for a in arguments])
    captured = capsys.readouterr()
    shape = json.loads(captured.out) if captured.out.startswith("{") else {"said": captured.out}
    return code, shape, captured.err


@pytest.fixture
def store(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Path:
    """Return a store with one imported file."""
    path, file = tmp_path / "test.rccdesk", tmp_path / "a 2026-09-30.csv"
    rows = ("Period;Enhet;Täljare;Nämnare", "2026-Q1;Uppsala;50;100", "2026-Q1;Skåne;61;100")
    file.write_text("\n".join(rows) + "\n", "utf-8")
    assert run(capsys, "--store", path, "import", file, "--indicator", "k", "--json")[0] == 0
    return path


def figures(capsys: pytest.CaptureFixture[str], store: Path) -> dict[str, tuple[object, object]]:
    _code, shape, _err = run(capsys, "--store", store, "indicators", "--indicator", "k", "--json")
    return {row["unit"]: (row["value"], row["source"]["batch_id"]) for row in shape["rows"]}


def test_a_value_is_tried_entered_listed_and_undone(capsys, store) -> None:
    before = figures(capsys, store)
    code, dry, err = run(capsys, "--store", store, *VALUE, "--dry-run")
    assert (code, err, dry["batch_id"]) == (0, "", None)
    assert figures(capsys, store) == before
    code, shape, err = run(capsys, "--store", store, *VALUE)
    assert (code, err) == (0, "")
    assert set(shape) >= IMPORT
    assert (shape["kind"], shape["profile"], shape["indicator"]) == ("typed", "aggregated", "k")
    assert (shape["sheet"], shape["header_row"], shape["file_sha256"]) == (None, 0, "")
    counts = [shape[f"rows_{n}"] for n in ("read", "imported", "changed", "unchanged", "skipped")]
    assert (counts, shape["extract_date"]) == ([1, 1, 1, 0, 0], "2026-10-01")
    assert shape["was"] == {
        "numerator": 61, "denominator": 100, "value": None, "masked": None, "hidden": False,
        "batch_id": 1,
    }  # fmt: skip
    assert shape["becomes"] == shape["was"] | {"numerator": 64, "batch_id": None}
    assert {k: v for k, v in dry.items() if k not in {"batch_id", "seconds"}} == {
        k: v for k, v in shape.items() if k not in {"batch_id", "seconds"}
    }
    assert figures(capsys, store) == before | {"12": (0.64, shape["batch_id"])}
    _code, listed, _err = run(capsys, "--store", store, "imports", "--json")
    assert [(row["kind"], row["file_name"] != "") for row in listed["batches"]] == [
        ("file", True), ("typed", False),
    ]  # fmt: skip
    code, undone, _err = run(capsys, "--store", store, "imports", "undo", shape["batch_id"],
                             "--json")  # fmt: skip
    assert (code, undone["rows_removed"], undone["state"]) == (0, 1, "undone")
    assert figures(capsys, store) == before


def test_masks_shares_and_other_fields_are_given_as_in_a_cell(capsys, store) -> None:
    base = ("--store", store, "enter", "--indicator", "n", "--source", "s", "--date", "2026-10-01")
    own = ("--unit", "Skåne", "--sex", "kvinnor", "--group", "Akut", "--home-unit", "Uppsala",
           "--age-group", "65-79 år", "--json")  # fmt: skip
    for period, given in (("2025", ("--value", "64,5 %")), ("2026", ("--masked", "<5"))):
        assert run(capsys, *base, "--period", period, *given, *own)[0] == 0
    _code, shape, _err = run(capsys, "--store", store, "indicators", "--indicator", "n", "--json")
    rows = [{k: row[k] for k in ("period", "unit", "home_unit", "group", "sex", "age_group")}
            | {"said": row["masked"] or row["value"]} for row in shape["rows"]]  # fmt: skip
    same = {"unit": "12", "home_unit": "03", "group": "Akut", "sex": "female", "age_group": "65-79"}
    assert rows == [
        {"period": "2025", **same, "said": pytest.approx(0.645)},
        {"period": "2026", **same, "said": "<5"},
    ]


def test_an_expected_number_is_entered(capsys, store) -> None:
    code, shape, err = run(
        capsys, "--store", store, "enter", "--expected", "120", "--svf", "VG9", "--region", "12",
        "--period", "2026", "--source", "Prognos", "--date", "2026-01-15", "--json",
    )  # fmt: skip
    assert (code, err) == (0, "")
    assert (shape["profile"], shape["indicator"], shape["kind"]) == (
        "expected_cases", None, "typed",
    )  # fmt: skip
    assert (shape["was"], shape["becomes"]["value"]) == (None, 120)


def test_what_is_refused_says_which_field_and_saves_nothing(capsys, store) -> None:
    wrong = [*VALUE, "--numerator", "101"]
    code, shape, err = run(capsys, "--store", store, *wrong)
    assert code == 1
    assert shape["error"]["code"] == "numerator_over_denominator"
    assert (shape["error"]["sheet"], shape["error"]["cell"]) == (None, None)
    assert err.strip() == shape["error"]["message"]
    (problem,) = shape["error"]["problems"]
    assert (problem["severity"], problem["code"], problem["cells"]) == (
        "stop", "numerator_over_denominator", [],
    )  # fmt: skip
    number = "19121212-1212"  # the Swedish Tax Agency's own test number
    code, shape, err = run(capsys, "--store", store, *VALUE, "--source", f"Enligt {number}")
    assert (code, shape["error"]["code"]) == (1, "personal_identifier_typed")
    assert number not in json.dumps(shape) + err
    _code, listed, _err = run(capsys, "--store", store, "imports", "--json")
    assert len(listed["batches"]) == 1


def test_a_value_again_changes_nothing_and_says_so(capsys, store) -> None:
    first = run(capsys, "--store", store, *VALUE)[1]
    code, shape, _err = run(capsys, "--store", store, *VALUE)
    assert (code, shape["batch_id"]) == (0, first["batch_id"])
    assert (shape["rows_imported"], shape["rows_unchanged"]) == (0, 1)
    assert [problem["code"] for problem in shape["problems"]] == ["already_imported"]


def test_people_read_what_stood_there_and_what_it_becomes(capsys, store) -> None:
    code, shape, _err = run(capsys, "--store", store, *VALUE[:-1], "--dry-run")
    said = shape["said"].replace("\N{NO-BREAK SPACE}", " ").splitlines()
    assert code == 0
    assert said == [
        "Står nu: 61 % (61 av 100), uttag 2026-09-30, a 2026-09-30.csv. Blir: 64 % (64 av 100).",
        "Inget är sparat.",
    ]
    near = [word.replace("Skåne", "Skane") for word in VALUE[:-1]]
    said = run(capsys, "--store", store, *near, "--dry-run")[1]["said"].splitlines()
    assert said[1] == (
        "  Enhet: Liknar ett känt namn men är inte likadant. Det läses som ett eget namn. --unit 12"
    )


def test_wrong_usage_ends_with_two(capsys, tmp_path) -> None:
    rest = ("--period", "2026", "--source", "s", "--date", "2026-10-01")
    for given in (
        "--indicator k",  # no figure
        "--indicator k --value 1 --masked <5",
        "--indicator k --value 1 --numerator 1",
        "--indicator k --value 1 --svf VG9",
        "--value 1",
        "--expected 1 --svf VG9 --region 12 --unit x",
    ):
        store = tmp_path / "none.rccdesk"
        code, _shape, err = run(capsys, "--store", store, "enter", *given.split(), *rest)
        assert (given, code, err.startswith("Felaktigt anrop:")) == (given, 2, True)
        assert not store.exists()
    assert run(capsys, "enter", "--indicator", "k", "--value", "1")[0] == 2


def test_a_typed_figure_comes_from_no_cell(capsys, store) -> None:
    assert run(capsys, "--store", store, *VALUE)[0] == 0
    _code, shape, _err = run(capsys, "--store", store, "indicators", "--indicator", "k", "--json")
    sources = {row["unit"]: row["source"] for row in shape["rows"]}
    typed = sources.pop("12") if "12" in sources else sources.pop("Skåne")
    assert (typed["sheet"], typed["cell"]) == (None, None)
    assert [source["cell"] for source in sources.values()] == ["C2"]
