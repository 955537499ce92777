"""The words of a file from the command line: told in a dry run, remembered, taken along."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rccdesk import cli

HEADER = "Förlopps-id;KVÅ-kod;Datum;Region;Kön"
ROWS = ("P1;VG910;2026-03-01;Norrboten;Q", "P1;VG950;2026-03-20;Norrbotten;Kvinna")


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict:
    code = cli.main([str(a) for a in arguments])
    captured = capsys.readouterr()
    assert code == 0, captured.err
    return json.loads(captured.out)


def write(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text("\n".join((HEADER, *ROWS)) + "\n", "utf-8")
    return path


def test_words_are_told_remembered_and_used(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    store, path = tmp_path / "test.rccdesk", write(tmp_path, "uttag 2026-04-30.csv")
    shape = run(capsys, "--store", store, "import", path, "--dry-run", "--json")
    by_word = {value["written"]: value for value in shape["values"]}
    assert by_word["Norrboten"] == {
        "field": "region",
        "written": "Norrboten",
        "code": None,
        "name": "",
        "how": "unknown",
        "count": 1,
        "cells": ["D2"],
        "proposals": ["25"],  # the county code of Norrbotten
        "fix": "region:Norrboten",
    }
    assert (by_word["Norrbotten"]["code"], by_word["Norrbotten"]["how"]) == ("25", "exact")
    assert by_word["Kvinna"]["code"] == "female"
    told = ("--fix", "region:Norrboten=25", "--fix", "sex:Q=female")
    shape = run(capsys, "--store", store, "import", path, *told, "--remember", "--json")
    assert "values" not in shape
    later = write(tmp_path, "uttag 2026-05-31.csv")
    shape = run(capsys, "--store", store, "import", later, "--dry-run", "--json")
    by_word = {value["written"]: value for value in shape["values"]}
    assert [by_word[word]["how"] for word in ("Norrboten", "Q")] == ["remembered"] * 2
    assert "unknown_code" not in {problem["code"] for problem in shape["problems"]}


def test_words_are_not_remembered_unasked_and_follow_a_profile(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    store, path = tmp_path / "test.rccdesk", write(tmp_path, "uttag 2026-04-30.csv")
    told = ("--fix", "region:Norrboten=25")
    run(capsys, "--store", store, "import", path, *told, "--json")
    shape = run(capsys, "--store", store, "import", path, "--dry-run", "--json")
    assert "remembered" not in {value["how"] for value in shape["values"]}
    here = ("--store", store, "profiles")
    run(capsys, *here, "save", "norr", "--from", path, "--name", "Norr", *told, "--json")
    target = tmp_path / "norr.json"
    run(capsys, *here, "export", "norr", target, "--with-words", "--json")
    assert json.loads(target.read_text("utf-8"))["words"] == [
        {"field": "region", "written": "norrboten", "code": "25"}
    ]
