"""Find the table of a file by the first rows of its sheets, or say why there is none."""

from __future__ import annotations

from collections.abc import Sequence

from rccdesk.enums import Profile, Severity
from rccdesk.services.imports.identifiers import without_columns
from rccdesk.services.imports.layouts import Recognition, find_columns
from rccdesk.services.imports.problems import Problem, make_problem
from rccdesk.services.imports.reading import WorkbookHead
from rccdesk.services.imports.recognition import recognise
from rccdesk.services.imports.request import ImportRequest
from rccdesk.services.imports.values import clean_text
from rccdesk.services.imports.vocabulary import Vocabulary
from rccdesk.texts import text

# Index of a sheet, the number of its first row, its first rows.
_Heads = list[tuple[int, int, Sequence[tuple[object, ...]]]]
# Under half of what a layout needs it is another kind of table, not one that lacks a column.
_NEAR = 0.5


def recognise_head(
    head: WorkbookHead, request: ImportRequest, vocabulary: Vocabulary
) -> tuple[Recognition | None, list[Problem]]:
    """Return which layout the first rows of a file have and where, and what stops it being read."""
    profile = request.profile
    if profile is None and (request.indicator or request.wide):
        profile = Profile.AGGREGATED
    heads = [
        (index, sheet.first_row, without_columns(sheet.rows, request.leave_out))
        for index, sheet in enumerate(head.sheets)
        if (sheet.visible if request.sheet is None else request.sheet == sheet.name)
        and (sheet.visible or sheet.rows)
    ]
    if not heads:
        names = ", ".join(sheet.name for sheet in head.visible_sheets)
        return None, [make_problem(Severity.STOP, "sheet_not_found", sheets=names)]
    found = recognise(
        heads,
        profile=profile,
        header_row=request.header_row,
        mapping=request.mapping,
        wide=request.wide,
        is_unit=vocabulary.is_unit,
        only_mapping=request.only_mapping,
        period=vocabulary.fixes.of("period"),
    )
    if found is None and request.mapping:
        lacking = _unknown_columns(heads, request)
        if not lacking:  # of another layout than the others, or in another row
            columns = ", ".join(request.mapping.values())
            return None, [make_problem(Severity.STOP, "mapping_does_not_fit", columns=columns)]
        return None, [_missing_column(", ".join(lacking), None, None)]
    named = request.profile is not None or request.mapping or request.wide
    if found is None or (found.missing and found.share_found < _NEAR and not named):
        return None, [_unknown_layout(heads, request.header_row)]
    sheet = head.sheets[found.sheet].name or None
    if found.missing or (found.wide and not found.wide_columns):
        labels = {field.name: field.label for field in found.layout.fields}
        lacking = [labels[name] for name in found.missing or (found.wide or "",)]
        return found, [_missing_column(", ".join(lacking), sheet, f"A{found.header_row}")]
    return found, []


def _unknown_columns(heads: _Heads, request: ImportRequest) -> list[str]:
    """Return the named columns that no row of the file has."""
    rows = [row for _, _, rows in heads for row in rows]
    return [
        column
        for field, column in request.mapping.items()
        if not any(find_columns(row, {field: column}) for row in rows)
    ]


def _missing_column(columns: str, sheet: str | None, cell: str | None) -> Problem:
    cells = (cell,) if cell else ()
    return make_problem(Severity.STOP, "missing_column", sheet, cells, columns=columns)


def _unknown_layout(heads: _Heads, header_row: int | None) -> Problem:
    """Say what the first row with several texts holds, or the one the user calls headers."""
    for _, first, rows in heads:
        for number, row in enumerate(rows, start=first):
            if header_row not in {None, number}:
                continue
            texts = [cell.strip() for cell in row if isinstance(cell, str) and cell.strip()]
            if len(texts) >= 2:
                shown = ", ".join(
                    text("imports.quoted", words=clean_text(name)[:40]) for name in texts[:6]
                )
                return make_problem(Severity.STOP, "unknown_layout", headers=shown)
    return make_problem(Severity.STOP, "unknown_layout", headers="–")
