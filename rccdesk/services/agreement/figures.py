"""What the agreement follows: inclusion per half-year, and lead time year on year.

Inclusion is that of all SVF together, by region. The lead time is compared between two calendar
years, by region, for the diagnoses that the agreement names. All figures come from one published
table per measure, and what is hidden there is hidden here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rccdesk.enums import Goal, Grain
from rccdesk.periods import Period, list_periods, parse_period
from rccdesk.services import lead_times
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.pathways import catalogue
from rccdesk.services.publishing import PublishableRow, PublishableTable
from rccdesk.services.statistics.differences import Difference, difference_of_proportions
from rccdesk.services.store_settings import get_reporting_lag_days

if TYPE_CHECKING:
    from rccdesk.services.database import Database

SVFS = ("VG9", "VB2", "VJ1")  # breast, colorectal, prostate: named by the agreement of 2024
REGION, PERIOD = "region", "period"
_HALVES = 4


@dataclass(frozen=True, slots=True)
class RegionRow:
    """The figures of one region (None: all together) in the order of the periods; None: none."""

    region: str | None
    figures: tuple[PublishableRow | None, ...]
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class ByPeriod:
    """One measure by region and period, with the whole of each period last."""

    periods: tuple[Period, ...]
    rows: tuple[RegionRow, ...]
    table: PublishableTable
    wholes: PublishableTable

    @property
    def shown(self) -> Period | None:
        """Return the last period that is complete for somebody, else the last one."""
        for period in reversed(self.periods):
            figures = [row for row in self.table.rows if row.get(PERIOD) == period.key]
            if any(row.value is not None and not row.preliminary for row in figures):
                return period
        return self.periods[-1] if self.periods else None


@dataclass(frozen=True, slots=True)
class Change:
    """A region's share in two years. ``difference`` is later minus earlier, 0-1.

    It is None with a ``reason``: hidden, missing, preliminary, limit_changed.
    """

    region: str | None
    earlier: PublishableRow | None
    later: PublishableRow | None
    difference: Difference | None
    reason: str = ""
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class YearChanges:
    """The lead time of one SVF in two years, by region. ``name`` "": not in the catalogue."""

    svf: str
    name: str
    years: ByPeriod
    changes: tuple[Change, ...]
    limit_changes: tuple[tuple[dt.date, int | None, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Years:
    """The years that can be compared with the one before, newest first; empty where none can."""

    known: tuple[int, ...]
    extract_date: dt.date | None


def list_years(database: Database) -> Years:
    """Return the complete years that have a year with figures before them."""
    values = lead_times.list_selection_values(database)
    if values.first_end is None or not values.extract_dates:
        return Years((), None)
    extract = values.extract_dates[-1]
    complete = extract - dt.timedelta(days=get_reporting_lag_days(database))
    last = complete.year if (complete.month, complete.day) == (12, 31) else complete.year - 1
    return Years(tuple(range(last, values.first_end.year, -1)), extract)


def get_inclusion(database: Database, *, halves: int = _HALVES) -> ByPeriod:
    """Return the inclusion of all SVF by region in the newest half-years of the extract."""
    values = lead_times.list_selection_values(database)
    if values.first_end is None or values.last_end is None:
        periods: tuple[Period, ...] = ()
    else:
        periods = list_periods(values.first_end, values.last_end, Grain.HALF)[-halves:]
    return _by_period(database, LeadTimeQuery(goal=Goal.INCLUSION, grain=Grain.HALF), periods)


def get_year_changes(database: Database, svf: str, year: int) -> YearChanges:
    """Return the lead time of ``svf`` in ``year`` and in the year before, by region."""
    names = {row.kva_prefix: row.name for row in catalogue.list_svf(database)}
    periods = (parse_period(str(year - 1)), parse_period(str(year)))
    found = _by_period(database, LeadTimeQuery(svf=(svf,), grain=Grain.YEAR), periods)
    first, last = periods[0].first, periods[1].last
    limits = tuple(one for one in found.table.limit_changes if first < one[0] <= last)
    changes = tuple(_change(row, limit_changed=bool(limits)) for row in found.rows)
    return YearChanges(svf, names.get(svf, ""), found, changes, limits)


def at_period(found: ByPeriod, period: Period) -> PublishableTable:
    """Return one period of the table as a comparison of regions.

    What is hidden stays hidden as in the whole table: a table computed anew could hide other
    rows, and the two together would give the hidden figures away.
    """
    rows = tuple(
        replace(row, fields=((REGION, row.get(REGION)),))
        for row in found.table.rows
        if row.get(PERIOD) == period.key
    )
    whole = next((row for row in found.wholes.rows if row.get(PERIOD) == period.key), None)
    chosen = tuple(pair for pair in found.table.selection if pair[0] != PERIOD)
    return replace(
        found.table,
        by=(REGION,),
        rows=rows,
        whole=None if whole is None else replace(whole, fields=()),
        selection=(*chosen, (PERIOD, period.key)),
    )


def _by_period(database: Database, query: LeadTimeQuery, periods: tuple[Period, ...]) -> ByPeriod:
    span = f"{periods[0].key}:{periods[-1].key}" if periods else None
    table = lead_times.get_lead_times(database, replace(query, by=(REGION, PERIOD), period=span))
    wholes = lead_times.get_lead_times(database, replace(query, by=(PERIOD,), period=span))
    figures = {(row.get(REGION), row.get(PERIOD)): row for row in table.rows}
    regions = list(dict.fromkeys(region for region, _period in figures))
    rows = [
        RegionRow(region, tuple(figures.get((region, period.key)) for period in periods))
        for region in regions
    ]
    whole = {row.get(PERIOD): row for row in wholes.rows}
    if rows:
        rows.append(RegionRow(None, tuple(whole.get(p.key) for p in periods), is_whole=True))
    return ByPeriod(periods, tuple(rows), table, wholes)


def _change(row: RegionRow, *, limit_changed: bool) -> Change:
    earlier, later = row.figures
    reason, difference = "", None
    if (earlier and earlier.hidden) or (later and later.hidden):
        reason = "hidden"
    elif earlier is None or later is None or not earlier.denominator or not later.denominator:
        reason = "missing"
    elif earlier.preliminary or later.preliminary:
        reason = "preliminary"
    elif limit_changed:
        reason = "limit_changed"
    else:
        difference = difference_of_proportions(
            later.numerator or 0, later.denominator, earlier.numerator or 0, earlier.denominator
        )
    return Change(row.region, earlier, later, difference, reason, row.is_whole)
