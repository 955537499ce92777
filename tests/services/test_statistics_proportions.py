"""Intervals and waiting days against published values."""

from __future__ import annotations

import math

import numpy as np
import pytest

from rccdesk.services.statistics.lead_times import (
    exceeds_75_percent,
    share_within,
    sorted_quantile,
)
from rccdesk.services.statistics.proportions import (
    exact_interval,
    is_reached,
    wilson_interval,
    wilson_intervals,
)


# PHEindicatormethods, tests/testthat/testdata_Proportion.xlsx and testdata_Byars_Wilson.xlsx
@pytest.mark.parametrize(
    ("x", "n", "low", "high", "low_998", "high_998"),
    [
        (1, 100, 0.001767, 0.054486, 0.000873, 0.104554),
        (5, 100, 0.021544, 0.111750, 0.013865, 0.164589),
        (20, 100, 0.133367, 0.288829, 0.105192, 0.347111),
        (65, 100, 0.552544, 0.736358, 0.495495, 0.778354),
        (9856, 12345, 0.791210, 0.805364, 0.786992, 0.809306),
        (222, 3215, 0.060792, 0.078340, 0.056471, 0.084184),
        (999, 3456, 0.274190, 0.304404, 0.265840, 0.313448),
        (1045, 5000, 0.197955, 0.220491, 0.191794, 0.227316),
    ],
)
def test_wilson_agrees_with_phe(
    x: int, n: int, low: float, high: float, low_998: float, high_998: float
) -> None:
    assert wilson_interval(x, n) == pytest.approx((low, high), abs=1e-6)
    assert wilson_interval(x, n, 0.998) == pytest.approx((low_998, high_998), abs=1e-6)


# Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 1998,
# table I: the score method (3) and the exact method (5)
@pytest.mark.parametrize(
    ("x", "n", "score", "exact"),
    [
        (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
        (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
        (0, 20, (0.0, 0.1611), (0.0, 0.1684)),
        (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
    ],
)
def test_intervals_agree_with_newcombe(
    x: int, n: int, score: tuple[float, float], exact: tuple[float, float]
) -> None:
    assert wilson_interval(x, n) == pytest.approx(score, abs=5e-5)
    assert exact_interval(x, n) == pytest.approx(exact, abs=5e-5)


@pytest.mark.parametrize("n", [1, 7, 50, 4000])
def test_exact_interval_at_the_ends_has_a_closed_form(n: int) -> None:
    # none of n: the upper bound solves (1 - p)^n = 0.025
    assert exact_interval(0, n) == pytest.approx((0.0, 1 - 0.025 ** (1 / n)), abs=1e-12)
    assert exact_interval(n, n) == pytest.approx((0.025 ** (1 / n), 1.0), abs=1e-12)


@pytest.mark.parametrize(("x", "n"), [(1, 2), (3, 10), (45, 70), (400, 1000), (1, 20000)])
def test_exact_bounds_solve_the_binomial_tails(x: int, n: int) -> None:
    low, high = exact_interval(x, n)

    def at_most(k: int, p: float) -> float:
        logs = (
            math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1)
            + i * math.log(p) + (n - i) * math.log1p(-p)
            for i in range(k + 1)
        )  # fmt: skip
        return math.fsum(math.exp(log) for log in logs)

    assert 1 - at_most(x - 1, low) == pytest.approx(0.025, abs=1e-9)
    assert at_most(x, high) == pytest.approx(0.025, abs=1e-9)


@pytest.mark.parametrize("interval", [wilson_interval, exact_interval])
@pytest.mark.parametrize(
    ("x", "n", "confidence"),
    [(-1, 10, 0.95), (1, 0, 0.95), (1, -5, 0.95), (11, 10, 0.95), (1, 10, 0.0), (1, 10, 1.0)],
)
def test_what_is_no_proportion_is_refused(
    interval: object, x: int, n: int, confidence: float
) -> None:
    with pytest.raises(ValueError, match=r"numerator|denominator|confidence"):
        interval(x, n, confidence)  # type: ignore[operator]


def test_the_ends_are_exactly_0_and_1() -> None:
    assert wilson_interval(0, 20)[0] == 0.0
    assert wilson_interval(29, 29)[1] == 1.0
    assert exact_interval(0, 20)[0] == 0.0
    assert exact_interval(29, 29)[1] == 1.0


def test_arrays_are_as_single_values_and_nan_where_there_is_no_pair() -> None:
    low, high = wilson_intervals([1, 65, 3], [100, 100, 0])
    assert (low[1], high[1]) == wilson_interval(65, 100)
    assert np.isnan([low[2], high[2]]).all()


def test_a_target_is_compared_in_exact_arithmetic() -> None:
    assert is_reached(56, 70, 0.8)  # 0.8 * 70 is 56.00000000000001 in floats
    assert not is_reached(55, 70, 0.8)
    assert not is_reached(7999, 10000, 0.8)  # rounds to 80 %


def test_share_within_is_over_the_known_pairs() -> None:
    assert share_within([28, 29, 10], [28, 28, 28]) == pytest.approx(2 / 3)
    assert share_within([10, None, 40], [28, 28, None]) == 1.0
    assert share_within([10, 40], 28) == 0.5
    assert math.isnan(share_within([None], [28]))
    assert math.isnan(share_within([], []))


@pytest.mark.parametrize(
    ("days", "limit", "exceeds"),
    [
        (63, 36, False),
        (64, 36, True),
        (49, 28, False),
        (50, 28, True),
        (45, 25, True),
        (0, 0, False),
    ],
)
def test_75_percent_longer_is_strict(days: int, limit: int, *, exceeds: bool) -> None:
    # 1.75 x 36 = 63, 1.75 x 28 = 49, 1.75 x 25 = 43.75
    assert exceeds_75_percent(days, limit) is exceeds


def test_quantiles_interpolate_within_their_run() -> None:
    values = np.array([1, 2, 3, 4, 10, 20], np.int16)
    first, count = np.array([0, 4]), np.array([4, 2])
    assert sorted_quantile(values, first, count, 0.5).tolist() == [2.5, 15.0]
    assert sorted_quantile(values, first, count, 0.8).tolist() == pytest.approx([3.4, 18.0])
