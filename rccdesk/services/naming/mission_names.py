"""Names of the rows of the mission and the plan, and of links of the chain."""

from __future__ import annotations

from collections.abc import Mapping

from rccdesk import formats
from rccdesk.services.naming.known import (
    Fields,
    Known,
    Namer,
    joined,
    named,
    part_of,
    said,
    spell_period,
    thing_name,
    titled,
)
from rccdesk.texts import has_text, text


def _coded(known: Known, fields: Fields) -> str:
    """Name by number and title, as in "2.1.3 Gemensam patologikö"."""
    del known
    return " ".join(str(fields[f]) for f in ("code", "title") if fields.get(f))


def _scale_level(known: Known, fields: Fields) -> str:
    del known
    key = f"fields.code.scale.{fields.get('scale')}"
    return joined(text(key) if has_text(key) else "", fields.get("name"))


def _assessment(known: Known, fields: Fields) -> str:
    day = fields.get("day")
    return joined(
        known.name("framework_item", str(fields.get("item_uuid"))),
        fields.get("body"),
        known.area(fields["area"]) if fields.get("area") else "",
        formats.iso_date(day) if day else "",
    )


def _of_subject(known: Known, fields: Fields) -> str:
    return thing_name(known, fields.get("subject_kind"), fields.get("subject_key"))


def _in_period(known: Known, fields: Fields) -> str:
    return joined(_of_subject(known, fields), spell_period(fields.get("period")))


def _responsibility(known: Known, fields: Fields) -> str:
    return joined(_of_subject(known, fields), fields.get("actor"))


def _obstacle(known: Known, fields: Fields) -> str:
    return joined(_of_subject(known, fields), said(known, fields))


def _link(known: Known, fields: Fields) -> str:
    ends = (
        thing_name(known, fields.get("from_kind"), fields.get("from_key")),
        thing_name(known, fields.get("to_kind"), fields.get("to_key"), fields.get("title")),
    )
    return " → ".join(end for end in ends if end)


def _outcome(known: Known, fields: Fields) -> str:
    initiative = known.name("initiative", str(fields.get("initiative_uuid")))
    return joined(initiative, known.measure(fields.get("measure", "")))


NAMES: Mapping[str, Namer] = {
    "framework": titled,
    "framework_item": _coded,
    "scale_level": _scale_level,
    "assessment": _assessment,
    "period_lock": _in_period,
    "link": _link,
    "strategic_factor": said,
    "plan": named,
    "plan_region": part_of("plan", "plan_uuid"),
    "plan_baseline": part_of("plan", "plan_uuid", "name"),
    "plan_item": _coded,
    "plan_item_region": part_of("plan_item", "item_uuid"),
    "activity": titled,
    "follow_up": _in_period,
    "responsibility": _responsibility,
    "obstacle": _obstacle,
    "initiative": titled,
    "initiative_outcome": _outcome,
    "initiative_unit": part_of("initiative", "initiative_uuid", "unit"),
    "guideline": titled,
    "guideline_version": part_of("guideline", "guideline_uuid", "version"),
    "guideline_adoption": part_of("guideline_version", "version_uuid", "unit"),
    "knowledge_support": said,
}
"""Table -> what names one of its rows."""
