"""Values of the fields of the mission and the plan in words."""

from __future__ import annotations

import json
from typing import Any

from rccdesk import formats
from rccdesk.services.history.value_words import Words, coded, referring, stored
from rccdesk.services.naming.known import spell_period
from rccdesk.services.naming.lookup import Lookup
from rccdesk.texts import text

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


def _level_of(scale: str) -> Words:
    return lambda lookup, value: lookup.scale_level(scale, value)


def _selection(lookup: Lookup, value: Any) -> str:
    """Return the parts of a selection such as "svf=VG9|region=13" in words."""
    words = {"svf": lookup.pathway, "region": lookup.area, "period": spell_period}
    parts = [part.partition("=") for part in str(value).split("|")]
    return ", ".join(words.get(field, str)(code) for field, _, code in parts if code)


def _frozen(_lookup: Lookup, value: Any) -> str:
    try:
        return str(json.loads(value).get("words") or formats.MISSING)
    except (ValueError, AttributeError):
        return text("fields.stored_figures", count=len(str(value)))


SPECIAL: dict[tuple[str, str], Words] = {
    **coded(_CODED),
    **referring(_REFERENCES),
    **coded({table: {"subject_kind": "thing"} for table in _SUBJECTS}),
    **{
        (table, field): lambda _lookup, value: spell_period(value)
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
    ("plan_baseline", "content"): stored,
}
"""(table, field) -> what says its values."""
