"""Meetings from series to minutes: paragraphs, what comes back, proposals, undo of each act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import (
    DecisionKind,
    GroupKind,
    MeetingState,
    MinutesKind,
    PointKind,
    PointState,
    Presence,
    Reason,
    Thing,
)
from rccdesk.errors import RccdeskError
from rccdesk.services import decisions, groups, history, meetings, papers
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
from tests.services.group_example import make_example

TODAY = dt.date(2026, 11, 22)
MARCH, LAST, COMING = dt.date(2026, 3, 2), dt.date(2026, 9, 17), dt.date(2026, 12, 10)
NEXT_YEAR = dt.date(2027, 2, 11)
_TABLES = (
    *(models.MeetingSeries, models.TemplatePoint, models.Meeting, models.AgendaPoint),
    *(models.PointAlternative, models.PointRegion, models.Attendance),
)
_OWN = {"revision"}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "a.rccdesk", create=True) as opened:
        make_example(opened)
        yield opened


@pytest.fixture
def body(database: Database) -> str:
    row = GroupRow("Styrgruppen", GroupKind.STEERING, is_steering_body=True)
    return groups.add_group(database, row).uuid


def meet(database: Database, group: str, day: dt.date, *titles: str) -> MeetingRow:
    met = meetings.add_meeting(database, MeetingRow(group, day))
    for title in titles:
        add(database, met, title)
    return met


def add(database: Database, met: MeetingRow, title: str, **more: Any) -> PointRow:
    row = PointRow(met.group_uuid, title, meeting_uuid=met.uuid)
    return meetings.add_point(database, replace(row, **more))


def given(database: Database, met: MeetingRow) -> list[int | None]:
    return [row.paragraph for row in meetings.list_points(database, met.uuid)]


def refused(code: str) -> Any:
    return pytest.raises(RccdeskError, check=lambda error: error.code == code)


def test_paragraphs_go_on_through_the_year_of_each_group_and_begin_anew(
    database: Database, body: str
) -> None:
    other = groups.add_group(
        database, GroupRow("Bröstgruppen", GroupKind.PROCESS_GROUP, first_paragraph=40)
    )
    first = meet(database, body, MARCH, "Öppnande", "Patologi", "Avslut")
    theirs = meet(database, other.uuid, MARCH, "Öppnande", "Vårdplan")
    second = meet(database, body, LAST, "Öppnande", "Utgår", "Avslut")
    later = meet(database, body, NEXT_YEAR, "Öppnande")
    out = meetings.list_points(database, second.uuid)[1]
    meetings.save_point_field(database, out.uuid, "state", PointState.WITHDRAWN)
    for met in (first, theirs, second, later):
        meetings.end_meeting(database, met.uuid, "15:00")
    assert [given(database, met) for met in (first, second, later)] == [
        [1, 2, 3],
        [4, None, 5],  # what is withdrawn takes no number
        [1],
    ]
    assert given(database, theirs) == [40, 41]


def test_a_held_meeting_that_is_ended_again_keeps_its_numbers(
    database: Database, body: str
) -> None:
    first = meet(database, body, MARCH, "Öppnande", "Patologi")
    second = meet(database, body, LAST, "Öppnande")
    for met in (first, second):
        meetings.end_meeting(database, met.uuid, "15:00")
    meetings.reopen_meeting(database, first.uuid)
    add(database, first, "Glömd fråga")
    meetings.end_meeting(database, first.uuid, "15:30")
    assert (given(database, first), given(database, second)) == ([1, 2, 4], [3])


def test_a_copy_stands_once_on_an_agenda_and_leaves_what_was_decided(
    database: Database, body: str
) -> None:
    held, coming = meet(database, body, LAST, "Patologi"), meet(database, body, COMING)
    (point,) = meetings.list_points(database, held.uuid)
    meetings.add_alternative(database, AlternativeRow(point.uuid, "Gemensam kö"))
    decisions.record_decision(
        database, DecisionRow("", "Frågan utreds.", DecisionKind.COMMISSION, point_uuid=point.uuid)
    )
    meetings.end_meeting(database, held.uuid)
    made = meetings.copy_to_next(database, point.uuid, coming.uuid)
    with refused("point_copied_already"):
        meetings.copy_to_next(database, point.uuid, coming.uuid)
    assert (made.came_from_uuid, made.reason, made.paragraph) == (point.uuid, Reason.COPIED, None)
    assert [row.name for row in meetings.list_alternatives(database, made.uuid)] == ["Gemensam kö"]
    assert decisions.list_decisions(database, point_uuid=made.uuid) == ()
    assert len(decisions.list_decisions(database, point_uuid=point.uuid)) == 1
    assert len(meetings.list_points(database, coming.uuid)) == 1
    words = [each.words for each in meetings.get_point_view(database, made.uuid).history]
    assert words == [
        "§ 1 2026-09-17: Patologi, behandlad",
        "§ 1 2026-09-17: Frågan utreds.",
    ]


def test_R_C05_proposals_are_taken_as_one_step_and_once(database: Database, body: str) -> None:
    held, coming = meet(database, body, LAST, "Stöd till närstående"), meet(database, body, COMING)
    (point,) = meetings.list_points(database, held.uuid)
    meetings.postpone_point(database, point.uuid, COMING)
    meetings.end_meeting(database, held.uuid)
    parked = meetings.add_point(database, PointRow(body, "Precisionsmedicin"))
    groups.add_question(database, groups.QuestionRow("Ersättning", LAST, origin="Rådet"))
    found = meetings.collect_proposals(database, coming.uuid, TODAY)
    assert [(each.title, each.reason) for each in found] == [
        ("Stöd till närstående", Reason.RETURNED),
        ("Precisionsmedicin", Reason.BACKLOG),
        ("Ersättning", Reason.QUESTION),
    ]
    taken = meetings.take_proposals(database, coming.uuid, [*found, *found])
    assert meetings.take_proposals(database, coming.uuid, found) == ()
    on_agenda = meetings.list_points(database, coming.uuid)
    assert on_agenda == taken
    assert [row.title for row in taken] == [each.title for each in found]
    assert (taken[0].came_from_uuid, taken[1].uuid) == (point.uuid, parked.uuid)
    assert taken[2].source_kind is Thing.QUESTION
    assert meetings.list_backlog(database, body) == ()
    assert [each.is_taken for each in meetings.collect_proposals(database, coming.uuid, TODAY)] == [
        True
    ]
    history.undo_last(database)
    assert meetings.list_points(database, coming.uuid) == ()
    assert [row.uuid for row in meetings.list_backlog(database, body)] == [parked.uuid]


def test_what_a_cancelled_meeting_left_is_proposed_and_moved_whole(
    database: Database, body: str
) -> None:
    series = meetings.add_series(database, SeriesRow(body, "Möten"))
    meetings.add_template_point(database, TemplateRow(series.uuid, "Öppnande"))
    off = meetings.add_meeting(database, MeetingRow(body, LAST, series_uuid=series.uuid))
    left = add(database, off, "Patologi", kind=PointKind.DECISION, minutes=20)
    meetings.set_meeting_state(database, off.uuid, MeetingState.CANCELLED)
    coming = meet(database, body, COMING)
    (found,) = meetings.collect_proposals(database, coming.uuid, TODAY)
    assert (found.title, found.reason, found.minutes) == ("Patologi", Reason.MOVED, 20)
    assert found.reason_words == "kvar från det inställda mötet 2026-09-17"
    (taken,) = meetings.take_proposals(database, coming.uuid, [found])
    assert (taken.uuid, taken.meeting_uuid) == (left.uuid, coming.uuid)
    assert meetings.collect_proposals(database, coming.uuid, TODAY) == ()


def test_what_comes_onto_an_agenda_stands_before_what_ends_the_meeting(
    database: Database, body: str
) -> None:
    series = meetings.add_series(database, SeriesRow(body, "Möten"))
    for title in ("Öppnande", "Föregående protokoll", "Övriga frågor", "Nästa möte och avslut"):
        meetings.add_template_point(database, TemplateRow(series.uuid, title))
    meeting = meetings.add_meeting(database, MeetingRow(body, COMING, series_uuid=series.uuid))
    meetings.add_point(database, PointRow(body, "Precisionsmedicin"))
    found = meetings.collect_proposals(database, meeting.uuid, TODAY)
    meetings.take_proposals(database, meeting.uuid, found)
    add(database, meeting, "Patologi")
    on_agenda = meetings.list_points(database, meeting.uuid)
    assert [row.title for row in on_agenda] == [
        *("Öppnande", "Föregående protokoll"),
        *("Precisionsmedicin", "Patologi"),
        *("Övriga frågor", "Nästa möte och avslut"),
    ]
    history.undo_last(database)
    history.undo_last(database)
    on_agenda = meetings.list_points(database, meeting.uuid)
    assert [row.title for row in on_agenda][2:] == ["Övriga frågor", "Nästa möte och avslut"]
    last = on_agenda[-1]
    meetings.save_point_field(database, last.uuid, "state", PointState.TREATED)
    add(database, meeting, "Patologi")  # while the meeting ends: nothing to stand before
    assert [row.title for row in meetings.list_points(database, meeting.uuid)][-1] == "Patologi"


def test_a_parked_point_with_a_day_is_proposed_when_the_day_has_come(
    database: Database, body: str
) -> None:
    coming, later = meet(database, body, COMING), meet(database, body, NEXT_YEAR)
    parked = meetings.add_point(database, PointRow(body, "Precisionsmedicin"))
    meetings.postpone_point(database, parked.uuid, dt.date(2027, 1, 1))
    assert meetings.collect_proposals(database, coming.uuid, TODAY) == ()
    (found,) = meetings.collect_proposals(database, later.uuid, TODAY)
    (taken,) = meetings.take_proposals(database, later.uuid, [found])
    assert (taken.uuid, taken.state, taken.returns_on) == (parked.uuid, PointState.PLANNED, None)


def test_a_process_group_is_not_told_what_another_group_answers_for(
    database: Database, body: str
) -> None:
    groups.add_group(database, GroupRow("Lunggruppen", GroupKind.PROCESS_GROUP))
    breast = groups.add_group(database, GroupRow("Bröstgruppen", GroupKind.PROCESS_GROUP))
    held = meet(database, body, LAST, "Vårdplaner", "Lungan", "Arbetssätt")
    answering = ("Bröstgruppen", "Lunggruppen", "Processledarna")
    points = meetings.list_points(database, held.uuid)
    for point, responsible in zip(points, answering, strict=True):
        row = DecisionRow("", "Gruppen utreder.", DecisionKind.COMMISSION, point_uuid=point.uuid)
        row = replace(row, responsible=responsible, due_on=dt.date(2026, 11, 1))
        decisions.record_decision(database, row)
    coming = meet(database, breast.uuid, COMING)
    found = meetings.collect_proposals(database, coming.uuid, TODAY)
    assert [each.title for each in found] == ["Uppföljning: Vårdplaner", "Uppföljning: Arbetssätt"]
    assert found[0].reason_words == "beslut att följa upp senast 2026-11-01"


def test_standing_points_say_what_they_are_about_this_time(database: Database, body: str) -> None:
    series = meetings.add_series(database, SeriesRow(body, "Möten"))
    for title in ("Öppnande", "Föregående protokoll", "Uppföljning av beslut", "Nästa möte"):
        meetings.add_template_point(database, TemplateRow(series.uuid, title))
    row = MeetingRow(body, COMING, series_uuid=series.uuid)
    coming = meetings.add_meeting(database, row)

    def said() -> list[str]:
        view = meetings.get_meeting_view(database, coming.uuid, TODAY)
        return [line.reason_words for line in view.lines]

    assert said() == ["", "", "", ""]
    held = meet(database, body, LAST, "Patologi", "Vårdplaner")
    for point, due in zip(
        meetings.list_points(database, held.uuid), (dt.date(2026, 11, 1), None), strict=True
    ):
        decided = DecisionRow("", "Det görs.", DecisionKind.DECISION, point_uuid=point.uuid)
        decisions.record_decision(database, replace(decided, due_on=due))
    meetings.end_meeting(database, held.uuid)
    meet(database, body, NEXT_YEAR)
    assert said() == [
        *("", "från mötet 2026-09-17", "1 av 2 senare än planerat"),
        "nästa möte 2027-02-11",
    ]


def _rows(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of meetings, also those in the Papperskorg."""
    with database.read() as session:
        return {
            table.__tablename__: sorted(
                (
                    tuple(
                        (column.key, getattr(row, column.key))
                        for column in table.__table__.columns
                        if column.key not in _OWN
                    )
                    for row in session.scalars(select(table))
                ),
                key=str,
            )
            for table in _TABLES
        }


