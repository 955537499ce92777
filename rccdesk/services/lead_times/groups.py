"""The figures of a selection per group, and those of the whole from them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rccdesk.services.lead_times.query import (
    PERIOD,
    START_PERIOD,
    LeadTimeQuery,
    Selected,
)
from rccdesk.services.pathways.columns import LeadTimeColumns, first_period, period_codes
from rccdesk.services.statistics.grouping import (
    Figures,
    Grouping,
    count_kinds,
    make_grouping,
    select_runs,
    summarise,
    summarise_counts,
)

# Counting groups and kinds costs a cell each: worth it while there are not many more than pathways.
_CELLS_PER_PATHWAY = 4
_CELLS = 1 << 16


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
    first_month = first_period(days, query.grain) if query.period_field else 0
    sizes = [_size(columns, name, query, days, first_month) for name in query.by]
    if prod(sizes) * len(columns.waits.kinds) <= max(_CELLS_PER_PATHWAY * len(selected), _CELLS):
        fields = _fields(query, selected, days, first_month)
        counts = count_kinds(fields, sizes, selected.waits())
        figures = summarise_counts(counts, columns.waits.kinds)
        codes = np.stack(np.unravel_index(figures.group, sizes), axis=1) if sizes else None
    else:
        grouping, mask = _grouping(query, selected, days, first_month)
        figures = summarise(select_runs(grouping, mask))
        codes = grouping.codes[figures.group]
    if codes is None:
        codes = np.zeros((len(figures.group), 0), np.int64)
    return _as_groups(query.by, codes, first_month, figures)


def sum_groups(groups: Groups, selected: Selected) -> Groups:
    """Return the whole as one group, without the SVF that no sum contains; none if it is empty."""
    waits = selected.waits_in_sums()
    figures = summarise_counts(count_kinds((), (), waits), waits.kinds)
    codes = np.zeros((len(figures.group), 0), np.int64)
    return _as_groups((), codes, groups.first_month, figures)


def _as_groups(
    by: tuple[str, ...], codes: NDArray[np.int64], first_month: int, figures: Figures
) -> Groups:
    return Groups(
        by=by,
        codes=codes,
        first_month=first_month,
        numerator=figures.numerator.tolist(),
        denominator=figures.denominator.tolist(),
        median_days=figures.median_days.tolist(),
        p80_days=figures.p80_days.tolist(),
        days_over=figures.days_over.tolist(),
        over_75_percent=figures.over_75_percent.tolist(),
        smallest_limit=figures.smallest_limit.tolist(),
        largest_limit=figures.largest_limit.tolist(),
        all_confirmed=figures.all_confirmed.tolist(),
    )


def _size(
    columns: LeadTimeColumns,
    name: str,
    query: LeadTimeQuery,
    days: NDArray[np.int32],
    first_month: int,
) -> int:
    """Return the number of codes that a field can have."""
    if name not in (PERIOD, START_PERIOD):
        return len(columns.labels[name])
    if not len(days):
        return 0
    return int(period_codes(days.max(keepdims=True), query.grain, first_month)[0]) + 1


def _fields(
    query: LeadTimeQuery, selected: Selected, days: NDArray[np.int32], first_month: int
) -> list[NDArray[Any]]:
    return [
        period_codes(selected.take(days), query.grain, first_month)
        if name in (PERIOD, START_PERIOD)
        else selected.take(selected.columns.dimensions[name])
        for name in query.by
    ]


def _grouping(
    query: LeadTimeQuery, selected: Selected, days: NDArray[np.int32], first_month: int
) -> tuple[Grouping, NDArray[np.bool_] | None]:
    """Return the remembered grouping of all pathways with a mask, or one of the few chosen."""
    columns = selected.columns
    if selected.is_small:
        fields = _fields(query, selected, days, first_month)
        return make_grouping(fields, selected.waits()), None
    key = (*query.by, str(query.grain)) if query.period_field else query.by
    known = columns.groupings.get(key)
    if known is None:
        every = replace(selected, mask=None, positions=None)
        known = make_grouping(_fields(query, every, days, first_month), columns.waits)
    return columns.remember(key, known), selected.mask
