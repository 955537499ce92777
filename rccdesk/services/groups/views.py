"""A group as one sees it: its seats, who sits in them, and what is missing (R-P15, R-C08)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.errors import NotFoundError
from rccdesk.services.groups.gaps import FlagLine, find_flags, read_places
from rccdesk.services.groups.groups import list_groups
from rccdesk.services.groups.model import GroupRow, ProcessRow
from rccdesk.services.groups.presence import read_meeting_days
from rccdesk.services.groups.processes import list_processes, process_names
from rccdesk.services.groups.seat_lines import SeatLine, read_seat_lines
from rccdesk.services.remembering import remembered
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group with its seats on a day and what it lacks."""

    group: GroupRow
    process: ProcessRow | None
    seats: tuple[SeatLine, ...]
    flags: tuple[FlagLine, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group in the list. ``members`` sit in its seats now; ``vacant`` places are empty."""

    group: GroupRow
    process_name: str
    members: int
    vacant: int
    flags: tuple[FlagLine, ...]
    next_meeting: dt.date | None
    last_meeting: dt.date | None


def get_group_view(database: Database, group_uuid: str, today: dt.date) -> GroupView:
    """Return a group with its seats as of a day; NotFoundError ``group_missing``."""
    view = _views(database, today, language()).get(group_uuid)
    if view is None:
        raise NotFoundError("group_missing")
    return view


def list_group_lines(database: Database, today: dt.date) -> tuple[GroupLine, ...]:
    """Return all groups as lines, what leads first."""
    return _lines(database, today, language())


@remembered
def _views(database: Database, today: dt.date, spoken: str) -> Mapping[str, GroupView]:
    places = read_places(database)
    seats = read_seat_lines(database, today, spoken)
    processes = {row.uuid: row for row in list_processes(database, only_living=False)}
    found = {}
    for group in list_groups(database):
        lines = seats.get(group.uuid, ())
        is_living = group.valid_to is None or group.valid_to >= today
        found[group.uuid] = GroupView(
            group,
            processes.get(group.process_uuid),
            lines,
            find_flags(group, lines, places) if is_living else (),
            _sentence(lines),
        )
    return found


@remembered
def _lines(database: Database, today: dt.date, spoken: str) -> tuple[GroupLine, ...]:
    days = read_meeting_days(database, today)
    names = process_names(database)
    views = _views(database, today, spoken)
    return tuple(
        GroupLine(
            view.group,
            names.get(view.group.process_uuid, ""),
            sum(line.filled for line in view.seats),
            sum(max(line.required - line.filled, 0) for line in view.seats),
            view.flags,
            *days.get(view.group.uuid, (None, None)),
        )
        for view in views.values()
    )


def _sentence(lines: Sequence[SeatLine]) -> str:
    """Return how many places are filled, and the seat that has been vacant longest."""
    if not lines:
        return text("groups.sentence.no_seats")
    required = sum(line.required for line in lines)
    filled = sum(min(line.filled, line.required) for line in lines)
    words = text("groups.sentence.filled", filled=filled, required=required)
    vacant = [line for line in lines if line.is_vacant]
    if not vacant:
        return words
    longest = min(vacant, key=lambda line: line.vacant_since or dt.date.max)
    key = "longest" if longest.vacant_since else "vacant"
    since = longest.vacant_since.isoformat() if longest.vacant_since else ""
    return f"{words} {text(f'groups.sentence.{key}', name=longest.name, date=since)}"
