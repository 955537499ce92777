"""Which further rows of a table must be hidden so that its sums give no hidden one away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

_MOST_STEPS = 400
_MOST_ROUNDS = 40
UNBOUNDED = 1e9


@dataclass(frozen=True, slots=True)
class Margin:
    """Published sums over rows: ``lines`` numbers the sum that each row is in, -1 for none.

    ``is_month`` tells that each sum is a figure of a single month.
    """

    lines: NDArray[np.int64]
    is_month: bool = False


def make_margins(
    codes: NDArray[np.int64],
    *,
    window: NDArray[np.bool_] | None = None,
    period_column: int | None = None,
    is_month: bool = False,
    not_summed: NDArray[np.bool_] | None = None,
    not_summed_column: int | None = None,
) -> tuple[Margin, ...]:
    """Return all sums of a table over one or more of its by-fields, the whole among them.

    ``codes`` has a row per table row and a column per by-field. ``window`` marks the rows whose
    months make up a rolling year, which is published too, and so are the months outside it.
    ``not_summed`` marks rows that no sum over ``not_summed_column`` contains (AOS over SVF).
    """
    count, width = codes.shape
    if is_month and period_column is not None and count:
        only_one = bool((codes[:, period_column] == codes[0, period_column]).all())
    else:
        only_one = False
    margins = []
    for size in range(width):
        for kept in combinations(range(width), size):
            lines = _number_lines(codes[:, kept])
            if not_summed is not None and not_summed_column not in kept:
                lines = np.where(not_summed, -1, lines)
            margins.append(Margin(lines, is_month and (only_one or period_column in kept)))
            if window is not None and period_column not in kept:
                margins.append(Margin(np.where(lines < 0, -1, lines * 2 + window)))
    return tuple(margins) if count else ()


def suppress(
    counts: NDArray[np.float64],
    numerators: NDArray[np.float64],
    primary: NDArray[np.bool_],
    margins: Sequence[Margin],
    *,
    limit: int,
    month_limit: int,
) -> NDArray[np.bool_]:
    """Return which rows must be hidden so that no sum gives away a row that is ``primary``.

    A sum of at least ``limit`` is taken as published. Within each the hidden rows must be at
    least two, and as a row that is there has a case at least, so many cases together that each
    could have any of ``limit`` numbers: 1 + 1 + 3 in a sum of 5 leave three for each, 1 + 1 + 1 +
    1 + 1 one. No combination of sums may fix a hidden row, or leave a ``primary`` one fewer
    numbers (but what they give even with all rows hidden cannot be helped). The row with
    the fewest cases is hidden next, if it can be one whose numerator keeps the hidden ones from
    being all or none, and rather one that is not by itself a sum of another table. As such a sum
    may be shown there, the rows are protected once more without its help.
    """
    lines, total, is_weak = _published_lines(counts, margins, limit, month_limit)
    nothing = np.zeros(len(counts), dtype=bool)
    sums = _Sums(lines, total, counts, numerators, primary, is_weak, nothing, limit)
    hidden = _protect(sums, lines, total, nothing, _Reader(lines, total, counts, primary, limit))
    if not is_weak.any():
        return hidden
    known = _known_elsewhere(lines, total, is_weak)
    sums = _Sums(lines, total, counts, numerators, hidden, is_weak, known, limit)
    return _protect(sums, lines, total, known, _Reader(lines, total, counts, primary, limit))


def _protect(
    sums: _Sums,
    lines: NDArray[np.int64],
    total: int,
    known: NDArray[np.bool_],
    reader: _Reader,
) -> NDArray[np.bool_]:
    """Hide rows until no sum and no combination of sums gives a hidden one away."""
    cannot_be_protected: NDArray[np.bool_] | None = None
    always_narrow: NDArray[np.bool_] | None = None
    while True:
        sums.protect(sums.lacking())
        narrow = reader.narrowed(sums.hidden & ~known)
        if narrow.any():
            if always_narrow is None:
                always_narrow = reader.narrowed(~known)
            if sums.protect_rows(narrow & ~always_narrow):
                continue
        # Looked for last: it is the slowest, and few rows are left to be found by it.
        fixed = _fixed_rows(lines, total, sums.hidden & ~known)
        if fixed.any() and cannot_be_protected is None:
            cannot_be_protected = _fixed_rows(lines, total, ~known)
        if cannot_be_protected is not None:
            fixed &= ~cannot_be_protected
        if not fixed.any():
            return sums.hidden
        around = np.unique(lines[:, fixed])
        if not sums.protect(around[around < total], at_least_one=True):
            return sums.hidden


def _known_elsewhere(
    lines: NDArray[np.int64], total: int, is_weak: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Return the rows that are sums of other tables, and those that are alone beside such."""
    known = is_weak.copy()
    while True:
        unknown = np.bincount(lines[:, ~known].ravel(), minlength=total + 1)
        found = ((unknown[lines] == 1) & (lines < total)).any(axis=0) & ~known
        if not found.any():
            return known
        known |= found


