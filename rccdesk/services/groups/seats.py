"""Seats of a group apart from who sits in them, and the terms of those who do."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import Represents, Topic
from rccdesk.errors import RccdeskError
from rccdesk.services import organisation
from rccdesk.services.groups.model import MembershipRow, SeatRow
from rccdesk.services.groups.stored import (
    add_row,
    change_row,
    check_region,
    checked,
    find,
    last_position,
    now,
    read_row,
)
from rccdesk.services.groups.words import represents_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database


def list_seats(database: Database, group_uuid: str) -> tuple[SeatRow, ...]:
    """Return the seats of a group in the user's order."""
    with database.read() as session:
        return tuple(read_row(SeatRow, found) for found in _seats(session, group_uuid))


def region_names(database: Database) -> Mapping[str, str]:
    """Return the full names of the regions by code."""
    return {row.code: row.full_name for row in organisation.list_regions(database)}


def seat_name(seat: SeatRow, regions: Mapping[str, str]) -> str:
    """Return what a seat is called: its own words, its unit or region, else what it is for."""
    if seat.title:
        return seat.title
    if seat.unit:
        return seat.unit
    if seat.represents is Represents.REGION and seat.region:
        return regions.get(seat.region, seat.region)
    name = represents_words(seat.represents)
    return f"{name}, {regions.get(seat.region, seat.region)}" if seat.region else name


def add_seat(database: Database, row: SeatRow) -> SeatRow:
    """Store a new seat last in its group.

    Raises NotFoundError ``group_missing``, ``region_missing``, RccdeskError ``seat_required``,
    ``seat_region_missing``, PersonalTextError.
    """
    row = _checked(row)
    with database.write(
        Topic.GROUPS,
        act="history.act.seat_added",
        values={"seat": seat_name(row, region_names(database))},
    ) as session:
        find(session, models.WorkGroup, row.group_uuid, "group_missing")
        check_region(session, row.region)
        position = last_position(session, models.Seat, models.Seat.group_uuid == row.group_uuid)
        made = add_row(session, models.Seat, row)
        found = session.get_one(models.Seat, made.uuid)
        found.position = position
        session.flush()
        return read_row(SeatRow, found)


def update_seat(database: Database, row: SeatRow) -> SeatRow:
    """Save a changed seat in its place; as `add_seat`, NotFoundError ``seat_missing``.

    Fewer than sit in it may not be required: RccdeskError ``seat_taken``.
    """
    row = _checked(row)
    with database.write(
        Topic.GROUPS,
        act="history.act.seat_updated",
        values={"seat": seat_name(row, region_names(database))},
    ) as session:
        check_region(session, row.region)
        found = find(session, models.Seat, row.uuid, "seat_missing")
        members = _members(session, row.uuid)
        if row.required < found.required and _most_at_once(members) > row.required:
            raise RccdeskError("seat_taken", required=row.required)
        return change_row(
            session, models.Seat, row, "seat_missing", leave=("group_uuid", "position")
        )


def move_seat(database: Database, uuid: str, position: int) -> None:
    """Move a seat to a place (from 0) among those of its group; NotFoundError ``seat_missing``."""
    with database.write(Topic.GROUPS, act="history.act.seat_moved") as session:
        found = find(session, models.Seat, uuid, "seat_missing")
        seats = [each for each in _seats(session, found.group_uuid) if each.uuid != uuid]
        seats.insert(min(max(position, 0), len(seats)), found)
        for place, each in enumerate(seats):
            each.position = place


def delete_seat(database: Database, uuid: str) -> None:
    """Put a seat in the Papperskorg with the terms in it; NotFoundError ``seat_missing``."""
    with database.read() as session:
        row = read_row(SeatRow, find(session, models.Seat, uuid, "seat_missing"))
    with database.write(
        Topic.GROUPS,
        act="history.act.seat_deleted",
        values={"seat": seat_name(row, region_names(database))},
    ) as session:
        moment = now()
        find(session, models.Seat, uuid, "seat_missing").deleted_at = moment
        for member in session.scalars(
            select(models.Membership).where(
                models.Membership.seat_uuid == uuid, models.Membership.deleted_at.is_(None)
            )
        ):
            member.deleted_at = moment


def list_members(
    database: Database, group_uuid: str, on: dt.date | None = None
) -> tuple[MembershipRow, ...]:
    """Return who sits in the seats of a group, by seat and start; on a day, or ever (None)."""
    with database.read() as session:
        found = session.scalars(
            select(models.Membership)
            .join(models.Seat, models.Seat.uuid == models.Membership.seat_uuid)
            .where(
                models.Seat.group_uuid == group_uuid,
                models.Seat.deleted_at.is_(None),
                models.Membership.deleted_at.is_(None),
            )
            .order_by(models.Seat.position, models.Membership.starts_on, models.Membership.uuid)
        )
        rows = tuple(read_row(MembershipRow, each) for each in found)
    return tuple(row for row in rows if on is None or sits_on(row, on))


def sits_on(row: MembershipRow, day: dt.date) -> bool:
    """Tell whether a term covers a day; a day that is not known covers any."""
    begun = row.starts_on is None or row.starts_on <= day
    return begun and (row.ends_on is None or row.ends_on >= day)


