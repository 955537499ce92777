"""What the event batches of a store cover, and which of them count for a place and a day.

Event lists and pathway lists are one dataset: a pathway list is stored as its events. A batch
covers the span from its first to its last event for the places in it. A place is a region, else a
unit, else None. Inside its coverage a batch replaces the earlier ones. A row of a pathway list
says all of its pathway: it also replaces what earlier batches said of that one.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from rccdesk.enums import Profile
from rccdesk.models import ImportBatch
from rccdesk.services.coverage import LIVE, find_replaced, set_states

EPOCH = dt.date(1970, 1, 1).toordinal()
EVENTS = "events"
_UNIT = "unit:"
_NEVER = 2**31
# The events of a pathway list that have no KVÅ code, and their columns.
LISTED_FIELDS = {
    "treatment_recommendation": "recommendation_date",
    "treatment_decision": "decision_date",
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """One event batch that is neither undone nor purged. Days are counted from 1970-01-01.

    ``listed`` are the events that a pathway list has columns for beyond the KVÅ codes, of its
    mapping; an event list has none.
    """

    batch_id: int
    first: int
    last: int
    places: frozenset[str | None]
    extract_day: int
    is_list: bool = False
    listed: frozenset[str] = frozenset()

    def covers(self, other: Coverage) -> bool:
        """Tell whether nothing of ``other`` lies outside this coverage."""
        return self.first <= other.first and other.last <= self.last and other.places <= self.places


@dataclass(frozen=True, slots=True)
class Segment:
    """A span of days of one place for which one batch is the newest."""

    place: str | None
    first: int
    last: int
    coverage: Coverage


def day_number(day: dt.date) -> int:
    """Return the days from 1970-01-01 to ``day``."""
    return day.toordinal() - EPOCH


def date_of(day: int) -> dt.date:
    """Return the date ``day`` days after 1970-01-01."""
    return dt.date.fromordinal(int(day) + EPOCH)


def unit_place(unit: str) -> str:
    """Return the place that stands for a unit whose region is unknown."""
    return _UNIT + unit


def list_coverages(session: Session, *, up_to: int | None = None) -> tuple[Coverage, ...]:
    """Return the counting event batches, oldest first; ``up_to`` leaves out newer ones."""
    query = (
        select(
            ImportBatch.batch_id,
            ImportBatch.first_day,
            ImportBatch.last_day,
            ImportBatch.covered_places,
            ImportBatch.extract_date,
            ImportBatch.profile,
            ImportBatch.mapping,
        )
        .where(
            ImportBatch.dataset == EVENTS,
            ImportBatch.state.in_(LIVE),
            ImportBatch.first_day.is_not(None),
        )
        .order_by(ImportBatch.batch_id)
    )
    if up_to is not None:
        query = query.where(ImportBatch.batch_id <= up_to)
    return tuple(
        Coverage(
            batch_id,
            day_number(first),
            day_number(last),
            frozenset(json.loads(places)),
            day_number(extract),
            profile == Profile.PATHWAY_LIST,
            _listed_events(profile, mapping),
        )
        for batch_id, first, last, places, extract, profile, mapping in session.execute(query)
        if first is not None and last is not None
    )


def _listed_events(profile: str, mapping: str) -> frozenset[str]:
    if profile != Profile.PATHWAY_LIST:
        return frozenset()
    fields = json.loads(mapping).get("fields", {})
    return frozenset(event for event, name in LISTED_FIELDS.items() if name in fields)


def drop_replaced(coverages: Sequence[Coverage]) -> tuple[Coverage, ...]:
    """Return those that no later one covers wholly, oldest first."""
    replaced = find_replaced({each.batch_id: each for each in coverages}, Coverage.covers)
    return tuple(each for each in coverages if each.batch_id not in replaced)


def keep_for_merging(coverages: Sequence[Coverage]) -> tuple[Coverage, ...]:
    """Return those that decide which earlier events still count, oldest first.

    A pathway list that is covered wholly may have replaced pathways of an older batch that is
    not; these must not come back.
    """
    active = drop_replaced(coverages)
    kept: list[Coverage] = []
    for each in coverages:
        if each in active or (each.is_list and kept):
            kept.append(each)
    return tuple(kept)


def list_segments(coverages: Sequence[Coverage]) -> tuple[Segment, ...]:
    """Return, per place, the spans of days for which each batch is the newest."""
    found: list[Segment] = []
    for place in sorted({place for each in coverages for place in each.places}, key=str):
        taken: list[tuple[int, int]] = []
        for coverage in reversed(coverages):
            if place not in coverage.places:
                continue
            for first, last in _subtract(coverage.first, coverage.last, taken):
                found.append(Segment(place, first, last, coverage))
            taken.append((coverage.first, coverage.last))
    return tuple(found)


def contributing(
    segments: Iterable[Segment], places: frozenset[str] | None, first: int | None, last: int | None
) -> tuple[Coverage, ...]:
    """Return the batches with a newest span within the places and days (None: all).

    A unit whose region is unknown counts for every choice of places.
    """
    found = {
        segment.coverage.batch_id: segment.coverage
        for segment in segments
        if (first is None or segment.last >= first)
        and (last is None or segment.first <= last)
        and (
            places is None
            or segment.place is None
            or segment.place.startswith(_UNIT)
            or segment.place in places
        )
    }
    return tuple(found[batch_id] for batch_id in sorted(found))


def oldest_extracts(
    segments: Sequence[Segment], places: frozenset[str] | None, spans: Sequence[tuple[int, int]]
) -> list[int | None]:
    """Return the oldest extract day of `contributing` for each of many spans of days."""
    import numpy as np  # the window's first paint needs the rest of this, not numpy

    here = [
        segment
        for segment in segments
        if places is None
        or segment.place is None
        or segment.place.startswith(_UNIT)
        or segment.place in places
    ]
    of_segment = np.array(
        [(each.first, each.last, each.coverage.extract_day) for each in here], np.int64
    ).reshape(-1, 3)
    of_span = np.array(spans, np.int64).reshape(-1, 2)
    touches = of_segment[:, 1] >= of_span[:, :1]
    touches &= of_segment[:, 0] <= of_span[:, 1:]
    days = np.where(touches, of_segment[:, 2], _NEVER).min(axis=1, initial=_NEVER)
    return [None if day == _NEVER else day for day in days.tolist()]


def refresh_states(session: Session) -> None:
    """Mark each counting event batch as active, or as replaced where a later one covers it."""
    coverages = {each.batch_id: each for each in list_coverages(session)}
    set_states(session, coverages, find_replaced(coverages, Coverage.covers))


def _subtract(first: int, last: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    left = [(first, last)]
    for taken_first, taken_last in taken:
        left = [
            part
            for start, end in left
            for part in (
                (start, min(end, taken_first - 1)),
                (max(start, taken_last + 1), end),
            )
            if part[0] <= part[1]
        ]
    return left
