"""Pathways derived in slices, and stored columns taken one by one, are those of one go."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rccdesk.enums import Topic
from rccdesk.models import EventBlob
from rccdesk.services.database import Database
from rccdesk.services.example_data.events import generate_events
from rccdesk.services.example_data.plan import EXTRACT_DATE
from rccdesk.services.pathways import derive
from rccdesk.services.pathways.blobs import PackedColumns, load_columns, save_columns
from rccdesk.services.pathways.coverage import day_number
from rccdesk.services.pathways.derive import (
    PATHWAY_ARRAYS,
    PATHWAY_TEXTS,
    EventSource,
    PathwayColumns,
    derive_pathways,
    pathway_keys,
)
from tests.services.lead_time_examples import columns, import_events, waits


def derived(size: int, monkeypatch: pytest.MonkeyPatch) -> PathwayColumns:
    """Return pathways of two batches, worked on ``size`` events at a time."""
    monkeypatch.setattr(derive, "_SLICE", size)
    events = generate_events(1_500, 4).extract(EXTRACT_DATE)
    keys = pathway_keys(events)
    is_first = np.arange(len(events)) % 3 > 0  # pathways have events of both batches
    day = day_number(EXTRACT_DATE)
    sources = [
        EventSource(events, keys, 2, day).take(is_first),
        EventSource(events, keys, 1, day - 400).take(~is_first),
    ]
    return derive_pathways(sources, {})


def test_slices_give_the_same_pathways_as_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, sliced = derived(10**9, monkeypatch), derived(300, monkeypatch)

    assert len(whole) > 1_000
    assert (np.diff(whole.key.astype(object)) > 0).all()
    assert {int(batch) for batch in np.unique(whole.end_batch)} >= {1, 2}
    for name in PATHWAY_ARRAYS:
        np.testing.assert_array_equal(getattr(sliced, name), getattr(whole, name), err_msg=name)
    for name in set(PATHWAY_TEXTS.values()):
        assert getattr(sliced, name) == getattr(whole, name)


def test_packed_columns_give_each_stored_column_once(tmp_path: Path) -> None:
    with Database.open(tmp_path / "a.rccdesk", create=True) as database:
        rows = waits(3, 20)
        events = columns(rows)
        import_events(database, rows)
        with database.read() as session:
            whole = load_columns(session, EventBlob, 1)
            packed = PackedColumns(session, EventBlob, 1, but={"row"})
        taken = {name: packed.take(name) for name in whole}

    np.testing.assert_array_equal(taken["date"], events.date)
    assert taken["kva_codes"] == events.kva_codes
    assert taken["row"] is None
    assert not packed
    assert packed.take("date") is None


def test_a_column_of_megabytes_comes_back_as_it_was(tmp_path: Path) -> None:
    numbers = np.random.default_rng(3).integers(0, 2**63, 400_000, dtype=np.uint64)
    with Database.open(tmp_path / "a.rccdesk", create=True) as database:
        import_events(database, waits(1, 10))
        with database.write(
            Topic.LEAD_TIMES, act="history.act.example_imported", batch_id=1
        ) as session:
            save_columns(session, EventBlob, 1, {"pathway": numbers, "units": ("Å", "B")})
        with database.read() as session:
            found = load_columns(session, EventBlob, 1)

    np.testing.assert_array_equal(found["pathway"], numbers)
    assert found["units"] == ("Å", "B")
