"""Match pathways with the dated limits of the catalogue, by the rule "Limit" of the contract.

The version that is valid on the start date counts. Most exact first: treatment and variant,
treatment, all and variant, all. Within one step the newest version wins. A limit that names
suffixes holds for these alone; where the treatment is unknown, only if they are all there are. A
group that is no treatment (a risk group) can be chosen only where its suffixes give it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rccdesk.enums import Treatment
from rccdesk.services.pathways.catalogue import LimitRow
from rccdesk.services.pathways.coverage import day_number
from rccdesk.services.pathways.derive import BAS, NO_ACTION, START, UTOKAD

ALL = "all"
FROM_EVENT = "well_founded_suspicion"
VARIANTS = {BAS: "bas", UTOKAD: "utökad"}
MATCHED, UNKNOWN, NOT_CHOOSABLE = 0, 1, 2
_EVER = 2**31 - 1
_TREATMENTS = frozenset(Treatment)  # before Python 3.12 `in Treatment` refuses other texts


@dataclass(frozen=True, slots=True)
class Limit:
    """One version of a limit; ``first`` and ``last`` are its valid days from 1970-01-01."""

    svf: str
    treatment: str
    variant: str
    from_event: str
    to_event: str
    suffixes: frozenset[int]
    days: int | None
    first: int
    last: int
    is_confirmed: bool
    source: str


@dataclass(frozen=True, slots=True)
class LimitMatch:
    """Per pathway: ``days`` (-1: none), ``limit`` (position in the catalogue, -1), ``outcome``."""

    days: NDArray[np.int16]
    limit: NDArray[np.int16]
    outcome: NDArray[np.int8]


def dated_limits(rows: Iterable[LimitRow]) -> tuple[Limit, ...]:
    """Return the catalogue's rows in the form that is matched, oldest first."""
    found = [
        Limit(
            svf=row.kva_prefix,
            treatment=row.treatment,
            variant=row.variant,
            from_event=row.from_event,
            to_event=row.to_event,
            suffixes=frozenset(int(suffix) for suffix in row.suffixes),
            days=row.days,
            first=-_EVER if row.valid_from is None else day_number(row.valid_from),
            last=_EVER if row.valid_to is None else day_number(row.valid_to),
            is_confirmed=row.is_confirmed,
            source=row.source,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda limit: (limit.first, limit.svf, limit.treatment)))


def is_end_point(
    limits: Sequence[Limit],
    svfs: Sequence[str],
    svf: NDArray[np.integer],
    start: NDArray[np.int32],
) -> NDArray[np.bool_]:
    """Tell for which pathways suffix 73 is an end: their SVF has a limit for it on that start.

    A limit that is known to be unknown makes it an end too (of unknown limit).
    """
    found = np.zeros(len(svf), dtype=bool)
    for limit in limits:
        if limit.to_event == Treatment.NO_FURTHER_ACTION and limit.svf in svfs:
            is_valid = (start >= limit.first) & (start <= limit.last)
            found |= is_valid & (svf == svfs.index(limit.svf))
    return found


def to_event_of(suffix: int, treatments: Mapping[int, str]) -> str:
    """Return the event that a limit must lead to in order to hold for an end of ``suffix``."""
    if suffix == NO_ACTION:
        return Treatment.NO_FURTHER_ACTION
    return "treatment_start" if suffix in treatments else Treatment.CLOSING_TALK


def match_limits(
    limits: Sequence[Limit],
    treatments: Mapping[int, str],
    svfs: Sequence[str],
    svf: NDArray[np.integer],
    suffix: NDArray[np.int8],
    variant: NDArray[np.int8],
    start: NDArray[np.int32],
    to_event: str | None = None,
) -> LimitMatch:
    """Find each pathway's limit on its start date, to ``to_event`` (None: what its suffix is).

    ``treatments`` maps the suffix of a start of treatment to its treatment; ``svf`` indexes
    ``svfs``; ``variant`` as in `EventColumns`; ``start`` counts days from 1970-01-01.
    """
    days = np.full(len(svf), -1, np.int16)
    chosen = np.full(len(svf), -1, np.int16)
    outcome = np.full(len(svf), UNKNOWN, np.int8)
    combination = (svf.astype(np.int32) << 9) | (suffix.astype(np.int32) << 2) | (variant + 1)
    if combination.max(initial=0) < 2**15:
        combination = combination.astype(np.int16)  # numpy sorts 16 bits by radix
    known = frozenset(treatments) - {START}
    order = np.argsort(combination, kind="stable")
    in_order = combination[order]
    edges = [0, *(np.nonzero(np.diff(in_order))[0] + 1).tolist(), len(in_order)]
    for first, last in pairwise(edges):
        if first == last:
            continue
        code = int(in_order[first])
        suffix_here = code >> 2 & 127
        wanted = to_event or to_event_of(suffix_here, treatments)
        candidates = [
            (position, limit)
            for position, limit in enumerate(limits)
            if limit.svf == svfs[code >> 9]
            and limit.from_event == FROM_EVENT
            and limit.to_event == wanted
            and (
                not limit.suffixes
                or suffix_here in limit.suffixes
                or (suffix_here == START and known <= limit.suffixes)
            )
        ]
        if not candidates:
            continue
        steps, per_step = _versions(
            candidates,
            treatments.get(suffix_here, _other_treatment(suffix_here)),
            VARIANTS.get((code & 3) - 1, ""),
        )
        index = order[first:last]
        step = np.searchsorted(steps, start[index], side="right") - 1
        days[index] = np.array([each[0] for each in per_step], np.int16)[step]
        chosen[index] = np.array([each[1] for each in per_step], np.int16)[step]
        outcome[index] = np.array([each[2] for each in per_step], np.int8)[step]
    return LimitMatch(days, chosen, outcome)


def _other_treatment(suffix: int) -> str:
    return Treatment.NO_FURTHER_ACTION if suffix == NO_ACTION else Treatment.CLOSING_TALK


def _versions(
    candidates: Sequence[tuple[int, Limit]], treatment: str, variant: str
) -> tuple[NDArray[np.int64], list[tuple[int, int, int]]]:
    """Return the days on which the choice changes, and (days, limit, outcome) from each."""
    edges = {-(2**62)}
    for _, limit in candidates:
        edges |= {limit.first, limit.last + 1}
    steps = sorted(edges)
    return np.array(steps, np.int64), [
        _choose([each for each in candidates if each[1].first <= day <= each[1].last],
                treatment, variant)
        for day in steps
    ]  # fmt: skip


def _choose(
    valid: Sequence[tuple[int, Limit]], treatment: str, variant: str
) -> tuple[int, int, int]:
    for wants_all in (False, True):
        for wanted in (variant, "") if variant else ("",):
            fits = [
                each
                for each in valid
                if each[1].variant == wanted and _is_for(each[1], treatment, wants_all=wants_all)
            ]
            if fits:
                position, limit = max(fits, key=lambda each: (each[1].first, each[0]))
                if limit.days is None:
                    return -1, position, UNKNOWN
                return limit.days, position, MATCHED
    if any(_is_group(limit) for _, limit in valid):
        return -1, -1, NOT_CHOOSABLE
    return -1, -1, UNKNOWN


def _is_group(limit: Limit) -> bool:
    return limit.treatment != ALL and limit.treatment not in _TREATMENTS


def _is_for(limit: Limit, treatment: str, *, wants_all: bool) -> bool:
    if wants_all:
        return limit.treatment == ALL
    return limit.treatment == treatment or (_is_group(limit) and bool(limit.suffixes))
