"""The waiting days of a selection as a histogram in which no bar stands for a few patients."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rccdesk.services.lead_times.query import (
    LeadTimeQuery,
    check_query,
    select_pathways,
    ungrouped,
)
from rccdesk.services.lead_times.rows import is_single_month
from rccdesk.services.lead_times.rules import get_goal_columns, get_rules
from rccdesk.services.statistics.grouping import Kinds, count_kinds, histogram_quantile

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_WIDTHS = (1, 2, 5, 7, 10, 14, 28)
_MOST_BINS = 40
_WEEK = 7
_ROUND = 140  # a multiple of all widths: where the last bin ends tells nobody's longest wait


@dataclass(frozen=True, slots=True)
class DistributionBin:
    """A number of pathways that took ``first`` to ``last`` days, both included."""

    first: int
    last: int
    count: int


@dataclass(frozen=True, slots=True)
class DistributionStep:
    """``share`` (0-1) of the pathways took ``days`` or fewer."""

    days: int
    share: float


@dataclass(frozen=True, slots=True)
class ShareWithin:
    """A share of the pathways that took some days or fewer.

    ``is_least``: the step before those days stands for it, so that it is at least so much.
    """

    days: int
    share: float
    is_least: bool


@dataclass(frozen=True, slots=True)
class DistributionTable:
    """Waiting days of a selection. All figures are None and ``bins`` empty where hidden.

    Each bin holds at least as many pathways as the small-number limit says, and so does each of
    ``steps``, which divide the bins further. ``limit_days`` is None where several limits are in it.
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
    steps: tuple[DistributionStep, ...] = ()

    def share_within(self, days: int) -> ShareWithin | None:
        """Return the share that took ``days`` or fewer; None under the first step, or hidden.

        Between two steps the lower one is told, as the days of single patients are not.
        """
        below = [step for step in self.steps if step.days <= days]
        if not below:
            return None
        step = below[-1]
        is_exact = step.days == days or step is self.steps[-1]
        return ShareWithin(days, step.share, not is_exact)


def get_distribution(database: Database, query: LeadTimeQuery) -> DistributionTable:
    """Compute the distribution of waiting days over a selection; ``by`` is not used.

    Raises as `get_lead_times`.
    """
    check_query(query)
    rules = get_rules(database, query.goal)
    columns = get_goal_columns(database, rules, query.snapshot)
    selected = select_pathways(columns, ungrouped(query))
    kinds = columns.waits.kinds
    of_kind = count_kinds((), selected.columns.waits, selected.positions)[0]
    count = int(of_kind.sum())
    least = rules.small.month if is_single_month(selected.period) else rules.small.group
    within = int(of_kind[kinds.is_within].sum())
    is_cell = rules.small.cells and min(within, count - within) < rules.small.group
    is_hidden = 0 < count < least or (count > 0 and is_cell)
    selection = [("svf", svf) for svf in query.svf] + [("region", code) for code in query.region]
    if query.period:
        selection.append(("period", query.period))
    is_shown = count > 0 and not is_hidden
    longest = int(kinds.days[of_kind > 0].max(initial=0))
    counts = np.zeros((longest // _ROUND + 1) * _ROUND, np.int64)
    occurs = of_kind > 0
    np.add.at(counts, kinds.days[occurs], of_kind[occurs])
    limits = np.unique(kinds.limit_days[occurs])
    single = int(limits[0]) if is_shown and len(limits) == 1 else None
    told = () if single is None else _told_elsewhere(kinds, of_kind)
    bins = _pool(counts, least, told) if is_shown else ()
    return DistributionTable(
        measure=rules.goal.key,
        selection=tuple(selection),
        bins=bins,
        count=None if is_hidden else count,
        within_count=None if is_hidden else within,
        median_days=histogram_quantile(counts, 0.5) if is_shown else None,
        p80_days=histogram_quantile(counts, 0.8) if is_shown else None,
        limit_days=single,
        extract_date=selected.extract_date,
        is_hidden=is_hidden,
        is_example=database.is_example,
        steps=_steps(counts, bins, least, told),
    )


def _told_elsewhere(kinds: Kinds, of_kind: NDArray[np.int64]) -> tuple[int, ...]:
    """Return how many were within the limit, and within 125, 150 and 175 percent of it."""
    days, limit = 4 * kinds.days, kinds.limit_days
    return tuple(int(of_kind[days <= times * limit].sum()) for times in (4, 5, 6, 7))


def _is_near(count: int, told: tuple[int, ...], least: int) -> bool:
    """Tell whether a few could be counted between ``count`` and a number that is told as well."""
    return any(0 < abs(count - each) < least for each in told)


def _steps(
    by_day: NDArray[np.int64],
    bins: tuple[DistributionBin, ...],
    least: int,
    told: tuple[int, ...],
) -> tuple[DistributionStep, ...]:
    """Return the steps of the share that has begun within a number of days.

    Every end of a bin is one, so that the two together give no few away, and within a bin each
    that stands for ``least`` and leaves as many. How many were within the one limit, and how
    much over it, is ``told`` as well: no step comes nearer to one of these than ``least``, but
    that at the limit itself.
    """
    running = np.cumsum(by_day)
    total = int(running[-1]) if len(running) else 0
    steps: list[DistributionStep] = []
    for each in bins:
        before = int(running[each.first - 1]) if each.first else 0
        end = int(running[min(each.last, len(running) - 1)])
        for day in range(each.first, min(each.last, len(running) - 1)):
            count = int(running[day])
            near = _is_near(count, told, least)
            if count - before >= least and end - count >= least and not near:
                steps.append(DistributionStep(day, count / total))
                before = count
        if end > (round(steps[-1].share * total) if steps else 0):
            steps.append(DistributionStep(each.last, end / total))
    return tuple(steps)


def _pool(
    by_day: NDArray[np.int64], least: int, told: tuple[int, ...]
) -> tuple[DistributionBin, ...]:
    """Make bins of equal width, then join neighbours until each holds ``least`` pathways.

    No bin ends so near to a number that is ``told`` as well that the few between could be counted.
    """
    # Beyond the 99th percentile the few long waits would make the bins of all others wide.
    reach = int(histogram_quantile(by_day, 0.99)) + 1
    width = next((width for width in _WIDTHS if reach / width <= _MOST_BINS), _WIDTHS[-1])
    counts = np.add.reduceat(by_day, np.arange(0, len(by_day), width))
    bins: list[DistributionBin] = []
    first, count, before = 0, 0, 0
    for number, more in enumerate(counts.tolist()):
        if not count and not bins and not more:
            # Where the first bin begins tells nobody's shortest wait.
            first = (number + 1) * width // _WEEK * _WEEK
            continue
        count += more
        last = (number + 1) * width - 1
        if not count and not _rest(counts, number):
            break
        if count >= least and not _is_near(before + count, told, least):
            bins.append(DistributionBin(first, last, count))
            before += count
            first, count = last + 1, 0
    # The last bin ends where all waits could, also where the few after it are none.
    if bins:
        last_bin = bins.pop()
        first, count = last_bin.first, last_bin.count + count
    if count:
        bins.append(DistributionBin(first, len(counts) * width - 1, count))
    return tuple(bins)


def _rest(counts: NDArray[np.int64], number: int) -> int:
    return int(counts[number + 1 :].sum())
