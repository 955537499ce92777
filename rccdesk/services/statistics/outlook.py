"""What a control chart says: is there a change, and what is to be expected against the target.

The two questions of NHS England's Making data count (NHSRplotthedots).
"""

from __future__ import annotations

import math
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

MIN_POINTS = 7
"""Fewer points in a phase say nothing: the shortest sustained signal needs as many."""
TRIAL_POINTS = 12
"""Fewer points than this give trial limits."""


class Variation(StrEnum):
    """Whether a series has changed by more than chance."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    COMMON_CAUSE = "common_cause"
    NEUTRAL = "neutral"  # changed; which way is better is not said
    NONE = "none"  # too few points


class Assurance(StrEnum):
    """Where the outcome is expected, conditions unchanged, against the target."""

    PASS = "pass"
    FAIL = "fail"
    HIT_OR_MISS = "hit_or_miss"
    NONE = "none"


def judge_side(side: int, direction: str) -> Variation:
    """Return what a special cause on that side (1 up, -1 down) means."""
    if direction not in ("higher", "lower") or not side:
        return Variation.NEUTRAL
    is_better = (side > 0) == (direction == "higher")
    return Variation.IMPROVEMENT if is_better else Variation.CONCERN


def vary(bits: int, side: int, direction: str, count: int) -> Variation:
    """Return the variation, from the signal bits and side of the last usable point.

    The last point decides, as in NHSRplotthedots: a change that has ended is history.
    ``count`` is the number of usable points of the phase; fewer than `MIN_POINTS` give NONE.
    """
    if count < MIN_POINTS:
        return Variation.NONE
    return judge_side(side, direction) if bits else Variation.COMMON_CAUSE


def vary_all(
    bits: NDArray[np.uint8],
    sides: NDArray[np.int8],
    usable: NDArray[np.bool_],
    direction: str,
) -> tuple[Variation, ...]:
    """Return `vary` of each row of signals (series by periods)."""
    count, width = usable.shape
    if not width:
        return tuple(Variation.NONE for _ in range(count))
    last = width - 1 - np.argmax(usable[:, ::-1], axis=1)
    rows = np.arange(count)
    found = zip(
        bits[rows, last].tolist(),
        sides[rows, last].tolist(),
        usable.sum(axis=1).tolist(),
        strict=True,
    )
    return tuple(vary(marked, side, direction, points) for marked, side, points in found)


def assure(
    lower: float, upper: float, target: float | None, direction: str, count: int
) -> Assurance:
    """Return the assurance, from the limits at the last usable point.

    Targets are inclusive. NONE without a target, a direction, limits or `MIN_POINTS` points.
    """
    if target is None or direction not in ("higher", "lower") or count < MIN_POINTS:
        return Assurance.NONE
    if math.isnan(lower) or math.isnan(upper) or math.isnan(target):
        return Assurance.NONE
    if direction == "lower":
        lower, upper, target = -upper, -lower, -target
    if lower >= target:
        return Assurance.PASS
    return Assurance.FAIL if upper < target else Assurance.HIT_OR_MISS
