"""The difference of two independent figures, with its interval."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rccdesk.services.statistics.proportions import wilson_interval


@dataclass(frozen=True, slots=True)
class Difference:
    """First minus second, with its interval; ``is_certain`` where that does not hold 0."""

    difference: float
    low: float
    high: float

    @property
    def is_certain(self) -> bool:
        """Tell whether the interval lies wholly on one side of 0."""
        return self.low > 0 or self.high < 0


def difference_of_proportions(
    first_numerator: float,
    first_denominator: float,
    second_numerator: float,
    second_denominator: float,
    confidence: float = 0.95,
) -> Difference:
    """Return first share minus second, with the score interval.

    Newcombe, Interval estimation for the difference between independent proportions, Statistics
    in Medicine 1998, method 10: from the Wilson intervals of both, without continuity
    correction. ValueError as `wilson_interval`.
    """
    first = wilson_interval(first_numerator, first_denominator, confidence)
    second = wilson_interval(second_numerator, second_denominator, confidence)
    return difference_of_figures(
        first_numerator / first_denominator, first, second_numerator / second_denominator, second
    )


def difference_of_figures(
    first: float,
    first_interval: tuple[float, float],
    second: float,
    second_interval: tuple[float, float],
) -> Difference:
    """Return first minus second from two independent figures with their own intervals.

    Zou and Donner, Construction of confidence limits about effect measures, Statistics in
    Medicine 2008 (MOVER), which Newcombe's method 10 is for shares. ValueError where a figure
    lies outside its interval.
    """
    for figure, (low, high) in ((first, first_interval), (second, second_interval)):
        # Intervals of shares of 0 and 1 may miss them by the dust of a division.
        if not low - 1e-9 <= figure <= high + 1e-9:
            raise ValueError("a figure lies outside its interval")
    difference = first - second
    below = math.hypot(first - first_interval[0], second_interval[1] - second)
    above = math.hypot(first_interval[1] - first, second - second_interval[0])
    return Difference(difference, difference - below, difference + above)
