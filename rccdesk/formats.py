"""How numbers, shares, dates and periods are written for people, in the language in use.

Swedish: decimal comma, U+00A0 for thousands and before the per cent sign, true minus, en dash in
intervals, ISO dates. Rounding is half away from zero on the decimal value, as people expect.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

from rccdesk.texts import language, text

NBSP = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"
MISSING = EN_DASH  # uppgift saknas
NOT_APPLICABLE = "."
HIDDEN = ".."
_MOST_DECIMALS = 3
# What the XML of a workbook cannot hold, and halves of characters.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def number(value: float, decimals: int = 0) -> str:
    """Return ``value`` with that many decimals, as in 1 234,5 (Swedish) or 1,234.5."""
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(repr(float(value))).quantize(step, rounding=ROUND_HALF_UP)
    plain = f"{abs(rounded):,.{decimals}f}"
    if language() == "sv":
        plain = plain.replace(",", NBSP).replace(".", ",")
    return (MINUS if rounded < 0 else "") + plain


def share_decimals(smallest_denominator: int | None) -> int:
    """Return the decimals of a per cent figure: none when n < 200, else one."""
    return 0 if smallest_denominator is None or smallest_denominator < 200 else 1


def percent(proportion: float, decimals: int = 0) -> str:
    """Return a proportion 0-1 as per cent with its sign, as in 64 %."""
    sign = f"{NBSP}%" if language() == "sv" else "%"
    return number(proportion * 100, decimals) + sign


def decimals_beside(value: float, target: float, decimals: int = 0) -> int:
    """Return the decimals of a proportion that stands beside ``target`` in a sentence.

    ``decimals``, or as many more (three at most) as it takes for the written figure to lie on the
    side of the target that the figure itself lies on: 69,6 %, not 70 %, is under 70 %.
    """
    for more in range(decimals, _MOST_DECIMALS):
        written = Decimal(repr(value * 100)).quantize(Decimal(1).scaleb(-more), ROUND_HALF_UP)
        if (written >= Decimal(repr(round(target * 100, 6)))) == (value >= target):
            return more
    return max(decimals, _MOST_DECIMALS)


def interval(low: float, high: float, decimals: int = 0) -> str:
    """Return an interval of proportions 0-1 as in 53-74 %, with an en dash."""
    return f"{number(low * 100, decimals)}{EN_DASH}{percent(high, decimals)}"


def of(numerator: float, denominator: float) -> str:
    """Return "45 av 70" (Swedish) or "45 of 70"."""
    return text("formats.of", numerator=number(numerator), denominator=number(denominator))


def points(difference: float, decimals: int = 0) -> str:
    """Return the size of a difference of proportions in percentage points, without sign."""
    return number(abs(difference) * 100, decimals)


def file_size(size: int) -> str:
    """Return a number of bytes as people say it, as in 1,2 MB."""
    if size < 1_000_000:
        return f"{number(max(size / 1000, 1))}{NBSP}kB"
    if size < 1_000_000_000:
        return f"{number(size / 1_000_000, 1)}{NBSP}MB"
    return f"{number(size / 1_000_000_000, 1)}{NBSP}GB"


def iso_date(value: dt.date) -> str:
    """Return the ISO date."""
    return value.isoformat()


def long_date(value: dt.date) -> str:
    """Return the date in words with its ISO week, as in tisdag 24 november 2026, v. 48."""
    return text(
        "formats.long_date",
        weekday=text(f"formats.weekday.{value.isoweekday()}"),
        day=value.day,
        month=text(f"formats.month.{value.month}"),
        year=value.year,
        week=value.isocalendar().week,
    )


def month_name(month: int, *, short: bool = False) -> str:
    """Return the name of month 1-12; ``short`` gives the three letters of an axis."""
    return text(f"formats.month_short.{month}" if short else f"formats.month.{month}")


def workbook_text(words: str) -> str:
    """Return a text without the characters that a workbook cannot hold."""
    return _CONTROL.sub("", words)
