"""Pathways from events, in numpy: one pathway = one pathway id within one SVF.

Only what does not depend on the editable catalogue of limits is derived here. Suffix 73 is kept
as a candidate of its own, because the limits decide whether it ends a pathway.

A pathway list becomes events too: one per date of a row. What has no KVÅ code there stands as an
event of its own, its name after the prefix of the SVF; what is no event stands on each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

NO_DATE = -(2**31)
MISSING = -1
SUSPICION = 10
NO_ACTION = 73  # ingen ytterligare åtgärd
CLOSINGS = (70, 72, 74, 76, 78)
BAS, UTOKAD = 0, 1
# So many events are worked on at a time: what that takes is several times the events.
_SLICE = 2**15
_DECISIONS = {43: BAS, 44: UTOKAD}
DEFAULT_ENDS = frozenset((50, 52, 54, 58, 59, 60))
FUTURE_START, FUTURE_END, FUTURE_NO_ACTION, FUTURE_RECOMMENDATION, FUTURE_DECISION = 1, 2, 4, 8, 16
# Events of a pathway list without a KVÅ code, and the numbers that stand for their suffixes.
# A start whose treatment is unknown sorts after those of the same day that are known.
START, RECOMMENDATION, DECISION = 100, 101, 102
LISTED = {
    "treatment_start": START,
    "treatment_recommendation": RECOMMENDATION,
    "treatment_decision": DECISION,
}
LISTED_COLUMNS = ("in_svf", "recommended", "treatment")

# A column of codes and the dictionary that they index.
EVENT_TEXTS = {
    "kva": "kva_codes",
    "unit": "units",
    "region": "regions",
    "home_region": "home_regions",
}


def _nothing() -> NDArray[Any]:
    return np.empty(0, np.int8)


def _fill_in(columns: Any, names: Iterable[str], count: int) -> None:
    for name in names:
        if len(getattr(columns, name)) != count:
            object.__setattr__(columns, name, missing_column(name, count))


def missing_column(name: str, count: int) -> NDArray[Any]:
    """Return a column of events or pathways in which nothing is known."""
    if name in DATES:
        return np.full(count, NO_DATE, np.int32)
    if name in PATHWAY_TEXTS:
        return np.full(count, MISSING, np.int16)
    return np.full(count, MISSING, np.int8)


@dataclass(frozen=True, slots=True)
class EventColumns:
    """Events, one element each; codes index the tuple beside them, -1 is missing.

    ``date`` counts days from 1970-01-01; ``row`` is the row of the sheet, from 1. ``sex`` and
    ``age_group`` follow the order of their enums, ``recurrence`` is 0 or 1, ``variant`` 0 for
    bas and 1 for utökad. Only a pathway list says whether a pathway was ``in_svf`` and
    ``recommended`` treatment (0 or 1), and which ``treatment`` (suffix) before it has started.
    """

    pathway: NDArray[np.uint64]  # keyed hash of the pathway id
    kva: NDArray[np.int16]
    kva_codes: tuple[str, ...]
    date: NDArray[np.int32]
    unit: NDArray[np.int16]
    units: tuple[str, ...]
    region: NDArray[np.int16]
    regions: tuple[str, ...]
    home_region: NDArray[np.int16]
    home_regions: tuple[str, ...]
    sex: NDArray[np.int8]
    age_group: NDArray[np.int8]
    recurrence: NDArray[np.int8]
    variant: NDArray[np.int8]
    row: NDArray[np.int32]
    in_svf: NDArray[np.int8] = field(default_factory=_nothing)
    recommended: NDArray[np.int8] = field(default_factory=_nothing)
    treatment: NDArray[np.int8] = field(default_factory=_nothing)

    def __post_init__(self) -> None:
        """Fill in what only a pathway list says."""
        _fill_in(self, LISTED_COLUMNS, len(self.pathway))

    def __len__(self) -> int:
        """Return the number of events."""
        return len(self.pathway)

    def take(self, index: NDArray[Any]) -> EventColumns:
        """Return the events at ``index`` (positions or a mask)."""
        return replace(self, **{name: getattr(self, name)[index] for name in ARRAYS})


ARRAYS = tuple(each.name for each in fields(EventColumns) if each.name not in EVENT_TEXTS.values())


@dataclass(frozen=True, slots=True)
class PathwayColumns:
    """Derived pathways, sorted by ``key``. Codes as in `EventColumns`; a tombstone has svf -1.

    ``end`` is the earliest event among the SVF's end suffixes, ``no_action`` the earliest 73,
    ``closing`` the earliest other closing; same day: the lowest suffix. ``future`` has a bit for
    each of start, end, 73, recommendation and decision that lies after the extract date of its own
    batch.
    """

    key: NDArray[np.uint64]
    svf: NDArray[np.int16]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    end_suffix: NDArray[np.int8]
    no_action: NDArray[np.int32]
    closing: NDArray[np.int32]
    closing_suffix: NDArray[np.int8]
    future: NDArray[np.int8]
    region: NDArray[np.int16]  # of the end event
    unit: NDArray[np.int16]
    no_action_region: NDArray[np.int16]
    no_action_unit: NDArray[np.int16]
    home_region: NDArray[np.int16]
    sex: NDArray[np.int8]
    age_group: NDArray[np.int8]
    recurrence: NDArray[np.int8]
    variant: NDArray[np.int8]
    start_row: NDArray[np.int32]
    end_row: NDArray[np.int32]
    start_batch: NDArray[np.int32]
    end_batch: NDArray[np.int32]
    in_svf: NDArray[np.int8] = field(default_factory=_nothing)
    recommended: NDArray[np.int8] = field(default_factory=_nothing)
    treatment: NDArray[np.int8] = field(default_factory=_nothing)
    recommendation: NDArray[np.int32] = field(default_factory=_nothing)
    recommendation_region: NDArray[np.int16] = field(default_factory=_nothing)
    recommendation_unit: NDArray[np.int16] = field(default_factory=_nothing)
    decision: NDArray[np.int32] = field(default_factory=_nothing)
    decision_region: NDArray[np.int16] = field(default_factory=_nothing)
    decision_unit: NDArray[np.int16] = field(default_factory=_nothing)
    svfs: tuple[str, ...] = field(default=())
    regions: tuple[str, ...] = field(default=())
    units: tuple[str, ...] = field(default=())
    home_regions: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        """Fill in what only a pathway list says."""
        _fill_in(self, LISTED_ARRAYS, len(self.key))

    def __len__(self) -> int:
        """Return the number of pathways, tombstones too."""
        return len(self.key)


PATHWAY_TEXTS = {
    "svf": "svfs",
    "region": "regions",
    "unit": "units",
    "no_action_region": "regions",
    "no_action_unit": "units",
    "home_region": "home_regions",
    "recommendation_region": "regions",
    "recommendation_unit": "units",
    "decision_region": "regions",
    "decision_unit": "units",
}
DATES = frozenset(("start", "end", "no_action", "closing", "recommendation", "decision"))
LISTED_DATES = ("recommendation", "decision")
LISTED_ARRAYS = (
    *LISTED_COLUMNS,
    *(f"{name}{part}" for name in LISTED_DATES for part in ("", "_region", "_unit")),
)
PATHWAY_ARRAYS = tuple(
    each.name for each in fields(PathwayColumns) if each.name not in PATHWAY_TEXTS.values()
)


def has_listed(columns: EventColumns | PathwayColumns) -> bool:
    """Tell whether a column holds anything that only a pathway list says."""
    names = LISTED_ARRAYS if isinstance(columns, PathwayColumns) else LISTED_COLUMNS
    return any((getattr(columns, n) != (NO_DATE if n in DATES else MISSING)).any() for n in names)


def text_hash(kind: str, text: str) -> int:
    """Return 64 bits that stand for ``text`` as a value of ``kind`` in any batch."""
    return int.from_bytes(blake2b(f"{kind}\0{text}".encode(), digest_size=8).digest())


def pathway_keys(events: EventColumns) -> NDArray[np.uint64]:
    """Return the key of each event's pathway: pathway id and SVF in 64 bits."""
    of_svf = [text_hash("svf", code[:3]) for code in events.kva_codes]
    return events.pathway ^ np.array(of_svf, dtype=np.uint64)[events.kva]


