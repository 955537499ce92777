"""Calendar periods in the spelling of the contract: 2025, 2025-H1, 2025-T1, 2025-Q3, 2025-03, A:B.

A period is a span of whole days. ISO weeks (2024-W05) are periods of their own.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from rccdesk import formats
from rccdesk.enums import Grain
from rccdesk.texts import text

ROLLING = "rolling-12"  # the twelve months up to an extract, which alone tells which they are
MONTHS_PER_GRAIN = {
    Grain.MONTH: 1,
    Grain.QUARTER: 3,
    Grain.TERTIAL: 4,
    Grain.HALF: 6,
    Grain.YEAR: 12,
}
_LETTER = {Grain.HALF: "H", Grain.TERTIAL: "T", Grain.QUARTER: "Q"}
_FORM = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<kind>[HTQ])(?P<number>\d)|W(?P<week>\d{2})|(?P<month>\d{2})))?"
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of whole days, ``first`` to ``last`` inclusive, and its spelling ``key``.

    Ordered by time, so that a list of periods sorts as people read it.
    """

    first: dt.date
    last: dt.date
    key: str

    @property
    def months(self) -> int:
        """Number of whole calendar months; 0 where the span is not whole months."""
        whole = self.first.day == 1 and self.last == _month_end(self.last.year, self.last.month)
        if not whole:
            return 0
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    def label(self) -> str:
        """Return the period in words, as in "kvartal 3 2026"."""
        match = _FORM.fullmatch(self.key)
        if self.key == ROLLING:
            return text("formats.period.rolling", last=_month_label(self.last))
        if match is None:
            first, last = (parse_period(part).label() for part in self.key.split(":"))
            return text("formats.period.range", first=first, last=last)
        if match["kind"]:
            form = {"H": "half", "T": "tertial", "Q": "quarter"}[match["kind"]]
            return text(f"formats.period.{form}", number=match["number"], year=match["year"])
        if match["week"]:
            number = int(match["week"])
            return text("formats.period.week", number=number, year=match["year"])
        return _month_label(self.first) if match["month"] else match["year"]


def parse_period(key: str) -> Period:
    """Return the period spelt ``key``; ValueError for anything else. Not ``rolling-12``."""
    if ":" in key:
        start, _, end = key.partition(":")
        first, last = parse_period(start), parse_period(end)
        if ":" in end or first.first > last.last:
            raise ValueError(key)
        return Period(first.first, last.last, key)
    match = _FORM.fullmatch(key)
    if match is None:
        raise ValueError(key)
    year = int(match["year"])
    if match["week"]:
        monday = dt.date.fromisocalendar(year, int(match["week"]), 1)
        return Period(monday, monday + dt.timedelta(days=6), key)
    if match["kind"]:
        months = {"H": 6, "T": 4, "Q": 3}[match["kind"]]
        start_month = (int(match["number"]) - 1) * months + 1
    elif match["month"]:
        months, start_month = 1, int(match["month"])
    else:
        months, start_month = 12, 1
    if not 1 <= start_month <= 13 - months or year < 1:
        raise ValueError(key)
    return Period(dt.date(year, start_month, 1), _month_end(year, start_month + months - 1), key)


def period_words(key: str) -> str:
    """Return the period spelt ``key`` in words; what is no period as it stands."""
    if key == ROLLING:
        return text("lead_times.rolling")
    try:
        return parse_period(key).label()
    except ValueError:
        return key


def period_of(day: dt.date, grain: Grain) -> Period:
    """Return the period of length ``grain`` that holds ``day``."""
    months = MONTHS_PER_GRAIN[grain]
    number = (day.month - 1) // months
    return parse_period(_spell(day.year, number, grain))


def list_periods(first: dt.date, last: dt.date, grain: Grain) -> tuple[Period, ...]:
    """Return all periods of length ``grain`` that touch the days ``first`` to ``last``."""
    found: list[Period] = []
    day = first
    while day <= last:
        found.append(period_of(day, grain))
        if found[-1].last >= last:  # the year 9999 has no day after it
            break
        day = found[-1].last + dt.timedelta(days=1)
    return tuple(found)


def rolling_12(extract_date: dt.date) -> Period:
    """Return the 12 whole months that end with the last whole month not after the extract."""
    end = extract_date
    if end != _month_end(end.year, end.month):
        end = end.replace(day=1) - dt.timedelta(days=1)
    year, month = (end.year - 1, end.month + 1) if end.month < 12 else (end.year, 1)
    return Period(dt.date(year, month, 1), end, ROLLING)


def _spell(year: int, number: int, grain: Grain) -> str:
    if grain is Grain.YEAR:
        return f"{year:04d}"
    if grain is Grain.MONTH:
        return f"{year:04d}-{number + 1:02d}"
    return f"{year:04d}-{_LETTER[grain]}{number + 1}"


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _month_label(day: dt.date) -> str:
    return text("formats.period.month", month=formats.month_name(day.month), year=day.year)
