"""A person with a row of their own, on request: shown whole, corrected, erased to the last byte."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from rccdesk.enums import BackupReason, Topic
from rccdesk.models import (
    Action,
    Assignment,
    Attendance,
    Meeting,
    Membership,
    Minutes,
    Person,
    Seat,
    WorkGroup,
)
from rccdesk.services import backups, history, persons
from rccdesk.services.database import Database
from rccdesk.services.history_chain import find_broken_entry

NAME, MAIL, PHONE = "Åsa Öberg", "asa.oberg@exempel.se", "070-123 45 67"
WARD = "08-555 55 00"  # of a ward, not of a person
DAY = dt.date(2026, 3, 2)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store in which two persons sit in a group, and one of them is told of."""
    path = tmp_path / "prov.rccdesk"
    with Database.open(path, create=True, who="Bo Ek") as database:
        act = "history.act.profile_updated"
        with database.write(Topic.GROUPS, act=act) as session:
            session.add_all(
                (
                    Person(uuid="a", name=NAME, email="gammal@exempel.se", phone=PHONE),
                    Person(uuid="b", name="Bo Ek", phone=WARD),
                    WorkGroup(uuid="g", name="Ledningen", kind="management"),
                )
            )
            session.flush()
            session.add(Seat(uuid="s", group_uuid="g", kind="member", represents="nursing"))
            session.add(Meeting(uuid="m", group_uuid="g", day=DAY, chair=NAME))
            session.add(
                Assignment(
                    role="process_leader",
                    state="active",
                    person_uuid="a",
                    contacts=f"Nås på {MAIL.upper()} eller 070-123 45 67.",
                )
            )
            session.flush()
            session.add(Membership(seat_uuid="s", person_uuid="a", starts_on=DAY))
            session.add(
                Attendance(meeting_uuid="m", seat_uuid="s", person_uuid="a", presence="present")
            )
            session.add(Action(group_uuid="g", title="Kartlägg", person_uuid="a"))
            content = json.dumps({"present": [f"{NAME} ({WARD})"]}, ensure_ascii=False)
            session.add(
                Minutes(meeting_uuid="m", kind="minutes", state="approved", made_on=DAY,
                        content=content, approvers=NAME)
            )  # fmt: skip
        with database.write(Topic.GROUPS, act=act) as session:
            session.get_one(Person, "a").email = MAIL
            session.get_one(Person, "a").phone = WARD
    return path


def test_what_hangs_on_the_row_goes_with_it_in_writing(store: Path, tmp_path: Path) -> None:
    with Database.open(store) as database:
        found = persons.find_person(database, NAME)
        target = persons.export_person(database, NAME, tmp_path / "ut.txt")
    places = {(place.table, place.field) for place in found.places}
    assert {
        ("person", "name"),
        ("person", "email"),
        ("meeting", "chair"),
        ("assignment", "contacts"),
        ("minutes", "content"),
        ("minutes", "approvers"),
    } <= places
    assert ("person", "phone") not in places  # the ward's: somebody else has it too
    words = target.read_text(encoding="utf-8")
    for line in (
        f"Person: {NAME}",
        f"   E-post: {MAIL}",
        f"   Telefon: {WARD}",
        f"Person på en plats: Ledningen, omvårdnad, {NAME}",
        "   Från: 2026-03-02",
        f"Uppdrag: processledare, {NAME}",
        f"Närvaro: Ledningen 2026-03-02, Ledningen, omvårdnad, {NAME}",
        "   Närvaro: närvarande",
        "Åtgärd: Kartlägg",
    ):
        assert line in words.splitlines(), line


def test_no_byte_of_how_somebody_was_reached_is_left(store: Path, tmp_path: Path) -> None:
    backups.make_backup(store, BackupReason.MANUAL)
    with Database.open(store, who="Bo Ek") as database:
        persons.erase_person(database, NAME)
        assert find_broken_entry(database) is None
        with database.read() as session:
            row = session.get_one(Person, "a")
            assert (row.name, row.email, row.phone) == ("Borttagen person 1", "", "")
            assert session.get_one(Person, "b").phone == WARD
            contacts = session.scalars(sa.select(Assignment.contacts)).one()
            assert contacts == "Nås på Borttagen person 1 eller Borttagen person 1."
            held = session.scalars(sa.select(Membership.person_uuid)).all()
            assert held == ["a"]  # the seat was not empty then
        assert persons.find_person(database, NAME).places == ()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 1
    for word in (NAME, MAIL, "gammal@exempel.se", PHONE):
        for spelt in {word.encode(), word.lower().encode(), word.upper().encode()}:
            assert [path.name for path in files if spelt in path.read_bytes()] == []
    with sqlite3.connect(store) as connection:
        (content,) = connection.execute("SELECT content FROM minutes").fetchone()
    assert json.loads(content) == {"present": [f"Borttagen person 1 ({WARD})"]}


def test_a_corrected_name_is_right_in_the_row_and_all_that_names_it(store: Path) -> None:
    with Database.open(store, who="Bo Ek") as database:
        persons.correct_person(database, NAME, "Åsa Ström")
        with database.read() as session:
            row = session.get_one(Person, "a")
            assert (row.name, row.email) == ("Åsa Ström", MAIL)
            assert session.scalars(sa.select(Minutes.approvers)).one() == "Åsa Ström"
        history.undo_last(database)
        with database.read() as session:
            assert session.get_one(Person, "a").name == NAME
