"""Schema 5: what a store of schema 4 becomes, and that what was written there goes on."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from rccdesk.enums import LinkRole, Scale, Thing, Topic
from rccdesk.models import Base, Framework, FrameworkItem, Link, PlanItem
from rccdesk.services import checks, history, improvements
from rccdesk.services.database import Database
from rccdesk.services.history_chain import find_broken_entry

OLD = Path(__file__).parent / "stores" / "schema-4.rccdesk"
_PARTIAL = (
    "uq_assessment_item_uuid", "uq_follow_up_subject_kind", "uq_framework_item_framework_uuid",
    "uq_guideline_adoption_version_uuid", "uq_initiative_unit_initiative_uuid",
    "uq_link_from_kind", "uq_period_lock_subject_kind", "uq_plan_item_region_item_uuid",
    "uq_plan_region_plan_uuid", "uq_responsibility_subject_kind", "uq_scale_level_scale",
)  # fmt: skip


@pytest.fixture
def path(tmp_path):
    """Return a copy of the kept store of schema 4."""
    return Path(shutil.copyfile(OLD, tmp_path / "gammal.rccdesk"))


def rows(path, query):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_an_old_store_gets_the_mission_and_stays_sound(path):
    with Database.open(path, who="Bo") as database:
        assert find_broken_entry(database) is None
        severe = [f for f in checks.check_store(database).findings if f.severity != "info"]
        assert severe == []
        with database.read() as session:
            counts = dict(
                session.execute(
                    sa.select(Framework.key, sa.func.count(FrameworkItem.uuid))
                    .join(FrameworkItem, FrameworkItem.framework_uuid == Framework.uuid)
                    .group_by(Framework.key)
                ).all()
            )
            levels = rows(path, "SELECT scale, level FROM scale_level ORDER BY 1, 2")
    assert {19, 10} <= set(counts.values())  # criteria, and areas
    assert levels == [(s, n) for s in sorted(Scale) for n in range(4)]


def test_the_shipped_mappings_are_not_confirmed_by_anybody(path):
    with Database.open(path) as database, database.read() as session:
        links = session.scalars(sa.select(Link)).all()
        uuids = set(session.scalars(sa.select(FrameworkItem.uuid)))
    assert links
    assert {link.role for link in links} == {LinkRole.MAPPING}
    assert not any(link.is_confirmed for link in links)
    assert {link.from_key for link in links} | {link.to_key for link in links} <= uuids
    assert {link.from_kind for link in links} == {Thing.FRAMEWORK_ITEM}


def test_a_new_store_and_an_old_one_hold_the_same_frameworks(path, tmp_path):
    Database.open(path).close()
    new = tmp_path / "ny.rccdesk"
    Database.open(new, create=True).close()
    for table in ("framework", "framework_item", "scale_level", "link"):
        query = f"SELECT uuid FROM {table} ORDER BY uuid"
        assert rows(path, query) == rows(new, query) != [], table


def test_the_upgrade_is_nothing_that_undo_takes_away(path):
    with Database.open(path, who="Bo") as database:
        assert history.next_undo(database) is None
        assert len(rows(path, "SELECT 1 FROM history_entry")) == 29


def test_what_was_written_in_schema_4_goes_on(path):
    before = rows(path, "SELECT uuid, title, state FROM improvement_area WHERE deleted_at IS NULL")
    with Database.open(path, who="Bo") as database:
        found = improvements.list_improvements(database)
        assert {(row.uuid, row.title) for row in found} >= {row[:2] for row in before}
    asked = rows(path, "SELECT DISTINCT obstacle_asked_on FROM improvement_area")
    assert asked in ([], [(None,)])  # nobody has been asked


def test_the_partial_indexes_are_those_of_the_models(path):
    """Autogenerate does not compare the condition of an index."""
    Database.open(path).close()
    engine = sa.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    for index in _PARTIAL:
        query = f"SELECT sql FROM sqlite_master WHERE name='{index}'"
        with engine.connect() as connection:
            (modelled,) = connection.exec_driver_sql(query).one()
        assert rows(path, query) == [(modelled,)], index
        assert modelled.endswith("WHERE deleted_at IS NULL"), index
    engine.dispose()


def test_a_goal_cannot_belong_to_a_plan_that_is_not_there(path):
    with (
        Database.open(path) as database,
        pytest.raises(sa.exc.IntegrityError),
        database.write(Topic.PLANS, act="history.act.profile_updated") as session,
    ):
        session.add(PlanItem(plan_uuid="borta", title="Mål"))
