"""What is asked of the lead times, and which pathways and periods the question means."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rccdesk.enums import Goal, Grain
from rccdesk.periods import ROLLING, Period, parse_period, rolling_12
from rccdesk.services.pathways.columns import DIMENSIONS, LeadTimeColumns
from rccdesk.services.pathways.coverage import contributing, date_of, day_number

PERIOD, START_PERIOD = "period", "start_period"
BY_FIELDS = (*DIMENSIONS, PERIOD, START_PERIOD)


@dataclass(frozen=True, slots=True)
class LeadTimeQuery:
    """A selection of pathways and how its figures are grouped.

    ``svf`` (prefixes), ``region`` (codes of where the pathways ended) and ``period`` select; empty
    is everything. ``by`` names the fields of the rows, from `BY_FIELDS`; ``grain`` is the length
    of their periods. ``snapshot`` is the batch whose state is asked for. ``where`` selects by
    further fields: pairs of a field and its codes.
    """

    goal: str = Goal.LEAD_TIME
    svf: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    grain: Grain = Grain.QUARTER
    period: str | None = None
    snapshot: int | None = None
    where: tuple[tuple[str, tuple[str | None, ...]], ...] = field(default=())

    @property
    def by_start(self) -> bool:
        """Tell whether pathways belong to the period of their start."""
        return START_PERIOD in self.by

    @property
    def period_field(self) -> str | None:
        """Return the by-field that holds periods, if any."""
        return next((name for name in self.by if name in (PERIOD, START_PERIOD)), None)


@dataclass(frozen=True, slots=True)
class Selected:
    """The meaning of a query in a store: its pathways, its period, its extract date.

    ``mask`` marks the pathways among ``columns`` and ``positions`` lists them; both None: all.
    ``columns`` are all measurable pathways, or those that sums over SVF contain (not AOS).
    """

    columns: LeadTimeColumns
    mask: NDArray[np.bool_] | None
    positions: NDArray[np.int64] | None
    period: Period | None
    extract_date: dt.date | None
    batch_ids: tuple[int, ...]

    def __len__(self) -> int:
        """Return the number of pathways."""
        return len(self.columns) if self.positions is None else len(self.positions)

    def take(self, column: NDArray[Any]) -> NDArray[Any]:
        """Return a column of the pathways."""
        return column if self.positions is None else column[self.positions]


def ungrouped(query: LeadTimeQuery) -> LeadTimeQuery:
    """Return the query of the whole selection, by start still where it was."""
    return replace(query, by=(START_PERIOD,) if query.by_start else ())


def check_query(query: LeadTimeQuery) -> None:
    """Raise ValueError for a field that cannot be grouped by, or a period that is none."""
    unknown = set(query.by) - set(BY_FIELDS) | {name for name, _ in query.where} - set(DIMENSIONS)
    if unknown or len(set(query.by)) < len(query.by):
        raise ValueError(f"by {query.by}")
    if {PERIOD, START_PERIOD} <= set(query.by):
        raise ValueError("period and start_period together")
    if query.period and query.period != ROLLING:
        parse_period(query.period)


def select_pathways(columns: LeadTimeColumns, query: LeadTimeQuery) -> Selected:
    """Find the pathways that a checked query means."""
    period, extract_date, batch_ids = resolve_period(columns, query)
    if "svf" not in query.by and svf_outside_sums(columns, query):
        columns = columns.in_sums()
    mask, positions = _choose(columns, query, period)
    return Selected(columns, mask, positions, period, extract_date, batch_ids)


def _choose(
    columns: LeadTimeColumns, query: LeadTimeQuery, period: Period | None
) -> tuple[NDArray[np.bool_], NDArray[np.int64]] | tuple[None, None]:
    key = (query.svf, query.region, query.where, period, query.by_start)
    kept = columns.selections.get(key)
    if kept is not None:
        return kept
    mask: NDArray[np.bool_] | None = None
    for name, codes in (("svf", query.svf), ("region", query.region), *query.where):
        if codes:
            mask = _both(mask, _has_code(columns, name, codes))
    if period is not None:
        day = columns.start if query.by_start else columns.end
        first, last = day_number(period.first), day_number(period.last)
        mask = _both(mask, (day >= first) & (day <= last))
    if mask is None:
        return None, None
    return columns.remember_selection(key, (mask, np.nonzero(mask)[0]))


def _has_code(
    columns: LeadTimeColumns, name: str, codes: tuple[str | None, ...]
) -> NDArray[np.bool_]:
    values = columns.dimensions[name]
    found = np.zeros(len(values), dtype=bool)
    for number, label in enumerate(columns.labels[name]):
        if label in codes:
            found |= values == number
    return found


def svf_outside_sums(columns: LeadTimeColumns, query: LeadTimeQuery) -> frozenset[str]:
    """Return the SVF that no sum of the query contains: AOS, unless it is all that is asked."""
    outside = columns.catalogue.without_treatment_goal
    return frozenset() if query.svf and set(query.svf) <= outside else outside


def resolve_period(
    columns: LeadTimeColumns, query: LeadTimeQuery
) -> tuple[Period | None, dt.date | None, tuple[int, ...]]:
    """Return the period that a query means, its oldest extract and the batches in it."""
    places = columns.places(query.region)
    period: Period | None = None
    if query.period == ROLLING:
        everything = contributing(columns.segments, places, None, None)
        if not everything:
            return None, None, ()
        # The newest extract says which year is meant; an older one that contributes to that year
        # moves it back, so that the year is complete everywhere.
        newest = max(each.extract_day for each in everything)
        for _ in range(2):
            period = rolling_12(date_of(newest))
            inside = contributing(
                columns.segments, places, day_number(period.first), day_number(period.last)
            )
            newest = min((each.extract_day for each in inside), default=newest)
    elif query.period:
        period = parse_period(query.period)
    first = day_number(period.first) if period else None
    last = day_number(period.last) if period else None
    # By start, a pathway's end may lie in any later batch.
    found = contributing(columns.segments, places, first, None if query.by_start else last)
    oldest = min((each.extract_day for each in found), default=None)
    return (
        period,
        None if oldest is None else date_of(oldest),
        tuple(each.batch_id for each in found),
    )


def _both(one: NDArray[np.bool_] | None, other: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return other if one is None else one & other
