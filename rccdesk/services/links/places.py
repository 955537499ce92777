"""Where the window shows what a link points at."""

from __future__ import annotations

from rccdesk.enums import Thing
from rccdesk.services.value_keys import is_goal_key, read_key

_BY_KEY = {
    Thing.FRAMEWORK: ("framework", "framework"),
    Thing.FRAMEWORK_ITEM: ("framework", "item"),
    Thing.PLAN: ("plan", "plan"),
    Thing.PLAN_ITEM: ("plan_item", "item"),
    Thing.ACTIVITY: ("plan", "item"),
    Thing.INITIATIVE: ("initiative", "initiative"),
    Thing.GUIDELINE: ("guidelines", "guideline"),
    Thing.FACTOR: ("factors", "factor"),
}


def place_of(kind: Thing, key: str) -> tuple[str, dict[str, object]] | None:
    """Return the page that shows a thing and what to tell it; None where no page does.

    A figure and a measure are shown as their trend.
    """
    if kind in _BY_KEY:
        page, name = _BY_KEY[kind]
        return page, {name: key}
    if kind in (Thing.FIGURE, Thing.MEASURE):
        measure = read_key(key).measure
        page, name = ("lead_times", "goal") if is_goal_key(measure) else ("indicators", "indicator")
        return page, {name: measure, "tab": "trend"}
    return None