def unify_texts(
    dictionaries: Sequence[tuple[str, ...]],
) -> tuple[tuple[str, ...], list[NDArray[np.int16]]]:
    """Return one dictionary, and for each given one the new codes (the last for missing)."""
    union = tuple(dict.fromkeys(text for texts in dictionaries for text in texts))
    position = {text: number for number, text in enumerate(union)}
    tables = [
        np.array([*(position[text] for text in texts), MISSING], dtype=np.int16)
        for texts in dictionaries
    ]
    return union, tables


def concatenate(parts: Sequence[EventColumns]) -> EventColumns:
    """Return the events of all parts under common dictionaries."""
    if len(parts) == 1:
        return parts[0]
    values: dict[str, Any] = {}
    for name in ARRAYS:
        if name in EVENT_TEXTS:
            texts_name = EVENT_TEXTS[name]
            texts, tables = unify_texts([getattr(part, texts_name) for part in parts])
            values[texts_name] = texts
            arrays = [table[getattr(part, name)] for part, table in zip(parts, tables, strict=True)]
        else:
            arrays = [getattr(part, name) for part in parts]
        values[name] = np.concatenate(arrays)
    return EventColumns(**values)


@dataclass(frozen=True, slots=True)
class EventSource:
    """Events of one batch, the keys of their pathways, and the extract date as a day."""

    events: EventColumns
    keys: NDArray[np.uint64]
    batch_id: int
    extract_day: int

    def take(self, index: NDArray[Any]) -> EventSource:
        """Return the events at ``index`` (positions or a mask)."""
        return replace(self, events=self.events.take(index), keys=self.keys[index])


