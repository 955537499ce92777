"""The organisation as the sources give it. Expected values are copied from them by hand."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from sqlalchemy import select

from rccdesk.enums import Role
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.models import HistoryEntry, Term
from rccdesk.services import history, organisation, store_settings
from rccdesk.services.database import Database
from rccdesk.services.organisation import OwnProfile, UnitRow, Word
from rccdesk.services.store_settings import IntervalMethod, SmallNumberLimits

SHARED = Path(__file__).parents[3] / "shared" / "domain"


@pytest.fixture
def database(tmp_path):
    with Database.open(tmp_path / "prov.rccdesk", create=True) as opened:
        yield opened


@pytest.fixture
def example(tmp_path):
    with Database.open(tmp_path / "exempel.rccdesk", create=True) as opened:
        opened.mark_as_example()
        organisation.seed_example_organisation(opened)
        yield opened


def test_the_21_regions_in_the_organisations_order(database):
    regions = organisation.list_regions(database)
    assert " ".join(r.code for r in regions) == (
        "25 24 22 23 20 21 04 03 17 19 18 01 09 05 06 08 14 13 12 07 10"
    )
    by_code = {r.code: r for r in regions}
    assert by_code["18"].name == "Örebro län"
    assert by_code["18"].full_name == "Region Örebro län"
    assert by_code["14"].full_name == "Västra Götalandsregionen"
    assert by_code["13"].rcc_keys == ("vast", "syd")
    assert by_code["01"].rcc_keys == ("stockholm-gotland",)


def test_the_six_rccs(database):
    rccs = organisation.list_rccs(database)
    assert [r.key for r in rccs] == [
        "norr", "mellansverige", "stockholm-gotland", "sydost", "vast", "syd",
    ]  # fmt: skip
    assert rccs[5].health_care_region == "Södra sjukvårdsregionen"
    assert rccs[5].region_codes == ("12", "07", "10", "13")
    assert rccs[4].region_codes == ("14", "13")


def test_halland_belongs_to_nobody_unless_the_municipality_tells(database):
    for code, municipality in (("V", "Varberg"), ("H", "Halmstad"), ("?", "")):
        organisation.update_unit(database, UnitRow(code, code, "13", municipality))
    assert organisation.health_care_region_of(database, "13") is None
    assert organisation.health_care_region_of(database, "13", "V") == "vast"
    assert organisation.health_care_region_of(database, "13", "H") == "syd"
    assert organisation.health_care_region_of(database, "13", "?") is None
    assert organisation.health_care_region_of(database, "13", "okänd enhet") is None
    assert organisation.health_care_region_of(database, "12") == "syd"
    assert organisation.health_care_region_of(database, "12", "okänd enhet") == "syd"
    assert organisation.health_care_region_of(database, "99") is None
    assert [u.code for u in organisation.list_units(database, "13")] == ["?", "H", "V"]
    moved = UnitRow("H", "Hallands sjukhus", "13", "Kungsbacka")
    organisation.update_unit(database, moved)
    assert moved in organisation.list_units(database)
    assert organisation.health_care_region_of(database, "13", "H") == "vast"
    with pytest.raises(NotFoundError):
        organisation.update_unit(database, UnitRow("Z", "Z", "99", ""))


def test_general_words_until_an_rcc_is_chosen(database):
    terms = organisation.get_terms(database)
    assert tuple(terms) == organisation.TERM_KEYS
    assert terms["process_group"].plural == "processgrupper"
    assert terms["steering_body"] == Word(
        "styrgrupp", "styrgruppen", "styrgrupper", "styrgrupperna", "styrgruppens"
    )


@pytest.mark.parametrize(
    ("rcc", "key", "singular", "definite", "genitive"),
    [
        ("stockholm-gotland", "steering_body", "ledningsmöte", "ledningsmötet", "ledningsmötets"),
        ("vast", "cancer_plan", "utvecklingsplan", "utvecklingsplanen", "utvecklingsplanens"),
        ("syd", "process_group", "processteam", "processteamet", "processteamets"),
        (
            "vast",
            "process_leader",
            "regional processägare",
            "den regionala processägaren",
            "den regionala processägarens",
        ),
        # the source names none: the general word
        ("vast", "regional_plan", "handlingsplan", "handlingsplanen", "handlingsplanens"),
        ("mellansverige", "regional_plan", "aktivitetsplan", "aktivitetsplanen",
         "aktivitetsplanens"),
    ],
)  # fmt: skip
def test_words_of_the_own_rcc(database, rcc, key, singular, definite, genitive):
    organisation.update_profile(database, OwnProfile(rcc=rcc))
    word = organisation.get_terms(database)[key]
    assert (word.singular, word.definite, word.genitive) == (singular, definite, genitive)


def test_every_word_of_the_source_is_stored_and_no_empty_one(database):
    path = SHARED / "organisations.toml"
    if not path.is_file():
        pytest.skip("the papers are not beside the checkout")
    source = tomllib.loads(path.read_text(encoding="utf-8"))
    with database.read() as session:
        terms = session.scalars(select(Term)).all()
    expected = sum(1 for rcc in source["rcc"] for word in rcc["terms"].values() if word)
    assert len(terms) == expected
    assert all(t.singular and t.definite and t.genitive and t.source for t in terms)
    without_plural = {t.singular for t in terms if not t.plural}
    assert without_plural == {"Västra samverkansnämnden", "Södra regionvårdsnämnden"}


def test_a_term_can_be_changed_and_taken_back(database):
    organisation.update_profile(database, OwnProfile(rcc="norr"))
    new = Word("ledning", "ledningen", "ledningar", "ledningarna", "ledningens")
    organisation.update_term(database, "norr", "steering_body", new)
    assert organisation.get_terms(database)["steering_body"] == new
    assert history.next_undo(database) == "ändra ordet ledning"
    history.undo_last(database)
    assert organisation.get_terms(database)["steering_body"].singular == "styrgrupp"
    with pytest.raises(NotFoundError):
        organisation.update_term(database, "finns-inte", "steering_body", new)


def test_profile_is_kept_and_names_the_writer(database):
    assert organisation.get_profile(database) == OwnProfile()
    chosen = OwnProfile("syd", "12", ("VG9", "VK1"), Role.CHIEF, "Kim Å.")
    organisation.update_profile(database, chosen)
    assert organisation.get_profile(database) == chosen
    organisation.update_profile(database, OwnProfile("syd", "12", (), Role.CHIEF, "Kim Å."))
    with database.read() as session:
        assert session.scalars(select(HistoryEntry.who)).all() == ["", "Kim Å."]


def test_example_organisation_replaces_the_real_one_in_an_example_store_only(database, example):
    with pytest.raises(RccdeskError) as caught:
        organisation.seed_example_organisation(database)
    assert caught.value.code == "not_example_store"
    assert len(organisation.list_regions(database)) == 21
    assert [(r.code, r.name) for r in organisation.list_regions(example)] == [
        ("X1", "Norrsjö"),
        ("X2", "Ekmark"),
        ("X3", "Sydvall"),
        ("X4", "Storåsen"),
        ("X5", "Vikmarken"),
        ("X6", "Mellanå"),
        ("X7", "Österhed"),
    ]
    assert [r.name for r in organisation.list_rccs(example)] == ["RCC Exempel"]
    assert organisation.get_profile(example).region == "X2"
    assert organisation.health_care_region_of(example, "X2", "Ekmarks lasarett") == "exempel"
    assert organisation.get_terms(example)["steering_body"].singular == "styrgrupp"


def test_store_settings_and_their_floors(database):
    assert store_settings.get_small_number_limits(database) == SmallNumberLimits(5, 10)
    assert store_settings.get_reporting_lag_days(database) == 30
    assert store_settings.get_interval_method(database) is IntervalMethod.WILSON
    store_settings.update_small_number_limits(database, SmallNumberLimits(8, 12))
    store_settings.update_reporting_lag_days(database, 0)
    store_settings.update_interval_method(database, IntervalMethod.EXACT)
    assert store_settings.get_small_number_limits(database) == SmallNumberLimits(8, 12)
    assert store_settings.get_reporting_lag_days(database) == 0
    assert store_settings.get_interval_method(database) is IntervalMethod.EXACT
    for limits in (SmallNumberLimits(4, 10), SmallNumberLimits(5, 4)):
        with pytest.raises(RccdeskError):
            store_settings.update_small_number_limits(database, limits)
    for days in (-1, 367):
        with pytest.raises(RccdeskError):
            store_settings.update_reporting_lag_days(database, days)
    assert store_settings.get_small_number_limits(database) == SmallNumberLimits(8, 12)
    for _ in range(3):
        history.undo_last(database)
    assert store_settings.get_small_number_limits(database) == SmallNumberLimits(5, 10)
    assert store_settings.get_interval_method(database) is IntervalMethod.WILSON


def test_history_of_the_profile_holds_no_case_level_values(database):
    organisation.update_profile(database, OwnProfile("syd", "12"))
    with database.read() as session:
        entry = session.scalars(select(HistoryEntry)).one()
    assert json.loads(entry.values) == {}
