"""The measurable pathways as columns, and how each is counted."""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from rccdesk.enums import Grain
from rccdesk.periods import MONTHS_PER_GRAIN
from rccdesk.services.pathways.coverage import Coverage, Segment
from rccdesk.services.pathways.derive import CLOSINGS, NO_ACTION
from rccdesk.services.pathways.limits import Limit
from rccdesk.services.statistics.grouping import Field, Grouping, Waits

Labels = tuple[str | None, ...]
Selection = tuple[NDArray[np.bool_], NDArray[np.int64]]  # a mask, and the positions in it
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
_KEPT_GROUPINGS = 4
_KEPT_SELECTIONS = 2
_K = TypeVar("_K")
_V = TypeVar("_V")
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

    The first ``count_in_sums`` are those that sums over SVF contain (not AOS). ``start`` and
    ``end`` count days from 1970-01-01.
    ``by_home`` tells that the region is the patient's home region, not where the pathway ended.
    ``listed`` are the events beyond the KVÅ codes that any pathway has, of a pathway list.
    ``listed_days`` has the day of each of them, `NO_DATE` where unknown.
    ``counted`` keeps what is counted once of all pathways.
    ``to_decision`` are the days from recommendation to decision, -1 where unknown, beside a goal
    that counts from the decision.
    ``excluded`` counts (svf, reason); ``started`` counts the starts of treatment of the inclusion
    (svf, region, month), months from ``first_month``, which counts from January 1970; its last
    region is the unknown one.
    """

    dimensions: dict[str, NDArray[Any]]
    labels: dict[str, Labels]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    waits: Waits
    count_in_sums: int
    excluded: NDArray[np.int64]
    started: NDArray[np.int32]
    first_month: int
    catalogue: Catalogue
    coverages: tuple[Coverage, ...]
    segments: tuple[Segment, ...]
    listed: frozenset[str] = frozenset()
    to_decision: NDArray[np.int32] | None = None
    by_home: bool = False
    listed_days: dict[str, NDArray[np.int32]] = field(default_factory=dict)
    counted: dict[str, NDArray[np.int64]] = field(default_factory=dict)
    groupings: OrderedDict[tuple[str, ...], Grouping] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    selections: OrderedDict[Hashable, Selection] = field(default_factory=OrderedDict)
    _in_sums: LeadTimeColumns | None = None
    _periods: dict[tuple[Grain, bool], tuple[Field, int]] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of measurable pathways."""
        return len(self.end)

    def places(self, regions: Iterable[str]) -> frozenset[str] | None:
        """Return the places whose extracts tell of pathways of these regions; None for all.

        A patient of a region may have been treated in any.
        """
        chosen = frozenset(regions)
        return chosen if chosen and not self.by_home else None

    @property
    def regions(self) -> tuple[str, ...]:
        """Return the regions in which a pathway has ended, by code."""
        return tuple(label for label in self.labels["region"] if label is not None)

    def in_sums(self) -> LeadTimeColumns:
        """Return the pathways that sums over SVF contain; nothing is copied."""
        if self.count_in_sums == len(self):
            return self
        with self.lock:
            if self._in_sums is None:
                first = slice(self.count_in_sums)
                self._in_sums = replace(
                    self,
                    dimensions={name: codes[first] for name, codes in self.dimensions.items()},
                    start=self.start[first],
                    end=self.end[first],
                    waits=self.waits.take(first),
                    to_decision=None if self.to_decision is None else self.to_decision[first],
                    listed_days={name: day[first] for name, day in self.listed_days.items()},
                    counted={},
                    groupings=OrderedDict(),
                    selections=OrderedDict(),
                    lock=threading.Lock(),
                    _periods={},
                )
            return self._in_sums

    def periods(self, grain: Grain, *, by_start: bool) -> tuple[Field, int]:
        """Return the period of each pathway's end or start, and the month the first begins with.

        Kept, since finding the period of a day costs more than counting it.
        """
        key = (grain, by_start)
        with self.lock:
            if key not in self._periods:
                month = month_number(self.start if by_start else self.end)
                length = MONTHS_PER_GRAIN[grain]
                first = int(month.min()) // length * length if len(month) else 0
                period = (month - first) // length
                size = int(period.max(initial=0)) + 1
                codes = period.astype(np.uint8 if size < 2**8 else np.int16)
                self._periods[key] = Field(codes, size), first
            return self._periods[key]

    def remember(self, key: tuple[str, ...], grouping: Grouping) -> Grouping:
        """Keep a grouping's order, in place of the one that was not asked for the longest."""
        self._keep(self.groupings, key, grouping, _KEPT_GROUPINGS)
        return grouping

    def remember_selection(self, key: Hashable, selection: Selection) -> Selection:
        """Keep the chosen pathways, for the other figures of the same page."""
        self._keep(self.selections, key, selection, _KEPT_SELECTIONS)
        return selection

    def _keep(self, kept: OrderedDict[_K, _V], key: _K, value: _V, most: int) -> None:
        with self.lock:
            kept[key] = value
            kept.move_to_end(key)
            while len(kept) > most:
                kept.popitem(last=False)


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
