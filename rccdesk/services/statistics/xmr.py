"""The XmR chart: single values with limits from their moving ranges."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rccdesk.services.statistics.signals import find_signals, name_signals
from rccdesk.services.statistics.spans import choose_points

LIMIT_FACTOR = 2.66  # 3 / d2, d2 = 1.128 for ranges of two
SCREEN_FACTOR = 3.267  # D4 for ranges of two: the upper limit of the ranges themselves


@dataclass(frozen=True, slots=True)
class XmrChart:
    """Centre and limits (nan where there are none) and, per point, signals and their side."""

    centre: float
    lower: float
    upper: float
    signals: list[tuple[str, ...]]
    sides: tuple[int, ...]
    mean_range: float


def xmr_chart(
    values: ArrayLike,
    *,
    screened: bool = True,
    baseline: tuple[int, int] | None = None,
    trend: bool = False,
    excluded: tuple[int, ...] = (),
) -> XmrChart:
    """Return the XmR chart of ``values``; nan is a gap.

    Limits: mean ± 2.66 × the mean moving range (Wheeler and Chambers 1992). ``screened`` drops,
    once, moving ranges of at least 3.267 × their mean (Nelson, Journal of Quality Technology
    1982, as in NHSRplotthedots). No range spans a gap: its points do not follow each other.
    ``baseline`` is (start, stop), half-open: centre and limits from those points alone. Points
    ``excluded`` (indices) have no signals and no part in the limits. ValueError for values that
    are not one-dimensional or are infinite, and for a baseline without points.
    """
    series = np.asarray(values, dtype=np.float64)
    if series.ndim != 1 or np.isinf(series).any():
        raise ValueError("the values must be finite and in one row")
    kept, inside = choose_points(~np.isnan(series), baseline, excluded)
    centre = _mean(series[inside])
    ranges = np.abs(np.diff(series))[inside[1:] & inside[:-1]]
    mean_range = _mean(ranges)
    if screened and mean_range > 0:
        mean_range = _mean(ranges[ranges < SCREEN_FACTOR * mean_range])
    reach = LIMIT_FACTOR * mean_range
    found = find_signals(
        series[None, :],
        np.array([centre]),
        np.full((1, len(series)), reach),
        kept[None, :],
        trend=trend,
    )
    return XmrChart(
        centre,
        centre - reach,
        centre + reach,
        name_signals(found.bits[0]),
        tuple(found.sides[0].tolist()),
        mean_range,
    )


def _mean(values: NDArray[np.float64]) -> float:
    return float(values.mean()) if len(values) else float("nan")
