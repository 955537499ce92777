"""The run chart: whether values around their median come in an order that chance seldom gives."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

MIN_RUN_POINTS = 10
"""Fewer points beside the median cannot give a signal worth the name (Anhøj and Olesen 2014)."""


@dataclass(frozen=True, slots=True)
class RunSignal:
    """The longest run and the crossings of a series, and whether each is a signal.

    ``count`` is the number of points beside the centre; ``most_run`` and ``fewest_crossings``
    are what chance gives. ``run_points`` are the indices of every run that is over it, and
    ``last_run`` those of the run that the series ends with.
    """

    longest_run: int
    crossings: int
    run_signals: bool
    crossing_signals: bool
    count: int
    most_run: int
    fewest_crossings: int
    run_points: tuple[int, ...]
    last_run: tuple[int, ...]


def run_signal(values: ArrayLike, centre: float) -> RunSignal:
    """Judge ``values`` (nan is a gap) around ``centre``, most often their median.

    Anhøj and Olesen, Run charts revisited, PLoS ONE 2014: a signal where the longest run is over
    round(log2 n) + 3 or the crossings are fewer than the 5th percentile of Binomial(n − 1, ½),
    n being the points that do not lie on the centre. Gaps are passed over.
    """
    series = np.asarray(values, dtype=np.float64)
    if series.ndim != 1:
        raise ValueError("the values must be in one row")
    dust = 1e-10 * max(abs(centre), float(np.nanmax(np.abs(series), initial=0.0)))
    with np.errstate(invalid="ignore"):
        beside = np.nonzero(np.abs(series - centre) > dust)[0]
    above = series[beside] > centre
    count = len(beside)
    edges = [0, *(np.nonzero(above[1:] != above[:-1])[0] + 1).tolist(), count]
    runs = [beside[first:stop].tolist() for first, stop in pairwise(edges)] if count else []
    longest, crossings = max(map(len, runs), default=0), max(len(runs) - 1, 0)
    most, fewest = longest_run_limit(count), crossings_limit(count)
    return RunSignal(
        longest,
        crossings,
        longest > most,
        crossings < fewest,
        count,
        most,
        fewest,
        tuple(point for run in runs if len(run) > most for point in run),
        tuple(runs[-1]) if runs else (),
    )


def longest_run_limit(count: int) -> int:
    """Return the longest run that is no signal: round(log2 n) + 3."""
    return round(math.log2(count)) + 3 if count else 0


@lru_cache(maxsize=512)
def crossings_limit(count: int) -> int:
    """Return the fewest crossings that are no signal: 5th percentile of Binomial(n − 1, ½)."""
    trials = max(count - 1, 0)
    # In whole numbers: the sum of C(trials, k) against 5 % of 2^trials.
    total, sum_so_far = 1 << trials, 0
    for crossings in range(trials + 1):
        sum_so_far += math.comb(trials, crossings)
        if sum_so_far * 20 >= total:
            return crossings
    return trials
