"""Tell which number formats show a number as a date or a time of day."""

from __future__ import annotations

import datetime as dt
import re

_BUILT_IN = frozenset((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)))
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.I)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_DATE = re.compile(r"[dmyhs]", re.I)
_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet has no time zone
_EPOCH_1904 = dt.datetime(1904, 1, 1)  # noqa: DTZ001


def shows_date(number: int, code: str | None) -> bool:
    """Return whether a format, by its number and the code of a custom one, shows a date.

    An elapsed time (``[h]:mm``) is a number of days.
    """
    if code is None:
        return number in _BUILT_IN
    plain = _LITERAL.sub("", code.partition(";")[0])
    if _ELAPSED.search(plain) or "general" in plain.lower():
        return False
    return bool(_DATE.search(_BRACKETS.sub("", plain)))


def date_of(serial: float, *, is_1904: bool) -> dt.date | dt.datetime | dt.time:
    """Return the date, the date and time or the time of day of ``serial``; OverflowError."""
    if not is_1904 and 0 < serial < 60:
        serial += 1  # Excel counts a 29 February in 1900
    moment = (_EPOCH_1904 if is_1904 else _EPOCH) + dt.timedelta(seconds=round(serial * 86400))
    if serial < 1:
        return moment.time()
    return moment.date() if moment.time() == dt.time() else moment
