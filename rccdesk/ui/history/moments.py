"""Days and times of the history by the clock of this computer."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication


def local_day(at: dt.datetime) -> dt.date:
    """Return the day of an aware moment here."""
    return at.astimezone().date()


def time_words(at: dt.datetime) -> str:
    """Return the time of an aware moment here, as in 14:32."""
    return f"{at.astimezone():%H:%M}"


def moment_words(at: dt.datetime) -> str:
    """Return day, week and time, as in 2026-11-20 (v. 47) 14:32."""
    return f"{dated(local_day(at))} {time_words(at)}"


def dated(day: dt.date) -> str:
    """Return a day with its ISO week, as in 2026-11-20 (v. 47)."""
    words = QCoreApplication.translate("History", "{day} (v. {week})")
    return words.format(day=day.isoformat(), week=day.isocalendar().week)


def day_words(day: dt.date, today: dt.date) -> str:
    """Return the heading of a day."""
    if day == today:
        return QCoreApplication.translate("History", "I dag, {day}").format(day=dated(day))
    if day == today - dt.timedelta(days=1):
        return QCoreApplication.translate("History", "I går, {day}").format(day=dated(day))
    return dated(day)
