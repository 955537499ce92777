"""Pathways within and beyond their limit by SVF, region and month, counted once for all of them.

Every SVF's series for every region is then a sum of a few cells.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rccdesk.enums import Grain
from rccdesk.services.lead_times.query import LeadTimeQuery, select_pathways
from rccdesk.services.pathways.columns import LeadTimeColumns
from rccdesk.services.statistics.grouping import Field, Kinds, Waits, count_kinds

_KEY = "svf_region_month"
# Within and beyond the limit, in place of the kinds of waits.
_TWO_KINDS = Kinds(np.array([1, 0]), np.zeros(2, np.int64), np.ones(2, dtype=bool))


@dataclass(frozen=True, slots=True)
class MonthlyCounts:
    """Counts by SVF and month: ``within`` of ``every``; months from January 1970."""

    within: NDArray[np.int64]
    every: NDArray[np.int64]
    first_month: int

    def last_months(self, last: int, count: int) -> MonthlyCounts:
        """Return the ``count`` months that end with ``last``, empty where there is nothing."""
        first = last - count + 1
        width = self.every.shape[1]
        low, high = max(first - self.first_month, 0), min(last + 1 - self.first_month, width)
        parts = []
        for counts in (self.within, self.every):
            found = np.zeros((len(counts), count), np.int64)
            if low < high:
                place = low + self.first_month - first
                found[:, place : place + high - low] = counts[:, low:high]
            parts.append(found)
        return MonthlyCounts(parts[0], parts[1], first)

    def summed(self, length: int) -> MonthlyCounts:
        """Return the counts by spans of ``length`` months; the months must fill whole spans."""
        shape = (len(self.every), self.every.shape[1] // length, length)
        return MonthlyCounts(
            self.within.reshape(shape).sum(axis=2),
            self.every.reshape(shape).sum(axis=2),
            self.first_month,
        )


def count_by_month(columns: LeadTimeColumns, query: LeadTimeQuery) -> MonthlyCounts:
    """Count all SVF of a selection by the month of the end; the period is not used.

    ``columns`` are all measurable pathways, those outside sums too.
    """
    month, first = columns.periods(Grain.MONTH, by_start=False)
    shape = (len(columns.labels["svf"]), len(columns.labels["region"]), month.size, 2)
    if query.where:
        # "svf" among the fields keeps those that no sum contains.
        chosen = LeadTimeQuery(by=("svf",), region=query.region, where=query.where)
        selected = select_pathways(columns, chosen)
        counts = _count(columns, shape, selected.positions).sum(axis=1)
    else:
        with columns.lock:
            kept = columns.counted.get(_KEY)
        if kept is None:
            kept = _count(columns, shape, None)
            with columns.lock:
                columns.counted[_KEY] = kept
        regions = slice(None) if not query.region else [
            n for n, code in enumerate(columns.labels["region"]) if code in query.region
        ]  # fmt: skip
        counts = kept[:, regions].sum(axis=1)
    return MonthlyCounts(counts[:, :, 1], counts.sum(axis=2), first)


def _count(
    columns: LeadTimeColumns,
    shape: tuple[int, int, int, int],
    positions: NDArray[np.int64] | None,
) -> NDArray[np.int64]:
    fields = [
        Field(columns.dimensions["svf"], shape[0]),
        Field(columns.dimensions["region"], shape[1]),
        columns.periods(Grain.MONTH, by_start=False)[0],
    ]
    waits = columns.waits
    is_within = waits.kinds.is_within.astype(np.uint8)[waits.kind]
    return count_kinds(fields, Waits(is_within, _TWO_KINDS), positions).reshape(shape)
