"""Times of day of meetings, HH:MM, and the days of a series."""

from __future__ import annotations

import datetime as dt

from rccdesk.errors import RccdeskError


def check_clock(value: str) -> None:
    """Raise RccdeskError ``meeting_time`` for what is neither empty nor a time as HH:MM."""
    if value and read_clock(value) is None:
        raise RccdeskError("meeting_time", value=value)


def read_clock(value: str) -> dt.time | None:
    """Return a time of day; None for what is none, as "25:00" or ""."""
    if len(value) != len("HH:MM"):
        return None
    try:
        return dt.time.fromisoformat(value)
    except ValueError:
        return None
