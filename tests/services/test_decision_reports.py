"""What is new since a meeting, what the political body is told, and figures beside decisions."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from rccdesk.enums import (
    ActionState,
    BatchState,
    DecisionKind,
    ItemState,
    LinkRole,
    ObstacleState,
    Stance,
    Thing,
    Topic,
)
from rccdesk.errors import NotFoundError
from rccdesk.models import ImportBatch, Indicator, Measurement
from rccdesk.services import decisions, framework, links, plans
from rccdesk.services.database import Database
from rccdesk.services.decisions import ActionRow, DecisionRegionRow, DecisionRow
from rccdesk.services.framework import AssessmentRow
from rccdesk.services.links import ChainLink
from rccdesk.services.plans import ObstacleRow
from tests.services import decision_example as example
from tests.services import plan_example
from tests.services.decision_example import MET, recommend

KEY = "svarstid"
TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with one indicator over six quarters, one of them hidden by its few cases."""
    path = tmp_path_factory.mktemp("store") / "prov.rccdesk"
    counts = (("2025-Q3", 40, 80), ("2025-Q4", 44, 80), ("2026-Q1", 48, 80), ("2026-Q2", 2, 4),
              ("2026-Q3", 60, 80))  # fmt: skip
    with Database.open(path, create=True) as database:
        with database.write(Topic.INDICATORS, act="history.act.example_imported") as session:
            session.add(Indicator(key=KEY, title="Svar i tid", direction="higher"))
        with database.write(Topic.INDICATORS, act="history.act.example_imported") as session:
            batch = ImportBatch(
                imported_at=dt.datetime.fromisoformat("2026-11-20T12:00:00"),
                profile="aggregated",
                dataset=f"indicator:{KEY}",
                indicator=KEY,
                file_name="tabell.xlsx",
                file_sha256="0" * 64,
                sheet="Blad1",
                header_row=1,
                extract_date=dt.date(2026, 11, 20),
                first_day=dt.date(2025, 7, 1),
                last_day=dt.date(2026, 9, 30),
                covered_places=json.dumps(["12"]),
                state=BatchState.ACTIVE,
            )
            session.add(batch)
            session.flush()
            for number, (period, met, of) in enumerate(counts):
                session.add(
                    Measurement(
                        batch_id=batch.batch_id,
                        indicator=KEY,
                        sheet="Blad1",
                        row=number + 2,
                        column="C",
                        unit="12",
                        period=period,
                        numerator=met,
                        denominator=of,
                    )
                )
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


def link(database: Database, uuid: str, kind: Thing, key: str, role: LinkRole) -> None:
    links.add_link(database, ChainLink(Thing.DECISION, uuid, kind, key, role))


def move_history(database: Database, day: dt.date) -> None:
    """Let all that has been written so far have been written on a day."""
    at = dt.datetime.combine(day, dt.time(9)).isoformat(sep=" ", timespec="microseconds")
    with database.write(Topic.SETTINGS, act="history.act.draft_kept") as session:
        connection = session.connection()
        name = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type='trigger' AND tbl_name='history_entry' "
            "AND sql LIKE '%UPDATE%'"
        ).all()
        for trigger, _sql in name:
            connection.exec_driver_sql(f'DROP TRIGGER "{trigger}"')
        connection.exec_driver_sql("UPDATE history_entry SET at = ?", (at,))
        for _trigger, sql in name:
            connection.exec_driver_sql(sql)


def item_of(database: Database, code: str) -> str:
    items = framework.list_items(database, framework.CRITERIA)
    return next(item.uuid for item in items if item.code == code)


def test_R_C11_what_is_new_since_the_group_last_met(
    database: Database, group: str, point: str
) -> None:
    item = item_of(database, "K4")
    for day, level in ((MET, 1), (dt.date(2026, 9, 1), 2)):
        framework.add_assessment(database, AssessmentRow(item, "Styrgruppen", day, progress=level))
    plan = plan_example.new_plan(database)
    late = plan_example.goal(database, plan, "Patologi", state=ItemState.ON_TRACK)
    plan_example.goal(database, plan, "Oförändrat")
    move_history(database, dt.date(2026, 5, 1))
    plans.set_item_state(database, late.uuid, ItemState.OBSTRUCTED)
    plan_example.goal(database, plan, "Nytt mål")
    row = recommend(database, point, "12")
    decisions.set_region(
        database,
        DecisionRegionRow(row.uuid, "12", Stance.DECIDED, answered_on=dt.date(2026, 6, 1)),
    )
    decisions.add_action(
        database,
        ActionRow(
            "", "Rutin", point_uuid=point, state=ActionState.DONE, done_on=dt.date(2026, 6, 3)
        ),
    )
    old = decisions.add_action(
        database, ActionRow(group, "Före", state=ActionState.DONE, done_on=dt.date(2026, 5, 2))
    )
    found = decisions.get_since_last(database, group, TODAY)
    assert (found.since, found.until) == (MET, TODAY)
    (assessed,) = [each for each in found.assessments if each.key == item]
    assert (assessed.was, assessed.now) == ("I början", "En bit på väg")
    assert [(each.name, each.was, each.now) for each in found.plan_items] == [
        ("Patologi", "Pågår enligt plan", "Hindrad"),
        ("Nytt mål", "Fanns inte", "Ej påbörjad"),
    ]
    assert [line.decision.uuid for line in found.decisions] == [row.uuid]
    assert old.uuid not in {line.action.uuid for line in found.actions}
    assert found.sentence == (
        "Sedan mötet 2026-05-21: 1 beslut öppet, 1 åtgärd genomförd, 1 bedömning ändrad, "
        "2 mål i planen har ändrat läge."
    )
    criteria = next(each for each in found.frameworks if each.key == framework.CRITERIA)
    assert (criteria.items, criteria.assessed, criteria.changed) == (19, 1, 1)


