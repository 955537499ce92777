"""Figures that contradict themselves: parts and their total, shares and their counts, keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from rccdesk.services.doubts import NewDoubt
from rccdesk.services.imports.aggregated import AggregatedRows
from rccdesk.services.imports.codes import is_total_word
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.figures import DIMENSIONS, Figures, Mask
from rccdesk.services.imports.several_indicators import PROPORTION
from rccdesk.services.imports.table_facts import TableFacts
from rccdesk.services.imports.totals import combine
from rccdesk.services.imports.values import fold
from rccdesk.services.value_keys import make_key

PARTS, SHARE, DUPLICATE = "parts_not_total", "share_not_quotient", "duplicate_key"
_COUNTS = ("numerator", "denominator")
_OF_COUNTS = frozenset(("antal", "st", "number", "count"))  # as in "antal dagar"
_NATION = frozenset(("riket", "hela riket", "sverige", "hela sverige"))
_REGIONS_OF_THE_NATION = 21
_DUST = 1e-9  # of floating point


def find_figure_doubts(
    indicator: str,
    rows: AggregatedRows,
    facts: TableFacts,
    *,
    sheet: str,
    unit_of_measure: str,
    few: int,
    columns: Mapping[str, int] | None = None,
) -> list[NewDoubt]:
    """Return what is odd about the figures of one table by themselves.

    Numbers under ``few`` are not said. ``columns`` are those of the figures by name, where each
    has its own.
    """
    found = _find_duplicates(indicator, rows, sheet)
    if len(rows.figures):
        figures = (*_COUNTS, "value") if _is_count(unit_of_measure) else _COUNTS
        found += _find_unequal_totals(indicator, rows, sheet, figures, few, columns or {})
        if unit_of_measure == PROPORTION:
            found += _find_unequal_shares(indicator, rows.figures, facts, sheet)
    return found


def _are_sums(f: Figures, name: str) -> Mask:
    """Return which codes of a dimension are totals by their figures, or are of an upper level.

    All their figures are marked as totals, also where no other dimension says total.
    """
    alone = np.ones(len(f), dtype=bool)
    for other in DIMENSIONS[1:]:
        if other != name:
            of_places = other in {"unit", "home_unit"}
            says = [is_total_word(word, of_places=of_places) for word in f.words[other]]
            alone &= ~np.array(says, dtype=bool)[f.codes[other]]
    size = len(f.words[name])
    count = np.bincount(f.codes[name], alone, minlength=size)
    marked = np.bincount(f.codes[name], alone & f.is_total, minlength=size)
    found: Mask = (count > 0) & (marked == count)
    return found


def _is_count(unit_of_measure: str) -> bool:
    """Tell whether values of a unit can be added: numbers of something, not shares or medians."""
    return fold(unit_of_measure).partition(" ")[0] in _OF_COUNTS


def _find_unequal_totals(
    indicator: str,
    rows: AggregatedRows,
    sheet: str,
    figures: Sequence[str],
    few: int,
    columns: Mapping[str, int],
) -> list[NewDoubt]:
    """Compare totals that are called so with the sums of their parts, count by count.

    There is no verdict where a part is masked or was left out, where fewer than two are listed,
    where regions stand beside other units, or for the nation without all its regions. A total
    that was found because it equals the sum is none to compare.
    """
    f = rows.figures
    lost = rows.incomplete | {key[0] for key in rows.disputed}
    has_lost = np.array([word in lost for word in f.words["period"]], dtype=bool)
    is_whole = ~has_lost[f.codes["period"]]
    found: dict[int, NewDoubt] = {}
    for name in DIMENSIONS[1:]:
        words, codes = f.words[name], f.codes[name]
        of_places = name in {"unit", "home_unit"}
        is_word = np.array([is_total_word(word, of_places=of_places) for word in words], dtype=bool)
        is_nation = np.array([fold(word) in _NATION for word in words], dtype=bool)[codes]
        is_total = f.is_total & is_word[codes] & is_whole
        # The total of a total, as of both sexes for all units, is compared along each of them.
        others = [n for n in DIMENSIONS if n != name]
        is_named = np.array([bool(word) for word in words], dtype=bool)
        is_part = (is_named & ~is_word & ~_are_sums(f, name))[codes]
        if not is_total.any() or not is_part.any():
            continue
        key = combine((f.codes[n] for n in others), len(f))
        size = int(key.max()) + 1
        level = np.array([_is_region(word) for word in words], dtype=bool)[codes]
        parts = np.bincount(key, is_part, minlength=size)
        regions = np.bincount(key, is_part & level, minlength=size)
        is_comparable = parts > 1
        if of_places:
            is_comparable &= (regions == 0) | (regions == parts)
        here = is_total & is_comparable[key]
        here &= ~is_nation | (regions[key] == _REGIONS_OF_THE_NATION)
        for figure in figures:
            value = f.figures[figure]
            unknown = np.bincount(key, is_part & ~np.isfinite(value), minlength=size)
            total = np.bincount(key, np.where(is_part, np.nan_to_num(value), 0), minlength=size)
            differs = here & (unknown[key] == 0) & np.isfinite(value)
            differs &= np.abs(total[key] - value) > 0.5
            for row in np.flatnonzero(differs).tolist():
                values: dict[str, Any] = {"figure": figure}
                sums = {"parts": float(total[key[row]]), "total": float(value[row])}
                if min(sums.values()) >= few:
                    values |= sums
                cell = _cell(f, row, columns.get(figure))
                doubt = NewDoubt(_key(indicator, f, row), PARTS, sheet, cell, values)
                found.setdefault(row, doubt)
    return [found[row] for row in sorted(found)]


def _find_unequal_shares(
    indicator: str, f: Figures, facts: TableFacts, sheet: str
) -> list[NewDoubt]:
    """Compare a stated share with its counts; what rounding explains is no doubt."""
    differs = find_unequal_shares(f, facts)
    ratio = _ratio(f)
    return [
        NewDoubt(
            _key(indicator, f, row),
            SHARE,
            sheet,
            _cell(f, row),
            # The difference alone: neither share nor counts of a figure that may be hidden.
            {"difference": round(float(f.figures["value"][row] - ratio[row]), 4)},
        )
        for row in np.flatnonzero(differs).tolist()
    ]


def find_unequal_shares(f: Figures, facts: TableFacts) -> Mask:
    """Return which figures state a share that their counts do not give, however rounded."""
    half = facts.half_unit if len(facts.half_unit) == len(f) else np.full(len(f), np.nan)
    with np.errstate(invalid="ignore"):
        differs: Mask = np.abs(f.figures["value"] - _ratio(f)) > half + _DUST
    return differs


def _ratio(f: Figures) -> Any:
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = f.figures["numerator"] / f.figures["denominator"]
    return np.where(np.isfinite(ratio), ratio, np.nan)


def _find_duplicates(indicator: str, rows: AggregatedRows, sheet: str) -> list[NewDoubt]:
    if not rows.disputes:
        return []
    kept = set(rows.figures.keys())
    totals = {name: _total_words(rows.figures, name) for name in DIMENSIONS[1:]}
    found = []
    for key, (count, column, row) in rows.disputes.items():
        named = dict(zip(DIMENSIONS, key, strict=True))
        is_total = any(named[name] in words for name, words in totals.items())
        found.append(
            NewDoubt(
                make_key(indicator, named, is_total=is_total),
                DUPLICATE,
                sheet,
                f"{column_letter(column)}{row}",
                {"rows": count} | ({"is_kept": True} if key in kept else {}),
            )
        )
    return found


def _total_words(f: Figures, name: str) -> set[str]:
    """Return the words of a dimension that stand for totals, by themselves or as marked."""
    words = f.words[name]
    figures = np.bincount(f.codes[name], minlength=len(words))
    marked = np.bincount(f.codes[name], f.is_total, minlength=len(words))
    of_places = name in {"unit", "home_unit"}
    return {
        word
        for code, word in enumerate(words)
        if word
        and (
            is_total_word(word, of_places=of_places)
            or (figures[code] > 0 and marked[code] == figures[code])
        )
    }


def _key(indicator: str, f: Figures, row: int) -> str:
    named = {name: f.words[name][int(f.codes[name][row])] for name in DIMENSIONS}
    return make_key(indicator, named, is_total=bool(f.is_total[row]))


def _cell(f: Figures, row: int, column: int | None = None) -> str:
    index = int(f.column[row]) if column is None else column
    return f"{column_letter(index)}{int(f.row[row])}"


def _is_region(word: str) -> bool:
    return len(word) == 2 and word.isdecimal()
