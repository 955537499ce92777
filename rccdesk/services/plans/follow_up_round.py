"""A plan followed up for a period: whose turn it is, what is said, and what was said before."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rccdesk.enums import Grain, ItemState, Thing
from rccdesk.periods import MONTHS_PER_GRAIN, list_periods, parse_period
from rccdesk.services import period_locks
from rccdesk.services.plans.completeness import interval_months, is_heading
from rccdesk.services.plans.follow_up import (
    follow_up_period,
    list_follow_ups,
    propose_follow_up,
    save_follow_up,
)
from rccdesk.services.plans.items import list_items
from rccdesk.services.plans.lines import CLOSED
from rccdesk.services.plans.rotation import add_months
from rccdesk.services.plans.stored import PlanError
from rccdesk.services.plans.stored import today as this_day

if TYPE_CHECKING:
    from rccdesk.periods import Period
    from rccdesk.services.database import Database
    from rccdesk.services.period_locks import PeriodLockRow
    from rccdesk.services.plans.model import FollowUpRow, PlanItemRow

_USUAL_MONTHS = MONTHS_PER_GRAIN[Grain.TERTIAL]  # in a plan without goals
_YEARS = 2  # before this one that are offered
_GRAINS = (Grain.YEAR, Grain.HALF, Grain.TERTIAL, Grain.QUARTER, Grain.MONTH)


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A goal whose turn it is: what is said for the period, and what was said last before it."""

    item: PlanItemRow
    said: FollowUpRow | None
    before: FollowUpRow | None


@dataclass(frozen=True, slots=True)
class FollowUpRound:
    """The goals of a plan to be followed up for a period, in the order of the plan.

    ``lock`` is the lock that holds the period, None while it is open.
    """

    plan_uuid: str
    period: str
    lines: tuple[RoundLine, ...]
    done: int
    lock: PeriodLockRow | None


def get_round(database: Database, plan_uuid: str, period: str) -> FollowUpRound:
    """Return the goals whose turn comes in a period, and those already followed up for it.

    It is a goal's turn when its interval has passed, counted from the end of the period it was
    last followed up for, at the latest on the last day of this one; always where it never was.
    Headings and closed goals are not asked for. Raises PlanError ``follow_up_period``,
    NotFoundError ``plan_missing``.
    """
    try:
        span = parse_period(period)
    except ValueError:
        raise PlanError("follow_up_period", period=period) from None
    of: dict[str, list[FollowUpRow]] = {}
    for row in list_follow_ups(database, plan_uuid=plan_uuid):
        if row.subject_kind is Thing.PLAN_ITEM:
            of.setdefault(row.subject_key, []).append(row)
    items = list_items(database, plan_uuid)
    parents = {item.parent_uuid for item in items}
    lines = []
    for item in items:
        if is_heading(item, has_parts=item.uuid in parents):
            continue
        line = _line(item, of.get(item.uuid, []), span)
        is_asked = item.state not in CLOSED and _is_turn(line, span)
        if line.said is not None or is_asked:
            lines.append(line)
    done = sum(line.said is not None for line in lines)
    locks = period_locks.list_locks(database, Thing.PLAN, plan_uuid)
    lock = next((row for row in locks if _holds(row.span, span)), None)
    return FollowUpRound(plan_uuid, period, tuple(lines), done, lock)


def list_round_periods(database: Database, plan_uuid: str, day: dt.date) -> tuple[Period, ...]:
    """Return the periods to choose from: those of the plan's usual interval first, newest first.

    Months are offered only where a goal is followed up so often.
    """
    counted: Counter[int] = Counter()  # goals by the months of their periods
    items = list_items(database, plan_uuid)
    parents = {item.parent_uuid for item in items}
    for item in items:
        if item.state not in CLOSED and not is_heading(item, has_parts=item.uuid in parents):
            counted[follow_up_period(item, day).months] += 1
    usual = max(counted, key=lambda months: counted[months], default=_USUAL_MONTHS)
    start = dt.date(day.year - _YEARS, 1, 1)
    found: list[Period] = []
    for grain in sorted(_GRAINS, key=lambda grain: MONTHS_PER_GRAIN[grain] != usual):
        if grain is Grain.MONTH and MONTHS_PER_GRAIN[grain] not in counted:
            continue
        found += reversed(list_periods(start, day, grain))
    return tuple(found)


def follow_up_item(
    database: Database,
    item_uuid: str,
    period: str,
    *,
    state: ItemState,
    words: str,
    action: str = "",
) -> FollowUpRow:
    """Save what is said of a goal for a period, with the figure of its measure as it is now.

    What is changed later keeps its day and its figure. Raises as `save_follow_up`.
    """
    proposed = propose_follow_up(database, Thing.PLAN_ITEM, item_uuid, period)
    day = proposed.day if proposed.uuid else this_day()
    row = replace(proposed, state=state, text=words, action=action, day=day)
    return save_follow_up(database, row)


def _line(item: PlanItemRow, rows: list[FollowUpRow], span: Period) -> RoundLine:
    """Return the goal with what is said for the period, or for a shorter one within it."""
    told = [(parse_period(row.period), row) for row in rows]
    told.sort(key=lambda each: (each[0].last, each[1].day), reverse=True)
    exact = next((row for found, row in told if found == span), None)
    within = next((row for found, row in told if _holds(span, found)), None)
    said = exact or within
    before = next((row for found, row in told if row is not said and found.last <= span.last), None)
    return RoundLine(item, said, before)


def _is_turn(line: RoundLine, span: Period) -> bool:
    if line.before is None:
        return True
    months = interval_months(line.item)
    if months is None:
        return False
    return add_months(parse_period(line.before.period).last, months) <= span.last


def _holds(outer: Period, inner: Period) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last
