"""The pathways of a store as numpy columns in memory: what every selection is computed from.

The columns hold the pathways that are left after the exclusions, about 26 bytes each, sorted as
stored; the excluded ones are counted per SVF, and the starts of treatment that the inclusion
counts are kept as a cube. One cache per open store and snapshot, keyed by the data versions.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from rccdesk.enums import AgeGroup, Grain, Sex, Topic, Treatment
from rccdesk.errors import NotFoundError
from rccdesk.models import ImportBatch
from rccdesk.periods import MONTHS_PER_GRAIN
from rccdesk.services import organisation
from rccdesk.services.pathways import catalogue
from rccdesk.services.pathways.coverage import (
    Coverage,
    Segment,
    drop_replaced,
    list_coverages,
    list_segments,
)
from rccdesk.services.pathways.derive import (
    CLOSINGS,
    FUTURE_END,
    FUTURE_NO_ACTION,
    FUTURE_START,
    NO_ACTION,
    NO_DATE,
    PATHWAY_ARRAYS,
    PATHWAY_TEXTS,
    PathwayColumns,
    unify_texts,
)
from rccdesk.services.pathways.events import load_pathways
from rccdesk.services.pathways.limits import (
    MATCHED,
    NOT_CHOOSABLE,
    UNKNOWN,
    Limit,
    dated_limits,
    is_end_point,
    match_limits,
)
from rccdesk.services.statistics.grouping import Grouping

if TYPE_CHECKING:
    from rccdesk.services.database import Database

Labels = tuple[str | None, ...]
REASONS = (
    "future",
    "no_suspicion",
    *(f"closed_{suffix}" for suffix in sorted((*CLOSINGS, NO_ACTION))),
    "open",
    "negative",
    "limit_unknown",
    "limit_not_choosable",
)
DIMENSIONS = (
    "svf",
    "region",
    "home_region",
    "health_care_region",
    "unit",
    "treatment",
    "variant",
    "sex",
    "age_group",
    "recurrence",
)
_TOPICS = (Topic.LEAD_TIMES, Topic.PATHWAYS, Topic.ORGANISATION)
_KEPT_CACHES = 2
_KEPT_GROUPINGS = 6
_INCLUDED = -1
_EPOCH_YEAR = 1970


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the derivation reads of the editable catalogue and organisation."""

    limits: tuple[Limit, ...]
    treatments: dict[int, str]  # suffix of a start of treatment -> treatment
    without_treatment_goal: frozenset[str]  # AOS
    without_inclusion: frozenset[str]
    care_region_of_region: dict[str, str | None]  # region code -> RCC key, None where split
    care_region_of_unit: dict[str, str]
    region_of_unit: dict[str, str]
    split_regions: frozenset[str]  # Halland


@dataclass(slots=True)
class LeadTimeColumns:
    """Measurable pathways. Each dimension holds codes into its ``labels``, sorted, None last.

    ``start`` and ``end`` count days from 1970-01-01; ``limit`` indexes ``catalogue.limits``.
    ``excluded`` counts (svf, reason); ``started`` counts the starts of treatment of the inclusion
    (svf, region, month), months from ``first_month``, which counts from January 1970; its last
    region is the unknown one.
    """

    dimensions: dict[str, NDArray[Any]]
    labels: dict[str, Labels]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    days: NDArray[np.int16]
    limit_days: NDArray[np.int16]
    limit: NDArray[np.int16]
    is_confirmed: NDArray[np.bool_]
    excluded: NDArray[np.int64]
    started: NDArray[np.int32]
    first_month: int
    catalogue: Catalogue
    coverages: tuple[Coverage, ...]
    segments: tuple[Segment, ...]
    groupings: OrderedDict[tuple[str, ...], Grouping] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __len__(self) -> int:
        """Return the number of measurable pathways."""
        return len(self.end)

    @property
    def regions(self) -> tuple[str, ...]:
        """Return the regions in which a pathway has ended, by code."""
        return tuple(label for label in self.labels["region"] if label is not None)

    def first_month_of(self, column: str, grain: Grain) -> int:
        """Return the first month, from January 1970, of the first period of ``column``."""
        days = getattr(self, column)
        if not len(days):
            return 0
        months = MONTHS_PER_GRAIN[grain]
        return int(month_number(days.min(keepdims=True))[0]) // months * months

    def period_codes(self, column: str, grain: Grain) -> NDArray[np.int32]:
        """Return each pathway's period by its ``start`` or ``end``, numbered from the first."""
        months = MONTHS_PER_GRAIN[grain]
        return (month_number(getattr(self, column)) - self.first_month_of(column, grain)) // months

    def remember(self, key: tuple[str, ...], grouping: Grouping) -> Grouping:
        """Keep a grouping's order, in place of the one that was not asked for the longest."""
        with self.lock:
            self.groupings[key] = grouping
            self.groupings.move_to_end(key)
            while len(self.groupings) > _KEPT_GROUPINGS:
                self.groupings.popitem(last=False)
        return grouping


