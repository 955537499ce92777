"""Which events count when several extracts overlap, and which pathways an extract changes.

Keys are 64 bits: of a pathway (id and SVF) and of an event (pathway, KVÅ code, date).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from rccdesk.models import EventBlob, PathwayBlob
from rccdesk.services.pathways.blobs import load_columns
from rccdesk.services.pathways.coverage import Coverage, unit_place
from rccdesk.services.pathways.derive import (
    ARRAYS,
    DATES,
    EVENT_TEXTS,
    LISTED_COLUMNS,
    MISSING,
    NO_DATE,
    PATHWAY_ARRAYS,
    EventColumns,
    EventSource,
    PathwayColumns,
    derive_pathways,
    missing_column,
    pathway_keys,
    text_hash,
)

_FILTER_BITS = 20
_AT_A_TIME = 2**16  # keys that are looked up, since that takes several times their room
_CONTENT = (
    *("unit", "region", "home_region", "sex", "age_group", "recurrence", "variant"),
    *LISTED_COLUMNS,
)


@dataclass(frozen=True, slots=True)
class Part:
    """The events of one batch, or those of them that are asked for.

    ``keys`` are those of their pathways, ``event_keys`` their own. ``is_inside`` marks those that
    the new batch covers.
    """

    coverage: Coverage
    events: EventColumns
    keys: NDArray[np.uint64]
    event_keys: NDArray[np.uint64]
    is_inside: NDArray[np.bool_]

    def take(self, mask: NDArray[np.bool_]) -> Part:
        """Return the marked events."""
        return Part(
            self.coverage,
            self.events.take(mask),
            self.keys[mask],
            self.event_keys[mask],
            self.is_inside[mask],
        )


def make_part(coverage: Coverage, events: EventColumns, keys: NDArray[np.uint64]) -> Part:
    """Return a new batch's events, all inside its coverage."""
    inside = np.ones(len(events), dtype=bool)
    return Part(coverage, events, keys, _event_keys(events, keys), inside)


def load_events(session: Session, batch_id: int, names: Sequence[str] = ARRAYS) -> dict[str, Any]:
    """Return the named event columns of a batch with their dictionaries, by name.

    An event list has no columns for what only a pathway list says: they come as unknown.
    """
    wanted = [*names, *(EVENT_TEXTS[name] for name in names if name in EVENT_TEXTS)]
    found = load_columns(session, EventBlob, batch_id, wanted)
    if found:
        count = len(next(column for name, column in found.items() if name in ARRAYS))
        for name in LISTED_COLUMNS:
            if name in names and name not in found:
                found[name] = missing_column(name, count)
    return found


def merge_earlier(
    session: Session, new: Part, earlier: Sequence[Coverage]
) -> tuple[NDArray[np.uint64], list[Part]]:
    """Find the earlier events that still count for the pathways which ``new`` changes.

    Returns the sorted keys of these pathways and, per earlier batch, newest first, its events of
    them that no later earlier batch replaces.
    """
    newest_first = list(reversed(earlier))
    changed: list[NDArray[np.uint64]] = [_sorted_unique(new.keys)]
    loaded: list[NDArray[np.uint64]] = []
    for number, coverage in enumerate(newest_first):
        overlaps = _overlap(new.coverage, coverage)
        is_covered = new.coverage.covers(coverage)
        names = ["pathway", "kva"]
        if overlaps and not is_covered:
            names += ["date", "region", "unit"]
        columns = load_events(session, coverage.batch_id, names)
        keys = _keys_of(columns)
        loaded.append(keys)
        if is_covered:
            # The new batch takes over all that the covered one said, tombstones too.
            delta = load_columns(session, PathwayBlob, coverage.batch_id, ["key"])
            changed.append(cast(NDArray[np.uint64], delta["key"]))
        elif overlaps:
            inside = _is_inside(new.coverage, columns)
            for later in newest_first[:number]:
                if _overlap(later, coverage):
                    inside &= ~_is_inside(later, columns)
            changed.append(keys[inside])
    affected = _sorted_unique(np.concatenate(changed))
    is_wanted = _membership(affected)
    parts: list[Part] = []
    for number, (coverage, keys) in enumerate(zip(newest_first, loaded, strict=True)):
        is_covered = new.coverage.covers(coverage)
        wanted = np.ones(len(keys), dtype=bool) if is_covered else is_wanted(keys)
        if not wanted.any():
            continue
        events = EventColumns(**load_events(session, coverage.batch_id))
        if not wanted.all():
            events, keys = events.take(wanted), keys[wanted]  # noqa: PLW2901
        where = as_columns(events, ("date", "region", "unit"))
        inside = np.ones(len(events), dtype=bool) if is_covered else _is_inside(new.coverage, where)
        if new.coverage.is_list and not is_covered:
            inside |= _is_in(keys, np.sort(new.keys))
        part = Part(coverage, events, keys, _event_keys(events, keys), inside)
        before = list(zip(newest_first[:number], loaded, strict=False))
        replaced = _is_replaced(part, where, before, parts)
        parts.append(part.take(~replaced) if replaced.any() else part)
    return affected, parts


