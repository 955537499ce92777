"""Who leads a process or since when nobody does, its group, visits, and decisions about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from rccdesk.enums import (
    AssignmentRole,
    AssignmentState,
    DecisionKind,
    GroupKind,
    LinkRole,
    PlanKind,
    Thing,
)
from rccdesk.services import decisions, groups, links, meetings, plans
from rccdesk.services.database import Database
from rccdesk.services.decisions.model import DecisionRow
from rccdesk.services.framework.model import ChainLink
from rccdesk.services.groups.model import AssignmentRow, GroupRow, ProcessRow, VisitRow
from rccdesk.services.meetings.model import MeetingRow
from rccdesk.services.process_people import get_process_people

TODAY = dt.datetime.now().astimezone().date()
DAY = dt.timedelta(days=1)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "prov.rccdesk", create=True) as opened:
        yield opened


def decide(database: Database, group: str, words: str) -> str:
    row = DecisionRow(group, words, DecisionKind.DECISION)
    return decisions.record_decision(database, row).uuid


def test_what_stands_around_a_process(database: Database) -> None:
    assert get_process_people(database, "VC0", TODAY) is None
    process = groups.add_process(database, ProcessRow("Lungcancer", svf=("VC0",)))
    found = get_process_people(database, "VC0", TODAY)
    assert found is not None
    assert [(led.uuid, led.words, led.is_vacant) for led in found.leading] == [("", "Vakant", True)]
    assert (found.group, found.meeting, found.visits, found.about) == (None, None, (), ())

    since = AssignmentRow(
        AssignmentRole.PROCESS_LEADER,
        state=AssignmentState.VACANT,
        process_uuid=process.uuid,
        vacant_since=dt.date(2026, 8, 1),
    )
    assignment = groups.add_assignment(database, since)
    own = groups.add_group(
        database, GroupRow("Lunggruppen", GroupKind.PROCESS_GROUP, process_uuid=process.uuid)
    )
    meetings.add_meeting(database, MeetingRow(own.uuid, TODAY - DAY))
    coming = meetings.add_meeting(database, MeetingRow(own.uuid, TODAY + 4 * DAY))
    visit = VisitRow("01", "Norra sjukhuset", process_uuid=process.uuid, held_on=TODAY - DAY)
    groups.add_visit(database, visit)
    groups.add_visit(database, VisitRow("01", "Södra sjukhuset", held_on=TODAY - DAY))
    found = get_process_people(database, "VC0", TODAY)
    assert found is not None
    (led,) = found.leading
    assert (led.uuid, led.role) == (assignment.uuid, "Processledare")
    assert led.words == "Vakant sedan 2026-08-01"
    assert found.group == own
    assert found.meeting is not None
    assert (found.meeting.uuid, found.meeting.words) == (coming.uuid, "Om 4 dagar")
    assert [row.unit for row in found.visits] == ["Norra sjukhuset"]


def test_decisions_of_the_group_and_about_the_goals_concern_a_process(database: Database) -> None:
    process = groups.add_process(database, ProcessRow("Lungcancer", svf=("VC0",)))
    own = groups.add_group(
        database, GroupRow("Lunggruppen", GroupKind.PROCESS_GROUP, process_uuid=process.uuid)
    )
    row = GroupRow("Styrgruppen", GroupKind.STEERING, is_steering_body=True)
    body = groups.add_group(database, row)
    plan = plans.add_plan(database, plans.PlanRow("Processplan", PlanKind.PROCESS, svf=("VC0",)))
    goal = plans.add_item(database, plans.PlanItemRow(plan.uuid, "Kortare väntan"))
    of_group = decide(database, own.uuid, "Gruppen möts varje månad.")
    about = decide(database, body.uuid, "Väntan följs varje kvartal.")
    decide(database, body.uuid, "Kansliet köper en skrivare.")
    link = ChainLink(Thing.DECISION, about, Thing.PLAN_ITEM, goal.uuid, LinkRole.FROM)
    links.add_link(database, link)
    found = get_process_people(database, "VC0", TODAY)
    assert found is not None
    assert {line.decision.uuid for line in found.about} == {of_group, about}
