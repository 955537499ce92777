"""One seat as it stands on a day: who sits in it, since when it is vacant, and if it was there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import SeatFunction
from rccdesk.services.groups.model import MembershipRow, PersonRow, SeatRow
from rccdesk.services.groups.presence import ABSENT_MEETINGS, SeatPresence, read_presence
from rccdesk.services.groups.seats import region_names, seat_name, sits_on
from rccdesk.services.groups.stored import read_row
from rccdesk.services.groups.words import vacant_words
from rccdesk.services.remembering import remembered
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rccdesk.services.database import Database

_FUNCTIONS = {function: number for number, function in enumerate(SeatFunction)}


@dataclass(frozen=True, slots=True)
class Holder:
    """Who sits in a seat now, and the term."""

    membership: MembershipRow
    person: PersonRow


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat on a day. ``vacant_since`` is None where it is filled, or where nobody knows.

    ``attended`` of ``asked`` of the group's last four held meetings; ``words`` as in
    "Vakant sedan 2026-08-01".
    """

    seat: SeatRow
    name: str
    holders: tuple[Holder, ...]
    filled: int
    required: int
    vacant_since: dt.date | None
    attended: int
    asked: int
    absent_in_row: int
    words: str

    @property
    def is_vacant(self) -> bool:
        """Whether fewer sit in it than are to."""
        return self.filled < self.required

    @property
    def is_absent(self) -> bool:
        """Whether somebody sits in it who has missed several meetings in a row."""
        return bool(self.filled) and self.absent_in_row >= ABSENT_MEETINGS


@remembered
def read_seat_lines(
    database: Database, today: dt.date, _language: str
) -> Mapping[str, tuple[SeatLine, ...]]:
    """Return the seats of all groups in order, by group uuid, as of a day."""
    regions = region_names(database)
    presence = read_presence(database)
    with database.read() as session:
        persons = {
            found.uuid: read_row(PersonRow, found)
            for found in session.scalars(select(models.Person))
        }
        members: dict[str, list[MembershipRow]] = {}
        for found in session.scalars(
            select(models.Membership)
            .where(models.Membership.deleted_at.is_(None))
            .order_by(models.Membership.starts_on, models.Membership.uuid)
        ):
            row = read_row(MembershipRow, found)
            members.setdefault(row.seat_uuid, []).append(row)
        seats = [
            read_row(SeatRow, found)
            for found in session.scalars(
                select(models.Seat)
                .where(models.Seat.deleted_at.is_(None))
                .order_by(models.Seat.position, models.Seat.uuid)
            )
        ]
    lines: dict[str, list[SeatLine]] = {}
    for seat in seats:
        line = _make_line(
            seat,
            seat_name(seat, regions),
            members.get(seat.uuid, ()),
            persons,
            presence.get(seat.uuid, SeatPresence()),
            today,
        )
        lines.setdefault(seat.group_uuid, []).append(line)
    return {group: tuple(of_group) for group, of_group in lines.items()}


def _make_line(
    seat: SeatRow,
    name: str,
    members: Sequence[MembershipRow],
    persons: Mapping[str, PersonRow],
    presence: SeatPresence,
    today: dt.date,
) -> SeatLine:
    now = sorted(
        (row for row in members if sits_on(row, today)),
        key=lambda row: (
            _FUNCTIONS[row.function] if row.function else len(_FUNCTIONS),
            row.starts_on or dt.date.min,
        ),
    )
    holders = tuple(Holder(row, persons[row.person_uuid]) for row in now)
    filled = len(holders)
    is_vacant = filled < seat.required
    since = vacant_since(seat, members, today) if is_vacant else None
    return SeatLine(
        seat,
        name,
        holders,
        filled,
        seat.required,
        since,
        presence.attended,
        presence.asked,
        presence.absent_in_row if filled else 0,
        _words(seat, filled, since, presence),
    )


def vacant_since(seat: SeatRow, members: Sequence[MembershipRow], today: dt.date) -> dt.date | None:
    """Return from which day on fewer have sat than are to; the day noted where it never was full.

    That is the day after the latest term whose end left too few: until then it was full, and it
    has not been since. A later day that is noted holds: the term of somebody may be gone.
    """
    one_day = dt.timedelta(days=1)
    ended = {row.ends_on for row in members if row.ends_on is not None and row.ends_on < today}
    for last in sorted(ended, reverse=True):
        if sum(sits_on(row, last) for row in members) >= seat.required:
            return max(last + one_day, seat.vacant_since or last)
    return seat.vacant_since


def _words(seat: SeatRow, filled: int, since: dt.date | None, presence: SeatPresence) -> str:
    if not filled:
        return vacant_words(since)
    if filled < seat.required:
        words = vacant_words(since)
        return text(
            "groups.seat.partly", filled=filled, required=seat.required, vacant=words.casefold()
        )
    if presence.absent_in_row >= ABSENT_MEETINGS:
        return text("groups.seat.absent", count=presence.absent_in_row)
    return text("groups.seat.filled")
