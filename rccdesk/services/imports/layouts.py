"""How the layout of a table is recognised from its header row.

A header cell names a field when it carries the field's own name, its Swedish label (both
certain), a known synonym (likely) or a pattern of words (guessed). Headers are compared by
their letters and digits alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from rccdesk.enums import Profile
from rccdesk.services.imports.codes import is_total_word
from rccdesk.services.imports.columns import column_index
from rccdesk.services.imports.fields import (
    BY_PROFILE,
    FIGURES,
    LAYOUTS,
    PATHWAY_DATES,
    Field,
    Layout,
    fold_header,
)
from rccdesk.services.imports.spelled_periods import read_period


class Certainty(StrEnum):
    """How sure the match of a column with a field is, in the words of the wording paper (4.7)."""

    SURE = "sure"
    LIKELY = "likely"
    GUESSED = "guessed"
    CHOSEN = "chosen"  # by the user


# Words for the whole nation.
_NATION = re.compile(r"(hela )?(riket|landet|sverige)\b")


def fields_of(profile: Profile) -> tuple[tuple[str, bool], ...]:
    """Return the name of each field of a layout, and whether it must be there."""
    return tuple((field.name, field.is_required) for field in BY_PROFILE[profile].fields)


def _is_never(_header: object) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """A column of the sheet (``index`` from 0) that carries a field."""

    field: str
    index: int
    header: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class WideColumn:
    """A column of figures (``index`` from 0) whose heading says what they are about.

    ``dims`` are fields and the heading cell of each, ``figure`` which figure stands in it.
    """

    index: int
    dims: tuple[tuple[str, object], ...]
    figure: str = "value"


@dataclass(frozen=True, slots=True)
class Recognition:
    """A table found on a sheet: its header row (from 1), its fields, what is missing.

    ``wide_columns`` are the columns whose headers are periods (or units) of a wide table, and
    ``wide_cells`` what each stands for. With two header rows, ``header_row`` is the lower one.
    ``constants`` are fields whose one value stands above the table. ``source`` names where the
    layout comes from, where its headers tell that.
    """

    layout: Layout
    sheet: int
    header_row: int
    matches: tuple[ColumnMatch, ...]
    missing: tuple[str, ...]
    wide: str | None = None
    wide_columns: tuple[int, ...] = ()
    wide_cells: tuple[WideColumn, ...] = ()
    constants: tuple[tuple[str, object], ...] = ()
    source: str = ""

    @property
    def wide_fields(self) -> frozenset[str]:
        """Return the fields that headings stand for."""
        return frozenset(name for column in self.wide_cells for name, _ in column.dims)

    @property
    def score(self) -> tuple[float, int, int]:
        """Return how good the match is, for choosing the best."""
        sure = sum(m.certainty in {Certainty.SURE, Certainty.CHOSEN} for m in self.matches)
        return (self.share_found, len(self.matches) + len(self.wide_columns), sure)

    @property
    def share_found(self) -> float:
        """Return the share of what the layout needs that is there; 1 when nothing lacks."""
        if not self.missing:
            return 1.0
        needed = set(self.layout.required) | set(self.missing)
        return 1 - len(self.missing) / len(needed)


def match_headers(
    layout: Layout,
    sheet: int,
    header_row: int,
    headers: Sequence[object],
    chosen: Mapping[str, int] | None = None,
    wide: str | None = None,
    is_unit: Callable[[object], bool] = _is_never,
    only_chosen: bool = False,
) -> Recognition:
    """Return how the header cells fit a layout; ``chosen`` are columns the user has named.

    ``only_chosen``: no other column is used, however well its header fits.
    """
    chosen = dict(chosen or {})
    folded = [fold_header(cell) for cell in headers]
    taken = set(chosen.values())
    found = {
        name: ColumnMatch(name, index, str(headers[index] or ""), Certainty.CHOSEN)
        for name, index in chosen.items()
    }
    degrees = () if only_chosen else (Certainty.SURE, Certainty.LIKELY, Certainty.GUESSED)
    for certainty in degrees:
        for field in layout.fields:
            if field.name in found:
                continue
            index = find_column(field, certainty, folded, taken)
            if index is not None:
                found[field.name] = ColumnMatch(field.name, index, str(headers[index]), certainty)
                taken.add(index)
    columns: tuple[int, ...] = ()
    if layout.profile is Profile.AGGREGATED:
        wide, columns = _find_wide(headers, found, wide, is_unit)
        if wide:
            for name in (wide, *FIGURES):
                found.pop(name, None)
    missing = tuple(n for n in layout.required if n not in found and n != wide)
    if layout.profile is Profile.AGGREGATED and not columns and "value" not in found:
        missing += tuple(n for n in ("numerator", "denominator") if n not in found)
    if layout.profile is Profile.PATHWAY_LIST and not found.keys() & set(PATHWAY_DATES):
        missing += PATHWAY_DATES[:1]  # without any date there is nothing to measure
    ordered = tuple(found[f.name] for f in layout.fields if f.name in found)
    cells = tuple(WideColumn(i, ((wide, headers[i]),)) for i in columns) if wide else ()
    return Recognition(layout, sheet, header_row, ordered, missing, wide, columns, cells)


@cache
def _words(field: Field, certainty: Certainty) -> tuple[str, ...]:
    if certainty is Certainty.SURE:
        return fold_header(field.name), fold_header(field.label)
    return tuple(fold_header(synonym) for synonym in field.synonyms.split("|") if synonym)


def find_column(
    field: Field, certainty: Certainty, folded: Sequence[str], taken: Collection[int]
) -> int | None:
    """Return the free column whose header names the field: the first by the field's own words."""
    free = {word: i for i, word in reversed(list(enumerate(folded))) if word and i not in taken}
    if certainty is Certainty.GUESSED:
        patterns = field.patterns.split()
        fits = (i for word, i in free.items() if any(re.fullmatch(p, word) for p in patterns))
        return min(fits, default=None)
    return next((free[word] for word in _words(field, certainty) if word in free), None)


