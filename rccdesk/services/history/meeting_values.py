"""Values of the fields of groups, meetings and decisions in words."""

from __future__ import annotations

from typing import Any

from rccdesk import formats
from rccdesk.services.history.value_words import Said, coded, referring
from rccdesk.services.naming.known import spell_period
from rccdesk.services.naming.lookup import Lookup
from rccdesk.texts import text

_CODED = {  # table -> field -> the area of its codes
    "action": {"state": "action_state"},
    "agenda_point": {
        "kind": "point_kind",
        "state": "point_state",
        "reason": "reason",
        "source_kind": "thing",
    },
    "assignment": {
        "role": "assignment_role",
        "state": "assignment_state",
        "financed_by": "financed_by",
        "commissioned_by": "commissioner",
    },
    "attendance": {"presence": "presence"},
    "decision": {"kind": "decision_kind", "state": "decision_state"},
    "decision_region": {"stance": "stance"},
    "decision_unit": {"state": "adoption"},
    "meeting": {"form": "meeting_form", "state": "meeting_state"},
    "meeting_series": {"form": "meeting_form"},
    "membership": {"function": "seat_function"},
    "minutes": {"kind": "minutes_kind", "state": "document_state"},
    "national_question": {"state": "question_state"},
    "patient_participation": {"kind": "participation_kind", "entry": "patient_entry"},
    "point_region": {"answer": "answer"},
    "process": {"kind": "process_kind"},
    "seat": {"kind": "seat_kind", "represents": "represents"},
    "template_point": {"kind": "point_kind"},
    "visit": {"form": "meeting_form"},
    "work_group": {"kind": "group_kind"},
}
_OF_GROUP = {"group_uuid": "work_group"}
_OF_POINT = {"point_uuid": "agenda_point"}
_OF_MEETING = {"meeting_uuid": "meeting"}
_OF_DECISION = {"decision_uuid": "decision"}
_OF_PERSON = {"person_uuid": "person"}
_OF_PROCESS = {"process_uuid": "process"}
_TO_ACTIVITY = {"activity_uuid": "activity"}
_REFERENCES = {  # table -> field -> the table whose row it names
    "action": _OF_GROUP | _OF_MEETING | _OF_POINT | _OF_DECISION | _OF_PERSON | _TO_ACTIVITY,
    "agenda_point": _OF_GROUP | _OF_MEETING | {"came_from_uuid": "agenda_point"},
    "assignment": _OF_PROCESS | _OF_GROUP | _OF_PERSON | {"mentor_uuid": "person"},
    "attendance": _OF_MEETING | _OF_PERSON | {"seat_uuid": "seat"},
    "decision": _OF_GROUP | _OF_MEETING | _OF_POINT,
    "decision_region": _OF_DECISION,
    "decision_unit": _OF_DECISION,
    "introduction_step": {"assignment_uuid": "assignment"},
    "meeting": _OF_GROUP | {"series_uuid": "meeting_series"},
    "meeting_series": _OF_GROUP,
    "membership": _OF_PERSON | {"seat_uuid": "seat"},
    "minutes": _OF_MEETING,
    "patient_participation": _OF_GROUP,
    "point_alternative": _OF_POINT,
    "point_region": _OF_POINT,
    "seat": _OF_GROUP,
    "template_point": {"series_uuid": "meeting_series"},
    "time_release": {"assignment_uuid": "assignment"},
    "training_need": _OF_PROCESS,
    "visit": _OF_PROCESS,
    "visit_point": {"visit_uuid": "visit"} | _TO_ACTIVITY,
    "work_group": _OF_PROCESS,
}
_OF_REGION = (
    "assignment",
    "decision_region",
    "decision_unit",
    "person",
    "point_region",
    "seat",
    "training_need",
    "visit",
    "work_group",
)


def _share(_lookup: Lookup, value: Any) -> str:
    return formats.percent(value, 0 if round(value * 100, 6).is_integer() else 1)


def _document(_lookup: Lookup, value: Any) -> str:
    return text("fields.stored_text", count=len(str(value)))


SPECIAL: Said = {
    **coded(_CODED),
    **referring(_REFERENCES),
    **{(table, "region"): Lookup.area for table in _OF_REGION},
    ("assignment", "share"): _share,
    ("minutes", "content"): _document,
    ("process", "svf"): Lookup.pathways,
    ("time_release", "period"): lambda _lookup, value: spell_period(value),
    ("time_release", "share"): _share,
}
"""(table, field) -> what says its values."""
