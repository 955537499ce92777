"""A small body with its meetings, points and decisions, for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from rccdesk import models
from rccdesk.enums import DecisionKind, Topic
from rccdesk.services import decisions
from rccdesk.services.database import Database
from rccdesk.services.decisions import DecisionRow

MET = dt.date(2026, 5, 21)
SPOKEN = "Regionerna rekommenderas att dela patologikö från 2026-09-01."


def _add(database: Database, row: Any) -> str:
    with database.write(
        Topic.MEETINGS, act="history.act.decision_recorded", values={"title": "x"}
    ) as session:
        session.add(row)
        session.flush()
        return str(row.uuid)


def body(database: Database, name: str = "Styrgruppen", **fields: Any) -> str:
    """Store a group that leads the RCC, and return its uuid."""
    given = {"kind": "steering", "is_steering_body": True, **fields}
    return _add(database, models.WorkGroup(name=name, **given))


def meeting(database: Database, group: str, day: dt.date = MET, state: str = "held") -> str:
    return _add(database, models.Meeting(group_uuid=group, day=day, state=state))


def point(database: Database, group: str, met: str, title: str, **fields: Any) -> str:
    given = {"kind": "decision", "paragraph": 31, **fields}
    return _add(
        database, models.AgendaPoint(group_uuid=group, meeting_uuid=met, title=title, **given)
    )


def person(database: Database, name: str) -> str:
    return _add(database, models.Person(name=name))


def recommend(
    database: Database, point_uuid: str, *regions: str, text: str = SPOKEN, **fields: Any
) -> DecisionRow:
    """Record a recommendation to regions."""
    row = DecisionRow("", text, DecisionKind.RECOMMENDATION, point_uuid=point_uuid, **fields)
    return decisions.record_decision(database, row, regions)
