"""The inclusion that is read with a lead time: starts of treatment against expected cases.

A pair must have one population: starts are counted by home region (else region) in exactly the
SVF, regions and months whose expected cases are the denominator. Where the expected cases of any
of these are unknown, the inclusion is unknown.
"""

from __future__ import annotations

import datetime as dt
import math
import threading
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from rccdesk.enums import Topic
from rccdesk.periods import Period, parse_period
from rccdesk.services.imports.coverage import effective_expected_cases
from rccdesk.services.lead_times.query import START_PERIOD, LeadTimeQuery
from rccdesk.services.pathways.cache import data_versions
from rccdesk.services.pathways.columns import LeadTimeColumns, first_of_month
from rccdesk.services.publishing import Inclusion

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_PAIRED = frozenset(("svf", "region", "home_region", "health_care_region", "period"))
_DECIMALS, _NOISE = 6, 1e-13  # of expected cases; of a sum of a few hundred floats
_TOPICS = (Topic.LEAD_TIMES, Topic.IMPORTS)


@dataclass(frozen=True, slots=True)
class ExpectedCases:
    """Expected cases per month: ``cases[svf, region, month]``, nan where unknown.

    Months count from ``first_month``, itself counted from January 1970.
    """

    svfs: tuple[str, ...]
    regions: tuple[str, ...]
    first_month: int
    cases: NDArray[np.float64]

    @property
    def months(self) -> int:
        """Return the number of months."""
        return int(self.cases.shape[2])


_kept: WeakKeyDictionary[Database, dict[int | None, tuple[tuple[int, ...], ExpectedCases]]] = (
    WeakKeyDictionary()
)
_lock = threading.Lock()


def get_expected_cases(database: Database, snapshot: int | None = None) -> ExpectedCases:
    """Return the expected cases as known now, or just after a batch, spread over months."""
    version = data_versions(database, _TOPICS)
    with _lock:
        kept = _kept.setdefault(database, {})
        if snapshot in kept and kept[snapshot][0] == version:
            return kept[snapshot][1]
    with database.read() as session:
        rows = [
            (row.svf, row.region, parse_period(row.period), row.expected)
            for row in effective_expected_cases(session, snapshot)
        ]
    expected = _spread([row for row in rows if row[2].months])
    with _lock:
        if len(kept) > 1:
            kept.clear()
        kept[snapshot] = (version, expected)
    return expected


def month_index(period: Period) -> int:
    """Return the months from January 1970 to the first month of ``period``."""
    return (period.first.year - 1970) * 12 + period.first.month - 1


