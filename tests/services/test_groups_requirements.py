"""Groups and assignments by the numbers of their requirements."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rccdesk.enums import (
    ActionState,
    AssignmentRole,
    AssignmentState,
    Commissioner,
    FinancedBy,
    GroupKind,
    ItemState,
    MeetingState,
    PlanKind,
    PlanState,
    PointKind,
    Presence,
    QuestionState,
    Represents,
    SeatKind,
    Thing,
    Topic,
)
from rccdesk.errors import RccdeskError
from rccdesk.models import (
    Action,
    Activity,
    AgendaPoint,
    Attendance,
    Meeting,
    Obstacle,
    Plan,
    PlanItem,
)
from rccdesk.services import groups, history, organisation
from rccdesk.services.database import Database
from rccdesk.services.database.store_state import state_path
from rccdesk.services.groups import (
    AssignmentRow,
    Flag,
    GroupRow,
    ProcessRow,
    QuestionRow,
    ReleaseRow,
    SeatRow,
    StepRow,
    TrainingRow,
    VisitPointRow,
    VisitRow,
)
from tests.services.group_example import TODAY, breast, group, make_example, person, seat, sit

START = dt.date(2026, 9, 1)
LEADER = AssignmentRole.PROCESS_LEADER


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "prov.rccdesk"
    with Database.open(path, create=True) as opened:
        make_example(opened)
    return path


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Iterator[Database]:
    shutil.copy2(state_path(made), tmp_path)
    with Database.open(Path(shutil.copy2(made, tmp_path))) as opened:
        yield opened


@pytest.fixture(scope="module")
def example(
    tmp_path_factory: pytest.TempPathFactory, example_copy: Callable[[Path, int, int], Path]
) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("example") / "exempel.rccdesk"
    with Database.open(example_copy(path, 300, 1)) as opened:
        yield opened


def lead(database: Database, process: ProcessRow, **more: object) -> AssignmentRow:
    row = AssignmentRow(LEADER, process_uuid=process.uuid, starts_on=START)
    return groups.add_assignment(database, replace(row, **more))  # type: ignore[arg-type]


def flags(database: Database, of: GroupRow) -> dict[Flag, str]:
    view = groups.get_group_view(database, of.uuid, TODAY)
    return {line.flag: line.words for line in view.flags}


def test_R_P01_one_page_has_all_of_an_assignment(database: Database) -> None:
    process = breast(database)
    team = group(database, GroupKind.PROCESS_GROUP, "Bröstgruppen", process_uuid=process.uuid)
    seat(database, team, Represents.NURSING, vacant_since=dt.date(2026, 5, 1))
    anna = person(database, "Anna Ek")
    row = lead(
        database,
        process,
        person_uuid=anna.uuid,
        mentor_uuid=person(database, "Per Dal").uuid,
        share=0.2,
        financed_by=FinancedBy.SHARED,
        commissioned_by=Commissioner.RCC,
        employer="Ekmarks lasarett",
        contacts="Vårdprogramgruppen",
        handover="Börja med patologin.",
    )
    groups.set_release(database, ReleaseRow(row.uuid, "2026-Q3", 0.1))
    groups.add_step(database, StepRow(row.uuid, "Träffa gruppen"))
    local = groups.add_assignment(
        database,
        AssignmentRow(
            AssignmentRole.LOCAL_PROCESS_LEADER,
            process_uuid=process.uuid,
            region="X3",
            person_uuid=person(database, "Siv Al").uuid,
            commissioned_by=Commissioner.LINE,
            commissioner="Kirurgkliniken",
        ),
    )
    topics = (Topic.PLANS, Topic.MEETINGS)
    with database.write(*topics, act="history.act.example_made") as session:
        plan = Plan(name="Plan", kind=PlanKind.PROCESS, state=PlanState.IN_FORCE, svf="VG9")
        session.add(plan)
        session.flush()
        goals = [
            PlanItem(plan_uuid=plan.uuid, title="Vårdplan till alla", state=ItemState.LATE),
            PlanItem(plan_uuid=plan.uuid, title="Redan nått", state=ItemState.DONE),
        ]
        session.add_all(goals)
        session.flush()
        for title, state in (("Mäta", ItemState.ON_TRACK), ("Mätt", ItemState.DONE)):
            session.add(Activity(title=title, plan_item_uuid=goals[0].uuid, state=state))
        session.add(
            Obstacle(
                subject_kind=Thing.PLAN_ITEM,
                subject_key=goals[0].uuid,
                text="Ingen patolog",
                state="reported",
                noted_on=TODAY,
            )
        )
        session.add(
            AgendaPoint(group_uuid=team.uuid, title="Patologikö", kind=PointKind.DISCUSSION)
        )
        session.add(
            AgendaPoint(
                group_uuid=team.uuid, title="Klar", kind=PointKind.DISCUSSION, state="treated"
            )
        )
        session.add(Action(group_uuid=team.uuid, title="Ring labbet", person_uuid=anna.uuid))
        session.add(
            Action(
                group_uuid=team.uuid,
                title="Ringt",
                person_uuid=anna.uuid,
                state=ActionState.DONE,
            )
        )
    page = groups.get_assignment_page(database, row.uuid, TODAY)
    assert (page.role, page.words) == ("Processledare", "Aktiv")
    assert page.process == process
    assert page.person is not None and page.person.name == "Anna Ek"
    assert page.mentor is not None and page.mentor.name == "Per Dal"
    assert (page.financed_by, page.commissioner) == ("Delat", "RCC")
    assert (page.assignment.share, page.assignment.starts_on) == (0.2, START)
    assert page.group is not None
    assert [line.words for line in page.group.seats] == ["Vakant sedan 2026-05-01"]
    assert [item.title for item, _plan in page.goals] == ["Vårdplan till alla"]
    assert [each.title for each in page.activities] == ["Mäta"]
    assert [each.text for each in page.obstacles] == ["Ingen patolog"]
    assert [each.title for each in page.points] == ["Patologikö"]
    assert [each.title for each in page.actions] == ["Ring labbet"]
    assert [each.share for each in page.releases] == [0.1]
    assert [step.title for step in page.steps] == ["Träffa gruppen"]
    assert [(one.assignment.uuid, one.region, one.commissioner) for one in page.network] == [
        (local.uuid, "Region Sydvall", "Kirurgkliniken")
    ]


def test_R_P02_the_chief_sees_who_has_no_mentor_or_an_undone_point(database: Database) -> None:
    process = breast(database)
    row = lead(database, process, person_uuid=person(database, "Anna Ek").uuid)
    steps = groups.start_introduction(database, row.uuid)
    assert len(steps) == 8
    assert [(step.due_on, step.done_on) for step in steps[:2]] == [
        (START, None),
        (dt.date(2026, 9, 15), None),
    ]
    assert groups.get_assignment(database, row.uuid).state is AssignmentState.INTRODUCTION
    with pytest.raises(RccdeskError, match="introduction_started"):
        groups.start_introduction(database, row.uuid)
    for step in steps[:-1]:
        groups.set_step_done(database, step.uuid, dt.date(2026, 10, 1))
    mentor = person(database, "Per Dal")
    row = groups.update_assignment(
        database, replace(groups.get_assignment(database, row.uuid), mentor_uuid=mentor.uuid)
    )
    (listed,) = groups.list_introductions(database, TODAY)
    assert listed.words == "1 punkt kvar i introduktionen"  # due 2027-02-28: not overdue
    (line,) = groups.list_process_lines(database, TODAY)
    assert (line.steps_left, line.has_mentor, line.is_listed_for_chief) == (1, True, True)
    groups.set_step_done(database, steps[-1].uuid, dt.date(2026, 11, 1))
    assert groups.list_introductions(database, TODAY) == ()
    groups.update_assignment(database, replace(row, mentor_uuid=""))
    (listed,) = groups.list_introductions(database, TODAY)
    assert listed.words == "Mentor saknas"
    # An introduction that is behind, and one who has led for years: nobody to look after.
    groups.set_assignment_state(database, row.uuid, AssignmentState.ACTIVE, TODAY)
    assert groups.list_introductions(database, TODAY) == ()


@pytest.mark.parametrize(
    ("started", "is_listed"),
    [(None, True), (dt.date(2026, 1, 1), True), (dt.date(2025, 11, 22), False)],
)
def test_R_P02_somebody_new_without_a_mentor_is_listed_for_a_year(
    database: Database, started: dt.date | None, *, is_listed: bool
) -> None:
    lead(database, breast(database), starts_on=started)
    assert bool(groups.list_introductions(database, TODAY)) is is_listed


def test_R_P03_a_process_without_a_leader_is_vacant_since_a_day_and_stays(
    database: Database,
) -> None:
    process = breast(database)
    (line,) = groups.list_process_lines(database, TODAY)
    assert (line.words, line.vacant_since, line.assignment) == ("Vakant", None, None)
    row = lead(database, process, person_uuid=person(database, "Anna Ek").uuid, share=0.2)
    assert groups.list_process_lines(database, TODAY)[0].words == "Aktiv"
    vacant = groups.set_assignment_state(
        database, row.uuid, AssignmentState.VACANT, dt.date(2026, 10, 1)
    )
    (line,) = groups.list_process_lines(database, TODAY)
    assert (line.process, line.words) == (process, "Vakant sedan 2026-10-01")
    assert line.leader is None and line.is_listed_for_chief
    assert (vacant.person_uuid, vacant.share, vacant.mentor_uuid) == ("", 0.2, "")
    old = groups.get_assignment(database, row.uuid)
    assert (old.state, old.ends_on) == (AssignmentState.ENDED, dt.date(2026, 9, 30))
    (gap,) = groups.list_vacancies(database, TODAY)
    assert (gap.kind, gap.words) == (
        Thing.PROCESS,
        "Bröstcancer: processledare, vakant sedan 2026-10-01",
    )
    # Filling it ends the vacancy; nothing of it is lost.
    new = lead(
        database,
        process,
        person_uuid=person(database, "Per Dal").uuid,
        state=AssignmentState.APPOINTED,
        starts_on=dt.date(2026, 11, 1),
    )
    (line,) = groups.list_process_lines(database, TODAY)
    assert (line.assignment, line.words) == (new, "Tillsatt")
    assert groups.list_vacancies(database, TODAY) == ()
    ended = groups.get_assignment(database, vacant.uuid)
    assert (ended.state, ended.vacant_since, ended.ends_on) == (
        AssignmentState.ENDED,
        dt.date(2026, 10, 1),
        dt.date(2026, 10, 31),
    )


def test_R_P03_an_assignment_whose_last_day_has_passed_is_vacant_the_day_after(
    database: Database,
) -> None:
    lead(database, breast(database), ends_on=dt.date(2026, 10, 31))
    (line,) = groups.list_process_lines(database, TODAY)
    assert line.words == "Vakant sedan 2026-11-01"
    (line,) = groups.list_process_lines(database, dt.date(2026, 10, 31))
    assert line.words == "Aktiv"


def test_R_P15_a_process_group_is_told_what_it_lacks(database: Database) -> None:
    process = breast(database)
    team = group(database, GroupKind.PROCESS_GROUP, "Bröstgruppen", process_uuid=process.uuid)
    found = flags(database, team)
    assert set(found) == {
        Flag.REGION_MISSING,
        Flag.NURSING_MISSING,
        Flag.PRIMARY_CARE_MISSING,
        Flag.PATIENTS_MISSING,
    }
    regions = [row.code for row in organisation.list_regions(database)]
    for code in regions[:-1]:
        place = seat(database, team, Represents.PROFESSION, code, title=f"Kirurgi {code}")
        sit(database, place, person(database, f"Kirurg {code}", code))
    assert flags(database, team)[Flag.REGION_MISSING] == "Region utan ledamot: Region Österhed"
    for represents in (Represents.NURSING, Represents.PRIMARY_CARE, Represents.PATIENTS):
        place = seat(database, team, represents)
        sit(database, place, person(database, str(represents)))
    assert set(flags(database, team)) == {Flag.REGION_MISSING}
    # Somebody of the last region in a seat of no region speaks for it.
    place = seat(database, team, Represents.PROFESSION, title="Onkologi")
    sit(database, place, person(database, "Onkolog", regions[-1]))
    assert flags(database, team) == {}


def test_R_C08_in_what_leads_nobody_speaks_for_a_region_by_coming_from_it(
    database: Database,
) -> None:
    body = group(database, GroupKind.STEERING, "Rådet", is_steering_body=True)
    place = seat(database, body, Represents.PRIMARY_CARE)
    sit(database, place, person(database, "Läkare", "X6"))
    assert "Region Mellanå" in flags(database, body)[Flag.REGION_MISSING]
    place = seat(database, body, Represents.REGION, "X6")
    assert "Region Mellanå" in flags(database, body)[Flag.REGION_MISSING]  # an empty seat
    sit(database, place, person(database, "Chef"))
    assert "Region Mellanå" not in flags(database, body)[Flag.REGION_MISSING]
    # Somebody who comes to report speaks for no region.
    groups.update_seat(database, replace(place, kind=SeatKind.RAPPORTEUR))
    assert "Region Mellanå" in flags(database, body)[Flag.REGION_MISSING]


def test_R_P15_units_without_a_member_where_the_seats_are_by_unit(database: Database) -> None:
    council = group(database, GroupKind.LOCAL_COUNCIL, "Cancerrådet", region="X3")
    patients = seat(database, council, Represents.PATIENTS)
    sit(database, patients, person(database, "P"))
    for unit in ("Sydvalls universitetssjukhus", "Strandby lasarett"):
        place = seat(database, council, Represents.CARE_UNIT, "X3", unit=unit)
        sit(database, place, person(database, f"Chef {unit}"))
    # Region X3 has a third hospital in the example organisation.
    assert flags(database, council) == {Flag.UNIT_MISSING: "Enhet utan ledamot: Lindhamns sjukhus"}


def test_R_C08_seats_show_required_filled_and_attended_of_the_last_four(
    database: Database,
) -> None:
    body = group(database, GroupKind.STEERING, "Rådet", is_steering_body=True)
    there = seat(database, body, Represents.REGION, "X1")
    absent = seat(database, body, Represents.REGION, "X2")
    empty = seat(database, body, Represents.REGION, "X6", vacant_since=dt.date(2026, 3, 1))
    patients = seat(database, body, Represents.PATIENTS, required=2, kind=SeatKind.CO_OPTED)
    people = {row.uuid: person(database, row.uuid) for row in (there, absent, patients)}
    for row in (there, absent, patients):
        sit(database, row, people[row.uuid], dt.date(2024, 1, 1))
    said = Presence
    notes = [  # by meeting, the first six; the latest two without X2
        (said.PRESENT, said.PRESENT), (said.PRESENT, said.PRESENT), (said.EXCUSED, said.PRESENT),
        (said.PRESENT, said.PRESENT), (said.REPLACED, said.EXCUSED), (said.PRESENT, said.ABSENT),
    ]  # fmt: skip
    with database.write(Topic.MEETINGS, act="history.act.example_made") as session:
        for number, presences in enumerate(notes, 1):
            meeting = Meeting(
                group_uuid=body.uuid, day=dt.date(2026, number, 5), state=MeetingState.HELD
            )
            session.add(meeting)
            session.flush()
            for row, presence in zip((there, absent), presences, strict=True):
                session.add(
                    Attendance(
                        meeting_uuid=meeting.uuid,
                        seat_uuid=row.uuid,
                        person_uuid=people[row.uuid].uuid,
                        presence=presence,
                    )
                )
        planned = Meeting(group_uuid=body.uuid, day=dt.date(2026, 12, 10))
        session.add(planned)
        session.flush()
        session.add(  # a coming meeting says nothing of presence
            Attendance(meeting_uuid=planned.uuid, seat_uuid=there.uuid, presence=said.EXCUSED)
        )
    view = groups.get_group_view(database, body.uuid, TODAY)
    told = {line.seat.uuid: line for line in view.seats}
    assert [
        (told[row.uuid].filled, told[row.uuid].required, told[row.uuid].attended,
         told[row.uuid].asked, told[row.uuid].absent_in_row)
        for row in (there, absent, empty, patients)
    ] == [(1, 1, 3, 4, 0), (1, 1, 2, 4, 2), (0, 1, 0, 0, 0), (1, 2, 0, 0, 0)]  # fmt: skip
    assert [told[row.uuid].words for row in (there, absent, empty, patients)] == [
        "Besatt",
        "Besatt, ej närvarande 2 möten",
        "Vakant sedan 2026-03-01",
        "1 av 2 besatta, vakant",
    ]
    found = flags(database, body)
    assert found[Flag.SEAT_ABSENT] == "Plats som inte har varit närvarande: Region Ekmark"
    assert "Region Mellanå" in found[Flag.REGION_MISSING]
    assert found[Flag.SEAT_VACANT].startswith("Vakanta platser: Region Mellanå och")
    assert view.sentence == "3 av 5 platser är besatta. Region Mellanå är vakant sedan 2026-03-01."
    (line,) = groups.list_group_lines(database, TODAY)
    assert (line.members, line.vacant) == (3, 2)
    assert (line.last_meeting, line.next_meeting) == (
        dt.date(2026, 6, 5),
        dt.date(2026, 12, 10),
    )


def test_R_P19_local_leaders_stand_by_region_and_are_never_counted_as_the_rccs(
    database: Database,
) -> None:
    process = breast(database)
    lead(database, process, commissioned_by=Commissioner.RCC)
    for region, commissioner in (("X3", Commissioner.LINE), ("X3", None), ("X1", None)):
        groups.add_assignment(
            database,
            AssignmentRow(
                AssignmentRole.LOCAL_PROCESS_LEADER,
                process_uuid=process.uuid,
                region=region,
                commissioned_by=commissioner,
                commissioner="Kirurgkliniken" if commissioner else "",
                starts_on=START,
                share=0.1,
            ),
        )
    found = dict(groups.list_local_leaders(database))
    assert {code: len(rows) for code, rows in found.items() if rows} == {"X1": 1, "X3": 2}
    assert list(found) == ["X1", "X2", "X3", "X4", "X5", "X6", "X7"]
    assert found["X3"][0].commissioner in ("Kirurgkliniken", "")
    assert groups.count_own(database) == 1
    # Neither their introductions nor their time are the RCC's.
    assert {each.assignment.role for each in groups.list_introductions(database, TODAY)} == {LEADER}
    assert {line.asked for line in groups.get_time_table(database).lines} <= {1}
    # A leader of a process on the line's commission does not fill the RCC's vacancy.
    other = groups.add_process(database, ProcessRow("Annan"))
    lead(database, other, commissioned_by=Commissioner.LINE)
    lines = {line.process.name: line.words for line in groups.list_process_lines(database, TODAY)}
    assert lines["Annan"] == "Vakant"


def test_R_P21_an_agreed_point_becomes_an_activity_and_units_not_visited_are_listed(
    database: Database,
) -> None:
    process = breast(database)
    visit = groups.add_visit(
        database,
        VisitRow("X2", "Ekmarks lasarett", process.uuid, held_on=dt.date(2026, 3, 11)),
    )
    groups.add_visit(
        database, VisitRow("X2", "Ekvikens sjukhus", process.uuid, held_on=dt.date(2025, 3, 11))
    )
    groups.add_visit(database, VisitRow("X1", "Norrsjö sjukhus", planned_on=dt.date(2026, 12, 1)))
    point = groups.add_visit_point(
        database, VisitPointRow(visit.uuid, "Svarstiden mäts varje vecka.")
    )
    with pytest.raises(RccdeskError, match="activity_home_missing"):
        groups.make_visit_activity(database, point.uuid)
    with database.write(Topic.PLANS, act="history.act.example_made") as session:
        plan = Plan(name="Plan", kind=PlanKind.CANCER, state=PlanState.IN_FORCE)
        session.add(plan)
        session.flush()
        item = PlanItem(plan_uuid=plan.uuid, title="Patologi", state=ItemState.ON_TRACK)
        session.add(item)
        session.flush()
        item_uuid = item.uuid
    activity = groups.make_visit_activity(database, point.uuid, item_uuid)
    assert activity.title == "Svarstiden mäts varje vecka."
    assert (activity.region, activity.plan_item_uuid) == ("X2", item_uuid)
    assert activity.next_step == "Överenskommet vid dialogbesöket 2026-03-11"
    (kept,) = groups.list_visit_points(database, visit.uuid)
    assert kept.activity_uuid == activity.uuid
    with pytest.raises(RccdeskError, match="visit_point_made"):
        groups.make_visit_activity(database, point.uuid, item_uuid)
    history.undo_last(database)  # one step takes both back
    (kept,) = groups.list_visit_points(database, visit.uuid)
    assert kept.activity_uuid == ""
    found = {one.unit: one for one in groups.list_not_visited(database, 2026)}
    assert "Ekmarks lasarett" not in found
    assert found["Ekvikens sjukhus"].last_visit == dt.date(2025, 3, 11)
    assert found["Norrsjö sjukhus"].planned_on == dt.date(2026, 12, 1)
    assert len(found) == 12 - 1  # twelve hospitals in the example, one visited
    assert groups.list_visits(database, year=2025)[0].unit == "Ekvikens sjukhus"
    assert len(groups.list_visits(database, process_uuid=process.uuid)) == 2


def test_R_P24_need_and_reach_per_unit_and_who_is_not_reached(database: Database) -> None:
    rows = [
        TrainingRow("Vårdplan", region="X2", unit="Ekmarks lasarett", needed=14, reached=14),
        TrainingRow("Vårdplan", region="X3", unit="Strandby lasarett", needed=20, reached=5),
        TrainingRow("Vårdplan", region="X7", unit="Österheds sjukhus", needed=6),
        TrainingRow("Fler patologer", needed=5, is_outside=True),
    ]
    for row in rows:
        groups.add_training(database, row)
    report = groups.get_training_report(database)
    assert [(line.place, line.left) for line in report.not_reached] == [
        ("Strandby lasarett, Region Sydvall", 15),
        ("Österheds sjukhus, Region Österhed", None),
    ]
    assert (report.reached, report.needed) == (19, 34)  # 14+5 of 14+20: unknown is not 0
    assert [line.row.topic for line in report.outside] == ["Fler patologer"]
    words = {line.row.unit: line.words for line in report.lines}
    assert words["Österheds sjukhus"] == "Behov 6, uppgift om nådda saknas"
    shares = {line.row.unit: line.share for line in report.lines}
    assert (shares["Strandby lasarett"], shares["Österheds sjukhus"]) == (0.25, None)
    with pytest.raises(RccdeskError, match="training_counts"):
        groups.add_training(database, TrainingRow("X", needed=1, reached=2))


def test_R_P26_agreed_and_released_time_by_process_and_employer_never_by_person(
    database: Database,
) -> None:
    process = breast(database)
    first, second, third = (
        lead(
            database,
            process,
            person_uuid=person(database, name).uuid,
            share=share,
            employer=employer,
            starts_on=dt.date(2026, 1, 1),
        )
        for name, share, employer in (
            ("Anna Ek", 0.2, "Ekmark"), ("Per Dal", 0.3, "Ekmark"), ("Siv Al", 0.1, "Sydvall"),
        )
    )  # fmt: skip
    for row, period, share in (
        (first, "2026-Q2", 0.15), (second, "2026-Q2", 0.05), (first, "2026-Q3", 0.1),
    ):  # fmt: skip
        groups.set_release(database, ReleaseRow(row.uuid, period, share))
    table = groups.get_time_table(database)
    assert [
        (line.employer, line.agreed, line.released, line.answered, line.asked)
        for line in table.lines
        if line.period == "2026-Q2"
    ] == [("Ekmark", 0.5, pytest.approx(0.2), 2, 2), ("Sydvall", 0.1, None, 0, 1)]
    # Only one of two has answered: what is agreed is of that one alone, and it is said.
    (line,) = (x for x in table.lines if (x.period, x.employer) == ("2026-Q3", "Ekmark"))
    assert (line.agreed, line.released, line.answered, line.asked) == (0.2, 0.1, 1, 2)
    assert line.words == "Överenskommen tid 20\xa0% · Frigjord tid 10\xa0% · 1 av 2 har svarat"
    (line,) = (x for x in table.lines if (x.period, x.employer) == ("2026-Q3", "Sydvall"))
    assert line.words == "Överenskommen tid 10\xa0% · Frigjord tid ej angiven"
    names = {"Anna Ek", "Per Dal", "Siv Al"}
    assert not any(name in repr(table) for name in names)
    assert third.uuid not in repr(table)
    # One figure for each quarter: told anew it is changed, not added.
    groups.set_release(database, ReleaseRow(first.uuid, "2026-Q3", 0.12))
    assert [row.share for row in groups.list_releases(database, first.uuid)] == [0.12, 0.15]
    for period in ("2026", "2026-H1", "2026-07", "2026-Q5", "i höstas", "2026-04:2026-06"):
        with pytest.raises(RccdeskError, match="release_period"):
            groups.set_release(database, ReleaseRow(first.uuid, period, 0.1))
    with pytest.raises(RccdeskError, match="release_share"):
        groups.set_release(database, ReleaseRow(first.uuid, "2026-Q3", 1.2))


def test_R_C20_national_questions_with_where_they_come_from_and_stand(database: Database) -> None:
    noted = groups.add_question(
        database,
        QuestionRow(
            "Svarstid i registren",
            dt.date(2026, 5, 21),
            origin="Bröstgruppen",
            body="RCC i samverkan",
        ),
    )
    groups.add_question(
        database,
        QuestionRow("Arvode", dt.date(2026, 1, 2), origin="PNR", state=QuestionState.RAISED),
    )
    assert [row.title for row in groups.list_questions(database)] == [
        "Svarstid i registren",
        "Arvode",
    ]
    answered = groups.update_question(
        database, replace(noted, state=QuestionState.ANSWERED, answer="Prövas 2027.")
    )
    assert answered.answered_on is not None
    with pytest.raises(RccdeskError, match="dates_reversed"):
        groups.update_question(database, replace(noted, answered_on=dt.date(2026, 1, 1)))
    with pytest.raises(RccdeskError, match="question_title_missing"):
        groups.add_question(database, QuestionRow(" ", dt.date(2026, 1, 2)))


def test_participation_is_told_by_group_and_day(database: Database) -> None:
    from rccdesk.enums import ParticipationKind, PatientEntry
    from rccdesk.services.groups import ParticipationRow

    team = group(database, GroupKind.PROCESS_GROUP, "Bröstgruppen")
    group(database, GroupKind.POLITICAL, "Nämnden")  # nobody asks it
    other = group(database, GroupKind.LOCAL_COUNCIL, "Rådet")
    row = ParticipationRow(
        team.uuid,
        dt.date(2025, 3, 1),
        ParticipationKind.DIAGNOSIS,
        wanted=2,
        offered=1,
        admitted=0,
        entry=PatientEntry.REFERRAL_ONLY,
    )
    groups.add_participation(database, row)
    with pytest.raises(RccdeskError, match="participation_day_taken"):
        groups.add_participation(database, row)
    with pytest.raises(RccdeskError, match="participation_counts"):
        groups.add_participation(database, replace(row, day=TODAY, admitted=2))
    groups.add_participation(
        database,
        replace(
            row,
            day=dt.date(2026, 3, 1),
            offered=None,
            admitted=1,
            form="Skriftligt uppdrag",
            expectations_on=dt.date(2026, 2, 1),
            changed=True,
            entry=PatientEntry.FROM_START,
        ),
    )
    summary = groups.get_participation_summary(database)
    assert [(line.group.name, line.words) for line in summary.lines] == [
        (
            "Bröstgruppen",
            "Önskade 2 · Erbjudna Uppgift saknas · Med i gruppen 1 · Från start",
        ),
        ("Rådet", "Uppgift saknas"),
    ]
    assert (summary.told, summary.wanted, summary.admitted) == (1, 2, 1)
    assert (summary.formalised, summary.agreed, summary.changed, summary.from_start) == (1, 1, 1, 1)
    assert [row.day.year for row in groups.list_participations(database, team.uuid)] == [2026, 2025]
    assert groups.list_participations(database, other.uuid) == ()


def test_the_example_has_one_vacant_leader_and_one_vacant_region(example: Database) -> None:
    lines = {line.process.name: line for line in groups.list_process_lines(example, TODAY)}
    vacant = [name for name, line in lines.items() if line.state is AssignmentState.VACANT]
    assert vacant == ["Lungcancer"]
    assert lines["Lungcancer"].vacant_since == dt.date(2026, 8, 1)
    assert groups.process_of_svf(example, "VG9") is not None
    assert groups.process_of_svf(example, "VK1") is not None
    body = groups.steering_body(example)
    assert body is not None
    view = groups.get_group_view(example, body.uuid, TODAY)
    by_region = [line for line in view.seats if line.seat.represents is Represents.REGION]
    assert len(by_region) == 7
    assert [line.name for line in by_region if line.is_vacant] == ["Region Mellanå"]
    assert groups.list_introductions(example, TODAY)
    assert groups.list_not_visited(example, 2026)
    points = [
        point
        for visit in groups.list_visits(example)
        for point in groups.list_visit_points(example, visit.uuid)
    ]
    assert [point.text for point in points if point.activity_uuid] == [
        "Jämför svarstider mellan laboratorierna",
        "Fasta biopsitider i Ekmark",
    ]
    # Everybody who sits or leads is somebody of the register, and holds something.
    named = {row.uuid for row in groups.list_persons(example)}
    assert all(holder.person.uuid in named for line in view.seats for holder in line.holders)


def test_every_seat_of_the_example_could_have_been_typed_in(example: Database) -> None:
    """The example is stored without the checks of the services: they hold for it nevertheless."""
    from rccdesk.services.groups.seats import _checked, _most_at_once

    for row in groups.list_groups(example):
        members = groups.list_members(example, row.uuid)
        for place in groups.list_seats(example, row.uuid):
            assert _checked(SeatRow(**_fields(place))) == place
            terms = [each for each in members if each.seat_uuid == place.uuid]
            assert _most_at_once(terms) <= place.required


def _fields(row: SeatRow) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(row)
