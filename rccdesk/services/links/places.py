"""Where the window shows what a link points at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rccdesk.enums import Thing
from rccdesk.models import AgendaPoint, Analysis, ImprovementArea, UserEdited
from rccdesk.services.naming.known import has_row
from rccdesk.services.value_keys import is_goal_key, read_key

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_BY_KEY = {
    Thing.FRAMEWORK: ("framework", "framework"),
    Thing.FRAMEWORK_ITEM: ("framework", "item"),
    Thing.PLAN: ("plan", "plan"),
    Thing.PLAN_ITEM: ("plan_item", "item"),
    Thing.ACTIVITY: ("plan", "item"),
    Thing.INITIATIVE: ("initiative", "initiative"),
    Thing.GUIDELINE: ("guidelines", "guideline"),
    Thing.FACTOR: ("factors", "factor"),
    Thing.GROUP: ("group", "group"),
    Thing.ASSIGNMENT: ("assignment", "assignment"),
    Thing.MEETING: ("meeting", "meeting"),
    Thing.DECISION: ("decision", "decision"),
}
_IN_LISTS = {  # what has no page of its own: where its list is, and which
    Thing.PROCESS: ("groups", "processes"),
    Thing.VISIT: ("groups", "visits"),
    Thing.TRAINING: ("groups", "training"),
    Thing.QUESTION: ("groups", "questions"),
    Thing.ACTION: ("meetings", "actions"),
}

_MODELS: Mapping[Thing, type[UserEdited]] = {  # where the page depends on the row
    Thing.IMPROVEMENT: ImprovementArea,
    Thing.ANALYSIS: Analysis,
    Thing.POINT: AgendaPoint,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A page, what to tell it, and what to choose first in the shared selection.

    ``svf`` (KVÅ prefixes), ``area`` (a code) and ``period`` are empty where nothing is to be
    chosen.
    """

    page: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    svf: tuple[str, ...] = ()
    area: str = ""
    period: str = ""


def place_of(kind: Thing, key: str) -> tuple[str, dict[str, object]] | None:
    """Return the page that shows a thing and what to tell it; None where no page does.

    A figure and a measure are shown as their trend; a decision in words is shown nowhere.
    """
    if kind is Thing.DECISION and not has_row(kind, key):
        return None
    if kind in _IN_LISTS:
        page, tab = _IN_LISTS[kind]
        return page, {"tab": tab, "line": key}
    if kind in _BY_KEY:
        page, name = _BY_KEY[kind]
        return page, {name: key}
    if kind in (Thing.FIGURE, Thing.MEASURE):
        measure = read_key(key).measure
        page, name = ("lead_times", "goal") if is_goal_key(measure) else ("indicators", "indicator")
        return page, {name: measure, "tab": "trend"}
    return None


def find_place(session: Session, kind: Thing, key: str) -> Place | None:
    """Return the page of a thing with its selection; None where no page shows it.

    An area to improve is shown as the trend of its figure.
    """
    if kind in _MODELS:
        row = session.get(_MODELS[kind], key)
        return _place_of_row(row) if row is not None else None
    if kind is Thing.PATHWAY:
        return Place("lead_times", svf=(key,))
    if kind is Thing.FIGURE:
        return _place_of_figure(key)
    found = place_of(kind, key)
    return Place(*found) if found is not None else None


def _place_of_row(row: Any) -> Place | None:
    if isinstance(row, ImprovementArea):
        return _place_of_figure(row.value_key)
    if isinstance(row, Analysis):
        svf = tuple(row.svf.split())
        return Place("analysis", {"topic": row.topic}, svf, row.area, row.period)
    if row.meeting_uuid is None:  # a point of the backlog
        return Place("meetings", {"tab": "returning", "line": row.uuid})
    return Place("meeting", {"meeting": row.meeting_uuid, "point": row.uuid})


def _place_of_figure(value_key: str) -> Place | None:
    found = place_of(Thing.FIGURE, value_key)
    fields = read_key(value_key).fields
    area = next(
        filter(None, (fields.get(name, "") for name in ("region", "home_region", "unit"))), ""
    )
    svf = tuple(filter(None, fields.get("svf", "").split("+")))
    return Place(*found, svf, area, fields.get("period", "")) if found is not None else None
