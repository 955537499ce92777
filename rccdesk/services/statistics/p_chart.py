"""The p chart: shares with limits from their denominators; and its form for very many cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rccdesk.services.statistics.outlook import Variation, vary_all
from rccdesk.services.statistics.signals import find_signals, name_signals
from rccdesk.services.statistics.spans import choose_points

D2 = 1.128  # mean range of two standard normal values
_SIGMAS = 3


@dataclass(frozen=True, slots=True)
class PChart:
    """Centre, limits per point (clipped to 0-1, nan where there are none) and signals.

    ``sigma_z`` is what the binomial limits were widened by: 1 in the plain chart.
    """

    centre: float
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    signals: list[tuple[str, ...]]
    sides: tuple[int, ...]
    sigma_z: float = 1.0


@dataclass(frozen=True, slots=True)
class PCharts:
    """Many p charts: a row per series. ``counts`` is how many points each rests on."""

    centre: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    bits: NDArray[np.uint8]  # signals, by `signals.BIT`
    sides: NDArray[np.int8]
    variation: tuple[Variation, ...]
    counts: NDArray[np.int64]


def p_chart(
    numerators: ArrayLike,
    denominators: ArrayLike,
    *,
    excluded: Iterable[int] = (),
    baseline: tuple[int, int] | None = None,
    trend: bool = False,
) -> PChart:
    """Return the p chart of shares: centre Σx/Σn, limits p ± 3√(p(1 − p)/n).

    Shewhart 1931; Montgomery, Introduction to Statistical Quality Control, ch. 7. A denominator
    of 0 or nan, or a numerator of nan, is a gap. Points ``excluded`` (indices) have limits but no
    signals and no part in the centre. ``baseline`` is (start, stop), half-open. ValueError for
    rows of unlike length, negative counts, a numerator over its denominator, and for a baseline
    without points.
    """
    x, n = _check(numerators, denominators)
    return _chart(x, n, excluded, baseline, trend=trend, is_prime=False)


def p_prime_chart(
    numerators: ArrayLike,
    denominators: ArrayLike,
    *,
    excluded: Iterable[int] = (),
    baseline: tuple[int, int] | None = None,
    trend: bool = False,
) -> PChart:
    """Return the p′ chart: limits p ± 3σₚσ_z, where the shares vary more than binomially.

    Laney, Improved control charts for attributes, Quality Engineering 2002: σ_z is the mean
    moving range of the z values over 1.128. No range spans a gap. Arguments as `p_chart`.
    """
    x, n = _check(numerators, denominators)
    return _chart(x, n, excluded, baseline, trend=trend, is_prime=True)


def p_charts(
    numerators: ArrayLike,
    denominators: ArrayLike,
    usable: ArrayLike,
    *,
    direction: str = "higher",
    trend: bool = False,
) -> PCharts:
    """Return a plain p chart of each row of 2-D counts (series by periods).

    ``usable`` tells which points count; the others have limits where they have a denominator,
    but no signals.
    """
    x = np.asarray(numerators, dtype=np.float64)
    n = np.asarray(denominators, dtype=np.float64)
    kept = np.asarray(usable, dtype=bool) & (n > 0) & ~np.isnan(x)
    if x.shape != n.shape or x.ndim != 2 or kept.shape != x.shape:
        raise ValueError("counts and marks must be rows of one shape")
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = np.where(kept, x, 0).sum(axis=1) / np.where(kept, n, 0).sum(axis=1)
        sigma = np.sqrt((centre * (1 - centre))[:, None] / np.where(n > 0, n, np.nan))
        shares = np.where(kept, x / n, np.nan)
    found = find_signals(shares, centre, _SIGMAS * sigma, kept, trend=trend)
    lower, upper = _clip(centre[:, None], _SIGMAS * sigma)
    counts = kept.sum(axis=1)
    variation = vary_all(found.bits, found.sides, kept, direction)
    return PCharts(centre, lower, upper, found.bits, found.sides, variation, counts)


def _check(
    numerators: ArrayLike, denominators: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    x = np.asarray(numerators, dtype=np.float64)
    n = np.asarray(denominators, dtype=np.float64)
    if x.ndim != 1 or x.shape != n.shape:
        raise ValueError("numerators and denominators must be as many, in one row each")
    with np.errstate(invalid="ignore"):
        if (x < 0).any() or (n < 0).any():
            raise ValueError("a count is negative")
        if np.isinf(x).any() or np.isinf(n).any():
            raise ValueError("a count is infinite")
        if (x > n).any():
            raise ValueError("a numerator is over its denominator")
    return x, n


def _chart(
    x: NDArray[np.float64],
    n: NDArray[np.float64],
    excluded: Iterable[int],
    baseline: tuple[int, int] | None,
    *,
    trend: bool,
    is_prime: bool,
) -> PChart:
    usable = (n > 0) & ~np.isnan(x)
    kept, inside = choose_points(usable, baseline, excluded)
    cases = float(n[inside].sum())
    centre = float(x[inside].sum()) / cases if cases else float("nan")
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.where(usable, x / n, np.nan)
        sigma = np.sqrt(centre * (1 - centre) / np.where(n > 0, n, np.nan))
    sigma_z = _sigma_z(shares, centre, sigma, inside) if is_prime else 1.0
    reach = _SIGMAS * sigma * sigma_z
    found = find_signals(
        shares[None, :], np.array([centre]), reach[None, :], kept[None, :], trend=trend
    )
    lower, upper = _clip(np.full(len(x), centre), reach)
    return PChart(
        centre,
        lower,
        upper,
        name_signals(found.bits[0]),
        tuple(found.sides[0].tolist()),
        sigma_z,
    )


def _sigma_z(
    shares: NDArray[np.float64],
    centre: float,
    sigma: NDArray[np.float64],
    inside: NDArray[np.bool_],
) -> float:
    """Return Laney's σ_z; 1 where there are no two points that follow each other."""
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(sigma > 0, (shares - centre) / sigma, 0.0)
    ranges = np.abs(np.diff(z))[inside[1:] & inside[:-1]]
    return float(ranges.mean() / D2) if len(ranges) else 1.0


def _clip(
    centre: NDArray[np.float64], reach: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.maximum(centre - reach, 0.0), np.minimum(centre + reach, 1.0)
