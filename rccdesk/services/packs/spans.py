"""Periods beside the longer ones that they are part of: no hidden one may be what is left over.

Months are published so that they hide each other within the whole of a series. A pack prints the
figure of its quarter or year too, and earlier packs those of other quarters.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk.periods import parse_period
from rccdesk.services.publishing import Hidden, hide_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.publishing import PublishableRow, PublishableTable


def protect_months(
    months: PublishableTable, longer: PublishableTable, limit: int
) -> PublishableTable:
    """Return the months with further ones hidden where ``longer`` periods tell what is hidden.

    Within a longer period that is shown, and in what the whole of the series leaves beside it, two
    months or more are hidden or none, and those that are hidden have ``limit`` cases or more
    together. The smallest are hidden first.
    """
    spans = [parse_period(row.get("period") or "") for row in months.rows]
    if not spans:
        return months
    sums = []
    for whole in longer.rows:
        if whole.denominator is None or whole.hidden or whole.masked:
            continue
        span = parse_period(whole.get("period") or "")
        inside = {
            index
            for index, period in enumerate(spans)
            if span.first <= period.first and period.last <= span.last
        }
        sums.append((inside, whole.denominator))
        every = months.whole
        is_part = spans[0].first <= span.first and span.last <= spans[-1].last
        if is_part and every is not None and every.denominator is not None and not every.hidden:
            sums.append((set(range(len(spans))) - inside, every.denominator - whole.denominator))
    rows = list(months.rows)
    while True:  # what is hidden for one sum may be what another leaves over
        hidden = {index for part, cases in sums for index in _leftover(rows, part, cases, limit)}
        if not hidden:
            return dataclasses.replace(months, rows=tuple(rows))
        for index in hidden:
            rows[index] = hide_row(rows[index], Hidden.SECONDARY)


def _leftover(
    rows: Sequence[PublishableRow], inside: set[int], whole: float, limit: int
) -> set[int]:
    """Return which further rows of a sum of ``whole`` cases must be hidden."""
    shown = sorted(
        (
            (row.denominator, index)
            for index, row in enumerate(rows)
            if index in inside and row.denominator is not None and not row.hidden and not row.masked
        ),
        key=lambda pair: (pair[0], -pair[1]),
    )
    count = len(inside) - len(shown)
    cases = whole - sum(each for each, _index in shown)
    more: set[int] = set()
    while count and shown and (count == 1 or cases < limit):
        each, index = shown.pop(0)
        more.add(index)
        count, cases = count + 1, cases + each
    return more
