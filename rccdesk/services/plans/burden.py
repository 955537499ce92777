"""What a plan asks of those who keep it: fields that must be filled in, and updates a month."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import Thing
from rccdesk.services.plans.completeness import interval_months, is_heading
from rccdesk.services.plans.follow_up import list_follow_ups
from rccdesk.services.plans.items import list_items
from rccdesk.services.plans.lines import CLOSED
from rccdesk.services.plans.stored import today as this_day
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.plans.model import PlanItemRow

MANDATORY = {
    Thing.PLAN_ITEM: ("title",),
    Thing.ACTIVITY: ("title",),
    Thing.INITIATIVE: ("title",),
}
"""The fields without which a row is refused; a follow-up needs its state, which is proposed."""
MANDATORY_IN_FOLLOW_UP = ("state",)
_YEAR = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class ItemBurden:
    """What a goal asks for: planned updates a month, None where no interval is said."""

    item: PlanItemRow
    updates_per_month: float | None
    updates_last_year: int


@dataclass(frozen=True, slots=True)
class Burden:
    """What a plan asks for.

    ``mandatory_fields`` is per goal, ``mandatory_in_follow_up`` per update. ``updates_per_month``
    is the sum over the open goals with an interval, ``updates_per_goal`` its mean (None without
    such goals).
    """

    mandatory_fields: int
    mandatory_in_follow_up: int
    goals: int
    overall_goals: int
    without_interval: int
    updates_per_month: float
    updates_per_goal: float | None
    updates_last_year: int
    lines: tuple[ItemBurden, ...]
    sentence: str


def get_burden(database: Database, plan_uuid: str, today: dt.date | None = None) -> Burden:
    """Count what a plan asks for on a day; closed goals and headings ask for nothing."""
    day = today or this_day()
    done: dict[str, int] = {}
    for row in list_follow_ups(database, plan_uuid=plan_uuid):
        if day - _YEAR < row.day <= day:
            done[row.subject_key] = done.get(row.subject_key, 0) + 1
    items = list_items(database, plan_uuid)
    parents = {item.parent_uuid for item in items}
    lines = []
    for item in items:
        if item.state in CLOSED or is_heading(item, has_parts=item.uuid in parents):
            continue
        months = interval_months(item)
        per_month = None if months is None else 1 / months
        lines.append(ItemBurden(item, per_month, done.get(item.uuid, 0)))
    planned = [line.updates_per_month for line in lines if line.updates_per_month is not None]
    total = sum(planned)
    burden = Burden(
        mandatory_fields=len(MANDATORY[Thing.PLAN_ITEM]),
        mandatory_in_follow_up=len(MANDATORY_IN_FOLLOW_UP),
        goals=len(lines),
        overall_goals=sum(line.item.is_overall for line in lines),
        without_interval=len(lines) - len(planned),
        updates_per_month=total,
        updates_per_goal=total / len(planned) if planned else None,
        updates_last_year=sum(done.values()),
        lines=tuple(lines),
        sentence="",
    )
    return _with_sentence(burden)


def _with_sentence(burden: Burden) -> Burden:
    if not burden.goals:
        return replace(burden, sentence=text("plans.burden.nothing"))
    parts = [
        text(
            "plans.burden.updates",
            count=burden.goals,
            updates=formats.number(burden.updates_per_month, 1),
        ),
        text("plans.burden.fields", count=burden.mandatory_fields),
    ]
    if burden.overall_goals:
        parts.append(text("plans.burden.overall", count=burden.overall_goals))
    if burden.without_interval:
        parts.append(text("plans.burden.without_interval", count=burden.without_interval))
    return replace(burden, sentence=" ".join(parts))
