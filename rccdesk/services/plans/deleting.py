"""What goes to the Papperskorg with a goal, an activity or a plan, in the same undo step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Thing
from rccdesk.models import Activity, FollowUp, PlanItem, PlanItemRegion
from rccdesk.services import period_locks
from rccdesk.services.said_of import delete_said_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def delete_items(session: Session, uuids: Sequence[str], moment: dt.datetime) -> None:
    """Mark items and their parts as deleted; links stay, and tell that they point at what is gone.

    An activity that belongs to an initiative too stays with it.
    """
    living = select(PlanItem).where(PlanItem.uuid.in_(uuids), PlanItem.deleted_at.is_(None))
    for item in session.scalars(living):
        item.deleted_at = moment
    regions = select(PlanItemRegion).where(
        PlanItemRegion.item_uuid.in_(uuids), PlanItemRegion.deleted_at.is_(None)
    )
    for region in session.scalars(regions):
        region.deleted_at = moment
    activities = session.scalars(
        select(Activity).where(Activity.plan_item_uuid.in_(uuids), Activity.deleted_at.is_(None))
    ).all()
    going = [activity for activity in activities if not activity.initiative_uuid]
    for activity in activities:
        if activity.initiative_uuid:
            activity.plan_item_uuid = None
        else:
            activity.deleted_at = moment
    delete_said_of(session, Thing.PLAN_ITEM, uuids, moment)
    delete_said_of(session, Thing.ACTIVITY, [activity.uuid for activity in going], moment)


def refuse_locked_parts(session: Session, plan_uuid: str, uuids: Sequence[str]) -> None:
    """Raise PeriodLockedError where a follow-up of goals or their activities is locked."""
    activities = session.scalars(
        select(Activity.uuid).where(
            Activity.plan_item_uuid.in_(uuids), Activity.deleted_at.is_(None)
        )
    ).all()
    refuse_locked_subjects(session, plan_uuid, Thing.PLAN_ITEM, uuids)
    refuse_locked_subjects(session, plan_uuid, Thing.ACTIVITY, activities)


def refuse_locked_subjects(
    session: Session, plan_uuid: str, kind: Thing, uuids: Sequence[str]
) -> None:
    """Raise PeriodLockedError where a follow-up of some rows of a kind is locked."""
    query = (
        select(FollowUp.period)
        .where(
            FollowUp.subject_kind == kind,
            FollowUp.subject_key.in_(uuids),
            FollowUp.deleted_at.is_(None),
        )
        .distinct()
    )
    for period in session.scalars(query).all():
        try:
            period_locks.refuse_locked(session, Thing.PLAN, plan_uuid, period=period)
        except period_locks.PeriodLockedError as error:
            locked = error.values["period"]
            raise period_locks.LockedFollowUpError(period=locked) from error
