"""Store the events of an extract as columns, and the pathways that they change.

The pathways of a batch are a delta: one row for each pathway that has an event in the batch, or
that lost one to it, derived over all batches up to it, and a tombstone for each pathway left
without events. As known now, a pathway is its row in the newest counting batch. A batch that
covers an earlier one wholly takes over the keys of that one's delta, so that the delta of a
replaced batch need not be read. Undoing a batch that later ones build on derives these anew.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from rccdesk.enums import BatchState
from rccdesk.models import EventBlob, ImportBatch, PathwayBlob, Svf
from rccdesk.services.pathways.blobs import delete_columns, load_columns, save_columns
from rccdesk.services.pathways.coverage import (
    Coverage,
    date_of,
    day_number,
    drop_replaced,
    list_coverages,
    refresh_states,
    unit_place,
)
from rccdesk.services.pathways.derive import (
    ARRAYS,
    EVENT_TEXTS,
    MISSING,
    NO_DATE,
    PATHWAY_ARRAYS,
    PATHWAY_TEXTS,
    EventColumns,
    PathwayColumns,
    add_tombstones,
    concatenate,
    derive_pathways,
    pathway_keys,
    text_hash,
)
from rccdesk.services.progress import Progress, ignore

if TYPE_CHECKING:
    from rccdesk.services.database import Database

__all__ = [
    "EventColumns",
    "EventCounts",
    "compare_events",
    "load_events",
    "load_pathways",
    "remove_events",
    "restore_events",
    "store_events",
]

_STEPS = 4
_FILTER_BITS = 22
_CONTENT = ("unit", "region", "home_region", "sex", "age_group", "recurrence", "variant")


@dataclass(frozen=True, slots=True)
class EventCounts:
    """What a batch of events changed, in events.

    ``missing`` counts the events of the replaced coverage that the batch lacks.
    ``end_before_start_rows`` are the sheet rows of this batch, from 1, whose event ends a pathway
    before it starts.
    """

    new: int
    changed: int
    unchanged: int
    missing: int
    end_before_start_rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """The events of one batch with their keys, or those of them that are asked for."""

    coverage: Coverage
    events: EventColumns
    keys: NDArray[np.uint64]


def store_events(
    session: Session,
    database: Database,  # noqa: ARG001 - every service takes the database first
    batch_id: int,
    events: EventColumns,
    extract_date: dt.date,
    progress: Progress = ignore,
) -> EventCounts:
    """Store ``events`` as those of the batch, and the pathways that it changes.

    The keys (pathway, kva, date) within ``events`` must be unique. Sets the batch's coverage and
    extract date, and the state of the batches that it replaces. Raises Cancelled by ``progress``.
    """
    batch = session.get_one(ImportBatch, batch_id)
    batch.state = BatchState.ACTIVE
    batch.extract_date = extract_date
    if not len(events):
        batch.first_day = batch.last_day = None
        batch.covered_places = "[]"
        session.flush()
        return EventCounts(0, 0, 0, 0, ())
    coverage = Coverage(
        batch_id,
        int(events.date.min()),
        int(events.date.max()),
        _places_of(events),
        day_number(extract_date),
    )
    batch.first_day, batch.last_day = date_of(coverage.first), date_of(coverage.last)
    places = sorted(coverage.places, key=lambda place: (place is None, place))
    batch.covered_places = json.dumps(places)
    session.flush()
    progress(0, _STEPS)
    save_columns(session, EventBlob, batch_id, _as_columns(events, ARRAYS))
    progress(1, _STEPS)
    counts = _save_delta(session, coverage, events, progress)
    refresh_states(session)
    progress(_STEPS, _STEPS)
    return counts


def compare_events(session: Session, events: EventColumns, extract_date: dt.date) -> EventCounts:
    """Return what `store_events` would count for a new batch; nothing is stored."""
    if not len(events):
        return EventCounts(0, 0, 0, 0, ())
    last = max((each.batch_id for each in list_coverages(session)), default=0)
    coverage = Coverage(
        last + 1,
        int(events.date.min()),
        int(events.date.max()),
        _places_of(events),
        day_number(extract_date),
    )
    return _derive_delta(session, coverage, events)[1]


def remove_events(
    session: Session,
    database: Database | None,  # noqa: ARG001 - a flip by the history has none at hand
    batch_id: int,
    progress: Progress = ignore,
) -> int:
    """Make the batch count no more (state undone); return its number of events.

    The columns stay, so that `restore_events` can bring it back.
    """
    session.get_one(ImportBatch, batch_id).state = BatchState.UNDONE
    session.flush()
    _derive_later(session, batch_id, progress)
    refresh_states(session)
    return _event_count(session, batch_id)


def restore_events(
    session: Session,
    database: Database | None,  # noqa: ARG001 - a flip by the history has none at hand
    batch_id: int,
    progress: Progress = ignore,
) -> int:
    """Make an undone batch count again; return its number of events."""
    session.get_one(ImportBatch, batch_id).state = BatchState.ACTIVE
    session.flush()
    # Undone batches may have been undone or restored below it meanwhile.
    _derive_later(session, batch_id - 1, progress)
    refresh_states(session)
    return _event_count(session, batch_id)


def load_events(session: Session, batch_id: int, names: Sequence[str] = ARRAYS) -> dict[str, Any]:
    """Return the named event columns of a batch with their dictionaries, by name."""
    wanted = [*names, *(EVENT_TEXTS[name] for name in names if name in EVENT_TEXTS)]
    return load_columns(session, EventBlob, batch_id, wanted)


def load_pathways(session: Session, batch_id: int) -> PathwayColumns | None:
    """Return the delta of a batch; None if it stored no events."""
    columns = load_columns(session, PathwayBlob, batch_id)
    return PathwayColumns(**cast(dict[str, Any], columns)) if columns else None


def _event_count(session: Session, batch_id: int) -> int:
    query = select(EventBlob.length).where(
        EventBlob.batch_id == batch_id, EventBlob.name == "pathway"
    )
    return session.scalar(query) or 0


def _derive_later(session: Session, batch_id: int, progress: Progress) -> None:
    later = [each for each in list_coverages(session) if each.batch_id > batch_id]
    for done, coverage in enumerate(later):
        progress(done, len(later))
        events = EventColumns(**load_events(session, coverage.batch_id))
        _save_delta(session, coverage, events, ignore)


def _save_delta(
    session: Session, coverage: Coverage, events: EventColumns, progress: Progress
) -> EventCounts:
    """Derive and store what the batch changes among the batches before it."""
    pathways, counts = _derive_delta(session, coverage, events)
    progress(2, _STEPS)
    _save_pathways(session, coverage.batch_id, pathways)
    progress(3, _STEPS)
    return counts


def _derive_delta(
    session: Session, coverage: Coverage, events: EventColumns
) -> tuple[PathwayColumns, EventCounts]:
    """Derive what the batch changes among the batches before it."""
    end_suffixes = {
        prefix: frozenset(int(suffix) for suffix in suffixes.split())
        for prefix, suffixes in session.execute(select(Svf.kva_prefix, Svf.end_suffixes))
    }
    keys = pathway_keys(events)
    all_earlier = list_coverages(session, up_to=coverage.batch_id - 1)
    earlier = drop_replaced(all_earlier)
    new = _Part(coverage, events, keys)
    if not earlier:
        pathways = derive_pathways(
            events, keys, np.full(len(events), coverage.batch_id, np.int32),
            events.date > coverage.extract_day, end_suffixes,
        )  # fmt: skip
        new_count, changed, missing = len(events), 0, 0
    else:
        affected, parts, missing_base = _merge(session, new, earlier)
        new_count, changed, missing = _count_changes(new, parts, missing_base)
        pathways = _derive_merged([new, *parts], affected, end_suffixes)
    is_negative = (
        (pathways.end != NO_DATE)
        & (pathways.start != NO_DATE)
        & (pathways.end < pathways.start)
        & (pathways.end_batch == coverage.batch_id)
        & (pathways.future == 0)
    )
    return pathways, EventCounts(
        new=new_count,
        changed=changed,
        unchanged=len(events) - new_count - changed,
        missing=missing,
        end_before_start_rows=tuple(np.sort(pathways.end_row[is_negative]).tolist()),
    )


def _merge(
    session: Session, new: _Part, earlier: Sequence[Coverage]
) -> tuple[NDArray[np.uint64], list[_Part], NDArray[np.uint64]]:
    """Find the earlier events that still count for the pathways which ``new`` changes.

    Returns the sorted keys of these pathways; per earlier batch, newest first, the events that
    neither a later earlier batch nor ``new`` replaces, before taking away equal event keys; and
    the event keys that counted inside the new coverage.
    """
    own = np.unique(new.keys)
    lost: list[NDArray[np.uint64]] = []
    taken_over = [
        cast(NDArray[np.uint64], load_columns(session, PathwayBlob, each.batch_id, ["key"])["key"])
        for each in earlier
        if new.coverage.covers(each)
    ]
    newest_first = list(reversed(earlier))
    loaded: list[tuple[Coverage, NDArray[np.uint64]]] = []
    for number, coverage in enumerate(newest_first):
        names = ["pathway", "kva"]
        overlaps = _overlap(new.coverage, coverage)
        if overlaps:
            names += ["date", "region", "unit"]
        columns = load_events(session, coverage.batch_id, names)
        keys = _keys_of(columns)
        loaded.append((coverage, keys))
        if overlaps:
            inside = _is_inside(new.coverage, columns)
            for later in newest_first[:number]:
                if _overlap(later, coverage):
                    inside &= ~_is_inside(later, columns)
            lost.append(keys[inside])
    affected = np.unique(np.concatenate((own, *lost, *taken_over)))
    is_wanted = _membership(affected)
    parts: list[_Part] = []
    inside_keys: list[NDArray[np.uint64]] = [np.empty(0, np.uint64)]
    seen = np.empty(0, np.uint64)
    for number, (coverage, keys) in enumerate(loaded):
        index = np.nonzero(is_wanted(keys))[0]
        if not len(index):
            continue
        columns = load_events(session, coverage.batch_id)
        events = EventColumns(**columns).take(index)
        keep = np.ones(len(events), dtype=bool)
        for later in newest_first[:number]:
            if _overlap(later, coverage):
                keep &= ~_is_inside(later, _as_columns(events, ("date", "region", "unit")))
        event_keys = _event_keys(events, keys[index])
        keep &= ~_is_in(event_keys, seen)
        part = _Part(coverage, events.take(keep), keys[index][keep])
        event_keys = event_keys[keep]
        inside = _is_inside(new.coverage, _as_columns(part.events, ("date", "region", "unit")))
        inside_keys.append(event_keys[inside])
        parts.append(part)
        seen = np.sort(np.concatenate((seen, event_keys)))
    return affected, parts, np.concatenate(inside_keys)


def _count_changes(
    new: _Part, parts: Sequence[_Part], inside_keys: NDArray[np.uint64]
) -> tuple[int, int, int]:
    """Return the numbers of new, changed and missing events."""
    own = _event_keys(new.events, new.keys)
    missing = int(np.count_nonzero(~_is_in(inside_keys, np.sort(own))))
    if not parts:
        return len(own), 0, missing
    before = np.concatenate([_event_keys(part.events, part.keys) for part in parts])
    content = np.concatenate([_contents(part.events) for part in parts])
    order = np.argsort(before)
    before = before[order]
    position = np.minimum(np.searchsorted(before, own), len(before) - 1)
    if not len(before):
        return len(own), 0, missing
    is_known = before[position] == own
    is_same = is_known & (content[order[position]] == _contents(new.events))
    known = int(np.count_nonzero(is_known))
    return len(own) - known, known - int(np.count_nonzero(is_same)), missing


def _derive_merged(
    parts: Sequence[_Part],
    affected: NDArray[np.uint64],
    end_suffixes: dict[str, frozenset[int]],
) -> PathwayColumns:
    """Derive the affected pathways; ``parts`` begin with the new batch, which replaces."""
    new = parts[0]
    own = np.sort(_event_keys(new.events, new.keys))
    kept = [new]
    for part in parts[1:]:
        keep = ~_is_inside(new.coverage, _as_columns(part.events, ("date", "region", "unit")))
        keep &= ~_is_in(_event_keys(part.events, part.keys), own)
        if keep.any():
            kept.append(_Part(part.coverage, part.events.take(keep), part.keys[keep]))
    events = concatenate([part.events for part in kept])
    keys = np.concatenate([part.keys for part in kept])
    batch = np.repeat(
        np.array([part.coverage.batch_id for part in kept], np.int32),
        [len(part.events) for part in kept],
    )
    extract_day = np.repeat(
        np.array([part.coverage.extract_day for part in kept], np.int32),
        [len(part.events) for part in kept],
    )
    pathways = derive_pathways(events, keys, batch, events.date > extract_day, end_suffixes)
    return add_tombstones(pathways, affected[~_is_in(affected, pathways.key)])


def _save_pathways(session: Session, batch_id: int, pathways: PathwayColumns) -> None:
    names = dict.fromkeys((*PATHWAY_ARRAYS, *PATHWAY_TEXTS.values()))
    save_columns(session, PathwayBlob, batch_id, {name: getattr(pathways, name) for name in names})


def _as_columns(events: EventColumns, names: Iterable[str]) -> dict[str, Any]:
    """Return the named columns with their dictionaries."""
    columns: dict[str, Any] = {}
    for name in names:
        columns[name] = getattr(events, name)
        if name in EVENT_TEXTS:
            columns[EVENT_TEXTS[name]] = getattr(events, EVENT_TEXTS[name])
    return columns


def _places_of(events: EventColumns) -> frozenset[str | None]:
    places: set[str | None] = {
        events.regions[code] for code in np.unique(events.region).tolist() if code >= 0
    }
    bare = np.unique(events.unit[events.region < 0]).tolist()
    return frozenset(places | {unit_place(events.units[u]) if u >= 0 else None for u in bare})


def _overlap(one: Coverage, other: Coverage) -> bool:
    in_time = one.first <= other.last and other.first <= one.last
    return in_time and bool(one.places & other.places)


def _is_inside(coverage: Coverage, columns: dict[str, Any]) -> NDArray[np.bool_]:
    """Tell which events lie in the coverage, by day and place."""
    regions = np.array([*(r in coverage.places for r in columns["regions"]), False])
    units = np.array(
        [*(unit_place(u) in coverage.places for u in columns["units"]), None in coverage.places]
    )
    day, region = columns["date"], columns["region"]
    inside: NDArray[np.bool_] = regions[region]
    bare = region == MISSING
    if bare.any():
        inside = np.where(bare, units[columns["unit"]], inside)
    return inside & (day >= coverage.first) & (day <= coverage.last)


def _keys_of(columns: dict[str, Any]) -> NDArray[np.uint64]:
    of_svf = [text_hash("svf", code[:3]) for code in columns["kva_codes"]]
    keys: NDArray[np.uint64] = columns["pathway"] ^ np.array(of_svf, np.uint64)[columns["kva"]]
    return keys


def _event_keys(events: EventColumns, keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return 64 bits for (pathway, kva, date); ``keys`` already hold pathway and SVF."""
    codes = np.array([text_hash("kva", code) for code in events.kva_codes], np.uint64)
    mixed = codes[events.kva] + events.date.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    # The finalizer of splitmix64 (Steele, Lea, Flood 2014): a bijection of 64-bit numbers.
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return keys ^ mixed ^ (mixed >> np.uint64(31))


