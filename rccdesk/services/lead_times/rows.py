"""The rows of a table of lead times: figures, limits, verdicts and doubts by the contract."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rccdesk.enums import GoalStatus
from rccdesk.periods import MONTHS_PER_GRAIN, Period, period_of
from rccdesk.services.lead_times.groups import Groups
from rccdesk.services.lead_times.inclusion import InclusionCounter
from rccdesk.services.lead_times.query import PERIOD, START_PERIOD, LeadTimeQuery, Selected
from rccdesk.services.lead_times.rules import Rules
from rccdesk.services.pathways.columns import LeadTimeColumns, first_of_month
from rccdesk.services.pathways.coverage import contributing, date_of, day_number
from rccdesk.services.publishing import Inclusion, PublishableRow
from rccdesk.services.statistics.proportions import count_needed_more, is_reached


@dataclass(frozen=True, slots=True)
class RowsOfTable:
    """Rows before the small-number rules, and what these need: codes, single months."""

    rows: tuple[PublishableRow, ...]
    codes: NDArray[np.int64]
    is_month: tuple[bool, ...]
    periods: tuple[Period | None, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A figure against its goal; a proposed goal gives no verdict in force."""

    met: bool | None
    would_be_met: bool | None
    needed_more: int | None


def value_key(
    measure: str, query: LeadTimeQuery
) -> Callable[[Iterable[tuple[str, str | None]]], str]:
    """Return what names a figure by its row's fields: the measure, what is selected, the fields."""
    chosen: dict[str, str | None] = {
        "svf": "+".join(query.svf),
        "region": "+".join(query.region),
        PERIOD: query.period,
        **{name: "+".join(code or "" for code in codes) for name, codes in query.where},
    }

    def name_of(fields: Iterable[tuple[str, str | None]]) -> str:
        named = {**chosen, **dict(fields)}
        return "|".join([measure, *(f"{name}={code}" for name, code in named.items() if code)])

    return name_of


def is_single_month(period: Period | None) -> bool:
    """Tell whether a period is a month or shorter."""
    return period is not None and (period.last - period.first).days <= 30


def make_rows(
    groups: Groups,
    query: LeadTimeQuery,
    selected: Selected,
    rules: Rules,
    counter: InclusionCounter,
) -> RowsOfTable:
    """Make the rows of groups, before the small-number rules."""
    columns, by = selected.columns, groups.by
    names = [_labels(columns, groups, query, name, groups.codes[:, n]) for n, name in enumerate(by)]
    unsplit = _has_unsplit_region(selected) if "health_care_region" in by else False
    dated = _row_periods(groups, query, selected)
    is_month = {period: is_single_month(period) for period in set(dated)}
    extract = find_extract_dates(columns, query)
    lacks_event = _lacking_extracts(columns, query, rules)
    in_force = goal_validity(rules, selected, by_start=query.by_start)
    name_of = value_key(rules.goal.key, query)
    intervals = rules.intervals(groups.numerator, groups.denominator)
    rows: list[PublishableRow] = []
    for n, period in enumerate(dated):
        fields = tuple((name, labels[n]) for name, labels in zip(by, names, strict=True))
        code_of = dict(fields)
        largest, is_mixed = groups.limits(n)
        extract_date = extract(period, code_of.get("region")) if period else None
        wait = largest if query.by_start else 0
        preliminary = is_preliminary(period, extract_date, rules.lag_days + wait)
        inclusion = counter.inclusion(code_of, period, rules.inclusion_target)
        doubts = [] if groups.all_confirmed[n] else ["limit_unconfirmed"]
        if is_mixed:
            doubts.append("limits_mixed")
        if unsplit and code_of["health_care_region"] is None:
            doubts.append("halland_unsplit")
        if inclusion is not None and (inclusion.proportion or 0) > 1:
            doubts.append("inclusion_over_100")
        if lacks_event(period, code_of.get("region")):
            doubts.append("event_missing_in_part")
        inclusion, representative = judge_inclusion(
            inclusion, rules, preliminary=preliminary, is_month=is_month[period]
        )
        numerator, denominator = groups.numerator[n], groups.denominator[n]
        is_valid = in_force(period)
        if not is_valid:
            doubts.append("goal_not_valid")
        verdict = judge(numerator, denominator, rules, preliminary=preliminary, is_valid=is_valid)
        over = denominator - numerator
        to_decision, known = groups.days_to_decision[n]
        least = rules.small.month if is_month[period] else rules.small.group
        # Made in one go: a copy for each part that is added costs more than the figures.
        rows.append(
            PublishableRow(
                value_key=name_of(fields),
                fields=fields,
                numerator=numerator,
                denominator=denominator,
                value=numerator / denominator,
                ci_low=intervals[n][0],
                ci_high=intervals[n][1],
                preliminary=preliminary,
                met=verdict.met,
                would_be_met=verdict.would_be_met,
                needed_more=verdict.needed_more,
                median_days=groups.median_days[n],
                p80_days=groups.p80_days[n],
                mean_days_over_limit=groups.days_over[n] / over if over else None,
                over_75_percent_count=groups.over_75_percent[n],
                limit_days=None if is_mixed else largest,
                limit_confirmed=groups.all_confirmed[n],
                inclusion=inclusion,
                representative=representative,
                doubts=tuple(doubts),
                recommendation_to_decision_median_days=to_decision
                if known >= max(least, 1)
                else None,
            )
        )
    return RowsOfTable(
        tuple(rows), groups.codes, tuple(is_month[period] for period in dated), tuple(dated)
    )


