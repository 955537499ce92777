"""Inclusion, lead time and experience beside each other, never on one axis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest, import_files
from rccdesk.services.three_legs import get_three_legs

PREM = """Period;Enhet;Grupp;Täljare;Nämnare
2025-Q2;01;Bröstcancer;60;80
2025-Q3;01;Bröstcancer;30;40
2025-Q3;01;Lymfom;10;40
2025-Q3;12;VG9;45;50
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("legs")
    lines = ["pathway_id;kva_code;event_date;region"]
    for number in range(10):
        start = dt.date(2025, 7, 1)
        end = start + dt.timedelta(days=20 if number < 7 else 40)
        lines += [f"p{number};VG910;{start};01", f"p{number};VG950;{end};01"]
    events, prem = folder / "svf.csv", folder / "prem.csv"
    events.write_text("\n".join(lines), encoding="utf-8")
    prem.write_text(PREM, encoding="utf-8")
    with Database.open(folder / "a.rccdesk", create=True) as database:
        day = dt.date(2026, 2, 28)
        import_files(database, ImportRequest((events,), extract_date=day))
        key = "prem_svf_overall_impression"
        import_files(database, ImportRequest((prem,), indicator=key, extract_date=day))
        yield database


def test_each_leg_has_its_own_population(store: Database) -> None:
    inclusion, lead_time, experience = get_three_legs(
        store, svf=("VG9",), region="01", period="2025-Q3"
    )
    assert inclusion.row is None or inclusion.row.value is None  # nothing is expected
    assert lead_time.row is not None
    assert (lead_time.row.numerator, lead_time.row.denominator) == (7, 10)
    assert experience.row is not None
    assert (experience.row.numerator, experience.row.denominator) == (30, 40)
    populations = {leg.population for leg in (inclusion, lead_time, experience)}
    assert len(populations) == 3
    assert "Patienter som utretts i SVF och svarat på enkäten" in populations


def test_the_group_of_a_survey_is_a_pathway_by_name_or_prefix(store: Database) -> None:
    experience = get_three_legs(store, svf=("VG9",), region="12", period="2025-Q3")[2]
    assert experience.row is not None
    assert experience.row.numerator == 45


def test_the_newest_answers_that_were_there_then_are_taken(store: Database) -> None:
    experience = get_three_legs(store, svf=("VG9",), region="01", period="2025-Q4")[2]
    assert experience.period == "2025-Q3"
    before = get_three_legs(store, svf=("VG9",), region="01", period="2025-Q1")[2]
    assert (before.row, before.reason[:10]) == (None, "Inga svar ")


def test_another_pathway_borrows_nothing(store: Database) -> None:
    experience = get_three_legs(store, svf=("VK1",), region="01", period="2025-Q3")[2]
    assert experience.row is None
    assert experience.reason
