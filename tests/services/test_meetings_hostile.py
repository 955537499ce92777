"""Groups, meetings and decisions as a user with bad luck and an auditor try them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import docx
import pytest
from sqlalchemy.exc import IntegrityError

from rccdesk import models
from rccdesk.enums import (
    Adoption,
    AssignmentRole,
    AssignmentState,
    Commissioner,
    DecisionKind,
    DecisionState,
    GroupKind,
    MeetingState,
    MinutesKind,
    PointKind,
    PointState,
    Presence,
    Reason,
    Represents,
    Stance,
    Topic,
)
from rccdesk.errors import RccdeskError
from rccdesk.services import (
    checks,
    decisions,
    groups,
    history,
    meetings,
    organisation,
    papers,
    store_settings,
    trash,
)
from rccdesk.services.database import Database
from rccdesk.services.decisions import (
    ActionRow,
    DecisionRegionRow,
    DecisionRow,
    DecisionUnitRow,
)
from rccdesk.services.groups import (
    AssignmentRow,
    GroupRow,
    MembershipRow,
    PersonRow,
    ProcessRow,
    SeatRow,
)
from rccdesk.services.meetings import (
    AlternativeRow,
    AttendanceRow,
    MeetingRow,
    PointRegionRow,
    PointRow,
    SeriesRow,
)
from rccdesk.services.plans.stored import PlanError
from rccdesk.services.store_settings import SmallNumberLimits
from rccdesk.services.typed_texts import PersonalTextError

DAY = dt.date(2026, 9, 17)
NEXT = dt.date(2026, 12, 30)
NEW_YEAR = dt.date(2027, 1, 14)
TODAY = dt.date(2026, 11, 22)
NUMBER = "patient 19121212-1212"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "a.rccdesk", create=True) as opened:
        yield opened
        found = checks.check_store(opened)
        assert (found.integrity, found.findings) == ("ok", ())


@pytest.fixture
def body(database: Database) -> GroupRow:
    row = GroupRow("Ledningen", GroupKind.STEERING, is_steering_body=True, first_paragraph=40)
    return groups.add_group(database, row)


@pytest.fixture
def met(database: Database, body: GroupRow) -> MeetingRow:
    return meetings.add_meeting(database, MeetingRow(body.uuid, DAY))


def refused(code: str, do: Callable[..., object], *values: Any, **named: Any) -> None:
    with pytest.raises(RccdeskError) as caught:
        do(*values, **named)
    assert caught.value.code == code


def point(database: Database, met: MeetingRow, title: str = "Kö", **more: Any) -> PointRow:
    row = PointRow(met.group_uuid, title, meeting_uuid=met.uuid, kind=PointKind.DECISION)
    return meetings.add_point(database, replace(row, **more))


def decide(
    database: Database,
    of: PointRow,
    kind: DecisionKind = DecisionKind.DECISION,
    regions: tuple[str, ...] = (),
    **more: Any,
) -> DecisionRow:
    row = DecisionRow("", "Kön delas.", kind, point_uuid=of.uuid, **more)
    return decisions.record_decision(database, row, regions)


def person(database: Database, name: str = "Anna Lindqvist") -> PersonRow:
    return groups.add_person(database, PersonRow(name))


# --- the store ------------------------------------------------------------------------------------


def test_a_commit_that_is_refused_leaves_the_next_write_whole(
    database: Database, met: MeetingRow
) -> None:
    with (
        pytest.raises(IntegrityError),
        database.write(Topic.MEETINGS, act="history.act.attendance_set") as session,
    ):
        session.add(models.Attendance(meeting_uuid="nobody's", presence="present"))
    made = point(database, met)  # would be lost with an error in the middle of what was refused
    assert meetings.list_points(database, met.uuid) == (made,)


def test_a_store_open_for_reading_shows_everything_and_keeps_nothing(
    database: Database, met: MeetingRow
) -> None:
    of = point(database, met)
    made = decide(database, of, DecisionKind.RECOMMENDATION, ("12",))
    with Database.open(database.path, reading=True) as reading:
        assert meetings.get_meeting_view(reading, met.uuid, TODAY).lines[0].point == of
        assert decisions.get_chain(reading, made.uuid, TODAY).sentence
        for act in (
            lambda: meetings.end_meeting(reading, met.uuid),
            lambda: meetings.save_point_field(reading, of.uuid, "notes", "Nytt"),
            lambda: decisions.delete_decision(reading, made.uuid),
            lambda: groups.add_person(reading, PersonRow("Bo Ek")),
        ):
            refused("store_reading", act)


# --- paragraphs -----------------------------------------------------------------------------------


def test_paragraphs_begin_at_the_groups_first_go_on_after_reopening_and_begin_anew_each_year(
    database: Database, body: GroupRow, met: MeetingRow
) -> None:
    later = meetings.add_meeting(database, MeetingRow(body.uuid, NEXT))
    new_year = meetings.add_meeting(database, MeetingRow(body.uuid, NEW_YEAR))
    one, two, three = (point(database, each) for each in (met, later, new_year))
    for each in (met, later, new_year):
        meetings.end_meeting(database, each.uuid)
    meetings.reopen_meeting(database, met.uuid)
    again = point(database, met, "Övrigt")
    meetings.end_meeting(database, met.uuid)
    given = [meetings.get_point(database, p.uuid).paragraph for p in (one, two, again, three)]
    assert given == [40, 41, 42, 40]
    refused("meeting_year_fixed", meetings.update_meeting, database,
            replace(meetings.get_meeting(database, later.uuid), day=NEW_YEAR))  # fmt: skip


def test_a_paragraph_stays_with_its_point_whatever_is_done_with_it(
    database: Database, body: GroupRow, met: MeetingRow
) -> None:
    of = point(database, met)
    meetings.end_meeting(database, met.uuid)
    meetings.reopen_meeting(database, met.uuid)
    refused("point_has_paragraph", meetings.delete_point, database, of.uuid)
    refused("point_has_paragraph", meetings.park_point, database, of.uuid)
    later = meetings.add_meeting(database, MeetingRow(body.uuid, NEXT))
    moved = meetings.move_to_next(database, of.uuid, later.uuid)
    assert moved.paragraph is None  # its § stays in the meeting that it was given in
    refused("point_moved_already", meetings.park_point, database, of.uuid)
    refused("point_moved_already", meetings.postpone_point, database, of.uuid, NEW_YEAR)


def test_a_removed_meeting_does_not_come_back_onto_paragraphs_that_others_have(
    database: Database, body: GroupRow, met: MeetingRow
) -> None:
    point(database, met)
    meetings.end_meeting(database, met.uuid)
    meetings.delete_meeting(database, met.uuid)
    removed = database.last_entry_id()
    other = meetings.add_meeting(database, MeetingRow(body.uuid, NEXT))
    point(database, other)
    meetings.end_meeting(database, other.uuid)
    refused("paragraph_taken", trash.restore_rows, database, [met.uuid])
    refused("history_changed_since", history.undo_entry, database, removed)


# --- decisions ------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_deleted", [True, False])
def test_a_postponement_that_is_none_any_more_lets_its_point_stand(
    database: Database, met: MeetingRow, is_deleted: bool
) -> None:
    of = point(database, met)
    first = decide(database, of, DecisionKind.POSTPONED, returns_on=NEXT)
    again = decide(database, of, DecisionKind.POSTPONED, returns_on=NEW_YEAR)
    assert meetings.get_point(database, of.uuid).returns_on == NEW_YEAR
    for row in (again, first):
        if is_deleted:
            decisions.delete_decision(database, row.uuid)
        else:
            decisions.update_decision(database, replace(row, kind=DecisionKind.DECISION))
        standing = meetings.get_point(database, of.uuid)
        if row == again:
            assert (standing.state, standing.returns_on) == (PointState.POSTPONED, NEXT)
    assert (standing.state, standing.returns_on) == (PointState.PLANNED, None)
    assert meetings.list_returning(database) == ()
    history.undo_last(database)
    assert meetings.get_point(database, of.uuid).returns_on == NEXT


def test_a_decision_is_of_its_points_group_and_meeting_alone(
    database: Database, body: GroupRow, met: MeetingRow
) -> None:
    of = point(database, met)
    other = groups.add_group(database, GroupRow("Rådet", GroupKind.PATIENT_COUNCIL))
    later = meetings.add_meeting(database, MeetingRow(body.uuid, NEXT))
    row = DecisionRow("", "Kön delas.", DecisionKind.DECISION, point_uuid=of.uuid)
    for wrong in (replace(row, group_uuid=other.uuid), replace(row, meeting_uuid=later.uuid)):
        refused("decision_elsewhere", decisions.record_decision, database, wrong)
    refused("decision_kind_missing", decisions.record_decision, database, replace(row, kind=""))
    meetings.set_meeting_state(database, later.uuid, MeetingState.CANCELLED)
    beside = replace(row, meeting_uuid=later.uuid, point_uuid="")
    refused("meeting_closed", decisions.record_decision, database, beside)
    assert decisions.list_decisions(database) == ()


def test_what_was_decided_follows_the_day_of_its_meeting(
    database: Database, met: MeetingRow
) -> None:
    of = point(database, met)
    made = decide(database, of, DecisionKind.RECOMMENDATION, ("12",), due_on=DAY + dt.timedelta(9))
    late = replace(met, day=DAY + dt.timedelta(10))
    refused("decision_dates", meetings.update_meeting, database, late)
    day = DAY + dt.timedelta(1)
    meetings.update_meeting(database, replace(met, day=day))
    row = decisions.get_decision(database, made.uuid)
    (asked,) = decisions.list_regions(database, made.uuid)
    assert (row.treated_on, row.recommended_on, asked.asked_on) == (day, day, day)
    history.undo_last(database)
    assert decisions.get_decision(database, made.uuid) == made


def test_a_held_meeting_is_opened_by_its_own_act_alone(database: Database, met: MeetingRow) -> None:
    meetings.set_meeting_state(database, met.uuid, MeetingState.HELD)
    for state in (MeetingState.PLANNED, MeetingState.CANCELLED):
        refused("meeting_closed", meetings.set_meeting_state, database, met.uuid, state)
    meetings.update_meeting(database, replace(met, place="Sal 3"))  # as it was read before
    assert meetings.get_meeting(database, met.uuid).state is MeetingState.HELD


@pytest.mark.parametrize("spelt", ["Anna Lindqvist", "anna\nLINDQVIST", "Anna \u00a0 Lindqvist"])
def test_nobody_is_named_in_a_reason_or_as_the_body_that_decides(
    database: Database, met: MeetingRow, spelt: str
) -> None:
    person(database)
    made = decide(database, point(database, met), DecisionKind.RECOMMENDATION, ("12",))
    row = DecisionRegionRow(made.uuid, "12", Stance.DECLINED)
    unit = DecisionUnitRow(made.uuid, "12", "Kirurgen", Adoption.NOT_INTRODUCED)
    said = f"Enligt {spelt} saknas tid."
    for wrong in (replace(row, reason=said), replace(row, body=spelt)):
        refused("decision_names_person", decisions.set_region, database, wrong)
    for wrong_unit in (replace(unit, reason=said), replace(unit, told_by=spelt)):
        refused("decision_names_person", decisions.set_unit, database, wrong_unit)


def test_a_unit_answers_once_however_it_is_spelt(database: Database, met: MeetingRow) -> None:
    made = decide(database, point(database, met), DecisionKind.RECOMMENDATION, ("12",))
    for name in ("Kirurgen", "kirurgen ", "KIRURGEN"):
        row = DecisionUnitRow(made.uuid, "12", name, Adoption.INTRODUCED)
        decisions.set_unit(database, row)
    assert decisions.get_chain(database, made.uuid, TODAY).adoption == (("12", 1, 1),)


def test_a_region_that_is_not_the_rccs_answers_too_and_one_that_is_none_does_not(
    database: Database, met: MeetingRow
) -> None:
    organisation.update_profile(database, organisation.OwnProfile(rcc="syd"))
    of = point(database, met)
    made = decide(database, of, DecisionKind.RECOMMENDATION, ("12", "25"))
    assert {row.region for row in decisions.list_regions(database, made.uuid)} == {"12", "25"}
    refused("region_missing", decisions.set_region, database,
            DecisionRegionRow(made.uuid, "99", Stance.DECIDED))  # fmt: skip
    assert meetings.anchoring_missing(database, of.uuid) == ("12", "07", "10", "13")  # with Halland


# --- who sits -------------------------------------------------------------------------------------


def test_a_term_is_never_ended_later_than_the_next_begins(
    database: Database, body: GroupRow
) -> None:
    one, other = person(database), person(database, "Bo Ek")
    seat = groups.add_seat(database, SeatRow(body.uuid, Represents.PATIENTS))
    last = dt.date(2026, 6, 30)
    term = groups.add_member(database, MembershipRow(seat.uuid, one.uuid, ends_on=last))
    groups.add_member(
        database, MembershipRow(seat.uuid, other.uuid, starts_on=last + dt.timedelta(1))
    )
    refused("seat_taken", groups.end_member, database, term.uuid, last + dt.timedelta(1))
    refused("seat_taken", groups.update_member, database, replace(term, ends_on=None))
    twice = MembershipRow(seat.uuid, one.uuid, starts_on=last)
    refused("membership_overlaps", groups.add_member, database, twice)
    elsewhere = groups.add_seat(database, SeatRow(body.uuid, Represents.NURSING))
    groups.add_member(database, MembershipRow(elsewhere.uuid, one.uuid))  # in two seats at once
    groups.delete_member(database, term.uuid)
    groups.add_member(database, MembershipRow(seat.uuid, other.uuid, ends_on=last))
    refused("seat_taken", trash.restore_rows, database, [term.uuid])


def test_the_term_of_somebody_who_has_left_can_be_mended(
    database: Database, body: GroupRow
) -> None:
    gone = person(database)
    seat = groups.add_seat(database, SeatRow(body.uuid, Represents.PATIENTS))
    term = groups.add_member(database, MembershipRow(seat.uuid, gone.uuid, ends_on=DAY))
    groups.delete_person(database, gone.uuid)
    earlier = groups.update_member(database, replace(term, ends_on=dt.date(2020, 1, 1)))
    assert earlier.ends_on == dt.date(2020, 1, 1)
    refused("person_missing", groups.add_member, database, replace(term, uuid=""))


def test_nobody_becomes_their_own_mentor_or_sits_twice_by_taking_over(
    database: Database, body: GroupRow
) -> None:
    one, other = person(database), person(database, "Bo Ek")
    appointed = AssignmentState.APPOINTED
    led = groups.add_assignment(database, AssignmentRow(
        AssignmentRole.PROCESS_LEADER, state=appointed, person_uuid=one.uuid,
        mentor_uuid=other.uuid, starts_on=dt.date(2030, 1, 1)))  # fmt: skip
    seat = groups.add_seat(database, SeatRow(body.uuid, Represents.PATIENTS, required=2))
    for who in (one, other):
        row = MembershipRow(seat.uuid, who.uuid, starts_on=dt.date(2030, 1, 1))
        groups.add_member(database, row)
    groups.replace_person(database, one.uuid, other.uuid, DAY)
    taken = groups.get_assignment(database, led.uuid)
    assert (taken.person_uuid, taken.mentor_uuid) == (other.uuid, "")
    (sits,) = groups.list_members(database, body.uuid)
    assert sits.person_uuid == other.uuid


def test_a_group_with_a_decision_alone_is_not_removed(database: Database) -> None:
    loose = groups.add_group(database, GroupRow("Rådet", GroupKind.PATIENT_COUNCIL))
    row = DecisionRow(loose.uuid, "Yttrande", DecisionKind.DECISION, treated_on=DAY)
    made = decisions.record_decision(database, row)
    refused("group_used", groups.delete_group, database, loose.uuid)
    assert decisions.get_chain(database, made.uuid, TODAY).decision == made


def test_an_assignment_that_ended_outlives_its_process_and_its_group(
    database: Database, tmp_path: Path
) -> None:
    process = groups.add_process(database, ProcessRow("Bröstcancer"))
    of = groups.add_group(database, GroupRow("Gruppen", GroupKind.PROCESS_GROUP))
    ended = AssignmentRow(AssignmentRole.PROCESS_LEADER, state=AssignmentState.ENDED,
                          process_uuid=process.uuid, group_uuid=of.uuid)  # fmt: skip
    row = groups.add_assignment(database, ended)
    groups.delete_process(database, process.uuid)
    groups.delete_group(database, of.uuid)
    page = groups.get_assignment_page(database, row.uuid, TODAY)
    assert (page.process, page.group) == (None, None)
    papers.write_handover(database, row.uuid, tmp_path / "uppdrag.docx")


def test_a_seat_that_was_taken_away_was_there_all_the_same(
    database: Database, body: GroupRow, met: MeetingRow
) -> None:
    seat = groups.add_seat(database, SeatRow(body.uuid, Represents.PATIENTS, title="Patienter"))
    row = AttendanceRow(met.uuid, Presence.PRESENT, seat_uuid=seat.uuid)
    noted = meetings.set_attendance(database, row)
    groups.delete_seat(database, seat.uuid)
    (line,) = meetings.list_attendance(database, met.uuid)
    assert (line.seat_name, line.row) == ("Patienter", noted)
    other = groups.add_group(database, GroupRow("Rådet", GroupKind.PATIENT_COUNCIL))
    theirs = groups.add_seat(database, SeatRow(other.uuid, Represents.PATIENTS))
    wrong = replace(row, seat_uuid=theirs.uuid)
    refused("seat_missing", meetings.set_attendance, database, wrong)
    nobody = AttendanceRow(met.uuid, Presence.INVITED, person_uuid="nobody")
    refused("person_missing", meetings.set_attendance, database, nobody)
    assert meetings.invite(database, met.uuid, "Gäst") == meetings.invite(
        database, met.uuid, "Gäst"
    )


def test_local_leaders_of_others_are_never_the_rccs(database: Database) -> None:
    for by in (*Commissioner, None):
        groups.add_assignment(database, AssignmentRow(
            AssignmentRole.LOCAL_PROCESS_LEADER, state=AssignmentState.APPOINTED,
            commissioned_by=by, title=str(by)))  # fmt: skip
    assert groups.count_own(database) == 1  # that of the RCC alone, not one that nobody told of


# --- days, numbers and texts ----------------------------------------------------------------------


@pytest.mark.parametrize("day", [dt.date.min, dt.date(1900, 1, 1), dt.date.max])
def test_days_far_off_break_nothing(database: Database, body: GroupRow, day: dt.date) -> None:
    series = meetings.add_series(
        database, SeriesRow(body.uuid, "Möten", months_between=0, send_days=10**6)
    )
    assert series.months_between is None
    row = meetings.add_meeting(database, MeetingRow("", day, series_uuid=series.uuid))
    of = point(database, row)
    meetings.collect_proposals(database, row.uuid, TODAY)
    decisions.get_since_last(database, body.uuid, TODAY, meeting_uuid=row.uuid)
    meetings.delete_series(database, series.uuid)
    if day == dt.date.max:  # no day comes after the last
        refused("meeting_double", meetings.make_next_meeting, database, row.uuid)
    else:
        assert meetings.make_next_meeting(database, row.uuid).day > day
    action = ActionRow("", "Skriva", point_uuid=of.uuid, due_on=max(day, dt.date(1900, 1, 1)))
    decisions.add_action(database, action)
    decisions.export_calendar(database, database.path.parent / "a.ics")
    who = person(database)
    state = AssignmentState.VACANT
    groups.add_assignment(database, AssignmentRow(
        AssignmentRole.COORDINATOR, state=state, starts_on=dt.date(2026, 8, 1)))  # fmt: skip
    groups.add_assignment(database, AssignmentRow(
        AssignmentRole.COORDINATOR, state=AssignmentState.APPOINTED, person_uuid=who.uuid,
        starts_on=day))  # fmt: skip
    groups.replace_person(database, who.uuid, "", day)


@pytest.mark.parametrize("value", ["T1300", "13+01", "1300Z", "24:00", "13.00", "１３:００"])
def test_a_time_is_hours_and_minutes(database: Database, met: MeetingRow, value: str) -> None:
    refused("meeting_time", meetings.update_meeting, database, replace(met, starts_at=value))


def test_a_number_that_no_store_holds_is_refused(database: Database, met: MeetingRow) -> None:
    huge = 10**30
    refused("plan_number_refused", meetings.update_meeting, database, replace(met, minutes=huge))
    refused("plan_number_refused", point, database, met, minutes=huge)


def rows(database: Database, met: MeetingRow) -> list[tuple[Callable[..., Any], Any]]:
    """Return a row of every kind that people write in, with what stores it."""
    of = point(database, met)
    made = decide(database, of, DecisionKind.RECOMMENDATION, ("12",))
    return [
        (groups.add_person, PersonRow("Bo Ek")),
        (groups.add_process, ProcessRow("Lunga")),
        (groups.add_group, GroupRow("Rådet", GroupKind.PATIENT_COUNCIL)),
        (groups.add_seat, SeatRow(met.group_uuid, Represents.PATIENTS)),
        (groups.add_assignment, AssignmentRow(AssignmentRole.COORDINATOR)),
        (groups.add_participation, groups.ParticipationRow(met.group_uuid, DAY)),
        (groups.add_visit, groups.VisitRow("12", "Kirurgen")),
        (groups.add_training, groups.TrainingRow("Palliativ vård")),
        (groups.add_question, groups.QuestionRow("Läkemedel", noted_on=DAY)),
        (meetings.add_series, SeriesRow(met.group_uuid, "Möten")),
        (meetings.add_meeting, MeetingRow(met.group_uuid, NEXT)),
        (meetings.add_point, PointRow(met.group_uuid, "Remisser")),
        (meetings.add_alternative, AlternativeRow(of.uuid, "A")),
        (meetings.set_point_region, PointRegionRow(of.uuid, "12")),
        (meetings.set_attendance, AttendanceRow(met.uuid, Presence.INVITED, words="Gäst")),
        (decisions.record_decision, DecisionRow("", "Delas", DecisionKind.DECISION,
                                                point_uuid=of.uuid)),
        (decisions.set_region, DecisionRegionRow(made.uuid, "12", Stance.DECLINED)),
        (decisions.set_unit, DecisionUnitRow(made.uuid, "12", "Kirurgen", Adoption.INTRODUCED)),
        (decisions.add_action, ActionRow("", "Skriva", point_uuid=of.uuid)),
    ]  # fmt: skip


def test_no_text_of_any_row_takes_a_personal_number_or_is_endless(
    database: Database, met: MeetingRow
) -> None:
    tried = 0
    for store, row in rows(database, met):
        own = [
            each.name
            for each in fields(row)
            if type(getattr(row, each.name)) is str
            and not each.name.endswith(("uuid", "_key"))
            and each.name not in ("region", "svf")
        ]
        tried += len(own)
        for name in own:
            with pytest.raises(PersonalTextError):
                store(database, replace(row, **{name: NUMBER}))
            with pytest.raises(PlanError) as caught:
                store(database, replace(row, **{name: "å" * 20_001}))
            assert caught.value.code == "plan_text_too_long", (row, name)
    assert tried > 70


def test_a_long_text_is_kept_whole(database: Database, met: MeetingRow) -> None:
    words = "å" * 20_000
    of = point(database, met)
    assert meetings.save_point_field(database, of.uuid, "notes", words).notes == words
    row = DecisionRow("", words, DecisionKind.DECISION, point_uuid=of.uuid)
    made = decisions.record_decision(database, row)
    assert decisions.get_decision(database, made.uuid).text == words
    assert meetings.get_point_view(database, of.uuid).decisions[0].text == words


def test_one_row_about_a_region_does_not_swallow_another(
    database: Database, met: MeetingRow
) -> None:
    of = point(database, met)
    one, other = (
        meetings.set_point_region(database, PointRegionRow(of.uuid, region, view="Ja"))
        for region in ("12", "13")
    )
    changed = replace(one, region="13", view="Nej")
    refused("point_region_taken", meetings.set_point_region, database, changed)
    assert meetings.list_point_regions(database, of.uuid) == (one, other)


def test_what_is_chosen_is_a_step_each_and_what_is_typed_is_one(
    database: Database, met: MeetingRow
) -> None:
    of = point(database, met)
    for words in ("D", "De", "Det sades"):
        meetings.save_point_field(database, of.uuid, "notes", words)
    for kind in (PointKind.INFORMATION, PointKind.DISCUSSION):
        meetings.save_point_field(database, of.uuid, "kind", kind)
    history.undo_last(database)
    assert meetings.get_point(database, of.uuid).kind is PointKind.INFORMATION
    history.undo_last(database)
    assert meetings.get_point(database, of.uuid).notes == "Det sades"
    history.undo_last(database)
    assert meetings.get_point(database, of.uuid) == of


# --- what is spread -------------------------------------------------------------------------------


def words_of(path: Path) -> str:
    """Return all that a document says, its properties too."""
    document = docx.Document(str(path))
    said = [each.text for each in document.paragraphs]
    said += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for section in document.sections:
        said += [each.text for each in (*section.header.paragraphs, *section.footer.paragraphs)]
    return "\n".join([*said, document.core_properties.title or ""])


def test_nothing_confidential_leaves_in_what_is_spread(
    database: Database, met: MeetingRow, tmp_path: Path
) -> None:
    hidden = point(database, met, "HEMLIG titel", is_confidential=True, matter="HEMLIG fråga",
                   rapporteur="HEMLIG person", notes="HEMLIG", proposal="HEMLIG")  # fmt: skip
    shown = point(database, met, "Öppen")
    row = DecisionRow("", "HEMLIGT beslut", DecisionKind.DECISION, point_uuid=hidden.uuid)
    of_point = decisions.record_decision(database, row)
    own = decisions.record_decision(
        database, replace(row, point_uuid=shown.uuid, is_confidential=True)
    )
    for decision in (of_point, own):
        action = ActionRow("", "HEMLIG åtgärd", decision_uuid=decision.uuid, due_on=NEXT)
        decisions.add_action(database, action)
    meetings.end_meeting(database, met.uuid)
    papers.write_agenda(database, met.uuid, tmp_path / "dagordning.docx")
    minutes = papers.make_minutes(database, met.uuid, MinutesKind.MINUTES)
    papers.write_minutes(
        database, minutes.uuid, tmp_path / "protokoll.docx", with_confidential=False
    )
    span = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    papers.write_political_report(database, *span, tmp_path / "rapport.docx")
    calendar = decisions.export_calendar(database, tmp_path / "a.ics").read_text("utf-8")
    said = [words_of(path) for path in sorted(tmp_path.glob("*.docx"))]
    assert len(said) == 3
    assert "Öppen" in "".join(said)
    assert "HEMLIG" not in "".join((*said, calendar))
    papers.write_minutes(database, minutes.uuid, tmp_path / "helt.docx")
    assert words_of(tmp_path / "helt.docx").count("HEMLIG åtgärd") == 2


@pytest.mark.parametrize(
    ("reason", "words", "now", "kept"),
    [
        (Reason.PRIORITY_OFF, "prioriterat mål: 71 % · 5 av 7 · Syd, kvartal 4 2025", 8, "Syd"),
        (Reason.SIGNAL, "Försämring: mars 2026 ligger under gränsen (41,2 %).", 8, "gränsen."),
        (Reason.PRIORITY_OFF, "prioriterat mål: 61 % · 305 av 500 · Syd, 2025", 8, "305 av 500"),
    ],
)
def test_a_raised_limit_hides_the_figure_in_a_reason_and_the_words_are_kept(
    database: Database, met: MeetingRow, reason: Reason, words: str, now: int, kept: str
) -> None:
    of = point(database, met, reason=reason, reason_words=words)
    (line,) = meetings.get_meeting_view(database, met.uuid, TODAY).lines
    assert line.reason_words == words
    store_settings.update_small_number_limits(database, SmallNumberLimits(group=now))
    (line,) = meetings.get_meeting_view(database, met.uuid, TODAY).lines
    view = meetings.get_point_view(database, of.uuid)
    assert view.point.reason_words == line.reason_words
    assert kept in line.reason_words
    for told in ("71", "5 av 7", "41,2"):
        assert told not in line.reason_words
    meetings.update_point(database, replace(view.point, title="Nytt namn"))
    store_settings.update_small_number_limits(database, SmallNumberLimits())
    (line,) = meetings.get_meeting_view(database, met.uuid, TODAY).lines
    assert (line.reason_words, line.point.title) == (words, "Nytt namn")


def test_where_no_styrgrupp_leads_nothing_says_so(database: Database, tmp_path: Path) -> None:
    organisation.update_profile(database, organisation.OwnProfile(rcc="stockholm-gotland"))
    leading = GroupRow("Ledningsmötet", GroupKind.MANAGEMENT, is_steering_body=True)
    body = groups.add_group(database, leading)
    met = meetings.add_meeting(database, MeetingRow(body.uuid, DAY, minutes=60))
    of = point(database, met)
    made = decide(database, of, DecisionKind.RECOMMENDATION, ("01", "09"))
    groups.add_assignment(
        database, AssignmentRow(AssignmentRole.PROCESS_LEADER, state=AssignmentState.VACANT)
    )
    later = meetings.add_meeting(database, MeetingRow(body.uuid, NEXT))
    taken = meetings.collect_proposals(database, later.uuid, NEXT)
    assert taken
    meetings.take_proposals(database, later.uuid, taken)
    meetings.end_meeting(database, met.uuid)
    papers.write_agenda(database, later.uuid, tmp_path / "dagordning.docx")
    minutes = papers.make_minutes(database, met.uuid, MinutesKind.MINUTES)
    papers.write_minutes(database, minutes.uuid, tmp_path / "protokoll.docx")
    papers.write_political_report(database, DAY, NEXT, tmp_path / "rapport.docx")
    chain = decisions.get_chain(database, made.uuid, TODAY)
    assert chain.steps[2].words == "Behandlad i ledningsmötet"
    terms = organisation.get_terms(database)
    said = [
        *(words_of(path) for path in tmp_path.glob("*.docx")),
        repr(chain),
        repr(taken),
        repr(meetings.get_meeting_view(database, later.uuid, TODAY)),
        repr(decisions.get_since_last(database, body.uuid, NEXT)),
        repr(groups.get_group_view(database, body.uuid, TODAY)),
        repr([groups.kind_words(kind, terms) for kind in GroupKind]),
    ]
    assert "styrgrupp" not in "\n".join(said).lower()
    refused("decision_dates", decisions.update_decision, database,
            replace(made, state=DecisionState.DONE, done_on=dt.date(2026, 1, 1)))  # fmt: skip


def test_no_time_and_no_absence_stands_beside_a_name_in_a_handover(
    database: Database, body: GroupRow, met: MeetingRow, tmp_path: Path
) -> None:
    who = person(database)
    row = groups.add_assignment(database, AssignmentRow(
        AssignmentRole.PROCESS_LEADER, state=AssignmentState.APPOINTED, person_uuid=who.uuid,
        group_uuid=body.uuid, share=0.4))  # fmt: skip
    groups.set_release(database, groups.ReleaseRow(row.uuid, "2026-Q2", 0.13))
    seat = groups.add_seat(database, SeatRow(body.uuid, Represents.PATIENTS))
    groups.add_member(database, MembershipRow(seat.uuid, who.uuid))
    for day in (dt.date(2026, 3, 1), dt.date(2026, 4, 1), dt.date(2026, 5, 1)):
        held = meetings.add_meeting(database, MeetingRow(body.uuid, day))
        absent = AttendanceRow(held.uuid, Presence.ABSENT, seat.uuid, who.uuid)
        meetings.set_attendance(database, absent)
        meetings.end_meeting(database, held.uuid)
    (line,) = groups.get_group_view(database, body.uuid, TODAY).seats
    assert line.absent_in_row == 3
    papers.write_handover(database, row.uuid, tmp_path / "uppdrag.docx")
    said = words_of(tmp_path / "uppdrag.docx")
    assert "Anna Lindqvist" in said
    assert "13" not in said.replace("2026", "")
    assert line.words not in said