def _is_replaced(
    part: Part,
    where: dict[str, Any],
    later: Sequence[tuple[Coverage, NDArray[np.uint64]]],
    later_parts: Sequence[Part],
) -> NDArray[np.bool_]:
    """Tell which events of a part a later batch replaces; each comes with its pathways' keys."""
    replaced = np.zeros(len(part.events), dtype=bool)
    for coverage, keys in later:
        if _overlap(coverage, part.coverage):
            replaced |= _is_inside(coverage, where)
        if coverage.is_list:
            replaced |= _is_in(part.keys, np.sort(keys))
    for later_part in later_parts:
        replaced |= _is_in(part.event_keys, np.sort(later_part.event_keys))
    return replaced


def count_changes(
    new: Part, parts: Sequence[Part], disputed: EventColumns | None = None
) -> tuple[int, int, int]:
    """Return the numbers of new, changed and missing events; ``disputed`` ones are not missing."""
    before = np.concatenate([part.event_keys for part in parts] or [new.event_keys[:0]])
    if not len(before):
        return len(new.events), 0, 0
    content = np.concatenate([_contents(part.events) for part in parts])
    inside = np.concatenate([part.is_inside for part in parts])
    order = np.argsort(before)
    position = np.minimum(np.searchsorted(before[order], new.event_keys), len(before) - 1)
    match = order[position]
    is_known = before[match] == new.event_keys
    is_same = is_known & (content[match] == _contents(new.events))
    known = int(np.count_nonzero(is_known))
    missing = int(np.count_nonzero(inside)) - int(np.count_nonzero(inside[match[is_known]]))
    if disputed is not None and len(disputed):
        there = _sorted_unique(_event_keys(disputed, pathway_keys(disputed)))
        there = there[~_is_in(there, np.sort(new.event_keys))]
        missing -= int(np.count_nonzero(_is_in(there, np.sort(before[inside]))))
    return len(new.events) - known, known - int(np.count_nonzero(is_same)), missing


def count_listed_changes(
    new: Part, parts: Sequence[Part], disputed: EventColumns | None = None
) -> tuple[int, int, int]:
    """Return the numbers of new, changed and missing rows of a pathway list, one per pathway.

    A row is unchanged where its pathway has had exactly these events; ``disputed`` pathways are
    not missing.
    """
    rows, row_of = np.unique(new.keys, return_inverse=True)
    nothing = new.keys[:0]
    keys = np.concatenate([part.keys for part in parts] or [nothing])
    if not len(keys):
        return len(rows), 0, 0
    said = np.concatenate([part.event_keys ^ _contents(part.events) for part in parts])
    inside = np.concatenate([part.is_inside for part in parts])
    is_same = _is_in(new.event_keys ^ _contents(new.events), np.sort(said))
    differs = np.bincount(row_of, ~is_same, minlength=len(rows)) > 0
    position = np.minimum(np.searchsorted(rows, keys), len(rows) - 1)
    is_listed = rows[position] == keys
    before = np.bincount(position[is_listed], minlength=len(rows))
    differs |= before != np.bincount(row_of, minlength=len(rows))
    gone = keys[inside & ~is_listed]
    if disputed is not None and len(disputed):
        gone = gone[~_is_in(gone, np.sort(pathway_keys(disputed)))]
    return (
        int(np.count_nonzero(before == 0)),
        int(np.count_nonzero(differs & (before > 0))),
        len(_sorted_unique(gone)) if len(gone) else 0,
    )


def drop_covered(new: Part, parts: Sequence[Part]) -> list[EventSource]:
    """Return the events of the new batch and what it leaves of the earlier ones."""
    kept = [_as_source(new)]
    own = np.empty(0, np.uint64)
    for part in parts:
        keep = ~part.is_inside
        if not keep.any():
            continue
        own = own if len(own) else np.sort(new.event_keys)
        keep &= ~_is_in(part.event_keys, own)
        kept.append(_as_source(part).take(keep))
    return kept


def derive_merged(
    kept: Sequence[EventSource],
    affected: NDArray[np.uint64],
    end_suffixes: Mapping[str, frozenset[int]],
) -> PathwayColumns:
    """Derive the affected pathways from what `drop_covered` has kept."""
    pathways = derive_pathways(kept, end_suffixes)
    return _add_tombstones(pathways, affected[~_is_in(affected, pathways.key)])


def _add_tombstones(pathways: PathwayColumns, keys: NDArray[np.uint64]) -> PathwayColumns:
    """Return ``pathways`` with a tombstone for each of ``keys``; none of them may be there."""
    if not len(keys):
        return pathways
    values: dict[str, Any] = {}
    order = np.argsort(np.concatenate((pathways.key, keys)))
    for name in PATHWAY_ARRAYS:
        column = getattr(pathways, name)
        missing = NO_DATE if name in DATES else MISSING
        filling = np.full(len(keys), 0 if name in {"future", "key"} else missing, column.dtype)
        values[name] = np.concatenate((column, keys if name == "key" else filling))[order]
    return replace(pathways, **values)


def _as_source(part: Part) -> EventSource:
    return EventSource(part.events, part.keys, part.coverage.batch_id, part.coverage.extract_day)


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


def _sorted_unique(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the distinct values in order; np.unique hashes first, which is slower here."""
    ordered = np.sort(values)
    is_first = np.ones(len(ordered), dtype=bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return ordered[is_first]


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
        found = np.zeros(len(keys), dtype=bool)
        for start in range(0, len(keys), _AT_A_TIME):
            part = keys[start : start + _AT_A_TIME]
            positions = np.nonzero(table[(part >> shift).astype(np.int64)])[0]
            found[start + positions] = _is_in(part[positions], among)
        return found

    return occurs
