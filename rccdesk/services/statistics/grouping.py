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


@dataclass(frozen=True, slots=True)
class Grouping:
    """Pathways sorted by group and days. ``codes`` has one row per group, one column per field."""

    order: NDArray[np.int32]
    group: NDArray[np.int32]
    days: NDArray[np.int16]
    limit_days: NDArray[np.int16]
    is_confirmed: NDArray[np.bool_]
    codes: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """Figures of the groups that are not empty, one element each; ``group`` is its number."""

    group: NDArray[np.int64]
    numerator: NDArray[np.int64]
    denominator: NDArray[np.int64]
    median_days: NDArray[np.float64]
    p80_days: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LimitFigures:
    """Figures against the limits, for the same groups; ``mean_days_over`` is nan where none."""

    mean_days_over: NDArray[np.float64]
    over_75_percent: NDArray[np.int64]
    smallest_limit: NDArray[np.int64]
    largest_limit: NDArray[np.int64]
    all_confirmed: NDArray[np.bool_]


def make_grouping(
    fields: Sequence[NDArray[Any]],
    days: NDArray[np.int16],
    limit_days: NDArray[np.int16],
    is_confirmed: NDArray[np.bool_],
) -> Grouping:
    """Group pathways by the codes (0 and up) of ``fields``; groups sort by them in order."""
    composite = np.zeros(len(days), np.int64)
    sizes = [int(codes.max(initial=0)) + 1 for codes in fields]
    for codes, size in zip(fields, sizes, strict=True):
        composite *= size
        composite += codes
    total = 1
    for size in sizes:
        total *= size
    if total <= _DENSE:
        occurring = np.nonzero(np.bincount(composite, minlength=1))[0] if len(days) else composite
        table = np.zeros(total, np.int64)
        table[occurring] = np.arange(len(occurring))
        composite = table[composite]
    else:
        occurring, composite = np.unique(composite, return_inverse=True)
    order = np.argsort(composite << 16 | (days.astype(np.int64) + 2**15)).astype(np.int32)
    columns = []
    for size in reversed(sizes):
        columns.append(occurring % size)
        occurring = occurring // size
    codes = (
        np.stack(columns[::-1], axis=1) if columns else np.zeros((min(len(days), 1), 0), np.int64)
    )
    return Grouping(
        order=order,
        group=composite[order].astype(np.int32),
        days=days[order],
        limit_days=limit_days[order],
        is_confirmed=is_confirmed[order],
        codes=codes,
    )


def select_runs(grouping: Grouping, mask: NDArray[np.bool_] | None) -> NDArray[np.int64] | slice:
    """Return where the masked pathways stand in the grouping's order."""
    return slice(None) if mask is None else np.nonzero(mask[grouping.order])[0]


def summarise(grouping: Grouping, runs: NDArray[np.int64] | slice) -> GroupFigures:
    """Return the figures of each group that is not empty; ``runs`` from `select_runs`."""
    days = grouping.days[runs]
    within = days <= grouping.limit_days[runs]
    denominator, group, first = _runs(grouping, runs)
    return GroupFigures(
        group=group,
        numerator=np.add.reduceat(within, first, dtype=np.int64) if len(first) else first,
        denominator=denominator,
        median_days=sorted_quantile(days, first, denominator, 0.5),
        p80_days=sorted_quantile(days, first, denominator, 0.8),
    )


def summarise_limits(grouping: Grouping, runs: NDArray[np.int64] | slice) -> LimitFigures:
    """Return the figures against the limits for the groups that `summarise` gives."""
    days = grouping.days[runs].astype(np.int32)
    limit = grouping.limit_days[runs].astype(np.int32)
    _, _, first = _runs(grouping, runs)
    if not len(first):
        none = np.empty(0, np.int64)
        return LimitFigures(np.empty(0), none, none, none, np.empty(0, bool))
    over = np.maximum(days - limit, 0)
    over_count = np.add.reduceat(over > 0, first, dtype=np.int64)
    with np.errstate(invalid="ignore"):
        mean = np.add.reduceat(over, first, dtype=np.int64) / over_count
    return LimitFigures(
        mean_days_over=mean,
        over_75_percent=np.add.reduceat(4 * days > 7 * limit, first, dtype=np.int64),
        smallest_limit=np.minimum.reduceat(limit, first).astype(np.int64),
        largest_limit=np.maximum.reduceat(limit, first).astype(np.int64),
        all_confirmed=np.logical_and.reduceat(grouping.is_confirmed[runs], first),
    )


def _runs(
    grouping: Grouping, runs: NDArray[np.int64] | slice
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the length, group number and first position of each run."""
    counts = np.bincount(grouping.group[runs], minlength=len(grouping.codes))
    group = np.nonzero(counts)[0]
    length = counts[group]
    return length, group, np.cumsum(length) - length
