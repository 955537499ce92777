"""What the plan and initiatives ask of a body that leads: obstacles, money, vacancies, turns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import ObstacleState, PointKind, Reason, Thing
from rccdesk.services import groups, initiatives, plans
from rccdesk.services.groups.words import lower_first, vacant_words
from rccdesk.services.meetings.collecting.proposal import Asked, Proposal
from rccdesk.services.meetings.words import reason_words
from rccdesk.services.plans.obstacles import subject_title
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database


def list_escalated(database: Database, asked: Asked) -> Iterator[Proposal]:
    """Give the obstacles that were raised to the steering body and are not settled (R-P23)."""
    for row in plans.list_obstacles(database, only_open=True):
        if row.state is not ObstacleState.RAISED:
            continue
        name = subject_title(database, row.subject_kind, row.subject_key)
        day = row.raised_on or row.noted_on
        yield Proposal(
            text("meetings.proposal.obstacle", name=name),
            PointKind.DECISION,
            None,
            "",
            Reason.ESCALATED,
            reason_words(
                Reason.ESCALATED, what=row.text or name, day=formats.iso_date(day) if day else ""
            ),
            row.subject_kind,
            row.subject_key,
        )
    del asked


def list_funding(database: Database, asked: Asked) -> Iterator[Proposal]:
    """Give the initiatives whose money ends, or has ended, near the meeting."""
    for each in initiatives.list_funding_ending(database, asked.by):
        day = each.row.funding_ends_on
        yield Proposal(
            text("meetings.proposal.funding", name=each.row.title),
            PointKind.DECISION,
            None,
            each.row.owner_role,
            Reason.FUNDING_ENDS,
            _funding_words(day, asked.today),
            Thing.INITIATIVE,
            each.row.uuid,
        )


def _funding_words(day: dt.date | None, today: dt.date) -> str:
    if day is not None and day < today:
        return text("meetings.funding_ended", day=formats.iso_date(day))
    return reason_words(Reason.FUNDING_ENDS, day=formats.iso_date(day) if day else "")


def list_vacant(database: Database, asked: Asked) -> Iterator[Proposal]:
    """Give the leaders, assignments and seats that stand vacant; each place once."""
    seen = set()
    for each in groups.list_vacancies(database, asked.today):
        if (each.kind, each.uuid) in seen:
            continue
        seen.add((each.kind, each.uuid))
        yield Proposal(
            text("meetings.proposal.vacancy", name=each.name),
            PointKind.DECISION,
            None,
            "",
            Reason.VACANCY,
            lower_first(vacant_words(each.since)),
            each.kind,
            each.uuid,
        )


def list_turns(database: Database, asked: Asked) -> Iterator[Proposal]:
    """Give the goal of the plan that is next in turn to be followed up."""
    plan = plans.main_plan(database)
    if plan is None:
        return
    for line in plans.list_rotation(database, plan.uuid, asked.by):
        if not line.is_due:
            continue
        last = line.last_follow_up
        key = "meetings.never_followed_up" if last is None else "meetings.last_followed_up"
        yield Proposal(
            line.item.name,
            PointKind.FOLLOW_UP,
            None,
            line.item.responsible,
            Reason.ROTATION,
            reason_words(
                Reason.ROTATION, last=text(key, day=formats.iso_date(last) if last else "")
            ),
            Thing.PLAN_ITEM,
            line.item.uuid,
        )
        return
