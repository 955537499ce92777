"""Meetings: when and where a group meets, and what each new meeting takes from its series."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import MeetingForm, MeetingState, PointState, Reason, Topic
from rccdesk.errors import RccdeskError
from rccdesk.services.groups.stored import (
    add_row,
    change_row,
    checked,
    find,
    now,
    read_row,
)
from rccdesk.services.meetings.holding import end_meeting
from rccdesk.services.meetings.model import MeetingRow
from rccdesk.services.meetings.stored import living
from rccdesk.services.meetings.times import check_clock
from rccdesk.services.plans.rotation import add_months
from rccdesk.services.remembering import remembered

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

CLOSED = (MeetingState.HELD, MeetingState.CANCELLED)
_MONTHS = 3  # until the next meeting where the series says nothing: shown as a proposal


@remembered
def list_meetings(
    database: Database,
    *,
    group_uuid: str | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> tuple[MeetingRow, ...]:
    """Return meetings of a group or of all between two days, by day and time."""
    model = models.Meeting
    query = select(model).where(model.deleted_at.is_(None))
    if group_uuid is not None:
        query = query.where(model.group_uuid == group_uuid)
    if first is not None:
        query = query.where(model.day >= first)
    if last is not None:
        query = query.where(model.day <= last)
    with database.read() as session:
        found = session.scalars(query.order_by(model.day, model.starts_at, model.uuid)).all()
        return tuple(read_row(MeetingRow, each) for each in found)


def get_meeting(database: Database, uuid: str) -> MeetingRow:
    """Return a living meeting; NotFoundError ``meeting_missing``."""
    with database.read() as session:
        return read_row(MeetingRow, find(session, models.Meeting, uuid, "meeting_missing"))


def add_meeting(database: Database, row: MeetingRow) -> MeetingRow:
    """Store a new meeting with a copy of its series' template as its agenda.

    What the series says of place, time, length and papers is taken where the row says nothing.
    Points that were put off until the day, or that wait in the backlog, are proposals: nothing is
    put on the agenda unasked. Raises RccdeskError ``meeting_without_group``, ``meeting_dates``,
    ``meeting_time``, ``meeting_double`` (the group meets then already), NotFoundError
    ``series_missing``, PersonalTextError.
    """
    row = checked(row)
    with database.read() as session:
        row = _from_series(session, row)
    row = _checked(row)
    with database.write(
        Topic.MEETINGS, act="history.act.meeting_added", values={"day": row.day.isoformat()}
    ) as session:
        _check_group(session, row)
        _check_double(session, row)
        made = add_row(session, models.Meeting, row)
        if row.series_uuid:
            _copy_template(session, made)
        return made


def update_meeting(database: Database, row: MeetingRow) -> MeetingRow:
    """Save a changed meeting; as `add_meeting`, NotFoundError ``meeting_missing``.

    Where it stands has acts of its own (`set_meeting_state`). A meeting with points cannot go over
    to another group (``meeting_group_fixed``), nor to another year once they have their
    paragraphs (``meeting_year_fixed``). What was decided at it was decided on its day, wherever
    that is: ``decision_dates`` where something is to be done or asked for before.
    """
    row = _checked(checked(row))
    with database.write(
        Topic.MEETINGS, act="history.act.meeting_updated", values={"day": row.day.isoformat()}
    ) as session:
        _check_group(session, row)
        found = find(session, models.Meeting, row.uuid, "meeting_missing")
        if found.group_uuid != row.group_uuid and _has_points(session, row.uuid):
            raise RccdeskError("meeting_group_fixed")
        is_moved = _when(found) != _when(row)
        if found.day != row.day:
            _move_day(session, found, row.day)
        if is_moved:
            _check_double(session, row)
        return change_row(session, models.Meeting, row, "meeting_missing", leave=("state",))


def set_meeting_state(database: Database, uuid: str, state: MeetingState) -> MeetingRow:
    """Say where a meeting stands.

    HELD ends it (`end_meeting`); one that is held is opened by `reopen_meeting` alone:
    ``meeting_closed``. A meeting in which something was decided cannot be cancelled:
    ``meeting_has_decisions``; one that is to be held after all needs its time free
    (``meeting_double``). NotFoundError ``meeting_missing``.
    """
    if state is MeetingState.HELD:
        return end_meeting(database, uuid)
    if get_meeting(database, uuid).state is MeetingState.HELD:
        raise RccdeskError("meeting_closed", day=get_meeting(database, uuid).day.isoformat())
    was = get_meeting(database, uuid)
    row = replace(was, state=state)
    with database.read() as session:
        if was.state is MeetingState.CANCELLED:
            _check_double(session, row)
        if state is MeetingState.CANCELLED and _has_decisions(session, uuid):
            raise RccdeskError("meeting_has_decisions")
    with database.write(
        Topic.MEETINGS, act="history.act.meeting_state_set", values={"day": row.day.isoformat()}
    ) as session:
        return change_row(session, models.Meeting, row, "meeting_missing")


def delete_meeting(database: Database, uuid: str) -> None:
    """Put a meeting in the Papperskorg with its agenda and attendance.

    Refused (RccdeskError ``meeting_has_decisions``, ``meeting_has_minutes``) while decisions or
    minutes are of it: they would lose their place. NotFoundError ``meeting_missing``.
    """
    day = get_meeting(database, uuid).day
    with database.write(
        Topic.MEETINGS, act="history.act.meeting_deleted", values={"day": day.isoformat()}
    ) as session:
        if _has_decisions(session, uuid):
            raise RccdeskError("meeting_has_decisions")
        if living(session, models.Minutes, models.Minutes.meeting_uuid == uuid):
            raise RccdeskError("meeting_has_minutes")
        moment = now()
        find(session, models.Meeting, uuid, "meeting_missing").deleted_at = moment
        points = living(session, models.AgendaPoint, models.AgendaPoint.meeting_uuid == uuid)
        for point in points:
            point.deleted_at = moment
            for model in (models.PointAlternative, models.PointRegion):
                for part in living(session, model, model.point_uuid == point.uuid):
                    part.deleted_at = moment
        for row in living(session, models.Attendance, models.Attendance.meeting_uuid == uuid):
            row.deleted_at = moment
        for action in living(session, models.Action, models.Action.meeting_uuid == uuid):
            action.meeting_uuid = action.point_uuid = None


def next_meeting(database: Database, group_uuid: str, after: dt.date) -> MeetingRow | None:
    """Return a group's first meeting from a day on that is still to be held; None for none."""
    for row in list_meetings(database, group_uuid=group_uuid, first=after):
        if row.state not in CLOSED:
            return row
    return None


