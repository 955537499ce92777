"""The example store: marked, deterministic, plausible, and never in place of real data."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from rccdesk.errors import StoreError
from rccdesk.services.database import Database
from rccdesk.services.example_data import make_example_store, plan
from rccdesk.services.example_data.events import generate_events

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


def test_an_example_of_the_same_parameters_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "exempel.rccdesk"
    make_example_store(path, patients=300, extracts=1)
    before = path.read_bytes()
    make_example_store(path, patients=300, extracts=1)
    assert path.read_bytes() == before
    make_example_store(path, patients=301, extracts=1)
    assert path.read_bytes() != before
