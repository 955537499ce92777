"""What a figure was a year before, and the difference with its interval."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.periods import Period, parse_period
from rccdesk.services.indicators.figures import IndicatorQuery, get_indicator
from rccdesk.services.statistics.differences import Difference, difference_of_proportions

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.publishing import PublishableRow, PublishableTable


@dataclass(frozen=True, slots=True)
class YearChange:
    """A period beside the same period of the year before.

    ``difference`` is later minus earlier in proportions (percentage points), None with a
    ``reason``: hidden, missing, no_counts, over_100.
    """

    earlier: Period
    later: Period
    earlier_row: PublishableRow | None
    later_row: PublishableRow
    difference: Difference | None
    reason: str = ""


def get_year_changes(
    database: Database,
    indicator: str,
    *,
    where: tuple[tuple[str, tuple[str, ...]], ...] = (),
    snapshot: int | None = None,
) -> tuple[YearChange, ...]:
    """Return the change of every period with one a year before, newest first.

    Raises NotFoundError as `get_indicator`.
    """
    query = IndicatorQuery(indicator, by=("period",), where=where, snapshot=snapshot)
    return compare_years(get_indicator(database, query))


def compare_years(table: PublishableTable) -> tuple[YearChange, ...]:
    """Return the changes of a table by period, newest first."""
    rows = [(parse_period(row.get("period") or ""), row) for row in table.rows]
    known = {(period.first, period.last): (period, row) for period, row in rows}
    found = []
    for later, row in sorted(rows, key=lambda pair: pair[0].first, reverse=True):
        before = known.get((_year_before(later.first), _year_before(later.last)))
        if before is not None:
            found.append(_compare(before, (later, row), is_proportion=table.is_proportion))
    return tuple(found)


def _compare(
    before: tuple[Period, PublishableRow],
    after: tuple[Period, PublishableRow],
    *,
    is_proportion: bool,
) -> YearChange:
    (earlier, first), (later, last) = before, after
    reason, difference = "", None
    if first.hidden or last.hidden or first.masked or last.masked:
        reason = "hidden"
    elif first.value is None or last.value is None:
        reason = "missing"
    elif (
        not is_proportion
        or first.numerator is None
        or last.numerator is None
        or not (first.denominator and last.denominator)
    ):
        reason = "no_counts"
    elif first.value > 1 or last.value > 1:
        reason = "over_100"
    else:
        difference = difference_of_proportions(
            last.numerator, last.denominator, first.numerator, first.denominator
        )
    return YearChange(earlier, later, first, last, difference, reason)


def _year_before(day: dt.date) -> dt.date:
    """Return the same day of the year before; the last of February stays the last."""
    next_day = day + dt.timedelta(days=1)
    if next_day.month == 3 and next_day.day == 1:
        return dt.date(day.year - 1, 3, 1) - dt.timedelta(days=1)
    return day.replace(year=day.year - 1)
