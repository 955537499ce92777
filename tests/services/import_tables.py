"""Tables as the reading child hands them over, made in memory: no file, no process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.contents import Content, read_content
from rccdesk.services.imports.fixes import Fixes
from rccdesk.services.imports.layouts import Recognition
from rccdesk.services.imports.problems import Problem
from rccdesk.services.imports.reading import CodedColumn, CodedTable
from rccdesk.services.imports.recognition import recognise
from rccdesk.services.imports.vocabulary import Vocabulary

REGIONS = {"12": "Skåne", "25": "Norrbotten", "13": "Halland"}
WORDS = {word.casefold(): code for code, name in REGIONS.items() for word in (code, name)}


def vocabulary(fixes: Mapping[str, str] | None = None, *, date1904: bool = False) -> Vocabulary:
    """Return the words of a store with three regions and one SVF."""
    words = Vocabulary(
        WORDS,
        {},
        dict(WORDS),
        {"vg9": "VG9", "bröstcancer": "VG9"},
        frozenset(("10", "11", "50", "54")),
        {**REGIONS, "VG9": "Bröstcancer"},
    )
    return words.with_fixes(Fixes(fixes or {}, date1904=date1904))


def code_table(rows: Sequence[Sequence[object]], header_row: int) -> CodedTable:
    """Return the rows under a header row (from 1) as coded columns."""
    below = [(number, row) for number, row in enumerate(rows, 1) if number > header_row]
    below = [(number, row) for number, row in below if any(cell is not None for cell in row)]
    header = rows[header_row - 1]
    columns = []
    for index in range(max(len(row) for row in rows)):
        values: list[object] = [None]
        codes = []
        for _, row in below:
            value = row[index] if index < len(row) else None
            if value is None:
                codes.append(0)
            else:
                values.append(value)
                codes.append(len(values) - 1)
        name = header[index] if index < len(header) and header[index] is not None else ""
        hashes = np.array([hash(v) & 0xFFFF for v in values], np.uint64)
        columns.append(
            CodedColumn(
                index, column_letter(index), str(name), np.array(codes, np.int32), values, hashes
            )
        )
    numbers = np.array([number for number, _ in below], np.int32)
    return CodedTable("Blad", header_row, numbers, tuple(columns), (), 0, (), 0, (), 0, "")


def find_table(rows: Sequence[Sequence[object]], **choices: object) -> Recognition:
    """Return the table that is recognised in rows."""
    found = recognise([(0, 1, rows)], is_unit=vocabulary().is_unit, **choices)  # type: ignore[arg-type]
    assert found is not None
    return found


def read_rows(
    rows: Sequence[Sequence[object]],
    fixes: Mapping[str, str] | None = None,
    *,
    is_proportion: bool = True,
    date1904: bool = False,
    duplicates: str = "skip",
) -> Content:
    """Return what a sheet with these rows holds."""
    words = vocabulary(fixes, date1904=date1904)
    found = find_table(rows, period=words.fixes.of("period"))
    assert not found.missing, found.missing
    table = code_table(rows, found.header_row)
    return read_content(table, found, words, is_proportion=is_proportion, duplicates=duplicates)


def figures(content: Content) -> dict[tuple[str, ...], tuple]:
    """Return (period, unit, group and sex where there are any) -> the figures and the mask."""
    rows = content.rows.figures  # type: ignore[union-attr]
    keys = [tuple(part for part in (k[0], k[1], k[3], k[4]) if part) for k in rows.keys()]  # noqa: SIM118
    return dict(zip(keys, rows.contents(), strict=True))


def totals(content: Content) -> set[str]:
    """Return the units that are totals."""
    rows = content.rows.figures  # type: ignore[union-attr]
    return {k[1] for k, total in zip(rows.keys(), rows.is_total.tolist(), strict=True) if total}


def problem(content: Content, code: str, sentence: str = "") -> Problem:
    """Return the one problem with a code (and a sentence)."""
    found = [
        p
        for p in content.rows.problems
        if p.code == code and p.sentence.endswith(f".{sentence or p.sentence.rsplit('.', 1)[1]}")
    ]
    assert len(found) == 1, [(p.code, p.sentence) for p in content.rows.problems]
    return found[0]


def codes(content: Content) -> set[str]:
    """Return the codes of all problems."""
    return {p.code for p in content.rows.problems}
