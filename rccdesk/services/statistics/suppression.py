"""Which further rows of a table must be hidden so that its sums give no hidden one away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray


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
    margins = []
    for size in range(width):
        for kept in combinations(range(width), size):
            lines = _number_lines(codes[:, kept])
            if not_summed is not None and not_summed_column not in kept:
                lines = np.where(not_summed, -1, lines)
            margins.append(Margin(lines, is_month and period_column in kept))
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
    least two and have at least ``limit`` cases together, and no combination of sums may fix a
    hidden row. The row with the fewest cases is hidden next, if it can be one whose numerator
    keeps the hidden ones from being all or none. A row that is alone in a published sum cannot
    be protected and is of no help.
    """
    lines, total = _published_lines(counts, margins, limit, month_limit)
    sizes = np.bincount(lines[lines < total], minlength=total + 1)[:total]
    # A row that is a published sum by itself is known whatever is hidden.
    is_known = (np.append(sizes, 0)[lines] == 1).any(axis=0)
    hidden = primary.copy()
    while True:
        lacking = _lacking_lines(
            lines, total, counts, hidden & ~is_known, ~hidden & ~is_known, limit
        )
        if not len(lacking):
            fixed = _fixed_rows(lines, total, hidden & ~is_known)
            if not fixed.any():
                return hidden
            lacking = np.unique(lines[:, fixed])
            lacking = lacking[lacking < total]
        chosen = _choose_next(lines, lacking, counts, numerators, hidden, is_known)
        if chosen is None:
            return hidden
        hidden[chosen] = True


def _number_lines(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    numbers = np.zeros(len(codes), np.int64)
    for column in codes.T:
        numbers = np.unique(numbers * (int(column.max(initial=0)) + 1) + column,
                            return_inverse=True)[1]  # fmt: skip
    return numbers


def _published_lines(
    counts: NDArray[np.float64], margins: Sequence[Margin], limit: int, month_limit: int
) -> tuple[NDArray[np.int64], int]:
    """Return the number of the published sum per margin and row, and how many there are.

    A row's entry is that number itself where its sum is not published.
    """
    numbered: list[NDArray[np.int64]] = []
    total = 0
    for margin in margins:
        lines = margin.lines
        sums = np.bincount(lines[lines >= 0], counts[lines >= 0])
        is_published = np.append(sums >= (month_limit if margin.is_month else limit), False)
        new = np.append(np.cumsum(is_published[:-1]) - 1, -1)
        numbered.append(np.where(is_published[lines], new[lines] + total, -1))
        total += int(is_published.sum())
    if not numbered:
        return np.full((1, len(counts)), 0), 0
    stacked = np.stack(numbered)
    return np.where(stacked < 0, total, stacked), total


def _lacking_lines(
    lines: NDArray[np.int64],
    total: int,
    counts: NDArray[np.float64],
    hidden: NDArray[np.bool_],
    helpers: NDArray[np.bool_],
    limit: int,
) -> NDArray[np.int64]:
    """Return the sums that give away a hidden row, and that another row could protect."""
    at_hidden = lines[:, hidden].ravel()
    many = np.tile(counts[hidden], len(lines))
    number = np.bincount(at_hidden, minlength=total + 1)[:total]
    cases = np.bincount(at_hidden, many, minlength=total + 1)[:total]
    can_be_helped = np.bincount(lines[:, helpers].ravel(), minlength=total + 1)[:total] > 0
    is_lacking = (number > 0) & ((number == 1) | (cases < limit)) & can_be_helped
    return np.nonzero(is_lacking)[0]


def _choose_next(
    lines: NDArray[np.int64],
    lacking: NDArray[np.int64],
    counts: NDArray[np.float64],
    numerators: NDArray[np.float64],
    hidden: NDArray[np.bool_],
    is_known: NDArray[np.bool_],
) -> int | None:
    """Return the visible row that helps most sums; the fewest cases decide among equals."""
    help_given = np.isin(lines, lacking).sum(axis=0)
    candidates = np.nonzero((help_given > 0) & ~hidden & ~is_known)[0]
    if not len(candidates):
        return None
    leaves_doubt = np.ones(len(candidates), dtype=bool)
    for position, candidate in enumerate(candidates):
        for line in set(lines[:, candidate].tolist()) & set(lacking.tolist()):
            block = hidden & (lines == line).any(axis=0)
            block[candidate] = True
            within, of = numerators[block].sum(), counts[block].sum()
            leaves_doubt[position] &= 0 < within < of
    order = np.lexsort((counts[candidates], ~leaves_doubt, -help_given[candidates]))
    return int(candidates[order[0]])


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
        found: NDArray[np.float64] = np.bincount(at.ravel(), weights, minlength=len(used))
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
    for _ in range(4 * len(used)):
        if size <= 1e-24 * scale:
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
