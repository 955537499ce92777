"""Confidence intervals of a proportion."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

_TINY = 1e-300
_CONVERGED = 1e-15


def wilson_interval(
    numerator: float, denominator: float, confidence: float = 0.95
) -> tuple[float, float]:
    """Return the score interval of a proportion, as (low, high) within 0-1.

    Wilson, Probable inference, JASA 1927; without continuity correction. ValueError for a
    negative numerator, a denominator not over 0, a numerator over the denominator or a
    confidence outside (0, 1).
    """
    _check(numerator, denominator, confidence)
    low, high = wilson_intervals(numerator, denominator, confidence)
    return float(low), float(high)


def wilson_intervals(
    numerators: ArrayLike, denominators: ArrayLike, confidence: float = 0.95
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the arrays (low, high) of `wilson_interval`; nan where the pair is not valid."""
    if not 0 < confidence < 1:
        raise ValueError("confidence must lie between 0 and 1")
    x = np.asarray(numerators, dtype=np.float64)
    n = np.asarray(denominators, dtype=np.float64)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        is_valid = (n > 0) & (x >= 0) & (x <= n)
        centre = (x + z * z / 2) / (n + z * z)
        half = z * np.sqrt(x * (n - x) / n + z * z / 4) / (n + z * z)
        # At the ends the exact bound is 0 or 1; subtraction leaves dust there.
        low = np.where(x == 0, 0.0, np.maximum(centre - half, 0.0))
        high = np.where(x == n, 1.0, np.minimum(centre + half, 1.0))
    return np.where(is_valid, low, np.nan), np.where(is_valid, high, np.nan)


def exact_interval(
    numerator: float, denominator: float, confidence: float = 0.95
) -> tuple[float, float]:
    """Return the exact binomial interval of a proportion, as (low, high) within 0-1.

    Clopper and Pearson, Biometrika 1934: the bounds are quantiles of beta distributions.
    ValueError as `wilson_interval`.
    """
    _check(numerator, denominator, confidence)
    tail = (1 - confidence) / 2
    x, n = numerator, denominator
    low = 0.0 if x == 0 else _beta_quantile(tail, x, n - x + 1)
    high = 1.0 if x == n else _beta_quantile(1 - tail, x + 1, n - x)
    return low, high


def is_reached(numerator: float, denominator: float, target: float) -> bool:
    """Compare a share with a target, unrounded and inclusive, in exact arithmetic."""
    above, below = _exactly(target)
    over, under = _ratio(numerator), _ratio(denominator)
    return over[0] * under[1] * below >= above * under[0] * over[1]


def count_needed_more(numerator: float, denominator: float, target: float) -> int:
    """Return how many more would have reached the target, in exact arithmetic."""
    above, below = _exactly(target)
    whole, part = _ratio(denominator)
    return max(0, -(-above * whole // (below * part)) - int(numerator))


def _ratio(value: float) -> tuple[int, int]:
    return value.as_integer_ratio() if type(value) is int else Fraction(value).as_integer_ratio()


@lru_cache(maxsize=64)
def _exactly(target: float) -> tuple[int, int]:
    """Return the fraction that is written, as 4/5 of 0.8."""
    return Fraction(repr(target)).as_integer_ratio()


def _check(numerator: float, denominator: float, confidence: float) -> None:
    if not numerator >= 0:
        raise ValueError("the numerator is negative")
    if not denominator > 0:
        raise ValueError("the denominator is not over 0")
    if numerator > denominator:
        raise ValueError("the numerator is over the denominator")
    if not 0 < confidence < 1:
        raise ValueError("confidence must lie between 0 and 1")


def _beta_quantile(probability: float, a: float, b: float) -> float:
    """Return the quantile by bisection: slow but sure, the function is monotone."""
    low, high = 0.0, 1.0
    while True:
        middle = (low + high) / 2
        if middle in (low, high):
            return middle
        if _beta_probability(middle, a, b) < probability:
            low = middle
        else:
            high = middle


def _beta_probability(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function (DLMF 8.17.22, continued fraction)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta_probability(1 - x, b, a)
    log_front = (
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
        + a * math.log(x) + b * math.log1p(-x)
    )  # fmt: skip
    # Lentz's method as modified by Thompson and Barnett, 1986.
    value, c, d = 1.0, 1.0, 0.0
    m = 0
    while True:
        for numerator in (
            1.0 if m == 0 else m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 + numerator * d
            d = 1 / (d if abs(d) > _TINY else _TINY)
            c = 1 + numerator / c
            c = c if abs(c) > _TINY else _TINY
            value *= c * d
        if abs(c * d - 1) < _CONVERGED or m > 10_000:
            return math.exp(log_front) / a * (value - 1)
        m += 1
