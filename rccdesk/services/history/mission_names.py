"""Names of the rows of the mission and the plan, and of whatever a link of the chain ties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from rccdesk import formats
from rccdesk.enums import Thing
from rccdesk.periods import parse_period
from rccdesk.services.value_keys import read_key
from rccdesk.texts import has_text, text

Fields = Mapping[str, Any]

WITH_ROWS = frozenset(
    {
        Thing.FRAMEWORK,
        Thing.FRAMEWORK_ITEM,
        Thing.PLAN,
        Thing.PLAN_ITEM,
        Thing.ACTIVITY,
        Thing.INITIATIVE,
        Thing.IMPROVEMENT,
        Thing.ANALYSIS,
        Thing.GUIDELINE,
        Thing.FACTOR,
    }
)
"""Kinds whose key is the uuid of a row in the table of the same name."""


class Known(Protocol):
    """What knows the names of rows and codes."""

    def name(self, table: str, row_uuid: str) -> str:
        """Return what a row is called."""

    def area(self, code: object) -> str:
        """Return the name of a region or of the health-care region of an RCC."""

    def measure(self, key: object) -> str:
        """Return the title of a measure."""

    def pathway(self, prefix: object) -> str:
        """Return the name of a pathway."""


def thing_name(known: Known, kind: object, key: object, title: object = "") -> str:
    """Return what a thing of the chain is called, whatever its kind."""
    if not key:
        return str(title or "")
    if kind in WITH_ROWS:
        return known.name(str(kind), str(key))
    if kind == Thing.MEASURE:
        return known.measure(key)
    if kind == Thing.PATHWAY:
        return known.pathway(key)
    if title:
        return str(title)
    return _figure(known, str(key)) if kind == Thing.FIGURE else str(key)


def _figure(known: Known, value_key: str) -> str:
    try:
        key = read_key(value_key)
    except ValueError:
        return value_key
    words = {"svf": known.pathway, "region": known.area}
    parts = [known.measure(key.measure)]
    for field, codes in key.fields.items():
        say = words.get(field, _period if field.endswith("period") else str)
        parts += [say(code) for code in codes.split("+")]
    return _joined(*parts)


def _joined(*parts: object) -> str:
    return ", ".join(str(part) for part in parts if part)


def _period(period: object) -> str:
    try:
        return parse_period(str(period)).label()
    except ValueError:
        return str(period or "")


def _coded(known: Known, fields: Fields) -> str:
    """Name by number and title, as in "2.1.3 Gemensam patologikö"."""
    del known
    return " ".join(str(fields[f]) for f in ("code", "title") if fields.get(f))


def _titled(known: Known, fields: Fields) -> str:
    del known
    return str(fields.get("title") or "")


def _said(known: Known, fields: Fields) -> str:
    del known
    return _shortened(str(fields.get("text") or ""))


def _shortened(words: str, most: int = 60) -> str:
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


def _scale_level(known: Known, fields: Fields) -> str:
    del known
    key = f"fields.code.scale.{fields.get('scale')}"
    return _joined(text(key) if has_text(key) else "", fields.get("name"))


def _assessment(known: Known, fields: Fields) -> str:
    day = fields.get("day")
    return _joined(
        known.name("framework_item", str(fields.get("item_uuid"))),
        fields.get("body"),
        known.area(fields["area"]) if fields.get("area") else "",
        formats.iso_date(day) if day else "",
    )


def _of_subject(known: Known, fields: Fields) -> str:
    return thing_name(known, fields.get("subject_kind"), fields.get("subject_key"))


def _in_period(known: Known, fields: Fields) -> str:
    return _joined(_of_subject(known, fields), _period(fields.get("period")))


def _responsibility(known: Known, fields: Fields) -> str:
    return _joined(_of_subject(known, fields), fields.get("actor"))


def _obstacle(known: Known, fields: Fields) -> str:
    return _joined(_of_subject(known, fields), _said(known, fields))


def _link(known: Known, fields: Fields) -> str:
    ends = (
        thing_name(known, fields.get("from_kind"), fields.get("from_key")),
        thing_name(known, fields.get("to_kind"), fields.get("to_key"), fields.get("title")),
    )
    return " → ".join(end for end in ends if end)


def _plan(known: Known, fields: Fields) -> str:
    del known
    return str(fields.get("name") or "")


def _part_of(table: str, column: str, *others: str) -> Callable[[Known, Fields], str]:
    def name(known: Known, fields: Fields) -> str:
        areas = [known.area(fields[field]) for field in ("region",) if fields.get(field)]
        rest = [fields.get(field) for field in others]
        return _joined(known.name(table, str(fields.get(column))), *areas, *rest)

    return name


def _outcome(known: Known, fields: Fields) -> str:
    initiative = known.name("initiative", str(fields.get("initiative_uuid")))
    return _joined(initiative, known.measure(fields.get("measure", "")))


NAMES: dict[str, Callable[[Known, Fields], str]] = {
    "framework": _titled,
    "framework_item": _coded,
    "scale_level": _scale_level,
    "assessment": _assessment,
    "period_lock": _in_period,
    "link": _link,
    "strategic_factor": _said,
    "plan": _plan,
    "plan_region": _part_of("plan", "plan_uuid"),
    "plan_baseline": _part_of("plan", "plan_uuid", "name"),
    "plan_item": _coded,
    "plan_item_region": _part_of("plan_item", "item_uuid"),
    "activity": _titled,
    "follow_up": _in_period,
    "responsibility": _responsibility,
    "obstacle": _obstacle,
    "initiative": _titled,
    "initiative_outcome": _outcome,
    "initiative_unit": _part_of("initiative", "initiative_uuid", "unit"),
    "guideline": _titled,
    "guideline_version": _part_of("guideline", "guideline_uuid", "version"),
    "guideline_adoption": _part_of("guideline_version", "version_uuid", "unit"),
    "knowledge_support": _said,
}
"""Table -> what names one of its rows."""
