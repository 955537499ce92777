"""Names of the rows of meetings, decisions and actions."""

from __future__ import annotations

from collections.abc import Mapping

from rccdesk.formats import shortened
from rccdesk.services.naming.group_names import day_words
from rccdesk.services.naming.known import (
    Fields,
    Known,
    Namer,
    code_words,
    joined,
    part_of,
    titled,
)


def _meeting(known: Known, fields: Fields) -> str:
    """Name by group and day, as in "Styrgruppen 2026-03-02"."""
    group = known.name("work_group", str(fields.get("group_uuid")))
    return f"{group} {day_words(fields, 'day')}".strip()


def _point(known: Known, fields: Fields) -> str:
    """Name by title and meeting: the same points come back at every meeting."""
    meeting = fields.get("meeting_uuid")
    return joined(fields.get("title"), known.name("meeting", str(meeting)) if meeting else "")


def _decision(known: Known, fields: Fields) -> str:
    """Name by place and text, as in "§ 31 2026-05-21, Gemensam patologikö"."""
    return joined(_place(known, fields), shortened(str(fields.get("text") or "")))


def _place(known: Known, fields: Fields) -> str:
    point = known.fields("agenda_point", str(fields.get("point_uuid") or ""))
    meeting = known.fields("meeting", str(fields.get("meeting_uuid") or ""))
    number = point.get("paragraph")
    day = day_words(meeting, "day") or day_words(fields, "treated_on")
    return " ".join(filter(None, (f"§ {number}" if number else "", day)))


def _attendance(known: Known, fields: Fields) -> str:
    who = [
        known.name(table, str(fields[column])) if fields.get(column) else ""
        for table, column in (("seat", "seat_uuid"), ("person", "person_uuid"))
    ]
    meeting = known.name("meeting", str(fields.get("meeting_uuid")))
    return joined(meeting, *who, fields.get("words"))


def _minutes(known: Known, fields: Fields) -> str:
    kind = code_words(known, "minutes_kind", fields.get("kind"))
    return joined(known.name("meeting", str(fields.get("meeting_uuid"))), kind)


NAMES: Mapping[str, Namer] = {
    "meeting_series": part_of("work_group", "group_uuid", "name"),
    "template_point": part_of("meeting_series", "series_uuid", "title"),
    "meeting": _meeting,
    "agenda_point": _point,
    "point_alternative": part_of("agenda_point", "point_uuid", "name"),
    "point_region": part_of("agenda_point", "point_uuid", "body"),
    "attendance": _attendance,
    "minutes": _minutes,
    "decision": _decision,
    "decision_region": part_of("decision", "decision_uuid"),
    "decision_unit": part_of("decision", "decision_uuid", "unit"),
    "action": titled,
}
"""Table -> what names one of its rows."""
