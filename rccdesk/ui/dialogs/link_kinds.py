"""What a thing of the chain can be linked to, and which way the link goes."""

from __future__ import annotations

from collections.abc import Sequence

from rccdesk.enums import LinkRole, Thing

_WORKS = (Thing.PLAN_ITEM, Thing.INITIATIVE, Thing.ACTIVITY, Thing.PLAN)
_KINDS = {
    LinkRole.EVIDENCE: (
        *(Thing.DOCUMENT, Thing.FIGURE, Thing.DECISION, Thing.INITIATIVE, Thing.ANALYSIS),
    ),
    LinkRole.MEASURE: (Thing.MEASURE,),
    LinkRole.FROM: (Thing.IMPROVEMENT,),
    LinkRole.MAPPING: (Thing.FRAMEWORK_ITEM,),
}
_SERVED = {
    Thing.FRAMEWORK_ITEM: _WORKS,
    Thing.FACTOR: (Thing.PLAN_ITEM, Thing.INITIATIVE, Thing.FRAMEWORK_ITEM),
    Thing.PLAN: (Thing.FRAMEWORK_ITEM,),
    Thing.IMPROVEMENT: (Thing.PLAN_ITEM, Thing.FRAMEWORK_ITEM),
    Thing.GUIDELINE: (Thing.FRAMEWORK_ITEM, Thing.PLAN_ITEM),
    Thing.PLAN_ITEM: (Thing.FRAMEWORK_ITEM, Thing.INITIATIVE),
    Thing.ACTIVITY: (Thing.FRAMEWORK_ITEM, Thing.PLAN_ITEM),
    Thing.INITIATIVE: (Thing.PLAN_ITEM, Thing.FRAMEWORK_ITEM),
    Thing.POINT: (Thing.PLAN_ITEM, Thing.FRAMEWORK_ITEM, Thing.INITIATIVE),
    Thing.DECISION: (Thing.PLAN_ITEM, Thing.FRAMEWORK_ITEM, Thing.INITIATIVE),
    Thing.ACTION: (Thing.PLAN_ITEM, Thing.FRAMEWORK_ITEM, Thing.INITIATIVE),
    Thing.VISIT: (Thing.PLAN_ITEM, Thing.FRAMEWORK_ITEM),
    Thing.TRAINING: (Thing.PLAN_ITEM, Thing.FRAMEWORK_ITEM),
    Thing.QUESTION: (Thing.FRAMEWORK_ITEM, Thing.PLAN_ITEM),
    Thing.GROUP: (Thing.FRAMEWORK_ITEM, Thing.PLAN_ITEM),
    Thing.ASSIGNMENT: (Thing.FRAMEWORK_ITEM, Thing.PLAN_ITEM),
}
"""What a thing serves, or what serves it: see `is_served`."""


def list_kinds(from_kind: Thing, roles: Sequence[LinkRole]) -> tuple[Thing, ...]:
    """Return what a thing of ``from_kind`` can be linked to in these roles."""
    found: dict[Thing, None] = {}
    for role in roles:
        kinds = _SERVED.get(from_kind, ()) if role is LinkRole.SERVES else _KINDS[role]
        found.update(dict.fromkeys(kinds))
    return tuple(found)


def is_served(kind: Thing, by: Thing) -> bool:
    """Tell whether a link goes from ``by``, which is done, to ``kind``, which it is done for."""
    return kind is Thing.FRAMEWORK_ITEM or (kind is Thing.PLAN_ITEM and by is Thing.INITIATIVE)
