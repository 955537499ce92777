"""Meetings against what goes wrong: refused with its reason, and nothing is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rccdesk.enums import (
    DecisionKind,
    GroupKind,
    MeetingState,
    PointState,
    Presence,
    Reason,
    Represents,
)
from rccdesk.errors import RccdeskError
from rccdesk.services import decisions, groups, history, meetings
from rccdesk.services.database import Database
from rccdesk.services.decisions import DecisionRow
from rccdesk.services.groups import GroupRow
from rccdesk.services.meetings import (
    AlternativeRow,
    AttendanceRow,
    MeetingRow,
    PointRegionRow,
    PointRow,
    SeriesRow,
    TemplateRow,
)
from rccdesk.services.typed_texts import PersonalTextError

DAY = dt.date(2026, 9, 17)
NEXT = dt.date(2026, 12, 10)
LATER = dt.date(2027, 2, 11)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "a.rccdesk", create=True) as opened:
        yield opened


@pytest.fixture
def body(database: Database) -> GroupRow:
    return groups.add_group(
        database, GroupRow("Styrgruppen", GroupKind.STEERING, is_steering_body=True)
    )


@pytest.fixture
def met(database: Database, body: GroupRow) -> MeetingRow:
    return meetings.add_meeting(database, MeetingRow(body.uuid, DAY))


@pytest.fixture
def coming(database: Database, body: GroupRow) -> MeetingRow:
    return meetings.add_meeting(database, MeetingRow(body.uuid, NEXT))


def point(database: Database, at: MeetingRow, title: str = "Patologikö") -> PointRow:
    return meetings.add_point(database, PointRow(at.group_uuid, title, meeting_uuid=at.uuid))


def decide(database: Database, of: PointRow) -> DecisionRow:
    row = DecisionRow("", "Kansliet utreder.", DecisionKind.COMMISSION, point_uuid=of.uuid)
    return decisions.record_decision(database, row)


def refused(code: str, function: object, *arguments: object) -> None:
    with pytest.raises(RccdeskError) as caught:
        function(*arguments)  # type: ignore[operator]
    assert caught.value.code == code


def test_a_meeting_without_a_body_is_refused(database: Database) -> None:
    for group in ("", "finns-inte"):
        row = MeetingRow(group, DAY)
        refused("meeting_without_group", meetings.add_meeting, database, row)
    assert meetings.list_meetings(database) == ()


def test_papers_never_go_out_after_the_meeting(database: Database, met: MeetingRow) -> None:
    row = replace(met, send_on=DAY + dt.timedelta(days=1))
    refused("meeting_dates", meetings.update_meeting, database, row)
    assert meetings.get_meeting(database, met.uuid) == met


@pytest.mark.parametrize("value", ["25:00", "9.00", "nio", "9:00"])
def test_what_is_no_time_of_day_is_refused(database: Database, met: MeetingRow, value: str) -> None:
    refused("meeting_time", meetings.update_meeting, database, replace(met, starts_at=value))
    refused("meeting_time", meetings.start_meeting, database, met.uuid, value)


def test_a_meeting_with_decisions_is_neither_removed_nor_cancelled(
    database: Database, met: MeetingRow
) -> None:
    of = point(database, met)
    decided = decide(database, of)
    refused("meeting_has_decisions", meetings.delete_meeting, database, met.uuid)
    cancelled = MeetingState.CANCELLED
    refused("meeting_has_decisions", meetings.set_meeting_state, database, met.uuid, cancelled)
    refused("point_has_decisions", meetings.delete_point, database, of.uuid)
    refused("point_has_decisions", meetings.park_point, database, of.uuid)
    assert decisions.get_decision(database, decided.uuid).meeting_uuid == met.uuid


def test_a_removed_meeting_comes_back_whole(database: Database, met: MeetingRow) -> None:
    of = point(database, met)
    meetings.add_alternative(database, AlternativeRow(of.uuid, "A"))
    meetings.set_point_region(database, PointRegionRow(of.uuid, body="Rådet", view="Ja"))
    meetings.invite(database, met.uuid, "En gäst")
    meetings.delete_meeting(database, met.uuid)
    assert meetings.list_points(database, met.uuid) == ()
    history.undo_last(database)
    assert meetings.list_points(database, met.uuid) == (of,)
    assert len(meetings.list_alternatives(database, of.uuid)) == 1
    assert len(meetings.list_point_regions(database, of.uuid)) == 1
    assert len(meetings.list_attendance(database, met.uuid)) == 1


def test_a_point_moved_on_twice_takes_its_decision_along_to_the_last_meeting(
    database: Database, body: GroupRow, met: MeetingRow, coming: MeetingRow
) -> None:
    last = meetings.add_meeting(database, MeetingRow(body.uuid, LATER))
    of = point(database, met)
    decided = decide(database, of)
    for target in (coming, last):
        of = meetings.move_to_next(database, of.uuid, target.uuid)
        assert decisions.get_decision(database, decided.uuid).meeting_uuid == target.uuid
    standing = [
        row.title
        for each in (met, coming, last)
        for row in meetings.list_points(database, each.uuid)
    ]
    assert standing == ["Patologikö"]
    refused("point_same_meeting", meetings.move_to_next, database, of.uuid, last.uuid)


def test_a_point_moved_from_a_meeting_that_goes_on_cannot_be_moved_again(
    database: Database, met: MeetingRow, coming: MeetingRow
) -> None:
    of = point(database, met)
    meetings.start_meeting(database, met.uuid, "13:00")
    made = meetings.move_to_next(database, of.uuid, coming.uuid)
    assert (made.reason, made.came_from_uuid) == (Reason.MOVED, of.uuid)
    assert meetings.get_point(database, of.uuid).state is PointState.MOVED
    refused("point_moved_already", meetings.move_to_next, database, of.uuid, coming.uuid)
    assert len(meetings.list_points(database, coming.uuid)) == 1


def test_what_is_in_minutes_is_copied_and_never_moved(
    database: Database, met: MeetingRow, coming: MeetingRow
) -> None:
    of = point(database, met)
    decided = decide(database, of)
    meetings.end_meeting(database, met.uuid, "15:00")
    was = meetings.get_point(database, of.uuid)
    refused("point_in_minutes", meetings.move_to_next, database, of.uuid, coming.uuid)
    made = meetings.copy_to_next(database, of.uuid, coming.uuid)
    assert meetings.get_point(database, of.uuid) == was
    assert (made.paragraph, made.notes) == (None, "")
    assert decisions.list_decisions(database, point_uuid=made.uuid) == ()
    assert decisions.get_decision(database, decided.uuid).point_uuid == of.uuid


def test_a_point_never_goes_to_another_group_or_a_closed_meeting(
    database: Database, met: MeetingRow, coming: MeetingRow
) -> None:
    other = groups.add_group(database, GroupRow("Rådet", GroupKind.PATIENT_COUNCIL))
    theirs = meetings.add_meeting(database, MeetingRow(other.uuid, NEXT))
    of = point(database, met)
    refused("meeting_other_group", meetings.move_to_next, database, of.uuid, theirs.uuid)
    meetings.end_meeting(database, coming.uuid)
    for put in (meetings.move_to_next, meetings.copy_to_next):
        refused("meeting_closed", put, database, of.uuid, coming.uuid)
    refused("meeting_closed", meetings.add_point, database, replace(of, meeting_uuid=coming.uuid))


@pytest.mark.parametrize("day", [DAY, DAY - dt.timedelta(days=1)])
def test_a_point_is_never_put_off_to_a_day_that_is_not_after_the_meeting(
    database: Database, met: MeetingRow, day: dt.date
) -> None:
    of = point(database, met)
    refused("postpone_too_early", meetings.postpone_point, database, of.uuid, day)
    assert meetings.get_point(database, of.uuid) == of


def test_a_point_put_off_comes_back_on_its_day_and_once(
    database: Database, met: MeetingRow, coming: MeetingRow
) -> None:
    of = point(database, met)
    meetings.postpone_point(database, of.uuid, NEXT + dt.timedelta(days=1))
    assert meetings.collect_proposals(database, coming.uuid, NEXT) == ()  # a day too late
    meetings.postpone_point(database, of.uuid, NEXT)
    meetings.end_meeting(database, met.uuid)
    (found,) = meetings.collect_proposals(database, coming.uuid, NEXT)
    assert (found.reason, found.title) == (Reason.RETURNED, "Patologikö")
    (made,) = meetings.take_proposals(database, coming.uuid, [found])
    assert (made.reason, made.came_from_uuid) == (Reason.RETURNED, of.uuid)
    assert meetings.list_returning(database) == ()
    assert all(each.is_taken for each in meetings.collect_proposals(database, coming.uuid, NEXT))
    meetings.delete_point(database, made.uuid)
    assert [row.uuid for row in meetings.list_returning(database)] == [of.uuid]


def test_no_paragraph_of_a_group_and_year_is_given_twice(
    database: Database, body: GroupRow, met: MeetingRow, coming: MeetingRow
) -> None:
    for title in ("Ett", "Två"):
        point(database, met, title)
    out = point(database, met, "Utgår")
    meetings.save_point_field(database, out.uuid, "state", PointState.WITHDRAWN)
    meetings.end_meeting(database, met.uuid)
    point(database, coming, "Tre")
    meetings.end_meeting(database, coming.uuid)
    meetings.reopen_meeting(database, met.uuid)
    point(database, met, "Fyra")
    meetings.end_meeting(database, met.uuid)
    later = meetings.add_meeting(database, MeetingRow(body.uuid, LATER))
    point(database, later, "Nytt år")
    meetings.end_meeting(database, later.uuid)
    given = {
        row.title: row.paragraph
        for each in (met, coming, later)
        for row in meetings.list_points(database, each.uuid)
    }
    assert given == {"Ett": 1, "Två": 2, "Utgår": None, "Tre": 3, "Fyra": 4, "Nytt år": 1}


def test_only_a_held_meeting_is_opened_again(database: Database, met: MeetingRow) -> None:
    meetings.reopen_meeting(database, met.uuid)
    assert meetings.get_meeting(database, met.uuid).state is MeetingState.PLANNED


def test_a_changed_template_leaves_meetings_as_they_were_made(
    database: Database, body: GroupRow
) -> None:
    series = meetings.add_series(database, SeriesRow(body.uuid, "Möten", minutes=120, send_days=7))
    row = meetings.add_template_point(database, TemplateRow(series.uuid, "Öppnande", minutes=5))
    made = meetings.add_meeting(database, MeetingRow("", NEXT, series_uuid=series.uuid))
    assert (made.group_uuid, made.minutes) == (body.uuid, 120)
    assert made.send_on == dt.date(2026, 12, 3)
    meetings.update_template_point(database, replace(row, title="Mötet öppnas"))
    meetings.delete_series(database, series.uuid)
    assert [each.title for each in meetings.list_points(database, made.uuid)] == ["Öppnande"]


def test_nobodys_number_is_kept_in_a_meeting(database: Database, met: MeetingRow) -> None:
    of = point(database, met)
    number = "patient 19121212-1212"
    with pytest.raises(PersonalTextError):
        meetings.save_point_field(database, of.uuid, "notes", number)
    with pytest.raises(PersonalTextError):
        meetings.invite(database, met.uuid, number)
    assert meetings.get_point(database, of.uuid) == of


def test_attendance_names_somebody_and_is_one_row_for_each_seat(
    database: Database, met: MeetingRow
) -> None:
    empty = AttendanceRow(met.uuid, Presence.PRESENT)
    refused("attendance_empty", meetings.set_attendance, database, empty)
    seat = groups.add_seat(
        database, groups.SeatRow(met.group_uuid, Represents.REGION, title="Region Exempel")
    )
    (line,) = meetings.list_attendance(database, met.uuid)
    assert (line.seat, line.row) == (seat, None)  # nothing noted is not the same as absent
    for presence in (Presence.EXCUSED, Presence.REPLACED):
        row = AttendanceRow(met.uuid, presence, seat_uuid=seat.uuid, words="En ersättare")
        meetings.set_attendance(database, row)
    (line,) = meetings.list_attendance(database, met.uuid)
    assert line.row is not None
    assert line.row.presence is Presence.REPLACED