def _acts(database: Database, body: str) -> dict[str, Callable[[], object]]:
    """Return every act of meetings by its name, on a series, a held and a coming meeting."""
    series = meetings.add_series(database, SeriesRow(body, "Möten"))
    first, _ = (
        meetings.add_template_point(database, TemplateRow(series.uuid, title))
        for title in ("Öppnande", "Avslut")
    )
    coming = meetings.add_meeting(database, MeetingRow(body, COMING, series_uuid=series.uuid))
    later = meet(database, body, NEXT_YEAR)
    held = meet(database, body, LAST, "Stöd")
    meetings.end_meeting(database, held.uuid)
    (done,) = meetings.list_points(database, held.uuid)
    point = add(database, coming, "Patologi", kind=PointKind.DECISION)
    way = meetings.add_alternative(database, AlternativeRow(point.uuid, "Gemensam kö"))
    asked = meetings.set_point_region(database, PointRegionRow(point.uuid, "X1", view="Ja."))
    guest = meetings.invite(database, coming.uuid, "Verksamhetschef patologi")
    parked = meetings.add_point(database, PointRow(body, "Precisionsmedicin"))
    proposals = meetings.collect_proposals(database, coming.uuid, TODAY)
    m, d = meetings, database
    return {
        "add_series": lambda: m.add_series(d, SeriesRow(body, "Arbetsmöten")),
        "update_series": lambda: m.update_series(d, replace(series, name="Nya möten")),
        "save_series": lambda: m.save_series(
            d, replace(series, place="Sydvall"), [TemplateRow(series.uuid, "Ny"), first]
        ),
        "save_new_series": lambda: m.save_series(
            d, SeriesRow(body, "Korta möten"), [TemplateRow("", "Start")]
        ),
        "delete_series": lambda: m.delete_series(d, series.uuid),
        "add_template": lambda: m.add_template_point(d, TemplateRow(series.uuid, "Nytt")),
        "update_template": lambda: m.update_template_point(d, replace(first, title="Start")),
        "move_template": lambda: m.move_template_point(d, first.uuid, 1),
        "delete_template": lambda: m.delete_template_point(d, first.uuid),
        "add_meeting": lambda: m.add_meeting(
            d, MeetingRow(body, dt.date(2027, 5, 1), series_uuid=series.uuid)
        ),
        "update_meeting": lambda: m.update_meeting(d, replace(coming, place="Sydvall")),
        "cancel": lambda: m.set_meeting_state(d, coming.uuid, MeetingState.CANCELLED),
        "delete_meeting": lambda: m.delete_meeting(d, coming.uuid),
        "start": lambda: m.start_meeting(d, coming.uuid, "13:00"),
        "end": lambda: m.end_meeting(d, coming.uuid, "15:00"),
        "reopen": lambda: m.reopen_meeting(d, held.uuid),
        "add_point": lambda: m.add_point(d, PointRow(body, "Ny", meeting_uuid=coming.uuid)),
        "update_point": lambda: m.update_point(d, replace(point, title="Patologikö")),
        "type": lambda: m.save_point_field(d, point.uuid, "matter", "Ska kön delas?"),
        "move_point": lambda: m.move_point(d, point.uuid, 0),
        "delete_point": lambda: m.delete_point(d, point.uuid),
        "postpone": lambda: m.postpone_point(d, point.uuid, NEXT_YEAR),
        "park": lambda: m.park_point(d, point.uuid),
        "move_on": lambda: m.move_to_next(d, point.uuid, later.uuid),
        "unpark": lambda: m.move_to_next(d, parked.uuid, coming.uuid),
        "copy": lambda: m.copy_to_next(d, done.uuid, coming.uuid),
        "take": lambda: m.take_proposals(d, coming.uuid, proposals),
        "add_way": lambda: m.add_alternative(d, AlternativeRow(point.uuid, "Köp")),
        "update_way": lambda: m.update_alternative(d, replace(way, economy="3 Mkr")),
        "delete_way": lambda: m.delete_alternative(d, way.uuid),
        "save_ways": lambda: m.save_alternatives(
            d, point.uuid, [AlternativeRow("", "Köp"), replace(way, economy="3 Mkr")]
        ),
        "ask": lambda: m.set_point_region(d, PointRegionRow(point.uuid, "X2", view="Nej.")),
        "unask": lambda: m.delete_point_region(d, asked.uuid),
        "invite": lambda: m.invite(d, coming.uuid, "Sjukhusdirektör"),
        "presence": lambda: m.set_attendance(d, replace(guest, presence=Presence.EXCUSED)),
        "uninvite": lambda: m.delete_attendance(d, guest.uuid),
    }