def previous_meeting(database: Database, row: MeetingRow) -> MeetingRow | None:
    """Return the group's last held meeting before this one; None for none."""
    earlier = list_meetings(database, group_uuid=row.group_uuid, last=row.day)
    held = [
        each
        for each in earlier
        if each.uuid != row.uuid
        and each.state is MeetingState.HELD
        and (each.day, each.starts_at) <= (row.day, row.starts_at or "99")
    ]
    return held[-1] if held else None


def propose_day(database: Database, row: MeetingRow) -> dt.date:
    """Return the day that the series gives for the meeting after ``row``, on the same weekday."""
    months = _MONTHS
    if row.series_uuid:
        with database.read() as session:
            series = session.get(models.MeetingSeries, row.series_uuid)
        months = (series.months_between if series else None) or _MONTHS
    day = add_months(row.day, months)
    same_weekday = day.toordinal() + (row.day.weekday() - day.weekday() + 3) % 7 - 3
    return dt.date.fromordinal(min(same_weekday, dt.date.max.toordinal()))


def make_next_meeting(
    database: Database, meeting_uuid: str, day: dt.date | None = None
) -> MeetingRow:
    """Return the group's next meeting after one: the one that is planned, else a new one.

    Without a ``day`` the series gives it (`propose_day`). Raises as `add_meeting`.
    """
    row = get_meeting(database, meeting_uuid)
    with database.read() as session:
        series = session.get(models.MeetingSeries, row.series_uuid) if row.series_uuid else None
        has_series = series is not None and series.deleted_at is None
    if day is None:
        after = _day_after(row.day)
        planned = next_meeting(database, row.group_uuid, after)
        if planned is not None and planned.uuid != meeting_uuid:
            return planned
        day = max(propose_day(database, row), after)
    return add_meeting(
        database,
        MeetingRow(
            group_uuid=row.group_uuid,
            day=day,
            series_uuid=row.series_uuid if has_series else "",
            starts_at=row.starts_at,
            minutes=row.minutes,
            place=row.place,
            form=row.form,
            chair=row.chair,
            secretary=row.secretary,
        ),
    )


def _day_after(day: dt.date) -> dt.date:
    return dt.date.fromordinal(min(day.toordinal() + 1, dt.date.max.toordinal()))


