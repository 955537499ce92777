"""Which events count when several extracts overlap, and which pathways an extract changes.

Keys are 64 bits: of a pathway (id and SVF) and of an event (pathway, KVÅ code, date).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from rccdesk.models import EventBlob, PathwayBlob
from rccdesk.services.pathways.blobs import load_columns
from rccdesk.services.pathways.coverage import Coverage, unit_place
from rccdesk.services.pathways.derive import (
    ARRAYS,
    EVENT_TEXTS,
    MISSING,
    EventColumns,
    PathwayColumns,
    add_tombstones,
    concatenate,
    derive_pathways,
    text_hash,
)

_FILTER_BITS = 22
_CONTENT = ("unit", "region", "home_region", "sex", "age_group", "recurrence", "variant")


@dataclass(frozen=True, slots=True)
class Part:
    """The events of one batch with their keys, or those of them that are asked for."""

    coverage: Coverage
    events: EventColumns
    keys: NDArray[np.uint64]


def load_events(session: Session, batch_id: int, names: Sequence[str] = ARRAYS) -> dict[str, Any]:
    """Return the named event columns of a batch with their dictionaries, by name."""
    wanted = [*names, *(EVENT_TEXTS[name] for name in names if name in EVENT_TEXTS)]
    return load_columns(session, EventBlob, batch_id, wanted)


def merge_earlier(
    session: Session, new: Part, earlier: Sequence[Coverage]
) -> tuple[NDArray[np.uint64], list[Part], NDArray[np.uint64]]:
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
    parts: list[Part] = []
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
                keep &= ~_is_inside(later, as_columns(events, ("date", "region", "unit")))
        event_keys = _event_keys(events, keys[index])
        keep &= ~_is_in(event_keys, seen)
        part = Part(coverage, events.take(keep), keys[index][keep])
        event_keys = event_keys[keep]
        inside = _is_inside(new.coverage, as_columns(part.events, ("date", "region", "unit")))
        inside_keys.append(event_keys[inside])
        parts.append(part)
        seen = np.sort(np.concatenate((seen, event_keys)))
    return affected, parts, np.concatenate(inside_keys)


def count_changes(
    new: Part, parts: Sequence[Part], inside_keys: NDArray[np.uint64]
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


def derive_merged(
    parts: Sequence[Part],
    affected: NDArray[np.uint64],
    end_suffixes: Mapping[str, frozenset[int]],
) -> PathwayColumns:
    """Derive the affected pathways; ``parts`` begin with the new batch, which replaces."""
    new = parts[0]
    own = np.sort(_event_keys(new.events, new.keys))
    kept = [new]
    for part in parts[1:]:
        keep = ~_is_inside(new.coverage, as_columns(part.events, ("date", "region", "unit")))
        keep &= ~_is_in(_event_keys(part.events, part.keys), own)
        if keep.any():
            kept.append(Part(part.coverage, part.events.take(keep), part.keys[keep]))
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


def as_columns(events: EventColumns, names: Iterable[str]) -> dict[str, Any]:
    """Return the named columns with their dictionaries."""
    columns: dict[str, Any] = {}
    for name in names:
        columns[name] = getattr(events, name)
        if name in EVENT_TEXTS:
            columns[EVENT_TEXTS[name]] = getattr(events, EVENT_TEXTS[name])
    return columns


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
    inside = regions[region]
    bare = region == MISSING
    if bare.any():
        inside = np.where(bare, units[columns["unit"]], inside)
    found: NDArray[np.bool_] = inside & (day >= coverage.first) & (day <= coverage.last)
    return found


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
    found: NDArray[np.uint64] = keys ^ mixed ^ (mixed >> np.uint64(31))
    return found


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
        found: NDArray[np.bool_] = table[(keys >> shift).astype(np.int64)]
        positions = np.nonzero(found)[0]
        found[positions] = _is_in(keys[positions], among)
        return found

    return occurs
