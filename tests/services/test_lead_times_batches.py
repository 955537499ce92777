"""What several extracts say together: what each replaces, snapshots, undo and redo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select

from rccdesk.enums import BatchState, Topic
from rccdesk.errors import Cancelled
from rccdesk.models import EventBlob, ImportBatch, PathwayBlob
from rccdesk.services.database import Database
from rccdesk.services.lead_times import LeadTimeQuery, get_lead_times
from rccdesk.services.pathways.events import (
    EventCounts,
    load_pathways,
    remove_events,
    restore_events,
    store_events,
)
from tests.services.lead_time_examples import (
    Event,
    columns,
    import_events,
    wait,
    waits,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "a.rccdesk", create=True) as database:
        yield database


def figures(database: Database, snapshot: int | None = None, **wanted: object) -> tuple[int, int]:
    """Return numerator and denominator of the whole."""
    query = LeadTimeQuery(snapshot=snapshot, **wanted)  # type: ignore[arg-type]
    rows = get_lead_times(database, query).rows
    if not rows:
        return 0, 0
    assert rows[0].numerator is not None
    assert rows[0].denominator is not None
    return int(rows[0].numerator), int(rows[0].denominator)


def undo(database: Database, batch_id: int) -> int:
    with database.write(
        Topic.LEAD_TIMES, Topic.IMPORTS, act="history.act.example_imported", batch_id=batch_id
    ) as session:
        return remove_events(session, database, batch_id)


def redo(database: Database, batch_id: int) -> int:
    with database.write(
        Topic.LEAD_TIMES, Topic.IMPORTS, act="history.act.example_imported", batch_id=batch_id
    ) as session:
        return restore_events(session, database, batch_id)


def states(database: Database) -> dict[int, str]:
    with database.read() as session:
        query = select(ImportBatch.batch_id, ImportBatch.state)
        return dict(list(session.execute(query)))


def counted(counts: EventCounts) -> tuple[int, int, int, int]:
    return counts.new, counts.changed, counts.unchanged, counts.missing


def test_the_first_batch_is_all_new(store: Database) -> None:
    _, counts = import_events(store, waits(6, 10))
    assert counted(counts) == (12, 0, 0, 0)


def test_the_same_extract_again_is_all_unchanged(store: Database) -> None:
    import_events(store, waits(6, 10))
    _, counts = import_events(store, waits(6, 10))
    assert counted(counts) == (0, 0, 12, 0)
    assert figures(store) == (6, 6)
    assert states(store) == {1: BatchState.REPLACED, 2: BatchState.ACTIVE}


def test_changed_events_are_counted_apart(store: Database) -> None:
    import_events(store, waits(6, 10, sex="male"))
    _, counts = import_events(store, waits(6, 10, sex="female"))
    assert counted(counts) == (0, 12, 0, 0)


def test_inside_its_coverage_a_batch_replaces(store: Database) -> None:
    import_events(store, [*waits(6, 10), *waits(5, 12)])
    # the same span and region without those of 12 days, and two others
    _, counts = import_events(store, [*waits(6, 10), *wait("ny", 7), *wait("x", 12)])
    assert counted(counts) == (4, 0, 12, 10)
    assert figures(store) == (8, 8)


def test_outside_its_coverage_earlier_events_stay(store: Database) -> None:
    import_events(store, [*waits(6, 10), *waits(6, 10, region="08", prefix="K")])
    _, counts = import_events(store, waits(7, 10, start="2026-05-05", prefix="M"))
    assert counts.missing == 0
    assert figures(store) == (19, 19)
    # a later extract of 08 replaces nothing in 12
    _, counts = import_events(store, waits(5, 10, region="08", prefix="K"))
    assert counted(counts) == (0, 0, 10, 2)
    assert figures(store, region=("08",)) == (5, 5)
    assert figures(store, region=("12",)) == (13, 13)


def test_a_pathway_over_the_border_of_two_extracts_is_joined(store: Database) -> None:
    """The start stands in the extract of the first quarter, the end in that of the second."""
    events = waits(6, 40, start="2026-03-10")
    starts = [event for event in events if event.code.endswith("10")]
    ends = [event for event in events if not event.code.endswith("10")]
    import_events(store, starts, "2026-04-01")
    assert dict(get_lead_times(store, LeadTimeQuery()).excluded) == {"open": 6}
    import_events(store, ends, "2026-07-01")
    assert figures(store) == (0, 6)
    assert get_lead_times(store, LeadTimeQuery()).excluded == ()


def test_a_snapshot_is_the_state_just_after_a_batch(store: Database) -> None:
    import_events(store, waits(6, 10))
    import_events(store, [*waits(6, 10), *waits(4, 40)])
    import_events(store, waits(5, 10, start="2026-06-05", prefix="S"))
    assert figures(store, snapshot=1) == (6, 6)
    assert figures(store, snapshot=2) == (6, 10)
    assert figures(store, snapshot=3) == (11, 15)
    assert figures(store) == (11, 15)


def test_undo_of_the_newest_and_redo(store: Database) -> None:
    import_events(store, waits(6, 10))
    newest, _ = import_events(store, [*waits(6, 40)])
    assert figures(store) == (0, 6)
    assert undo(store, newest) == 12
    assert figures(store) == (6, 6)
    assert states(store) == {1: BatchState.ACTIVE, 2: BatchState.UNDONE}
    assert redo(store, newest) == 12
    assert figures(store) == (0, 6)


def test_undo_of_a_batch_that_later_ones_build_on(store: Database) -> None:
    starts = [event for event in waits(6, 20, start="2026-03-20") if event.code == "VG910"]
    ends = [event for event in waits(6, 20, start="2026-03-20") if event.code == "VG950"]
    first, _ = import_events(store, starts, "2026-04-01")
    import_events(store, ends, "2026-07-01")
    assert figures(store) == (6, 6)
    undo(store, first)
    assert figures(store) == (0, 0)
    assert dict(get_lead_times(store, LeadTimeQuery()).excluded) == {"no_suspicion": 6}
    redo(store, first)
    assert figures(store) == (6, 6)
    assert get_lead_times(store, LeadTimeQuery()).excluded == ()


def test_a_replaced_batch_hands_over_what_it_took_away(store: Database) -> None:
    """Not to bring back what a middle batch removed when a third one replaces that batch."""
    stays = wait("P", 30, start="2026-01-10")  # starts in January, ends in February
    import_events(store, [*stays, *waits(6, 10, start="2026-01-02")])
    # February again, without the end of P
    february = waits(6, 10, start="2026-02-02", prefix="F")
    import_events(store, february)
    assert dict(get_lead_times(store, LeadTimeQuery()).excluded) == {"open": 1}
    # February a third time, which replaces the second batch wholly and does not know P either
    import_events(store, [*february, *wait("G", 4, "2026-02-02")])
    assert states(store)[2] == BatchState.REPLACED
    assert dict(get_lead_times(store, LeadTimeQuery()).excluded) == {"open": 1}


def test_a_pathway_without_events_left_disappears(store: Database) -> None:
    import_events(store, [*waits(6, 10), *wait("bort", 10)])
    import_events(store, waits(6, 10))
    assert figures(store) == (6, 6)
    with store.read() as session:
        delta = load_pathways(session, 2)
    assert delta is not None
    assert np.count_nonzero(delta.svf < 0) == 1  # a tombstone


def test_events_without_region_are_covered_by_unit(store: Database) -> None:
    import_events(store, waits(6, 10, region=None, unit="Lund"))
    import_events(store, waits(5, 10, region=None, unit="Kalmar", prefix="K"))
    assert figures(store) == (11, 11)
    import_events(store, waits(5, 10, region=None, unit="Lund", prefix="L"))
    assert figures(store) == (10, 10)
    import_events(store, waits(5, 10, region=None, unit=None, prefix="N"))
    assert figures(store) == (15, 15)


def test_the_order_of_rows_and_dictionaries_does_not_matter(tmp_path: Path) -> None:
    """Deriving is the same whatever the order: merged over batches or in one."""
    rng = np.random.default_rng(5)
    events = [
        event
        for n in range(60)
        for event in wait(
            f"P{n}",
            int(rng.integers(0, 60)),
            region=str(rng.choice(["08", "12"])),
            sex=str(rng.choice(["male", "female"])),
            end=str(rng.choice(["50", "52", "74"])),
        )
    ]
    shuffled = [events[n] for n in rng.permutation(len(events))]
    query = LeadTimeQuery(by=("region", "sex", "treatment"))
    tables = []
    for number, order in enumerate((events, shuffled)):
        with Database.open(tmp_path / f"{number}.rccdesk", create=True) as database:
            import_events(database, order)
            tables.append(get_lead_times(database, query))
    with Database.open(tmp_path / "parts.rccdesk", create=True) as database:
        import_events(database, [e for e in events if e.region == "08"])
        import_events(database, [e for e in events if e.region == "12"])
        tables.append(get_lead_times(database, query))
    assert tables[0].rows == tables[1].rows == tables[2].rows
    assert tables[0].excluded == tables[1].excluded == tables[2].excluded


def test_random_histories_agree_with_a_plain_account(tmp_path: Path) -> None:
    """Replay extracts, undo and redo, and compare with an account kept in a dictionary."""
    rng = np.random.default_rng(11)
    with Database.open(tmp_path / "a.rccdesk", create=True) as database:
        extracts: dict[int, list[Event]] = {}
        undone: set[int] = set()
        for _ in range(14):
            if extracts and rng.random() < 0.35:
                batch_id = int(rng.choice(list(extracts)))
                if batch_id in undone:
                    redo(database, batch_id)
                    undone.remove(batch_id)
                else:
                    undo(database, batch_id)
                    undone.add(batch_id)
            else:
                events = _random_extract(rng)
                batch_id, _ = import_events(database, events)
                extracts[batch_id] = events
            live = [extracts[each] for each in sorted(extracts) if each not in undone]
            table = get_lead_times(database, LeadTimeQuery())
            left = int(rows[0].denominator or 0) if (rows := table.rows) else 0
            expected = _plain_account(live)
            few = rows[0].hidden if rows else None
            assert few or left == expected["measured"], (live, table)
            excluded = dict(table.excluded)
            assert excluded.get("open", 0) == expected["open"]
            assert excluded.get("no_suspicion", 0) == expected["no_suspicion"]
            assert excluded.get("negative", 0) == expected["negative"]


def _random_extract(rng: np.random.Generator) -> list[Event]:
    places = [str(p) for p in rng.choice(["08", "10", "12"], size=rng.integers(1, 3))]
    first = int(rng.integers(1, 8))
    found: dict[tuple[str, str, str], Event] = {}
    for _ in range(int(rng.integers(4, 30))):
        day = f"2026-{first + int(rng.integers(0, 3)):02}-{int(rng.integers(1, 28)):02}"
        code = str(rng.choice(["VG910", "VG950"]))
        event = Event(f"P{rng.integers(0, 15)}", code, day, region=str(rng.choice(places)))
        found[event.patient, event.code, event.day] = event
    return list(found.values())


def _plain_account(live: list[list[Event]]) -> dict[str, int]:
    """Work out event by event what the extracts say together."""
    kept: dict[tuple[str, str, str], Event] = {}
    for extract in live:
        days = [event.day for event in extract]
        places = {event.region for event in extract}
        kept = {
            key: event
            for key, event in kept.items()
            if not (min(days) <= event.day <= max(days) and event.region in places)
        }
        kept.update({(e.patient, e.code, e.day): e for e in extract})
    account = {"measured": 0, "open": 0, "no_suspicion": 0, "negative": 0}
    for patient in {event.patient for event in kept.values()}:
        own = [event for event in kept.values() if event.patient == patient]
        starts = [event.day for event in own if event.code == "VG910"]
        ends = [event.day for event in own if event.code == "VG950"]
        if not starts:
            account["no_suspicion"] += 1
        elif not ends:
            account["open"] += 1
        elif min(ends) < min(starts):
            account["negative"] += 1
        else:
            account["measured"] += 1
    return account


def test_a_cancelled_import_leaves_nothing(store: Database) -> None:
    import_events(store, waits(6, 10))

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise Cancelled

    with (
        pytest.raises(Cancelled),
        store.write(Topic.LEAD_TIMES, act="history.act.example_imported") as session,
    ):
        batch = session.get_one(ImportBatch, 1)
        store_events(session, store, 1, columns(waits(9, 10)), batch.extract_date, stop)
    assert figures(store) == (6, 6)


def test_columns_are_stored_compressed_and_come_back_alike(store: Database) -> None:
    events = columns(waits(6, 10, unit="Lund", sex="male"))
    import_events(store, waits(6, 10, unit="Lund", sex="male"))
    with store.read() as session:
        lengths = set(session.scalars(select(EventBlob.length).where(EventBlob.name == "date")))
        assert lengths == {len(events)}
        names = set(session.scalars(select(PathwayBlob.name)))
    assert {"key", "start", "end", "regions"} <= names
