"""What is to be done: by whom, until when, overdue first, in the calendar and in the plan."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import icalendar
import pytest

from rccdesk import models
from rccdesk.enums import ActionState, DecisionKind, LinkRole, Thing, Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services import decisions, history, links, overview, plans
from rccdesk.services.database import Database
from rccdesk.services.decisions import ActionRow, DecisionRow
from rccdesk.services.links import ChainLink
from tests.services import decision_example as example
from tests.services import plan_example
from tests.services.decision_example import MET, recommend

TODAY = dt.date(2026, 9, 3)


@pytest.fixture(scope="module")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "prov.rccdesk"
    Database.open(path, create=True).close()
    return path


@pytest.fixture
def database(new_store: Path, tmp_path: Path) -> Iterator[Database]:
    with Database.open(Path(shutil.copy(new_store, tmp_path)), who="Anna") as opened:
        yield opened


@pytest.fixture
def group(database: Database) -> str:
    return example.body(database)


@pytest.fixture
def point(database: Database, group: str) -> str:
    return example.point(database, group, example.meeting(database, group), "Patologi")


def add(database: Database, title: str, due: str = "", **fields: object) -> ActionRow:
    day = dt.date.fromisoformat(due) if due else None
    row = ActionRow(title=title, due_on=day, **{"group_uuid": "", **fields})  # type: ignore[arg-type]
    return decisions.add_action(database, row)


def test_R_C15_actions_stand_by_responsible_with_the_overdue_first(
    database: Database, group: str, point: str
) -> None:
    decision = recommend(database, point, "12")
    add(database, "Bjuda in", "2026-10-01", group_uuid=group, responsible="Öppenvården")
    add(database, "Räkna om", "2026-09-20", group_uuid=group, responsible="Kansliet")
    add(database, "Utan dag", group_uuid=group, responsible="Kansliet")
    add(database, "Rutin", "2026-08-31", decision_uuid=decision.uuid, responsible="Statistikern")
    done = add(database, "Klart", "2026-08-01", group_uuid=group, responsible="Kansliet")
    row = decisions.edit_action(
        database,
        done.uuid,
        state=ActionState.DONE,
        due_on=done.due_on,
        responsible="Kansliet",
        note="Utskickad.",
    )
    assert row.done_on == dt.datetime.now().astimezone().date()
    lines = decisions.list_action_lines(database, TODAY)
    assert [(line.responsible, line.action.title, line.is_overdue) for line in lines] == [
        ("Statistikern", "Rutin", True),
        ("Kansliet", "Räkna om", False),
        ("Kansliet", "Utan dag", False),
        ("Öppenvården", "Bjuda in", False),
        ("Kansliet", "Klart", False),
    ]
    assert [line.standing_words for line in lines[:3]] == [
        "3 dagar sen.",
        "17 dagar kvar.",
        "Inget datum är satt.",
    ]
    assert (lines[0].place_words, lines[0].meeting_day) == ("§ 31 2026-05-21", MET)
    waiting = decisions.list_waiting(database, TODAY)
    assert [line.action.title for line in waiting.overdue_actions] == ["Rutin"]


def test_R_C15_decisions_that_are_due_and_unanswered_stand_on_the_start_page(
    database: Database, group: str, point: str
) -> None:
    late = recommend(database, point, "12", due_on=dt.date(2026, 6, 1))
    later = recommend(database, point, due_on=TODAY)
    recommend(database, point, due_on=TODAY + dt.timedelta(days=1))
    old = decisions.record_decision(
        database,
        DecisionRow(group, "Äldre", DecisionKind.RECOMMENDATION, treated_on=dt.date(2025, 3, 1)),
        ("07",),
    )
    decisions.record_decision(
        database,
        DecisionRow(
            group,
            "Bordlagd",
            DecisionKind.POSTPONED,
            treated_on=MET,
            returns_on=TODAY,
            due_on=TODAY,
        ),
    )
    waiting = decisions.list_waiting(database, TODAY)
    assert [line.decision.uuid for line in waiting.due] == [late.uuid, later.uuid]
    # 2025-03-01 to 2026-09-03 is 551 days, 2026-05-21 to there 105
    assert [(line.decision.uuid, line.waiting_days) for line in waiting.unanswered] == [
        (old.uuid, 551),
        (late.uuid, 105),
    ]
    assert waiting.count == 4


def test_R_C15_what_is_overdue_stands_at_the_top_of_the_start_page(
    database: Database, group: str, point: str
) -> None:
    recommend(database, point, "12", due_on=dt.date(2026, 6, 1))
    add(database, "Rutin", "2026-08-31", group_uuid=group)
    plan_goal = plan_example.goal(database, plan_example.new_plan(database), "Mål")
    plan_example.activity(database, plan_goal, "Sen", due_on=dt.date(2026, 6, 1))
    shown = overview.get_overview(database, overview.OverviewQuery((), "", (), ""))
    told = [(item.title, item.page, item.tab) for item in shown.attention]
    assert ("1 beslut väntar på svar från en region", "meetings", "decisions") in told
    assert told[:3] == [
        ("1 beslut skulle ha varit klart", "meetings", "decisions"),
        ("1 åtgärd har passerat sitt datum", "meetings", "actions"),
        ("1 aktivitet har passerat sitt datum", "plan", "late"),
    ]


def test_an_action_belongs_to_what_its_decision_or_point_belongs_to(
    database: Database, group: str, point: str
) -> None:
    decision = recommend(database, point)
    made = add(database, "Rutin", decision_uuid=decision.uuid)
    assert (made.group_uuid, made.meeting_uuid, made.point_uuid) == (
        group,
        decision.meeting_uuid,
        point,
    )
    assert add(database, "Fråga", point_uuid=point).meeting_uuid == decision.meeting_uuid
    assert decisions.list_actions(database, decision_uuid=decision.uuid) == (made,)
    for wrong, code in (
        (ActionRow("", "Rutin"), "decision_group_missing"),
        (ActionRow(group, "  "), "action_title_missing"),
        (ActionRow(group, "Rutin", person_uuid="gone"), "action_person_missing"),
        (ActionRow(group, "Rutin", decision_uuid="gone"), "decision_missing"),
    ):
        with pytest.raises(RccdeskError) as caught:
            decisions.add_action(database, wrong)
        assert caught.value.code == code


def test_an_action_of_a_removed_person_is_named_and_can_be_changed(
    database: Database, group: str
) -> None:
    person = example.person(database, "Karin Ek")
    row = add(database, "Rutin", "2026-10-01", group_uuid=group, person_uuid=person)
    (line,) = decisions.list_action_lines(database, TODAY)
    assert (line.responsible, line.is_person_gone) == ("Karin Ek", False)
    with database.write(
        Topic.GROUPS, act="history.act.decision_recorded", values={"title": "x"}
    ) as session:
        session.get_one(models.Person, person).deleted_at = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)
    (line,) = decisions.list_action_lines(database, TODAY)
    assert (line.responsible, line.is_person_gone) == ("", True)
    assert line.standing_words == "28 dagar kvar. Ingen ansvarar längre."
    decisions.update_action(database, replace(row, note="Väntar"))  # nothing is lost or locked
    decisions.update_action(database, replace(row, person_uuid="", responsible="Kansliet"))
    (line,) = decisions.list_action_lines(database, TODAY)
    assert (line.responsible, line.is_person_gone) == ("Kansliet", False)


def test_the_calendar_has_all_day_events_that_keep_their_uid_and_names_nobody(
    database: Database, group: str, tmp_path: Path
) -> None:
    person = example.person(database, "Karin Ek")
    row = add(database, "Ta fram rutin, å ä ö", "2026-10-01", group_uuid=group, person_uuid=person)
    add(database, "Utan dag", group_uuid=group)
    made = decisions.export_calendar(database, tmp_path / "åtgärder")
    assert made == tmp_path / "åtgärder.ics"
    read = icalendar.Calendar.from_ical(made.read_bytes())
    (event,) = read.walk("VEVENT")
    assert str(event["SUMMARY"]) == "Ta fram rutin, å ä ö"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (dt.date(2026, 10, 1), dt.date(2026, 10, 2))
    assert "Karin" not in made.read_text(encoding="utf-8")
    decisions.update_action(database, replace(row, due_on=dt.date(2026, 11, 1)))
    again = decisions.export_calendar(database, made, with_persons=True)
    (moved,) = icalendar.Calendar.from_ical(again.read_bytes()).walk("VEVENT")
    assert moved["UID"] == event["UID"]
    assert moved["DTSTART"].dt == dt.date(2026, 11, 1)
    assert "Ansvarig: Karin Ek" in str(moved["DESCRIPTION"])
    with pytest.raises(RccdeskError) as caught:
        decisions.export_calendar(database, made, uuids=())
    assert caught.value.code == "calendar_empty"
    assert again.exists()


def test_an_action_becomes_an_activity_of_the_goal_it_is_about_once(
    database: Database, group: str, point: str
) -> None:
    goal = plan_example.goal(database, plan_example.new_plan(database), "Gemensam patologikö")
    decision = recommend(database, point)
    row = add(database, "Rutin", "2026-10-01", decision_uuid=decision.uuid, responsible="Kansliet")
    with pytest.raises(RccdeskError) as caught:
        decisions.make_action_activity(database, row.uuid)
    assert caught.value.code == "activity_home_missing"
    links.add_link(
        database,
        ChainLink(Thing.DECISION, decision.uuid, Thing.PLAN_ITEM, goal.uuid, LinkRole.SERVES),
    )
    made = decisions.make_action_activity(database, row.uuid)
    assert (made.plan_item_uuid, made.title, made.responsible) == (goal.uuid, "Rutin", "Kansliet")
    with pytest.raises(RccdeskError) as caught:
        decisions.make_action_activity(database, row.uuid, goal.uuid)
    assert caught.value.code == "action_has_activity"
    history.undo_last(database)
    assert decisions.get_action(database, row.uuid).activity_uuid == ""
    assert plans.list_activities(database, item_uuid=goal.uuid) == ()
    decisions.delete_action(database, row.uuid)
    with pytest.raises(NotFoundError):
        decisions.get_action(database, row.uuid)