def test_every_act_of_meetings_is_one_step_to_undo(database: Database, body: str) -> None:
    acts = _acts(database, body)
    assert len(acts) == 36
    before = _living(_rows(database))
    for name, act in acts.items():
        act()
        assert _living(_rows(database)) != before, name
        history.undo_last(database)
        assert _living(_rows(database)) == before, name


def test_a_series_is_saved_with_its_template_in_order(database: Database, body: str) -> None:
    points = [TemplateRow("", title) for title in ("Öppnande", "Läget", "Avslut")]
    series = meetings.save_series(database, SeriesRow(body, "Möten"), points)
    first, second, last = meetings.list_template(database, series.uuid)
    kept = [last, TemplateRow("", "Nytt"), replace(first, title="Start")]
    meetings.save_series(database, series, kept)
    found = meetings.list_template(database, series.uuid)
    assert [each.title for each in found] == ["Avslut", "Nytt", "Start"]
    assert [each.position for each in found] == [0, 1, 2]
    assert (found[0].uuid, found[2].uuid) == (last.uuid, first.uuid)
    with refused("template_point_missing"):
        meetings.save_series(database, replace(series, name="Annat"), [second])
    with refused("point_title_missing"):
        meetings.save_series(database, replace(series, name="Annat"), [TemplateRow("", " ")])
    assert [each.name for each in meetings.list_series(database, body)] == ["Möten"]
    assert meetings.list_template(database, series.uuid) == found


