"""Apply the catalogue and a goal to derived pathways: ends, population, exclusions, limits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rccdesk.enums import AgeGroup, Sex, Treatment
from rccdesk.services.pathways.blobs import PackedColumns
from rccdesk.services.pathways.columns import (
    REASONS,
    Catalogue,
    Labels,
    LeadTimeColumns,
    month_number,
)
from rccdesk.services.pathways.coverage import Coverage, Segment
from rccdesk.services.pathways.derive import (
    CLOSINGS,
    NO_ACTION,
    NO_DATE,
    PATHWAY_ARRAYS,
    PATHWAY_TEXTS,
    missing_column,
    unify_texts,
)
from rccdesk.services.pathways.limits import (
    MATCHED,
    NOT_CHOOSABLE,
    UNKNOWN,
    LimitMatch,
    match_limits,
)
from rccdesk.services.pathways.measuring import LEAD_TIME, Measure, Measured, measure_pathways
from rccdesk.services.statistics.grouping import make_waits

# What a stored pathway has that nothing is measured by.
UNMEASURED = frozenset({"start_row", "end_row", "start_batch", "end_batch"})
_INCLUDED = -1
_OF_GOAL = -2  # a limit that is not one of the catalogue's


def newest_pathways(deltas: Sequence[PackedColumns]) -> dict[str, Any]:
    """Return the columns of the pathways that exist; ``deltas`` come newest first.

    Column by column: unpacked all at once they would take several times the room of the result.
    """
    svf_codes: list[Any] = [delta.take("svf") for delta in deltas]
    masks: list[NDArray[np.bool_]] = []
    seen = np.empty(0, np.uint64)
    for number, (delta, svf) in enumerate(zip(deltas, svf_codes, strict=True)):
        key: Any = delta.take("key")
        keep = svf >= 0
        if len(seen):
            position = np.minimum(np.searchsorted(seen, key), len(seen) - 1)
            keep &= seen[position] != key
        masks.append(keep)
        if number + 1 < len(deltas):
            seen = np.sort(np.concatenate((seen, key))) if len(seen) else key
    del seen
    values: dict[str, Any] = {}
    unions: dict[str, list[NDArray[np.int16]]] = {}
    for texts in dict.fromkeys(PATHWAY_TEXTS.values()):
        dictionaries: list[Any] = [delta.take(texts) or () for delta in deltas]
        values[texts], unions[texts] = unify_texts(dictionaries)
    for name in PATHWAY_ARRAYS:
        if name in UNMEASURED or name == "key":
            continue
        parts = []
        for number, (delta, mask) in enumerate(zip(deltas, masks, strict=True)):
            codes: Any = svf_codes[number] if name == "svf" else delta.take(name)
            if codes is None:
                codes = missing_column(name, len(mask))
            if name in PATHWAY_TEXTS and len(deltas) > 1:
                codes = unions[PATHWAY_TEXTS[name]][number][codes]
            parts.append(codes if mask.all() else codes[mask])
        if not parts:
            parts = [np.empty(0, np.int32)]
        values[name] = parts[0] if len(parts) == 1 else np.concatenate(parts)
    return values


def finish_pathways(
    pathways: dict[str, Any],
    known: Catalogue,
    coverages: tuple[Coverage, ...],
    segments: tuple[Segment, ...],
    measure: Measure = LEAD_TIME,
) -> LeadTimeColumns:
    """Apply the catalogue and a goal's measure: the ends, the exclusions, the limits."""
    svf = pathways["svf"]
    measured = measure_pathways(pathways, known, measure)
    start, end, end_suffix = measured.start, measured.end, measured.suffix
    reason = _reasons(measured)
    is_left = np.nonzero(reason == _INCLUDED)[0]
    match = _match(pathways, known, measure, is_left, measured.suffix[is_left], start[is_left])
    reason[is_left[match.outcome == UNKNOWN]] = REASONS.index("limit_unknown")
    reason[is_left[match.outcome == NOT_CHOOSABLE]] = REASONS.index("limit_not_choosable")
    is_matched = match.outcome == MATCHED
    svf_codes, svf_labels = _sorted_codes(svf, pathways["svfs"])
    svf_labels = svf_labels[:-1]  # every pathway has an SVF
    counted, of_reason = svf_codes.astype(np.int64), reason
    if measured.population is not None:
        counted, of_reason = counted[measured.population], reason[measured.population]
    excluded = np.bincount(
        counted * (len(REASONS) + 1) + of_reason + 1,
        minlength=len(svf_labels) * (len(REASONS) + 1),
    ).reshape(len(svf_labels), len(REASONS) + 1)[:, 1:]

    region, regions = _with_regions_of_units(measured.region, measured.unit, pathways, known)
    home_region, home_regions = pathways["home_region"], pathways["home_regions"]
    began = measured.started
    of_began, regions_of_began = region, regions
    if began.region is not measured.region:
        of_began, regions_of_began = _with_regions_of_units(
            began.region, began.unit, pathways, known
        )
    is_start = began.counts
    started, first_month, inclusion_regions = _count_started(
        svf_codes[is_start], len(svf_labels), began.day[is_start],
        of_began[is_start], regions_of_began, home_region[is_start], home_regions,
    )  # fmt: skip

    if measure.by_home:
        region, regions = home_region, home_regions
    index, limit, limit_days = _sums_first(
        svf, pathways["svfs"], known, is_left[is_matched], match.limit[is_matched],
        match.days[is_matched],
    )  # fmt: skip
    end, start = end[index], start[index]
    dimensions: dict[str, NDArray[Any]] = {"svf": svf_codes[index]}
    labels: dict[str, Labels] = {"svf": svf_labels, "inclusion_region": inclusion_regions}
    for name, codes, texts in (
        ("region", region, regions),
        ("home_region", home_region, home_regions),
        ("unit", measured.unit, pathways["units"]),
    ):
        dimensions[name], labels[name] = _sorted_codes(codes[index], texts)
    dimensions["health_care_region"], labels["health_care_region"] = _care_regions(
        dimensions, labels, known, of_units=not measure.by_home
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
        waits=make_waits(
            end - start,
            limit_days,
            np.array([*(each.is_confirmed for each in known.limits), True, False])[limit],
        ),
        count_in_sums=int(np.count_nonzero(~_outside_sums(svf[index], pathways["svfs"], known))),
        excluded=excluded,
        started=started,
        first_month=first_month,
        catalogue=known,
        coverages=coverages,
        segments=segments,
        listed=measured.listed,
        to_decision=None if measured.to_decision is None else measured.to_decision[index],
        by_home=measure.by_home,
        listed_days={event: day[index] for event, day in measured.listed_days.items()},
    )


