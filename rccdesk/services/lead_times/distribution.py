"""The waiting days of a selection as a histogram in which no bar stands for a few patients."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rccdesk.services.lead_times.groups import count_in_sums
from rccdesk.services.lead_times.query import (
    LeadTimeQuery,
    check_query,
    select_pathways,
)
from rccdesk.services.lead_times.rows import is_single_month
from rccdesk.services.lead_times.rules import get_goal_columns, get_rules
from rccdesk.services.statistics.grouping import histogram_quantile

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_WIDTHS = (1, 2, 5, 7, 10, 14, 28)
_MOST_BINS = 40


@dataclass(frozen=True, slots=True)
class DistributionBin:
    """A number of pathways that took ``first`` to ``last`` days, both included."""

    first: int
    last: int
    count: int


@dataclass(frozen=True, slots=True)
class DistributionTable:
    """Waiting days of a selection. All figures are None and ``bins`` empty where hidden.

    Each bin holds at least as many pathways as the small-number limit says. ``limit_days`` is
    None where several limits are in it.
    """

    measure: str
    selection: tuple[tuple[str, str], ...]
    bins: tuple[DistributionBin, ...]
    count: int | None
    within_count: int | None
    median_days: float | None
    p80_days: float | None
    limit_days: int | None
    extract_date: dt.date | None
    is_hidden: bool
    is_example: bool


def get_distribution(database: Database, query: LeadTimeQuery) -> DistributionTable:
    """Compute the distribution of waiting days over a selection; ``by`` is not used.

    Raises as `get_lead_times`.
    """
    check_query(query)
    rules = get_rules(database, query.goal)
    columns = get_goal_columns(database, rules, query.snapshot)
    selected = select_pathways(columns, query)
    kinds, of_kind = columns.waits.kinds, count_in_sums(selected)[0]
    count = int(of_kind.sum())
    least = rules.small.month if is_single_month(selected.period) else rules.small.group
    is_hidden = 0 < count < least
    selection = [("svf", svf) for svf in query.svf] + [("region", code) for code in query.region]
    if query.period:
        selection.append(("period", query.period))
    is_shown = count > 0 and not is_hidden
    counts = np.zeros(int(kinds.days.max(initial=0)) + 1, np.int64)
    np.add.at(counts, kinds.days, of_kind)
    limits = np.unique(kinds.limit_days[of_kind > 0])
    return DistributionTable(
        measure=rules.goal.key,
        selection=tuple(selection),
        bins=_pool(counts, least) if is_shown else (),
        count=None if is_hidden else count,
        within_count=None if is_hidden else int(of_kind[kinds.is_within].sum()),
        median_days=histogram_quantile(counts, 0.5) if is_shown else None,
        p80_days=histogram_quantile(counts, 0.8) if is_shown else None,
        limit_days=int(limits[0]) if is_shown and len(limits) == 1 else None,
        extract_date=selected.extract_date,
        is_hidden=is_hidden,
        is_example=database.is_example,
    )


def _pool(by_day: NDArray[np.int64], least: int) -> tuple[DistributionBin, ...]:
    """Make bins of equal width, then join neighbours until each holds ``least`` pathways."""
    # Beyond the 99th percentile the few long waits would make the bins of all others wide.
    reach = int(histogram_quantile(by_day, 0.99)) + 1
    width = next((width for width in _WIDTHS if reach / width <= _MOST_BINS), _WIDTHS[-1])
    counts = np.add.reduceat(by_day, np.arange(0, len(by_day), width))
    bins: list[DistributionBin] = []
    first, count = 0, 0
    for number, more in enumerate(counts.tolist()):
        if not count and not bins and not more:
            first = (number + 1) * width
            continue
        count += more
        last = (number + 1) * width - 1
        if count >= least or (not count and not _rest(counts, number)):
            bins.append(DistributionBin(first, last, count))
            first, count = last + 1, 0
    if count:
        longest = len(counts) * width - 1
        if bins:
            before = bins.pop()
            first, count = before.first, before.count + count
        bins.append(DistributionBin(first, longest, count))
    return tuple(bins)


def _rest(counts: NDArray[np.int64], number: int) -> int:
    return int(counts[number + 1 :].sum())
