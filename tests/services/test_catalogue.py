"""The catalogue as shipped, and the rules of its limits. Expected values are from the sources."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from rccdesk.enums import Goal, Topic
from rccdesk.errors import NotFoundError
from rccdesk.models import Indicator, IndicatorLevel
from rccdesk.services import history
from rccdesk.services.database import Database
from rccdesk.services.pathways import catalogue
from rccdesk.services.pathways.catalogue import LimitError, LimitRow
from rccdesk.services.pathways.goals import list_goals

SHARED = Path(__file__).parents[3] / "shared" / "domain"


@pytest.fixture
def database(tmp_path):
    with Database.open(tmp_path / "prov.rccdesk", create=True) as opened:
        yield opened


def the(database, **wanted):
    (found,) = (
        r
        for r in catalogue.list_limits(database)
        if all(getattr(r, name) == value for name, value in wanted.items())
    )
    return found


def test_31_svf_and_24_suffixes(database):
    svf = {s.kva_prefix: s for s in catalogue.list_svf(database)}
    suffixes = {s.suffix: s for s in catalogue.list_suffixes(database)}
    assert (len(svf), len(suffixes)) == (31, 24)
    assert svf["VG9"].name == "Bröstcancer"
    assert svf["VG9"].end_suffixes == ("50", "52", "54", "58", "59", "60")
    assert svf["VP8"].end_suffixes == ("72", "78")
    assert [p for p, s in svf.items() if not s.in_treatment_goal] == ["VP8"]
    assert suffixes["60"].treatment == "active_monitoring"
    assert suffixes["73"].kind == "end_point_if_limit"
    assert all(s.source for s in (*svf.values(), *suffixes.values()))


def test_every_shipped_limit_is_as_in_the_paper_and_unconfirmed(database):
    path = SHARED / "lead_time_limits.csv"
    if not path.is_file():
        pytest.skip("the papers are not beside the checkout")
    with path.open(encoding="utf-8", newline="") as file:
        paper = {
            (
                r["kva_prefix"], r["treatment"], r["variant"], r["to_event"], r["suffixes"],
                r["days"], r["decided_on"], r["valid_from"], r["valid_to"], r["source"],
            )
            for r in csv.DictReader(file, delimiter=";")
        }  # fmt: skip
    rows = catalogue.list_limits(database)
    stored = {
        (
            r.kva_prefix, r.treatment, r.variant, r.to_event, " ".join(r.suffixes),
            "" if r.days is None else str(r.days),
            *("" if d is None else d.isoformat() for d in (r.decided_on, r.valid_from, r.valid_to)),
            r.source,
        )
        for r in rows
    }  # fmt: skip
    assert stored == paper
    assert len(rows) == len(paper) == 43
    assert not any(r.is_confirmed for r in rows)


def test_an_unknown_limit_stays_unknown(database):
    assert the(database, kva_prefix="VN5", treatment="all").days is None
    assert catalogue.list_limits(database, "VC0") == ()


def test_bladder_cancer_has_both_versions(database):
    surgery = [r for r in catalogue.list_limits(database, "VK1") if r.treatment == "surgery"]
    assert [(r.days, r.valid_from, r.valid_to) for r in surgery] == [
        (37, dt.date(2018, 2, 27), dt.date(2024, 5, 13)),
        (42, dt.date(2024, 5, 14), None),
    ]


def test_shipped_limits_do_not_overlap(database):
    rows = catalogue.list_limits(database)
    assert [r for r in rows if catalogue.find_overlap(rows, r)] == []


def test_goal_models(database):
    goals = {g.key: g for g in list_goals(database)}
    assert tuple(goals) == tuple(Goal)
    assert [g.target for g in goals.values()] == [0.8, 0.7, 0.8, 0.8, 0.8]
    assert [g.status for g in goals.values()] == ["in_force"] * 2 + ["proposed"] * 3
    assert goals["svf_inclusion"].short_name == "Inklusionsmålet"
    assert goals["start_within_21_days"].fixed_days == 21
    assert goals["to_decision_with_patient"].status_line == (
        "Föreslaget i Region Stockholms remissvar, 2025. Inte beslutat."
    )
    assert all(g.source for g in goals.values())


def test_hpv_level_ships_with_its_source(database):
    with database.read() as session:
        indicator = session.scalars(
            select(Indicator).where(Indicator.key == "hpv_coverage_1994_1999")
        ).one()
        level = session.scalars(select(IndicatorLevel)).one()  # no other is stated in a source
    assert indicator.direction == "higher"
    assert (level.indicator_uuid, level.value) == (indicator.uuid, 0.70)
    assert "överenskommelsen 2024" in level.source


def test_shipped_rows_have_the_same_key_in_every_store(database, tmp_path):
    with Database.open(tmp_path / "annan.rccdesk", create=True) as other:
        assert catalogue.list_limits(other) == catalogue.list_limits(database)


def test_a_limit_is_added_changed_confirmed_and_deleted(database):
    before = database.data_version(Topic.PATHWAYS)
    added = catalogue.add_limit(
        database,
        LimitRow(
            "VC0",
            treatment="surgery",
            suffixes=("50",),
            days=44,
            valid_from=dt.date(2025, 1, 1),
            source="vårdförlopp lungcancer",
            is_confirmed=True,
        ),
    )
    assert not added.is_confirmed  # confirming is an act of its own
    assert catalogue.list_limits(database, "VC0") == (added,)
    assert catalogue.confirm_limit(database, added.uuid).is_confirmed
    noted = catalogue.update_limit(database, replace(added, note="kontrollerad"))
    assert noted.is_confirmed
    changed = catalogue.update_limit(database, replace(noted, days=40))
    assert (changed.days, changed.is_confirmed) == (40, False)
    assert not catalogue.confirm_limit(database, added.uuid, confirmed=False).is_confirmed
    catalogue.delete_limit(database, added.uuid)
    assert catalogue.list_limits(database, "VC0") == ()
    assert database.data_version(Topic.PATHWAYS) == before + 5  # the last confirmation changed none
    history.undo_last(database)
    assert catalogue.list_limits(database, "VC0") == (changed,)


@pytest.mark.parametrize("days", [0, -1, 367])
def test_days_are_1_to_366_or_unknown(database, days):
    with pytest.raises(LimitError) as caught:
        catalogue.add_limit(database, LimitRow("VC0", days=days))
    assert caught.value.code == "limit_days"
    assert catalogue.list_limits(database, "VC0") == ()
    assert catalogue.add_limit(database, LimitRow("VC0", days=None)).days is None


def test_dates_stand_in_order(database):
    day = dt.date(2025, 1, 1)
    with pytest.raises(LimitError) as caught:
        catalogue.add_limit(
            database, LimitRow("VC0", days=1, valid_from=day, valid_to=day - dt.timedelta(days=1))
        )
    assert caught.value.code == "limit_dates"
    catalogue.add_limit(database, LimitRow("VC0", days=1, valid_from=day, valid_to=day))


@pytest.mark.parametrize(
    ("first", "last", "refused"),
    [
        (None, None, True),
        (None, dt.date(2024, 12, 31), False),
        (None, dt.date(2025, 1, 1), True),
        (dt.date(2025, 12, 31), None, True),
        (dt.date(2026, 1, 1), None, False),
        (dt.date(2025, 6, 1), dt.date(2025, 6, 30), True),
    ],
)
def test_one_limit_a_day(database, first, last, refused):
    year = LimitRow("VC0", days=40, valid_from=dt.date(2025, 1, 1), valid_to=dt.date(2025, 12, 31))
    year = catalogue.add_limit(database, year)
    other = LimitRow("VC0", days=30, valid_from=first, valid_to=last)
    if refused:
        with pytest.raises(LimitError) as caught:
            catalogue.add_limit(database, other)
        assert caught.value.code == "limit_overlaps"
    else:
        catalogue.add_limit(database, other)
    catalogue.add_limit(database, replace(other, treatment="surgery"))
    catalogue.update_limit(database, replace(year, days=41))  # not against itself
    catalogue.delete_limit(database, year.uuid)
    if refused:
        catalogue.add_limit(database, other)


def test_what_does_not_exist_is_not_found(database):
    with pytest.raises(NotFoundError):
        catalogue.add_limit(database, LimitRow("XX9", days=1))
    for act in (catalogue.confirm_limit, catalogue.delete_limit):
        with pytest.raises(NotFoundError):
            act(database, "finns-inte")


def test_a_limit_without_days_cannot_be_confirmed(database):
    unknown = the(database, kva_prefix="VN5", treatment="all")
    with pytest.raises(LimitError) as caught:
        catalogue.confirm_limit(database, unknown.uuid)
    assert caught.value.code == "limit_unknown_days"


def test_changed_days_are_not_laid_on_the_shipped_source(database):
    shipped = the(database, kva_prefix="VG9")
    changed = catalogue.update_limit(database, replace(shipped, days=30))
    assert changed.source == f"{shipped.source}; antalet dagar ändrat i rccdesk"
    assert not changed.is_confirmed
    again = catalogue.update_limit(database, replace(changed, days=31))
    assert again.source == changed.source
    own = catalogue.update_limit(database, replace(again, days=32, source="Eget beslut"))
    assert own.source == "Eget beslut"