def judge(
    numerator: float,
    denominator: float,
    rules: Rules,
    *,
    preliminary: bool,
    is_valid: bool = True,
) -> Verdict:
    """Compare a figure with the goal; no verdict where that is not valid in the period."""
    target = rules.goal.target
    if not is_valid:
        return Verdict(None, None, None)
    reached = None if preliminary else is_reached(numerator, denominator, target)
    is_proposed = rules.goal.status == GoalStatus.PROPOSED
    return Verdict(
        met=None if is_proposed else reached,
        would_be_met=reached if is_proposed else None,
        needed_more=count_needed_more(numerator, denominator, target),
    )


def goal_validity(
    rules: Rules, selected: Selected, *, by_start: bool = False
) -> Callable[[Period | None], bool]:
    """Return a function that tells whether the goal is valid all through a period.

    Without a period all days of the selection count.
    """
    goal = rules.goal
    if goal.valid_from is None and goal.valid_to is None:
        return lambda _period: True
    day = selected.take(selected.columns.start if by_start else selected.columns.end)
    whole = goal.is_valid(date_of(day.min()), date_of(day.max())) if len(day) else True

    def is_valid(period: Period | None) -> bool:
        return whole if period is None else goal.is_valid(period.first, period.last)

    return is_valid


def judge_inclusion(
    inclusion: Inclusion | None, rules: Rules, *, preliminary: bool, is_month: bool
) -> tuple[Inclusion | None, bool | None]:
    """Return the inclusion with its verdict, and whether the lead time is representative.

    The inclusion has no figures where it is too small.
    """
    if inclusion is None or inclusion.denominator is None or inclusion.numerator is None:
        return None, None
    least = rules.small.month if is_month else rules.small.group
    is_cell = rules.small.cells and inclusion.numerator < rules.small.group
    if inclusion.denominator < least or is_cell:
        return Inclusion(None, None, None, None), None
    met = is_reached(inclusion.numerator, inclusion.denominator, rules.inclusion_target)
    judged = Inclusion(
        inclusion.numerator,
        inclusion.denominator,
        inclusion.proportion,
        None if preliminary else met,
    )
    return judged, met


def _labels(
    columns: LeadTimeColumns,
    groups: Groups,
    query: LeadTimeQuery,
    name: str,
    codes: NDArray[np.int64],
) -> list[str | None]:
    if name in (PERIOD, START_PERIOD):
        return [period.key for period in _periods(groups, query, codes)]
    labels = columns.labels[name]
    return [labels[code] for code in codes]


def _periods(groups: Groups, query: LeadTimeQuery, codes: NDArray[np.int64]) -> list[Period]:
    made: dict[int, Period] = {}
    for code in set(codes.tolist()):
        month = first_of_month(groups.first_month + code * MONTHS_PER_GRAIN[query.grain])
        made[code] = period_of(month, query.grain)
    return [made[code] for code in codes.tolist()]


def _row_periods(groups: Groups, query: LeadTimeQuery, selected: Selected) -> list[Period | None]:
    name = query.period_field
    if name is not None and name in groups.by:
        return list(_periods(groups, query, groups.codes[:, groups.by.index(name)]))
    return [selected.period] * len(groups.codes)


def find_extract_dates(
    columns: LeadTimeColumns, query: LeadTimeQuery
) -> Callable[[Period | None, str | None], dt.date | None]:
    """Return a function that gives the oldest extract date behind a period (and region)."""
    known: dict[tuple[Period | None, str | None], dt.date | None] = {}

    def oldest(period: Period | None, region: str | None) -> dt.date | None:
        key = (period, region)
        if key not in known:
            places = columns.places((region,) if region else query.region)
            first = day_number(period.first) if period else None
            last = day_number(period.last) if period and not query.by_start else None
            found = contributing(columns.segments, places, first, last)
            day = min((each.extract_day for each in found), default=None)
            known[key] = None if day is None else date_of(day)
        return known[key]

    return oldest


def _lacking_extracts(
    columns: LeadTimeColumns, query: LeadTimeQuery, rules: Rules
) -> Callable[[Period | None, str | None], bool]:
    """Return a function that tells whether an extract behind a figure lacks an event of the goal.

    The pathways of such an extract are not in the denominator.
    """
    events = frozenset(rules.measure.events)
    known: dict[tuple[Period | None, str | None], bool] = {}

    def lacks(period: Period | None, region: str | None) -> bool:
        key = (period, region)
        if events and key not in known:
            first = day_number(period.first) if period else None
            last = day_number(period.last) if period and not query.by_start else None
            places = columns.places((region,) if region else query.region)
            found = contributing(columns.segments, places, first, last)
            known[key] = any(not events <= each.listed for each in found)
        return bool(events) and known[key]

    return lacks


def is_preliminary(period: Period | None, extract_date: dt.date | None, wait_days: int) -> bool:
    """Tell whether later extracts may still add to a period."""
    if period is None or extract_date is None:
        return False
    return (extract_date - period.last).days < wait_days  # no day is after year 9999


def _has_unsplit_region(selected: Selected) -> bool:
    """Tell whether a pathway of a split region (Halland) has no health-care region."""
    columns = selected.columns
    split = columns.catalogue.split_regions
    codes = [n for n, label in enumerate(columns.labels["region"]) if label in split]
    if not codes:
        return False
    nowhere = len(columns.labels["health_care_region"]) - 1
    unsplit = selected.take(columns.dimensions["health_care_region"]) == nowhere
    unsplit &= np.isin(selected.take(columns.dimensions["region"]), codes)
    return bool(unsplit.any())
