"""What is to be done: the activities of goals and initiatives."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import ItemState, Thing, Topic
from rccdesk.errors import NotFoundError
from rccdesk.models import Activity, Initiative, PlanItem
from rccdesk.services.plans.deleting import refuse_locked_subjects
from rccdesk.services.plans.items import NEEDS_REASON, check_state
from rccdesk.services.plans.model import ActivityRow
from rccdesk.services.plans.plans import check_region
from rccdesk.services.plans.stored import (
    PlanError,
    check_dates,
    cleaned,
    find,
    now,
    read_row,
    today,
    write_row,
)
from rccdesk.services.said_of import delete_said_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

EDIT_FIELDS = ("state", "due_on", "responsible", "next_step")
"""All that an edit of an activity asks for."""


def list_activities(
    database: Database,
    *,
    plan_uuid: str | None = None,
    item_uuid: str | None = None,
    initiative_uuid: str | None = None,
) -> tuple[ActivityRow, ...]:
    """Return activities in the user's order; None asks for any."""
    query = (
        select(Activity)
        .where(Activity.deleted_at.is_(None))
        .order_by(Activity.position, Activity.uuid)
    )
    if plan_uuid is not None:
        query = query.join(PlanItem, PlanItem.uuid == Activity.plan_item_uuid).where(
            PlanItem.plan_uuid == plan_uuid, PlanItem.deleted_at.is_(None)
        )
    if item_uuid is not None:
        query = query.where(Activity.plan_item_uuid == item_uuid)
    if initiative_uuid is not None:
        query = query.where(Activity.initiative_uuid == initiative_uuid)
    with database.read() as session:
        return tuple(read_row(ActivityRow, found) for found in session.scalars(query))


def get_activity(database: Database, uuid: str) -> ActivityRow:
    """Return an activity; NotFoundError ``activity_missing``."""
    with database.read() as session:
        return read_row(ActivityRow, find(session, Activity, uuid, "activity_missing"))


def add_activity(database: Database, row: ActivityRow) -> ActivityRow:
    """Store a new activity last in its list and return it.

    Raises PlanError (``activity_title_missing``, ``activity_home_missing``, ``dates_reversed``,
    ``state_reason_missing``, ``state_only_in_region``), NotFoundError (``plan_item_missing``,
    ``initiative_missing``, ``region_missing``), PersonalTextError.
    """
    row = checked_activity(row)
    with database.write(
        Topic.PLANS,
        *_topics(row),
        act="history.act.activity_added",
        values={"title": row.title},
    ) as session:
        return insert_activity(session, row)


def insert_activity(session: Session, row: ActivityRow) -> ActivityRow:
    """Store a checked new activity within a write; raises as `add_activity`."""
    _check_references(session, row)
    found = Activity(title=row.title)
    write_row(found, row)
    siblings = _siblings(session, row.plan_item_uuid, row.initiative_uuid)
    found.position = max((each.position for each in siblings), default=-1) + 1
    found.touched_on = row.touched_on or today()
    session.add(found)
    session.flush()
    return read_row(ActivityRow, found)


def update_activity(database: Database, row: ActivityRow) -> ActivityRow:
    """Save a changed activity; its place in the list stays.

    Raises as `add_activity`; PeriodLockedError where what was said of it in a locked period would
    go to another plan.
    """
    row = checked_activity(row)
    with database.write(
        Topic.PLANS,
        *_topics(row),
        act="history.act.activity_updated",
        values={"title": row.title},
    ) as session:
        found = find(session, Activity, row.uuid, "activity_missing")
        _check_references(session, row)
        _refuse_leaving(session, found, row.plan_item_uuid)
        write_row(found, row, leave=("position", "touched_on"))
        found.touched_on = today()
        session.flush()
        return read_row(ActivityRow, found)


def edit_activity(
    database: Database,
    uuid: str,
    *,
    state: ItemState,
    due_on: dt.date | None,
    responsible: str,
    next_step: str,
) -> ActivityRow:
    """Save the four fields of an everyday edit.

    Of an activity that is put off or dropped the next step is the reason why, and the field is
    called so: no fifth is asked for. Raises as `add_activity`.
    """
    row = get_activity(database, uuid)
    reason = row.state_reason if row.state is state else ""
    if state in NEEDS_REASON:
        reason, next_step = next_step.strip() or reason, ""
    return update_activity(
        database,
        replace(
            row,
            state=state,
            state_reason=reason,
            due_on=due_on,
            responsible=responsible,
            next_step=next_step,
        ),
    )


