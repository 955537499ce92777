"""Schema 6: what a store of schema 5 becomes, and that what was written there goes on."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from rccdesk.enums import LinkRole, Thing, Topic
from rccdesk.models import Base, Decision, Link, Obstacle, PlanItem, Seat
from rccdesk.services import checks, history, initiatives, links, persons, plans
from rccdesk.services.database import Database
from rccdesk.services.export import dump
from rccdesk.services.history_chain import find_broken_entry
from rccdesk.services.links import ChainLink

OLD = Path(__file__).parent / "stores" / "schema-5.rccdesk"
WORDS = "Styrgruppen 2026-03-02 § 4"
NEW = (
    *("person", "process", "work_group", "seat", "membership", "assignment", "introduction_step"),
    *("time_release", "patient_participation", "visit", "visit_point", "training_need"),
    *("national_question", "meeting_series", "template_point", "meeting", "agenda_point"),
    *("point_alternative", "point_region", "attendance", "minutes", "decision"),
    *("decision_region", "decision_unit", "action"),
)
_PARTIAL = (
    "uq_time_release_assignment_uuid", "uq_patient_participation_group_uuid",
    "uq_point_region_point_uuid", "uq_attendance_meeting_uuid",
    "uq_decision_region_decision_uuid", "uq_decision_unit_decision_uuid",
)  # fmt: skip


@pytest.fixture
def path(tmp_path):
    """Return a copy of the kept store of schema 5."""
    return Path(shutil.copyfile(OLD, tmp_path / "gammal.rccdesk"))


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory):
    """Return the kept store as this version has it; for tests that only look."""
    path = tmp_path_factory.mktemp("schema") / "uppgraderad.rccdesk"
    shutil.copyfile(OLD, path)
    Database.open(path).close()
    return path


def rows(path, query):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def list_items(database):
    (plan,) = plans.list_plans(database)
    return plans.list_items(database, plan.uuid)


def test_an_old_store_gets_empty_rooms_for_groups_and_meetings_and_stays_sound(path):
    old = {table for (table,) in rows(path, "SELECT name FROM sqlite_master WHERE type='table'")}
    assert not old & set(NEW)
    with Database.open(path, who="Bo") as database:
        assert find_broken_entry(database) is None
        severe = [f for f in checks.check_store(database).findings if f.severity != "info"]
        assert severe == []
        assert {table for table in NEW if dump(database)["tables"][table]} == set()
        assert history.next_undo(database) is None  # the upgrade is no step of the user's
    assert len(rows(path, "SELECT 1 FROM history_entry")) == 36


def test_a_decision_in_words_keeps_its_words_everywhere(path):
    """What was linked before there were rows of decisions is no broken link now."""
    with Database.open(path, who="Bo") as database:
        (goal,) = (item.uuid for item in list_items(database))
        (near,) = [
            each
            for each in links.get_neighbours(database, Thing.PLAN_ITEM, goal)
            if each.kind is Thing.DECISION
        ]
        assert (near.name, near.gone, near.place) == (WORDS, "", None)
        assert [t.name for t in links.list_targets(database, Thing.DECISION)] == [WORDS]
        (told,) = [
            thing
            for entry in history.list_entries(database)
            for thing in history.get_entry(database, entry.entry_id).things
            if thing.table == "link" and WORDS in thing.name
        ]
        assert {field.label: field.new for field in told.fields}["Till"] == WORDS
        ends = [row["to_key"] for row in dump(database)["tables"]["link"]]
        assert WORDS in ends
        assert checks.repair_store(database, ("R61",)).repairs == ()
        assert len(links.list_links(database, to_kind=Thing.DECISION)) == 1


def test_words_and_rows_of_decisions_stand_side_by_side(path):
    with Database.open(path, who="Bo") as database:
        (goal,) = (item.uuid for item in list_items(database))
        with database.write(Topic.MEETINGS, act="history.act.profile_updated") as session:
            group = Base.metadata.tables["work_group"]
            session.execute(
                group.insert().values(
                    uuid="g", name="Ledningen", kind="steering", revision=1, owner=""
                )
            )
            decision = Decision(
                group_uuid="g", text="Gemensam kö", kind="direction", treated_on=dt.date(2026, 3, 2)
            )
            session.add(decision)
            session.flush()
            uuid = decision.uuid
        links.add_link(
            database,
            ChainLink(Thing.PLAN_ITEM, goal, Thing.DECISION, uuid, LinkRole.EVIDENCE),
        )
        names = [
            each.name
            for each in links.get_neighbours(database, Thing.PLAN_ITEM, goal)
            if each.kind is Thing.DECISION
        ]
        assert sorted(names) == ["2026-03-02, Gemensam kö", WORDS]


def test_what_was_written_in_schema_5_goes_on(upgraded):
    with Database.open(upgraded, reading=True) as database:
        (item,) = list_items(database)
        with database.read() as session:
            obstacle = session.scalars(sa.select(Obstacle)).one()
            assert obstacle.state == "raised"
            assert session.scalars(sa.select(PlanItem.title)).one() == item.title
            assert session.scalars(sa.select(Link.to_key).where(Link.to_key == WORDS)).one()
        (initiative,) = initiatives.list_initiatives(database)
        assert initiative.funding_ends_on == dt.date(2026, 12, 31)
        assert persons.find_person(database, "Styrgruppen").places  # texts are looked through


@pytest.mark.parametrize("index", _PARTIAL)
def test_the_partial_indexes_are_those_of_the_models(upgraded, index):
    """Autogenerate does not compare the condition of an index."""
    engine = sa.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    query = f"SELECT sql FROM sqlite_master WHERE name='{index}'"
    with engine.connect() as connection:
        (modelled,) = connection.exec_driver_sql(query).one()
    engine.dispose()
    assert rows(upgraded, query) == [(modelled,)]
    assert modelled.endswith("WHERE deleted_at IS NULL")


def test_every_partial_index_of_the_new_rooms_is_looked_at():
    found = {
        index.name for table in NEW for index in Base.metadata.tables[table].indexes if index.unique
    }
    assert found == set(_PARTIAL)


def test_a_seat_cannot_belong_to_a_group_that_is_not_there(path):
    with (
        Database.open(path) as database,
        pytest.raises(sa.exc.IntegrityError),
        database.write(Topic.GROUPS, act="history.act.profile_updated") as session,
    ):
        session.add(Seat(group_uuid="borta", kind="member", represents="region"))