_caches: WeakKeyDictionary[
    Database, OrderedDict[int | None, tuple[tuple[int, ...], LeadTimeColumns]]
] = WeakKeyDictionary()
_lock = threading.Lock()


def get_columns(database: Database, snapshot: int | None = None) -> LeadTimeColumns:
    """Return the store's measurable pathways as known now, or just after batch ``snapshot``.

    Raises NotFoundError ``no_such_batch``.
    """
    version = tuple(database.data_version(topic) for topic in _TOPICS)
    with _lock:
        kept = _caches.setdefault(database, OrderedDict())
        if snapshot in kept and kept[snapshot][0] == version:
            kept.move_to_end(snapshot)
            return kept[snapshot][1]
    known = _read_catalogue(database)
    with database.read() as session:
        if snapshot is not None and session.get(ImportBatch, snapshot) is None:
            raise NotFoundError("no_such_batch", batch=snapshot)
        columns = _load(session, known, snapshot)
    with _lock:
        kept[snapshot] = (version, columns)
        kept.move_to_end(snapshot)
        while len(kept) > _KEPT_CACHES:
            kept.popitem(last=False)
    return columns


def month_number(day: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the months from January 1970 of days from 1970-01-01."""
    if not len(day):
        return np.empty(0, np.int32)
    first = int(day.min())
    every = np.arange(first, int(day.max()) + 1).astype("datetime64[D]")
    return every.astype("datetime64[M]").astype(np.int32)[day - first]


def first_of_month(number: int) -> dt.date:
    """Return the first day of the month ``number`` months after January 1970."""
    return dt.date(_EPOCH_YEAR + number // 12, number % 12 + 1, 1)


def _load(session: Session, known: Catalogue, snapshot: int | None) -> LeadTimeColumns:
    coverages = list_coverages(session, up_to=snapshot)
    active = drop_replaced(coverages)
    deltas = []
    for coverage in reversed(active):
        delta = load_pathways(session, coverage.batch_id)
        if delta is not None:
            deltas.append(delta)
    return _finish(_newest(deltas), known, active, list_segments(coverages))


def _read_catalogue(database: Database) -> Catalogue:
    svfs = catalogue.list_svf(database)
    care_regions = organisation.list_health_care_regions(database)
    units = organisation.list_units(database)
    whole = {code: key for (code, unit), key in care_regions.items() if not unit}
    return Catalogue(
        limits=dated_limits(catalogue.list_limits(database)),
        treatments={
            int(row.suffix): row.treatment
            for row in catalogue.list_suffixes(database)
            if row.kind == "treatment_start"
        },
        without_treatment_goal=frozenset(
            svf.kva_prefix for svf in svfs if not svf.in_treatment_goal
        ),
        without_inclusion=frozenset(svf.kva_prefix for svf in svfs if not svf.in_inclusion),
        care_region_of_region=whole,
        care_region_of_unit={
            name: key
            for unit in units
            if (key := care_regions.get((unit.region_code or "", unit.code)))
            for name in (unit.code, unit.name)
        },
        region_of_unit={
            name: unit.region_code
            for unit in units
            if unit.region_code
            for name in (unit.code, unit.name)
        },
        split_regions=frozenset(code for code, key in whole.items() if key is None),
    )


def _newest(deltas: Sequence[PathwayColumns]) -> dict[str, Any]:
    """Return the columns of the pathways that exist; ``deltas`` come newest first."""
    if not deltas:
        deltas = [_NONE]
    masks: list[NDArray[np.bool_]] = []
    seen = np.empty(0, np.uint64)
    for number, delta in enumerate(deltas):
        keep = delta.svf >= 0
        if len(seen):
            position = np.minimum(np.searchsorted(seen, delta.key), len(seen) - 1)
            keep &= seen[position] != delta.key
        masks.append(keep)
        if number + 1 < len(deltas):
            seen = np.sort(np.concatenate((seen, delta.key))) if len(seen) else delta.key
    values: dict[str, Any] = {}
    unions: dict[str, list[NDArray[np.int16]]] = {}
    for texts in dict.fromkeys(PATHWAY_TEXTS.values()):
        values[texts], unions[texts] = unify_texts([getattr(delta, texts) for delta in deltas])
    for name in PATHWAY_ARRAYS:
        if name in {"key", "start_row", "end_row", "start_batch", "end_batch"}:
            continue
        arrays = [getattr(delta, name) for delta in deltas]
        if name in PATHWAY_TEXTS and len(deltas) > 1:
            tables = unions[PATHWAY_TEXTS[name]]
            arrays = [table[codes] for table, codes in zip(tables, arrays, strict=True)]
        if len(deltas) == 1:
            values[name] = arrays[0] if masks[0].all() else arrays[0][masks[0]]
        else:
            kept = [codes[mask] for codes, mask in zip(arrays, masks, strict=True)]
            values[name] = np.concatenate(kept)
    return values


def _finish(
    pathways: dict[str, Any],
    known: Catalogue,
    coverages: tuple[Coverage, ...],
    segments: tuple[Segment, ...],
) -> LeadTimeColumns:
    """Apply the catalogue: the rule of suffix 73, the exclusions, the limits."""
    svf, start, future = pathways["svf"], pathways["start"], pathways["future"]
    end, end_suffix = pathways["end"], pathways["end_suffix"]
    region, unit = pathways["region"], pathways["unit"]
    no_action = pathways["no_action"]
    future_end = (future & FUTURE_END) > 0
    has_no_action = no_action != NO_DATE
    closing, closing_suffix = pathways["closing"], pathways["closing_suffix"]
    if has_no_action.any():
        counts_as_end = has_no_action & is_end_point(known.limits, pathways["svfs"], svf, start)
        # Suffix 73 is the highest of the ends: on the same day any other goes before it.
        ends = counts_as_end & ((end == NO_DATE) | (no_action < end))
        end = np.where(ends, no_action, end)
        end_suffix = np.where(ends, np.int8(NO_ACTION), end_suffix)
        region = np.where(ends, pathways["no_action_region"], region)
        unit = np.where(ends, pathways["no_action_unit"], unit)
        future_end = np.where(ends, (future & FUTURE_NO_ACTION) > 0, future_end)
        closes = has_no_action & ~counts_as_end
        closes &= (
            (closing == NO_DATE)
            | (no_action < closing)
            | ((no_action == closing) & (closing_suffix > NO_ACTION))
        )
        closing_suffix = np.where(closes, np.int8(NO_ACTION), closing_suffix)

    reason = _reasons(start, end, (future & FUTURE_START) > 0, future_end, closing_suffix)
    is_left = np.nonzero(reason == _INCLUDED)[0]
    match = match_limits(
        known.limits,
        known.treatments,
        pathways["svfs"],
        svf[is_left],
        end_suffix[is_left],
        pathways["variant"][is_left],
        start[is_left],
    )
    reason[is_left[match.outcome == UNKNOWN]] = REASONS.index("limit_unknown")
    reason[is_left[match.outcome == NOT_CHOOSABLE]] = REASONS.index("limit_not_choosable")
    is_matched = match.outcome == MATCHED
    svf_codes, svf_labels = _sorted_codes(svf, pathways["svfs"])
    svf_labels = svf_labels[:-1]  # every pathway has an SVF
    excluded = np.bincount(
        svf_codes.astype(np.int64) * (len(REASONS) + 1) + reason + 1,
        minlength=len(svf_labels) * (len(REASONS) + 1),
    ).reshape(len(svf_labels), len(REASONS) + 1)[:, 1:]

    region, regions = _with_regions_of_units(region, unit, pathways, known)
    home_region, home_regions = pathways["home_region"], pathways["home_regions"]
    is_start = np.isin(end_suffix, list(known.treatments)) & ~future_end & (end != NO_DATE)
    started, first_month, inclusion_regions = _count_started(
        svf_codes[is_start], len(svf_labels), end[is_start],
        region[is_start], regions, home_region[is_start], home_regions,
    )  # fmt: skip

    index, limit = is_left[is_matched], match.limit[is_matched]
    end, start = end[index], start[index]
    dimensions: dict[str, NDArray[Any]] = {"svf": svf_codes[index]}
    labels: dict[str, Labels] = {"svf": svf_labels, "inclusion_region": inclusion_regions}
    for name, codes, texts in (
        ("region", region, regions),
        ("home_region", home_region, home_regions),
        ("unit", unit, pathways["units"]),
    ):
        dimensions[name], labels[name] = _sorted_codes(codes[index], texts)
    dimensions["health_care_region"], labels["health_care_region"] = _care_regions(
        dimensions, labels, known
    )
    treatments = [*Treatment]
    of_suffix = np.full(128, treatments.index(Treatment.CLOSING_TALK), np.int8)
    of_suffix[NO_ACTION] = treatments.index(Treatment.NO_FURTHER_ACTION)
    for suffix, treatment in known.treatments.items():
        of_suffix[suffix] = treatments.index(Treatment(treatment))
    dimensions["treatment"] = of_suffix[end_suffix[index]]
    labels["treatment"] = tuple(treatments)
    for name, values in (("sex", [*Sex]), ("age_group", [*AgeGroup])):
        codes = pathways[name][index]
        dimensions[name] = np.where(codes < 0, np.int8(len(values) - 1), codes)
        labels[name] = tuple(values)
    for name, texts in (("variant", ("bas", "utökad")), ("recurrence", ("0", "1"))):
        codes = pathways[name][index]
        dimensions[name] = np.where(codes < 0, np.int8(2), codes)
        labels[name] = (*texts, None)
    return LeadTimeColumns(
        dimensions=dimensions,
        labels=labels,
        start=start,
        end=end,
        days=np.minimum(end - start, 2**15 - 1).astype(np.int16),
        limit_days=match.days[is_matched],
        limit=limit,
        is_confirmed=np.array([*(each.is_confirmed for each in known.limits), False])[limit],
        excluded=excluded,
        started=started,
        first_month=first_month,
        catalogue=known,
        coverages=coverages,
        segments=segments,
    )


def _reasons(
    start: NDArray[np.int32],
    end: NDArray[np.int32],
    future_start: NDArray[np.bool_],
    future_end: NDArray[np.bool_],
    closing_suffix: NDArray[np.int8],
) -> NDArray[np.int8]:
    """Return the number of the first reason that holds, -1 for none, before the limits."""
    has_end = end != NO_DATE
    reason = np.full(len(start), _INCLUDED, np.int8)
    reason[has_end & (end < start)] = REASONS.index("negative")
    of_suffix = np.full(129, REASONS.index("open"), np.int8)  # the last for -1, no closing
    for suffix in (*CLOSINGS, NO_ACTION):
        of_suffix[suffix] = REASONS.index(f"closed_{suffix}")
    reason = np.where(has_end, reason, of_suffix[closing_suffix])
    reason[start == NO_DATE] = REASONS.index("no_suspicion")
    reason[future_start | (has_end & future_end)] = REASONS.index("future")
    return reason


def _sorted_codes(
    codes: NDArray[np.integer], texts: Sequence[str]
) -> tuple[NDArray[np.int16], Labels]:
    """Return codes into the sorted texts that occur, with None last for missing."""
    occurring = np.bincount(codes.astype(np.int64) + 1, minlength=len(texts) + 1)[1:] > 0
    labels = sorted(text for text, occurs in zip(texts, occurring, strict=True) if occurs)
    position = {text: number for number, text in enumerate(labels)}
    kind = np.int8 if len(labels) < 127 else np.int16
    table = np.array([position.get(text, 0) for text in texts] + [len(labels)], kind)
    return table[codes], (*labels, None)


def _with_regions_of_units(
    region: NDArray[np.int16],
    unit: NDArray[np.int16],
    pathways: dict[str, Any],
    known: Catalogue,
) -> tuple[NDArray[np.int16], tuple[str, ...]]:
    """Fill in the region where the extract lacks it and the unit is a known one."""
    bare = region < 0
    if not bare.any() or not known.region_of_unit:
        return region, pathways["regions"]
    known = [known.region_of_unit.get(text) for text in pathways["units"]]
    regions = tuple(dict.fromkeys((*pathways["regions"], *(code for code in known if code))))
    table = np.array([regions.index(code) if code else -1 for code in known] + [-1], np.int16)
    return np.where(bare, table[unit], region), regions


def _care_regions(
    dimensions: dict[str, NDArray[Any]], labels: dict[str, Labels], known: Catalogue
) -> tuple[NDArray[np.int8], Labels]:
    """Return the health care region: by the region, in a split one by the unit, else None."""
    of_region = [known.care_region_of_region.get(code or "") for code in labels["region"]]
    of_unit = [known.care_region_of_unit.get(unit or "") for unit in labels["unit"]]
    keys = sorted({key for key in (*of_region, *of_unit) if key})
    codes = np.array([keys.index(key) if key else len(keys) for key in of_region], np.int8)
    found = codes[dimensions["region"]]
    if any(of_unit):
        by_unit = np.array([keys.index(k) if k else len(keys) for k in of_unit], np.int8)
        is_split = np.array([code in known.split_regions for code in labels["region"]])
        found = np.where(is_split[dimensions["region"]], by_unit[dimensions["unit"]], found)
    return found, (*keys, None)


def _count_started(
    svf: NDArray[np.integer],
    svf_count: int,
    end: NDArray[np.int32],
    region: NDArray[np.int16],
    regions: Sequence[str],
    home_region: NDArray[np.int16],
    home_regions: Sequence[str],
) -> tuple[NDArray[np.int32], int, Labels]:
    """Count starts of treatment by svf, home region (else region) and month."""
    texts = sorted({*regions, *home_regions})
    of_region = np.array([*(texts.index(text) for text in regions), len(texts)], np.int64)
    of_home = np.array([*(texts.index(text) for text in home_regions), len(texts)], np.int64)
    place = np.where(home_region >= 0, of_home[home_region], of_region[region])
    month = month_number(end).astype(np.int64)
    first = int(month.min()) if len(month) else 0
    months = int(month.max()) - first + 1 if len(month) else 1
    shape = (svf_count, len(texts) + 1, months)
    flat = (svf.astype(np.int64) * shape[1] + place) * shape[2] + month - first
    size = reduce(lambda a, b: a * b, shape)
    started = np.bincount(flat, minlength=size).reshape(shape).astype(np.int32)
    return started, first, (*texts, None)


_NONE = PathwayColumns(
    *(
        np.empty(0, dtype)
        for dtype in (
            np.uint64, np.int16, np.int32, np.int32, np.int8, np.int32, np.int32, np.int8,
            np.int8, np.int16, np.int16, np.int16, np.int16, np.int16, np.int8, np.int8,
            np.int8, np.int8, np.int32, np.int32, np.int32, np.int32,
        )
    )
)  # fmt: skip
