"""What is said of waiting days: share within the limit, far beyond it, quantiles."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def share_within(days: ArrayLike, limits: ArrayLike) -> float:
    """Return the share 0-1 of days not over their limits, over the pairs where both are known.

    Unknown is None or nan. nan if no pair is known.
    """
    waited = np.asarray(days, dtype=np.float64)
    limit = np.asarray(limits, dtype=np.float64)
    waited, limit = np.broadcast_arrays(waited, limit)
    is_known = ~(np.isnan(waited) | np.isnan(limit))
    if not is_known.any():
        return float("nan")
    return float(np.mean(waited[is_known] <= limit[is_known]))


def exceeds_75_percent(days: int, limit: int) -> bool:
    """Tell whether the wait is more than 75 % longer than the limit (strictly more)."""
    return bool(4 * int(days) > 7 * int(limit))


def sorted_quantile(
    values: NDArray[np.integer],
    first: NDArray[np.int64],
    count: NDArray[np.int64],
    probability: float,
) -> NDArray[np.float64]:
    """Return a quantile of each run of ``values`` by linear interpolation.

    Run i is ``values[first[i] : first[i] + count[i]]``, sorted, with at least one value
    (Hyndman and Fan 1996, type 7).
    """
    below, above, share = quantile_positions(first, count, probability)
    return interpolate(values[below], values[above], share)


def quantile_positions(
    first: NDArray[np.int64], count: NDArray[np.int64], probability: float
) -> tuple[NDArray[Any], NDArray[np.int64], NDArray[np.float64]]:
    """Return the two elements between which a quantile of each run lies, and how far between."""
    position: NDArray[Any] = (count - 1) * probability
    below = position.astype(np.int64)
    return first + below, first + np.minimum(below + 1, count - 1), position - below


def interpolate(
    lower: NDArray[np.integer], upper: NDArray[np.integer], share: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the points at ``share`` of the way from ``lower`` to ``upper``."""
    start = lower.astype(np.float64)
    found: NDArray[np.float64] = start + (upper.astype(np.float64) - start) * share
    return found