def test_alternatives_are_saved_in_order_or_not_at_all(database: Database, body: str) -> None:
    point = add(database, meet(database, body, COMING), "Patologi", kind=PointKind.DECISION)
    first, second = meetings.save_alternatives(
        database, point.uuid, [AlternativeRow("", "A"), AlternativeRow("", "B")]
    )
    found = meetings.save_alternatives(
        database, point.uuid, [replace(second, staff="2"), AlternativeRow("", "C")]
    )
    assert [(row.name, row.staff, row.position) for row in found] == [("B", "2", 0), ("C", "", 1)]
    assert found[0].uuid == second.uuid
    for rows, code in (
        ([first], "alternative_missing"),
        ([replace(second, name="")], "alternative_name_missing"),
    ):
        with refused(code):
            meetings.save_alternatives(database, point.uuid, rows)
        assert meetings.list_alternatives(database, point.uuid) == found


def test_a_group_does_not_meet_twice_at_the_same_time(database: Database, body: str) -> None:
    morning = meetings.add_meeting(database, MeetingRow(body, COMING, starts_at="09:00"))
    with refused("meeting_double"):
        meetings.add_meeting(database, MeetingRow(body, COMING, starts_at="09:00"))
    later = meetings.add_meeting(database, MeetingRow(body, COMING, starts_at="13:00"))
    with refused("meeting_double"):
        meetings.update_meeting(database, replace(later, starts_at="09:00"))
    other = groups.add_group(database, GroupRow("Bröstgruppen", GroupKind.PROCESS_GROUP)).uuid
    meetings.add_meeting(database, MeetingRow(other, COMING, starts_at="09:00"))
    meetings.set_meeting_state(database, morning.uuid, MeetingState.CANCELLED)
    meetings.update_meeting(database, replace(later, starts_at="09:00"))
    with refused("meeting_double"):
        meetings.set_meeting_state(database, morning.uuid, MeetingState.PLANNED)


