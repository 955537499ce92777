"""Read files in the tests as the program does, and tell what came of it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from rccdesk.errors import FileRefusedError
from rccdesk.services.imports.reading import CodedTable, ReadPlan, WorkbookHead, open_workbook
from rccdesk.texts import text, use_language

SECONDS = 5.0  # for any hostile file
PERSON = "19811218-9876"  # Luhn of 811218987 is 6: 8+1+2+2+2+8+9+7+1+4 = 44 -> 6
KEY = b"k" * 32


def read(path: Path, header_row: int = 1, sheet: str | None = None, **plan: object) -> CodedTable:
    """Read a sheet, the first one if none is named, in the time that is allowed for any file."""
    began = time.monotonic()
    try:
        with open_workbook(path) as opened:
            name = opened.head.sheets[0].name if sheet is None else sheet
            return opened.read(ReadPlan(name, header_row, **plan))  # type: ignore[arg-type]
    finally:
        assert time.monotonic() - began < SECONDS


def head_of(path: Path) -> WorkbookHead:
    with open_workbook(path) as opened:
        return opened.head


def refusal(path: Path) -> FileRefusedError:
    with pytest.raises(FileRefusedError) as caught:
        read(path)
    for language in ("sv", "en"):
        use_language(language)
        sentence = text(f"errors.{caught.value.code}", **caught.value.values)
        assert sentence.endswith(".")
        assert sentence.count(". ") >= 1
    use_language("sv")
    return caught.value


def sentence(error: FileRefusedError) -> str:
    return text(f"errors.{error.code}", **error.values)


def values_of(table: CodedTable, index: int) -> list[object]:
    column = table.column(index)
    return [column.values[code] for code in column.codes]


def places(table: CodedTable) -> list[tuple[str, str, str, str]]:
    return [(hit.sheet, hit.cell, hit.kind, hit.where) for hit in table.identifiers]
