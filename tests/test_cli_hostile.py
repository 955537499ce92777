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
    tables: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))["tables"]
    return tables


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "test.rccdesk"


@pytest.mark.parametrize("command", [["version"], ["nonsense"]])
def test_a_reader_that_has_gone_is_no_bug(command: list[str]) -> None:
    """``rccdesk … | head -1``: head goes as soon as it has its line."""
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        done = subprocess.run(
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


def test_what_no_indicator_can_be_called(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = write_xlsx(tmp_path / "k.xlsx", LONG, ("2025-01", "Lund", 5, 20))
    assert run(capsys, store, "import", table, "--indicator", "known", *WHEN)[0] == 0
    before = domain(capsys, store)
    for key, error in (
        (PERSON, "personal_identifier"),
        ("  ", "indicator_required"),
        ("svf_lead_time", "bad_indicator_key"),
        ("a|unit=12", "bad_indicator_key"),
    ):
        code, shape, complaint = run(capsys, store, "import", table, "--indicator", key, *WHEN)
        assert (code, shape["error"]["code"]) == (1, error)
        assert not key.strip() or key not in json.dumps(shape) + complaint
        typed = ("--period", "2025-01", "--unit", "Lund", "--value", "0,2", "--source", "Egen")
        by_hand = ("enter", "--indicator", key, *typed, "--date", "2026-01-01")
        code, shape, _ = run(capsys, store, *by_hand)
        assert code == 1
        assert shape["error"]["code"].startswith(error)
    assert domain(capsys, store) == before


def test_a_field_that_no_table_has_is_wrong_usage(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = write_xlsx(tmp_path / "k.xlsx", LONG, ("2025-01", "Lund", 5, 20))
    for mapping in (["bogus=Enhet"], ["unit=Enhet", "unit=Period"]):
        options = [part for each in mapping for part in ("--map", each)]
        code, _, complaint = run(capsys, store, "import", table, *options)
        assert code == 2
        assert mapping[-1].partition("=")[0] in complaint
    assert not store.exists()
    # A field of another kind of table: every column is there, and none is said to lack.
    code, shape, _ = run(
        capsys, store, "import", table, "--map", "numerator=Enhet", "--map", "svf=Period"
    )
    assert (code, shape["error"]["code"]) == (1, "mapping_does_not_fit")


def test_of_several_files_the_bad_one_is_named(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = write_xlsx(tmp_path / "good.xlsx", LONG, ("2025-01", "Lund", 5, 20))
    bad = write_xlsx(tmp_path / f"bad {PERSON}.xlsx", LONG, ("2025-01", "Lund", 5, 20))
    code, shape, complaint = run(capsys, store, "import", good, bad, "--indicator", "i", *WHEN)
    assert (code, shape["error"]["code"]) == (1, "personal_identifier")
    assert shape["error"]["file_number"] == 2
    assert complaint.startswith("Fil 2: Filnamnet")
    assert PERSON not in json.dumps(shape) + complaint
    assert run(capsys, store, "imports")[1] in ({}, {"batches": []}) or not store.exists()


def test_a_file_named_twice_is_one_import(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = write_xlsx(tmp_path / "k.xlsx", LONG, ("2025-01", "Lund", 5, 20))
    code, shape, _ = run(capsys, store, "import", table, table, "--indicator", "i", *WHEN)
    assert code == 0
    first, second = shape["imports"]
    assert (first["rows_imported"], second["rows_imported"]) == (1, 0)
    assert second["rows_unchanged"] == 1
    assert [p["code"] for p in second["problems"]] == ["already_imported"]
    _, listed, _ = run(capsys, store, "imports")
    assert len(listed["batches"]) == 1


def test_a_column_to_leave_out_that_is_not_there_is_told_of(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip in the name must not pass for a column that was left out."""
    rows = ((*LONG, "Namn"), ("2025-01", "Lund", 5, 20, "x"))
    table = write_xlsx(tmp_path / "k.xlsx", *rows)
    for option, column, is_told in (
        ("--leave-out", "Nmn", True),
        ("--accept-ids", "Nmn", True),
        ("--leave-out", "namn", False),
        ("--leave-out", "E", False),
    ):
        arguments = ("import", table, "--indicator", "i", *WHEN, "--dry-run", option, column)
        told = [p["code"] for p in run(capsys, store, *arguments)[1]["problems"]]
        assert ("column_not_found" in told) is is_told


def test_a_quotation_mark_that_nothing_closes_swallows_no_row(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What follows it would stand in one cell, and the rows would be gone without a word."""
    lines = [";".join(LONG), "2025-01;Lund;5;20", '2025-02;"Lund;6;20', "2025-03;Lund;7;20"]
    table = tmp_path / "q.csv"
    table.write_text("\r\n".join(lines), encoding="utf-8")
    code, shape, _ = run(capsys, store, "import", table, "--indicator", "q", *WHEN)
    assert (code, shape["error"]["code"]) == (1, "truncated")
    table.write_text("\r\n".join(lines).replace('"Lund', '"Lund"'), encoding="utf-8")
    code, shape, _ = run(capsys, store, "import", table, "--indicator", "q", *WHEN)
    assert (code, shape["rows_read"]) == (0, 3)


def test_units_as_columns_beside_one_that_is_known(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = write_xlsx(
        tmp_path / "u.xlsx",
        ("Period", "Nordhem", "Sörby", "Riket"),
        ("2025-01", 0.5, 0.4, 0.45),
        ("2025-02", 0.6, None, 0.5),
    )
    assert run(capsys, store, "import", table, "--indicator", "u", *WHEN)[0] == 0
    _, shown, _ = run(capsys, store, "indicators", "--indicator", "u")
    assert [(r["period"], r["unit"], r["value"], r["is_total"]) for r in shown["rows"]] == [
        ("2025-01", "Nordhem", 0.5, False),
        ("2025-01", "Riket", 0.45, True),
        ("2025-01", "Sörby", 0.4, False),
        ("2025-02", "Nordhem", 0.6, False),
        ("2025-02", "Riket", 0.5, True),
    ]


def test_a_table_on_another_sheet_is_told_of(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "two.xlsx"
    with xlsxwriter.Workbook(table) as book:
        for name, unit in (("2025", "Lund"), ("2024", "Malmö")):
            page = book.add_worksheet(name)
            page.write_row(0, 0, LONG)
            page.write_row(1, 0, (f"{name}-01", unit, 5, 20))
        book.add_worksheet("Om").write_row(0, 0, ("Uttag", "ur registret"))
    code, shape, _ = run(capsys, store, "import", table, "--indicator", "i", *WHEN)
    assert (code, shape["sheet"], shape["rows_read"]) == (0, "2025", 1)
    told = {p["code"]: (p["severity"], p["message"]) for p in shape["problems"]}
    severity, message = told["other_tables"]
    assert severity == "info"
    assert "”2024”" in message
    assert "Om" not in message


def test_no_message_repeats_the_number_of_a_person(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = write_xlsx(tmp_path / "k.xlsx", LONG, ("2025-01", "Lund", 5, 20))
    assert run(capsys, store, "import", table, "--indicator", "i", *WHEN)[0] == 0
    for arguments, code in (
        (("indicators", "--indicator", PERSON), 1),
        (("origin", f"{PERSON}|period=2025"), 1),
        (("import", tmp_path / f"{PERSON}.xlsx", "--profile", PERSON), 1),
        (("import", table, "--map", f"unit={PERSON}"), 1),
        (("import", table, "--header-row", PERSON), 2),
        (("doubts", PERSON), 2),
        (("imports", "undo", PERSON), 2),
    ):
        found, shape, complaint = run(capsys, store, *arguments)
        assert found == code, (arguments, complaint)
        assert PERSON not in complaint + json.dumps(shape), arguments
        assert complaint.strip()


def test_six_digits_under_a_heading_of_weeks_are_a_week(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """202406 is week 6 there, and June in a column of periods; numbers beyond counting are none."""
    rows = (("2024-W05", "A", 5, 20), (202406, "A", 6, 20), ("202460", "A", 7, 20))
    table = write_xlsx(tmp_path / "v.xlsx", ("Vecka", *LONG[1:]), *rows, (202407, "A", 5, 1e300))
    code, shape, complaint = run(capsys, store, "import", table, "--indicator", "v", *WHEN)
    assert (code, complaint) == (0, "")
    found = {p["code"]: p["cells"] for p in shape["problems"]}
    assert (found["bad_date"], found["bad_number"]) == (["A4"], ["D5"])
    _, shown, _ = run(capsys, store, "indicators", "--indicator", "v")
    assert [(r["period"], r["numerator"]) for r in shown["rows"]] == [
        ("2024-W05", 5),
        ("2024-W06", 6),
    ]
    table = write_xlsx(tmp_path / "m.xlsx", LONG, (202406, "A", 6, 20))
    assert run(capsys, store, "import", table, "--indicator", "m", *WHEN)[0] == 0
    _, shown, _ = run(capsys, store, "indicators", "--indicator", "m")
    assert [r["period"] for r in shown["rows"]] == ["2024-06"]


def test_messages_say_what_is_there(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Headings alone are cells; the row that is called the header is the one that is shown."""
    table = write_xlsx(tmp_path / "h.xlsx", LONG)
    code, shape, complaint = run(capsys, store, "import", table, "--indicator", "i", *WHEN)
    assert (code, shape["error"]["code"]) == (1, "no_table")
    assert "under rubrikerna" in complaint
    table = write_xlsx(tmp_path / "u.xlsx", ("Foo", "Bar"), ("Baz", "Qux"), (1, 2))
    for row, shown in (("2", "”Baz”, ”Qux”"), ("9", "är –.")):
        code, _, complaint = run(capsys, store, "import", table, "--header-row", row)
        assert code == 1
        assert shown in complaint
