"""What comes: the next meetings, what returns to them, and the year ahead of the plan."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rccdesk.services import meetings, plans
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.parts.asking import Material, make_table
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEETINGS, _DATES = 6, 15
_AHEAD = dt.timedelta(days=183)


def make_coming(material: Material) -> tuple[Section, ...]:
    """Return the next meetings, the points that return, and the days of the plan in half a year."""
    sections = []
    for key, columns, rows in (
        ("meetings", ("day", "meeting", "where"), list(_meetings(material))),
        ("returning", ("day", "point"), list(_returning(material))),
        ("year", ("day", "what", "happens"), list(_dates(material))),
    ):
        if rows:
            table = make_table(columns, rows)
            sections.append(Section(heading=text(f"packs.steering.{key}"), tables=(table,)))
    return tuple(sections)


def _start(material: Material) -> dt.date:
    return material.view.meeting.day if material.view is not None else material.today


def _meetings(material: Material) -> Iterator[tuple[str, ...]]:
    own = material.view.meeting if material.view is not None else None
    first = _start(material)
    found = [
        line
        for line in meetings.list_meeting_lines(material.database, material.today)
        if line.meeting.day >= first and (own is None or line.meeting.uuid != own.uuid)
    ]
    for line in found[:_MEETINGS]:
        yield line.meeting.day.isoformat(), line.group.name, line.meeting.place


def _returning(material: Material) -> Iterator[tuple[str, ...]]:
    group = material.view.meeting.group_uuid if material.view is not None else None
    for row in meetings.list_returning(material.database, group):
        if row.returns_on is not None:
            title = text("papers.left_out") if row.is_confidential else row.title
            yield row.returns_on.isoformat(), title


def _dates(material: Material) -> Iterator[tuple[str, ...]]:
    plan = plans.main_plan(material.database)
    if plan is None:
        return
    first = _start(material)
    found = plans.list_dates(material.database, plan.uuid, first, first + _AHEAD)
    for each in found[:_DATES]:
        yield each.day.isoformat(), each.name, each.words
