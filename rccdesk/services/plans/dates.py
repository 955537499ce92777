"""The days of a plan, for its timeline and the wheel of the year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import InitiativeState, LinkRole, PlanKind, Thing
from rccdesk.models import Assessment, Framework, FrameworkItem, Initiative, Link
from rccdesk.services.plans.completeness import interval_months
from rccdesk.services.plans.items import list_items
from rccdesk.services.plans.lines import CLOSED
from rccdesk.services.plans.rotation import add_months
from rccdesk.services.plans.stored import today as this_day
from rccdesk.services.plans.view import get_plan_view
from rccdesk.services.remembering import remembered
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database
    from rccdesk.services.plans.lines import PlanLine, PlanView
    from rccdesk.services.plans.model import PlanItemRow, PlanRow


class DateKind(StrEnum):
    """What happens on a day."""

    DUE = "due"  # the target date of a goal
    ACTIVITY_DUE = "activity_due"
    START = "start"
    DONE = "done"
    FOLLOW_UP = "follow_up"
    REVIEW = "review"  # a criterion or area is to be assessed again
    FUNDING_END = "funding_end"
    PLAN_START = "plan_start"
    PLAN_END = "plan_end"


@dataclass(frozen=True, slots=True)
class PlanDate:
    """A day of a plan: of which thing (kind and key), and what happens."""

    day: dt.date
    kind: Thing
    name: str
    key: str
    what: DateKind
    is_overdue: bool = False

    @property
    def words(self) -> str:
        """What happens, in words."""
        return text(f"plans.date.{self.what}")


def list_dates(
    database: Database, plan_uuid: str, first: dt.date, last: dt.date
) -> tuple[PlanDate, ...]:
    """Return the days from ``first`` to ``last``, both included, in order.

    Of goals with an interval every turn of follow-up is a day, counted from the last one (from
    the start of the plan where there is none). Reviews and ends of funding are of what the plan
    serves and what serves it; of the cancer plan all. NotFoundError ``plan_missing``.
    """
    today = this_day()
    found = [date for date in _read(database, plan_uuid, today) if first <= date.day <= last]
    view = get_plan_view(database, plan_uuid, today)
    found += _turns(view, list_items(database, plan_uuid), first, last)
    return tuple(sorted(found, key=lambda date: (date.day, date.what, date.name)))


@remembered
def _read(database: Database, plan_uuid: str, today: dt.date) -> tuple[PlanDate, ...]:
    view = get_plan_view(database, plan_uuid, today)
    found = list(_of_plan(view.plan))
    for line in view.lines:
        found += _of_line(line)
    uuids = frozenset(line.uuid for line in view.lines)
    with database.read() as session:
        found += _reviews(session, view.plan, uuids)
        found += _funding(session, view.plan, uuids)
    return tuple(found)


def _of_plan(plan: PlanRow) -> Iterator[PlanDate]:
    days = ((plan.valid_from, DateKind.PLAN_START), (plan.valid_to, DateKind.PLAN_END))
    for day, what in days:
        if day is not None:
            yield PlanDate(day, Thing.PLAN, plan.name, plan.uuid, what)


def _of_line(line: PlanLine) -> Iterator[PlanDate]:
    due = DateKind.DUE if line.is_item else DateKind.ACTIVITY_DUE
    days = [(line.starts_on, DateKind.START), (line.done_on, DateKind.DONE)]
    if line.state not in CLOSED:
        days.append((line.due_on, due))
    for day, what in days:
        if day is not None:
            is_overdue = line.is_overdue and day == line.due_on
            yield PlanDate(day, line.kind, line.name, line.uuid, what, is_overdue)


def _turns(
    view: PlanView, items: tuple[PlanItemRow, ...], first: dt.date, last: dt.date
) -> Iterator[PlanDate]:
    lines = {line.uuid: line for line in view.lines}
    for item in items:
        months = interval_months(item)
        line = lines.get(item.uuid)
        if months is None or line is None or line.is_heading or item.state in CLOSED:
            continue
        start = line.last_follow_up or view.plan.valid_from or item.touched_on
        if start is None:
            continue
        end = min(filter(None, (view.plan.valid_to, last)))
        skipped = max(_months_between(start, first) // months - 1, 0)
        turn = skipped + 1
        while (day := add_months(start, months * turn)) <= end and day < dt.date.max:
            if day >= first:
                yield PlanDate(day, Thing.PLAN_ITEM, item.name, item.uuid, DateKind.FOLLOW_UP)
            turn += 1


def _months_between(first: dt.date, last: dt.date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _reviews(session: Session, plan: PlanRow, uuids: frozenset[str]) -> Iterator[PlanDate]:
    """Return the next review of each criterion, by its latest assessment."""
    query = (
        select(Assessment, FrameworkItem)
        .join(FrameworkItem, FrameworkItem.uuid == Assessment.item_uuid)
        .join(Framework, Framework.uuid == FrameworkItem.framework_uuid)
        .where(
            Assessment.deleted_at.is_(None),
            FrameworkItem.deleted_at.is_(None),
            Framework.deleted_at.is_(None),
            Framework.is_shown,
        )
        .order_by(Assessment.day, Assessment.uuid)
    )
    latest = {
        (assessment.item_uuid, assessment.body, assessment.area): (assessment, item)
        for assessment, item in session.execute(query)
    }
    served: set[str] | None = None
    if plan.kind is not PlanKind.CANCER:
        served = _linked(session, uuids, Thing.FRAMEWORK_ITEM, outgoing=True)
    seen: set[tuple[str, dt.date]] = set()
    for assessment, item in latest.values():
        day = assessment.next_review
        if day is None or (served is not None and item.uuid not in served):
            continue
        if (item.uuid, day) in seen:
            continue
        seen.add((item.uuid, day))
        name = f"{item.code} {item.title}".strip()
        yield PlanDate(day, Thing.FRAMEWORK_ITEM, name, item.uuid, DateKind.REVIEW)


def _funding(session: Session, plan: PlanRow, uuids: frozenset[str]) -> Iterator[PlanDate]:
    query = select(Initiative).where(
        Initiative.deleted_at.is_(None),
        Initiative.funding_ends_on.is_not(None),
        Initiative.state != InitiativeState.ENDED,
    )
    serving: set[str] | None = None
    if plan.kind is not PlanKind.CANCER:
        serving = _linked(session, uuids, Thing.INITIATIVE, outgoing=False)
    for found in session.scalars(query):
        if found.funding_ends_on is not None and (serving is None or found.uuid in serving):
            yield PlanDate(
                found.funding_ends_on,
                Thing.INITIATIVE,
                found.title,
                found.uuid,
                DateKind.FUNDING_END,
            )


def _linked(session: Session, uuids: frozenset[str], kind: Thing, *, outgoing: bool) -> set[str]:
    """Return the keys of a kind that the plan's goals and activities serve, or are served by."""
    near, far = (Link.from_key, Link.to_key) if outgoing else (Link.to_key, Link.from_key)
    far_kind = Link.to_kind if outgoing else Link.from_kind
    rows = session.execute(
        select(near, far).where(
            far_kind == kind, Link.role == LinkRole.SERVES, Link.deleted_at.is_(None)
        )
    )
    return {key for uuid, key in rows if uuid in uuids}
