"""How numbers, shares, dates and periods are written for people, in the language in use.

Swedish: decimal comma, U+00A0 for thousands and before the per cent sign, true minus, en dash in
intervals, ISO dates. Rounding is half away from zero on the decimal value, as people expect:
0.575 is 58 %, though 0.575 * 100 as a float is a little less than 57.5.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

from rccdesk.texts import language, text

NBSP = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"
MISSING = EN_DASH  # uppgift saknas
NOT_APPLICABLE = "."
HIDDEN = ".."
_MOST_DECIMALS = 3
_NOISE = 10  # decimals beyond these are of the float; no share of a million cases differs there
_EXACT = Context(prec=400)  # every finite float has its digits
# What a spreadsheet counts, full-width signs too; a number is to be counted with.
_COUNTED = re.compile("\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d[\d\s]*(?:[.,]\d+)?(?:\s*%)?")
_SEVERAL_LINES = re.compile("[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What the XML of a workbook cannot hold, and halves of characters.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def number(value: float, decimals: int = 0) -> str:
    """Return ``value`` with that many decimals, as in 1 234,5 (Swedish) or 1,234.5."""
    return _write(_round(_exact(value), decimals), decimals)


def _round(value: Decimal, decimals: int, way: str = ROUND_HALF_UP) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), way, _EXACT)


def _exact(value: float) -> Decimal:
    return Decimal(repr(round(float(value), _NOISE)))


def _write(rounded: Decimal, decimals: int) -> str:
    plain = f"{abs(rounded):,.{decimals}f}"
    if language() == "sv":
        plain = plain.replace(",", NBSP).replace(".", ",")
    return (MINUS if rounded < 0 else "") + plain


def share_decimals(smallest_denominator: int | None) -> int:
    """Return the decimals of a per cent figure: none when n < 200, else one."""
    return 0 if smallest_denominator is None or smallest_denominator < 200 else 1


def percent(proportion: float, decimals: int = 0) -> str:
    """Return a proportion 0-1 as per cent with its sign, as in 64 %."""
    return number(proportion * 100, decimals) + _percent_sign()


def percent_beside(
    proportion: float, target: float, decimals: int = 0, *, lower: bool = False
) -> str:
    """Return a proportion as per cent that never reads as a ``target`` it does not reach.

    It has the decimals of `decimals_beside`; where they do not do it is cut, not rounded.
    ``lower``: lower is better, so that 10,4 % is over 10 %.
    """
    decimals = decimals_beside(proportion, target, decimals, lower=lower)
    shown = _round(_exact(proportion * 100), decimals)
    if not _is_on_its_side(shown, proportion, target, lower=lower):
        way = ROUND_CEILING if lower else ROUND_FLOOR
        shown = _round(Decimal(repr(float(proportion) * 100)), decimals, way)
    return _write(shown, decimals) + _percent_sign()


def level(proportion: float) -> str:
    """Return a level or target as per cent without needless decimals, as in 80 % or 72,5 %."""
    return percent(proportion, 0 if round(proportion * 100, 6).is_integer() else 1)


def decimals_beside(value: float, target: float, decimals: int = 0, *, lower: bool = False) -> int:
    """Return the decimals of a proportion that stands beside ``target`` in a sentence.

    ``decimals``, or as many more (three at most) as it takes for the written figure to lie on the
    side of the target that the figure itself lies on: 69,6 %, not 70 %, is under 70 %. Where
    ``lower`` is better 10,4 %, not 10 %, is over 10 %.
    """
    for more in range(decimals, _MOST_DECIMALS):
        written = _round(_exact(value * 100), more)
        if _is_on_its_side(written, value, target, lower=lower):
            return more
    return max(decimals, _MOST_DECIMALS)


def _is_on_its_side(written: Decimal, value: float, target: float, *, lower: bool) -> bool:
    """Tell whether a written percentage reaches the target just where the value does."""
    of_target, exact = _exact(target * 100), _exact(value * 100)
    if lower:
        return (written <= of_target) == (exact <= of_target)
    return (written >= of_target) == (exact >= of_target)


def _percent_sign() -> str:
    return f"{NBSP}%" if language() == "sv" else "%"


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


def shortened(words: str, longest: int = 60) -> str:
    """Return words on one line as a name, cut where they are longer than ``longest`` letters."""
    line = " ".join(words.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def pasted_text(words: str) -> str:
    """Return a text for a cell that is pasted: one line, and never a formula.

    A text that a spreadsheet would count gets an apostrophe first, as in CSV files; a number stays
    a number.
    """
    line = workbook_text(words)
    if len(line) > 1 and _COUNTED.match(line) and not _NUMBER.fullmatch(line):
        line = f"'{line}"
    return " ".join(line.split()) if _SEVERAL_LINES.search(line) else line


def workbook_text(words: str) -> str:
    """Return a text without the characters that a workbook cannot hold."""
    return _CONTROL.sub("", words)