def test_R_C11_of_a_meeting_it_is_since_the_one_before_and_a_first_has_none(
    database: Database, group: str, point: str
) -> None:
    first = dt.date(2026, 9, 17)
    met = example.meeting(database, group, first, state="planned")
    example.meeting(database, group, dt.date(2026, 6, 15), state="cancelled")
    of_first = decisions.get_since_last(database, group, TODAY, meeting_uuid=met)
    assert (of_first.since, of_first.until) == (MET, first)
    other = example.body(database, "Rådet", is_steering_body=False)
    alone = decisions.get_since_last(database, other, TODAY)
    assert (alone.since, alone.sentence) == (None, "Gruppen har inte haft något möte före det här.")
    with pytest.raises(NotFoundError):
        decisions.get_since_last(database, "gone", TODAY)


def test_R_C11_a_measure_of_the_plan_tells_what_was_known_then_and_is_now(
    database: Database, group: str, point: str
) -> None:
    plan = plan_example.new_plan(database)
    plan_example.goal(database, plan, "Svar i tid", measure_key=KEY, measure="Svar i tid")
    (move,) = decisions.get_since_last(database, group, TODAY).figures
    # known on 2026-05-21, thirty days after its end: 48 of 80; 2026-Q2 is under five
    assert (move.was, move.was_period) == ("60\u00a0%, 48 av 80", "kvartal 1 2026")
    assert (move.now, move.now_period) == ("75\u00a0%, 60 av 80", "kvartal 3 2026")


def test_before_and_after_a_decision_stand_with_the_line_that_they_prove_nothing(
    database: Database, point: str
) -> None:
    row = recommend(database, point, "12")
    alone = decisions.get_outcome(database, row.uuid, TODAY)
    assert (alone.figures, alone.note, alone.actions_words) == ((), "", "")
    link(database, row.uuid, Thing.MEASURE, KEY, LinkRole.MEASURE)
    for title, state in (("Ett", ActionState.DONE), ("Två", ActionState.OPEN)):
        decisions.add_action(database, ActionRow("", title, decision_uuid=row.uuid, state=state))
    told = decisions.get_outcome(database, row.uuid, TODAY)
    (move,) = told.figures
    assert told.note == "Samvariation, inte bevisad orsak."
    assert move.sentence == (
        "Svar i tid: 60\u00a0%, 48 av 80 (kvartal 1 2026), 75\u00a0%, 60 av 80 (kvartal 3 2026)."
    )
    assert told.actions_words == "1 av 2 åtgärder är genomförda"
    early = decisions.find_move(database, KEY, (), dt.date(2025, 1, 1))
    assert early is not None
    assert (early.was, early.now_period) == ("", "kvartal 3 2026")


def test_a_hidden_figure_after_a_decision_stays_hidden(database: Database) -> None:
    day = dt.date(2026, 3, 31)
    move = decisions.find_move(database, KEY, (), day, until=dt.date(2026, 6, 30))
    assert move is not None
    assert (move.now, move.is_shown) == ("..", False)
    assert "2 av 4" not in move.sentence
    assert decisions.find_move(database, "no_such_measure", (), day) is None


def test_a_decision_is_linked_both_ways_and_found_by_what_it_is_about(
    database: Database, point: str
) -> None:
    plan = plan_example.new_plan(database)
    goal = plan_example.goal(database, plan, "Gemensam patologikö", code="2.1.3")
    criterion = item_of(database, "K4")
    plan_example.serve(database, goal, item_of(database, "K1"))
    out, back = (recommend(database, point, text=text) for text in ("Ett", "Två"))
    link(database, out.uuid, Thing.FRAMEWORK_ITEM, criterion, LinkRole.SERVES)
    links.add_link(
        database,
        ChainLink(Thing.PLAN_ITEM, goal.uuid, Thing.DECISION, back.uuid, LinkRole.EVIDENCE),
    )
    by_uuid = {line.decision.uuid: line for line in decisions.list_decision_lines(database, TODAY)}
    assert by_uuid[out.uuid].criteria == ("K4",)
    assert by_uuid[back.uuid].criteria == ("K1",)  # that the goal serves
    lines = tuple(by_uuid.values())
    assert decisions.filter_decisions(lines, words="patologikö 2.1.3") == (by_uuid[back.uuid],)
    for kind, key, expected in (
        (Thing.FRAMEWORK_ITEM, criterion, out),
        (Thing.PLAN_ITEM, goal.uuid, back),
    ):
        about = decisions.list_decisions_about(database, kind, key, TODAY)
        assert [line.decision.uuid for line in about] == [expected.uuid]
    (neighbour,) = links.get_neighbours(database, Thing.DECISION, back.uuid)
    assert (neighbour.key, neighbour.is_outgoing) == (goal.uuid, False)


