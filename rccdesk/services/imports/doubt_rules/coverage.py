"""Too few of the expected cases in an extract: its lead times may represent nothing."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from rccdesk.enums import Goal
from rccdesk.models import GoalModel, KvaSuffix, Svf
from rccdesk.periods import Period, parse_period, rolling_12
from rccdesk.services.doubts import NewDoubt
from rccdesk.services.imports.coverage import effective_expected_cases
from rccdesk.services.pathways.coverage import day_number
from rccdesk.services.pathways.derive import FUTURE_END, NO_DATE, START, PathwayColumns
from rccdesk.services.value_keys import make_key

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.imports.case_columns import EventRows

RULE = "coverage_low"
_LEAST_CASES = 5  # expected in the year: of fewer no share is shown anywhere
# A tenth of fewer cases than this is less than five of them, so that it would tell their number.
_ENOUGH_FOR_TENTHS = 50
_MONTHS = 12


def find_low_coverage(
    session: Session,
    rows: EventRows,
    pathways: PathwayColumns,
    span: tuple[dt.date, dt.date],
    extract_date: dt.date,
) -> list[NewDoubt]:
    """Return the SVF and regions whose starts of treatment are under the target of inclusion.

    Over the 12 whole months before the extract date, if the batch covers them: its events span the
    first month and the last. Only pairs of SVF and region that the extract has, and whose
    expected cases are known for all the months. Counted as the inclusion is: starts of treatment by
    home region, else region.
    """
    year = rolling_12(extract_date)
    covers = _month(span[0]) <= _month(year.first) and _month(span[1]) >= _month(year.last)
    target = session.scalar(
        select(GoalModel.target).where(
            GoalModel.key == Goal.INCLUSION, GoalModel.deleted_at.is_(None)
        )
    )
    if not covers or target is None:
        return []
    expected = _expected_cases(session, year)
    if not expected:
        return []
    outside = set(session.scalars(select(Svf.kva_prefix).where(Svf.in_inclusion.is_(False))))
    regions = _regions_of(rows)
    svfs = {code[:3] for code in rows.events.kva_codes} - outside
    started = _count_started(session, pathways, year)
    found = []
    for (svf, region), cases in sorted(expected.items()):
        if svf not in svfs or region not in regions or cases < _LEAST_CASES:
            continue
        share = started.get((svf, region), 0) / cases
        if share >= target:
            continue
        values = {"target": target}
        if cases >= _ENOUGH_FOR_TENTHS:  # tenths, lest a case more or less is a new doubt
            values["under"] = min(target, (math.floor(share * 10) + 1) / 10)
        found.append(
            NewDoubt(make_key(Goal.INCLUSION, {"svf": svf, "region": region}), RULE, values=values)
        )
    return found


def _regions_of(rows: EventRows) -> set[str]:
    events = rows.events
    codes, names = events.region, events.regions
    if not (codes >= 0).any():
        codes, names = events.home_region, events.home_regions
    there = np.flatnonzero(np.bincount(codes[codes >= 0], minlength=len(names)))
    return {names[code] for code in there.tolist()}


def _expected_cases(session: Session, year: Period) -> dict[tuple[str, str], float]:
    """Return the expected cases of the year by SVF and region, where all its months are known."""
    months: dict[tuple[str, str], dict[int, float]] = {}
    first = _month(year.first)
    for row in effective_expected_cases(session):  # the newest last: it holds
        period = parse_period(row.period)
        start = _month(period.first)
        for month in range(max(start, first), min(start + period.months, first + _MONTHS)):
            of_pair = months.setdefault((row.svf, row.region), {})
            of_pair[month] = row.expected / period.months
    return {pair: sum(each.values()) for pair, each in months.items() if len(each) == _MONTHS}


def _count_started(session: Session, p: PathwayColumns, year: Period) -> dict[tuple[str, str], int]:
    suffixes = session.scalars(
        select(KvaSuffix.suffix).where(
            KvaSuffix.kind == "treatment_start", KvaSuffix.deleted_at.is_(None)
        )
    )
    starts = [*(int(suffix) for suffix in suffixes), START]
    counts = (p.end != NO_DATE) & np.isin(p.end_suffix, starts) & ((p.future & FUTURE_END) == 0)
    counts &= (p.end >= day_number(year.first)) & (p.end <= day_number(year.last))
    counts &= (p.svf >= 0) & (p.in_svf != 0)
    places = {
        name: number for number, name in enumerate(dict.fromkeys((*p.home_regions, *p.regions)))
    }
    names = list(places)
    of_home = np.array([*(places[name] for name in p.home_regions), -1], np.int64)
    of_region = np.array([*(places[name] for name in p.regions), -1], np.int64)
    home, region = of_home[p.home_region[counts]], of_region[p.region[counts]]
    place = np.where(home >= 0, home, region)
    code = p.svf[counts].astype(np.int64) * (len(names) + 1) + place
    found, numbers = np.unique(code[place >= 0], return_counts=True)
    return {
        (p.svfs[each // (len(names) + 1)], names[each % (len(names) + 1)]): number
        for each, number in zip(found.tolist(), numbers.tolist(), strict=True)
    }


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month - 1