def add_member(database: Database, row: MembershipRow) -> MembershipRow:
    """Put a person in a seat for a time.

    Raises RccdeskError ``membership_dates`` where the end comes before the start,
    ``membership_overlaps`` where the person sits there then already, ``seat_taken`` where more
    than are required would sit at once; NotFoundError ``seat_missing``, ``person_missing``.
    """
    with database.write(
        Topic.GROUPS, act="history.act.member_added", values={"seat": _name_of(database, row)}
    ) as session:
        _check_member(session, row)
        return add_row(session, models.Membership, row)


def update_member(database: Database, row: MembershipRow) -> MembershipRow:
    """Save a changed term; as `add_member`, NotFoundError ``membership_missing``."""
    with database.write(
        Topic.GROUPS, act="history.act.member_updated", values={"seat": _name_of(database, row)}
    ) as session:
        found = find(session, models.Membership, row.uuid, "membership_missing")
        _check_member(session, row, is_new=found.person_uuid != row.person_uuid)
        return change_row(session, models.Membership, row, "membership_missing")


def end_member(database: Database, uuid: str, day: dt.date) -> MembershipRow:
    """Let a term end with a day, the last one; as `update_member`."""
    with database.read() as session:
        row = read_row(MembershipRow, find(session, models.Membership, uuid, "membership_missing"))
    with database.write(
        Topic.GROUPS, act="history.act.member_ended", values={"seat": _name_of(database, row)}
    ) as session:
        found = find(session, models.Membership, uuid, "membership_missing")
        _check_member(session, replace(row, ends_on=day), is_new=False)
        found.ends_on = day
        session.flush()
        return read_row(MembershipRow, found)


def delete_member(database: Database, uuid: str) -> None:
    """Put a term in the Papperskorg, as one noted by mistake; NotFoundError."""
    with database.read() as session:
        row = read_row(MembershipRow, find(session, models.Membership, uuid, "membership_missing"))
    with database.write(
        Topic.GROUPS, act="history.act.member_deleted", values={"seat": _name_of(database, row)}
    ) as session:
        find(session, models.Membership, uuid, "membership_missing").deleted_at = now()


def _checked(row: SeatRow) -> SeatRow:
    row = checked(row)
    if row.required < 1:
        raise RccdeskError("seat_required")
    if row.represents is Represents.REGION and not (row.region or row.title):
        raise RccdeskError("seat_region_missing")
    return row


def _seats(session: Session, group_uuid: str) -> list[models.Seat]:
    query = (
        select(models.Seat)
        .where(models.Seat.group_uuid == group_uuid, models.Seat.deleted_at.is_(None))
        .order_by(models.Seat.position, models.Seat.uuid)
    )
    return list(session.scalars(query))


def _members(session: Session, seat_uuid: str) -> list[MembershipRow]:
    query = select(models.Membership).where(
        models.Membership.seat_uuid == seat_uuid, models.Membership.deleted_at.is_(None)
    )
    return [read_row(MembershipRow, found) for found in session.scalars(query)]


def _name_of(database: Database, row: MembershipRow) -> str:
    with database.read() as session:
        seat = read_row(SeatRow, find(session, models.Seat, row.seat_uuid, "seat_missing"))
    return seat_name(seat, region_names(database))


def _check_member(session: Session, row: MembershipRow, *, is_new: bool = True) -> None:
    """Raise where a term cannot stand; one of somebody who has been removed may be mended."""
    seat = find(session, models.Seat, row.seat_uuid, "seat_missing")
    if is_new:
        find(session, models.Person, row.person_uuid, "person_missing")
    if row.starts_on is not None and row.ends_on is not None and row.ends_on < row.starts_on:
        _refuse_dates(row.starts_on, row.ends_on)
    others = [
        each
        for each in _members(session, row.seat_uuid)
        if each.uuid != row.uuid and _overlap(each, row)
    ]
    if any(each.person_uuid == row.person_uuid for each in others):
        raise RccdeskError("membership_overlaps")
    if _most_at_once([*others, row], within=row) > seat.required:
        raise RccdeskError("seat_taken", required=seat.required)


def _refuse_dates(first: dt.date, last: dt.date) -> None:
    raise RccdeskError("membership_dates", first=first.isoformat(), last=last.isoformat())


def _overlap(one: MembershipRow, other: MembershipRow) -> bool:
    return max(_first(one), _first(other)) <= min(_last(one), _last(other))


def _first(row: MembershipRow) -> dt.date:
    return row.starts_on or dt.date.min


def _last(row: MembershipRow) -> dt.date:
    return row.ends_on or dt.date.max


def _most_at_once(rows: Iterable[MembershipRow], within: MembershipRow | None = None) -> int:
    """Return how many sit at once at most: it is reached on a day that somebody begins."""
    rows = list(rows)
    days = {_first(row) for row in rows}
    if within is not None:
        days = {max(day, _first(within)) for day in days if day <= _last(within)}
    return max((sum(_first(row) <= day <= _last(row) for row in rows) for day in days), default=0)