_NATION = re.compile(r"(hela )?(riket|landet|sverige)\b")


def _find_wide(
    headers: Sequence[object],
    found: Mapping[str, ColumnMatch],
    wide: str | None,
    is_unit: Callable[[object], bool],
) -> tuple[str | None, tuple[int, ...]]:
    """Return which field the header cells stand for in a wide table, and their columns."""
    dimensions = {m.index for name, m in found.items() if name not in FIGURES}
    free = [i for i, cell in enumerate(headers) if i not in dimensions and fold_header(cell)]
    periods = tuple(i for i in free if read_period(headers[i]) is not None)
    units = tuple(i for i in free if is_unit(headers[i]))
    # Numbers alone are figures that happen to be codes of regions, not headers.
    if not any(c.isalpha() for i in units for c in str(headers[i])):
        units = ()
    # A header that is a period can stand over figures, but never names one.
    figures = {name for name in FIGURES if name in found and found[name].index not in periods}
    has_figures = "value" in figures or {"numerator", "denominator"} <= figures
    if wide == "unit":
        return wide, tuple(free)
    if wide == "period" or (not has_figures and "period" not in found and len(periods) >= 2):
        return "period", periods
    totals = [i for i in free if is_total_word(headers[i], of_places=True)]
    if not has_figures and "unit" not in found and len(units) >= 2:
        return "unit", tuple(sorted({*units, *totals}))
    # Beside a period and one name of a place, what is unknown is the name of another. "Alla" and
    # "Totalt" name none: they stand over denominators too.
    places = [*units, *(i for i in totals if _NATION.match(fold_header(headers[i])))]
    if not figures and "unit" not in found and "period" in found and places:
        return ("unit", tuple(free)) if len(free) >= 2 else (None, ())
    return None, ()


def recognise_rows(
    heads: Sequence[tuple[int, int, Sequence[Sequence[object]]]],
    *,
    profile: Profile | None = None,
    header_row: int | None = None,
    mapping: Mapping[str, str] | None = None,
    wide: str | None = None,
    is_unit: Callable[[object], bool] = _is_never,
    only_mapping: bool = False,
) -> Recognition | None:
    """Return the best table in the heads of the sheets; None if nothing fits at all.

    ``heads`` are (sheet index, number of the first row, rows); ``mapping`` is field -> header
    text or column letter. A result with ``missing`` fields is the nearest layout, to tell the
    user what lacks. ``only_mapping``: columns that it does not name are not used.
    """
    is_told = bool(mapping) or header_row is not None
    for is_free in (True,) if is_told else (False, True):
        # Most rows are data: they are only looked at when no row has a known header.
        best = _find_best(
            heads, profile, header_row, mapping, wide, is_unit, only_mapping, is_free=is_free
        )
        if best is not None:
            return best
    return None


def _find_best(
    heads: Sequence[tuple[int, int, Sequence[Sequence[object]]]],
    profile: Profile | None,
    header_row: int | None,
    mapping: Mapping[str, str] | None,
    wide: str | None,
    is_unit: Callable[[object], bool],
    only_mapping: bool,
    *,
    is_free: bool,
) -> Recognition | None:
    best: Recognition | None = None
    for sheet, first_row, rows in heads:
        for number, cells in enumerate(rows, start=first_row):
            if header_row is not None and number != header_row:
                continue
            if header_row is None and not (is_free or _names_columns(cells)):
                continue
            if sum(cell not in {None, ""} for cell in cells) < 2 and header_row is None:
                continue
            chosen = find_columns(cells, mapping or {})
            if chosen is None:
                continue
            for layout in LAYOUTS:
                if profile not in {None, layout.profile}:
                    continue
                fields = {field.name for field in layout.fields}
                if not fields >= set(chosen):
                    continue
                found = match_headers(
                    layout, sheet, number, cells, chosen, wide, is_unit,
                    only_chosen=only_mapping and bool(chosen),
                )  # fmt: skip
                if best is None or found.score > best.score:
                    best = found
    return best


@cache
def _header_words() -> tuple[frozenset[str], re.Pattern[str]]:
    """Return the words of all fields, and one pattern for the guesses."""
    fields = [field for layout in LAYOUTS for field in layout.fields]
    words = {w for f in fields for c in (Certainty.SURE, Certainty.LIKELY) for w in _words(f, c)}
    patterns = {pattern for field in fields for pattern in field.patterns.split()}
    return frozenset(words) - {""}, re.compile("|".join(sorted(patterns)))


def _names_columns(cells: Sequence[object]) -> bool:
    """Tell whether a row has a text that may be a header."""
    words, patterns = _header_words()
    texts = (fold_header(cell) for cell in cells if isinstance(cell, str))
    return any(text in words or (text and patterns.fullmatch(text)) for text in texts)


def find_columns(headers: Sequence[object], mapping: Mapping[str, str]) -> dict[str, int] | None:
    """Return field -> column index for named columns; None unless all are among the headers.

    A name that no header carries may be a column letter.
    """
    exact = {str(cell).strip(): i for i, cell in reversed(list(enumerate(headers))) if cell}
    folded = {fold_header(cell): i for i, cell in reversed(list(enumerate(headers))) if cell}
    result: dict[str, int] = {}
    for name, wanted in mapping.items():
        index = exact.get(wanted.strip(), folded.get(fold_header(wanted)))
        if index is None and re.fullmatch(r"[A-Za-z]{1,3}", wanted):
            index = column_index(wanted)
        if index is None or index >= len(headers):
            return None
        result[name] = index
    return result
