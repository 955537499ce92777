"""A steering body with a meeting to come, one after it, and one that was held, in a store."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rccdesk.enums import DecisionKind, GroupKind, PointKind
from rccdesk.services import decisions, groups, meetings, organisation
from rccdesk.services.database import Database
from rccdesk.services.decisions.model import ActionRow, DecisionRow
from rccdesk.services.groups.model import GroupRow
from rccdesk.services.meetings.model import (
    AlternativeRow,
    MeetingRow,
    PointRow,
    SeriesRow,
    TemplateRow,
)

TODAY = dt.datetime.now().astimezone().date()
COMING, LATER = TODAY + dt.timedelta(days=14), TODAY + dt.timedelta(days=70)
HELD = TODAY - dt.timedelta(days=60)
TEMPLATE = (
    ("Öppnande, justerare", PointKind.INFORMATION, 5),
    ("Uppföljning av beslut", PointKind.FOLLOW_UP, 10),
    ("Gemensam patologikö", PointKind.DECISION, 20),
)
_made: dict[str, tuple[Path, dict[str, str]]] = {}


def make_agenda_store(folder: Path) -> tuple[Path, dict[str, str]]:
    """Return a store and the uuids of its rows by name; made once for all modules."""
    if not _made:
        path = folder / "meetings.rccdesk"
        with Database.open(path, create=True) as database:
            database.mark_as_example()
            organisation.seed_example_organisation(database)
            _made["store"] = path, _fill(database)
    return _made["store"]


def _fill(database: Database) -> dict[str, str]:
    body = groups.add_group(
        database, GroupRow("Styrgruppen", GroupKind.STEERING, is_steering_body=True)
    )
    found = {"body": body.uuid} | _hold(database, body.uuid)
    series = meetings.add_series(database, SeriesRow(body.uuid, "Styrgruppens möten", 2))
    found["series"] = series.uuid
    for at, (title, kind, minutes) in enumerate(TEMPLATE):
        meetings.add_template_point(
            database, TemplateRow(series.uuid, title, position=at, kind=kind, minutes=minutes)
        )
    coming = meetings.add_meeting(
        database,
        MeetingRow(body.uuid, COMING, series_uuid=series.uuid, minutes=120, starts_at="13:00"),
    )
    later = meetings.add_meeting(database, MeetingRow(body.uuid, LATER))
    found |= {"coming": coming.uuid, "later": later.uuid}
    points = meetings.list_points(database, coming.uuid)
    for name, row in zip(("first", "second", "third"), points, strict=True):
        found[name] = row.uuid
    meetings.add_alternative(database, AlternativeRow(found["third"], "Gemensam kö"))
    kept = meetings.add_point(database, PointRow(body.uuid, "Stöd till närstående"))
    return found | {"kept": kept.uuid}


def _hold(database: Database, group: str) -> dict[str, str]:
    """Hold a meeting with one decision and two actions."""
    held = meetings.add_meeting(database, MeetingRow(group, HELD))
    row = PointRow(group, "Stöd", meeting_uuid=held.uuid, kind=PointKind.DECISION)
    point = meetings.add_point(database, row)
    meetings.start_meeting(database, held.uuid, "13:00")
    words = "Regionerna rekommenderas att ha namngivna kontaktsjuksköterskor."
    decision = decisions.record_decision(
        database,
        DecisionRow("", words, DecisionKind.RECOMMENDATION, point_uuid=point.uuid),
        [row.code for row in organisation.list_regions(database)][:2],
    )
    meetings.end_meeting(database, held.uuid, "15:00")
    found = {"held": held.uuid, "decision": decision.uuid}
    for name, title, days in (("late", "Ta fram en rutin", -10), ("open", "Kalla nästa möte", 20)):
        due = TODAY + dt.timedelta(days=days)
        action = ActionRow(group, title, meeting_uuid=held.uuid, responsible="Kansliet", due_on=due)
        found[name] = decisions.add_action(database, action).uuid
    return found