def derive_pathways(
    sources: Sequence[EventSource], end_suffixes: Mapping[str, frozenset[int]]
) -> PathwayColumns:
    """Derive the pathways of all events of ``sources``, of which there is at least one.

    ``end_suffixes`` maps an SVF's prefix to the suffixes that end it.
    """
    bits = max(sum(len(each.keys) for each in sources) // _SLICE, 1).bit_length() - 1
    if not bits:
        return _derive_slice(sources, end_suffixes)
    # Keys are hashes: their top bits part the pathways evenly, and in the order of the keys.
    slices = [(each.keys >> np.uint64(64 - bits)).astype(np.int16) for each in sources]
    found: dict[str, list[NDArray[Any]]] = {name: [] for name in PATHWAY_ARRAYS}
    for number in range(1 << bits):
        part = _derive_slice(
            [
                each.take(np.flatnonzero(slice_of == number))
                for each, slice_of in zip(sources, slices, strict=True)
            ],
            end_suffixes,
        )
        for name, arrays in found.items():
            arrays.append(getattr(part, name))
    joined: dict[str, Any] = {name: np.concatenate(found.pop(name)) for name in PATHWAY_ARRAYS}
    return replace(part, **joined)


def _derive_slice(
    sources: Sequence[EventSource], end_suffixes: Mapping[str, frozenset[int]]
) -> PathwayColumns:
    sizes = [len(each.keys) for each in sources]
    batch = np.repeat(np.array([each.batch_id for each in sources], np.int32), sizes)
    is_future = np.concatenate([each.events.date > each.extract_day for each in sources])
    keys = np.concatenate([each.keys for each in sources])
    events = concatenate([each.events for each in sources])
    svfs, svf_of_code, suffix_of_code = split_codes(events.kva_codes)
    order, group, group_keys = _sort(events, keys, suffix_of_code[events.kva])
    count = len(group_keys)
    code = events.kva[order]
    suffix = suffix_of_code[code]
    ends = _code_mask(events.kva_codes, end_suffixes, closings=False)[code]
    closings = _code_mask(events.kva_codes, end_suffixes, closings=True)[code]
    date = events.date[order]

    start = _first(suffix == SUSPICION, group, count)
    end = _first(ends, group, count)
    no_action = _first((suffix == NO_ACTION) & ~ends, group, count)
    closing = _first(closings, group, count)
    last_event = np.where(end >= 0, end, no_action)
    late = is_future[order]

    def at(index: NDArray[np.int64], column: NDArray[Any], missing: int) -> NDArray[Any]:
        return np.where(index >= 0, column[index], column.dtype.type(missing))

    def attribute(column: NDArray[Any]) -> NDArray[Any]:
        value = at(last_event, column, MISSING)
        if (value >= 0).all():
            return value
        return np.where(value >= 0, value, at(_first(column >= 0, group, count), column, MISSING))

    variant = attribute(events.variant[order])
    decided = _decided_variant(suffix, date, group, at(end, date, 2**31 - 1))
    region, unit, row = events.region[order], events.unit[order], events.row[order]
    batch = batch[order]
    first = np.searchsorted(group, np.arange(count))
    listed: dict[str, NDArray[Any]] = {}
    if has_listed(events):
        listed = {name: attribute(getattr(events, name)[order]) for name in LISTED_COLUMNS}
    late_listed = np.zeros(count, np.int8)
    for name, number, bit in (
        ("recommendation", RECOMMENDATION, FUTURE_RECOMMENDATION),
        ("decision", DECISION, FUTURE_DECISION),
    ):
        if (suffix_of_code == number).any():
            found = _first(suffix == number, group, count)
            listed[name] = at(found, date, NO_DATE)
            listed[f"{name}_region"] = at(found, region, MISSING)
            listed[f"{name}_unit"] = at(found, unit, MISSING)
            late_listed += bit * (at(found, late, 0) > 0).astype(np.int8)
    return PathwayColumns(
        key=group_keys,
        svf=svf_of_code[code[first]],
        start=at(start, date, NO_DATE),
        end=at(end, date, NO_DATE),
        end_suffix=at(end, suffix, MISSING),
        no_action=at(no_action, date, NO_DATE),
        closing=at(closing, date, NO_DATE),
        closing_suffix=at(closing, suffix, MISSING),
        future=(
            FUTURE_START * (at(start, late, 0) > 0).astype(np.int8)
            + FUTURE_END * (at(end, late, 0) > 0).astype(np.int8)
            + FUTURE_NO_ACTION * (at(no_action, late, 0) > 0).astype(np.int8)
            + late_listed
        ).astype(np.int8),
        region=at(end, region, MISSING),
        unit=at(end, unit, MISSING),
        no_action_region=at(no_action, region, MISSING),
        no_action_unit=at(no_action, unit, MISSING),
        home_region=attribute(events.home_region[order]),
        sex=attribute(events.sex[order]),
        age_group=attribute(events.age_group[order]),
        recurrence=attribute(events.recurrence[order]),
        variant=np.where(variant >= 0, variant, decided),
        start_row=at(start, row, MISSING),
        end_row=at(last_event, row, MISSING),
        start_batch=at(start, batch, MISSING),
        end_batch=at(last_event, batch, MISSING),
        svfs=svfs,
        regions=events.regions,
        units=events.units,
        home_regions=events.home_regions,
        **listed,
    )


def split_codes(
    codes: Iterable[str],
) -> tuple[tuple[str, ...], NDArray[np.int16], NDArray[np.int8]]:
    """Return the SVF prefixes of KVÅ codes, and per code the prefix's number and the suffix."""
    codes = tuple(codes)
    svfs = tuple(dict.fromkeys(code[:3] for code in codes))
    number = {svf: position for position, svf in enumerate(svfs)}
    return (
        svfs,
        np.array([number[code[:3]] for code in codes], dtype=np.int16),
        np.array([suffix_number(code) for code in codes], dtype=np.int8),
    )


def suffix_number(code: str) -> int:
    """Return the suffix of a KVÅ code, or the number of an event that only a list has."""
    return int(code[3:]) if code[3:].isdecimal() else LISTED.get(code[4:], MISSING)


def listed_code(svf: str, event: str) -> str:
    """Return what stands for an event of a pathway list that has no KVÅ code."""
    return f"{svf}:{event}"


def _code_mask(
    codes: Sequence[str], end_suffixes: Mapping[str, frozenset[int]], *, closings: bool
) -> NDArray[np.bool_]:
    """Tell for each KVÅ code whether it ends its SVF, or else whether it closes it."""
    flags = []
    for code in codes:
        ends = end_suffixes.get(code[:3], DEFAULT_ENDS)
        suffix = suffix_number(code)
        if suffix == START:
            flags.append(not closings and bool(ends & DEFAULT_ENDS))
        else:
            flags.append(suffix in CLOSINGS and suffix not in ends if closings else suffix in ends)
    return np.array(flags, dtype=bool)


def _sort(
    events: EventColumns, keys: NDArray[np.uint64], suffix: NDArray[np.int8]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint64]]:
    """Return the order by pathway, day and suffix; the pathway's number there; the keys."""
    by_key = np.argsort(keys)
    sorted_keys = keys[by_key]
    is_first = np.ones(len(keys), dtype=bool)
    is_first[1:] = sorted_keys[1:] != sorted_keys[:-1]
    number = np.cumsum(is_first) - 1
    day = events.date.astype(np.int64)
    within = (day - (day.min() if len(day) else 0)) << 8 | (suffix.astype(np.int64) & 0x7F)
    composite = number << 32 | within[by_key]
    by_day = np.argsort(composite)
    return by_key[by_day], composite[by_day] >> 32, sorted_keys[is_first]


def _first(mask: NDArray[np.bool_], group: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return the position of the first marked event of each group; -1 where none is."""
    found = np.full(count, MISSING, dtype=np.int64)
    positions = np.nonzero(mask)[0]
    groups = group[positions]
    is_first = np.ones(len(positions), dtype=bool)
    is_first[1:] = groups[1:] != groups[:-1]
    found[groups[is_first]] = positions[is_first]
    return found


def _decided_variant(
    suffix: NDArray[np.int8],
    date: NDArray[np.int32],
    group: NDArray[np.int64],
    end: NDArray[np.int32],
) -> NDArray[np.int8]:
    """Return the variant by the decisions not after the end: 44 goes before 43."""
    found = np.full(len(end), MISSING, dtype=np.int8)
    for decision, variant in _DECISIONS.items():
        positions = np.nonzero(suffix == decision)[0]
        groups = group[positions]
        found[groups[date[positions] <= end[groups]]] = variant
    return found
