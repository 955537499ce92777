"""Years beside their own quarters or months in one table: the longer period is a published sum."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from rccdesk.periods import Period
from rccdesk.services.statistics.suppression import Margin

Place = tuple[str | None, ...]
_DAY = dt.timedelta(days=1)


def list_nested_margins(
    periods: Sequence[Period | None], places: Sequence[Place], is_total: Sequence[bool]
) -> tuple[Margin, ...]:
    """Return the sums of shorter periods that a longer one of the same place stands for.

    ``places`` are the other fields of each row. A longer period counts where shorter ones of one
    length fill it without a gap. It is a line of its own as well: as it can be added up, hiding
    it protects nothing.
    """
    starts: dict[tuple[Place, int, dt.date], int] = {}
    for row, period in enumerate(periods):
        if period is not None and period.months and not is_total[row]:
            starts[places[row], period.months, period.first] = row
    lengths = sorted({months for _, months, _ in starts})
    found: dict[tuple[int, int], list[tuple[int, list[int]]]] = {}
    for (place, months, _first), row in starts.items():
        for shorter in lengths[: lengths.index(months)]:
            parts = _fill(periods, starts, place, row, shorter)
            if parts:
                found.setdefault((months, shorter), []).append((row, parts))
    margins = []
    for groups in found.values():
        lines = np.full(len(periods), -1, np.int64)
        for number, (row, parts) in enumerate(groups):
            lines[parts] = 2 * number
            lines[row] = 2 * number + 1
        margins.append(Margin(lines))
    return tuple(margins)


def _fill(
    periods: Sequence[Period | None],
    starts: dict[tuple[Place, int, dt.date], int],
    place: Place,
    row: int,
    months: int,
) -> list[int]:
    """Return the rows of a length that fill the period of ``row``; none where there is a gap."""
    whole = periods[row]
    assert whole is not None
    parts: list[int] = []
    day = whole.first
    while day < whole.last:
        part = starts.get((place, months, day))
        period = None if part is None else periods[part]
        if part is None or period is None or period.last > whole.last:
            return []
        parts.append(part)
        if period.last == whole.last:
            break
        day = period.last + _DAY
    return parts