def _contents(events: EventColumns) -> NDArray[np.uint64]:
    """Return 64 bits for what an event says beside its key, the same in every batch."""
    total = np.zeros(len(events), np.uint64)
    for name in _CONTENT:
        codes = getattr(events, name)
        if name in EVENT_TEXTS:
            texts: Sequence[str] = getattr(events, EVENT_TEXTS[name])
        else:
            texts = [str(code) for code in range(int(codes.max(initial=0)) + 1)]
        table = [text_hash(name, text) for text in texts] + [text_hash(name, "")]
        total += np.array(table, np.uint64)[codes]
    return total


def _is_in(values: NDArray[np.uint64], among: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Tell which of ``values`` occur in the sorted ``among``."""
    if not len(among):
        return np.zeros(len(values), dtype=bool)
    position = np.minimum(np.searchsorted(among, values), len(among) - 1)
    found: NDArray[np.bool_] = among[position] == values
    return found


def _membership(
    among: NDArray[np.uint64],
) -> Callable[[NDArray[np.uint64]], NDArray[np.bool_]]:
    """Return a test of which keys occur in ``among``: a table of the top bits, then a search."""
    shift = np.uint64(64 - _FILTER_BITS)
    table = np.zeros(1 << _FILTER_BITS, dtype=bool)
    table[(among >> shift).astype(np.int64)] = True

    def occurs(keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
        found = table[(keys >> shift).astype(np.int64)]
        positions = np.nonzero(found)[0]
        found[positions] = _is_in(keys[positions], among)
        return found

    return occurs
