"""The inclusion as a goal of its own: starts of treatment against expected cases, per row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from rccdesk.errors import NotComputableError
from rccdesk.periods import Period, list_periods
from rccdesk.services.lead_times.inclusion import InclusionCounter
from rccdesk.services.lead_times.query import LeadTimeQuery, Selected
from rccdesk.services.lead_times.rows import (
    RowsOfTable,
    goal_validity,
    is_single_month,
    judge,
    judge_inclusion,
    value_key,
)
from rccdesk.services.lead_times.rules import Rules
from rccdesk.services.pathways.columns import LeadTimeColumns, first_of_month
from rccdesk.services.publishing import Inclusion, PublishableRow


def make_inclusion_rows(
    columns: LeadTimeColumns,
    query: LeadTimeQuery,
    selected: Selected,
    rules: Rules,
    counter: InclusionCounter,
) -> tuple[RowsOfTable, RowsOfTable]:
    """Compute the rows and the whole; NotComputableError for a field without expected cases."""
    if not counter.is_paired:
        raise NotComputableError("inclusion_not_by_field")
    values = [_values_of(columns, query, selected, counter, name) for name in query.by]
    found: list[tuple[tuple[int, ...], PublishableRow, Period | None]] = []
    for codes in product(*(range(len(each)) for each in values)):
        chosen = [value[code] for value, code in zip(values, codes, strict=True)]
        row, period = _make_row(query, selected, rules, counter, chosen)
        if row is not None:
            found.append((codes, row, period))
    whole, period = _make_row(query, selected, rules, counter, [])
    wholes = [] if whole is None else [((), whole, period)]
    return _table(found, len(query.by)), _table(wholes, 0)


def _values_of(
    columns: LeadTimeColumns,
    query: LeadTimeQuery,
    selected: Selected,
    counter: InclusionCounter,
    name: str,
) -> Sequence[str | Period]:
    if name == "svf":
        return sorted(counter.svfs)
    if name in ("region", "home_region"):
        return sorted(counter.regions)
    if name == "health_care_region":
        of_region = columns.catalogue.care_region_of_region
        return sorted({key for region in counter.regions if (key := of_region.get(region))})
    first = first_of_month(columns.first_month)
    last = first_of_month(columns.first_month + columns.started.shape[2] - 1)
    if selected.period is not None:
        # A period may be as long as time is: only that with figures is gone through.
        known = counter.span()
        first = max(selected.period.first, known[0])
        last = min(selected.period.last, known[1])
    return list_periods(first, last, query.grain) if columns.started.any() else ()


def _make_row(
    query: LeadTimeQuery,
    selected: Selected,
    rules: Rules,
    counter: InclusionCounter,
    chosen: Sequence[str | Period],
) -> tuple[PublishableRow | None, Period | None]:
    period = selected.period
    fields: list[tuple[str, str | None]] = []
    for name, value in zip(query.by if chosen else (), chosen, strict=True):
        if isinstance(value, Period):
            period = value
        fields.append((name, value.key if isinstance(value, Period) else value))
    scope = counter.scope(dict(fields))
    if scope is None or (period is not None and not period.months):
        return None, period
    started = counter.started(*scope, period)
    expected = counter.expected(*scope, period)
    if not started and not expected:
        return None, period
    preliminary = _is_preliminary(selected, rules, period)
    key = value_key(rules.goal.key, query)(fields)
    if not expected:
        row = PublishableRow(key, tuple(fields), numerator=started, preliminary=preliminary)
        return row, period
    low, high = rules.interval(started, expected) if started <= expected else (None, None)
    inclusion, representative = judge_inclusion(
        Inclusion(started, expected, started / expected, None),
        rules,
        preliminary=preliminary,
        is_month=is_single_month(period),
    )
    is_valid = goal_validity(rules, selected)(period)
    verdict = judge(started, expected, rules, preliminary=preliminary, is_valid=is_valid)
    doubts = [
        *(["inclusion_over_100"] if started > expected else []),
        *([] if is_valid else ["goal_not_valid"]),
    ]
    row = PublishableRow(
        value_key=key,
        fields=tuple(fields),
        numerator=started,
        denominator=expected,
        value=started / expected,
        ci_low=low,
        ci_high=high,
        preliminary=preliminary,
        met=verdict.met,
        would_be_met=verdict.would_be_met,
        needed_more=verdict.needed_more,
        inclusion=inclusion,
        representative=representative,
        doubts=tuple(doubts),
    )
    return row, period


def _is_preliminary(selected: Selected, rules: Rules, period: Period | None) -> bool:
    if period is None or selected.extract_date is None:
        return False
    return (selected.extract_date - period.last).days < rules.lag_days


def _table(
    found: Sequence[tuple[tuple[int, ...], PublishableRow, Period | None]], width: int
) -> RowsOfTable:
    codes = np.array([each[0] for each in found], np.int64).reshape(len(found), width)
    return RowsOfTable(
        rows=tuple(each[1] for each in found),
        codes=codes,
        is_month=tuple(is_single_month(each[2]) for each in found),
        periods=tuple(each[2] for each in found),
    )
