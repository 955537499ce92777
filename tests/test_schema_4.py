"""Schema 4: what a store of schema 3 becomes, and that its texts and levels go on."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from rccdesk.services import analyses, checks, history
from rccdesk.services.database import Database
from rccdesk.services.history_chain import find_broken_entry
from rccdesk.services.indicators import catalogue as indicators

OLD = Path(__file__).parent / "stores" / "schema-3.rccdesk"


@pytest.fixture
def path(tmp_path):
    """Return a copy of the kept store of schema 3."""
    return Path(shutil.copyfile(OLD, tmp_path / "gammal.rccdesk"))


def rows(path, query):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_old_goals_measure_as_before(path):
    Database.open(path).close()
    found = rows(
        path,
        "SELECT DISTINCT svf_only, without_recurrence, attribution, is_reported, is_own"
        " FROM goal_model",
    )
    assert found == [(0, 0, "performing", 1, 0)]


def test_old_levels_hold_for_every_svf_and_unit(path):
    before = rows(path, "SELECT uuid, value, valid_from FROM indicator_level ORDER BY uuid")
    Database.open(path).close()
    after = rows(path, "SELECT uuid, value, valid_from, svf, unit FROM indicator_level")
    kept = {uuid: (value, day) for uuid, value, day, svf, unit in after if not (svf or unit)}
    assert {uuid: kept[uuid] for uuid, _, _ in before} == {u: (v, d) for u, v, d in before}


def test_an_old_text_is_about_lead_time_and_inclusion_and_goes_on(path):
    with Database.open(path, who="Bo") as database:
        (old,) = analyses.list_analyses(database)
        assert (old.svf, old.area, old.period) == (("VG9",), "X1", "2026-Q1")
        again = analyses.get_analysis(database, old.svf, old.area, old.period)
        assert again.finding == old.finding != ""
        history.undo_last(database)
        assert find_broken_entry(database) is None
        severe = [f for f in checks.check_store(database).findings if f.severity != "info"]
        assert severe == []
        assert {row.key for row in indicators.list_indicators(database)} >= {"min_vardplan"}
