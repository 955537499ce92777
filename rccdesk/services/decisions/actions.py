"""What a meeting agreed should be done: by whom, until when, and what came of it (R-C15)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rccdesk.enums import ActionState, Thing, Topic
from rccdesk.formats import shortened
from rccdesk.models import (
    Action,
    Activity,
    AgendaPoint,
    Decision,
    Meeting,
    Person,
    WorkGroup,
)
from rccdesk.services.decisions.model import ActionRow
from rccdesk.services.decisions.reading import read_rows
from rccdesk.services.decisions.stored import DecisionError, refuse_coming
from rccdesk.services.decisions.ties import read_ends
from rccdesk.services.plans.activities import checked_activity, insert_activity
from rccdesk.services.plans.model import ActivityRow
from rccdesk.services.plans.stored import cleaned, find, now, read_row, today, write_row
from rccdesk.services.remembering import remembered

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database


@remembered
def list_actions(
    database: Database,
    *,
    group_uuid: str | None = None,
    meeting_uuid: str | None = None,
    decision_uuid: str | None = None,
    only_open: bool = False,
) -> tuple[ActionRow, ...]:
    """Return actions by due day, those without one last."""
    wanted = (
        (Action.group_uuid, group_uuid),
        (Action.meeting_uuid, meeting_uuid),
        (Action.decision_uuid, decision_uuid),
        (Action.state, ActionState.OPEN if only_open else None),
    )

    def chosen(query: Select[Any]) -> Select[Any]:
        own = [column == value for column, value in wanted if value is not None]
        return query.where(*own).order_by(Action.due_on.is_(None), Action.due_on, Action.uuid)

    with database.read() as session:
        return tuple(read_rows(session, ActionRow, Action, chosen=chosen))


def get_action(database: Database, uuid: str) -> ActionRow:
    """Return a living action; NotFoundError ``action_missing``."""
    with database.read() as session:
        return read_row(ActionRow, find(session, Action, uuid, "action_missing"))


def add_action(database: Database, row: ActionRow) -> ActionRow:
    """Store what is to be done; what its decision or point belongs to is taken from there.

    Raises DecisionError ``action_title_missing``, ``decision_group_missing``, ``date_in_future``
    (of a day it was done), NotFoundError, PersonalTextError.
    """
    row = _checked(row)
    with database.read() as session:
        row = _placed(session, row)
    with database.write(
        Topic.MEETINGS, act="history.act.action_added", values={"title": shortened(row.title)}
    ) as session:
        _check_references(session, row)
        found = Action(group_uuid=row.group_uuid, title=row.title)
        write_row(found, row)
        session.add(found)
        session.flush()
        return read_row(ActionRow, found)


def update_action(database: Database, row: ActionRow) -> ActionRow:
    """Save a changed action; raises as `add_action`, NotFoundError ``action_missing``."""
    row = _checked(row)
    with database.write(
        Topic.MEETINGS, act="history.act.action_updated", values={"title": shortened(row.title)}
    ) as session:
        found = find(session, Action, row.uuid, "action_missing")
        _check_references(session, row, was=found)
        write_row(found, row)
        session.flush()
        return read_row(ActionRow, found)


def edit_action(
    database: Database,
    uuid: str,
    *,
    state: ActionState,
    due_on: dt.date | None,
    responsible: str,
    note: str,
) -> ActionRow:
    """Save the four fields of an everyday edit; raises as `update_action`."""
    row = get_action(database, uuid)
    return update_action(
        database,
        replace(
            row,
            state=ActionState(state),
            done_on=row.done_on if row.state is state else None,
            due_on=due_on,
            responsible=responsible,
            note=note,
        ),
    )


def delete_action(database: Database, uuid: str) -> None:
    """Put an action in the Papperskorg; NotFoundError ``action_missing``.

    An activity that was made of it stays in the plan.
    """
    title = shortened(get_action(database, uuid).title)
    with database.write(
        Topic.MEETINGS, act="history.act.action_deleted", values={"title": title}
    ) as session:
        find(session, Action, uuid, "action_missing").deleted_at = now()


def make_action_activity(database: Database, uuid: str, plan_item_uuid: str = "") -> ActivityRow:
    """Make an activity under a goal of a plan of what was agreed, as one step, and tie them.

    Without a goal it is under the first that the decision or its point is about. Raises
    DecisionError ``action_has_activity`` where one of it lives, NotFoundError
    (``action_missing``, ``plan_item_missing``), PlanError ``activity_home_missing`` without a
    goal.
    """
    action = get_action(database, uuid)
    activity = checked_activity(
        ActivityRow(
            title=action.title,
            plan_item_uuid=plan_item_uuid or _goal_of(database, action),
            responsible=action.responsible,
            due_on=action.due_on,
        )
    )
    with database.write(
        Topic.MEETINGS,
        Topic.PLANS,
        act="history.act.action_activity_made",
        values={"title": shortened(action.title)},
    ) as session:
        found = find(session, Action, uuid, "action_missing")
        if found.activity_uuid:
            made = session.get(Activity, found.activity_uuid)
            if made is not None and made.deleted_at is None:
                raise DecisionError("action_has_activity", title=shortened(made.title))
        row = insert_activity(session, activity)
        found.activity_uuid = row.uuid
        return row


def _goal_of(database: Database, action: ActionRow) -> str:
    """Return the goal that an action's decision or point is about, "" for none."""
    ends = list(read_ends(database).get(action.decision_uuid, ()))
    if action.point_uuid:
        with database.read() as session:
            point = session.get(AgendaPoint, action.point_uuid)
            if point is not None:
                ends.append((point.source_kind, point.source_key))
    return next((key for kind, key in ends if kind == Thing.PLAN_ITEM), "")


