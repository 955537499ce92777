"""The rows of a table of lead times: figures, limits, verdicts and doubts by the contract."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

import numpy as np
from numpy.typing import NDArray

from rccdesk.enums import GoalStatus
from rccdesk.periods import MONTHS_PER_GRAIN, Period, period_of
from rccdesk.services.lead_times.inclusion import InclusionCounter
from rccdesk.services.lead_times.query import PERIOD, START_PERIOD, LeadTimeQuery, Selected
from rccdesk.services.pathways.catalogue import GoalRow
from rccdesk.services.pathways.columns import LeadTimeColumns, first_of_month
from rccdesk.services.pathways.coverage import contributing, date_of, day_number
from rccdesk.services.publishing import Inclusion, PublishableRow
from rccdesk.services.statistics.grouping import (
    Grouping,
    make_grouping,
    select_runs,
    summarise,
    summarise_limits,
)
from rccdesk.services.statistics.proportions import is_reached
from rccdesk.services.store_settings import SmallNumberLimits

Interval = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Rules:
    """What the store's settings and goal models say."""

    goal: GoalRow
    inclusion_target: float
    small: SmallNumberLimits
    lag_days: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class RowsOfTable:
    """Rows before the small-number rules, and what these need: codes, single months."""

    rows: tuple[PublishableRow, ...]
    codes: NDArray[np.int64]
    is_month: tuple[bool, ...]
    periods: tuple[Period | None, ...]


def value_key(measure: str, query: LeadTimeQuery, fields: Sequence[tuple[str, str | None]]) -> str:
    """Return the name of a figure: the measure, what is selected, the row's own fields."""
    named = {
        "svf": "+".join(query.svf),
        "region": "+".join(query.region),
        PERIOD: query.period or "",
        **{name: "+".join(code or "" for code in codes) for name, codes in query.where},
        **{name: code or "" for name, code in fields},
    }
    return "|".join([measure, *(f"{name}={code}" for name, code in named.items() if code)])


def count_needed_more(numerator: float, denominator: float, target: float) -> int:
    """Return how many more would have reached the target."""
    return max(0, ceil(Fraction(repr(target)) * Fraction(denominator)) - int(numerator))


def is_single_month(period: Period | None) -> bool:
    """Tell whether a period is a month or shorter."""
    return period is not None and (period.last - period.first).days <= 30


def make_rows(
    columns: LeadTimeColumns,
    query: LeadTimeQuery,
    selected: Selected,
    rules: Rules,
    counter: InclusionCounter,
    *,
    by: tuple[str, ...],
    mask: NDArray[np.bool_] | None,
) -> RowsOfTable:
    """Compute the rows by the fields ``by`` over the pathways of ``mask``."""
    grouping = _grouping(columns, query, by)
    runs = select_runs(grouping, mask)
    figures = summarise(grouping, runs)
    limits = summarise_limits(grouping, runs)
    codes = grouping.codes[figures.group]
    names = [_labels(columns, query, name, codes[:, n]) for n, name in enumerate(by)]
    unsplit = _unsplit_care_regions(columns, mask) if "health_care_region" in by else None
    dated = _row_periods(columns, query, selected, by, codes)
    extract = _extract_dates(columns, query)
    rows: list[PublishableRow] = []
    for n in range(len(figures.group)):
        fields = tuple((name, labels[n]) for name, labels in zip(by, names, strict=True))
        period = dated[n]
        numerator, denominator = int(figures.numerator[n]), int(figures.denominator[n])
        wait = int(limits.largest_limit[n]) if query.by_start else 0
        extract_date = extract(period, dict(fields).get("region")) if period else None
        preliminary = _is_preliminary(period, extract_date, rules.lag_days + wait)
        low, high = rules.interval(numerator, denominator)
        inclusion = counter.inclusion(dict(fields), period, rules.inclusion_target)
        is_mixed = limits.smallest_limit[n] != limits.largest_limit[n]
        doubts = []
        if not limits.all_confirmed[n]:
            doubts.append("limit_unconfirmed")
        if is_mixed:
            doubts.append("limits_mixed")
        if unsplit is not None and dict(fields)["health_care_region"] in unsplit:
            doubts.append("halland_unsplit")
        if inclusion is not None and (inclusion.proportion or 0) > 1:
            doubts.append("inclusion_over_100")
        row = PublishableRow(
            value_key=value_key(rules.goal.key, query, fields),
            fields=fields,
            numerator=numerator,
            denominator=denominator,
            value=numerator / denominator,
            ci_low=low,
            ci_high=high,
            preliminary=preliminary,
            median_days=float(figures.median_days[n]),
            p80_days=float(figures.p80_days[n]),
            mean_days_over_limit=_known(limits.mean_days_over[n]),
            over_75_percent_count=int(limits.over_75_percent[n]),
            limit_days=None if is_mixed else int(limits.largest_limit[n]),
            limit_confirmed=bool(limits.all_confirmed[n]),
            doubts=tuple(doubts),
        )
        row = with_inclusion(row, inclusion, rules, is_month=is_single_month(period))
        rows.append(with_verdict(row, rules))
    return RowsOfTable(
        tuple(rows), codes, tuple(is_single_month(period) for period in dated), tuple(dated)
    )