def _match(
    pathways: dict[str, Any],
    known: Catalogue,
    measure: Measure,
    index: NDArray[np.int64],
    suffix: NDArray[np.int8],
    start: NDArray[np.int32],
) -> LimitMatch:
    """Return the limits of the pathways at ``index``: the goal's own, else the catalogue's."""
    if measure.fixed_days is not None:
        # The limit is the goal's: nothing in the catalogue could confirm it.
        return LimitMatch(
            np.full(len(index), measure.fixed_days, np.int16),
            np.full(len(index), _OF_GOAL, np.int16),
            np.full(len(index), MATCHED, np.int8),
        )
    return match_limits(
        known.limits,
        known.treatments,
        pathways["svfs"],
        pathways["svf"][index],
        suffix,
        pathways["variant"][index],
        start,
        measure.listed_event,
    )


def _outside_sums(
    svf: NDArray[np.integer], svfs: Sequence[str], known: Catalogue
) -> NDArray[np.bool_]:
    table = np.array([text in known.without_treatment_goal for text in svfs], dtype=bool)
    outside: NDArray[np.bool_] = table[svf]
    return outside


def _sums_first(
    svf: NDArray[np.integer],
    svfs: Sequence[str],
    known: Catalogue,
    index: NDArray[np.int64],
    *values: NDArray[Any],
) -> tuple[NDArray[Any], ...]:
    """Put the pathways that sums over SVF contain first, so that those are a slice of all."""
    outside = _outside_sums(svf[index], svfs, known)
    if not outside.any():
        return (index, *values)
    order = np.argsort(outside, kind="stable")
    return tuple(each[order] for each in (index, *values))


def _reasons(measured: Measured) -> NDArray[np.int8]:
    """Return the number of the first reason that holds, -1 for none, before the limits.

    Those outside the population have a reason too, so that they are not measured.
    """
    start, end = measured.start, measured.end
    has_end = end != NO_DATE
    reason = np.full(len(start), _INCLUDED, np.int8)
    reason[has_end & (end < start)] = REASONS.index("negative")
    of_suffix = np.full(129, REASONS.index("open"), np.int8)  # the last for -1, no closing
    for suffix in (*CLOSINGS, NO_ACTION):
        of_suffix[suffix] = REASONS.index(f"closed_{suffix}")
    reason = np.where(has_end, reason, of_suffix[measured.closing_suffix])
    reason[start == NO_DATE] = REASONS.index("no_suspicion")
    reason[measured.is_future] = REASONS.index("future")
    if measured.population is not None:
        reason[~measured.population] = REASONS.index("open")
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
    codes = [known.region_of_unit.get(text) for text in pathways["units"]]
    regions = tuple(dict.fromkeys((*pathways["regions"], *(code for code in codes if code))))
    table = np.array([regions.index(code) if code else -1 for code in codes] + [-1], np.int16)
    return np.where(bare, table[unit], region), regions


def _care_regions(
    dimensions: dict[str, NDArray[Any]],
    labels: dict[str, Labels],
    known: Catalogue,
    *,
    of_units: bool,
) -> tuple[NDArray[np.int8], Labels]:
    """Return the health care region: by the region, in a split one by the unit, else None."""
    of_region = [known.care_region_of_region.get(code or "") for code in labels["region"]]
    of_unit = [
        known.care_region_of_unit.get(unit or "") if of_units else None for unit in labels["unit"]
    ]
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
