"""Decisions are written down with a kind, a day and those who must act, and changed with care."""

from __future__ import annotations

import datetime as dt
import inspect
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rccdesk import models
from rccdesk.enums import DecisionKind, DecisionState, PointState, Stance
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services import decisions, history
from rccdesk.services.database import Database
from rccdesk.services.decisions import DecisionRow
from rccdesk.services.typed_texts import PersonalTextError
from tests.services import decision_example as example
from tests.services.decision_example import MET, recommend


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
def point(database: Database) -> str:
    group = example.body(database)
    return example.point(database, group, example.meeting(database, group), "Gemensam patologikö")


def refusal(database: Database, row: DecisionRow, *regions: str) -> str:
    before = decisions.list_decisions(database)
    with pytest.raises(RccdeskError) as caught:
        decisions.record_decision(database, row, regions)
    assert decisions.list_decisions(database) == before  # nothing of it was stored
    return caught.value.code


def test_R_C12_a_decision_takes_six_fields_and_gets_the_rest_from_its_meeting(
    database: Database, point: str
) -> None:
    row = decisions.record_decision(
        database,
        DecisionRow(
            "",
            " Dela patologikö  ",
            DecisionKind.RECOMMENDATION,
            point_uuid=point,
            responsible="Kansliet",
            due_on=dt.date(2026, 9, 1),
            next_decider="Regionernas hälso- och sjukvårdsnämnder",
        ),
        ("12", "07"),
    )
    assert (row.text, row.treated_on, row.recommended_on) == ("Dela patologikö", MET, MET)
    with database.read() as session:
        found = session.get_one(models.AgendaPoint, point)
        assert (row.group_uuid, row.meeting_uuid) == (found.group_uuid, found.meeting_uuid)
    asked = decisions.list_regions(database, row.uuid)
    assert {each.region for each in asked} == {"12", "07"}
    assert {(each.stance, each.asked_on) for each in asked} == {(Stance.NOT_TREATED, MET)}
    history.undo_last(database)  # the regions with it: one step
    assert decisions.list_decisions(database) == ()
    assert decisions.list_regions(database, row.uuid) == ()


def test_R_C12_the_kind_is_chosen_and_a_recommendation_is_never_shown_as_an_order(
    database: Database, point: str
) -> None:
    assert inspect.signature(DecisionRow).parameters["kind"].default is inspect.Parameter.empty
    kindless = DecisionRow("", "Dela kö", None, point_uuid=point)  # type: ignore[arg-type]
    assert refusal(database, kindless) == "decision_kind_missing"
    assert {decisions.kind_words(kind) for kind in DecisionKind} == {
        "Beslut",
        "Rekommendation",
        "Uppdrag",
        "Inriktning",
        "Prioritering",
        "Nivåstrukturering",
        "Bordläggning",
    }
    fixed = "Rekommendation. Regionen beslutar, verksamheten inför."
    for kind in DecisionKind:
        assert decisions.fixed_line(kind) == (fixed if kind == "recommendation" else "")
    row = recommend(database, point, "12")
    assert decisions.get_chain(database, row.uuid, MET).fixed_line == fixed


def test_what_says_nothing_or_cannot_be_is_refused(database: Database, point: str) -> None:
    good = DecisionRow("", "Dela kö", DecisionKind.DECISION, point_uuid=point)
    assert refusal(database, replace(good, text="  ")) == "decision_text_missing"
    assert refusal(database, replace(good, kind=DecisionKind.POSTPONED)) == "postpone_date_missing"
    early = MET - dt.timedelta(days=1)
    for wrong in (
        replace(good, due_on=early),
        replace(good, kind=DecisionKind.POSTPONED, returns_on=early),
        replace(good, raised_on=MET + dt.timedelta(days=1)),
        replace(good, raised_on=MET, prepared_on=early),
        replace(good, recommended_on=early),
    ):
        assert refusal(database, wrong) == "decision_dates"
    same_day = replace(good, kind=DecisionKind.POSTPONED, returns_on=MET)
    assert refusal(database, same_day) == "postpone_too_early"
    nowhere = replace(good, point_uuid="")
    assert refusal(database, nowhere) == "decision_group_missing"
    assert refusal(database, replace(good, point_uuid="gone")) == "decision_point_missing"
    assert refusal(database, good, "99") == "region_missing"
    with pytest.raises(PersonalTextError):
        decisions.record_decision(database, replace(good, text="Gäller 19121212-1212"))


def test_a_postponement_puts_the_point_off_in_the_same_step(database: Database, point: str) -> None:
    later = dt.date(2026, 9, 17)
    row = decisions.record_decision(
        database,
        DecisionRow("", "Bordläggs", DecisionKind.POSTPONED, point_uuid=point, returns_on=later),
    )

    def stands() -> tuple[str, dt.date | None]:
        with database.read() as session:
            found = session.get_one(models.AgendaPoint, point)
            return found.state, found.returns_on

    assert stands() == (PointState.POSTPONED, later)
    assert decisions.kind_words(row.kind, row.returns_on) == "Bordläggning till 2026-09-17"
    history.undo_last(database)
    assert stands() == (PointState.PLANNED, None)


def test_a_decision_is_changed_carried_out_and_thrown_away_with_its_answers(
    database: Database, point: str
) -> None:
    row = recommend(database, point, "12")
    action = decisions.add_action(
        database, decisions.ActionRow("", "Ta fram en rutin", decision_uuid=row.uuid)
    )
    done = decisions.set_decision_state(database, row.uuid, DecisionState.DONE)
    assert done.done_on == dt.datetime.now().astimezone().date()
    again = decisions.set_decision_state(database, row.uuid, DecisionState.OPEN)
    assert again.done_on is None
    as_order = decisions.update_decision(
        database, replace(again, kind=DecisionKind.COMMISSION, text="Ta fram en rutin")
    )
    assert (as_order.kind, as_order.recommended_on) == (DecisionKind.COMMISSION, MET)
    decisions.delete_decision(database, row.uuid)
    assert decisions.list_decisions(database) == ()
    assert decisions.list_regions(database, row.uuid) == ()
    assert decisions.get_action(database, action.uuid).decision_uuid == ""  # it stays
    with pytest.raises(NotFoundError) as caught:
        decisions.get_chain(database, row.uuid, MET)
    assert caught.value.code == "decision_missing"
    history.undo_last(database)
    assert [each.region for each in decisions.list_regions(database, row.uuid)] == ["12"]
    assert decisions.get_action(database, action.uuid).decision_uuid == row.uuid


def test_decisions_of_a_point_stand_in_the_order_they_were_made(
    database: Database, point: str
) -> None:
    made = [recommend(database, point, text=f"Beslut {number}") for number in range(3)]
    assert [row.position for row in made] == [0, 1, 2]
    listed = decisions.list_decisions(database, point_uuid=point)
    assert [row.uuid for row in listed] == [row.uuid for row in made]
    assert decisions.list_decisions(database, point_uuid="other") == ()
    assert decisions.list_decisions(database, meeting_uuid=made[0].meeting_uuid) == listed
