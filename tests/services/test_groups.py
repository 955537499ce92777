"""Persons, groups, seats and terms: what is taken in, and what is refused with its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from rccdesk.enums import (
    ActionState,
    AssignmentRole,
    AssignmentState,
    GroupKind,
    Represents,
    Topic,
)
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.models import Action, Meeting
from rccdesk.services import groups, history
from rccdesk.services.database import Database
from rccdesk.services.groups import (
    AssignmentRow,
    GroupRow,
    PersonRow,
    ProcessRow,
    SeatRow,
)
from rccdesk.services.typed_texts import PersonalTextError
from tests.services.group_example import (
    TODAY,
    breast,
    choose_rcc,
    group,
    make_example,
    person,
    seat,
    sit,
)

DAY = dt.date(2026, 3, 1)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "prov.rccdesk", create=True) as opened:
        yield opened


def refused(code: str, function: object, *arguments: object) -> RccdeskError:
    with pytest.raises(RccdeskError) as caught:
        function(*arguments)  # type: ignore[operator]
    assert caught.value.code == code
    return caught.value


# Persons


def test_persons_come_in_swedish_order(database: Database) -> None:
    for name in ("Östen Ö", "Åsa Å", "Zelda Z", "anna A"):
        person(database, name)
    assert [row.name for row in groups.list_persons(database)] == [
        "anna A",
        "Zelda Z",
        "Åsa Å",
        "Östen Ö",
    ]


def test_nothing_of_anybodys_health_is_kept_of_a_person() -> None:
    assert {field.name for field in fields(PersonRow)} == {
        "name", "profession", "employer", "region", "email", "phone", "uuid",
    }  # fmt: skip


def test_a_person_needs_a_name_and_no_personnummer(database: Database) -> None:
    refused("person_name_missing", groups.add_person, database, PersonRow("  "))
    with pytest.raises(PersonalTextError):
        groups.add_person(database, PersonRow("Anna Ek 19121212-1212"))
    refused("region_missing", groups.add_person, database, PersonRow("Anna Ek", region="99"))
    assert groups.list_persons(database) == ()


def test_a_person_who_holds_something_is_not_removed_until_replaced(database: Database) -> None:
    body = group(database, GroupKind.STEERING, "Ledningsrådet")
    place = seat(database, body, Represents.REGION, "05")
    old, new = person(database, "Anna Ek"), person(database, "Per Dal")
    sit(database, place, old, DAY)
    process = breast(database)
    leader = groups.add_assignment(
        database,
        AssignmentRow(
            AssignmentRole.PROCESS_LEADER,
            process_uuid=process.uuid,
            person_uuid=old.uuid,
            share=0.2,
            starts_on=DAY,
        ),
    )
    mentored = groups.add_assignment(
        database, AssignmentRow(AssignmentRole.COORDINATOR, mentor_uuid=old.uuid)
    )
    with database.write(Topic.MEETINGS, act="history.act.action_added", values={"title": "x"}) as s:
        action = Action(group_uuid=body.uuid, title="Skriv brev", person_uuid=old.uuid)
        done = Action(
            group_uuid=body.uuid, title="Klart", person_uuid=old.uuid, state=ActionState.DONE
        )
        s.add_all((action, done))
        s.flush()
        action_uuid, done_uuid = action.uuid, done.uuid
    held = groups.holdings_of(database, old.uuid)
    assert (len(held.seats), len(held.assignments), len(held.mentored)) == (1, 1, 1)
    assert [row.title for row in held.actions] == ["Skriv brev"]
    error = refused("person_holds", groups.delete_person, database, old.uuid)
    assert error.values["held"] == "1 plats, 1 uppdrag, mentor för 1, 1 öppen åtgärd"

    groups.replace_person(database, old.uuid, new.uuid, dt.date(2026, 9, 1))

    terms = groups.list_members(database, body.uuid)
    assert [(row.person_uuid, row.starts_on, row.ends_on) for row in terms] == [
        (old.uuid, DAY, dt.date(2026, 8, 31)),
        (new.uuid, dt.date(2026, 9, 1), None),
    ]
    assert groups.get_assignment(database, leader.uuid).state is AssignmentState.ENDED
    (follower,) = groups.list_assignments(database, person_uuid=new.uuid)
    assert (follower.share, follower.starts_on) == (0.2, dt.date(2026, 9, 1))
    assert follower.state is AssignmentState.APPOINTED
    assert groups.get_assignment(database, mentored.uuid).mentor_uuid == new.uuid
    with database.read() as session:
        assert session.get_one(Action, action_uuid).person_uuid == new.uuid
        assert session.get_one(Action, done_uuid).person_uuid == old.uuid  # what has been
    groups.delete_person(database, old.uuid)
    assert [row.name for row in groups.list_persons(database)] == ["Per Dal"]
    # What has been is still told by name.
    view = groups.get_group_view(database, body.uuid, dt.date(2026, 4, 1))
    assert view.seats[0].holders[0].person.name == "Anna Ek"


def test_replacing_by_nobody_leaves_it_vacant_and_is_one_undo_step(database: Database) -> None:
    body = group(database, GroupKind.STEERING, "Ledningsrådet")
    place = seat(database, body, Represents.REGION, "05")
    old = person(database, "Anna Ek")
    sit(database, place, old, DAY)
    groups.add_assignment(
        database,
        AssignmentRow(AssignmentRole.PROCESS_LEADER, person_uuid=old.uuid, starts_on=DAY),
    )
    groups.replace_person(database, old.uuid, "", dt.date(2026, 9, 1))
    (line,) = groups.get_group_view(database, body.uuid, TODAY).seats
    assert line.words == "Vakant sedan 2026-09-01"
    vacant = [
        row for row in groups.list_assignments(database) if row.state is AssignmentState.VACANT
    ]
    assert [(row.person_uuid, row.vacant_since) for row in vacant] == [("", dt.date(2026, 9, 1))]
    history.undo_last(database)
    assert groups.get_group_view(database, body.uuid, TODAY).seats[0].filled == 1
    assert [row.person_uuid for row in groups.list_assignments(database)] == [old.uuid]


def test_the_same_assignment_is_not_had_twice_at_once(database: Database) -> None:
    process, anna = breast(database), person(database, "Anna Ek")
    row = AssignmentRow(
        AssignmentRole.PROCESS_LEADER,
        process_uuid=process.uuid,
        person_uuid=anna.uuid,
        starts_on=DAY,
        ends_on=dt.date(2026, 6, 30),
    )
    groups.add_assignment(database, row)
    again = replace(row, starts_on=dt.date(2026, 6, 30), ends_on=None)
    refused("assignment_overlaps", groups.add_assignment, database, again)
    after = groups.add_assignment(database, replace(again, starts_on=dt.date(2026, 7, 1)))
    refused(
        "assignment_overlaps", groups.update_assignment, database, replace(after, starts_on=None)
    )
    refused("assignment_share", groups.add_assignment, database, replace(row, share=1.2))
    refused(
        "dates_reversed",
        groups.add_assignment,
        database,
        replace(row, starts_on=TODAY, ends_on=DAY),
    )
    refused(
        "assignment_mentor_self",
        groups.add_assignment,
        database,
        replace(row, mentor_uuid=anna.uuid),
    )
    refused(
        "assignment_holder",
        groups.add_assignment,
        database,
        replace(row, state=AssignmentState.VACANT),
    )
    # Another person may lead with her.
    groups.add_assignment(database, replace(row, person_uuid=person(database, "Per").uuid))
    assert len(groups.list_assignments(database, only_living=False)) == 3


# Processes and groups


def test_a_pathway_belongs_to_one_process(database: Database) -> None:
    process = breast(database)
    assert groups.process_of_svf(database, "VG9") == process
    assert groups.process_of_svf(database, "VK1") is None
    refused(
        "process_svf_taken",
        groups.add_process,
        database,
        ProcessRow("Bröst, annan", svf=("VK1", "VG9")),
    )
    refused("process_name_taken", groups.add_process, database, ProcessRow("BRÖSTCANCER"))
    refused("svf_missing", groups.add_process, database, ProcessRow("X", svf=("ZZ9",)))
    # An ended one makes room, and stays among all.
    groups.update_process(database, replace(process, ended_on=dt.date(2026, 1, 1)))
    new = groups.add_process(database, ProcessRow("Bröstcancer 2026", svf=("VG9",)))
    assert groups.list_processes(database) == (new,)
    assert len(groups.list_processes(database, only_living=False)) == 2


def test_what_hangs_on_a_process_or_a_group_is_named(database: Database) -> None:
    process = breast(database)
    team = group(database, GroupKind.PROCESS_GROUP, "Bröstgruppen", process_uuid=process.uuid)
    error = refused("process_used", groups.delete_process, database, process.uuid)
    assert error.values["used"] == "1 grupp"
    with database.write(Topic.MEETINGS, act="history.act.group_updated", values={"name": "x"}) as s:
        s.add(Meeting(group_uuid=team.uuid, day=DAY))
    error = refused("group_used", groups.delete_group, database, team.uuid)
    assert error.values["used"] == "1 möte"
    assert groups.list_groups(database) == (team,)


def test_a_group_goes_to_the_trash_with_its_seats_and_comes_back_with_them(
    database: Database,
) -> None:
    team = group(database, GroupKind.PROCESS_GROUP, "Bröstgruppen")
    place = seat(database, team, Represents.NURSING)
    sit(database, place, person(database, "Anna Ek"), DAY)
    groups.delete_group(database, team.uuid)
    with pytest.raises(NotFoundError):
        groups.get_group(database, team.uuid)
    assert groups.list_members(database, team.uuid) == ()
    history.undo_last(database)
    assert groups.get_group_view(database, team.uuid, TODAY).seats[0].filled == 1


def test_one_body_leads_at_most(database: Database) -> None:
    assert groups.steering_body(database) is None
    lead = group(database, GroupKind.MANAGEMENT, "Ledningsmötet", is_steering_body=True)
    other = group(database, GroupKind.STEERING, "Rådet")
    assert groups.steering_body(database) == lead
    error = refused(
        "steering_body_taken", groups.update_group, database, replace(other, is_steering_body=True)
    )
    assert error.values["name"] == "Ledningsmötet"
    assert [row.name for row in groups.list_groups(database)] == ["Ledningsmötet", "Rådet"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (GroupRow(" ", GroupKind.OTHER), "group_name_missing"),
        (GroupRow("A", GroupKind.OTHER, first_paragraph=0), "group_count_wrong"),
        (GroupRow("A", GroupKind.OTHER, meetings_per_year=-1), "number_negative"),
        (GroupRow("A", GroupKind.OTHER, process_uuid="nope"), "process_missing"),
        (
            GroupRow("A", GroupKind.OTHER, valid_from=TODAY, valid_to=DAY),
            "dates_reversed",
        ),
    ],
)
def test_a_group_that_cannot_be_is_refused(database: Database, row: GroupRow, code: str) -> None:
    refused(code, groups.add_group, database, row)
    assert groups.list_groups(database) == ()


# Seats and terms


def test_seats_keep_the_order_they_are_moved_to(database: Database) -> None:
    body = group(database, GroupKind.STEERING, "Rådet")
    rows = [
        seat(database, body, Represents.PROFESSION, title=title)
        for title in ("Kirurgi", "Onkologi", "Patologi")
    ]
    groups.move_seat(database, rows[2].uuid, 0)
    assert [row.title for row in groups.list_seats(database, body.uuid)] == [
        "Patologi",
        "Kirurgi",
        "Onkologi",
    ]
    history.undo_last(database)
    assert groups.list_seats(database, body.uuid)[2].title == "Patologi"


def test_a_double_booking_is_refused_and_nothing_is_lost(database: Database) -> None:
    body = group(database, GroupKind.STEERING, "Rådet")
    place = seat(database, body, Represents.REGION, "05")
    one, two = person(database, "Anna Ek"), person(database, "Per Dal")
    first = sit(database, place, one, dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    # The day the other ends, both would sit: refused. The day after is free.
    with pytest.raises(RccdeskError) as caught:
        sit(database, place, two, dt.date(2025, 12, 31))
    assert caught.value.code == "seat_taken"
    sit(database, place, two, dt.date(2026, 1, 1))
    with pytest.raises(RccdeskError) as caught:  # open in both ends: meets both
        sit(database, place, person(database, "Siv Al"))
    assert caught.value.code == "seat_taken"
    with pytest.raises(RccdeskError) as caught:
        sit(database, place, one, dt.date(2025, 6, 1), dt.date(2025, 7, 1))
    assert caught.value.code == "membership_overlaps"
    with pytest.raises(RccdeskError) as caught:
        groups.update_member(database, replace(first, ends_on=dt.date(2024, 1, 1)))
    assert caught.value.code == "membership_dates"
    assert len(groups.list_members(database, body.uuid)) == 2
    assert [row.person_uuid for row in groups.list_members(database, body.uuid, TODAY)] == [
        two.uuid
    ]


def test_two_sit_in_a_seat_for_two_but_never_three_at_once(database: Database) -> None:
    body = group(database, GroupKind.STEERING, "Rådet")
    place = seat(database, body, Represents.PATIENTS, required=2)
    a, b, c = (person(database, name) for name in ("A", "B", "C"))
    sit(database, place, a, dt.date(2025, 1, 1), dt.date(2025, 6, 30))
    sit(database, place, b, dt.date(2025, 7, 1), dt.date(2025, 12, 31))
    # Meets both others, but never at once: two at a time.
    sit(database, place, c, dt.date(2025, 3, 1), dt.date(2025, 9, 30))
    with pytest.raises(RccdeskError) as caught:
        sit(database, place, person(database, "D"), dt.date(2025, 9, 30))
    assert caught.value.code == "seat_taken"
    with pytest.raises(RccdeskError) as caught:
        groups.update_seat(database, replace(place, required=1))
    assert caught.value.code == "seat_taken"


def test_a_term_ends_on_its_last_day(database: Database) -> None:
    body = group(database, GroupKind.STEERING, "Rådet")
    place = seat(database, body, Represents.REGION, "05")
    term = sit(database, place, person(database, "A"), DAY)
    with pytest.raises(RccdeskError):
        groups.end_member(database, term.uuid, dt.date(2026, 2, 1))
    groups.end_member(database, term.uuid, dt.date(2026, 5, 31))

    def words(day: dt.date) -> str:
        return groups.get_group_view(database, body.uuid, day).seats[0].words

    assert words(dt.date(2026, 5, 31)) == "Besatt"
    assert words(dt.date(2026, 6, 1)) == "Vakant sedan 2026-06-01"


def test_a_seat_is_vacant_from_when_too_few_sit_in_it(database: Database) -> None:
    body = group(database, GroupKind.STEERING, "Rådet")
    place = seat(database, body, Represents.PATIENTS, required=2)
    a, b, c = (person(database, name) for name in ("A", "B", "C"))

    def line(day: dt.date) -> groups.SeatLine:
        return groups.get_group_view(database, body.uuid, day).seats[0]

    sit(database, place, a, dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    sit(database, place, b, dt.date(2025, 1, 1))
    # Never two at once: nobody knows since when there should have been.
    assert (line(TODAY).filled, line(TODAY).vacant_since) == (1, None)
    sit(database, place, c, dt.date(2025, 3, 1), dt.date(2026, 5, 31))
    assert line(dt.date(2026, 5, 31)).words == "Besatt"
    assert line(TODAY).vacant_since == dt.date(2026, 6, 1)
    assert line(TODAY).words == "1 av 2 besatta, vakant sedan 2026-06-01"
    groups.update_seat(database, replace(place, required=3))
    assert line(TODAY).vacant_since is None  # three have never sat


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"required": 0}, "seat_required"),
        ({"represents": Represents.REGION}, "seat_region_missing"),
        ({"region": "99"}, "region_missing"),
        ({"group_uuid": "nope"}, "group_missing"),
    ],
)
def test_a_seat_that_cannot_be_is_refused(
    database: Database, change: dict[str, object], code: str
) -> None:
    body = group(database, GroupKind.STEERING, "Rådet")
    row = replace(SeatRow(body.uuid, Represents.OFFICE), **change)  # type: ignore[arg-type]
    refused(code, groups.add_seat, database, row)


def test_kinds_are_called_by_the_terms_of_the_rcc(database: Database) -> None:
    from rccdesk.services.organisation import get_terms

    choose_rcc(database, "syd")
    terms = get_terms(database)
    assert groups.kind_words(GroupKind.PROCESS_GROUP, terms) == "Processteam"
    assert groups.kind_words(GroupKind.STEERING, terms) == "Styrgrupp"
    assert groups.role_words(database, AssignmentRole.PROCESS_LEADER) == (
        "Regional patientprocessledare"
    )
    assert groups.role_words(database, AssignmentRole.CANCER_COORDINATOR) == "Cancersamordnare"
    choose_rcc(database, "stockholm-gotland")
    assert groups.kind_words(GroupKind.STEERING, get_terms(database)) == "Ledningsmöte"


def test_reading_many_groups_is_quick_enough_for_a_page(database: Database) -> None:
    """Forty groups with eight seats each, once read and then remembered."""
    import time

    make_example(database)
    from rccdesk.models import Membership, Person, Seat, WorkGroup

    with database.write(Topic.GROUPS, act="history.act.example_made") as session:
        for number in range(40):
            who = Person(name=f"Person {number}")
            team = WorkGroup(name=f"Grupp {number}", kind="process_group")
            session.add_all((who, team))
            session.flush()
            for place in range(8):
                spot = Seat(
                    group_uuid=team.uuid,
                    kind="member",
                    represents="profession",
                    title=f"P{place}",
                    position=place,
                )
                session.add(spot)
                session.flush()
                if place % 2:
                    session.add(Membership(seat_uuid=spot.uuid, person_uuid=who.uuid))
    start = time.process_time()
    lines = groups.list_group_lines(database, TODAY)
    first = time.process_time() - start
    start = time.process_time()
    groups.list_group_lines(database, TODAY)
    again = time.process_time() - start
    assert len(lines) == 40
    assert {(line.members, line.vacant) for line in lines} == {(4, 4)}
    assert first < 1.0
    assert again < 0.05
