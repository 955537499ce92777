"""The meetings of the example: an agenda like a real one, every kind of decision, no faults."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rccdesk.enums import (
    ActionState,
    DecisionKind,
    DocumentState,
    MeetingState,
    PointState,
    Presence,
    Reason,
    Stance,
    Thing,
)
from rccdesk.services import checks, decisions, groups, meetings, papers
from rccdesk.services.database import Database

TODAY = dt.date(2026, 11, 22)
COMING = dt.date(2026, 12, 10)
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def path(
    tmp_path_factory: pytest.TempPathFactory, example_copy: Callable[[Path, int, int], Path]
) -> Path:
    return example_copy(tmp_path_factory.mktemp("stores") / "example.rccdesk", 3000, 2)


@pytest.fixture(scope="module")
def database(path: Path) -> Iterator[Database]:
    with Database.open(path) as opened:
        yield opened


def body(database: Database) -> str:
    found = groups.steering_body(database)
    assert found is not None
    return found.uuid


def coming(database: Database) -> meetings.MeetingRow:
    return meetings.list_meetings(database, group_uuid=body(database), first=COMING)[0]


def test_the_coming_agenda_is_that_of_the_drawing(database: Database) -> None:
    view = meetings.get_meeting_view(database, coming(database).uuid, TODAY)
    assert view.title == "Styrgruppen 10 december 2026"
    assert view.missing_words == "2 uppgifter saknas före utskick 2026-12-03"
    assert (view.planned_minutes, view.available_minutes) == (100, 120)
    told = [(line.point.title, str(line.point.kind), line.point.minutes) for line in view.lines]
    assert told == [
        ("Öppnande, justerare", "information", 5),
        ("Föregående protokoll", "information", 5),
        ("Uppföljning av beslut", "follow_up", 10),
        ("Gemensam patologikö", "decision", 20),
        ("Utfall kvartal 3", "discussion", 20),
        ("Stöd till närstående (K4)", "discussion", 15),
        ("Vakans: lungcancer", "decision", 10),
        ("Medel löper ut i december", "decision", 10),
        ("Nästa möte och avslut", "information", 5),
    ]
    said = [line.reason_words for line in view.lines]
    assert said[1] == "mötet 2026-09-17, justerat"
    assert re.fullmatch(r"\d av \d+ senare än planerat", said[2])
    assert said[3] == "lyft från cancerplanen"
    assert said[5] == "bordlagd, åter 2026-12-10"
    assert said[8] == "nästa möte 2027-02-11"


def test_the_matter_to_decide_has_ways_to_go_and_leads_on(database: Database) -> None:
    points = meetings.list_points(database, coming(database).uuid)
    row = next(each for each in points if each.title == "Gemensam patologikö")
    view = meetings.get_point_view(database, row.uuid)
    assert [each.name for each in view.alternatives] == [
        "Gemensam kö",
        "Köp av svar",
        "Ingen ändring",
    ]
    assert view.point.proposal.startswith("Styrgruppen rekommenderar regionerna")
    assert {each.kind for each in view.links} == {
        *(Thing.PLAN_ITEM, Thing.FRAMEWORK_ITEM, Thing.DECISION),
    }
    assert all(each.place is not None and not each.gone for each in view.links)
    assert view.figures
    assert view.missing == ("Inte tillfrågade: Region Mellanå, Region Österhed",)
    assert "§ 18 2026-05-21: Gemensam patologikö, utredning, behandlad" in [
        each.words for each in view.history
    ]


def test_two_years_hold_every_kind_of_decision_and_what_became_of_them(database: Database) -> None:
    rows = decisions.list_decisions(database, group_uuid=body(database))
    assert {row.kind for row in rows} == set(DecisionKind)
    answers = [each for row in rows for each in decisions.list_regions(database, row.uuid)]
    assert {each.stance for each in answers} == set(Stance)
    assert all(
        each.reason and each.cause_uuid for each in answers if each.stance is Stance.DECLINED
    )
    units = [each for row in rows for each in decisions.list_units(database, row.uuid)]
    assert len({each.state for each in units}) >= 5
    actions = decisions.list_actions(database)
    assert {each.state for each in actions} == {ActionState.OPEN, ActionState.DONE}
    put_off = [row for row in rows if row.kind is DecisionKind.POSTPONED]
    points = {
        row.uuid: row for row in (meetings.get_point(database, d.point_uuid) for d in put_off)
    }
    assert all(point.state is PointState.POSTPONED for point in points.values())


def test_paragraphs_run_through_each_year_without_a_gap(database: Database) -> None:
    given: dict[tuple[str, int], list[int | None]] = {}
    for met in meetings.list_meetings(database):
        of_meeting = [row.paragraph for row in meetings.list_points(database, met.uuid)]
        if met.state is not MeetingState.HELD:
            assert set(of_meeting) == {None}
            continue
        given.setdefault((met.group_uuid, met.day.year), []).extend(of_meeting)
    assert len(given) == 3  # the body that leads in two years, one process group in one
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in given.values())


def test_what_was_put_off_and_not_taken_up_is_proposed(database: Database) -> None:
    found = meetings.collect_proposals(database, coming(database).uuid, TODAY)
    reasons = {each.reason for each in found}
    assert {
        *(Reason.RETURNED, Reason.BACKLOG, Reason.DECISION_DUE, Reason.ESCALATED),
        *(Reason.UNANSWERED, Reason.FUNDING_ENDS, Reason.VACANCY, Reason.QUESTION, Reason.ROTATION),
    } <= reasons
    returned = [each.title for each in found if each.reason is Reason.RETURNED]
    assert returned == ["Telefonlinje för närstående"]
    assert {each.title for each in found if each.is_taken} >= {
        "Vakans: Lungcancer: processledare",
        "Medel löper ut: Gemensam operationsplanering vid urinblåsecancer",
    }
    assert all(each.reason_words for each in found)
    assert not [each for each in found if re.search(r"[{}]|None|  |: :|\.\.", each.reason_words)]


def test_minutes_of_held_meetings_are_approved_and_seats_are_noted(database: Database) -> None:
    held = [
        row
        for row in meetings.list_meetings(database, group_uuid=body(database))
        if row.state is MeetingState.HELD
    ]
    assert len(held) == 9
    for met in held:
        (row,) = papers.list_minutes(database, met.uuid)
        assert row.state is DocumentState.APPROVED
        assert row.approved_on is not None
        assert met.day < row.made_on < row.approved_on
        seats = [each for each in meetings.list_attendance(database, met.uuid) if each.seat]
        assert sum(each.row is not None for each in seats) >= 11
    absent = [
        each.row.presence
        for met in held[-4:]
        for each in meetings.list_attendance(database, met.uuid)
        if each.region == "X5" and each.row
    ]
    assert absent.count(Presence.PRESENT) == 1


def test_no_rule_finds_a_fault_and_no_person_answers_for_a_matter(
    database: Database,
) -> None:
    assert [each for each in checks.check_store(database).findings if each.count] == []
    names = {row.name for row in groups.list_persons(database)}
    seed = (ROOT / "resources" / "seed" / "example_meetings.toml").read_text("utf-8")
    content = tomllib.loads(seed)
    answering = []
    for meeting in content["meeting"]:
        for point in meeting.get("point", ()):
            answering += [point.get("rapporteur", ""), point["title"], point.get("matter", "")]
            for each in (*point.get("decision", ()), *point.get("action", ())):
                answering += [
                    each.get("responsible", ""),
                    each.get("text", ""),
                    each.get("title", ""),
                ]
    assert [words for words in answering if any(name in words for name in names)] == []


def test_the_example_is_the_same_every_time(
    database: Database, tmp_path: Path, example_copy: Callable[[Path, int, int], Path]
) -> None:
    # Another making: meetings are the same in any size.
    again = example_copy(tmp_path / "again.rccdesk", 300, 1)
    with Database.open(again) as opened:
        assert told(opened) == told(database)


def told(database: Database) -> list[object]:
    """Return what meetings, their points and their decisions say, without the names of rows."""
    points = [
        (met.day, met.send_on, met.state, row.title, row.paragraph, row.reason_words)
        for met in meetings.list_meetings(database)
        for row in meetings.list_points(database, met.uuid)
    ]
    decided = [(row.text, row.state, row.treated_on) for row in decisions.list_decisions(database)]
    return [*points, *sorted(decided)]