def _living(rows: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    return {
        table: [row for row in each if dict(row)["deleted_at"] is None]
        for table, each in rows.items()
    }


def test_attendance_is_one_row_for_each_guest(database: Database, body: str) -> None:
    met = meet(database, body, COMING)
    first = meetings.invite(database, met.uuid, "Verksamhetschef  patologi")
    assert meetings.invite(database, met.uuid, "Verksamhetschef patologi").uuid == first.uuid
    assert len(meetings.list_attendance(database, met.uuid)) == 1
    with refused("attendance_empty"):
        meetings.set_attendance(database, AttendanceRow(met.uuid, Presence.PRESENT))


def test_a_meeting_with_minutes_is_not_removed_until_they_are(
    database: Database, body: str
) -> None:
    met = meet(database, body, LAST, "Patologi")
    meetings.end_meeting(database, met.uuid)
    row = papers.make_minutes(database, met.uuid, MinutesKind.NOTES)
    with refused("meeting_has_minutes"):
        meetings.delete_meeting(database, met.uuid)
    papers.delete_minutes(database, row.uuid)
    meetings.delete_meeting(database, met.uuid)
    assert meetings.list_meetings(database) == ()


def test_missing_things_are_counted_as_the_meeting_itself_says(
    database: Database, body: str
) -> None:
    coming = meet(database, body, COMING, "Öppnande")
    add(database, coming, "Patologi", kind=PointKind.DECISION, matter="Ska kön delas?")
    out = add(database, coming, "Vårdplaner", kind=PointKind.DECISION)
    meetings.save_point_field(database, out.uuid, "state", PointState.WITHDRAWN)
    (line,) = meetings.list_meeting_lines(database, TODAY)
    view = meetings.get_meeting_view(database, coming.uuid, TODAY)
    # A proposal, the patients' view, and who was asked ahead: three for the only one that stands.
    assert line.missing == sum(len(each.missing) for each in view.lines) == 3
    assert (line.points, line.words) == (3, "3 uppgifter saknas")


def test_a_group_with_meetings_is_not_removed(database: Database, body: str) -> None:
    meet(database, body, COMING)
    with pytest.raises(RccdeskError):
        groups.delete_group(database, body)
    assert meetings.list_meeting_lines(database, TODAY)[0].group.name == "Styrgruppen"
