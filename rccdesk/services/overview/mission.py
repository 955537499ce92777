"""What the mission and the plan ask of the user, counted in one read that is kept."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import ItemState, ObstacleState, PlanState, Role
from rccdesk.services import (
    decisions,
    framework,
    groups,
    initiatives,
    lead_times,
    organisation,
    plans,
)
from rccdesk.services.overview.ahead import PREPARING
from rccdesk.services.pathways import catalogue
from rccdesk.services.process_page import list_process_activities
from rccdesk.services.remembering import remembered
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rccdesk.services.database import Database
    from rccdesk.services.plans import ActivityRow

FUNDING_DAYS = 90  # how long before the end of the money the overview tells of it


@dataclass(frozen=True, slots=True)
class MissionFacts:
    """Counts for the overview. Activities are those of the chosen processes, or all.

    Follow-ups are of the plan in use. ``new_activities`` were added since the period began,
    in ``new_since``.
    ``gaps`` is None for those who do not answer for the whole mission.
    """

    has_plan: bool = False
    activities_page: str = "plan"  # where the activities stand
    activities_today: int = 0
    late_activities: int = 0
    new_activities: int = 0
    new_since: str = ""  # a month, with its year where that is not today's
    follow_ups_today: int = 0
    follow_ups_due: int = 0
    reviews_today: int = 0
    reviews_due: int = 0
    durability_due: int = 0
    funding_ending: int = 0
    obstacles_raised: int = 0
    decisions_due: int = 0
    actions_overdue: int = 0
    decisions_unanswered: int = 0
    vacancies: int = 0  # as introductions: for those who prepare for the whole RCC
    introductions: int = 0
    gaps: int | None = None


@remembered
def get_facts(
    database: Database, svf: tuple[str, ...], period: str, today: dt.date
) -> MissionFacts:
    """Count what is due, late and waiting on a day; ``period`` is spelt, "" for none."""
    year = lead_times.find_period(database, period) if period else None
    since = year.first if year is not None else None
    plan = plans.main_plan(database)
    turns = plans.list_rotation(database, plan.uuid, today) if plan is not None else ()
    due_today = sum(line.next_due == today for line in turns)
    acts = _activities(database, svf, today)
    reviews = list(_reviews(database))
    funding = initiatives.list_funding_ending(database, today)
    decided = decisions.list_waiting(database, today)
    prepares = organisation.get_profile(database).role in PREPARING
    return MissionFacts(
        has_plan=plan is not None,
        activities_page="process" if len(svf) == 1 else "plan",
        activities_today=sum(row.due_on == today and row.state not in plans.CLOSED for row in acts),
        late_activities=sum(plans.is_overdue(row.due_on, row.state, today) for row in acts),
        new_activities=_count_new(acts, since),
        new_since=_month_words(since, today) if since is not None else "",
        follow_ups_today=due_today,
        follow_ups_due=sum(line.is_due for line in turns) - due_today,
        reviews_today=sum(day == today for day in reviews),
        reviews_due=sum(day < today for day in reviews),
        durability_due=len(initiatives.list_durability_due(database, today)),
        funding_ending=sum(0 <= each.days_left <= FUNDING_DAYS for each in funding),
        obstacles_raised=sum(
            row.state is ObstacleState.RAISED
            for row in plans.list_obstacles(database, only_open=True)
        ),
        decisions_due=sum(line.is_overdue for line in decided.due),
        actions_overdue=len(decided.overdue_actions),
        decisions_unanswered=len(decided.unanswered),
        vacancies=len(groups.list_vacancies(database, today)) if prepares else 0,
        introductions=len(groups.list_introductions(database, today)) if prepares else 0,
        gaps=_count_gaps(database, today),
    )


def results_words(database: Database) -> str:
    """Return how many initiatives have a measured result; "" where there are none."""
    found = initiatives.get_results(database)
    return found.sentence if found.total else ""


def gaps_words(facts: MissionFacts) -> str:
    """Return how many gaps the mission has; "" for those who are not told."""
    return "" if not facts.gaps else text("overview.mission.gaps", count=facts.gaps)


def _activities(
    database: Database, svf: tuple[str, ...], today: dt.date
) -> tuple[ActivityRow, ...]:
    """Return the activities of processes, of all plans in use where none is chosen."""
    if svf:
        known = {row.kva_prefix for row in catalogue.list_svf(database)}
        found = {
            each.row.uuid: each.row
            for prefix in svf
            if prefix in known
            for each in list_process_activities(database, prefix, today)
        }
        return tuple(found.values())
    replaced = {
        item.uuid
        for plan in plans.list_plans(database)
        if plan.state is PlanState.REPLACED
        for item in plans.list_items(database, plan.uuid)
    }
    return tuple(
        row for row in plans.list_activities(database) if row.plan_item_uuid not in replaced
    )


def _month_words(day: dt.date, today: dt.date) -> str:
    month = formats.month_name(day.month)
    return month if day.year == today.year else f"{month} {day.year}"


def _count_new(acts: Iterable[ActivityRow], since: dt.date | None) -> int:
    """Count what was added on or after the first day of a period, dropped ones not."""
    if since is None:
        return 0
    return sum(_added_on(row) >= since and row.state is not ItemState.DROPPED for row in acts)


def _added_on(row: ActivityRow) -> dt.date:
    """Return the day a row was added: the first 48 bits of a UUIDv7 are milliseconds (RFC 9562)."""
    seconds = (uuid.UUID(row.uuid).int >> 80) / 1000
    return dt.datetime.fromtimestamp(seconds).astimezone().date()


def _reviews(database: Database) -> Iterable[dt.date]:
    """Return when each item's latest assessment of the whole area is to be looked at again."""
    for each in framework.list_frameworks(database):
        latest: set[str] = set()
        for row in framework.list_assessments(database, key=each.key, area=""):
            if row.item_uuid not in latest and row.next_review is not None:
                yield row.next_review
            latest.add(row.item_uuid)


def _count_gaps(database: Database, today: dt.date) -> int | None:
    """Count the gaps of the criteria in use, for the chief; None for other roles.

    They are those that the list of gaps shows first.
    """
    if organisation.get_profile(database).role is not Role.CHIEF:
        return None
    shown = {each.key: each for each in framework.list_frameworks(database)}
    key = framework.CRITERIA
    after = {each.replaces_key: each.key for each in shown.values() if each.replaces_key}
    while key in after:
        key = after.pop(key)
    if key not in shown:
        return None
    return sum(len(each.gaps) for each in framework.list_gaps(database, key, day=today))
