"""The command line as an unfriendly user treats it: what it must not lose, print or break."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from rccdesk import cli

LONG = ("Period", "Enhet", "Täljare", "Nämnare")
WHEN = ("--extract-date", "2026-11-01")
PERSON = "19121212-1212"  # of the official test numbers


def write_xlsx(path: Path, *rows: tuple[object, ...]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Data")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    page.write(number, column, value)
    return path


def run(
    capsys: pytest.CaptureFixture[str], store: Path, *arguments: object
) -> tuple[int, dict[str, Any], str]:
    code = cli.main(["--store", str(store), *[str(a) for a in arguments], "--json"])
    captured = capsys.readouterr()
    return code, json.loads(captured.out) if captured.out else {}, captured.err


def domain(capsys: pytest.CaptureFixture[str], store: Path) -> dict[str, Any]:
    out = store.with_suffix(".json")
    out.unlink(missing_ok=True)
    assert run(capsys, store, "export", "--out", out)[0] == 0
    dump: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return dump["tables"]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "test.rccdesk"


@pytest.mark.parametrize("command", [["version"], ["--json", "version"], ["nonsense"]])
def test_a_reader_that_has_gone_is_no_bug(command: list[str]) -> None:
    """``rccdesk … | head -1``: head goes as soon as it has its line."""
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "rccdesk", *command],
            stdout=closed, stderr=subprocess.PIPE, check=False, text=True, encoding="utf-8",
        )  # fmt: skip
    expected = 2 if command == ["nonsense"] else 0
    assert done.returncode == expected, done.stderr
    assert "BrokenPipe" not in done.stderr
    assert expected or not done.stderr


def test_one_heading_twice_in_a_wide_table_is_a_conflict(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same period twice with other figures: neither is taken, and both are named."""
    table = write_xlsx(
        tmp_path / "w.xlsx",
        ("Region", "2025-01", "2025-01", "2025-02", "2025-02"),
        ("Skåne", 0.5, 0.6, 0.7, 0.7),
    )
    code, shape, complaint = run(capsys, store, "import", table, "--indicator", "w", *WHEN)
    assert code == 0, complaint
    found = {p["code"]: (p["cells"], p["count"]) for p in shape["problems"]}
    assert found["duplicate_conflict"] == (["B2", "C2"], 2)
    assert found["duplicate_identical"] == (["E2"], 1)
    _, shown, _ = run(capsys, store, "indicators", "--indicator", "w")
    assert [(r["period"], r["value"]) for r in shown["rows"]] == [("2025-02", 0.7)]