def with_verdict(row: PublishableRow, rules: Rules) -> PublishableRow:
    """Return the row compared with the goal; a proposed goal gives no verdict in force."""
    if row.numerator is None or not row.denominator:
        return row
    target = rules.goal.target
    is_proposed = rules.goal.status == GoalStatus.PROPOSED
    reached = None if row.preliminary else is_reached(row.numerator, row.denominator, target)
    return replace(
        row,
        met=None if is_proposed else reached,
        would_be_met=reached if is_proposed else None,
        needed_more=count_needed_more(row.numerator, row.denominator, target),
    )


def with_inclusion(
    row: PublishableRow, inclusion: Inclusion | None, rules: Rules, *, is_month: bool
) -> PublishableRow:
    """Return the row with its inclusion, without figures where it is too small."""
    if inclusion is None or inclusion.denominator is None or inclusion.numerator is None:
        return row
    least = rules.small.month if is_month else rules.small.group
    if inclusion.denominator < least:
        return replace(row, inclusion=Inclusion(None, None, None, None))
    met = is_reached(inclusion.numerator, inclusion.denominator, rules.inclusion_target)
    return replace(
        row,
        inclusion=replace(inclusion, met=None if row.preliminary else met),
        representative=met,
    )


def _grouping(columns: LeadTimeColumns, query: LeadTimeQuery, by: tuple[str, ...]) -> Grouping:
    key = (*by, str(query.grain)) if query.period_field in by else by
    known = columns.groupings.get(key)
    if known is not None:
        return columns.remember(key, known)
    fields = [
        columns.period_codes("start" if name == START_PERIOD else "end", query.grain)
        if name in (PERIOD, START_PERIOD)
        else columns.dimensions[name]
        for name in by
    ]
    made = make_grouping(fields, columns.days, columns.limit_days, columns.is_confirmed)
    return columns.remember(key, made)


def _labels(
    columns: LeadTimeColumns, query: LeadTimeQuery, name: str, codes: NDArray[np.int64]
) -> list[str | None]:
    if name in (PERIOD, START_PERIOD):
        return [period.key for period in _periods(columns, query, codes)]
    labels = columns.labels[name]
    return [labels[code] for code in codes]


def _periods(
    columns: LeadTimeColumns, query: LeadTimeQuery, codes: NDArray[np.int64]
) -> list[Period]:
    first = columns.first_month_of("start" if query.by_start else "end", query.grain)
    made: dict[int, Period] = {}
    for code in set(codes.tolist()):
        month = first_of_month(first + code * MONTHS_PER_GRAIN[query.grain])
        made[code] = period_of(month, query.grain)
    return [made[code] for code in codes.tolist()]


def _row_periods(
    columns: LeadTimeColumns,
    query: LeadTimeQuery,
    selected: Selected,
    by: tuple[str, ...],
    codes: NDArray[np.int64],
) -> list[Period | None]:
    name = query.period_field
    if name is not None and name in by:
        return list(_periods(columns, query, codes[:, by.index(name)]))
    return [selected.period] * len(codes)


def _extract_dates(
    columns: LeadTimeColumns, query: LeadTimeQuery
) -> Callable[[Period, str | None], dt.date | None]:
    """Return a function that gives the oldest extract date behind a period (and region)."""
    known: dict[tuple[Period, str | None], dt.date | None] = {}

    def oldest(period: Period, region: str | None) -> dt.date | None:
        key = (period, region)
        if key not in known:
            places = frozenset((region,) if region else query.region) or None
            last = None if query.by_start else day_number(period.last)
            found = contributing(columns.segments, places, day_number(period.first), last)
            day = min((each.extract_day for each in found), default=None)
            known[key] = None if day is None else date_of(day)
        return known[key]

    return oldest


def _is_preliminary(period: Period | None, extract_date: dt.date | None, wait_days: int) -> bool:
    if period is None or extract_date is None:
        return False
    return extract_date < period.last + dt.timedelta(days=wait_days)


def _unsplit_care_regions(
    columns: LeadTimeColumns, mask: NDArray[np.bool_] | None
) -> frozenset[str | None]:
    """Return the care regions, None too, that miss or hold pathways of a split region."""
    split = columns.catalogue.split_regions
    is_split = np.array([label in split for label in columns.labels["region"]], dtype=bool)
    care_labels = columns.labels["health_care_region"]
    unsplit = is_split[columns.dimensions["region"]]
    unsplit &= columns.dimensions["health_care_region"] == len(care_labels) - 1
    if mask is not None:
        unsplit &= mask
    return frozenset((None,)) if unsplit.any() else frozenset()


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
