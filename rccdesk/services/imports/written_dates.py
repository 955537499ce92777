"""Dates as people write them: which are certain, which need one word from the user, which are none.

A column is judged as a whole and by distinct value; the rows are only asked for what stands
beside a date without a year.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rccdesk import formats
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.fixes import Fixes
from rccdesk.services.imports.problems import MAX_EXAMPLES, Example, Proposal, show_value
from rccdesk.services.imports.values import (
    EPOCH,
    FIRST_DATE,
    MINUS,
    MONTHS,
    clean_text,
    day_of,
    fold,
    read_date,
    year_of_two,
)
from rccdesk.texts import text

NO_DATE = -(2**31)
_LAST_SERIAL = 2_958_465  # 9999-12-31
_LEAP_BUG = 60  # Excel's 29 February 1900
_BASE = {"1900": dt.date(1899, 12, 30).toordinal(), "1904": dt.date(1904, 1, 1).toordinal()}
_PLAIN_NUMBER = re.compile(r"\d{5}(?:[.,]\d+)?")
_ORDERED = re.compile(r"(?P<a>\d{1,4})(?P<s>[-/. ])(?P<b>\d{1,2})(?P=s)(?P<c>\d{4}|\d{2})")
_SIX = re.compile(r"(?P<a>\d{2})(?P<b>\d{2})(?P<c>\d{2})")
_NO_YEAR = re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})")
_NO_YEAR_NAMED = re.compile(r"(?:den )?(?P<d>\d{1,2})(?::?[ea])?[. -]*(?P<name>[a-zåäö]+)\.?")
_ORDERS = {"dmy": "cba", "mdy": "cab", "ymd": "abc"}

Days = NDArray[np.int32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class DateFault:
    """Values of a column that are no certain dates, for one reason.

    ``code`` and ``sentence`` are those of the problem; ``is_value`` tells per code of the column
    whether it is one of them; ``examples`` and ``proposal`` show what a fix would make of them.
    """

    code: str
    sentence: str
    is_value: Mask
    examples: tuple[Example, ...] = ()
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class DateColumn:
    """Days since 1970-01-01 per code of the column, `NO_DATE` where there is none, and why."""

    days: Days
    faults: tuple[DateFault, ...]


def read_date_column(
    values: Sequence[object],
    codes: NDArray[np.integer],
    rows: NDArray[np.integer],
    column: int,
    fixes: Fixes,
) -> DateColumn:
    """Return the dates of a coded column; ``rows`` are the numbers of the sheet, from 1.

    An empty cell has no date and is no fault.
    """
    days = np.full(len(values), NO_DATE, dtype=np.int32)
    kinds: dict[str, list[int]] = {}
    for code, value in enumerate(values):
        day = read_date(value)
        if day is not None:
            days[code] = day
        elif clean_text(value):
            kinds.setdefault(_kind_of(value), []).append(code)
    whole = _Column(values, codes, rows, column, days)
    faults = []
    for kind in ("date_without_year", "date_order", "date_number", "bad_date"):
        if found := kinds.get(kind):
            faults += _settle(kind, found, whole, fixes, kinds)
    if late := kinds.get("bad_date_late"):
        faults.append(
            _fault("bad_date", "bad_date", late, _Column(values, codes, rows, column, days))
        )
    return DateColumn(days, tuple(faults))


@dataclass(frozen=True, slots=True)
class _Column:
    values: Sequence[object]
    codes: NDArray[np.integer]
    rows: NDArray[np.integer]
    index: int
    days: Days


def _kind_of(value: object) -> str:
    if isinstance(value, bool):
        return "bad_date"
    if isinstance(value, int | float):
        is_serial = 1 <= value <= _LAST_SERIAL and int(value) != _LEAP_BUG
        return "date_number" if is_serial and value >= 10_000 else "bad_date"
    word = fold(value).translate(MINUS)
    if _month_and_day(word) is not None:
        return "date_without_year"
    if any(_in_order(word, order) for order in _ORDERS):
        return "date_order"
    return "date_number" if _PLAIN_NUMBER.fullmatch(word) else "bad_date"


def _settle(
    kind: str, found: list[int], column: _Column, fixes: Fixes, kinds: dict[str, list[int]]
) -> list[DateFault]:
    """Fix the values as the user says, or return the fault with what would fix it."""
    if kind == "bad_date":
        return [_fault(kind, kind, found, column)]
    answer = fixes.of(kind, column.index)
    if answer not in {None, "skip"}:
        for code in found:
            day = _reader(kind, str(answer))(column.values[code])
            if day is None:
                kinds.setdefault("bad_date_late", []).append(code)
            else:
                column.days[code] = day
        return []
    value, why = _propose(kind, found, column, fixes)
    problem = "date_without_year" if kind == "date_without_year" else "bad_date"
    if value is None:
        return [_fault(problem, kind, found, column)]
    words = text(f"imports.proposal.{kind}", value=_in_words(kind, value))
    proposal = Proposal(words, f"{kind}:{column_letter(column.index)}", value)
    return [_fault(problem, kind, found, column, _reader(kind, value), why, proposal)]


def _fault(
    code: str,
    sentence: str,
    found: list[int],
    column: _Column,
    read: Callable[[object], int | None] | None = None,
    why: str = "",
    proposal: Proposal | None = None,
) -> DateFault:
    is_value = np.zeros(len(column.values), dtype=bool)
    is_value[found] = True
    examples = []
    for place in np.flatnonzero(is_value[column.codes])[:MAX_EXAMPLES].tolist():
        value = column.values[int(column.codes[place])]
        day = read(value) if read else None
        examples.append(
            Example(
                f"{column_letter(column.index)}{int(column.rows[place])}",
                show_value(value),
                day_of(day).isoformat() if day is not None else "",
                why or text(f"imports.why.{sentence}"),
            )
        )
    return DateFault(code, sentence, is_value, tuple(examples), proposal)


# ---------------------------------------------------------------------------------- readings


def _reader(kind: str, answer: str) -> Callable[[object], int | None]:
    if kind == "date_without_year":
        return lambda value: _with_year(value, int(answer))
    if kind == "date_order":
        return lambda value: _days(_in_order(fold(value).translate(MINUS), answer))
    return lambda value: read_day_number(value, answer)


def read_day_number(value: object, system: str) -> int | None:
    """Return days since 1970-01-01 of a day number of a spreadsheet; ``system`` 1900 or 1904.

    Day 60 of the 1900 system is no day: its 29 February 1900 has never been.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        if not _PLAIN_NUMBER.fullmatch(clean_text(value)):
            return None
        value = float(clean_text(value).replace(",", "."))
    if not isinstance(value, int | float) or not 1 <= value <= _LAST_SERIAL:
        return None
    number = int(value)
    if system == "1900" and number <= _LEAP_BUG:
        if number == _LEAP_BUG:
            return None
        number += 1
    try:
        return _days(dt.date.fromordinal(_BASE[system] + number))
    except (ValueError, OverflowError):
        return None


