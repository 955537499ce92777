"""Funnels and differences: against exact binomial sums and published tables."""

from __future__ import annotations

import math
import time
from fractions import Fraction

import numpy as np
import pytest

from rccdesk.services.statistics.differences import (
    difference_of_figures,
    difference_of_proportions,
)
from rccdesk.services.statistics.funnel import chi_square_tail, funnel_limits, overdispersion
from rccdesk.services.statistics.proportions import wilson_interval


def exact_quantile(count: int, share: Fraction, probability: Fraction) -> int:
    """Return the smallest number whose probability up to it reaches ``probability``."""
    upto = Fraction(0)
    for number in range(count + 1):
        upto += math.comb(count, number) * share**number * (1 - share) ** (count - number)
        if upto >= probability:
            return number
    return count


@pytest.mark.parametrize(
    "share", [Fraction(1, 2), Fraction(3, 5), Fraction(1, 50), Fraction(9, 10)]
)
@pytest.mark.parametrize("confidence", [Fraction(1, 2), Fraction(95, 100), Fraction(998, 1000)])
def test_exact_limits_are_quantiles_over_n(share: Fraction, confidence: Fraction) -> None:
    counts = [1, 2, 3, 5, 10, 17, 40, 61]
    low, high = funnel_limits(counts, float(share), float(confidence))
    for place, count in enumerate(counts):
        below = exact_quantile(count, share, (1 - confidence) / 2)
        above = exact_quantile(count, share, (1 + confidence) / 2)
        assert (low[place], high[place]) == (below / count, above / count)


def test_exact_limits_of_a_million_are_quick_and_near_the_normal_ones() -> None:
    start = time.process_time()
    low, high = funnel_limits([1_000_000, 999_999], 0.6, 0.998)
    assert time.process_time() - start < 0.2
    about_low, about_high = funnel_limits([1_000_000, 999_999], 0.6, 0.998, method="normal")
    np.testing.assert_allclose(low, about_low, atol=2e-6)
    np.testing.assert_allclose(high, about_high, atol=2e-6)


def test_normal_limits() -> None:
    low, high = funnel_limits([100, 4, 0, math.nan], 0.8, method="normal")
    assert (low[0], high[0]) == pytest.approx((0.8 - 1.959964 * 0.04, 0.8 + 1.959964 * 0.04))
    assert high[1] == 1
    assert np.isnan(low[2:]).all()
    assert np.isnan(high[2:]).all()


def test_a_centre_at_the_end_has_limits_there() -> None:
    assert [each.tolist() for each in funnel_limits([10, 20], 1.0)] == [[1, 1], [1, 1]]
    assert [each.tolist() for each in funnel_limits([10, 20], 0.0)] == [[0, 0], [0, 0]]


@pytest.mark.parametrize(
    ("counts", "centre", "confidence", "method"),
    [
        ([10], 1.2, 0.95, "exact"),
        ([10], 0.5, 1.0, "exact"),
        ([-1], 0.5, 0.95, "exact"),
        ([10.5], 0.5, 0.95, "exact"),
        ([10], 0.5, 0.95, "other"),
    ],
)
def test_what_makes_no_sense_is_refused(
    counts: list[float], centre: float, confidence: float, method: str
) -> None:
    with pytest.raises(ValueError, match=r"[a-z]"):
        funnel_limits(counts, centre, confidence, method=method)


@pytest.mark.parametrize(
    ("value", "degrees", "tail"),
    [  # the common table of χ²
        (3.841, 1, 0.05),
        (18.307, 10, 0.05),
        (23.209, 10, 0.01),
        (3.940, 10, 0.95),
        (124.342, 100, 0.05),
        (77.929, 100, 0.95),
    ],
)
def test_the_tail_of_chi_square(value: float, degrees: int, tail: float) -> None:
    assert chi_square_tail(value, degrees) == pytest.approx(tail, abs=2e-5)


def test_overdispersion_is_chi_square_over_its_degrees() -> None:
    # Pearson by hand: shares 0.5, 0.6, 0.7 around 0.6, n = 100: 100 × (0.01 + 0 + 0.01) / 0.24.
    found = overdispersion([50, 60, 70, 0], [100, 100, 100, 0])
    assert found.chi_square == pytest.approx(2 / 0.24)
    assert found.degrees == 2
    assert found.dispersion == pytest.approx(1 / 0.24)
    assert found.p_value == pytest.approx(math.exp(-1 / 0.24))  # two degrees: exp(-x / 2)
    assert found.is_over
    even = overdispersion([58, 60, 62], [100, 100, 100], 0.6)
    assert not even.is_over
    assert math.isnan(overdispersion([1], [2]).dispersion)


@pytest.mark.parametrize(
    # Newcombe 1998, Statistics in Medicine 17:873, table II, method 10.
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_differences_of_newcombe(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    found = difference_of_proportions(*first, *second)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)
    assert found.difference == pytest.approx(first[0] / first[1] - second[0] / second[1])
    assert found.is_certain == (low > 0)


def test_the_difference_of_two_figures() -> None:
    # Even intervals: the half widths add as squares.
    found = difference_of_figures(40, (37, 43), 30, (26, 34))
    assert (found.difference, found.low, found.high) == (10, 5, 15)
    with pytest.raises(ValueError, match="outside"):
        difference_of_figures(1, (2, 3), 0, (0, 0))


@pytest.mark.parametrize(
    # PHEindicatormethods' worked values: count, of, 95 % and 99.8 %.
    ("count", "of", "usual", "wide"),
    [
        (1, 100, (0.001767, 0.054486), (0.000873, 0.104554)),
        (65, 100, (0.552544, 0.736358), (0.495495, 0.778354)),
        (9856, 12345, (0.791210, 0.805364), (0.786992, 0.809306)),
        (1045, 5000, (0.197955, 0.220491), (0.191794, 0.227316)),
    ],
)
def test_wilson_of_the_common_widths(
    count: int, of: int, usual: tuple[float, float], wide: tuple[float, float]
) -> None:
    assert wilson_interval(count, of) == pytest.approx(usual, abs=5e-7)
    assert wilson_interval(count, of, 0.998) == pytest.approx(wide, abs=5e-7)
