"""The next meeting, own assignments, vacancies and introductions on Översikt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rccdesk.enums import AssignmentRole, AssignmentState, GroupKind, PointKind, Represents, Role
from rccdesk.services import decisions, groups, meetings, organisation, overview
from rccdesk.services.database import Database
from rccdesk.services.decisions.model import ActionRow
from rccdesk.services.groups.model import AssignmentRow, GroupRow, PersonRow, ProcessRow, SeatRow
from rccdesk.services.meetings.model import MeetingRow, PointRow
from rccdesk.services.overview import Overview, OverviewQuery

TODAY = dt.datetime.now().astimezone().date()
DAY = dt.timedelta(days=1)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "prov.rccdesk", create=True) as opened:
        yield opened


def see(database: Database, role: Role, svf: tuple[str, ...] = ()) -> Overview:
    profile = replace(organisation.get_profile(database), role=role)
    organisation.update_profile(database, profile)
    return overview.get_overview(database, OverviewQuery(svf, "", (), ""))


def add_body(database: Database) -> str:
    row = GroupRow("Styrgruppen", GroupKind.STEERING, is_steering_body=True)
    return groups.add_group(database, row).uuid


def add_lung(database: Database) -> tuple[str, str]:
    """Add a process that nobody leads since a day, and its group; return their uuids."""
    process = groups.add_process(database, ProcessRow("Lungcancer", svf=("VC0",)))
    row = GroupRow("Lunggruppen", GroupKind.PROCESS_GROUP, process_uuid=process.uuid)
    group = groups.add_group(database, row)
    groups.add_assignment(
        database,
        AssignmentRow(
            AssignmentRole.PROCESS_LEADER,
            state=AssignmentState.VACANT,
            process_uuid=process.uuid,
            vacant_since=dt.date(2026, 8, 1),
        ),
    )
    return process.uuid, group.uuid


def test_who_prepares_sees_the_next_meeting_of_the_steering_body(database: Database) -> None:
    body = add_body(database)
    _, lung = add_lung(database)
    meetings.add_meeting(database, MeetingRow(lung, TODAY + DAY))
    row = MeetingRow(body, TODAY + 18 * DAY, send_on=TODAY + 11 * DAY)
    coming = meetings.add_meeting(database, row)
    meetings.add_meeting(database, MeetingRow(body, TODAY + 80 * DAY))
    for title, kind in (("Öppnande", PointKind.INFORMATION), ("Patologikö", PointKind.DECISION)):
        point = PointRow(body, title, meeting_uuid=coming.uuid, kind=kind)
        meetings.add_point(database, point)
    for role in (Role.CHIEF, Role.OFFICE, Role.COORDINATOR):
        shown = see(database, role).meeting
        assert shown is not None
        assert shown.uuid == coming.uuid
        assert shown.title.startswith("Styrgruppen ")
        assert shown.words == "Om 18 dagar · 2 punkter, varav 1 för beslut"
        # a point for decision is to have matter, proposal, view of patients, and who was asked
        assert shown.missing.startswith("4 uppgifter saknas före utskick ")
    assert see(database, Role.STATISTICIAN).meeting is None


def test_how_long_is_left_is_told_in_days_then_weeks(database: Database) -> None:
    body = add_body(database)
    for days, words in (
        *((70, "Om 10 veckor"), (27, "Om 27 dagar"), (2, "Om 2 dagar")),
        *((1, "I morgon"), (0, "I dag")),
    ):
        meetings.add_meeting(database, MeetingRow(body, TODAY + days * DAY))
        shown = see(database, Role.CHIEF).meeting
        assert shown is not None
        assert shown.words == f"{words} · Dagordningen är tom"


def test_a_body_without_a_meeting_to_come_is_told_of(database: Database) -> None:
    assert see(database, Role.CHIEF).meeting is None
    meetings.add_meeting(database, MeetingRow(add_body(database), TODAY - DAY))
    shown = see(database, Role.CHIEF).meeting
    assert shown is not None
    assert (shown.uuid, shown.title) == ("", "Styrgruppen")
    assert shown.words == "Inget möte är planerat"


def test_a_process_leader_sees_the_own_group_and_assignment(database: Database) -> None:
    body = add_body(database)
    _, lung = add_lung(database)
    meetings.add_meeting(database, MeetingRow(body, TODAY + DAY))
    assert see(database, Role.PROCESS_LEADER, ("VC0",)).meeting is None
    own = meetings.add_meeting(database, MeetingRow(lung, TODAY + 5 * DAY))
    shown = see(database, Role.PROCESS_LEADER, ("VC0",))
    assert shown.meeting is not None
    assert shown.meeting.uuid == own.uuid
    (assignment,) = shown.assignments
    assert assignment.title == "Uppdraget som processledare: Lungcancer"
    assert assignment.words == "Vakant sedan 2026-08-01"
    assert see(database, Role.PROCESS_LEADER, ("VG9",)).assignments == ()
    assert see(database, Role.CHIEF, ("VC0",)).assignments == ()


def test_vacancies_and_introductions_wait_for_the_chief(database: Database) -> None:
    _, lung = add_lung(database)
    groups.add_seat(database, SeatRow(lung, Represents.NURSING))
    breast = groups.add_process(database, ProcessRow("Bröstcancer", svf=("VG9",)))
    person = groups.add_person(database, PersonRow("Britta Exempel"))
    groups.add_assignment(
        database,
        AssignmentRow(
            AssignmentRole.PROCESS_LEADER,
            state=AssignmentState.APPOINTED,
            process_uuid=breast.uuid,
            person_uuid=person.uuid,
            starts_on=TODAY - 10 * DAY,
        ),
    )
    told = [(each.title, each.page, each.tab) for each in see(database, Role.CHIEF).attention]
    # the leader of Lungcancer and the seat for nursing; the new leader has no mentor
    assert told == [
        ("2 uppdrag och platser är vakanta", "groups", "vacancies"),
        ("1 introduktion är inte klar", "groups", "introductions"),
    ]
    assert see(database, Role.PROCESS_LEADER).attention == ()


def test_what_waits_on_the_page_of_meetings_is_counted(database: Database) -> None:
    body = add_body(database)
    assert overview.count_waiting(database, TODAY) == 0
    meetings.add_meeting(database, MeetingRow(body, TODAY + 40 * DAY, send_on=TODAY + 33 * DAY))
    for days in (-3, 3):
        row = ActionRow(body, f"Kalla {days}", responsible="Kansliet", due_on=TODAY + days * DAY)
        decisions.add_action(database, row)
    assert overview.count_waiting(database, TODAY) == 1
    meetings.add_meeting(database, MeetingRow(body, TODAY - DAY))  # never ended
    close = meetings.add_meeting(
        database, MeetingRow(body, TODAY + 9 * DAY, send_on=TODAY + 2 * DAY)
    )
    assert overview.count_waiting(database, TODAY) == 2
    row = PointRow(body, "Patologikö", meeting_uuid=close.uuid, kind=PointKind.DECISION)
    meetings.add_point(database, row)
    assert overview.count_waiting(database, TODAY) == 3


def test_proposals_that_are_on_the_agenda_are_not_counted(database: Database) -> None:
    body = add_body(database)
    add_lung(database)
    coming = meetings.add_meeting(database, MeetingRow(body, TODAY + 9 * DAY))
    assert overview.count_proposals(database, coming.uuid, TODAY) == 1  # the vacancy
    found = meetings.collect_proposals(database, coming.uuid, TODAY)
    meetings.take_proposals(database, coming.uuid, found)
    assert overview.count_proposals(database, coming.uuid, TODAY) == 0
