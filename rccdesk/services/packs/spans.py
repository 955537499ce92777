"""Months beside the quarters that they are part of: no hidden month may be what is left over.

Months are published so that they hide each other within the whole of a series. A pack prints the
figure of its quarter too, and earlier packs those of other quarters.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk.periods import parse_period
from rccdesk.services.publishing import Hidden, PublishableRow, PublishableTable, hide_row

if TYPE_CHECKING:
    from rccdesk.periods import Period


def protect_months(
    months: PublishableTable, longer: PublishableTable, limit: int
) -> PublishableTable:
    """Return the months with further ones hidden where ``longer`` periods tell what is hidden.

    Within a longer period that is shown, two months or more are hidden or none, and those that
    are hidden have ``limit`` cases or more together. The smallest are hidden first.
    """
    hidden: set[int] = set()
    spans = [(parse_period(row.get("period") or ""), row) for row in months.rows]
    for whole in longer.rows:
        if whole.denominator is None or whole.hidden or whole.masked:
            continue
        hidden |= _leftover(parse_period(whole.get("period") or ""), whole, spans, limit)
    rows = tuple(
        hide_row(row, Hidden.SECONDARY) if index in hidden else row
        for index, row in enumerate(months.rows)
    )
    return dataclasses.replace(months, rows=rows)


def _leftover(
    span: Period,
    whole: PublishableRow,
    months: list[tuple[Period, PublishableRow]],
    limit: int,
) -> set[int]:
    """Return which further months of one longer period must be hidden."""
    inside = [
        (index, row)
        for index, (period, row) in enumerate(months)
        if span.first <= period.first and period.last <= span.last
    ]
    shown = sorted(
        (
            (row.denominator, index)
            for index, row in inside
            if row.denominator is not None and not row.hidden and not row.masked
        ),
        key=lambda pair: (pair[0], -pair[1]),
    )
    count = len(inside) - len(shown)
    cases = (whole.denominator or 0) - sum(each for each, _index in shown)
    more: set[int] = set()
    while count and shown and (count == 1 or cases < limit):
        each, index = shown.pop(0)
        more.add(index)
        count, cases = count + 1, cases + each
    return more
