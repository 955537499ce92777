"""The gap between groups over time: the highest share of a period less the lowest.

Made of published figures only, so that it can tell nothing of a group that is hidden. Those of
unknown code are no group to compare, but they keep their place in the table: the whole of each
period is published beside, and the known groups taken from it would leave a small unknown one.
So short periods hide much, and longer ones show more. It says that groups differ, never why.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.periods import parse_period
from rccdesk.services.statistics.differences import difference_of_figures, difference_of_proportions

if TYPE_CHECKING:
    from rccdesk.services.publishing import PublishableRow, PublishableTable

_PERIODS = ("period", "start_period")
_UNKNOWN = frozenset((None, "", "unknown"))


@dataclass(frozen=True, slots=True)
class GapPoint:
    """One period: the gap as a difference of proportions (or values) with its interval.

    None where ``left_out`` says why: "hidden" (a group has too few cases), "masked", "missing"
    (fewer than two groups have a figure) or "preliminary", which has its figures.
    """

    period: str
    gap: float | None
    low: float | None
    high: float | None
    highest_code: str | None
    lowest_code: str | None
    left_out: str


@dataclass(frozen=True, slots=True)
class GapSeries:
    """The gap between the groups of one field, by time."""

    measure: str
    field: str
    points: tuple[GapPoint, ...]
    selection: tuple[tuple[str, str], ...]
    is_proportion: bool
    extract_date: dt.date | None
    source: str
    is_example: bool


def make_gap(table: PublishableTable, field: str) -> GapSeries:
    """Return the gap of a table by ``field`` and period, with an interval for each period.

    Groups of unknown code are no groups. The interval is that of the difference of the two
    (Newcombe 1998, method 10; of figures with intervals of their own Zou and Donner 2008): the
    two were picked for being farthest apart, so a small gap is to be expected by chance alone.
    ValueError where the table is by other fields.
    """
    period = next((name for name in table.by if name in _PERIODS), None)
    if period is None or set(table.by) != {field, period}:
        raise ValueError(f"by {table.by}")
    rows: dict[str, list[PublishableRow]] = {}
    for row in table.rows:
        key = row.get(period)
        if key is not None and row.get(field) not in _UNKNOWN and not row.is_total:
            rows.setdefault(key, []).append(row)
    return GapSeries(
        measure=table.measure,
        field=field,
        points=tuple(_point(key, rows[key], field) for key in sorted(rows, key=parse_period)),
        selection=table.selection,
        is_proportion=table.is_proportion,
        extract_date=table.extract_date,
        source=table.source,
        is_example=table.is_example,
    )


def _point(period: str, rows: list[PublishableRow], field: str) -> GapPoint:
    why = ""
    if any(row.hidden is not None for row in rows):
        why = "hidden"
    elif any(row.masked for row in rows):
        why = "masked"
    known = [(row.value, row) for row in rows if row.value is not None]
    if not why and len(known) < 2:
        why = "missing"
    if why:
        return GapPoint(period, None, None, None, None, None, why)
    known.sort(key=lambda each: (each[0], str(each[1].get(field))))
    (low_value, lowest), (high_value, highest) = known[0], known[-1]
    interval = _interval(highest, lowest, high_value, low_value)
    return GapPoint(
        period,
        high_value - low_value,
        interval[0],
        interval[1],
        highest.get(field),
        lowest.get(field),
        "preliminary" if any(row.preliminary for row in rows) else "",
    )


def _interval(
    highest: PublishableRow, lowest: PublishableRow, high: float, low: float
) -> tuple[float | None, float | None]:
    counts = [highest.numerator, highest.denominator, lowest.numerator, lowest.denominator]
    x1, n1, x2, n2 = counts
    if x1 is not None and n1 and x2 is not None and n2 and x1 <= n1 and x2 <= n2:
        found = difference_of_proportions(x1, n1, x2, n2)
        return found.low, found.high
    bounds = (highest.ci_low, highest.ci_high, lowest.ci_low, lowest.ci_high)
    if any(bound is None for bound in bounds):
        return None, None
    first = (highest.ci_low or 0.0, highest.ci_high or 0.0)
    second = (lowest.ci_low or 0.0, lowest.ci_high or 0.0)
    found = difference_of_figures(high, first, low, second)
    return found.low, found.high
