"""Which table a file holds: by one header row, by headings of two parts, by what stands above."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rccdesk.enums import Profile
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.fields import FIGURES, fold_header
from rccdesk.services.imports.headings import recognise_headings
from rccdesk.services.imports.layouts import Certainty, Recognition, find_columns, recognise_rows
from rccdesk.services.imports.spelled_periods import read_period
from rccdesk.services.imports.values import clean_text
from rccdesk.texts import text

Heads = Sequence[tuple[int, int, Sequence[Sequence[object]]]]
# Words before a period in a line over a table, as in "Diagnosår: 2023" or "Period 2025-Q1".
_PERIOD_LINE = re.compile(
    r"(?:vald |valda )?(?:period|perioden|tidsperiod|mätperiod|diagnosår|år|avser|gäller|"
    r"tid|rapportperiod|urval)(?: \(.*\))?\s*[:=]?\s+(?P<period>.+)",
    re.IGNORECASE,
)
# Headers, as letters and digits, that only tables from one place have.
_SOURCES = {
    "varden_i_siffror": (
        {"indikatorid", "mätperiod"},
        {"mätperiod", "köntotalt"},
        {"registerkälla", "mätperiod"},
        {"nämnareantalfall", "mätperiod"},
    ),
    "kolada": (
        {"kpi", "municipality"},
        {"kpi", "municipalityid"},
        {"kpi", "kommun", "kön"},
        {"nyckeltal", "kommun", "kön"},
        {"kpi", "region", "gender"},
    ),
    "rccshiny": (
        {"täljare", "nämnare", "procent"},
        {"25", "median", "75"},
        {"median", "antalfall", "25percentil"},
    ),
}


def recognise(
    heads: Heads,
    *,
    profile: Profile | None = None,
    header_row: int | None = None,
    mapping: Mapping[str, str] | None = None,
    wide: str | None = None,
    is_unit: Callable[[object], bool],
    only_mapping: bool = False,
    period: str | None = None,
) -> Recognition | None:
    """Return the best table in the heads of the sheets; None if nothing fits at all.

    As `recognise_rows`. A table whose headings do not tell all, or tell the same twice, is also
    tried with the row above as a second header row. ``period`` is that of a table without one.
    """
    best = recognise_rows(
        heads,
        profile=profile,
        header_row=header_row,
        mapping=mapping,
        wide=wide,
        is_unit=is_unit,
        only_mapping=only_mapping,
    )
    if best is not None:
        best = _complete(best, heads, period)
    if profile in {None, Profile.AGGREGATED} and not only_mapping and _is_doubtful(best, heads):
        found = recognise_headings(
            heads,
            header_row=header_row,
            mapping=lambda headers: find_columns(headers, mapping or {}),
            is_unit=is_unit,
        )
        if found is not None and (best is None or found.share_found >= best.share_found):
            best = _complete(found, heads, period)
    return best


def _complete(found: Recognition, heads: Heads, period: str | None) -> Recognition:
    """Return a table with its source, and what follows from that and from the lines above."""
    if found.layout.profile is not Profile.AGGREGATED:
        return found
    source = _name_source(_headers(found, heads))
    return _add_period(_adjust(replace(found, source=source)), heads, period)


def describe_source(found: Recognition) -> str:
    """Return in words where a layout comes from, or what is special about it; empty if nothing."""
    if found.source:
        return text(f"imports.source.{found.source}")
    if len(found.wide_fields) > 1 or any(cell.figure != "value" for cell in found.wide_cells):
        return text("imports.source.two_rows")
    if found.wide:
        return text("imports.source.wide", field=text(f"imports.field.{found.wide}").casefold())
    return ""


def find_duplicate_headers(found: Recognition, heads: Heads) -> list[tuple[str, str, int]]:
    """Return column, header and number of the headers of used columns that occur more than once.

    Headers are the same when their letters and digits are.
    """
    if found.wide_cells:
        return []
    counts = Counter(fold_header(cell) for cell in _headers(found, heads))
    return [
        (column_letter(match.index), clean_text(match.header), counts[fold_header(match.header)])
        for match in found.matches
        if counts[fold_header(match.header)] > 1
    ]


def _adjust(found: Recognition) -> Recognition:
    """Take the columns of known sources for what they are."""
    columns = {match.field: match for match in found.matches}
    if any(match.certainty is Certainty.CHOSEN for match in found.matches):
        return found
    if found.source == "varden_i_siffror" and "unit_name" in columns:
        # Without Enhetskod the region's code or the subject area would pass for the unit.
        unit = columns.get("unit")
        if unit is None or fold_header(unit.header) != "enhetskod":
            columns["unit"] = replace(columns.pop("unit_name"), field="unit")
    if found.source == "rccshiny" and "unit" in found.missing and "group" in columns:
        columns["unit"] = replace(columns.pop("group"), field="unit")
    missing = tuple(name for name in found.missing if name not in columns)
    ordered = tuple(columns[f.name] for f in found.layout.fields if f.name in columns)
    return replace(found, matches=ordered, missing=missing)


def _headers(found: Recognition, heads: Heads) -> Sequence[object]:
    return next(
        rows[found.header_row - first]
        for sheet, first, rows in heads
        if sheet == found.sheet and 0 <= found.header_row - first < len(rows)
    )


def _is_doubtful(best: Recognition | None, heads: Heads) -> bool:
    if best is None:
        return True
    if best.layout.profile is not Profile.AGGREGATED:
        return bool(best.missing)
    headers = [_meaning(cell) for cell in _headers(best, heads)]
    counts = Counter(headers)
    looked_at = [headers[index] for index in best.wide_columns]
    looked_at += [headers[m.index] for m in best.matches if m.field in FIGURES]
    return bool(best.missing) or any(counts[header] > 1 for header in looked_at)


def _meaning(cell: object) -> str:
    """Return what a heading says: 2024-Q1 and kvartal 1 2024 are the same twice."""
    period = read_period(cell)
    return period.key if period else fold_header(cell)


def _add_period(found: Recognition, heads: Heads, told: str | None) -> Recognition:
    """Take the period from the lines above a table that lacks nothing else."""
    if found.missing != ("period",) or found.layout.profile is not Profile.AGGREGATED:
        return found
    keys = {told} if told else set()
    if not keys:
        for sheet, first, rows in heads:
            if sheet == found.sheet:
                above = rows[: max(found.header_row - first, 0)]
                keys = {key for row in above for cell in row for key in _periods_in(cell)}
    if len(keys) != 1:
        return found
    return replace(found, missing=(), constants=(("period", keys.pop()),))


def _periods_in(cell: object) -> list[str]:
    line = _PERIOD_LINE.fullmatch(clean_text(cell)) if isinstance(cell, str) else None
    period = read_period(line["period"] if line else cell)
    return [period.key] if period else []


def _name_source(headers: Sequence[object]) -> str:
    folded = {fold_header(cell) for cell in headers}
    for name, sets in _SOURCES.items():
        if any(needed <= folded for needed in sets):
            return name
    return ""
