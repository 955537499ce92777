"""The head of a paper about a meeting: where and when, who leads it, who was there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import Presence, SeatFunction
from rccdesk.services import groups, meetings
from rccdesk.services.groups import function_words
from rccdesk.services.papers.assembling import listed
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.meetings import MeetingRow, SeatPresence

_Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Presences:
    """Who was at a meeting: (region or what a seat speaks for, names), and those who were not.

    ``unnoted`` are the seats that nothing is noted of, which is not the same as absent.
    """

    present: _Lines = ()
    excused: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    invited: tuple[str, ...] = ()
    unnoted: tuple[str, ...] = ()
    vacant: tuple[str, ...] = ()


def head_facts(meeting: MeetingRow, *, chair: str = "", as_it_was: bool = False) -> _Lines:
    """Return where and when a meeting is, and who leads it; ``as_it_was`` by its own clock."""
    lines = (
        ("group_day", meeting.day.isoformat()),
        ("time", _time(meeting, as_it_was=as_it_was)),
        ("place", meeting.place),
        ("form", text(f"papers.form.{meeting.form}") if meeting.form else ""),
        ("chair", meeting.chair or chair),
        ("secretary", meeting.secretary),
    )
    return tuple((text(f"papers.head.{key}"), words) for key, words in lines if words)


def find_chair(database: Database, meeting: MeetingRow) -> str:
    """Return who chairs the group on the day of the meeting, "" where nobody is said to."""
    members = groups.list_members(database, meeting.group_uuid, on=meeting.day)
    chairs = [row.person_uuid for row in members if row.function is SeatFunction.CHAIR]
    return listed(groups.get_person(database, uuid).name for uuid in chairs)


def called_facts(database: Database, meeting: MeetingRow) -> _Lines:
    """Return who is called to a meeting, by region or what a seat speaks for."""
    by: dict[str, list[str]] = {}
    for each in meetings.list_attendance(database, meeting.uuid):
        if each.seat is None:
            by.setdefault(text("papers.head.invited"), []).append(each.name)
        elif each.name:
            name = _with_function(database, meeting, each)
            by.setdefault(_where(database, each), []).append(name)
    return tuple((where, listed(names)) for where, names in by.items())


def read_presences(database: Database, meeting: MeetingRow) -> Presences:
    """Return who was at a meeting, as it is noted."""
    by: dict[str, list[str]] = {}
    found: dict[str, list[str]] = {name: [] for name in ("excused", "absent", "unnoted", "vacant")}
    invited: list[str] = []
    for each in meetings.list_attendance(database, meeting.uuid):
        presence = each.row.presence if each.row is not None else None
        where = _where(database, each) if each.seat is not None else ""
        name = _with_function(database, meeting, each) if each.name else ""
        if each.seat is None:
            if presence is Presence.EXCUSED:
                found["excused"].append(each.name)
            elif presence is Presence.ABSENT:
                found["absent"].append(each.name)
            else:
                invited.append(each.name)
        elif presence is Presence.PRESENT:
            by.setdefault(where, []).append(name or each.seat_name)
        elif presence is Presence.REPLACED:
            who = each.row.words if each.row is not None and each.row.words else ""
            by.setdefault(where, []).append(_replaced(who, each.name or each.seat_name))
            if each.name:
                found["excused"].append(f"{each.name} ({where})")
        elif presence is None and not each.name:
            found["vacant"].append(each.seat_name)
        else:
            key = "unnoted"
            if presence in (Presence.EXCUSED, Presence.ABSENT):
                key = str(presence)
            found[key].append(f"{each.name} ({where})" if each.name else each.seat_name)
    return Presences(
        present=tuple((where, listed(names)) for where, names in by.items()),
        excused=tuple(dict.fromkeys(found["excused"])),
        absent=tuple(found["absent"]),
        invited=tuple(invited),
        unnoted=tuple(found["unnoted"]),
        vacant=tuple(found["vacant"]),
    )


def presence_facts(known: Presences) -> _Lines:
    """Return who was there by region, then förhinder, absent, särskilt kallade and unnoted."""
    rest = (
        ("excused", known.excused),
        ("absent", known.absent),
        ("invited", known.invited),
        ("unnoted", known.unnoted),
        ("vacant", known.vacant),
    )
    return (
        *known.present,
        *((text(f"papers.head.{key}"), listed(names)) for key, names in rest if names),
    )


def _replaced(who: str, whom: str) -> str:
    if not who:
        return text("papers.head.replaced_unnamed", whom=whom)
    return text("papers.head.replaced", who=who, whom=whom)


def _where(database: Database, each: SeatPresence) -> str:
    if each.region:
        return groups.region_names(database).get(each.region, each.region)
    return each.seat_name


def _with_function(database: Database, meeting: MeetingRow, each: SeatPresence) -> str:
    if each.seat is None or each.person is None:
        return each.name
    for row in groups.list_members(database, meeting.group_uuid, on=meeting.day):
        if row.person_uuid == each.person.uuid and row.seat_uuid == each.seat.uuid:
            words = function_words(row.function)
            return f"{each.name} ({words[:1].lower()}{words[1:]})" if words else each.name
    return each.name


def _time(meeting: MeetingRow, *, as_it_was: bool) -> str:
    if as_it_was and meeting.started_at:
        if meeting.ended_at:
            return text("papers.head.from_to", first=meeting.started_at, last=meeting.ended_at)
        return meeting.started_at
    if not meeting.starts_at:
        return ""
    if not meeting.minutes:
        return meeting.starts_at
    hour, minute = (int(part) for part in meeting.starts_at.split(":"))
    end = hour * 60 + minute + meeting.minutes
    last = f"{end // 60 % 24:02}:{end % 60:02}"
    return text("papers.head.from_to", first=meeting.starts_at, last=last)
