"""Write down what a group decides, and change it later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from rccdesk.enums import DecisionKind, DecisionState, MeetingState, PointState, Stance, Topic
from rccdesk.formats import shortened
from rccdesk.models import (
    Action,
    AgendaPoint,
    Decision,
    DecisionRegion,
    DecisionUnit,
    Meeting,
    WorkGroup,
)
from rccdesk.services.decisions.model import DecisionRow
from rccdesk.services.decisions.stored import DecisionError, check_order, refuse_coming
from rccdesk.services.plans.plans import check_region
from rccdesk.services.plans.stored import cleaned, find, now, read_row, today, write_row
from rccdesk.services.remembering import remembered

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database


def record_decision(
    database: Database, row: DecisionRow, regions: Sequence[str] = ()
) -> DecisionRow:
    """Store what was decided, with the regions that it asks something of, as one undo step.

    The group and the meeting are those of the point where they are not given; the day is the
    meeting's. A recommendation is recommended that day. A postponement puts the point off to
    ``returns_on``. Raises DecisionError ``decision_text_missing``, ``decision_kind_missing``,
    ``postpone_date_missing``, ``postpone_too_early``, ``decision_dates``,
    ``decision_group_missing``, ``decision_elsewhere`` (another group or meeting than the point's),
    ``meeting_closed`` (it is cancelled), NotFoundError, PersonalTextError.
    """
    row = _checked(row)
    with database.read() as session:
        row = _placed(session, row)
    row = _with_days(row)
    _check(row)
    with database.write(
        Topic.MEETINGS, act="history.act.decision_recorded", values={"title": shortened(row.text)}
    ) as session:
        _check_references(session, row)
        found = Decision(group_uuid=row.group_uuid, text=row.text, kind=str(row.kind))
        write_row(found, row)
        found.position = _next_position(session, row)
        session.add(found)
        session.flush()
        for region in dict.fromkeys(regions):
            check_region(session, region, is_needed=True)
            session.add(
                DecisionRegion(
                    decision_uuid=found.uuid,
                    region=region,
                    stance=str(Stance.NOT_TREATED),
                    asked_on=row.recommended_on or row.treated_on,
                )
            )
        _postpone(session, row)
        session.flush()
        return read_row(DecisionRow, found)


def update_decision(database: Database, row: DecisionRow) -> DecisionRow:
    """Save a changed decision; raises as `record_decision`, NotFoundError ``decision_missing``.

    A point that it put off is put off no more where it does not postpone any longer.
    """
    row = _checked(row)
    if row.kind is DecisionKind.RECOMMENDATION:
        row = replace(row, recommended_on=row.recommended_on or row.treated_on)
    row = _with_state(row)
    _check(row)
    with database.write(
        Topic.MEETINGS, act="history.act.decision_updated", values={"title": shortened(row.text)}
    ) as session:
        found = find(session, Decision, row.uuid, "decision_missing")
        _check_references(session, row)
        was, returned_on = found.kind, found.returns_on
        write_row(found, row, leave=("position",))
        if (was, returned_on) != (row.kind, row.returns_on):
            _postpone(session, row)
        if was == DecisionKind.POSTPONED != row.kind:
            session.flush()
            _take_back(session, found, returned_on)
        session.flush()
        return read_row(DecisionRow, found)


def set_decision_state(database: Database, uuid: str, state: DecisionState) -> DecisionRow:
    """Say whether a decision still asks for something; NotFoundError ``decision_missing``."""
    return update_decision(database, replace(get_decision(database, uuid), state=state))


def delete_decision(database: Database, uuid: str) -> None:
    """Put a decision in the Papperskorg with what became of it; ``decision_missing``.

    What was agreed to be done because of it stays, and belongs to the meeting alone.
    """
    title = shortened(get_decision(database, uuid).text)
    with database.write(
        Topic.MEETINGS, act="history.act.decision_deleted", values={"title": title}
    ) as session:
        moment = now()
        found = find(session, Decision, uuid, "decision_missing")
        found.deleted_at = moment
        if found.kind == DecisionKind.POSTPONED:
            session.flush()
            _take_back(session, found, found.returns_on)
        answers = [
            *session.scalars(select(DecisionRegion).where(DecisionRegion.decision_uuid == uuid)),
            *session.scalars(select(DecisionUnit).where(DecisionUnit.decision_uuid == uuid)),
        ]
        for answer in answers:
            answer.deleted_at = answer.deleted_at or moment
        actions = select(Action).where(Action.decision_uuid == uuid, Action.deleted_at.is_(None))
        for action in session.scalars(actions):
            action.decision_uuid = None


def get_decision(database: Database, uuid: str) -> DecisionRow:
    """Return a living decision; NotFoundError ``decision_missing``."""
    with database.read() as session:
        return read_row(DecisionRow, find(session, Decision, uuid, "decision_missing"))


@remembered
def list_decisions(
    database: Database,
    *,
    meeting_uuid: str | None = None,
    point_uuid: str | None = None,
    group_uuid: str | None = None,
) -> tuple[DecisionRow, ...]:
    """Return decisions of a meeting, a point or a group, or all: by day, point and place."""
    query = (
        select(Decision)
        .outerjoin(AgendaPoint, AgendaPoint.uuid == Decision.point_uuid)
        .where(Decision.deleted_at.is_(None))
        .order_by(Decision.treated_on, AgendaPoint.position, Decision.position, Decision.uuid)
    )
    for column, wanted in (
        (Decision.meeting_uuid, meeting_uuid),
        (Decision.point_uuid, point_uuid),
        (Decision.group_uuid, group_uuid),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    with database.read() as session:
        return tuple(read_row(DecisionRow, found) for found in session.scalars(query))


def _checked(row: DecisionRow) -> DecisionRow:
    row = cleaned(row)
    row = replace(row, next_decider=" ".join(row.next_decider.split()))
    if not row.text:
        raise DecisionError("decision_text_missing")
    if not row.kind:
        raise DecisionError("decision_kind_missing")
    if row.kind is DecisionKind.POSTPONED:
        if row.returns_on is None:
            raise DecisionError("postpone_date_missing")
        return row
    return replace(row, returns_on=None)


def _placed(session: Session, row: DecisionRow) -> DecisionRow:
    """Return a decision with the group, the meeting and the day that its point says."""
    if row.point_uuid:
        point = find(session, AgendaPoint, row.point_uuid, "decision_point_missing")
        row = replace(
            row,
            meeting_uuid=row.meeting_uuid or point.meeting_uuid or "",
            group_uuid=row.group_uuid or point.group_uuid,
        )
    if row.meeting_uuid:
        meeting = find(session, Meeting, row.meeting_uuid, "decision_meeting_missing")
        row = replace(
            row,
            group_uuid=row.group_uuid or meeting.group_uuid,
            treated_on=row.treated_on or meeting.day,
        )
    return row


def _with_days(row: DecisionRow) -> DecisionRow:
    treated = row.treated_on or today()
    recommended = row.recommended_on
    if row.kind is DecisionKind.RECOMMENDATION:
        recommended = recommended or treated
    return _with_state(replace(row, treated_on=treated, recommended_on=recommended))


def _with_state(row: DecisionRow) -> DecisionRow:
    """Return a decision that has a day when it is done, and none while it is not."""
    if row.state is DecisionState.DONE:
        return replace(row, done_on=row.done_on or today())
    return replace(row, done_on=None)


def _check(row: DecisionRow) -> None:
    check_order(row.raised_on, row.prepared_on, row.treated_on, row.recommended_on)
    for later in (row.due_on, row.done_on, row.returns_on):
        check_order(row.treated_on, later)
    refuse_coming(row.done_on)
    treated = row.treated_on
    if row.returns_on is not None and treated is not None and row.returns_on <= treated:
        raise DecisionError("postpone_too_early", day=treated.isoformat())


def _check_references(session: Session, row: DecisionRow) -> None:
    if not row.group_uuid:
        raise DecisionError("decision_group_missing")
    find(session, WorkGroup, row.group_uuid, "decision_group_missing")
    if row.meeting_uuid:
        meeting = find(session, Meeting, row.meeting_uuid, "decision_meeting_missing")
        if meeting.group_uuid != row.group_uuid:
            raise DecisionError("decision_elsewhere")
        if meeting.state == MeetingState.CANCELLED:
            raise DecisionError("meeting_closed", day=meeting.day.isoformat())
    if row.point_uuid:
        point = find(session, AgendaPoint, row.point_uuid, "decision_point_missing")
        if (point.group_uuid, point.meeting_uuid or "") != (row.group_uuid, row.meeting_uuid):
            raise DecisionError("decision_elsewhere")


def _next_position(session: Session, row: DecisionRow) -> int:
    query = select(func.max(Decision.position)).where(Decision.deleted_at.is_(None))
    if row.point_uuid:
        query = query.where(Decision.point_uuid == row.point_uuid)
    else:
        query = query.where(
            Decision.point_uuid.is_(None), Decision.meeting_uuid == (row.meeting_uuid or None)
        )
    last = session.scalar(query)
    return 0 if last is None else last + 1


def _postpone(session: Session, row: DecisionRow) -> None:
    """Put the point of a postponement off, within the same write: one step to undo."""
    if row.kind is not DecisionKind.POSTPONED or not row.point_uuid:
        return
    point = find(session, AgendaPoint, row.point_uuid, "decision_point_missing")
    point.state, point.returns_on = str(PointState.POSTPONED), row.returns_on


def _take_back(session: Session, row: Decision, day: dt.date | None) -> None:
    """Let a point stand as it did before a postponement that is none any more.

    Another postponement of it still holds; one that was put off anew since is left alone.
    """
    point = session.get(AgendaPoint, row.point_uuid) if row.point_uuid else None
    if point is None or point.state != PointState.POSTPONED or point.returns_on != day:
        return
    other = session.scalar(
        select(Decision)
        .where(
            Decision.point_uuid == row.point_uuid,
            Decision.uuid != row.uuid,
            Decision.kind == DecisionKind.POSTPONED,
            Decision.deleted_at.is_(None),
        )
        .order_by(Decision.position.desc())
        .limit(1)
    )
    if other is not None:
        point.returns_on = other.returns_on
        return
    was_held = point.paragraph is not None
    point.state = str(PointState.TREATED if was_held else PointState.PLANNED)
    point.returns_on = None
