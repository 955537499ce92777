"""Rows of groups, meetings and decisions in the Papperskorg, the history, links and the dump."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from rccdesk.enums import LinkRole, Thing, Topic
from rccdesk.errors import RccdeskError
from rccdesk.models import (
    Action,
    AgendaPoint,
    Assignment,
    Attendance,
    Base,
    Decision,
    DecisionRegion,
    DecisionUnit,
    IntroductionStep,
    Link,
    Meeting,
    MeetingSeries,
    Membership,
    Minutes,
    NationalQuestion,
    PatientParticipation,
    Person,
    Plan,
    PlanItem,
    PointAlternative,
    PointRegion,
    Process,
    Seat,
    TemplatePoint,
    TimeRelease,
    TrainingNeed,
    UserEdited,
    Visit,
    VisitPoint,
    WorkGroup,
)
from rccdesk.services import history, links, organisation, trash
from rccdesk.services.database import Database
from rccdesk.services.export import dump
from rccdesk.services.links import ChainLink, Place
from rccdesk.services.plan_workbook import export_workbook
from rccdesk.services.trash.kinds import BY_TABLE, get_names

ACT = "history.act.profile_updated"
DAY = dt.date(2026, 3, 2)
WORDS = "Styrgruppen 2026-03-02 § 4"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-")
NEW = (
    *(Person, Process, WorkGroup, Seat, Membership, Assignment, IntroductionStep, TimeRelease),
    *(PatientParticipation, Visit, VisitPoint, TrainingNeed, NationalQuestion, MeetingSeries),
    *(TemplatePoint, Meeting, AgendaPoint, PointAlternative, PointRegion, Attendance, Minutes),
    *(Decision, DecisionRegion, DecisionUnit, Action),
)


def fill(database: Database) -> None:
    """Write a row of every table of groups and meetings, in one act."""
    with database.write(Topic.GROUPS, Topic.MEETINGS, act=ACT) as session:

        def add(row: Any) -> str:
            session.add(row)
            session.flush()
            return str(row.uuid)

        goal = add(PlanItem(plan_uuid=add(Plan(name="Plan", kind="cancer_plan", state="draft")),
                            title="Kortare väntan"))  # fmt: skip
        person = add(Person(name="Anna Ek"))
        process = add(Process(name="Lungcancer", kind="diagnosis", svf="VC0"))
        group = add(WorkGroup(name="Ledningen", kind="steering", is_steering_body=True))
        seat = add(Seat(group_uuid=group, kind="member", represents="region", region="12"))
        add(Membership(seat_uuid=seat, person_uuid=person, starts_on=DAY))
        leader = add(
            Assignment(role="process_leader", state="introduction", process_uuid=process,
                       person_uuid=person, share=0.2, financed_by="rcc")
        )  # fmt: skip
        add(IntroductionStep(assignment_uuid=leader, title="Träffa alla"))
        add(TimeRelease(assignment_uuid=leader, period="2026-Q1", share=0.125))
        add(PatientParticipation(group_uuid=group, day=DAY, kind="both", entry="from_start"))
        visit = add(Visit(region="12", unit="Kirurgkliniken", held_on=DAY, form="on_site"))
        add(VisitPoint(visit_uuid=visit, text="Prova gemensam remiss"))
        add(TrainingNeed(topic="SVF-kodning", region="12", unit="Kirurgkliniken"))
        add(NationalQuestion(title="Kodverk", state="noted", noted_on=DAY))
        series = add(MeetingSeries(group_uuid=group, name="Möten"))
        add(TemplatePoint(series_uuid=series, title="Föregående protokoll", kind="information"))
        meeting = add(Meeting(group_uuid=group, series_uuid=series, day=DAY, state="held"))
        point = add(
            AgendaPoint(group_uuid=group, meeting_uuid=meeting, title="Patologikö", kind="decision",
                        state="treated", reason="escalated", paragraph=4, source_kind="plan_item",
                        source_key=goal)
        )  # fmt: skip
        add(PointAlternative(point_uuid=point, name="Vänta"))
        add(PointRegion(point_uuid=point, region="12", answer="positive"))
        add(
            Attendance(meeting_uuid=meeting, seat_uuid=seat, person_uuid=person, presence="excused")
        )
        written = json.dumps({"points": [point], "present": {seat: person}})
        add(Minutes(meeting_uuid=meeting, kind="minutes", state="draft", made_on=DAY,
                    content=written))  # fmt: skip
        decision = add(
            Decision(group_uuid=group, meeting_uuid=meeting, point_uuid=point, treated_on=DAY,
                     kind="recommendation", text="Gemensam patologikö från hösten")
        )  # fmt: skip
        add(DecisionRegion(decision_uuid=decision, region="12", stance="prepared"))
        add(DecisionUnit(decision_uuid=decision, region="12", unit="Patologen", state="anchoring"))
        add(Action(group_uuid=group, meeting_uuid=meeting, decision_uuid=decision,
                   title="Räkna remisser", person_uuid=person))  # fmt: skip
        for to_key in (decision, WORDS):
            add(Link(from_kind="plan_item", from_key=goal, to_kind="decision", to_key=to_key,
                     role="evidence", added_on=DAY))  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("groups") / "prov.rccdesk"
    with Database.open(path, create=True) as database:
        fill(database)
    return path


@pytest.fixture(scope="module")
def read(made: Path) -> Iterator[Database]:
    """Return the store for tests that change nothing."""
    with Database.open(made, reading=True) as opened:
        yield opened


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Iterator[Database]:
    with Database.open(Path(shutil.copy(made, tmp_path)), who="Anna") as opened:
        yield opened


def uuid_of(database: Database, model: type[UserEdited]) -> str:
    with database.read() as session:
        return str(session.scalars(select(model.uuid)).one())


def put_away(database: Database, *models: type[UserEdited]) -> None:
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    with database.write(Topic.GROUPS, Topic.MEETINGS, act=ACT) as session:
        for model in models:
            for row in session.scalars(select(model).where(model.deleted_at.is_(None))):
                row.deleted_at = now


def content(database: Database) -> dict[str, Any]:
    found = dump(database)
    return {part: found[part] for part in ("tables", "deleted")}


NAMES = {
    "person": "Anna Ek",
    "process": "Lungcancer",
    "work_group": "Ledningen",
    "seat": "Ledningen, Region Skåne",
    "membership": "Ledningen, Region Skåne, Anna Ek",
    "assignment": "processledare, Lungcancer, Anna Ek",
    "introduction_step": "processledare, Lungcancer, Anna Ek, Träffa alla",
    "time_release": "processledare, Lungcancer, Anna Ek, kvartal 1 2026",
    "patient_participation": "Ledningen, 2026-03-02",
    "visit": "Kirurgkliniken, Region Skåne, 2026-03-02",
    "visit_point": "Prova gemensam remiss",
    "training_need": "SVF-kodning, Region Skåne, Kirurgkliniken",
    "national_question": "Kodverk",
    "meeting_series": "Ledningen, Möten",
    "template_point": "Ledningen, Möten, Föregående protokoll",
    "meeting": "Ledningen 2026-03-02",
    "agenda_point": "Patologikö, Ledningen 2026-03-02",
    "point_alternative": "Patologikö, Ledningen 2026-03-02, Vänta",
    "point_region": "Patologikö, Ledningen 2026-03-02, Region Skåne",
    "attendance": "Ledningen 2026-03-02, Ledningen, Region Skåne, Anna Ek",
    "minutes": "Ledningen 2026-03-02, protokoll",
    "decision": "§ 4 2026-03-02, Gemensam patologikö från hösten",
    "decision_region": "§ 4 2026-03-02, Gemensam patologikö från hösten, Region Skåne",
    "decision_unit": "§ 4 2026-03-02, Gemensam patologikö från hösten, Region Skåne, Patologen",
    "action": "Räkna remisser",
}


def test_rows_are_called_the_same_in_history_and_trash(read: Database) -> None:
    assert {model.__tablename__ for model in NEW} == set(NAMES)
    first = history.get_entry(read, 1, thing_limit=99)
    told = {thing.table: thing.name for thing in first.things if thing.table in NAMES}
    assert told == NAMES
    names = get_names(read)
    with read.read() as session:
        for model in NEW:
            row = session.scalars(select(model)).one()
            table = model.__tablename__
            assert BY_TABLE[table].name(row, names) == NAMES[table]


def test_the_history_tells_codes_and_what_they_are_about_in_words(read: Database) -> None:
    first = history.get_entry(read, 1, thing_limit=99)
    told = {thing.table: {f.label: f.new for f in thing.fields} for thing in first.things}
    assert (
        told["agenda_point"]
        | {
            "Möte": "Ledningen 2026-03-02",
            "Slag": "beslut",
            "Läge": "behandlad",
            "Skäl till att punkten finns med": "lyft hinder",
            "Handlar om slaget": "mål i planen",
            "Handlar om": "Kortare väntan",
            "Paragraf": "4",
        }
        == told["agenda_point"]
    )
    assert told["assignment"]["Överenskommen tid"] == "20\u00a0%"
    assert told["time_release"]["Frigjord tid"] == "12,5\u00a0%"
    assert told["attendance"]["Närvaro"] == "förhinder"
    assert told["decision"]["Slag"] == "rekommendation"
    assert told["decision_region"]["Ställningstagande"] == "bereds"
    assert told["decision_unit"]["Läge"] == "förankras"
    assert told["minutes"]["Innehåll"].startswith("sparad text")
    assert told["process"]["Vårdförlopp"] == "Lungcancer"
    (words,) = (
        thing for thing in first.things if thing.table == "link" and thing.name.endswith(WORDS)
    )
    assert {f.label: f.new for f in words.fields}["Till"] == WORDS
    said = " ".join(f"{label} {new}" for fields in told.values() for label, new in fields.items())
    assert not UUID.search(said)


def test_the_own_terms_stand_where_there_is_no_styrgrupp(database: Database) -> None:
    profile = organisation.get_profile(database)
    organisation.update_profile(database, replace(profile, rcc="stockholm-gotland"))
    first = history.get_entry(database, 1, thing_limit=99)
    told = {thing.table: thing for thing in first.things}
    assert told["assignment"].name == "regional processledare, Lungcancer, Anna Ek"
    fields = {field.label: field.new for field in told["work_group"].fields}
    assert fields["Slag"] == "ledningsmöte"
    names = get_names(database)
    with database.read() as session:
        row = session.scalars(select(Assignment)).one()
        assert BY_TABLE["assignment"].name(row, names) == told["assignment"].name


def test_a_meeting_is_one_thing_with_all_that_belongs_to_it(database: Database) -> None:
    before = content(database)
    put_away(
        database,
        *(Meeting, AgendaPoint, PointAlternative, PointRegion, Attendance, Minutes),
        *(Decision, DecisionRegion, DecisionUnit, Action),
    )
    (row,) = trash.list_trash(database)
    assert (row.kind, row.name) == ("Möte", "Ledningen 2026-03-02")
    assert row.with_words.startswith("med 1 punkt på en dagordning, 1 alternativ i en punkt,")
    assert f"Beslut: {NAMES['decision']}" in row.with_rows
    assert trash.restore_rows(database, (row.uuid,)).count == 10
    assert content(database) == before


def test_what_is_removed_for_good_takes_links_along_but_no_point_about_it(
    database: Database,
) -> None:
    before = content(database)
    put_away(database, PlanItem)
    assert trash.empty_trash(database) == 1
    found = content(database)["tables"]
    assert [row["role"] for row in found["link"] if row["role"] != "mapping"] == []
    (point,) = found["agenda_point"]
    assert (point["source_kind"], point["source_key"]) == ("plan_item", None)
    history.undo_last(database)
    history.undo_last(database)
    assert content(database) == before


def test_words_of_a_decision_stay_when_the_row_goes(database: Database) -> None:
    put_away(database, DecisionRegion, DecisionUnit, Action, Decision)
    goal = uuid_of(database, PlanItem)
    near = {each.name: each for each in links.get_neighbours(database, Thing.PLAN_ITEM, goal)}
    assert near[WORDS].gone == ""
    assert near[WORDS].place is None
    assert near[NAMES["decision"]].gone == "ligger i Papperskorgen"
    trash.empty_trash(database)
    (left,) = links.list_links(database, from_kind=Thing.PLAN_ITEM)
    assert left.to_key == WORDS
    history.undo_last(database)
    assert len(links.list_links(database, from_kind=Thing.PLAN_ITEM)) == 2


def test_a_seat_is_never_filled_twice_by_a_way_back(database: Database) -> None:
    seat, person = uuid_of(database, Seat), uuid_of(database, Person)
    put_away(database, Membership)
    moved = database.last_entry_id()
    with database.write(Topic.GROUPS, act=ACT) as session:
        other = Person(name="Bo Ek")
        session.add(other)
        session.flush()
        session.add(Membership(seat_uuid=seat, person_uuid=other.uuid, starts_on=DAY))
    before = content(database)
    (row,) = trash.list_trash(database)
    with pytest.raises(RccdeskError) as caught:
        trash.restore_rows(database, (row.uuid,))
    assert caught.value.code == "seat_taken"
    with pytest.raises(RccdeskError) as caught:
        history.undo_entry(database, moved)
    assert caught.value.code == "history_changed_since"
    with database.write(Topic.GROUPS, act=ACT) as session:
        found = session.scalars(select(Membership).where(Membership.deleted_at.is_(None))).one()
        found.person_uuid = person
        session.get_one(Seat, seat).required = 2
    with pytest.raises(RccdeskError) as caught:
        trash.restore_rows(database, (row.uuid,))
    assert caught.value.code == "membership_overlaps"
    history.undo_last(database)
    assert content(database) == before


def test_a_second_body_in_the_lead_is_not_restored(database: Database) -> None:
    with database.write(Topic.GROUPS, act=ACT) as session:
        first = session.scalars(select(WorkGroup)).one()
        other = WorkGroup(name="Direktionen", kind="management", is_steering_body=True)
        first.is_steering_body = False
        session.add(other)
        session.flush()
        session.expire(other)
        other.deleted_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        first.is_steering_body = True
    (row,) = trash.list_trash(database)
    with pytest.raises(RccdeskError) as caught:
        trash.restore_rows(database, (row.uuid,))
    assert caught.value.code == "steering_body_taken"


PAGES: tuple[tuple[Thing, type[UserEdited], str], ...] = (
    (Thing.GROUP, WorkGroup, "group"),
    (Thing.ASSIGNMENT, Assignment, "assignment"),
    (Thing.MEETING, Meeting, "meeting"),
    (Thing.DECISION, Decision, "decision"),
    (Thing.PROCESS, Process, "groups"),
    (Thing.VISIT, Visit, "groups"),
    (Thing.TRAINING, TrainingNeed, "groups"),
    (Thing.QUESTION, NationalQuestion, "groups"),
    (Thing.ACTION, Action, "meetings"),
)


def test_every_thing_is_a_target_with_a_name_and_a_page(database: Database) -> None:
    goal = uuid_of(database, PlanItem)
    for kind, model, page in PAGES:
        uuid = uuid_of(database, model)
        target = links.list_targets(database, kind)[0]
        assert (target.key, target.name) == (uuid, NAMES[str(kind)])
        place = links.place_of(kind, uuid)
        assert place is not None
        assert place[0] == page
        links.add_link(database, ChainLink(kind, uuid, Thing.PLAN_ITEM, goal, LinkRole.EVIDENCE))
    near = links.get_neighbours(database, Thing.PLAN_ITEM, goal)
    incoming = {each.name for each in near if not each.is_outgoing}
    assert incoming == {NAMES[str(kind)] for kind, _model, _page in PAGES}
    assert history.list_entries(database, topics=(Topic.FRAMEWORK,)) == ()


def test_a_point_leads_to_its_meeting_and_a_coming_one_to_the_list(database: Database) -> None:
    uuid, meeting, goal = (uuid_of(database, model) for model in (AgendaPoint, Meeting, PlanItem))
    links.add_link(database, ChainLink(Thing.PLAN_ITEM, goal, Thing.POINT, uuid, LinkRole.EVIDENCE))
    found = {each.kind: each for each in links.get_neighbours(database, Thing.PLAN_ITEM, goal)}
    assert found[Thing.POINT].place == Place("meeting", {"meeting": meeting, "point": uuid})
    with database.write(Topic.MEETINGS, act=ACT) as session:
        session.get_one(AgendaPoint, uuid).meeting_uuid = None
    found = {each.kind: each for each in links.get_neighbours(database, Thing.PLAN_ITEM, goal)}
    assert found[Thing.POINT].place == Place("meetings", {"tab": "returning", "line": uuid})
    assert found[Thing.POINT].name == "Patologikö"


def test_decisions_are_offered_before_the_words_used_before(read: Database) -> None:
    found = links.list_targets(read, Thing.DECISION)
    assert [each.name for each in found] == [NAMES["decision"], WORDS]
    assert found[0].detail == "Ledningen"


def test_a_link_to_a_decision_that_is_no_row_is_words(database: Database) -> None:
    goal = uuid_of(database, PlanItem)
    made = links.add_link(
        database,
        ChainLink(Thing.PLAN_ITEM, goal, Thing.DECISION, "", LinkRole.EVIDENCE, title="Nämnd § 7"),
    )
    assert made.to_key == "Nämnd § 7"
    with pytest.raises(RccdeskError) as caught:
        links.add_link(
            database,
            replace(made, uuid="", to_key="01990000-0000-7000-8000-000000000000", title="Borta"),
        )
    assert caught.value.code == "link_end_missing"


def test_the_dump_names_what_rows_are_about_and_holds_no_run_time_ids(
    database: Database, tmp_path: Path
) -> None:
    found = dump(database)["tables"]
    (minutes,) = found["minutes"]
    meeting = [["Ledningen", "steering", ""], "2026-03-02", ""]
    point = [meeting, ["Ledningen", "steering", ""], 0, "Patologikö"]
    assert minutes["content"]["points"] == [point]
    ends = [row["to_key"] for row in found["link"] if row["to_kind"] == "decision"]
    assert WORDS in ends
    assert [meeting, point, 0, "Gemensam patologikö från hösten"] in ends
    assert not UUID.search(json.dumps(found))
    with Database.open(tmp_path / "annan.rccdesk", create=True) as other:
        fill(other)
        assert content(other) == content(database)


def test_a_point_that_comes_from_itself_does_not_stop_the_dump(database: Database) -> None:
    with database.write(Topic.MEETINGS, act=ACT) as session:
        found = session.scalars(select(AgendaPoint)).one()
        found.came_from_uuid = found.uuid
    assert dump(database)["tables"]["agenda_point"]
    assert set(NAMES) <= set(Base.metadata.tables)


def test_a_workbook_carries_decisions_as_rows_and_as_words(
    database: Database, tmp_path: Path
) -> None:
    export_workbook(database, tmp_path / "plan.xlsx")
    import openpyxl

    book = openpyxl.load_workbook(tmp_path / "plan.xlsx", read_only=True)
    cells = {
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    }
    assert {WORDS, NAMES["decision"], "Beslut"} <= cells