def move_activity(database: Database, uuid: str, *, item_uuid: str, position: int) -> ActivityRow:
    """Move an activity to the place ``position`` (from 0) among those of an item.

    Raises NotFoundError (``activity_missing``, ``plan_item_missing``), PlanError
    ``activity_home_missing`` where it would belong to nothing; PeriodLockedError as
    `update_activity`.
    """
    row = replace(get_activity(database, uuid), plan_item_uuid=item_uuid)
    if not (row.plan_item_uuid or row.initiative_uuid):
        raise PlanError("activity_home_missing")
    with database.write(
        Topic.PLANS,
        *_topics(row),
        act="history.act.activity_moved",
        values={"title": row.title},
    ) as session:
        found = find(session, Activity, uuid, "activity_missing")
        _check_references(session, row)
        _refuse_leaving(session, found, item_uuid)
        siblings = [
            each
            for each in _siblings(session, row.plan_item_uuid, row.initiative_uuid)
            if each.uuid != uuid
        ]
        siblings.insert(min(max(position, 0), len(siblings)), found)
        found.plan_item_uuid = item_uuid or None
        for place, each in enumerate(siblings):
            each.position = place
        session.flush()
        return read_row(ActivityRow, found)


def delete_activity(database: Database, uuid: str) -> None:
    """Put an activity in the Papperskorg, with what is said of it.

    Raises NotFoundError ``activity_missing``, PeriodLockedError.
    """
    row = get_activity(database, uuid)
    with database.write(
        Topic.PLANS,
        *_topics(row),
        act="history.act.activity_deleted",
        values={"title": row.title},
    ) as session:
        moment = now()
        found = find(session, Activity, uuid, "activity_missing")
        item = session.get(PlanItem, found.plan_item_uuid) if found.plan_item_uuid else None
        if item is not None:
            refuse_locked_subjects(session, item.plan_uuid, Thing.ACTIVITY, (uuid,))
        found.deleted_at = moment
        delete_said_of(session, Thing.ACTIVITY, (uuid,), moment)


def checked_activity(row: ActivityRow) -> ActivityRow:
    """Return an activity as it can be saved; one that is done has a day. As `add_activity`."""
    row = cleaned(row)
    if not row.title:
        raise PlanError("activity_title_missing")
    if not (row.plan_item_uuid or row.initiative_uuid):
        raise PlanError("activity_home_missing")
    check_dates(row.starts_on, row.due_on)
    done_on = (row.done_on or today()) if row.state is ItemState.DONE else None
    reason = check_state(row.state, row.state_reason)
    return replace(row, done_on=done_on, state_reason=reason)


def _topics(row: ActivityRow) -> tuple[Topic, ...]:
    return (Topic.INITIATIVES,) if row.initiative_uuid else ()


def _check_references(session: Session, row: ActivityRow) -> None:
    if row.plan_item_uuid:
        find(session, PlanItem, row.plan_item_uuid, "plan_item_missing")
    if row.initiative_uuid:
        initiative = session.get(Initiative, row.initiative_uuid)
        if initiative is None or initiative.deleted_at is not None:
            raise NotFoundError("initiative_missing")
    check_region(session, row.region)


def _refuse_leaving(session: Session, found: Activity, item_uuid: str) -> None:
    """Raise PeriodLockedError where an activity with a locked follow-up would leave its plan."""
    was, new = (
        session.get(PlanItem, uuid) if uuid else None for uuid in (found.plan_item_uuid, item_uuid)
    )
    if was is not None and (new is None or new.plan_uuid != was.plan_uuid):
        refuse_locked_subjects(session, was.plan_uuid, Thing.ACTIVITY, (found.uuid,))


def _siblings(session: Session, item_uuid: str, initiative_uuid: str) -> list[Activity]:
    query = (
        select(Activity)
        .where(Activity.deleted_at.is_(None))
        .order_by(Activity.position, Activity.uuid)
    )
    if item_uuid:
        query = query.where(Activity.plan_item_uuid == item_uuid)
    else:
        query = query.where(Activity.initiative_uuid == initiative_uuid)
    return list(session.scalars(query))
