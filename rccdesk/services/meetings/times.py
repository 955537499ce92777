"""Times of day of meetings, HH:MM, and the days of a series."""

from __future__ import annotations

import datetime as dt
import re

from rccdesk.errors import RccdeskError

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def check_clock(value: str) -> None:
    """Raise RccdeskError ``meeting_time`` for what is neither empty nor a time as HH:MM."""
    if value and read_clock(value) is None:
        raise RccdeskError("meeting_time", value=value)


def read_clock(value: str) -> dt.time | None:
    """Return a time of day; None for what is none, as "25:00" or ""."""
    if _CLOCK.fullmatch(value) is None:
        return None
    return dt.time.fromisoformat(value)
