"""Figures of waiting days per group over millions of pathways.

A pathway's days, limit and whether the limit is confirmed are one number, its kind: there are some
thousands. Where groups and kinds are not too many, all figures come from one count of both
(`count_kinds`). For more groups the pathways are sorted once by group and kind (`make_grouping`);
any later selection is a mask taken in that order, so that counts are run lengths and quantiles are
positions within the run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rccdesk.services.statistics.lead_times import interpolate, quantile_positions

_DENSE = 1 << 22
_BLOCK = 1 << 16
_NO_LIMIT = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of waits that occur, one element each, by days."""

    days: NDArray[np.int64]
    limit_days: NDArray[np.int64]
    is_confirmed: NDArray[np.bool_]

    @property
    def is_within(self) -> NDArray[np.bool_]:
        """Tell which kinds are within their limit."""
        return self.days <= self.limit_days

    @property
    def days_over(self) -> NDArray[np.int64]:
        """Return the days beyond the limit, 0 within it."""
        over: NDArray[np.int64] = np.maximum(self.days - self.limit_days, 0)
        return over

    @property
    def is_far_over(self) -> NDArray[np.bool_]:
        """Tell which kinds are more than 75 % over: 4 x days > 7 x limit, in whole numbers."""
        return self.days * 4 > self.limit_days * 7

    def __len__(self) -> int:
        """Return the number of kinds."""
        return len(self.days)


@dataclass(frozen=True, slots=True)
class Waits:
    """Waits of pathways: the number in ``kinds`` of each."""

    kind: NDArray[Any]
    kinds: Kinds

    def take(self, index: NDArray[Any] | slice) -> Waits:
        """Return the pathways at ``index``."""
        return Waits(self.kind[index], self.kinds)

    def __len__(self) -> int:
        """Return the number of pathways."""
        return len(self.kind)


@dataclass(frozen=True, slots=True)
class Field:
    """What pathways are grouped by: a code of each, from 0 and below ``size``."""

    codes: NDArray[Any]
    size: int


@dataclass(frozen=True, slots=True)
class Grouping:
    """Pathways sorted by group and days: ``order`` gives where each comes from.

    Group i is ``order[edges[i] : edges[i + 1]]``; ``codes`` has one row per group and one column
    per field.
    """

    order: NDArray[np.int64]
    edges: NDArray[np.int64]
    codes: NDArray[np.int64]
    waits: Waits


@dataclass(frozen=True, slots=True)
class Runs:
    """Chosen pathways in the order of a grouping; group i is ``waits[edges[i] : edges[i + 1]]``."""

    waits: Waits
    edges: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of the groups that are not empty, one element each; ``group`` is its number."""

    group: NDArray[np.int64]
    numerator: NDArray[np.int64]
    denominator: NDArray[np.int64]
    median_days: NDArray[np.float64]
    p80_days: NDArray[np.float64]
    days_over: NDArray[np.int64]  # summed over those beyond their limit
    over_75_percent: NDArray[np.int64]
    smallest_limit: NDArray[np.int64]
    largest_limit: NDArray[np.int64]
    all_confirmed: NDArray[np.bool_]


def make_waits(
    days: NDArray[np.integer], limit_days: NDArray[np.integer], is_confirmed: NDArray[np.bool_]
) -> Waits:
    """Give each pathway the number of its kind of wait; days and limits are 0 and up."""
    occurring, kind, sizes = _compose((days, limit_days, is_confirmed))
    parts = _decompose(occurring, sizes)
    kinds = Kinds(parts[:, 0], parts[:, 1], parts[:, 2] > 0)
    return Waits(kind.astype(np.uint16 if len(kinds) < 2**16 else np.int32), kinds)


def count_kinds(
    fields: Sequence[Field], waits: Waits, positions: NDArray[np.int64] | None = None
) -> NDArray[np.int64]:
    """Count the pathways (those at ``positions``; None: all) of each group and kind.

    Groups times kinds must be under 2**31.
    """
    width = len(waits.kinds)
    groups = prod(each.size for each in fields)
    cells = groups * width
    size = len(waits) if positions is None else len(positions)
    counts = np.zeros(cells, np.int64)
    # In blocks, so that what lies between a column and the counts stays in the processor's cache.
    block = max(_BLOCK, 2 * cells)
    for first in range(0, size, block):
        part: Any = slice(first, first + block)
        if positions is not None:
            part = positions[part]
        cell: NDArray[Any] = waits.kind[part]
        if fields:
            group = fields[0].codes[part].astype(np.int32)
            for each in fields[1:]:
                group *= each.size
                group += each.codes[part]
            group *= width
            group += cell
            cell = group
        counts += np.bincount(cell, minlength=cells)
    return counts.reshape(groups, width)


def summarise_counts(counts: NDArray[np.int64], kinds: Kinds) -> Figures:
    """Return the figures of each group (row of ``counts``) that is not empty."""
    denominator = counts.sum(axis=1)
    group = np.nonzero(denominator)[0]
    if len(group) < len(counts):
        counts, denominator = counts[group], denominator[group]
    running = np.cumsum(counts)
    first = np.cumsum(denominator) - denominator
    occurs = counts > 0
    is_doubtful = np.any(occurs & ~kinds.is_confirmed, axis=1)
    return Figures(
        group=group,
        numerator=counts @ kinds.is_within,
        denominator=denominator,
        median_days=_counted_quantile(running, kinds, first, denominator, 0.5),
        p80_days=_counted_quantile(running, kinds, first, denominator, 0.8),
        days_over=counts @ kinds.days_over,
        over_75_percent=counts @ kinds.is_far_over,
        smallest_limit=np.where(occurs, kinds.limit_days, _NO_LIMIT).min(axis=1, initial=_NO_LIMIT),
        largest_limit=np.where(occurs, kinds.limit_days, 0).max(axis=1, initial=0),
        all_confirmed=~is_doubtful,
    )


def make_grouping(fields: Sequence[NDArray[Any]], waits: Waits) -> Grouping:
    """Group pathways by the codes (0 and up) of ``fields``; groups sort by them in order."""
    if fields:
        occurring, composite, sizes = _compose(fields)
    else:
        occurring, sizes = np.zeros(min(len(waits), 1), np.int64), []
        composite = np.zeros(len(waits), np.int64)
    order = np.argsort(composite << 32 | waits.kind)
    edges = np.searchsorted(composite[order], np.arange(len(occurring) + 1))
    return Grouping(
        order=order, edges=edges, codes=_decompose(occurring, sizes), waits=waits.take(order)
    )


def select_runs(grouping: Grouping, mask: NDArray[np.bool_] | None) -> Runs:
    """Return the masked pathways (None: all) in the grouping's order."""
    if mask is None:
        return Runs(grouping.waits, grouping.edges)
    chosen = np.flatnonzero(mask.take(grouping.order))
    # Positions come sorted, so the edges of the groups are found among them.
    return Runs(grouping.waits.take(chosen), np.searchsorted(chosen, grouping.edges))


