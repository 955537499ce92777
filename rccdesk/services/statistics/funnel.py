"""The funnel: limits of a share by the number of cases, and whether units vary more than that."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

# Rounding of a distribution function at a quantile that it hits exactly, as in R's qbinom.
_FUZZ = 64 * np.finfo(np.float64).eps
_SPAN = 12  # standard deviations to each side, beyond which nothing is left
_OVERDISPERSED = 0.05


@dataclass(frozen=True, slots=True)
class Overdispersion:
    """How much more units vary than chance gives: ``dispersion`` 1 is chance alone.

    ``p_value`` is the probability of so much variation by chance; ``is_over`` where it is under
    5 % and the dispersion is over 1.
    """

    dispersion: float
    chi_square: float
    degrees: int
    p_value: float
    is_over: bool = False


def funnel_limits(
    denominators: ArrayLike,
    centre: float,
    confidence: float = 0.95,
    *,
    method: str = "exact",
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return (low, high), the limits of proportions at each number of cases.

    ``exact``: quantiles of Binomial(n, centre) over n, not interpolated; ``normal``:
    p ± z√(p(1 − p)/n), clipped to 0-1 (Spiegelhalter, Funnel plots for comparing institutional
    performance, Statistics in Medicine 2005). nan where a denominator is 0 or nan. ValueError for
    a centre outside 0-1, a confidence outside (0, 1), negative denominators, another method, and
    for parts of cases in the exact one.
    """
    n = np.asarray(denominators, dtype=np.float64)
    if not 0 <= centre <= 1:
        raise ValueError("the centre must lie between 0 and 1")
    if not 0 < confidence < 1:
        raise ValueError("confidence must lie between 0 and 1")
    with np.errstate(invalid="ignore"):
        if (n < 0).any() or np.isinf(n).any():
            raise ValueError("a denominator is negative or infinite")
    if method == "normal":
        return _normal_limits(n, centre, confidence)
    if method != "exact":
        raise ValueError(f"method {method}")
    low, high = np.full(n.shape, np.nan), np.full(n.shape, np.nan)
    for count in np.unique(n[n > 0]):
        if count != int(count):
            raise ValueError("exact limits need whole numbers of cases")
        first, last = _quantiles(int(count), centre, (1 - confidence) / 2)
        low[n == count], high[n == count] = first / count, last / count
    return low, high


def overdispersion(
    numerators: ArrayLike, denominators: ArrayLike, centre: float | None = None
) -> Overdispersion:
    """Return Pearson's χ² over its k − 1 degrees of freedom, and the test of it.

    Spiegelhalter 2005, section 4: z² of each unit summed. ``centre`` defaults to Σx/Σn. Units
    without cases are passed over; a dispersion of nan where fewer than two are left or the
    centre is 0 or 1.
    """
    x = np.asarray(numerators, dtype=np.float64)
    n = np.asarray(denominators, dtype=np.float64)
    if x.shape != n.shape or x.ndim != 1:
        raise ValueError("numerators and denominators must be as many, in one row each")
    there = (n > 0) & ~np.isnan(x)
    x, n = x[there], n[there]
    if centre is None:
        centre = float(x.sum() / n.sum()) if len(n) else math.nan
    if len(n) < 2 or not 0 < centre < 1:
        return Overdispersion(math.nan, math.nan, max(len(n) - 1, 0), math.nan)
    chi_square = float(((x - n * centre) ** 2 / (n * centre * (1 - centre))).sum())
    degrees = len(n) - 1
    p_value = chi_square_tail(chi_square, degrees)
    is_over = chi_square > degrees and p_value < _OVERDISPERSED
    return Overdispersion(chi_square / degrees, chi_square, degrees, p_value, is_over)


def chi_square_tail(value: float, degrees: int) -> float:
    """Return the probability that χ² is over ``value`` (DLMF 8.11.4 and 8.9.2)."""
    if degrees < 1 or value < 0:
        raise ValueError("chi square and its degrees of freedom must not be negative")
    if value == 0:
        return 1.0
    a, x = degrees / 2, value / 2
    front = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1:  # the series of the lower part
        term = total = 1 / a
        k = a
        while term > total * 1e-17:
            k += 1
            term *= x / k
            total += term
        return max(1 - front * total, 0.0)
    b = x + 1 - a  # the continued fraction of the upper part, by Lentz's method
    c, d = 1e300, 1 / b
    fraction = d
    for i in range(1, 10_000):
        step = -i * (i - a)
        b += 2
        d = 1 / (step * d + b)
        c = b + step / c
        fraction *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return min(front * fraction, 1.0)


def _normal_limits(
    n: NDArray[np.float64], centre: float, confidence: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        half = z * np.sqrt(centre * (1 - centre) / np.where(n > 0, n, np.nan))
    return np.maximum(centre - half, 0.0), np.minimum(centre + half, 1.0)


def _quantiles(count: int, centre: float, tail: float) -> tuple[int, int]:
    """Return the smallest numbers whose probability up to them reaches tail and 1 − tail.

    The probabilities around the mode are built up from it by their ratios and normed: beyond
    twelve standard deviations nothing is left that a float could tell.
    """
    if centre in (0, 1):
        return int(centre) * count, int(centre) * count
    spread = math.sqrt(count * centre * (1 - centre))
    reach = int(_SPAN * spread) + 40
    mode = min(int((count + 1) * centre), count)
    first, last = max(mode - reach, 0), min(mode + reach, count)
    above = np.arange(mode, last, dtype=np.float64)
    below = np.arange(mode, first, -1, dtype=np.float64)
    odds = centre / (1 - centre)
    up = np.cumprod((count - above) / (above + 1) * odds)
    down = np.cumprod(below / (count - below + 1) / odds)
    likely = np.concatenate((down[::-1], [1.0], up))
    total = likely.sum()
    upto = np.cumsum(likely) / total
    low = int(np.searchsorted(upto, tail * (1 - _FUZZ)))
    # From above, where the small probabilities are added first: no digit is lost in 1 − tail.
    over = np.cumsum(likely[::-1])[::-1] / total  # P(X ≥ each)
    high = int(np.nonzero(np.append(over[1:], 0.0) <= tail * (1 + _FUZZ))[0][0])
    return first + low, first + high
