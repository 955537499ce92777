"""A person whose time is over is removed for good: what was stays, of nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from rccdesk.enums import (
    ActionState,
    AssignmentRole,
    AssignmentState,
    GroupKind,
    Presence,
    Represents,
    SeatKind,
)
from rccdesk.errors import ConflictError
from rccdesk.models import Membership
from rccdesk.services import decisions, groups, history, meetings, trash
from rccdesk.services.database import Database
from rccdesk.services.decisions import ActionRow
from rccdesk.services.groups import (
    AssignmentRow,
    GroupRow,
    MembershipRow,
    PersonRow,
    SeatRow,
)
from rccdesk.services.meetings import AttendanceRow, MeetingRow

FIRST, LAST, MET = dt.date(2025, 1, 1), dt.date(2025, 8, 31), dt.date(2025, 3, 6)
TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "a.rccdesk", create=True) as opened:
        yield opened


@pytest.fixture
def store(database: Database) -> dict[str, str]:
    """Anna sat in a seat, led, was a mentor, came to a meeting and did an action: all is over."""
    body = groups.add_group(
        database, GroupRow("Styrgruppen", GroupKind.STEERING, is_steering_body=True)
    ).uuid
    anna = groups.add_person(database, PersonRow("Anna Ek")).uuid
    seat = groups.add_seat(database, SeatRow(body, Represents.NURSING, kind=SeatKind.MEMBER)).uuid
    groups.add_member(database, MembershipRow(seat, anna, starts_on=FIRST, ends_on=LAST))
    led = groups.add_assignment(
        database,
        AssignmentRow(
            AssignmentRole.COORDINATOR,
            person_uuid=anna,
            state=AssignmentState.ENDED,
            starts_on=FIRST,
            ends_on=LAST,
        ),
    ).uuid
    met = meetings.add_meeting(database, MeetingRow(body, MET)).uuid
    for row in (
        AttendanceRow(met, Presence.PRESENT, seat_uuid=seat, person_uuid=anna),
        AttendanceRow(met, Presence.INVITED, person_uuid=anna),
    ):
        meetings.set_attendance(database, row)
    done = decisions.add_action(
        database,
        ActionRow(body, "Skriva brev", person_uuid=anna, state=ActionState.DONE, done_on=LAST),
    ).uuid
    return {"body": body, "anna": anna, "seat": seat, "led": led, "met": met, "done": done}


def told(database: Database, store: dict[str, str]) -> dict[str, Any]:
    """Return all that names the person or counts by the terms."""
    view = groups.get_group_view(database, store["body"], TODAY)
    return {
        "terms": groups.list_members(database, store["body"]),
        "seat": (view.seats[0].vacant_since, view.seats[0].words),
        "led": groups.get_assignment(database, store["led"]),
        "attendance": meetings.list_attendance(database, store["met"]),
        "action": decisions.get_action(database, store["done"]),
    }


def test_terms_that_are_over_do_not_keep_a_person_from_being_removed_for_good(
    database: Database, store: dict[str, str]
) -> None:
    groups.delete_person(database, store["anna"])
    before = told(database, store)
    assert before["seat"][0] == LAST + dt.timedelta(days=1)
    trash.delete_for_good(database, [store["anna"]])
    after = told(database, store)
    assert after["terms"] == ()
    assert after["seat"] == before["seat"]  # as long vacant as before
    assert after["led"].person_uuid == ""
    assert after["action"].person_uuid == ""
    assert [(row.seat is None, row.name) for row in after["attendance"]] == [
        (False, ""),
        (True, "Borttagen person"),
    ]
    assert all(row.row is not None for row in after["attendance"])
    assert trash.list_trash(database) == ()
    history.undo_last(database)
    assert told(database, store) == before
    assert len(trash.list_trash(database)) == 1


def test_what_a_person_holds_still_stands_in_the_way(
    database: Database, store: dict[str, str]
) -> None:
    groups.delete_person(database, store["anna"])
    with database.write(act="history.act.person_updated") as session:
        for term in session.scalars(select(Membership)):  # of a store that was mended by hand
            term.ends_on = None
    with pytest.raises(ConflictError, check=lambda error: error.code == "trash_in_use"):
        trash.delete_for_good(database, [store["anna"]])
    assert groups.list_members(database, store["body"])


def test_the_name_of_what_has_been_does_not_go_by_itself(
    database: Database, store: dict[str, str]
) -> None:
    groups.delete_person(database, store["anna"])
    far = dt.datetime.now(dt.UTC) + dt.timedelta(days=200)
    assert trash.remove_expired(database, far) == 0
    assert len(trash.list_trash(database)) == 1
    trash.empty_trash(database)  # asked for
    assert trash.list_trash(database) == ()
