"""The figures of a selection per group, and those of the whole from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import nan, prod

import numpy as np
from numpy.typing import NDArray

from rccdesk.services.lead_times.query import (
    PERIOD,
    START_PERIOD,
    LeadTimeQuery,
    Selected,
)
from rccdesk.services.pathways.columns import LeadTimeColumns
from rccdesk.services.statistics.grouping import (
    Field,
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
_KEPT = 1 << 19
_FEW = 8  # an eighth of all: under it sorting the chosen is quicker than a mask over all


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
    days_to_decision: list[tuple[float, int]]  # median from the recommendation, and of how many

    def limits(self, number: int) -> tuple[int, bool]:
        """Return the largest limit of a group, and whether it has several."""
        largest = self.largest_limit[number]
        return largest, largest != self.smallest_limit[number]


def compute_groups(query: LeadTimeQuery, selected: Selected) -> tuple[Groups, Groups]:
    """Compute the figures of the selection by the fields of the query, and those of the whole.

    The whole is one group, without the SVF that no sum contains; none if it is empty.
    """
    columns = selected.columns
    kinds = columns.waits.kinds
    fields, first_month = query_fields(query, columns)
    sizes = [each.size for each in fields]
    whole = None
    if prod(sizes) * len(kinds) <= max(_CELLS_PER_PATHWAY * len(selected), _CELLS):
        counts = _count(query, selected, fields)
        figures = summarise_counts(counts, kinds)
        codes = np.zeros((len(figures.group), 0), np.int64)
        if sizes:
            codes = np.stack(np.unravel_index(figures.group, sizes), axis=1)
        whole = _sum_groups(counts, query, columns, sizes)
    else:
        grouping, mask = _grouping(query, selected, fields)
        figures = summarise(select_runs(grouping, mask))
        codes = grouping.codes[figures.group]
    to_decision = _days_to_decision(selected, fields, codes)
    groups = _as_groups(query.by, codes, first_month, figures, to_decision)
    if not query.by:
        return groups, groups
    if whole is None:
        whole = count_in_sums(selected)
    of_whole = summarise_counts(whole, kinds)
    codes = np.zeros((len(of_whole.group), 0), np.int64)
    to_decision = _days_to_decision(only_in_sums(selected), (), codes)
    return groups, _as_groups((), codes, first_month, of_whole, to_decision)


def _count(query: LeadTimeQuery, selected: Selected, fields: Sequence[Field]) -> NDArray[np.int64]:
    """Count groups and kinds; of all pathways by SVF, which every start asks for, once."""
    columns = selected.columns
    width = len(columns.waits.kinds)
    is_kept = selected.positions is None and query.by == ("svf",) and fields[0].size * width < _KEPT
    with columns.lock:
        kept = columns.counted.get("svf") if is_kept else None
    if kept is None:
        kept = count_kinds(fields, columns.waits, selected.positions)
        if is_kept:
            with columns.lock:
                columns.counted["svf"] = kept
    return kept


def _sum_groups(
    counts: NDArray[np.int64], query: LeadTimeQuery, columns: LeadTimeColumns, sizes: Sequence[int]
) -> NDArray[np.int64]:
    """Sum the counts of all groups, but those of the SVF that no sum contains."""
    if "svf" not in query.by:
        whole: NDArray[np.int64] = counts.sum(axis=0, keepdims=True)
        return whole
    place = query.by.index("svf")
    before, after = prod(sizes[:place]), prod(sizes[place + 1 :])
    shape = (before, sizes[place], after, counts.shape[1])
    of_svf = counts.reshape(shape).sum(axis=(0, 2))
    outside = columns.catalogue.without_treatment_goal
    is_in = np.array([svf not in outside for svf in columns.labels["svf"]], dtype=bool)
    in_sums: NDArray[np.int64] = of_svf[is_in].sum(axis=0, keepdims=True)
    return in_sums


def _days_to_decision(
    selected: Selected, fields: Sequence[Field], codes: NDArray[np.int64]
) -> list[tuple[float, int]]:
    """Return the median days from recommendation to decision of each group, and of how many."""
    if selected.columns.to_decision is None:
        return [(nan, 0)] * len(codes)
    days = selected.take(selected.columns.to_decision)
    group = np.zeros(len(days), np.int64)
    wanted = np.zeros(len(codes), np.int64)
    for number, each in enumerate(fields):
        group = group * each.size + selected.take(each.codes)
        wanted = wanted * each.size + codes[:, number]
    group, days = group[days >= 0], days[days >= 0]
    order = np.lexsort((days, group))
    group, days = group[order], days[order]
    first = np.searchsorted(group, wanted)
    count = np.searchsorted(group, wanted, side="right") - first
    return [
        (float(np.median(days[start : start + size])) if size else nan, size)
        for start, size in zip(first.tolist(), count.tolist(), strict=True)
    ]


def only_in_sums(selected: Selected) -> Selected:
    """Return those of the selected pathways that sums over SVF contain, without a mask."""
    columns = selected.columns.in_sums()
    if columns is selected.columns:
        return replace(selected, mask=None)
    positions = selected.positions
    if positions is not None:
        positions = positions[: int(np.searchsorted(positions, len(columns)))]
    return replace(selected, columns=columns, positions=positions, mask=None)


def count_in_sums(selected: Selected) -> NDArray[np.int64]:
    """Count the kinds of the pathways that sums contain, as one group."""
    chosen = only_in_sums(selected)
    return count_kinds((), chosen.columns.waits, chosen.positions)


def _as_groups(
    by: tuple[str, ...],
    codes: NDArray[np.int64],
    first_month: int,
    figures: Figures,
    days_to_decision: list[tuple[float, int]],
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
        days_to_decision=days_to_decision,
    )


def query_fields(query: LeadTimeQuery, columns: LeadTimeColumns) -> tuple[list[Field], int]:
    """Return what the query groups by, and the month that its first period begins with."""
    fields, first_month = [], 0
    for name in query.by:
        if name in (PERIOD, START_PERIOD):
            each, first_month = columns.periods(query.grain, by_start=query.by_start)
        else:
            each = Field(columns.dimensions[name], len(columns.labels[name]))
        fields.append(each)
    return fields, first_month


def _grouping(
    query: LeadTimeQuery, selected: Selected, fields: Sequence[Field]
) -> tuple[Grouping, NDArray[np.bool_] | None]:
    """Return the remembered grouping of all pathways with a mask, or one of the few chosen."""
    columns, positions = selected.columns, selected.positions
    if positions is not None and len(positions) * _FEW < len(columns):
        codes = [each.codes[positions] for each in fields]
        return make_grouping(codes, columns.waits.take(positions)), None
    key = (*query.by, str(query.grain)) if query.period_field else query.by
    known = columns.groupings.get(key)
    if known is None:
        known = make_grouping([each.codes for each in fields], columns.waits)
    return columns.remember(key, known), selected.mask
