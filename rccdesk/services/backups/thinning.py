"""Which backups are kept: all of two days, then one per day, per week and per month.

Counted in backups and not in days back, so that a computer that was off for a year, or a clock
set wrong, does not empty the folder.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from rccdesk.enums import BackupReason
from rccdesk.services.backups.rows import BackupRow, age_key

DAYS_OF_ALL = 2
DAILY = 14
WEEKLY = 8
MONTHLY = 12
GOOD_STARTS = 2
FORCED = frozenset(
    (
        BackupReason.MIGRATION,
        BackupReason.RESTORE,
        BackupReason.MERGE,
        BackupReason.PURGE,
        BackupReason.IMPORT,
    )
)


def choose(rows: Sequence[BackupRow], now: dt.datetime, good_starts: int) -> set[Path]:
    """Return the paths of the rows to keep.

    All of the last two days and any from the future; the newest of each of the next 14 days, 8
    ISO weeks and 12 months that have any; manual ones always; forced ones until two good starts
    after they were made; the newest always. Days are those of the time zone of ``now``.
    """
    kept = {row.path for row in rows if _is_bound(row, good_starts)}
    rest = sorted(
        (row for row in rows if row.reason is not BackupReason.MANUAL),
        key=age_key,
        reverse=True,
    )
    kept.update(row.path for row in rest[:1])
    recent = now - dt.timedelta(days=DAYS_OF_ALL)
    kept.update(row.path for row in rest if row.made_at >= recent)
    rest = [row for row in rest if row.made_at < recent]
    for limit, period in ((DAILY, _day), (WEEKLY, _week), (MONTHLY, _month)):
        rest = _keep_newest(rest, limit, period, now.tzinfo, kept)
    return kept


def _is_bound(row: BackupRow, good_starts: int) -> bool:
    if row.reason is BackupReason.MANUAL:
        return True
    return row.reason in FORCED and good_starts < row.good_starts + GOOD_STARTS


def _keep_newest(
    rows: list[BackupRow],
    limit: int,
    period: Callable[[dt.datetime], tuple[int, ...]],
    zone: dt.tzinfo | None,
    kept: set[Path],
) -> list[BackupRow]:
    """Keep the first row of each of ``limit`` periods; return the rows older than those."""
    seen: set[tuple[int, ...]] = set()
    for index, row in enumerate(rows):
        key = period(row.made_at.astimezone(zone))
        if key in seen:
            continue
        if len(seen) == limit:
            return rows[index:]
        seen.add(key)
        kept.add(row.path)
    return []


def _day(moment: dt.datetime) -> tuple[int, ...]:
    return moment.year, moment.month, moment.day


def _week(moment: dt.datetime) -> tuple[int, ...]:
    return tuple(moment.isocalendar()[:2])


def _month(moment: dt.datetime) -> tuple[int, ...]:
    return moment.year, moment.month
