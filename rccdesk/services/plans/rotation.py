"""Which goals are next in turn to be followed up, and which nobody has said anything of."""

from __future__ import annotations

import calendar
import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Thing, Topic
from rccdesk.models import StoreSetting
from rccdesk.services.plans.completeness import interval_months, is_heading
from rccdesk.services.plans.filtering import UNTOUCHED_DAYS, is_untouched, sort_lines
from rccdesk.services.plans.follow_up import list_follow_ups
from rccdesk.services.plans.items import list_items
from rccdesk.services.plans.lines import CLOSED
from rccdesk.services.plans.stored import PlanError
from rccdesk.services.plans.view import get_plan_view
from rccdesk.services.remembering import remembered

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.plans.lines import PlanLine
    from rccdesk.services.plans.model import PlanItemRow

_SETTING = "untouched_days"
_LONGEST = 3650


@dataclass(frozen=True, slots=True)
class RotationLine:
    """A goal with when it was last followed up (None: never) and when it is next in turn.

    ``next_due`` None: no interval is said, so that nothing is ever due by itself.
    """

    item: PlanItemRow
    last_follow_up: dt.date | None
    next_due: dt.date | None
    is_due: bool


def list_rotation(database: Database, plan_uuid: str, today: dt.date) -> tuple[RotationLine, ...]:
    """Return the open goals of a plan: those never followed up first, then the longest ago.

    Headings are not followed up themselves. NotFoundError ``plan_missing``.
    """
    last: dict[str, dt.date] = {}
    for row in list_follow_ups(database, plan_uuid=plan_uuid):
        if row.subject_kind is Thing.PLAN_ITEM:
            last[row.subject_key] = max(row.day, last.get(row.subject_key, row.day))
    items = list_items(database, plan_uuid)
    parents = {item.parent_uuid for item in items}
    lines = [
        make_line(item, last.get(item.uuid), today)
        for item in items
        if item.state not in CLOSED and not is_heading(item, has_parts=item.uuid in parents)
    ]
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                line.last_follow_up is not None,
                line.last_follow_up or dt.date.min,
                line.item.priority or 10**6,
            ),
        )
    )


def make_line(item: PlanItemRow, last: dt.date | None, today: dt.date) -> RotationLine:
    """Return a goal with its next turn: an interval after the last time, now where never."""
    months = interval_months(item)
    if last is None:
        return RotationLine(item, None, None, is_due=True)
    if months is None:
        return RotationLine(item, last, None, is_due=False)
    due = add_months(last, months)
    return RotationLine(item, last, due, is_due=due <= today)


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months on, or the last of a shorter month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    if year > dt.MAXYEAR:
        return dt.date.max
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def list_untouched(
    database: Database, plan_uuid: str, today: dt.date, days: int | None = None
) -> tuple[PlanLine, ...]:
    """Return open goals and activities that nobody has said anything of in ``days`` days.

    Never touched first. ``days`` None: those of the setting. NotFoundError ``plan_missing``.
    """
    limit = get_untouched_days(database) if days is None else days
    view = get_plan_view(database, plan_uuid, today)
    found = tuple(line for line in view.lines if is_untouched(line, limit))
    return sort_lines(found, "untouched")


@remembered
def get_untouched_days(database: Database) -> int:
    """Return after how many days something counts as untouched: 90 where not chosen."""
    with database.read() as session:
        stored = session.scalar(select(StoreSetting.value).where(StoreSetting.key == _SETTING))
    try:
        days = json.loads(stored) if stored else UNTOUCHED_DAYS
    except ValueError:
        return UNTOUCHED_DAYS
    is_days = isinstance(days, int) and not isinstance(days, bool) and 1 <= days <= _LONGEST
    return days if is_days else UNTOUCHED_DAYS


def update_untouched_days(database: Database, days: int) -> None:
    """Save after how many days; PlanError ``untouched_days_out_of_range`` unless 1 to 3650."""
    if not 1 <= days <= _LONGEST:
        raise PlanError("untouched_days_out_of_range", longest=_LONGEST)
    with database.write(
        Topic.SETTINGS, Topic.PLANS, act="history.act.untouched_days_updated"
    ) as session:
        found = session.scalar(select(StoreSetting).where(StoreSetting.key == _SETTING))
        if found is None:
            session.add(StoreSetting(key=_SETTING, value=json.dumps(days)))
        else:
            found.value = json.dumps(days)