class InclusionCounter:
    """Counts starts of treatment and expected cases over SVF, regions and months of a query."""

    def __init__(
        self, columns: LeadTimeColumns, expected: ExpectedCases, query: LeadTimeQuery
    ) -> None:
        """Prepare to count for the rows of ``query``."""
        self._columns = columns
        self._expected = expected
        without = columns.catalogue.without_inclusion
        in_extract = [svf for svf in columns.labels["svf"] if svf is not None]
        self.svfs = [svf for svf in query.svf or in_extract if svf not in without]
        self.regions = list(query.region or columns.regions)
        self.is_paired = set(query.by) <= _PAIRED and not query.where
        self._svf_position = {svf: n for n, svf in enumerate(columns.labels["svf"])}
        self._region_position = {
            region: n for n, region in enumerate(columns.labels["inclusion_region"])
        }
        # Many rows differ by their period only, and many have the same.
        self._started: dict[Hashable, NDArray[np.int32]] = {}
        self._expected_of: dict[Hashable, NDArray[np.float64] | None] = {}
        self._spans: dict[Period | None, tuple[int, int]] = {}

    def span(self) -> tuple[dt.date, dt.date]:
        """Return the first and the last day of the months with starts or expected cases."""
        spans = [
            (self._columns.first_month, int(self._columns.started.shape[2])),
            (self._expected.first_month, self._expected.months),
        ]
        known = [(first, first + count) for first, count in spans if count]
        first = min((each[0] for each in known), default=0)
        after = max((each[1] for each in known), default=1)
        return first_of_month(first), first_of_month(after) - dt.timedelta(days=1)

    def scope(self, fields: Mapping[str, str | None]) -> tuple[Sequence[str], Sequence[str]] | None:
        """Return the SVF and regions that a row stands for; None where it has no inclusion."""
        if not self.is_paired or START_PERIOD in fields:
            return None
        svfs, regions = self.svfs, self.regions
        if "svf" in fields:
            svfs = [svf for svf in svfs if svf == fields["svf"]]
        for name in ("region", "home_region"):
            if name in fields:
                regions = [r for r in regions if r == fields[name]] or [fields[name] or ""]
        if "health_care_region" in fields:
            of_region = self._columns.catalogue.care_region_of_region
            wanted = fields["health_care_region"]
            regions = [r for r in regions if wanted and of_region.get(r) == wanted]
        return (svfs, regions) if svfs and all(regions) and regions else None

    def started(self, svfs: Sequence[str], regions: Sequence[str], period: Period | None) -> int:
        """Return the number of starts of treatment."""
        columns = self._columns
        first, count = self._months(period)
        low = max(first - columns.first_month, 0)
        high = max(first + count - columns.first_month, 0)
        key = (*svfs, None, *regions)
        by_month = self._started.get(key)
        if by_month is None:
            rows = [self._svf_position[svf] for svf in svfs if svf in self._svf_position]
            places = [self._region_position[r] for r in regions if r in self._region_position]
            by_month = columns.started[np.ix_(rows, places)].sum(axis=(0, 1))
            self._started[key] = by_month
        return int(by_month[low:high].sum())

    def expected(
        self, svfs: Sequence[str], regions: Sequence[str], period: Period | None
    ) -> float | None:
        """Return the expected cases; None where any of them is unknown."""
        expected = self._expected
        first, count = self._months(period)
        low = first - expected.first_month
        if low < 0 or low + count > expected.months or not count:
            return None
        key = (*svfs, None, *regions)
        if key not in self._expected_of:
            self._expected_of[key] = self._expected_cases(svfs, regions)
        cases = self._expected_of[key]
        if cases is None:
            return None
        total = float(cases[:, :, low : low + count].sum())
        return None if math.isnan(total) else _without_noise(total)

    def inclusion(
        self, fields: Mapping[str, str | None], period: Period | None, target: float
    ) -> Inclusion | None:
        """Return the inclusion of a row; None where unknown."""
        scope = self.scope(fields)
        if scope is None or (period is not None and not self._months(period)[1]):
            return None
        expected = self.expected(*scope, period)
        if not expected:
            return None
        started = self.started(*scope, period)
        return Inclusion(started, expected, started / expected, started >= target * expected)

    def _expected_cases(
        self, svfs: Sequence[str], regions: Sequence[str]
    ) -> NDArray[np.float64] | None:
        expected = self._expected
        if not set(svfs) <= set(expected.svfs) or not set(regions) <= set(expected.regions):
            return None
        rows = [expected.svfs.index(svf) for svf in svfs]
        places = [expected.regions.index(region) for region in regions]
        cases: NDArray[np.float64] = expected.cases[np.ix_(rows, places)]
        return cases

    def _months(self, period: Period | None) -> tuple[int, int]:
        """Return the first month and the number of months; without a period those of the data."""
        span = self._spans.get(period)
        if span is None:
            if period is None:
                span = self._columns.first_month, int(self._columns.started.shape[2])
            else:
                span = month_index(period), period.months
            self._spans[period] = span
        return span


def _without_noise(total: float) -> float:
    """Return 20 for the sum of twelve twelfths of 20, which is a little more as floats add up.

    14 of 20 are 70 percent and reach it.
    """
    near = round(total, _DECIMALS)
    return near if abs(total - near) <= _NOISE * max(total, 1.0) else total


def _spread(rows: Sequence[tuple[str, str, Period, float]]) -> ExpectedCases:
    svfs = tuple(sorted({row[0] for row in rows}))
    regions = tuple(sorted({row[1] for row in rows}))
    first = min((month_index(row[2]) for row in rows), default=0)
    last = max((month_index(row[2]) + row[2].months for row in rows), default=0)
    cases = np.full((len(svfs), len(regions), last - first), np.nan)
    for svf, region, period, expected in rows:  # in the order of import: the newest is left
        start = month_index(period) - first
        place = (svfs.index(svf), regions.index(region), slice(start, start + period.months))
        cases[place] = expected / period.months
    return ExpectedCases(svfs, regions, first, cases)