def test_an_obstacle_that_was_raised_shows_the_decision_that_answered_it(
    database: Database, group: str
) -> None:
    goal = plan_example.goal(database, plan_example.new_plan(database), "Gemensam patologikö")
    reported = plans.add_obstacle(
        database, ObstacleRow(Thing.PLAN_ITEM, goal.uuid, "Salar saknas", noted_on=MET)
    )
    met = example.meeting(database, group)
    point = example.point(
        database, group, met, "Patologi", source_kind="plan_item", source_key=goal.uuid
    )
    row = recommend(database, point, "12")
    assert decisions.list_answering(database, reported, TODAY) == ()
    raised = plans.update_obstacle(
        database,
        ObstacleRow(
            Thing.PLAN_ITEM,
            goal.uuid,
            "Salar saknas",
            state=ObstacleState.RAISED,
            noted_on=dt.date(2026, 5, 1),
            raised_on=dt.date(2026, 5, 2),
            uuid=reported.uuid,
        ),
    )
    (line,) = decisions.list_answering(database, raised, TODAY)
    assert line.decision.uuid == row.uuid
    assert line.standing_words.startswith("Står hos Region Skåne sedan ")


def test_R_C17_the_report_has_results_before_activities_and_says_where_there_is_none(
    database: Database, group: str, point: str
) -> None:
    plan = plan_example.new_plan(database)
    measured = plan_example.goal(
        database, plan, "Svar i tid", measure_key=KEY, measure="Svar i tid"
    )
    busy = plan_example.goal(database, plan, "Rutiner")
    plan_example.goal(database, plan, "Utgår", state=ItemState.DROPPED, state_reason="Inga medel")
    done = {"state": ItemState.DONE, "done_on": dt.date(2026, 4, 1), "region": "12"}
    plan_example.activity(database, busy, "Skriven rutin", **done)
    plan_example.activity(database, busy, "Gammal rutin", **{**done, "done_on": MET.replace(2025)})
    plan_example.activity(database, busy, "Utbildning", due_on=dt.date(2026, 12, 18), region="12")
    plans.add_obstacle(database, ObstacleRow(Thing.PLAN_ITEM, busy.uuid, "Ingen tid"))
    row = recommend(database, point, "12", "07")
    decisions.set_region(
        database,
        DecisionRegionRow(
            row.uuid, "12", Stance.DECLINED, asked_on=MET, answered_on=dt.date(2026, 6, 1)
        ),
    )
    recommend(database, point, text="Hemligt", is_confidential=True)
    decisions.record_decision(
        database,
        DecisionRow(group, "Förra året", DecisionKind.DIRECTION, treated_on=MET.replace(2025)),
    )
    report = decisions.get_political_report(database, dt.date(2026, 1, 1), dt.date(2026, 10, 31))
    assert [(each.key, each.is_measured) for each in report.rows] == [
        (measured.uuid, True),
        (busy.uuid, False),
    ]
    assert report.rows[0].result == (
        "Svar i tid, Södra sjukvårdsregionen: 55\u00a0%, 44 av 80 (kvartal 4 2025), "
        "75\u00a0%, 60 av 80 (kvartal 3 2026)."
    )
    assert report.rows[1].result == "Inget uppmätt resultat."
    assert report.rows[1].done == ("Skriven rutin",)
    assert report.rows[1].remaining == ("Utbildning, till 2026-12-18", "Hinder: Ingen tid")
    assert [line.decision.uuid for line in report.decisions] == [row.uuid]
    told = {each.region: each for each in report.regions}
    assert (told["12"].declined, told["12"].waiting, told["12"].done) == (1, 0, ("Skriven rutin",))
    # 2026-05-21 to 2026-10-31
    assert (told["07"].waiting, told["07"].longest_days) == (1, 163)
    assert told["07"].decisions_words == (
        "0 av 1 beslut är beslutat i regionen. Längsta väntan: 163 dagar."
    )
    assert told["10"].decisions_words == "Inget beslut har gått till regionen."
    assert report.sentence == (
        "1 av 2 mål har ett uppmätt resultat. 1 beslut är fattat. "
        "1 är en rekommendation, och 0 har svar från alla regioner."
    )
    assert report.note == "Samvariation, inte bevisad orsak."
