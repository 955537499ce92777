"""A meeting of an invented steering body as it is written about, for the tests of papers."""

from __future__ import annotations

import datetime as dt

from rccdesk.enums import (
    Answer,
    DecisionKind,
    GroupKind,
    MeetingForm,
    PointKind,
    Presence,
    Represents,
    SeatFunction,
)
from rccdesk.services import decisions, groups, meetings, organisation
from rccdesk.services.database import Database
from rccdesk.services.decisions import ActionRow, DecisionRow
from rccdesk.services.groups import MembershipRow
from rccdesk.services.meetings import (
    AlternativeRow,
    AttendanceRow,
    MeetingRow,
    PointRegionRow,
    PointRow,
)
from rccdesk.services.organisation import RegionRow
from tests.services import group_example as example

DAY = dt.date(2026, 9, 23)
SPOKEN = "Regionerna rekommenderas att dela patologikö för bröstcancer från 2027-01-01."
SECRET = "Rekrytering av chef"
SECRET_DECISION = "Rekryteringen görs om."


def make_meeting(database: Database, *, held: bool = True) -> str:
    """Store the meeting with all around it, and return its uuid."""
    example.make_example(database)
    regions = [row.code for row in _regions(database)][:3]
    body = example.group(
        database, GroupKind.STEERING, "Styrgruppen", is_steering_body=True, first_paragraph=27
    )
    seats = {code: example.seat(database, body, Represents.REGION, code) for code in regions}
    council = example.seat(database, body, Represents.PATIENTS)
    people = {
        "chair": example.person(database, "Anna Ek", regions[0]),
        "north": example.person(database, "Bo Dahl", regions[1]),
        "away": example.person(database, "Cia Falk", regions[2]),
        "patient": example.person(database, "Disa Gran"),
    }
    first = dt.date(2025, 1, 1)
    groups.add_member(
        database,
        MembershipRow(seats[regions[0]].uuid, people["chair"].uuid, SeatFunction.CHAIR, first),
    )
    example.sit(database, seats[regions[1]], people["north"], first)
    example.sit(database, seats[regions[2]], people["away"], first)
    example.sit(database, council, people["patient"], first)
    met = meetings.add_meeting(
        database,
        MeetingRow(
            body.uuid,
            DAY,
            starts_at="09:00",
            minutes=120,
            place="Regionens hus, sal 4",
            form=MeetingForm.MIXED,
            secretary="Eva Hed",
            approvers=("Bo Dahl",),
            diary_number="RCC 2026/14",
        ),
    )
    for key, seat, presence in (
        ("chair", seats[regions[0]], Presence.PRESENT),
        ("north", seats[regions[1]], Presence.PRESENT),
        ("away", seats[regions[2]], Presence.EXCUSED),
        ("patient", council, Presence.PRESENT),
    ):
        meetings.set_attendance(
            database, AttendanceRow(met.uuid, presence, seat.uuid, people[key].uuid)
        )
    meetings.invite(database, met.uuid, "Folke Ny, verksamhetschef, punkt 3")
    _points(database, body.uuid, met.uuid, regions)
    if held:
        meetings.start_meeting(database, met.uuid, "09:02")
        meetings.end_meeting(database, met.uuid, "10:54")
    return met.uuid


def _points(database: Database, group: str, met: str, regions: list[str]) -> None:
    def add(title: str, kind: PointKind, **more: object) -> PointRow:
        row = PointRow(group, title, met, kind=kind, **more)  # type: ignore[arg-type]
        return meetings.add_point(database, row)

    add("Godkännande av föregående protokoll", PointKind.DECISION, minutes=5,
        notes="Protokollet godkänns och läggs till handlingarna.")  # fmt: skip
    add("Nytt från RCC", PointKind.INFORMATION, minutes=15, rapporteur="Eva Hed",
        notes="RCC informerar om läget i INCA.\nNästa nationella möte är i november.")  # fmt: skip
    svf = add(
        "SVF: längre ledtider för bröstcancer",
        PointKind.DECISION,
        minutes=45,
        rapporteur="Folke Ny",
        matter="Hur kan RCC och styrgruppen arbeta med förlängda ledtider i SVF?",
        background="MDK hålls en gång i veckan.",
        proposal="Regionerna rekommenderas att dela patologikö.",
        patient_view="PNR ser positivt på förslaget.",
        next_decider="Regionernas hälso- och sjukvårdsnämnder",
        notes="Regionerna ser olika förutsättningar.",
    )
    meetings.add_alternative(
        database,
        AlternativeRow(svf.uuid, "A. Delad kö", patients="Kortare väntan", economy="Inom ram"),
    )
    meetings.set_point_region(
        database,
        PointRegionRow(svf.uuid, regions[0], answer=Answer.POSITIVE, view="Gärna från januari",
                       consequence="En patolog till"),
    )  # fmt: skip
    decisions.record_decision(
        database,
        DecisionRow(
            "", SPOKEN, DecisionKind.RECOMMENDATION, point_uuid=svf.uuid, responsible="Kansliet",
            due_on=dt.date(2027, 1, 1), next_decider="Regionernas hälso- och sjukvårdsnämnder",
        ),
        regions[:2],
    )  # fmt: skip
    decisions.add_action(
        database,
        ActionRow(group, "Skicka rekommendationen", met, svf.uuid, responsible="Eva Hed",
                  due_on=dt.date(2026, 10, 1)),
    )  # fmt: skip
    hidden = add(SECRET, PointKind.DECISION, is_confidential=True, notes="Samtal om en person.")
    decisions.record_decision(
        database,
        DecisionRow("", SECRET_DECISION, DecisionKind.DECISION, point_uuid=hidden.uuid,
                    is_confidential=True),
    )  # fmt: skip
    level = add("Nivåstrukturering av analcancer", PointKind.DECISION, is_level_structure=True)
    decisions.record_decision(
        database,
        DecisionRow("", "Bordläggs.", DecisionKind.POSTPONED, point_uuid=level.uuid,
                    returns_on=dt.date(2026, 12, 10)),
    )  # fmt: skip


def point_of(database: Database, met: str, title: str) -> PointRow:
    """Return the point of a meeting whose title begins so."""
    return next(row for row in meetings.list_points(database, met) if row.title.startswith(title))


def _regions(database: Database) -> tuple[RegionRow, ...]:

    return organisation.list_regions(database)
