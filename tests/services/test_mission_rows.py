"""Rows of the mission and the plan in the Papperskorg, the history and the dump."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from rccdesk.enums import Thing, Topic
from rccdesk.errors import RccdeskError
from rccdesk.models import (
    Activity,
    Assessment,
    FollowUp,
    Framework,
    FrameworkItem,
    Initiative,
    Link,
    Obstacle,
    Plan,
    PlanBaseline,
    PlanItem,
    PlanItemRegion,
)
from rccdesk.services import history, trash
from rccdesk.services.database import Database
from rccdesk.services.export import dump

ACT = "history.act.profile_updated"
DAY = dt.date(2026, 3, 2)
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mission") / "prov.rccdesk"
    with Database.open(path, create=True) as database:
        fill(database)
    return path


def fill(database: Database) -> None:
    """Write a plan with three levels, an initiative, and what is said of them."""
    with database.write(Topic.PLANS, act=ACT) as session:
        plan = Plan(name="Cancerplan 2026", kind="cancer_plan", state="in_force")
        initiative = Initiative(title="Gemensam patologikö", created_on=DAY)
        session.add_all((plan, initiative))
        session.flush()
        top = _item(plan, "1", "Kortare väntan")
        session.add(top)
        session.flush()
        middle = _item(plan, "1.1", "Patologi", top)
        session.add(middle)
        session.flush()
        session.add(_item(plan, "1.1.1", "Svar inom tio dagar", middle))
        act = Activity(plan_item_uuid=middle.uuid, title="Räkna remisser")
        session.add(act)
        session.flush()
        criterion = session.scalars(select(FrameworkItem).where(FrameworkItem.code == "K4")).first()
        assert criterion is not None
        session.add_all(
            (
                PlanItemRegion(item_uuid=middle.uuid, region="12", state="late"),
                _follow_up(Thing.PLAN_ITEM, middle.uuid),
                Obstacle(
                    subject_kind="activity", subject_key=act.uuid, text="Få läkare", noted_on=DAY
                ),
                _link(Thing.PLAN_ITEM, middle.uuid, Thing.FRAMEWORK_ITEM, criterion.uuid, "serves"),
                _link(Thing.INITIATIVE, initiative.uuid, Thing.PLAN_ITEM, middle.uuid, "serves"),
                _link(Thing.PLAN_ITEM, middle.uuid, Thing.MEASURE, "svf_lead_time", "measure"),
                Assessment(item_uuid=criterion.uuid, body="Styrgruppen", day=DAY, progress=2),
                PlanBaseline(
                    plan_uuid=plan.uuid,
                    name="Beslutad",
                    saved_on=DAY,
                    content=json.dumps({middle.uuid: {"parent": top.uuid, "uuid": middle.uuid}}),
                ),
            )
        )


def _item(plan: Plan, code: str, title: str, above: PlanItem | None = None) -> PlanItem:
    return PlanItem(
        plan_uuid=plan.uuid, code=code, title=title, parent_uuid=above.uuid if above else None
    )


def _follow_up(kind: Thing, key: str) -> FollowUp:
    return FollowUp(
        subject_kind=kind, subject_key=key, period="2026-Q1", day=DAY, state="late", text="Trögt"
    )


def _link(from_kind: Thing, from_key: str, to_kind: Thing, to_key: str, role: str) -> Link:
    return Link(from_kind=from_kind, from_key=from_key, to_kind=to_kind, to_key=to_key, role=role)


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Iterator[Database]:
    with Database.open(Path(shutil.copy(made, tmp_path)), who="Anna") as opened:
        yield opened


def put_away(database: Database, *wanted: tuple[Any, Any]) -> None:
    """Delete the rows in one act as services do: by setting the time.

    What is said of a row goes with it, as `delete_said_of` has it: name it too.
    """
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    with database.write(Topic.PLANS, act=ACT) as session:
        for model, condition in wanted:
            for row in session.scalars(select(model).where(condition)):
                row.deleted_at = now


def content(database: Database) -> dict[str, Any]:
    found = dump(database)
    return {part: found[part] for part in ("tables", "deleted")}


def test_a_goal_with_its_parts_is_one_thing_named_by_the_topmost(database: Database) -> None:
    put_away(
        database,
        (PlanItem, PlanItem.code.like("1.1%")),
        (Activity, Activity.title != ""),
        (FollowUp, FollowUp.text != ""),
        (Obstacle, Obstacle.text != ""),
    )
    (row,) = trash.list_trash(database)
    assert (row.kind, row.name) == ("Mål i en plan", "1.1 Patologi")
    assert row.with_words == "med 1 mål i en plan, 1 aktivitet, 1 uppföljning, 1 hinder"
    assert "Uppföljning: 1.1 Patologi, kvartal 1 2026" in row.with_rows
    assert "Hinder: Räkna remisser, Få läkare" in row.with_rows


def test_what_is_said_of_a_goal_brings_the_goal_back(database: Database) -> None:
    before = content(database)
    put_away(database, (FollowUp, FollowUp.text != ""))
    put_away(
        database,
        (PlanItem, PlanItem.code.like("1%")),
        (PlanItemRegion, PlanItemRegion.region == "12"),
        (Activity, Activity.title != ""),
        (Obstacle, Obstacle.text != ""),
    )
    followed = next(r for r in trash.list_trash(database) if r.table == "follow_up")
    assert trash.restore_rows(database, (followed.uuid,)).count == 7
    assert content(database) == before
    history.undo_last(database)
    assert len(trash.list_trash(database)) == 2


def test_removed_for_good_takes_links_along_and_ctrl_z_brings_all_back(database: Database) -> None:
    before = content(database)
    put_away(
        database,
        (PlanItem, PlanItem.code.like("1.1%")),
        (PlanItemRegion, PlanItemRegion.region == "12"),
        (Activity, Activity.title != ""),
        (FollowUp, FollowUp.text != ""),
        (Obstacle, Obstacle.text != ""),
    )
    assert trash.empty_trash(database) == 1
    found = content(database)
    assert [row["code"] for row in found["tables"]["plan_item"]] == ["1"]
    assert found["tables"]["follow_up"] == []  # it would be about nothing
    roles = {row["role"] for row in found["tables"]["link"]}
    assert roles == {"mapping"}
    history.undo_last(database)
    history.undo_last(database)
    assert content(database) == before


def test_a_goal_that_no_longer_fits_is_not_restored(database: Database) -> None:
    put_away(database, (PlanItem, PlanItem.code.like("1.1%")))
    with database.write(Topic.PLANS, act=ACT) as session:
        plan = session.scalars(select(Plan)).one()
        above: PlanItem | None = None
        for code in ("a", "b", "c"):
            item = _item(plan, code, code, above)
            session.add(item)
            session.flush()
            above = item
        top = session.scalars(select(PlanItem).where(PlanItem.code == "1")).one()
        assert above is not None
        top.parent_uuid = above.uuid
    before = content(database)
    with pytest.raises(RccdeskError) as caught:
        trash.restore_rows(database, (trash.list_trash(database)[0].uuid,))
    assert caught.value.code == "plan_too_deep"
    assert content(database) == before


def test_undoing_an_older_move_never_makes_a_ring(database: Database) -> None:
    with database.read() as session:
        uuid = {row.code: row.uuid for row in session.scalars(select(PlanItem))}
    moves = (("1.1", None), ("1", "1.1"))
    ids = []
    for code, above in moves:
        with database.write(Topic.PLANS, act=ACT) as session:
            session.get_one(PlanItem, uuid[code]).parent_uuid = uuid[above] if above else None
        ids.append(database.last_entry_id())
    with pytest.raises(RccdeskError) as caught:
        history.undo_entry(database, ids[0])
    assert caught.value.code == "history_changed_since"
    history.undo_entry(database, ids[1])
    history.undo_entry(database, ids[0])


def test_the_history_tells_codes_and_what_they_are_about_in_words(database: Database) -> None:
    first = history.get_entry(database, 1, thing_limit=99)
    told = {(t.title, t.name): {f.label: f.new for f in t.fields} for t in first.things}
    item = told["Mål i en plan", "1.1 Patologi"]
    assert (item["Plan"], item["Under målet"], item["Status"]) == (
        "Cancerplan 2026",
        "1 Kortare väntan",
        "ej påbörjad",
    )
    followed = told["Uppföljning", "1.1 Patologi, kvartal 1 2026"]
    assert followed["Gäller"] == "1.1 Patologi"
    assert followed["Status"] == "pågår senare än planerat"
    by_name = {name: fields for (title, name), fields in told.items() if title == "Koppling"}
    (serves,) = (f for n, f in by_name.items() if n.startswith("1.1 Patologi → K4"))
    assert serves["Till"].startswith("K4 ")
    assert by_name["1.1 Patologi → Ledtidsmålet"]["Vad kopplingen säger"] == "mäts med"
    assessed = next(f for (title, _), f in told.items() if title == "Bedömning")
    assert assessed["Hur långt har vi kommit?"] == "En bit på väg"
    said = " ".join(f"{label} {new}" for fields in told.values() for label, new in fields.items())
    assert not UUID.search(said)


def test_the_dump_names_what_rows_are_about_and_holds_no_run_time_ids(database: Database) -> None:
    tables = dump(database)["tables"]
    path = [["Cancerplan 2026", "cancer_plan", "", "", None], ["1 Kortare väntan", "1.1 Patologi"]]
    assert tables["follow_up"][0]["subject_key"] == path
    (region,) = tables["plan_item_region"]
    assert region["item"] == path
    serves = [row for row in tables["link"] if row["role"] == "serves"]
    assert {json.dumps(row["from_key"], ensure_ascii=False) for row in serves} == {
        json.dumps(path, ensure_ascii=False),
        '"Gemensam patologikö"',
    }
    assert not UUID.search(json.dumps(tables))


def test_two_stores_with_the_same_plan_give_the_same_dump(
    database: Database, tmp_path: Path
) -> None:
    with Database.open(tmp_path / "annan.rccdesk", create=True) as other:
        fill(other)
        assert content(other) == content(database)


def test_a_ring_in_a_damaged_file_does_not_stop_the_dump(database: Database) -> None:
    with database.write(Topic.PLANS, act=ACT) as session:
        found = session.scalars(select(PlanItem).where(PlanItem.code == "1")).one()
        found.parent_uuid = found.uuid
        framework = session.scalars(select(Framework)).first()
        assert framework is not None
        framework.replaces_uuid = framework.uuid
    assert dump(database)["tables"]["plan_item"]
