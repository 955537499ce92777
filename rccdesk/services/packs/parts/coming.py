"""What comes: the next meetings, what returns to them, and the year ahead of the plan."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import TYPE_CHECKING

from rccdesk.services import meetings, plans
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.parts.asking import Material, make_table
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST = MappingProxyType({"meetings": 6, "returning": 15, "year": 16})  # rows of each table
_MOST_NAMES = 4  # that happen on one day
_AHEAD = dt.timedelta(days=183)


def make_coming(material: Material) -> tuple[Section, ...]:
    """Return the next meetings, the points that return, and the days of the plan in half a year."""
    sections = []
    for key, columns, rows in (
        ("meetings", ("day", "meeting", "where"), list(_meetings(material))),
        ("returning", ("day", "point", "said"), list(_returning(material))),
        ("year", ("day", "what", "happens"), list(_dates(material))),
    ):
        if rows:
            most = _MOST[key]
            table = make_table(columns, rows[:most])
            more = len(rows) - most
            notes = (text("packs.steering.more_dates", count=more),) if more > 0 else ()
            heading = text(f"packs.steering.{key}")
            sections.append(Section(heading=heading, tables=(table,), notes=notes))
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
    for line in found:
        yield line.meeting.day.isoformat(), line.group.name, line.meeting.place


def _returning(material: Material) -> Iterator[tuple[str, ...]]:
    group = material.view.meeting.group_uuid if material.view is not None else None
    for row in meetings.list_returning(material.database, group):
        if row.returns_on is not None:
            title = text("papers.left_out") if row.is_confidential else row.title
            # What is to be taken up by this meeting would be on its agenda by now.
            late = row.returns_on <= _start(material)
            yield (
                row.returns_on.isoformat(),
                title,
                text("packs.steering.not_taken") if late else "",
            )


def _dates(material: Material) -> Iterator[tuple[str, ...]]:
    plan = plans.main_plan(material.database)
    if plan is None:
        return
    first = _start(material)
    found = plans.list_dates(material.database, plan.uuid, first, first + _AHEAD)
    together: dict[tuple[dt.date, str], list[str]] = {}
    for each in found:
        together.setdefault((each.day, each.words), []).append(each.name)
    for (day, words), names in together.items():
        yield day.isoformat(), _names(names), words


def _names(names: Sequence[str]) -> str:
    """Return names after each other, of very many the first and how many there are besides."""
    if len(names) <= _MOST_NAMES:
        return "; ".join(names)
    shown = "; ".join(names[: _MOST_NAMES - 1])
    return text("packs.steering.and_more", names=shown, count=len(names) - _MOST_NAMES + 1)
