"""Names of the rows of processes, groups, seats and assignments."""

from __future__ import annotations

from collections.abc import Mapping

from rccdesk import formats
from rccdesk.enums import Represents
from rccdesk.services.naming.known import (
    Fields,
    Known,
    Namer,
    areas,
    code_words,
    joined,
    named,
    part_of,
    said,
    spell_period,
    titled,
)


def _process(known: Known, fields: Fields) -> str:
    uuid = fields.get("process_uuid")
    return known.name("process", str(uuid)) if uuid else ""


def _person(known: Known, fields: Fields) -> str:
    uuid = fields.get("person_uuid")
    return known.name("person", str(uuid)) if uuid else ""


def _seat(known: Known, fields: Fields) -> str:
    """Name by group and what the seat is called there, as in "Styrgruppen, Region Sydvall"."""
    own = fields.get("title") or fields.get("unit")
    region = areas(known, fields)
    if not own and not (region and fields.get("represents") == Represents.REGION):
        own = joined(code_words(known, "represents", fields.get("represents")), region)
    return joined(known.name("work_group", str(fields.get("group_uuid"))), own or region)


def _membership(known: Known, fields: Fields) -> str:
    return joined(known.name("seat", str(fields.get("seat_uuid"))), _person(known, fields))


def _assignment(known: Known, fields: Fields) -> str:
    return joined(
        fields.get("title") or code_words(known, "assignment_role", fields.get("role")),
        _process(known, fields),
        areas(known, fields),
        _person(known, fields),
    )


def _release(known: Known, fields: Fields) -> str:
    return joined(
        known.name("assignment", str(fields.get("assignment_uuid"))),
        spell_period(fields.get("period")),
    )


def _participation(known: Known, fields: Fields) -> str:
    return joined(known.name("work_group", str(fields.get("group_uuid"))), day_words(fields, "day"))


def day_words(fields: Fields, *columns: str) -> str:
    """Return the first of the days that is said."""
    day = next((fields[column] for column in columns if fields.get(column)), None)
    return formats.iso_date(day) if day else ""


def _visit(known: Known, fields: Fields) -> str:
    day = day_words(fields, "held_on", "planned_on")
    return joined(fields.get("unit"), areas(known, fields), day)


def _training(known: Known, fields: Fields) -> str:
    return joined(fields.get("topic"), areas(known, fields), fields.get("unit"))


NAMES: Mapping[str, Namer] = {
    "person": named,
    "process": named,
    "work_group": named,
    "seat": _seat,
    "membership": _membership,
    "assignment": _assignment,
    "introduction_step": part_of("assignment", "assignment_uuid", "title"),
    "time_release": _release,
    "patient_participation": _participation,
    "visit": _visit,
    "visit_point": said,
    "training_need": _training,
    "national_question": titled,
}
"""Table -> what names one of its rows."""
