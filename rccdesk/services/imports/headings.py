"""Headings made of two parts: merged cells over a second header row, or both in one cell.

``2024`` over ``Täljare`` and ``Nämnare``, a unit over its periods, the sexes over a year,
``Andel 2024``: each column of figures gets the fields that its parts stand for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from rccdesk.enums import Profile
from rccdesk.services.imports.codes import is_total_word, read_age_group, read_sex
from rccdesk.services.imports.fields import BY_PROFILE, FIGURES, fold_header
from rccdesk.services.imports.layouts import (
    Certainty,
    Recognition,
    WideColumn,
    find_column,
    match_headers,
)
from rccdesk.services.imports.spelled_periods import read_period
from rccdesk.services.imports.values import read_number

_LAYOUT = BY_PROFILE[Profile.AGGREGATED]
_FIGURE_FIELDS = {field.name: field for field in _LAYOUT.fields if field.name in FIGURES}
_TOTAL, _FIGURE = "total", "figure"
_MOST_WORDS = 8
Pairs = dict[int, tuple[object, object]]


def recognise_headings(
    heads: Sequence[tuple[int, int, Sequence[Sequence[object]]]],
    *,
    header_row: int | None = None,
    mapping: Callable[[Sequence[object]], dict[str, int] | None],
    is_unit: Callable[[object], bool],
) -> Recognition | None:
    """Return the best table whose headings have two parts; None if there is none.

    ``heads`` are as for `recognise`; ``mapping`` gives the columns that the user has named
    among headers, None if they are not there.
    """
    best: Recognition | None = None
    for sheet, first_row, rows in heads:
        above: Sequence[object] = ()
        for number, cells in enumerate(rows, start=first_row):
            if header_row in {None, number}:
                for headers, pairs in (_two_rows(above, cells), _two_parts(cells)):
                    chosen = mapping(headers) if len(pairs) > 1 else None
                    if chosen is None:
                        continue
                    found = _match(sheet, number, headers, pairs, chosen, is_unit)
                    if found is not None and (best is None or found.score > best.score):
                        best = found
            above = cells
    return best


def _two_rows(upper: Sequence[object], lower: Sequence[object]) -> tuple[list[object], Pairs]:
    """Return the headers and the pairs of two rows; merged cells hold for those beside them."""
    headers: list[object] = list(lower)
    pairs: Pairs = {}
    over: object = None
    for index in range(max(len(upper), len(lower))):
        above = upper[index] if index < len(upper) else None
        below = lower[index] if index < len(lower) else None
        if index >= len(headers):
            headers.append(None)
        if fold_header(above):
            over = above
        if not fold_header(below):
            headers[index] = above
        elif over is not None:
            pairs[index] = (over, below)
    return headers, pairs


def _two_parts(cells: Sequence[object]) -> tuple[list[object], Pairs]:
    """Return the headers and those that can be parted in a period and something else."""
    pairs: Pairs = {}
    for index, cell in enumerate(cells):
        if not isinstance(cell, str) or read_period(cell) is not None:
            continue
        words = re.split(r"[\s,;:_]+", cell.strip())
        if not 2 <= len(words) <= _MOST_WORDS:
            continue
        for place in range(1, len(words)):
            start, end = " ".join(words[:place]), " ".join(words[place:])
            if read_period(end) is not None:
                pairs[index] = (end, start.rstrip(" -–("))
                break
            if read_period(start) is not None:
                pairs[index] = (start, end.lstrip(" -–"))
    return list(cells), pairs


def _match(
    sheet: int,
    number: int,
    headers: list[object],
    pairs: Pairs,
    chosen: Mapping[str, int],
    is_unit: Callable[[object], bool],
) -> Recognition | None:
    repeated = Counter(fold_header(below) for _, below in pairs.values())
    kinds = {index: _kind(below, is_unit) for index, (_, below) in pairs.items()}
    columns = [
        index
        for index, (_, below) in pairs.items()
        if (kinds[index] or repeated[fold_header(below)] > 1) and index not in chosen.values()
    ]
    if len(columns) < 2 or any(_is_figure(below) for _, below in pairs.values()):
        return None
    plain = [None if index in columns else cell for index, cell in enumerate(headers)]
    found = match_headers(_LAYOUT, sheet, number, plain, chosen)
    named = {match.field for match in found.matches}
    lower = _field((pairs[i][1] for i in columns), named, is_unit, other=None)
    upper = _field((pairs[i][0] for i in columns), named, is_unit, other=lower)
    if lower is None or upper is None or lower == upper or {lower, upper} & named:
        return None
    cells = tuple(_cell(i, *pairs[i], upper, lower) for i in columns)
    fields = {upper, lower} - {_FIGURE}
    figures = {cell.figure for cell in cells}
    missing = tuple(n for n in _LAYOUT.required if n not in named and n not in fields)
    if "value" not in figures:
        missing += tuple(n for n in ("numerator", "denominator") if n not in figures)
    wide = next(name for name in ("period", "unit", upper, lower) if name in fields)
    kept = tuple(match for match in found.matches if match.field not in FIGURES)
    return replace(
        found, matches=kept, missing=missing, wide=wide, wide_columns=tuple(columns),
        wide_cells=cells,
    )  # fmt: skip


def _cell(index: int, above: object, below: object, upper: str, lower: str) -> WideColumn:
    parts = ((upper, above), (lower, below))
    dims = tuple((field, cell) for field, cell in parts if field != _FIGURE)
    figure = next((_figure(cell) for field, cell in parts if field == _FIGURE), None)
    return WideColumn(index, dims, figure or "value")


def _field(
    cells: Iterable[object],
    named: set[str],
    is_unit: Callable[[object], bool],
    *,
    other: str | None,
) -> str | None:
    """Return the one field that heading cells stand for; None if they have no common one."""
    kinds = {_kind(cell, is_unit) for cell in cells} - {_TOTAL}
    if len(kinds) == 1 and None not in kinds:
        return kinds.pop()
    if kinds <= {None, "unit"}:
        # Names that the store does not know: units where none are named yet, else groups.
        return "unit" if not {"unit"} & (named | {other}) else "group"
    return None


def _kind(cell: object, is_unit: Callable[[object], bool]) -> str | None:  # noqa: PLR0911
    if read_period(cell) is not None:
        return "period"
    if not isinstance(cell, str):
        return None
    if _figure(cell):
        return _FIGURE
    if not cell.strip().isdecimal() and read_sex(cell) is not None:
        return "sex"
    if is_unit(cell):
        return "unit"
    if is_total_word(cell):
        return _TOTAL
    if any(c.isdigit() for c in cell) and read_age_group(cell) is not None:
        return "age_group"
    return None


def _is_figure(cell: object) -> bool:
    """Tell whether a cell holds a number that is no period: then its row is no header row."""
    return read_period(cell) is None and read_number(cell) is not None


def _figure(cell: object) -> str | None:
    """Return the figure that a heading names."""
    folded = [fold_header(cell)]
    for certainty in (Certainty.SURE, Certainty.LIKELY, Certainty.GUESSED):
        for name, field in _FIGURE_FIELDS.items():
            if find_column(field, certainty, folded, ()) is not None:
                return name
    return None
