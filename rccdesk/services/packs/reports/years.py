"""Which year a report is of, and what of the work of an RCC belongs to a year."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rccdesk.enums import InitiativeState, ItemState
from rccdesk.errors import RccdeskError
from rccdesk.periods import Period, parse_period
from rccdesk.services.packs.gathering import check_begun

if TYPE_CHECKING:
    from rccdesk.services.initiatives import InitiativeRow
    from rccdesk.services.plans import ActivityRow, ObstacleRow

_NOT_BEGUN = (InitiativeState.IDEA, InitiativeState.ANCHORING, InitiativeState.PLANNED)


def year_of(wanted: str | None) -> Period:
    """Return the calendar year that is asked for, else the last whole one.

    Raises RccdeskError ``pack_year`` for what is no calendar year, ``pack_period_future`` for one
    that has not begun.
    """
    if wanted is None:
        return parse_period(str(dt.datetime.now().astimezone().year - 1))
    try:
        period = parse_period(wanted)
    except ValueError:
        raise RccdeskError("pack_year", period=wanted) from None
    if period.months != 12 or period.first.month != 1:
        raise RccdeskError("pack_year", period=wanted)
    check_begun(period, wanted)
    return period


def is_begun(row: InitiativeRow) -> bool:
    """Tell whether an initiative is the RCC's own and has begun."""
    return not row.came_from and row.state not in _NOT_BEGUN


def is_under_way(row: InitiativeRow, year: Period) -> bool:
    """Tell whether an initiative went on during the year; one without a first day did not."""
    begun = row.starts_on is not None and row.starts_on <= year.last
    return begun and (row.ends_on is None or row.ends_on >= year.first)


def is_finished_in(row: InitiativeRow, year: Period) -> bool:
    """Tell whether an initiative came to its end, or was evaluated, in the year."""
    if row.state is InitiativeState.ONGOING:
        return False
    days = [day for day in (row.ends_on, row.evaluated_on) if day is not None]
    return any(year.first <= day <= year.last for day in days)


def is_done_in(row: ActivityRow, year: Period) -> bool:
    """Tell whether an activity was done in the year."""
    return (
        row.state is ItemState.DONE
        and row.done_on is not None
        and year.first <= row.done_on <= year.last
    )


def stood_in_the_way(row: ObstacleRow, year: Period) -> bool:
    """Tell whether an obstacle was noted by the end of the year and not settled before it."""
    noted = row.noted_on is None or row.noted_on <= year.last
    return noted and (row.settled_on is None or row.settled_on >= year.first)
