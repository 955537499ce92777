"""Meetings, decisions and actions: a body that meets, a kind, days in order, somebody to do it."""

from __future__ import annotations

import re
from itertools import pairwise

from rccdesk.enums import ActionState, DecisionKind, PointState, Severity, Thing
from rccdesk.services.checks.rules import Inspection, Rule, counting, read_json
from rccdesk.services.naming.known import WITH_ROWS

_OF_A_BODY = ("meeting_series", "meeting", "agenda_point", "decision", "action")
_IN_ORDER: tuple[tuple[str, tuple[str, ...]], ...] = (  # table, days that follow each other
    ("assignment", ("starts_on", "ends_on")),
    ("membership", ("starts_on", "ends_on")),
    ("work_group", ("valid_from", "valid_to")),
    ("point_region", ("asked_on", "answered_on")),
    ("decision", ("raised_on", "prepared_on", "treated_on", "recommended_on")),
    ("decision", ("treated_on", "due_on")),
    ("decision", ("treated_on", "returns_on")),
    ("decision", ("treated_on", "done_on")),
    ("decision_region", ("asked_on", "prepared_on", "answered_on")),
    ("decision_unit", ("contacted_on", "told_on")),
    ("national_question", ("noted_on", "answered_on")),
)
_PARTS = (  # what must not stand without its whole
    ("seat", "group_uuid", "work_group"),
    ("membership", "seat_uuid", "seat"),
    ("introduction_step", "assignment_uuid", "assignment"),
    ("time_release", "assignment_uuid", "assignment"),
    ("patient_participation", "group_uuid", "work_group"),
    ("visit_point", "visit_uuid", "visit"),
    ("template_point", "series_uuid", "meeting_series"),
    ("agenda_point", "meeting_uuid", "meeting"),
    ("point_alternative", "point_uuid", "agenda_point"),
    ("point_region", "point_uuid", "agenda_point"),
    ("attendance", "meeting_uuid", "meeting"),
    ("minutes", "meeting_uuid", "meeting"),
    ("decision", "meeting_uuid", "meeting"),
    ("decision", "point_uuid", "agenda_point"),
    ("work_group", "process_uuid", "process"),
    ("decision_region", "decision_uuid", "decision"),
    ("decision_unit", "decision_uuid", "decision"),
)
_KINDS = ", ".join(f"'{kind}'" for kind in DecisionKind)
_TIMES = (
    ("meeting_series", "starts_at"),
    *(("meeting", f"{at}_at") for at in ("starts", "started", "ended")),
)
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_QUARTER = re.compile(r"[0-9]{4}-Q[1-4]")


def _without_body(seen: Inspection) -> int:
    return sum(
        seen.number(
            f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL AND group_uuid IN"
            " (SELECT uuid FROM work_group WHERE deleted_at IS NOT NULL)"
        )
        for table in _OF_A_BODY
    )


def _out_of_order(seen: Inspection) -> int:
    """Count the rows with a day before one that must come first; days not known are passed by."""
    count = 0
    for table, columns in _IN_ORDER:
        rows = seen.rows(f"SELECT {', '.join(columns)} FROM {table} WHERE deleted_at IS NULL")
        for days in rows:
            known = [day for day in days if day is not None]
            count += any(first > later for first, later in pairwise(known))
    return count


def _parts_alone(seen: Inspection) -> int:
    return sum(
        seen.number(
            f"SELECT count(*) FROM {part} WHERE deleted_at IS NULL AND {column} IN"
            f" (SELECT uuid FROM {whole} WHERE deleted_at IS NOT NULL)"
        )
        for part, column, whole in _PARTS
    )


def _sources_gone(seen: Inspection) -> int:
    """Count the points about a row that is there no more, or lies in the Papperskorg.

    What is no row is not asked for, and a decision in words is none.
    """
    about = "SELECT count(*) FROM agenda_point AS point WHERE deleted_at IS NULL AND source_key"
    rows = sum(
        seen.number(
            f"{about} NOT IN (SELECT uuid FROM {kind} WHERE deleted_at IS NULL)"
            f" AND source_key != '' AND source_kind = '{kind}'"
        )
        for kind in sorted(WITH_ROWS - {Thing.DECISION})
    )
    return rows + seen.number(
        f"{about} IN (SELECT uuid FROM decision WHERE deleted_at IS NOT NULL)"
        f" AND source_kind = '{Thing.DECISION}'"
    )


def _unreadable(seen: Inspection) -> int:
    """Count minutes that are no document, times of day that are none, and quarters that are not."""
    documents = seen.rows("SELECT content FROM minutes")
    times = [
        time
        for table, column in _TIMES
        for (time,) in seen.rows(f"SELECT {column} FROM {table} WHERE {column} != ''")
    ]
    quarters = seen.rows("SELECT period FROM time_release WHERE deleted_at IS NULL")
    return (
        sum(not _is_document(content) for (content,) in documents)
        + sum(not _TIME.fullmatch(str(time)) for time in times)
        + sum(not _QUARTER.fullmatch(str(period)) for (period,) in quarters)
    )


def _is_document(content: object) -> bool:
    try:
        return isinstance(read_json(content), dict | list)
    except (ValueError, TypeError):
        return False


RULES = (
    Rule("R73", Severity.WARNING, _without_body),
    Rule(
        "R74",
        Severity.WARNING,
        counting(f"SELECT count(*) FROM decision WHERE kind NOT IN ({_KINDS})"),
    ),
    Rule("R75", Severity.WARNING, _out_of_order),
    Rule(
        "R76",
        Severity.WARNING,
        counting(
            "SELECT (SELECT count(*) FROM agenda_point WHERE deleted_at IS NULL"
            f" AND state = '{PointState.POSTPONED}' AND returns_on IS NULL)"
            " + (SELECT count(*) FROM decision WHERE deleted_at IS NULL"
            f" AND kind = '{DecisionKind.POSTPONED}' AND returns_on IS NULL)"
        ),
    ),
    Rule(
        "R77",
        Severity.WARNING,
        counting(
            "SELECT count(*) FROM action JOIN person ON person.uuid = action.person_uuid"
            f" WHERE action.deleted_at IS NULL AND action.state = '{ActionState.OPEN}'"
            " AND person.deleted_at IS NOT NULL"
        ),
    ),
    Rule("R78", Severity.WARNING, _parts_alone),
    Rule("R79", Severity.WARNING, _unreadable),
    Rule("R80", Severity.INFO, _sources_gone),
    Rule(
        "R81",
        Severity.WARNING,
        counting(
            "SELECT count(*) FROM (SELECT 1 FROM agenda_point AS point"
            " JOIN meeting ON meeting.uuid = point.meeting_uuid"
            " WHERE point.deleted_at IS NULL AND meeting.deleted_at IS NULL"
            " AND point.paragraph IS NOT NULL"
            " GROUP BY point.group_uuid, substr(meeting.day, 1, 4), point.paragraph"
            " HAVING count(*) > 1)"
        ),
    ),
)
