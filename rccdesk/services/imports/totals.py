"""Rows that must not be counted twice: duplicates of a key, and totals beside their parts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from rccdesk.enums import Severity
from rccdesk.services.imports.codes import is_total_word
from rccdesk.services.imports.figures import DIMENSIONS, FIGURES, Figures, Ints, Mask

# With many keys a true total may fail at some (where duplicates were skipped); with few, at none.
_SHARE_OF_SUMS = 0.95
_FEW_KEYS = 20

# By key of a figure: how many rows were left out, column and row of the first.
Disputes = dict[tuple[str, ...], tuple[int, int, int]]


class Warn(Protocol):
    """Notes a problem of some rows at a column (or one column per row)."""

    def __call__(self, code: str, column: int | Ints, rows: Ints, severity: Severity = ...) -> None:
        """Note it."""


def combine(columns: Iterable[NDArray[Any]], count: int) -> Ints:
    """Return one code per row (0, 1, ...) that is equal where all columns are equal."""
    code = np.zeros(count, dtype=np.int64)
    for column in columns:
        _, own = np.unique(column, return_inverse=True)
        # Compressed at every step, so that the product of the sizes cannot overflow.
        _, code = np.unique(code * (int(own.max(initial=0)) + 1) + own, return_inverse=True)
    return code


def find_duplicates(key: Ints, content: Ints, mode: str) -> tuple[Mask, Mask, Mask]:
    """Return which rows to keep, which are identical repeats, which conflict.

    ``mode`` says what becomes of rows with one key and different contents: ``skip`` and
    ``stop`` keep none of them, ``first`` and ``last`` one.
    """
    count = len(key)
    both = combine((key, content), count)
    first_of_both = np.zeros(count, dtype=bool)
    first_of_both[np.unique(both, return_index=True)[1]] = True
    versions = np.bincount(key[first_of_both], minlength=int(key.max(initial=0)) + 1)
    is_conflict = first_of_both & (versions[key] > 1)
    keep = first_of_both & ~is_conflict
    if mode in {"first", "last"}:
        rows = np.flatnonzero(is_conflict)
        rows = rows if mode == "first" else rows[::-1]
        chosen = rows[np.unique(key[rows], return_index=True)[1]]
        keep[chosen] = True
        is_conflict[chosen] = False
    return keep, ~first_of_both, is_conflict


def collapse_duplicates(figures: Figures, warn: Warn, mode: str) -> Disputes:
    """Drop repeated rows and, unless told otherwise, all rows that contradict each other.

    Returns the keys of rows that are left out since they contradict others.
    """
    count = len(figures)
    if not count:
        return {}
    key = combine((figures.codes[name] for name in DIMENSIONS), count)
    content = combine([*(figures.figures[n] for n in FIGURES), figures.masked], count)
    keep, repeats, conflicts = find_duplicates(key, content, mode)
    column, row = figures.column, figures.row
    warn("duplicate_identical", column[repeats], row[repeats])
    severity = Severity.STOP if mode == "stop" else Severity.WARNING
    warn("duplicate_conflict", column[conflicts], row[conflicts], severity)
    words = [figures.words[name] for name in DIMENSIONS]
    codes = [figures.codes[name][conflicts].tolist() for name in DIMENSIONS]
    disputes: Disputes = {}
    places = zip(column[conflicts].tolist(), row[conflicts].tolist(), strict=True)
    for key_codes, place in zip(zip(*codes, strict=True), places, strict=True):
        own = tuple(texts[code] for texts, code in zip(words, key_codes, strict=True))
        rows, first_column, first_row = disputes.get(own, (0, *place))
        disputes[own] = (rows + 1, first_column, first_row)
    figures.keep(keep)
    return disputes


def mark_totals(figures: Figures, warn: Warn) -> None:
    """Mark the rows that are totals of others, found by their words or by their sums."""
    for name in DIMENSIONS[1:]:
        words = figures.words[name]
        codes = figures.codes[name]
        present = set(np.unique(codes).tolist())
        of_places = name in {"unit", "home_unit"}
        by_word = {code for code in present if is_total_word(words[code], of_places=of_places)}
        if not by_word or not present - by_word - {0}:
            by_word = set()
        totals = by_word | _find_sums(figures, name, by_word)
        figures.is_total |= np.isin(codes, sorted(totals))
    found = figures.is_total
    warn("totals_beside_parts", figures.column[found], figures.row[found])


def _find_sums(figures: Figures, name: str, known: set[int]) -> set[int]:
    """Return the codes of a dimension whose figures are the sum of the others at every key."""
    found: set[int] = set()
    count = len(figures)
    keys = combine((figures.codes[n] for n in DIMENSIONS if n != name), count)
    counts = np.stack([figures.figures["numerator"], figures.figures["denominator"]])
    if not np.isfinite(counts).all(axis=0).any():
        return found  # shares cannot be added, so there is nothing to compare
    while True:
        codes = figures.codes[name]
        part = ~np.isin(codes, sorted(known | found))
        if len(np.unique(codes[part])) < 3:
            return found
        best = _best_sum(codes[part], keys[part], counts[:, part])
        if best is None:
            return found
        found.add(best)


def _best_sum(codes: Ints, keys: Ints, counts: NDArray[np.float64]) -> int | None:
    size = int(keys.max()) + 1
    rows = np.bincount(keys, minlength=size)[keys]
    is_known = np.isfinite(counts).all(axis=0)
    all_known = np.bincount(keys, ~is_known, minlength=size)[keys] == 0
    others = [
        np.bincount(keys, np.nan_to_num(figure), minlength=size)[keys] - figure for figure in counts
    ]
    equal = all_known & np.all(
        [np.abs(rest - figure) < 1e-6 for rest, figure in zip(others, counts, strict=True)], axis=0
    )
    # A key with one other row or with nothing but zeros proves nothing, but can contradict.
    tested = all_known & (rows > 1)
    proves = equal & (rows > 2) & (counts[1] > 0)
    tests = np.bincount(codes, tested)
    agreements = np.bincount(codes, tested & equal)
    proofs = np.bincount(codes, proves)
    needed = np.where(tests < _FEW_KEYS, tests, _SHARE_OF_SUMS * tests)
    good = (proofs > 0) & (agreements >= needed)
    return int(np.argmax(np.where(good, proofs, 0))) if good.any() else None
