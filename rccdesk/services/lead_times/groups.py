"""The figures of a selection per group, and those of the whole from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rccdesk.services.lead_times.query import (
    PERIOD,
    START_PERIOD,
    LeadTimeQuery,
    Selected,
    svf_outside_sums,
)
from rccdesk.services.pathways.columns import first_period, period_codes
from rccdesk.services.statistics.grouping import (
    Grouping,
    histogram_quantile,
    make_grouping,
    select_runs,
    summarise,
    summarise_limits,
)


@dataclass(frozen=True, slots=True)
class Groups:
    """Figures per group, one element each. ``codes`` has a column per field of ``by``.

    Codes of periods count from the one that begins with ``first_month``.
    """

    by: tuple[str, ...]
    codes: NDArray[np.int64]
    first_month: int
    numerator: list[int]
    denominator: list[int]
    median_days: list[float]
    p80_days: list[float]
    days_over: list[int]
    over_75_percent: list[int]
    smallest_limit: list[int]
    largest_limit: list[int]
    all_confirmed: list[bool]

    def limits(self, number: int) -> tuple[int, bool]:
        """Return the largest limit of a group, and whether it has several."""
        largest = self.largest_limit[number]
        return largest, largest != self.smallest_limit[number]


def compute_groups(query: LeadTimeQuery, selected: Selected) -> Groups:
    """Compute the figures of the selection by the fields of the query."""
    columns = selected.columns
    days = columns.start if query.by_start else columns.end
    first_month = first_period(days, query.grain)
    grouping, mask = _grouping(query, selected, days, first_month)
    runs = select_runs(grouping, mask)
    figures = summarise(runs)
    limits = summarise_limits(runs, figures)
    return Groups(
        by=query.by,
        codes=grouping.codes[figures.group],
        first_month=first_month,
        numerator=figures.numerator.tolist(),
        denominator=figures.denominator.tolist(),
        median_days=figures.median_days.tolist(),
        p80_days=figures.p80_days.tolist(),
        days_over=limits.days_over.tolist(),
        over_75_percent=limits.over_75_percent.tolist(),
        smallest_limit=limits.smallest_limit.tolist(),
        largest_limit=limits.largest_limit.tolist(),
        all_confirmed=limits.all_confirmed.tolist(),
    )


def sum_groups(groups: Groups, query: LeadTimeQuery, selected: Selected) -> Groups:
    """Return the whole as one group, without the SVF that no sum contains; none if it is empty."""
    chosen = list(range(len(groups.codes)))
    if "svf" in groups.by:
        labels = selected.columns.labels["svf"]
        outside = svf_outside_sums(selected.columns, query)
        svf = groups.codes[:, groups.by.index("svf")].tolist()
        chosen = [n for n in chosen if labels[svf[n]] not in outside]
    counts = np.bincount(selected.days_in_sums()) if chosen else np.empty(0, np.int64)
    size = 1 if chosen else 0
    return Groups(
        by=(),
        codes=np.zeros((size, 0), np.int64),
        first_month=groups.first_month,
        numerator=[sum(groups.numerator[n] for n in chosen)] * size,
        denominator=[sum(groups.denominator[n] for n in chosen)] * size,
        median_days=[histogram_quantile(counts, 0.5)] * size if size else [],
        p80_days=[histogram_quantile(counts, 0.8)] * size if size else [],
        days_over=[sum(groups.days_over[n] for n in chosen)] * size,
        over_75_percent=[sum(groups.over_75_percent[n] for n in chosen)] * size,
        smallest_limit=[min((groups.smallest_limit[n] for n in chosen), default=0)] * size,
        largest_limit=[max((groups.largest_limit[n] for n in chosen), default=0)] * size,
        all_confirmed=[all(groups.all_confirmed[n] for n in chosen)] * size,
    )


def _grouping(
    query: LeadTimeQuery, selected: Selected, days: NDArray[np.int32], first_month: int
) -> tuple[Grouping, NDArray[np.bool_] | None]:
    """Return the remembered grouping of all pathways with a mask, or one of the few chosen."""
    columns = selected.columns
    key = (*query.by, str(query.grain)) if query.period_field else query.by
    if selected.positions is None and (known := columns.groupings.get(key)) is not None:
        return columns.remember(key, known), selected.mask
    fields = [
        period_codes(selected.take(days), query.grain, first_month)
        if name in (PERIOD, START_PERIOD)
        else selected.take(columns.dimensions[name])
        for name in query.by
    ]
    if selected.positions is not None:
        return make_grouping(fields, columns.waits.take(selected.positions)), None
    return columns.remember(key, make_grouping(fields, columns.waits)), selected.mask
