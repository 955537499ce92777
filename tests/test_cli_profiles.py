"""The command line's contract on profiles: names, keys, exit codes, and the import they lead to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rccdesk import cli

KEYS = {"key", "name", "layout", "version", "is_shipped", "columns", "used_at"}
HEADER = "Tid;Var;Ja;Alla"
MAPS = ("--map", "period=Tid", "--map", "unit=Var", "--map", "numerator=Ja",
        "--map", "denominator=Alla")  # fmt: skip


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict, str]:
    code = cli.main([str(a) for a in arguments])
    captured = capsys.readouterr()
    shape = json.loads(captured.out) if captured.out.startswith("{") else {"said": captured.out}
    return code, shape, captured.err


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "test.rccdesk"


def table(tmp_path: Path, name: str, *rows: str, header: str = HEADER) -> Path:
    path = tmp_path / name
    path.write_text("\n".join((header, *rows)) + "\n", "utf-8")
    return path


@pytest.fixture
def saved(capsys: pytest.CaptureFixture[str], store: Path, tmp_path: Path) -> dict:
    path = table(tmp_path, "mall 2026-07-01.csv", "2026-Q1;12;3;4")
    code, shape, err = run(
        capsys, "--store", store, "profiles", "save", "kurs", "--from", path, *MAPS,
        "--indicator", "kurs", "--name", "Kursdeltagare", "--json",
    )  # fmt: skip
    assert (code, err) == (0, "")
    return shape


def test_a_profile_is_saved_and_listed_with_the_layouts(capsys, store, saved) -> None:
    assert saved["columns"] == {
        "period": "Tid", "unit": "Var", "numerator": "Ja", "denominator": "Alla",
    }  # fmt: skip
    code, shape, _err = run(capsys, "--store", store, "profiles", "--json")
    assert code == 0
    assert all(set(row) == KEYS for row in shape["profiles"])
    (own,) = (row for row in shape["profiles"] if not row["is_shipped"])
    assert own == saved
    assert (own["key"], own["name"], own["layout"], own["version"], own["used_at"]) == (
        "kurs", "Kursdeltagare", "aggregated", 1, None,
    )  # fmt: skip
    shipped = {row["key"]: row["columns"] for row in shape["profiles"] if row["is_shipped"]}
    assert {"svf_events", "aggregated", "expected_cases", "lead_time_limits"} <= set(shipped)
    assert shipped["svf_events"]["pathway_id"] == "Förlopps-id"


def test_the_second_import_needs_nothing_but_the_file(capsys, store, saved, tmp_path) -> None:
    path = table(tmp_path, "uttag 2026-10-01.csv", "2026-Q2;12;5;8", "2026-Q2;13;1;8")
    code, shape, _err = run(capsys, "--store", store, "import", path, "--json")
    assert (code, shape["rows_imported"], shape["profile"]) == (0, 2, "kurs")
    assert [(p["severity"], p["code"]) for p in shape["problems"]] == [("info", "profile_used")]
    _code, listed, _err = run(capsys, "--store", store, "imports", "--json")
    assert [(b["profile"], b["indicator"]) for b in listed["batches"]] == [("kurs", "kurs")]
    _code, rows, _err = run(
        capsys, "--store", store, "indicators", "--indicator", "kurs", "--period", "2026-Q2",
        "--by", "unit", "--json",
    )  # fmt: skip
    assert [(r["unit"], r["numerator"], r["denominator"]) for r in rows["rows"]] == [
        ("12", 5, 8), ("13", 1, 8),
    ]  # fmt: skip
    _code, shape, _err = run(capsys, "--store", store, "profiles", "--json")
    (own,) = (row for row in shape["profiles"] if row["key"] == "kurs")
    assert own["used_at"] is not None


def test_profile_names_a_layout_or_a_saved_one(capsys, store, saved, tmp_path) -> None:
    header = "Period;Enhet;Täljare;Nämnare"
    ours = table(tmp_path, "a 2026-10-01.csv", "2026-Q2;12;5;8", header=header)
    code, shape, _err = run(
        capsys, "--store", store, "import", ours, "--profile", "aggregated", "--indicator", "k",
        "--json",
    )  # fmt: skip
    assert (code, shape["profile"]) == (0, "aggregated")
    path = table(tmp_path, "b 2026-10-01.csv", "2026-Q2;12;5;8", header=HEADER + ";Kommentar")
    code, shape, _err = run(capsys, "--store", store, "import", path, "--profile", "kurs", "--json")
    assert (code, shape["profile"], shape["rows_imported"]) == (0, "kurs", 1)
    (note,) = (p for p in shape["problems"] if p["code"] == "profile_changed")
    assert note["message"] == (
        "Filen är läst med profilen ”Kursdeltagare”, men den ser inte ut som när profilen"
        " sparades. Kolumnen ”Kommentar” är ny och används inte."
    )
    code, shape, err = run(capsys, "--store", store, "import", path, "--profile", "x", "--json")
    assert (code, shape["error"]["code"]) == (1, "no_such_profile")
    assert err.strip() == shape["error"]["message"]


def test_a_missing_column_is_named(capsys, store, saved, tmp_path) -> None:
    path = table(tmp_path, "c 2026-10-01.csv", "2026-Q2;12;5", header="Tid;Var;Ja")
    code, shape, _err = run(capsys, "--store", store, "import", path, "--profile", "kurs", "--json")
    assert (code, shape["error"]["code"]) == (1, "missing_column")
    (note,) = (p for p in shape["error"]["problems"] if p["code"] == "profile_changed")
    assert note["severity"] == "warning"
    assert note["message"].endswith("Kolumnen ”Alla” saknas.")


def test_a_profile_goes_from_store_to_store(capsys, store, saved, tmp_path) -> None:
    target, other = tmp_path / "kurs.json", tmp_path / "annan.rccdesk"
    code, shape, _err = run(
        capsys, "--store", store, "profiles", "export", "kurs", target, "--json"
    )
    assert (code, shape) == (0, {"key": "kurs", "path": str(target)})
    code, shape, _err = run(capsys, "--store", other, "profiles", "import", target, "--json")
    assert (code, shape) == (0, saved)
    path = table(tmp_path, "uttag 2026-10-01.csv", "2026-Q2;12;5;8")
    code, shape, _err = run(capsys, "--store", other, "import", path, "--json")
    assert (code, shape["profile"]) == (0, "kurs")
    found = json.loads(target.read_text("utf-8"))
    found["name"] = "Annat"
    target.write_text(json.dumps(found), "utf-8")
    code, shape, _err = run(capsys, "--store", other, "profiles", "import", target, "--json")
    assert (code, shape["error"]["code"]) == (1, "profile_exists")
    code, shape, _err = run(
        capsys, "--store", other, "profiles", "import", target, "--replace", "--json"
    )
    assert (code, shape["name"], shape["version"]) == (0, "Annat", 1)
    code, _shape, err = run(capsys, "--store", store, "profiles", "export", "x", target)
    assert (code, err) == (
        1,
        "Det finns ingen profil med nyckeln x. Inget har ändrats. Se listan över profiler.\n",
    )


def test_saved_again_it_is_a_new_version_only_where_it_reads_otherwise(
    capsys, store, saved, tmp_path
) -> None:
    path = table(tmp_path, "mall 2026-07-01.csv", "2026-Q1;12;3;4")
    save = ("--store", store, "profiles", "save", "kurs", "--from", path, *MAPS,
            "--indicator", "kurs", "--json")  # fmt: skip
    code, shape, _err = run(capsys, *save)
    assert (code, shape["version"], shape["name"]) == (0, 1, "Kursdeltagare")
    code, shape, _err = run(capsys, *save, "--duplicates", "first")
    assert (code, shape["version"]) == (0, 2)


def test_deleted_it_is_no_longer_used(capsys, store, saved, tmp_path) -> None:
    code, _shape, _err = run(capsys, "--store", store, "profiles", "delete", "kurs")
    assert code == 0
    path = table(tmp_path, "uttag 2026-10-01.csv", "2026-Q2;12;5;8")
    code, shape, _err = run(capsys, "--store", store, "import", path, "--json")
    assert (code, shape["error"]["code"]) == (1, "unknown_layout")
    code, shape, _err = run(capsys, "--store", store, "profiles", "delete", "kurs", "--json")
    assert (code, shape["error"]["code"]) == (1, "no_such_profile")
    code, shape, _err = run(capsys, "--store", store, "profiles", "delete", "aggregated", "--json")
    assert (code, shape["error"]["code"]) == (1, "no_such_profile")


def test_words_for_people(capsys, store, saved) -> None:
    code, shape, _err = run(capsys, "--store", store, "profiles")
    assert code == 0
    assert "Kursdeltagare" in shape["said"]
    assert "period=Tid" in shape["said"]


@pytest.mark.parametrize(
    "arguments",
    [("profiles", "export", "kurs"), ("profiles", "save", "kurs"), ("profiles", "dansa")],
)
def test_wrong_usage(capsys, store, arguments) -> None:
    assert cli.main(["--store", str(store), *arguments]) == 2
    assert "Felaktigt anrop" in capsys.readouterr().err
