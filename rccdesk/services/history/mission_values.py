"""Values of the fields of the mission and the plan in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from rccdesk import formats
from rccdesk.services.history.lookup import Lookup, period_words
from rccdesk.services.history.mission_names import thing_name
from rccdesk.texts import has_text, text

Words = Callable[[Lookup, Any], str]

_CODED = {  # table -> field -> the codes it holds
    "activity": {"state": "item_state", "channel": "channel"},
    "follow_up": {"state": "item_state"},
    "guideline_adoption": {"state": "adoption"},
    "initiative": {
        "state": "initiative_state",
        "origin": "origin",
        "patient_entry": "patient_entry",
        "evaluation_kind": "evaluation_kind",
        "evaluation_by": "evaluation_by",
        "conclusion": "conclusion",
    },
    "initiative_unit": {"answer": "answer"},
    "knowledge_support": {"kind": "support_kind"},
    "link": {"from_kind": "thing", "to_kind": "thing", "role": "link_role"},
    "obstacle": {"state": "obstacle_state", "level": "obstacle_level"},
    "plan": {"kind": "plan_kind", "state": "plan_state"},
    "plan_item": {"state": "item_state", "goal_shape": "goal_shape", "scope": "scope"},
    "plan_item_region": {"state": "item_state"},
    "plan_region": {"approval": "approval", "own_plan": "own_plan"},
    "responsibility": {"share": "share", "channel": "channel"},
    "scale_level": {"scale": "scale"},
    "strategic_factor": {"kind": "factor_kind", "theme": "theme"},
}
_SUBJECTS = ("follow_up", "obstacle", "period_lock", "responsibility")
_PERIODS = {
    "follow_up": ("period",),
    "initiative_outcome": ("before_period", "after_period", "durable_period"),
    "period_lock": ("period",),
    "plan_item": ("baseline_period",),
}
_AREAS = (
    ("assessment", "area"),
    ("initiative", "area"),
    ("activity", "region"),
    ("guideline_adoption", "region"),
    ("initiative_unit", "region"),
    ("obstacle", "region"),
    ("plan", "region"),
    ("plan_item_region", "region"),
    ("plan_region", "region"),
)
_FROZEN = ("before", "after", "compared_before", "compared_after", "durable")
_REFERENCES = {
    "framework": {"replaces_uuid": "framework"},
    "framework_item": {"framework_uuid": "framework", "parent_uuid": "framework_item"},
    "assessment": {"item_uuid": "framework_item"},
    "plan": {"parent_uuid": "plan", "replaces_uuid": "plan"},
    "plan_item": {"plan_uuid": "plan", "parent_uuid": "plan_item"},
    "plan_region": {"plan_uuid": "plan"},
    "plan_baseline": {"plan_uuid": "plan"},
    "plan_item_region": {"item_uuid": "plan_item"},
    "activity": {"plan_item_uuid": "plan_item", "initiative_uuid": "initiative"},
    "initiative_outcome": {"initiative_uuid": "initiative"},
    "initiative_unit": {"initiative_uuid": "initiative"},
    "guideline_version": {"guideline_uuid": "guideline"},
    "guideline_adoption": {"version_uuid": "guideline_version"},
    "knowledge_support": {"guideline_uuid": "guideline"},
}
_SCALES = {"progress": "progress", "plan_progress": "progress", "challenge": "challenge"}
_ENDS = {"subject_key": "subject_kind", "from_key": "from_kind", "to_key": "to_kind"}


def code_words(area: str, code: object) -> str:
    """Return a code of the mission or the plan in words, as in "pågår enligt plan"."""
    key = f"fields.code.{area}.{code}"
    if not has_text(key):
        return str(code)
    return text(key, steering_body=text("organisation.term.steering_body.definite"))


def thing_words(lookup: Lookup, table: str, row_uuid: str, field: str, value: object) -> str | None:
    """Return what a key of the chain names; None for a field that holds none.

    The kind of what it names stands in another field of the row.
    """
    of_link = table == "link" and field in ("from_key", "to_key")
    if not (of_link or (table in _SUBJECTS and field == "subject_key")):
        return None
    fields = lookup.fields(table, row_uuid)
    title = fields.get("title") if field == "to_key" else ""
    return thing_name(lookup, fields.get(_ENDS[field]), value, title)


def _code(area: str) -> Words:
    return lambda _lookup, value: code_words(area, value)


def _reference(table: str) -> Words:
    return lambda lookup, value: lookup.name(table, str(value))


def _level_of(scale: str) -> Words:
    return lambda lookup, value: lookup.scale_level(scale, value)


def _selection(lookup: Lookup, value: Any) -> str:
    """Return the parts of a selection such as "svf=VG9|region=13" in words."""
    words = {"svf": lookup.pathway, "region": lookup.area, "period": period_words}
    parts = [part.partition("=") for part in str(value).split("|")]
    return ", ".join(words.get(field, str)(code) for field, _, code in parts if code)


def _frozen(_lookup: Lookup, value: Any) -> str:
    try:
        return str(json.loads(value).get("words") or formats.MISSING)
    except (ValueError, AttributeError):
        return text("fields.stored_figures", count=len(str(value)))


def _stored(_lookup: Lookup, value: Any) -> str:
    return text("fields.stored_figures", count=len(str(value)))


SPECIAL: dict[tuple[str, str], Words] = {
    **{
        (table, field): _code(area)
        for table, fields in _CODED.items()
        for field, area in fields.items()
    },
    **{
        (table, field): _reference(whole)
        for table, fields in _REFERENCES.items()
        for field, whole in fields.items()
    },
    **{(table, "subject_kind"): _code("thing") for table in _SUBJECTS},
    **{
        (table, field): lambda _lookup, value: period_words(value)
        for table, fields in _PERIODS.items()
        for field in fields
    },
    **dict.fromkeys(_AREAS, Lookup.area),
    **{
        (table, "svf"): Lookup.pathways
        for table in ("plan", "initiative", "guideline", "knowledge_support")
    },
    **{("assessment", field): _level_of(scale) for field, scale in _SCALES.items()},
    **{("initiative_outcome", field): _frozen for field in _FROZEN},
    ("initiative_outcome", "measure"): Lookup.measure,
    ("initiative_outcome", "selection"): _selection,
    ("initiative_outcome", "compared_with"): _selection,
    ("plan_item", "measure_key"): Lookup.measure,
    ("plan_item", "direction"): lambda _lookup, value: text(f"figures.direction.{value}"),
    ("plan_baseline", "content"): _stored,
}
"""(table, field) -> what says its values."""
