"""Series of meetings and the agenda that each new meeting starts from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import Topic
from rccdesk.errors import RccdeskError
from rccdesk.services.groups.stored import (
    add_row,
    change_row,
    checked,
    find,
    last_position,
    now,
    read_row,
)
from rccdesk.services.meetings.model import SeriesRow, TemplateRow
from rccdesk.services.meetings.times import check_clock
from rccdesk.services.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database


@remembered
def list_series(database: Database, group_uuid: str | None = None) -> tuple[SeriesRow, ...]:
    """Return the series of meetings, of a group or of all, by name."""
    query = select(models.MeetingSeries).where(models.MeetingSeries.deleted_at.is_(None))
    if group_uuid is not None:
        query = query.where(models.MeetingSeries.group_uuid == group_uuid)
    with database.read() as session:
        found = session.scalars(query.order_by(models.MeetingSeries.name)).all()
        return tuple(read_row(SeriesRow, each) for each in found)


def add_series(database: Database, row: SeriesRow) -> SeriesRow:
    """Store a new series.

    Raises RccdeskError ``series_name_missing``, ``meeting_time``, ``number_negative``,
    NotFoundError ``meeting_without_group``, PersonalTextError.
    """
    row = _checked(row)
    with database.write(
        Topic.MEETINGS, act="history.act.series_added", values={"name": row.name}
    ) as session:
        find(session, models.WorkGroup, row.group_uuid, "meeting_without_group")
        return add_row(session, models.MeetingSeries, row)


def update_series(database: Database, row: SeriesRow) -> SeriesRow:
    """Save a changed series; meetings that were made of it stay. As `add_series`."""
    row = _checked(row)
    with database.write(
        Topic.MEETINGS, act="history.act.series_updated", values={"name": row.name}
    ) as session:
        find(session, models.WorkGroup, row.group_uuid, "meeting_without_group")
        return change_row(session, models.MeetingSeries, row, "series_missing")


def save_series(database: Database, row: SeriesRow, template: Sequence[TemplateRow]) -> SeriesRow:
    """Store a series, new or changed, with its template in order, as one undo step.

    Points that ``template`` lacks go to the Papperskorg; meetings already made keep their agendas.
    As `add_series` and `add_template_point`, NotFoundError ``template_point_missing``.
    """
    row = _checked(row)
    points = [_checked_point(point) for point in template]
    act = "history.act.series_updated" if row.uuid else "history.act.series_added"
    with database.write(Topic.MEETINGS, act=act, values={"name": row.name}) as session:
        find(session, models.WorkGroup, row.group_uuid, "meeting_without_group")
        if row.uuid:
            made = change_row(session, models.MeetingSeries, row, "series_missing")
        else:
            made = add_row(session, models.MeetingSeries, row)
        kept = {point.uuid for point in points}
        for found in _template(session, made.uuid):
            if found.uuid not in kept:
                found.deleted_at = now()
        for place, point in enumerate(points):
            placed = replace(point, series_uuid=made.uuid, position=place)
            if point.uuid:
                change_row(
                    session, models.TemplatePoint, placed, "template_point_missing", leave=()
                )
            else:
                add_row(session, models.TemplatePoint, placed)
        return made


def delete_series(database: Database, uuid: str) -> None:
    """Put a series and its template in the Papperskorg; its meetings stay. ``series_missing``."""
    with database.read() as session:
        name = find(session, models.MeetingSeries, uuid, "series_missing").name
    with database.write(
        Topic.MEETINGS, act="history.act.series_deleted", values={"name": name}
    ) as session:
        moment = now()
        find(session, models.MeetingSeries, uuid, "series_missing").deleted_at = moment
        for point in _template(session, uuid):
            point.deleted_at = moment


@remembered
def list_template(database: Database, series_uuid: str) -> tuple[TemplateRow, ...]:
    """Return the points of a series' template in order."""
    with database.read() as session:
        return tuple(read_row(TemplateRow, each) for each in _template(session, series_uuid))


def add_template_point(database: Database, row: TemplateRow) -> TemplateRow:
    """Store a new point last in a template; meetings already made keep their agendas.

    Raises RccdeskError ``point_title_missing``, NotFoundError ``series_missing``.
    """
    row = _checked_point(row)
    with database.write(
        Topic.MEETINGS, act="history.act.template_point_added", values={"title": row.title}
    ) as session:
        find(session, models.MeetingSeries, row.series_uuid, "series_missing")
        model = models.TemplatePoint
        position = last_position(session, model, model.series_uuid == row.series_uuid)
        made = add_row(session, model, row)
        found = session.get_one(model, made.uuid)
        found.position = position
        session.flush()
        return read_row(TemplateRow, found)


def update_template_point(database: Database, row: TemplateRow) -> TemplateRow:
    """Save a changed point of a template in its place; ``template_point_missing``."""
    row = _checked_point(row)
    with database.write(
        Topic.MEETINGS, act="history.act.template_point_updated", values={"title": row.title}
    ) as session:
        return change_row(session, models.TemplatePoint, row, "template_point_missing")


def move_template_point(database: Database, uuid: str, position: int) -> None:
    """Move a point of a template to a place (from 0); ``template_point_missing``."""
    with database.write(Topic.MEETINGS, act="history.act.template_point_moved") as session:
        found = find(session, models.TemplatePoint, uuid, "template_point_missing")
        rest = [each for each in _template(session, found.series_uuid) if each.uuid != uuid]
        rest.insert(min(max(position, 0), len(rest)), found)
        for place, each in enumerate(rest):
            each.position = place


def delete_template_point(database: Database, uuid: str) -> None:
    """Put a point of a template in the Papperskorg; ``template_point_missing``."""
    with database.read() as session:
        title = find(session, models.TemplatePoint, uuid, "template_point_missing").title
    with database.write(
        Topic.MEETINGS, act="history.act.template_point_deleted", values={"title": title}
    ) as session:
        found = find(session, models.TemplatePoint, uuid, "template_point_missing")
        found.deleted_at = now()


def _template(session: Session, series_uuid: str) -> Sequence[models.TemplatePoint]:
    model = models.TemplatePoint
    return session.scalars(
        select(model)
        .where(model.series_uuid == series_uuid, model.deleted_at.is_(None))
        .order_by(model.position, model.uuid)
    ).all()


def _checked(row: SeriesRow) -> SeriesRow:
    row = checked(row)
    if not row.name:
        raise RccdeskError("series_name_missing")
    check_clock(row.starts_at)
    return replace(row, months_between=row.months_between or None)  # 0: no fixed interval


def _checked_point(row: TemplateRow) -> TemplateRow:
    row = checked(row)
    if not row.title:
        raise RccdeskError("point_title_missing")
    return row
