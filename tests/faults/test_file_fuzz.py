"""Damaged copies of files of every format: each is read or refused, and the program lives on."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from rccdesk.errors import FileRefusedError
from tests.corpus.make_corpus import KEPT, write_format
from tests.faults.fuzz_worker import damaged
from tests.services.reading_files import SECONDS, read, refusal

SHORT = 200
LONG = {"xlsx": 25_000, "xls": 15_000, "xlsb": 10_000, "ods": 10_000, "csv": 10_000}
KINDS = tuple(LONG)
_ROOT = Path(__file__).parents[2]
# What a refusal may be; "failed" and a dead process are both told as reader_died.
CODES = {
    *("not_a_workbook", "password_protected", "truncated", "empty_file", "too_large", "no_table"),
    *("file_unreadable", "read", "reader_died"),
}


def original(folder: Path, kind: str) -> Path:
    if kind == "csv":
        path = folder / "a.csv"
        path.write_bytes('Enhet;Antal\r\nNord å;1,5\r\n"Syd;""A""";2\r\n'.encode() * 20)
        return path
    if kind in ("xls", "ods"):
        return KEPT / f"libreoffice.{kind}"
    return write_format(folder / f"a.{kind}")


def read_all(path: Path, folder: Path, count: int) -> tuple[Counter[str], list[int]]:
    """Read ``count`` damaged copies; return what came of them and which ended the process."""
    outcomes: Counter[str] = Counter()
    deadly: list[int] = []
    number = 0
    while number < count:
        asked = (str(path), str(number), str(count), str(folder))
        worker = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.fuzz_worker", *asked],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=_ROOT,
        )
        with worker:
            assert worker.stdout is not None
            for line in worker.stdout:
                told, seconds, outcome = line.rstrip("\n").split(" ", 2)
                assert float(seconds) < SECONDS, f"damage {told} takes {seconds} s"
                outcomes["reader_died" if outcome.startswith("failed") else outcome] += 1
                number = int(told) + 1
        if number < count:  # the process ended within a file
            deadly.append(number)
            outcomes["reader_died"] += 1
            number += 1
            assert len(deadly) < 20 + count // 10, "the worker does not work at all"
    return outcomes, deadly


def try_damage(tmp_path: Path, kind: str, count: int) -> None:
    path = original(tmp_path, kind)
    copies = tmp_path / "copies"
    copies.mkdir()
    outcomes, deadly = read_all(path, copies, count)
    assert outcomes.total() == count
    assert set(outcomes) <= CODES, outcomes
    assert outcomes["read"] < count
    for number in deadly[:3]:  # the program's own end: a sentence, and it lives on
        copy = tmp_path / f"deadly{path.suffix}"
        copy.write_bytes(damaged(path.read_bytes(), number))
        try:
            read(copy)
        except FileRefusedError:
            assert refusal(copy).code in CODES


@pytest.mark.parametrize("kind", KINDS)
def test_F15_damaged_copies_are_read_or_refused(tmp_path: Path, kind: str) -> None:
    try_damage(tmp_path, kind, SHORT)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_F15_many_damaged_copies_are_read_or_refused(tmp_path: Path, kind: str) -> None:
    try_damage(tmp_path, kind, LONG[kind])
