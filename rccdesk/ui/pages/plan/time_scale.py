"""Days as px along a line of whole years, with its quarters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from rccdesk.enums import Grain
from rccdesk.periods import list_periods

if TYPE_CHECKING:
    from rccdesk.services.plans import PlanLine

_MOST_YEARS = 12
_MARGIN = 9  # px at both ends, so that a mark on the last day is whole
Part = tuple[dt.date, dt.date, str]
"""First day, the day after the last, and words."""


@dataclass(frozen=True, slots=True)
class TimeScale:
    """From ``first`` to ``last``, both included."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    @property
    def years(self) -> int:
        """How many calendar years there are."""
        return self.last.year - self.first.year + 1

    def x_of(self, day: dt.date, width: int) -> int:
        """Return where a day begins in ``width`` px."""
        return _MARGIN + round((day - self.first).days * (width - 2 * _MARGIN) / self.days)

    def day_at(self, x: int, width: int) -> dt.date:
        """Return the day at ``x``, never outside the scale."""
        number = round((x - _MARGIN) * self.days / max(width - 2 * _MARGIN, 1))
        return self.first + dt.timedelta(days=min(max(number, 0), self.days - 1))

    def list_years(self) -> tuple[Part, ...]:
        """Return the calendar years."""
        return tuple(
            (dt.date(year, 1, 1), dt.date(year + 1, 1, 1), str(year))
            for year in range(self.first.year, self.last.year + 1)
        )

    def list_quarters(self) -> tuple[Part, ...]:
        """Return the quarters, with short words."""
        return _quarters(self.first, self.last)


@cache
def _quarters(first: dt.date, last: dt.date) -> tuple[Part, ...]:
    """Return the quarters of a scale once: every row of bars asks for them."""
    return tuple(
        (each.first, each.last + dt.timedelta(days=1), _quarter_words(each.first))
        for each in list_periods(first, last, Grain.QUARTER)
    )


def scale_of(
    lines: Iterable[PlanLine], bounds: tuple[dt.date | None, dt.date | None], today: dt.date
) -> TimeScale:
    """Return the whole years that hold the plan, its dates and today; twelve at most."""
    days = [day for line in lines for day in (line.starts_on, line.due_on) if day is not None]
    days += [day for day in bounds if day is not None]
    days.append(today)
    first, last = min(days).year, max(days).year
    if last - first >= _MOST_YEARS:  # a mistyped year must not squeeze the rest
        first, last = (
            max(first, today.year - _MOST_YEARS // 2),
            min(last, today.year + _MOST_YEARS // 2),
        )
    return TimeScale(dt.date(first, 1, 1), dt.date(last, 12, 31))


def add_days(day: dt.date, days: int) -> dt.date:
    """Return a day so many days on."""
    return day + dt.timedelta(days=days)


def _quarter_words(first: dt.date) -> str:
    words = QCoreApplication.translate("PlanTime", "kv {number}")
    return words.format(number=(first.month + 2) // 3)
