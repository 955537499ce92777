"""Figures of waiting days per group over millions of pathways, by one remembered sort.

A grouping sorts the pathways once by group and days. Any later selection is a mask taken in that
order, so that counts are run lengths and quantiles are positions within the run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rccdesk.services.statistics.lead_times import sorted_quantile

_DENSE = 1 << 22
_FEW_RUNS = 64


@dataclass(frozen=True, slots=True)
class Waits:
    """Waiting days of pathways with the limit of each, one element per pathway."""

    days: NDArray[np.int16]
    limit_days: NDArray[np.int16]
    is_confirmed: NDArray[np.bool_]

    def take(self, index: NDArray[Any] | slice) -> Waits:
        """Return the pathways at ``index``."""
        return Waits(self.days[index], self.limit_days[index], self.is_confirmed[index])


@dataclass(frozen=True, slots=True)
class Grouping:
    """Pathways sorted by group and days: ``order`` gives where each comes from.

    Group i is ``order[edges[i] : edges[i + 1]]``; ``codes`` has one row per group and one column
    per field.
    """

    order: NDArray[np.int32]
    edges: NDArray[np.int64]
    codes: NDArray[np.int64]
    waits: Waits


@dataclass(frozen=True, slots=True)
class Runs:
    """Chosen pathways in the order of a grouping; group i is ``waits[edges[i] : edges[i + 1]]``."""

    waits: Waits
    edges: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """Figures of the groups that are not empty, one element each; ``group`` is its number."""

    group: NDArray[np.int64]
    first: NDArray[np.int64]
    numerator: NDArray[np.int64]
    denominator: NDArray[np.int64]
    median_days: NDArray[np.float64]
    p80_days: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LimitFigures:
    """Figures against the limits, for the same groups."""

    days_over: NDArray[np.int64]  # summed over those beyond their limit
    over_75_percent: NDArray[np.int64]
    smallest_limit: NDArray[np.int64]
    largest_limit: NDArray[np.int64]
    all_confirmed: NDArray[np.bool_]


def make_grouping(fields: Sequence[NDArray[Any]], waits: Waits) -> Grouping:
    """Group pathways by the codes (0 and up) of ``fields``; groups sort by them in order."""
    count = len(waits.days)
    composite = np.zeros(count, np.int64)
    sizes = [int(codes.max(initial=0)) + 1 for codes in fields]
    total = 1
    for codes, size in zip(fields, sizes, strict=True):
        composite *= size
        composite += codes
        total *= size
    if not count:
        occurring = composite
    elif total <= _DENSE:
        occurring = np.nonzero(np.bincount(composite, minlength=1))[0]
        table = np.zeros(total, np.int64)
        table[occurring] = np.arange(len(occurring))
        composite = table[composite]
    else:
        occurring, composite = np.unique(composite, return_inverse=True)
    # Days fit in 16 bits; the offset keeps the order of negative ones.
    key = composite << 16 | (waits.days.astype(np.int64) + 2**15)
    order = np.argsort(key).astype(np.int32)
    edges = np.searchsorted(composite[order], np.arange(len(occurring) + 1))
    columns = []
    for size in reversed(sizes):
        columns.append(occurring % size)
        occurring = occurring // size
    groups = len(edges) - 1
    codes = np.stack(columns[::-1], axis=1) if columns else np.zeros((groups, 0), np.int64)
    return Grouping(order=order, edges=edges, codes=codes, waits=waits.take(order))


def select_runs(grouping: Grouping, mask: NDArray[np.bool_] | None) -> Runs:
    """Return the masked pathways (None: all) in the grouping's order."""
    if mask is None:
        return Runs(grouping.waits, grouping.edges)
    chosen = np.nonzero(mask[grouping.order])[0]
    # Positions come sorted, so the edges of the groups are found among them.
    return Runs(grouping.waits.take(chosen), np.searchsorted(chosen, grouping.edges))


def summarise(runs: Runs) -> GroupFigures:
    """Return the figures of each group that is not empty."""
    days = runs.waits.days
    length = np.diff(runs.edges)
    group = np.nonzero(length)[0]
    first, denominator = runs.edges[group], length[group]
    return GroupFigures(
        group=group,
        first=first,
        numerator=_count(days <= runs.waits.limit_days, first, denominator),
        denominator=denominator,
        median_days=sorted_quantile(days, first, denominator, 0.5),
        p80_days=sorted_quantile(days, first, denominator, 0.8),
    )


def summarise_limits(runs: Runs, figures: GroupFigures) -> LimitFigures:
    """Return the figures against the limits for the groups of ``figures``."""
    days, limit = runs.waits.days, runs.waits.limit_days
    first, length = figures.first, figures.denominator
    over = np.maximum(days - limit, 0)
    # More than 75 % over: 4 x days > 7 x limit, in whole numbers of 32 bits.
    far = over.astype(np.int32) * 4 > limit.astype(np.int32) * 3
    return LimitFigures(
        days_over=_reduce(np.add, over, first, length, np.int64),
        over_75_percent=_count(far, first, length),
        smallest_limit=_reduce(np.minimum, limit, first, length),
        largest_limit=_reduce(np.maximum, limit, first, length),
        all_confirmed=_count(runs.waits.is_confirmed, first, length) == length,
    )


def histogram_quantile(counts: NDArray[np.int64], probability: float) -> float:
    """Return a quantile by linear interpolation of whole numbers counted from 0."""
    running = np.cumsum(counts)
    position = (int(running[-1]) - 1) * probability
    below = int(position)
    lower = int(np.searchsorted(running, below, side="right"))
    upper = int(np.searchsorted(running, min(below + 1, int(running[-1]) - 1), side="right"))
    return lower + (upper - lower) * (position - below)


def _count(
    flags: NDArray[np.bool_], first: NDArray[np.int64], length: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Count the flags in each run; a few long runs are counted one by one, which is faster."""
    if len(first) > _FEW_RUNS:
        found: NDArray[np.int64] = np.add.reduceat(flags, first, dtype=np.int64)
        return found
    spans = zip(first.tolist(), length.tolist(), strict=True)
    return np.array([np.count_nonzero(flags[a : a + n]) for a, n in spans], np.int64)


def _reduce(
    function: np.ufunc,
    values: NDArray[Any],
    first: NDArray[np.int64],
    length: NDArray[np.int64],
    dtype: type[Any] | None = None,
) -> NDArray[np.int64]:
    if len(first) > _FEW_RUNS:
        reduced: NDArray[Any] = function.reduceat(values, first, dtype=dtype)
        return reduced.astype(np.int64)
    spans = zip(first.tolist(), length.tolist(), strict=True)
    return np.array([function.reduce(values[a : a + n], dtype=dtype) for a, n in spans], np.int64)