def _days(day: dt.date | None) -> int | None:
    return None if day is None or day < FIRST_DATE else day.toordinal() - EPOCH


def _with_year(value: object, year: int) -> int | None:
    found = _month_and_day(fold(value).translate(MINUS))
    return _days(_make(year, *found)) if found else None


def _month_and_day(word: str) -> tuple[int, int] | None:
    match = _NO_YEAR.fullmatch(word)
    if match is not None:
        month = int(match["m"])
    else:
        match = _NO_YEAR_NAMED.fullmatch(word)
        if match is None or match["name"] not in MONTHS:
            return None
        month = MONTHS[match["name"]]
    day = int(match["d"])
    return (month, day) if _make(2024, month, day) else None  # a leap year


def _in_order(word: str, order: str) -> dt.date | None:
    match = _ORDERED.fullmatch(word) or (_SIX.fullmatch(word) if order == "ymd" else None)
    if match is None:
        return None
    year, month, day = (match[part] for part in _ORDERS[order])
    # Four digits first are ISO, which has one reading, even if it is no day.
    if len(year) not in ({2} if order == "ymd" else {2, 4}) or len(month) > 2 or len(day) > 2:
        return None
    number = year_of_two(int(year)) if len(year) == 2 else int(year)
    return _make(number, int(month), int(day))


def _make(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


# --------------------------------------------------------------------------------- proposals


def _propose(kind: str, found: list[int], column: _Column, fixes: Fixes) -> tuple[str | None, str]:
    """Return the value of the fix that fits best, and why."""
    if kind == "date_without_year":
        return _propose_year(found, column)
    if kind == "date_number":
        system = "1904" if fixes.date1904 else "1900"
        if all(read_day_number(column.values[code], system) is None for code in found):
            return None, ""
        return system, text("imports.why.date_number")
    words = [fold(column.values[code]).translate(MINUS) for code in found]
    fitting = [o for o in _ORDERS if all(_in_order(word, o) for word in words)]
    if not fitting:
        fitting = [max(_ORDERS, key=lambda o: sum(bool(_in_order(w, o)) for w in words))]
    return fitting[0], text("imports.why.date_order")


def _propose_year(found: list[int], column: _Column) -> tuple[str | None, str]:
    """Return the year of the dates in the rows before and after."""
    known = column.days[column.codes]
    places = np.flatnonzero(known != NO_DATE)
    if not len(places):
        return None, ""
    asked = np.flatnonzero(np.isin(column.codes, found))
    after = np.searchsorted(places, asked)
    near = np.concatenate(
        [places[np.maximum(after - 1, 0)], places[np.minimum(after, len(places) - 1)]]
    )
    months, counts = np.unique(
        known[near].astype("datetime64[D]").astype("datetime64[M]"), return_counts=True
    )
    years = months.astype("datetime64[Y]").astype(int) + 1970
    sums = np.bincount(years - years.min(), weights=counts)
    year = int(np.argmax(sums)) + int(years.min())
    if len(months) == 1:
        month = months[0].astype(dt.date)
        where = f"{formats.month_name(month.month)} {month.year}"
    else:
        where = str(year)
    return str(year), text("imports.why.neighbours", where=where)


def _in_words(kind: str, value: str) -> str:
    return value if kind == "date_without_year" else text(f"imports.proposal.{kind}_{value}")