def check_open(row: models.Meeting) -> None:
    """Raise RccdeskError ``meeting_closed`` for a meeting that is held or cancelled."""
    if row.state in CLOSED:
        raise RccdeskError("meeting_closed", day=row.day.isoformat())


def _checked(row: MeetingRow) -> MeetingRow:
    if not row.group_uuid:
        raise RccdeskError("meeting_without_group")
    for value in (row.starts_at, row.started_at, row.ended_at):
        check_clock(value)
    if row.send_on is not None and row.send_on > row.day:
        raise RccdeskError("meeting_dates", send=row.send_on.isoformat(), day=row.day.isoformat())
    return row


def _from_series(session: Session, row: MeetingRow) -> MeetingRow:
    """Return a meeting with what its series says where it says nothing itself."""
    if not row.series_uuid:
        return row
    series = find(session, models.MeetingSeries, row.series_uuid, "series_missing")
    send_on = row.send_on
    if send_on is None and series.send_days is not None:
        send_on = dt.date.fromordinal(max(1, row.day.toordinal() - series.send_days))
    return replace(
        row,
        group_uuid=row.group_uuid or series.group_uuid,
        place=row.place or series.place,
        form=row.form or (MeetingForm(series.form) if series.form else None),
        starts_at=row.starts_at or series.starts_at,
        minutes=row.minutes if row.minutes is not None else series.minutes,
        send_on=send_on,
    )


def _check_group(session: Session, row: MeetingRow) -> None:
    if not row.group_uuid:
        raise RccdeskError("meeting_without_group")
    find(session, models.WorkGroup, row.group_uuid, "meeting_without_group")


def _when(row: models.Meeting | MeetingRow) -> tuple[str, dt.date, str]:
    return row.group_uuid, row.day, row.starts_at


def _check_double(session: Session, row: MeetingRow) -> None:
    """Raise RccdeskError ``meeting_double`` where the group meets at the same time already."""
    model = models.Meeting
    others = living(
        session,
        model,
        model.group_uuid == row.group_uuid,
        model.day == row.day,
        model.starts_at == row.starts_at,
        model.state != MeetingState.CANCELLED,
        model.uuid != row.uuid,
    )
    if others and row.state is not MeetingState.CANCELLED:
        raise RccdeskError("meeting_double", day=f"{row.day.isoformat()} {row.starts_at}".strip())


def _move_day(session: Session, found: models.Meeting, day: dt.date) -> None:
    """Let what was decided at a meeting follow its day, where it said that day."""
    points = living(session, models.AgendaPoint, models.AgendaPoint.meeting_uuid == found.uuid)
    if day.year != found.day.year and any(point.paragraph is not None for point in points):
        raise RccdeskError("meeting_year_fixed", year=found.day.year)
    was = found.day
    for row in living(session, models.Decision, models.Decision.meeting_uuid == found.uuid):
        of_region = models.DecisionRegion
        asked = living(session, of_region, of_region.decision_uuid == row.uuid)
        if row.treated_on != was:
            continue
        said = [row.due_on, row.returns_on, row.done_on, *(each.answered_on for each in asked)]
        early = [each for each in said if each is not None and each < day]
        if early:
            raise RccdeskError(
                "decision_dates", first=day.isoformat(), later=min(early).isoformat()
            )
        row.treated_on = day
        if row.recommended_on == was:
            row.recommended_on = day
        for each in asked:
            if each.asked_on == was:
                each.asked_on = day


def _copy_template(session: Session, meeting: MeetingRow) -> None:
    model = models.TemplatePoint
    template = session.scalars(
        select(model)
        .where(model.series_uuid == meeting.series_uuid, model.deleted_at.is_(None))
        .order_by(model.position, model.uuid)
    )
    for place, each in enumerate(template):
        session.add(
            models.AgendaPoint(
                group_uuid=meeting.group_uuid,
                meeting_uuid=meeting.uuid,
                position=place,
                title=each.title,
                kind=each.kind,
                state=str(PointState.PLANNED),
                minutes=each.minutes,
                rapporteur=each.rapporteur,
                reason=str(Reason.TEMPLATE),
            )
        )
    session.flush()


def _has_points(session: Session, uuid: str) -> bool:
    return bool(living(session, models.AgendaPoint, models.AgendaPoint.meeting_uuid == uuid))


def _has_decisions(session: Session, uuid: str) -> bool:
    return bool(living(session, models.Decision, models.Decision.meeting_uuid == uuid))