def summarise(runs: Runs) -> Figures:
    """Return the figures of each group that is not empty."""
    kinds, kind = runs.waits.kinds, runs.waits.kind.astype(np.intp)
    length = np.diff(runs.edges)
    group = np.nonzero(length)[0]
    first, denominator = runs.edges[group], length[group]
    # Two counts in one sum: reducing costs more than all the rest.
    within = _sums(kinds.is_within, ~kinds.is_confirmed, kind, first)
    over = _sums(kinds.days_over, kinds.is_far_over, kind, first)
    # take() is quicker than indexing.
    limit: NDArray[Any] = kinds.limit_days.astype(np.int32).take(kind)
    return Figures(
        group=group,
        numerator=within[0],
        denominator=denominator,
        median_days=_sorted_quantile(kinds, kind, first, denominator, 0.5),
        p80_days=_sorted_quantile(kinds, kind, first, denominator, 0.8),
        days_over=over[0],
        over_75_percent=over[1],
        smallest_limit=np.minimum.reduceat(limit, first) if len(first) else limit,
        largest_limit=np.maximum.reduceat(limit, first) if len(first) else limit,
        all_confirmed=within[1] == 0,
    )


def histogram_quantile(counts: NDArray[np.int64], probability: float) -> float:
    """Return a quantile by linear interpolation of whole numbers counted from 0."""
    running = np.cumsum(counts)
    position = (int(running[-1]) - 1) * probability
    below = int(position)
    lower = int(np.searchsorted(running, below, side="right"))
    upper = int(np.searchsorted(running, min(below + 1, int(running[-1]) - 1), side="right"))
    return lower + (upper - lower) * (position - below)


def _sorted_quantile(
    kinds: Kinds,
    kind: NDArray[np.int64],
    first: NDArray[np.int64],
    count: NDArray[np.int64],
    probability: float,
) -> NDArray[np.float64]:
    below, above, share = quantile_positions(first, count, probability)
    return interpolate(kinds.days[kind[below]], kinds.days[kind[above]], share)


def _counted_quantile(
    running: NDArray[np.int64],
    kinds: Kinds,
    first: NDArray[np.int64],
    count: NDArray[np.int64],
    probability: float,
) -> NDArray[np.float64]:
    """Return a quantile per group; ``running`` is the running sum over groups and kinds."""
    below, above, share = quantile_positions(first, count, probability)
    days = [
        kinds.days[np.searchsorted(running, cell, side="right") % max(len(kinds), 1)]
        for cell in (below, above)
    ]
    return interpolate(days[0], days[1], share)


def _sums(
    low: NDArray[Any], high: NDArray[Any], kind: NDArray[np.int64], first: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Sum two properties of kinds over each run, there being no gaps between runs.

    A sum of ``low`` may reach 2**40, more days than all have waited, and of ``high`` 2**23.
    """
    if not len(first):
        return first, first
    of_kind = low.astype(np.int64) + (high.astype(np.int64) << 40)
    packed = np.add.reduceat(of_kind.take(kind), first)
    return packed & (2**40 - 1), packed >> 40


def _compose(
    fields: Sequence[NDArray[Any]],
) -> tuple[NDArray[np.int64], NDArray[np.int64], list[int]]:
    """Return the combinations that occur, the number of each pathway's, and the fields' sizes."""
    sizes = [int(codes.max(initial=0)) + 1 for codes in fields]
    composite = fields[0].astype(np.int64)
    for codes, size in zip(fields[1:], sizes[1:], strict=True):
        composite *= size
        composite += codes
    total = int(np.prod(sizes, dtype=object))
    if total > _DENSE:
        occurring, composite = np.unique(composite, return_inverse=True)
        return occurring, composite, sizes
    occurring = np.nonzero(np.bincount(composite, minlength=1))[0]
    table = np.zeros(total, np.int64)
    table[occurring] = np.arange(len(occurring))
    return occurring, table[composite], sizes


def _decompose(combinations: NDArray[np.int64], sizes: Sequence[int]) -> NDArray[np.int64]:
    """Return a column for each field of combinations made by `_compose`."""
    columns = []
    for size in reversed(sizes):
        columns.append(combinations % size)
        combinations = combinations // size
    if not columns:
        return np.zeros((len(combinations), 0), np.int64)
    return np.stack(columns[::-1], axis=1)
