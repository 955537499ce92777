"""What a goal measures of each pathway: from and to which day, where, and whether it counts.

The ends of pathways are found here too, since the catalogue decides whether suffix 73 is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rccdesk.services.pathways.columns import Catalogue
from rccdesk.services.pathways.derive import (
    FUTURE_DECISION,
    FUTURE_END,
    FUTURE_NO_ACTION,
    FUTURE_RECOMMENDATION,
    FUTURE_START,
    NO_ACTION,
    NO_DATE,
    START,
)
from rccdesk.services.pathways.limits import is_end_point

Mask = NDArray[np.bool_]
SUSPICION_EVENT, START_EVENT = "well_founded_suspicion", "treatment_start"
RECOMMENDATION_EVENT, DECISION_EVENT = "treatment_recommendation", "treatment_decision"
TREATED, IN_SVF, RECOMMENDED = "treated_in_svf", "in_svf", "recommended_treatment"
_LISTED = {  # event -> its columns in a pathway, and its bit among those of the future
    RECOMMENDATION_EVENT: ("recommendation", FUTURE_RECOMMENDATION),
    DECISION_EVENT: ("decision", FUTURE_DECISION),
}
_NO, _YES = 0, 1  # many extracts do not tell in_svf and recommended: only a no leaves a patient out


@dataclass(frozen=True, slots=True)
class Measure:
    """What a goal measures: between which events, in whom, against which limit.

    ``fixed_days`` None: the limit of the catalogue. A population that is none of these three
    (expected cases) is measured as those treated in SVF. ``svf_only`` leaves out those known not
    to be in SVF, ``without_recurrence`` those known to be recurrences. ``by_home``: the region of
    a pathway is the patient's home region.
    """

    from_event: str = SUSPICION_EVENT
    to_event: str = START_EVENT
    fixed_days: int | None = None
    population: str = TREATED
    svf_only: bool = False
    without_recurrence: bool = False
    by_home: bool = False

    @property
    def listed_event(self) -> str | None:
        """Return the event that the catalogue's limit must lead to, where no suffix says it."""
        return self.to_event if self.to_event in _LISTED else None

    @property
    def events(self) -> tuple[str, ...]:
        """Return the events that an extract must have beyond the KVÅ codes."""
        return tuple(event for event in (self.to_event, self.from_event) if event in _LISTED)


LEAD_TIME = Measure()


@dataclass(frozen=True, slots=True)
class Started:
    """The starts of treatment that the inclusion counts, by day and place."""

    counts: Mask
    day: NDArray[np.int32]
    region: NDArray[np.int16]
    unit: NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Measured:
    """One element per pathway. ``suffix`` is that of the end, or of the treatment.

    ``listed_days`` has the day of each event of a pathway list that any pathway has.

    ``population`` is None where all are in it. ``to_decision`` are the days from recommendation
    to decision, -1 where unknown; None unless the measure is from a decision.
    """

    start: NDArray[np.int32]
    end: NDArray[np.int32]
    suffix: NDArray[np.int8]
    region: NDArray[np.int16]
    unit: NDArray[np.int16]
    is_future: Mask
    closing_suffix: NDArray[np.int8]
    population: Mask | None
    started: Started
    listed: frozenset[str]
    to_decision: NDArray[np.int32] | None
    listed_days: dict[str, NDArray[np.int32]]


def measure_pathways(pathways: dict[str, Any], known: Catalogue, measure: Measure) -> Measured:
    """Find from when to when each pathway is measured, and whether it is in the population."""
    ends = _find_ends(pathways, known)
    end, end_suffix, future = ends["end"], ends["end_suffix"], pathways["future"]
    has_end = end != NO_DATE
    has_started = has_end & np.isin(end_suffix, list(known.treatments))
    is_in_svf = pathways["in_svf"] != _NO
    start, is_future = pathways["start"], (future & FUTURE_START) > 0
    if measure.from_event in _LISTED:
        name, bit = _LISTED[measure.from_event]
        start, is_future = pathways[name], (future & bit) > 0
    region, unit, to, suffix = ends["region"], ends["unit"], end, end_suffix
    late = has_end & ends["future_end"]
    if measure.to_event in _LISTED:
        name, bit = _LISTED[measure.to_event]
        to, late = pathways[name], (future & bit) > 0
        region, unit = pathways[f"{name}_region"], pathways[f"{name}_unit"]
        # Before treatment has started, what is planned says which limit holds.
        planned = pathways["treatment"]
        suffix = np.where(has_end, end_suffix, np.where(planned >= 0, planned, np.int8(START)))
    recommended = pathways["recommended"] != _NO
    if measure.population == IN_SVF:
        population = is_in_svf & (to != NO_DATE)
    elif measure.population == RECOMMENDED:
        population = recommended & (start != NO_DATE) & has_started
    else:
        without = [svf in known.without_treatment_goal for svf in pathways["svfs"]]
        population = recommended | has_started | np.array([*without, False])[pathways["svf"]]
        population &= is_in_svf
    if measure.svf_only:
        population = population & is_in_svf
    if measure.without_recurrence:
        population = population & (pathways["recurrence"] != _YES)
    listed_days = {
        event: pathways[name]
        for event, (name, _) in _LISTED.items()
        if (pathways[name] != NO_DATE).any()
    }
    return Measured(
        start=start,
        end=to,
        suffix=suffix,
        region=region,
        unit=unit,
        is_future=is_future | late,
        closing_suffix=ends["closing_suffix"],
        population=None if population.all() else population,
        started=Started(
            has_started & ~ends["future_end"] & is_in_svf, end, ends["region"], ends["unit"]
        ),
        listed=frozenset(listed_days),
        to_decision=_days_to_decision(pathways) if measure.from_event == DECISION_EVENT else None,
        listed_days=listed_days,
    )


def _days_to_decision(pathways: dict[str, Any]) -> NDArray[np.int32]:
    first, last = pathways["recommendation"], pathways["decision"]
    is_known = (first != NO_DATE) & (last != NO_DATE) & (last >= first)
    found: NDArray[np.int32] = np.where(is_known, last - np.where(is_known, first, 0), -1)
    return found.astype(np.int32)


def _find_ends(pathways: dict[str, Any], known: Catalogue) -> dict[str, Any]:
    """Return the ends and closings after the rule of suffix 73: an end where it has a limit."""
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
    return {
        "end": end,
        "end_suffix": end_suffix,
        "region": region,
        "unit": unit,
        "future_end": future_end,
        "closing_suffix": closing_suffix,
    }