def find_telling_reasons(
    counts: NDArray[np.float64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    hidden: NDArray[np.bool_],
    margins: Sequence[Margin],
    *,
    limit: int,
    month_limit: int,
) -> NDArray[np.bool_]:
    """Tell of which hidden rows the reason may not be told, as it would narrow a row.

    By its reason each hidden row has ``low`` to ``high`` cases. Six cases of one row under five
    and of one hidden for its sake are one and five; eight of two under five are four and four.
    """
    nothing = np.zeros(len(hidden), dtype=bool)
    at = np.nonzero(hidden)[0]
    lines, total, _is_weak = _published_lines(counts, margins, limit, month_limit)
    if not len(at) or not total:
        return nothing
    new_low, new_high = _bound(lines[:, at], total, counts[at], low[at], high[at])
    is_bounded = high[at] < UNBOUNDED
    if not (is_bounded & ((new_low > low[at]) | (new_high < high[at]))).any():
        return nothing
    return hidden & (lines < total).any(axis=0)


def _bound(
    lines: NDArray[np.int64],
    total: int,
    counts: NDArray[np.float64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the bounds that sums over ``lines`` leave hidden rows, from what is known of each."""
    flat, width = lines.ravel(), len(lines)
    is_line = np.arange(total + 1) < total
    left = np.bincount(flat, np.tile(counts, width), minlength=total + 1)
    for _ in range(_MOST_ROUNDS):
        lowest = np.bincount(flat, np.tile(low, width), minlength=total + 1)
        highest = np.bincount(flat, np.tile(high, width), minlength=total + 1)
        most = np.where(is_line, left - lowest, UNBOUNDED)[lines].min(axis=0) + low
        least = np.where(is_line, left - highest, -UNBOUNDED)[lines].max(axis=0) + high
        new_low, new_high = np.maximum(low, least), np.minimum(high, most)
        if (new_low == low).all() and (new_high == high).all():
            break
        low, high = new_low, new_high
    return low, high


class _Reader:
    """What anybody can tell of the hidden rows from the published sums, bound by bound."""

    def __init__(
        self,
        lines: NDArray[np.int64],
        total: int,
        counts: NDArray[np.float64],
        primary: NDArray[np.bool_],
        limit: int,
    ) -> None:
        self._lines, self._total, self._counts = lines, total, counts
        self._primary, self._limit = primary, limit
        # A row that is there has a case; expected cases are no whole numbers.
        is_whole = bool((counts == np.rint(counts)).all())
        self._least = np.where(is_whole & (counts >= 1), 1.0, 0.0)

    def narrowed(self, hidden: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Tell which primary rows could have fewer than ``limit`` numbers if these are hidden."""
        found = np.zeros(len(hidden), dtype=bool)
        at = np.nonzero(hidden)[0]
        if not len(at) or not self._total:
            return found
        low, high = _bound(
            self._lines[:, at],
            self._total,
            self._counts[at],
            self._least[at],
            np.full(len(at), UNBOUNDED),
        )
        found[at] = self._primary[at] & (high - low + 1 < self._limit)
        return found


class _Sums:
    """The published sums of a table with the rows in each, while rows are being hidden.

    Rows that are ``known`` whatever is hidden are of no help.
    """

    def __init__(
        self,
        lines: NDArray[np.int64],
        total: int,
        counts: NDArray[np.float64],
        numerators: NDArray[np.float64],
        primary: NDArray[np.bool_],
        is_weak: NDArray[np.bool_],
        known: NDArray[np.bool_],
        limit: int,
    ) -> None:
        self._is_weak, self._known = is_weak, known
        self._lines, self._total, self._limit = lines, total, limit
        self._counts, self._numerators = counts, numerators
        self.hidden = primary.copy()
        flat = lines.ravel()
        order = np.argsort(flat, kind="stable")
        self._members = order % max(len(counts), 1)
        self._edges = np.searchsorted(flat[order], np.arange(total + 2))
        unknown = self.hidden & ~known
        self._number = self._totals(unknown, np.ones(len(counts)))
        self._cases = self._totals(unknown, counts)
        self._within = self._totals(unknown, numerators)
        self._helpers = self._totals(~self.hidden & ~known, np.ones(len(counts)))

    def lacking(self) -> NDArray[np.int64]:
        """Return the sums that give away a hidden row though another row could protect it."""
        few = (self._number == 1) | (self._cases - self._number + 1 < self._limit)
        found = np.nonzero((self._number > 0) & few & (self._helpers > 0))[0]
        return found[found < self._total]

    def protect(self, lacking: NDArray[np.int64], *, at_least_one: bool = False) -> bool:
        """Hide rows until no sum is lacking; ``at_least_one`` even if none is. Tell if any was."""
        any_hidden = False
        while len(lacking):
            is_lacking = np.zeros(self._total + 1, dtype=bool)
            is_lacking[lacking] = True
            progress = False
            # Small sums first: there the choice is narrow.
            for line in lacking[np.argsort(np.diff(self._edges)[lacking], kind="stable")].tolist():
                if at_least_one or self._is_lacking(line):
                    progress = self._hide_one(line, is_lacking) or progress
                if at_least_one and progress:
                    return True
            any_hidden = any_hidden or progress
            if not progress:
                break
            lacking = self.lacking()
        return any_hidden

    def protect_rows(self, rows: NDArray[np.bool_]) -> bool:
        """Hide one more row in a sum of each of ``rows``, once per sum. Tell if any was."""
        nothing = np.zeros(self._total + 1, dtype=bool)
        helped: set[int] = set()
        sizes = np.diff(self._edges)
        for row in np.nonzero(rows)[0].tolist():
            around = [line for line in self._lines[:, row].tolist() if line < self._total]
            if helped.intersection(around):
                continue  # perhaps it is enough: the next round tells
            for line in sorted(around, key=lambda line: int(sizes[line])):
                if self._hide_one(line, nothing):
                    helped.add(line)
                    break
        return bool(helped)

    def _is_lacking(self, line: int) -> bool:
        number, cases = self._number[line], self._cases[line]
        return bool(number > 0 and (number == 1 or cases - number + 1 < self._limit))

    def _hide_one(self, line: int, is_lacking: NDArray[np.bool_]) -> bool:
        members = self._members[self._edges[line] : self._edges[line + 1]]
        candidates = members[~self.hidden[members] & ~self._known[members]]
        if not len(candidates):
            return False
        within = self._within[line] + self._numerators[candidates]
        leaves_doubt = (within > 0) & (within < self._cases[line] + self._counts[candidates])
        helped = is_lacking[self._lines[:, candidates]].sum(axis=0)
        order = np.lexsort(
            (
                candidates,
                self._counts[candidates],
                ~leaves_doubt,
                -helped,
                self._is_weak[candidates],
            )
        )
        chosen = int(candidates[order[0]])
        self.hidden[chosen] = True
        touched = self._lines[:, chosen]
        self._number[touched] += 1
        self._cases[touched] += self._counts[chosen]
        self._within[touched] += self._numerators[chosen]
        self._helpers[touched] -= 1
        return True

    def _totals(self, rows: NDArray[np.bool_], values: NDArray[np.float64]) -> NDArray[np.float64]:
        weights = np.tile(values[rows], len(self._lines))
        at = self._lines[:, rows].ravel()
        found: NDArray[np.float64] = np.bincount(at, weights, minlength=self._total + 1).astype(
            np.float64
        )
        return found


def _number_lines(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    numbers = np.zeros(len(codes), np.int64)
    for column in codes.T:
        numbers = np.unique(numbers * (int(column.max(initial=0)) + 1) + column,
                            return_inverse=True)[1]  # fmt: skip
    return numbers


def _published_lines(
    counts: NDArray[np.float64], margins: Sequence[Margin], limit: int, month_limit: int
) -> tuple[NDArray[np.int64], int, NDArray[np.bool_]]:
    """Return the number of the published sum per margin and row, and how many there are.

    A row's entry is that number itself where its sum is not published. A sum of one row is the
    row under another name, hidden where that is, and no sum; the last value marks the rows that
    are such a sum beside sums of several.
    """
    is_weak = np.zeros(len(counts), dtype=bool)
    numbered: list[NDArray[np.int64]] = []
    total = 0
    for margin in margins:
        lines = margin.lines
        there = lines >= 0
        sums = np.bincount(lines[there], counts[there])
        sizes = np.bincount(lines[there])
        is_published = sums >= (month_limit if margin.is_month else limit)
        if (sizes > 1).any():
            is_weak |= there & np.append(is_published & (sizes == 1), False)[lines]
        is_published &= sizes > 1
        new = np.append(np.where(is_published, np.cumsum(is_published) - 1 + total, -1), -1)
        numbered.append(new[lines])
        total += int(is_published.sum())
    if not numbered:
        return np.full((1, len(counts)), 0), 0, is_weak
    stacked = np.stack(numbered)
    return np.where(stacked < 0, total, stacked), total, is_weak


def _fixed_rows(
    lines: NDArray[np.int64], total: int, hidden: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Tell which hidden rows the sums fix: those that no change within the sums can touch.

    A random vector is projected on the changes that leave all sums as they are (conjugate
    gradients on the normal equations); a row without movement is fixed.
    """
    fixed = np.zeros(len(hidden), dtype=bool)
    positions = np.nonzero(hidden)[0]
    if not len(positions) or not total:
        return fixed
    at = lines[:, positions]
    used, at = np.unique(at, return_inverse=True)
    at = at.reshape(len(lines), len(positions))
    is_line = used < total

    def sums(values: NDArray[np.float64]) -> NDArray[np.float64]:
        weights = np.tile(values, len(at))
        found = np.bincount(at.ravel(), weights, minlength=len(used)).astype(np.float64)
        found[~is_line] = 0
        return found

    def spread(multipliers: NDArray[np.float64]) -> NDArray[np.float64]:
        spreading: NDArray[np.float64] = multipliers[at].sum(axis=0)
        return spreading

    # A fixed seed: the same table always hides the same rows.
    start = np.random.default_rng(75).standard_normal(len(positions))
    multipliers = np.zeros(len(used))
    residual = sums(start)
    direction = residual.copy()
    size = float(residual @ residual)
    scale = max(size, 1.0)
    for _ in range(min(4 * len(used), _MOST_STEPS)):
        if size <= 1e-18 * scale:
            break
        image = sums(spread(direction))
        step = size / float(direction @ image)
        multipliers += step * direction
        residual -= step * image
        size, before = float(residual @ residual), size
        direction = residual + size / before * direction
    movement = start - spread(multipliers)
    fixed[positions[np.abs(movement) < 1e-6]] = True
    return fixed
