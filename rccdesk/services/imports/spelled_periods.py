"""Periods in the spellings that extracts use."""

from __future__ import annotations

import datetime as dt
import re

from rccdesk.periods import Period, parse_period
from rccdesk.services.imports.values import MINUS, MONTHS, fold, year_of_two

_KINDS = {
    "q": "Q", "k": "Q", "kv": "Q", "kvartal": "Q", "kvartalet": "Q", "quarter": "Q", "qtr": "Q",
    "t": "T", "tertial": "T", "tertialet": "T",
    "h": "H", "hå": "H", "halvår": "H", "halvåret": "H", "half": "H",
    "m": "M", "månad": "M", "month": "M",
    "w": "W", "v": "W", "vecka": "W", "week": "W",
}  # fmt: skip
_KIND = "(?P<kind>" + "|".join(sorted(_KINDS, key=len, reverse=True)) + ")"
_YEAR = r"(?P<year>(?:19|20|21)\d{2})"
_PERIOD_FORMS = tuple(
    re.compile(form)
    for form in (
        _YEAR,
        r"(?:hel)?år(?:et)? " + _YEAR,
        # Two digits: "2024-1" may be a month, a quarter or a half.
        _YEAR + r"[-/ ](?P<month>\d{2})",
        _YEAR + r"(?P<month>\d{2})",
        _YEAR + r"(?P<s>[-/]?)(?P<month>\d{2})(?P=s)01(?:[t ]00:00(?::00)?)?",
        _YEAR + r"[-/ ]?" + _KIND + r"[ -]?(?P<number>\d{1,2})",
        _KIND + r"[ -]?(?P<number>\d{1,2})[-/, ]*" + _YEAR,
        r"(?P<number>\d)[:ae]*[ ]?" + _KIND + r"[-/, ]*" + _YEAR,
        r"(?P<name>[a-zåäö]+)[-/, ]*" + _YEAR,
        _YEAR + r"[-/, ]*(?P<name>[a-zåäö]+)",
        # How a Swedish spreadsheet shows a month that was typed: maj-24. 24 maj is a day.
        r"(?P<name>[a-zåäö]+)[-/ ]+'?(?P<short>\d{2})",
    )
)
_ORDINALS = {"första": "1", "andra": "2", "tredje": "3", "fjärde": "4"}
_ORDINAL = re.compile(r"^(?:" + "|".join(_ORDINALS) + r")(?= (?:kvartal|tertial|halvår))")

_MONTHS = r"(?P<start>[a-zåäö]+) ?(?:-|till|to|tom|t o m) ?(?P<end>[a-zåäö]+)"
_MONTHS_OF_YEAR = (
    re.compile(_MONTHS + r"[, ]+" + _YEAR),
    re.compile(_YEAR + r"[, ]+" + _MONTHS),
)
_ROLLING = re.compile(
    r"(?:rullande|rolling|senaste|r)[ -]?(?:12|tolv)(?: ?mån(?:ader(?:na)?)?| ?months?| ?m)?"
    r"[ ,:]*(?:tom|t o m|till och med|to|until)?[ ,:]*(?P<last>.+)"
)


def read_period(value: object) -> Period | None:
    """Return the period that a value names, in the contract's spelling; None if it names none.

    A date of the workbook stands for its month when it is the first of one: that is what a
    spreadsheet makes of a typed "2024-01".
    """
    if isinstance(value, dt.date):
        return parse_period(f"{value:%Y-%m}") if value.day == 1 and value.year >= 1900 else None
    word = re.sub(r"\.0$", "", fold(value)).translate(MINUS).replace(".", "")
    word = _ORDINAL.sub(lambda match: _ORDINALS[match[0]], word)
    single = _read_single(word)
    if single is not None or not word:
        return single
    return _read_months(word) or _read_rolling(word) or _read_range(word)


def _read_range(word: str) -> Period | None:
    """Return the period from one period to another."""
    for sign in (":", "--", " - ", " till ", " to ", "-"):
        start, found, end = word.partition(sign)
        if found and sign not in end:
            first, last = _read_single(start.strip()), _read_single(end.strip())
            if first is None or last is None or first.first > last.last:
                return None
            return parse_period(f"{first.key}:{last.key}")
    return None


def _read_months(word: str) -> Period | None:
    """Return the period of two months with one year (jan-mar 2025): the quarter, where it is one.

    So the same quarter has one key, however it is written.
    """
    match = next((m for form in _MONTHS_OF_YEAR if (m := form.fullmatch(word))), None)
    if match is None or match["start"] not in MONTHS or match["end"] not in MONTHS:
        return None
    year, first, last = match["year"], MONTHS[match["start"]], MONTHS[match["end"]]
    length = last - first + 1
    if length == 12:
        return parse_period(year)
    letter = {3: "Q", 4: "T", 6: "H"}.get(length)
    if letter and (first - 1) % length == 0:
        return parse_period(f"{year}-{letter}{(first - 1) // length + 1}")
    return parse_period(f"{year}-{first:02d}:{year}-{last:02d}") if length > 1 else None


def _read_rolling(word: str) -> Period | None:
    """Return the twelve months that end with the period named (rullande 12 t.o.m. mars 2026)."""
    match = _ROLLING.fullmatch(word)
    last = _read_single(match["last"]) if match else None
    if last is None or not last.months:
        return None
    year, month = last.last.year, last.last.month
    if month == 12:
        return parse_period(f"{year:04d}")
    return parse_period(f"{year - 1:04d}-{month + 1:02d}:{year:04d}-{month:02d}")


def _read_single(word: str) -> Period | None:
    for form in _PERIOD_FORMS:
        match = form.fullmatch(word)
        if match is None:
            continue
        parts = match.groupdict()
        key = parts["year"] if "year" in parts else str(year_of_two(int(parts["short"])))
        if parts.get("month"):
            key += f"-{int(parts['month']):02d}"
        elif parts.get("name"):
            if parts["name"] not in MONTHS:
                continue
            key += f"-{MONTHS[parts['name']]:02d}"
        elif parts.get("kind"):
            kind, number = _KINDS[parts["kind"]], int(parts["number"])
            key += {"M": f"-{number:02d}", "W": f"-W{number:02d}"}.get(kind, f"-{kind}{number}")
        try:
            return parse_period(key)
        except ValueError:
            continue
    return None
