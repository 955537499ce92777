"""The example store: marked, deterministic, plausible, and never in place of real data."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select

from rccdesk.errors import StoreError
from rccdesk.models import ImportBatch, Measurement
from rccdesk.services import indicators
from rccdesk.services.database import Database
from rccdesk.services.doubts import list_doubts
from rccdesk.services.example_data import make_example_store, plan
from rccdesk.services.example_data.events import generate_events
from rccdesk.services.figure_keys import find_figure
from rccdesk.services.indicators import IndicatorQuery
from rccdesk.services.provenance import get_provenance
from rccdesk.services.since_last import get_revision

PATIENTS = 4000


def test_the_same_seed_gives_the_same_events() -> None:
    one, same, other = (generate_events(500, seed).events for seed in (7, 7, 8))
    assert np.array_equal(one.pathway, same.pathway)
    assert np.array_equal(one.date, same.date)
    assert np.array_equal(one.kva, same.kva)
    assert not np.array_equal(one.date[:100], other.date[:100])


def test_pathways_are_as_many_as_asked_for() -> None:
    events = generate_events(500, 1).events
    assert np.unique(events.pathway).size == 500


def test_no_event_is_after_the_extract_and_recent_ones_are_missing() -> None:
    generated = generate_events(PATIENTS, 1)
    epoch = dt.date(1970, 1, 1)
    extract = generated.extract(plan.EXTRACT_DATE)
    assert extract.date.max() <= (plan.EXTRACT_DATE - epoch).days
    last_month = (plan.EXTRACT_DATE - epoch).days - 30
    all_recent = int((generated.events.date > last_month).sum())
    registered = int((extract.date > last_month).sum())
    assert registered < 0.9 * all_recent


def test_waits_are_skewed_to_the_right() -> None:
    events = generate_events(PATIENTS, 1).events
    codes = np.array(events.kva_codes)[events.kva]
    starts = np.char.endswith(codes, "10")
    ends = np.isin([code[3:] for code in codes], ["50", "52", "54", "58", "59", "60"])
    first = dict(zip(events.pathway[starts].tolist(), events.date[starts].tolist(), strict=True))
    waits = np.array(
        [
            day - first[who]
            for who, day in zip(
                events.pathway[ends].tolist(), events.date[ends].tolist(), strict=True
            )
            if day >= first[who]
        ]
    )
    assert waits.mean() > np.median(waits) * 1.05
    assert np.percentile(waits, 95) > 2 * np.median(waits)


def test_waits_fall_after_the_dated_initiative() -> None:
    events = generate_events(40_000, 1).events
    codes = np.array(events.kva_codes)[events.kva]
    epoch = dt.date(1970, 1, 1)
    cut = (plan.INITIATIVE_DATE - epoch).days
    starts = codes == f"{plan.INITIATIVE_SVF}10"
    ends = codes == f"{plan.INITIATIVE_SVF}50"
    first = dict(zip(events.pathway[starts].tolist(), events.date[starts].tolist(), strict=True))
    waits = [
        (first[who], day - first[who])
        for who, day in zip(events.pathway[ends].tolist(), events.date[ends].tolist(), strict=True)
    ]
    before = np.median([wait for start, wait in waits if start < cut])
    after = np.median([wait for start, wait in waits if cut <= start < cut + 150])
    assert after < 0.95 * before


def test_the_store_is_marked_and_uses_invented_names_only(tmp_path: Path) -> None:
    path = tmp_path / "exempel.rccdesk"
    made = make_example_store(path, patients=PATIENTS, extracts=1)
    assert made.patients == PATIENTS
    with Database.open(path) as database:
        assert database.is_example
        with database.read() as session:
            connection = session.connection()
            regions = connection.exec_driver_sql("SELECT code FROM region").scalars().all()
            sources = (
                connection.exec_driver_sql("SELECT DISTINCT source FROM lead_time_limit")
                .scalars()
                .all()
            )
    assert sorted(regions) == [f"X{number}" for number in range(1, 8)]
    assert sources == ["EXEMPELDATA"]


def test_a_store_with_real_data_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "min.rccdesk"
    Database.open(path, create=True).close()
    before = path.read_bytes()
    with pytest.raises(StoreError) as refused:
        make_example_store(path, patients=100)
    assert refused.value.code == "not_example_store"
    assert path.read_bytes() == before


def test_an_example_of_the_same_parameters_is_kept(
    tmp_path: Path, example_copy: Callable[[Path, int, int], Path]
) -> None:
    path = example_copy(tmp_path / "exempel.rccdesk", 300, 1)
    before = path.read_bytes()
    make_example_store(path, patients=300, extracts=1)
    assert path.read_bytes() == before
    make_example_store(path, patients=301, extracts=1)
    assert path.read_bytes() != before


@pytest.fixture(scope="module")
def example(
    tmp_path_factory: pytest.TempPathFactory, example_copy: Callable[[Path, int, int], Path]
) -> Database:
    path = tmp_path_factory.mktemp("example") / "exempel.rccdesk"
    return Database.open(example_copy(path, 300, 2))


def test_every_sheet_names_its_columns_and_every_figure_its_cell(example: Database) -> None:
    with example.read() as session:
        batches = session.scalars(select(ImportBatch).where(ImportBatch.kind == "file")).all()
        headers = {
            batch.profile: [each["header"] for each in json.loads(batch.mapping)["fields"].values()]
            for batch in batches
        }
    assert set(headers["aggregated"]) >= {"Kvartal", "Region", "Täljare", "Nämnare"}
    assert {"KVÅ-kod", "Datum", "Hemregion"} < set(headers["svf_events"])
    assert "Väntat antal" in headers["expected_cases"]
    key = "contact_nurse_offered_breast|period=2026-Q3|unit=X2"
    figure = find_figure(example, key)
    (source,) = get_provenance(example, figure.table, figure.row).sources
    assert [column.letter for column in source.columns] == ["A", "B", "C", "D"]
    # 15 quarters of 7 regions under the headers: X2 of the last is row 2 + 14 * 7 + 1
    assert source.cells == ("C101",)


def test_one_total_disagrees_with_its_parts_and_the_rule_says_so(example: Database) -> None:
    doubts = [doubt for doubt in list_doubts(example) if doubt.rule == "parts_not_total"]
    (doubt,) = doubts
    assert doubt.value_key == "mdt_conference_breast|period=2026-Q3|unit=Alla|total"
    assert doubt.values["total"] - doubt.values["parts"] == plan.CASES_OF_NO_REGION
    with example.read() as session:
        query = select(Measurement).where(
            Measurement.indicator == plan.TOTALLED_INDICATOR, Measurement.period == "2026-Q3"
        )
        figures = session.scalars(query).all()
    assert doubt.values["parts"] == sum(f.numerator or 0 for f in figures if not f.is_total)


def test_one_figure_is_typed_and_another_has_changed_since_an_earlier_extract(
    example: Database,
) -> None:
    typed = find_figure(example, f"{plan.TYPED_INDICATOR}|period=2026-Q3|unit=X2")
    (source,) = get_provenance(example, typed.table, typed.row).sources
    assert (source.kind, source.source) == ("typed", plan.TYPED_SOURCE)
    changed = find_figure(example, f"{plan.REVISED_INDICATOR}|period=2026-Q3|unit=X2")
    query = IndicatorQuery(plan.REVISED_INDICATOR)
    revision = get_revision(example, query, changed.row.value_key)
    assert revision is not None
    assert revision.before_extract == plan.EARLIER_FIGURES_DATE
    assert revision.before_numerator is not None
    assert revision.after_numerator is not None
    assert revision.before_numerator < revision.after_numerator  # registered late
    assert revision.before_denominator == revision.after_denominator


def test_an_example_of_one_extract_has_nothing_earlier(
    tmp_path: Path, example_copy: Callable[[Path, int, int], Path]
) -> None:
    path = example_copy(tmp_path / "exempel.rccdesk", 300, 1)
    with Database.open(path) as database, database.read() as session:
        dates = session.scalars(select(ImportBatch.extract_date)).all()
    assert set(dates) == {plan.EXTRACT_DATE}


def test_two_example_stores_hold_the_same(
    tmp_path: Path, example_copy: Callable[[Path, int, int], Path]
) -> None:
    held = []
    again = tmp_path / "again.rccdesk"
    make_example_store(again, patients=300)
    for path in (example_copy(tmp_path / "one.rccdesk", 300, 2), again):
        with Database.open(path) as database, database.read() as session:
            connection = session.connection()
            held.append(
                [
                    connection.exec_driver_sql(words).fetchall()
                    for words in (
                        "SELECT batch_id, imported_at, mapping, state, source FROM import_batch",
                        "SELECT * FROM measurement",
                        'SELECT batch_id, value_key, rule, "values" FROM data_doubt',
                    )
                ]
            )
    assert held[0] == held[1]


def test_the_invented_figures_lie_on_measures_that_ship(example: Database) -> None:
    """No measure stands twice, and only what no source names is the example's own."""
    rows = indicators.list_indicators(example)
    assert len({row.title for row in rows}) == len(rows)
    own = {row.key for row in rows if row.source == plan.SOURCE}
    assert own == {"omoperation_30_dagar"}
    assert {row.key for row in rows if row.figure_count} == {each.key for each in plan.INDICATORS}
    for row in rows:
        assert all(level.is_own for level in row.levels if level.source == plan.SOURCE)
