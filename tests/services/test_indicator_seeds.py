"""The shipped indicators: what the sources name, without a number of our own; upgrades get them."""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from rccdesk.enums import Direction, IndicatorKind, Topic
from rccdesk.services import history, privacy
from rccdesk.services.database import Database
from rccdesk.services.indicators import (
    check_comparable,
    delete_indicator,
    list_indicators,
    save_card,
)

OLD = Path(__file__).parents[1] / "stores" / "schema-3.rccdesk"
PALLIATIVE = 6
PREM = 7


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    path = tmp_path_factory.mktemp("seeds") / "ny.rccdesk"
    with Database.open(path, create=True) as database:
        yield {row.key: row for row in list_indicators(database)}


def test_every_card_is_whole_and_cites_its_source(shipped):
    for row in shipped.values():
        assert row.population, row.key
        assert row.about.startswith("Visar"), row.key
        assert row.interpretation, row.key
        assert row.technical, row.key
        assert row.kind in frozenset(IndicatorKind), row.key
        assert row.direction in frozenset(Direction), row.key
        assert row.family, row.key
        assert row.definition, row.key
        assert re.search(r"20\d\d", row.source), row.key
        for words in (row.title, row.about, row.interpretation, row.technical):
            assert "!" not in words
            assert "måltid" not in words.lower()
            assert not privacy.find_personal_identifiers(words)


def test_only_the_source_gives_levels_and_nothing_gives_coverage(shipped):
    """The 2024 agreement says 70 % for HPV; no other source names a number."""
    levels = {row.key: [level.value for level in row.levels] for row in shipped.values()}
    assert {key: found for key, found in levels.items() if found} == {
        "hpv_coverage_1994_1999": [0.70]
    }
    assert {row.coverage for row in shipped.values()} == {None}


def test_the_six_the_seven_and_the_four(shipped):
    families = [row.family for row in shipped.values()]
    assert families.count("palliative") == PALLIATIVE
    assert families.count("prem_svf") == PREM
    assert families.count("mdt_conference") == 4
    assert families.count("relative_survival_5_years") == 5
    assert {row.kind for row in shipped.values() if row.family == "prem_svf"} == {"prem"}


def test_pressure_ulcers_alone_are_better_when_fewer(shipped):
    """The source speaks of their occurrence; an extract may count the other way."""
    lower = {key for key, row in shipped.items() if row.direction == "lower"}
    assert lower == {"palliative_pressure_ulcers"}
    assert "utan trycksår" in shipped["palliative_pressure_ulcers"].interpretation


def test_participation_and_coverage_are_never_compared(shipped):
    found = check_comparable(
        shipped["mammography_participation"], shipped["cervical_screening_coverage"]
    )
    assert (found.is_refused, found.share_axis) == (True, False)
    assert found.sentence == (
        "Måtten är olika definierade (deltagande / täckningsgrad) och jämförs inte."
    )


def test_offered_and_named_contact_nurse_are_never_compared(shipped):
    found = check_comparable(
        shipped["contact_nurse_offered_breast"], shipped["contact_nurse_named_kidney"]
    )
    assert found.is_refused
    assert "(erbjuden / namngiven)" in found.sentence


def test_the_same_measure_of_other_patients_shares_no_axis(shipped):
    found = check_comparable(shipped["care_plan_breast"], shipped["care_plan_kidney"])
    assert (found.is_refused, found.share_axis) == (False, False)
    assert found.sentence.startswith("Olika nämnare: Patienter med bröstcancer")


def test_two_dimensions_of_one_survey_share_an_axis(shipped):
    found = check_comparable(shipped["prem_svf_respect"], shipped["prem_svf_emotional_support"])
    assert (found.is_refused, found.share_axis, found.sentence) == (False, True, "")


def keys(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return {key for (key,) in connection.execute("SELECT key FROM indicator")}


@pytest.fixture
def old(tmp_path):
    return Path(shutil.copyfile(OLD, tmp_path / "gammal.rccdesk"))


def test_an_upgraded_store_gets_what_has_shipped_since(old, shipped):
    before = keys(old)
    with Database.open(old) as database:
        after = {row.key: row for row in list_indicators(database)}
        assert set(after) >= set(shipped)
        assert set(after) >= before
        assert after["hpv_coverage_1994_1999"].about == shipped["hpv_coverage_1994_1999"].about
        assert database.data_version(Topic.MAPPING) > 0
    with contextlib.closing(sqlite3.connect(old)) as connection:
        (versions,) = connection.execute(
            "SELECT version FROM data_version WHERE topic = 'indicators'"
        ).fetchone()
        entries = connection.execute("SELECT count(*) FROM history_entry").fetchone()
    with contextlib.closing(sqlite3.connect(OLD)) as connection:
        (then,) = connection.execute(
            "SELECT version FROM data_version WHERE topic = 'indicators'"
        ).fetchone()
        assert connection.execute("SELECT count(*) FROM history_entry").fetchone() == entries
    assert versions > then


def test_what_the_user_took_away_or_changed_stays_so(old):
    with contextlib.closing(sqlite3.connect(old)) as connection:
        connection.execute(
            "UPDATE indicator SET deleted_at = '2026-01-01', title = 'Eget namn'"
            " WHERE key = 'hpv_coverage_1994_1999'"
        )
        connection.execute("DELETE FROM indicator_level")
        connection.commit()
    with Database.open(old) as database:
        assert "hpv_coverage_1994_1999" not in {row.key for row in list_indicators(database)}
    with contextlib.closing(sqlite3.connect(old)) as connection:
        assert connection.execute(
            "SELECT title FROM indicator WHERE key = 'hpv_coverage_1994_1999'"
        ).fetchall() == [("Eget namn",)]
        # its level is not brought back beside it
        assert connection.execute("SELECT count(*) FROM indicator_level").fetchone() == (0,)


def test_opening_again_changes_nothing(old):
    Database.open(old).close()
    first = old.read_bytes()
    Database.open(old).close()
    assert old.read_bytes() == first


def test_a_shipped_card_can_be_changed_taken_away_and_undone(tmp_path):
    with Database.open(tmp_path / "a.rccdesk", create=True) as database:
        row = next(r for r in list_indicators(database) if r.key == "care_plan_breast")
        save_card(database, replace(row, about="Egna ord.", coverage=0.62, kind="structure"))
        found = next(r for r in list_indicators(database) if r.key == row.key)
        assert (found.about, found.coverage, found.kind) == ("Egna ord.", 0.62, "structure")
        delete_indicator(database, row.key)
        assert row.key not in {r.key for r in list_indicators(database)}
        history.undo_last(database)
        history.undo_last(database)
        assert next(r for r in list_indicators(database) if r.key == row.key) == row