def _checked(row: ActionRow) -> ActionRow:
    row = cleaned(row)
    if not row.title:
        raise DecisionError("action_title_missing")
    done_on = (row.done_on or today()) if row.state is ActionState.DONE else None
    refuse_coming(done_on)
    return replace(row, done_on=done_on)


def _placed(session: Session, row: ActionRow) -> ActionRow:
    """Return an action with the point, meeting and group that its decision or point says."""
    if row.decision_uuid:
        decision = find(session, Decision, row.decision_uuid, "decision_missing")
        row = replace(
            row,
            point_uuid=row.point_uuid or decision.point_uuid or "",
            meeting_uuid=row.meeting_uuid or decision.meeting_uuid or "",
            group_uuid=row.group_uuid or decision.group_uuid,
        )
    if row.point_uuid:
        point = find(session, AgendaPoint, row.point_uuid, "decision_point_missing")
        row = replace(
            row,
            meeting_uuid=row.meeting_uuid or point.meeting_uuid or "",
            group_uuid=row.group_uuid or point.group_uuid,
        )
    if row.meeting_uuid and not row.group_uuid:
        meeting = find(session, Meeting, row.meeting_uuid, "decision_meeting_missing")
        row = replace(row, group_uuid=meeting.group_uuid)
    return row


def _check_references(session: Session, row: ActionRow, was: Action | None = None) -> None:
    """Raise where an action would point at what is gone; one that points there already may."""
    if not row.group_uuid:
        raise DecisionError("decision_group_missing")
    for name, model, code in (
        ("group_uuid", WorkGroup, "decision_group_missing"),
        ("meeting_uuid", Meeting, "decision_meeting_missing"),
        ("point_uuid", AgendaPoint, "decision_point_missing"),
        ("decision_uuid", Decision, "decision_missing"),
        ("person_uuid", Person, "action_person_missing"),
        ("activity_uuid", Activity, "activity_missing"),
    ):
        uuid = getattr(row, name)
        if uuid and (was is None or getattr(was, name) != uuid):
            find(session, model, uuid, code)
